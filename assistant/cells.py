"""Which cell of a table row a question asks for."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.column_times import (
    MEANT,
    any_time,
    dated,
    meant,
    of_own_time,
    of_period,
    times_of_columns,
)
from assistant.question import Question
from assistant.words import stem, stem_tuple, words_of
from corpus.calendar import MONTHS
from corpus.papers import Cell, Passage

FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBER = re.compile(r"0|1[3-9]|[2-9]\d|\d{3,}")
"""A year or a part of one, or a figure that is asked about; others count: "three years"."""

_TIME = re.compile(r"q[1-4]|" + "|".join(map(stem, MONTHS)))
"""A word that names no column where its time is known: that tells the column."""

_BEYOND = ("variance", "difference", "overspend", "underspend")

_ALIKE = {
    "spend": ("spent", "expenditure"),
    "spent": ("spend", "expenditure"),
    "overspend": _BEYOND,
    "overspent": _BEYOND,
    "underspend": _BEYOND,
    "underspent": _BEYOND,
    "male": ("men", "boys"),
    "female": ("women", "girls"),
    "boys": ("male",),
    "girls": ("female",),
    "men": ("male",),
    "women": ("female",),
}
"""What means a column as surely as its own name."""

_SAME = {
    "spend": ("actual",),
    "spent": ("actual",),
    "overspend": ("forecast", "outturn"),
    "overspent": ("forecast", "outturn"),
    "underspend": ("forecast", "outturn"),
    "underspent": ("forecast", "outturn"),
    "last": ("previous", "prior"),
    "previous": ("last", "prior"),
    "before": ("previous", "prior", "last"),
    "over": ("variance", "outturn"),
    "under": ("variance", "outturn"),
    "short": ("variance", "outturn"),
    "yearend": ("outturn",),
    "will": ("forecast", "outturn", "projected", "estimate"),
    "gone": ("actual",),
    "came": ("actual",),
    "paid": ("actual", "spend"),
    "slip": ("slippage", "profiling", "profiled"),
    "lose": ("change",),
    "lost": ("change",),
    "gain": ("change",),
    "gap": ("shortfall", "difference"),
    "wait": ("wait", "waiting"),
    "forecast": ("outturn", "projected", "estimate"),
    "outturn": ("forecast",),
    "project": ("forecast", "projected"),
    "predict": ("forecast", "projected"),
    "expect": ("forecast", "projected"),
    "so": ("actual", "date"),
    "far": ("actual", "date"),
    "alloc": ("budget", "allocation"),
    "actual": ("spend", "spent", "outturn"),
    "aim": ("target",),
    "similar": ("neighbour", "comparator"),
    "goal": ("target",),
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
}
"""What finance officers head a column with, by what members ask."""


_AGAINST = re.compile(
    r"\b(?:how (?:far|much)\s+)?(?:over|under|above|below|outside|off|exceed\w*|short of)\s+"
    r"(?:(?:the|its|their|our)\s+)?budget\b"
    r"|\bin the (?:red|black)\b",
    re.I,
)
"""What asks for the difference from a budget, and not for the budget."""

_OVER_UNDER = re.compile(r"\(?\b(?:over|under)\)?\s*(?:/|\band\b)\s*\(?(?:over|under)\b\)?", re.I)

_YEAR_END = re.compile(
    r"\b(?:year[- ]end|end of (?:the |this )?(?:financial )?(?:year|yr)|end(?:ing)? up)\b", re.I
)
"""What asks for the outturn; the end of a month does not."""

_YEAR_SAID = re.compile(
    r"\b(this|last|next|previous|prior)\s+(?:financial |academic |school |council )?(?:year|yr)\b",
    re.I,
)
"""A time, and no column's name."""

_INTO_NEXT = re.compile(r"\binto (?:the )?(?:next|following|coming) (?:year|yr)\b", re.I)
"""What asks for the money that is put off, and not for next year's."""

_RATE = re.compile(r"\brate\b", re.I)
"""What is likely in a column of percentages."""

_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
"""At the head of a column, what a question may spell out: "LCR"."""

