"""Which of a row's columns are of the time that a question asks for."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.asked_times import asks_series
from assistant.column_heads import (
    BARE_MONTH,
    BARE_YEAR,
    PART,
    any_time,
    is_sum_to_date,
    month_told,
    of_period,
    span_told,
    times_told,
    untimed,
    year_ended,
    year_told,
)
from assistant.question import NOW, Question
from corpus.calendar import financial_year, month_number, quarter, year_of
from corpus.papers import Cell
from corpus.periods import Period, bare_quarters, named_periods, years_on

_OWN_YEAR = re.compile(r"\bthis (?:financial )?(?:year|yr)\b", re.I)

_AT_END = re.compile(r"\b(?:end|ended|as at|as of|close) (?:of )?(?:the )?(?:q\w*|20\d\d)", re.I)
"""What asks for how things stood when a quarter ended, and not for what came about in it."""

MEANT = 1.5
"""A column whose time fits the question this well is the one meant, whatever else is named."""

_SO_FAR = re.compile(r"\b(?:so far|to date|ytd|up to now)\b", re.I)
_CURRENT = re.compile(
    r"(?:current|latest|this quarter)(?: (?:position|figure|value|quarter))?", re.I
)
"""At the head of a column that is of the time of its paper."""

_TO_COME = re.compile(r"\b(?:proposed|indicative|provisional|projected|planned)\b", re.I)
"""Heads a column of a time to come."""

LONGEST_MONTH = 30
"""Days from a month's first to its last."""


def times_of_columns(cells: Sequence[Cell], question: Question, period: str) -> list[float]:
    """How well each column's time fits the question's, for a row of this `period`."""
    if asks_series(question):
        return [0.0] * len(cells)
    times = [_time_fit(cell, question, period) for cell in cells]
    times = _exact(_of_one_year(times, cells, question), cells, question)
    months = _months_asked(question)
    if any(times) or (not months and (question.periods or question.quarters)):
        return times
    if months:
        return _of_months(cells, months)
    if _SO_FAR.search(question.text) and any(is_sum_to_date(cell) for cell in cells):
        return [1.0 if is_sum_to_date(c) else -1.0 if any_time(c) else 0.0 for c in cells]
    if _OWN_YEAR.search(question.text) and any(of_year := _of_own_year(cells, period)):
        return of_year
    now = NOW.search(question.text) or _OWN_YEAR.search(question.text)
    return _newest(cells, period) if now else times


def _of_own_year(cells: Sequence[Cell], period: str) -> list[float]:
    """1 for columns of the year that a row's own `period` is of, below 0 for those of others.

    Of the year before where what is of its own is only proposed.
    """
    found = [financial_year(year_of(one.start)) for one in named_periods(period)]
    own = {year.label for year in found}
    years = [{p.label for p in times_told(cell.column) if p.whole_year} for cell in cells]
    of_own = [cell for cell, said in zip(cells, years, strict=True) if own & said]
    if of_own and all(_TO_COME.search(cell.column) for cell in of_own):
        own = {years_on(year, -1).label for year in found}
    if not any(own & said for said in years):
        return [0.0] * len(cells)
    return [1.0 if own & said else -1.0 if said else 0.0 for said in years]


def _time_fit(cell: Cell, question: Question, period: str) -> float:
    """2 for the column of the period asked for, less for one near it, below 0 for another's.

    0 where a quarter is asked for and the column is its year's, as a target's is: for a quarter
    without its year, the year of the row's own `period`.
    """
    if (years := _years_asked(question)) and (year := year_told(cell.column)):
        return (2.0 if _names_year(question) else 1.0) if year in years else -1.0
    if not question.periods and not question.quarters:
        return 0.0
    if _CURRENT.fullmatch(cell.column.strip()) and _is_own(question, period):
        return MEANT
    last = year_ended(cell.column)
    if last and last in question.periods and _AT_END.search(question.text):
        return MEANT
    periods = times_told(cell.column)
    bare = set(bare_quarters(cell.column)) | {p.quarter for p in periods if p.quarter}
    numbers = {p.quarter for p in question.periods if p.quarter} | set(question.quarters)
    if bare and numbers:
        years = {p.label for p in periods if p.quarter}
        other_year = years and question.periods and not years & {p.label for p in question.periods}
        if other_year or not bare & numbers:
            return -1.0
        own_year = {year_of(own.start) for own in named_periods(period)[-1:]}
        of_own = not years or bool(own_year & {year_of(p.start) for p in periods if p.quarter})
        plain = not question.periods and "compare" not in question.wants
        return 1.0 if plain and own_year and not of_own else 2.0
    if bare and not numbers and (ended := _quarter_ended(question.periods, period)):
        ends = {p.end for p in periods if p.quarter}
        of_year = not ends or question.periods[0].end in ends
        return 2.0 if ended in bare and of_year else -1.0
    if not periods:
        return 0.0
    if any(p.label == wanted.label for p in periods for wanted in question.periods):
        return 2.0
    if any(wanted.covers(p) for p in periods for wanted in question.periods):
        return MEANT
    if any(p.quarter and p.end == wanted.end for p in periods for wanted in question.periods):
        return MEANT
    asked = question.periods or named_periods(period)
    near = any(p.covers(wanted) for p in periods for wanted in asked)
    if numbers:
        return 0.0 if near else -0.5
    return 1.0 if near else -1.0


