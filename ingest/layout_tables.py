"""Minutes and reports that are set as a table, their long cells read as the text that they are.

Many councils print minutes in a table: a number, what was said, who is to act. Read as rows,
pages of prose would be one row, without its paragraphs, lists and resolutions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.papers import PageStart
from ingest.lines import all_capitals, heading_like, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable

PARAGRAPHS = 3
"""A cell with fewer paragraphs is a row's commentary."""

CELL_WORDS = 70
"""A cell with fewer words can be read as a row."""

OTHER_WORDS = 12
"""The words of all the other cells of such a row; one that says more is a row of a table."""

SPOKEN_WORDS = 5

_SENTENCE = re.compile(r"\w[.:;](?:\s|$)")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})?[.)]?$")


def unrolled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the rows of tables that hold pages of text as paragraphs.

    In every other row what the reader kept apart in a cell is one text.
    """
    found: list[Piece] = []
    in_text = False
    for piece in pieces:
        if isinstance(piece, Paragraph):
            found.append(piece)
            in_text = False
            continue
        for part in _unrolled(piece, in_text):
            last = found[-1] if found else None
            if (
                in_text
                and isinstance(part, Paragraph)
                and isinstance(last, Paragraph)
                and part.first_page > last.last_page
                and part.text[:1].islower()
            ):
                found[-1] = _gone_on(last, part)
            else:
                found.append(part)
            in_text = isinstance(part, Paragraph)
    return found


def _gone_on(first: Paragraph, second: Paragraph) -> Paragraph:
    turn = PageStart(len(first.text) + 1, second.first_page, second.label)
    return replace(
        first,
        text=f"{first.text} {second.text}",
        last_page=second.last_page,
        turns=(*first.turns, turn),
    )


def _unrolled(placed: PlacedTable, in_text: bool) -> Iterator[Piece]:
    kept: list[tuple[str, ...]] = []
    minutes = in_text or any(_text_of(row, False, False) for row in placed.table.rows)
    for n, row in enumerate(placed.table.rows):
        text = _text_of(row, in_text, minutes)
        in_text = text is not None
        if text is None:
            kept.append(tuple(" ".join(cell.split()) for cell in row))
            continue
        if kept:
            yield _part(placed, kept, n - len(kept))
            kept = []
        for line, bold in text:
            yield Paragraph(line, placed.page, placed.page, placed.label, bold=bold)
    if kept:
        yield _part(placed, kept, len(placed.table.rows) - len(kept))


def _part(placed: PlacedTable, rows: Sequence[tuple[str, ...]], first: int) -> PlacedTable:
    heads = max(0, placed.table.header_rows - first)
    return replace(placed, table=replace(placed.table, rows=tuple(rows), header_rows=heads))


def _text_of(row: Sequence[str], in_text: bool, minutes: bool) -> list[tuple[str, bool]] | None:
    """The row's paragraphs, and whether each is a heading; None for a row that is one.

    A row with a name is one. One behind text that has a single cell goes on with it; where other
    rows hold text, so does one with a number and few words.
    """
    filled = [cell for cell in row if cell.strip()]
    if not filled:
        return None
    longest = max(filled, key=len)
    lines = [line.strip() for line in longest.split("\n") if line.strip()]
    others = [cell for cell in filled if cell is not longest]
    minute = _minute(filled)
    if minute:
        return [(minute, True), *((line, False) for line in lines)]
    goes_on = in_text and len(filled) == 1 and not row[0].strip()
    first = filled[0].strip()
    if filled[0] is not longest and not _NUMBER.match(first):
        return None
    numbered = minutes and len(filled) > 1 and bool(_NUMBER.match(first))
    prose = len(lines) >= PARAGRAPHS and len(longest.split()) >= CELL_WORDS
    prose = prose and len(_SENTENCE.findall(longest)) >= PARAGRAPHS
    if not (goes_on or numbered or prose):
        return None
    if sum(len(cell.split()) for cell in others) > OTHER_WORDS:
        return None
    before = [cell for cell in others if cell is filled[0]]
    after = [cell for cell in others if cell is not filled[0]]
    opening = " ".join(" ".join(cell.split()) for cell in [*before, lines[0]])
    titled = heading_like(lines[0]) and bool(before)
    text = [(opening, titled), *((line, False) for line in lines[1:])]
    for cell in after:  # who is to act stands beside what was said
        text[-1] = (f"{text[-1][0]} | {' '.join(cell.split())}", text[-1][1])
    return text


def _minute(filled: Sequence[str]) -> str:
    """A minute's number and title, where they stand beside what was said; else ""."""
    if len(filled) != 2 or len(filled[1].split()) < SPOKEN_WORDS:
        return ""
    title = " ".join(filled[0].split())
    found = mark(title)
    return title if found.kind == "minute" and all_capitals(found.rest) else ""
