"""Hits to the passages that an answer may rest on, numbered: those of the time asked for."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answers import Evidence
from assistant.question import Question
from assistant.row_names import same_measure, same_name
from assistant.times import FITS, period_fit
from corpus.papers import Hit
from corpus.periods import named_periods

FOUND_FIRST = 6
"""So many first hits may be of another time: accounts of one year tell what was at the end of the
year before, and minutes of October the position in September."""

_LASTING = {"compare", "when"}
"""What no newer paper takes the place of: a figure to compare with, the day something began."""

QUARTER = 92
"""Days of the longest time that a later paper tells of in passing: "6.5% in that quarter of 2023".
"""

SOON = 70
"""Days after a month's end in which a meeting is told of that month."""


def choose(hits: Sequence[Hit], question: Question) -> list[Evidence]:
    """The hits that fit the question's time, in their order, numbered from 1."""
    chosen = _of_the_time(hits, question)
    return [Evidence(key, hit.passage, hit.paper, hit.score) for key, hit in enumerate(chosen, 1)]


def _of_the_time(hits: Sequence[Hit], question: Question) -> list[Hit]:
    """Without passages of another time than the one asked for, when some fit it.

    When no time is asked for the newest counts: of rows of one name in papers of
    several periods, the newest paper's stays, unless a comparison is asked for.
    """
    if "compare" in question.wants and len(question.periods) + len(question.quarters) == 1:
        return list(hits)
    if question.periods or question.quarters:
        fits = [period_fit(question, hit.passage, hit.paper) for hit in hits]
        if not any(fit >= FITS and not clash for fit, clash in fits):
            return list(hits)
        timely = [
            hit
            for hit, (fit, clash) in zip(hits, fits, strict=True)
            if not clash and (fit > 0 or not named_periods(hit.passage.period or hit.paper.period))
        ]
        kept = {hit.passage.id for hit in (*timely, *_besides(hits, timely, question))}
        return [hit for hit in hits if hit.passage.id in kept]
    if question.wants & _LASTING:
        return list(hits)
    return [hit for hit in hits if not any(_newer_twin(other, hit) for other in hits)]


def _besides(hits: Sequence[Hit], timely: Sequence[Hit], question: Question) -> list[Hit]:
    """First hits of another time than the day, month or quarter asked for that may tell of it.

    They name its year, or are of a meeting soon after it; none is a row of the same name as one of
    that time.
    """
    if question.quarters or len(question.periods) != 1:
        return []
    wanted = question.periods[0]
    if wanted.days > QUARTER:
        return []
    year = re.compile(rf"\b{wanted.end.year}\b(?!\s?[/–-]\s?\d)")
    names = [hit.passage.label for hit in timely if hit.passage.label]

    def tells(hit: Hit) -> bool:
        met = hit.paper.meeting_date and date.fromisoformat(hit.paper.meeting_date) - wanted.end
        return bool(year.search(hit.passage.text)) or bool(met and 0 <= met.days < SOON)

    return [
        hit
        for hit in hits[:FOUND_FIRST]
        if tells(hit) and not any(same_name(hit.passage.label, name) for name in names)
    ]


def _newer_twin(other: Hit, hit: Hit) -> bool:
    """Whether the other is the same row in a paper of a later period."""
    if other.paper.id == hit.paper.id or hit.passage.kind != "row" or other.passage.kind != "row":
        return False
    ours, theirs = named_periods(hit.paper.period), named_periods(other.paper.period)
    if not ours or not theirs or theirs[0].end <= ours[0].end:
        return False
    return same_measure(hit.passage, other.passage)
