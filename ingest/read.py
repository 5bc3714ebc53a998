"""Any file to pages: which reader it needs, by what is in it and not by its name."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.errors import LockedPaper, UnknownFormat, UnreadablePaper
from corpus.papers import Document, Progress
from ingest.isolate import read_contained

MOST_BYTES = 300_000_000
"""The largest pack that we know of has 90 MB."""

HEAD = 1_024
"""A PDF's own mark may stand anywhere in its first bytes; viewers look this far."""

_SIGNATURES = (
    (b"\x89PNG", "is a picture (PNG)"),
    (b"\xff\xd8\xff", "is a picture (JPEG)"),
    (b"GIF8", "is a picture (GIF)"),
    (b"II*\x00", "is a picture (TIFF)"),
    (b"MM\x00*", "is a picture (TIFF)"),
    (b"{\\rtf", "is a rich text file (RTF)"),
    (b"\x1f\x8b", "is a compressed file (gzip)"),
    (b"7z\xbc\xaf", "is a compressed archive (7z)"),
    (b"Rar!", "is a compressed archive (RAR)"),
    (b"\x7fELF", "is a program"),
    (b"MZ", "is a program"),
)


def read_document(
    path: Path,
    *,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Document:
    """The file's pages, read in a contained process.

    A page that could not be read is there, empty, and says why; so are the pages that were left
    when `should_stop` turned true, so ask it again before using the result. Raises UnknownFormat,
    LockedPaper, ScannedPaper, or UnreadablePaper for a file that is missing, broken or too large.
    """
    kind = kind_of(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = read_contained(path, kind, progress=progress, should_stop=should_stop)
    document = Document(path.name, digest, found.pages, found.bookmarks, found.title)
    if kind == "pdf" and not (should_stop and should_stop()):
        from ingest.pdf import refuse_unreadable

        refuse_unreadable(document)
    return document


def kind_of(path: Path) -> str:
    """pdf, docx or text, by what is in the file.

    Raises UnknownFormat for anything else and says what it is; LockedPaper for a Word file with
    a password; UnreadablePaper for what is no file, and for one over MOST_BYTES.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "could not be found"
        raise UnreadablePaper(f"{path.name} {what}. Check the name and the place.")
    refuse_large(path)
    with path.open("rb") as file:
        head = file.read(65_536)
    if not head.strip(b"\x00\t\r\n "):
        raise UnknownFormat(path.name, "is empty" if not head else "holds nothing but blanks")
    if b"%PDF-" in head[:HEAD]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in head:
            raise LockedPaper(path.name)
        raise UnknownFormat(path.name, "is an old Office file (.doc, .xls or .ppt)")
    for mark, what in _SIGNATURES:
        if head.startswith(mark):
            raise UnknownFormat(path.name, what)
    return _kind_of_text(path, head)


def refuse_large(path: Path) -> None:
    """Raises UnreadablePaper for a file over MOST_BYTES, before anything of it is read."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise UnreadablePaper(
            f"{path.name} has {size // 1_000_000} MB, more than the {MOST_BYTES // 1_000_000} MB "
            "that are read. Split it and add the parts."
        )


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadablePaper(
            f"{path.name} is a broken Word or zip file. Fetch or save it again."
        ) from error
    if "word/document.xml" in names:
        return "docx"
    for mark, what in (
        ("xl/workbook.xml", "is an Excel workbook"),
        ("ppt/presentation.xml", "is a PowerPoint presentation"),
        ("content.xml", "is an OpenDocument file"),
    ):
        if mark in names:
            raise UnknownFormat(path.name, what)
    raise UnknownFormat(path.name, "is a zip archive")


def _kind_of_text(path: Path, head: bytes) -> str:
    start = head[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnknownFormat(path.name, "is a web page")
    suffix = path.suffix.lower()
    if not _is_text(head):
        what = "is of a kind that we do not know"
        if suffix in (".pdf", ".docx"):
            what = f"is called {suffix} but does not begin as such a file does"
        raise UnknownFormat(path.name, what)
    if suffix in (".pdf", ".docx"):
        raise UnknownFormat(path.name, f"is called {suffix} but what it holds is plain text")
    return "text"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    unusual = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or 27 < byte < 32)
    return b"\x00" not in head and unusual * 100 <= len(head)
