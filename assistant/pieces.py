"""A passage's text cut into what can be quoted by itself, and what each piece leans on."""

import re
from collections.abc import Sequence

from assistant.cells import figure_cells, is_short
from assistant.tables import row_line
from corpus.calendar import MONTH_WORDS
from corpus.papers import Passage
from corpus.replies import begins_reply, is_answered, is_asked
from corpus.sentences import split_sentences

NAME_WORDS = 18
"""A row's name has no more words, where it is no measure's."""

FRAGMENT_RUN = 60
"""Fragments are read together up to so many words."""

RECORDS = 4
"""So many lines in a row of a name and a figure are rows of a table, each read by itself."""

HEADED_WORDS = 5
"""A sentence under a term or a run-in heading has so many words at least."""

_ITEM_MARK = re.compile(r"^(?:[•▪●–-]|\(([ivxa-z0-9]{1,4})\))\s")
_MEASURE = re.compile(r"\s+(?=[A-Z]{1,6}\d{1,3}(?:[.\s]\d{1,2})[a-z]?\s+[A-Z])")
"""Where a measure's number begins inside a flattened table: "PED02 04 Monitor", "P1.3 Decrease"."""

_OF_MONTH = re.compile(rf"(?:^|\s+)(?=(?:{MONTH_WORDS}|may)\.?\s20\d\d\s?(?:[-–—:]|\d))", re.I)
"""Where what is said month by month goes on to the next: "April 2024 – 22% … June 2024 – 25% …"."""

_AT_TIME = r"(?:Q[1-4]\s)?20\d\d(?:\s?[/–-]\s?\d\d)?\s=\s[£(]?\d[\d.,]*%?"
"""A time and its figure: "2024/25 = 35.4%", "Q1 2025/26 = 41.2%"."""

_NEXT_FIGURE = re.compile(_AT_TIME)
_LAST_FIGURE = re.compile(rf"{_AT_TIME}\W*$")
_BEHIND_FIGURE = re.compile(rf"({_AT_TIME})\s+(?=[A-Z][a-z])")

MEASURE_NUMBER = re.compile(r"[A-Z]{1,6}\s?\d{1,3}(?:[.\s]\d{1,2})?[a-z]?\b")
"""A measure's number, as its name begins with it: "P3.2", "PED02 04"."""

_NUMBERED = re.compile(rf"{MEASURE_NUMBER.pattern}|\d{{1,3}}(?:\.\d{{1,2}})*\b")
"""How a measure or a numbered risk begins."""

_LEANING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\s+)?(?:this|these|that|those|it|its|they|their|he|she|his|her|of "
    r"(?:these|those|which)|both|however|instead|as a result|such|there was|(?:up)?on being put|"
    r"the (?:former|latter|same|figure|increase|reduction|decrease|rise|fall|amendment|motion))\b",
    re.I,
)
"""How a sentence begins that says nothing without the one before."""

_GOES_ON = re.compile(r"(?::|\s[-–—]|\b[Tt]hat)\W*$")

_RUN_IN = re.compile(
    r"(?:(?:•|\d{1,2}(?:\.\d{1,2})+)\s)?(?!(?:It|This|That|These|They|There|We|He|She)\b)"
    r"[A-Z][\w’'-]*(?:\s[\w’'&-]+){0,2}\."
)
"""A term or a heading of up to three words before the sentence that it heads: "Top-up."."""

_PARAGRAPH = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\s+[A-Z]")
"""A numbered paragraph's beginning: a fragment before it is its heading."""

_RECORD = re.compile(
    r"(?:the )?[A-Z][^\d£%|]{2,60}?\s[£(]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:[./]\d+)*%?\)?"
    r"(?:\s\S+){0,8}$"
)
"""A row without its columns: "Elm Friends 20/03/2014", "Elm 342.36 Locks AL402"."""

_AFTER_DATE = re.compile(r"(?<=\d\d/\d\d/20\d\d)\s+(?=[A-Z])")

_QUESTIONS = re.compile(r":\s[^:]*\?$")
"""A sentence that leads questions in, with the first of them: "It asks three: What was done?"."""

_SHARE_OR_SUM = re.compile(r"\d%|£\d|(?<![\d.,/-])\d{3,}(?![\d/-])")

_FIGURE_CELL = re.compile(r"[£(]?\d")
"""How a cell begins that says a figure in words: "1,006 in the year"."""


def pieces_of(passage: Passage) -> list[str]:
    """The sentences of a passage; of a row of prose, of its longer cells but for its name.

    A first cell that is prose, and no measure with its number, is no name.

    Lines that are no sentences (a flattened table, a heading and its figures)
    are read together, or a figure would lose what it counts.
    """
    if passage.kind == "table":
        return []
    if passage.kind == "frontsheet":
        return [line for line in passage.text.split("\n") if line.strip()]
    if passage.kind != "row":
        return _glued(split_sentences(passage.text))
    pieces: list[str] = []
    if len(passage.label.split()) > NAME_WORDS and not _NUMBERED.match(passage.label):
        pieces.extend(_glued(split_sentences(passage.label)))
    elif _has_lost_cells(passage):
        pieces.append(passage.label)
    line = row_line(passage)
    name = _folded(passage.label)
    for cell in line.split(" | "):
        figure = bool(passage.cells) and bool(_FIGURE_CELL.match(cell)) and is_fragment(cell)
        if len(cell.split()) > 3 and not (figure and is_short(cell)) and _folded(cell) not in name:
            pieces.extend(_glued(split_sentences(cell)))
    return pieces


