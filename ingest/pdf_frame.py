"""A page's words turned upright, whatever way the page and its text were turned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.pdf_words import SLANTED, Drawn
from ingest.plain import plain

ASCENT = 0.8
"""The part of a type's height above its baseline, near enough in every text face."""

TINY = 3.0
"""Points; below this a font's stated size is checked against how wide its letters are."""

WIDTH_TO_SIZE = 1.6
"""A letter's mean width times this is less than its type's height, in every text face."""


@dataclass(slots=True)
class Word:
    """A run of letters without a gap; points from the upright page's left and top edge."""

    text: str
    left: float
    right: float
    base: float
    """Its baseline, downwards from the page's top edge."""

    size: float
    """Height of its type in points."""

    bold: bool = False
    starts: tuple[float, ...] = ()
    """Left edge of each letter, for cutting a word that runs over a ruled line."""

    @property
    def top(self) -> float:
        """Top edge of its type."""
        return self.base - ASCENT * self.size

    @property
    def middle(self) -> float:
        """Half-way across."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Half-way down its small letters."""
        return self.base - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page's own coordinates become upright ones."""

    quarter: int
    """Quarter turns anticlockwise that most of its text is drawn at."""

    left: float
    top: float
    width: float
    height: float

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, from the upright page's left and top edge."""
        across, up = _turn(x, y, self.quarter)
        return across - self.left, self.top - up


def frame_of(words: Sequence[Drawn], box: tuple[float, float, float, float], turn: int) -> Frame:
    """The way up in which most of the page's letters can be read.

    `turn` is the page's own rotation, in quarters clockwise; it decides on a page without text.
    """
    quarters: Counter[int] = Counter()
    for word in words:
        if word.quarter != SLANTED:
            quarters[word.quarter] += len(word.letters)
    quarter = quarters.most_common(1)[0][0] if quarters else turn % 4
    corners = [_turn(x, y, quarter) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return Frame(quarter, left, top, right - left, top - bottom)


def upright(word: Drawn, frame: Frame) -> Word:
    """The word in the frame's coordinates, its characters made plain.

    For a word drawn at another angle than the frame, give a frame of its own angle.
    """
    starts, ends = [], []
    for left, bottom, right, top in word.boxes:
        one, two = frame.turned(left, bottom)[0], frame.turned(right, top)[0]
        starts.append(min(one, two))
        ends.append(max(one, two))
    text = word.letters[:-1] + "-" if word.letters.endswith("\u00ad") else word.letters
    _, base = frame.turned(*word.origin)
    left, right = min(starts), max(ends)
    size = word.size
    if size < TINY:  # a font that draws its own letters may count its size in other units
        size = max(size, WIDTH_TO_SIZE * (right - left) / len(word.letters))
    return Word(plain(text).strip(), left, right, base, size, word.bold, tuple(starts))


def cut(word: Word, at: float) -> tuple[Word, Word] | None:
    """The word as two, before and after a vertical line; None when no letter starts after it."""
    first = next((n for n, start in enumerate(word.starts) if start > at - 1), 0)
    if not 0 < first < len(word.text) or len(word.starts) != len(word.text):
        return None
    left = replace(
        word, text=word.text[:first], right=word.starts[first], starts=word.starts[:first]
    )
    right = replace(
        word, text=word.text[first:], left=word.starts[first], starts=word.starts[first:]
    )
    return left, right


def _turn(x: float, y: float, quarter: int) -> tuple[float, float]:
    if quarter == 0:
        return x, y
    if quarter == 1:
        return y, -x
    if quarter == 2:
        return -x, -y
    return -y, x
