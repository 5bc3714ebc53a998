"""Which cell of a table row a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Question
from assistant.words import stem, stems_of
from corpus.papers import Cell, Passage
from corpus.periods import periods_in

FIGURE = re.compile(r"\d")

_SAME = {
    "spend": ("actual", "expenditure", "spent"),
    "spent": ("actual", "spend", "expenditure"),
    "overspend": ("variance", "forecast", "outturn"),
    "overspent": ("variance", "forecast", "outturn"),
    "underspend": ("variance", "forecast", "outturn"),
    "over": ("variance",),
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
    "now": ("current", "actual"),
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cells of a row that answer, best first, and how sure the choice is."""

    cells: tuple[Cell, ...]
    sure: bool
    """Whether one column was named and no other fits as well."""

    score: float = 0.0


def choose_cells(passage: Passage, question: Question) -> Chosen:
    """The figures of a row that the question asks for; all of them when it names no column."""
    cells = [cell for cell in passage.cells if FIGURE.search(cell.value) or len(cell.value) < 40]
    if not cells:
        return Chosen((), False)
    label = set(stems_of(passage.label))
    scores = [_fit(cell, question, label) for cell in cells]
    best = max(scores)
    if best <= 0:
        return Chosen(tuple(cells), len(cells) == 1)
    chosen = [cell for cell, value in zip(cells, scores, strict=True) if value >= best - 1e-9]
    return Chosen(tuple(chosen), len(chosen) == 1, best)


def _fit(cell: Cell, question: Question, label: set[str]) -> float:
    """How much of the question names this column and not merely its row."""
    column = set(stems_of(cell.column))
    if not column and not cell.column:
        return 0.0
    asked = {key for key in question.weights if key not in label}
    raw = set(_raw_stems(question.standalone))
    value = 0.0
    for key in asked:
        if key in column:
            value += 1.0
    for key in raw:
        for other in _SAME.get(key, ()):
            if stem(other) in column:
                value += 0.6
    if question.periods or question.quarters:
        named = periods_in(cell.column)
        if any(p.label == w.label for p in named for w in question.periods):
            value += 2.0
        elif any(w.covers(p) or p.covers(w) for p in named for w in question.periods):
            value += 1.0
        elif any(p.quarter in question.quarters for p in named if p.quarter):
            value += 1.5
        elif named:
            value -= 1.0
        text = re.sub(r"\s", "", cell.column.lower())
        if any(f"q{number}" in text for number in question.quarters):
            value += 1.5
    return value / (1 + 0.08 * len(column))


def _raw_stems(text: str) -> Sequence[str]:
    from assistant.words import words_of

    return [stem(word) for word in words_of(text)]


def printed(cell: Cell) -> str:
    """A cell's value with its unit where the value does not show it: "8,796 (£'000)"."""
    unit = cell.unit.strip()
    if not unit or unit in cell.value or (unit == "%" and "%" in cell.value):
        return cell.value
    if unit == "%":
        return f"{cell.value}%" if re.fullmatch(r"[\d.]+", cell.value) else cell.value
    return f"{cell.value} ({unit})"
