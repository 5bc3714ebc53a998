"""How a vote went is told to who goes on from a decision, from beside it in its own item."""

from dataclasses import replace

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.answers import Citation, Turn
from assistant.question import understand
from assistant.verbatim import say
from assistant.votes import of_the_vote, with_the_vote
from assistant.writing import Draft
from corpus.library import Library
from corpus.papers import EVERYTHING, Cell, Paper, Passage, Scope

ITEMS = (
    ("Pond", "The Board looked at the pond. Councillor Elm moved that it be drained."),
    ("Pond", "On being put to the vote this was carried by 4 votes to 2. Two ducks were seen."),
    ("Pond", "RESOLVED: That the pond be drained in May."),
    ("Pond", "Councillor Ash voted against and Councillor Oak abstained. The Chair thanked them."),
    ("Hedge", "RESOLVED: That the hedge be cut."),
    ("Hedge", "The Board thanked the gardeners."),
    ("Fence", "RESOLVED: That the fence be mended."),
    ("Fence", "What was cut is kept for 31 days."),
    ("Gate", "RESOLVED (5 for, 1 against): That the gate be shut at dusk."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        minutes = Paper("m", "", "m.pdf", "Minutes of Parks Board", "minutes", "Parks Board")
        texts = [
            Passage(f"m{n}", "m", text, 1, 1, headings=(item,), order=n)
            for n, (item, text) in enumerate(ITEMS)
        ]
        named = "Motion | For | Against\nMow the meadow | Elm, Ash voted for | Oak voted against"
        row = Passage("row", "m", named, 1, 1, kind="row", label="Mow the meadow", order=19)
        row = replace(row, headings=("Meadow",), cells=(Cell("For", "Elm, Ash voted for"),))
        add(opened, minutes, [*texts, row])
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def asked_after(library, question, id, scope=EVERYTHING):
    passage = library.passage(id)
    assert passage is not None
    before = Turn("What was decided about it?", passage.text, (passage,))
    return say(of_the_vote(understand(question, [before]), library, scope)).text


@pytest.mark.parametrize(
    ("question", "id", "told"),
    [
        ("and what was the vote?", "m2", "On being put to the vote this was carried by 4 v"),
        ("did anyone vote against?", "m2", "Councillor Ash voted against and Councillor Oak abst"),
        (
            "how did they vote?",
            "m0",
            "On being put to the vote this was carried by 4 votes to 2. [1]",
        ),
        ("was it unanimous?", "m8", "RESOLVED (5 for, 1 against): That the gate be shut at dusk."),
        ("who voted against?", "row", "Mow the meadow, Elm, Ash voted for, Oak voted against"),
    ],
)
def test_the_nearest_sentence_or_row_of_the_item_that_tells_of_a_vote_is_given(
    library, question, id, told
):
    assert asked_after(library, question, id).startswith(told)


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("and what was the vote?", "m4"),
        ("and what was the vote?", "m6"),
        ("who abstained?", "m8"),
        ("and what did the vote on the bandstand railings show?", "m2"),
        ("and when will it be drained?", "m2"),
        ("why did he vote against?", "m2"),
    ],
)
def test_another_item_another_vote_and_another_question_are_not_answered_with_it(
    library, question, id
):
    assert asked_after(library, question, id) == ""


def test_who_asks_without_a_turn_before_is_not_told(library):
    assert of_the_vote(understand("what was the vote?", ()), library, EVERYTHING) == []


def test_what_the_reader_may_not_see_is_not_told(library):
    hidden = Scope(access=frozenset({"exempt"}))
    assert asked_after(library, "and what was the vote?", "m2", hidden) == ""


def test_a_decision_is_given_with_its_vote_where_both_are_asked(library):
    passage, paper = library.passage("m2"), library.paper("m")
    draft = Draft("The pond be drained in May. [1]", (Citation(1, passage, paper, passage.text),))
    both = understand("what was decided about the pond and what was the vote?", ())
    whole = with_the_vote(both, draft, library, EVERYTHING)
    assert whole.text.startswith("The pond be drained in May. [1]\nOn being put to the vote")
    assert [one.passage.id for one in whole.citations] == ["m2", "m1"]
    alone = understand("what was decided about the pond?", ())
    assert with_the_vote(alone, draft, library, EVERYTHING) == draft
