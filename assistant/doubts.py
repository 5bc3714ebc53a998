"""What tells an answer from a near miss: named doubts about the best passages and statements."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.question import Question
from assistant.signals import ASKED, Rarity, covers, period_fit, wanted_weights
from assistant.statements import Statement
from assistant.words import content_words, stem, stem_tuple
from corpus.papers import Hit, Passage

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
    "strictly_asked",
    "strictly_missing",
    "counted",
    "counted_missing",
    "unknown_words",
    "verb_missing",
    "best_of_three",
)
"""What tells an answer from a near miss, in the order of the weights."""

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
        **_strict(question, scored, hits, wanted, rarity),
        "asked_in_sentence": float(bool(tests) and all(test.search(said) for test in tests)),
    }


_DAY_END = r"(?:st|nd|rd|th)\b|\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_NUMBER_WORDS = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|eighteen|twenty|thirty|forty|fifty|hundred|dozen|half|none|nobody|no one)\b"
)
_FIGURE = re.compile(
    r"£\s?\d|(?<![\w.£/])(?!20[0-4]\d\b)\d[\d,]*(?:\.\d+)?"
    rf"(?!\d*[/)]\d|\d*\.\d+\s|{_DAY_END})|{_NUMBER_WORDS}",
    re.I,
)
_PERSON = re.compile(
    r"\b(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Sir|Professor|Reverend|Rev)\.?\s+[A-Z]|\b[A-Z][a-z’'\-]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z’'\-]{2,}\b|"
    r"\b(?:Officer|Director|Head of|Manager|Chair|Leader|Member|Team|Service|Ltd|Board|Council)\b"
)
_STRICT = {
    "money": re.compile(r"£\s?\d|\d[\d,.]*\s?(?:m|k|bn|million|thousand)\b|\(£"),
    "percent": re.compile(r"\d\s?%|per ?cent"),
    "number": _FIGURE,
    "who": _PERSON,
    "when": re.compile(
        r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\b20\d\d\b|\d{1,2}[:.]\d\d\s?[ap]\.?m|\b(?:days?|weeks?|months?|years?|term|spring|summer|autumn|winter)\b",
        re.I,
    ),
}
"""What the words quoted must show for what is wanted, more strictly than for ranking."""

_NOT_COUNTED = (
    "is|are|was|were|did|do|does|has|have|had|will|would|can|could|in|on|at|of|for|to|from|by|"
    "with|per|we|they|people"
)
_COUNTED = re.compile(
    rf"\bhow (?:many|much)\s+((?:(?!\b(?:{_NOT_COUNTED})\b)\w+\W+){{0,4}}\w+)", re.I
)


def _strict(
    question: Question,
    scored: Sequence[Statement],
    hits: Sequence[Hit],
    wanted: Mapping[str, float],
    rarity: Rarity,
) -> dict[str, float]:
    """Whether what would be quoted shows what was asked for, and counts what was to be counted."""
    tests = [_STRICT[want] for want in question.wants if want in _STRICT]
    top = scored[:NEAR]
    texts = [f"{one.text} {one.evidence.passage.text if one.row else ''}" for one in top] or [
        hits[0].passage.text
    ]
    held = (
        max(
            (sum(bool(test.search(text)) for test in tests) / len(tests) for text in texts),
            default=0.0,
        )
        if tests
        else 0.5
    )
    first = sum(bool(test.search(texts[0])) for test in tests) / len(tests) if tests else 0.5
    match = _COUNTED.search(question.text)
    heads = {stem(w): 1.0 for w in content_words(match[1])} if match else {}
    contexts = [
        set(stem_tuple(text))
        | set(
            stem_tuple(
                f"{one.evidence.passage.label} {' '.join(one.evidence.passage.headings[-2:])}"
            )
        )
        for text, one in zip(texts, top, strict=False)
    ]
    counted = (
        max(
            (sum(covers(heads, question, one).values()) / len(heads) for one in contexts),
            default=0.0,
        )
        if heads
        else 0.5
    )
    total = sum(wanted.values()) or 1.0
    best = max(
        (sum(covers(wanted, question, one).values()) / total for one in contexts), default=0.0
    )
    unknown = [
        key
        for key in wanted
        if not rarity.holding.get(key) and not question.synonyms.get(key) and key.isalpha()
    ]
    heavy = [key for key, value in sorted(wanted.items(), key=lambda pair: -pair[1])[:3]]
    together = set().union(*contexts) if contexts else set()
    lost = [key for key in heavy if not covers({key: 1.0}, question, together)]
    return {
        "strictly_asked": held if tests else 0.5,
        "strictly_missing": float(bool(tests) and first < 1.0),
        "counted": counted,
        "counted_missing": float(bool(heads) and counted < 0.5),
        "unknown_words": float(min(3, len(unknown))),
        "verb_missing": len(lost) / max(1, len(heavy)),
        "best_of_three": best,
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


def _around(hit: Hit) -> set[str]:
    passage = hit.passage
    return set(stem_tuple(passage.text)) | set(
        stem_tuple(
            f"{passage.label} {' '.join(passage.headings)} {hit.paper.title} {hit.paper.body}"
        )
    )
