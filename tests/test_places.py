from dataclasses import replace

from stand_ins import make_document

from corpus.papers import Document, Line, Page, PageStart, Table
from corpus.places import offset_of, page_at, printed_page_at
from ingest.passages import cut_passages
from ingest.structure import structure

RUN_ON = "The fee for a plot of the larger kind rises by four pounds from the first of the month, "


def cut(*pages):
    """Passages of one file; a page is a list of lines or of tables, labelled iv, v and so on."""
    made = tuple(
        Page(
            n,
            tuple(Line(b, whole=True) if isinstance(b, str) else b for b in blocks),
            ("", "iv", "v", "vi")[n],
        )
        for n, blocks in enumerate(pages, 1)
    )
    found = structure(Document("fees.pdf", "0" * 64, made))
    return [passage for paper in found for passage in cut_passages(paper)]


def page_of(passages, words, kind=""):
    passage = next(p for p in passages if words in p.text and kind in p.kind)
    offset = passage.text.index(words)
    return page_at(passage, offset), printed_page_at(passage, offset)


def test_a_passage_of_one_page_stands_on_it_throughout():
    [passage] = make_document("a.pdf", "Fees rise by 4%.")[2]
    assert {page_at(passage, offset) for offset in range(16)} == {1}


def test_a_page_begins_at_its_offset_and_not_before():
    [passage] = make_document("a.pdf", "Fees rise by 4%.")[2]
    passage = replace(passage, last_page=2, page_starts=(PageStart(5, 2, "ii"),))
    assert [page_at(passage, offset) for offset in (0, 4, 5, 15)] == [1, 1, 2, 2]
    assert printed_page_at(passage, 5) == "ii"


def test_a_quote_is_found_whatever_its_blanks_and_marks():
    [passage] = make_document("a.pdf", "Fees rise.\n(b) Tree – plots fall by 4%.")[2]
    assert passage.text[offset_of(passage, "Tree plots  fall") :].startswith("Tree")
    assert offset_of(passage, "nothing of it") == 0
    assert offset_of(passage, "") == 0


def test_a_sentence_that_runs_over_a_page_is_on_both_its_pages():
    passages = cut(
        ["1.0 Burial fees", f"1.1 {RUN_ON}"], ["and falls by three pounds in June.", "1.2 Yes."]
    )
    assert page_of(passages, "larger kind") == (1, "iv")
    assert page_of(passages, "falls by three") == (2, "v")


def test_the_sentence_before_a_list_and_its_items_keep_their_own_pages():
    passages = cut(
        ["1.0 Fees", "1.1 The Board is asked to agree that:"],
        ["(a) the fee for a plot rises;", "(b) the fee for a tree stays."],
    )
    assert page_of(passages, "asked to agree") == (1, "iv")
    assert page_of(passages, "fee for a tree") == (2, "v")


def test_every_part_of_a_long_paragraph_knows_its_page():
    sentence = "The fee for a plot of the larger kind rises by four pounds from the first of May. "
    first, second = sentence * 14, "and so it goes on. " + "In the winter it stays as it was. " * 40
    passages = cut(["1.0 Fees", f"1.1 {first.rstrip('. ')}"], [second.strip()])
    last = passages[-1]
    assert last.text.startswith("In the winter") and last.first_page == last.last_page == 2
    assert last.printed_page == "v"


def test_rows_that_stand_on_different_pages_are_found_on_theirs():
    one = Table((("Fee", "Budget", "Actual"), ("Plots", "120", "118")))
    two = Table((("Trees", "30", "31"), ("Benches", "12", "14")))
    passages = cut([one], [two])
    assert page_of(passages, "Plots", "table") == (1, "iv")
    assert page_of(passages, "Benches", "table") == (2, "v")


def test_a_row_cut_by_a_page_break_knows_where_each_cell_goes_on():
    one = Table(
        (
            ("Action", "What was done"),
            ("Plant the avenue again", "Forty limes were ordered in the autumn and"),
        ),
        header_rows=1,
    )
    two = Table((("", "planted in the spring by the friends of the park"),))
    passages = cut([one], [two])
    assert page_of(passages, "Forty limes", "row") == (1, "iv")
    assert page_of(passages, "by the friends", "row") == (2, "v")
