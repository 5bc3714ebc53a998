"""Rows without a name that are the sum of those above them, as finance tables print subtotals."""

import re
from collections.abc import Sequence

from ingest.table_headings import is_figure

LEAST_ROWS = 2
"""One row above with the same figures is no sum: it says the same of another year or place."""

TELLING = 100
"""A smaller figure that stands alone can be a sum by chance: of chairs in a list of furniture."""

ROUNDING = 0.6
"""For each row that is added: figures in £'000 are rounded one by one."""


def adds_up(row: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Whether the row's figures are the sum of the rows right above, in most of its columns."""
    columns = [n for n, cell in enumerate(row) if is_figure(cell) and number(cell)]
    telling = len(columns) > 1 or any(abs(number(row[n])) >= TELLING for n in columns)
    if not telling or len(above) < LEAST_ROWS:
        return False
    for first in range(len(above) - LEAST_ROWS, -1, -1):
        rows = above[first:]
        slack = ROUNDING * len(rows) if all("." not in row[n] for n in columns) else 0.06
        right = sum(
            abs(sum(number(other[n]) for other in rows if n < len(other)) - number(row[n])) <= slack
            for n in columns
        )
        if right * 2 > len(columns):
            return True
    return False


def number(cell: str) -> float:
    """A figure's value, in the cell's own unit; negative in brackets; 0 for a cell without one."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", cell) if is_figure(cell) else None
    if found is None:
        return 0.0
    value = float(found[0].replace(",", ""))
    before = cell[: found.start()]
    return -value if "(" in before or re.search(r"[-–−]", before) else value
