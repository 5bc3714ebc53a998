"""The row that comes first: "which ward has the most", "what is our dearest placement".

Rows are found by their words, and none of these says that it has the most. What is asked of a
table is looked for among those of the passages that are found: the one whose name, columns and
rows' names have the question's words, with a column that it names or that "dearest" means.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Evidence
from assistant.cells import figure_cells, printed
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
from assistant.extremes_asked import (
    EXTREME,
    FALL,
    RISE,
    Asked,
    asked_of,
)
from assistant.finding import similar
from assistant.paper_times import newest_papers
from assistant.question import Question
from assistant.quoting_rows import place_of, without_unit
from assistant.signals import Rarity, covers
from assistant.statements import Statement
from assistant.tables import Table, row_line, table_of, tables_of
from assistant.variances import signed_figure
from assistant.verbatim import Line
from assistant.weighing import SEEMS_TO_ANSWER
from assistant.words import stem_tuple
from corpus.calendar import MONTH_WORDS
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope

COVERED = 0.7
"""So much of what is asked, by weight, stands over a table, heads its columns or names its rows."""

MEANS = ((0.5, 0.35), (0.3, 0.4), (0.2, 0.5))
"""Or less of it, where what stands over the table is as near as this in meaning (cosine)."""

WHOLLY = 0.9
"""And so much where a table is looked for among all, and not among what is found."""

OF_TABLE, OF_PAPER = 0.95, 0.75
"""What that counts where a table's name alone, or its paper's, has what is set against its like."""

MOST_THINGS = 0.6
"""So many words of what is set against its like stand over a table: "named maintained school"."""

AS_SURE = 0.15
"""Tables of one name in a paper that fit so nearly as well are one."""

AMONG = 8
"""Tables are looked at whose rows are among so many first statements, and all among passages."""

SAID = 0.5
"""So much of what is asked a sentence has that tells it."""

MOST_ROWS = 3
"""Rows that have as much; of more none comes first."""

MOST_CELLS = 8
"""A longer row is told by the cells alone by which it comes first."""

_A_YEAR = re.compile(r"\b20\d\d\b")
_TIMES = {
    "month": re.compile(rf"^\W*(?:{MONTH_WORDS}|may)\b", re.I),
    "quarter": re.compile(r"\b(?:q[1-4]|quarter)\b", re.I),
    "year": re.compile(r"\b20\d\d\b|\b\d\d/\d\d\b"),
}
"""What of a row's columns are of such times."""


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
    near = list(_near(question, scored, evidence, library))
    if lines := _best(near, asked, question, library, scope):
        return lines
    if times := [_TIMES[key] for key in asked.things if key in _TIMES]:
        tables = [(item, table_of(item.passage, library, scope)) for item in near[:1]]
        rows = [
            Evidence(1, row, item.paper) for item, table in tables if table for row in table.rows
        ]
        return _of_times(times[0], question, [*near[:AMONG], *rows], asked)
    if not (asked.things or asked.of_whom) or not asked.wanted:
        return []
    return _best(_everywhere(asked, question, library, scope), asked, question, library, scope)


def _everywhere(
    asked: Asked, question: Question, library: Library, scope: Scope
) -> Iterator[Evidence]:
    """A row of each table of all papers that has all that is asked, of the newest papers first."""
    for paper in newest_papers(library.papers(scope)):
        rows = [one for one in library.passages(paper.id, scope) if one.kind == "row"]
        for table in tables_of(rows):
            fits = len(table.rows) >= LEAST_ROWS and _fit(table, paper, asked, question) >= WHOLLY
            if fits:
                yield Evidence(1, table.rows[0], paper)


def _best(
    near: Iterable[Evidence],
    asked: Asked,
    question: Question,
    library: Library,
    scope: Scope,
) -> list[Line]:
    """The rows that come first in the table that fits best."""
    found: list[_Found] = []
    seen: set[str] = set()
    cited = {one.id for one in question.leans_on.cited} if question.leans_on else set()
    for place, item in enumerate(near):
        if item.passage.id in seen:
            continue
        table = table_of(item.passage, library, scope)
        if table is None:
            continue
        own = {row.id for row in table.rows} | {row.part_of for row in table.rows}
        seen |= own
        if len(table.rows) < LEAST_ROWS:
            continue
        fit = 1.0 if cited & own else _fit(table, item.paper, asked, question)
        if not asked.wanted and (question.follows or not asked.way) and not cited & own:
            continue
        named = bool(asked.things or asked.of_whom)
        sounds = fit < COVERED and named and _sounds_like(table, question, fit, library)
        if not fit or not (fit >= COVERED or sounds):
            continue
        meant = meant_columns(table, asked, question)
        told = _first(table, item.paper, asked, meant) if meant else []
        if meant and told:
            sure = fit + 0.2 * min(meant.score, 2.0) - 0.01 * place
            found.append(_Found(sure, table, item.paper, meant, told))
    if not found:
        return []
    best = max(found, key=lambda one: one.sure)
    if asked.every:
        return [line for _, line in best.told]
    parts = [one.told for one in found if best.goes_on_in(one)]
    alike = filter(None, [*parts, *_alike(best, asked, library, scope)])
    return [line for _, line in max(alike, key=_ahead)]


