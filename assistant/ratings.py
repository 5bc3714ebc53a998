"""Which measures, actions or risks are in a state: all rows of a paper that are red, overdue, …

Papers tell it in words, letters and signs ("Amber", "R", "✗", "Overdue"). Who asks which ones are
red wants every such row of the newest paper, and no sentence that explains the colours.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from assistant.cells import printed
from assistant.column_heads import span_told
from assistant.column_names import AIM
from assistant.paper_times import is_of_time, newest_papers
from assistant.question import Question
from assistant.ratings_asked import STATES, TIME, rated_of, states_asked
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
    r"on track|done|position|update)\b",
    re.I,
)
_DIRECTION = re.compile(r"\bdirection|\btrend|\btravel", re.I)
_ARROWS = re.compile(r"\s*[↑↓→←↗↘⇑⇓⇒⇔▲▼]+\s*")

_UP = "↑⇑▲"
_MARKS = "✓✔✗✘"

NAMED = 2
"""Words of a name that tells what it is of, and not its number or its date alone."""

MOST_FIGURES = 8
"""Of a row that is told alone."""

LONGEST_STATE = 30
"""Words of a cell that begins with a state."""
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

    @cache
    def rated(paper: Paper) -> list[tuple[Paper, Passage, Cell]]:
        rows = _rated(library.passages(paper.id, scope), states)
        return [(paper, passage, cell) for passage, cell in rows]

    for kind in (*kinds, *([] if kinds and not about else [""])):
        for words in (_words_over, _words):
            meant: list[tuple[Paper, Passage, Cell]] = []
            for paper in papers:
                if not meant or _is_as_new(paper, meant[0][0]):
                    meant += [
                        one
                        for one in rated(paper)
                        if about <= words(one[1], paper)
                        and re.search(kind, _over(one[1], paper), re.I)
                    ]
            if meant:
                found = [one for one in meant if _is_in(states, *one[1:])]
                whole = len(found) == 1
                return [_line(*one, whole=whole) for one in found]
    return []


def _rated(passages: Sequence[Passage], states: Sequence[str]) -> Iterator[tuple[Passage, Cell]]:
    """The rows that tell a state, each with the last of its cells that does."""
    for passage in passages:
        if passage.kind != "row" or not passage.label:
            continue
        if "worse" in states:
            cells = [cell for cell in passage.cells if _DIRECTION.search(cell.column)]
        else:
            cells = [cell for cell in passage.cells if _tells_state(cell)]
        if cells:
            yield passage, cells[-1]


def _tells_state(cell: Cell) -> bool:
    if not cell.column.strip():
        return cell.value.strip() in _MARKS
    if not _COLUMN.search(cell.column) or _DIRECTION.search(cell.column):
        return False
    return len(cell.value.split()) <= LONGEST_STATE and bool(_ANY_STATE.fullmatch(_value(cell)))


def _is_in(states: Sequence[str], passage: Passage, cell: Cell) -> bool:
    if "worse" in states and _ARROWS.fullmatch(cell.value):
        risks = re.search(r"\brisks?\b", passage.text.rpartition("\n")[0], re.I)
        return bool(risks) and cell.value.strip() in _UP
    return any(re.fullmatch(STATES[one][1], _value(cell), re.S) for one in states)


def _value(cell: Cell) -> str:
    return _BULLET.sub("", _ARROWS.sub(" ", cell.value).strip()).lower()


def _words(passage: Passage, paper: Paper) -> set[str]:
    """The stems of a row's name and of what stands over it; its commentary tells other things."""
    return _words_over(passage, paper) | set(stem_tuple(passage.label))


def _words_over(passage: Passage, paper: Paper) -> set[str]:
    said = (paper.body, paper.period, _over(passage, paper))
    return {word for text in said for word in stem_tuple(text)}


def _over(passage: Passage, paper: Paper) -> str:
    """What stands over a row: its paper's title, its headings, its table's name and columns."""
    return "\n".join((paper.title, *passage.headings, passage.text.rpartition("\n")[0]))


def _is_as_new(paper: Paper, newest: Paper) -> bool:
    """Whether a paper is the newest, or of the same file and time as that."""
    same_file = paper.document_id == newest.document_id
    return paper.id == newest.id or (same_file and paper.meeting_date == newest.meeting_date)


def _line(paper: Paper, passage: Passage, cell: Cell, *, whole: bool) -> Line:
    """A row's name and its state, with its newest figure, or the `whole` of its figures."""
    figures = _figures(passage) if whole else _latest(passage)
    said = f"{_name(passage, cell)}: {figures}{_column(cell)} {_shortened(cell.value)}"
    return Line(row_line(passage), passage, paper, alone=True, shown=" ".join(said.split()))


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
    name = _shortened(passage.label)
    told_by = TIME.sub(" ", without_notes(name))
    if sum(word.isalpha() for word in stem_tuple(told_by)) >= NAMED:
        return name
    of = next(
        (one for one in passage.cells if one != told and len(one.value.split()) > NAMED), None
    )
    return f"{name} {_shortened(of.value)}" if of else name


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:LONGEST_NAME]) + (" …" if len(words) > LONGEST_NAME else "")
