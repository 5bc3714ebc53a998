"""Tables ruled between their rows alone: from level lines and shaded bands to rows and columns.

Most tables that are styled and not drawn have no upright lines. Where their columns part is seen
from the white that runs down between the words of all rows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.papers import Table
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, Row, joined, line_up
from ingest.pdf_open_columns import LEAST_BANDS, column_of, columns_among, inside_of
from ingest.pdf_open_edges import headings_above, heads_columns, rows_below, without_caption
from ingest.pdf_open_headings import Span, headings_of
from ingest.pdf_open_stacks import Stack, crossing_of, stacks_of
from ingest.pdf_pieces import LEAST_ALIKE, all_figures, between, pieces_of
from ingest.pdf_rules import Box, Drawing, Rule
from ingest.pdf_tables import MOST_RULES, SNAP, find_grids, straightened
from ingest.table_headings import HEADER_CELL, MAX_HEADER_ROWS, is_figure
from ingest.table_sections import is_total

OVER_RULE = 30.0
"""Points over a short rule in which a heading stands that it is drawn under."""

LEADING = 1.2
"""Times the room between a name's lines, more parts two names."""

DRAWN = 0.5
"""Of its rows so many with lines between so many of their cells: a ruled table. A shaded rating in
each row has two edges alone."""

FEW_COLUMNS = 5
"""Where words alone may part too many."""

IN_GRIDS = 0.6
"""Of its height so much is in grids."""

MOST_WORDS = 5_000
MOST_LEVEL = 400
"""A page with more words, or more level rules once those in one line are joined, is a drawing or
is made to exhaust a reader: a full page of 6 point text has some 4,000 words."""

FILLED_SHARE = 0.5
"""Of its rows so many have words in two columns."""


def open_tables(drawing: Drawing, words: Sequence[Word]) -> tuple[list[PlacedTable], list[Word]]:
    """The page's tables without upright lines, top to bottom, and the words of none of them."""
    tables: list[PlacedTable] = []
    free = list(words)
    if len(drawing.level) + len(drawing.upright) > MOST_RULES or len(words) > MOST_WORDS:
        return tables, free
    level = straightened(drawing.level)
    uprights = straightened(_without_shading(drawing.upright, drawing.coloured))
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
    head = (
        [] if bands and heads_columns(bands[0]) else headings_above(within, edges[0], left, right)
    )
    tail = rows_below(within, edges[-1], right - left)
    bands = [band for band in (head, *bands, tail) if band]
    bands[:1] = without_caption(bands[0], left) if bands else []
    columns = columns_among(bands)
    if len(columns) < 2 or _is_drawn(stack, crossing_of(stack, uprights), len(columns), grids):
        return None, []
    rows = [row for band in bands for row in _rows(band, columns)]
    rows[:1] = _head_apart(rows[0])
    heads = _header_rows(rows)
    if len(bands) < LEAST_BANDS and not (heads and _of_figures(rows[heads:])):
        return None, []
    if not _is_table(rows[heads:]) or _named_outside(rows[heads:], words, left):
        return None, []
    header: list[tuple[str, ...]] = []
    if heads:
        over = [
            word for row in rows[:heads] for cell in row for line in cell for word in line.words
        ]
        header = [headings_of(over, columns, spans, right - left)]
    body = [tuple(joined(cell) for cell in row) for row in rows[heads:]]
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


