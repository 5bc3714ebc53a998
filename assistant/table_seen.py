"""A table as it is looked at: what it says of itself, its columns of figures, its variances."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from assistant.extreme_columns import LEAST_ROWS, OFTEN, WHOLE, figure_of, own_figure
from assistant.tables import Table
from assistant.variances import sign_of_overspends, variance_cells, votes_of
from assistant.words import stem_tuple
from corpus.papers import Cell, Paper, Passage

NAMES = 12
"""Rows' names that tell what a table is of."""

_BALANCE = re.compile(r"\bbalances?\b|\bsurplus(?:es)?\b", re.I)
"""What is in the red where it is below 0, as nothing over its budget is."""

_OUTTURN = re.compile(r"\boutturn\b|\bover\b|\bunder\b", re.I)


@dataclass(frozen=True)
class Seen:
    """A table that is looked at."""

    table: Table
    paper: Paper

    place: int
    """Among those that are found, from 0; -1 for one that is not."""

    cited: bool
    """Whether an earlier turn cited it."""

    section: str = ""
    """What heads its rows within a larger table: "Income"; "" for a whole one."""

    @cached_property
    def rows(self) -> tuple[Passage, ...]:
        """Its rows but for those of all the others."""
        return tuple(row for row in self.table.rows if not WHOLE.search(row.label))

    @cached_property
    def heading(self) -> set[str]:
        """Stems of what heads its rows' names."""
        return set(stem_tuple(self.table.names_heading))

    @cached_property
    def often(self) -> set[str]:
        """Stems that several of its rows' names have."""
        counted = Counter(key for row in self.rows for key in set(stem_tuple(row.label)))
        return {key for key, times in counted.items() if times > 1}

    @cached_property
    def name(self) -> set[str]:
        """Stems of its own name."""
        return set(stem_tuple(self.table.name))

    @cached_property
    def over(self) -> set[str]:
        """Stems of what stands over it."""
        return set(stem_tuple(" ".join((*self.table.rows[0].headings, self.paper.title))))

    @cached_property
    def all(self) -> set[str]:
        """All of these, and of its columns."""
        columns = set(stem_tuple(" ".join(self.table.columns)))
        return self.heading | self.often | self.name | self.over | columns

    @cached_property
    def said(self) -> str:
        """What it says of itself but for its columns."""
        over = " ".join(self.table.rows[0].headings[-2:])
        names = " ".join(row.label for row in self.rows[:NAMES])
        return f"{self.table.name} {self.table.names_heading} {over} {names}"

    @cached_property
    def text(self) -> str:
        """What it says of itself."""
        return f"{self.said} {' '.join(self.table.columns)}"

    @cached_property
    def figures(self) -> dict[str, Cell]:
        """The columns of figures, each with a cell of it."""
        found: dict[str, Cell] = {}
        for column in self.table.columns:
            own = [cell for row in self.rows for cell in row.cells if cell.column == column]
            told = [cell for cell in own if own_figure(cell) is not None]
            if len(told) >= max(LEAST_ROWS, OFTEN * len(self.rows)):
                found[column] = told[0]
        return found

    @cached_property
    def variances(self) -> dict[str, int]:
        """Its columns that say by how much budgets are over or under, each with its sign: 1 where
        what is over is above 0."""
        told = {cell.column for row in self.rows for cell in variance_cells(row)}
        sign = sign_of_overspends(self.rows)
        found = {}
        for column in self.figures:
            own = self._difference(column)
            if own or (
                sign and (column in told or (_OUTTURN.search(column) and self._both(column)))
            ):
                found[column] = own or sign
            elif _BALANCE.search(f"{column} {self.table.name}") and self._both(column):
                found[column] = -1
        return found

    def _both(self, column: str) -> bool:
        """Whether figures above and below 0 stand in a column."""
        figures = [figure_of(row, column) or 0.0 for row in self.rows]
        return min(figures, default=0.0) < 0 < max(figures, default=0.0)

    def _difference(self, column: str) -> int:
        """1 where a column is what is spent beyond a budget, -1 what is left of it, else 0."""
        cells = [(row, cell) for row in self.rows for cell in row.cells if cell.column == column]
        votes = Counter(vote for row, cell in cells for vote in votes_of(row, cell))
        over, under = votes[1], votes[-1]
        if max(over, under) < LEAST_ROWS or min(over, under):
            return 0
        return 1 if over else -1


def sections_of(seen: Seen) -> Iterator[Seen]:
    """The parts of a table that have headings of their own: what is spent and what comes in."""
    parts = groupby(seen.table.rows, key=lambda row: row.headings)
    found = [(headings, tuple(rows)) for headings, rows in parts]
    for headings, rows in found if len(found) > 1 else ():
        if headings and len(rows) >= LEAST_ROWS:
            yield replace(seen, table=Table(rows), section=headings[-1])
