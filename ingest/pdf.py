"""PDF files to pages: PDFium reads, and pypdf opens what PDFium cannot."""

import hashlib
import logging
import re
from pathlib import Path
from typing import Any, Protocol

from corpus.errors import LockedPaper, ScannedPaper, UnreadablePaper
from corpus.papers import Bookmark, Document, Line, Page, Progress
from ingest.hidden import is_hidden, told
from ingest.pdf_bullets import with_bullets
from ingest.pdf_frame import Word, frame_of, upright
from ingest.pdf_open_tables import open_tables
from ingest.pdf_order import arrange
from ingest.pdf_rules import read_drawing
from ingest.pdf_tables import ruled_tables
from ingest.pdf_words import SLANTED, Drawn, drawn_words
from ingest.plain import spaced

MOST_PAGES = 2_000
"""The longest pack that we know of has under 900 pages; more is a mistake or an attack."""

A4 = (595.0, 842.0)
"""Points."""

MOST_BOOKMARKS = 5_000

SCAN_LETTERS = 20
"""Fewer letters than this a page, with a picture on it, is a scan: a page number, a stamp."""


class Pages(Protocol):
    """Pages that are read one at a time."""

    def page(self, number: int) -> Page:
        """A page, counting from 1."""
        ...


class OpenPdf(Pages, Protocol):
    """A PDF being read: what it says about itself, and its pages."""

    pages: int
    title: str
    bookmarks: tuple[Bookmark, ...]

    def close(self) -> None:
        """Let go of the file."""
        ...


def read_pdf(path: Path, *, progress: Progress | None = None) -> Document:
    """The whole file in this process; a page that fails is an empty one that says so.

    Raises LockedPaper, ScannedPaper, or UnreadablePaper for a broken, empty or overlong file.
    For files from outside use `ingest.read.read_document`, which reads in a child process.
    """
    opened = open_pdf(path)
    try:
        pages = []
        for number in range(1, opened.pages + 1):
            pages.append(page_or_reason(opened, number))
            if progress:
                progress(f"reading {path.name}", number, opened.pages)
    finally:
        opened.close()
    document = Document(
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=tuple(pages),
        bookmarks=opened.bookmarks,
        title=opened.title,
    )
    refuse_unreadable(document)
    return document


def open_pdf(path: Path) -> OpenPdf:
    """The file opened by PDFium, or by pypdf where PDFium cannot.

    Raises LockedPaper when it needs a password, UnreadablePaper when it has no pages, more than
    MOST_PAGES, or is too broken to open.
    """
    from ingest.pdf_fallback import PypdfFile

    opened: OpenPdf
    try:
        opened = PdfiumFile(path)
    except LockedPaper:
        raise
    except Exception as first:
        try:
            opened = PypdfFile(path)
        except LockedPaper:
            raise
        except Exception as second:
            raise UnreadablePaper(
                f"{path.name} is broken and could not be opened ({_brief(second or first)}). "
                "Fetch or save it again, and check that it opens in a PDF viewer."
            ) from second
    if not opened.pages:
        opened.close()
        raise UnreadablePaper(
            f"{path.name} is a PDF without pages. Fetch or save it again and add the new file."
        )
    if opened.pages > MOST_PAGES:
        pages = opened.pages
        opened.close()
        raise UnreadablePaper(
            f"{path.name} has {pages:,} pages, more than the {MOST_PAGES:,} that are read. "
            "Split it and add the parts."
        )
    return opened


def page_or_reason(opened: Pages, number: int) -> Page:
    """The page, or an empty one that says why it could not be read."""
    try:
        return opened.page(number)
    except Exception as error:  # a broken page raises whatever its library happens to
        return Page(number, (), skipped=f"Page {number} could not be read ({_brief(error)}).")


