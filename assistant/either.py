"""The two things that a question sets against each other: "council tax or business rates?"."""

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.signals import covers
from assistant.statements import Statement
from assistant.words import content_words, stem, stem_tuple

SIDE_WITHIN = 4.0
"""A side may stand so far below the best statement: it competes with the other's statements.

Further, where the reader takes it for an answer.
"""

_OR = re.compile(r"([^,:;?–—]+)\s+or\s+([^,:;?–—]+)", re.I)

_WAYS = frozenset(
    map(
        stem,
        """up down more less fewer above below over under higher lower better worse not ahead
        behind bigger smaller rise fall increase decrease yes no ago so two three four""".split(),
    )
)
"""Ways that something can go are no things: "up or down"."""


def either_of(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The best statement of each of two things named with "or", of statements in their order.

    Empty where none are named, where one statement speaks of both, where one has none, and where
    they are rows of two tables.
    """
    named = two_things(question)
    if not named:
        return []
    left, right = named
    found: list[Statement | None] = [None, None]
    for one in scored:
        if not may_be_side(one, scored[0]):
            continue
        said = set(stem_tuple(f"{one.text} {one.evidence.passage.label}"))
        holds = [bool(covers({key: 1.0}, question, said)) for key in (left, right)]
        if all(holds):
            return []
        for n, held in enumerate(holds):
            if held and found[n] is None:
                found[n] = one
    first, second = found
    if first is None or second is None or first.row != second.row:
        return []
    apart = first.row and first.evidence.passage.part_of != second.evidence.passage.part_of
    return [] if apart else [first, second]


def may_be_side(one: Statement, best: Statement) -> bool:
    """Whether a statement is near enough to the best of all to be a side of a comparison."""
    likely = one.read is not None and one.read > 0
    return likely or one.score >= best.score - SIDE_WITHIN


def two_things(question: Question) -> tuple[str, str] | None:
    """The stem before "or" and the one behind it; None where a question names no two things."""
    if "compare" not in question.wants or not (said := _OR.search(question.text)):
        return None
    before = [stem(word) for word in content_words(said[1])]
    behind = [stem(word) for word in content_words(said[2])]
    if not before or not behind:
        return None
    left, right = before[-1], behind[0]
    things = {left, right} - _WAYS
    known = all(question.weights.get(key) for key in things)
    return (left, right) if len(things) > 1 and known else None
