"""The sides of a comparison: the times, rows or papers that a question sets against each other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.column_names import ELSEWHERE
from assistant.either import SIDE_WITHIN, either_of, may_be_side
from assistant.pieces import MEASURE_NUMBER, has_figure
from assistant.question import Question
from assistant.row_names import (
    TIME_STEMS,
    is_measure,
    same_columns,
    same_name,
    without_notes,
)
from assistant.statements import Statement
from assistant.times import FITS, period_fit
from assistant.words import content_words, stem_tuple
from corpus.library import Library
from corpus.papers import Hit, Passage, Scope
from corpus.periods import named_periods

LIKE_WITHIN = 6.0
"""A side may stand so far below the best statement where it is of the other's table, or its measure
in another paper."""

PAPER_WITHIN = 2.5
"""So far where no two times are named, and the sides are what two papers say."""

MOST_NAMED = 4

_PAPERS = re.compile(
    r"\b(?:papers?|reports?|documents?|agenda|minutes|pack|supplement|scorecard|return)\b", re.I
)
_EACH = re.compile(
    r"\b(?:each|both|agree|differ\w*|disagree\w*|contradict\w*|inconsistent|match(?:es)?|tally"
    r"|the other|corrected|the same (?:number|figure|total|amount) as)\b",
    re.I,
)
"""What asks for both of two papers, beside a word for them: "do the papers agree"."""

LEADING = 3
LEADING_WITHIN = 8
"""So many rows among so many first hits are looked for in other papers too."""

LOOKED_AT = 30
"""Passages that the words of a row's name bring, or a follow-up's own, to find a row among; and
those before a row, and behind it, that may be rows of its table."""

TWINS = 3
"""So many of a row are added."""

SIDE_READ = 3
"""Statements of each paper's period that are read, besides the first of all."""

SIDES_READ = 8
"""So many at most."""


def compares(question: Question) -> bool:
    """Whether a question sets things, times or papers against each other."""
    return "compare" in question.wants or len(times_of(question)) > 1 or compares_papers(question)


def compares_papers(question: Question) -> bool:
    """Whether a question asks what each of two papers says."""
    return bool(_PAPERS.search(question.text) and _EACH.search(question.text))


def times_of(question: Question) -> list[Question]:
    """The question for each of the times that it names."""
    return [
        *(replace(question, periods=(one,), quarters=()) for one in question.periods),
        *(replace(question, periods=(), quarters=(one,)) for one in question.quarters),
    ]


def to_read(question: Question, scored: Sequence[Statement], first: int) -> list[Statement]:
    """The statements to read of those that the signals ordered: the first, and of each side some.

    A side is what the papers of one period say, or what one paper does.
    """
    chosen = list(scored[:first])
    if not compares(question):
        return chosen
    papers = compares_papers(question)
    said: dict[str, list[Statement]] = {}
    for one in scored:
        said.setdefault(_side_of(one, papers=papers), []).append(one)
    sides = [one for own in said.values() for one in own[:SIDE_READ] if one not in chosen]
    return [*chosen, *sides[:SIDES_READ]]


