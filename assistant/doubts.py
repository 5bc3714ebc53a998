"""What tells an answer from a near miss: named doubts about the best passages and statements."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.fitting import FITS, fits_of
from assistant.question import Question
from assistant.signals import Rarity, covers, wanted_weights
from assistant.statements import Statement
from assistant.times import period_fit
from assistant.wants import WANTS
from assistant.weighing import STATEMENT_SIGNALS
from assistant.words import content_words, stem, stem_tuple
from corpus.papers import Hit, Passage

DOUBTS = (
    "constant",
    "score",
    "lead",
    "sentence_meaning",
    "name_missing",
    "period_misses",
    "sense_least",
    "sense_second",
    "unknown_words",
    "read",
    *FITS,
    "asked_words",
    "asked_things",
    "follows",
    *(f"wants_{want}" for want in WANTS),
    *(f"first_{signal}" for signal in STATEMENT_SIGNALS),
)
"""What tells an answer from a near miss, in the order of the weights: doubts about what was found,
how much and what the question asks (a question of two words is easily met by something else), and
the signals of the first statement."""

SENSED = 0.3
"""Words that weigh less in the question are not asked after: "report", "figure"."""

NEAR = 3
"""Hits looked at: one of them holds the answer, or none is likely to."""

_NAME = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][a-zA-Z’'\-]{2,}\b")

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""The encoder's vector of each word: (words, dimensions)."""


def doubts_of(
    question: Question,
    hits: Sequence[Hit],
    scored: Sequence[Statement],
    rarity: Rarity,
    vectors: Vectors,
) -> dict[str, float]:
    """A value for every doubt."""
    wanted = wanted_weights(question, rarity)
    together = set().union(*(_around(hit) for hit in hits[:NEAR]))
    names = {stem(name.lower()) for name in _NAME.findall(question.text)} & set(question.weights)
    named = covers(dict.fromkeys(names, 1.0), question, together)
    fits, clashes = period_fit(question, hits[0].passage, hits[0].paper)
    least, second = _sense(question, hits, scored, wanted, vectors)
    first = scored[0].signals if scored else {}
    unknown = [
        key
        for key in wanted
        if not rarity.holding.get(key) and not question.synonyms.get(key) and key.isalpha()
    ]
    return {
        "constant": 1.0,
        "score": hits[0].score / 10,
        "lead": min(2.0, hits[0].score - hits[min(len(hits) - 1, 4)].score),
        "sentence_meaning": scored[0].meaning if scored else 0.0,
        "name_missing": len(names - set(named)) / len(names) if names else 0.0,
        "period_misses": max(
            clashes, float(bool(question.periods or question.quarters) and fits < 0.5)
        ),
        "sense_least": least,
        "sense_second": second,
        "unknown_words": float(min(3, len(unknown))),
        "read": max((one.read for one in scored if one.read is not None), default=0.0),
        **fits_of(question, scored, rarity),
        "asked_words": float(len(question.weights)),
        "asked_things": float(len(question.wants)),
        "follows": float(question.follows),
        **{f"wants_{want}": float(want in question.wants) for want in WANTS},
        **{f"first_{signal}": first.get(signal, 0.0) for signal in STATEMENT_SIGNALS},
    }


def _sense(
    question: Question,
    hits: Sequence[Hit],
    scored: Sequence[Statement],
    wanted: Mapping[str, float],
    vectors: Vectors,
) -> tuple[float, float]:
    """How near the question's words come to words of the best sentence and what heads it.

    Each word's nearest, by cosine: the least of them, and the second least, in the sentence
    that comes nearest to all of them together.
    """
    asked = [
        w for w in content_words(question.standalone) if wanted.get(stem(w), 0) > 0 and w.isalpha()
    ]
    asked = [w for w in asked if question.weights.get(stem(w), 0) >= SENSED]
    if not asked:
        return 0.5, 0.5
    weights = np.array([wanted[stem(word)] for word in asked])
    found: list[tuple[float, float, float]] = []
    own = vectors(asked)
    for said, passage, title in _contexts(hits, scored):
        text = f"{said} {passage.label} {' '.join(passage.headings[-2:])} {title}"
        words = [word for word in dict.fromkeys(content_words(text)) if word.isalpha()][:160]
        if not words:
            continue
        nearest = (own @ vectors(words).T).max(axis=1)
        present = set(stem_tuple(text))
        for index, word in enumerate(asked):
            if stem(word) in covers({stem(word): 1.0}, question, present):
                nearest[index] = max(nearest[index], 0.95)
        ordered = np.sort(nearest)
        mean = float((weights @ nearest) / weights.sum())
        found.append((mean, float(ordered[0]), float(ordered[min(1, len(ordered) - 1)])))
    _, least, second = max(found, default=(0.0, 0.0, 0.0))
    return least, second


def _contexts(
    hits: Sequence[Hit], scored: Sequence[Statement]
) -> Iterator[tuple[str, Passage, str]]:
    if hits[0].passage.kind in ("row", "table"):
        yield hits[0].passage.text, hits[0].passage, hits[0].paper.title
    for one in scored[:NEAR]:
        yield one.text, one.evidence.passage, one.evidence.paper.title


def _around(hit: Hit) -> set[str]:
    passage = hit.passage
    return set(stem_tuple(passage.text)) | set(
        stem_tuple(
            f"{passage.label} {' '.join(passage.headings)} {hit.paper.title} {hit.paper.body}"
        )
    )
