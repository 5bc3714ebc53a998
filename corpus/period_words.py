"""Where a text names a quarter, a year, a month, a date or a range of them.

A council's year is written 2025/26, 2025-26 or 2025-2026.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from corpus.calendar import (
    APRIL,
    MONTH_WORDS,
    Period,
    calendar_year,
    day,
    ends_month,
    financial_year,
    month,
    month_number,
    months_on,
    quarter,
    safe_date,
    stretch,
)

_MONTH = rf"(?:{MONTH_WORDS}|may)\b\.?"

_DAY = r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?"

_DASH = r"\s*(?:[-–—]|to|until|up to)\s*"

_YEARS = r"(?<![\d/.])(20\d\d|[234]\d)\s?[/\-–]\s?((?:20)?\d\d)(?![\d/])"

_LAST_YEAR = r"(20\d\d)(?:\s?[/–-]\s?((?:20)?\d\d))?\b"
"""Of a run of months: the year that the last one is in, or the council's year that holds it."""

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}

_DATE = re.compile(rf"\b{_DAY}\s+(?:of\s+)?({_MONTH}),?\s+(20\d\d)\b", re.I)

_DASHED_DATE = re.compile(rf"\b{_DAY}[-–]({_MONTH})[-–]((?:20)?\d\d)\b(?![-–/.,]?\d)", re.I)
"""As spreadsheets print it: "16-Oct-25"."""

_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d\d)\b")

_QUARTER = re.compile(
    r"\b(?:(?:q|qtr|quarter)\s?\.?\s?([1-4])|(?:quarter)\s(one|two|three|four)"
    r"|(first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr))\b",
    re.I,
)

_MONTHS_QUARTER = re.compile(rf"\b({_MONTH})\s+(?:quarter|qtr)\b", re.I)

_QUARTERS = re.compile(
    r"\b(?:quarters|qtrs|qs)\s+(?:([1-4])\s*,\s*)?([1-4])\s*(?:and|&|to|[-–])\s*([1-4])\b", re.I
)

_BETWEEN_QUARTERS = re.compile(r"\s*(?:,|and|&|to|[-–/+])?\s*(?:and\s*)?", re.I)

_YEAR_PAIR = re.compile(rf"\b(?:FY\s?)?{_YEARS}", re.I)

_NO_YEARS = re.compile(
    r"\b(?:minutes?|min|pages?|pp?|age[sd]?|rooms?|items?|ref|nos?|para)\.?\s*$", re.I
)

MONTH_RANGE = re.compile(
    rf"\b(?:{_DAY}\s+)?({_MONTH})(?:\s+(20\d\d))?{_DASH}(?:{_DAY}\s+)?({_MONTH}),?\s+{_LAST_YEAR}",
    re.I,
)

_BETWEEN_MONTHS = re.compile(
    rf"\bbetween\s+(?:{_DAY}\s+)?({_MONTH})(?:\s+(20\d\d))?\s+and\s+"
    rf"(?:{_DAY}\s+)?({_MONTH}),?\s+{_LAST_YEAR}",
    re.I,
)

_PART_OF_YEAR = re.compile(
    r"\b(first|second|last|final)\s+(?:(three|six|nine|[369])\s+months|half)\s+of\s+(?:the\s+)?"
    rf"(?:(?:calendar|financial|municipal)\s+)?(?:year\s+)?(?:{_YEARS}|(20\d\d)\b)",
    re.I,
)
"""Months counted from a year's beginning or end: "the first three months of 2025"."""

