import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.papers import Document, Line, Page, Table
from ingest.context import split_long
from ingest.passages import MOST_WORDS, cut_passages
from ingest.structure import structure

LONG = "The fee for a plot of the larger kind rises by four pounds from the first of the month. "


def cut(*pages, label=""):
    """The passages of one file's papers; pages are lists of whole paragraphs."""
    made = tuple(
        Page(n, tuple(Line(text, whole=True) for text in lines), f"{label}{n}" if label else "")
        for n, lines in enumerate(pages, 1)
    )
    found = structure(Document("fees.pdf", "0" * 64, made))
    return [passage for paper in found for passage in cut_passages(paper)]


def holding(passages, words):
    return next(passage for passage in passages if words in passage.text)


REPORT = [
    "REPORT TO: Parks Board",
    "DATE: 3 May 2026",
    "SUBJECT: Burial fees",
    "1.0 PURPOSE",
    "1.1 To set the fees.",
    "2.0 FINANCIAL IMPLICATIONS",
    f"2.1 {LONG * 4}",
    f"2.2 {LONG * 4}",
]


def test_a_passage_never_runs_over_two_sections():
    for passage in cut(REPORT):
        assert not ("To set the fees" in passage.text and "2.1" in passage.text)


def test_a_passage_knows_its_section_paragraph_and_both_page_numbers():
    passage = holding(cut(["Fees"], REPORT, label="S"), "2.1")
    assert passage.headings[-1] == "FINANCIAL IMPLICATIONS"
    assert "2.1" in passage.paragraphs
    assert (passage.first_page, passage.printed_page) == (2, "S2")


def test_what_the_indexes_read_begins_with_the_papers_title_and_the_section():
    passage = holding(cut(REPORT), "2.1")
    assert passage.search_text.startswith("Burial fees")
    assert "FINANCIAL IMPLICATIONS" in passage.search_text.splitlines()[0]
    assert passage.text in passage.search_text


def test_paragraphs_numbered_without_sections_keep_their_numbers():
    passages = cut(["Burial fees", "Background", f"1. {LONG}", f"2. {LONG}"])
    assert {number for passage in passages for number in passage.paragraphs} == {"1", "2"}


def test_a_list_keeps_the_sentence_that_leads_it_in():
    passage = holding(
        cut(["Hedges", "1.1 The plan has three parts:", "• hedges", "• ditches"]), "ditches"
    )
    assert "The plan has three parts:" in passage.text


def test_a_long_list_is_cut_and_each_part_keeps_its_lead_in():
    items = [f"• {LONG}" for _ in range(20)]
    passages = cut(["Hedges", "1.1 The plan has these parts:", *items])
    lists = [passage for passage in passages if "•" in passage.text]
    assert len(lists) > 1
    assert all("The plan has these parts:" in passage.text for passage in lists)


def test_a_resolution_stands_alone_with_all_its_parts_and_its_minute():
    minutes = [
        "Minutes of the meeting of the Parks Board held on 3 May 2026",
        "Present: Councillors Elm and Ash",
        "PB31 BURIAL FEES",
        "The Board heard why fees must rise.",
        "RESOLVED: That",
        "1) the fee rise by £4; and",
        "2) the plan be noted.",
        "PB32 HEDGES",
        "The brook is cleared.",
    ]
    passage = holding(cut(minutes), "RESOLVED")
    assert passage.kind == "resolution"
    assert passage.label == "PB31"
    assert "the fee rise by £4" in passage.text and "the plan be noted" in passage.text
    assert "brook" not in passage.text


@pytest.mark.parametrize("words", [LONG * 40, "word " * 900], ids=["sentences", "no sentence ends"])
def test_no_word_is_lost_however_long_a_paragraph_is(words):
    passages = cut(["Burial fees", "1.0 PURPOSE", f"1.1 {words}"])
    text = " ".join(passage.text for passage in passages)
    assert text.count(words.split()[-1]) == words.split().count(words.split()[-1])


