"""What is no table without upright lines: a ruled one, prose, accounts with lines under figures."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, joined
from ingest.pdf_open_columns import LEAST_BANDS
from ingest.pdf_open_stacks import Stack
from ingest.pdf_pieces import LEAST_ALIKE, all_figures
from ingest.pdf_rules import Box, Rule
from ingest.pdf_tables import MOST_RULES, SNAP
from ingest.table_headings import is_figure

DRAWN = 0.5
"""Of its rows so many with lines between so many of their cells: a ruled table. A shaded rating in
each row has two edges alone."""

FEW_COLUMNS = 5
"""Where words alone may part too many."""

IN_GRIDS = 0.6
"""Of its height so much is in grids."""

FILLED_SHARE = 0.5
"""Of its rows so many have words in two columns."""


def without_shading(uprights: Sequence[Rule], coloured: Sequence[Box]) -> list[Rule]:
    """The upright lines but for the edges of filled areas: a shaded row, a rating in its colour."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for left, top, right, bottom in coloured[:MOST_RULES]:
        for x in (left, right):
            edges.setdefault(round(x), []).append((top - 1, bottom + 1))

    def is_edge(rule: Rule) -> bool:
        near = (round(rule.at) + step for step in (-1, 0, 1))
        return any(a <= rule.start and rule.end <= b for x in near for a, b in edges.get(x, ()))

    return [rule for rule in uprights if not is_edge(rule)]


def is_drawn(stack: Stack, crossing: Sequence[int], columns: int, grids: Sequence[Box]) -> bool:
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


def named_outside(
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


def of_figures(rows: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """Whether most of three rows or more hold several figures."""
    figures = [sum(is_figure(joined(cell)) for cell in row[1:]) for row in rows]
    return len(rows) >= LEAST_BANDS and sum(n >= LEAST_ALIKE for n in figures) * 2 > len(rows)


def is_table(rows: Sequence[Sequence[Sequence[Row]]]) -> bool:
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