def _rows(band: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[list[list[Row]]]:
    """The rows between two rules, most often one: each cell's lines.

    A line in one piece stands whole where it begins.
    """
    cells: list[list[Word]] = [[] for _ in columns]
    for line in line_up(band):
        pieces = pieces_of(line)
        for piece in pieces:
            last = column_of(piece[0], columns)
            for word in piece:
                over = [n for n, one in enumerate(columns) if inside_of(word, one) > 0]
                if over and len(pieces) > 1:
                    last = column_of(word, columns)
                cells[last].append(word)
    lines = [line_up(cell) for cell in cells]
    bases = _own_rows(lines)
    if len(bases) < 2:
        return [lines]
    names = _names(lines[0], bases)
    starts = [name[0].bottom for name in names] or bases
    parts: list[list[list[Row]]] = [[[] for _ in columns] for _ in starts]
    for n, cell in enumerate(lines):
        for line in cell:
            row = _last_begun(line, starts) if names else _row_of(line, bases)
            parts[row][n].append(line)
    return parts


def _names(lines: Sequence[Row], bases: Sequence[float]) -> list[list[Row]]:
    """The first column's lines in names, by the room between them; none where it does not tell.

    A name without figures beside it is a section's.
    """
    steps = [below.bottom - above.bottom for above, below in pairwise(lines)]
    if not steps:
        return []
    names = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step <= LEADING * min(steps):
            names[-1].append(line)
        else:
            names.append([line])
    own = [sum(abs(line.bottom - base) <= SNAP for line in n for base in bases) for n in names]
    top = all(abs(n[0].bottom - base) <= SNAP for n, base in _with_base(names, bases))
    return names if max(own) == 1 and sum(own) == len(bases) and top else []


def _with_base(
    names: Sequence[list[Row]], bases: Sequence[float]
) -> Iterator[tuple[list[Row], float]]:
    for name in names:
        for base in bases:
            if any(abs(line.bottom - base) <= SNAP for line in name):
                yield name, base


def _last_begun(line: Row, starts: Sequence[float]) -> int:
    """The last row that begins at a line or above it."""
    return max((n for n, start in enumerate(starts) if start <= line.bottom + SNAP), default=0)


def _head_apart(row: list[list[Row]]) -> list[list[list[Row]]]:
    """A first row that has its headings over its figures, as two."""
    figures = [line for cell in row[1:] for line in cell if all_figures(line)]
    if len(figures) < LEAST_ALIKE:
        return [row]
    base, size = figures[0].bottom, figures[0].size
    over = [[line for line in cell if line.bottom < base - 0.8 * size] for cell in row]
    if sum(map(bool, over[1:])) < LEAST_ALIKE:
        return [row]
    return [over, [[line for line in cell if line.bottom >= base - 0.8 * size] for cell in row]]


def _own_rows(cells: Sequence[Sequence[Row]]) -> list[float]:
    """The baselines of the rows between two rules, where figures show that there are several."""
    bases: list[list[float]] = []
    for cell in cells[1:]:
        for line in cell:
            if not all_figures(line):
                continue
            own = next((base for base in bases if abs(base[0] - line.bottom) <= SNAP), None)
            if own:
                own.append(line.bottom)
            else:
                bases.append([line.bottom])
    alike = []
    for base in bases:
        names = [line.text for line in cells[0] if abs(base[0] - line.bottom) <= 2 * SNAP]
        if names and (len(base) >= LEAST_ALIKE or is_total(names[0])):
            alike.append(base[0])
    return sorted(alike)


def _row_of(line: Row, bases: Sequence[float]) -> int:
    """The row of a line: that of its baseline, else the nearest, the one above where as near."""
    return min(
        range(len(bases)),
        key=lambda n: (round(abs(bases[n] - line.bottom) - 0.5 * (bases[n] <= line.bottom), 1), n),
    )


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


def _of_figures(rows: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """Whether most of three rows or more hold several figures."""
    figures = [sum(is_figure(joined(cell)) for cell in row[1:]) for row in rows]
    return len(rows) >= LEAST_BANDS and sum(n >= LEAST_ALIKE for n in figures) * 2 > len(rows)


def _without_shading(uprights: Sequence[Rule], coloured: Sequence[Box]) -> list[Rule]:
    """The upright lines but for the edges of filled areas: a shaded row, a rating in its colour."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for left, top, right, bottom in coloured[:MOST_RULES]:
        for x in (left, right):
            edges.setdefault(round(x), []).append((top - 1, bottom + 1))

    def is_edge(rule: Rule) -> bool:
        near = (round(rule.at) + step for step in (-1, 0, 1))
        return any(a <= rule.start and rule.end <= b for x in near for a, b in edges.get(x, ()))

    return [rule for rule in uprights if not is_edge(rule)]


def _is_drawn(stack: Stack, crossing: Sequence[int], columns: int, grids: Sequence[Box]) -> bool:
    """Whether lines are drawn between most cells of most rows, in grids: a ruled table."""
    least = 1 if columns <= FEW_COLUMNS else DRAWN * (columns - 1)
    most = sum(count >= least for count in crossing) >= DRAWN * len(crossing)
    top, bottom = stack.rules[0].at, stack.rules[-1].at
    inside = [
        min(box[3], bottom) - max(box[1], top)
        for box in grids
        if box[0] < stack.right and box[2] > stack.left
    ]
    return most and sum(one for one in inside if one > 0) >= IN_GRIDS * (bottom - top)


def _named_outside(
    rows: Sequence[Sequence[Sequence[Row]]], words: Sequence[Word], left: float
) -> bool:
    """Whether most rows begin with a figure, and with their name left of all rules: accounts draw
    lines under their figures alone."""
    firsts = [line for row in rows for line in next(filter(None, row), [])]
    outside = sorted(word.base for word in words if word.right < left)
    figures = [line for line in firsts if all_figures(line)]
    named = [
        line
        for line in figures
        if bisect_right(outside, line.bottom + SNAP) > bisect_left(outside, line.bottom - SNAP)
    ]
    return len(named) * 2 >= len(figures) and len(named) * 3 >= len(firsts) > 0


def _is_table(rows: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """Whether rows have words in several columns, and are no paragraphs beside their numbers."""
    if len(rows) < 2:
        return False
    several = [row for row in rows if sum(bool(cell) for cell in row) > 1]
    if len(several) < FILLED_SHARE * len(rows):
        return False
    firsts = [joined(row[0]) for row in several if row[0]]
    beside = [len(joined(row[1]).split()) for row in several]
    numbered = sum(first[:1].isdigit() and len(first) < 6 for first in firsts)
    return not (len(rows[0]) == 2 and numbered * 2 > len(firsts) and max(beside) > 25)
