"""Which measures, actions or risks are in a state: all rows of a paper that are red, overdue, …

Papers tell it in words, letters and signs ("Amber", "R", "✗", "Overdue"). Who asks which ones are
red wants every such row of the newest paper, and no sentence that explains the colours.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from assistant.cells import printed
from assistant.column_heads import span_told
from assistant.column_names import AIM
from assistant.paper_times import is_of_time, newest_papers
from assistant.question import Question
from assistant.ratings_asked import (
    COLOUR,
    COLOURED,
    MOVES,
    RISKS,
    STATES,
    TIME,
    rated_of,
    states_asked,
)
from assistant.row_names import without_notes
from assistant.tables import row_line
from assistant.variances import signed_figure
from assistant.verbatim import Line
from assistant.words import stem_tuple
from corpus.library import Library
from corpus.papers import Cell, Paper, Passage, Scope
from corpus.periods import named_periods

LONGEST_NAME = 16
"""Words of a row's name."""

_COLUMN = re.compile(
    r"\b(?:r\s?a\s?g|rating|rated|status|progress|state|judgement|achieved|result|outcome|"
    r"on track|done|position|update|overall|grade|ofsted|inspection|opinion|assurance)\b",
    re.I,
)
_DIRECTION = re.compile(r"\bdirection|\btrend|\btravel|\bmove(?:ment|d)?\b|\bchange\b", re.I)
_DIRECTED = MOVES | {"worse"}
"""States that such a column tells."""

_ARROWS = re.compile(r"\s*[↑↓→←↗↘⇑⇓⇒⇔↔▲▼►◄]+\s*")

_WHO = re.compile(r"\bwho(?:se)?\b", re.I)
OWNER = re.compile(r"\b(?:owners?|leads?|responsible|officer|accountable|by whom|who)\b", re.I)
"""What heads the cells that tell whose a row is."""

_WAYS = {"worse": "↑⇑▲", "risen": "↑⇑▲↗", "fallen": "↓⇓▼↘", "level": "→←⇒⇔↔►◄"}
"""Arrows of a risk's score, by what they tell of it."""

_MARKS = "✓✔✗✘"

NAMED = 2
"""Words of a name that tells what it is of, and not its number or its date alone."""

MOST_FIGURES = 8
"""Of a row that is told alone."""

LONGEST_STATE = 30
"""Words of a cell that begins with a state."""

SHORT = 4
"""Words of a cell that tells what a row is of: "Children's Services"."""

FITS = (3.0, 2.0, 1.0, 0.5)
"""How surely a row is of what is asked about: by what stands over it; with its name; with its short
cells, too; or half of it by what stands over it."""

_ANY_STATE = re.compile("|".join(f"(?:{stands})" for _, stands in STATES.values()), re.S)
_BULLET = re.compile(r"^[\W_]+(?=\w)")


