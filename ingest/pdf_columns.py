"""Pages set in two or more columns of prose: which column is read first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, line_up, segments

LEAST_LINES = 5
"""Fewer lines on either side are a heading beside a date, a signature block, a small table."""

LEAST_WORDS = 3.0
"""Prose columns have 5 to 9 words a line; a table's columns have 1 or 2."""

LEAST_SHARE = 0.2
"""A column narrower than this share of the text is a margin note or a numbering."""

LEAST_GUTTER = 8.0
"""Points between columns; typesetters leave 12 to 24."""

MOST_FIGURES = 0.25
"""A side with more of its words figures than this is a table's."""

FULL_WIDTH = 0.6
"""Lines of a prose column, in the middle, take up at least this share of its width."""

LARGER = 1.0
"""Points: a line below the right column in type so much larger heads what follows both."""

DEEPEST = 2
"""Twice cut: up to four columns."""


@dataclass(slots=True)
class _Band:
    """Rows first..last (the last not counted) that a gutter at x parts into columns."""

    first: int
    last: int
    x: float


def in_columns(words: Sequence[Word], depth: int = DEEPEST) -> list[list[Row]]:
    """The words as groups of lines, in reading order: one group where the page has one column.

    A layout counts as columns only when both sides look like prose; tables, forms and a label
    beside its text stay lines from left to right.
    """
    rows = line_up(words)
    band = _best_band(rows) if depth and len(rows) >= LEAST_LINES else None
    if band is None:
        return [rows] if rows else []
    inside = [word for row in rows[band.first : band.last] for word in row.words]
    before = [word for row in rows[: band.first] for word in row.words]
    after = [word for row in rows[band.last :] for word in row.words]
    return [
        *in_columns(before, depth - 1),
        *in_columns([word for word in inside if word.middle < band.x], depth - 1),
        *in_columns([word for word in inside if word.middle >= band.x], depth - 1),
        *in_columns(after, depth - 1),
    ]


def _best_band(rows: Sequence[Row]) -> _Band | None:
    parts = [segments(row) for row in rows]
    left = min(row.left for row in rows)
    width = max(row.right for row in rows) - left
    starts: Counter[int] = Counter()
    for row in parts:
        for part in row:
            if left + LEAST_SHARE * width < part[0].left < left + (1 - LEAST_SHARE) * width:
                starts[round(part[0].left / 3)] += 1
    best: _Band | None = None
    for start, count in starts.most_common(4):
        if count < LEAST_LINES:
            break
        for band in _bands(parts, start * 3 - 4.0):
            longer = best is None or band.last - band.first > best.last - best.first
            if longer and _is_prose(rows, parts, band, width):
                best = band
    return best


def _bands(parts: Sequence[list[list[Word]]], x: float) -> list[_Band]:
    """Runs of rows in which nothing crosses x."""
    bands: list[_Band] = []
    first: int | None = None
    for index, row in enumerate((*parts, None)):
        crossed = row is None or any(
            part[0].left < x - 1 and max(word.right for word in part) > x + 1 for part in row
        )
        if crossed and first is not None:
            bands.append(_Band(first, index, x))
            first = None
        elif not crossed and first is None:
            first = index
    return bands


def _is_prose(
    rows: Sequence[Row], parts: Sequence[list[list[Word]]], band: _Band, width: float
) -> bool:
    """Whether both sides of the band are columns of prose; cuts the band to where they are."""
    sides: tuple[list[list[Word]], list[list[Word]]] = ([], [])
    last_right = last_left = band.first
    for index in range(band.first, band.last):
        for side, here in enumerate(
            (_left_of(parts[index], band.x), _right_of(parts[index], band.x))
        ):
            if here:
                sides[side].append(here)
        if _right_of(parts[index], band.x):
            last_right = index
    if min(map(len, sides)) < LEAST_LINES:
        return False
    last_left = last_right
    usual = median(row.size for row in rows[band.first : last_right + 1])
    for index in range(last_right + 1, band.last):
        apart = rows[index].bottom - rows[index - 1].bottom > 2 * max(rows[index].size, 1)
        if apart or rows[index].size > usual + LARGER:
            break
        last_left = index
    band.last = last_left + 1
    left_edge = max(max(word.right for word in line) for line in sides[0])
    right_edge = min(line[0].left for line in sides[1])
    return right_edge - left_edge >= LEAST_GUTTER and all(_reads(side, width) for side in sides)


def _reads(lines: Sequence[list[Word]], width: float) -> bool:
    """Whether one side's lines are those of a prose column."""
    extents = [max(word.right for word in line) - line[0].left for line in lines]
    side = max(max(w.right for w in line) for line in lines) - min(line[0].left for line in lines)
    words = [word for line in lines for word in line]
    figures = sum(1 for word in words if any(char.isdigit() for char in word.text))
    return (
        side >= LEAST_SHARE * width
        and median(map(len, lines)) >= LEAST_WORDS
        and median(extents) >= FULL_WIDTH * side
        and figures <= MOST_FIGURES * len(words)
    )


def _left_of(row: Sequence[list[Word]], x: float) -> list[Word]:
    return [word for part in row if part[0].left < x for word in part]


def _right_of(row: Sequence[list[Word]], x: float) -> list[Word]:
    return [word for part in row if part[0].left >= x for word in part]
