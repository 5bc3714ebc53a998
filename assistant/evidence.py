"""Hits to the few passages that answer, numbered; a side for each period that is compared."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.question import Question
from assistant.signals import period_fit
from corpus.papers import Hit

MOST = 6
"""An answer of 160 words has no use for more."""

WITHIN = 2.2
"""A passage whose score is further than this below the best is not evidence. From evals/LOG.md."""

SIDE_WITHIN = 4.0
"""A side of a comparison may stand further down: it competes with the other side's passages."""

FITS = 0.6


def choose(hits: Sequence[Hit], question: Question) -> list[Evidence]:
    """The hits near the best one, numbered from 1; empty of an empty list.

    When a question names several periods, the best passage of each comes first.
    """
    if not hits:
        return []
    best = hits[0].score
    near = [hit for hit in hits if best - hit.score <= WITHIN]
    chosen = list(dict.fromkeys([*_sides(hits, question), *near]))[:MOST]
    return [Evidence(key, hit.passage, hit.paper, hit.score) for key, hit in enumerate(chosen, 1)]


def _sides(hits: Sequence[Hit], question: Question) -> list[Hit]:
    wanted = [replace(question, periods=(period,), quarters=()) for period in question.periods]
    wanted += [replace(question, periods=(), quarters=(number,)) for number in question.quarters]
    if len(wanted) < 2:
        return []
    sides: list[Hit] = []
    for one in wanted:
        for hit in hits:
            fits, clashes = period_fit(one, hit.passage, hit.paper)
            if fits >= FITS and not clashes and hits[0].score - hit.score <= SIDE_WITHIN:
                sides.append(hit)
                break
    return sides