def refuse_unreadable(document: Document) -> None:
    """Raises ScannedPaper for pages of pictures with next to no text, UnreadablePaper for no page
    that could be read."""
    pages = document.pages
    scanned = sum(1 for page in pages if page.skipped.endswith(SCANNED))
    failed = [page for page in pages if page.skipped and not page.skipped.endswith(SCANNED)]
    if len(failed) == len(pages):
        raise UnreadablePaper(
            f"{document.name} has no page that could be read. {pages[0].skipped} "
            "Fetch or save it again, and check that it opens in a PDF viewer."
        )
    texts = [
        block.text if isinstance(block, Line) else " ".join(" ".join(row) for row in block.rows)
        for page in pages
        for block in page.blocks
    ]
    letters = sum(map(len, texts))
    if not letters or (scanned * 2 > len(pages) and letters < SCAN_LETTERS * len(pages)):
        words = sum(len(text.split()) for text in texts)
        raise ScannedPaper(document.name, pages=len(pages), words=words)


SCANNED = "is a picture without text, most likely a scan."


class PdfiumFile:
    """A PDF opened by PDFium."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        try:
            self._file = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise LockedPaper(path.name) from error
            raise
        self.pages = len(self._file)
        self.title = spaced(self._file.get_metadata_value("Title"))[:300]
        self.bookmarks = _bookmarks(self._file)

    def page(self, number: int) -> Page:
        """Lines and tables in reading order, without what cannot be seen."""
        page = self._file[number - 1]
        try:
            drawn, box, turn = _drawn(page)
            frame = frame_of(drawn, box, turn)
            drawing = read_drawing(page.raw, frame.turned)
        finally:
            page.close()
        hidden = 0
        words: list[Word] = []
        sideways: dict[int, list[Word]] = {}
        aslant: list[str] = []
        for item in drawn:
            straight = item.quarter in (frame.quarter, SLANTED)
            own = frame if straight else frame_of([item], box, 0)
            word = upright(item, own)
            if is_hidden(word, item.ink, drawing, (0.0, 0.0, own.width, own.height)):
                hidden += 1
            elif item.quarter == SLANTED:
                aslant.append(word.text)
            elif word.text and own is frame:
                words.append(word)
            elif word.text:
                sideways.setdefault(item.quarter, []).append(word)
        words = with_bullets(words, drawing.dots)
        opened, left = open_tables(drawing, words)
        ruled, boxes, free = ruled_tables(drawing, left)
        blocks = arrange(free, [*opened, *ruled], boxes)
        for turned in sideways.values():
            blocks += arrange(turned, [])
        if watermark := spaced(" ".join(aslant)):
            blocks.append(Line(watermark))
        skipped = ""
        if sum(len(word.text) for word in words) < SCAN_LETTERS and drawing.pictures:
            skipped = f"Page {number} {SCANNED}"
        return Page(number, tuple(blocks), self._label(number), skipped, told(hidden))

    def _label(self, number: int) -> str:
        label = spaced(self._file.get_page_label(number - 1) or "")
        return "" if label == str(number) else label[:20]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _drawn(page: Any) -> tuple[list[Drawn], tuple[float, float, float, float], int]:
    import pypdfium2.raw as pdfium

    textpage = pdfium.FPDFText_LoadPage(page.raw)
    if not textpage:
        raise ValueError("its text could not be loaded")
    try:
        drawn = drawn_words(page.raw, textpage)
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, rect)
    box = (rect.left, rect.bottom, rect.right, rect.top)
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        box = (0.0, 0.0, *A4)  # a page without a size is shown on a sheet of its viewer's choosing
    return drawn, box, pdfium.FPDFPage_GetRotation(page.raw)


def _bookmarks(file: Any) -> tuple[Bookmark, ...]:
    """The outline's entries that lead to a page of this file."""
    found = []
    try:
        for entry in file.get_toc(max_depth=10):
            target = entry.get_dest()
            index = target.get_index() if target else None
            title = spaced(entry.get_title())[:500]
            if index is not None and 0 <= index < len(file) and title:
                found.append(Bookmark(title, index + 1, entry.level + 1))
            if len(found) >= MOST_BOOKMARKS:
                break
    except Exception as error:  # an outline is a help, never a reason to refuse a paper
        logging.getLogger(__name__).info("the outline could not be read: %s", error)
    return tuple(found)


def _brief(error: BaseException) -> str:
    """The first words of a library's message, without paths."""
    words = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
    return (words or type(error).__name__)[:120]
