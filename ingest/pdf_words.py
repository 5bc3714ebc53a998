"""The words of one PDF page with their places, upright whatever way the page was turned."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.plain import plain

GAP_IN_WORD = 0.3
"""A wider gap than this share of the type's height ends a word. Measured on Word and Chrome PDFs,
whose letter spacing stays under 0.15; PDFium itself marks the usual spaces."""

DRIFT_IN_WORD = 0.5
"""A letter further off the baseline, as a share of its height (more than "19th"), is a new word."""

ASCENT = 0.8
"""The part of a type's height above its baseline, near enough in every text face."""

TINY = 3.0
"""Points; below this a font's stated size is checked against how wide its letters are."""

WIDTH_TO_SIZE = 1.6
"""A letter's mean width times this is less than its type's height, in every text face."""

MOST_CHARACTERS = 200_000
"""A page with more is drawn to exhaust a reader: a full page of 6 point text has under 20,000."""


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
        if look is not None:
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
        quarter: int = round(math.atan2(b, a) / (math.pi / 2)) % 4 if a or b else 0
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
    if quarter == 0:
        return here[0] - last[2], origin[1] - first[1]
    if quarter == 1:
        return here[1] - last[3], origin[0] - first[0]
    if quarter == 2:
        return last[0] - here[2], origin[1] - first[1]
    return last[1] - here[3], origin[0] - first[0]


def frame_of(words: Sequence[Drawn], box: tuple[float, float, float, float], turn: int) -> Frame:
    """The way up in which most of the page's letters can be read.

    `turn` is the page's own rotation, in quarters clockwise; it decides on a page without text.
    """
    quarters: Counter[int] = Counter()
    for word in words:
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
