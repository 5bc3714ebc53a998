"""The row that comes first: "which ward has the most", "what is our dearest placement".

Rows are found by their words, and none of these says that it has the most. What is asked of a
table is looked for among those of the passages that are found: the one whose name, columns and
rows' names have the question's words, with a column that it names or that "dearest" means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Evidence
from assistant.cells import figure_cells, printed
from assistant.column_heads import BARE_MONTH, any_time, span_told, untimed
from assistant.column_names import AIM, named_by
from assistant.column_times import dated, times_of_columns
from assistant.finding import similar
from assistant.question import Question
from assistant.quoting_rows import place_of, without_unit
from assistant.signals import Rarity, covers, wanted_weights
from assistant.statements import Statement
from assistant.tables import Table, row_line, table_of
from assistant.variances import signed_figure
from assistant.verbatim import Line
from assistant.weighing import SEEMS_TO_ANSWER
from assistant.words import stem, stem_tuple
from corpus.calendar import MONTH_WORDS
from corpus.library import Library
from corpus.papers import Cell, Paper, Passage, Scope
from corpus.periods import named_periods

LEAST_ROWS = 3
"""Rows with a figure in the column: of two the question is a comparison."""

NEARLY_ALL = 0.6
"""So many of a table's rows have a figure in a column that is of figures."""

MEANS = ((0.5, 0.35), (0.3, 0.4), (0.2, 0.5))
"""Or less of it, where what stands over the table is as near as this in meaning (cosine)."""

COVERED = 0.7
"""So much of what is asked, by weight, stands over a table, heads its columns or names its rows."""

OF_TABLE, OF_PAPER = 0.95, 0.75
"""What that counts where a table's name alone, or its paper's, has what is set against its like."""

AMONG = 8
"""Tables are looked at whose rows are among so many first statements, and all among passages."""

MOST_THINGS = 0.6
"""So many words of what is set against its like stand over a table: "named maintained school"."""

SAID = 0.5
"""So much of what is asked a sentence has that tells it."""

MOST_ROWS = 3
"""Rows that have as much; of more none comes first."""

MOST_CELLS = 8
"""A longer row is told by the cells alone by which it comes first."""

_MONEY = r"dearest|priciest|costliest|(?:most )?expensive|cost\w*|spend\w*|cheapest|price\w*|pay\w*"
_LONG = r"longest|slowest|shortest|quickest|fastest"
_MOST = (
    r"most|highest|biggest|largest|greatest|longest|busiest|heaviest|commonest|dearest|priciest|"
    r"costliest|fullest|slowest"
)
_LEAST = (
    r"least|lowest|fewest|smallest|shortest|quietest|lightest|rarest|cheapest|emptiest|quickest"
)
_EXTREME = re.compile(rf"\b(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\b", re.I)
_JUDGED = re.compile(r"\b(?:(best)|(worst))\b", re.I)
_NO_EXTREME = re.compile(
    r"\b(?:at (?:most|least)|most (?:recent|likely|vulnerable|important)|"
    r"(?<!the )(?<!do )(?<!does )(?<!is )(?<!are )most of|(?<!the )most people|"
    r"(?:most|least) deprived|least likely|top[- ]?ups?|"
    r"(?:over|under)[- ]?sp\w+|over budget|under budget|variances?|loss(?:es)?|cuts?)\b",
    re.I,
)
"""What sets nothing against others, or has no one way up."""

_LACKS = r"deficits?|shortfalls?|shortages?|gaps?"
_SHORT_OF = re.compile(r"\b(?:short of|run(?:ning)? out of)\b", re.I)
_SHORT = re.compile(
    rf"\b(?:{_MOST}|{_LEAST}|worst)\s+(?:\w+\s+)?(?:{_LACKS})\b|{_SHORT_OF.pattern}", re.I
)
_SHORT_COLUMN = re.compile(rf"\b(?:{_LACKS})\b", re.I)
"""What is printed with a minus, or without in a column that is called so."""

