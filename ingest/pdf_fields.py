"""A report's particulars set in two columns without lines: labels, and what stands beside them."""

from collections.abc import Sequence

from corpus.papers import Table
from ingest.lines import mark
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, Row, segments
from ingest.plain import spaced

LEAST_FIELDS = 3
"""Known labels under each other; fewer are a date and a place."""

ALIKE = 4.0
"""Points that labels, or values, begin apart."""

NEAR = 3.0
"""Type sizes between two lines of the particulars."""


def find_fields(rows: Sequence[Row]) -> list[Row | PlacedTable]:
    """The rows, top to bottom, with each run of labels and values made a table of two columns.

    The first of its labels, and at least three in all, are those of a frontsheet. A line without
    a label, or without a value, goes on with the one above.
    """
    found: list[Row | PlacedTable] = []
    at = 0
    while at < len(rows):
        end, cells = _run(rows, at)
        if sum(_is_label(label) for label, _ in cells) < LEAST_FIELDS:
            found.append(rows[at])
            at += 1
            continue
        own = rows[at:end]
        top = own[0].top
        table = Table(tuple(cells), ruled=False, top=round(top, 1))
        box = (min(r.left for r in own), top, max(r.right for r in own), own[-1].bottom)
        found.append(PlacedTable(table, box))
        at = end
    return found


def _run(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[str, str]]]:
    """Where a run of labels and values that begins here ends, and its cells; none for no run."""
    opening = _two(rows[start])
    if not opening or not _is_label(_text(opening[0])):
        return start, []
    left, beside = opening[0][0].left, opening[1][0].left
    cells: list[tuple[str, str]] = []
    end = start
    for above, row in zip([rows[start], *rows[start:]], rows[start:], strict=False):
        both = _two(row)
        first = both[0][0].left if both else row.left
        if row.bottom - above.bottom > NEAR * max(row.size, 1.0):
            break
        if both and abs(first - left) <= ALIKE and abs(both[1][0].left - beside) <= ALIKE:
            cells.append((_text(both[0]), _text(both[1])))
        elif cells and abs(row.left - beside) <= ALIKE:
            cells[-1] = (cells[-1][0], f"{cells[-1][1]} {row.text}")
        elif cells and abs(first - left) <= ALIKE and row.right < beside and not both:
            cells[-1] = (f"{cells[-1][0]} {row.text}", cells[-1][1])
        else:
            break
        end += 1
    return end, cells


def _two(row: Row) -> tuple[list[Word], list[Word]] | None:
    """A line's label and all that stands behind the gap after it; None for one without a gap."""
    parts = segments(row)
    return (parts[0], [word for part in parts[1:] for word in part]) if len(parts) > 1 else None


def _text(words: Sequence[Word]) -> str:
    return spaced(" ".join(word.text for word in words))


def _is_label(text: str) -> bool:
    return mark(f"{text.rstrip(' :')}:").kind == "field"
