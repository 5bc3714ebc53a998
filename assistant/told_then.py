"""What a source that was just cited tells of the time before: "a decrease from 54 in the previous
quarter", to who asks "and the quarter before?".

The figure stands in the sentence that was quoted already, or beside it, and shares no word with
what is asked. So it is with a row, to who asks whether that is better than it was.
"""

import re
from collections.abc import Iterator

from assistant.asked_times import asks_better
from assistant.cells import figure_cells
from assistant.question import Question
from assistant.quoting_rows import row_told
from assistant.tables import row_line
from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library
from corpus.papers import Passage
from corpus.sentences import split_sentences

OWN_WORDS = 1
"""A follow-up that names more than so many things of its own asks for something else."""

LEAST_TIMES = 2
"""Figures of a row of which one may be better than another."""

_FIGURE = re.compile(r"\d")
_BEFORE = (
    re.compile(
        r"\b(?:previous|prior|last|preceding) (?:quarter|qtr)\b"
        r"|\b(?:quarter|qtr) (?:before|earlier)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:previous|prior|last|preceding) (?:year|yr)\b|\b(?:year|yr) (?:before|ago|earlier)\b"
        r"|\bsame (?:time|period|quarter) (?:in )?(?:last|the previous|20\d\d)\b",
        re.I,
    ),
)
"""How a time before is asked for, and how papers name it beside their own figure."""

_OF_IT = re.compile(
    r"^\W*(?:so |and )?(?:is|was|has|are) (?:it|that|this|those|they|these)\b", re.I
)

_ASKING = frozenset(
    map(
        stem,
        """quarter qtr year last previous prior ago earlier time better worse up down improve
        improved improving get getting got gone come coming more fewer less higher lower
        start""".split(),
    )
)


def of_the_time_before(question: Question, library: Library) -> list[Line]:
    """The sentence of what was cited that tells of the time before that is asked for; none where
    nothing was cited, where more is asked, or where no one sentence tells of it."""
    before = question.leans_on
    if before is None or not question.follows:
        return []
    own = {stem(word) for word in content_words(question.text)} - _ASKING
    if len(own) > OWN_WORDS:
        return []
    for time in _BEFORE:
        if not time.search(question.text):
            continue
        about = set(stem_tuple(before.question))
        found = [
            (len(about & set(stem_tuple(sentence))), passage, sentence)
            for passage in before.cited
            for sentence in _sentences(passage)
            if time.search(sentence) and _FIGURE.search(sentence)
        ]
        most = max((shared for shared, _, _ in found), default=0)
        best = [(passage, sentence) for shared, passage, sentence in found if shared == most > 0]
        paper = library.paper(best[0][0].paper_id) if len(best) == 1 else None
        if paper:
            passage, sentence = best[0]
            return [Line(sentence, passage, paper, alone=True)]
    return []


def of_the_same_row(question: Question, library: Library) -> list[Line]:
    """The one row that was cited, with all its figures, to who asks whether that is better or
    worse; nothing where several were, or where more is asked."""
    before = question.leans_on
    asks = asks_better(question.text) and _OF_IT.search(question.text)
    if before is None or not question.follows or not asks:
        return []
    rows = {one.id: one for one in before.cited if one.kind == "row"}
    own = {stem(word) for word in content_words(question.text)} - _ASKING
    if len(rows) != 1 or len(own) > OWN_WORDS:
        return []
    (row,) = rows.values()
    cells, paper = figure_cells(row), library.paper(row.paper_id)
    if paper is None or len(cells) < LEAST_TIMES:
        return []
    return [Line(row_line(row), row, paper, alone=True, shown=row_told(row, cells))]


def _sentences(passage: Passage) -> Iterator[str]:
    """The sentences of a passage as they stand in it; of a row those of its cells."""
    texts = [cell.value for cell in passage.cells] if passage.cells else passage.text.split("\n")
    for text in texts:
        yield from (one for one in split_sentences(text) if one in passage.text)
