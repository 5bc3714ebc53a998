"""A page's letters and where each stands, in its file's order and in the order of its columns."""

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 1.6
"""Widths of air, in letter heights, that end a run: the gap between two cells of a table."""

LEADING = 3.0
"""Air between two lines of one column, in letter heights; more starts something else."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page as shown, in fractions of its width and height from top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the page's height."""
        return self.bottom - self.top

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def level_with(self, other: "Box") -> bool:
        """Whether the two share at least half of the flatter one's height."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        return overlap > 0.5 * min(self.height, other.height)


def fold(text: str) -> str:
    """Letters and digits only, lower case, ligatures taken apart."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in plain if char.isalnum())


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a page, lower case, in one reading order."""

    text: str
    chars: tuple[int, ...]
    """For each letter, the page's character that it came from."""

    page: str
    """The page's characters, as they are."""

    boxes: tuple[Box, ...]
    """For each character, where it stands."""

    shape: float = 1.0
    """The page's width over its height, to compare gaps with heights."""

    @staticmethod
    def of(chars: Sequence[str], boxes: Sequence[Box], shape: float = 1.0) -> "Letters":
        """From a page's characters; a ligature gives two letters of one character."""
        return Letters._ordered(chars, tuple(boxes), range(len(chars)), shape)

    @staticmethod
    def _ordered(
        chars: Sequence[str], boxes: tuple[Box, ...], order: Sequence[int], shape: float
    ) -> "Letters":
        text, places = [], []
        for index in order:
            plain = fold(chars[index])
            text.append(plain)
            places += [index] * len(plain)
        return Letters("".join(text), tuple(places), "".join(chars), boxes, shape)

    @functools.cached_property
    def in_columns(self) -> "Letters":
        """The same letters read cell by cell: each run goes on with the run right under it.

        A file mostly gives a table line by line, which tears cells of several lines apart.
        """
        order: list[int] = []
        for run in _stacked(_runs(self)):
            order += run
        return Letters._ordered(self.page, self.boxes, order, self.shape)

    def extent(self, start: int, end: int) -> Box:
        """The box round a stretch of letters."""
        boxes = [self.boxes[index] for index in self.chars[start:end]]
        return functools.reduce(Box.around, boxes)


def _runs(letters: Letters) -> list[tuple[list[int], Box]]:
    """Characters that follow each other on one line without a wide gap, with their box."""
    runs: list[tuple[list[int], Box]] = []
    for index in dict.fromkeys(letters.chars):
        box = letters.boxes[index]
        if runs:
            members, extent = runs[-1]
            gap = (box.left - extent.right) * letters.shape
            if box.level_with(extent) and -box.height < gap < GAP * max(box.height, 1e-6):
                members.append(index)
                runs[-1] = (members, extent.around(box))
                continue
        runs.append(([index], box))
    return runs


def _stacked(runs: list[tuple[list[int], Box]]) -> list[list[int]]:
    """The runs' characters, each run followed by the ones that stand under it in its column."""
    left = dict(enumerate(runs))
    out: list[list[int]] = []
    while left:
        at = next(iter(left))
        while True:
            members, box = left.pop(at)
            out.append(members)
            below = [(other[1].top, key) for key, other in left.items() if _under(box, other[1])]
            if not below:
                break
            at = min(below)[1]
    return out


def _under(box: Box, other: Box) -> bool:
    gap = other.top - box.bottom
    height = min(box.height, other.height)
    overlap = min(box.right, other.right) - max(box.left, other.left)
    narrower = min(box.right - box.left, other.right - other.left)
    return -0.5 * height < gap < LEADING * height and overlap > 0.5 * narrower
