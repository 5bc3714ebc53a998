"""The columns by which a table is put in order: "dearest", "waits longest", "gone up most"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.asked_times import dated
from assistant.column_heads import BARE_MONTH, any_time, month_told, span_told, untimed
from assistant.column_names import AIM, OWN, named_by, own_column
from assistant.column_times import times_of_columns
from assistant.extreme_words import FASTEST, LONG, MONEY
from assistant.extremes_asked import ASKING, Asked
from assistant.question import Question
from assistant.signals import covers
from assistant.tables import Table
from assistant.variances import signed_figure
from assistant.words import stem_tuple
from corpus.calendar import MONTH_WORDS
from corpus.papers import Cell, Passage
from corpus.periods import named_periods

LEAST_ROWS = 3
"""Rows with a figure in the column: of two the question is a comparison."""

OFTEN = 0.3
"""So many of a table's rows have a figure in a column that is of figures."""

WHOLE = re.compile(
    r"\b(?:totals?|sub-?totals?|overall|average|mean|median|england|national|grand|sum|neighbours?)\b"
    r"|^\W*(?:all|net|region(?:al)?|north west|london)\b"
    r"|^\W*(?:the )?(?:\w+ )?(?:borough|county|council|city|district)(?:[ -]?wide)?"
    r"(?: (?:as a whole|total|figure|rate))?\W*$"
    r"|^other\b|^of which\b|^\W*$",
    re.I,
)
"""Rows that are of all the others, or that they are measured against."""

MONEY_COLUMN = re.compile(r"£|\b(?:cost|price|fee|spend|spent|charge|rate|paid)\b", re.I)

TIME_COLUMN = re.compile(r"\b(?:days?|weeks?|months?|hours?|minutes?|long|longest)\b", re.I)

_BUSY = re.compile(r"\b(?:busiest|quietest)\b", re.I)

_VISITS = re.compile(
    r"\b(?:visit\w*|attend\w*|calls?|contacts?|footfall|users?|appointments?|passengers?|"
    r"issues|loans|use)\b",
    re.I,
)

_A_MONTH = re.compile(rf"\b(?:{MONTH_WORDS}|may)\b", re.I)

_LOADS = re.compile(r"\bcase-?loads?\b", re.I)

_LOADS_COLUMN = re.compile(r"\b(?:average|mean|per|case-?loads?)\b", re.I)

_NOT = re.compile(r"\b(?:not|cannot|never|un\w+able)\b|n['’]t\b", re.I)

SHARE = re.compile(r"%|per ?cent|\brate\b|\bshare\b", re.I)

ASKS_SHARE = re.compile(
    r"%|\b(?:per ?cent\w*|percent\w*|shares?|proportion|rates?|steep\w*|sharp\w*)\b", re.I
)

SUM = re.compile(r"\b(?:total|all|overall)\b", re.I)

CHANGE = re.compile(r"\b(?:change|increase|growth|movement|difference)\b", re.I)

_DATE = re.compile(rf"\b(?:{MONTH_WORDS}|may)\b|^\s*(?:19|20)\d\d\s*$|\d/\d", re.I)
"""A cell that tells when, and no figure."""

_FIRST = re.compile(r"[£(−–-]*\d[\d,.]*%?\)?(?=\s+[A-Za-z(])")
"""A figure that words follow: "170 Inside LA: 84"."""

_BEHIND = re.compile(r"(?<=[\d%])\s*\(.*\)$", re.S)

_POOLED = re.compile(r"\b20(\d\d)\s?[-–—/]\s?(?:20)?(\d\d)\b")
"""Several years together: "2022–24"."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The columns of a table that are meant: one, or the first and the last of a change."""

    columns: tuple[str, ...]
    score: float
    """How surely: 0 where none is named and there is but one."""


def meant_columns(table: Table, asked: Asked, question: Question) -> Meant | None:
    """The column that is meant, or the two of a change; None where several may be."""
    rows = [row for row in table.rows if not WHOLE.search(row.label)]
    cells: dict[str, Cell] = {}
    for column in table.columns:
        own = [cell for row in rows for cell in row.cells if cell.column == column]
        figures = [cell for cell in own if signed_figure(cell.value) is not None]
        if len(figures) >= max(LEAST_ROWS, OFTEN * len(rows)):
            cells[column] = figures[0]
    cells = _of_kind(cells, asked)
    if not cells:
        return None
    period = table.rows[0].period
    timed = dated(question, period)
    named = _named(cells, asked, timed)
    if asked.change:
        return _change(cells, named, period, asked)
    times = dict(zip(cells, times_of_columns(list(cells.values()), timed, period), strict=True))
    most = max(times.values())
    says_when = timed.periods or timed.quarters or BARE_MONTH.search(asked.text)
    if says_when and most <= 0 and any(any_time(cell) for cell in cells.values()):
        return None
    left = [one for one in cells if (times[one] == most if most > 0 else times[one] >= 0)]
    best = max((named[one] for one in left), default=0.0)
    meant = [one for one in left if named[one] == best]
    if len(meant) > 1 and _NOT.search(asked.text):
        meant = [one for one in meant if _NOT.search(one)] or meant
    meant = _newest(meant, period)
    if len(meant) > 1:
        meant = _sums(meant, rows) or meant
    return Meant((meant[0],), best) if len(meant) == 1 else None


def _sums(columns: Sequence[str], rows: Sequence[Passage]) -> list[str]:
    """The one column that is the sum of others: by its name, or as no figure is above its own."""
    named = [one for one in columns if SUM.search(one)]
    if named:
        return named
    figures = [[figure_of(row, one) for one in columns] for row in rows]
    whole = [[value or 0.0 for value in own] for own in figures if any(own)]
    return [
        one for n, one in enumerate(columns) if whole and all(own[n] == max(own) for own in whole)
    ]