_OF_THEM = re.compile(r"\b(?:them|those|these|it)\b", re.I)
"""What was asked of before."""

_RISE = re.compile(
    r"\b(?:gone up|go(?:es)? up|went up|came up|going up|grow\w*|grew|risen|rise|rising|increas\w+|"
    r"risks?\b.{0,30}\b(?:got|getting|become) worse|scores?\b.{0,60}\b(?:got|getting) better)\b",
    re.I,
)
_FALL = re.compile(
    r"\b(?:gone down|go(?:es)? down|went down|came down|come down|going down|fallen|fell|fall|"
    r"falling|drop\w*|decreas\w+|shrunk|shrink\w*)\b",
    re.I,
)

_SEVERAL = re.compile(
    r"\b(?:which|what|any(?:one|thing)?)\b.*\b(?:have|are|were|did|any(?:one|thing)?)\b", re.I
)
"""What asks for all that have: "which risks have gone up"."""

_FASTEST = re.compile(r"\b(?:fast\w*|by the most|the most|most|biggest|largest)\b", re.I)

_WHICH = re.compile(
    r"\b(?:which|what|whose|who)(?:['’]s)?\b|^\W*(?:so |and )?where(?:['’]?s)?\b"
    r"|\bwhere do(?:es)?\b",
    re.I,
)
_THING = re.compile(
    r"\b(?:commonest|dearest|cheapest|busiest)\s+(?:(?:kind|sort|type)s?\s+of\s+)?([\w’'-]+)|"
    r"\b(?:which|what)\s+(?:of (?:the|our)\s+)?(?:(?:kind|sort|type)s?\s+of\s+)?"
    r"((?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s+"
    r"(?:has|have|had|is|are|was|were|do|does|did|gets?|got|costs?|makes?|made|should|would|will|"
    r"can|takes?|took|needs?|spends?|spent|saw|uses?|used|in|with|at|on)\b",
    re.I,
)
"""What is set against its like: "which WARD has", "which kind of PLACEMENT costs"."""

_WHERE = re.compile(r"\bwhere\b", re.I)
_WHO = re.compile(r"\bwho(?:se)?\b", re.I)
_PLACES = frozenset(
    stem_tuple(
        """ward wards town area areas place locality district parish hub site zone setting source
        employer school home street"""
    )
)
_PEOPLE = frozenset(
    stem_tuple(
        """member councillor officer directorate department service team agency source body
        employer partner"""
    )
)
"""What heads the names of places, and of those who do something."""

_ASKING = frozenset(
    map(
        stem,
        f"""{_MOST.replace("|", " ")} {_LEAST.replace("|", " ")} best worst which what where who
        whose kind sort type come comes make makes get gets got have has had go going gone
        went up down grown grew risen rise fallen fell increase increased since fast fastest
        expensive often anyone highest number how many often ones one thing things now currently
        moment right latest across all altogether come percent per cent share rate seen see
        saw""".split(),
    )
)
"""Words that ask, and name no column."""

_WHOLE = re.compile(
    r"\b(?:totals?|sub-?totals?|all|overall|average|mean|median|england|national|region(?:al)?|"
    r"borough|county|council|city|grand|sum|net|neighbours?)\b|^other\b|^\W*$",
    re.I,
)
"""Rows that are of all the others, or that they are measured against."""

