"""The row that comes first: "which ward has the most", "what is our dearest placement".

Rows are found by their words, and none of these says that it has the most. What is asked of a
table is looked for among those of the passages that are found: the one whose name, columns and
rows' names have the question's words, with a column that it names or that "dearest" means.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Evidence
from assistant.cells import figure_cells
from assistant.extreme_columns import (
    LEAST_ROWS,
    SHARE,
    WHOLE,
    Meant,
    figure_of,
    judged_way,
    meant_columns,
    way_up,
)
from assistant.extreme_tables import AMONG, TIMES, Fitting, near, tables_anywhere, tables_near
from assistant.extremes_asked import EXTREME, FALL, RISE, Asked, asked_of
from assistant.question import Question
from assistant.quoting_rows import row_told
from assistant.signals import Rarity, covers
from assistant.statements import Statement
from assistant.tables import Table, row_line, table_of, tables_of
from assistant.variances import signed_figure
from assistant.verbatim import Line
from assistant.weighing import SEEMS_TO_ANSWER
from assistant.words import stem_tuple
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope

AS_SURE = 0.15
"""Tables of one name in a paper that fit so nearly as well are one."""

SAID = 0.5
"""So much of what is asked a sentence has that tells it."""

MOST_ROWS = 3
"""Rows that have as much; of more none comes first."""

MOST_CELLS = 8
"""A longer row is told by the cells alone by which it comes first."""


def first_of_a_table(
    question: Question,
    scored: Sequence[Statement],
    evidence: Sequence[Evidence],
    rarity: Rarity,
    library: Library,
    scope: Scope,
) -> list[Line]:
    """The row that has the most, or the least, of what is asked for; those that have as much.

    None where no table has what is asked, or no one of its columns is meant.
    """
    asked = asked_of(question, rarity)
    if asked is None or (scored and _is_told(scored[0], asked, question)):
        return []
    found = list(near(question, scored, evidence, library))
    fitting = tables_near(found, asked, question, library, scope)
    if lines := _best(fitting, asked, question, library, scope):
        return lines
    if times := [TIMES[key] for key in asked.things if key in TIMES]:
        tables = [(item, table_of(item.passage, library, scope)) for item in found[:1]]
        rows = [
            Evidence(1, row, item.paper) for item, table in tables if table for row in table.rows
        ]
        return _of_times(times[0], question, [*found[:AMONG], *rows], asked)
    if not (asked.things or asked.of_whom) or not asked.wanted:
        return []
    fitting = tables_anywhere(asked, question, library, scope)
    return _best(fitting, asked, question, library, scope)


def _is_told(best: Statement, asked: Asked, question: Question) -> bool:
    """Whether a sentence seems to answer: papers say in prose what is largest."""
    if best.row or best.read is None or best.read < SEEMS_TO_ANSWER:
        return False
    if asked.every and not re.search(r"\d", best.text):
        return False
    if "number" in question.wants and not re.search(r"\d", best.text):
        return False
    total = sum(asked.wanted.values())
    held = sum(covers(asked.wanted, question, set(stem_tuple(best.text))).values())
    tells = (RISE if asked.change > 0 else FALL) if asked.change else EXTREME
    return bool(total and tells.search(best.text)) and held >= SAID * total


_Told = tuple[float, Line]
"""How far a row is ahead, and what is told of it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A table that has what is asked, and its rows that come first."""

    sure: float
    table: Table
    paper: Paper
    meant: Meant
    told: list[_Told]


def _best(
    fitting: Iterable[Fitting],
    asked: Asked,
    question: Question,
    library: Library,
    scope: Scope,
) -> list[Line]:
    """The rows that come first in the table that fits best."""
    found: list[_Found] = []
    for one in fitting:
        meant = meant_columns(one.table, asked, question)
        told = _first(one.table, one.paper, asked, meant) if meant else []
        if meant and told:
            sure = one.fit + 0.2 * min(meant.score, 2.0) - 0.01 * one.place
            found.append(_Found(sure, one.table, one.paper, meant, told))
    if not found:
        return []
    best = max(found, key=lambda one: one.sure)
    if asked.every:
        return [line for _, line in best.told]
    parts = filter(None, _parts(best, found, asked, library, scope))
    return [line for _, line in max(parts, key=lambda told: told[0][0])]


def _parts(
    best: _Found, found: Sequence[_Found], asked: Asked, library: Library, scope: Scope
) -> Iterator[list[_Told]]:
    """What comes first in a table, and in those of its name and paper that go on with it.

    These fit nearly as well, or have the same columns: a table under several headings.
    """
    yield best.told
    for one in found:
        of_it = one.table.name == best.table.name and one.paper.id == best.paper.id
        if of_it and best.table.name and abs(best.sure - one.sure) < AS_SURE:
            yield one.told
    rows = [one for one in library.passages(best.paper.id, scope) if one.kind == "row"]
    for table in tables_of(rows):
        alike = table.names_heading == best.table.names_heading
        if alike and table.name == best.table.name and table.columns == best.table.columns:
            yield _first(table, best.paper, asked, best.meant)


def _of_times(
    kind: re.Pattern[str], question: Question, found: Sequence[Evidence], asked: Asked
) -> list[Line]:
    """The month, or another time, of a row's columns that is asked for.

    Of rows whose names have as much of what is asked a rate is the better or worse one.
    """

    def named(item: Evidence) -> tuple[int, bool]:
        row = item.passage
        share = any("%" in cell.value for cell in row.cells) or bool(SHARE.search(row.label))
        own = covers(asked.wanted, question, set(stem_tuple(row.label)))
        return len(own), not asked.way and share

    rows = [item for item in found if item.passage.kind == "row"]
    for item in sorted(rows, key=named, reverse=True)[:1]:
        row = item.passage
        figures = [
            (value, cell)
            for cell in row.cells
            if kind.search(cell.column) and (value := signed_figure(cell.value)) is not None
        ]
        way = asked.way or judged_way(asked, row.label, row.text)
        most = max((way * value for value, _ in figures), default=0.0)
        first = [cell.column for value, cell in figures if way * value == most]
        if way and len(figures) >= LEAST_ROWS and len(first) <= MOST_ROWS:
            return [_line(row, item.paper, first)]
    return []


def _first(table: Table, paper: Paper, asked: Asked, meant: Meant) -> list[_Told]:
    """The rows that come first by the columns that are meant; none where many have as much."""
    rows = [row for row in table.rows if not WHOLE.search(row.label)]
    of_kind = [row for row in rows if set(asked.things) & set(stem_tuple(row.label))]
    over = {*stem_tuple(table.names_heading), *stem_tuple(table.name)}
    if asked.things and asked.things[-1] not in over and len(of_kind) >= LEAST_ROWS:
        rows = of_kind  # "which primary"
    figures = {row.id: [figure_of(row, column) for column in meant.columns] for row in rows}
    told = [(values, row) for row in rows if None not in (values := figures[row.id])]
    if len(told) < LEAST_ROWS:
        return []
    way = way_up(table, asked, meant, [values[0] or 0.0 for values, _ in told])
    if not way:
        return []
    weighed = [(way * ((values[-1] or 0.0) - _start(values)), row) for values, row in told]
    most = max(value for value, _ in weighed)
    if asked.every:
        moved = [(value, _line(row, paper, meant.columns)) for value, row in weighed if value > 0]
        return moved if len(moved) < len(weighed) else []
    first = [row for value, row in weighed if value == most]
    if len(first) > MOST_ROWS or (asked.change and most <= 0):
        return []
    return [(most, _line(row, paper, meant.columns)) for row in first]


def _start(values: Sequence[float | None]) -> float:
    return (values[0] or 0.0) if len(values) > 1 else 0.0


def _line(row: Passage, paper: Paper, columns: Sequence[str]) -> Line:
    """A row as it is told: what it comes first by, then what else stands in it."""
    cells = figure_cells(row)
    first = [cell for column in columns for cell in cells if cell.column == column]
    others = [cell for cell in cells if cell.column not in columns]
    shown = row_told(row, [*first, *(others if len(cells) <= MOST_CELLS else [])])
    return Line(row_line(row), row, paper, alone=True, shown=shown)
