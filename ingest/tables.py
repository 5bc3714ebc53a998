"""Tables as printed on pages to rows that keep their column headings, unit and section.

A table that runs over pages is one table; headings repeated on a new page are
read once; a row split by a page break is one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.papers import Table
from ingest.table_halves import in_one
from ingest.table_headings import (
    CODE,
    columns_of,
    folded,
    header_rows,
    is_figure,
    name_over,
    only_first,
    repeats_header,
)
from ingest.table_rows import UNIT, Row, is_blank, rows_of

MOST_ABOVE = 5
"""Rows over the headings of a table of measures: its objective, the priority that it serves."""

HEADING_WORDS = 3
"""Of a column of such a table."""

CUT_WORDS = 10
"""A cell with fewer words is a label or a figure, which no page break cuts in two."""


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table whole, over as many pages as it ran."""

    columns: tuple[str, ...]
    """A heading a column, tiers joined with " › "; empty when it has no headings."""

    rows: tuple[Row, ...]
    unit: str = ""
    header: tuple[tuple[str, ...], ...] = field(default=())
    """The heading rows as printed."""

    name: str = ""
    """What its first row calls it, over the columns' headings; "" for nothing."""

    @property
    def narrative(self) -> bool:
        """Whether its cells hold prose and not figures."""
        lengths = [len(cell.value) for row in self.rows for cell in row.cells]
        return bool(lengths) and max(lengths) > 200


def join_tables(parts: Sequence[tuple[Table, int, str]]) -> list[LogicalTable]:
    """Tables that follow each other with no text between, as whole tables.

    Each part is (table, page, printed page). A part with the columns of the one
    before and no other headings goes on with it.
    """
    groups: list[_Building] = []
    pieces = [
        (in_one(piece), page, label)
        for whole, page, label in parts
        for own in _named_apart(whole)
        for piece in _parted(own)
    ]
    for table, page, label in pieces:
        rows = [row for row in table.rows if any(cell.strip(" \t\n-–—:|") for cell in row)]
        if not rows:
            continue
        heads = header_rows(replace(table, rows=tuple(rows)))
        current = groups[-1] if groups else None
        if current and current.goes_on(rows, heads):
            current.extend(rows, heads, page, label)
            continue
        if current and not heads and current.was_cut(rows[0]):
            current.extend(rows[:1], 0, page, label)
            rows = rows[1:]
            heads = header_rows(replace(table, rows=tuple(rows)))
        if rows:
            groups.append(_Building(rows[:heads], rows[heads:], page, label, table.ruled))
    return [group.finish() for group in groups]


def _named_apart(table: Table) -> list[Table]:
    """A table parted where a name stands alone over its headings, which are printed again."""
    rows = table.rows
    heads = {folded(row) for row in rows[:2] if sum(bool(cell.strip()) for cell in row) > 2}
    starts = [
        n for n in range(2, len(rows) - 1) if only_first(rows[n]) and folded(rows[n + 1]) in heads
    ]
    ends = [*starts, len(rows)]
    return [replace(table, rows=rows[a:b]) for a, b in zip([0, *starts], ends, strict=True)]


def _parted(table: Table) -> list[Table]:
    """A table of measures that begins with its objective, parted before its headings."""
    for index, row in enumerate(table.rows[:MOST_ABOVE]):
        if CODE.match(row[0].strip()) and "." in row[0]:
            break
        following = table.rows[index + 1] if index + 1 < len(table.rows) else None
        if index and following and not table.header_rows and _heads_measures(row, following):
            above = replace(table, rows=table.rows[:index])
            return [above, replace(table, rows=table.rows[index:], header_rows=1)]
    return [table]


def _heads_measures(row: Sequence[str], following: Sequence[str]) -> bool:
    """Whether a row of a few words a cell stands over one with a number and prose."""
    filled = [cell for cell in row if cell.strip()]
    short = all(len(cell.split()) <= HEADING_WORDS and not is_figure(cell) for cell in filled)
    code = following[0].strip()
    prose = any(len(cell.split()) >= CUT_WORDS for cell in following[1:])
    return len(filled) > 2 and short and bool(CODE.match(code)) and "." in code and prose


@dataclass(slots=True)
class _Building:
    header: list[tuple[str, ...]]
    body: list[tuple[str, ...]]
    page: int
    label: str
    ruled: bool
    pages: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = [(self.page, self.label)] * len(self.body)

    @property
    def width(self) -> int:
        return max((len(row) for row in [*self.header, *self.body]), default=0)

    def goes_on(self, rows: Sequence[tuple[str, ...]], heads: int) -> bool:
        width = len(rows[0])
        if heads:
            same = [folded(row) for row in rows[:heads]] == [folded(row) for row in self.header]
            return same and width == self.width
        if width != self.width and not (self.header and _blank_start(rows[0])):
            return False
        if self.header and len(rows) > 1 and _caption_row(rows[0]):
            return False
        return bool(self.header) or _blank_start(rows[0]) or width == self.width

    def was_cut(self, row: Sequence[str]) -> bool:
        """Whether a row, of however many cells, is the end of a cell of the last one."""
        filled = [cell.strip() for cell in row if cell.strip()]
        if not self.body or row[0].strip() or len(filled) != 1 or not filled[0][:1].islower():
            return False
        above = max(self.body[-1], key=len).rstrip()
        return len(above.split()) >= CUT_WORDS and above[-1:] not in ".:;?!"

    def extend(self, rows: Sequence[tuple[str, ...]], heads: int, page: int, label: str) -> None:
        for row in rows[heads:]:
            if self.body and _blank_start(row) and len(row) != self.width:
                row = _under_longest(row, self.body[-1], self.width)
            self.body.append(self._without_unnamed(row))
            self.pages.append((page, label))

    def _without_unnamed(self, row: Sequence[str]) -> tuple[str, ...]:
        """A row that lacks just the columns without a heading, its cells under their own."""
        columns = columns_of([_padded(head, self.width) for head in self.header], self.width)
        unnamed = [n for n, column in enumerate(columns) if not column]
        if not self.header or 0 in unnamed or len(row) + len(unnamed) != self.width:
            return tuple(row)
        cells = iter(row)
        return tuple("" if n in unnamed else next(cells) for n in range(self.width))

    def finish(self) -> LogicalTable:
        width = self.width
        header = [_padded(row, width) for row in self.header]
        columns = columns_of(header, width)
        unit = next(
            (match[0] for row in header for cell in row if (match := UNIT.search(cell))), ""
        )
        kept = [
            (_padded(row, width), place)
            for row, place in zip(self.body, self.pages, strict=True)
            if not repeats_header(row, header)
        ]
        body, pages = [row for row, _ in kept], [place for _, place in kept]
        rows = rows_of(body, pages, columns, unit, ruled=self.ruled)
        return LogicalTable(tuple(columns), tuple(rows), unit, tuple(header), name_over(header))


def _under_longest(row: Sequence[str], above: Sequence[str], width: int) -> tuple[str, ...]:
    """A row cut short by a page break, its words put under the longest cell above."""
    words = " ".join(cell for cell in row if not is_blank(cell))
    longest = max(range(len(above)), key=lambda index: len(above[index]))
    return tuple(words if index == longest else "" for index in range(width))


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(row) + ("",) * (width - len(row))


def _blank_start(row: Sequence[str]) -> bool:
    return not row[0].strip() and any(cell.strip() for cell in row)


def _caption_row(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and bool(row[0].strip()) and row[0].isupper()
