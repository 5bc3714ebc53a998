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
    end_of,
    meant_columns,
)
from assistant.extreme_words import EXTREME, LONG, MONEY
from assistant.extremes_asked import Asked
from assistant.finding import similar
from assistant.likeness import Likeness, likeness_of, words_of
from assistant.question import Question
from assistant.signals import covers
from assistant.statements import Statement
from assistant.table_choice import Reading, share_of
from assistant.table_rows import INCOME, Told
from assistant.table_seen import Seen
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library
from corpus.papers import Cell

TABLE_SIGNALS = (
    "unfound", "place", "first", "cited",
    "covered", "wholly", "fitting", "covered_column", "own_column", "covered_name", "covered_over",
    "soft", "soft_column", "soft_table", "least",
    "means", "means_column", "means_table", "means_best",
    "noun_heads", "noun_name", "noun_over", "noun_soft", "noun_none", "of_whom",
    "money", "no_money", "long", "no_long", "share", "no_share", "a_share",
    "bound_share", "aim", "aims", "change_column",
    "variance", "time", "no_time", "newest", "sum", "only", "rows", "extreme", "named",
    "meant", "row_named", "section", "section_named", "income", "no_income",
)  # fmt: skip

NOTHING_SIGNALS = (
    "nothing", "nothing_row", "nothing_judged", "nothing_every", "nothing_bound",
    "nothing_follows", "nothing_change", "nothing_over", "nothing_said",
)  # fmt: skip
"""What tells that no table is meant."""

WHOLLY = 0.7
"""So much of what is asked a table has, by weight, that it is certainly of that."""

FAR = 12
"""Tables are found in order; what is further down is as far."""

_ASKS_MONEY = re.compile(rf"\b(?:{MONEY})\b|£", re.I)
_ASKS_LONG = re.compile(rf"\b(?:{LONG})\b", re.I)


def signals_of_readings(
    ways: Sequence[tuple[Reading, list[Told]]], asked: Asked, question: Question, library: Library
) -> list[dict[str, float]]:
    """A value for each of TABLE_SIGNALS, for every way to read, with the rows that it gives."""
    readings = [one for one, _ in ways]
    tables = list({id(one.seen): one.seen for one in readings}.values())
    columns = [one.column for one in readings]
    texts = [*(seen.said for seen in tables), *columns]
    likeness = likeness_of(asked, question, texts, library)
    looked = {id(seen): _Looked(seen, asked, question, likeness, library) for seen in tables}
    over = [f"{one.seen.table.name}. {one.seen.table.names_heading}" for one in readings]
    named = [" ".join((r.seen.table.name, *r.seen.table.rows[0].headings[-1:])) for r in readings]
    told = [f"{what}: {column}" for what, column in zip(over, columns, strict=True)]
    means = _similar(library, question.plain, told)
    bare = " ".join(likeness.asked) or question.plain
    by_column = _similar(library, bare, columns)
    by_table = _similar(library, question.plain, named)
    best = {
        key: max(mean for one, mean in zip(readings, means, strict=True) if id(one.seen) == key)
        for key in looked
    }
    return [
        {
            **looked[id(one.seen)].of_table,
            **looked[id(one.seen)].of_column(one),
            "means": means[n],
            "means_column": by_column[n],
            "means_table": by_table[n],
            "means_best": float(means[n] == best[id(one.seen)]),
            "row_named": _named(ways[n][1], question),
        }
        for n, one in enumerate(readings)
    ]


def _named(told: Sequence[Told], question: Question) -> float:
    """The share of a first row's name that the question has itself: it is what is asked of."""
    name = {key for key in stem_tuple(told[0][1].label) if key.isalpha()}
    return len(name & set(question.weights)) / len(name) if name else 0.0


def _similar(library: Library, text: str, others: Sequence[str]) -> list[float]:
    distinct = list(dict.fromkeys(others))
    known = dict(zip(distinct, similar(library, text, distinct), strict=True))
    return [known[one] for one in others]


