"""Hits to the few passages that answer, numbered."""

from collections.abc import Sequence

from assistant.answers import Evidence
from corpus.papers import Hit

MOST = 6
"""An answer of 160 words has no use for more."""

WITHIN = 2.2
"""A passage whose score is further than this below the best is not evidence. From evals/LOG.md."""


def choose(hits: Sequence[Hit]) -> list[Evidence]:
    """The hits near the best one, numbered from 1; empty of an empty list."""
    if not hits:
        return []
    best = hits[0].score
    near = [hit for hit in hits if best - hit.score <= WITHIN][:MOST]
    return [Evidence(key, hit.passage, hit.paper, hit.score) for key, hit in enumerate(near, 1)]
