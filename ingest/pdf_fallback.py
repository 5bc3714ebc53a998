"""PDF files that PDFium cannot open, read by pypdf: text without places, better than nothing."""

import logging
from pathlib import Path

from corpus.errors import LockedPaper
from corpus.papers import Bookmark, Line, Page
from ingest.plain import spaced


class PypdfFile:
    """A PDF opened by pypdf, which mends more damage than PDFium; text comes a line at a time."""

    def __init__(self, path: Path) -> None:
        from pypdf import Configuration, PdfReader

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        Configuration.jbig2dec_binary = None  # an external program, if there is one on the PATH
        self._reader = PdfReader(path)
        if self._reader.is_encrypted and not self._reader.decrypt(""):
            raise LockedPaper(path.name)
        self.pages = len(self._reader.pages)
        self.title = ""
        self.bookmarks: tuple[Bookmark, ...] = ()

    def page(self, number: int) -> Page:
        """The page's lines in the order that they were written."""
        text = self._reader.pages[number - 1].extract_text()
        lines = tuple(Line(plain) for line in text.splitlines() if (plain := spaced(line)))
        return Page(number, lines)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()
