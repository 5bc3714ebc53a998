"""A council's calendar: quarters, financial years, months and days as periods.

Its year runs from 1 April to 31 March and is written 2025/26; its first quarter is April to June.
"""

from dataclasses import dataclass
from datetime import date, timedelta

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

MONTH_WORDS = "|".join(
    [*(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS if name != "may"), "sept"]
)
"""Months as they are written, whole and in short, for a pattern; without May, a verb too."""


APRIL = 4
"""The month in which a council's year begins."""


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
    def days(self) -> int:
        """From its first day to its last: 0 of a day, 27 to 30 of a month."""
        return (self.end - self.start).days

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
    return Period(f"Q{number} {financial_year(year).label}", start, months_on(start, 3), number)


def financial_year(year: int) -> Period:
    """The council's year that begins in April of `year`."""
    return Period(f"{year}/{(year + 1) % 100:02d}", date(year, 4, 1), date(year + 1, 3, 31))


def calendar_year(year: int) -> Period:
    """January to December."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def month_number(word: str) -> int:
    """1 to 12 for a month's name, whole or short; 0 for another word."""
    start = word.lower()[:3]
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(start)), 0)


def month(number: int, year: int) -> Period:
    """A calendar month, 1 to 12."""
    start = date(year, number, 1)
    return Period(f"{MONTHS[number - 1].capitalize()} {year}", start, months_on(start, 1))


def day(when: date) -> Period:
    """A single date."""
    return Period(f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}", when, when)


def moved(period: Period, steps: int) -> Period:
    """The period of the same length so many steps later, or earlier where they are negative."""
    if period.quarter:
        years, index = divmod(period.quarter - 1 + steps, 4)
        return quarter(index + 1, year_of(period.start) + years)
    if period.start.day == 1 and period.days > 300:
        return _year_from(period, steps)
    if period.start.day == 1 and 27 <= period.days <= 31:
        years, index = divmod(period.start.month - 1 + steps, 12)
        return month(index + 1, period.start.year + years)
    return day(period.start + timedelta(days=steps))


def years_on(period: Period, years: int) -> Period:
    """The same period so many years later, or earlier where they are negative."""
    if period.quarter:
        return quarter(period.quarter, year_of(period.start) + years)
    if period.days > 300:
        return _year_from(period, years)
    start, end = period.start, period.end
    if start.day == 1 and ends_month(end):
        first = date(start.year + years, start.month, 1)
        return stretch(first, month(end.month, end.year + years).end)
    return day(safe_date(start.year + years, start.month, start.day) or start)


def _year_from(period: Period, years: int) -> Period:
    """A financial year, or a calendar one, so many years on."""
    kind = calendar_year if period.start.month == 1 else financial_year
    return kind(period.start.year + years)


def stretch(start: date, end: date) -> Period:
    """The quarter or year that two dates bound, else the months from one to the other."""
    whole = quarter_of(start)
    if (whole.start, whole.end) == (start, end):
        return whole
    year = financial_year(year_of(start))
    if (year.start, year.end) == (start, end):
        return year
    first, last = month(start.month, start.year), month(end.month, end.year)
    if first == last and (first.start, first.end) == (start, end):
        return first
    return Period(f"{first.label} to {last.label}", start, end)


def quarter_of(when: date) -> Period:
    """The council's quarter that a date falls in."""
    year = when.year if when.month >= 4 else when.year - 1
    return quarter(((when.month - 4) % 12) // 3 + 1, year)


def year_of(when: date) -> int:
    """The April in which the council's year of this date began."""
    return when.year if when.month >= 4 else when.year - 1


def ends_month(when: date) -> bool:
    """Whether it is a month's last day."""
    return (when + timedelta(days=1)).day == 1


def ends_quarter(when: date) -> bool:
    """Whether it is the last day of a quarter."""
    return quarter_of(when).end == when


def safe_date(year: int, month_number: int, day_number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


def months_on(start: date, months: int) -> date:
    """The last day of so many months, the first of which begins with `start`."""
    total = start.month - 1 + months
    return date(start.year + total // 12, total % 12 + 1, 1) - timedelta(days=1)
