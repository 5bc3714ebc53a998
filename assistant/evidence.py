"""Hits to the few passages that answer, numbered; a side for each period that is compared."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.question import Question
from assistant.times import period_fit
from assistant.words import stem_tuple
from corpus.papers import Hit
from corpus.periods import named_periods

MOST = 6
"""An answer of 160 words has no use for more."""

WITHIN = 2.2
"""A passage whose score is further than this below the best is not evidence. From evals/LOG.md."""

SIDE_WITHIN = 4.0
"""A side of a comparison may stand further down: it competes with the other side's passages."""

FITS = 0.6

SAME_NAME = 0.5
"""Rows whose names share this part of their words are one measure: names drift between years."""


def choose(hits: Sequence[Hit], question: Question) -> list[Evidence]:
    """The hits near the best one, numbered from 1; empty of an empty list.

    When a question names several periods, the best passage of each comes first.
    """
    if not hits:
        return []
    best = hits[0].score
    near = [hit for hit in hits if best - hit.score <= WITHIN]
    near = _of_the_time(near, question)
    chosen = list(dict.fromkeys(_with_rows([*_sides(hits, question), *near], hits)))[:MOST]
    return [Evidence(key, hit.passage, hit.paper, hit.score) for key, hit in enumerate(chosen, 1)]


def _with_rows(chosen: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """After a table, the best of its rows among the hits: a row can be quoted by its cells."""
    found: list[Hit] = []
    for hit in chosen:
        found.append(hit)
        if hit.passage.kind == "table":
            rows = [other for other in hits if other.passage.part_of == hit.passage.id]
            found.extend(rows[:2])
    return found


def _sides(hits: Sequence[Hit], question: Question) -> list[Hit]:
    wanted = [replace(question, periods=(period,), quarters=()) for period in question.periods]
    wanted += [replace(question, periods=(), quarters=(number,)) for number in question.quarters]
    if len(wanted) < 2:
        return []
    sides: list[Hit] = []
    for one in wanted:
        fitting = []
        for hit in hits:
            fits, clashes = period_fit(one, hit.passage, hit.paper)
            if fits >= FITS and not clashes and hits[0].score - hit.score <= SIDE_WITHIN:
                fitting.append(hit)
        own = [hit for hit in fitting if _is_of(hit, one) and hit not in sides]
        sides += (own or fitting)[:1]
    return sides


def _is_of(hit: Hit, wanted: Question) -> bool:
    """Whether a passage is itself of the one time asked for, and does not only name it."""
    named = named_periods(hit.passage.period or hit.paper.period)
    return any(
        found.label in {period.label for period in wanted.periods}
        or (found.quarter and found.quarter in wanted.quarters)
        for found in named
    )


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
    names, others = set(stem_tuple(hit.passage.label)), set(stem_tuple(other.passage.label))
    return len(names & others) >= SAME_NAME * max(1, len(names | others))
