"""Who is over or under budget: the row of a department, the council's total, the one furthest off.

Budget tables have a row for each department and a table for each one's lines, and what a member
asks for is mostly named by the table, while every line in it shares the words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.asked_times import asks_better
from assistant.budget_tables import (
    DEPARTMENTS,
    SUM,
    BudgetTable,
    budget_tables,
    cell_asked,
    name_of,
    of_the_council,
)
from assistant.cells import figure_cells, printed
from assistant.either import two_things
from assistant.paper_times import is_of_time, newest_papers
from assistant.question import Question
from assistant.quoting_rows import without_unit
from assistant.tables import row_line
from assistant.variances import (
    OVER,
    UNDER,
    signed_figure,
    variance_cells,
    way_of,
)
from assistant.verbatim import Line
from assistant.words import stem, stem_tuple
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope

LEAST_ROWS = 3
"""Rows of a table in which one is furthest over its budget."""

MOST_CELLS = 7
"""Of a longer row the variances alone are said."""

MOST_ROWS = 8

_OVER = (
    r"(?:bust|blow|blew)\w* (?:\S+ ){0,3}?budgets?|over[- ]?sp\w+|"
    r"over (?:(?:its|their|our|the) )?budgets?|over-?budget|in the red"
)
_UNDER = r"under[- ]?sp\w+|under (?:(?:its|their|our|the) )?budgets?|under-?budget"
_WAY = re.compile(rf"\b(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))\b", re.I)
_FURTHEST = re.compile(
    r"\b(?:most|furthest|farthest|biggest|largest|highest|worst|greatest|main)\b", re.I
)
_LIST = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:(?:which|what|list|show(?: me)?)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:departments|directorates|services|budgets|areas|teams|divisions|lines)\b"
    r"|(?:is|are)\s+(?:there\s+)?any(?:one|body)?\b|(?:did|has|have)\s+any(?:one|body)?\b)",
    re.I,
)
_STATE = re.compile(
    r"^\W*(?:(?:so|and|ok|please|can you tell me|tell me)\W+)*(?:are|is|how (?:much|far)|"
    r"by how much|what(?:['’]?s| is| are| was)?|do|did|will|total|overall|forecast|projected)\b",
    re.I,
)
_OTHERWISE = re.compile(
    r"\b(?:why|how come|reasons?|because|caus\w+|behind|driv\w+|done|doing|actions?|plans?|risks?|"
    r"mitigat\w+|cover\w*|fund\w*|pay|paid|meet|agency|staff\w*|reserves?|grant|dsg|capital|"
    r"savings?|when|who)\b",
    re.I,
)
"""What asks for something else of an overspend, or of one that these tables do not give."""

_WHO_OF_TWO = re.compile(r"^\W*who\b", re.I)

_COMPARED = re.compile(
    r"\b(?:last|previous|before|earlier|compar\w+|than|since|improv\w+|better|worse|chang\w+|"
    r"up or down)\b",
    re.I,
)
"""What sets it against another time, which a row with one variance does not tell."""

_THAN = re.compile(r"\b(?:since|than|compared (?:to|with))\b.*|\b(?:any|get\w*|got|become)\b", re.I)
_THEN = re.compile(r"\b(?:at period|periods?|quarter|q[1-4]|previous|last|change|movement)\b", re.I)
"""Heads what a variance was before, or what has come to it."""

_RANKED = re.compile(
    r"\b(?:which|what)\s+((?:[\w’'-]+\s+){1,6}?)(?:has|have|is|are|was|were|had)\b", re.I
)
"""What is set against others: a care home is no row of the table "Care homes", but a part of it."""

_NOISE = frozenset(
    map(
        stem,
        """budget budgets variance forecast forecasting outturn spend spent spending overspend
        overspent overspending underspend underspent underspending year end quarter currently now
        far much money amount total overall net whole council councils authority department
        departments directorate directorates service services team teams area areas division
        divisions going total expected projected position biggest largest most furthest farthest
        highest worst greatest main one line item red date already moment course track set list show
        tell come anyone anybody any bit told all heading bad badly big own""".split(),
    )
)
_GENERIC = frozenset(map(stem, "department directorate service division total net team".split()))


def of_a_variance(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The rows of the newest budget table that say who is over or under budget, and by how much.

    None for a question of something else, or where no table is certain.
    """
    text = _asked(question)
    question = replace(question, text=text)
    things = two_things(question)
    if not _way(text) or _OTHERWISE.search(_WHO_OF_TWO.sub(" ", text) if things else text):
        return []
    compared = bool(_COMPARED.search(text))
    furthest = bool(_FURTHEST.search(text)) and not compared
    listed = bool(_LIST.search(text)) and not furthest
    if not (furthest or listed or things or _STATE.search(text)) or (listed and compared):
        return []
    if compared and not asks_better(text):
        return []
    about = _WAY.sub(" ", text)
    if compared:
        about = _COMPARED.sub(" ", _THAN.sub(" ", about))
        question = replace(question, periods=(), quarters=())
    subject = {word for word in stem_tuple(about) if word.isalpha()} - _NOISE
    found: Iterable[_Budget] = _budgets(question, library, scope)
    if furthest and not subject and DEPARTMENTS.search(text):
        found = sorted(found, key=lambda one: not (one[2] and one[2].of_departments))
    for paper, tables, whole in found:
        main = _cited(question, tables) or whole
        if things:
            rows = _of_each(things, main)
        elif furthest or listed:
            rows = _furthest(question, subject, tables, main)[: MOST_ROWS if listed else 1]
        else:
            rows = _standing(subject, tables, main)
            if compared and not all(map(_tells_then, rows)):
                continue
        if rows:
            signs = {row.id: table.sign for table in tables for row in table.rows}
            return [_line(row, signs[row.id], paper, short=listed) for row in rows]
    return []


