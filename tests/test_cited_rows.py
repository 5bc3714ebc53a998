"""Whose the rows are that were just cited, and when they are due."""

import pytest

from assistant.answers import Turn
from assistant.cited_rows import of_the_cited_rows
from assistant.question import understand
from assistant.verbatim import say
from corpus.papers import Cell, Paper, Passage

PAPER = Paper("p", "d", "p.pdf", "Parks action log")


def row(id, label, **cells):
    """A row of the action log, its cells by their headings."""
    told = tuple(Cell(heading.replace("_", " "), value) for heading, value in cells.items())
    text = " | ".join([label, *cells.values()])
    return Passage(id, "p", text, 1, 1, kind="row", label=label, cells=told)


HEDGES = row("a", "A1 Cut the hedges", Lead_officer="Ida Elm", Due="May 2026", Status="Overdue")
PONDS = row("b", "A2 Clean the ponds", Lead_officer="Olu Ash", Due="June 2026", Status="Overdue")
PROSE = Passage("c", "p", "Two actions are overdue.", 1, 1)


class Papers:
    """A library of one paper."""

    def paper(self, id):
        return PAPER


def told(message, cited):
    before = Turn("which actions are overdue?", "A1 and A2 are overdue. [1] [2]", cited)
    question = understand(message, [before])
    return say(of_the_cited_rows(question, Papers())).text


def test_whose_they_are_is_told_of_each_row():
    assert told("whose job were those?", (HEDGES, PONDS)).split("\n") == [
        "A1 Cut the hedges – Lead officer: Ida Elm. [1]",
        "A2 Clean the ponds – Lead officer: Olu Ash. [2]",
    ]


def test_when_they_are_due_is_told_of_each_row():
    assert "Due: June 2026." in told("and when are they due?", (HEDGES, PONDS))


@pytest.mark.parametrize(
    ("message", "cited"),
    [
        pytest.param("who cut the trees in May?", (HEDGES,), id="more is asked"),
        pytest.param("whose job were those?", (PROSE,), id="prose was cited"),
        pytest.param("whose job were those?", (HEDGES, PROSE), id="prose too"),
        pytest.param("what will they cost?", (HEDGES,), id="neither"),
        pytest.param(
            "whose job was it?", (row("d", "A3 Count", Status="Open"),), id="no such cell"
        ),
    ],
)
def test_what_the_rows_do_not_tell_is_not_told(message, cited):
    assert told(message, cited) == ""
