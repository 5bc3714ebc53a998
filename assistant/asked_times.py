"""Which times a question asks for by those of the paper: "last year", "the quarter before".

Also whether it asks for one figure at all times: "the trend", "is it getting better?".
"""

import re
from dataclasses import replace

from assistant.column_heads import BARE_MONTH
from assistant.question import Question
from corpus.calendar import financial_year, year_of
from corpus.periods import moved, named_periods, years_on

_SERIES = re.compile(
    r"\b(?:trends?|trajector\w+|direction|over time|"
    r"(?:year|month|quarter) (?:by|on|to) (?:year|month|quarter)|"
    r"(?:each|every|per) (?:of the )?(?:[\w-]+ )?(?:quarters?|months?|years?|slices?|periods?)|"
    r"(?:over|in|for) (?:each of )?the (?:last|past) (?:few|two|three|four|five|six|\d+) "
    r"(?:quarters|months|years))\b",
    re.I,
)
"""What asks for one figure at all times that a row tells of."""

_BETTER = re.compile(
    r"\b(?:(?:any|getting|got|gotten|become|becoming) (?:any )?(?:better|worse)|better or worse|"
    r"improv(?:ed|ing)|up or down|are (?:there )?(?:fewer|more|less)|"
    r"(?:coming|going|come|gone) (?:up|down)(?! to)|"
    r"(?:up|down|better|worse|faster|slower|more|fewer|less|higher|lower) (?:than|on|since) "
    r"(?:it was |they were |we were |at )?"
    r"(?:last|a year|this time|before|the start|the same|since|previous|"
    r"in the (?:spring|summer|autumn|winter)))\b",
    re.I,
)
"""What asks whether a figure has become better: for what it was, too, if no time is named."""

_SINCE = re.compile(
    r"\b(?:grown?|grew|risen|rose|fallen|fell|gone|increas\w+|decreas\w+|dropped|chang\w+|moved)\b"
    r".*\bsince\b",
    re.I,
)
"""What asks for the change from a time until now: for both, and those between."""

_LAST_YEAR = re.compile(
    r"\b(?:last|previous|prior)\s+(?:financial\s+|council\s+|full\s+)?(?:year|yr)\b", re.I
)
_NEXT_YEAR = re.compile(
    r"(?<!\binto )\b(?:next|following|coming) (?:financial )?(?:year|yr)\b", re.I
)
_THIS_YEAR = re.compile(r"\b(?:this (?:financial )?(?:year|yr)|to date|so far|now)\b", re.I)

_THIS_QUARTER = re.compile(r"\b(?:latest|this|current|most recent)\s+(?:quarter|qtr)\b", re.I)

_YEAR_BEFORE = re.compile(
    r"\b(?:same|this) (?:quarter|qtr|time|period|point|stage)\b.{0,20}\b"
    r"(?:(?:last|previous|prior) (?:year|yr)|(?:year|yr) (?:ago|earlier|before))\b"
    r"|\b(?:a|one) (?:year|yr) (?:ago|earlier|before)\b|\b(?:12|twelve) months (?:ago|earlier)\b",
    re.I,
)
_QUARTER_BEFORE = re.compile(
    r"\b(?:previous|prior|preceding) (?:quarter|qtr)\b"
    r"|\b(?:quarter|qtr) (?:before|earlier|previously)\b",
    re.I,
)
_BEFORE = re.compile(r"\b(?:previous|prior|preceding)\b", re.I)
"""What is before the time of a paper, where "last year" may be the one that it reports on."""


def asks_series(question: Question) -> bool:
    """Whether one figure is asked for at all times that a row tells of."""
    if _SERIES.search(question.text) or _SINCE.search(question.text):
        return True
    named = question.periods or question.quarters or BARE_MONTH.search(question.text)
    return asks_better(question.text) and not named


def asks_better(text: str) -> bool:
    """Whether it is asked if a figure has become better or worse, more or fewer."""
    return bool(_BETTER.search(text))


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
    if _YEAR_BEFORE.search(question.text):
        return replace(question, periods=(years_on(own[0], -1),))
    if own[0].quarter and _QUARTER_BEFORE.search(question.text):
        return replace(question, periods=(moved(own[0], -1),))
    year = financial_year(year_of(own[0].start))
    if _NEXT_YEAR.search(question.text):
        return replace(question, periods=(years_on(year, 1),))
    if not _LAST_YEAR.search(question.text) or _THIS_YEAR.search(question.text):
        return question
    reported = own[0] == year and not _BEFORE.search(question.text)
    return replace(question, periods=(year if reported else years_on(year, -1),))
