"""A printed line in the pieces that its gaps part, and what a piece may be."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf_figure_heads import YEAR
from ingest.pdf_figure_lines import FIGURE
from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, segments

PROSE_WORDS = 8

PROSE_SHARE = 0.6
"""A line of so many words, and over so much of the width, is no row."""

LEAST_ALIKE = 2
"""Lines with figures in so many columns are rows of their own between two rules."""


def pieces_of(line: Row) -> list[list[Word]]:
    """A line cut at its wide gaps, and between figures."""
    pieces: list[list[Word]] = []
    for part in segments(line):
        pieces.append(part[:1])
        for last, word in pairwise(part):
            if FIGURE.match(word.text) and FIGURE.match(last.text):
                pieces.append([word])
            else:
                pieces[-1].append(word)
    return pieces


def has_figures(line: Row) -> bool:
    """Whether several pieces behind the first are figures, and no years."""
    figures = [piece for piece in pieces_of(line)[1:] if all(FIGURE.match(w.text) for w in piece)]
    return sum(not YEAR.match(piece[0].text) for piece in figures) >= LEAST_ALIKE


def all_figures(line: Row) -> bool:
    """Whether every word of a line is a figure."""
    return all(FIGURE.match(word.text) for word in line.words)


def is_prose(piece: Sequence[Word], left: float, right: float) -> bool:
    """Whether words run on over more of a table's width than a cell does."""
    start, end = max(piece[0].left, left), min(max(word.right for word in piece), right)
    return len(piece) >= PROSE_WORDS and end - start > PROSE_SHARE * (right - left)


def between(words: Sequence[Word], edges: Sequence[float]) -> list[list[Word]]:
    """The words that stand between each two of some places down the page, in one pass."""
    bands: list[list[Word]] = [[] for _ in edges[1:]]
    for word in words:
        place = bisect_left(edges, word.centre) - 1
        if 0 <= place < len(bands):
            bands[place].append(word)
    return bands
