"""Tables with lines drawn round their cells: from rules and words to rows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.papers import Table
from ingest.pdf_boxes import MOST_BOXES, Boxed, stands_beside_text
from ingest.pdf_frame import Word, cut
from ingest.pdf_lines import WIDE_GAP, PlacedTable, joined, line_up
from ingest.pdf_rows import split_rows
from ingest.pdf_rules import Box, Drawing, Rule

SNAP = 3.0
"""Rules closer than this many points are one rule; the two edges of a thick border are 0.5 to 2."""

MOST_RULES = 3_000
"""A page with more rules, after those in one line were joined, is a drawing."""

USUALLY = 0.3
"""An upright line that so many rows have parts those without it too, where no word runs over it."""

CUT_COLUMNS = 4
"""Columns of a table whose row may be cut by a page break with one cell left over."""

FURNITURE = 1
"""Lines of a page's own above what goes on from the page before."""

FILLED_SHARE = 0.1
"""A grid with fewer of its cells filled is a chart's or a form's, not a table."""


@dataclass(slots=True)
class Grid:
    """Rules that touch one another: where a table's cells stand."""

    ys: list[float]
    xs: list[float]
    level: list[Rule]
    upright: list[Rule]

    @property
    def box(self) -> Box:
        """Its outer edge."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def ruled_tables(
    drawing: Drawing, words: Sequence[Word]
) -> tuple[list[PlacedTable], list[Boxed], list[Word]]:
    """The page's ruled tables, top to bottom, its text boxes, and the words of none of them.

    Text is in a merged cell's first place and "" in its others. A box with one cell that nothing
    stands beside, and a grid that is mostly empty, is no table: its words are given back.
    """
    tables: list[PlacedTable] = []
    boxes: list[Boxed] = []
    free = list(words)
    for grid in sorted(find_grids(drawing), key=_area):
        inside = [word for word in free if _holds(grid.box, word)]
        if len(inside) < 2:
            continue
        rows = _rows(grid, inside)
        if _is_table(rows) or (_goes_on(rows) and _is_first(grid, words)):
            table = Table(tuple(rows), ruled=True, top=round(grid.ys[0], 1))
            tables.append(PlacedTable(table, grid.box))
        elif (
            rows
            and len(rows[0]) == 1
            and len(boxes) < MOST_BOXES
            and stands_beside_text(grid.box, inside, free)
        ):
            boxes.append(Boxed(inside, grid.box))
        else:
            continue
        taken = {id(word) for word in inside}
        free = [word for word in free if id(word) not in taken]
    tables.sort(key=lambda placed: (placed.box[1], placed.box[0]))
    return tables, boxes, free


def find_grids(drawing: Drawing) -> list[Grid]:
    """Groups of rules that touch, each with at least two cells' worth of lines."""
    level, upright = straightened(drawing.level), straightened(drawing.upright)
    if not level or not upright or len(level) + len(upright) > MOST_RULES:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, across in enumerate(level):
        for j, down in enumerate(upright, start=len(level)):
            if _meet(across, down):
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n, rule in enumerate((*level, *upright)):
        groups.setdefault(root(n), ([], []))[0 if n < len(level) else 1].append(rule)
    return [
        _grid(across, down)
        for across, down in groups.values()
        if across and down and len(across) + len(down) >= 3
    ]


def _grid(level: list[Rule], upright: list[Rule]) -> Grid:
    ys = [rule.at for rule in level] + [end for r in upright for end in (r.start, r.end)]
    xs = [rule.at for rule in upright] + [end for r in level for end in (r.start, r.end)]
    return Grid(_snapped(ys), _snapped(xs), level, upright)


