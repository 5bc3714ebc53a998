"""What tells whether a question means a table and its column: named values for each way to read."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.asked_times import dated
from assistant.bounds import Bound
from assistant.column_heads import BARE_MONTH, any_time
from assistant.column_names import AIM, named_by
from assistant.column_times import times_of_columns
from assistant.extreme_columns import (
    ASKS_SHARE,
    CHANGE,
    MONEY_COLUMN,
    SHARE,
    SUM,
    TIME_COLUMN,
    Meant,
    end_of,
    meant_columns,
)
from assistant.extremes_asked import EXTREME, LONG, MONEY, Asked
from assistant.finding import similar
from assistant.likeness import Likeness, likeness_of, words_of
from assistant.question import Question
from assistant.statements import Statement
from assistant.table_choice import Reading, Seen, share_of
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library

TABLE_SIGNALS = (
    "unfound", "place", "first", "cited",
    "covered", "covered_column", "own_column", "covered_name", "covered_over",
    "soft", "soft_column", "soft_table", "least",
    "means", "means_column", "means_table", "means_best",
    "noun_heads", "noun_often", "noun_name", "noun_over", "noun_soft", "noun_none", "of_whom",
    "money", "no_money", "long", "no_long", "lasts", "share", "no_share", "a_share",
    "bound_share", "aim", "aims", "change_column", "pair",
    "variance", "time", "no_time", "newest", "sum", "only", "rows", "extreme", "named",
    "meant", "none_meant",
)  # fmt: skip

NOTHING_SIGNALS = (
    "nothing", "nothing_prose", "nothing_row", "nothing_judged", "nothing_every", "nothing_bound",
    "nothing_follows", "nothing_change", "nothing_over", "nothing_noun",
)  # fmt: skip
"""What tells that no table is meant."""

_ASKS_MONEY = re.compile(rf"\b(?:{MONEY})\b|£", re.I)
_ASKS_LONG = re.compile(rf"\b(?:{LONG})\b", re.I)


def signals_of_readings(
    readings: Sequence[Reading], asked: Asked, question: Question, library: Library
) -> list[dict[str, float]]:
    """A value for each of TABLE_SIGNALS, for every way to read."""
    texts = [_text_of(one.seen) for one in {id(r.seen): r for r in readings}.values()]
    columns = [one.column for one in readings]
    likeness = likeness_of(asked, question, [*texts, *columns], library)
    noun = asked.things[-1:] if asked.things else ()
    noun_words = [w for w in content_words(question.plain) if stem(w) in noun]
    told = [f"{r.seen.table.name}. {r.seen.table.names_heading}: {r.column}" for r in readings]
    bare = " ".join(likeness.asked) or question.plain
    means = _similar(library, question.plain, told)
    means_column = _similar(library, bare, columns)
    means_table = _similar(
        library,
        question.plain,
        [f"{r.seen.table.name} {' '.join(r.seen.table.rows[0].headings[-1:])}" for r in readings],
    )
    of_seen: dict[int, dict[str, float]] = {}
    meant: dict[int, Meant | None] = {}
    found = []
    for n, one in enumerate(readings):
        seen = one.seen
        if id(seen) not in of_seen:
            of_seen[id(seen)] = _of_table(seen, asked, question, likeness, noun_words, library)
            meant[id(seen)] = None if asked.bound else meant_columns(seen.table, asked, question)
        values = dict(of_seen[id(seen)])
        values |= _of_column(one, asked, question, likeness)
        chosen = meant[id(seen)]
        values["meant"] = float(chosen is not None and chosen.columns == one.columns)
        values["none_meant"] = float(chosen is None)
        values["means"] = means[n]
        values["means_column"] = means_column[n]
        values["means_table"] = means_table[n]
        found.append(values)
    best: dict[int, float] = {}
    for one, values in zip(readings, found, strict=True):
        best[id(one.seen)] = max(best.get(id(one.seen), -1.0), values["means"])
    for one, values in zip(readings, found, strict=True):
        values["means_best"] = float(values["means"] == best[id(one.seen)])
    return found


def _similar(library: Library, text: str, others: Sequence[str]) -> list[float]:
    distinct = list(dict.fromkeys(others))
    known = dict(zip(distinct, similar(library, text, distinct), strict=True))
    return [known[one] for one in others]


def _text_of(seen: Seen) -> str:
    head = seen.table.rows[0]
    labels = " ".join(row.label for row in seen.rows[:12])
    return f"{seen.table.name} {seen.table.names_heading} {' '.join(head.headings[-2:])} {labels}"


def _of_table(
    seen: Seen,
    asked: Asked,
    question: Question,
    likeness: Likeness,
    noun_words: Sequence[str],
    library: Library,
) -> dict[str, float]:
    noun = asked.things[-1:]
    table_words = words_of(_text_of(seen))
    heading_words = words_of(seen.table.names_heading)
    heads = bool(noun and share_of({noun[0]: 1.0}, question, seen.heading))
    often = bool(noun and share_of({noun[0]: 1.0}, question, seen.often))
    soft = 0.0
    if noun_words and heading_words and not heads:
        near = library.word_vectors(heading_words) @ library.word_vectors(list(noun_words)).T
        soft = float(near.max())
    return {
        "unfound": float(seen.place < 0),
        "place": min(seen.place, 12) / 12 if seen.place >= 0 else 1.0,
        "first": float(seen.place == 0),
        "cited": float(seen.cited),
        "covered_name": share_of(asked.wanted, question, seen.name | seen.heading),
        "covered_over": share_of(asked.wanted, question, seen.over),
        "soft_table": likeness.share(likeness.nearest(table_words)),
        "noun_heads": float(heads),
        "noun_often": float(often and not heads),
        "noun_name": float(bool(noun and share_of({noun[0]: 1.0}, question, seen.name))),
        "noun_over": float(bool(noun and share_of({noun[0]: 1.0}, question, seen.over))),
        "noun_soft": soft,
        "noun_none": float(not noun),
        "of_whom": float(bool(asked.of_whom & (seen.heading | seen.name))),
        "rows": float(np.log(len(seen.rows) + 1) / 3),
        "only": float(len(seen.figures) == 1),
    }


def _of_column(
    one: Reading, asked: Asked, question: Question, likeness: Likeness
) -> dict[str, float]:
    seen, column = one.seen, one.column
    cell = seen.figures[column]
    own = set(stem_tuple(column))
    others = [set(stem_tuple(other)) for other in seen.figures if other not in one.columns]
    common = set.intersection(*others, own) if others else set()
    period = seen.table.rows[0].period
    cells = list(seen.figures.values())
    timed = dated(question, period)
    times = dict(zip(seen.figures, times_of_columns(cells, timed, period), strict=True))
    column_words = words_of(column)
    table_words = words_of(_text_of(seen))
    nearest_column = likeness.nearest(column_words)
    nearest = np.maximum(nearest_column, likeness.nearest(table_words))
    text = f"{column} {cell.unit} {cell.value}"
    share = bool(SHARE.search(text))
    asks_money, asks_long = _ASKS_MONEY.search(asked.text), _ASKS_LONG.search(asked.text)
    asks_share = bool(ASKS_SHARE.search(asked.text))
    lasts = bool(TIME_COLUMN.search(column))
    named = named_by(cell, timed, asked.text, set(asked.things))
    ends = {other: end_of(other, period) for other in seen.figures}
    newest = max(ends.values())
    return {
        "covered": share_of(asked.wanted, question, seen.all),
        "covered_column": share_of(asked.wanted, question, own),
        "own_column": share_of(asked.wanted, question, own - common),
        "soft": likeness.share(nearest),
        "soft_column": likeness.share(nearest_column),
        "least": float(nearest.min()) if len(nearest) else 0.0,
        "money": float(bool(asks_money and MONEY_COLUMN.search(text))),
        "no_money": float(bool(asks_money and not MONEY_COLUMN.search(text))),
        "long": float(bool(asks_long and lasts)),
        "no_long": float(bool(asks_long and not lasts)),
        "lasts": float(lasts and not TIME_COLUMN.search(asked.text)),
        "share": float(asks_share and share),
        "no_share": float(asks_share and not share),
        "a_share": float(share and not asks_share),
        "bound_share": _fits_bound(asked.bound, share=share) if asked.bound else 0.0,
        "aim": float(bool(AIM.search(column)) and not AIM.search(asked.text)),
        "aims": float(bool(AIM.search(column)) and bool(AIM.search(asked.text))),
        "change_column": float(bool(CHANGE.search(column))),
        "variance": float(column in seen.variances and not asked.over),
        "pair": float(len(one.columns) > 1),
        "time": float(min(1.0, max(0.0, times[column]))),
        "no_time": float(times[column] < 0 or (max(times.values()) > 0 >= times[column])),
        "newest": float(not newest or not ends[column] or ends[column] == newest),
        "sum": float(bool(SUM.search(column))),
        "extreme": float(bool(EXTREME.search(f"{column} {seen.table.name}"))),
        "named": min(2.0, sum(named.values())) / 2,
    }


def is_of_its_time(seen: Seen, asked: Asked, question: Question) -> bool:
    """Whether a table has a column of the time asked for, or no columns of times."""
    period = seen.table.rows[0].period
    timed, cells = dated(question, period), list(seen.figures.values())
    says_when = timed.periods or timed.quarters or BARE_MONTH.search(asked.text)
    if not says_when or asked.change or asked.judged or not any(map(any_time, cells)):
        return True
    return max(times_of_columns(cells, timed, period), default=0.0) > 0


def _fits_bound(bound: Bound, *, share: bool) -> float:
    """1 where a column can hold what a bound is of, -1 where it cannot."""
    return 1.0 if (bound.kind == "percent") == share else -1.0


def nothing_signals(
    asked: Asked, question: Question, scored: Sequence[Statement]
) -> dict[str, float]:
    """A value for each of NOTHING_SIGNALS."""
    prose = [one.read for one in scored if not one.row and one.read is not None]
    rows = [one.read for one in scored if one.row and one.read is not None]
    return {
        "nothing": 1.0,
        "nothing_prose": max(prose, default=-3.0),
        "nothing_row": max(rows, default=-3.0),
        "nothing_judged": float(not asked.way and not asked.every),
        "nothing_every": float(asked.every),
        "nothing_bound": float(asked.bound is not None),
        "nothing_follows": float(question.follows),
        "nothing_change": float(bool(asked.change or asked.judged)),
        "nothing_over": float(bool(asked.over)),
        "nothing_noun": float(not asked.things and not asked.of_whom),
    }
