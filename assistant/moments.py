"""Text to the dates, years, quarters and times of day in it, and whether others bear one out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.calendar import month_number
from corpus.periods import MONTHS, named_periods, quarter, quarter_of

_MONTH = (
    "(?:"
    + "|".join(f"{m[:3].capitalize()}(?:{m[3:]})?" for m in MONTHS if m != "may")
    + "|Sept|May)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_TO = r"\s?(?:[-–—/]|to|and|until)\s?(?:the\s)?"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3}
_QUARTERS |= {"four": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_PATTERNS = tuple(
    (name, re.compile(pattern, flags))
    for name, pattern, flags in (
        ("clock", r"(?<![\d.:£])(\d{1,2})(?:[.:](\d\d))?\s?([ap])\.?m\b\.?", re.I),
        ("clock", r"(?<![\d.:/£])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])()", 0),
        ("iso", r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", 0),
        ("numeric", r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d\d)(?![\d/])", 0),
        ("days", rf"\b{_DAY}{_TO}{_DAY}\s+(?:of\s)?({_MONTH})\b\.?,?(?:\s+({_YEAR}))?", 0),
        ("day", rf"\b{_DAY}\s+(?:of\s)?({_MONTH})\b\.?,?(?:\s+({_YEAR}))?", 0),
        ("day_after", rf"\b({_MONTH})\b\.?\s+{_DAY}\b(?:,?\s+({_YEAR}))?(?!\d)", 0),
        ("months", rf"\b({_MONTH})\b\.?{_TO}({_MONTH})\b\.?,?\s+({_YEAR})", 0),
        ("month", rf"\b({_MONTH})\b\.?,?(?:\s+(?:of\s)?({_YEAR}))?", 0),
        (
            "quarter",
            r"\b(?:(?:[Qq]|[Qq]tr|[Qq]uarter)\s?\.?\s?([1-4]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)"
            r"|([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)\s(?:[Qq]uarter|[Qq]tr))\b"
            r"(?:,?\s(?:of|in|for)?\s?(?:the\s)?(?:financial\s|municipal\s)?(?:year\s)?"
            r"\(?(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?!\d)\)?)?",
            0,
        ),
        ("council_year", r"(?<![\d/.])(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?![\d/])", 0),
        ("council_year", r"(?<![\d/.£])([234]\d)/([234]\d)(?![\d/])", 0),
        ("year", rf"(?<![\d£,.])({_YEAR})(?![\d%]|,\d|\.\d)", 0),
    )
)
"""Looked for in this order; what one has taken the next leaves alone."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names, as far as it names it; 0 for what it does not say."""

    text: str
    day: int = 0
    month: int = 0
    year: int = 0
    quarter: int = 0
    council_year: int = 0
    """The April in which a council's year begins: 2025 for 2025/26."""

    clock: str = ""
    """A time of day as 24 hours: "18:30"."""

    start: int = 0
    end: int = 0


@lru_cache(maxsize=20_000)
def moments_in(text: str) -> tuple[Moment, ...]:
    """The times that a text names, in order."""
    taken: list[tuple[int, int]] = []
    found: list[Moment] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            made = list(_made(name, match))
            if made:
                taken.append(match.span())
                found.extend(made)
    return tuple(sorted(found, key=lambda moment: moment.start))


def without_moments(text: str) -> str:
    """The text with spaces where it names times, every other letter in its place."""
    letters = list(text)
    for moment in moments_in(text):
        letters[moment.start : moment.end] = " " * (moment.end - moment.start)
    return "".join(letters)


