"""Printed lines joined into paragraphs, over page breaks too; tables passed through."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.papers import Line, Page, PageStart, Table
from ingest.broken_headings import mended
from ingest.lines import all_capitals, heading_like, long_line, mark
from ingest.vocabulary import join_words, lines_of, texts_of, vocabulary
from ingest.wrapped_labels import with_whole_labels

SAME_PARAGRAPH_GAP = 1.75
"""Lines this many type sizes apart, top to top, may be one paragraph; leading is 1.15 to 1.5."""

UNFINISHED_GAP = 2.3
"""And lines this far apart, where a sentence plainly goes on; double spacing is 2.0 to 2.2."""

OPENING_GAP = 1.07
"""A step down this many times the paper's usual one, after a sentence's end, opens a paragraph."""

STEPS_KNOWN = 5
"""The usual step is known from as many lines that begin in the midst of a sentence."""

SHORT_LINE = 0.72
"""A line shorter than this share of its page's or its column's long lines ended its paragraph
with a sentence."""

CUT_CELL_WORDS = 10
"""A cell with fewer words is a label or a figure, and no sentence to go on with."""

LONG_HEADING = 0.55
"""A heading goes on below only when it takes up this share of a long line: bold type is wide."""

HEADING_TAIL = 4
"""Words that a long heading may have on its last line."""

_SAYS_MORE = re.compile(r":|^\d+\.\d")
_ENDED = re.compile(r"[.:;?!]['\"”’)]*$")
_OPENS = re.compile(
    r"^(?:[A-Z][a-z’']+(?:\s+[A-Za-z’']+){0,2}:\s|(?:Table|Figure|Chart|Graph|Map)\s+[A-Z]?\d)"
)
"""A line that begins with a label ("Present: …") or a caption begins a paragraph."""

_BROKEN_OFF = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|be|by|for|from|has|have|in|into|is|its|of|on|or|our|than|that|the"
    r"|their|this|to|was|were|which|will|with))$"
)


_LISTED_PAGES = re.compile(
    r"^(\d{1,2}[.)]?\s.*\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|–))\s+"
    r"(\d{1,3}\s?[-–]\s?\d{1,3})$"
)
"""An agenda's item whose title goes on below, with its pages at the first line's end."""


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


def page_of(piece: Piece) -> int:
    """The page that a piece begins on."""
    return piece.page if isinstance(piece, PlacedTable) else piece.first_page


@dataclass(frozen=True, slots=True)
class _Layout:
    """What tells whether a line of a page goes on with the one before it."""

    page: int
    long_line: float
    """Characters."""

    step: float
    """From a line's top to the next one's, in type sizes; 0 when not known."""


def join_lines(pages: Sequence[Page]) -> list[Piece]:
    """The pages' blocks in order, their lines joined into paragraphs."""
    words, prose = vocabulary(texts_of(pages)), vocabulary(lines_of(pages))
    step = _usual_step(pages)
    pieces: list[Piece] = []
    previous: Line | None = None
    for page in pages:
        layout = _Layout(page.number, _long_line(page), step)
        for block in page.blocks:
            if isinstance(block, Table):
                if any(cell for row in block.rows for cell in row):
                    table = with_whole_labels(mended(block, words, prose))
                    pieces.append(PlacedTable(table, page.number, page.label))
                previous = None
                continue
            last = pieces[-1] if pieces else None
            if (
                previous is not None
                and isinstance(last, Paragraph)
                and _continues(last, previous, block, layout)
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
    return list(_rows_mended(pieces))


def _rows_mended(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, the words that a page break cut from a table's last row put back under it."""
    before: Piece | None = None
    for piece in pieces:
        if isinstance(before, PlacedTable) and isinstance(piece, Paragraph):
            row = _cut_off(before, piece)
            if row:
                piece = PlacedTable(Table((row,)), piece.first_page, piece.label)
        yield piece
        before = piece


def _cut_off(placed: PlacedTable, paragraph: Paragraph) -> tuple[str, ...] | None:
    """The paragraph as a row under the last cell of a table on the page before, when that cell
    stops in the midst of a sentence."""
    last = placed.table.rows[-1]
    column = max((n for n, cell in enumerate(last) if cell.strip()), default=0)
    cell = last[column].strip()
    if (
        paragraph.first_page != placed.page + 1
        or not column
        or len(cell.split()) < CUT_CELL_WORDS
        or _ENDED.search(cell)
        or not paragraph.text[:1].islower()
        or mark(paragraph.text).kind != "none"
    ):
        return None
    return tuple(paragraph.text if n == column else "" for n in range(len(last)))


def _continues(paragraph: Paragraph, previous: Line, line: Line, layout: _Layout) -> bool:
    """Whether a line goes on with the paragraph that the line before it belongs to."""
    broken_off = bool(_BROKEN_OFF.search(paragraph.text))
    kind = mark(line.text).kind
    named = kind in ("appendix", "field") and broken_off  # "… as set out in" "Appendix 2."
    if line.heading or previous.heading or (kind != "none" and not named):
        return False
    if _OPENS.match(line.text) and not broken_off:
        return False
    unfinished = not _ENDED.search(paragraph.text)
    lower = line.text[:1].islower() or line.text[:1] in "(£&"
    next_column = bool(previous.room and line.room) and line.top < previous.top
    if layout.page != paragraph.last_page or next_column or previous.whole or line.whole:
        goes_on = lower or (broken_off and not line.whole)
        return unfinished and goes_on and not paragraph.bold and len(paragraph.text.split()) > 3
    if line.bold != previous.bold:
        if _is_minute_heading(paragraph):
            return False
        return unfinished and not heading_like(paragraph.text) and not heading_like(line.text)
    size = max(line.size, previous.size)
    ended_short = len(previous.text) < SHORT_LINE * (previous.room or layout.long_line)
    if size:
        if abs(line.size - previous.size) > 1:
            return False
        gap = line.top - previous.top
        plainly = unfinished and (lower or broken_off or not ended_short)
        if gap > (UNFINISHED_GAP if plainly else SAME_PARAGRAPH_GAP) * size or gap < -size:
            return False
        if layout.step and gap > OPENING_GAP * layout.step * size and not plainly:
            return False
    elif line.left and not previous.left:
        return False
    if unfinished and (
        broken_off
        or _heading_goes_on(previous, line, layout)
        or _minute_heading_goes_on(paragraph, previous, line)
    ):
        return True
    return not (
        ended_short and (not unfinished or line.text[:1].isupper() or line.text[:1].isdigit())
    )


def _heading_goes_on(previous: Line, line: Line, layout: _Layout) -> bool:
    """Whether a line is the end of a long heading, as "1972" is under "… GOVERNMENT ACT"."""
    return (
        previous.bold
        and line.bold
        and len(previous.text) >= LONG_HEADING * (previous.room or layout.long_line)
        and len(line.text.split()) <= HEADING_TAIL
        and not _SAYS_MORE.search(line.text)
        and line.top - previous.top <= 1.5 * line.size
    )


def _minute_heading_goes_on(paragraph: Paragraph, previous: Line, line: Line) -> bool:
    """Whether a line in capitals goes on with a minute's heading: an application and its site."""
    return (
        _is_minute_heading(paragraph)
        and previous.bold
        and line.bold
        and all_capitals(line.text)
        and line.top - previous.top <= 1.5 * line.size
    )


def _is_minute_heading(paragraph: Paragraph) -> bool:
    found = mark(paragraph.text)
    return found.kind == "minute" and all_capitals(found.rest)


def _usual_step(pages: Sequence[Page]) -> float:
    """From a line's top to the next one's inside a paragraph, in type sizes; 0 when not known.

    Nearly the widest of the steps to lines that begin in the midst of a sentence, so that uneven
    spacing opens no paragraphs.
    """
    steps: list[float] = []
    for page in pages:
        for above, line in pairwise(page.blocks):
            if not isinstance(above, Line) or not isinstance(line, Line):
                continue
            if line.size and abs(line.size - above.size) < 0.5 and line.text[:1].islower():
                step = (line.top - above.top) / line.size
                if 0.9 < step < UNFINISHED_GAP and not _ENDED.search(above.text):
                    steps.append(step)
    return sorted(steps)[int(len(steps) * 0.9)] if len(steps) >= STEPS_KNOWN else 0.0


def _joined(paragraph: Paragraph, line: Line, page: Page, words: Counter[str]) -> Paragraph:
    above, pages = paragraph.text, ""
    if listed := _LISTED_PAGES.match(above):
        above, pages = listed[1], f" {listed[2]}"
    text = join_words(above, f"{line.text}{pages}", words)
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


def _long_line(page: Page) -> float:
    return long_line([block.text for block in page.blocks if isinstance(block, Line)])
