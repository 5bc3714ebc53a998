"""Ways to read the tables of the papers for the rows that a question asks for.

Which table is meant, and by which of its columns its rows are to be put in order: every table that
is found, or that has something of what is asked, by each of its columns of figures, and by the
first and the last of those that differ in their time alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from assistant.answers import Evidence
from assistant.column_heads import month_told, span_told, untimed
from assistant.extreme_columns import (
    LEAST_ROWS,
    OFTEN,
    TIME_COLUMN,
    WHOLE,
    end_of,
    figure_of,
    own_figure,
)
from assistant.extremes_asked import LONG, Asked
from assistant.likeness import likeness_of, words_of
from assistant.paper_times import newest_papers
from assistant.question import Question
from assistant.signals import covers
from assistant.statements import Statement
from assistant.tables import Table, table_of, tables_of
from assistant.variances import sign_of_overspends, variance_cells
from assistant.words import stem_tuple
from corpus.library import Library
from corpus.papers import Cell, Paper, Passage, Scope
from corpus.periods import named_periods

AMONG = 8
"""Tables are looked at whose rows are among so many first statements, and all among passages."""

_STAGES = (
    re.compile(r"\b(?:before|original|current|now|existing|previous|present)\b", re.I),
    re.compile(r"\b(?:after|revised|latest|proposed|new|planned)\b", re.I),
)
"""What heads the columns of what was before a change, and after it."""

NAMES = 12
"""Rows' names that tell what a table is of."""

HAS_SOME = 0.3
"""And those of all papers that have so much of what is asked, by weight."""

ROUNDED = 1.0
"""In a table's own unit: a budget and an outcome are rounded one by one."""

_OUTTURN = re.compile(r"\boutturn\b|\bover\b|\bunder\b", re.I)
_PLAN = re.compile(r"\bbudget\b|\bplan\b|\ballocation\b", re.I)
_SPENT = re.compile(r"\b(?:forecast|spend|spent|actual|outturn|projected)\b", re.I)

HEADS = 0.5
"""What counts that what is set against its like heads the rows' names."""

MOST_PAPERS = 60
"""Papers that are looked through, the newest: a council may have added thousands."""

MOST_TABLES = 40
"""Tables of all papers that are looked at, those that have most first."""


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
    def text(self) -> str:
        """What it says of itself."""
        names = " ".join(row.label for row in self.rows[:NAMES])
        over = " ".join(self.table.rows[0].headings[-2:])
        columns = " ".join(self.table.columns)
        return f"{self.table.name} {self.table.names_heading} {over} {names} {columns}"

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
        return found

    def _both(self, column: str) -> bool:
        """Whether figures above and below 0 stand in a column."""
        figures = [figure_of(row, column) or 0.0 for row in self.rows]
        return min(figures, default=0.0) < 0 < max(figures, default=0.0)

    def _difference(self, column: str) -> int:
        """1 where a column is what is spent beyond a budget, -1 what is left of it, else 0."""
        votes = Counter(vote for row in self.rows for vote in _differs(row, column))
        over, under = votes[1], votes[-1]
        if max(over, under) < LEAST_ROWS or min(over, under):
            return 0
        return 1 if over else -1


def _differs(row: Passage, column: str) -> Iterator[int]:
    value = figure_of(row, column)
    if not value:
        return
    figures = [(c.column, own_figure(c)) for c in row.cells if c.column != column]
    budgets = [v for name, v in figures if v and _PLAN.search(name)]
    outcomes = [v for name, v in figures if v and _SPENT.search(name)]
    for budget in budgets:
        for outcome in outcomes:
            if abs(abs(outcome - budget) - abs(value)) <= ROUNDED:
                yield 1 if (outcome - budget > 0) == (value > 0) else -1
                return


@dataclass(frozen=True)
class Reading:
    """A table read by a column, or by the first and the last of several."""

    seen: Seen
    columns: tuple[str, ...]

    @property
    def column(self) -> str:
        """The one that is named."""
        return self.columns[-1]


