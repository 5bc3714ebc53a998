"""What decisions are to come: the entries of the newest forward plan, each with its day.

A forward plan's rows share no word with "what big decisions are coming up?".
"""

import re

from assistant.cells import FIGURE
from assistant.question import Question
from assistant.verbatim import Line
from assistant.words import content_words, stem
from corpus.library import Library
from corpus.papers import Cell, Paper, Passage, Scope

LEAST_ENTRIES = 2

_ASKS = re.compile(
    r"\b(?:decisions?|matters)\b.*"
    r"\b(?:coming|due|planned|to come|soon|next (?:few )?months?|ahead)\b"
    r"|\b(?:upcoming|forthcoming|future|planned) (?:key )?decisions?\b"
    r"|\b(?:what|which|anything|list|show)\b.*\bforward plan\b",
    re.I,
)
_NO_LIST = re.compile(r"\b(?:who|why|when|how (?:many|much|often)|was|were)\b", re.I)
_PLAN = re.compile(r"\bforward plan\b|\bkey decisions\b", re.I)
_SAID = re.compile(r"decision|matter|subject|item|date|when|taken|maker|month|before", re.I)
_DATE_OF_MEETING = re.compile(r"\bdates? of meetings?\b", re.I)
_GENERIC = frozenset(
    map(
        stem,
        """big key major main important decision decisions matter coming come due planned plan
        forward upcoming forthcoming future next months month soon ahead list show take taken make
        made expected anything council cabinet executive board going""".split(),
    )
)


def of_the_forward_plan(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The entries of the newest forward plan that a question asks for; none for other questions.

    Where it names a subject, the entries that have all of its words.
    """
    text = question.text
    if not _ASKS.search(text) or _NO_LIST.search(text) or question.follows:
        return []
    about = {stem(word) for word in content_words(text)} - _GENERIC
    papers = sorted(library.papers(scope), key=lambda paper: paper.meeting_date, reverse=True)
    for paper in papers:
        rows = [row for row in library.passages(paper.id, scope) if _is_entry(row, paper)]
        if len(rows) < LEAST_ENTRIES:
            continue
        named = [row for row in rows if about <= _words(row)]
        return [_line(row, paper) for row in named]
    return []


def _is_entry(row: Passage, paper: Paper) -> bool:
    """Whether a row is of a forward plan: a decision, and a day or a month on which it is due."""
    if row.kind != "row" or len(row.cells) < LEAST_ENTRIES:
        return False
    over = " ".join((*row.headings, row.text.split("\n", 1)[0], paper.title))
    dated = any(FIGURE.search(cell.value) for cell in _told(row)) or bool(FIGURE.search(row.label))
    headed = any(_SAID.search(cell.column) for cell in row.cells)
    return bool(_PLAN.search(over)) and not _DATE_OF_MEETING.search(over) and dated and headed


def _told(row: Passage) -> list[Cell]:
    return [cell for cell in row.cells if _SAID.search(cell.column)]


def _words(row: Passage) -> set[str]:
    return {stem(word) for word in content_words(row.text.rsplit("\n", 1)[-1])}


def _line(row: Passage, paper: Paper) -> Line:
    told = "; ".join(" ".join(cell.value.split()) for cell in _told(row))
    last = row.text.rsplit("\n", 1)[-1]
    return Line(last, row, paper, alone=True, shown=f"{row.label.rstrip(' :')}: {told}")
