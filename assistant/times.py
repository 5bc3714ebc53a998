"""How the time that a question asks for fits a passage's, and which papers are the newest."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.column_heads import times_told, year_ended
from assistant.question import Question
from assistant.row_times import row_times
from assistant.statements import Statement
from assistant.tables import row_line
from corpus.calendar import quarter, year_of
from corpus.papers import Paper, Passage
from corpus.periods import Period, bare_quarters, calendar_year, day, named_periods

FITS = 0.6
"""A passage fits a time this well, of 1, when it is of it or names it."""

_COMPARED = re.compile(
    r"\([^()]*\)|\b(?:compar\w+ (?:to|with)|in comparison (?:to|with)|similar(?: \w+)? to|than|"
    r"(?:up|down|increase[ds]?|decrease[ds]?|reduc(?:ed|tion)|fallen|fell|risen|rose|rise|fall|"
    r"improve(?:d|ment)) (?:\w+ ){0,3}?(?:on|from)|against|versus|vs)\b(?:(?! to )[^.;:]){0,80}",
    re.I,
)
"""What a text sets its own figure against, in brackets or behind a word that compares."""

_YEAR = re.compile(r"20\d\d")

PART_OF_YEAR = 0.4
"""How well a paper of 2024/25 fits a question about 2024."""

COLUMN_HOLDS = 0.3
"""And a row of a paper of another time, one of whose columns is of the year asked for."""

MONTH = 32
"""Days: a question that names a day or a month may mean a meeting's."""


def period_fit(question: Question, passage: Passage, paper: Paper) -> tuple[float, float]:
    """How well a passage's time fits the question's, and how badly it clashes; both 0 to 1.

    That a paper of another time names the year of the quarter asked for is no fit.
    """
    if not question.periods and not question.quarters:
        return 0.0, 0.0
    own = [*named_periods(passage.period), *named_periods(paper.period)]
    rows_own = row_times(passage)
    if rows_own and question.periods:
        asked = {wanted.label for wanted in question.periods}
        if asked & {period.label for period in rows_own}:
            return 1.0, 0.0
        if not any(time.meets(wanted) for time in rows_own for wanted in question.periods):
            return 0.0, 1.0
    headed = headed_periods(passage)
    said = named_periods(passage.text)
    named = (*said, *headed, *headed_years(passage), *_own_quarters(passage, own))
    if question.quarters and not question.periods:
        numbers = {p.quarter for p in own if p.quarter}
        if numbers & set(question.quarters):
            return 1.0, 0.0
        return (
            (0.5, 0.0)
            if {p.quarter for p in named} & set(question.quarters)
            else (0.0, float(bool(numbers)))
        )

    def elsewhere(wanted: Period) -> bool:
        return bool(own) and not any(p.meets(wanted) for p in own)

    best = 0.0
    met = day(date.fromisoformat(paper.meeting_date)) if paper.meeting_date else None
    for wanted in question.periods:
        if any(p.label == wanted.label for p in named):
            best = max(best, 1.0)
        elif any(p.label == wanted.label for p in own):
            best = max(best, 0.9)
        elif any(_near(wanted, p) and (wanted.covers(p) or not elsewhere(wanted)) for p in named):
            best = max(best, 0.7)
        elif met and wanted.covers(met):
            best = max(best, 0.85)
        elif any(_near(wanted, p) for p in own):
            best = max(best, 0.6)
        elif any(p.covers(wanted) for p in headed):
            best = max(best, COLUMN_HOLDS)
        elif wanted.label.isdigit() and any(p.meets(wanted) for p in own):
            best = max(best, PART_OF_YEAR)
    if met and not best and paper.kind in ("minutes", "agenda"):
        return 0.0, float(all(p.days < MONTH for p in question.periods))
    others = [p for p in (named or own) if p.days < 400]
    clash = (
        bool(others)
        and not best
        and not any(w.meets(p) for w in question.periods for p in others + own)
    )
    return best, float(clash)


def _own_quarters(passage: Passage, own: Sequence[Period]) -> tuple[Period, ...]:
    """The quarters that a passage names without a year, as those of its paper's year: "a slight
    reduction to Q1" in a report on quarter 2; not those that it only compares its own with.

    At the head of a row's columns one that is to come is the year before's: "Q4 | Q1 | Q2"; and
    a year's outcome is what was at the end of its last quarter.
    """
    if not own or not own[-1].quarter:
        return ()
    said = row_line(passage) if passage.kind == "row" else passage.text
    year = year_of(own[-1].start)
    told = [n for n in bare_quarters(_COMPARED.sub(" ", said)) if n <= own[-1].quarter]
    columns = {n for cell in passage.cells for n in bare_quarters(cell.column)}
    headed = [quarter(n, year if n <= own[-1].quarter else year - 1) for n in sorted(columns)]
    ended = [last for cell in passage.cells if (last := year_ended(cell.column))]
    return (*(quarter(n, year) for n in told), *headed, *ended)


def headed_periods(passage: Passage) -> tuple[Period, ...]:
    """The times that head a row's columns, in whatever tiers: "2024/25" over "Q3"."""
    return _times_of(tuple(dict.fromkeys(cell.column for cell in passage.cells)))


@lru_cache(maxsize=20_000)
def _times_of(columns: tuple[str, ...]) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(p for column in columns for p in times_told(column)))


def headed_years(passage: Passage) -> tuple[Period, ...]:
    """The calendar years that head a row's columns, "2023", and the other times that do."""
    return _headed(tuple(cell.column for cell in passage.cells))


@lru_cache(maxsize=20_000)
def _headed(columns: tuple[str, ...]) -> tuple[Period, ...]:
    tiers = dict.fromkeys(tier.strip() for column in columns for tier in column.split(" › "))
    found = [calendar_year(int(tier)) for tier in tiers if _YEAR.fullmatch(tier)]
    return (*found, *_times_of(columns))


def own_periods(text: str) -> tuple[Period, ...]:
    """The times that a text speaks of, but for those that it only compares its own with.

    "A rate of 61%, up from 59% in Q1 2023/24" and "56% (23/24 average: 52%)" are of no other time.
    """
    return named_periods(_COMPARED.sub(" ", text))


def is_timely(question: Question, statement: Statement) -> bool:
    """Whether a statement's passage is of the time asked for, and its own words of no other."""
    passage, paper = statement.evidence.passage, statement.evidence.paper
    fits, clashes = period_fit(question, passage, paper)
    if fits < FITS or clashes:
        return False
    named = own_periods(statement.text)
    if statement.row or not named:
        return True
    if any(p.quarter in question.quarters for p in named if p.quarter):
        return True
    return any(found.meets(wanted) for found in named for wanted in question.periods)


def _near(wanted: Period, found: Period) -> bool:
    """A day or month that closes the wanted quarter, a quarter of the wanted year, and back."""
    if wanted.covers(found) or found.covers(wanted):
        return wanted.days < 400 and found.days < 400
    return False


def newest_first(papers: Sequence[Paper]) -> dict[str, float]:
    """1 for what is newest among the papers offered, 0 for the oldest."""
    ends: dict[str, float] = {}
    for paper in papers:
        named = named_periods(paper.period)
        ends[paper.id] = float(
            max((p.end.toordinal() for p in named), default=0)
            or (_ordinal(paper.meeting_date) if paper.meeting_date else 0)
        )
    known = [value for value in ends.values() if value]
    if not known or max(known) == min(known):
        return {key: 0.5 for key in ends}
    low, high = min(known), max(known)
    return {key: (value - low) / (high - low) if value else 0.5 for key, value in ends.items()}


def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()
