"""What time a column of a table is headed by, whatever is asked."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.calendar import calendar_year, month_number, quarter, year_of
from corpus.papers import Cell
from corpus.periods import MONTH_WORDS, Period, bare_quarters, named_periods

_TO_DATE = re.compile(r"\b(?:to date|ytd)\b", re.I)
_PLANNED = re.compile(r"budget|plan|target|profile", re.I)

_OUTCOME = re.compile(r"\b(?:actual|outturn|out-turn)\b", re.I)

BARE_MONTH = re.compile(rf"\b(?:{MONTH_WORDS}|(?<=\bin )may)\b", re.I)
"""A month, with or without its year."""

MONTH = re.compile(rf"(?:{MONTH_WORDS}|may)\.?", re.I)
_MONTHS = re.compile(rf"{MONTH.pattern}\s*(?:[-–—]|to)\s*{MONTH.pattern}", re.I)
_MONTH_IN_SHORT = re.compile(rf"{MONTH.pattern}\s[1-4]\d", re.I)

BARE_YEAR = re.compile(r"(?<![\d£/,.–-])20[0-4]\d(?![\d%]|\s?[/–-]\s?\d|[,.]\d)")
"""A year by itself: of a question that names no other time, and at the head of a column."""

PART = 200
"""Days: what is asked of a shorter time may stand in a column of its year."""


def any_time(cell: Cell) -> bool:
    """Whether a column is one of several times: "Quarter 2", "2024/25", "as at 31 May"."""
    return bool(times_told(cell.column) or bare_quarters(cell.column))


def year_ended(column: str) -> Period | None:
    """The last quarter of the financial year whose outcome a column gives: "23/24 Actual"."""
    years = [period for period in named_periods(column) if period.whole_year]
    if len(years) != 1 or not _OUTCOME.search(column):
        return None
    return quarter(4, year_of(years[0].start))


def of_period(cell: Cell, period: str) -> bool:
    """Whether a column is headed by this very period."""
    own = named_periods(period)
    bare = set(bare_quarters(cell.column))
    return any(
        p.label in {q.label for q in times_told(cell.column)} or p.quarter in bare
        for p in own
        if p.quarter
    )


@lru_cache(maxsize=4_096)
def year_told(column: str) -> str:
    """The one year that a column is headed by, and by no part of it: "2024 › Number"; or ""."""
    for heads in (column.rpartition(" › ")[2], column):
        years: set[str] = set(BARE_YEAR.findall(heads))
        if len(years) == 1 and not times_told(heads):
            return years.pop()
    return ""


def month_told(column: str) -> int:
    """The month that a column is of or ends in, of whatever year: "27 Jun"; 0 for none."""
    last = column.rpartition(" › ")[2].strip()
    if MONTH.fullmatch(last):
        return month_number(last)
    if span := times_told(column)[-1:]:
        return span[0].end.month if span[0].days < PART else 0
    bare = BARE_MONTH.findall(column)
    return month_number(bare[0]) if len(bare) == 1 else 0


@lru_cache(maxsize=4_096)
def times_told(column: str) -> tuple[Period, ...]:
    """The times that a column is headed by: those of its last tier that names any.

    "May" under "Apr-24 to Jun-24", "Oct–Mar" under "2024/25"; "Oct 24" is a month and its year.
    """
    over, _, last = (part.strip() for part in column.rpartition(" › "))
    if _MONTH_IN_SHORT.fullmatch(last):
        return named_periods("-".join(last.split()))
    if not over or not (MONTH.fullmatch(last) or _MONTHS.fullmatch(last)):
        return _own_times(column)
    spans = named_periods(over) or tuple(calendar_year(int(y)) for y in BARE_YEAR.findall(over))
    years = sorted({day.year for span in spans for day in (span.start, span.end)})
    told = [one for year in years for one in named_periods(f"{last} {year}")]
    held = [
        one
        for one in told
        if min(span.start for span in spans) <= one.start
        and one.end <= max(span.end for span in spans)
    ]
    return tuple(held[:1]) or _own_times(column)


def _own_times(column: str) -> tuple[Period, ...]:
    """A quarter and the year over it are read together, other tiers one by one."""
    tiers = reversed(column.split(" › "))
    own = next((found for tier in tiers if (found := named_periods(tier))), ())
    whole = named_periods(column)
    return whole if any(one.quarter for one in whole) or not own else own


def span_told(column: str, own: Sequence[Period]) -> Period | None:
    """The time that a column is headed by, "Q2" as that of the row's own year."""
    if year := year_told(column):
        return calendar_year(int(year))
    if named := times_told(column):
        return named[-1]
    numbers = bare_quarters(column)
    return quarter(numbers[-1], year_of(own[-1].start)) if numbers and own else None


@lru_cache(maxsize=4_096)
def untimed(column: str) -> str:
    """A column's name without its time."""
    timeless = re.sub(
        rf"\b(?:{MONTH_WORDS}|may|q[1-4]|quarter|qtr|year|to)\b", " ", column, flags=re.I
    )
    return re.sub(r"[\W\d_]+", " ", timeless).strip().lower()


def is_sum_to_date(cell: Cell) -> bool:
    """Whether a column holds what was spent so far, and not what was planned."""
    return bool(_TO_DATE.search(cell.column)) and not _PLANNED.search(cell.column)
