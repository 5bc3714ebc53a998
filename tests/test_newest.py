"""Who asks how things are now is told the latest of what answers as well."""

from dataclasses import replace

import pytest

from assistant.answers import Evidence
from assistant.newest import newer_first
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import Statement, statements_of
from corpus.papers import EVERYTHING, Cell, Paper, Passage

PAPER = Paper("p", "d", "p.pdf", "Allotments", meeting_date="2026-01-12")
RARE = Rarity(100, {})


class Papers:
    """A library of one table."""

    def __init__(self, rows=()):
        self.rows = rows

    def neighbours(self, passage, before, after, scope):
        return [row for row in self.rows if row.id != passage.id]


def first(question, *said):
    """The text of what comes first of (text, what the reader says of it), given in that order."""
    scored = []
    for key, (text, read) in enumerate(said, 1):
        item = Evidence(key, Passage(f"s{key}", "p", text, 1, 1), PAPER, 5.0)
        scored.append(Statement(text, item, 0, 9.0 - key, read=read))
    asked = understand(question)
    return newer_first(asked, scored, RARE, Papers(), EVERYTHING)[0].text


MARCH = "On 31 March 2025 there were 36 plots on the list."
SEPTEMBER = "At the end of September 2025 there were 41 plots on the list."


@pytest.mark.parametrize("now", ["now", "at the moment", "currently", "these days"])
def test_the_latest_of_what_answers_as_well_comes_first(now):
    question = f"how many plots are on the list {now}?"
    assert first(question, (MARCH, 5.0), (SEPTEMBER, 4.5)) == SEPTEMBER


@pytest.mark.parametrize(
    ("question", "other"),
    [
        pytest.param("how many plots are on the list?", (SEPTEMBER, 4.5), id="no time is asked"),
        pytest.param("how many plots in March 2025 now?", (SEPTEMBER, 4.5), id="a time is named"),
        pytest.param("how many plots are on the list now?", (SEPTEMBER, 1.0), id="less sure"),
        pytest.param(
            "how many plots are on the list now?",
            ("In September 2025 there were 41 benches.", 4.5),
            id="something else",
        ),
        pytest.param(
            "how many plots are on the list now?",
            ("By March 2030 there will be 90 plots on the list.", 4.5),
            id="a forecast",
        ),
    ],
)
def test_the_order_is_left_otherwise(question, other):
    assert first(question, (MARCH, 5.0), other) == MARCH


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("what is the latest number of plots let?", "2024/25"),
        ("are fewer plots let than there are sheds in the latest year?", "2024/25"),
        ("are fewer plots let than there are sheds?", "2023/24"),
    ],
)
def test_of_rows_that_are_years_the_latest_of_the_table_comes_first(question, label):
    rows = [
        Passage(
            f"r{year}",
            "p",
            f"Plots let\nYear | Let\n{year} | {value}",
            1,
            1,
            kind="row",
            label=year,
            cells=(Cell("Let", value),),
            part_of="t",
        )
        for year, value in (("2023/24", "30"), ("2024/25", "33"), ("Target", "40"))
    ]
    (best,) = (s for s in statements_of(Evidence(1, rows[0], PAPER, 5.0)) if s.row)
    asked = understand(question)
    scored = [replace(best, score=3.0, read=2.0)]
    found = newer_first(asked, scored, RARE, Papers(rows), EVERYTHING)
    assert found[0].evidence.passage.label == label
    assert found[0].read == 2.0


def measure(paper, label, columns, period):
    cells = tuple(Cell(head, value) for head, value in columns)
    text = f"{label} | {' | '.join(value for _, value in columns)}"
    row = Passage(
        f"{paper.id}-row", paper.id, text, 1, 1, kind="row", label=label, cells=cells, period=period
    )
    (own,) = (one for one in statements_of(Evidence(1, row, paper, 5.0)) if one.row)
    return own


def test_the_row_of_the_measure_in_a_later_paper_comes_first():
    june = measure(
        replace(PAPER, id="a", meeting_date="2025-08-01", period="Q1 2025/26"),
        "AL1 Plots on the list",
        (("2024/25 Actual", "36"), ("Q1", "38")),
        "Q1 2025/26",
    )
    september = measure(
        replace(PAPER, id="b", meeting_date="2025-11-01", period="Q2 2025/26"),
        "AL1 Plots on the list (number)",
        (("2024/25 Actual", "36"), ("Q2", "41")),
        "Q2 2025/26",
    )
    scored = [replace(june, score=9.0, read=4.0), replace(september, score=2.0)]
    asked = understand("how many plots are on the list now?")
    found = newer_first(asked, scored, RARE, Papers(), EVERYTHING)
    assert found[0].evidence.paper.id == "b"
