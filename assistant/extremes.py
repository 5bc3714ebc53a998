"""The row that comes first by a column: "which ward has the most", "which team waits longest".

Rows are found by their words, and none of these says that it has the most. Only where it is certain
which table is meant: the column of its rows' names is headed by what is asked for ("Ward"), or the
turn before was answered from it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.cells import figure_cells
from assistant.column_heads import any_time, span_told, untimed
from assistant.column_times import times_of_columns
from assistant.question import Question
from assistant.same_table import rows_of_table, table_id
from assistant.statements import Statement, statements_of
from assistant.variances import signed_figure
from assistant.weighing import SEEMS_TO_ANSWER
from assistant.words import stem_tuple
from corpus.calendar import MONTH_WORDS
from corpus.library import Library
from corpus.papers import Cell, Passage, Scope
from corpus.period_words import without_times
from corpus.periods import named_periods

AMONG = 4
"""Tables are looked at whose rows are among so many first statements or passages."""

LEAST_ROWS = 3
"""Rows with a figure in the column: of two the question is a comparison."""

AHEAD = 4.0
"""The row comes so far before the best statement, on the scale of scores: the others of its table
are not what is asked for."""

_MOST = r"most|highest|biggest|largest|greatest|longest|busiest"
_LEAST = r"least|lowest|fewest|smallest|shortest|quietest"
_EXTREME = re.compile(rf"\b(?:({_MOST})|({_LEAST}))\b", re.I)
_NO_EXTREME = re.compile(
    r"\b(?:at (?:most|least)|most (?:recent|common|likely|vulnerable)|(?<!the )most (?:of|people)|"
    r"(?:most|least) deprived|least likely|"
    r"last(?!\s(?:financial\s)?(?:year|quarter|month|week|term|summer|autumn|winter|spring)\b)|"
    r"(?:over|under)[- ]?sp\w+|"
    r"variances?|deficits?|shortfalls?|gaps?|loss(?:es)?|falls?|drops?|reductions?|cuts?)\b",
    re.I,
)
"""What sets nothing against others, or has no one way up: an overspend, or a deficit, is printed
with a minus or without."""

_WHICH = re.compile(
    rf"\b(?:which|what|who)(?:[’']s)?\s+(?:is\s|are\s|was\s|were\s|has\s|had\s)?((?:[\w’'-]+\W+){{1,4}})"
    rf"|\b(?:{_MOST}|{_LEAST})\s+((?:[\w’'-]+\W*){{1,3}})",
    re.I,
)
_MONTH = re.compile(rf"(?:{MONTH_WORDS}|may)\.?", re.I)

_WHERE = re.compile(r"^\W*(?:so |and )?where(?:['’]?s)?\b", re.I)

_PLACES = frozenset(stem_tuple("ward wards town area areas place locality district parish hub"))
"""What heads the names of places."""

_OTHERWISE = re.compile(r"\([^)]*\)|\b(?:or|per cent|number|no\.)(?=\W|$)", re.I)
"""What a column's name may have besides: "Surplus or (shortfall)", "Number waiting"."""

_WHOLE = re.compile(
    r"\b(?:totals?|sub-?totals?|all|overall|average|mean|median|england|national|region(?:al)?|"
    r"borough|county|council|city|grand|sum|net)\b|^\W*$",
    re.I,
)
"""Rows that are of all the others, or that they are measured against."""


def furthest_first(
    question: Question,
    scored: Sequence[Statement],
    evidence: Sequence[Evidence],
    library: Library,
    scope: Scope,
) -> list[Statement]:
    """The statements, before them the row that has the most, or the least, where that is asked for.

    As they are where no table is certain, the question names none of its columns, or two rows have
    as much.
    """
    way = _way(question)
    if not scored or not way or _is_told(scored[0]):
        return list(scored)
    for table in _tables(question, scored, evidence):
        rows = list(rows_of_table(table.passage, library, scope))
        found = _first_of(rows, question, least=way < 0)
        if found is None:
            continue
        item = next(
            (one.evidence for one in scored if one.evidence.passage.id == found.id),
            replace(table, passage=found),
        )
        (own,) = (one for one in statements_of(item) if one.row)
        first = replace(own, score=scored[0].score + AHEAD, read=scored[0].read)
        others = [one for one in scored if one.evidence.passage.id != found.id]
        return [first, *others]
    return list(scored)


def _is_told(best: Statement) -> bool:
    """Whether a sentence seems to answer: papers say in prose what is largest."""
    likely = best.read is not None and best.read >= SEEMS_TO_ANSWER
    return not best.row and likely and bool(_EXTREME.search(best.text))


def _way(question: Question) -> int:
    """1 where the most is asked for, -1 for the least, 0 for neither or for both."""
    which = _WHICH.search(question.text) or _WHERE.match(question.text)
    if _NO_EXTREME.search(question.text) or not which:
        return 0
    ways = {1 if most else -1 for most, _ in _EXTREME.findall(question.text)}
    return ways.pop() if len(ways) == 1 else 0


