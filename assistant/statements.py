"""What the evidence states, sentence by sentence and row by row, and what each piece leans on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answers import Evidence
from assistant.cells import answers_by_cells, figure_cells, is_short
from corpus.calendar import MONTH_WORDS
from corpus.papers import Passage
from corpus.replies import begins_reply, is_answered, is_asked
from corpus.sentences import split_sentences

NAME_WORDS = 18
"""A row's name has no more words, where it is no measure's."""

LINE_WORDS = 12
"""A line of a table without a figure and of fewer words heads its columns or says nothing."""

ONE_CELL_WORDS = 7
"""A line of one cell with a figure and of fewer words heads the rows under it."""

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

_OF_CONTENTS = re.compile(r"\.{5}|(?:\s\.){5}|…{3}|^\W*\d{1,3}\W*$")
"""Dots that lead to a page, or the page alone: what is said elsewhere."""

_FIGURE = re.compile(r"[(\[]?[-+−–£]?\d[\d,.]*\s?(?:%|[mk]|bn)?[)\]]?[*†‡]?")
"""A cell that is a figure and nothing else."""

_SHARE_OR_SUM = re.compile(r"\d%|£\d|(?<![\d.,/-])\d{3,}(?![\d/-])")

_FIGURE_CELL = re.compile(r"[£(]?\d")
"""How a cell begins that says a figure in words: "1,006 in the year"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a table's row, where it stands, and how well it answers."""

    text: str
    evidence: Evidence
    place: int
    """Its place in its passage, from 0; -1 for a row's figures."""

    score: float
    meaning: float = 0.0
    """Cosine with the question."""

    row: bool = False
    """Whether it is a row that its cells answer for."""

    lead: str = ""
    """What it leans on in its passage: the line that leads a list in, the sentence before; "" for
    one that stands alone."""

    read: float | None = None
    """What the reader says of it, above 0 that it likely answers; None where it was not read."""

    signals: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    """What its score was made of, by the names of `assistant.weighing`; empty before it has one."""

    record: bool = False
    """Whether it is a row that lost its columns, a name and a figure, among others."""


def statements_of(item: Evidence) -> list[Statement]:
    """The sentences of a passage and its row of figures, unscored."""
    pieces = pieces_of(item)
    records = _records(pieces)
    found = [
        Statement(text, item, place, 0.0, lead=lead, record=place in records)
        for place, (text, lead) in enumerate(zip(pieces, leads_of(pieces), strict=True))
        if not _OF_CONTENTS.search(text)
    ]
    passage = item.passage
    if answers_by_cells(passage):
        named = [f"{cell.column} {cell.value}".strip() for cell in figure_cells(passage)]
        line = f"{passage.label}: {'; '.join(named)}"
        found.append(Statement(line, item, -1, 0.0, row=True))
    return found


def lines_of(item: Evidence, beside: Sequence[Evidence]) -> list[Statement]:
    """The lines of a run of rows below the first, which heads its columns.

    Those are left out whose row is among the evidence beside it.
    """
    if item.passage.kind != "table":
        return []
    rows = {
        other.passage.text.rsplit("\n", 1)[-1]
        for other in beside
        if other.passage.part_of == item.passage.id
    }
    lines = item.passage.text.split("\n")
    heads = next((place for place, line in enumerate(lines) if " | " in line), len(lines))
    return [
        Statement(line, item, place, 0.0)
        for place, line in enumerate(lines[heads:])
        if place and line not in rows and _says(line) and not _heads_columns(line)
    ]


def _says(line: str) -> bool:
    """Whether a line of a table says something: prose, or cells with a figure among them."""
    words = len(line.split())
    least = 0 if " | " in line else ONE_CELL_WORDS
    return words >= LINE_WORDS or (words >= least and has_figure(line))


def _heads_columns(line: str) -> bool:
    """Whether a line has no name and no figure but ages, years or quarters: a tier of headings."""
    first, *cells = line.split(" | ")
    return not first.strip() and not any(_FIGURE.fullmatch(cell.strip()) for cell in cells)


def pieces_of(item: Evidence) -> list[str]:
    """The sentences of a passage; of a row of prose, of its longer cells but for its name.

    A first cell that is prose, and no measure with its number, is no name.

    Lines that are no sentences (a flattened table, a heading and its figures)
    are read together, or a figure would lose what it counts.
    """
    passage = item.passage
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
    line = passage.text.rsplit("\n", 1)[-1]
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


def goes_on(text: str) -> bool:
    """Whether a line leads in what stands under it: "… subject to:", "to secure –", "That"."""
    return bool(_GOES_ON.search(text))


def is_fragment(text: str) -> bool:
    """Whether a piece is no sentence by itself: short, and ended by nothing."""
    return len(text.split()) < 14 and not re.search(r"[.!?;:]['\"”’)\]]*$", text)


def has_figure(text: str) -> bool:
    """Whether a digit stands in it."""
    return bool(re.search(r"\d", text))


def _records(parts: Sequence[str]) -> set[int]:
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
        for piece in _by_months(measured)
    ]
    records = _records(split)
    for place, part in enumerate(split):
        if place in records:
            glued.append(part)
            open_fragment = False
            continue
        fragment = is_fragment(part)
        short = bool(glued) and len(glued[-1].split()) < FRAGMENT_RUN
        begins = bool(_ITEM_MARK.match(part) or _MEASURE.match(f" {part}") or _OF_MONTH.match(part))
        heads = bool(glued) and bool(_RUN_IN.fullmatch(glued[-1]))
        if glued and part.endswith("?") and _QUESTIONS.search(glued[-1]):
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
