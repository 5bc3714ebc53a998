"""Budget tables: rows with a variance, which way it points, and which is the whole council's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.quoting_rows import without_unit
from assistant.tables import Table, caption_of
from assistant.variances import sign_of_overspends, signed_figure, variance_cells
from corpus.papers import Cell, Passage

_MILLIONS = re.compile(r"£\s?m\b|\bmillions?\b", re.I)
DEPARTMENTS = re.compile(r"\b(?:departments?|directorates?)\b", re.I)
SUM = re.compile(r"^\W*(?:grand |sub-?|overall )?(?:total|net)\b|\btotal\W*$", re.I)
_OTHER_TABLES = re.compile(r"\bcapital|\breserves?\b|\bschools grant|\bDSG\b|\bhigh needs\b", re.I)
_OTHER_PAPERS = re.compile(r"\bschools?\b|\bDSG\b|\bpension", re.I)
_OF_BUDGET = re.compile(r"\b(?:revenue|budget\w*|spending|financ\w+|outturn|expenditure)\b", re.I)

_YEAR_END = re.compile(
    r"\b(?:forecast\w*|project\w*|year[- ]?end|end of (?:the )?year|outturn|heading for)\b", re.I
)
_SO_FAR = re.compile(r"\b(?:so far|to date|already|at the moment)\b", re.I)
_OF_YEAR = re.compile(r"forecast|outturn|full year|projected", re.I)

OFF = 0.5
"""Of the largest figure of a row what an outturn that is so far off is less than."""


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """A budget table whose sign is known: its rows that have a variance, in order."""

    name: str
    rows: tuple[Passage, ...]
    sign: int

    @property
    def sums(self) -> list[Passage]:
        """Its rows of totals."""
        return [row for row in self.rows if SUM.search(row.label)]

    @property
    def whole(self) -> Passage:
        """The sum of all: what is net and not what is gross, where both stand."""
        net = [row for row in self.sums if re.search(r"\bnet\b", row.label, re.I)]
        return max(net or self.sums, key=_size)

    @property
    def of_several(self) -> bool:
        """Whether it sums up one department after another, and none of its sums is of all."""
        labels = [row.label for row in self.sums]
        return len({*labels}) < len(labels)

    @property
    def parts(self) -> list[Passage]:
        """The sum of each of its parts, one care home after another; empty where it has none."""
        sums: dict[str, list[Passage]] = {}
        for row in self.sums:
            name = without_unit(row.headings[-1]) if row.headings else self.name
            sums.setdefault(name, []).append(row)
        sums.pop(self.name, None)
        wholes = [replace(self, rows=tuple(own)).whole for own in sums.values()]
        return wholes if len(wholes) > 1 else []

    @property
    def of_departments(self) -> bool:
        """Whether its rows are departments, by what heads their names."""
        return bool(DEPARTMENTS.search(Table(self.rows).names_heading))

    @property
    def size(self) -> float:
        """The largest figure of its sums, in £'000 where its unit is told."""
        return max(map(_size, self.sums), default=0.0)


def budget_tables(passages: Sequence[Passage]) -> Iterator[BudgetTable]:
    """A paper's budget tables: rows one after another under one name."""
    rows = [one for one in passages if one.kind == "row" and variance_cells(one)]
    for name, run in groupby(rows, key=name_of):
        own = tuple(run)
        sign = sign_of_overspends(own)
        if sign and name:
            yield BudgetTable(name, own, sign)


def name_of(row: Passage) -> str:
    """What a row's table is called, without its unit."""
    return without_unit(caption_of(row))


def of_the_council(tables: Sequence[BudgetTable], title: str) -> BudgetTable | None:
    """The table of the whole council: of those with a sum the one with the most money."""
    whole = [
        table
        for table in tables
        if table.size
        and not table.of_several
        and _OF_BUDGET.search(f"{title} {table.name}")
        and not _OTHER_TABLES.search(table.name)
        and not _OTHER_PAPERS.search(title)
    ]
    return max(whole, key=lambda table: table.size, default=None)


def _size(row: Passage) -> float:
    figures = (abs(signed_figure(cell.value) or 0.0) for cell in row.cells)
    units = f"{caption_of(row)} {' '.join(cell.unit for cell in row.cells)}"
    return max(figures, default=0.0) * (1000 if _MILLIONS.search(units) else 1)


def cell_asked(row: Passage, asked: str) -> Cell | None:
    """The variance asked for: of the year's end, but where it is asked how things stand so far."""
    cells = variance_cells(row)
    at_end = [cell for cell in cells if _OF_YEAR.search(cell.column)] or _outturns(row)
    so_far = [cell for cell in cells if cell not in at_end]
    if _SO_FAR.search(asked) and not _YEAR_END.search(asked):
        at_end, so_far = so_far, at_end
    return next(reversed(at_end or so_far), None)


def _outturns(row: Passage) -> list[Cell]:
    """Cells headed as the year's outturn that tell by how much it is off: far less than a budget.

    Such a table has its variance to date beside them, and the outturn in the same brackets.
    """
    budget = max((abs(signed_figure(one.value) or 0.0) for one in row.cells), default=0.0)
    return [
        cell
        for cell in row.cells
        if _OF_YEAR.search(cell.column)
        and (figure := signed_figure(cell.value)) is not None
        and abs(figure) < OFF * budget
    ]
