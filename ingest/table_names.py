"""Names that stand beside several rows of a ruled table: a theme beside each of its actions."""

from collections.abc import Sequence

from ingest.table_headings import CODE, is_figure

LEAST_CELLS = 3
"""Of a row that stands beside a name of those above."""


def names_beside(
    body: Sequence[tuple[str, ...]], pages: Sequence[tuple[int, str]]
) -> list[str | None]:
    """The name that each row stands beside; None for one that goes on with the row above it.

    Nothing where no row stands beside the name of those above it: where a row begins blank, it
    goes on with the one before, most often over the end of a page.
    """
    if not body or len(body[0]) < LEAST_CELLS or not all(_is_whole(row) for row in body[:1]):
        return []
    beside = [
        n
        for n in range(1, len(body))
        if _begins_blank(body[n]) and _is_whole(body[n]) and pages[n] == pages[n - 1]
    ]
    named = [row[1].strip() for row in body if row[1].strip()]
    first = [row[0].strip() for row in body if row[0].strip()]
    if not beside or any(map(is_figure, named)) or len(set(named)) < len(named):
        return []
    if any(
        CODE.match(name) and any(map(str.isdigit, name)) for name in first if len(name.split()) == 1
    ):
        return []  # a reference is of one row
    names: list[str | None] = []
    name = ""
    for n, row in enumerate(body):
        if not _begins_blank(row):
            name = row[0].strip()
        elif not _is_whole(row) or (pages[n] != pages[n - 1] and _goes_on(row)):
            names.append(None)
            continue
        names.append(name)
    return names


def _begins_blank(row: Sequence[str]) -> bool:
    return not row[0].strip()


def _is_whole(row: Sequence[str]) -> bool:
    """Whether a row has a name in its second cell, and words or figures in most others."""
    filled = sum(bool(cell.strip()) for cell in row[1:])
    return bool(row[1].strip()) and filled >= max(LEAST_CELLS - 1, len(row) - 2)


def _goes_on(row: Sequence[str]) -> bool:
    """Whether a cell begins in the middle of a sentence."""
    return any(cell.strip()[:1].islower() for cell in row)
