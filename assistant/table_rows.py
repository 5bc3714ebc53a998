"""The rows of a table that come first, have moved or are past a bound, by a column of it."""

import re
from collections.abc import Sequence

from assistant.bounds import Bound
from assistant.budget_tables import SUM
from assistant.extreme_columns import CHANGE, LEAST_ROWS
from assistant.extreme_words import SHORT
from assistant.extremes_asked import Asked
from assistant.table_choice import Reading, values_of
from assistant.ways_up import judged_way, way_up
from assistant.words import stem_tuple
from corpus.calendar import MONTH_WORDS
from corpus.papers import Passage

MOST_ROWS = 3
"""Rows that have as much; of more none comes first."""

LEAST_MOVED = 2
"""Rows that a change, or a bound, is asked of."""

MOST_MOVED = 8
"""Rows that are told together."""

THOUSANDS = 5_000
"""A number as large as this is of money where a column is: "a million over"."""

INCOME = re.compile(
    r"\b(?:incomes?|recharges?|brings? in|brought in|bringing in|rais\w+|earn\w*)\b", re.I
)

TIMES = {
    "month": re.compile(rf"^\W*(?:{MONTH_WORDS}|may)\b", re.I),
    "quarter": re.compile(r"\b(?:q[1-4]|quarter)\b", re.I),
    "year": re.compile(r"\b20\d\d\b|\b\d\d/\d\d\b"),
}
"""What of a row's columns are of such times."""

_SCALES = {"'000": 1e3, "’000": 1e3, "000s": 1e3, "£k": 1e3, "£m": 1e6, "million": 1e6}


Told = tuple[float, Passage]
"""How far a row is ahead, and the row."""


def rows_told(reading: Reading, asked: Asked) -> list[Told]:
    """The rows that answer, each with how far it is ahead; none where many have as much, where the
    way up is not certain, or where all have moved."""
    if any(column not in reading.seen.figures for column in reading.columns):
        return []
    told = values_of(reading)
    of_kind = [one for one in told if set(asked.things) & set(stem_tuple(one[1].label))]
    over = reading.seen.heading | reading.seen.name
    if asked.things and asked.things[-1] not in over and len(of_kind) >= LEAST_ROWS:
        told = of_kind  # "which primary"
    if len(told) < (LEAST_MOVED if asked.every else LEAST_ROWS):
        return []
    if asked.over:
        sign = asked.over * reading.seen.variances.get(reading.column, 0)
        told = [([sign * values[-1]], row) for values, row in told if not SUM.search(row.label)]
    elif asked.way and not asked.change:
        told = _of_one_sign(told, asked)
    if asked.bound:
        scale = _scale(reading, asked.bound)
        past = [(v[-1], row) for v, row in told if asked.bound.holds(v[-1] * scale)]
        return past if 0 < len(past) < len(told) and len(past) <= MOST_MOVED else []
    way = _way(reading, asked, [values[0] for values, _ in told])
    if not way:
        return []
    start = [values[0] if len(values) > 1 else 0.0 for values, _ in told]
    weighed = [
        (way * (values[-1] - before), row)
        for (values, row), before in zip(told, start, strict=True)
    ]
    if asked.every:
        moved = [one for one in weighed if one[0] > 0]
        return moved if len(moved) < len(weighed) and len(moved) <= MOST_MOVED else []
    ahead = sorted({value for value, _ in weighed}, reverse=True)
    if len(ahead) < asked.place:
        return []
    most = ahead[asked.place - 1]
    if (asked.change or asked.judged or asked.over) and most <= 0:
        return []
    first = [one for one in weighed if one[0] == most]
    return first if len(first) <= MOST_ROWS else []


def _of_one_sign(
    told: list[tuple[list[float], Passage]], asked: Asked
) -> list[tuple[list[float], Passage]]:
    """Of a column of income, below 0, and of spending what is asked for."""
    below = [one for one in told if one[0][-1] < 0]
    if SHORT.search(asked.text):
        return told
    if len(below) == len(told):
        return [([abs(v) for v in values], row) for values, row in told]
    if len(below) < LEAST_MOVED:
        return told
    if INCOME.search(asked.text):
        return [([abs(v) for v in values], row) for values, row in below]
    return [one for one in told if one[0][-1] >= 0] if asked.way < 0 else told


def _way(reading: Reading, asked: Asked, values: Sequence[float]) -> int:
    """1 where the largest figure, or rise, comes first, -1 the smallest, 0 where none does."""
    if asked.over:
        return 1
    moving = asked.change or asked.judged
    is_change = len(reading.columns) > 1 or CHANGE.search(reading.column)
    if bool(moving) != bool(is_change):
        return 0
    if asked.judged:
        return -asked.judged * judged_way(asked, reading.column, reading.seen.table.name, worst=1)
    return way_up(asked, reading.columns[0], reading.seen.table.name, values)


def _scale(reading: Reading, bound: Bound) -> float:
    if bound.kind != "money" and bound.value < THOUSANDS:
        return 1.0
    cell = reading.seen.figures[reading.column]
    text = f"{reading.column} {cell.unit} {cell.value} {reading.seen.table.name}".lower()
    return next((size for said, size in _SCALES.items() if said in text), 1.0)
