"""The rows that come first, have moved or are past a bound: "which ward has the most".

Rows are found by their words, and none of these says that it has the most. Of all ways to read the
tables of the papers the likeliest is taken, if one is likelier than that no table is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.cells import figure_cells
from assistant.extreme_columns import LEAST_ROWS, SHARE
from assistant.extreme_words import EXTREME, FALL, RISE
from assistant.extremes_asked import Asked, asked_of
from assistant.question import Question
from assistant.quoting_rows import row_told
from assistant.signals import Rarity, covers
from assistant.statements import Statement
from assistant.table_choice import AMONG, Reading, found_first, readings, tables_seen
from assistant.table_ranking import likeliest
from assistant.table_rows import MOST_ROWS, TIMES, Told, rows_told
from assistant.table_seen import Seen
from assistant.table_signals import is_of_its_time
from assistant.tables import row_line, table_of, tables_of
from assistant.variances import signed_figure
from assistant.verbatim import Line
from assistant.ways_up import judged_way
from assistant.weighing import SEEMS_TO_ANSWER
from assistant.words import stem_tuple
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope

SAID = 0.5
"""So much of what is asked a sentence has that tells it."""

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
    """The row that has the most, or the least, of what is asked for; those that have as much; or
    all that have moved, or are past a bound.

    None where it is likelier that no table is meant.
    """
    asked = asked_of(question, rarity)
    if asked is None or (scored and _is_told(scored[0], asked, question)):
        return []
    found = list(found_first(question, scored, evidence, library))
    if times := [TIMES[key] for key in asked.things if key in TIMES]:
        tables = [(item, table_of(item.passage, library, scope)) for item in found[:1]]
        rows = [
            Evidence(1, row, item.paper) for item, table in tables if table for row in table.rows
        ]
        if lines := _of_times(times[0], question, [*found[:AMONG], *rows], asked):
            return lines
    best = likeliest(
        ways_to_read(found, asked, question, library, scope), asked, question, scored, library
    )
    if best is None:
        return []
    reading, told = best
    paper = reading.seen.paper
    if not asked.every:
        told = max(_parts(reading, told, asked, library, scope), key=lambda rows: rows[0][0])
    if asked.both:
        told = [*told, *rows_told(reading, replace(asked, way=-asked.way))]
    return [_line(row, paper, reading.columns) for _, row in told]


def ways_to_read(
    found: Sequence[Evidence], asked: Asked, question: Question, library: Library, scope: Scope
) -> list[tuple[Reading, list[Told]]]:
    """The readings of the tables of what is found, and of others, with the rows that they give."""
    return [
        (reading, told)
        for seen in tables_seen(found, asked, question, library, scope)
        if is_of_its_time(seen, asked, question)
        for reading in readings(seen, asked)
        if (told := rows_told(reading, asked))
    ]


def _is_told(best: Statement, asked: Asked, question: Question) -> bool:
    """Whether a sentence seems to answer: papers say in prose what is largest."""
    if best.row or best.read is None or best.read < SEEMS_TO_ANSWER:
        return False
    if (asked.every or "number" in question.wants) and not re.search(r"\d", best.text):
        return False
    total = sum(asked.wanted.values())
    held = sum(covers(asked.wanted, question, set(stem_tuple(best.text))).values())
    if asked.both and len({bool(one["most"]) for one in EXTREME.finditer(best.text)}) < 2:
        return False
    tells = (RISE if asked.change > 0 else FALL) if asked.change else EXTREME
    return bool(total and tells.search(best.text)) and held >= SAID * total


def _parts(
    best: Reading, told: list[Told], asked: Asked, library: Library, scope: Scope
) -> Iterator[list[Told]]:
    """What comes first in a table, and in those of its name and columns that go on with it: a
    table under several headings."""
    yield told
    own, paper = best.seen.table, best.seen.paper
    rows = [one for one in library.passages(paper.id, scope) if one.kind == "row"]
    for table in tables_of(rows):
        alike = table.name == own.name and table.names_heading == own.names_heading
        alike = alike and table.columns == own.columns and table.rows[0].id != own.rows[0].id
        seen = Seen(table, paper, -1, cited=False)
        if alike and (others := rows_told(Reading(seen, best.columns), asked)):
            yield others


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


def _line(row: Passage, paper: Paper, columns: Sequence[str]) -> Line:
    """A row as it is told: what it comes first by, then what else stands in it."""
    cells = figure_cells(row)
    first = [cell for column in columns for cell in cells if cell.column == column]
    others = [cell for cell in cells if cell.column not in columns]
    shown = row_told(row, [*first, *(others if len(cells) <= MOST_CELLS else [])])
    return Line(row_line(row), row, paper, alone=True, shown=shown)
