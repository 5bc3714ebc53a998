"""A text or Markdown file to the same pages as every other reader gives.

Lines with tabs are table rows, printed footers ("Page 5 of 25") end pages, form
feeds too, and `<p>`, `<b>`, `**` and the like are marks and not text.
"""

import hashlib
import html
import re
from pathlib import Path

from corpus.errors import UnknownFormat, UnreadablePaper
from corpus.papers import Block, Document, Line, Page, Table
from ingest.plain import plain, unmarked

_BOLD = re.compile(r"^\s*(?:\*\*|<b>|<strong>)(.+?)(?:\*\*|</b>|</strong>)\s*:?\s*$", re.I)
_UNDERLINED = re.compile(r"__(?=\S)(.+?)(?<=\S)__")
_FOOTER = re.compile(r"^(.{0,80}?)\bPage\s+(\d{1,4})(?:\s+of\s+(\d{1,4}))?\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-+=_*]+$")
WRAPPED_BELOW = 100
"""Files whose longer lines all end before this many characters were wrapped by hand."""


def read_text(path: Path) -> Document:
    """Read a TXT or Markdown file; pages count from its printed footers.

    Raises UnknownFormat when it is not text, UnreadablePaper when it is empty.
    """
    data = path.read_bytes()
    text = _decode(data, path.name)
    if not text.strip():
        raise UnreadablePaper(f"{path.name} has no text in it. Check that it was saved whole.")
    pages = _pages(text)
    return Document(path.name, hashlib.sha256(data).hexdigest(), pages)


def _decode(data: bytes, name: str) -> str:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnknownFormat(name, "is not text, Word or PDF")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _pages(text: str) -> tuple[Page, ...]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f\n").split("\n")
    footers = _footers(lines)
    whole = not _hand_wrapped(lines)
    pages: list[Page] = []
    blocks: list[Block] = []
    rows: list[list[str]] = []
    feeds = "\f" in text

    def end_table() -> None:
        if rows:
            blocks.append(_table(rows))
            rows.clear()

    for index, raw in enumerate(lines):
        if raw == "\f":
            end_table()
            pages.append(Page(len(pages) + 1, tuple(blocks)))
            blocks = []
            continue
        if index in footers:
            end_table()
            label = footers[index]
            pages.append(Page(int(label), tuple(blocks), label))
            blocks = []
            continue
        cells = _cells(raw)
        if cells is not None:
            if cells:
                rows.append(cells)
            continue
        end_table()
        line = _line(raw, whole)
        if line:
            blocks.append(line)
    end_table()
    if blocks:
        if feeds:
            pages.append(Page(len(pages) + 1, tuple(blocks)))
        elif pages:
            number = pages[-1].number + 1
            pages.append(Page(number, tuple(blocks), str(number)))
        else:
            pages.append(Page(0, tuple(blocks)))
    return tuple(pages)


def _footers(lines: list[str]) -> dict[int, str]:
    """Where printed footers stand, with their numbers: only a run that counts upwards."""
    found: dict[int, str] = {}
    last = 0
    for index, raw in enumerate(lines):
        match = _FOOTER.match(raw.strip())
        if match and last < int(match[2]) <= last + 20:
            last = int(match[2])
            found[index] = match[2]
    return found if len(found) > 1 else {}


def _hand_wrapped(lines: list[str]) -> bool:
    prose = sorted(len(line) for line in lines if line.strip() and "\t" not in line)
    return bool(prose) and prose[int(len(prose) * 0.98)] < WRAPPED_BELOW


def _cells(raw: str) -> list[str] | None:
    """The cells of a table's line; an empty list for a rule between rows; None for prose."""
    if "\t" in raw:
        cells = [_inline(cell) for cell in raw.split("\t")]
        return cells if any(cells) and not all(_RULE.match(cell) for cell in cells if cell) else []
    if _PIPE_ROW.match(raw):
        if _RULE.match(raw):
            return []
        return [_inline(cell) for cell in raw.strip().strip("|").split("|")]
    return None


def _table(rows: list[list[str]]) -> Table:
    width = max(len(row) for row in rows)
    padded = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Table(padded, ruled=False)


def _line(raw: str, whole: bool) -> Line | None:
    heading = _HEADING.match(raw.strip())
    if heading:
        text = _inline(heading[2])
        return Line(text, bold=True, heading=len(heading[1]), whole=True) if text else None
    if _RULE.match(raw) or raw.strip().startswith("```"):
        return None
    bold = bool(_BOLD.match(raw))
    text = _inline(raw)
    indent = len(raw) - len(raw.lstrip())
    return Line(text, bold=bold, left=4.0 * indent, whole=whole) if text else None


def _inline(raw: str) -> str:
    text = _UNDERLINED.sub(r"\1", html.unescape(unmarked(raw)))
    return re.sub(r"\s+", " ", plain(text)).strip()
