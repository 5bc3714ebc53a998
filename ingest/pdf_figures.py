"""Tables without ruled cells: columns of figures found by where they stand."""

import re
from collections.abc import Sequence

from corpus.papers import Table
from ingest.pdf_figure_heads import (
    SHORT_HEADING,
    WIDEST_GAP,
    headed_again,
    header_start,
    headings_over,
    heads_columns,
    is_over,
    named_aside,
)
from ingest.pdf_figure_lines import Column, Line, columns_of, in_columns, line_of, stands_over
from ingest.pdf_lines import PlacedTable, Row
from ingest.plain import spaced

MONEY = re.compile(r"[£,.%()]")
"""What a lone column of figures must have, so that a list of contents is no table."""

LEAST_ROWS = 3
"""Rows of figures that make a table; two are enough below column headings."""

MOST_LABELS = 3
"""Rows without figures that a table may have one after another: section names, wrapped labels."""

NEAR = 1.35
"""Type sizes between the lines of one wrapped label."""


def find_figures(rows: Sequence[Row]) -> list[Row | PlacedTable]:
    """The rows, top to bottom, with each run of aligned figures made one table.

    Prose never becomes a table: a run needs columns that line up over several rows, and nothing
    but short labels between them.
    """
    lines = [line_of(row) for row in rows]
    found: list[Row | PlacedTable] = []
    done = at = 0
    while at < len(lines):
        if not lines[at].figures:
            at += 1
            continue
        end = _run_end(lines, at)
        columns = columns_of(lines[at:end])
        end = headed_again(lines[:end], at, columns)
        while end > at and not in_columns(lines[end - 1], columns):
            end -= 1
        top = header_start(lines, done, at, columns)
        if columns and end > at and _is_table(lines[at:end], columns, headed=top < at):
            found += [line.row for line in lines[done:top]]
            names, heads = named_aside(lines[top:at], columns)
            found += [*names, _table(heads, lines[at:end], columns)]
            done = at = end
        else:
            at = max(end, at + 1)
    return found + [line.row for line in lines[done:]]


def _run_end(lines: Sequence[Line], start: int) -> int:
    """The index behind the last row of figures that belongs with the one at `start`."""
    first = min(part[0].left for part in lines[start].figures)
    end, between = start + 1, 0
    for index in range(start + 1, len(lines)):
        line, above = lines[index], lines[index - 1]
        if line.row.bottom - above.row.bottom > WIDEST_GAP * max(line.row.size, above.row.size, 1):
            break
        if line.figures:
            end, between = index + 1, 0
            first = min(first, min(part[0].left for part in line.figures))
            continue
        between += 1
        crossing = any(
            p[0].left < first - 5 and p[-1].right > first + 10 and len(p) > SHORT_HEADING
            for p in line.parts
        )
        if between > MOST_LABELS or crossing:
            break
    return end


def _is_table(lines: Sequence[Line], columns: Sequence[Column], *, headed: bool) -> bool:
    filled = [line for line in lines if in_columns(line, columns)]
    if len(filled) < (2 if headed and len(columns) > 1 else LEAST_ROWS):
        return False
    texts = [part[-1].text for line in filled for part in line.figures]
    labelled = sum(1 for line in filled if line.parts[0] not in line.figures)
    if labelled * 2 < len(filled) and len(columns) < 3:
        return False
    if len(columns) > 1:
        several = sum(1 for line in filled if len(line.figures) > 1)
        return several * 2 >= len(filled)
    return sum(1 for text in texts if MONEY.search(text)) * 2 > len(texts)


def _table(header: Sequence[Line], lines: Sequence[Line], columns: Sequence[Column]) -> PlacedTable:
    heads = [line for line in header if is_over(line, columns)]
    body = [line for line in header if not is_over(line, columns)] + list(lines)
    while len(body) > 1 and heads_columns(body[0], columns, heads):
        heads.append(body.pop(0))
    rows = [_cells(line, columns) for line in body]
    rows = _unwrapped(body, rows)
    head = headings_over(heads, body, columns)
    everything = [*heads, *body]
    top = min(line.row.top for line in everything)
    box = (
        min(line.row.left for line in everything),
        top,
        max(line.row.right for line in everything),
        max(line.row.bottom for line in everything),
    )
    cells = [head, *rows] if head else rows
    used = [n for n, column in enumerate(zip(*cells, strict=True)) if n == 0 or any(column)]
    table = tuple(tuple(row[n] for n in used) for row in cells)
    return PlacedTable(Table(table, False, 1 if head else 0, round(top, 1)), box)


def _cells(line: Line, columns: Sequence[Column]) -> list[str]:
    """The line's label, then one cell a column, then what stands behind the last column."""
    cells: list[list[str]] = [[] for _ in range(len(columns) + 2)]
    for part in line.parts:
        text = " ".join(word.text for word in part)
        over = [n for n, column in enumerate(columns, start=1) if stands_over(part, column)]
        if not over:
            middle = (part[0].left + part[-1].right) / 2
            over = [_nearest(middle, part[-1].right, columns)]
        cells[over[0]].append(text)
    return [spaced(" ".join(cell)) for cell in cells]


def _nearest(middle: float, right: float, columns: Sequence[Column]) -> int:
    if right < columns[0].left:
        return 0
    if middle > columns[-1].right:
        return len(columns) + 1
    return 1 + min(
        range(len(columns)),
        key=lambda n: abs(middle - (columns[n].left + columns[n].right) / 2),
    )


def _unwrapped(lines: Sequence[Line], rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows with labels that run over several lines in one piece."""
    done: list[list[str]] = []
    open_label = False  # the last row done is a label that may go on
    for index, (line, row) in enumerate(zip(lines, rows, strict=True)):
        alone = bool(row[0]) and not any(row[1:])
        above = lines[index - 1].row if index else None
        near = above is not None and line.row.bottom - above.bottom <= NEAR * line.row.size
        goes_on = bool(done) and near and row[0][:1].islower()
        if goes_on and alone:
            done[-1][0] = f"{done[-1][0]} {row[0]}".strip()
        elif near and open_label and (goes_on or not row[0]):
            done[-1] = [f"{done[-1][0]} {row[0]}".strip(), *row[1:]]
            open_label = False
        else:
            done.append(row)
            open_label = alone
    return done
