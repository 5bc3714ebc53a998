"""What is to come: the entries of the newest forward plan or work programme, each with its day.

Their rows share no word with "what big decisions are coming up?", or "what's going to the committee
in June?".
"""

import re

from assistant.cells import FIGURE
from assistant.question import Question
from assistant.tables import row_line
from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple
from corpus.calendar import MONTH_WORDS, month_number
from corpus.library import Library
from corpus.papers import Cell, Paper, Passage, Scope

LEAST_ENTRIES = 2

_ASKS = re.compile(
    r"\b(?:decisions?|matters)\b.*"
    r"\b(?:coming|going to|due|planned|to come|soon|next (?:few )?months?|ahead)\b"
    r"|\b(?:upcoming|forthcoming|future|planned) (?:key )?decisions?\b"
    r"|\b(?:what|which|anything|list|show)\b.*\b(?:forward plan|work (?:programme|plan))\b"
    r"|^\W*(?:so |and |ok )?what(?:['’]?s|\s+(?:(?:else|items?|reports?|papers?)\s+)?"
    r"(?:is|are|will be))\s+(?:coming|going|due|scheduled|planned)\b",
    re.I,
)
_MATTER = re.compile(r"matter|subject|decision|item|title|matter for decision", re.I)
_DATE = re.compile(r"date|decision date", re.I)
_MONTH = re.compile(rf"\b({MONTH_WORDS}|may)\b", re.I)
_NUMERIC = re.compile(r"\b\d{1,2}[/.](\d{1,2})[/.](?:20)?\d\d\b")
_NO_LIST = re.compile(r"\b(?:who|why|when|how (?:many|much|often)|was|were)\b", re.I)
_PLAN = re.compile(r"\bforward plan\b|\bkey decisions\b|\bwork (?:programme|plan)\b", re.I)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH_WORDS}|may)\b", re.I)
_SAID = re.compile(r"decision|matter|subject|item|date|when|taken|maker|month|before|meeting", re.I)
_DATE_OF_MEETING = re.compile(r"\bdates? of meetings?\b", re.I)
_GENERIC = frozenset(
    map(
        stem,
        """big key major main important decision decisions matter coming come due planned plan
        forward upcoming forthcoming future next months month soon ahead list show take taken make
        made expected anything council cabinet executive board committee panel commission forum
        going programme work item items report reports paper papers meeting scheduled
        else""".split(),
    )
)


def of_the_forward_plan(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The entries of the newest forward plan that a question asks for; none for other questions.

    Where it names a subject, the entries that have all of its words.
    """
    text = question.text
    if not _ASKS.search(text) or _NO_LIST.search(text) or question.follows:
        return []
    months, days = _months(text), _days(text)
    about = {stem(word) for word in content_words(_MONTH.sub(" ", text)) if not word.isdigit()}
    about -= _GENERIC
    papers = sorted(library.papers(scope), key=lambda paper: paper.meeting_date, reverse=True)
    for paper in papers:
        rows = [row for row in library.passages(paper.id, scope) if _is_entry(row, paper)]
        if len(rows) < LEAST_ENTRIES:
            continue
        over = set(stem_tuple(f"{paper.title} {paper.body}"))
        named = [row for row in rows if about - over <= _words(row)]
        if months:
            named = [row for row in named if months & _months(_when(row))]
        if days:
            named = [row for row in named if days & _days(_when(row))]
        if named:
            return [_line(row, paper) for row in named]
    return []


def _days(text: str) -> set[tuple[int, int]]:
    """The days of a month that a text names, each with the number of its month."""
    return {(int(day), month_number(name)) for day, name in _DAY.findall(text)}


def _months(text: str) -> set[int]:
    """The months that a text names, in words or figures, as numbers."""
    words = {month_number(name) for name in _MONTH.findall(text)}
    return words | {int(number) for number in _NUMERIC.findall(text)}


def _when(row: Passage) -> str:
    return " ".join((row.label, *(cell.value for cell in _told(row))))


def _is_entry(row: Passage, paper: Paper) -> bool:
    """Whether a row is of a forward plan: a decision, and a day or a month on which it is due.

    Some plans are a form for each decision, with "Matter" before what it is about.
    """
    if row.kind != "row" or len(row.cells) < LEAST_ENTRIES:
        return False
    over = " ".join((*row.headings, row.text.split("\n", 1)[0], paper.title))
    if not _PLAN.search(over) or _DATE_OF_MEETING.search(over):
        return False
    if _MATTER.fullmatch(row.label.strip(" :")) or not any(cell.column for cell in row.cells):
        return any(_MONTH.search(cell.value) for cell in row.cells)
    dated = any(FIGURE.search(cell.value) for cell in _told(row)) or bool(FIGURE.search(row.label))
    return dated and any(_SAID.search(cell.column) for cell in row.cells)


def _told(row: Passage) -> list[Cell]:
    """The cells that say what is decided, by whom and when."""
    if _MATTER.fullmatch(row.label.strip(" :")):
        return [cell for cell in row.cells if not _DATE.fullmatch(cell.value.strip(" :"))]
    if not any(cell.column for cell in row.cells):
        return [cell for cell in row.cells if _MONTH.search(cell.value)][:1]
    return [cell for cell in row.cells if _SAID.search(cell.column)]


def _words(row: Passage) -> set[str]:
    return {stem(word) for word in content_words(row_line(row))}


def _line(row: Passage, paper: Paper) -> Line:
    told = "; ".join(" ".join(cell.value.split()) for cell in _told(row))
    name = row.label.rstrip(" :")
    said = told if _MATTER.fullmatch(name) else f"{name}: {told}"
    return Line(row_line(row), row, paper, alone=True, shown=said)
