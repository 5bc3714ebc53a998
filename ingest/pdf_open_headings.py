"""The headings over columns that no upright line parts: which columns each piece stands over."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.pdf_frame import Word
from ingest.pdf_lines import WIDE_GAP, is_cut, line_up
from ingest.plain import spaced

TIER = " › "

PART = 0.9
"""A box or a rule narrower than this share of the table tells how far a heading reaches."""

SLACK = 1.0
"""Points that a heading may stand over the words of the next column."""

FIGURES = 0.2
"""Type sizes between two years or dates that head two columns."""

OFF_CENTRE = 0.25
"""Of its cell's width a heading stands at most so far from the middle; else it is of a part."""

SET = 2.0
"""Points that a heading over a group begins, or has its middle, from where its columns' do."""

OVERLAP = 0.3
HALF = 0.5
"""A heading stands over a column with so much of the column's width, or so much of its own."""

_NUMBER = re.compile(r"\d")
_UNIT = re.compile(r"\(?£?['’‘]?(?:000|m|k|%)['’‘]?s?\)?", re.I)
"""What a heading's figures are in stays with its words: "(£'000)"."""


@dataclass(frozen=True, slots=True)
class Span:
    """A filled cell, or the room over a rule that is drawn under some columns alone."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, piece: Sequence[Word]) -> bool:
        """Whether the middle of some words stands in it."""
        middle = (piece[0].left + piece[-1].right) / 2
        centre = piece[0].centre
        return self.left <= middle <= self.right and self.top <= centre <= self.bottom


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left and right of what stands in each column, and which of them begin at one place."""

    places: Sequence[tuple[float, float]]
    begun: frozenset[int]

    def holding(self, left: float, right: float) -> int | None:
        """The column whose cell words can stand in; None for words over several.

        A cell ends somewhere between the figures of its column and those of the next. What stands
        between two columns alone is over the second, whose figures end at one place and whose
        heading begins its cell, unless all its words begin further on.
        """
        last = len(self.places) - 1
        able = [
            n
            for n in range(last + 1)
            if (n == 0 or left > self.places[n - 1][1] - SLACK)
            and (n == last or right < self.places[n + 1][0] + SLACK)
        ]
        if len(able) == 2:
            return able[0] if able[1] in self.begun else able[1]
        return able[0] if able else None

    def under(self, piece: Sequence[Word]) -> list[int]:
        """The columns that a piece stands over."""
        left, right = piece[0].left, max(word.right for word in piece)
        own = self.holding(left, right)
        if own is not None:
            return [own]
        found = []
        for n, (start, end) in enumerate(self.places):
            over = min(right, end) - max(left, start)
            if over > OVERLAP * (end - start) or over > HALF * (right - left):
                found.append(n)
        return found or [self.nearest(piece[0])]

    def inside(self, cell: Span) -> list[int]:
        """Those whose middle is in a cell."""
        return [
            n
            for n, (start, end) in enumerate(self.places)
            if cell.left - 2 <= (start + end) / 2 <= cell.right + 2
        ]

    def nearest(self, word: Word) -> int:
        """The column that a word stands over, or nearest to."""
        own = self.holding(word.left, word.right)
        if own is not None:
            return own

        def apart(n: int) -> float:
            start, end = self.places[n]
            return max(start - word.middle, word.middle - end, 0.0)

        return min(range(len(self.places)), key=apart)


def headings_of(
    words: Sequence[Word],
    columns: Sequence[tuple[float, float]],
    spans: Sequence[Span],
    width: float,
    begun: Collection[int] = (),
) -> tuple[str, ...]:
    """One heading a column, what stands over several of them before its own, parted by " › ".

    A piece reaches over the columns that its filled cell, or the short rule under it, does; else
    over the one whose cell it can stand in, or those that it stands above. In `begun` are the
    columns whose words all begin at one place.
    """
    over_columns = _Columns(columns, frozenset(begun))
    lines = [_cut(line.words, over_columns, spans, width) for line in line_up(words)]
    placed = [
        list(zip(pieces, _reached(pieces, over_columns, spans, width), strict=True))
        for pieces in lines
    ]
    bottoms, lowest = [""] * len(columns), [0] * len(columns)
    ends = list(columns)
    for line, pieces in enumerate(placed):
        for piece, reached in pieces:
            for n in reached:
                bottoms[n], lowest[n] = _text(piece), line
                ends[n] = (piece[0].left, piece[-1].right)
    groups = _repeated(bottoms)
    over: list[list[tuple[str, bool]]] = [[] for _ in columns]
    for line, pieces in enumerate(placed):
        for piece, reached in pieces:
            group = _set_over(piece, groups, ends)
            group = group or sorted({m for n in reached for m in groups.get(n, (n,))})
            wide = group if line < min(lowest[n] for n in group) else reached
            for n in wide:
                over[n].append((_text(piece), len(wide) > 1))
    return tuple(_told(pieces) for pieces in over)


