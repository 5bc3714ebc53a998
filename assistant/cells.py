"""Which cell of a table row a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Question
from assistant.words import stem, stem_tuple, words_of
from corpus.papers import Cell, Passage
from corpus.periods import named_periods

FIGURE = re.compile(r"\d")

_SAME = {
    "spend": ("actual", "expenditure", "spent"),
    "spent": ("actual", "spend", "expenditure"),
    "overspend": ("variance", "forecast", "outturn"),
    "overspent": ("variance", "forecast", "outturn"),
    "underspend": ("variance", "forecast", "outturn"),
    "last": ("previous", "prior"),
    "previous": ("last", "prior"),
    "before": ("previous", "prior", "last"),
    "over": ("variance", "outturn"),
    "under": ("variance", "outturn"),
    "short": ("variance", "outturn"),
    "end": ("outturn",),
    "forecast": ("outturn", "projected", "estimate"),
    "outturn": ("forecast",),
    "project": ("forecast", "projected"),
    "predict": ("forecast", "projected"),
    "expect": ("forecast", "projected"),
    "so": ("actual", "date"),
    "far": ("actual", "date"),
    "alloc": ("budget", "allocation"),
    "actual": ("spend", "spent", "outturn"),
    "target": ("target",),
    "chang": ("change", "variance", "difference"),
    "differ": ("variance", "change"),
    "increas": ("change",),
    "perform": ("actual", "current"),
    "now": ("current", "actual", "date"),
    "got": ("actual",),
    "receiv": ("actual",),
    "rais": ("actual",),
    "current": ("actual",),
    "total": ("total",),
    "altogeth": ("total",),
    "overal": ("total",),
    "boy": ("male",),
    "girl": ("female",),
    "men": ("male",),
    "women": ("female",),
}
"""What finance officers head a column with, by what members ask. Stems to words."""


FIGURE_WORDS = 8
"""A cell of more words is prose with figures in it, and is quoted by its sentences."""


def figure_cells(passage: Passage) -> list[Cell]:
    """The cells of a row that hold a figure or a word or two and no prose."""
    return [cell for cell in passage.cells if len(cell.value.split()) <= FIGURE_WORDS]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cells of a row that answer, best first, and how sure the choice is."""

    cells: tuple[Cell, ...]
    sure: bool
    """Whether one column was named and no other fits as well."""

    score: float = 0.0


def choose_cells(passage: Passage, question: Question) -> Chosen:
    """The figures of a row that the question asks for; all of them when it names no column.

    Each word of the question that names a column chooses the column that the
    whole question fits best among those that it names, so that "the budget and
    the forecast" gives two.
    """
    cells = figure_cells(passage)
    if not cells:
        return Chosen((), False)
    label = set(stem_tuple(passage.label))
    named = [_named_by(cell, question, label) for cell in cells]
    totals = [
        sum(one.values()) / (1 + 0.08 * len(stem_tuple(cell.column)))
        for one, cell in zip(named, cells, strict=True)
    ]
    if max(totals) <= 0:
        return Chosen(tuple(cells), len(cells) == 1)
    chosen: set[int] = set()
    for word in {word for one in named for word in one}:
        holders = [
            index for index, one in enumerate(named) if one.get(word, 0) > 0 and totals[index] > 0
        ]
        if holders:
            best = max(totals[index] for index in holders)
            chosen |= {index for index in holders if totals[index] >= best - 1e-9}
    order = sorted(chosen, key=lambda index: (-totals[index], index))
    return Chosen(tuple(cells[index] for index in order), len(order) == 1, max(totals))


def _named_by(cell: Cell, question: Question, label: set[str]) -> dict[str, float]:
    """The words of the question that name this column and not merely its row, with their weight."""
    column = set(stem_tuple(cell.column))
    named: dict[str, float] = {}
    for key in set(_raw_stems(question.standalone)) - label:
        if key in column and key in question.weights:
            named[key] = 1.0
        elif any(stem(other) in column for other in _SAME.get(key, ())):
            named[key] = 0.6
    periods = named_periods(cell.column)
    text = re.sub(r"\s", "", cell.column.lower())
    for number in question.quarters:
        if f"q{number}" in text or any(p.quarter == number for p in periods):
            named[f"q{number}"] = 2.0
    for wanted in question.periods:
        if any(p.label == wanted.label for p in periods):
            named[wanted.label] = 2.0
        elif any(wanted.covers(p) or p.covers(wanted) for p in periods):
            named[wanted.label] = 1.0
        elif wanted.quarter and f"q{wanted.quarter}" in text:
            named[wanted.label] = 1.5
        elif periods:
            named[wanted.label] = -1.0
    return named


def _raw_stems(text: str) -> Sequence[str]:
    return [stem(word) for word in words_of(text)]


def printed(cell: Cell) -> str:
    """A cell's value with its unit where the value does not show it: "8,796 (£'000)"."""
    unit = cell.unit.strip()
    if not unit or unit in cell.value or (unit == "%" and "%" in cell.value):
        return cell.value
    if unit == "%":
        return f"{cell.value}%" if re.fullmatch(r"[\d.]+", cell.value) else cell.value
    return f"{cell.value} ({unit})"
