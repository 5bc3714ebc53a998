"""The words that a PDF page draws, in the page's own coordinates, with how they are drawn."""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

GAP_IN_WORD = 0.3
"""A wider gap than this share of the type's height ends a word. Measured on Word and Chrome PDFs,
whose letter spacing stays under 0.15; PDFium itself marks the usual spaces."""

DRIFT_IN_WORD = 0.5
"""A letter further off the baseline, as a share of its height (more than "19th"), is a new word."""

UPRIGHT = 0.12
"""Quarter turns (11 degrees) that a line may be off; scans are up to 3 degrees askew."""

SLANTED = -1
"""Instead of a quarter turn: text set aslant, as a "DRAFT" over the whole page."""

MOST_CHARACTERS = 200_000
"""A page with more is drawn to exhaust a reader: a full page of 6 point text has under 20,000."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a word is drawn, for judging whether it can be seen."""

    mode: int
    """PDF's text rendering mode; 3 draws nothing."""

    colour: tuple[int, int, int, int]
    """Red, green, blue and opacity, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A word in the page's own coordinates, with what was found out about its drawing."""

    letters: str
    boxes: tuple[tuple[float, float, float, float], ...]
    """Left, bottom, right, top of each letter's advance box."""

    origin: tuple[float, float]
    size: float
    bold: bool
    quarter: int
    ink: Ink


def drawn_words(page: Any, textpage: Any) -> list[Drawn]:
    """Every word that the page draws, seen or not, in the order of drawing.

    Takes PDFium's raw handles. One call a letter for each of its code, origin and box, and one
    set of calls a word for its look: 4 to 10 ms a page.
    """
    import pypdfium2.raw as pdfium

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    count = min(pdfium.FPDFText_CountChars(textpage), MOST_CHARACTERS)
    unicode_of, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin
    box_of = pdfium.FPDFText_GetLooseCharBox
    look_of = _looks(textpage)
    words: list[Drawn] = []
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    first = (0.0, 0.0)
    look: tuple[float, bool, int, Ink] | None = None
    last = (0.0, 0.0, 0.0, 0.0)

    def close() -> None:
        nonlocal look
        if letters and look is not None:
            words.append(Drawn("".join(letters), tuple(boxes), first, *look))
        letters.clear()
        boxes.clear()
        look = None

    for index in range(count):
        code = unicode_of(textpage, index)
        if code <= 32 or code in _BREAKS:
            if code == 2 and letters:
                letters.append("-")  # PDFium's mark for a hyphen at a line's end
                boxes.append((last[2], last[1], last[2], last[3]))
            close()
            continue
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        origin_of(textpage, index, x, y)
        box_of(textpage, index, box)
        here = (box.left, box.bottom, box.right, box.top)
        if look is not None and here != last:  # letters of one ligature share its box
            size, _, quarter, _ = look
            along, across = _step(last, here, first, (x.value, y.value), quarter)
            if not -0.6 * size < along < GAP_IN_WORD * size or abs(across) > DRIFT_IN_WORD * size:
                close()
        if look is None:
            look = look_of(index)
            first = (x.value, y.value)
        letters.append(chr(code))
        boxes.append(here)
        last = here
    close()
    return words


_BREAKS = frozenset({0xA0, 0x2028, 0x2029, 0x3000, 0x202F, 0xFFFE, 0xFFFF, *range(0x2000, 0x200B)})


def _looks(textpage: Any) -> Callable[[int], tuple[float, bool, int, Ink]]:
    """A function from a letter's index to its size, boldness, quarter turn and ink."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    colour = [ctypes.c_uint() for _ in range(4)]
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def look(index: int) -> tuple[float, bool, int, Ink]:
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(textpage, index) * (math.hypot(c, d) or 1.0)
        turns = math.atan2(b, a) / (math.pi / 2)
        quarter = round(turns) % 4 if abs(turns - round(turns)) < UPRIGHT else SLANTED
        weight = pdfium.FPDFText_GetFontWeight(textpage, index)
        pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
        face = name.value.lower()
        bold = b"bold" in face or b"black" in face or b"heavy" in face or weight >= 650
        text_object = pdfium.FPDFText_GetTextObject(textpage, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object) if text_object else 0
        if not pdfium.FPDFText_GetFillColor(textpage, index, *colour):
            return abs(size), bold, quarter, Ink(mode, (0, 0, 0, 255))
        red, green, blue, opacity = (part.value for part in colour)
        return abs(size), bold or mode == 2, quarter, Ink(mode, (red, green, blue, opacity))

    return look


def _step(
    last: tuple[float, float, float, float],
    here: tuple[float, float, float, float],
    first: tuple[float, float],
    origin: tuple[float, float],
    quarter: int,
) -> tuple[float, float]:
    """How far the next letter starts after the last one's end, and how far off the baseline."""
    if quarter == SLANTED:
        return 0.0, 0.0  # PDFium's own word ends are all there is to go by
    if quarter == 0:
        return here[0] - last[2], origin[1] - first[1]
    if quarter == 1:
        return here[1] - last[3], origin[0] - first[0]
    if quarter == 2:
        return last[0] - here[2], origin[1] - first[1]
    return last[1] - here[3], origin[0] - first[0]
