"""Printed lines joined into paragraphs, over page breaks too; tables passed through."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.papers import Line, Page, PageStart, Table
from ingest.lines import heading_like, mark

SAME_PARAGRAPH_GAP = 1.75
"""Lines this many type sizes apart, top to top, may be one paragraph; leading is 1.15 to 1.5."""

SHORT_LINE = 0.72
"""A line shorter than this share of its page's long lines ended its paragraph with a sentence."""

_ENDED = re.compile(r"[.:;?!]['\"”’)]*$")
_OPENS = re.compile(
    r"^(?:[A-Z][a-z’']+(?:\s+[A-Za-z’']+){0,2}:\s|(?:Table|Figure|Chart|Graph|Map)\s+[A-Z]?\d)"
)
"""A line that begins with a label ("Present: …") or a caption begins a paragraph."""

_BROKEN_OFF = re.compile(
    r"(?:,|\b(?:a|an|and|at|by|for|from|in|of|on|or|our|that|the|their|to|with))$"
)
_BROKEN_WORD = re.compile(r"(\w{2,})-$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together, and the pages that they stand on."""

    text: str
    first_page: int
    last_page: int
    label: str = ""
    """The number printed on its first page."""

    bold: bool = False
    size: float = 0.0
    heading: int = 0
    left: float = 0.0
    turns: tuple[PageStart, ...] = ()
    """Where its words go over to another page."""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the page that it stands on."""

    table: Table
    page: int
    label: str = ""


Piece = Paragraph | PlacedTable


def join_lines(pages: Sequence[Page]) -> list[Piece]:
    """The pages' blocks in order, their lines joined into paragraphs."""
    words = _vocabulary(pages)
    pieces: list[Piece] = []
    previous: Line | None = None
    for page in pages:
        long_line = _long_line(page)
        for block in page.blocks:
            if isinstance(block, Table):
                if any(cell for row in block.rows for cell in row):
                    pieces.append(PlacedTable(block, page.number, page.label))
                previous = None
                continue
            last = pieces[-1] if pieces else None
            if (
                previous is not None
                and isinstance(last, Paragraph)
                and _continues(last, previous, block, page.number, long_line)
            ):
                pieces[-1] = _joined(last, block, page, words)
            else:
                pieces.append(
                    Paragraph(
                        block.text,
                        page.number,
                        page.number,
                        page.label,
                        block.bold,
                        block.size,
                        block.heading,
                        block.left,
                    )
                )
            previous = block
    return pieces


def _continues(
    paragraph: Paragraph, previous: Line, line: Line, page: int, long_line: float
) -> bool:
    """Whether a line goes on with the paragraph that the line before it belongs to."""
    if line.heading or previous.heading or mark(line.text).kind != "none":
        return False
    if _OPENS.match(line.text) and not _BROKEN_OFF.search(paragraph.text):
        return False
    unfinished = not _ENDED.search(paragraph.text)
    if page != paragraph.last_page or previous.whole or line.whole:
        lower = line.text[:1].islower() or line.text[:1] in "(£&"
        return unfinished and lower and not paragraph.bold and len(paragraph.text.split()) > 3
    if line.bold != previous.bold:
        return unfinished and not heading_like(paragraph.text) and not heading_like(line.text)
    size = max(line.size, previous.size)
    if size:
        if abs(line.size - previous.size) > 1:
            return False
        gap = line.top - previous.top
        if gap > SAME_PARAGRAPH_GAP * size or gap < -size:
            return False
    elif line.left and not previous.left:
        return False
    ended_short = len(previous.text) < SHORT_LINE * long_line
    return not (
        ended_short and (not unfinished or line.text[:1].isupper() or line.text[:1].isdigit())
    )


def _joined(paragraph: Paragraph, line: Line, page: Page, words: Counter[str]) -> Paragraph:
    text = join_words(paragraph.text, line.text, words)
    turns = paragraph.turns
    if page.number > paragraph.last_page:
        turns += (PageStart(len(text) - len(line.text), page.number, page.label),)
    return Paragraph(
        text,
        paragraph.first_page,
        max(page.number, paragraph.last_page),
        paragraph.label,
        paragraph.bold and line.bold,
        paragraph.size,
        paragraph.heading,
        paragraph.left,
        turns,
    )


def join_words(first: str, second: str, words: Counter[str]) -> str:
    """Two lines as one; a word broken by a hyphen is made whole if the document has it whole."""
    broken = _BROKEN_WORD.search(first)
    if broken and second[:1].islower():
        tail = re.match(r"\w+", second)
        if tail:
            whole = (broken[1] + tail[0]).lower()
            hyphened = f"{broken[1]}-{tail[0]}".lower()
            if words[whole] >= words[hyphened]:
                return first[:-1] + second
        return first + second
    return f"{first} {second}"


def _vocabulary(pages: Sequence[Page]) -> Counter[str]:
    return Counter(word for text in _texts(pages) for word in re.findall(r"[\w-]+", text.lower()))


def _texts(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line):
                yield block.text
            else:
                yield from (cell for row in block.rows for cell in row)


def _long_line(page: Page) -> float:
    lengths = sorted(len(block.text) for block in page.blocks if isinstance(block, Line))
    return float(lengths[int(len(lengths) * 0.85)]) if lengths else 0.0
