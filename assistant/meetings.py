"""What is asked of a meeting itself: where and when it is, what its agenda holds, who chairs it.

No report says that. It stands on the front page of an agenda and in the first and last lines of
minutes, in words that share none with the question: "Civic Suite, Town Hall".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.question import Question
from assistant.sector_acronyms import with_sector
from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple, stems_of, words_of
from corpus.calendar import MONTH_WORDS, Period, day, month_number
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope
from corpus.periods import first_date

FRONT_LINES = 25
"""An agenda's or minutes' first lines, in which day, hour and place stand."""

NEAR = 3
"""Lines between the day and the hour or the place, at most."""

BODIES = 2
"""Of so many boards the newest meeting is told where none is named."""

LONGEST_LINE = 40
"""Words; a longer line of an agenda explains an item."""

SHORT_NAME = 3
"""Letters; a word of fewer is no board's initials."""

NAMED = 0.6
"""Of the words asked for so many stand in the line of an agenda that is meant."""

_HOUR = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?\s?m\b|\b\d{1,2}[.:]\d\d\b|\bnoon\b", re.I)
_PLACE = re.compile(
    r"\b(?:hall|room|suite|chamber|centre|center|civic|house|building|offices?|library|school|"
    r"college|church|rooms|theatre|hub|hospital|hotel|teams|zoom|online|virtual\w*|video|remote\w*"
    r"|street|road|lane|square)\b",
    re.I,
)
_LABELLED = re.compile(r"^\W*(?:venue|place|location|where|held (?:at|in))\b", re.I)
_HELD = re.compile(r"\b(?:held|took place|met|meeting of)\b", re.I)
_ENDED = re.compile(
    r"\bmeeting\b[^;\n]{0,80}?\b(?:ended|closed|finished|concluded|rose)\b[^;\n]{0,12}?"
    r"(?:\d{1,2}[.:]\d\d|\d{1,2}\s?[ap]\.?m\b|\bnoon\b)",
    re.I,
)
_LASTED = re.compile(
    r"\bfrom \d[\d.:]*\s?(?:[ap]\.?m\.?)? (?:to|until) \d[\d.:]*\s?[ap]\.?\s?m\b"
    r"|\d[\d.:]*\s?[ap]\.?m\.?\s?(?:[-–—]|to|until)\s?\d[\d.:]*\s?[ap]\.?m\b",
    re.I,
)
_NEXT = re.compile(
    r"\bnext (?:\w+ )?meetings?\b|\b(?:dates?|times?) of (?:the )?(?:next|future)\b", re.I
)
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH_WORDS})\b", re.I)
_MONTH = re.compile(rf"\b(?:{MONTH_WORDS}|may)\b", re.I)
_TIME = re.compile(rf"{MONTH_WORDS}|may|\d+(?:st|nd|rd|th)?", re.I)
_ITEM = re.compile(r"^\W*(?:\d{1,2}|\(?[a-z]\)|\d{1,2}\s?\(?[a-z]\))[.)]?[\s|]+\S", re.I)
_PAGES = re.compile(r"\b[A-Z]?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?\s*$")
_PAST = re.compile(r"\b(?:last|previous|was|were|did|ended|finished|closed|held)\b", re.I)
_FUTURE = re.compile(r"\bnext\b", re.I)
_NUMBER = re.compile(r"^\W*(\d{1,2})[.)]?[\s|]+")
_IN_CELL = re.compile(r"\s*\|\s*([A-Z]?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?)\s*$")
_VICE = re.compile(r"\b(?:vice|deputy)[\s-]*chair", re.I)
_CHAIR = re.compile(
    r"(?<!vice )(?<!vice-)(?<!deputy )\b(?:in the )?chair(?:man|woman|person)?\b", re.I
)

