"""What a statement announces and its paper says elsewhere is said with it."""

from dataclasses import replace

import pytest

from assistant.announced import with_announced
from assistant.answers import Evidence
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import Statement, statements_of
from corpus.papers import EVERYTHING, Paper, Passage

PAPER = Paper("p", "d", "p.pdf", "Bus stops")
RARE = Rarity(100, {"stop": 90})


def paragraph(text, *numbers, kind="paragraph"):
    return Passage(text[:4], "p", text, 1, 1, kind=kind, paragraphs=numbers)


LEADING_IN = paragraph(
    "3.8 Three reasons for the delay are:\n3.8.1 The contractor left. Table 2 shows when.",
    "3.8",
    "3.8.1",
)
SECOND = paragraph("3.8.2 Kerbs were late.\n3.9 Costs rose.", "3.8.2", "3.9")
OTHER = paragraph("4.1 The board noted it.", "4.1")
THEMES = paragraph(
    "10.5 A review is due.\n10.6 The themes are shelters and lighting.\n10.7 None.",
    "10.5",
    "10.6",
    "10.7",
)
CHOICE = paragraph("b) choose one of the themes in paragraph 10.6 for a task group;")


class Papers:
    """A library of one paper's passages."""

    def __init__(self, *passages):
        self.held = list(passages)

    def passages(self, paper_id, scope):
        assert paper_id == "p"
        return self.held


def asked(question, *chosen, library):
    """The texts of the statements, the first of each passage given as the scored ones."""
    evidence = [Evidence(n, passage, PAPER, 2.0) for n, passage in enumerate(chosen, 1)]
    scored = [replace(statements_of(item)[0], score=2.0 - n / 2) for n, item in enumerate(evidence)]
    said, held = with_announced(understand(question), scored, evidence, library, EVERYTHING, RARE)
    assert {one.evidence.key for one in said} <= {item.key for item in held}
    return [one.text for one in said]


def test_what_stands_under_a_paragraph_that_leads_it_in_follows_it_over_the_page():
    library = Papers(LEADING_IN, SECOND, OTHER)
    assert asked("reasons for the delay", OTHER, LEADING_IN, library=library) == [
        "3.8 Three reasons for the delay are:",
        "3.8.1 The contractor left.",
        "3.8.2 Kerbs were late.",
        "4.1 The board noted it.",
    ]


def test_a_paragraph_that_is_named_comes_before_the_sentence_that_names_it():
    library = Papers(CHOICE, THEMES)
    assert asked("what themes may be chosen", CHOICE, library=library) == [
        "10.6 The themes are shelters and lighting.",
        "b) choose one of the themes in paragraph 10.6 for a task group;",
    ]


@pytest.mark.parametrize(
    "question", ["when does the task group meet", "how many themes are there", "what was agreed"]
)
def test_who_wants_one_thing_is_given_the_statement_as_it_is(question):
    library = Papers(CHOICE, THEMES)
    assert asked(question, CHOICE, library=library) == [
        "b) choose one of the themes in paragraph 10.6 for a task group;"
    ]


def test_a_paragraph_that_the_reader_does_not_see_leaves_everything_as_it_is():
    assert asked("what themes may be chosen", CHOICE, library=Papers(CHOICE)) == [
        "b) choose one of the themes in paragraph 10.6 for a task group;"
    ]


def test_a_statement_far_below_the_best_announces_nothing():
    evidence = [Evidence(1, OTHER, PAPER), Evidence(2, CHOICE, PAPER)]
    scored = [
        Statement("4.1 The board noted it.", evidence[0], 0, 3.0),
        Statement(CHOICE.text, evidence[1], 0, 1.0),
    ]
    question = understand("what themes may be chosen")
    library = Papers(CHOICE, THEMES)
    assert with_announced(question, scored, evidence, library, EVERYTHING, RARE) == (
        scored,
        evidence,
    )


def numbered(number, name, **more):
    text = f"Priority {number} – {name}\nObjective | Action\nBuild | Buy land"
    return replace(paragraph(text), id=f"n{number}{name}", headings=(text.split("\n")[0],), **more)


PLAN = paragraph("The priorities will complement the corporate plan.")


def test_what_a_paper_numbers_by_a_word_of_the_question_is_the_list_that_is_asked_for():
    rows = [
        numbered(n, name, kind="row", label="Build") for n, name in zip("123", "XYZ", strict=True)
    ]
    library = Papers(PLAN, rows[2], rows[0], rows[1], numbered("2", "again"))
    assert asked("what are the priorities in the plan", PLAN, library=library) == [
        "Priority 1 – X",
        "Priority 2 – Y",
        "Priority 3 – Z",
        PLAN.text,
    ]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("what are the priorities in the plan", "12"),
        ("what are the priorities in the plan", "234"),
        ("what are the themes in the plan", "123"),
        ("how many priorities does the plan have", "123"),
    ],
)
def test_no_list_is_made_of_fewer_or_of_what_is_not_asked_for(question, numbers):
    library = Papers(PLAN, *(numbered(n, f"X{n}") for n in numbers))
    assert asked(question, PLAN, library=library) == [PLAN.text]


def test_who_asks_why_is_given_what_leads_reasons_in_wherever_it_came():
    library = Papers(LEADING_IN, SECOND, OTHER)
    said = asked("why is there a delay at the stops?", OTHER, library=library)
    assert said[:2] == ["3.8 Three reasons for the delay are:", "3.8.1 The contractor left."]


def test_reasons_for_something_else_are_not_given():
    library = Papers(LEADING_IN, SECOND, OTHER)
    assert asked("why are kerbs grey?", OTHER, library=library) == ["4.1 The board noted it."]
