"""Rows that stand between the same two ruled lines, told apart by their figures."""

from collections.abc import Sequence

from ingest.pdf_figures import FIGURE
from ingest.pdf_lines import Row

LEAST_LINES = 3
"""Two figures under each other may be a value and its percentage; three are three rows."""

LEAST_COLUMNS = 2


def split_rows(cells: Sequence[list[Row]]) -> list[list[list[Row]]]:
    """One ruled row's cells as the printed rows in them; most often there is one.

    Finance tables often rule the columns and the totals only. They are split when at least two
    cells hold a figure on every line, equally many, and the label has as many lines.
    """
    whole = [list(cells)]
    figures = [cell for cell in cells if len(cell) >= LEAST_LINES and _all_figures(cell)]
    if len(figures) < LEAST_COLUMNS:
        return whole
    count = max(map(len, figures))
    full = [cell for cell in figures if len(cell) == count]
    label = next((cell for cell in cells if cell), [])
    if len(full) < LEAST_COLUMNS or len(label) < count:
        return whole
    bases = [row.bottom for row in full[0]]
    if any(
        abs(one.bottom - base) > 3 for cell in full for one, base in zip(cell, bases, strict=True)
    ):
        return whole
    return [
        [[row for row in cell if _nearest(row.bottom, bases) == n] for cell in cells]
        for n in range(count)
    ]


def _all_figures(cell: Sequence[Row]) -> bool:
    words = [word.text for row in cell for word in row.words]
    return all(map(FIGURE.match, words)) and any(char.isdigit() for text in words for char in text)


def _nearest(bottom: float, bases: Sequence[float]) -> int:
    return min(range(len(bases)), key=lambda n: abs(bases[n] - bottom))