_HOW_LONG = re.compile(r"\bhow (?:long|many (?:days|weeks|months))\b|\bwait(?:s|ing)?\b", re.I)
_LASTS = re.compile(r"\b(?:days?|weeks?|months?|hours?|wks?|hrs?)\b", re.I)
"""A column that tells how long something takes."""

_RANGE = re.compile(r"(?<![\d/.,£])(\d{1,2})\s?(?:[-–—]|to)\s?(\d{1,2})(?![\d/.,%])")

_HEADED = {
    "who": re.compile(
        r"officer|lead|\bwho\b|owner|responsib|contact|councillor|member|chair|name", re.I
    ),
    "when": re.compile(
        r"\bdate\b|\bdue\b|\bwhen\b|timescale|deadline|\bby\b|timeline|start|end", re.I
    ),
    "percent": re.compile(r"%|per ?cent|rate|share|proportion", re.I),
    "money": re.compile(r"£|cost|price|value|amount", re.I),
}
"""What a column that holds what is wanted is headed by."""

FIGURE_WORDS = 8
"""A cell of more words is prose with figures in it, and is quoted by its sentences."""


def figure_cells(passage: Passage) -> list[Cell]:
    """The cells of a row that hold a figure or a word or two and no prose."""
    return [cell for cell in passage.cells if len(cell.value.split()) <= FIGURE_WORDS]


