"""What members of the public asked at a meeting: each question of the section that holds them.

Minutes, agendas and supplements print them under one heading; what was asked shares no word with
"what did the public ask?".
"""

import re
from collections.abc import Iterator
from datetime import date

from assistant.question import Question
from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple
from corpus.calendar import MONTH_WORDS, month_number
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope
from corpus.sentences import split_sentences

_ASKS = re.compile(
    r"\b(?:what|which|any|list|show)\b.*\b(?:public|residents)\b.*\b(?:ask\w*|rais\w+|questions?)\b"
    r"|\b(?:what|which|any|list|show)\b.*\bpublic questions?\b"
    r"|\bquestions? (?:from|by) (?:members of )?(?:the )?(?:public|residents)\b",
    re.I,
)
_OTHERWISE = re.compile(r"\b(?:when|how (?:long|many|do|can)|rules?|limit|deadline|submit)\b", re.I)
_SECTION = re.compile(
    r"\bpublic questions?\b|\bpublic question time\b"
    r"|\bquestions? (?:from|by) (?:members of )?the public\b",
    re.I,
)
_ONE = re.compile(r"^question \d", re.I)
"""A heading over one of them, under that over all."""

_ANSWER = re.compile(r"^\W*(?:answer|reply|response)\b", re.I)
_REPLIED = re.compile(
    r"\s*\b(?:answer|reply)\b(?:\s*\([^()]*\)|\s+(?:by|from)\s[^:]*)?\s*:.*", re.I
)
_PUT = re.compile(r"\?|\basked (?:how|why|what|whether|if|when|who|where|that)\b", re.I)
_MONTH = re.compile(rf"\b({MONTH_WORDS}|(?<=\bin )may)\b", re.I)

_GENERIC = frozenset(
    map(
        stem,
        """public question questions ask asked member members resident residents raise raised
        meeting list show time last latest come put get people""".split(),
    )
)


def of_the_public(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The questions of the public that the newest meeting's papers print; of the meeting named.

    None for other questions, or where no such paper prints any.
    """
    text = question.text
    if not _ASKS.search(text) or _OTHERWISE.search(text) or question.follows:
        return []
    months = {month_number(name) for name in _MONTH.findall(text)}
    words = content_words(_MONTH.sub(" ", text))
    about = {stem(word) for word in words if word.isalpha()} - _GENERIC
    papers = sorted(library.papers(scope), key=lambda paper: paper.meeting_date, reverse=True)
    for paper in papers:
        if months and (not paper.meeting_date or _month(paper) not in months):
            continue
        if not about <= set(stem_tuple(f"{paper.title} {paper.body} {paper.document}")):
            continue
        if lines := list(_questions(paper, library.passages(paper.id, scope))):
            return lines
    return []


def _month(paper: Paper) -> int:
    return date.fromisoformat(paper.meeting_date).month


def _questions(paper: Paper, passages: list[Passage]) -> Iterator[Line]:
    inside = False
    for passage in passages:
        last = passage.headings[-1] if passage.headings else ""
        under = any(_SECTION.search(heading) for heading in passage.headings)
        inside = under or (inside and bool(_ONE.match(last)))
        if not inside or passage.kind == "table":
            continue
        lead = f"{last}: " if _ONE.match(last) else ""
        for text in passage.text.split("\n"):
            said = _REPLIED.sub("", text)
            put = [one for one in split_sentences(said) if _PUT.search(one)]
            if put and not _ANSWER.match(text):
                end = said.rfind(put[-1]) + len(put[-1])
                shown = " ".join(f"{lead}{said[:end]}".replace(" | ", ", ").split())
                yield Line(text, passage, paper, alone=True, shown=shown)
                lead = ""
