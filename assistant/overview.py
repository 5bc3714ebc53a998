"""What is asked of a paper as a whole: what it is about, and who is responsible for it.

Its purpose and what it recommends tell the first, its front sheet the second; no one statement of
its text does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.paper_times import is_of_time
from assistant.question import Question
from assistant.sector_acronyms import with_sector
from assistant.verbatim import Line, first_lines
from assistant.words import content_words, stem, stem_tuple, stems_of
from corpus.calendar import MONTH_WORDS
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope

PURPOSE_WORDS = 70
"""Of what a paper is for and of what it recommends so many words are given."""

ITEMS = 3
"""An item's papers, 6(a) to 6(c), are told together when they are no more."""

_ABOUT = re.compile(
    r"\b(?:summari[sz]e|summary of|sum up|overview of|(?:key|main) points|gist of|tl;?dr)\b"
    r"|\bwhat(?:['’]s| is| are| was)\b.{0,80}\babout\W*$"
    r"|\b(?:tell me about|what does)\b.{0,60}\b(?:item|report|paper)\b",
    re.I,
)
_BY = re.compile(
    r"\bwho (?:wrote|prepared|drafted|is (?:presenting|behind|responsible for))\b"
    r"|\b(?:author|reporting officer|lead officer)\b|\bwhose (?:report|paper)\b",
    re.I,
)
_SPEAK_TO = re.compile(
    r"\bwho(?:m)? (?:do|can|could|should|would|must) (?:i|we|you|they|\w+s) (?:\w+ )?"
    r"(?:speak|talk|ask|contact|ring|call|phone|email|write|go|turn)\b",
    re.I,
)
_OF_MEETING = re.compile(
    r"\b(?:agenda|meeting|papers|board|committee|panel|cabinet|background|number|interests?|"
    r"attend\w*|apolog\w+)\b",
    re.I,
)
_TIME = re.compile(rf"(?:{MONTH_WORDS}|may|quarter|q[1-4]|[\d/-]+)", re.I)
_AUTHOR = re.compile(r"\b(?:authors?|wrote|written|drafted|prepared)\b", re.I)
_CONTACT = re.compile(r"\b(?:contact|authors?)\b", re.I)
_PAPER = re.compile(
    r"\b(?:report|paper|item|strategy|review|update|plan|briefing|document)s?\b", re.I
)
_PURPOSE = re.compile(
    r"^\W*(?:\d[\d.]*\W*)?(?:purpose|executive summary|summary|introduction|background|foreword"
    r"|what this (?:report|paper))",
    re.I,
)
_RECOMMENDS = re.compile(r"^\W*(?:\d[\d.]*\W*)?recommend", re.I)
_OFFICER = re.compile(
    r"^\W*(?:reporting officer|report(?:ing)? (?:of|by|author)|(?:report )?authors?|lead officer"
    r"|contact|officer)\b",
    re.I,
)
_FIELD = re.compile(r"(?<=\w)\s+(?=[A-Z]{4,}(?: [A-Z]+)*(?:\([A-Z]\))?:)")
"""Where the next field of a front sheet begins on the same line."""

_GENERIC = frozenset(
    map(
        stem,
        """summarise summary sum overview key main point gist brief tell report paper item agenda
        document say cover write wrote prepare draft present behind responsible author officer
        reporting lead quick short give speak talk contact ring call phone email need
        member resident people""".split(),
    )
)


def of_the_paper(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The lines that tell what a paper is about, or whose it is; none for any other question."""
    about = _ABOUT.search(question.text)
    whose = asks_whom(question.text) or (_BY.search(question.text) and _PAPER.search(question.text))
    if not (about or whose) or question.follows:
        return []
    found: list[Line] = []
    papers = _meant(question, library, scope)
    for paper in papers:
        passages = library.passages(paper.id, scope)
        told = _officer(question.text, paper, passages) if whose else _told(paper, passages)
        found += told if len(papers) == 1 else told[:1]
    return found


def asks_whom(text: str) -> bool:
    """Whether a question asks for somebody to speak to of a subject, and not of the meeting."""
    return bool(_SPEAK_TO.search(text)) and not _OF_MEETING.search(text)


def _meant(question: Question, library: Library, scope: Scope) -> list[Paper]:
    """The papers of the item that is named, or the one whose title has all words of the question.

    Of several the newest; none where the words name no one paper.
    """
    papers = [p for p in library.papers(scope) if p.kind != "agenda"]
    newest = max((paper.meeting_date for paper in papers), default="")
    if question.items:
        own = [p for p in papers if p.meeting_date == newest and _is_item(p, question.items)]
        return own if len(own) <= ITEMS else []
    acronyms = with_sector(library.acronyms(scope))
    wanted = [
        (
            stem(word),
            frozenset(stems_of(acronyms[word.upper()][0] if word.upper() in acronyms else "")),
        )
        for word in content_words(question.text)
        if stem(word) not in _GENERIC and not _TIME.fullmatch(word)
    ]
    named = [paper for paper in papers if wanted and _names(paper, wanted)]
    named = [paper for paper in named if is_of_time(paper, question)] or named
    best = max(named, key=lambda p: (p.meeting_date, -len(stem_tuple(p.title))), default=None)
    return [best] if best else []


def _is_item(paper: Paper, items: frozenset[str]) -> bool:
    own = re.sub(r"[\s()]", "", paper.item.lower())
    return bool(own) and any(own == item or re.fullmatch(rf"{item}[a-z]", own) for item in items)


def _names(paper: Paper, wanted: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Whether a title has each word that is asked for, or all that its acronym stands for."""
    title = set(stem_tuple(paper.title))
    return all(short in title or (long and long <= title) for short, long in wanted)


def _told(paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    purpose = next((p for p in passages if _under(p, _PURPOSE) and p.kind != "table"), None)
    asked = next(
        (
            p
            for p in passages
            if (p.kind == "resolution" and paper.kind != "minutes") or _under(p, _RECOMMENDS)
        ),
        None,
    )
    return [
        line for one in (purpose, asked) if one for line in first_lines(one, paper, PURPOSE_WORDS)
    ]


def _officer(question: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The line of a front sheet that names who answers for a paper, or who wrote it."""
    found = [line for line in _front(paper, passages) if _OFFICER.match(line.text)]
    wrote = [line for line in found if _AUTHOR.search(line.text)]
    whom = [line for line in found if _CONTACT.search(line.text)] if asks_whom(question) else []
    for line in whom or (wrote if wrote and _AUTHOR.search(question) else found):
        field, colon, name = line.text.partition(":")
        return [replace(line, shown=f"{field}{colon}{_FIELD.split(name)[0]}")]
    return []


def _front(paper: Paper, passages: Sequence[Passage]) -> Iterator[Line]:
    for passage in passages:
        for text in passage.text.split("\n"):
            yield Line(text, passage, paper)


def _under(passage: Passage, heading: re.Pattern[str]) -> bool:
    return any(heading.search(one) for one in passage.headings[-1:])
