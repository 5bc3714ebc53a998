"""Tables that stand behind each other: where a run of them ends, and what stands over it.

A table can also be no table: a minute's number and title set as one row.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.sentences import sentences
from ingest.headings import PLAIN_HEADING_WORDS
from ingest.lines import all_capitals, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable
from ingest.table_headings import header_rows, is_figure
from ingest.tables import LogicalTable

LEAD_IN_WORDS = 30
"""A line of up to so many words without a full stop, right over a table, says what it shows; so
does one as short as a heading that has a full stop."""

_OF_A_TABLE = re.compile(
    r"\b(?:(?:following|below) (?:table|schedule|list|figures)"
    r"|table (?:below|overleaf|that follows)"
    r"|(?:shown|given|listed|outlined|detailed|presented|set out|summarised) below|as follows)\b",
    re.I,
)


def table_run(pieces: Sequence[Piece], start: int) -> list[PlacedTable]:
    """The tables from one piece on that have nothing between them, but for a minute's heading."""
    run: list[PlacedTable] = []
    for piece in pieces[start:]:
        if not isinstance(piece, PlacedTable) or minute_heading(piece):
            break
        run.append(piece)
    return run


def minute_heading(placed: PlacedTable) -> Paragraph | None:
    """A minute's number and title set as a table of one row, as the line that it reads as."""
    rows = [row for row in placed.table.rows if any(cell.strip(" -–—") for cell in row)]
    filled = [cell for row in rows for cell in row if cell.strip()]
    if len(rows) != 1 or len(filled) != 2:
        return None
    text = " ".join(" ".join(cell.split()) for cell in filled)
    found = mark(text)
    if found.kind != "minute" or not all_capitals(found.rest):
        return None
    return Paragraph(text, placed.page, placed.page, placed.label, bold=True)


def under_header_of(before: LogicalTable, run: list[PlacedTable]) -> list[PlacedTable]:
    """A table without headings, parted from one as wide by a short heading, under its headings."""
    first = run[0].table
    if (
        not before.header
        or len(before.header[0]) != len(first.rows[0])
        or header_rows(first)
        or not any(is_figure(cell) for row in first.rows for cell in row)
    ):
        return run
    headed = replace(first, rows=before.header + first.rows, header_rows=len(before.header))
    return [replace(run[0], table=headed), *run[1:]]


def says_what_follows(text: str) -> str:
    """What a paragraph right over a table says of it; "" for nothing.

    A line without a full stop is about the table, and so is a sentence that speaks of one.
    """
    last = sentences(mark(text).rest)[-1:] or [text]
    if len(last[0].split()) <= LEAD_IN_WORDS and _OF_A_TABLE.search(last[0]):
        return last[0]
    words = len(text.split())
    ended = text.rstrip()[-1] in ".;!?" and words > PLAIN_HEADING_WORDS
    return text if words <= LEAD_IN_WORDS and not ended and text[:1].isupper() else ""