def _made(name: str, match: re.Match[str]) -> Iterator[Moment]:
    at = (match.start(), match.end())
    text = match[0].strip(" .,(")
    if name == "clock":
        hour, minutes, half = int(match[1]), int(match[2] or 0), match[3].lower()
        if hour > (12 if half else 23) or minutes > 59:
            return
        hour = hour % 12 + 12 * (half == "p") if half else hour
        yield Moment(text, clock=f"{hour:02d}:{minutes:02d}", start=at[0], end=at[1])
    elif name in ("iso", "numeric"):
        year, month, day = (
            (int(match[1]), int(match[2]), int(match[3]))
            if name == "iso"
            else (int(match[3]) + 2000 * (len(match[3]) == 2), int(match[2]), int(match[1]))
        )
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Moment(text, day, month, year, start=at[0], end=at[1])
    elif name == "days":
        for one in (int(match[1]), int(match[2])):
            if 1 <= one <= 31:
                named, year = month_number(match[3]), int(match[4] or 0)
                yield Moment(text, one, named, year, start=at[0], end=at[1])
    elif name in ("day", "day_after"):
        number, spelled = (match[1], match[2]) if name == "day" else (match[2], match[1])
        if 1 <= int(number) <= 31:
            year = int(match[3] or 0)
            yield Moment(text, int(number), month_number(spelled), year, start=at[0], end=at[1])
    elif name == "months":
        first, last, year = month_number(match[1]), month_number(match[2]), int(match[3])
        yield Moment(text, 0, first, year - (first > last), start=at[0], end=at[1])
        yield Moment(text, 0, last, year, start=at[0], end=at[1])
    elif name == "month":
        yield Moment(text, 0, month_number(match[1]), int(match[2] or 0), start=at[0], end=at[1])
    elif name == "quarter":
        number = _QUARTERS[(match[1] or match[2]).lower()]
        april = int(match[3] or 0)
        yield Moment(text, quarter=number, council_year=april, start=at[0], end=at[1])
    elif name == "council_year":
        first = int(match[1]) + 2000 * (len(match[1]) == 2)
        if int(match[2]) == (first + 1) % 100:
            yield Moment(text, council_year=first, start=at[0], end=at[1])
    else:
        yield Moment(text, year=int(match[1]), start=at[0], end=at[1])


def borne_out(moment: Moment, text: str) -> bool:
    """Whether a text names the same time, at least as exactly; what it leaves open may be open.

    "30 September" bears out "30 September 2025" when the text names 2025 elsewhere,
    and "July to September 2025" bears out "Q2 2025/26", and back.
    """
    found = moments_in(text)
    if moment.clock:
        return any(other.clock == moment.clock for other in found)
    if moment.quarter:
        return _quarter_borne_out(moment, found, text)
    if moment.month:
        return any(
            other.month == moment.month
            and moment.day in (0, other.day)
            and (not moment.year or other.year == moment.year or not other.year)
            and (not moment.year or moment.year in _years(found))
            for other in found
        ) or (_ends_month(moment, text) if moment.day else _bounds_a_quarter(moment, text))
    if moment.council_year:
        return any(other.council_year == moment.council_year for other in found) or any(
            period.start == date(moment.council_year, 4, 1) and period.whole_year
            for period in named_periods(text)
        )
    return any(moment.year == other.year for other in found)


def _years(found: Sequence[Moment]) -> set[int]:
    years = {moment.year for moment in found if moment.year}
    for moment in found:
        if moment.council_year:
            years |= {moment.council_year, moment.council_year + 1}
    return years


def _quarter_borne_out(moment: Moment, found: Sequence[Moment], text: str) -> bool:
    periods = {(p.quarter, p.start.year - (p.quarter == 4)) for p in named_periods(text)}
    for other in found:
        if other.day and other.month and other.year:
            whole = _quarter_ended(other)
            periods |= {whole} if whole else set()
    if not moment.council_year:
        bare = any(other.quarter == moment.quarter for other in found)
        return bare or any(number == moment.quarter for number, _ in periods)
    if (moment.quarter, moment.council_year) in periods:
        return True
    open_quarter = any(o.quarter == moment.quarter and not o.council_year for o in found)
    other_year = any(number == moment.quarter for number, _ in periods)
    named = any(other.council_year == moment.council_year for other in found)
    return open_quarter and named and not other_year


def _quarter_ended(moment: Moment) -> tuple[int, int] | None:
    """The quarter whose last day this is."""
    try:
        when = date(moment.year, moment.month, moment.day)
    except ValueError:
        return None
    whole = quarter_of(when)
    if whole.end != when:
        return None
    return whole.quarter, whole.start.year - (whole.quarter == 4)


def _ends_month(moment: Moment, text: str) -> bool:
    """Whether a last day of a month is given as the end of it: "at the end of September 2025"."""
    if moment.day < 28 or not re.search(r"\bend of\b", text, re.I):
        return False
    return any(
        other.month == moment.month
        and not other.day
        and moment.year in (0, other.year)
        and re.search(r"\bend of\s(?:the\s)?$", text[: other.start], re.I)
        for other in moments_in(text)
    )


def _bounds_a_quarter(moment: Moment, text: str) -> bool:
    """Whether a month begins or ends a quarter that the text names."""
    for period in named_periods(text):
        if period.quarter and moment.month in (period.start.month, period.end.month):
            whole = quarter(period.quarter, period.start.year - (period.quarter == 4))
            if moment.year in (0, whole.start.year):
                return True
    return False