_MONEY_COLUMN = re.compile(r"£|\b(?:cost|price|fee|spend|spent|charge|rate|paid)\b", re.I)
_TIME_COLUMN = re.compile(r"\b(?:days?|weeks?|months?|hours?|minutes?|long|longest)\b", re.I)
_COUNT_COLUMN = re.compile(
    r"\b(?:number|no\.?|count|total|all|children|pupils|people|cases|visits?|attend\w+|calls)\b",
    re.I,
)
_BUSY = re.compile(r"\b(?:busiest|quietest)\b", re.I)
_VISITS = re.compile(
    r"\b(?:visit\w*|attend\w*|calls?|contacts?|footfall|users?|appointments?|passengers?|"
    r"issues|loans|use|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.I,
)
_LOADS = re.compile(r"\bcase-?loads?\b", re.I)
_LOADS_COLUMN = re.compile(r"\b(?:average|mean|per|case-?loads?)\b", re.I)
_NOT = re.compile(r"\b(?:not|cannot|never|un\w+able)\b|n['’]t\b", re.I)
_SHARE = re.compile(r"%|per ?cent|\brate\b|\bshare\b", re.I)
_ASKS_SHARE = re.compile(r"%|\b(?:per ?cent\w*|percent\w*|shares?|proportion|rates?)\b", re.I)
_CHANGE = re.compile(r"\b(?:change|increase|growth|movement|difference)\b", re.I)
_MONTH = re.compile(rf"(?:{MONTH_WORDS}|may)\.?", re.I)
_TIMES = {
    "month": re.compile(rf"^\W*(?:{MONTH_WORDS}|may)\b", re.I),
    "quarter": re.compile(r"\b(?:q[1-4]|quarter)\b", re.I),
    "year": re.compile(r"\b20\d\d\b|\b\d\d/\d\d\b"),
}
"""What of a row's columns are of such times."""

