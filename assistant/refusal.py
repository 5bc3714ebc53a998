"""When to say that the papers do not hold the answer, and when to decline."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.question import Question
from assistant.signals import ASKED, Rarity, covers, period_fit, wanted_weights
from assistant.statements import Statement
from assistant.words import content_words, stem, stem_tuple
from corpus.papers import Hit, Passage

WEIGHTS_FILE = Path(__file__).with_name("confidence.json")

DOUBTS = (
    "constant",
    "score",
    "lead",
    "covered",
    "covered_by_sentence",
    "sentence",
    "sentence_meaning",
    "rarest_missing",
    "second_missing",
    "name_missing",
    "asked_missing",
    "period_misses",
    "long_question",
    "row",
    "sense_mean",
    "sense_least",
    "sense_second",
    "asked_in_sentence",
)
"""What tells an answer from a near miss, in the order of the weights."""

SENSED = 0.3
"""Words that weigh less in the question are not asked after: "report", "figure"."""

NEAR = 3
"""Hits looked at: one of them holds the answer, or none is likely to."""

_NAME = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][a-zA-Z’'\-]{2,}\b")

_INSTRUCTION = re.compile(
    r"\b(ignore|disregard|forget|override)\b.{0,40}\b(instruction|rule|prompt|previous|above|paper|"
    r"everything)|"
    r"\b(system prompt|your (?:instructions|prompt|rules)|jailbreak|developer mode|act as|"
    r"pretend (?:to be|you)|you are now)\b|"
    r"\bwrite (?:me )?(?:a |an |some )?(?:poem|song|story|joke|essay|code|python|script|limerick|"
    r"haiku|rap)\b|\btell me a joke\b",
    re.I,
)


def is_instruction(text: str) -> bool:
    """Whether a message tells the assistant what to be, and does not ask of the papers."""
    return bool(_INSTRUCTION.search(text))


Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""The encoder's vector of each word: (words, dimensions)."""


def confidence(
    question: Question,
    hits: Sequence[Hit],
    scored: Sequence[Statement],
    rarity: Rarity,
    vectors: Vectors,
) -> float:
    """How likely the best hits hold the answer, 0 to 1."""
    if not hits:
        return 0.0
    values = doubts_of(question, hits, scored, rarity, vectors)
    weights = confidence_weights()
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def doubts_of(
    question: Question,
    hits: Sequence[Hit],
    scored: Sequence[Statement],
    rarity: Rarity,
    vectors: Vectors,
) -> dict[str, float]:
    """A value for every doubt."""
    wanted = wanted_weights(question, rarity)
    total = sum(wanted.values()) or 1.0
    order = sorted(wanted, key=lambda one: -wanted[one])
    present = [_around(hit) for hit in hits[:NEAR]]
    together = set().union(*present)
    found = covers(wanted, question, together)
    best = scored[0] if scored else None
    names = {stem(name.lower()) for name in _NAME.findall(question.text)} & set(question.weights)
    tests = [ASKED[want] for want in question.wants if want in ASKED]
    fits, clashes = period_fit(question, hits[0].passage, hits[0].paper)
    said = best.text if best else hits[0].passage.text
    if hits[0].passage.kind == "row":
        said = f"{said} {hits[0].passage.text}"
    own = set(stem_tuple(said)) | set(stem_tuple(hits[0].passage.label))
    mean, least, second = _sense(question, hits, scored, wanted, vectors)
    return {
        "constant": 1.0,
        "score": hits[0].score / 10,
        "lead": min(2.0, hits[0].score - hits[min(len(hits) - 1, 4)].score),
        "covered": max(sum(covers(wanted, question, one).values()) / total for one in present),
        "covered_by_sentence": sum(covers(wanted, question, own).values()) / total,
        "sentence": best.score if best else 0.0,
        "sentence_meaning": best.meaning if best else 0.0,
        "rarest_missing": float(bool(order) and order[0] not in found),
        "second_missing": float(len(order) > 1 and order[1] not in found),
        "name_missing": len(names - set(covers(dict.fromkeys(names, 1.0), question, together)))
        / len(names)
        if names
        else 0.0,
        "asked_missing": sum(not test.search(said) for test in tests) / len(tests)
        if tests
        else 0.0,
        "period_misses": max(
            clashes, float(bool(question.periods or question.quarters) and fits < 0.5)
        ),
        "long_question": min(2.0, len(wanted) / 6),
        "row": float(hits[0].passage.kind == "row"),
        "sense_mean": mean,
        "sense_least": least,
        "sense_second": second,
        "asked_in_sentence": float(bool(tests) and all(test.search(said) for test in tests)),
    }


def _sense(
    question: Question,
    hits: Sequence[Hit],
    scored: Sequence[Statement],
    wanted: Mapping[str, float],
    vectors: Vectors,
) -> tuple[float, float, float]:
    """How near the question's words come to words of the best sentence and what heads it.

    Each word's nearest, by cosine: their weighted mean, the least, and the second least.
    """
    asked = [
        w for w in content_words(question.standalone) if wanted.get(stem(w), 0) > 0 and w.isalpha()
    ]
    asked = [w for w in asked if question.weights.get(stem(w), 0) >= SENSED]
    if not asked:
        return 0.7, 0.5, 0.5
    best = (0.0, 0.0, 0.0)
    weights = np.array([wanted[stem(word)] for word in asked])
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
        least, second = float(ordered[0]), float(ordered[min(1, len(ordered) - 1)])
        best = max(best, (mean, least, second))
    return best


def _contexts(
    hits: Sequence[Hit], scored: Sequence[Statement]
) -> Iterator[tuple[str, Passage, str]]:
    if hits[0].passage.kind in ("row", "table"):
        yield hits[0].passage.text, hits[0].passage, hits[0].paper.title
    for one in scored[:NEAR]:
        yield one.text, one.evidence.passage, one.evidence.paper.title


@lru_cache(maxsize=1)
def confidence_weights() -> Mapping[str, float]:
    """Doubt to weight, as learned by `python -m evals.learn_confidence`."""
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text("utf-8"))["weights"]
    return found


def _around(hit: Hit) -> set[str]:
    passage = hit.passage
    return set(stem_tuple(passage.text)) | set(
        stem_tuple(
            f"{passage.label} {' '.join(passage.headings)} {hit.paper.title} {hit.paper.body}"
        )
    )
