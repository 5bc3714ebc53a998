"""Bullets that a page draws as shapes and not as letters, put before the words they stand at."""

import re
from collections.abc import Sequence

from ingest.pdf_frame import Word
from ingest.pdf_rules import Box

BULLET = "•"

_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]$|^\d{1,2}(?:\.\d{1,2})+\.?$")
"""A line with a number of its own needs no bullet: writers who type numbers get one drawn too."""

REACH = 3.0
"""Type sizes between a bullet and its line; Word and browsers leave 0.5 to 2.2."""

CLEAR = 6.0
"""Type sizes left of a bullet without words: a dot amid words is a full stop or a leader."""


def with_bullets(words: Sequence[Word], dots: Sequence[Box]) -> list[Word]:
    """The words, and a "•" for each dot that stands right before a line and after nothing."""
    found = list(words)
    for left, top, right, bottom in dots:
        centre = (top + bottom) / 2
        beside = [word for word in words if word.top <= centre <= word.base]
        after = [word for word in beside if word.left >= right - 0.5]
        if not after:
            continue
        first = min(after, key=lambda word: word.left)
        before = any(
            word.left < right and word.right > left - CLEAR * first.size for word in beside
        )
        apart = first.left - right
        if _NUMBER.match(first.text):
            continue
        if before or apart > REACH * first.size or max(right - left, bottom - top) > first.size:
            continue
        found.append(Word(BULLET, left, right, first.base, first.size, False, (left,)))
    return found
