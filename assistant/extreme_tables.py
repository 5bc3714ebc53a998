"""Which tables have what a question asks the first of: by their names, columns and rows' names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Evidence
from assistant.extreme_columns import LEAST_ROWS
from assistant.extremes_asked import EXTREME, Asked
from assistant.finding import similar
from assistant.paper_times import newest_papers
from assistant.question import Question
from assistant.signals import covers
from assistant.statements import Statement
from assistant.tables import Table, table_of, tables_of
from assistant.words import stem_tuple
from corpus.calendar import MONTH_WORDS
from corpus.library import Library
from corpus.papers import Paper, Scope

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

AMONG = 8
"""Tables are looked at whose rows are among so many first statements, and all among passages."""

_A_YEAR = re.compile(r"\b20\d\d\b")
TIMES = {
    "month": re.compile(rf"^\W*(?:{MONTH_WORDS}|may)\b", re.I),
    "quarter": re.compile(r"\b(?:q[1-4]|quarter)\b", re.I),
    "year": re.compile(r"\b20\d\d\b|\b\d\d/\d\d\b"),
}
"""What of a row's columns are of such times."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """A table that may have what is asked."""

    table: Table
    paper: Paper

    fit: float
    """How much of what is asked it has, 0 to 1."""

    place: int
    """Among the tables that are looked at, the likeliest first."""


def near(
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


def tables_near(
    found: Sequence[Evidence], asked: Asked, question: Question, library: Library, scope: Scope
) -> Iterator[Fitting]:
    """The tables of what is found that have enough of what is asked; the one cited before does."""
    seen: set[str] = set()
    cited = {one.id for one in question.leans_on.cited} if question.leans_on else set()
    for place, item in enumerate(found):
        if item.passage.id in seen:
            continue
        table = table_of(item.passage, library, scope)
        if table is None:
            continue
        own = {row.id for row in table.rows} | {row.part_of for row in table.rows}
        seen |= own
        if len(table.rows) < LEAST_ROWS:
            continue
        if not asked.wanted and (question.follows or not asked.way) and not cited & own:
            continue
        fit = 1.0 if cited & own else _fit(table, item.paper, asked, question)
        named = bool(asked.things or asked.of_whom)
        sounds = 0 < fit < COVERED and named and _sounds_like(table, question, fit, library)
        if fit >= COVERED or sounds:
            yield Fitting(table, item.paper, fit, place)


def tables_anywhere(
    asked: Asked, question: Question, library: Library, scope: Scope
) -> Iterator[Fitting]:
    """The tables of all papers that have all that is asked, of the newest papers first."""
    place = 0
    for paper in newest_papers(library.papers(scope)):
        rows = [one for one in library.passages(paper.id, scope) if one.kind == "row"]
        for table in tables_of(rows):
            if len(table.rows) < LEAST_ROWS:
                continue
            fit = _fit(table, paper, asked, question)
            if fit >= WHOLLY:
                yield Fitting(table, paper, fit, place)
                place += 1


def _fit(table: Table, paper: Paper, asked: Asked, question: Question) -> float:
    """How much of what is asked stands over a table, heads its columns or names its rows, 0 to 1.

    The rows must be what is set against its like: by what heads their names, by the table's name,
    or by their own.
    """
    first = table.rows[0]
    heading = set(stem_tuple(table.names_heading))
    if sum(bool(_A_YEAR.search(row.label)) for row in table.rows) > len(table.rows) / 2:
        heading.add("year")
    if any(key in TIMES for key in asked.things) and not heading & set(TIMES):
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


def _sounds_like(table: Table, question: Question, fit: float, library: Library) -> bool:
    """Whether a table's name and columns mean what is asked, where few of its words are there."""
    told = f"{table.name}. {table.names_heading}: {'; '.join(table.columns)}"
    likeness = similar(library, question.plain, [told])[0]
    return any(fit >= words and likeness >= least for words, least in MEANS)
