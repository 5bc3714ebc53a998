"""What a source that was just cited tells of the time before: "a decrease from 54 in the previous
quarter", to who asks "and the quarter before?".

The figure stands in the sentence that was quoted already, or beside it, and shares no word with
what is asked.
"""

import re
from collections.abc import Iterator

from assistant.question import Question
from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library
from corpus.papers import Passage
from corpus.sentences import split_sentences

OWN_WORDS = 1
"""A follow-up that names more than so many things of its own asks for something else."""

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

_ASKING = frozenset(map(stem, "quarter qtr year last previous prior ago earlier time".split()))


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


def _sentences(passage: Passage) -> Iterator[str]:
    """The sentences of a passage as they stand in it; of a row those of its cells."""
    texts = [cell.value for cell in passage.cells] if passage.cells else passage.text.split("\n")
    for text in texts:
        yield from (one for one in split_sentences(text) if one in passage.text)
