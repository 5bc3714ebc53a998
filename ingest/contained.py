"""The child's side of reading: `python -m ingest.contained KIND PATH FIRST STEP`.

Writes what the file says about itself, then every STEP-th page from index FIRST (from 0), each
as one line of JSON on standard output. Sets its own limits before it opens anything.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from corpus.errors import UnreadablePaper
from corpus.papers import Bookmark, Document, Page
from ingest.wire import error_line, facts_line, page_line

MEMORY_BYTES = 950_000_000
"""Address space, so that a reader stays under 1 GB; the hungriest of 2,360 odd PDFs took 115 MB."""

PROCESSOR_SECONDS = 600

PAGE_BYTES = 1_000_000
"""A PDF page with more text than this is drawn to exhaust a reader; a dense one has 20,000."""


class _Opened(Protocol):
    pages: int
    title: str
    bookmarks: tuple[Bookmark, ...]

    def page(self, number: int) -> Page: ...


class _ReadAlready:
    """A file of a kind that is read in one go, as if its pages were read one at a time."""

    def __init__(self, document: Document) -> None:
        self.pages = len(document.pages)
        self.title, self.bookmarks = document.title, document.bookmarks
        self._pages = document.pages

    def page(self, number: int) -> Page:
        return self._pages[number - 1]


def main(arguments: list[str], out: BinaryIO) -> int:
    """Read and write; 0 when every page was tried."""
    kind, path, first, step = arguments[0], Path(arguments[1]), int(arguments[2]), int(arguments[3])
    limit_this_process()
    try:
        opened = _open(kind, path)
    except UnreadablePaper as error:
        out.write(error_line(error))
        return 0
    except (Exception, RecursionError) as error:  # parsers raise whatever they happen to
        out.write(error_line(_unreadable(path, error)))
        return 0
    out.write(facts_line(opened.pages, opened.title, opened.bookmarks))
    out.flush()
    for index in range(first, opened.pages, step):
        line = page_line(index, _page(opened, index + 1))
        if kind == "pdf" and len(line) > PAGE_BYTES:
            reason = f"Page {index + 1} holds more text than a page can and was left out."
            line = page_line(index, Page(index + 1, (), skipped=reason))
        out.write(line)
        out.flush()
    return 0


def limit_this_process() -> None:
    """Memory, processor time, files and core dumps; where the platform has no such limits the
    parent's times are the only ones."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        with suppress(ValueError, OSError):  # a lower limit is set already
            resource.setrlimit(kind, (amount, amount))


def _open(kind: str, path: Path) -> _Opened:
    if kind == "pdf":
        from ingest.pdf import open_pdf

        return open_pdf(path)
    if kind == "docx":
        from ingest.docx import read_docx

        return _ReadAlready(read_docx(path))
    from ingest.text import read_text

    return _ReadAlready(read_text(path))


def _page(opened: _Opened, number: int) -> Page:
    from ingest.pdf import page_or_reason

    return page_or_reason(opened, number)


def _unreadable(path: Path, error: BaseException) -> UnreadablePaper:
    what = str(error).strip().rstrip(".")[:120] or type(error).__name__
    return UnreadablePaper(
        f"{path.name} is broken and could not be opened ({what}). "
        "Fetch or save it again, and check that it opens in its own program."
    )


if __name__ == "__main__":
    code = main(sys.argv[1:], sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(code)  # PDFium's tidying up has been seen to crash after the work was done