def _text(piece: Sequence[Word]) -> str:
    return " ".join(word.text for word in piece)


def _repeated(bottoms: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Columns whose lowest headings come again, each with its group: Fund, Benchmark, Fund, …"""
    for size in range(2, len(bottoms) // 2 + 1):
        for start in range(min(3, len(bottoms))):
            last = start + (len(bottoms) - start) // size * size
            names = bottoms[start:last]
            first = names[:size]
            again = len(names) > size and list(names) == list(first) * (len(names) // size)
            if again and all(first) and len(set(first)) == size:
                groups = [tuple(range(n, n + size)) for n in range(start, last, size)]
                return {n: group for group in groups for n in group}
    return {}


def _set_over(
    piece: Sequence[Word],
    groups: Mapping[int, tuple[int, ...]],
    ends: Sequence[tuple[float, float]],
) -> list[int]:
    """The group of columns whose first heading begins, or whose headings have their middle, where
    a piece does; none where no one group fits."""
    left, right = piece[0].left, piece[-1].right
    fit = []
    for group in dict.fromkeys(groups.values()):
        start, end = ends[group[0]][0], ends[group[-1]][1]
        if min(abs(left - start), abs((left + right) / 2 - (start + end) / 2)) <= SET:
            fit.append(list(group))
    return fit[0] if len(fit) == 1 else []


def _told(pieces: Sequence[tuple[str, bool]]) -> str:
    """Pieces over one column from the top: the lines of one heading together, tiers parted."""
    tiers: list[tuple[str, bool]] = []
    for text, several in pieces:
        if tiers and tiers[-1][1] == several:
            tiers[-1] = (_and(tiers[-1][0], text), several)
        else:
            tiers.append((text, several))
    return TIER.join(spaced(text) for text, _ in tiers)


def _and(first: str, second: str) -> str:
    """Two lines as one, a word that the line's end broke made whole: "Sep-" and "23"."""
    if first.endswith("-") and first[-2:-1].isalpha() and second[:1].islower():
        return f"{first[:-1]}{second}"
    return f"{first}{second}" if is_cut(first, second) else f"{first} {second}"


def _cut(
    words: Sequence[Word],
    columns: _Columns,
    spans: Sequence[Span],
    width: float,
) -> list[list[Word]]:
    """A line's words in pieces: at wide gaps, at filled cells, where one begins another column."""
    pieces: list[list[Word]] = []
    for word in words:
        last = pieces[-1][-1] if pieces else None
        if last is None or _parted(last, word, columns, spans, width):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _parted(
    last: Word,
    word: Word,
    columns: _Columns,
    spans: Sequence[Span],
    width: float,
) -> bool:
    gap = (word.left - last.right) / max(word.size, 1.0)
    cells = [_cell([one], spans, width) for one in (last, word)]
    apart = columns.nearest(last) != columns.nearest(word)
    figures = all(_NUMBER.search(one.text) for one in (last, word))
    if all(cells) and gap <= WIDE_GAP and (cells[0] != cells[1] or _UNIT.fullmatch(word.text)):
        return cells[0] != cells[1]
    return gap > WIDE_GAP or (apart and (gap > WIDE_GAP / 2 or (figures and gap > FIGURES)))


def _reached(
    pieces: Sequence[Sequence[Word]],
    columns: _Columns,
    spans: Sequence[Span],
    width: float,
) -> list[list[int]]:
    """The columns that each piece of a line stands over; pieces of one cell share its columns."""
    cells = [_cell(piece, spans, width) for piece in pieces]
    found = []
    for piece, cell in zip(pieces, cells, strict=True):
        inside = columns.inside(cell) if cell and _centred(piece, cell) else []
        sharing = [one for one, own in zip(pieces, cells, strict=True) if own and own == cell]
        if cell and len(sharing) > 1:
            inside = [
                n for n in columns.inside(cell) if _closest(columns.places[n], sharing) is piece
            ]
        found.append(inside or columns.under(piece))
    return found


def _centred(piece: Sequence[Word], cell: Span) -> bool:
    """Whether a piece stands in the middle of a cell, or fills a good part of it."""
    left, right = piece[0].left, piece[-1].right
    width = cell.right - cell.left
    off = abs((left + right) / 2 - (cell.left + cell.right) / 2)
    return off <= OFF_CENTRE * width or right - left >= width / 2


def _closest(column: tuple[float, float], pieces: Sequence[Sequence[Word]]) -> Sequence[Word]:
    centre = sum(column) / 2
    return min(pieces, key=lambda one: abs((one[0].left + one[-1].right) / 2 - centre))


def _cell(piece: Sequence[Word], spans: Sequence[Span], width: float) -> Span | None:
    """The filled cell that holds a piece, or the room over the nearest short rule under it."""
    held = [one for one in spans if one.holds(piece) and one.right - one.left < PART * width]
    under = piece[0].centre
    return min(held, key=lambda one: (one.bottom - under, one.right - one.left), default=None)
