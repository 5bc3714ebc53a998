"""Of statements that say as much, the one of the latest time, where it is asked how things are now.

The reader knows no calendar: "367 in March" answers "how many are there now?" as well as "384 in
September", and a table's row of 2018/19 as well as that of 2024/25.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.column_heads import span_told
from assistant.column_names import AIM
from assistant.fitting import words_held
from assistant.pieces import MEASURE_NUMBER
from assistant.question import NOW, Question
from assistant.row_names import is_measure, same_columns
from assistant.signals import Rarity
from assistant.statements import Statement, statements_of
from assistant.tables import table_of
from assistant.times import own_periods
from assistant.variances import signed_figure
from corpus.library import Library
from corpus.papers import Passage, Scope
from corpus.periods import named_periods

AMONG = 12
"""Of so many first statements one may be a later one."""

NEARLY = 2.0
"""So much less sure may the reader be of it."""

MEASURES = 40
"""Of so many first statements some may be of the same measure in a later paper."""

AS_MUCH = 0.95
"""Of the question's words that the best statement holds it holds this part at least."""

TIME_WORDS = 2

_LATEST = re.compile(
    r"\b(?:latest|most recent|newest|last) (?:year|month|quarter|figures?)\b", re.I
)
"""Of rows that are times the one whose columns are to be compared."""

PUBLISHED = timedelta(days=31)
"""What a paper says of a time so long after its meeting is a forecast."""


def newer_first(
    question: Question,
    scored: Sequence[Statement],
    rarity: Rarity,
    library: Library,
    scope: Scope,
) -> list[Statement]:
    """The statements, before the best one the latest that says as much; else as they are."""
    best = scored[0] if scored else None
    asks = NOW.search(question.text) and not question.periods and not question.quarters
    if best is None or best.read is None or not asks:
        return list(scored)
    of_a_time = best.row and _named_time(best.evidence.passage.label)
    if "compare" in question.wants and not (of_a_time and _LATEST.search(question.text)):
        return list(scored)
    told = _time_of(best)
    if told is None:
        return list(scored)
    later = [one for one in scored[1:AMONG] if _says_as_much(one, best, question, rarity)]
    later += [one for one in scored[1:MEASURES] if _is_of_measure(one, best)]
    if of_a_time:
        later = list(_rows_beside(best, library, scope))
    dated = [(when, one) for one in later if (when := _time_of(one)) is not None and when > told]
    if not dated:
        return list(scored)
    latest = max(when for when, _ in dated)
    first = next(one for when, one in dated if when == latest)
    others = [one for one in scored if one.evidence.passage.id != first.evidence.passage.id]
    return [first, *(others if first.row else [one for one in scored if one is not first])]


def _says_as_much(one: Statement, best: Statement, question: Question, rarity: Rarity) -> bool:
    """Whether a statement answers nearly as surely, with as many of the question's words."""
    if one.row != best.row or one.read is None or best.read is None:
        return False
    held = words_held(question, best, rarity)
    sure = one.read >= max(0.0, best.read - NEARLY)
    return sure and words_held(question, one, rarity) >= AS_MUCH * held


def _is_of_measure(one: Statement, best: Statement) -> bool:
    """Whether a row of another paper is of the measure that the best one is of."""
    own, other = best.evidence.passage, one.evidence.passage
    return (
        one.row
        and best.row
        and own.paper_id != other.paper_id
        and is_measure(own.label, other.label)
        and (bool(MEASURE_NUMBER.match(own.label)) or same_columns(own, other))
    )


def _rows_beside(best: Statement, library: Library, scope: Scope) -> Iterator[Statement]:
    """The rows of the best one's table that are named by times too, as good as the best."""
    table = table_of(best.evidence.passage, library, scope)
    for row in table.rows if table else ():
        if _named_time(row.label):
            item = replace(best.evidence, passage=row)
            for own in statements_of(item):
                if own.row:
                    yield replace(own, score=best.score, read=best.read)


def _newest_column(row: Passage) -> date | None:
    """The end of the newest time that heads a figure of a row, none to come; None for none."""
    own = named_periods(row.period)
    last = max((one.end for one in own), default=None)
    if last is None or _named_time(row.label):
        return None
    spans = [
        span_told(cell.column, own)
        for cell in row.cells
        if signed_figure(cell.value) is not None and not AIM.search(cell.column)
    ]
    return max((span.end for span in spans if span and span.end <= last), default=None)


def _named_time(name: str) -> bool:
    """Whether a row is named by a time alone: "2018/19"."""
    return bool(named_periods(name)) and len(name.split()) <= TIME_WORDS


def _time_of(statement: Statement) -> date | None:
    """The end of the latest time that a statement tells of, a row by its name; None for none.

    What is to come after its paper was written is not told of.
    """
    item = statement.evidence
    if statement.row and (told := _newest_column(item.passage)):
        return told
    texts = [item.passage.label, statement.text] if statement.row else [statement.text]
    last = (
        date.fromisoformat(item.paper.meeting_date) + PUBLISHED if item.paper.meeting_date else None
    )
    for text in (*texts, item.passage.period, item.paper.period):
        ends = [one.end for one in own_periods(text)]
        if last is not None:
            ends = [end for end in ends if end <= last] or [
                one.start for one in named_periods(text) if one.start <= last
            ]
        if ends:
            return max(ends)
    return None
