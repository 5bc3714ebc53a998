"""Numbers written in words: "twenty-one", "two hundred and four", "half a million", "a dozen"."""

import re
from collections.abc import Iterator

_SMALL = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_BIG = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = "|".join([*_TENS, *_BIG, *sorted(_SMALL, key=len, reverse=True), "dozen"])
_RUN = re.compile(
    rf"(?<![\w-])(?:(?:a|half a|half)\s(?=hundred|thousand|million|billion|dozen))?"
    rf"(?:{_WORD})(?:(?:[\s-]|\sand\s)(?:{_WORD}))*"
    rf"(?:\sand\sa\shalf)?(?![\w])",
    re.I,
)
_NOT_A_COUNT = re.compile(r"(?:no|any|every|some|each)[-\s]$", re.I)

FRACTIONS = (
    (re.compile(r"\bthree[-\s]quarters\b", re.I), 75.0),
    (re.compile(r"\btwo[-\s]thirds\b", re.I), 66.7),
    (re.compile(r"\b(?:one|a)[-\s]third\b", re.I), 33.3),
    (re.compile(r"\b(?:one|a)[-\s]quarter(?=\s+of\b)", re.I), 25.0),
    (re.compile(r"\b(?:one|a)[-\s]fifth\b", re.I), 20.0),
    (re.compile(r"\b(?:one|a)[-\s]tenth\b", re.I), 10.0),
    (re.compile(r"\bhalf(?=\s+(?:of\b|the\b|all\b))", re.I), 50.0),
)
"""Fractions as words and what they are in per cent."""


def spelled(text: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and value of every number in words. A word after "no" or "every" is none."""
    for match in _RUN.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        scale = match[0].lower().startswith(tuple(_BIG)) and re.search(r"\d\s?$", before)
        if _NOT_A_COUNT.search(before) or scale:
            continue
        whole, half, _ = match[0].lower().partition(" and a half")
        yield match.start(), match.end(), _value(re.split(r"[\s-]+", whole)) + 0.5 * bool(half)


def _value(words: list[str]) -> float:
    """The value of words such as two, hundred, and, four."""
    total, group = 0.0, 0.0
    for word in words:
        if word in _SMALL:
            group += _SMALL[word]
        elif word in _TENS:
            group += _TENS[word]
        elif word == "half":
            group = 0.5
        elif word == "hundred":
            group = (group or 1) * 100
        elif word == "dozen":
            group = (group or 1) * 12
        elif word in _BIG:
            total += (group or 1) * _BIG[word]
            group = 0.0
    return total + group
