"""Tables as printed on pages to rows that keep their column headings, unit and section.

A table that runs over pages is one table; headings repeated on a new page are
read once; a row split by a page break is one row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.papers import Cell, PageStart, Table
from ingest.lines import mark

HEADER_CELL = 90
"""Characters: a longer cell is content and not a column's heading."""

LONGEST_NAME = 400
"""Characters: a longer first cell is what the row says and not its name; measures have 350."""

MAX_HEADER_ROWS = 4

HEADING_SHARE = 0.75
"""In a table of two columns a heading is shorter than this share of the usual cell below it."""

_FIGURE = re.compile(
    r"^[\s(\[£$€+\-–−<>~≈c.]*\d[\d,.]*\s*(?:%|m|k|bn|p|pts?|pp)?[\s)\]*^†‡]*$", re.I
)
_YEAR_LIKE = re.compile(
    r"^(?:20\d\d(?:\s?[/\-–]\s?(?:20)?\d\d)?|q[1-4].*|\d{1,2}/\d{1,2}/\d{2,4}|(?:19|20)\d\d\*?)$",
    re.I,
)
_UNIT = re.compile(
    r"£\s?['’‘]?\s?0{3}s?|£\s?[mk]\b|£\s?millions?|£\s?thousands?|\(£\)|(?<!\w)%|£(?=\s*$|\s*›)|\bpercent(?:age)?\b",
    re.I,
)
_CODE = re.compile(
    r"^[A-Z]{0,5}\s?\d{1,3}(?:[.\-/]\d{1,3}){0,3}[a-z]?\.?$|^[A-Z]{1,5}\s?[A-Z]?\d{1,3}[a-z]?$"
)
_EMPTY = re.compile(r"^[-–—\s]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, whole, with all that a person needs to read it alone."""

    label: str
    """The row's own name, its code before it ("P1.3 Decrease the number …"); "" if it has none."""

    cells: tuple[Cell, ...]
    """The other cells that are not blank."""

    printed: tuple[str, ...]
    """All cells as printed, blank ones included."""

    first_page: int
    last_page: int
    printed_page: str = ""
    section: str = ""
    """The row above that heads it ("Income"); "" for none."""

    code: str = ""
    """Its number alone: "P1.3"."""

    turns: tuple[tuple[int, PageStart], ...] = ()
    """Where its cells go over to another page: the cell's index, and the place in it as printed."""


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table whole, over as many pages as it ran."""

    columns: tuple[str, ...]
    """A heading a column, tiers joined with " › "; empty when it has no headings."""

    rows: tuple[Row, ...]
    unit: str = ""
    header: tuple[tuple[str, ...], ...] = field(default=())
    """The heading rows as printed."""

    @property
    def narrative(self) -> bool:
        """Whether its cells hold prose and not figures."""
        lengths = [len(cell.value) for row in self.rows for cell in row.cells]
        return bool(lengths) and max(lengths) > 200


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else; a year or a quarter is none."""
    text = text.strip()
    return bool(_FIGURE.match(text)) and not _YEAR_LIKE.match(text)


def join_tables(parts: Sequence[tuple[Table, int, str]]) -> list[LogicalTable]:
    """Tables that follow each other with no text between, as whole tables.

    Each part is (table, page, printed page). A part with the columns of the one
    before and no other headings goes on with it.
    """
    groups: list[_Building] = []
    for table, page, label in parts:
        rows = [row for row in table.rows if any(cell.strip(" \t\n-–—:|") for cell in row)]
        if not rows:
            continue
        heads = header_rows(replace(table, rows=tuple(rows)))
        current = groups[-1] if groups else None
        if current and current.goes_on(rows, heads):
            current.extend(rows, heads, page, label)
        else:
            groups.append(_Building(rows[:heads], rows[heads:], page, label))
    return [group.finish() for group in groups]


def header_rows(table: Table) -> int:
    """How many of its first rows are headings.

    Rows without figures over rows with figures; or, in a table of prose, one row
    of short cells over longer ones.
    """
    if table.header_rows:
        return min(table.header_rows, len(table.rows))
    rows = table.rows
    if len(rows) < 2:
        return 0
    first_figures = next((i for i, row in enumerate(rows) if any(map(is_figure, row))), None)
    if first_figures is not None and 0 < first_figures <= MAX_HEADER_ROWS:
        heads = 0
        figure_columns = {
            i for row in rows[first_figures:] for i, cell in enumerate(row) if is_figure(cell)
        }
        for row in rows[:first_figures]:
            filled = [i for i, cell in enumerate(row) if cell.strip()]
            if any(len(row[i]) > HEADER_CELL for i in filled):
                break
            only_label = len(filled) == 1 and filled[0] == 0
            if only_label and heads:
                break
            if not only_label and not (set(filled) & figure_columns) and len(row) > 2:
                break
            heads += 1
        while heads and _only_first(rows[heads - 1]):
            heads -= 1
        return heads
    heads_row = [cell for cell in rows[0] if cell.strip()]
    if len(heads_row) < 2 or any(len(cell) > HEADER_CELL or is_figure(cell) for cell in heads_row):
        return 0
    if any(cell.rstrip().endswith((":", ".")) for cell in heads_row):
        return 0
    below = [cell for row in rows[1:] for cell in row if cell.strip()]
    longer = sum(map(len, below)) / max(1, len(below)) > 1.5 * sum(map(len, heads_row)) / len(
        heads_row
    )
    return int(longer and not _CODE.match(heads_row[0]) and not _like_the_others(rows))


def _like_the_others(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a first row of two cells is a name and its value, and no pair of headings."""
    filled = [index for index, cell in enumerate(rows[0]) if cell.strip()]
    if len(filled) != 2:
        return False
    if sum(_names_a_field(row[filled[0]]) for row in rows) > 1:
        return True
    second = filled[1]
    below = sorted(len(row[second]) for row in rows[1:] if row[second].strip())
    return bool(below) and len(rows[0][second]) > HEADING_SHARE * below[len(below) // 2]


def _names_a_field(cell: str) -> bool:
    return mark(f"{cell.strip().rstrip(':')}:").kind == "field"


def _only_first(row: Sequence[str]) -> bool:
    return bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


@dataclass(slots=True)
class _Building:
    header: list[tuple[str, ...]]
    body: list[tuple[str, ...]]
    page: int
    label: str
    pages: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = [(self.page, self.label)] * len(self.body)

    @property
    def width(self) -> int:
        return max((len(row) for row in [*self.header, *self.body]), default=0)

    def goes_on(self, rows: Sequence[tuple[str, ...]], heads: int) -> bool:
        width = len(rows[0])
        if heads:
            same = [_folded(row) for row in rows[:heads]] == [_folded(row) for row in self.header]
            return same and width == self.width
        if width != self.width and not (self.header and _blank_start(rows[0])):
            return False
        if self.header and len(rows) > 1 and _caption_row(rows[0]):
            return False
        return bool(self.header) or _blank_start(rows[0]) or width == self.width

    def extend(self, rows: Sequence[tuple[str, ...]], heads: int, page: int, label: str) -> None:
        for row in rows[heads:]:
            if self.body and _blank_start(row) and len(row) < self.width:
                row = _under_longest(row, self.body[-1], self.width)
            self.body.append(row)
            self.pages.append((page, label))

    def finish(self) -> LogicalTable:
        width = self.width
        header = [_padded(row, width) for row in self.header]
        columns = _columns(header, width)
        unit = next(
            (match[0] for row in header for cell in row if (match := _UNIT.search(cell))), ""
        )
        kept = [
            (_padded(row, width), place)
            for row, place in zip(self.body, self.pages, strict=True)
            if not repeats_header(row, header)
        ]
        rows = _rows([row for row, _ in kept], [place for _, place in kept], columns, unit)
        return LogicalTable(tuple(columns), tuple(rows), unit, tuple(header))


def _under_longest(row: Sequence[str], above: Sequence[str], width: int) -> tuple[str, ...]:
    """A row cut short by a page break, its words put under the longest cell above."""
    words = " ".join(cell for cell in row if not _blank(cell))
    longest = max(range(len(above)), key=lambda index: len(above[index]))
    return tuple(words if index == longest else "" for index in range(width))


def repeats_header(row: Sequence[str], header: Sequence[Sequence[str]]) -> bool:
    """Whether a row is the headings again, as tables printed in parts have them."""
    known = {folded for line in header for folded in _folded(line) if folded}
    filled = [folded for folded in _folded(row) if folded]
    if not known or len(filled) < 2 or any(is_figure(cell) for cell in row):
        return False
    if any(len(cell) > HEADER_CELL for cell in row):
        return False
    if not all(folded in known or _a_piece_of(folded, known) for folded in filled):
        return False
    return sum(folded in known for folded in filled) >= 0.5 * len(filled)


def _a_piece_of(folded: str, known: set[str]) -> bool:
    """Whether a cell is part of a heading, or holds one: headings break otherwise on each page."""
    return any(folded in heading or heading in folded for heading in known if len(heading) > 2)


def _folded(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(re.sub(r"\W+", "", cell.lower()) for cell in row)


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(row) + ("",) * (width - len(row))


def _blank_start(row: Sequence[str]) -> bool:
    return not row[0].strip() and any(cell.strip() for cell in row)


def _caption_row(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and bool(row[0].strip()) and row[0].isupper()


def _columns(header: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """One heading a column; a blank in an upper tier takes its left neighbour's words."""
    columns = [""] * width
    for depth, row in enumerate(header):
        last = depth == len(header) - 1
        carried = ""
        for index, cell in enumerate(row):
            text = " ".join(cell.split())
            if text:
                carried = text
            elif not last and index and carried and _spans(header, depth, index):
                text = carried
            if text and text not in columns[index].split(" › "):
                columns[index] = f"{columns[index]} › {text}" if columns[index] else text
    return columns


def _spans(header: Sequence[tuple[str, ...]], depth: int, index: int) -> bool:
    """An upper heading reaches a column whose own heading stands only below it."""
    return any(row[index].strip() for row in header[depth + 1 :]) and index > 0


def _rows(
    body: Sequence[tuple[str, ...]],
    pages: Sequence[tuple[int, str]],
    columns: Sequence[str],
    unit: str,
) -> list[Row]:
    rows: list[Row] = []
    section = ""
    unused: Row | None = None
    inherited = ""
    for printed, (page, label) in zip(body, pages, strict=True):
        filled = [index for index, cell in enumerate(printed) if not _blank(cell)]
        if not filled:
            continue
        figures = any(is_figure(cell) for cell in printed)
        if not printed[0].strip() and rows and not figures and _continuing(rows[-1], printed):
            rows[-1] = _continued(rows[-1], printed, page, label, columns, unit)
            continue
        if filled == [0] and len(printed) > 1 and len(printed[0]) <= HEADER_CELL:
            if unused:
                rows.append(unused)
            section = printed[0].strip().rstrip(":")
            unused = Row(section, (), printed, page, page, label)
            continue
        unused = None
        name, code, name_columns = _label(printed, filled)
        if not name and figures:
            name = inherited
        elif name:
            inherited = name
        cells = _cells(printed, filled, name_columns, columns, unit)
        rows.append(Row(name, cells, printed, page, page, label, section, code))
    return [*rows, unused] if unused else rows


def _blank(cell: str) -> bool:
    return not cell.strip() or cell.strip() in "--—–"


def _label(printed: Sequence[str], filled: Sequence[int]) -> tuple[str, str, set[int]]:
    """A row's name, its code, and the columns that they stand in."""
    first = filled[0]
    text = printed[first].strip()
    if is_figure(text) and not _CODE.match(text):
        return "", "", set()
    if first > 1:
        return "", "", set()
    if _CODE.match(text) and len(filled) > 1 and not is_figure(printed[filled[1]]):
        second = filled[1]
        if len(printed[second]) < LONGEST_NAME and (len(filled) > 2 or len(printed[second]) < 200):
            return f"{text} {printed[second].strip()}", text, {first, second}
        return text, text, {first}
    if len(text) > LONGEST_NAME:
        return "", "", set()
    words = text.split()
    code = words[0] if words and _CODE.match(words[0]) and any(map(str.isdigit, words[0])) else ""
    return text, code, {first}


def _cells(
    printed: Sequence[str],
    filled: Sequence[int],
    name_columns: set[int],
    columns: Sequence[str],
    unit: str,
) -> tuple[Cell, ...]:
    cells = []
    if any(_UNIT.search(column) for column in columns[1:]):
        unit = ""  # each column says its own, and one without has none
    for index in filled:
        if index in name_columns:
            continue
        column = columns[index] if index < len(columns) else ""
        found = _UNIT.search(column)
        value = " ".join(printed[index].split())
        own = found[0] if found else unit if is_figure(value) else ""
        cells.append(Cell(column, value, own))
    return tuple(cells)


def _continuing(row: Row, printed: Sequence[str]) -> bool:
    """A row that begins blank and holds words goes on with the one above it."""
    return any(len(cell) > 0 for cell in printed[1:]) and (row.last_page >= 0)


def _continued(
    row: Row, printed: Sequence[str], page: int, label: str, columns: Sequence[str], unit: str
) -> Row:
    """The row with what the next one, or the next page, adds to its cells."""
    joined = [
        f"{above} {below}".strip() if below.strip() and not _EMPTY.match(below) else above
        for above, below in zip(row.printed, printed, strict=True)
    ]
    filled = [index for index, cell in enumerate(joined) if not _blank(cell)]
    name, code, name_columns = _label(joined, filled)
    cells = _cells(joined, filled, name_columns, columns, unit)
    return replace(
        row,
        label=name or row.label,
        code=code or row.code,
        cells=cells,
        printed=tuple(joined),
        last_page=page,
        turns=row.turns + _turns(row, printed, page, label),
    )


def _turns(
    row: Row, printed: Sequence[str], page: int, label: str
) -> tuple[tuple[int, PageStart], ...]:
    """Where cells that go on do so, when they do on another page."""
    known = {(index, turn.page) for index, turn in row.turns}
    return tuple(
        (index, PageStart(len(above) + (1 if above else 0), page, label))
        for index, (above, below) in enumerate(zip(row.printed, printed, strict=True))
        if page != row.first_page and (index, page) not in known and not _EMPTY.match(below)
    )
