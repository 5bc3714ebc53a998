"""Pages set in two or more columns of prose: which column is read first."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
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

MOST_FIGURES_ONE = 0.4
"""The same of a side that is one stretch of prose, whose sentences go on from line to line, or
a list with bullets."""

BULLETS = frozenset("•·▪■●○◦‣-–*")
"""What the lines of a list begin with."""

GOING_ON = 0.35
"""Of a column's lines so many begin in the midst of a sentence at least, where it is prose."""

FULL_WIDTH = 0.6
"""Lines of a prose column, in the middle, take up at least this share of its width."""

LARGER = 1.0
"""Points: a line below the right column in type so much larger heads what follows both."""

SILENT = 2.5
"""Heights of a heading's type between the lines of the right column above it and below, where it
heads both columns."""

FOOT = 3.5
"""Heights of its type between the last line and a page's foot, at least."""

DEEPEST = 2
"""Twice cut: up to four columns."""

MOST_STARTS = 8
"""Places where a second column may begin that are looked at, those that most lines share."""

SURE_STARTS = 4
"""At the first so many, lines enough are a column; at the others they must be seen to be prose."""

MOST_HEADING = 2
"""Lines above a stretch of prose that may head it."""

LEAST_SHORT = 3
"""Lines of a short column, a panel of a report that is printed for the public: what tells it is
that its sentences go on from line to line."""

EVEN = 1.25
"""The lines of a short column are that much further apart at most than the closest of them."""


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
    band = _best_band(rows) if depth and len(rows) >= LEAST_SHORT else None
    if band is None:
        return [rows] if rows else []
    inside = [word for row in rows[band.first : band.last] for word in row.words]
    before = [word for row in rows[: band.first] for word in row.words]
    after = [word for row in rows[band.last :] for word in row.words]
    return [
        *in_columns(before, depth),
        *in_columns([word for word in inside if word.middle < band.x], depth - 1),
        *in_columns([word for word in inside if word.middle >= band.x], depth - 1),
        *in_columns(after, depth),
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
    for nth, (start, count) in enumerate(starts.most_common(MOST_STARTS)):
        if count < LEAST_SHORT:
            break
        bands = _bands(parts, start * 3 - 4.0)
        for band in chain.from_iterable(_parted(rows, parts, one) for one in bands):
            longer = best is None or band.last - band.first > best.last - best.first
            if longer and _is_prose(rows, parts, band, width, sure=nth < SURE_STARTS):
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
    rows: Sequence[Row],
    parts: Sequence[list[list[Word]]],
    band: _Band,
    width: float,
    *,
    sure: bool,
) -> bool:
    """Whether both sides of the band are columns of prose; cuts the band to where they are.

    Sentences must be seen to go on from line to line where it is not `sure` that a column
    begins there, and in short ones.
    """
    beside = _beside(parts, band)
    if not beside:
        return False
    usual = median(row.size for row in rows[band.first : beside[-1] + 1])
    last = beside[-1]
    for index in range(beside[-1] + 1, band.last):
        apart = rows[index].bottom - rows[index - 1].bottom > 2 * max(rows[index].size, 1)
        if apart or rows[index].size > usual + LARGER:
            break
        last = index
    inside = parts[band.first : band.last]
    sides = [
        [line for line in (of(row, band.x) for row in inside) if line]
        for of in (_left_of, _right_of)
    ]
    band.last = last + 1
    if min(map(len, sides)) < LEAST_SHORT:
        return False
    right_edge = max(max(word.right for word in line) for line in sides[0])
    left_edge = min(line[0].left for line in sides[1])
    if left_edge - right_edge < LEAST_GUTTER or not all(_reads(side, width) for side in sides):
        return False
    if any(2 * sum(map(_has_cell, side)) > len(side) for side in sides):
        return False
    if min(map(len, sides)) < LEAST_LINES:
        return all(map(_goes_on, sides))
    return sure or all(map(runs_on, sides))


