"""Rows of measures under the objective whose number theirs goes on with: "P1.3" under "P1"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.table_headings import is_figure
from ingest.table_rows import Row
from ingest.tables import LogicalTable

OBJECTIVE_WORDS = 40
"""A row that says more is a measure with its commentary."""

_INSIDE = re.compile(r"(?:^|\s)([A-Z]{1,4}\d{1,2})\s+([A-Z].{8,})$")
"""The number may be cut by a rule ("CY | P P2 | Improve …"), so it is looked for in the whole."""


def under_objectives(
    tables: Sequence[LogicalTable], known: dict[str, str]
) -> tuple[LogicalTable, ...]:
    """The tables, each measure's row with its objective as the name that it stands under.

    An objective is a row of a number and a name alone. `known` holds those of the tables before
    by number, and takes in these: a measure may stand pages behind its objective.
    """
    parents: set[str] = set()
    placed: list[list[Row]] = []
    for table in tables:
        rows = []
        for row in table.rows:
            parent = _folded(row.code.rstrip(".").rpartition(".")[0])
            if parent in known and not row.section:
                row = replace(row, section=known[parent])
                parents.add(parent)
            elif not parent:
                known.update(_objective(row))
            rows.append(row)
        placed.append(rows)
    return tuple(
        replace(table, rows=tuple(_alone(row, parents) for row in rows))
        for table, rows in zip(tables, placed, strict=True)
    )


def _alone(row: Row, parents: set[str]) -> Row:
    """An objective's row without cells: its words stand under headings that are the measures'."""
    named = {} if row.section else _objective(row)
    number = next(iter(named), "")
    return replace(row, label=named[number], cells=()) if number in parents else row


def _objective(row: Row) -> dict[str, str]:
    """The number and the words of a row that can be an objective; empty for another."""
    text = " ".join(" ".join(cell for cell in row.printed if cell.strip()).split())
    if len(text.split()) > OBJECTIVE_WORDS or any(map(is_figure, row.printed[1:])):
        return {}
    if row.code and not row.cells and row.label != row.code:
        return {_folded(row.code.split()[-1].rstrip(".")): row.label}
    inside = _INSIDE.search(text)
    return {_folded(inside[1]): f"{inside[1]} {inside[2]}"} if inside else {}


def _folded(number: str) -> str:
    """ "P07" and "P7" are one objective's."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)
