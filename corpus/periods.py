"""What time a text speaks of: quarters, financial years, months and dates, in one spelling.

A council's year runs from 1 April to 31 March and is written 2025/26, 2025-26 or 2025-2026;
its first quarter is April to June.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)\b\.?"
_DAY = r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_DASH = r"\s*(?:[-–—]|to|until|up to)\s*"
_YEARS = r"(?<![\d/.])(20\d\d|[234]\d)\s?[/\-–]\s?((?:20)?\d\d)(?![\d/])"
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
_MONTH_RANGE = re.compile(
    rf"\b(?:{_DAY}\s+)?({_MONTH})(?:\s+(20\d\d))?{_DASH}(?:{_DAY}\s+)?({_MONTH}),?\s+(20\d\d)\b",
    re.I,
)
_NUMERIC_RANGE = re.compile(
    rf"\b(\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d){_DASH}(\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d)\b",
    re.I,
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH}),?\s+(20\d\d)\b", re.I)
_CALENDAR_YEAR = re.compile(
    r"\b(?:in|for|during|of|year|by)\s+(20\d\d)\b(?!\s?(?:[/\-–]|to)\s?\d)", re.I
)
_QUARTER_TO_YEAR = 40
"""How many characters may stand between a quarter and the year that it is of."""


_YEAR_END = re.compile(
    r"\b(?:year|12 months|twelve months|accounts)[ -](?:end(?:ed|ing)?|to)\s+", re.I
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that figures are about."""

    label: str
    """In one spelling: "Q2 2025/26", "2025/26", "September 2025", "30 November 2025"."""

    start: date
    end: date
    """The last day, included."""

    quarter: int = 0
    """1 to 4 when it is a quarter of a council's year."""

    @property
    def whole_year(self) -> bool:
        """Whether it is a council's year, April to March."""
        return self == financial_year(self.start.year)

    def covers(self, other: "Period") -> bool:
        """Whether the other one lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def quarter(number: int, year: int) -> Period:
    """The quarter of the council's year that begins in April of `year`."""
    month = 4 + 3 * (number - 1)
    start = date(year + (month > 12), (month - 1) % 12 + 1, 1)
    return Period(f"Q{number} {financial_year(year).label}", start, _months_on(start, 3), number)


def financial_year(year: int) -> Period:
    """The council's year that begins in April of `year`."""
    return Period(f"{year}/{(year + 1) % 100:02d}", date(year, 4, 1), date(year + 1, 3, 31))


def month(number: int, year: int) -> Period:
    """A calendar month, 1 to 12."""
    start = date(year, number, 1)
    return Period(f"{MONTHS[number - 1].capitalize()} {year}", start, _months_on(start, 1))


def day(when: date) -> Period:
    """A single date."""
    return Period(f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}", when, when)


def before(period: Period) -> Period:
    """The period of the same length before this one."""
    if period.quarter:
        year = period.start.year if period.start.month >= 4 else period.start.year - 1
        return quarter(period.quarter - 1, year) if period.quarter > 1 else quarter(4, year - 1)
    if period.start.day == 1 and (period.end - period.start).days > 300:
        return financial_year(period.start.year - 1)
    if period.start.day == 1 and 27 <= (period.end - period.start).days <= 31:
        last = period.start - timedelta(days=1)
        return month(last.month, last.year)
    return day(period.start - timedelta(days=1))


def year_before(period: Period) -> Period:
    """The same period one year earlier."""
    if period.quarter:
        year = period.start.year if period.start.month >= 4 else period.start.year - 1
        return quarter(period.quarter, year - 1)
    if (period.end - period.start).days > 300:
        return financial_year(period.start.year - 1)
    if period.start.day == 1 and period.start != period.end:
        return month(period.start.month, period.start.year - 1)
    return day(
        _safe_date(period.start.year - 1, period.start.month, period.start.day) or period.start
    )


def periods_in(text: str, *, year: int | None = None) -> list[Period]:
    """Every period that the text names, in order, each once.

    `year` is the council's year to take for a quarter that names none; without
    it such a quarter is left out.
    """
    found: dict[str, Period] = {}
    for _, period in sorted(_spans(text, year), key=lambda pair: pair[0]):
        found.setdefault(period.label, period)
    return list(found.values())


@lru_cache(maxsize=40_000)
def named_periods(text: str) -> tuple[Period, ...]:
    """The same as periods_in without a year, remembered: passages are asked again and again."""
    return tuple(periods_in(text))


def bare_quarters(text: str) -> list[int]:
    """Quarters named without a year near them: "Q2" gives [2]."""
    return [
        number
        for start, end, number, near in _quarters(text)
        if near is None and not _MONTH_RANGE.match(text[end:].lstrip(" -–:("))
    ]


def main_period(text: str) -> Period | None:
    """The one period that a heading or an opening is about.

    A range of dates beats a quarter's number, because headers are copied from
    the quarter before and their dates are mended first. Of quarters named in
    one breath ("Quarters 1 and 2"), the last.
    """
    ranges = [
        period for _, period in _ranges(text) if period.start.day == 1 and _ends_month(period.end)
    ]
    for period in ranges:
        if period.quarter:
            return period
    year_end = _YEAR_END.search(text)
    if year_end and (end := first_date(text[year_end.end() : year_end.end() + 24])):
        return financial_year(year_of(end))
    named = [period for period in periods_in(text) if period.quarter]
    if not named and ranges and (ranges[0].whole_year or not _ends_quarter(ranges[0].end)):
        return ranges[0]
    for end in _period_ends(text):
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
    for _, _, number, near in _quarters(text):
        if near is None:
            continue
        if place and near[1] != place:
            break
        last, place = quarter(number, near[0]), near[1]
    return last


