"""What the front page of an agenda, and the first and last lines of minutes, tell of a meeting.

Each teller takes the question's words, an agenda or minutes and its passages, and gives the lines
that answer; none where they do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple, stems_of
from corpus.calendar import MONTH_WORDS
from corpus.papers import Paper, Passage
from corpus.periods import first_date

FRONT_LINES = 25
"""An agenda's or minutes' first lines, in which day, hour and place stand."""

NEAR = 3
"""Lines between the day and the hour or the place, at most."""

LONGEST_LINE = 40
"""Words; a longer line of an agenda explains an item."""

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
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH_WORDS}|may)\b", re.I)
_ITEM = re.compile(r"^\W*(?:\d{1,2}|\(?[a-z]\)|\d{1,2}\s?\(?[a-z]\))[.)]?[\s|]+\S", re.I)
_PAGES = re.compile(r"\b[A-Z]?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?\s*$")
_NUMBER = re.compile(r"^\W*(\d{1,2})[.)]?[\s|]+")
_IN_CELL = re.compile(r"\s*\|\s*([A-Z]?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?)\s*$")
_RANGE = re.compile(r"\s?[-–]\s?")
_VICE = re.compile(r"\b(?:vice|deputy)[\s-]*chair", re.I)
_CHAIR = re.compile(
    r"(?<!vice )(?<!vice-)(?<!deputy )\b(?:in the )?chair(?:man|woman|person)?\b", re.I
)

ASKING = frozenset(
    map(
        stem,
        """page item number agenda pack paper report update stuff thing bit section find""".split(),
    )
)
"""The stems of what asks for an item or its page, besides what it is about."""


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


def named_by(paper: Paper) -> frozenset[str]:
    """The stems of a paper's board: "Children & Families" is "Children and Families"."""
    return frozenset(stem_tuple(paper.body))


def where(_: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The lines with a meeting's place, and its day where they stand near."""
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
        if _PLACE.search(heading) and not named_by(paper) <= set(stem_tuple(heading)):
            day = lines[dated]
            return [replace(day, shown=f"{day.text}, {heading}")]
    return []


def when(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The line with its day and hour; for "what time" none where no hour stands near."""
    lines, dated = _front(paper, passages)
    if dated < 0:
        return []
    if _HOUR.search(lines[dated].text):
        return [lines[dated]]
    for place in range(max(0, dated - 1), min(len(lines), dated + NEAR + 1)):
        if place != dated and _HOUR.search(lines[place].text) and _short(lines[place]):
            return [lines[dated], lines[place]]
    return [] if "time" in text.lower() else [lines[dated]]


def end(_: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The line that says when a meeting ended."""
    found = [line for line in _lines(paper, passages) if _ENDED.search(line.text)]
    if found:
        return found[-1:]
    front, _dated = _front(paper, passages)
    return [line for line in front if _LASTED.search(line.text)][:1]


def next_meeting(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """An agenda's own day, which was the next when it was sent, and what it says of the one after.

    Of minutes what they say of the next meeting.
    """
    told = [
        line
        for line in _lines(paper, passages)
        if _NEXT.search(line.text) and _DAY.search(line.text) and _short(line)
    ]
    return [*(when(text, paper, passages) if paper.kind == "agenda" else []), *told[-1:]]


def business(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """An agenda's items under its day."""
    if paper.kind != "agenda":
        return []
    items = [_item(line) for line in _lines(paper, passages) if _is_item(line)]
    return [*when(text, paper, passages), *items] if items else []


def _item(line: Line) -> Line:
    """An agenda's line with its number and its pages named as such."""
    shown = _NUMBER.sub(r"Item \1: ", line.text)
    in_cell = _IN_CELL.search(shown)
    if in_cell:
        shown = f"{shown[: in_cell.start()]}, pages {_RANGE.sub('–', in_cell[1])}"
    return replace(line, alone=True, shown=shown)


def pages(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The line of an agenda that has what is asked for, with its pages."""
    if paper.kind != "agenda":
        return []
    wanted = {stem(word) for word in content_words(text)} - ASKING
    best, share = None, NAMED
    for line in _lines(paper, passages):
        held = len(wanted & set(stems_of(line.text))) / max(1, len(wanted))
        if held >= share and _is_item(line) and _PAGES.search(line.text):
            best, share = best if best and held == share else line, held
    return [_item(best)] if best else []


def chair(text: str, paper: Paper, passages: Sequence[Passage]) -> list[Line]:
    """The first line that names the chair, or the vice-chair where that is asked."""
    wanted = _VICE if _VICE.search(text) else _CHAIR
    lines, _ = _front(paper, passages)
    return [line for line in lines if wanted.search(line.text)][:1]


def _is_item(line: Line) -> bool:
    return bool(_ITEM.match(line.text)) and _short(line)


def _short(line: Line) -> bool:
    return len(line.text.split()) <= LONGEST_LINE
