"""How a vote went, to who goes on from a decision: "and what was the vote?", "who voted against?".

Minutes tell it in the resolution, or beside it in a sentence that shares no word with what is
asked, or in a table of names.
"""

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.tables import row_line
from assistant.two_parts import joined
from assistant.verbatim import Line, say
from assistant.words import content_words, stem
from assistant.writing import Draft
from corpus.library import Library
from corpus.papers import Passage, Scope
from corpus.sentences import split_sentences

NEAR = 4
"""Passages of a paper on either side of what was cited."""

OWN_WORDS = 1
"""A follow-up that names more than so many things of its own asks for something else."""

MOST_LINES = 2

_ASKS = re.compile(
    r"\b(?:votes?|voted|voting|abstain\w*|abstention\w*|unanimous\w*|show of hands)\b"
    r"|\b(?:who|anyone|anybody|any(?:one)? of (?:them|us)) (?:was |were )?(?:against|oppos\w+)\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:vot(?:ed|ing)|votes? (?:to|against|in favour)|abst(?:ain\w*|entions?)|unanimous\w*|"
    r"casting vote|show of hands|without (?:a )?vote|nem\.? con|"
    r"\d+ (?:for|votes?)\b|\bfor:? \d+[,;])",
    re.I,
)
_ROW = re.compile(r"^\W*(?:for|against|abst\w+)\b", re.I)
"""How a row begins that names those who voted so."""

_WAYS = (
    re.compile(r"\b(?:against|oppos\w+|dissent\w*)\b", re.I),
    re.compile(r"\babst", re.I),
    re.compile(r"\bcasting\b", re.I),
)
"""Which of those who vote are asked for."""

_COUNTS = re.compile(r"\d|\bunanimous|without (?:a )?vote", re.I)

_GENERIC = frozenset(
    map(
        stem,
        """vote votes voted voting anyone anybody against for abstain abstained abstention split
        close unanimous oppose opposed how go went result outcome tally numbers many people members
        councillors""".split(),
    )
)


def of_the_vote(question: Question, library: Library, scope: Scope) -> list[Line]:
    """How the vote went on what the turn before cited; nothing where it cited none, where more is
    asked, or where no vote is told of near it."""
    before = question.leans_on
    if before is None or not question.follows or not _asks(question):
        return []
    own = {stem(word) for word in content_words(question.text)} - _GENERIC
    if len(own) > OWN_WORDS:
        return []
    return _told_near(before.cited, question.text, library, scope)


def with_the_vote(question: Question, draft: Draft, library: Library, scope: Scope) -> Draft:
    """A decision with how the vote on it went, where that is asked, too, and is not quoted."""
    if not _asks(question) or _TELLS.search(draft.text) or not draft.citations:
        return draft
    cited = [one.passage for one in draft.citations]
    lines = _told_near(cited, question.text, library, scope)
    new = [
        line
        for line in lines
        if line.text not in draft.text
        and not (line.passage.kind == "row" and any(line.text in one.text for one in cited))
    ]
    return joined(draft, say(new)) if new else draft


def _asks(question: Question) -> bool:
    """Whether it is asked how a vote went, and not why."""
    return bool(_ASKS.search(question.text)) and "why" not in question.wants


def _told_near(cited: Sequence[Passage], asked: str, library: Library, scope: Scope) -> list[Line]:
    """What tells of a vote in the cited passage and in its item, the nearest first.

    Of the way that is asked for; else the counts, or what else is told where nobody counted.
    """
    passage = cited[0] if cited else None
    paper = library.paper(passage.paper_id) if passage else None
    if passage is None or paper is None:
        return []
    around = library.neighbours(passage, NEAR, NEAR, scope)
    item = [one for one in around if one.headings == passage.headings and one != passage]
    lines = [
        Line(text, one, paper, alone=True)
        for one in (passage, *sorted(item, key=lambda other: _away(other, passage)))
        for text in _texts(one)
        if _TELLS.search(text) or (one.kind == "row" and _ROW.search(text))
    ]
    ways = [way for way in _WAYS if way.search(asked)]
    meant = [line for line in lines if any(way.search(line.text) for way in ways or [_COUNTS])]
    return (meant if ways else meant or lines)[:MOST_LINES]


def _away(passage: Passage, cited: Passage) -> tuple[int, bool]:
    """How far a passage stands from the one cited; of two as far the later one first."""
    return abs(passage.order - cited.order), passage.order < cited.order


def _texts(passage: Passage) -> list[str]:
    """The sentences of a passage, or its row, as they stand in it."""
    if passage.kind == "row":
        return [row_line(passage)]
    lines = passage.text.split("\n")
    return [one for line in lines for one in split_sentences(line) if one in passage.text]
