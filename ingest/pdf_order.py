"""A page's words and tables put into the order in which they are read."""

from collections.abc import Sequence
from itertools import groupby

from corpus.papers import Block
from ingest.lines import long_line
from ingest.pdf_boxes import Boxed
from ingest.pdf_columns import in_columns, runs_on
from ingest.pdf_fields import find_fields
from ingest.pdf_figures import find_figures
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, Row, as_line
from ingest.pdf_margin import notes_apart
from ingest.pdf_rules import Box

WIDE = 0.55
"""A table over this share of the text's width parts the page: what is above is read first."""

COLUMN = 0.6
"""Lines that take up less of a page's width, others beside or round them, are a column's."""


def arrange(
    words: Sequence[Word], tables: Sequence[PlacedTable], boxes: Sequence[Boxed] = ()
) -> list[Block]:
    """Lines and tables in reading order; columns of figures without rules become tables too.

    A box's lines keep together, before what stands below it.
    """
    edges = [(word.left, word.right) for word in words] + [(t.box[0], t.box[2]) for t in tables]
    if not edges:
        return []
    width = max(right for _, right in edges) - min(left for left, _ in edges)
    wide = [table for table in tables if table.box[2] - table.box[0] >= WIDE * width]
    narrow = [table for table in tables if table.box[2] - table.box[0] < WIDE * width]
    items: list[Row | PlacedTable] = []
    left = list(words)
    for table in sorted(wide, key=lambda table: table.box[1]):
        middle = (table.box[1] + table.box[3]) / 2
        items += _in_order([word for word in left if word.centre < middle])
        left = [word for word in left if word.centre >= middle]
        items.append(table)
    items += _in_order(left)
    for table in narrow:
        items.insert(_place(table.box, items), table)
    for one in boxes:
        at = _place(one.box, items)
        items[at:at] = _in_order(one.words)
    return [as_line(item) if isinstance(item, Row) else item.table for item in items]


def _in_order(words: Sequence[Word]) -> list[Row | PlacedTable]:
    found: list[Row | PlacedTable] = []
    groups = in_columns(words)
    width = max((row.right for group in groups for row in group), default=0.0)
    width -= min((row.left for group in groups for row in group), default=0.0)
    for group in groups:
        across = max(row.right for row in group) - min(row.left for row in group)
        if across < COLUMN * width and runs_on([row.words for row in group]):
            room = long_line(row.text for row in group)
            for row in group:
                row.room = room
        fields = find_fields(notes_apart(group))
        for is_row, run in groupby(fields, lambda item: isinstance(item, Row)):
            items = list(run)
            rows = [item for item in items if isinstance(item, Row)]
            found += find_figures(rows) if is_row else items
    return found


def _place(box: Box, items: Sequence[Row | PlacedTable]) -> int:
    """Where what is narrow goes: before the first line below it that stands in its column."""
    left, top, right, _ = box
    beside = [n for n, item in enumerate(items) if _overlaps(item, left, right)]
    for n in beside:
        if _top(items[n]) >= top:
            return n
    if beside:
        return beside[-1] + 1
    return next((n for n, item in enumerate(items) if _top(item) >= top), len(items))


def _overlaps(item: Row | PlacedTable, left: float, right: float) -> bool:
    if isinstance(item, Row):
        return item.left < right and item.right > left
    return item.box[0] < right and item.box[2] > left


def _top(item: Row | PlacedTable) -> float:
    return item.top if isinstance(item, Row) else item.box[1]