def _is_own(question: Question, period: str) -> bool:
    """Whether the one time asked for is the quarter of a row's own `period`, or ends it."""
    own = named_periods(period)[-1:]
    if not own or not own[0].quarter or len(question.periods) + len(question.quarters) != 1:
        return False
    asked = question.quarters or (_quarter_ended(question.periods, period),)
    return own[0].quarter in asked


def _months_asked(question: Question) -> set[int]:
    """The months that a question names, or the days of which it names, as numbers."""
    if question.quarters or any(p.days > LONGEST_MONTH for p in question.periods):
        return set()
    if question.periods:
        return {p.end.month for p in question.periods}
    return {month_number(name) for name in BARE_MONTH.findall(question.text)}


def _of_months(cells: Sequence[Cell], months: set[int]) -> list[float]:
    """2 for a column of one of these months, of whatever year, below 0 for one of another."""
    told = [month_told(cell.column) for cell in cells]
    if not months & set(told):
        return [0.0] * len(cells)
    return [2.0 if month in months else -1.0 if month else 0.0 for month in told]


def _years_asked(question: Question) -> set[str]:
    """The calendar years that a question names, or that the part of a year it names ends in."""
    named = {p.label for p in question.periods if len(p.label) == 4}
    ends = {str(p.end.year) for p in question.periods if p.days < PART}
    bare = set() if question.periods else set(BARE_YEAR.findall(question.text))
    return named or ends or bare


def _names_year(question: Question) -> bool:
    return not question.periods or any(len(p.label) == 4 for p in question.periods)


def _newest(cells: Sequence[Cell], period: str) -> list[float]:
    """1 for the newest columns of those that differ in their time alone, below 0 for older ones.

    None is newer than the row's own `period`; where no two differ so, that of the period itself.
    All 0 where they are years of which any may be to come, and none says so.
    """
    own = named_periods(period)
    last = max((p.end for p in own), default=date.max)
    spans = [span_told(cell.column, own) for cell in cells]
    to_come = [bool(_TO_COME.search(cell.column)) for cell in cells]
    if any(to_come) and not own:
        past = [None if later else span for span, later in zip(spans, to_come, strict=True)]
        last = max((span.end for span in past if span), default=date.max)
    groups: dict[str, set[Period]] = {}
    for cell, span in zip(cells, spans, strict=True):
        if span and span.start <= last:
            groups.setdefault(untimed(cell.column), set()).add(span)
    several = [span for group in groups.values() if len(group) > 1 for span in group]
    if not several:
        return _of_own_quarter(cells, spans, period)
    newest = max(several, key=lambda span: span.end)
    if not own and not any(to_come) and newest.whole_year and "/" in newest.label:
        return [0.0] * len(cells)
    return [
        0.0 if span is None or span.end > newest.end else 1.0 if span == newest else -1.0
        for span in spans
    ]


def _of_own_quarter(
    cells: Sequence[Cell], spans: Sequence[Period | None], period: str
) -> list[float]:
    """1 for the columns of the quarter that a row's `period` is, below 0 for those before it."""
    own = [one for one in named_periods(period) if one.quarter]
    if not any(of_period(cell, period) for cell in cells):
        return [0.0] * len(cells)
    return [
        1.0 if of_period(cell, period) else -1.0 if span and span.end < own[0].start else 0.0
        for cell, span in zip(cells, spans, strict=True)
    ]


def _of_one_year(times: list[float], cells: Sequence[Cell], question: Question) -> list[float]:
    """The one column of the year of the day or month asked for, of columns that are years, as its
    own."""
    years = {p.end.year for p in question.periods if p.days <= LONGEST_MONTH}
    of_year = [n for n, cell in enumerate(cells) if year_told(cell.column) in map(str, years)]
    if len(of_year) != 1 or len(years) != 1:
        return times
    return [max(time, MEANT) if n in of_year else time for n, time in enumerate(times)]


def _exact(times: list[float], cells: Sequence[Cell], question: Question) -> list[float]:
    """Without "Q2", which is of the paper's own year, where "Q2 24/25" is asked for and stands
    beside it."""
    asked = {p.label for p in question.periods}
    exact = [bool(asked & {p.label for p in times_told(cell.column)}) for cell in cells]
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


def _quarter_ended(asked: Sequence[Period], period: str) -> int:
    """The quarter, of the year of a row's own period, that the day or months asked for end or
    make; 0 for none."""
    own = [p for p in named_periods(period) if p.quarter]
    if len(asked) != 1 or not own:
        return 0
    year = year_of(own[-1].start)
    ended = [n for n in range(1, 5) if quarter(n, year).end == asked[0].end]
    return ended[0] if ended else 0
