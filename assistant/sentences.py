"""Which sentences of the evidence answer a question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers import Evidence
from assistant.question import Question
from assistant.signals import ASKED, Rarity, covers, wanted_weights
from assistant.words import stem_tuple
from corpus.periods import named_periods
from corpus.sentences import sentences

READ = 5
"""Sentences are read in this many passages, the best ones."""

FRAGMENT_RUN = 45
"""Fragments are read together up to so many words."""

_ITEM_MARK = re.compile(r"^(?:[•▪●–-]|\(?[ivxa-z0-9]{1,4}\))\s")

Similar = Callable[[str, Sequence[str]], list[float]]
"""Cosine of a question with each of some texts."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence, where it stands, and how well it answers."""

    text: str
    evidence: Evidence
    place: int
    """Its place in its passage, from 0."""

    score: float
    meaning: float = 0.0
    """Cosine with the question."""


def score_sentences(
    question: Question, evidence: Sequence[Evidence], rarity: Rarity, similar: Similar
) -> list[Scored]:
    """The sentences of the best passages, best first."""
    wanted = wanted_weights(question, rarity)
    total = sum(wanted.values()) or 1.0
    found: list[tuple[str, Evidence, int]] = []
    for item in evidence[:READ]:
        for place, text in enumerate(pieces_of(item)):
            found.append((text, item, place))
    if not found:
        return []
    context = [f"{_context(item)} {text}" for text, item, _ in found]
    meanings = similar(question.standalone, context)
    best = evidence[0].score
    tests = [ASKED[want] for want in question.wants if want in ASKED]
    scored = []
    for index, ((text, item, place), meaning) in enumerate(zip(found, meanings, strict=True)):
        own = set(stem_tuple(text))
        before = set(stem_tuple(found[index - 1][0])) if place and index else set()
        around = set(stem_tuple(_context(item)))
        covered = sum(covers(wanted, question, own).values()) / total
        helped = sum(covers(wanted, question, own | around).values()) / total
        led = sum(covers(wanted, question, own | before).values()) / total - covered
        holds = sum(bool(test.search(text)) for test in tests) / len(tests) if tests else 0.0
        value = (
            1.6 * covered
            + 0.7 * helped
            + 0.5 * led * holds
            + 1.4 * meaning
            + 0.55 * holds
            + 0.4 * _period(question, text)
            + 0.32 * (item.score - best)
            - 0.5 * (len(text.split()) < 4)
            - 0.3 * (is_fragment(text) and len(text.split()) < 8)
            - 0.15 * text.rstrip().endswith((":", "?"))
        )
        scored.append(Scored(text, item, place, value, meaning))
    return sorted(scored, key=lambda one: -one.score)


def pieces_of(item: Evidence) -> list[str]:
    """The sentences of a passage; of a row of prose, of its longer cells but for its name.

    Lines that are no sentences (a flattened table, a heading and its figures)
    are read together, or a figure would lose what it counts.
    """
    passage = item.passage
    if passage.kind == "table":
        return []
    if passage.kind != "row":
        return _glued(sentences(passage.text))
    pieces: list[str] = []
    line = passage.text.rsplit("\n", 1)[-1]
    name = _folded(passage.label)
    for cell in line.split(" | "):
        if len(cell.split()) > 3 and _folded(cell) not in name:
            pieces.extend(_glued(sentences(cell)))
    return pieces


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _glued(parts: Sequence[str]) -> list[str]:
    glued: list[str] = []
    open_fragment = False
    for part in parts:
        fragment = is_fragment(part)
        if open_fragment and len(glued[-1].split()) < FRAGMENT_RUN and not _ITEM_MARK.match(part):
            glued[-1] = f"{glued[-1]} {part}"
        else:
            glued.append(part)
        open_fragment = fragment and not _ITEM_MARK.match(part)
    return glued


def is_fragment(text: str) -> bool:
    """Whether a piece is no sentence by itself: short, and ended by nothing."""
    return len(text.split()) < 14 and not re.search(r"[.!?;:]['\"”’)\]]*$", text)


def _context(item: Evidence) -> str:
    passage = item.passage
    last = passage.headings[-1] if passage.headings else item.paper.title
    return f"{passage.label or last}: "


def _period(question: Question, text: str) -> float:
    if not question.periods and not question.quarters:
        return 0.0
    named = named_periods(text)
    if any(p.label == w.label or w.covers(p) for p in named for w in question.periods):
        return 1.0
    if any(p.quarter in question.quarters for p in named if p.quarter):
        return 1.0
    if named and not any(p.meets(w) for p in named for w in question.periods):
        return -0.7
    return 0.0
