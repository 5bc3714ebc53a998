"""Which cell of a table row a question asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.asked_times import asks_series, dated
from assistant.column_heads import any_time, of_period
from assistant.column_names import OWN, named_by, own_column, spelled_by
from assistant.column_times import MEANT, meant, of_own_time, times_of_columns
from assistant.question import Question
from assistant.words import stem_tuple
from corpus.papers import Cell, Passage

FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")
FIGURE_WORDS = 8
"""A cell of more words is prose with figures in it, and is quoted by its sentences."""

NOTED_WORDS = 12
"""But for a figure with what it is a share of behind it: "55.2% 668 of 1210 pupils as of Q4"."""

WORDS_NAMED = 2.0
"""A column named by so many words is asked for, whatever the year over another: "staff costs in the
2014/15 accounts" is not their "Total 2014/15"."""

_NOTED = re.compile(r"[£(]?\d[\d,.]*%?\)?\s[^.;:]*$")


def figure_cells(passage: Passage) -> list[Cell]:
    """The cells of a row that hold a figure or a word or two and no prose."""
    return [cell for cell in passage.cells if is_short(cell.value)]


def is_short(value: str) -> bool:
    """Whether a cell holds a figure or a few words and no prose."""
    words = len(value.split())
    return words <= FIGURE_WORDS or (words <= NOTED_WORDS and bool(_NOTED.match(value)))


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
    alone: bool = False
    """Whether what names the one column names no other, however weakly."""


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
    named = _named(cells, question, question.text, label)
    if question.follows and not any(named):
        named = _named(cells, question, question.standalone, label)
    series = asks_series(question)
    if series:  # "the last three quarters" does not ask for quarter 3
        named = [{key: one[key] for key in one if not key.isdigit()} for one in named]
    totals = [
        sum(one.values()) / (1 + 0.08 * len(stem_tuple(cell.column))) + time
        for one, cell, time in zip(named, cells, times, strict=True)
    ]
    if max(totals) <= 0:
        own = [cell for cell in cells if of_period(cell, passage.period)]
        if len(own) == 1 and not (question.periods or question.quarters or series):
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
        whole = {index for index in plain if sum(named[index].values()) >= WORDS_NAMED}
        chosen = set(both) | besides if both else whole or plain | set(timely)
        for index in plain & chosen:
            totals[index] += MEANT
    if not chosen:
        chosen = {index for index, total in enumerate(totals) if total >= max(totals) - 1e-9}
    chosen = {
        index
        for index in chosen
        if not any(_says_more(named[other], named[index]) for other in chosen)
    }
    if not any(times) and not series:
        chosen = of_own_time(chosen, cells, passage.period)
    if "percent" in question.wants and not any(_is_share(cells[index]) for index in chosen):
        chosen |= {i for i, cell in enumerate(cells) if times[i] >= 0 and _is_share(cell)}
    order = sorted(chosen, key=lambda index: (-totals[index], index))
    rest = [
        cell
        for n, cell in enumerate(cells)
        if n not in chosen and times[n] >= 0 and not (any(times) and any_time(cell))
    ]
    first = named[order[0]]
    alone = not any(set(first) <= set(one) for n, one in enumerate(named) if n != order[0])
    answers = tuple(cells[index] for index in order)
    return Chosen(answers, tuple(rest), len(order) == 1, max(totals), alone)


def _says_more(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether all the words that name a column name another one too, and others with them."""
    return bool(other) and set(other) < set(one)


def _named(
    cells: Sequence[Cell], question: Question, asked: str, label: set[str]
) -> list[dict[str, float]]:
    """For each cell the words that name its column and tell it from others, with their weight."""
    named = [named_by(cell, question, asked, label) for cell in cells]
    for n, one in enumerate(named):
        spelled = {word for key in one if key.isupper() for word in spelled_by(key, asked)}
        for other in (named[m] for m in range(len(named)) if spelled and m != n):
            for word in spelled & set(other):
                del other[word]
    if (own := own_column(cells, asked)) is not None:
        named[own]["our"] = OWN
    return _telling(named)


def _telling(named: list[dict[str, float]]) -> list[dict[str, float]]:
    """Without the words that name every column: they tell none apart."""
    common = set(named[0]).intersection(*named) if len(named) > 1 else set()
    return [{word: value for word, value in one.items() if word not in common} for one in named]


def _is_share(cell: Cell) -> bool:
    return "%" in cell.value or "%" in cell.column or cell.unit == "%"


def printed(cell: Cell) -> str:
    """A cell's value with its unit where the value does not show it: "8,796 (£'000)", "£268.00"."""
    unit = cell.unit.strip(" ()")
    if not unit or unit in cell.value or (unit == "%" and "%" in cell.value):
        return cell.value
    if unit == "%":
        return f"{cell.value}%" if re.fullmatch(r"[\d.]+", cell.value) else cell.value
    if unit == "£" and (amount := re.fullmatch(r"([-–−]?)([\d,]*\.?\d+)", cell.value)):
        return f"{amount[1]}£{amount[2]}"
    return f"{cell.value} ({unit})"