_MONTHS_COUNTED = {"three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9}

_HALF_A_YEAR = 6

_NUMERIC_RANGE = re.compile(
    rf"\b(\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d){_DASH}(\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d)\b",
    re.I,
)

_MONTH_YEAR = re.compile(rf"\b({_MONTH}),?\s+(20\d\d)\b", re.I)

_HEADED_MONTH = re.compile(
    rf"(?<!\d)(?<!\d[-–/ ])\b({_MONTH})\s?[-–/'’]\s?((?:20)?\d\d)\b(?![-–/.,]?\d)", re.I
)
"""A month's column as tables head it: "Apr-24", "Sept ’25"."""

_CALENDAR_YEAR = re.compile(
    r"\b(?:in|for|during|of|year|by)\s+(20\d\d)\b(?!\s?(?:[/\-–]|to)\s?\d)", re.I
)

_TIMES = (
    MONTH_RANGE,
    _BETWEEN_MONTHS,
    _PART_OF_YEAR,
    _NUMERIC_RANGE,
    _QUARTERS,
    _QUARTER,
    _MONTHS_QUARTER,
    _DATE,
    _DASHED_DATE,
    _NUMERIC_DATE,
    _MONTH_YEAR,
    _HEADED_MONTH,
    _YEAR_PAIR,
    _CALENDAR_YEAR,
)

_QUARTER_TO_YEAR = 40
"""How many characters may stand between a quarter and the year that it is of."""


def spans_in(text: str, year: int | None) -> Iterator[tuple[int, Period]]:
    """Where each period stands; `year` is taken for a quarter that names none."""
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        if any(start < e and s < end for s, e in taken):
            return False
        taken.append((start, end))
        return True

    for match in chain(MONTH_RANGE.finditer(text), _BETWEEN_MONTHS.finditer(text)):
        period = _range(match)
        if period and free(*match.span()):
            yield match.start(), period
    for match in _PART_OF_YEAR.finditer(text):
        period = _part_of_year(match)
        if period and free(*match.span()):
            yield match.start(), period
    for match in _NUMERIC_RANGE.finditer(text):
        dates = first_date(match[1]), first_date(match[2])
        if dates[0] and dates[1] and dates[0] < dates[1] and free(*match.span()):
            yield match.start(), stretch(dates[0], dates[1])
    for start, end, number, near in quarters_in(text):
        which = near[0] if near else year
        if which is not None and free(start, end):
            if near:
                taken.append(near[1])
            yield start, quarter(number, which)
    for at, period in dates_in(text):
        length = 6
        if free(at, at + length):
            taken.append((at, at + len(period.label) + 4))
            yield at, period
    for match in _MONTH_YEAR.finditer(text):
        number = month_number(match[1])
        if number and free(*match.span()):
            yield match.start(), month(number, int(match[2]))
    for match in _HEADED_MONTH.finditer(text):
        number, year_number = month_number(match[1]), 2000 + int(match[2]) % 100
        if number and 2010 <= year_number < 2050 and free(*match.span()):
            yield match.start(), month(number, year_number)
    for first, span in _year_pairs(text, 0, len(text)):
        if free(*span):
            yield span[0], financial_year(first)
    for match in _CALENDAR_YEAR.finditer(text):
        if free(match.start(1), match.end(1)):
            yield match.start(), calendar_year(int(match[1]))


def without_times(text: str) -> str:
    """A text without the periods and dates that it names."""
    for pattern in _TIMES:
        text = pattern.sub(" ", text)
    return " ".join(text.split())


_Near = tuple[int, tuple[int, int]] | None
"""An April, and where the text names it."""


def quarters_in(text: str) -> list[tuple[int, int, int, _Near]]:
    """Where quarters are named, their numbers, and the years that they are of.

    "Quarter 1 and Quarter 2 2025/26" gives the year to both.
    """
    named: list[tuple[int, int, int]] = []
    for match in _MONTHS_QUARTER.finditer(text):
        number = month_number(match[1])
        if number:
            named.append((match.start(), match.end(), ((number - 4) % 12) // 3 + 1))
    for match in _QUARTERS.finditer(text):
        at = match.start()
        for group in (1, 2, 3):
            if match[group]:
                named.append((at, match.end(group), int(match[group])))
                at = match.end(group)
    for match in _QUARTER.finditer(text):
        number = int(match[1]) if match[1] else _ORDINALS[(match[2] or match[3]).lower()]
        named.append((match.start(), match.end(), number))
    found: list[tuple[int, int, int, _Near]] = []
    for start, end, number in sorted(named, reverse=True):
        near = _year_near(text, start, end)
        if near is None and found and _BETWEEN_QUARTERS.fullmatch(text, end, found[-1][0]):
            near = found[-1][3]
        found.append((start, end, number, near))
    return found[::-1]


def _year_near(text: str, start: int, end: int) -> _Near:
    """The year that a quarter is of: the nearest pair of years after it, else just before."""
    after = next(_year_pairs(text, end, end + _QUARTER_TO_YEAR), None)
    if after and not _QUARTER.search(text, end, after[1][0]):
        return after
    earlier = list(_year_pairs(text, max(0, start - 12), start))
    return earlier[-1] if earlier else None


def _year_pairs(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The Aprils of the pairs of years in a stretch of text, and where they stand.

    "25/26" counts, but not as a minute, a page, an age or the days "30/31 March".
    """
    for match in _YEAR_PAIR.finditer(text, start, end):
        if len(match[1]) == 2 and (
            "/" not in match[0]
            or _NO_YEARS.search(text, max(0, match.start() - 12), match.start())
            or re.match(rf"\s+{_MONTH}", text[match.end() : match.end() + 12], re.I)
        ):
            continue
        first = _first_year(match[1], match[2])
        if first is not None:
            yield first, match.span()


def _first_year(first: str, second: str) -> int | None:
    year = int(first) if len(first) == 4 else 2000 + int(first)
    return year if int(second) % 100 == (year + 1) % 100 else None


def ranges_in(text: str) -> Iterator[tuple[int, Period]]:
    """Where each run of months, or from one date to another, stands."""
    for match in chain(MONTH_RANGE.finditer(text), _BETWEEN_MONTHS.finditer(text)):
        period = _range(match)
        if period:
            yield match.start(), period
    for match in _NUMERIC_RANGE.finditer(text):
        first, last = first_date(match[1]), first_date(match[2])
        if first and last and first < last:
            yield match.start(), stretch(first, last)


def _range(match: "re.Match[str]") -> Period | None:
    first, last = month_number(match[2]), month_number(match[5])
    if not first or not last:
        return None
    april = _first_year(match[6], match[7]) if match[7] else None
    end_year = int(match[6]) if april is None else april + (last < APRIL)
    start_year = int(match[3]) if match[3] else end_year - (first > last)
    start = safe_date(start_year, first, int(match[1] or 1))
    end = safe_date(end_year, last, int(match[4])) if match[4] else month(last, end_year).end
    if not start or not end or start > end:
        return None
    return stretch(start, end)


def _part_of_year(match: "re.Match[str]") -> Period | None:
    which = match[1].lower()
    months = _MONTHS_COUNTED[match[2].lower()] if match[2] else _HALF_A_YEAR
    if which == "second" and months != _HALF_A_YEAR:
        return None
    if match[5]:
        first = date(int(match[5]), 1, 1)
    else:
        april = _first_year(match[3], match[4])
        if april is None:
            return None
        first = date(april, 4, 1)
    start = first if which == "first" else months_on(first, 12 - months) + timedelta(days=1)
    return stretch(start, months_on(start, months))


def first_date(text: str) -> date | None:
    """The first full date in the text."""
    dates = sorted(dates_in(text))
    return dates[0][1].start if dates else None


def dates_in(text: str) -> Iterator[tuple[int, Period]]:
    """Where each full date stands."""
    for match in chain(_DATE.finditer(text), _DASHED_DATE.finditer(text)):
        number, year_number = month_number(match[2]), 2000 + int(match[3]) % 100
        when = safe_date(year_number, number, int(match[1])) if number else None
        if when:
            yield match.start(), day(when)
    for match in _NUMERIC_DATE.finditer(text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        when = safe_date(year, int(match[2]), int(match[1]))
        if when and 2000 <= year < 2100:
            yield match.start(), day(when)


def period_ends(text: str) -> Iterator[date]:
    """Ends of months that close a period: "up to 30 September 2025", "ended 31 March 2025"."""
    for at, period in dates_in(text):
        lead = text[max(0, at - 14) : at].lower()
        if ends_month(period.start) and re.search(r"(to|ending|ended|end of|until)\s*$", lead):
            yield period.start
