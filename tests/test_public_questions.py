"""What the public asked is every question of the section that holds them, of the newest meeting."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.public_questions import of_the_public
from assistant.question import understand
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Paper, Passage, Scope


def paper(library, id, title, when, *texts, heading="Questions from the public", access="public"):
    made = Paper(id, "", f"{id}.pdf", title, "minutes", "Parks Board", when, access=access)
    passages = [
        Passage(f"{id}{n}", id, text, 1, 1, headings=(over or heading,), access=access)
        for n, (over, text) in enumerate(texts)
    ]
    add(library, made, passages)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        paper(
            opened,
            "june",
            "Minutes of Parks Board",
            "2026-06-09",
            ("", "1. From Ms Elm: When will the pond be mended?\nAnswer: In May, it is hoped."),
            ("", "Mr Ash asked why the gates are shut at dusk. The Chair said they always were."),
            ("Question 3 – Mrs Oak, to the Chair", "“Who owns the hedge?”\nAnswer: Nobody knows."),
            ("Hedges", "Is the hedge too high? The Board thought so."),
        )
        paper(
            opened,
            "march",
            "Minutes of Parks Board",
            "2026-03-10",
            ("", "Mr Yew asked whether dogs may swim. He was told that they may."),
        )
        paper(
            opened,
            "july",
            "Minutes of Parks Board",
            "2026-07-07",
            ("", "It was confirmed that no public questions had been received."),
        )
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def told(library, question, scope=EVERYTHING):
    asked = understand(question, (), {}, library)
    return say(of_the_public(asked, library, scope)).text.split("\n")


@pytest.mark.parametrize(
    "question",
    ["what did the public ask?", "what did members of the public ask Parks Board in June?"],
)
def test_each_question_is_told_without_its_answer(library, question):
    assert told(library, question) == [
        "1. From Ms Elm: When will the pond be mended? [1]",
        "Mr Ash asked why the gates are shut at dusk. [2]",
        "Question 3 – Mrs Oak, to the Chair: “Who owns the hedge?” [3]",
    ]


def test_the_meeting_that_is_named_is_meant(library):
    assert told(library, "which questions did residents ask in March?") == [
        "Mr Yew asked whether dogs may swim. [1]"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "how many questions may the public ask?",
        "what is the deadline for public questions?",
        "what did the public ask the Planning Committee?",
        "what did Councillor Elm ask?",
    ],
)
def test_other_questions_are_left_to_be_looked_for(library, question):
    assert told(library, question) == [""]


def test_nothing_is_told_to_who_may_not_see_the_paper(library):
    hidden = Scope(access=frozenset({"members"}))
    assert told(library, "what did the public ask?", hidden) == [""]
