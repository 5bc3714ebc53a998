"""Which words of a page nobody can see, so that nobody is answered with them."""

from collections.abc import Sequence

from ingest.pdf_frame import Word
from ingest.pdf_rules import Box, Drawing
from ingest.pdf_words import Ink

INVISIBLE = 3
"""PDF's text rendering mode that draws nothing: how scanners lay text under a page's picture."""

SMALLEST = 3.0
"""Points; type below this height cannot be read on paper."""

WHITE = 242
"""A colour with no part below this (of 255) is white on white paper: within 5 % of it."""

PICTURE_SHARE = 0.5
"""A picture over this share of the page, with unseen text, is a scan with its reading."""


def is_hidden(word: Word, ink: Ink, drawing: Drawing, page: Box) -> bool:
    """Whether the word cannot be seen on the printed page.

    White words on a coloured area or a picture can be, and so can the text that a scanner laid
    under the picture of a page.
    """
    if word.size < SMALLEST or not page[0] <= word.middle <= page[2]:
        return True
    if not page[1] <= word.centre <= page[3]:
        return True
    if ink.mode == INVISIBLE:
        return not _is_scan(drawing.pictures, page)
    if ink.colour[3] == 0:
        return True
    if min(ink.colour[:3]) < WHITE:
        return False
    return not _lies_on(word, drawing.coloured) and not _lies_on(word, drawing.pictures)


def told(count: int) -> str:
    """How many words were left out of a page, as a sentence; "" for none."""
    if not count:
        return ""
    return f"{count} word{'s' if count != 1 else ''} of hidden text left out."


def _is_scan(pictures: Sequence[Box], page: Box) -> bool:
    area = (page[2] - page[0]) * (page[3] - page[1])
    covered = sum(max(0.0, p[2] - p[0]) * max(0.0, p[3] - p[1]) for p in pictures)
    return area > 0 and covered >= PICTURE_SHARE * area


def _lies_on(word: Word, areas: Sequence[Box]) -> bool:
    x, y = word.middle, word.centre
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in areas)