_ABOUT = frozenset(
    map(
        stem,
        """meeting agenda item business start begin kick commence hold held take place time venue
        room location building day date happen due schedule sit meet attend full public today
        tonight evening afternoon morning next last previous latest coming upcoming month week
        finish end close conclude over page pack paper discuss list number address hour long
        chair chairs chairing chairman chairwoman chairperson vice deputy""".split(),
    )
)
_JOINING = frozenset(("and", "of", "the", "for", "in"))
_PAPER = frozenset(map(stem, ("report", "update", "stuff", "thing", "bit", "section", "number")))
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
    telling = _telling(question.text)
    if telling is None:
        return []
    papers = [p for p in library.papers(scope) if p.kind in ("agenda", "minutes")]
    acronyms = with_sector(library.acronyms(scope))
    before = question.leans_on.question if question.leans_on else ""
    earlier = _words(before, acronyms) if _telling(before) else set()
    own, text = _words(question.text, acronyms) | earlier, f"{before} {question.text}"
    if not earlier:
        text = question.text
    bodies = "|".join({_initials(paper) for paper in papers})
    short = any(len(word) >= SHORT_NAME and word.upper() in bodies for word in own)
    if not (own & (_BODY | _MEETING) or telling in (_pages, _chair) or short):
        return []
    needed = own & _BODY if telling is _pages else own - _ABOUT
    wanted = [paper for paper in papers if _is_of(needed, paper)]
    if not wanted and needed - _BODY:  # a sub-committee may be called a board
        wanted = [paper for paper in papers if _is_of(needed - _BODY, paper)]
    found: dict[frozenset[str], tuple[str, list[Line]]] = {}
    for paper in _meant(text, question.periods, wanted):
        when, known = found.get(_named(paper), ("", []))
        if known and (telling is not _business or when != paper.meeting_date):
            continue
        if not known and len(found) == (1 if telling is _pages else BODIES):
            continue
        told = telling(question.text, paper, library.passages(paper.id, scope))
        if len(told) > len(known):  # an agenda has more items than its supplement
            found[_named(paper)] = (paper.meeting_date, told)
    return [line for _, lines in found.values() for line in lines]


def _is_of(words: Iterable[str], paper: Paper) -> bool:
    """Whether all of some stems name a paper's board, by its words or its initials."""
    initials = _initials(paper)
    return all(
        word in _named(paper) or (len(word) >= SHORT_NAME and word.upper() in initials)
        for word in words
    )


def _initials(paper: Paper) -> str:
    """Of "Children and Families Policy and Performance Board", "CFPPB"."""
    return "".join(word[0].upper() for word in words_of(paper.body) if word not in _JOINING)


def _named(paper: Paper) -> frozenset[str]:
    """The stems of a paper's board: "Children & Families" is "Children and Families"."""
    return frozenset(stem_tuple(paper.body))


_Telling = Callable[[str, Paper, Sequence[Passage]], list[Line]]


def _telling(text: str) -> _Telling | None:
    """What tells what is asked; None for what no front page tells."""
    text = text.lower()
    if re.search(r"\b(?:after|before|than)\b", text):
        return None
    if re.search(r"\bchair", text):
        return _chair
    if re.search(r"\b(?:what|which) (?:page|item)\b|\bitem number\b|\bpage numbers?\b", text):
        return _pages
    if _FUTURE.search(text) and re.search(r"\bwhen\b|\bwhat (?:day|date|time)\b", text):
        return _next
    if re.search(r"\b(?:what time|when|how long)\b", text) and re.search(
        r"\b(?:end\w*|finish\w*|clos\w+|conclude\w*|over|last|lasted|go on)\b", text
    ):
        return _end
    if re.search(r"\bwhere\b|\b(?:venue|location|address)\b|\bwhich (?:room|building)\b", text):
        return _where
    if re.search(r"\bwhat time\b|\bwhen\b|\bwhat (?:day|date)\b|\b(?:start|starting) time\b", text):
        return _when
    if re.search(r"\b(?:agenda|items?|business|discuss\w*)\b", text) and not _PAST.search(text):
        return _business
    return None


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
    days = {int(day) for day in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)}
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
        last = {_named(paper): paper.meeting_date for paper in reversed(newest)}
        return [paper for paper in newest if paper.meeting_date == last[_named(paper)]]
    return sorted(newest, key=lambda p: p.kind != kind) if past else newest


def _day(paper: Paper) -> Period:
    return day(date.fromisoformat(paper.meeting_date))


