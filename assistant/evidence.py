"""Hits to the passages that an answer may rest on, numbered: those of the time asked for."""

from collections.abc import Sequence

from assistant.answers import Evidence
from assistant.question import Question
from assistant.sides import same_columns, same_name
from assistant.times import FITS, period_fit
from corpus.papers import Hit
from corpus.periods import named_periods


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
        return [
            hit
            for hit, (fit, clash) in zip(hits, fits, strict=True)
            if not clash and (fit > 0 or not named_periods(hit.passage.period or hit.paper.period))
        ]
    if "compare" in question.wants:
        return list(hits)
    return [hit for hit in hits if not any(_newer_twin(other, hit) for other in hits)]


def _newer_twin(other: Hit, hit: Hit) -> bool:
    """Whether the other is the same row in a paper of a later period."""
    if other.paper.id == hit.paper.id or hit.passage.kind != "row" or other.passage.kind != "row":
        return False
    ours, theirs = named_periods(hit.paper.period), named_periods(other.paper.period)
    if not ours or not theirs or theirs[0].end <= ours[0].end:
        return False
    named = same_name(hit.passage.label, other.passage.label)
    return named and same_columns(hit.passage, other.passage)
