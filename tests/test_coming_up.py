"""What decisions are to come is told from the newest forward plan's rows."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.coming_up import of_the_forward_plan
from assistant.question import understand
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Cell, Paper, Passage, Scope, content_id

COLUMNS = ("Decision", "Decision maker", "Date", "Contact")


def plan(library, title, when, *rows):
    id = content_id(title, when)
    made = Paper(id, "", f"{title}.pdf", title, "strategy", "Cabinet", when)
    passages = [
        Passage(
            content_id(id, label),
            id,
            f"{title}\nRef | {' | '.join(COLUMNS)}\n{label} | {' | '.join(values)}",
            1,
            1,
            kind="row",
            label=label,
            cells=tuple(Cell(*one) for one in zip(COLUMNS, values, strict=True)),
            order=order,
        )
        for order, (label, *values) in enumerate(rows)
    ]
    add(library, made, passages)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        hedges = ("KD1", "Hedge cutting contract", "Cabinet", "9 June 2026", "Ida Elm")
        homes = ("KD2", "Sale of Elm Lodge", "Council", "7 July 2026", "Olu Ash")
        plan(opened, "Forward Plan of Key Decisions", "2026-05-18", hedges, homes)
        old = ("KD0", "Bus lane", "Cabinet", "2 June 2025", "Olu Ash")
        older = ("KD9", "Bus stops", "Cabinet", "2 June 2025", "Olu Ash")
        plan(opened, "Forward Plan", "2025-05-12", old, older)
        meetings = (
            ("Pond safety", "Review", "Parks Panel", "9 June 2026", "Ida Elm"),
            ("Bandstand repairs", "Review", "Parks Panel", "23 June 2026", "Olu Ash"),
        )
        plan(opened, "Parks Panel work programme", "2026-04-01", *meetings)
        lists = (
            ("KD3", "Trees", "Cabinet", "1 June 2026", "Ida Elm"),
            ("KD4", "Ponds", "Cabinet", "1 June 2026", "Ida Elm"),
        )
        plan(opened, "Work done", "2026-06-01", *lists)
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def told(library, question, scope=EVERYTHING):
    asked = understand(question, (), {}, library)
    return say(of_the_forward_plan(asked, library, scope)).text


@pytest.mark.parametrize(
    "question",
    [
        "what big decisions are coming up?",
        "which key decisions are due soon",
        "what's in the forward plan?",
        "list upcoming decisions",
    ],
)
def test_every_entry_of_the_newest_plan_is_told_with_its_day(library, question):
    assert told(library, question) == (
        "KD1: Hedge cutting contract; Cabinet; 9 June 2026 [1]\n"
        "KD2: Sale of Elm Lodge; Council; 7 July 2026 [2]"
    )


def test_a_subject_that_is_named_leaves_its_entries(library):
    assert told(library, "what's in the forward plan about hedges?").startswith("KD1")


@pytest.mark.parametrize(
    "question",
    [
        "who wrote the forward plan?",
        "what decisions were made about hedges?",
        "when is the decision on Elm Lodge due?",
        "what's in the forward plan about swans?",
    ],
)
def test_other_questions_are_left_to_be_looked_for(library, question):
    assert told(library, question) == ""


def test_nothing_is_told_to_who_may_not_see_the_plan(library):
    assert told(library, "what decisions are coming up?", Scope(frozenset())) == ""


def test_the_decisions_of_a_month_that_is_named_are_told(library):
    assert told(library, "what decisions are going to Cabinet in June?").startswith("KD1")
    assert told(library, "what decisions are coming up in August?") == ""


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("what's coming to the Parks Panel on 23 June?", "Bandstand repairs"),
        ("what reports are due at the panel about ponds?", "Pond safety"),
        ("what is going to Cabinet on 9 June", "KD1"),
    ],
)
def test_what_goes_to_a_meeting_is_told_from_its_plan_or_work_programme(library, question, label):
    (line,) = told(library, question).split("\n")
    assert line.startswith(label)


def test_a_plan_that_is_a_form_for_each_decision_is_read(tmp_path):
    with Library.open(tmp_path / "library", encoder=WordLengths()) as opened:
        made = Paper("f", "", "f.pdf", "Forward plan", "strategy", "Cabinet", "2026-05-18")
        forms = [("Hedge cutting", "9 June 2026"), ("Sale of Elm Lodge", "7 July 2026")]
        passages = [
            Passage(
                content_id("f", name),
                "f",
                f"Matter | {name} | Date | {day}",
                1,
                1,
                kind="row",
                label="Matter",
                cells=(Cell("KD", name), Cell("Decision maker", "Date"), Cell("Cabinet", day)),
                order=order,
            )
            for order, (name, day) in enumerate(forms)
        ]
        add(opened, made, passages)
        opened.embed_pending(should_stop=opened.meanings_ready)
        lines = told(opened, "what key decisions are coming to Cabinet in July?").split("\n")
        assert lines == ["Sale of Elm Lodge; 7 July 2026 [1]"]