_Budget = tuple[Paper, list[BudgetTable], BudgetTable | None]
"""A paper, its budget tables, and of these the whole council's."""


def _budgets(question: Question, library: Library, scope: Scope) -> Iterator[_Budget]:
    """The papers of the time asked for with their budget tables, the newest first."""
    for paper in newest_papers(library.papers(scope)):
        if paper.kind not in ("agenda", "minutes") and is_of_time(paper, question):
            tables = list(budget_tables(library.passages(paper.id, scope)))
            yield paper, tables, of_the_council(tables, paper.title)


def _asked(question: Question) -> str:
    """What is asked: a follow-up of which is furthest off, or who else is, asks for it of the
    variances before it."""
    text, before = question.text, question.leans_on
    if not question.follows:
        return text
    if before is None:
        return ""
    said = _WAY.search(before.question)
    if _FURTHEST.search(text) and not said and any(map(variance_cells, before.cited)):
        return f"{text} over budget"
    if said is None or _OTHERWISE.search(before.question) or _COMPARED.search(before.question):
        return ""
    if _WAY.search(text):
        return text if _LIST.search(text) else ""
    return f"{text} {said[0]}" if _FURTHEST.search(text) else ""


def _standing(
    subject: set[str], tables: Sequence[BudgetTable], main: BudgetTable | None
) -> list[Passage]:
    """The row of what is asked about: its own, its table's sum, or the council's."""
    if not subject:
        return [main.whole] if main else []
    for table in (*([main] if main else []), *tables):
        named = [row for row in table.rows if set(stem_tuple(row.label)) - _GENERIC == subject]
        if len(named) == 1:
            return named
    called = _called(subject, tables)
    return [called.whole] if called and called.sums and not called.of_several else []


def _cited(question: Question, tables: Sequence[BudgetTable]) -> BudgetTable | None:
    """The table whose row was cited, where a question goes on from it: "and which are under?"."""
    cited = {one.id for one in question.leans_on.cited[:1]} if question.leans_on else set[str]()
    found = (one for one in tables if cited.intersection(row.id for row in one.rows))
    table = next(found, None) if question.follows else None
    others = DEPARTMENTS.search(question.text) and table and not table.of_departments
    return None if others else table


def _of_each(things: Sequence[str], main: BudgetTable | None) -> list[Passage]:
    """The one row of the council's table for each of two things; empty where one has none."""
    rows = main.rows if main else ()
    named = [[row for row in rows if one in stem_tuple(row.label)] for one in things]
    return [own[0] for own in named] if all(len(own) == 1 for own in named) else []


def _called(subject: set[str], tables: Sequence[BudgetTable]) -> BudgetTable | None:
    """The one table that is called by these words, or whose name has them all."""
    for fits in (set.__eq__, set.__le__):
        found = [one for one in tables if fits(subject, set(stem_tuple(one.name)) - _GENERIC)]
        if len({one.name for one in found}) == 1:
            return max(found, key=lambda one: len(one.rows))
    return None


def _tells_then(row: Passage) -> bool:
    """Whether a row has a figure of another time beside its variance."""
    return any(_THEN.search(cell.column) for cell in row.cells)


def _furthest(
    question: Question, subject: set[str], tables: Sequence[BudgetTable], main: BudgetTable | None
) -> list[Passage]:
    """The rows that are over, or under, budget in the table asked about, the furthest first."""
    ranked = {word for found in _RANKED.findall(question.text) for word in stem_tuple(found)}
    if of_parts := ranked & subject:
        table = _called(of_parts, tables)
        rows = table.parts if table else []
    else:
        table = _called(subject, tables) if subject else main
        rows = list(_single(table.rows, question.text)) if table else []
    if table is None or len(table.rows) < LEAST_ROWS:
        return []
    found: list[tuple[float, Passage]] = []
    for row in rows:
        cell = cell_asked(row, question.text)
        if cell is not None and way_of(cell, table.sign) == _way(question.text):
            found.append((abs(signed_figure(cell.value) or 0.0), row))
    return [row for _, row in sorted(found, key=lambda both: -both[0])]


def _way(text: str) -> str:
    asked = _WAY.search(text)
    return (OVER if asked["over"] else UNDER) if asked else ""


def _single(rows: Sequence[Passage], asked: str) -> Iterator[Passage]:
    """The rows without sums; directorates alone, or none of them, where these are told apart."""
    upper = [row for row in rows if re.search(r"\bdirectorate\b", row.label, re.I)]
    if upper and re.search(r"\bdirectorates?\b", asked, re.I):
        yield from upper
        return
    for row in rows:
        if row not in upper and not SUM.search(row.label):
            yield row


def _line(row: Passage, sign: int, paper: Paper, *, short: bool) -> Line:
    """A row as it is told, its variances with the way that they point; `short` without others."""
    ways = {cell: way_of(cell, sign) for cell in variance_cells(row)}
    cells = figure_cells(row)
    cells = list(ways) if short or len(cells) > MOST_CELLS else cells
    units = {cell.unit.strip(" ()") for cell in cells} - {""}
    unit = f", {units.pop()}" if len(units) == 1 else ""
    told = "; ".join(
        f"{without_unit(cell.column).replace(' › ', ', ')}: {cell.value if unit else printed(cell)}"
        + (f", {ways[cell]}" if ways.get(cell) else "")
        for cell in cells
    )
    shown = f"{row.label.rstrip(' :')} ({name_of(row)}{unit}) – {told}."
    return Line(row_line(row), row, paper, alone=True, shown=shown)