@dataclass(frozen=True, slots=True)
class _Found:
    """A table that has what is asked, and its rows that come first."""

    sure: float
    table: Table
    paper: Paper
    meant: "Meant"
    told: "list[_Told]"

    def goes_on_in(self, other: "_Found") -> bool:
        """Whether another table is of this one, under another heading."""
        same = self.table.name == other.table.name and self.paper.id == other.paper.id
        return bool(same and self.table.name) and abs(self.sure - other.sure) < AS_SURE


def _ahead(told: "list[_Told]") -> float:
    return told[0][0]


def _alike(best: _Found, asked: Asked, library: Library, scope: Scope) -> "Iterator[list[_Told]]":
    """What comes first in a table, and in those of its paper that go on with it under another
    heading: of one name, with the same columns."""
    yield best.told
    rows = [one for one in library.passages(best.paper.id, scope) if one.kind == "row"]
    for table in tables_of(rows):
        alike = table.names_heading == best.table.names_heading
        if alike and table.name == best.table.name and table.columns == best.table.columns:
            yield _first(table, best.paper, asked, best.meant)


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


def _near(
    question: Question,
    scored: Sequence[Statement],
    evidence: Sequence[Evidence],
    library: Library,
) -> Iterator[Evidence]:
    """What is of a table among what is found, the likeliest first; what was cited before it."""
    for passage in question.leans_on.cited if question.leans_on else ():
        if paper := library.paper(passage.paper_id):
            yield Evidence(1, passage, paper)
    yield from (one.evidence for one in scored[:AMONG] if one.row)
    yield from (item for item in evidence if item.passage.kind in ("row", "table"))


def _fit(table: Table, paper: Paper, asked: Asked, question: Question) -> float:
    """How much of what is asked stands over a table, heads its columns or names its rows, 0 to 1.

    The rows must be what is set against its like: by what heads their names, by the table's name,
    or by their own.
    """
    first = table.rows[0]
    heading = set(stem_tuple(table.names_heading))
    if sum(bool(_A_YEAR.search(row.label)) for row in table.rows) > len(table.rows) / 2:
        heading.add("year")
    if any(key in _TIMES for key in asked.things) and not heading & set(_TIMES):
        return 0.0  # a month is told by the columns of a row
    named = heading | set(stem_tuple(table.name))
    over = named | set(stem_tuple(" ".join((*first.headings, paper.title))))
    heads = set(stem_tuple(" ".join(table.columns)))
    counted = Counter(key for row in table.rows for key in set(stem_tuple(row.label)))
    often = {key for key, times in counted.items() if times > 1}
    total = sum(asked.wanted.values())
    held = sum(covers(asked.wanted, question, over | heads | often).values())
    fit = held / total if total else 1.0
    if asked.of_whom:
        return fit if asked.of_whom & named else 0.0
    if not asked.things:
        told = any(EXTREME.search(column) for column in table.columns)
        return fit if total and not told else 0.0
    noun = {asked.things[-1]: 1.0}
    kept = dict.fromkeys(asked.things, 1.0)
    if len(covers(kept, question, over | often | heads)) < MOST_THINGS * len(kept):
        return 0.0
    if covers(noun, question, heading | often):
        return fit
    return fit * (OF_TABLE if covers(noun, question, named) else OF_PAPER)


def _of_times(
    kind: re.Pattern[str], question: Question, near: Sequence[Evidence], asked: Asked
) -> list[Line]:
    """The month, or another time, of a row's columns that is asked for.

    Of rows whose names have as much of what is asked a rate is the better or worse one.
    """

    def named(item: Evidence) -> tuple[int, bool]:
        row = item.passage
        share = any("%" in cell.value for cell in row.cells) or bool(SHARE.search(row.label))
        own = covers(asked.wanted, question, set(stem_tuple(row.label)))
        return len(own), not asked.way and share

    rows = [item for item in near if item.passage.kind == "row"]
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


def _sounds_like(table: Table, question: Question, fit: float, library: Library) -> bool:
    """Whether a table's name and columns mean what is asked, where few of its words are there."""
    told = f"{table.name}. {table.names_heading}: {'; '.join(table.columns)}"
    likeness = similar(library, question.plain, [told])[0]
    return any(fit >= words and likeness >= least for words, least in MEANS)


_Told = tuple[float, Line]
"""How far a row is ahead, and what is told of it."""


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
    told = [*first, *(others if len(cells) <= MOST_CELLS else [])]
    place = place_of(row)
    where = f" ({place})" if place and place != row.label else ""
    said = "; ".join(
        f"{without_unit(cell.column).replace(' › ', ', ') or cell.column}: {printed(cell)}"
        for cell in told
    )
    return Line(row_line(row), row, paper, alone=True, shown=f"{row.label}{where} – {said}.")
