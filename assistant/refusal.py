"""When to say that the papers do not hold the answer, and when to decline."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.question import Question
from assistant.sentences import Scored
from assistant.signals import ASKED, Rarity, covers, period_fit, wanted_weights
from assistant.words import stem, stem_tuple
from corpus.papers import Hit

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
)
"""What tells an answer from a near miss, in the order of the weights."""

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


def confidence(
    question: Question, hits: Sequence[Hit], scored: Sequence[Scored], rarity: Rarity
) -> float:
    """How likely the best hits hold the answer, 0 to 1."""
    if not hits:
        return 0.0
    values = doubts_of(question, hits, scored, rarity)
    weights = confidence_weights()
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def doubts_of(
    question: Question, hits: Sequence[Hit], scored: Sequence[Scored], rarity: Rarity
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
    said = f"{best.text}" if best else hits[0].passage.text
    own = set(stem_tuple(said)) | set(stem_tuple(hits[0].passage.label))
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
    }


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
