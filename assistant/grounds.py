"""Cited evidence to the figures that it holds, each with the row and column it stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.amounts import COUNT, MONEY, PERCENT, TIMES, Figure, figures_in
from assistant.answers import Evidence
from assistant.moments import without_moments
from assistant.number_words import FRACTIONS
from corpus.papers import Passage

PROSE_WORDS = 4
"""A cell of more words is prose with figures in it, and no figure of its column."""

_SPANS = frozenset(kind for kind, _ in TIMES.values())
_AGED = re.compile(r"\bage[ds]?\s(?:\w+\s){0,3}$", re.I)
_THOUSANDS = re.compile(r"£\s?['’‘]?000s?|£\s?k\b|\(?000s\)?|£\s?thousands?", re.I)
_MILLIONS = re.compile(r"£\s?m(?:illions?)?\b", re.I)
_PER_CENT = re.compile(r"%|\bper\s?cent|\bpercentage", re.I)


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that a passage holds."""

    figure: Figure
    evidence: Evidence
    row: str = ""
    """The name of its row; "" when it stands in prose."""

    column: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table among the evidence."""

    label: str
    cells: tuple[tuple[str, str, str], ...]
    """Column, value and unit of each cell."""


def held_by(evidence: Sequence[Evidence]) -> list[Held]:
    """Every figure in the evidence, under every reading that its passage allows."""
    return [
        Held(figure, item, row, column)
        for item in evidence
        for figure, row, column in _figures(item.passage)
    ]


def rows_of(passage: Passage) -> tuple[Row, ...]:
    """The rows of a passage; none of prose."""
    if passage.kind == "row" and passage.cells:
        cells = tuple((cell.column, cell.value, cell.unit) for cell in passage.cells)
        return (Row(passage.label or passage.text.split("|")[0].strip(), cells),)
    if passage.kind in ("row", "table") or passage.text.count(" | ") > 1:
        return tuple(_rows_in_lines(passage))
    return ()


def everything_in(item: Evidence) -> str:
    """All that a piece of evidence says of itself: words, headings, columns, and its paper's."""
    passage, paper = item.passage, item.paper
    columns = [f"{cell.column} {cell.unit}" for cell in passage.cells]
    pages = range(passage.first_page, min(passage.last_page, passage.first_page + 20) + 1)
    return "\n".join(
        filter(
            None,
            [
                passage.text,
                passage.label,
                *passage.headings,
                passage.period,
                *columns,
                *(f"item {number}" for number in (passage.item, paper.item) if number),
                *(f"paragraph {number}" for number in passage.paragraphs),
                *(f"page {number}" for number in (*pages, passage.printed_page) if number),
                paper.title,
                paper.body,
                paper.officer,
                paper.portfolio,
                paper.wards,
                paper.period,
                paper.meeting_date,
                paper.document,
            ],
        )
    )


@lru_cache(maxsize=2_000)
def _figures(passage: Passage) -> tuple[tuple[Figure, str, str], ...]:
    return tuple(_read(passage))


def _read(passage: Passage) -> Iterator[tuple[Figure, str, str]]:
    rows = rows_of(passage)
    around = "\n".join([*passage.headings, passage.label])
    lines = passage.text.split("\n")
    prose = "\n".join(line for line in lines if " | " not in line) if rows else passage.text
    columns = dict.fromkeys(column for row in rows for column, _, _ in row.cells)
    for text in (prose, passage.label, *passage.headings, *columns):
        for figure in _in_prose(text):
            for reading in _readings(figure, f"{around}\n{prose}", None):
                yield reading, "", ""
            if figure.kind == COUNT and _AGED.search(text[: figure.start]):
                yield _of(figure, *TIMES["year"]), "", ""
    for row in rows:
        for column, value, unit in row.cells:
            long = len(value.split()) > PROSE_WORDS
            about = f"{column}\n{row.label}\n{prose}\n{around}"
            for figure in _in_prose(value):
                for reading in _readings(figure, about, unit):
                    yield (reading, "", "") if long else (reading, row.label, column)


def _in_prose(text: str) -> Iterator[Figure]:
    plain = without_moments(text)
    yield from figures_in(plain)
    for pattern, value in FRACTIONS:
        for match in pattern.finditer(plain):
            yield Figure(match[0], PERCENT, value, 1.0, match.start(), match.end())


def _readings(figure: Figure, about: str, unit: str | None) -> Iterator[Figure]:
    """A figure, and what it is when the unit of its heading or caption is counted in.

    `unit` is None in prose, which gives its units itself but for thousands of pounds.
    """
    yield figure
    if figure.kind in _SPANS:
        one = figure.size
        yield replace(figure, kind=COUNT, value=figure.value / one, step=figure.step / one)
    if figure.kind not in (COUNT, MONEY):
        return
    said = unit or about
    sizes = [1e3] * bool(_THOUSANDS.search(said)) + [1e6] * bool(_MILLIONS.search(said))
    if figure.kind == MONEY:
        for size in sizes if unit and not figure.scaled else ():
            yield _of(figure, MONEY, size)
        return
    if unit is not None and _PER_CENT.search(said):
        yield _of(figure, PERCENT, 1.0)
    if sizes or (unit is not None and "£" in said):
        for size in [1.0, *sizes]:
            yield _of(figure, MONEY, size)
    for word, (kind, size) in TIMES.items() if unit is not None else ():
        if re.search(rf"\b{word}s?\b", about, re.I):
            yield _of(figure, kind, size)


def _of(figure: Figure, kind: str, size: float) -> Figure:
    return replace(figure, kind=kind, value=figure.value * size, step=figure.step * size)


def _rows_in_lines(passage: Passage) -> Iterator[Row]:
    """The rows of a run of rows: lines of cells under a line of headings."""
    lines = [[cell.strip() for cell in line.split("|")] for line in passage.text.split("\n")]
    lines = [cells for cells in lines if len(cells) > 1]
    heads: list[str] = []
    for cells in lines:
        figures = [cell for cell in cells[1:] if re.search(r"\d", without_moments(cell))]
        if not figures and not heads:
            heads = cells
            continue
        columns = heads if len(heads) == len(cells) else [""] * len(cells)
        yield Row(
            cells[0],
            tuple((column, cell, "") for column, cell in zip(columns[1:], cells[1:], strict=True)),
        )