def test_passages_are_short_enough_to_quote():
    for passage in cut(
        ["Burial fees", "1.0 PURPOSE", *(f"1.{n} {LONG * 3}" for n in range(1, 30))]
    ):
        assert len(passage.text.split()) <= MOST_WORDS + 60


def test_every_passage_has_an_id_and_a_place_of_its_own_though_words_repeat():
    passages = cut(
        ["Fees", "1.0 PURPOSE", "1.1 None.", "2.0 RISK", "2.1 None.", "3.0 RISK", "2.1 None."]
    )
    assert len({passage.id for passage in passages}) == len(passages)
    assert [passage.order for passage in passages] == list(range(len(passages)))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        pytest.param("1.1 In Quarter 1 2025/26 none came.", "Q1 2025/26", id="its own"),
        pytest.param("1.1 None came.", "Q3 2025/26", id="its paper's"),
        pytest.param(
            "1.1 More came than in Quarter 2 2025/26, and in Quarter 3 2025/26 most.",
            "Q3 2025/26",
            id="both",
        ),
    ],
)
def test_a_passage_is_of_the_period_that_it_names_or_else_of_its_papers(text, period):
    passages = cut(["Monitoring Report Quarter 3 2025/26", "1.0 BURIALS", text])
    assert holding(passages, text).period == period


def test_an_exempt_appendix_of_a_public_report_is_withheld_and_the_rest_is_not():
    passages = cut(
        [
            *REPORT,
            "Appendix A: Fees",
            LONG,
            "Appendix B: Bids (not for publication)",
            "Rook & Co bid £4.",
        ]
    )
    assert holding(passages, "Rook & Co").access == "exempt"
    assert {p.access for p in passages if "Rook" not in p.text} == {"public"}


def test_an_appendix_that_the_report_calls_exempt_is_withheld():
    passages = cut([*REPORT, "3.1 Appendix B is exempt.", "Appendix B: Bids", "Rook & Co bid £4."])
    assert holding(passages, "Rook & Co").access == "exempt"
    assert holding(passages, "2.1").access == "public"


def test_a_mark_inside_an_appendix_withholds_it():
    passages = cut([*REPORT, "Appendix B: Bids", "NOT FOR PUBLICATION", "Rook & Co bid £4."])
    assert holding(passages, "Rook & Co").access == "exempt"


def test_a_long_text_is_cut_at_sentence_ends_alone():
    runs = split_long(LONG * 10, 40)
    assert all(run.endswith(".") and len(run.split()) <= 40 for run in runs)
    assert " ".join(runs) == (LONG * 10).strip()


def test_a_sentence_without_an_end_is_cut_too():
    assert [len(run.split()) for run in split_long("word " * 90, 40)] == [40, 40, 10]


