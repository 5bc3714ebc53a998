"""What time a row is of by its own name: "July" in a year's table, "2023/24" over quarters."""

import re
from collections.abc import Iterator

from assistant.tables import caption_of
from corpus.calendar import APRIL, MONTH_WORDS, month, month_number, quarter, year_of
from corpus.papers import Passage
from corpus.periods import Period, bare_quarters, named_periods

_MONTH = re.compile(rf"(?:{MONTH_WORDS}|may)\b\.?", re.I)
_QUARTER = re.compile(r"(?:q|quarter|qtr)\.?\s?([1-4])", re.I)
_YEAR = re.compile(r"20\d\d\s?[/–-]\s?(?:20)?\d\d")


def row_times(passage: Passage) -> tuple[Period, ...]:
    """The months or quarters that a row is of by its name; none where that tells no time alone.

    A month or a quarter is of the year that heads its table, or of its passage's; a year is told
    by quarters where these head its columns.
    """
    name = passage.label.strip()
    if passage.kind != "row" or not name:
        return ()
    if _YEAR.fullmatch(name):
        numbers = {n for cell in passage.cells for n in bare_quarters(cell.column)}
        years = [period for period in named_periods(name) if period.whole_year]
        return tuple(quarter(n, year_of(one.start)) for one in years for n in sorted(numbers))
    found = _QUARTER.fullmatch(name)
    if not found and not _MONTH.fullmatch(name):
        return ()
    for year, last in _years_over(passage):
        told = quarter(int(found[1]), year) if found else _month(name, year)
        if last is None or told.end <= last.end:
            return (told,)
    return ()


def _month(name: str, year: int) -> Period:
    number = month_number(name.rstrip("."))
    return month(number, year if number >= APRIL else year + 1)


def _years_over(passage: Passage) -> Iterator[tuple[int, Period | None]]:
    """The first calendar year of the one financial year over a row, and up to when it is told."""
    for text in (caption_of(passage), *passage.headings[-1:]):
        years = [period for period in named_periods(text) if period.whole_year]
        if len(years) == 1:
            yield year_of(years[0].start), None
    for own in named_periods(passage.period)[-1:]:
        yield year_of(own.start), own
