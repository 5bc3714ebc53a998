"""What the evidence states, sentence by sentence and row by row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answers import Evidence
from assistant.cells import answers_by_cells, figure_cells
from assistant.pieces import has_figure, leads_of, pieces_of, records_of
from assistant.tables import row_line
from corpus.calendar import MONTH_WORDS

LINE_WORDS = 12
"""A line of a table without a figure and of fewer words heads its columns or says nothing."""

ONE_CELL_WORDS = 7
"""A line of one cell with a figure and of fewer words heads the rows under it."""

_OF_CONTENTS = re.compile(r"\.{5}|(?:\s\.){5}|…{3}|^\W*\d{1,3}\W*$")
"""Dots that lead to a page, or the page alone: what is said elsewhere."""

_FIGURE = re.compile(r"[(\[]?[-+−–£]?\d[\d,.]*\s?(?:%|[mk]|bn)?[)\]]?[*†‡]?")
"""A cell that is a figure and nothing else."""


_TICK = re.compile(rf"(?:{MONTH_WORDS}|may|q[1-4]|20\d\d[/-]\d\d)\W?", re.I)
"""What stands along a chart's axis."""

CHART_FIGURES = 6

CHART_SHARE = 0.85
"""Of a text's words so many are figures or times, and so many figures at the least."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a table's row, where it stands, and how well it answers."""

    text: str
    evidence: Evidence
    place: int
    """Its place in its passage, from 0; -1 for a row's figures."""

    score: float
    meaning: float = 0.0
    """Cosine with the question."""

    row: bool = False
    """Whether it is a row that its cells answer for."""

    lead: str = ""
    """What it leans on in its passage: the line that leads a list in, the sentence before; "" for
    one that stands alone."""

    read: float | None = None
    """What the reader says of it, above 0 that it likely answers; None where it was not read."""

    signals: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    """What its score was made of, by the names of `assistant.weighing`; empty before it has one."""

    record: bool = False
    """Whether it is a row that lost its columns, a name and a figure, among others."""


def statements_of(item: Evidence) -> list[Statement]:
    """The sentences of a passage and its row of figures, unscored."""
    pieces = pieces_of(item.passage)
    records = records_of(pieces)
    found = [
        Statement(text, item, place, 0.0, lead=lead, record=place in records)
        for place, (text, lead) in enumerate(zip(pieces, leads_of(pieces), strict=True))
        if not (_OF_CONTENTS.search(text) or is_of_chart(text))
    ]
    passage = item.passage
    if answers_by_cells(passage):
        named = [f"{cell.column} {cell.value}".strip() for cell in figure_cells(passage)]
        line = f"{passage.label}: {'; '.join(named)}"
        found.append(Statement(line, item, -1, 0.0, row=True))
    return found


def is_of_chart(text: str) -> bool:
    """Whether a text is what a chart leaves: the figures over its bars and along its axes.

    Nothing says which of them belongs to which.
    """
    if sum(map(str.isdigit, text)) < CHART_FIGURES:  # asked of every statement: most are prose
        return False
    words = text.split()
    figures = sum(bool(_FIGURE.fullmatch(word)) for word in words)
    times = sum(bool(_TICK.fullmatch(word)) for word in words)
    return figures >= CHART_FIGURES and figures + times >= CHART_SHARE * len(words)


def lines_of(item: Evidence, beside: Sequence[Evidence]) -> list[Statement]:
    """The lines of a run of rows below the first, which heads its columns.

    Those are left out whose row is among the evidence beside it.
    """
    if item.passage.kind != "table":
        return []
    rows = {row_line(other.passage) for other in beside if other.passage.part_of == item.passage.id}
    lines = item.passage.text.split("\n")
    heads = next((place for place, line in enumerate(lines) if " | " in line), len(lines))
    return [
        Statement(line, item, place, 0.0)
        for place, line in enumerate(lines[heads:])
        if place and line not in rows and _says(line) and not _heads_columns(line)
    ]


def _says(line: str) -> bool:
    """Whether a line of a table says something: prose, or cells with a figure among them."""
    words = len(line.split())
    least = 0 if " | " in line else ONE_CELL_WORDS
    return words >= LINE_WORDS or (words >= least and has_figure(line))


def _heads_columns(line: str) -> bool:
    """Whether a line has no name and no figure but ages, years or quarters: a tier of headings."""
    first, *cells = line.split(" | ")
    return not first.strip() and not any(_FIGURE.fullmatch(cell.strip()) for cell in cells)
