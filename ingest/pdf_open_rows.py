"""The rows between two level rules: one most often, several where figures and names show it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, line_up
from ingest.pdf_open_columns import column_of, inside_of
from ingest.pdf_pieces import LEAST_ALIKE, all_figures, pieces_of
from ingest.pdf_tables import SNAP
from ingest.table_sections import is_total

LEADING = 1.2
"""Times the room between a name's lines, more parts two names."""

SPACED = 1.3
"""Times the room between the lines of a cell, more parts two rows of words."""

LEAST_SPACED = 3
"""Rows of words, and columns that they fill, in a table without a line between its rows."""

_CUT_YEAR = re.compile(r"\d/\d?$")
"""A year whose last figures stand on the next line of a narrow cell: "2024/2", "5"."""


def spaced_rows(band: Sequence[Word]) -> list[list[Word]]:
    """What stands between two rules as rows of words, by the room between them.

    Actions with who leads them and what has been done. The band alone where not every row begins
    on the left and fills several columns, and where no cell has two lines to measure by.
    """
    lines = line_up(band)
    steps = _steps(lines)
    if not steps or max(steps) <= SPACED * min(steps):
        return [list(band)]
    rows = _parted(lines, steps, SPACED)
    left = min(line.left for line in lines)
    begun = all(row[0].left - left <= SNAP for row in rows)
    wide = sum(len(pieces_of(row[0])) >= LEAST_SPACED for row in rows) * 2 > len(rows)
    figures = sum(
        all_figures(Row(p, p[0].top, p[0].base)) for line in lines for p in pieces_of(line)
    )
    if len(rows) < LEAST_SPACED or not begun or not wide or figures > len(rows):
        return [list(band)]
    return [[word for line in row for word in line.words] for row in rows]


def _steps(lines: Sequence[Row]) -> list[float]:
    """Points from each line down to the next."""
    return [below.bottom - above.bottom for above, below in pairwise(lines)]


def _parted(lines: Sequence[Row], steps: Sequence[float], most: float) -> list[list[Row]]:
    """The lines in runs: over `most` times the least step from one to the next parts two."""
    runs = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step <= most * min(steps):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def rows_in(band: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[list[list[Row]]]:
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

    A name without figures beside it is a section's. Where all have the same room, a line in bold
    over one that is not is a section too.
    """
    if _sections_in_bold(lines, bases):
        return [[line] for line in lines]
    steps = _steps(lines)
    if not steps:
        return []
    names = _parted(lines, steps, LEADING)
    own = [sum(abs(line.bottom - base) <= SNAP for line in n for base in bases) for n in names]
    top = all(abs(n[0].bottom - base) <= SNAP for n, base in _with_base(names, bases))
    return names if max(own) == 1 and sum(own) == len(bases) and top else []


def _sections_in_bold(lines: Sequence[Row], bases: Sequence[float]) -> bool:
    """Whether every name without figures beside it is in bold, over one that is not."""
    alone = [
        n
        for n, line in enumerate(lines)
        if not any(abs(line.bottom - base) <= SNAP for base in bases)
    ]
    return (
        bool(alone)
        and len(lines) - len(alone) == len(bases)
        and all(
            n + 1 < len(lines) and _is_bold(lines[n]) and not _is_bold(lines[n + 1]) for n in alone
        )
    )


def _is_bold(line: Row) -> bool:
    return all(word.bold for word in line.words)


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


def head_apart(row: list[list[Row]]) -> list[list[list[Row]]]:
    """A first row that has its headings over its figures, as two."""
    figures = [line for cell in row[1:] for line in cell if all_figures(line)]
    if len(figures) < LEAST_ALIKE:
        return [row]
    base, size = figures[0].bottom, figures[0].size
    over = [[line for line in cell if line.bottom < base - 0.8 * size] for cell in row]
    below = [[line for line in cell if line.bottom >= base - 0.8 * size] for cell in row]
    cut = not below[0] and any(cell and _CUT_YEAR.search(cell[-1].text) for cell in over[1:])
    if sum(map(bool, over[1:])) < LEAST_ALIKE or cut:
        return [row]
    return [over, below]


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