def _ends_month(when: date) -> bool:
    return (when + timedelta(days=1)).day == 1


def _ends_quarter(when: date) -> bool:
    return quarter_of(when).end == when


def quarter_of(when: date) -> Period:
    """The council's quarter that a date falls in."""
    year = when.year if when.month >= 4 else when.year - 1
    return quarter(((when.month - 4) % 12) // 3 + 1, year)


def year_of(when: date) -> int:
    """The April in which the council's year of this date began."""
    return when.year if when.month >= 4 else when.year - 1


def first_date(text: str) -> date | None:
    """The first full date in the text."""
    dates = sorted(_dates(text))
    return dates[0][1].start if dates else None


def _spans(text: str, year: int | None) -> Iterator[tuple[int, Period]]:
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        if any(start < e and s < end for s, e in taken):
            return False
        taken.append((start, end))
        return True

    for match in _MONTH_RANGE.finditer(text):
        period = _range(match)
        if period and free(*match.span()):
            yield match.start(), period
    for match in _NUMERIC_RANGE.finditer(text):
        dates = first_date(match[1]), first_date(match[2])
        if dates[0] and dates[1] and dates[0] < dates[1] and free(*match.span()):
            yield match.start(), _span_of(dates[0], dates[1])
    for start, end, number, near in _quarters(text):
        which = near[0] if near else year
        if which is not None and free(start, end):
            if near:
                taken.append(near[1])
            yield start, quarter(number, which)
    for at, period in _dates(text):
        length = 6
        if free(at, at + length):
            taken.append((at, at + len(period.label) + 4))
            yield at, period
    for match in _MONTH_YEAR.finditer(text):
        number = _month_number(match[1])
        if number and free(*match.span()):
            yield match.start(), month(number, int(match[2]))
    for first, span in _year_pairs(text, 0, len(text)):
        if free(*span):
            yield span[0], financial_year(first)
    for match in _CALENDAR_YEAR.finditer(text):
        if free(match.start(1), match.end(1)):
            number = int(match[1])
            yield match.start(), Period(str(number), date(number, 1, 1), date(number, 12, 31))


_Near = tuple[int, tuple[int, int]] | None
"""An April, and where the text names it."""


def _quarters(text: str) -> list[tuple[int, int, int, _Near]]:
    """Where quarters are named, their numbers, and the years that they are of.

    "Quarter 1 and Quarter 2 2025/26" gives the year to both.
    """
    named: list[tuple[int, int, int]] = []
    for match in _MONTHS_QUARTER.finditer(text):
        number = _month_number(match[1])
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


def _ranges(text: str) -> Iterator[tuple[int, Period]]:
    for match in _MONTH_RANGE.finditer(text):
        period = _range(match)
        if period:
            yield match.start(), period
    for match in _NUMERIC_RANGE.finditer(text):
        first, last = first_date(match[1]), first_date(match[2])
        if first and last and first < last:
            yield match.start(), _span_of(first, last)


def _span_of(start: date, end: date) -> Period:
    """The quarter or year that two dates bound, else the months from one to the other."""
    whole = quarter_of(start)
    if (whole.start, whole.end) == (start, end):
        return whole
    year = financial_year(year_of(start))
    if (year.start, year.end) == (start, end):
        return year
    first, last = month(start.month, start.year), month(end.month, end.year)
    return Period(f"{first.label} to {last.label}", start, end)


def _range(match: "re.Match[str]") -> Period | None:
    first, last = _month_number(match[2]), _month_number(match[5])
    if not first or not last:
        return None
    end_year = int(match[6])
    start_year = int(match[3]) if match[3] else end_year - (first > last)
    start = _safe_date(start_year, first, int(match[1] or 1))
    end = _safe_date(end_year, last, int(match[4])) if match[4] else month(last, end_year).end
    if not start or not end or start > end:
        return None
    return _span_of(start, end)


def _dates(text: str) -> Iterator[tuple[int, Period]]:
    for match in _DATE.finditer(text):
        number = _month_number(match[2])
        when = _safe_date(int(match[3]), number, int(match[1])) if number else None
        if when:
            yield match.start(), day(when)
    for match in _NUMERIC_DATE.finditer(text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        when = _safe_date(year, int(match[2]), int(match[1]))
        if when and 2000 <= year < 2100:
            yield match.start(), day(when)


def _period_ends(text: str) -> Iterator[date]:
    """Ends of months that close a period: "up to 30 September 2025", "ended 31 March 2025"."""
    for at, period in _dates(text):
        lead = text[max(0, at - 14) : at].lower()
        if _ends_month(period.start) and re.search(r"(to|ending|ended|end of|until)\s*$", lead):
            yield period.start


def _month_number(word: str) -> int:
    start = word.lower()[:3]
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(start)), 0)


def _safe_date(year: int, month_number: int, day_number: int) -> date | None:
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


def _months_on(start: date, months: int) -> date:
    total = start.month - 1 + months
    return date(start.year + total // 12, total % 12 + 1, 1) - timedelta(days=1)


def latest(periods: Sequence[Period]) -> Period | None:
    """The one that ends last; None of an empty list."""
    return max(periods, key=lambda period: (period.end, period.start), default=None)
