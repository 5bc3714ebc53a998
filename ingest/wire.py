"""Pages as lines of JSON, between the process that reads a file and the one that asked."""

import json
from typing import Any

from corpus.errors import LockedPaper, ScannedPaper, UnknownFormat, UnreadablePaper
from corpus.papers import Block, Bookmark, Line, Page, Table

_KINDS: dict[str, type[UnreadablePaper]] = {
    kind.__name__: kind for kind in (LockedPaper, ScannedPaper, UnknownFormat)
}


def facts_line(pages: int, title: str, bookmarks: tuple[Bookmark, ...]) -> bytes:
    """What the child says first: how many pages there are, and the file's own properties."""
    marks = [[mark.title, mark.page, mark.level] for mark in bookmarks]
    return _line({"pages": pages, "title": title, "bookmarks": marks})


def page_line(index: int, page: Page) -> bytes:
    """One page; `index` counts from 0 and is its place in the file, whatever its number."""
    blocks = [_block(block) for block in page.blocks]
    fields = [page.number, blocks, page.label, page.skipped, page.hidden]
    return _line({"index": index, "page": fields})


def error_line(error: UnreadablePaper) -> bytes:
    """Why the file cannot be read at all."""
    return _line({"error": type(error).__name__, "message": str(error)})


def read_line(line: bytes) -> dict[str, Any]:
    """A line as a record whose "page" and "bookmarks" are nouns again.

    Raises ValueError for anything that the functions above did not write.
    """
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError("not a record")
    try:
        if "page" in record:
            number, blocks, label, skipped, hidden = record["page"]
            record["page"] = Page(
                int(number),
                tuple(map(_read_block, blocks)),
                str(label),
                str(skipped),
                str(hidden),
            )
            record["index"] = int(record["index"])
        if "bookmarks" in record:
            record["bookmarks"] = tuple(
                Bookmark(str(title), int(page), int(level))
                for title, page, level in record["bookmarks"]
            )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a page: {error}") from error
    return record


def error_of(record: dict[str, Any]) -> UnreadablePaper:
    """The error that a child reported, in its own class and words."""
    kind = _KINDS.get(str(record.get("error")), UnreadablePaper)
    error = kind.__new__(kind)
    Exception.__init__(error, str(record.get("message", "")))
    return error


def _block(block: Block) -> list[Any]:
    if isinstance(block, Table):
        return ["t", block.rows, block.ruled, block.header_rows, block.top]
    return [
        "l",
        block.text,
        block.size,
        block.bold,
        block.left,
        block.top,
        block.heading,
        block.whole,
        block.room,
    ]


def _read_block(fields: list[Any]) -> Block:
    if fields[0] == "t":
        _, rows, ruled, header_rows, top = fields
        cells = tuple(tuple(map(str, row)) for row in rows)
        return Table(cells, bool(ruled), int(header_rows), float(top))
    _, text, size, bold, left, top, heading, whole, room = fields
    return Line(
        str(text),
        float(size),
        bool(bold),
        float(left),
        float(top),
        int(heading),
        bool(whole),
        float(room),
    )


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
