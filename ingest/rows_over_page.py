"""The last rows of a table that goes over a page, where no line or heading of it is drawn again.

At the head of the next page they are lines like any other: "Council subsidy, £'000 412 688 731".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.papers import Block, Line, Page, Table

LEAST_FIGURES = 2
"""A line with one figure at its end may be anything."""

LONGEST = 300
"""Letters of a line; a longer one is no row."""

_FIGURE = r"(?:[(£+–-]{0,2}\d[\d,]*(?:\.\d+)?%?\)?|[Nn]/[Aa]|[–—-])"
_ROW = re.compile(rf"(?P<name>[^\W\d_].*?)\s+(?P<figures>{_FIGURE}(?:\s+{_FIGURE})+)")
_DIGIT = re.compile(r"\d")


def with_rows_over_pages(pages: Sequence[Page]) -> list[Page]:
    """The pages, without running heads, with a table's last rows as a table of its columns.

    Lines become rows where a page begins with them, the page before ends with a table whose
    headings are known, and each has a name and as many figures as that has columns of them.
    """
    found: list[Page] = []
    for page in pages:
        before = found[-1].blocks[-1] if found and found[-1].blocks else None
        if isinstance(before, Table) and before.header_rows and page.blocks:
            page = replace(page, blocks=_with_rows(page.blocks, before))
        found.append(page)
    return found


def _with_rows(blocks: Sequence[Block], table: Table) -> tuple[Block, ...]:
    figures = len(table.rows[0]) - 1
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        cells = _cells(block.text) if isinstance(block, Line) else ()
        if len(cells) != figures + 1:
            break
        rows.append(cells)
    if figures < LEAST_FIGURES or not rows:
        return tuple(blocks)
    more = replace(table, rows=(*table.rows[: table.header_rows], *rows), top=blocks[0].top)
    return (more, *blocks[len(rows) :])


def _cells(line: str) -> tuple[str, ...]:
    """A line's name and its figures; nothing where it is no row of figures."""
    row = _ROW.fullmatch(line.strip()) if len(line) <= LONGEST else None
    if row is None or not _DIGIT.search(row["figures"]):
        return ()
    return (row["name"], *row["figures"].split())