def of_a_rating(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The rows that are in the state asked for, of the newest paper that tells the state of what
    is asked about: by what stands over the table, or else by its rows' names.

    None for a question that asks for no list of states, or where no row has it.
    """
    states = states_asked(question.text)
    if not states or question.follows:
        return []
    about, kinds = rated_of(question.text)
    papers = [one for one in newest_papers(library.papers(scope)) if is_of_time(one, question)]

    kinds = kinds if kinds and not about else [*kinds, ""]
    for by_colour in (True, False) if COLOUR.search(question.text) else (False,):

        @cache
        def rated(paper: Paper, by_colour: bool = by_colour) -> list[_Rated]:
            passages = library.passages(paper.id, scope)
            return list(_rated(paper, passages, states, by_colour=by_colour))

        if found := _newest(papers, rated, kinds, about):
            return _in_state(states, found, whose=_WHO.search(question.text) is not None)
    return []


def _newest(
    papers: Sequence[Paper],
    rated: "Callable[[Paper], list[_Rated]]",
    kinds: Sequence[str],
    about: set[str],
) -> "list[_Rated]":
    """The rows that fit best, of the newest paper that has some and of those as new."""
    for least in FITS:
        for kind in kinds:
            for paper in papers:
                if any(one.fit(kind, about) >= least for one in rated(paper)):
                    new = [one for one in papers if _is_as_new(one, paper)]
                    rows = (one for other in new for one in rated(other))
                    return [one for one in rows if one.fit(kind, about) >= least]
    return []


@dataclass(frozen=True)
class _Rated:
    """A row that tells a state."""

    paper: Paper
    passage: Passage

    cell: Cell
    """The last of its cells that tells it."""

    @cached_property
    def over(self) -> str:
        """What stands over it: its paper's title, its headings, its table's name and columns."""
        table = self.passage.text.rpartition("\n")[0]
        return "\n".join((self.paper.title, *self.passage.headings, table))

    @cached_property
    def _close(self) -> str:
        """What stands nearest over it: a report on risks has measures too."""
        table = self.passage.text.rpartition("\n")[0]
        return "\n".join((*self.passage.headings[-1:], table))

    @cached_property
    def _stems_over(self) -> set[str]:
        return _stems(self.over, self.paper.body, self.paper.period)

    def fit(self, kind: str, about: set[str]) -> float:
        """How surely it is of a `kind`, a pattern, and `about` something, stems: one of FITS, or
        less.

        Its commentary tells other things.
        """
        if not re.search(kind, self._close if kind == RISKS else self.over, re.I):
            return 0.0
        over = self._stems_over
        if about <= over:
            return FITS[0]
        named = over | _stems(self.passage.label)
        if about <= named:
            return FITS[1]
        cells = [one.value for one in self.passage.cells if len(one.value.split()) <= SHORT]
        if about <= named | _stems(*cells):
            return FITS[2]
        return len(about & over) / len(about)


def _stems(*texts: str) -> set[str]:
    return {stem for text in texts for stem in stem_tuple(text)}


def _in_state(states: Sequence[str], rows: Sequence[_Rated], *, whose: bool) -> list[Line]:
    found = [one for one in rows if _is_in(states, one)]
    whole = len(found) == 1 or bool(MOVES.intersection(states))
    return [_line(one, whole=whole, whose=whose) for one in found]


def _rated(
    paper: Paper, passages: Sequence[Passage], states: Sequence[str], *, by_colour: bool
) -> Iterator[_Rated]:
    """The rows that tell a state, if need be by its colour."""
    for passage in passages:
        if passage.kind != "row" or not passage.label:
            continue
        if _DIRECTED.intersection(states):
            cells = [cell for cell in passage.cells if _DIRECTION.search(cell.column)]
        else:
            cells = [cell for cell in passage.cells if _tells_state(cell)]
        if by_colour:
            cells = [cell for cell in cells if COLOURED.fullmatch(_value(cell))]
        if cells:
            yield _Rated(paper, passage, cells[-1])


def _tells_state(cell: Cell) -> bool:
    if not cell.column.strip():
        mark, *words = cell.value.split() or [""]
        return mark in _MARKS and len(words) < SHORT
    if not _COLUMN.search(cell.column) or _DIRECTION.search(cell.column):
        return False
    return len(cell.value.split()) <= LONGEST_STATE and bool(_ANY_STATE.fullmatch(_value(cell)))


def _is_in(states: Sequence[str], row: _Rated) -> bool:
    if _DIRECTED.intersection(states) and _ARROWS.fullmatch(row.cell.value):
        risks = re.search(RISKS, row.passage.text.rpartition("\n")[0], re.I)
        arrow = row.cell.value.strip()
        return bool(risks) and any(arrow in _WAYS.get(one, "") for one in states)
    return any(re.fullmatch(STATES[one][1], _value(row.cell), re.S) for one in states)


def _value(cell: Cell) -> str:
    return _BULLET.sub("", _ARROWS.sub(" ", cell.value).strip()).lower()


def _is_as_new(paper: Paper, newest: Paper) -> bool:
    """Whether a paper is the newest, or of the same file and time as that."""
    same_file = paper.document_id == newest.document_id
    return paper.id == newest.id or (same_file and paper.meeting_date == newest.meeting_date)


def _line(row: _Rated, *, whole: bool, whose: bool) -> Line:
    """A row's name and its state, with its newest figure, or the `whole` of its figures; and with
    whose it is."""
    passage, cell = row.passage, row.cell
    figures = _figures(passage) if whole else _latest(passage)
    owner = next((one for one in passage.cells if OWNER.search(one.column)), None)
    said = f"{_name(passage, cell)}: {figures}{_column(cell)} {shortened(cell.value)}"
    if whose and owner:
        said += f"; {_column(owner)} {shortened(owner.value)}"
    return Line(row_line(passage), passage, row.paper, alone=True, shown=" ".join(said.split()))


def _column(cell: Cell) -> str:
    return cell.column.split("›")[-1].strip()


def _figures(passage: Passage) -> str:
    told = [cell for cell in passage.cells if signed_figure(cell.value) is not None]
    return "".join(f"{_column(cell)} {printed(cell)}; " for cell in told[:MOST_FIGURES])


def _latest(passage: Passage) -> str:
    """The newest figure of a measure that is rated, none to come; "" where none is of a time."""
    own = named_periods(passage.period)
    last = max((one.end for one in own), default=date.max)
    told = [
        (span.end, cell)
        for cell in passage.cells
        if not AIM.search(cell.column)
        and signed_figure(cell.value) is not None
        and (span := span_told(cell.column, own))
        and span.end <= last
    ]
    if not told:
        return ""
    newest = max(told, key=lambda one: one[0])[1]
    return f"{_column(newest)} {printed(newest)}; "


def _name(passage: Passage, told: Cell) -> str:
    """What a row is called, with what it is of where it is called by a number or a date."""
    name = shortened(passage.label)
    told_by = TIME.sub(" ", without_notes(name))
    if sum(word.isalpha() for word in stem_tuple(told_by)) >= NAMED:
        return name
    of = next(
        (one for one in passage.cells if one != told and len(one.value.split()) > NAMED), None
    )
    return f"{name} {shortened(of.value)}" if of else name


def shortened(text: str) -> str:
    """The first words of a name that is long."""
    words = text.split()
    return " ".join(words[:LONGEST_NAME]) + (" …" if len(words) > LONGEST_NAME else "")
