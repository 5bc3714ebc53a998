"""What time a text speaks of: quarters, financial years, months and dates, in one spelling."""

import re
from functools import lru_cache

from corpus.calendar import (
    MONTH_WORDS,
    MONTHS,
    Period,
    calendar_year,
    day,
    ends_month,
    ends_quarter,
    financial_year,
    month,
    moved,
    quarter,
    quarter_of,
    year_of,
    years_on,
)
from corpus.period_words import (
    MONTH_RANGE,
    first_date,
    period_ends,
    quarters_in,
    ranges_in,
    spans_in,
)

__all__ = [
    "MONTHS",
    "MONTH_WORDS",
    "Period",
    "bare_quarters",
    "calendar_year",
    "day",
    "financial_year",
    "first_date",
    "main_period",
    "month",
    "moved",
    "named_periods",
    "periods_in",
    "quarter",
    "quarter_of",
    "years_on",
]


_YEAR_END = re.compile(
    r"\b(?:year|12 months|twelve months|accounts)[ -](?:end(?:ed|ing)?|to)\s+", re.I
)


def periods_in(text: str, *, year: int | None = None) -> list[Period]:
    """Every period that the text names, in order, each once.

    `year` is the council's year to take for a quarter that names none; without
    it such a quarter is left out.
    """
    found: dict[str, Period] = {}
    for _, period in sorted(spans_in(text, year), key=lambda pair: pair[0]):
        found.setdefault(period.label, period)
    return list(found.values())


@lru_cache(maxsize=40_000)
def named_periods(text: str) -> tuple[Period, ...]:
    """The same as periods_in without a year, remembered: passages are asked again and again."""
    return tuple(periods_in(text))


def bare_quarters(text: str) -> list[int]:
    """Quarters named without a year near them, each once: "Q2" gives [2]."""
    named = (
        number
        for start, end, number, near in quarters_in(text)
        if near is None and not MONTH_RANGE.match(text[end:].lstrip(" -–:("))
    )
    return list(dict.fromkeys(named))


def main_period(text: str) -> Period | None:
    """The one period that a heading or an opening is about.

    A range of dates beats a quarter's number, because headers are copied from
    the quarter before and their dates are mended first. Of quarters named in
    one breath ("Quarters 1 and 2"), the last.
    """
    ranges = [
        period for _, period in ranges_in(text) if period.start.day == 1 and ends_month(period.end)
    ]
    for period in ranges:
        if period.quarter:
            return period
    year_end = _YEAR_END.search(text)
    if year_end and (end := first_date(text[year_end.end() : year_end.end() + 24])):
        return financial_year(year_of(end))
    named = [period for period in periods_in(text) if period.quarter]
    if not named and ranges and (ranges[0].whole_year or not ends_quarter(ranges[0].end)):
        return ranges[0]
    for end in period_ends(text):
        matching = quarter_of(end)
        if any(period.label == matching.label for period in named) or not named:
            return matching
    if named:
        return _last_in_one_breath(text) or named[0]
    return ranges[0] if ranges else None


def _last_in_one_breath(text: str) -> Period | None:
    """The last of the first run of quarters that share a year, "Q1, Q2 and Q3 2025/26"."""
    last: Period | None = None
    place: tuple[int, int] | None = None
    for _, _, number, near in quarters_in(text):
        if near is None:
            continue
        if place and near[1] != place:
            break
        last, place = quarter(number, near[0]), near[1]
    return last
