"""What else stands in the rows that were just cited: "whose are those?", "when are they due?".

The cells asked for share no word with what is asked, and the rows were found already.
"""

import re

from assistant.question import Question
from assistant.ratings import OWNER, shortened
from assistant.tables import row_line
from assistant.verbatim import Line
from assistant.words import content_words, stem
from corpus.library import Library
from corpus.papers import Cell

MOST_ROWS = 8
"""Rows that are told together."""

_ASKED = (
    (
        re.compile(
            r"\bwho(?:se|['’]s|s)?\b.{0,30}\b(?:those|that|them|these|it|responsible|charge|job|lead\w*|"
            r"own\w*|chase|accountable)\b|\bwho (?:leads|owns|is responsible)\b",
            re.I,
        ),
        OWNER,
    ),
    (
        re.compile(
            r"\b(?:when|by when|deadlines?)\b.{0,30}\b(?:those|that|them|they|these|it|due|done|"
            r"deadline)\b|^\W*(?:and |so )?(?:by )?when\b|\bdeadlines?\b",
            re.I,
        ),
        re.compile(r"\b(?:due|deadline|target date|by when|completion|date)\b", re.I),
    ),
)
"""How a cell of the rows before is asked for, and what heads it."""

_ASKING = frozenset(
    map(
        stem,
        """who whose when responsible charge job lead leads leading own owns owner chase chasing
        accountable due done deadline deadlines supposed meant finish finished happen""".split(),
    )
)


def of_the_cited_rows(question: Question, library: Library) -> list[Line]:
    """The owners, or the dates, of the rows that the turn before cited, to who asks for these.

    None where more is asked, where nothing of a table was cited, or where no row has such a cell.
    """
    before = question.leans_on
    if before is None or not question.follows:
        return []
    own = {stem(word) for word in content_words(question.text)} - _ASKING
    rows = {one.id: one for one in before.cited if one.kind == "row"}
    if own or not rows or len(rows) > MOST_ROWS or len(rows) < len(before.cited):
        return []
    for asks, heads in _ASKED:
        if not asks.search(question.text):
            continue
        lines = []
        for row in rows.values():
            cells = [one for one in row.cells if heads.search(_heading(one)) and one.value.strip()]
            paper = library.paper(row.paper_id)
            if not cells or paper is None:
                return []
            told = "; ".join(f"{_heading(one)}: {one.value}" for one in cells)
            shown = f"{shortened(row.label)} – {told}."
            lines.append(Line(row_line(row), row, paper, alone=True, shown=shown))
        return lines
    return []


def _heading(cell: Cell) -> str:
    return cell.column.rpartition("›")[2].strip()