def straightened(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line joined where they touch or overlap."""
    done: list[Rule] = []
    row: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if row and rule.at - row[0].at > SNAP:
            done += _merged(row)
            row = []
        row.append(rule)
    return done + _merged(row)


def _merged(row: list[Rule]) -> list[Rule]:
    merged: list[Rule] = []
    for rule in sorted(row, key=lambda rule: rule.start):
        if merged and rule.start <= merged[-1].end + SNAP:
            last = merged[-1]
            merged[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _snapped(places: Sequence[float]) -> list[float]:
    snapped: list[float] = []
    for place in sorted(places):
        if not snapped or place - snapped[-1] > SNAP:
            snapped.append(place)
    return snapped


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - SNAP <= upright.at <= level.end + SNAP
        and upright.start - SNAP <= level.at <= upright.end + SNAP
    )


def _rows(grid: Grid, words: Sequence[Word]) -> list[tuple[str, ...]]:
    """The grid's rows, its cells' words joined; rows and columns that are only lines left out."""
    first = _merged_cells(grid, words)
    inner = [x for x in grid.xs[1:-1]]
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in _cut_at_rules(grid, inner, words):
        row = min(max(bisect_right(grid.ys, word.centre) - 1, 0), len(grid.ys) - 2)
        column = min(max(bisect_right(grid.xs, word.middle) - 1, 0), len(grid.xs) - 2)
        cells.setdefault(first[row][column], []).append(word)
    lines = {place: line_up(inside) for place, inside in cells.items()}
    used = [c for c in range(len(grid.xs) - 1) if _is_column(grid, first, c, cells)]
    rows: list[tuple[str, ...]] = []
    for r in range(len(grid.ys) - 1):
        for part in split_rows([lines.get((r, c), []) for c in used]):
            rows.append(tuple(joined(cell) for cell in part))
    return [row for row in rows if any(row)]


def _is_column(
    grid: Grid,
    first: Sequence[Sequence[tuple[int, int]]],
    column: int,
    cells: dict[tuple[int, int], list[Word]],
) -> bool:
    """Whether cells begin in the column, and not only the sliver between two rules."""
    rows = range(len(grid.ys) - 1)
    if any((r, column) in cells for r in rows):
        return True
    begins = any(first[r][column] == (r, column) for r in rows)
    return begins and grid.xs[column + 1] - grid.xs[column] > 2 * SNAP


def _cut_at_rules(grid: Grid, inner: list[float], words: Sequence[Word]) -> list[Word]:
    """The words, those that run over an upright rule cut there."""
    pieces: list[Word] = []
    for word in words:
        rest = word
        for x in inner:
            if rest.left < x - 2 and rest.right > x + 2 and _ruled(grid.upright, x, word.centre):
                two = cut(rest, x)
                if two:
                    pieces.append(two[0])
                    rest = two[1]
        pieces.append(rest)
    return pieces


def _merged_cells(grid: Grid, words: Sequence[Word]) -> list[list[tuple[int, int]]]:
    """For each place of the grid the first place of the cell that it belongs to."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    first = [[(r, c) for c in range(columns)] for r in range(rows)]

    def merge(one: tuple[int, int], other: tuple[int, int]) -> None:
        low, high = min(one, other), max(one, other)
        if low == high:
            return
        for row in first:
            for n, place in enumerate(row):
                if place == high:
                    row[n] = low

    middles = [(above + below) / 2 for above, below in pairwise(grid.ys)]
    ruled = [[_ruled(grid.upright, x, y) for x in grid.xs] for y in middles]
    for c in range(columns):
        x = (grid.xs[c] + grid.xs[c + 1]) / 2
        usual = sum(row[c + 1] for row in ruled) >= USUALLY * rows
        for r in range(rows):
            if c + 1 < columns and not ruled[r][c + 1]:
                own = _in_cell(grid, words, r, c, ruled[r]) if usual else []
                if not _stand_apart(own, grid.xs[c + 1]):
                    merge(first[r][c], first[r][c + 1])
            if r + 1 < rows and not _ruled(grid.level, grid.ys[r + 1], x):
                merge(first[r][c], first[r + 1][c])
    return first


def _in_cell(
    grid: Grid, words: Sequence[Word], row: int, column: int, ruled: Sequence[bool]
) -> list[Word]:
    """The words of a row between the drawn lines on both sides of a column."""
    left = max(
        (x for x, drawn in zip(grid.xs[: column + 1], ruled, strict=False) if drawn),
        default=grid.xs[0],
    )
    right = min(
        (x for x, drawn in zip(grid.xs[column + 2 :], ruled[column + 2 :], strict=True) if drawn),
        default=grid.xs[-1],
    )
    top, bottom = grid.ys[row], grid.ys[row + 1]
    return [w for w in words if top < w.centre <= bottom and left <= w.middle <= right]


def _stand_apart(words: Sequence[Word], x: float) -> bool:
    """Whether a row's words keep to both sides of a line that only its other rows have drawn."""
    before = [word for word in words if word.right <= x + 1]
    after = [word for word in words if word.left >= x - 1]
    if not before or not after or len(before) + len(after) < len(words):
        return False
    gap = min(word.left for word in after) - max(word.right for word in before)
    return gap >= WIDE_GAP * max(word.size for word in words)


def _ruled(rules: Sequence[Rule], at: float, through: float) -> bool:
    """Whether a rule stands at a place and passes a point."""
    return any(
        abs(rule.at - at) <= SNAP and rule.start - 1 <= through <= rule.end + 1 for rule in rules
    )


def _is_table(rows: Sequence[tuple[str, ...]]) -> bool:
    if not rows or len(rows[0]) < 2:
        return False
    filled = sum(1 for row in rows for cell in row if cell)
    columns = sum(1 for column in zip(*rows, strict=True) if any(column))
    return filled >= 3 and columns >= 2 and filled >= FILLED_SHARE * len(rows) * len(rows[0])


def _goes_on(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows can be the rest of one that a page break cut: a cell or two, and no name."""
    return len(rows) == 1 and len(rows[0]) >= CUT_COLUMNS and not rows[0][0]


def _is_first(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether nothing but a line of the page's own stands above a grid."""
    above = [word for word in words if word.centre < grid.ys[0]]
    return len(line_up(above)) <= FURNITURE


def _holds(box: Box, word: Word) -> bool:
    return box[0] - 1 <= word.middle <= box[2] + 1 and box[1] - 1 <= word.centre <= box[3] + 1


def _area(grid: Grid) -> float:
    left, top, right, bottom = grid.box
    return (right - left) * (bottom - top)
