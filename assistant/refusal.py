"""When to say that the papers do not hold the answer, and when to decline."""

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.signals import Rarity, covers, wanted_weights
from assistant.words import stems_of
from corpus.papers import Hit

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
    question: Question, hits: Sequence[Hit], rarity: Rarity, meanings: Sequence[float]
) -> float:
    """How likely the best hits hold the answer, 0 to 1."""
    if not hits:
        return 0.0
    wanted = wanted_weights(question, rarity)
    total = sum(wanted.values())
    if not total:
        return 0.0
    best = 0.0
    for hit in hits[:3]:
        passage = hit.passage
        words = (passage.text, passage.label, *passage.headings, hit.paper.title)
        present = set(stems_of(" ".join(words)))
        best = max(best, sum(covers(wanted, question, present).values()) / total)
    return min(1.0, 0.55 * best + 0.75 * max(meanings[:3], default=0.0))