LINES = st.sampled_from(
    """
    1.0 PURPOSE|PURPOSE|2.1 The fee rises.|RESOLVED: That|1) it be noted|• hedges|Part II|Hedges
    Minutes of the Parks Board|Present: all|7/26 Fees|Appendix B: Bids|DATE: 3 May 2026|3 May 2026
    SUBJECT: Fees|REPORT TO: Parks Board|The plan has parts:|Executive summary|PB31 BURIAL FEES
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
ROWS = st.lists(
    st.tuples(
        *[st.sampled_from(["", "Fees", "£'000", "12", "(30)", "P1.3", "Q2", "A long note."])] * 3
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(LINES, ROWS), max_size=25))
def test_no_word_that_is_printed_is_lost(blocks):
    page = Page(
        1, tuple(Line(b, whole=True) if isinstance(b, str) else Table(tuple(b)) for b in blocks)
    )
    kept: set[str] = set()
    for paper in structure(Document("any.pdf", "0" * 64, (page,))):
        for passage in cut_passages(paper):
            kept |= words(" ".join([passage.text, *passage.headings, paper.paper.title]))
    for block in blocks:
        text = block if isinstance(block, str) else " ".join(cell for row in block for cell in row)
        assert words(re.sub(r"^[\d.]+ ", "", text)) <= kept  # a section's own number may go


def words(text):
    return set(re.findall(r"\w+", text))


def test_a_lists_later_passages_have_the_last_sentence_of_a_long_paragraph_before_it():
    item = "the fee for a plot of the larger kind rises by four pounds from the first of the month"
    items = [f"({letter}) {item} {letter};" for letter in "abcdefghijklmnop"]
    passages = cut(["1.0 FEES", f"1.1 {LONG * 3}The Board was told that:", *items])
    last = passages[-1].text.splitlines()
    assert last[0] == "The Board was told that:"
    assert last[-1].startswith("(p)")


def test_a_sentence_that_leads_a_list_in_goes_with_the_list():
    passages = cut(
        ["1.0 FEES", f"1.1 {LONG * 2}", "The Board asked for:", "• a list of fees", "• a map"]
    )
    assert passages[-1].text.splitlines() == ["The Board asked for:", "• a list of fees", "• a map"]


def test_items_behind_a_bullet_and_a_number_are_one_list_under_their_name():
    items = [f"• {n} Plant {tree} trees" for n, tree in enumerate(("elm", "oak", "ash"), 1)]
    passage = holding(cut([*REPORT, LONG, "Priorities For Trees", *items]), "Plant elm")
    assert passage.kind == "list"
    assert passage.text.splitlines() == ["Priorities For Trees", *items]


def test_what_is_announced_without_bullets_stays_with_the_sentence_that_announces_it():
    passage = holding(cut([*REPORT, LONG * 2, "The team will aim to:", f"Count {LONG * 4}"]), "aim")
    assert "Count The fee" in passage.text and passage.text.startswith("The team")


def test_a_question_that_was_put_stands_with_its_reply_and_apart_from_what_is_before_it():
    passages = cut(
        [
            "REPORT TO: Parks Board",
            "SUBJECT: Public Question Time",
            "3.0 SUPPORTING INFORMATION",
            "3.1 A questioner may ask one supplementary question.",
            "Question 1 – Ms Harriet Ash, Quay",
            f"“{LONG * 3} What will the Council do?”",
            f"Reply: The Council will provide a coach. {LONG * 2}",
            "Question 2 – Mr Desmond Bay, Quay",
            "“How many came?”",
            "Reply: Fifty-seven.",
        ]
    )
    first = holding(passages, "provide a coach")
    assert "What will the Council do?" in first.text
    assert "supplementary" not in first.text
    assert "Fifty-seven" not in first.text


def test_who_wrote_the_report_stands_by_itself():
    report = [*REPORT, "The service will:", "• mow the paths", "Author – Jo Bloggs, Parks Manager"]
    assert holding(cut(report), "Bloggs").text == "Author – Jo Bloggs, Parks Manager"


def test_minutes_of_several_meetings_in_one_paper_are_each_of_their_own_day():
    passages = cut(
        [
            "REPORT TO: Parks Board",
            "DATE: 19 January 2026",
            "SUBJECT: Executive Board Minutes",
            "1.0 PURPOSE",
            "1.1 To note the minutes.",
            "EXECUTIVE BOARD MEETING HELD ON 13 NOVEMBER 2025",
            "EXB64 BURIAL FEES",
            "RESOLVED: That the fees be agreed.",
            "EXECUTIVE BOARD MEETING HELD ON 11 DECEMBER 2025",
            "EXB75 MOWING",
            "RESOLVED: That the contract be extended.",
        ]
    )
    fees, mowing = holding(passages, "fees be agreed"), holding(passages, "contract be extended")
    assert (fees.period, mowing.period) == ("13 November 2025", "11 December 2025")
    assert mowing.headings == ("EXECUTIVE BOARD MEETING HELD ON 11 DECEMBER 2025", "EXB75 MOWING")
