"""What is asked of a meeting itself: where and when it is, what its agenda holds, who chairs it.

No report says that. It stands on the front page of an agenda and in the first and last lines of
minutes, in words that share none with the question: "Civic Suite, Town Hall".
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from assistant import front_pages
from assistant.front_pages import named_by
from assistant.leaning import points_back
from assistant.question import Question
from assistant.sector_acronyms import with_sector
from assistant.verbatim import Line
from assistant.words import content_words, stem, stems_of, words_of
from corpus.calendar import MONTH_WORDS, Period, day, month_number
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope

BODIES = 2
"""Of so many boards the newest meeting is told where none is named."""

SHORT_NAME = 3
"""Letters; a word of fewer is no board's initials."""

_MONTH = re.compile(rf"\b(?:{MONTH_WORDS}|may)\b", re.I)
_TIME = re.compile(rf"{MONTH_WORDS}|may|\d+(?:st|nd|rd|th)?", re.I)
Teller = Callable[[str, Paper, Sequence[Passage]], list[Line]]

_BESIDE = re.compile(r"\b(?:after|before|than)\b", re.I)
_PAST = re.compile(r"\b(?:last|previous|was|were|did|ended|finished|closed|held)\b", re.I)
_FUTURE = re.compile(r"\bnext\b", re.I)

_ABOUT = frozenset(
    map(
        stem,
        """meeting agenda item business start begin kick commence hold held take place time venue
        room location building day date happen due schedule sit meet attend full public today
        tonight evening afternoon morning next last previous latest coming upcoming month week
        finish end close conclude over come coming up happening consider decide member page
        pack paper discuss list number address hour long
        chair chairs chairing chairman chairwoman chairperson vice deputy""".split(),
    )
)
_JOINING = frozenset(("and", "of", "the", "for", "in"))
_MEETING = frozenset(map(stem, ("meeting", "agenda")))
_BODY = frozenset(
    map(
        stem,
        """board committee subcommittee panel forum cabinet council commission executive authority
        group partnership""".split(),
    )
)


def of_the_meeting(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The lines that answer what is asked of a meeting itself; none where something else is asked.

    And none where the papers of that meeting do not say it.
    """
    teller = _teller(question.text)
    if teller is None:
        return []
    papers = [p for p in library.papers(scope) if p.kind in ("agenda", "minutes")]
    acronyms = with_sector(library.acronyms(scope))
    before = question.leans_on.question if question.leans_on else ""
    if question.follows and points_back(question.text) and not _teller(before):
        return []
    text = f"{before} {question.text}" if _teller(before) else question.text
    own = _words(text, acronyms)
    bodies = "|".join({_initials(paper) for paper in papers})
    short = any(len(word) >= SHORT_NAME and word.upper() in bodies for word in own)
    if not (own & (_BODY | _MEETING) or teller in (front_pages.pages, front_pages.chair) or short):
        return []
    needed = own & _BODY if teller is front_pages.pages else own - _ABOUT
    wanted = [paper for paper in papers if _is_of(needed, paper)]
    if not wanted and needed - _BODY:  # a sub-committee may be called a board
        wanted = [paper for paper in papers if _is_of(needed - _BODY, paper)]
    found: dict[frozenset[str], tuple[str, list[Line]]] = {}
    for paper in _meant(text, question.periods, wanted):
        when, known = found.get(named_by(paper), ("", []))
        if known and (teller is not front_pages.business or when != paper.meeting_date):
            continue
        if not known and len(found) == (1 if teller is front_pages.pages else BODIES):
            continue
        told = teller(question.text, paper, library.passages(paper.id, scope))
        if len(told) > len(known):  # an agenda has more items than its supplement
            found[named_by(paper)] = (paper.meeting_date, told)
    return [line for _, lines in found.values() for line in lines]


def _is_of(words: Iterable[str], paper: Paper) -> bool:
    """Whether all of some stems name a paper's board, by its words or its initials."""
    initials = _initials(paper)
    return all(
        word in named_by(paper) or (len(word) >= SHORT_NAME and word.upper() in initials)
        for word in words
    )


def _initials(paper: Paper) -> str:
    """Of "Children and Families Policy and Performance Board", "CFPPB"."""
    return "".join(word[0].upper() for word in words_of(paper.body) if word not in _JOINING)


_WHEN = r"\bwhat time\b|\bwhen\b|\bwhat (?:day|date)\b|\b(?:start|starting) time\b"
_TELLERS: tuple[tuple[re.Pattern[str], Teller], ...] = tuple(
    (re.compile(pattern, re.I), teller)
    for pattern, teller in (
        (r"\bchair", front_pages.chair),
        (r"\b(?:what|which) (?:page|item)\b|\bitem number\b|\bpage numbers?\b", front_pages.pages),
        (rf"\bnext\b.*(?:{_WHEN})|(?:{_WHEN}).*\bnext\b", front_pages.next_meeting),
        (
            r"\b(?:what time|when)\b.*\b(?:end\w*|finish\w*|clos\w+|conclude\w*|over)\b"
            r"|\bhow long\b",
            front_pages.end,
        ),
        (
            r"\bwhere\b|\b(?:venue|location|address)\b|\bwhich (?:room|building)\b",
            front_pages.where,
        ),
        (_WHEN, front_pages.when),
        (
            r"\b(?:agenda|items?|business|discuss\w*)\b|\bcoming (?:up |to |before |at )"
            r"|\bwhat(?:['’]?s| is| are| will be) (?:\w+ )?(?:on|up|happening|considered|decided) ",
            front_pages.business,
        ),
    )
)
"""How each thing is asked for that a front page tells."""


def _teller(text: str) -> Teller | None:
    """What tells what is asked; None for what no front page tells."""
    if _BESIDE.search(text):
        return None
    found = next((teller for pattern, teller in _TELLERS if pattern.search(text)), None)
    return None if found is front_pages.business and _PAST.search(text) else found


def _words(text: str, acronyms: Mapping[str, Sequence[str]]) -> set[str]:
    """The stems of what is asked, an acronym as what it stands for, without times."""
    found: set[str] = set()
    for word in content_words(text):
        spelled = acronyms.get(word.upper(), ())
        if not _TIME.fullmatch(word):
            found |= set(stems_of(spelled[0])) if spelled else {stem(word)}
    return found


def _meant(text: str, periods: Sequence[Period], papers: Sequence[Paper]) -> list[Paper]:
    """The papers of the meetings that a question can mean, the likeliest first."""
    months = {month_number(month) for month in _MONTH.findall(text)}
    days = {int(number) for number in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)}
    dated = [paper for paper in papers if paper.meeting_date]
    if periods:
        dated = [p for p in dated if any(one.covers(_day(p)) for one in periods)]
    if months:
        dated = [p for p in dated if int(p.meeting_date[5:7]) in months]
        dated = [p for p in dated if int(p.meeting_date[8:]) in days] or dated
    past = _PAST.search(text) and not re.search(r"\bis\b", text, re.I)
    kind = "minutes" if past else "agenda"
    newest = sorted(dated, key=lambda p: (p.meeting_date, p.kind == kind), reverse=True)
    if _FUTURE.search(text):  # what older papers call the next meeting has been
        last = {named_by(paper): paper.meeting_date for paper in reversed(newest)}
        return [paper for paper in newest if paper.meeting_date == last[named_by(paper)]]
    return sorted(newest, key=lambda p: p.kind != kind) if past else newest


def _day(paper: Paper) -> Period:
    return day(date.fromisoformat(paper.meeting_date))