def _tables(
    question: Question, scored: Sequence[Statement], evidence: Sequence[Evidence]
) -> Iterator[Evidence]:
    """A row or a run of rows of each table that is certainly meant, the likeliest first."""
    asked = {
        word for found in _WHICH.findall(question.text) for word in stem_tuple(" ".join(found))
    }
    asked |= _PLACES if _WHERE.match(question.text) else frozenset()
    cited = {table_id(one) for one in (question.leans_on.cited if question.leans_on else ())}
    near = [one.evidence for one in scored[:AMONG] if one.row]
    near += [item for item in evidence[:AMONG] if item.passage.kind in ("row", "table")]
    seen = {""}
    for item in near:
        holder = table_id(item.passage)
        named = bool(asked & set(stem_tuple(_names_heading(item.passage))))
        if holder not in seen and (named or holder in cited):
            yield item
        seen.add(holder)


def _names_heading(passage: Passage) -> str:
    """What heads the column of the rows' names: the first cell of the lines that head the rows."""
    lines = [line for line in passage.text.split("\n") if " | " in line]
    heads = lines[:1] if passage.kind == "table" else lines[:-1]
    return " ".join(line.split(" | ")[0] for line in heads)


def _first_of(rows: Sequence[Passage], question: Question, *, least: bool) -> Passage | None:
    """The row with the most, or the least, in the column asked for; None where two have it."""
    figures: list[tuple[float, Passage]] = []
    columns: set[str] = set()
    said = _column_said(question)
    for row in rows:
        cell = None if _WHOLE.search(row.label) else _cell(row, question, said)
        value = signed_figure(cell.value) if cell else None
        if cell and value is not None:
            figures.append((-value if least else value, row))
            columns.add(cell.column)
    if len(figures) < LEAST_ROWS or len(columns) != 1:
        return None
    most = max(value for value, _ in figures)
    found = [row for value, row in figures if value == most]
    return found[0] if len(found) == 1 else None


def _cell(row: Passage, question: Question, said: str) -> Cell | None:
    """A row's cell in the one column that the question names whole, or that the turn before was
    answered from; of several that differ in their time the one asked for, or the newest."""
    numbered = [cell for cell in figure_cells(row) if signed_figure(cell.value) is not None]
    given = [cell for cell in numbered if said and cell.column == said]
    named = _named(numbered, question.text) or given or _named(numbered, question.standalone)
    if not named and _is_of_subject(row, question):
        named = [cell for cell in numbered if _is_time_alone(cell)]
    if not named:
        return None
    times = times_of_columns(named, question, row.period)
    if question.periods or question.quarters:
        named = [cell for cell, time in zip(named, times, strict=True) if time > 0] or named
    own = named_periods(row.period)
    spans = {cell: span.end for cell in named if (span := span_told(cell.column, own))}
    newest = [cell for cell in named if spans.get(cell) == max(spans.values(), default=None)]
    if not spans and all(_MONTH.fullmatch(cell.column.strip()) for cell in named):
        newest = named[-1:]  # of a year that nothing names
    one = newest or named
    return one[0] if len(one) == 1 else None


def _named(cells: Sequence[Cell], text: str) -> list[Cell]:
    """The cells of the columns whose names are wholly among a text's words, the longest of them."""
    asked = set(stem_tuple(text))
    names = {cell: set(stem_tuple(_name(cell))) for cell in cells}
    most = max((len(name) for name in names.values() if name <= asked), default=0)
    return [cell for cell, name in names.items() if most and name <= asked and len(name) == most]


def _is_of_subject(row: Passage, question: Question) -> bool:
    """Whether what heads a row's table has all that a question asks for the most of: "Fly-tips".

    Of a table whose columns are times alone, which say nothing of what is counted.
    """
    own = {word for found in _WHICH.findall(question.text) for word in stem_tuple(found[0])}
    asked = set(stem_tuple(_EXTREME.sub(" ", without_times(question.text)))) - own
    caption = row.text.split("\n", 1)[0]
    over = set(stem_tuple(" ".join((*row.headings, caption, _names_heading(row)))))
    return bool(asked or own) and asked <= over


def _is_time_alone(cell: Cell) -> bool:
    """Whether a column is a time and nothing else: "Quarter 2", "Apr"."""
    if _MONTH.fullmatch(cell.column.strip()):
        return True
    return any_time(cell) and not stem_tuple(_name(cell))


def _name(cell: Cell) -> str:
    """What a column's figures are of, without its time, its unit and what else they may be."""
    return untimed(_OTHERWISE.sub(" ", cell.column))


def _column_said(question: Question) -> str:
    """The column of the first figure of a cited row that the turn before gave; "" for none."""
    before = question.leans_on
    if before is None:
        return ""
    for row in before.cited:
        places = [
            (before.answer.find(f": {cell.value}"), cell.column)
            for cell in figure_cells(row)
            if signed_figure(cell.value) is not None
        ]
        given = [(place, column) for place, column in places if place >= 0]
        if given:
            return min(given)[1]
    return ""