def found_first(
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


def tables_seen(
    found: Iterable[Evidence], asked: Asked, question: Question, library: Library, scope: Scope
) -> list[Seen]:
    """The tables of what is found, in order, and those of all papers that have some of what is
    asked, the newest papers first."""
    cited = {one.id for one in question.leans_on.cited} if question.leans_on else set()
    looked: set[str] = set()
    tables: list[Seen] = []
    place = 0
    for item in found:
        if item.passage.id in looked:
            continue
        table = table_of(item.passage, library, scope)
        if table is None:
            continue
        own = {row.id for row in table.rows} | {row.part_of for row in table.rows}
        looked |= own
        if len(table.rows) >= LEAST_ROWS:
            seen = Seen(table, item.paper, place, bool(cited & own))
            tables += [seen, *sections_of(seen)]
            place += 1
    others: list[Seen] = []
    for paper in newest_papers(library.papers(scope))[:MOST_PAPERS]:
        rows = [one for one in library.passages(paper.id, scope) if one.kind == "row"]
        for table in tables_of(rows):
            if len(table.rows) >= LEAST_ROWS and table.rows[0].id not in looked:
                seen = Seen(table, paper, -1, cited=False)
                others += [seen, *sections_of(seen)]
    texts = [one.text for one in others]
    likeness = likeness_of(asked, question, texts, library)
    noun = dict.fromkeys(asked.things[-1:], 1.0)

    def has(seen: Seen) -> float:
        soft = likeness.share(likeness.nearest(words_of(seen.text)))
        heads = bool(covers(noun, question, seen.heading) or asked.of_whom & seen.heading)
        return share_of(asked.wanted, question, seen.all) + soft + HEADS * heads

    fitting = sorted(((has(one), n) for n, one in enumerate(others)), key=lambda t: (-t[0], t[1]))
    return [*tables, *(others[n] for value, n in fitting[:MOST_TABLES] if value >= HAS_SOME)]


def sections_of(seen: Seen) -> Iterator[Seen]:
    """The parts of a table that have headings of their own: what is spent and what comes in."""
    parts = groupby(seen.table.rows, key=lambda row: row.headings)
    found = [(headings, tuple(rows)) for headings, rows in parts]
    for headings, rows in found if len(found) > 1 else ():
        if headings and len(rows) >= LEAST_ROWS:
            yield replace(seen, table=Table(rows), section=headings[-1])


def share_of(wanted: dict[str, float], question: Question, present: set[str]) -> float:
    """The share of wanted stems, by weight, that are present, 0 to 1."""
    total = sum(wanted.values())
    return sum(covers(wanted, question, present).values()) / total if total else 0.0


def readings(seen: Seen, asked: Asked) -> Iterator[Reading]:
    """A table by each column, or each two, that a question of its kind may mean."""
    if asked.over:
        yield from (Reading(seen, (column,)) for column in seen.variances)
        return
    if not (asked.change or asked.judged):
        yield from (Reading(seen, (column,)) for column in _of_kind(seen, asked))
        return
    yield from (Reading(seen, (column,)) for column in seen.figures)
    period = seen.table.rows[0].period
    own = named_periods(period)
    groups: dict[str, list[str]] = {}
    stages: dict[str, list[str]] = {}
    spans = any(span_told(column, own) for column in seen.figures)
    for column in seen.figures:
        if span_told(column, own) or (not spans and month_told(column)):
            groups.setdefault(untimed(column), []).append(column)
        elif _stage(column):
            name = " ".join(_STAGES[0].sub(" ", _STAGES[1].sub(" ", column)).lower().split())
            stages.setdefault(name, []).append(column)
    for several, when in ((groups, lambda one: end_of(one, period)), (stages, _stage)):
        for columns in several.values():
            ordered = sorted(columns, key=when)
            if len(ordered) > 1 and (several is groups or _stage(ordered[0]) < _stage(ordered[-1])):
                yield Reading(seen, (ordered[0], ordered[-1]))


def _of_kind(seen: Seen, asked: Asked) -> list[str]:
    """The columns of figures; those that say how long something takes if that may be asked."""
    lasts = re.search(rf"\b(?:{LONG})\b", asked.text, re.I) or TIME_COLUMN.search(asked.text)
    if lasts or not asked.way:
        return list(seen.figures)
    return [one for one in seen.figures if not TIME_COLUMN.search(one)] or list(seen.figures)


def _stage(column: str) -> int:
    """1 for what was or is before a change, 2 for what is after it, 0 for a column of neither."""
    return next((n for n, said in enumerate(_STAGES, start=1) if said.search(column)), 0)


def values_of(reading: Reading) -> list[tuple[list[float], Passage]]:
    """The rows that have a figure in each of the columns, with these."""
    told = []
    for row in reading.seen.rows:
        values = [figure_of(row, column) for column in reading.columns]
        if all(value is not None for value in values):
            told.append(([value or 0.0 for value in values], row))
    return told
