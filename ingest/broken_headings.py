"""Words of a table that its columns cut into pieces, made whole.

"Chi | ldren in Ca | re" over "Q1 | Q2 | Q3" is one heading: where one piece ends and the next
begins there is a word that the paper has whole elsewhere. "Directi on of travel" is a heading
that was too long for its column.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.papers import Table
from corpus.periods import MONTH_WORDS
from ingest.table_headings import HEADER_CELL, MAX_HEADER_ROWS, is_figure

OFTENER = 5
"""The whole word stands in the paper so many times as the rarer of its pieces does elsewhere."""

_TWO_PIECES = re.compile(r"\b([^\W\d_]{2,})\s([a-z]{1,8})\b")

_MONTH = rf"(?:{MONTH_WORDS}|may)"

_CUT_TIME = re.compile(
    rf"\b(20\d\d/\d(?=\s\d\b)|20\d\d/(?=\s\d\d\b)|{_MONTH}-(?=\s[1-4]\d\b))\s", re.I
)
"""A time that a narrow column cut: "2024/2 5", "2024/ 25", "May- 25"."""

_BROKEN_MONTH = re.compile(rf"{_MONTH}\s?[-–]", re.I)
_YEAR = re.compile(r"[1-4]\d|20\d\d")

LEAST_LETTERS = 4
"""Shorter words are made of pieces by chance."""


def mended(table: Table, words: Counter[str], prose: Counter[str]) -> Table:
    """The table, a broken heading over the first of its columns, and blank over the others.

    `words` counts the paper's words in lower case, those of its tables too, `prose` those of
    its lines alone: what a narrow column cut there is none of them.
    """
    rows = [tuple(_with_whole_words(cell, prose) for cell in row) for row in table.rows]
    rows = _with_whole_months(rows)
    for index, row in enumerate(rows[: MAX_HEADER_ROWS - 1]):
        if index + 1 < len(rows) and (whole := _made_whole(row, rows[index + 1], words)):
            rows[index] = whole
    return replace(table, rows=tuple(rows))


def _with_whole_words(cell: str, prose: Counter[str]) -> str:
    """A cell, a word in two pieces as the paper's text has it, and a time in one piece."""
    cell = _CUT_TIME.sub(r"\1", cell)

    def whole(pieces: re.Match[str]) -> str:
        first, second = pieces.groups()
        cut = first.lower() not in prose and f"{first}{second}".lower() in prose
        return first + second if cut else pieces[0]

    return _TWO_PIECES.sub(whole, cell)


def _with_whole_months(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows, "Sep-" over "23" as one heading, and what stands beside them in two lines too."""
    for index, (row, below) in enumerate(pairwise(rows[:MAX_HEADER_ROWS])):
        months = [n for n, cell in enumerate(row) if _BROKEN_MONTH.fullmatch(cell.strip())]
        if (
            len(months) > 1
            and len(row) == len(below)
            and not below[0].strip()
            and all(_YEAR.fullmatch(below[n].strip()) for n in months)
        ):
            whole = tuple(
                f"{over.strip()}{under.strip()}" if n in months else f"{over} {under}".strip()
                for n, (over, under) in enumerate(zip(row, below, strict=True))
            )
            return [*rows[:index], whole, *rows[index + 2 :]]
    return rows


def _made_whole(
    row: Sequence[str], below: Sequence[str], words: Counter[str]
) -> tuple[str, ...] | None:
    """The row with the one heading that its pieces are; None when they are none."""
    pieces = [n for n, cell in enumerate(row) if n and cell.strip()]
    if len(pieces) < 2 or pieces != list(range(pieces[0], pieces[-1] + 1)):
        return None
    if any(is_figure(row[n]) or len(row[n]) > HEADER_CELL or not below[n].strip() for n in pieces):
        return None
    text, broken = " ".join(row[pieces[0]].split()), False
    for n in pieces[1:]:
        piece = " ".join(row[n].split())
        if not piece[:1].islower() or not text[-1:].isalpha():
            return None
        word = _broken_word(text, piece, words)
        broken = broken or bool(word)
        if word:
            text = text[: -len(_tail(text))] + word + piece[len(_head(piece)) :]
        else:
            text = f"{text} {piece}"
    first = pieces[0]
    while first > 1 and not row[first - 1].strip() and below[first - 1].strip():
        first -= 1
    over = tuple(text if n == first else "" for n in range(1, len(row)))
    return (row[0], *over) if broken else None


def _broken_word(before: str, after: str, words: Counter[str]) -> str:
    """The word that two pieces are, a letter that stands on both sides read once; "" for none."""
    tail, head = _tail(before), _head(after)
    rarer = min(words[tail.lower()], words[head.lower()]) - 1  # without the piece itself
    if len(head) == 1:
        rarer = 0
    for whole in (tail + head, tail[:-1] + head):
        known = words[whole.lower()]
        if len(whole) >= LEAST_LETTERS and known and known >= OFTENER * rarer:
            return whole
    return ""


def _tail(text: str) -> str:
    found = re.search(r"\w+$", text)
    return found[0] if found else ""


def _head(text: str) -> str:
    found = re.match(r"\w+", text)
    return found[0] if found else ""
