"""Which of a row's columns are of the time that a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.question import Question
from corpus.calendar import financial_year, quarter, year_of
from corpus.papers import Cell
from corpus.periods import MONTH_WORDS, Period, bare_quarters, named_periods, years_on

_LAST_YEAR = re.compile(
    r"\b(?:last|previous|prior)\s+(?:financial\s+|council\s+|full\s+)?(?:year|yr)\b", re.I
)
_THIS_YEAR = re.compile(r"\b(?:this (?:financial )?(?:year|yr)|to date|so far|now)\b", re.I)

_THIS_QUARTER = re.compile(r"\b(?:latest|this|current|most recent)\s+(?:quarter|qtr)\b", re.I)

_YEAR_BEFORE = re.compile(
    r"\bsame (?:quarter|qtr|time|period)\b.{0,20}\b(?:(?:last|previous|prior) (?:year|yr)"
    r"|(?:year|yr) (?:ago|earlier|before))\b",
    re.I,
)

MEANT = 1.5
"""A column whose time fits the question this well is the one meant, whatever else is named."""

_YEAR = re.compile(r"(20\d\d)\D{0,3}")


def times_of_columns(cells: Sequence[Cell], question: Question, period: str) -> list[float]:
    """How well each column's time fits the question's, for a row of this `period`."""
    return _exact([_time_fit(cell, question, period) for cell in cells], cells, question)


def dated(question: Question, period: str) -> Question:
    """The question with the time that it names by that of the row's own: "last year".

    The year before a quarter's; in a report on a whole year that year itself.
    """
    own = named_periods(period)[-1:]
    if not own or question.periods or "compare" in question.wants:
        return question
    if question.quarters:
        before = own[0].quarter in question.quarters and _LAST_YEAR.search(question.text)
        return replace(question, periods=(years_on(own[0], -1),)) if before else question
    if own[0].quarter and _THIS_QUARTER.search(question.text):
        return replace(question, periods=own)
    if own[0].quarter and _YEAR_BEFORE.search(question.text):
        return replace(question, periods=(years_on(own[0], -1),))
    if not _LAST_YEAR.search(question.text) or _THIS_YEAR.search(question.text):
        return question
    year = financial_year(year_of(own[0].start))
    return replace(question, periods=(year if own[0] == year else years_on(year, -1),))


def _time_fit(cell: Cell, question: Question, period: str) -> float:
    """2 for the column of the period asked for, less for one near it, below 0 for another's.

    0 where a quarter is asked for and the column is its year's, as a target's is: for a quarter
    without its year, the year of the row's own `period`.
    """
    if not question.periods and not question.quarters:
        return 0.0
    year = _YEAR.fullmatch(cell.column.rsplit(" › ", 1)[-1].strip())
    years = {p.label for p in question.periods if len(p.label) == 4}
    if year and years:
        return 2.0 if year[1] in years else -1.0
    periods = _month_of(cell.column) or named_periods(cell.column)
    bare = set(bare_quarters(cell.column)) | {p.quarter for p in periods if p.quarter}
    numbers = {p.quarter for p in question.periods if p.quarter} | set(question.quarters)
    if bare and numbers:
        years = {p.label for p in periods if p.quarter}
        other_year = years and question.periods and not years & {p.label for p in question.periods}
        return -1.0 if other_year or not bare & numbers else 2.0
    if bare and not numbers and (ended := _quarter_ended(question.periods, period)):
        return 2.0 if ended in bare else -1.0
    if not periods:
        return 0.0
    if any(p.label == wanted.label for p in periods for wanted in question.periods):
        return 2.0
    if any(wanted.covers(p) for p in periods for wanted in question.periods):
        return 1.5
    asked = question.periods or named_periods(period)
    near = any(p.covers(wanted) for p in periods for wanted in asked)
    if numbers:
        return 0.0 if near else -0.5
    return 1.0 if near else -1.0


def _exact(times: list[float], cells: Sequence[Cell], question: Question) -> list[float]:
    """Without "Q2", which is of the paper's own year, where "Q2 24/25" is asked for and stands
    beside it."""
    asked = {p.label for p in question.periods}
    exact = [bool(asked & {p.label for p in named_periods(cell.column)}) for cell in cells]
    if not any(exact):
        return times
    return [
        -1.0 if time >= MEANT and not own and bare_quarters(cell.column) else time
        for time, own, cell in zip(times, exact, cells, strict=True)
    ]


def meant(times: Sequence[float]) -> list[int]:
    """The columns of the time asked for; of none those that hold it, where others do not.

    "From April 2024" is in "2024/25" beside "2023/24".
    """
    most = max(times)
    least = MEANT if most >= MEANT or min(times) >= 0 else most
    return [index for index, time in enumerate(times) if time >= least > 0]


def of_own_time(chosen: set[int], cells: Sequence[Cell], period: str) -> set[int]:
    """Of columns that differ in their time those of the paper's own, where no time is asked for."""
    dated = [index for index in chosen if any_time(cells[index])]
    own = {index for index in dated if of_period(cells[index], period)}
    return (chosen - set(dated)) | own if own else chosen


def any_time(cell: Cell) -> bool:
    """Whether a column is one of several times: "Quarter 2", "2024/25", "as at 31 May"."""
    return bool(named_periods(cell.column) or bare_quarters(cell.column))


def of_period(cell: Cell, period: str) -> bool:
    """Whether a column is headed by this very period."""
    own = named_periods(period)
    bare = set(bare_quarters(cell.column))
    return any(
        p.label in {q.label for q in named_periods(cell.column)} or p.quarter in bare
        for p in own
        if p.quarter
    )


def _quarter_ended(asked: Sequence[Period], period: str) -> int:
    """The quarter, of the year of a row's own period, that the day or months asked for end or
    make; 0 for none."""
    own = [p for p in named_periods(period) if p.quarter]
    if len(asked) != 1 or not own:
        return 0
    year = year_of(own[-1].start)
    ended = [n for n in range(1, 5) if quarter(n, year).end == asked[0].end]
    return ended[0] if ended else 0


@lru_cache(maxsize=4_096)
def _month_of(column: str) -> tuple[Period, ...]:
    """The month of a column under a heading of several: "May" under "Apr-24 to Jun-24"."""
    over, _, last = column.rpartition(" › ")
    if not over or not re.fullmatch(rf"{MONTH_WORDS}|may", last.strip(), re.I):
        return ()
    spans = named_periods(over)
    years = sorted({day.year for span in spans for day in (span.start, span.end)})
    months = [month for year in years for month in named_periods(f"{last.strip()} {year}")]
    held = [
        month
        for month in months
        if min(span.start for span in spans) <= month.start <= max(span.end for span in spans)
    ]
    return tuple(held[:1])
