"""Printed lines cut at their gaps, and the columns of figures that stand over one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, segments

FIGURE = re.compile(r"^[(£$€+−–-]*\d[\d,]*(?:\.\d+)?(?:%|m|k|bn)?[)%*†]*$|^[-–—]+$|^nil$", re.I)
FIGURE_GAP = 0.45
"""Type sizes between two figures of two columns; the parts of a telephone number stand nearer."""


@dataclass(slots=True)
class Line:
    """A printed line cut at its wide gaps."""

    row: Row
    parts: list[list[Word]]
    figures: list[list[Word]]
    """The parts that are figures and stand in columns, not numbers that begin a paragraph."""


@dataclass(slots=True)
class Column:
    """Figures over one another; how many they are, and their edges in points."""

    left: float
    right: float
    members: int = 1


def line_of(row: Row) -> Line:
    """A row cut at its gaps, with the pieces that are figures of columns."""
    parts = [piece for part in segments(row) for piece in _apart(part)]
    figures = [part for part in parts if all(FIGURE.match(w.text) or w.text == "£" for w in part)]
    texts = [part for part in parts if part not in figures]
    if texts and figures and figures[0] is parts[0]:
        figures = figures[1:]  # "3.1  The board ..." is a numbered paragraph
    if any(len(part) > 4 for part in texts if figures and part[0].left > figures[0][0].left):
        figures = []
    return Line(row, parts, figures)


def _apart(part: list[Word]) -> list[list[Word]]:
    """A piece of figures alone as one each: columns of large figures stand close."""
    if not all(FIGURE.match(word.text) for word in part):
        return [part]
    pieces = [part[:1]]
    for word in part[1:]:
        if word.left - pieces[-1][-1].right < FIGURE_GAP * max(word.size, 1.0):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """Columns of figures: those that stand over one another in at least two rows."""
    columns: list[Column] = []
    for part in sorted((p for line in lines for p in line.figures), key=lambda p: p[0].left):
        left, right = part[0].left, part[-1].right
        if columns and left < columns[-1].right:
            columns[-1].right = max(columns[-1].right, right)
            columns[-1].members += 1
        else:
            columns.append(Column(left, right))
    return [column for column in columns if column.members >= 2]


def in_columns(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a figure of a line stands in one of the columns."""
    return any(stands_over(part, column) for part in line.figures for column in columns)


def stands_over(part: Sequence[Word], column: Column) -> bool:
    """Whether a piece stands over a column, or under it."""
    return part[0].left < column.right + 1 and part[-1].right > column.left - 1
