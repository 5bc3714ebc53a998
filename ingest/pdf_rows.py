"""Rows that stand between the same two ruled lines, told apart by their figures."""

from collections.abc import Sequence

from ingest.pdf_figure_lines import FIGURE
from ingest.pdf_lines import Row

LEAST_LINES = 3
"""Two figures under each other may be a value and its percentage; three are three rows."""

LEAST_COLUMNS = 2


def split_rows(cells: Sequence[list[Row]]) -> list[list[list[Row]]]:
    """One ruled row's cells as the printed rows in them; most often there is one.

    Finance tables often rule the columns and the totals only. They are split when at least two
    cells hold a figure on every line below their headings, equally many, and the label has as
    many lines there.
    """
    whole = [list(cells)]
    figures = [run for cell in cells if len(run := _figures_below(cell)) >= LEAST_LINES]
    if len(figures) < LEAST_COLUMNS:
        return whole
    count = max(map(len, figures))
    full = [run for run in figures if len(run) == count]
    bases = [row.bottom for row in full[0]]
    over = bases[0] - (bases[1] - bases[0]) / 2
    label = [row for row in next((cell for cell in cells if cell), []) if row.bottom > over]
    if len(full) < LEAST_COLUMNS or len(label) < count:
        return whole
    if any(
        abs(one.bottom - base) > 3 for run in full for one, base in zip(run, bases, strict=True)
    ):
        return whole
    heads = [[row for row in cell if row.bottom <= over] for cell in cells]
    below = [[row for row in cell if row.bottom > over] for cell in cells]
    rows = [
        [[row for row in cell if _nearest(row.bottom, bases) == n] for cell in below]
        for n in range(count)
    ]
    return [heads, *rows] if any(heads) else rows


def _figures_below(cell: Sequence[Row]) -> list[Row]:
    """A cell's lines of figures alone, below a heading that no line parts from them or from its
    first line on."""
    run: list[Row] = []
    for row in reversed(cell):
        if not _all_figures([row]):
            break
        run.insert(0, row)
    return run


def _all_figures(cell: Sequence[Row]) -> bool:
    words = [word.text for row in cell for word in row.words]
    return all(map(FIGURE.match, words)) and any(char.isdigit() for text in words for char in text)


def _nearest(bottom: float, bases: Sequence[float]) -> int:
    return min(range(len(bases)), key=lambda n: abs(bases[n] - bottom))