def answers_by_cells(passage: Passage) -> bool:
    """Whether a row's cells say something themselves, and are no mere mark beside a commentary."""
    short = figure_cells(passage)
    if passage.kind != "row" or not short:
        return False
    if len(short) == len(passage.cells):
        return True
    figures = [cell for cell in short if FIGURE.search(cell.value)]
    named = any(cell.column and _WORD.search(cell.value) for cell in short)
    return named or any(len(cell.value) > 1 for cell in figures) or len(short) > 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cells of a row that answer, best first, and how sure the choice is."""

    cells: tuple[Cell, ...]
    others: tuple[Cell, ...]
    """Those that were not asked for and may stand beside: none of another time."""

    sure: bool
    """Whether one column was named and no other fits as well."""

    score: float = 0.0


def choose_cells(passage: Passage, question: Question) -> Chosen:
    """The cells of a row that the question asks for; all of them when nothing tells.

    Each word of the question that names a column chooses the column that the
    whole question fits best among those that it names, so that "the budget and
    the forecast" gives two. When it names none, the column of the period asked
    for, or of the paper's own, is meant.
    """
    cells = figure_cells(passage)
    if not cells:
        return Chosen((), (), False)
    question = dated(question, passage.period)
    label = set(stem_tuple(passage.label))
    times = times_of_columns(cells, question, passage.period)
    named = _telling([_named_by(cell, question, question.text, label) for cell in cells])
    if question.follows and not any(named):
        named = _telling([_named_by(cell, question, question.standalone, label) for cell in cells])
    totals = [
        sum(one.values()) / (1 + 0.08 * len(stem_tuple(cell.column))) + time
        for one, cell, time in zip(named, cells, times, strict=True)
    ]
    if max(totals) <= 0:
        own = [cell for cell in cells if of_period(cell, passage.period)]
        if len(own) == 1 and not question.periods and not question.quarters:
            return Chosen(tuple(own), (), True, 0.5)
        return Chosen(tuple(cells), (), len(cells) == 1)
    chosen: set[int] = set()
    for word in {word for one in named for word in one}:
        holders = [i for i, one in enumerate(named) if one.get(word, 0) > 0 and times[i] >= 0]
        if holders:
            most = max(named[index][word] for index in holders)
            holders = [index for index in holders if named[index][word] == most]
            best = max(totals[index] for index in holders)
            chosen |= {index for index in holders if totals[index] >= best - 1e-9}
    if timely := meant(times):
        both = [index for index in timely if index in chosen]
        plain = {
            index
            for index in chosen
            if times[index] == 0.0 and max(named[index].values(), default=0.0) >= 1.0
        }
        told = {word for index in both for word in named[index]}
        besides = {index for index in plain if set(named[index]) - told}
        chosen = set(both) | besides if both else plain | set(timely)
        for index in plain & chosen:
            totals[index] += MEANT
    if not chosen:
        chosen = {index for index, total in enumerate(totals) if total >= max(totals) - 1e-9}
    if not any(times):
        chosen = of_own_time(chosen, cells, passage.period)
    if "percent" in question.wants and not any(_is_share(cells[index]) for index in chosen):
        chosen |= {i for i, cell in enumerate(cells) if times[i] >= 0 and _is_share(cell)}
    order = sorted(chosen, key=lambda index: (-totals[index], index))
    rest = [
        cell
        for n, cell in enumerate(cells)
        if n not in chosen and times[n] >= 0 and not (any(times) and any_time(cell))
    ]
    return Chosen(tuple(cells[index] for index in order), tuple(rest), len(order) == 1, max(totals))


def _telling(named: list[dict[str, float]]) -> list[dict[str, float]]:
    """Without the words that name every column: they tell none apart."""
    common = set(named[0]).intersection(*named) if len(named) > 1 else set()
    return [{word: value for word, value in one.items() if word not in common} for one in named]


def _named_by(cell: Cell, question: Question, asked: str, label: set[str]) -> dict[str, float]:
    """The words asked that name this column and not merely its row, with their weight."""
    column = _stems(cell.column)
    named: dict[str, float] = {}
    timed = bool(question.periods or question.quarters)
    for key in _asked_for(asked) - label:
        if timed and _TIME.fullmatch(key):
            continue
        own = key in column and key in question.weights and not _NUMBER.fullmatch(key)
        if own or column & _alike().get(key, frozenset()):
            named[key] = 1.0
        elif column & _same().get(key, frozenset()):
            named[key] = 0.6
    for span in _ranges(question.text) & _ranges(cell.column):
        named[span] = MEANT
    for want, pattern in _HEADED.items():
        wanted = want in question.wants or (want == "percent" and _RATE.search(question.text))
        if wanted and pattern.search(cell.column):
            named[want] = 0.8
    for short in _ACRONYM.findall(cell.column):
        if short.lower() in _initials(asked):
            named[short] = MEANT
    if _HOW_LONG.search(question.text) and _LASTS.search(cell.column):
        named["long"] = 1.0
    return named


def _is_share(cell: Cell) -> bool:
    return "%" in cell.value or "%" in cell.column or cell.unit == "%"


@lru_cache(maxsize=4_096)
def _ranges(text: str) -> frozenset[str]:
    """From one number to another, as ages run: "16 to 19" and "16–19" are one."""
    return frozenset(f"{first}–{last}" for first, last in _RANGE.findall(text))


@lru_cache(maxsize=64)
def _initials(text: str) -> str:
    return "".join(word[0] for word in words_of(text))


@lru_cache(maxsize=4_096)
def _stems(column: str) -> frozenset[str]:
    """The stems that a column is headed by, "Over / (under)" as the overspend."""
    return frozenset(stem_tuple(_OVER_UNDER.sub(" overspend ", column)))


@cache
def _same() -> dict[str, frozenset[str]]:
    return {stem(word): frozenset(map(stem, others)) for word, others in _SAME.items()}


@cache
def _alike() -> dict[str, frozenset[str]]:
    return {stem(word): frozenset(map(stem, others)) for word, others in _ALIKE.items()}


@lru_cache(maxsize=64)
def _asked_for(text: str) -> frozenset[str]:
    """The stems of a question, "over budget" as what it asks for. Every cell asks for them."""
    against = _YEAR_SAID.sub(r"\1", _INTO_NEXT.sub(" slip ", _AGAINST.sub(" overspend ", text)))
    return frozenset(stem(word) for word in words_of(_YEAR_END.sub(" yearend ", against)))


def printed(cell: Cell) -> str:
    """A cell's value with its unit where the value does not show it: "8,796 (£'000)"."""
    unit = cell.unit.strip()
    if not unit or unit in cell.value or (unit == "%" and "%" in cell.value):
        return cell.value
    if unit == "%":
        return f"{cell.value}%" if re.fullmatch(r"[\d.]+", cell.value) else cell.value
    return f"{cell.value} ({unit})"