def sides_of(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The best statement of each side of a comparison: of each time named, or of each paper's."""
    if not scored or not compares(question):
        return []
    times = times_of(question)
    papers = compares_papers(question)
    named = _named_rows(question, scored)
    if len(named) > 1 and len(times) < 2 and not papers:
        return named
    if len(times) > 1 and not papers:
        if _names_all(scored[0], question):
            return []
        found = [_of_time(time, scored) for time in times]
        first = max((one for one in found if one), key=lambda one: one.score, default=None)
        found = [
            one if one is first else _of_time(time, scored, like=first)
            for time, one in zip(times, found, strict=True)
        ]
        return list(dict.fromkeys(one for one in found if one is not None))
    if not times and not papers and (both := either_of(question, scored)):
        return both
    if scored[0].row and not times and not papers:
        return []
    if not papers and (own := _own_figures(question, scored)):
        return [own, scored[0]]
    sides: dict[str, Statement] = {}
    for one in scored:
        sides.setdefault(_side_of(one, papers=papers), one)
    return [one for one in sides.values() if one.score >= scored[0].score - PAPER_WITHIN][:2]


def _own_figures(question: Question, scored: Sequence[Statement]) -> Statement | None:
    """The row of the measure whose commentary compares it with others: "above England's 545".

    The commentary tells what they have, the row what the body has.
    """
    best = scored[0].evidence
    measure = without_notes(best.passage.label)
    if scored[0].row or best.passage.kind != "row" or not measure:
        return None
    if not ELSEWHERE.search(question.text):
        return None
    return next(
        (
            one
            for one in scored
            if one.row
            and one.evidence.paper.id == best.paper.id
            and MEASURE_NUMBER.match(one.evidence.passage.label)
            and same_name(without_notes(one.evidence.passage.label), measure)
        ),
        None,
    )


def _named_rows(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The rows of one table whose names are in the question: "Quay or Marsh Side"."""
    asked = set(question.weights)
    tables: dict[str, dict[str, Statement]] = {}
    for one in scored:
        passage = one.evidence.passage
        name = set(stem_tuple(passage.label))
        if one.row and passage.part_of and name and name <= asked - TIME_STEMS:
            tables.setdefault(passage.part_of, {}).setdefault(passage.label, one)
    rows = next((list(own.values()) for own in tables.values() if len(own) > 1), [])
    near = bool(rows) and rows[0].score >= scored[0].score - SIDE_WITHIN
    return rows[:MOST_NAMED] if near else []


def _side_of(statement: Statement, *, papers: bool) -> str:
    """What a statement's side is known by: its paper, where papers are compared, or its time."""
    paper = statement.evidence.paper
    return paper.id if papers else paper.period


def twins_of(hits: Sequence[Hit], question: Question, library: Library, scope: Scope) -> list[Hit]:
    """Rows that may be the other side of the first hits: each scored as the hit that it is beside.

    The same measure in another paper; another row of the same table that the question names.
    """
    known = {hit.passage.id for hit in hits}
    found: dict[str, Hit] = {}
    rows = [hit for hit in hits[:LEADING_WITHIN] if hit.passage.kind == "row" and hit.passage.label]
    for hit in rows[:LEADING]:
        elsewhere = library.by_words(content_words(hit.passage.label), scope, LOOKED_AT)
        beside = library.neighbours(hit.passage, LOOKED_AT, LOOKED_AT, scope)
        twins = [one for one in elsewhere if _is_twin(hit, one)]
        twins += [
            replace(hit, passage=row)
            for row in beside
            if row.part_of == hit.passage.part_of and _is_named(row, question)
        ]
        for one in twins[:TWINS]:
            if one.passage.id not in known:
                found.setdefault(one.passage.id, replace(one, score=hit.score))
    return list(found.values())


def _is_twin(hit: Hit, other: Hit) -> bool:
    """Whether a row is the same measure in another paper, by its name or by its number too."""
    own, theirs = hit.passage.label, other.passage.label
    if other.passage.kind != "row" or other.paper.id == hit.paper.id:
        return False
    return is_measure(own, theirs) and same_columns(hit.passage, other.passage)


def _is_named(row: Passage, question: Question) -> bool:
    """Whether all the words of a row's name are the question's."""
    own = set(stem_tuple(row.label))
    return bool(own and row.part_of) and own <= set(question.weights)


def _names_all(statement: Statement, question: Question) -> bool:
    """Whether one statement speaks of all the times: a row with a column for each."""
    named = named_periods(statement.text)
    quarters = {found.quarter for found in named}
    return all(
        any(found.label == wanted.label for found in named) for wanted in question.periods
    ) and quarters.issuperset(question.quarters)


def _of_time(
    asked: Question, scored: Sequence[Statement], like: Statement | None = None
) -> Statement | None:
    """The best statement of a passage of one time, near enough to the best of all.

    One whose passage or paper is itself of that time comes before one that names it; of them one
    that is `like` the other side first.
    """
    fitting, alike = [], []
    for one in scored:
        passage, paper = one.evidence.passage, one.evidence.paper
        fits, clashes = period_fit(asked, passage, paper)
        if fits < FITS or clashes:
            continue
        if may_be_side(one, scored[0]):
            fitting.append(one)
        near = one.score >= scored[0].score - LIKE_WITHIN
        if like is not None and near and _is_like(like, one):
            alike.append(one)
    for found in (alike, fitting):
        own = [one for one in found if _is_of(one, asked)] or found
        if own:
            same = [one for one in own if like and _figured(one) == _figured(like)]
            return (same or own)[0]
    return None


def _figured(statement: Statement) -> int:
    """Whether a statement gives shares (2), figures (1) or none."""
    return 2 if "%" in statement.text else int(has_figure(statement.text))


def _is_like(one: Statement, other: Statement) -> bool:
    """Whether two statements are of rows of one table, or of one measure in two papers."""
    own, theirs = one.evidence.passage, other.evidence.passage
    if own.part_of and own.part_of == theirs.part_of:
        return one.row == other.row
    names = without_notes(own.label), without_notes(theirs.label)
    return all(names) and own.paper_id != theirs.paper_id and is_measure(*names)


def _is_of(statement: Statement, asked: Question) -> bool:
    """Whether a passage is itself of the one time asked for, and does not only name it."""
    named = named_periods(statement.evidence.passage.period or statement.evidence.paper.period)
    return any(
        found.label in {period.label for period in asked.periods}
        or (found.quarter and found.quarter in asked.quarters)
        for found in named
    )
