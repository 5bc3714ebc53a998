"""Tables ruled between their rows alone: from level lines and shaded bands to rows and columns.

Most tables that are styled and not drawn have no upright lines. Where their columns part is seen
from the white that runs down between the words of all rows.
"""

from collections.abc import Sequence

from corpus.papers import Table
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, Row, joined
from ingest.pdf_open_checks import is_drawn, is_table, named_outside, of_figures, without_shading
from ingest.pdf_open_columns import LEAST_BANDS, columns_among, columns_begun
from ingest.pdf_open_edges import headings_above, heads_columns, rows_below, without_caption
from ingest.pdf_open_headings import Span, headings_of
from ingest.pdf_open_rows import head_apart, rows_in, spaced_rows
from ingest.pdf_open_stacks import Stack, crossing_of, stacks_of
from ingest.pdf_pieces import between
from ingest.pdf_rules import Box, Drawing, Rule
from ingest.pdf_tables import MOST_RULES, SNAP, find_grids, straightened
from ingest.table_headings import HEADER_CELL, MAX_HEADER_ROWS, is_figure

OVER_RULE = 30.0
"""Points over a short rule in which a heading stands that it is drawn under."""

MOST_WORDS = 5_000
MOST_LEVEL = 400
"""A page with more words, or more level rules once those in one line are joined, is a drawing or
is made to exhaust a reader: a full page of 6 point text has some 4,000 words."""


def open_tables(drawing: Drawing, words: Sequence[Word]) -> tuple[list[PlacedTable], list[Word]]:
    """The page's tables without upright lines, top to bottom, and the words of none of them."""
    tables: list[PlacedTable] = []
    free = list(words)
    if len(drawing.level) + len(drawing.upright) > MOST_RULES or len(words) > MOST_WORDS:
        return tables, free
    level = straightened(drawing.level)
    uprights = straightened(without_shading(drawing.upright, drawing.coloured))
    if len(level) > MOST_LEVEL:
        return tables, free
    spans = [Span(*box) for box in drawing.coloured]
    spans += [Span(rule.start, rule.at - OVER_RULE, rule.end, rule.at) for rule in level]
    grids = [grid.box for grid in find_grids(drawing)]
    for stack in stacks_of(level, words, uprights):
        table, used = _table(stack, free, uprights, spans, grids)
        if table is None:
            continue
        tables.append(table)
        taken = {id(word) for word in used}
        free = [word for word in free if id(word) not in taken]
    return sorted(tables, key=lambda placed: (placed.box[1], placed.box[0])), free


def _table(
    stack: Stack,
    words: Sequence[Word],
    uprights: Sequence[Rule],
    spans: Sequence[Span],
    grids: Sequence[Box],
) -> tuple[PlacedTable | None, list[Word]]:
    """The stack's table, and its words; none where it holds none."""
    edges = [rule.at for rule in stack.rules]
    if len(edges) < 2:
        return None, []
    left, right = stack.left, stack.right
    within = [word for word in words if left - SNAP <= word.middle <= right + SNAP]
    bands = between(within, edges)
    bands = [band for band in bands if band]
    headed = bool(bands) and heads_columns(bands[0])
    if 0 < len(bands) < LEAST_BANDS and len(rows := spaced_rows(bands[-1])) > 1:
        headed = headed and len(bands) > 1
        bands[-1:] = rows
    head = [] if headed else headings_above(within, edges[0], left, right)
    tail = rows_below(within, edges[-1], right - left)
    bands = [band for band in (head, *bands, tail) if band]
    bands[:1] = without_caption(bands[0], left) if bands else []
    columns = columns_among(bands)
    if len(columns) < 2 or is_drawn(stack, crossing_of(stack, uprights), len(columns), grids):
        return None, []
    parts = [part for band in bands for part in rows_in(band, columns)]
    parts[:1] = head_apart(parts[0])
    heads = _header_rows(parts)
    if len(bands) < LEAST_BANDS and not (heads and of_figures(parts[heads:])):
        return None, []
    if not is_table(parts[heads:]) or named_outside(parts[heads:], words, left):
        return None, []
    header: list[tuple[str, ...]] = []
    if heads:
        over = [
            word for row in parts[:heads] for cell in row for line in cell for word in line.words
        ]
        begun = columns_begun(parts[heads:])
        header = [headings_of(over, columns, spans, right - left, begun)]
        if not head and _comes_again(header[0]):
            groups = _groups_above(within, edges[0], columns[0][1], left, right)
            header = [headings_of([*groups, *over], columns, spans, right - left, begun)]
            bands.append(groups)
    body = [tuple(joined(cell) for cell in row) for row in parts[heads:]]
    used = [word for band in bands for word in band]
    box = (
        min(left, min(word.left for word in used)),
        min(word.top for word in used),
        max(right, max(word.right for word in used)),
        max(edges[-1], max(word.base for word in used)),
    )
    figures = any(is_figure(cell) for row in body for cell in row[1:])
    table = Table(tuple([*header, *body]), False, int(bool(header) and figures), round(box[1], 1))
    return PlacedTable(table, box), used


def _groups_above(
    words: Sequence[Word], edge: float, names: float, left: float, right: float
) -> list[Word]:
    """Headings over the first rule and over no row's name, below what begins over one: a caption.

    `names` is where the names end.
    """
    over = [word.centre for word in words if word.centre <= edge and word.left < names]
    lowest = max(over, default=0.0)
    return headings_above([word for word in words if word.top > lowest], edge, left, right)


def _comes_again(headings: Sequence[str]) -> bool:
    """Whether two columns have one name, so that what tells them apart must stand over them."""
    named = [heading for heading in headings if heading]
    return len(set(named)) < len(named)


def _header_rows(rows: Sequence[Sequence[Sequence[Row]]]) -> int:
    """How many first rows head the columns: those of short cells before the first figures."""
    texts = [[joined(cell) for cell in row] for row in rows]
    figured = next(
        (n for n, row in enumerate(texts) if any(is_figure(cell) for cell in row[1:])), None
    )
    count = min(figured if figured is not None else 1, MAX_HEADER_ROWS)
    while count and (
        sum(bool(cell) for cell in texts[count - 1]) < 2
        or any(len(cell) > HEADER_CELL for cell in texts[count - 1])
    ):
        count -= 1
    return count
