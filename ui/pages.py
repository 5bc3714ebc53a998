"""A PDF's page as a picture, with the quoted words marked on it; PDFium's home in ui."""

import functools
import itertools
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from ui.finding import find
from ui.letters import Box, Letters
from ui.painting import paint

log = logging.getLogger(__name__)

PDFIUM = threading.Lock()
"""PDFium is not thread-safe: every call into it happens under this lock."""

LARGEST_PICTURE = 6_000_000
"""Pixels. An A0 drawing asked for at full width stays under 20 MB of memory."""

MOST_CHARS = 50_000
"""Characters of one page that are looked at; a dense A4 page has 6,000."""

GRID = 10_000
"""PageToDevice answers in whole units of this many across the page; finer than any screen."""

WORD_GAP = 0.06
"""Of the page's width: words further apart are marked apart, like two cells of a row."""

LONGEST = 8.0
"""Seconds that one page may take to draw. Ordinary pages take 0.05; a guess for drawings."""

AIR = 0.035
"""Of the page's height: what a close-up shows above and below the marks."""

LARGEST_CLOSE_UP = 0.5
"""Of the page's height: marks taller than this are shown on the whole page only."""


class TooMuchToDraw(Exception):
    """A page that cannot be drawn in the time there is."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand on a page."""

    boxes: tuple[Box, ...]
    """One a line of text; none when the words are not there."""

    share: float
    """Of the letters looked for, how many were found: 0 to 1."""


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()


@functools.lru_cache(maxsize=256)
def count_pages(path: Path) -> int:
    """How many pages the PDF has; 0 for a file that is not a PDF or cannot be opened."""
    import pypdfium2

    if path.suffix.lower() != ".pdf" and not _starts_as_pdf(path):
        return 0
    try:
        with _opened(path) as document:
            return len(document)
    except (pypdfium2.PdfiumError, OSError):
        return 0


def _starts_as_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def find_words(path: Path, number: int, quote: str, passage: str = "") -> Found:
    """Where the quote stands on page `number` (from 1), or nothing if it is not there.

    `passage` is the text round the quote: it decides between two places with the same words.
    On a page that cannot be read nothing is found.
    """
    import pypdfium2

    try:
        letters = _letters(path, number)
    except (pypdfium2.PdfiumError, ValueError, OSError):
        log.warning("Page %d of %s could not be searched", number, path.name, exc_info=True)
        return Found((), 0.0)
    match = find(quote, letters, passage)
    lines: list[Box] = []
    for run in match.runs:
        lines += _by_line([letters.boxes[index] for index in run])
    return Found(tuple(lines), match.share)


@functools.lru_cache(maxsize=64)
def _letters(path: Path, number: int) -> Letters:
    """The page's letters with their places, in the order that PDFium gives them."""
    import pypdfium2.raw as pdfium

    with _opened(path) as document:
        if not 1 <= number <= len(document):
            return Letters.of([], [])
        page = document[number - 1]
        across, down = page.get_size()
        text = page.get_textpage()
        count = min(text.count_chars(), MOST_CHARS)
        chars = [chr(pdfium.FPDFText_GetUnicode(text.raw, index)) for index in range(count)]
        boxes = [_shown(page, text.get_charbox(index)) for index in range(count)]
        text.close()
        page.close()
    return Letters.of(chars, boxes, across / max(down, 1.0))


def _shown(page: Any, box: tuple[float, float, float, float]) -> Box:
    """A box in the page's own points, where it lands on the page as shown (rotated, cropped)."""
    import ctypes

    import pypdfium2.raw as pdfium

    left, bottom, right, top = box
    corners = []
    for x, y in ((left, bottom), (right, top)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page.raw, 0, 0, GRID, GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        corners.append((across.value / GRID, down.value / GRID))
    (x1, y1), (x2, y2) = corners
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _by_line(boxes: list[Box]) -> list[Box]:
    """Characters' boxes joined to one box a line of text, so that a mark is a bar."""
    solid = [box for box in boxes if box.right > box.left and box.bottom > box.top]
    turned = _runs_down(solid)
    lines: list[Box] = []
    for box in map(_turn, solid) if turned else solid:
        if lines and _goes_on(lines[-1], box):
            lines[-1] = lines[-1].around(box)
        else:
            lines.append(box)
    return [_turn(line) for line in lines] if turned else lines


def _goes_on(line: Box, box: Box) -> bool:
    near = box.left - line.right < WORD_GAP and line.left - box.right < WORD_GAP
    return near and line.level_with(box)


def _runs_down(boxes: list[Box]) -> bool:
    """Whether the text runs up or down the page as shown: mostly, the next letter is not beside."""
    steps = [
        abs(after.top - before.top) > abs(after.left - before.left)
        for before, after in itertools.pairwise(boxes)
    ]
    return sum(steps) * 2 > len(steps)


def _turn(box: Box) -> Box:
    """Across and down exchanged."""
    return Box(box.top, box.left, box.bottom, box.right)


def close_up(boxes: tuple[Box, ...]) -> Box | None:
    """The part of a page worth showing larger: the marks and a little round them.

    None when nothing is marked, or when the marks fill so much that the page itself serves.
    """
    if not boxes:
        return None
    marks = functools.reduce(Box.around, boxes)
    if marks.height > LARGEST_CLOSE_UP:
        return None
    middle = (marks.left + marks.right) / 2
    half = min(0.5, max(0.25, (marks.right - marks.left) / 2 + 0.03))
    left = min(max(0.0, middle - half), 1 - 2 * half)
    return Box(left, max(0.0, marks.top - AIR), left + 2 * half, min(1.0, marks.bottom + AIR))


def draw_page(
    path: Path,
    number: int,
    boxes: tuple[Box, ...] = (),
    width: int = 1000,
    part: Box | None = None,
    *,
    longest: float = LONGEST,
) -> bytes:
    """Page `number` (from 1), or a part of it, as a PNG `width` pixels wide, the boxes marked.

    Raises IndexError when there is no such page, TooMuchToDraw when it takes longer than
    `longest` seconds.
    """
    with _opened(path) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        across, down = page.get_size()
        scale = width / max(across, 1.0) / (part.right - part.left if part else 1.0)
        if across * down * scale * scale > LARGEST_PICTURE:
            scale = (LARGEST_PICTURE / (across * down)) ** 0.5
        try:
            picture = _rendered(
                page, max(1, round(across * scale)), max(1, round(down * scale)), longest
            )
        finally:
            page.close()
    return paint(picture, boxes, part)


def _rendered(page: Any, wide: int, high: int, longest: float) -> Any:
    """The page as a Pillow image; raises TooMuchToDraw when it takes more seconds than `longest`.

    PDFium asks between the things that it draws whether to go on, so that one drawing of a
    million lines does not hold up everybody's pages.
    """
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    late = monotonic() + longest
    asked = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(pdfium.IFSDK_PAUSE))
    pause = pdfium.IFSDK_PAUSE(version=1, user=None)
    pause.NeedToPauseNow = asked(lambda _: int(monotonic() > late))
    sheet = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_BGR)
    sheet.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
    state = pdfium.FPDF_RenderPageBitmap_Start(
        sheet.raw, page.raw, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT, ctypes.byref(pause)
    )
    pdfium.FPDF_RenderPage_Close(page.raw)
    if state == pdfium.FPDF_RENDER_TOBECONTINUED:
        raise TooMuchToDraw(f"a page took longer than {longest} seconds to draw")
    return sheet.to_pil().convert("RGB")
