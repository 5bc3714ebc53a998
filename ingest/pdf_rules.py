"""What a PDF page draws besides words: ruled lines, filled areas and pictures."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

THIN = 2.5
"""A filled area no thicker than this many points is a line; Word and Chrome draw borders so."""

STRAIGHT = 1.0
"""A stroke this many points off level or upright still counts as so."""

SHORTEST = 3.0
"""Strokes shorter than this many points are dots and corners, not rules."""

LEAST_DOTTED = 12.0
"""Points that a dotted rule is long; the cells of a row have one each."""

MOST_SEGMENTS = 20_000
"""A page with more is a drawing, whose strokes are no table."""

DOT = (1.0, 6.5)
"""Points across: the bullets that browsers draw as shapes are 2.5 to 5."""

DARKEST, GREY = 150, 40
"""A bullet is as dark as text, and no colour stands out in it: a coloured one is a rating."""

MOST_OBJECTS = 100_000
DEEPEST_FORM = 5

PATH, IMAGE, SHADING, FORM = 2, 3, 4, 5
"""PDFium's kinds of page object."""

Turn = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, downwards from the upright page's top left corner."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line."""

    at: float
    """Points from the top edge for a level line, from the left edge for an upright one."""

    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """A page's lines, filled areas and pictures, in upright coordinates."""

    level: list[Rule]
    upright: list[Rule]
    coloured: list[Box]
    """Areas filled with anything but white, and shadings."""

    pictures: list[Box]
    dots: list[Box]
    """Small dark shapes as wide as high: bullets, when they stand before a line."""

    specks: list[Box]
    """Marks too short for a rule, of which a dotted one is made."""


def read_drawing(page: Any, turn: Turn) -> Drawing:
    """The page's ruled lines and areas; takes PDFium's raw page handle.

    A page that holds more strokes than a table could has none of them.
    """
    import pypdfium2.raw as pdfium

    drawing = Drawing([], [], [], [], [], [])
    left = MOST_SEGMENTS
    for thing, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in (PATH, IMAGE, SHADING):
            continue
        box = _box(thing, matrix, turn)
        if box is None:
            continue
        if kind == IMAGE:
            drawing.pictures.append(box)
        elif kind == SHADING:
            drawing.coloured.append(box)
        else:
            left -= _add_path(drawing, thing, matrix, turn, box, left)
    if left <= 0:
        drawing.level.clear()
        drawing.upright.clear()
    else:
        drawing.level += _dotted(drawing.specks)
    return drawing


def _dotted(specks: Sequence[Box]) -> list[Rule]:
    """Level rules whose dots follow each other closely, over the width of a few words at least."""
    rules: list[Rule] = []
    for left, top, right, bottom in sorted(specks, key=lambda box: (round(box[1], 1), box[0])):
        last = rules[-1] if rules else None
        middle = (top + bottom) / 2
        if last and abs(last.at - middle) <= STRAIGHT and 0 <= left - last.end <= SHORTEST:
            rules[-1] = Rule(last.at, last.start, right)
        else:
            rules.append(Rule(middle, left, right))
    return [rule for rule in rules if rule.end - rule.start >= LEAST_DOTTED]


Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """The page's objects and those of its forms, each with the forms' matrix."""
    import pypdfium2.raw as pdfium

    waiting: list[tuple[Any, Matrix, int]] = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        waiting.append((pdfium.FPDFPage_GetObject(page, index), _AS_IT_IS, 0))
    waiting.reverse()
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        thing, matrix, depth = waiting.pop()
        seen += 1
        if pdfium.FPDFPageObj_GetType(thing) != FORM:
            yield thing, matrix
        elif depth < DEEPEST_FORM:
            inside = _product(_matrix(thing), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(thing), MOST_OBJECTS)
            waiting += [
                (pdfium.FPDFFormObj_GetObject(thing, index), inside, depth + 1)
                for index in reversed(range(count))
            ]


def _add_path(
    drawing: Drawing, thing: Any, matrix: Matrix, turn: Turn, box: Box, allowed: int
) -> int:
    """Sort one path into lines and areas; returns how many strokes it took to look at."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return 1
    count: int = pdfium.FPDFPath_CountSegments(thing)
    wide, high = box[2] - box[0], box[3] - box[1]
    round_ = DOT[0] <= min(wide, high) and max(wide, high) <= min(DOT[1], 1.3 * min(wide, high))
    if round_ and fill.value and _is_dark(thing):
        drawing.dots.append(box)
    if min(wide, high) <= THIN and count <= 6:
        if wide >= high and wide > SHORTEST:
            drawing.level.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        elif high > wide and high > SHORTEST:
            drawing.upright.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))
        else:
            drawing.specks.append(box)
        return 1
    coloured = bool(fill.value) and _is_coloured(thing)
    if coloured and min(wide, high) > THIN:
        drawing.coloured.append(box)
    if not coloured and not stroke.value:
        return 1  # white on white: nothing to see
    if count > allowed:
        return allowed
    strokes = _strokes(thing, count, _product(_matrix(thing), matrix), turn)
    for (x1, y1), (x2, y2) in strokes:
        if abs(y1 - y2) <= STRAIGHT and abs(x1 - x2) > SHORTEST:
            drawing.level.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) <= STRAIGHT and abs(y1 - y2) > SHORTEST:
            drawing.upright.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
    return count


def _strokes(
    thing: Any, count: int, matrix: Matrix, turn: Turn
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The path's straight strokes, closing ones included."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    opened = here = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = turn(*_apply(matrix, x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            opened = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield here, point
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, opened
            here = opened


def _is_coloured(thing: Any) -> bool:
    import pypdfium2.raw as pdfium

    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *colour):
        return True  # a pattern
    return colour[3].value > 12 and any(part.value < 243 for part in colour[:3])


def _is_dark(thing: Any) -> bool:
    import pypdfium2.raw as pdfium

    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *colour):
        return False
    parts = [part.value for part in colour[:3]]
    return colour[3].value > 12 and max(parts) <= DARKEST and max(parts) - min(parts) <= GREY


def _box(thing: Any, matrix: Matrix, turn: Turn) -> Box | None:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    x1, y1 = turn(*_apply(matrix, left.value, bottom.value))
    x2, y2 = turn(*_apply(matrix, right.value, top.value))
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _matrix(thing: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return _AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
