"""What is found for a question: by words, by meaning, once each, and only what may be seen."""

from dataclasses import replace

import pytest
from council_library import add, council_library
from stand_ins import WordLengths, make_document

from assistant.question import understand
from assistant.retrieval import LIMIT, candidates, rarity_of, retrieve, without_repeats
from corpus.library import Library
from corpus.papers import Hit, Paper, Passage, Scope


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with council_library(
        tmp_path_factory.mktemp("library"),
        ("Allotments", "Zebra crossings by the allotments cost £9,100."),
        ("Bees", "Beekeepers of the borough met in May."),
    ) as opened:
        yield opened


def found(library, question, **scope):
    return retrieve(understand(question), library, **scope)


def test_the_passage_that_says_it_is_found_first(library):
    assert found(library, "What do zebra crossings cost?")[0].paper.title == "Allotments"


def test_another_form_of_a_word_finds_it(library):
    assert found(library, "when did the beekeeper meet")[0].paper.title == "Bees"


def test_hits_come_best_first_and_each_once(library):
    hits = found(library, "How many children are in care?")
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
    assert len({hit.passage.id for hit in hits}) == len(hits) <= LIMIT


def test_no_more_is_handed_on_than_was_asked_for(library):
    assert len(retrieve(understand("children"), library, limit=2)) == 2


def test_what_is_offered_knows_its_place_in_each_search(library):
    offered = candidates(understand("zebra crossings"), library)
    ranks = [item.words_rank for item in offered if item.words_rank]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))
    assert {item.passage.id for item in offered if item.meaning_rank == 1}
    assert all(-1.001 <= item.meaning <= 1.001 for item in offered)


def test_a_word_of_many_passages_is_less_rare(library):
    rarity = rarity_of(understand("zebra children"), library)
    assert rarity.of("zebra") > rarity.of("children")


@pytest.mark.parametrize("question", ["", "?", "xyzzy plugh", '"', "AND OR NOT", "a*b (c"])
def test_a_question_that_nothing_fits_is_no_error(library, question):
    assert isinstance(found(library, question), list)


def test_an_empty_library_holds_nothing(tmp_path):
    with Library.open(tmp_path / "empty", encoder=WordLengths()) as empty:
        assert found(empty, "zebra crossings") == []


def test_who_wrote_a_paper_is_found_with_the_paper_and_no_other_papers_author(tmp_path):
    with Library.open(tmp_path / "signed", encoder=WordLengths()) as signed:
        signed.add(*make_document("bees.pdf", "The bee report of the year.", "Author – Jo Finch"))
        signed.add(*make_document("trees.pdf", "Trees were cut.", "Author – Ada Wren"))
        hits = retrieve(understand("Who wrote about the year of the bee?"), signed, limit=1)
        assert [hit.passage.text for hit in hits] == [
            "The bee report of the year.",
            "Author – Jo Finch",
        ]
        assert len(retrieve(understand("What is in the bee report?"), signed, limit=1)) == 1


def test_what_the_reader_may_not_see_is_never_found(tmp_path):
    with Library.open(tmp_path / "both", encoder=WordLengths()) as both:
        both.add(*make_document("open.pdf", "The zebra costs £3."))
        both.add(*make_document("closed.pdf", "The zebra bid is £7.", access="exempt"))
        both.embed_pending()
        public = Scope(access=frozenset({"public"}))
        assert {hit.paper.document for hit in found(both, "zebra")} == {"open.pdf", "closed.pdf"}
        seen = {hit.paper.document for hit in found(both, "zebra bid", scope=public)}
        assert seen == {"open.pdf"}
        assert found(both, "zebra", scope=Scope(access=frozenset())) == []


def test_a_paper_is_found_by_words_before_its_meaning_is_known(tmp_path):
    with Library.open(tmp_path / "new", encoder=WordLengths()) as new:
        new.add(*make_document("open.pdf", "The zebra costs £3."))
        assert [hit.paper.document for hit in found(new, "zebra")] == ["open.pdf"]


PAPER = Paper("p", "d", "a.pdf", "A")


def hit(id, text, score, part_of=""):
    return Hit(Passage(id, "p", text, 1, 1, part_of=part_of), PAPER, score)


def test_the_same_words_in_two_files_are_one_hit_the_better():
    kept = without_repeats([hit("a", "Visits rose – by 3%.", 9), hit("b", "Visits rose by 3%", 8)])
    assert [one.passage.id for one in kept] == ["a"]


def test_one_table_does_not_fill_the_list():
    rows = [hit(f"r{n}", f"Row {n}", 9 - n / 10, part_of="t") for n in range(9)]
    kept = without_repeats([*rows, hit("other", "Another paper.", 1)])
    assert len(kept) < len(rows)
    assert kept[-1].passage.id == "other"


def test_the_rows_of_a_table_that_is_found_are_weighed_too(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        lines = ["Plans by need", "Stage | SEMH | Total"]
        lines += [f"Stage {n} | {n} | {40 + n}" for n in range(9)]
        table = Passage("t", "plans", "\n".join(lines), 1, 1, kind="table", order=0)
        rows = [
            Passage(f"t/{n}", "plans", line, 1, 1, kind="row", part_of="t", order=n, label=line[:7])
            for n, line in enumerate(lines[2:], 1)
        ]
        kept = [replace(rows[0], part_of="")]  # a row of another table
        add(library, Paper("plans", "", "plans.pdf", "Plans"), [table, *rows[1:], *kept])
        hits = retrieve(understand("plans by need"), library)
    assert hits[0].passage.id == "t"
    assert sum(hit.passage.part_of == "t" for hit in hits) == 3
