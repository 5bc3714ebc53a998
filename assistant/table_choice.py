"""Ways to read the tables of the papers for the rows that a question asks for.

Which table is meant, and by which of its columns its rows are to be put in order: every table that
is found, or that has something of what is asked, by each of its columns of figures, and by the
first and the last of those that differ in their time alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Evidence
from assistant.column_heads import month_told, span_told, untimed
from assistant.extreme_columns import (
    LEAST_ROWS,
    TIME_COLUMN,
    end_of,
    figure_of,
)
from assistant.extreme_words import LONG
from assistant.extremes_asked import Asked
from assistant.likeness import likeness_of, words_of
from assistant.paper_times import newest_papers
from assistant.question import Question
from assistant.signals import covers
from assistant.statements import Statement
from assistant.table_seen import Seen, sections_of
from assistant.tables import table_of, tables_of
from corpus.library import Library
from corpus.papers import Passage, Scope
from corpus.periods import named_periods

AMONG = 8
"""Tables are looked at whose rows are among so many first statements, and all among passages."""

_STAGES = (
    re.compile(r"\b(?:before|original|current|now|existing|previous|present)\b", re.I),
    re.compile(r"\b(?:after|revised|latest|proposed|new|planned)\b", re.I),
)
"""What heads the columns of what was before a change, and after it."""

HAS_SOME = 0.3
"""And those of all papers that have so much of what is asked, by weight."""

HEADS = 0.5
"""What counts that what is set against its like heads the rows' names."""

MOST_PAPERS = 60
"""Papers that are looked through, the newest: a council may have added thousands."""

MOST_TABLES = 40
"""Tables of all papers that are looked at, those that have most first."""


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