_GOOD = re.compile(
    r"attendance|recycl|satisf|good|achiev|met\b|collected|complet|passed|"
    r"present|score|reading|progress|take-?up",
    re.I,
)
_TIMELY = re.compile(r"\b(?:on time|in time|within)\b", re.I)
_BAD = re.compile(
    r"wait|missed|complaint|overdue|\blate\b|absen|exclu|suspen|tip|vacan|deficit|sickness|crime|"
    r"injur|accident|days|turnover|risk",
    re.I,
)
_OTHERWISE = re.compile(r"\([^)]*\)|\b(?:or|per cent|number|no\.)(?=\W|$)", re.I)
"""What a column's name may have besides: "Surplus or (shortfall)", "Number waiting"."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What comes first of what is asked for."""

    text: str
    way: int
    """1 where the most is asked for, -1 for the least, 0 where the column tells: best, worst."""

    change: int
    """1 where it is the rise between two columns, -1 the fall, 0 for neither."""

    every: bool
    """Whether all that have risen, or fallen, are asked for, and not the one that has most."""

    things: tuple[str, ...]
    """Stems of what is set against its like: "care", "home"."""

    of_whom: frozenset[str]
    """Any of these heads the rows' names, where places or people are asked for."""

    wanted: dict[str, float]
    """Stems of the rest to what they tell."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """The columns of a table that are meant: one, or the first and the last of a change."""

    columns: tuple[str, ...]
    score: float
    """How surely: 0 where none is named and there is but one."""


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
    asked = _asked(question, rarity)
    if asked is None or (scored and _is_told(scored[0], asked, question)):
        return []
    if times := [_TIMES[key] for key in asked.things if key in _TIMES]:
        near = list(_near(question, scored, evidence, library))[:AMONG]
        tables = [(item, table_of(item.passage, library, scope)) for item in near[:1]]
        rows = [
            Evidence(1, row, item.paper) for item, table in tables if table for row in table.rows
        ]
        return _of_times(times[0], question, [*near, *rows], asked)
    found: list[tuple[float, list[Line]]] = []
    seen: set[str] = set()
    cited = {one.id for one in question.leans_on.cited} if question.leans_on else set()
    for place, item in enumerate(_near(question, scored, evidence, library)):
        if item.passage.id in seen:
            continue
        table = table_of(item.passage, library, scope)
        if table is None:
            continue
        seen |= {row.id for row in table.rows} | {row.part_of for row in table.rows}
        if len(table.rows) < LEAST_ROWS:
            continue
        own = {row.id for row in table.rows} | {row.part_of for row in table.rows}
        fit = 1.0 if cited & own else _fit(table, item.paper, asked, question)
        if not asked.wanted and (question.follows or not asked.way) and not cited & own:
            continue
        told = bool(asked.things or asked.of_whom)
        if not fit or not (
            fit >= COVERED or (told and _sounds_like(table, question, fit, library))
        ):
            continue
        meant = _column(table, asked, question)
        lines = _first(table, item.paper, asked, meant) if meant else []
        if meant and lines:
            found.append((fit + 0.2 * min(meant.score, 2.0) - 0.01 * place, lines))
    return max(found, key=lambda one: one[0])[1] if found else []


def _is_told(best: Statement, asked: _Asked, question: Question) -> bool:
    """Whether a sentence seems to answer: papers say in prose what is largest."""
    if best.row or best.read is None or best.read < SEEMS_TO_ANSWER:
        return False
    if "number" in question.wants and not re.search(r"\d", best.text):
        return False
    total = sum(asked.wanted.values())
    held = sum(covers(asked.wanted, question, set(stem_tuple(best.text))).values())
    tells = (_RISE if asked.change > 0 else _FALL) if asked.change else _EXTREME
    return bool(total and tells.search(best.text)) and held >= SAID * total


def _asked(question: Question, rarity: Rarity) -> _Asked | None:
    text = question.text
    if _NO_EXTREME.search(text) or not (_WHICH.search(text) or question.follows):
        return None
    ways = {1 if one["most"] else -1 for one in _EXTREME.finditer(text)}
    judged = _JUDGED.search(text)
    change = 1 if _RISE.search(text) else -1 if _FALL.search(text) else 0
    short = _SHORT_OF.search(text)
    every = bool(change and not _FASTEST.search(text) and _SEVERAL.search(text))
    if len(ways) > 1 or not (
        ways or judged or short or every or (change and _FASTEST.search(text))
    ):
        return None
    way = ways.pop() if ways else 1 if change or short else 0
    thing = _THING.search(text) or (
        _THING.search(question.standalone) if question.follows else None
    )
    things = (
        tuple(key for key in stem_tuple(thing[1] or thing[2]) if key not in _ASKING)
        if thing
        else ()
    )
    of_whom = _PLACES if _WHERE.search(text) else _PEOPLE if _WHO.search(text) else frozenset()
    said = {
        key: value
        for key, value in wanted_weights(question, rarity).items()
        if key.isalpha() and key not in _ASKING and key not in things
    }
    own = set(stem_tuple(text))
    wanted = {key: value for key, value in said.items() if key in own}
    if _OF_THEM.search(text):
        wanted = said
    return _Asked(text, way, change, every, things, of_whom, wanted)


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


def _fit(table: Table, paper: Paper, asked: _Asked, question: Question) -> float:
    """How much of what is asked stands over a table, heads its columns or names its rows, 0 to 1.

    The rows must be what is set against its like: by what heads their names, by the table's name,
    or by their own.
    """
    first = table.rows[0]
    heading = set(stem_tuple(table.names_heading))
    named = heading | set(stem_tuple(table.name))
    over = named | set(stem_tuple(" ".join((*first.headings, paper.title))))
    heads = set(stem_tuple(" ".join(table.columns)))
    labels = [set(stem_tuple(row.label)) for row in table.rows]
    often = {key for own in labels for key in own if sum(key in one for one in labels) > 1}
    total = sum(asked.wanted.values())
    held = sum(covers(asked.wanted, question, over | heads | often).values())
    fit = held / total if total else 1.0
    if asked.of_whom:
        return fit if asked.of_whom & named else 0.0
    if not asked.things:
        told = any(_EXTREME.search(column) for column in table.columns)
        return fit if total and not told else 0.0
    noun = {asked.things[-1]: 1.0}
    kept = dict.fromkeys(asked.things, 1.0)
    if len(covers(kept, question, over | often | heads)) < MOST_THINGS * len(kept):
        return 0.0
    if covers(noun, question, heading | often):
        return fit
    return fit * (OF_TABLE if covers(noun, question, named) else OF_PAPER)


def _of_times(
    kind: re.Pattern[str], question: Question, near: Sequence[Evidence], asked: _Asked
) -> list[Line]:
    """The month, or another time, of a row's columns that is asked for.

    Of rows whose names have as much of what is asked a rate is the better or worse one.
    """

    def named(item: Evidence) -> tuple[int, bool]:
        row = item.passage
        share = any("%" in cell.value for cell in row.cells) or bool(_SHARE.search(row.label))
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
        way = asked.way or _judged(asked, row.label, row.text)
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


def _column(table: Table, asked: _Asked, question: Question) -> _Meant | None:
    """The column that is meant, or the two of a change; None where several may be."""
    rows = [row for row in table.rows if not _WHOLE.search(row.label)]
    cells: dict[str, Cell] = {}
    for column in table.columns:
        own = [cell for row in rows for cell in row.cells if cell.column == column]
        figures = [cell for cell in own if signed_figure(cell.value) is not None]
        if len(figures) >= max(LEAST_ROWS, NEARLY_ALL * len(rows)):
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
    return _Meant((meant[0],), best) if len(meant) == 1 else None


def _sums(columns: Sequence[str], rows: Sequence[Passage]) -> list[str]:
    """The one column that is the sum of others: by its name, or as no figure is above its own."""
    named = [one for one in columns if re.search(r"\b(?:total|all|overall)\b", one, re.I)]
    if named:
        return named
    figures = [[_figure(row, one) for one in columns] for row in rows]
    whole = [[value or 0.0 for value in own] for own in figures if any(own)]
    return [
        one for n, one in enumerate(columns) if whole and all(own[n] == max(own) for own in whole)
    ]


def _of_kind(cells: dict[str, Cell], asked: _Asked) -> dict[str, Cell]:
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
    cells = {one: cell for one, cell in cells.items() if not _CHANGE.search(one)}
    if re.search(rf"\b(?:{_MONEY})\b", asked.text, re.I):
        return chosen(_MONEY_COLUMN)
    if _BUSY.search(asked.text):
        return {column: cell for column, cell in cells.items() if _VISITS.search(column)}
    if _LOADS.search(asked.text) and (loads := chosen(_LOADS_COLUMN)):
        return loads
    if re.search(rf"\b(?:{_LONG})\b", asked.text, re.I) and (long := chosen(_TIME_COLUMN)):
        return long
    if not _TIME_COLUMN.search(asked.text):
        lasting = chosen(_TIME_COLUMN)
        cells = {one: cell for one, cell in cells.items() if one not in lasting} or cells
    shares = chosen(_SHARE)
    if _ASKS_SHARE.search(asked.text) or not asked.way:
        return shares or cells
    return {one: cell for one, cell in cells.items() if one not in shares} or cells


def _named(cells: dict[str, Cell], asked: _Asked, question: Question) -> dict[str, float]:
    """How well each column is named by what is asked, and tells itself from the others."""
    label = set(asked.things)
    meant = dict.fromkeys(asked.wanted, 1.0)
    no_name = _ASKING if re.search(rf"\b(?:{_LONG})\b", asked.text, re.I) else _ASKING | {"long"}
    named = {
        column: {
            key: value
            for key, value in named_by(cell, question, asked.text, label).items()
            if key not in no_name
        }
        | covers(meant, question, set(stem_tuple(column)))
        for column, cell in cells.items()
    }
    every = [set(one) for one in named.values()]
    common = set.intersection(*every) if len(every) > 1 else set()
    return {
        column: sum(value for key, value in one.items() if key not in common)
        for column, one in named.items()
    }


def _change(
    cells: dict[str, Cell], named: dict[str, float], period: str, asked: _Asked
) -> _Meant | None:
    """The column that tells the change, or the first and the last of those that differ in their
    time alone."""
    groups: dict[str, list[str]] = {}
    own = named_periods(period)
    for column in cells:
        if span_told(column, own) and not re.search(r"target|plan|forecast|budget", column, re.I):
            groups.setdefault(untimed(column), []).append(column)
    several = {name: columns for name, columns in groups.items() if len(columns) > 1}
    told = [one for one in cells if _CHANGE.search(one)]
    if len(told) == 1 and (_FASTEST.search(asked.text) or not several):
        return _Meant((told[0],), 1.0)
    if not several:
        return None
    best = max(max(named[one] for one in columns) for columns in several.values())
    meant = [c for c in several.values() if max(named[one] for one in c) == best]
    if len(meant) > 1:
        return None
    ordered = sorted(meant[0], key=lambda one: _end(one, period))
    return _Meant((ordered[0], ordered[-1]), best)


def _end(column: str, period: str) -> int:
    span = span_told(column, named_periods(period))
    return span.end.toordinal() if span else 0


def _newest(columns: Sequence[str], period: str) -> list[str]:
    """Of columns that are of times the newest; months without a year stand in order."""
    ends = {one: _end(one, period) for one in columns}
    if any(ends.values()):
        return [one for one in columns if ends[one] == max(ends.values())]
    if len(columns) > 1 and all(_MONTH.fullmatch(one.strip()) for one in columns):
        return list(columns[-1:])
    return list(columns)


def _is_time_alone(column: str) -> bool:
    """Whether a column is a time and nothing else: "Quarter 2", "Apr"."""
    if _MONTH.fullmatch(column.strip()):
        return True
    return any_time(Cell(column, "0")) and not stem_tuple(untimed(_OTHERWISE.sub(" ", column)))


def _first(table: Table, paper: Paper, asked: _Asked, meant: _Meant) -> list[Line]:
    """The rows that come first by the columns that are meant; none where many have as much."""
    rows = [row for row in table.rows if not _WHOLE.search(row.label)]
    of_kind = [row for row in rows if set(asked.things) & set(stem_tuple(row.label))]
    over = {*stem_tuple(table.names_heading), *stem_tuple(table.name)}
    if asked.things and asked.things[-1] not in over and len(of_kind) >= LEAST_ROWS:
        rows = of_kind  # "which primary"
    figures = {row.id: [_figure(row, column) for column in meant.columns] for row in rows}
    told = [(values, row) for row in rows if None not in (values := figures[row.id])]
    if len(told) < LEAST_ROWS:
        return []
    way = _way(table, asked, meant, [values[0] or 0.0 for values, _ in told])
    if not way:
        return []
    weighed = [(way * ((values[-1] or 0.0) - _start(values)), row) for values, row in told]
    most = max(value for value, _ in weighed)
    if asked.every:
        moved = [_line(row, paper, meant.columns) for value, row in weighed if value > 0]
        return moved if len(moved) < len(weighed) else []
    first = [row for value, row in weighed if value == most]
    if len(first) > MOST_ROWS or (asked.change and most <= 0):
        return []
    return [_line(row, paper, meant.columns) for row in first]


def _figure(row: Passage, column: str) -> float | None:
    cell = next((one for one in row.cells if one.column == column), None)
    return signed_figure(cell.value) if cell else None


def _start(values: Sequence[float | None]) -> float:
    return (values[0] or 0.0) if len(values) > 1 else 0.0


def _way(table: Table, asked: _Asked, meant: _Meant, values: Sequence[float]) -> int:
    """1 where the largest figure comes first, -1 the smallest, 0 where that is not certain."""
    if asked.change:
        return asked.change
    column = meant.columns[0]
    if _SHORT.search(asked.text):
        if min(values) < 0:
            return -asked.way
        return asked.way if _SHORT_COLUMN.search(f"{column} {table.name}") else 0
    if asked.way:
        return asked.way
    return _judged(asked, column, table.name)


def _judged(asked: _Asked, *texts: str) -> int:
    """1 where the largest figure is the best, or the worst, that is asked for, -1 the smallest."""
    worst = 1 if re.search(r"\bworst\b", asked.text, re.I) else -1
    for text in (*texts, asked.text):
        if _TIMELY.search(text):
            return -worst
        good, bad = bool(_GOOD.search(text)), bool(_BAD.search(text))
        if good != bad:
            return worst if bad else -worst
    return 0


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