def _has_lost_cells(passage: Passage) -> bool:
    """Whether a measure's figures stand in its name: cells of several lines that were read as one.

    "PED04 07 Placed in mainstream schools 55.2% 668 of 1210 65% 53.4%", its columns blank.
    """
    name = _NUMBERED.sub("", passage.label, count=1)
    named = len(_SHARE_OR_SUM.findall(name)) > 1
    return named and not any(has_figure(cell.value) for cell in figure_cells(passage))


def leads_of(pieces: Sequence[str]) -> list[str]:
    """What each piece leans on: an item on the line that leads its list in, "This …" on the last.

    A reply leans on the question that was put. "" for a piece that stands alone.
    """
    leads: list[str] = []
    openings: list[tuple[str, str]] = []
    before = asked = ""
    for text in pieces:
        if begins_reply(text):
            asked = before if is_asked(before) else ""
        elif is_asked(text):
            asked = ""
        mark = _mark_of(text)
        if not mark:
            openings = []
        while any(mark == led for led, _ in openings):
            openings.pop()
        if mark:
            lead = openings[-1][1] if openings else ""
        elif _LEANING.match(text) or is_answered(before, text):
            lead = before
        else:
            lead = asked
        if goes_on(text):
            openings.append((mark, text))
        before = text
        leads.append(lead)
    return leads


def _mark_of(text: str) -> str:
    """How an item of a list is marked: "•", "(1)", "(a)" or "(i)" whatever its number; "" for none.

    An item that is marked as the one that leads a list in is none of that list.
    """
    found = _ITEM_MARK.match(text)
    if not found or not found[1]:
        return found[0].strip() if found else ""
    return "(1)" if found[1].isdigit() else "(a)" if found[1].strip("ivx") else "(i)"


def is_item(text: str) -> bool:
    """Whether a piece is an item of a list, by its mark."""
    return bool(_ITEM_MARK.match(text))


def goes_on(text: str) -> bool:
    """Whether a line leads in what stands under it: "… subject to:", "to secure –", "That"."""
    return bool(_GOES_ON.search(text))


def is_fragment(text: str) -> bool:
    """Whether a piece is no sentence by itself: short, and ended by nothing."""
    return len(text.split()) < 14 and not re.search(r"[.!?;:]['\"”’)\]]*$", text)


def has_figure(text: str) -> bool:
    """Whether a digit stands in it."""
    return bool(re.search(r"\d", text))


def records_of(parts: Sequence[str]) -> set[int]:
    """Places of lines that are rows of a table which lost its columns: a name, then a figure.

    So many in a row as make a table; one alone may be a heading and its figure.
    """
    found: set[int] = set()
    run: list[int] = []
    for place, part in enumerate([*parts, ""]):
        if is_fragment(part) and _RECORD.match(part):
            run.append(place)
            continue
        if len(run) >= RECORDS:
            found.update(run)
        run = []
    return found


def _dated(text: str) -> list[str]:
    """A run of names each with its date, taken apart: so many as make a table."""
    rows = _AFTER_DATE.split(text)
    return rows if len(rows) >= RECORDS else [text]


def _by_months(text: str) -> list[str]:
    """What is said of several months, each under its name, taken apart."""
    pieces = [piece for piece in _OF_MONTH.split(text) if piece]
    return pieces if len(_OF_MONTH.findall(text)) > 1 else [text]


def _by_times(text: str) -> list[str]:
    """Figures under their times, and what stands behind them without a stop, taken apart."""
    ends = [found.end(1) for found in _BEHIND_FIGURE.finditer(text)]
    bounds = zip([0, *ends], [*ends, len(text)], strict=True)
    return [text[start:end].strip() for start, end in bounds]


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _glued(parts: Sequence[str]) -> list[str]:
    glued: list[str] = []
    open_fragment = False
    split = [
        piece
        for whole in parts
        for one in _dated(whole)
        for measured in _MEASURE.split(one)
        for monthly in _by_months(measured)
        for piece in _by_times(monthly)
    ]
    records = records_of(split)
    for place, part in enumerate(split):
        if place in records:
            glued.append(part)
            open_fragment = False
            continue
        fragment = is_fragment(part)
        short = bool(glued) and len(glued[-1].split()) < FRAGMENT_RUN
        begins = bool(_ITEM_MARK.match(part) or _MEASURE.match(f" {part}") or _OF_MONTH.match(part))
        heads = bool(glued) and bool(_RUN_IN.fullmatch(glued[-1]))
        again = bool(glued) and _NEXT_FIGURE.match(part) and _LAST_FIGURE.search(glued[-1])
        asked = bool(glued) and part.endswith("?") and _QUESTIONS.search(glued[-1])
        if again or asked:
            glued[-1] = f"{glued[-1]} {part}"
            continue
        if heads and not begins and len(part.split()) >= HEADED_WORDS:
            glued[-1] = f"{glued[-1]} {part}"
        elif open_fragment and _PARAGRAPH.match(part) and not has_figure(glued[-1]):
            glued[-1] = part
        elif open_fragment and short and not begins:
            glued[-1] = f"{glued[-1]} {part}"
        else:
            glued.append(part)
        open_fragment = fragment and not _ITEM_MARK.match(part)
    return glued
