"""Rows of cells to rows that a person can read alone: name, code, labelled cells, section."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.papers import Cell, PageStart
from ingest.sums import adds_up
from ingest.table_headings import CODE, HEADER_CELL, is_figure
from ingest.table_names import names_beside
from ingest.table_sections import Sections, is_total

LONGEST_NAME = 400
"""Characters: a longer first cell is what the row says and not its name; measures have 350."""

MEASURES = 0.3
"""Of a table's rows so many have a name that comes again: measures, and no two schools of one
name."""

INNER_COLUMNS = 2
"""Figures in a row of a table within a table."""

INNER_HEAD = 30
"""Characters: so long at most is what heads its columns."""

UNIT = re.compile(
    r"£\s?['’‘]?\s?0{3}s?|£\s?[mk]\b|£\s?millions?|£\s?thousands?|\(£\)|(?<!\w)%|£(?=\s*$|\s*›)|\bpercent(?:age)?\b",
    re.I,
)

_BARE = re.compile(r"^\d{1,3}(?:\s?[-–]\s?\d{1,3}|\+)?$")
"""A name that is a number alone, or runs from one to another."""

_REFERENCE = re.compile(r"^(?:ref|no|number|item|id|row|line)\w*$", re.I)
"""A heading over numbers that count the rows and nothing else."""

_REGISTERED = re.compile(r"\d{4,8}")
"""A number in a register before a name, without commas: a school's, a charity's."""

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


def rows_of(
    body: Sequence[tuple[str, ...]],
    pages: Sequence[tuple[int, str]],
    columns: Sequence[str],
    unit: str,
    *,
    ruled: bool = False,
) -> list[Row]:
    """The rows under their columns' headings; `pages` has each one's page and printed page.

    A row with a name alone heads those after it; one that begins blank and holds words goes on
    with the one before, but where lines part rows that stand beside one name.
    """
    if ruled and all(columns[:2]) and (names := names_beside(body, pages)):
        return _beside_names(body, pages, columns, unit, names)
    rows: list[Row] = []
    counts = Counter(printed[0].strip() for printed in body)
    sections = Sections(frozenset(name for name, count in counts.items() if name and count > 1))
    unused: Row | None = None
    inherited = ""
    owner: tuple[str, ...] = ()
    above: list[tuple[str, ...]] = []
    for printed, (page, label) in zip(body, pages, strict=True):
        filled = [index for index, cell in enumerate(printed) if not is_blank(cell)]
        if not filled:
            continue
        figures = any(is_figure(cell) for cell in printed)
        if not printed[0].strip() and rows and not figures and _continuing(rows[-1], printed):
            rows[-1] = _continued(rows[-1], printed, page, label, columns, unit)
            owner = rows[-1].printed if rows[-1].label == inherited else owner
            continue
        if filled == [0] and len(printed) > 1 and len(printed[0]) <= HEADER_CELL:
            if unused:
                rows.append(unused)
            sections.begin(printed[0].strip().rstrip(":"))
            above = []
            unused = Row(sections.current, (), printed, page, page, label)
            continue
        unused = None
        name, code, name_columns = _label(printed, filled)
        name = _under_heading(name, columns)
        if not name and figures:
            name = "" if printed[0].strip() or adds_up(printed, above) else inherited
        elif name:
            inherited, owner = name, printed
        heads = columns
        if name == inherited and (within := _within(printed, owner)):
            name = f"{inherited} – {printed[within]}"
            heads = [*columns[: within + 1], *owner[within + 1 :]]
            name_columns = set(range(within + 1))
        cells = _cells(printed, filled, name_columns, heads, unit)
        section = sections.of(name, printed) if figures else sections.current
        rows.append(Row(name, cells, printed, page, page, label, section, code))
        above.append(printed)
    return _of_those_above([*rows, unused] if unused else rows)


def _beside_names(
    body: Sequence[tuple[str, ...]],
    pages: Sequence[tuple[int, str]],
    columns: Sequence[str],
    unit: str,
    names: Sequence[str | None],
) -> list[Row]:
    """The rows of a table whose first cells are names that several rows stand beside.

    They are called by their second cells, and each has the name that it stands beside; None of
    `names` is for a row that goes on with the one above.
    """
    rows: list[Row] = []
    for row, (page, label), beside in zip(body, pages, names, strict=True):
        if beside is None and rows:
            whole = _continued(rows[-1], row, page, label, columns, unit)
            rows[-1] = _called_by_second(whole, columns, unit)
            continue
        printed = (beside or row[0], *row[1:])
        whole = Row("", (), printed, page, page, label)
        rows.append(_called_by_second(whole, columns, unit))
    return rows


def _called_by_second(row: Row, columns: Sequence[str], unit: str) -> Row:
    filled = [index for index, cell in enumerate(row.printed) if not is_blank(cell)]
    own = [index for index in filled if index] or filled
    name, code, _ = _label(row.printed, own)
    cells = _cells(row.printed, filled, {own[0]}, columns, unit)
    return replace(row, label=name, code=code, cells=cells)


def _of_those_above(rows: list[Row]) -> list[Row]:
    """The rows, one whose name comes again under that of the row above it that has one alone.

    "Number in special schools", "Average cost", "Number in mainstream", "Average cost". Not where
    rows stand under sections, nor where two of one name follow each other: a list of parts.
    """
    names = Counter(row.label for row in rows)
    again = [n for n, row in enumerate(rows) if names[row.label] > 1]
    if not again or len(again) < MEASURES * len(rows):
        return rows
    told = any(row.section or not row.label or not _has_figures(row) for row in rows)
    apart = all(n and rows[n - 1].label != rows[n].label for n in again)
    if told or not apart or any(is_total(rows[n].label) for n in again):
        return rows
    owner = ""
    found: list[Row] = []
    for row in rows:
        if names[row.label] == 1:
            owner = row.label
        found.append(replace(row, section=owner) if names[row.label] > 1 else row)
    return found


def _within(printed: Sequence[str], owner: Sequence[str]) -> int:
    """Where the name stands of a row of a table that another row's cells hold; 0 for none.

    The owner's cells head its columns: "P7.4 | … | Grade | Q1 | Q2" over " | | Good | 71% | 64%".
    """
    figures = [index for index, cell in enumerate(printed) if is_figure(cell)]
    if printed[0].strip() or len(figures) < INNER_COLUMNS or len(owner) != len(printed):
        return 0
    name = figures[0] - 1
    headed = all(0 < len(owner[n].strip()) <= INNER_HEAD for n in (name, *figures))
    told = headed and not any(is_figure(owner[n]) for n in (name, *figures))
    return name if told and name > 0 and re.search(r"[A-Za-z]", printed[name]) else 0


def _has_figures(row: Row) -> bool:
    return any(is_figure(cell.value) for cell in row.cells)


def is_blank(cell: str) -> bool:
    """Whether a cell holds nothing, or a dash for nothing."""
    return not cell.strip() or cell.strip() in "--—–"


def _is_dash(cell: str) -> bool:
    """Whether a cell says that there is nothing, and is not left blank for the one above."""
    return bool(cell.strip()) and is_blank(cell)


def _label(printed: Sequence[str], filled: Sequence[int]) -> tuple[str, str, set[int]]:
    """A row's name, its code, and the columns that they stand in."""
    first = filled[0]
    text = printed[first].strip()
    named = len(filled) > 1 and not is_figure(printed[filled[1]])
    numbered = bool(CODE.match(text) or (named and not first and _REGISTERED.fullmatch(text)))
    if is_figure(text) and (not numbered or (first and not named)):
        return "", "", set()
    if first > 1 and not _is_dash(printed[0]):
        return "", "", set()
    if numbered and named:
        second = filled[1]
        if len(printed[second]) < LONGEST_NAME and (len(filled) > 2 or len(printed[second]) < 200):
            return f"{text} {printed[second].strip()}", text, {first, second}
        return text, text, {first}
    if len(text) > LONGEST_NAME:
        return "", "", set()
    words = text.split()
    code = words[0] if words and CODE.match(words[0]) and any(map(str.isdigit, words[0])) else ""
    return text, code, {first}


def _under_heading(name: str, columns: Sequence[str]) -> str:
    """A row's name; one that is a bare number says what it counts: "Age 15", "Ages 0–8"."""
    heading = columns[0] if columns else ""
    counts = heading.isalpha() and not _REFERENCE.match(heading)
    return f"{heading} {name}" if counts and _BARE.match(name) else name


def _cells(
    printed: Sequence[str],
    filled: Sequence[int],
    name_columns: set[int],
    columns: Sequence[str],
    unit: str,
) -> tuple[Cell, ...]:
    cells = []
    if any(UNIT.search(column) for column in columns[1:]):
        unit = ""  # each column says its own, and one without has none
    for index in filled:
        if index in name_columns:
            continue
        column = columns[index] if index < len(columns) else ""
        found = UNIT.search(column)
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
    filled = [index for index, cell in enumerate(joined) if not is_blank(cell)]
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