class _Looked:
    """A table as one question looks at it: what is the same for all of its columns, once."""

    def __init__(
        self, seen: Seen, asked: Asked, question: Question, likeness: Likeness, library: Library
    ) -> None:
        self.seen, self.asked, self.question, self.likeness = seen, asked, question, likeness
        period = seen.table.rows[0].period
        self.timed = dated(question, period)
        cells = list(seen.figures.values())
        times = times_of_columns(cells, self.timed, period)
        self.times = dict(zip(seen.figures, times, strict=True))
        self.ends = {column: end_of(column, period) for column in seen.figures}
        self.nearest = likeness.nearest(words_of(seen.said))
        self.meant = None if asked.bound else meant_columns(seen.table, asked, question)
        self.of_table = self._of_table(library)

    def _has(self, present: set[str]) -> float:
        return share_of(self.asked.wanted, self.question, present)

    def _of_table(self, library: Library) -> dict[str, float]:
        seen, asked = self.seen, self.asked
        noun = dict.fromkeys(asked.things[-1:], 1.0)

        def names(present: set[str]) -> float:
            return float(bool(covers(noun, self.question, present)))

        heads = names(seen.heading)
        has, told = self._has(seen.all), bool(asked.of_whom & (seen.heading | seen.name))
        fits = told or bool(names(seen.heading | seen.often | seen.name))
        return {
            "unfound": float(seen.place < 0),
            "place": min(seen.place, FAR) / FAR if seen.place >= 0 else 1.0,
            "first": float(seen.place == 0),
            "cited": float(seen.cited),
            "covered": has,
            "wholly": float(fits and has >= WHOLLY),
            "fitting": has * fits,
            "covered_name": self._has(seen.name | seen.heading),
            "covered_over": self._has(seen.over),
            "soft_table": self.likeness.share(self.nearest),
            "noun_heads": heads,
            "noun_name": names(seen.name),
            "noun_over": names(seen.over),
            "noun_soft": 0.0 if heads else self._noun_alike(library),
            "noun_none": float(not noun),
            "of_whom": float(told),
            "section": float(bool(seen.section)),
            "section_named": self._has(set(stem_tuple(seen.section))),
            "income": float(bool(INCOME.search(seen.section)) and not INCOME.search(asked.text)),
            "no_income": float(bool(INCOME.search(asked.text)) and not INCOME.search(seen.section)),
            "rows": float(np.log(len(seen.rows) + 1) / 3),
            "only": float(len(seen.figures) == 1),
        }

    def _noun_alike(self, library: Library) -> float:
        """How near what is set against its like comes to what heads the rows' names."""
        noun = self.asked.things[-1:]
        said = [word for word in content_words(self.question.plain) if stem(word) in noun]
        heads = words_of(self.seen.table.names_heading)
        if not said or not heads:
            return 0.0
        return float((library.word_vectors(heads) @ library.word_vectors(said).T).max())

    def of_column(self, one: Reading) -> dict[str, float]:
        """The values of a way to read that are of its column."""
        seen, asked, column = self.seen, self.asked, one.column
        cell, own = seen.figures[column], set(stem_tuple(column))
        others = [set(stem_tuple(other)) for other in seen.figures if other not in one.columns]
        common = set.intersection(*others, own) if others else set()
        nearest = self.likeness.nearest(words_of(column))
        together = np.maximum(nearest, self.nearest)
        named = named_by(cell, self.timed, asked.text, set(asked.things))
        times, newest = self.times, max(self.ends.values())
        return {
            "covered_column": self._has(own),
            "own_column": self._has(own - common),
            "soft": self.likeness.share(together),
            "soft_column": self.likeness.share(nearest),
            "least": float(together.min()) if len(together) else 0.0,
            "named": min(2.0, sum(named.values())) / 2,
            "meant": float(self.meant is not None and self.meant.columns == one.columns),
            "change_column": float(bool(CHANGE.search(column))),
            "variance": float(column in seen.variances and not asked.over),
            "time": min(1.0, max(0.0, times[column])),
            "no_time": float(times[column] < 0 or max(times.values()) > 0 >= times[column]),
            "newest": float(not newest or not self.ends[column] or self.ends[column] == newest),
            "sum": float(bool(SUM.search(column))),
            "extreme": float(bool(EXTREME.search(f"{column} {seen.table.name}"))),
            **_of_its_kind(column, cell, asked),
        }


def _of_its_kind(column: str, cell: Cell, asked: Asked) -> dict[str, float]:
    """Whether a column holds what is asked for: money, a time, a share, an aim."""
    text = f"{column} {cell.unit} {cell.value}"
    money, share = bool(MONEY_COLUMN.search(text)), bool(SHARE.search(text))
    lasts, aim = bool(TIME_COLUMN.search(column)), bool(AIM.search(column))
    asks_money, asks_long = _ASKS_MONEY.search(asked.text), _ASKS_LONG.search(asked.text)
    asks_share, asks_aim = ASKS_SHARE.search(asked.text), AIM.search(asked.text)
    return {
        "money": float(bool(asks_money) and money),
        "no_money": float(bool(asks_money) and not money),
        "long": float(bool(asks_long) and lasts),
        "no_long": float(bool(asks_long) and not lasts),
        "share": float(bool(asks_share) and share),
        "no_share": float(bool(asks_share) and not share),
        "a_share": float(share and not asks_share),
        "bound_share": _fits_bound(asked.bound, share) if asked.bound else 0.0,
        "aim": float(aim and not asks_aim),
        "aims": float(aim and bool(asks_aim)),
    }


def is_of_its_time(seen: Seen, asked: Asked, question: Question) -> bool:
    """Whether a table has a column of the time asked for, or no columns of times."""
    period = seen.table.rows[0].period
    timed, cells = dated(question, period), list(seen.figures.values())
    says_when = timed.periods or timed.quarters or BARE_MONTH.search(asked.text)
    if not says_when or asked.change or asked.judged or not any(map(any_time, cells)):
        return True
    return max(times_of_columns(cells, timed, period), default=0.0) > 0


def _fits_bound(bound: Bound, share: bool) -> float:
    """1 where a column can hold what a bound is of, -1 where it cannot."""
    return 1.0 if (bound.kind == "percent") == share else -1.0


def nothing_signals(
    asked: Asked, question: Question, scored: Sequence[Statement]
) -> dict[str, float]:
    """A value for each of NOTHING_SIGNALS."""
    rows = [one.read for one in scored if one.row and one.read is not None]
    return {
        "nothing": 1.0,
        "nothing_row": max(rows, default=-3.0),
        "nothing_judged": float(not asked.way and not asked.every),
        "nothing_every": float(asked.every),
        "nothing_bound": float(asked.bound is not None),
        "nothing_follows": float(question.follows),
        "nothing_change": float(bool(asked.change or asked.judged)),
        "nothing_said": float(not asked.wanted),
        "nothing_over": float(bool(asked.over)),
    }