def _lines(paper: Paper, passages: Iterable[Passage]) -> Iterator[Line]:
    """The lines of a paper, those of a table once."""
    runs = "\n".join(passage.text for passage in passages if passage.kind == "table")
    for passage in passages:
        lines = passage.text.split("\n")
        if passage.kind == "row":
            lines = [line for line in lines[-1:] if line not in runs]
        yield from (Line(text, passage, paper) for text in lines if text.strip())


def _front(paper: Paper, passages: Sequence[Passage]) -> tuple[list[Line], int]:
    """A paper's first lines, and which of them holds the day of its meeting; -1 for none."""
    lines = list(_lines(paper, passages[:FRONT_LINES]))[:FRONT_LINES]
    for place, line in enumerate(lines):
        found = first_date(line.text)
        if found and found.isoformat() == paper.meeting_date:
            return lines, place
    return lines, -1


def _where(_: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    lines, dated = _front(paper, passages)
    labelled = [line for line in lines if _LABELLED.match(line.text)]
    if labelled:
        return [*lines[dated : dated + 1], labelled[0]] if dated >= 0 else labelled[:1]
    if dated < 0:
        return []
    if _PLACE.search(lines[dated].text):
        return [lines[dated]]
    for place in range(max(0, dated - 1), min(len(lines), dated + NEAR + 1)):
        if place != dated and _PLACE.search(lines[place].text) and _short(lines[place]):
            first, last = sorted((dated, place))
            return lines[first : last + 1]
    for heading in (one for passage in passages[:NEAR] for one in passage.headings):
        if _PLACE.search(heading) and not _named(paper) <= set(stem_tuple(heading)):
            day = lines[dated]
            return [replace(day, shown=f"{day.text}, {heading}")]
    return []


def _when(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    lines, dated = _front(paper, passages)
    if dated < 0:
        return []
    if _HOUR.search(lines[dated].text):
        return [lines[dated]]
    for place in range(max(0, dated - 1), min(len(lines), dated + NEAR + 1)):
        if place != dated and _HOUR.search(lines[place].text) and _short(lines[place]):
            return [lines[dated], lines[place]]
    return [] if "time" in text.lower() else [lines[dated]]


def _end(_: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    found = [line for line in _lines(paper, passages) if _ENDED.search(line.text)]
    if found:
        return found[-1:]
    front, _dated = _front(paper, passages)
    return [line for line in front if _LASTED.search(line.text)][:1]


def _next(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """An agenda's own day, which was the next when it was sent, and what it says of the one after.

    Of minutes what they say of the next meeting.
    """
    told = [
        line
        for line in _lines(paper, passages)
        if _NEXT.search(line.text) and _DAY.search(line.text) and _short(line)
    ]
    return [*(_when(text, paper, passages) if paper.kind == "agenda" else []), *told[-1:]]


def _business(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    if paper.kind != "agenda":
        return []
    items = [_item(line) for line in _lines(paper, passages) if _is_item(line)]
    return [*_when(text, paper, passages), *items] if items else []


def _item(line: Line) -> Line:
    """An agenda's line with its number and its pages named as such."""
    shown = _IN_CELL.sub(r", pages \1", _NUMBER.sub(r"Item \1: ", line.text))
    return replace(line, alone=True, shown=shown)


def _pages(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The line of an agenda that has what is asked for, with its pages."""
    if paper.kind != "agenda":
        return []
    wanted = {stem(word) for word in content_words(text)} - _ABOUT - _PAPER
    best, share = None, NAMED
    for line in _lines(paper, passages):
        held = len(wanted & set(stems_of(line.text))) / max(1, len(wanted))
        if held >= share and _is_item(line) and _PAGES.search(line.text):
            best, share = best if best and held == share else line, held
    return [_item(best)] if best else []


def _chair(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    wanted = _VICE if _VICE.search(text) else _CHAIR
    lines, _ = _front(paper, passages)
    return [line for line in lines if wanted.search(line.text)][:1]


def _is_item(line: Line) -> bool:
    return bool(_ITEM.match(line.text)) and _short(line)


def _short(line: Line) -> bool:
    return len(line.text.split()) <= LONGEST_LINE
