"""Tables printed in halves side by side, and headings that stand beside their column's figures.

"Age | Male | Female | Age | Male | Female" is one table of three columns that goes on at its right.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.papers import Table
from ingest.table_headings import header_rows, is_figure

LEAST_COLUMNS = 2
"""Of a half: one name and one figure."""

LEAST_ROWS = 2


def in_one(table: Table) -> Table:
    """The table with its halves under each other; any other as it is."""
    if not table.rows:
        return table
    heads = header_rows(table)
    width = max(map(len, table.rows))
    rows = [(*row, *[""] * (width - len(row))) for row in table.rows]
    if heads != 1 or len(rows) <= LEAST_ROWS:
        return table
    rows = _with_own_headings(rows)
    header, body = rows[0], rows[1:]
    half = len(header) // 2
    names = [" ".join(cell.split()).casefold() for cell in header]
    if (
        len(header) % 2
        or half < LEAST_COLUMNS
        or names[:half] != names[half:]
        or not all(names[:half])
        or not any(is_figure(cell) for row in body for cell in row[1:half])
    ):
        return replace(table, rows=tuple(rows)) if len(rows[0]) < width else table
    left, right = [row[:half] for row in body], [row[half:] for row in body]
    whole = [row for row in (*left, *right) if any(cell.strip() for cell in row)]
    return replace(table, rows=(header[:half], *whole), header_rows=table.header_rows and 1)


def _with_own_headings(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without a column that is a heading alone, where the next one is its figures alone.

    A heading at its column's left edge and figures at the right one are read as two columns.
    """
    header, body = rows[0], rows[1:]
    alone = [
        n
        for n in range(len(header) - 1)
        if header[n].strip()
        and not header[n + 1].strip()
        and not any(row[n].strip() for row in body)
        and _of_figures([row[n + 1] for row in body if row[n + 1].strip()])
    ]
    return [
        tuple(
            rows[0][n - 1] if at == 0 and n - 1 in alone else cell
            for n, cell in enumerate(row)
            if n not in alone
        )
        for at, row in enumerate(rows)
    ]


def _of_figures(cells: Sequence[str]) -> bool:
    return 2 * sum(map(is_figure, cells)) > len(cells)