def _parted(rows: Sequence[Row], parts: Sequence[list[list[Word]]], band: _Band) -> Iterator[_Band]:
    """The band without the page's foot and cut where a heading to the left heads both columns.

    The right column is silent beside such a heading. One at the band's top is left out.
    """
    while band.last - band.first > 1 and _is_foot(rows[band.last - 2], rows[band.last - 1]):
        band.last -= 1
    beside = _beside(parts, band)
    if not beside:
        return
    usual = median(row.size for row in rows[band.first : beside[-1] + 1])
    first = band.first
    for n in range(band.first, beside[-1]):
        if rows[n].size <= usual + LARGER or _right_of(parts[n], band.x):
            continue
        at = bisect(beside, n)
        silent = rows[beside[at]].bottom - rows[beside[at - 1]].bottom
        if not at or silent > SILENT * rows[n].size:
            if n > first:
                yield _Band(first, n, band.x)
            first = n + 1
    yield _Band(first, band.last, band.x)


def _beside(parts: Sequence[list[list[Word]]], band: _Band) -> list[int]:
    """The band's rows that have words to the right of its gutter."""
    return [n for n in range(band.first, band.last) if _right_of(parts[n], band.x)]


def _is_foot(above: Row, row: Row) -> bool:
    """Whether a row stands by itself below the columns, as a page's foot does."""
    return row.bottom - above.bottom > FOOT * max(row.size, above.size)


def _reads(lines: Sequence[list[Word]], width: float) -> bool:
    """Whether one side's lines are those of a prose column."""
    side = max(max(w.right for w in line) for line in lines) - min(line[0].left for line in lines)
    most = MOST_FIGURES
    if _goes_on(lines):
        lines = _below_heading(lines)[:-1]
        most = MOST_FIGURES_ONE
    elif 2 * sum(line[0].text in BULLETS for line in lines) >= len(lines):
        most = MOST_FIGURES_ONE
    extents = [max(word.right for word in line) - line[0].left for line in lines]
    words = [word for line in lines for word in line]
    figures = sum(1 for word in words if any(char.isdigit() for char in word.text))
    return (
        side >= LEAST_SHARE * width
        and median(map(len, lines)) >= LEAST_WORDS
        and median(extents) >= FULL_WIDTH * side
        and figures <= most * len(words)
    )


def _has_cell(line: list[Word]) -> bool:
    """Whether a figure stands by itself in one side's line, as a table's do."""
    parts = segments(Row(line, line[0].top, line[0].base))
    alone = (part[0].text for part in parts if len(part) == 1)
    return len(parts) > 1 and any(char.isdigit() for text in alone for char in text)


def runs_on(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether sentences go on from line to line, as in no list of names and no table."""
    return sum(map(_follows_on, lines)) >= GOING_ON * len(lines)


def _goes_on(lines: Sequence[list[Word]]) -> bool:
    """Whether one side is a single stretch of prose, below a heading or none."""
    plain = _below_heading(lines)
    gaps = [below[0].base - above[0].base for above, below in pairwise(plain)]
    return (
        len(plain) >= LEAST_SHORT
        and max(gaps) <= EVEN * min(gaps)
        and 2 * sum(map(_follows_on, plain[1:])) >= len(plain) - 1
    )


def _below_heading(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """One side's lines in its usual type, from the first that another goes on from."""
    usual = median(line[0].size for line in lines)
    plain = [line for line in lines if abs(line[0].size - usual) <= LARGER / 2]
    heading = 0
    while heading < MOST_HEADING and len(plain) > LEAST_SHORT and not _follows_on(plain[1]):
        plain = plain[1:]
        heading += 1
    return plain


def _follows_on(line: Sequence[Word]) -> bool:
    """Whether a line begins in the midst of a sentence: "of residents", "2024 estimate"."""
    first = line[0].text
    counts = len(line) > 1 and line[1].text[:1].islower()
    return first[:1].islower() or (first[:1].isdigit() and counts)


def _left_of(row: Sequence[list[Word]], x: float) -> list[Word]:
    return [word for part in row if part[0].left < x for word in part]


def _right_of(row: Sequence[list[Word]], x: float) -> list[Word]:
    return [word for part in row if part[0].left >= x for word in part]