def _of_kind(cells: dict[str, Cell], asked: Asked) -> dict[str, Cell]:
    """The columns that can hold what is asked for: money, a time, a share, a number."""

    def chosen(pattern: re.Pattern[str]) -> dict[str, Cell]:
        return {
            column: cell
            for column, cell in cells.items()
            if pattern.search(f"{column} {cell.unit} {cell.value}")
        }

    if asked.change:
        return cells
    aims = {one for one in cells if AIM.search(one)}
    if not AIM.search(asked.text) and len(aims) < len(cells):
        cells = {one: cell for one, cell in cells.items() if one not in aims}
    cells = {one: cell for one, cell in cells.items() if not CHANGE.search(one)}
    if re.search(rf"\b(?:{MONEY})\b", asked.text, re.I):
        return chosen(MONEY_COLUMN)
    if _BUSY.search(asked.about):
        visits = {column: cell for column, cell in cells.items() if _VISITS.search(column)}
        return visits or {one: cell for one, cell in cells.items() if _A_MONTH.search(one)}
    if _LOADS.search(asked.about) and (loads := chosen(_LOADS_COLUMN)):
        return loads
    if re.search(rf"\b(?:{LONG})\b", asked.text, re.I) and (long := chosen(TIME_COLUMN)):
        return long
    if not TIME_COLUMN.search(asked.text):
        lasting = chosen(TIME_COLUMN)
        cells = {one: cell for one, cell in cells.items() if one not in lasting} or cells
    shares = chosen(SHARE)
    if ASKS_SHARE.search(asked.text) or not asked.way:
        return shares or cells
    return {one: cell for one, cell in cells.items() if one not in shares} or cells


def _named(cells: dict[str, Cell], asked: Asked, question: Question) -> dict[str, float]:
    """How well each column is named by what is asked, and tells itself from the others."""
    label = set(asked.things)
    most = max(asked.wanted.values(), default=1.0)
    meant = {key: value / most for key, value in asked.wanted.items()}
    no_name = ASKING if re.search(rf"\b(?:{LONG})\b", asked.text, re.I) else ASKING | {"long"}
    named = {
        column: {
            key: value
            for key, value in named_by(cell, question, asked.text, label).items()
            if key not in no_name
        }
        | covers(meant, question, set(stem_tuple(column)))
        for column, cell in cells.items()
    }
    if (own := own_column(list(cells.values()), asked.text)) is not None:
        named[list(cells)[own]]["our"] = OWN
    every = [set(one) for one in named.values()]
    common = set.intersection(*every) if len(every) > 1 else set()
    return {
        column: round(sum(value for key, value in one.items() if key not in common), 3)
        for column, one in named.items()
    }


def _change(
    cells: dict[str, Cell], named: dict[str, float], period: str, asked: Asked
) -> Meant | None:
    """The column that tells the change, or the first and the last of those that differ in their
    time alone."""
    groups: dict[str, list[str]] = {}
    own = named_periods(period)
    spans = any(span_told(column, own) for column in cells)
    for column in cells:
        timed = span_told(column, own) or (not spans and month_told(column))
        if timed and not re.search(r"target|plan|forecast|budget", column, re.I):
            groups.setdefault(untimed(column), []).append(column)
    several = {name: columns for name, columns in groups.items() if len(columns) > 1}
    told = [one for one in cells if CHANGE.search(one)]
    if len(told) > 1:
        share = bool(ASKS_SHARE.search(asked.text))
        told = [one for one in told if bool(SHARE.search(f"{one} {cells[one].value}")) == share]
    if len(told) == 1 and (FASTEST.search(asked.text) or not several):
        return Meant((told[0],), 1.0)
    if not several:
        return None
    best = max(max(named[one] for one in columns) for columns in several.values())
    meant = [c for c in several.values() if max(named[one] for one in c) == best]
    if len(meant) > 1:
        return None
    ordered = sorted(meant[0], key=lambda one: end_of(one, period))
    return Meant((ordered[0], ordered[-1]), best)


def end_of(column: str, period: str) -> int:
    """When the time that a column is of ends, as an ordinal; 0 for a column of no time."""
    span = span_told(column, named_periods(period))
    if span:
        return span.end.toordinal()
    pooled = _POOLED.search(column)
    several = pooled and int(pooled[2]) - int(pooled[1]) > 1
    return date(2000 + int(pooled[2]), 12, 31).toordinal() if pooled and several else 0


def _newest(columns: Sequence[str], period: str) -> list[str]:
    """Of columns that are of times the newest; months without a year stand in order."""
    ends = {one: end_of(one, period) for one in columns}
    if len({end for end in ends.values() if end}) > 1:
        return [one for one in columns if ends[one] == max(ends.values())]
    alike = len({untimed(one) for one in columns}) == 1
    if len(columns) > 1 and alike and all(_A_MONTH.search(one) for one in columns):
        return list(columns[-1:])
    return list(columns)


def figure_of(row: Passage, column: str) -> float | None:
    """A row's one figure under a column, below 0 in brackets; None for none."""
    cell = next((one for one in row.cells if one.column == column), None)
    return own_figure(cell) if cell else None


def own_figure(cell: Cell) -> float | None:
    """A cell's figure, and no date, without another time's behind it: "14,310 (13,650)"."""
    if _DATE.search(cell.value):
        return None
    figure = signed_figure(_BEHIND.sub("", cell.value))
    if figure is None and (first := _FIRST.match(cell.value)):
        return signed_figure(first[0])
    return figure
