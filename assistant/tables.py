"""A table whole: the rows that were printed under one head, what they are and what is told of each.

Passages hold a row each, or a run of a few; what is asked of a table is asked of all its rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from corpus.library import Library
from corpus.papers import Passage, Scope

LONGEST_TABLE = 80
"""Rows on either side that are looked through at most."""

BAR = " | "


@dataclass(frozen=True)
class Table:
    """The rows of a table, in order; none of them is cut."""

    rows: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """What it is called; "" for a table without a name."""
        return max((caption_of(row) for row in self.rows), key=len, default="")

    @cached_property
    def names_heading(self) -> str:
        """What heads the column of its rows' names: "Ward"."""
        return " ".join(line.split(BAR)[0] for line in head_of(self.rows[0])[1]).strip()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """What its cells are headed by, in order, each once."""
        return tuple(dict.fromkeys(cell.column for row in self.rows for cell in row.cells))


def caption_of(row: Passage) -> str:
    """What a row's table is called: the line over its head; "" where there is none."""
    first = row.text.split("\n", 1)[0]
    return "" if BAR in first or first == row.text else first


def head_of(row: Passage) -> tuple[str, tuple[str, ...]]:
    """What is printed over a row: the name of its table, and the lines of its columns' headings.

    The name of the section that the row is in is no name of the table.
    """
    over = row.text.split("\n")[:-1]
    plain = [line for line in over if BAR not in line]
    section = row.headings[-1:] if len(plain) == 1 else []
    named = plain[0] if plain and plain[0] not in section else ""
    return named, tuple(line for line in over if BAR in line)


def table_of(passage: Passage, library: Library, scope: Scope) -> Table | None:
    """The table of a row or a run of rows; None for prose."""
    if passage.kind not in ("row", "table"):
        return None
    around = library.neighbours(passage, LONGEST_TABLE, LONGEST_TABLE, scope)
    ordered = sorted({one.id: one for one in (*around, passage)}.values(), key=_place)
    for tabular, run in groupby(ordered, key=lambda one: one.kind in ("row", "table")):
        inside = list(run)
        if tabular and any(one.id == passage.id for one in inside):
            for table in tables_of(one for one in inside if one.kind == "row"):
                if any(passage.id in (one.id, one.part_of) for one in table.rows):
                    return table
    return None


def _place(passage: Passage) -> int:
    return passage.order


def tables_of(rows: Iterable[Passage]) -> Iterator[Table]:
    """The tables of a paper's rows: those one after another that stand under one head."""
    table: list[Passage] = []
    for row in rows:
        if table and not _is_of(row, table):
            yield Table(tuple(table))
            table = []
        table.append(row)
    if table:
        yield Table(tuple(table))


def _is_of(row: Passage, table: Sequence[Passage]) -> bool:
    """Whether a row goes on with a table: of one run, or under the same columns and name."""
    last = table[-1]
    if row.part_of == last.part_of:
        return True
    (name, head), (own, own_head) = head_of(last), head_of(row)
    if head != own_head or not head:
        return False
    return name == own or not name or not own


def row_line(row: Passage) -> str:
    """A row as it is printed, without what stands over it."""
    return row.text.rsplit("\n", 1)[-1]
