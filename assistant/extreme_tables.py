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

NAMED = 1.0
"""Or so much and likeness together, where what is set against its like heads the rows' names, which
counts so much more, or is among them."""

HEADS, IS_AMONG = 0.45, 0.3

ALIKE = 0.3
"""And no table that is further in meaning."""

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
        said = _said(table, item.paper)
        fit = 1.0 if cited & own else _fit(table, said, asked, question)
        if fit >= COVERED or _sounds_like(table, said, fit, asked, question, library):
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
            fit = _fit(table, _said(table, paper), asked, question)
            if fit >= WHOLLY:
                yield Fitting(table, paper, fit, place)
                place += 1


@dataclass(frozen=True, slots=True)
class _Said:
    """Stems of what a table says of itself."""

    heading: set[str]
    """Of what heads its rows' names, "year" where most of these are years."""

    often: set[str]
    """Of what several rows' names have."""

    named: set[str]
    """Of what heads them, and of its own name."""

    all: set[str]
    """Of these, its columns, and what stands over it."""


def _said(table: Table, paper: Paper) -> _Said:
    heading = set(stem_tuple(table.names_heading))
    if sum(bool(_A_YEAR.search(row.label)) for row in table.rows) > len(table.rows) / 2:
        heading.add("year")
    named = heading | set(stem_tuple(table.name))
    counted = Counter(key for row in table.rows for key in set(stem_tuple(row.label)))
    often = {key for key, times in counted.items() if times > 1}
    over = " ".join((*table.rows[0].headings, paper.title, *table.columns))
    return _Said(heading, often, named, named | often | set(stem_tuple(over)))


def _held(said: _Said, asked: Asked, question: Question) -> float:
    """So much of what is asked, by weight, a table says of itself, 0 to 1."""
    total = sum(asked.wanted.values())
    return sum(covers(asked.wanted, question, said.all).values()) / total if total else 1.0


def _is_of_times(said: _Said, asked: Asked) -> bool:
    """Whether the rows are the months or years that are asked for, where such are: most often
    they head the columns."""
    return bool(said.heading & set(TIMES)) or not any(key in TIMES for key in asked.things)


def _fit(table: Table, said: _Said, asked: Asked, question: Question) -> float:
    """How much of what is asked stands over a table, heads its columns or names its rows, 0 to 1.

    The rows must be what is set against its like: by what heads their names, by the table's name,
    or by their own.
    """
    if not _is_of_times(said, asked):
        return 0.0
    fit = _held(said, asked, question)
    if asked.of_whom:
        return fit if asked.of_whom & said.named else 0.0
    if not asked.things:
        told = any(EXTREME.search(column) for column in table.columns)
        return fit if asked.wanted and not told else 0.0
    noun = {asked.things[-1]: 1.0}
    kept = dict.fromkeys(asked.things, 1.0)
    if len(covers(kept, question, said.all)) < MOST_THINGS * len(kept):
        return 0.0
    if covers(noun, question, said.heading | said.often):
        return fit
    return fit * (OF_TABLE if covers(noun, question, said.named) else OF_PAPER)


def _sounds_like(
    table: Table, said: _Said, fit: float, asked: Asked, question: Question, library: Library
) -> bool:
    """Whether a table's name and columns mean what is asked, where few of its words are there."""
    if not (asked.things or asked.of_whom) or not _is_of_times(said, asked):
        return False
    noun = asked.of_whom or {asked.things[-1]}
    heads = HEADS if noun & said.heading else IS_AMONG if noun & said.often else 0.0
    if not fit and not heads:
        return False
    told = f"{table.name}. {table.names_heading}: {'; '.join(table.columns)}"
    likeness = similar(library, question.plain, [told])[0]
    if fit and any(fit >= words and likeness >= least for words, least in MEANS):
        return True
    held = _held(said, asked, question) if asked.wanted else 0.0
    return bool(heads) and likeness >= ALIKE and held + likeness + heads >= NAMED
