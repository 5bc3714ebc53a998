"""A paper's particulars from its first lines: title, board, date, item, officer, wards, access."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.periods import first_date
from ingest.agenda import fold_title
from ingest.bodies import body_name, body_of, meeting_day
from ingest.exempt import access_of as access_of_texts
from ingest.exempt import is_mark
from ingest.lines import all_capitals, heading_like, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable, page_of

HEAD_PIECES = 30
"""Particulars stand among this many first pieces of a paper."""

MIN_FIELDS = 3
"""So many different fields close together make a frontsheet."""

_ADDRESSED = re.compile(
    r"(?:all\b|members?\b|councillors?\b|cllrs?\b|the mayor|mayor|mr|mrs|ms|miss|dr)\b", re.I
)
"""Whom a summons is sent to, and no board: "To: Councillor Ash (Chair)"."""

_ASKED = re.compile(r"[:?]\s*$")

FIELD_WINDOW = 14

OVER_WORDS = 160
"""No more words than this stand over a frontsheet: names, a title, why it is exempt."""

_MINUTES_START = re.compile(
    r"^(?:at a (?:\w+ ){0,3}meeting (?:of|held)\b"
    r"|(?:the )?(?:draft |printed )?(?:minutes?|notes|record) of )",
    re.I,
)
_MINUTES_TITLE = re.compile(
    r"^(?:[\w’'&,–-]+ ){0,8}(?:draft )?minutes(?:\s*[-–:,(].{0,60}|\s+\d.{0,40})?$", re.I
)
"""A heading that is the word alone, or ends with it: "OPEN BOARD MEETING MINUTES"."""

_NO_MINUTES = re.compile(
    r"\b(?:previous|last|approve|agree|receive|confirm|action|executive board)\b", re.I
)
_PRESENT = re.compile(
    r"^\W*(?:(?:members?|councillors?|also|those|committee members|governors|trustees)\s+)?"
    r"(?:present|attendance|attendees|in attendance|attended)\b",
    re.I,
)
PRESENT_WITHIN = 14
"""Who was there is said so many pieces after the line that opens minutes."""

DATED_WITHIN = 5
"""A board's name, the day and who was present are so many pieces together."""

DAY_WORDS = 9


@dataclass(slots=True)
class Particulars:
    """What a frontsheet gives; "" for what it does not."""

    fields: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """One of body, date, officer, portfolio, subject, wards, item, classification, period."""
        return self.fields.get(name, "")


def frontsheet_starts(pieces: Sequence[Piece]) -> list[int]:
    """Where a report's particulars begin: indices of pieces."""
    names = [_field_names(piece) for piece in pieces]
    starts: list[int] = []
    index = 0
    while index < len(pieces):
        if names[index]:
            seen: set[str] = set()
            end = index
            for other in range(index, min(index + FIELD_WINDOW, len(pieces))):
                if names[other]:
                    if other > end + 1 and names[other] & seen & {"body", "subject"}:
                        break  # the next report's
                    seen |= names[other]
                    end = other
            strong = seen & {"officer", "subject", "body"}
            if len(seen) >= MIN_FIELDS and len(strong) >= 2:
                starts.append(_with_what_stands_over(pieces, index))
                index = end + 1
                continue
        index += 1
    return starts


def _with_what_stands_over(pieces: Sequence[Piece], start: int) -> int:
    """A frontsheet's start moved up over the council's name, a title or "Part II" above it.

    Taken in when the page begins with such a line, which is no other report's end; a mark of
    exemption always, since it must not be left with the paper before.
    """
    page = page_of(pieces[start])
    first = start
    while first and page and page_of(pieces[first - 1]) == page:
        first -= 1
    over = pieces[first:start]
    top = first if over and _stands_over(over[0]) and _words(over) <= OVER_WORDS else start
    if not page and all(map(_stands_over, pieces[:start])):
        top = 0
    while top and _is_mark(pieces[top - 1]) and page_of(pieces[top - 1]) == page:
        top -= 1
    return top


def _stands_over(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and (
        (heading_like(piece.text) and mark(piece.text).kind in ("none", "appendix", "field"))
        or is_mark(piece.text)
    )


def _words(pieces: Sequence[Piece]) -> int:
    texts = (p.text if isinstance(p, Paragraph) else "table " * OVER_WORDS for p in pieces)
    return sum(len(text.split()) for text in texts)


def _is_mark(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and is_mark(piece.text)


def minutes_starts(pieces: Sequence[Piece]) -> list[int]:
    """Where minutes begin: the sentence or title that opens them, or the heading just above it."""
    starts: list[int] = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Paragraph):
            continue
        if not _opens_minutes(piece) and not _names_meeting(pieces[index : index + DATED_WITHIN]):
            continue
        if starts and index - starts[-1] < PRESENT_WITHIN:
            continue
        if not any(map(_says_who_was_there, pieces[index + 1 : index + PRESENT_WITHIN])):
            continue
        start = index
        while (
            start
            and isinstance(above := pieces[start - 1], Paragraph)
            and above.first_page == piece.first_page
            and heading_like(above.text)
            and (all_capitals(above.text) or above.bold or body_name(above.text))
        ):
            start -= 1
        if 0 < start <= 3 and page_of(pieces[0]) == piece.first_page and _short(pieces[:start]):
            start = 0
        starts.append(start)
    return starts


def _opens_minutes(piece: Paragraph) -> bool:
    if _MINUTES_START.match(piece.text):
        return bool(body_name(piece.text) or re.search(r"\bmeeting\b", piece.text, re.I))
    return (
        heading_like(piece.text)
        and bool(_MINUTES_TITLE.match(piece.text))
        and mark(piece.text).kind == "none"
        and not _NO_MINUTES.search(piece.text)
    )


def _names_meeting(pieces: Sequence[Piece]) -> bool:
    """Whether a board's name is followed by a day alone and by who was present: its minutes."""
    texts = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    if (
        len(texts) < len(pieces)
        or not texts
        or fold_title(body_name(texts[0])) != fold_title(texts[0])
    ):
        return False
    dated = next((n for n, text in enumerate(texts[1:], 1) if _is_day(text)), 0)
    return bool(dated) and any(_PRESENT.match(text) for text in texts[dated + 1 :])


def _is_day(text: str) -> bool:
    return bool(first_date(text)) and len(text.split()) <= DAY_WORDS


def _says_who_was_there(piece: Piece) -> bool:
    if isinstance(piece, Paragraph):
        return bool(_PRESENT.match(piece.text))
    return any(_PRESENT.match(row[0]) for row in piece.table.rows[:12] if row)


def _short(pieces: Sequence[Piece]) -> bool:
    return all(isinstance(p, Paragraph) and len(p.text.split()) <= 25 for p in pieces)


def read_particulars(pieces: Sequence[Piece]) -> Particulars:
    """The fields among a paper's first pieces; a label alone takes the next line as its value."""
    found: dict[str, str] = {}
    waiting = ""
    for piece in pieces[:HEAD_PIECES]:
        if isinstance(piece, PlacedTable) and not _can_be_frontsheet(piece):
            continue
        for text, is_cell in _texts(piece):
            read = mark(text)
            if read.kind == "field":
                waiting = "" if read.rest else read.number
                if read.rest and not (read.number == "body" and _ADDRESSED.match(read.rest)):
                    found.setdefault(read.number, _tidy(read.rest))
            elif waiting and (is_cell or read.kind == "none"):
                found.setdefault(waiting, _tidy(text))
                waiting = ""
    return Particulars(found)


def body_and_date(pieces: Sequence[Piece]) -> tuple[str, str]:
    """The board named in the first lines, and the meeting's date there as ISO; "" if none."""
    texts = list(first_texts(pieces))
    return body_of(texts), meeting_day(texts)


def access_of(pieces: Sequence[Piece], most: int = HEAD_PIECES) -> tuple[str, str]:
    """("exempt", the words that say so) where a paper's first lines do, else ("public", "").

    A cell of a table with several columns is about its row, unless a label before it asks.
    """
    return access_of_texts(_of_the_paper(pieces[:most]))


def _of_the_paper(pieces: Sequence[Piece]) -> Iterator[str]:
    """The first lines, with those cells that can be about the paper."""
    for piece in pieces:
        if isinstance(piece, Paragraph) or _can_be_frontsheet(piece):
            yield from (text for text, _ in _texts(piece))
            continue
        for row in piece.table.rows[:HEAD_PIECES]:
            cells = [cell for cell in row if cell.strip()]
            if 0 < len(cells) <= 2:
                yield from (_as_field(cells[0]), *cells[1:])
                continue
            for label, cell in pairwise(cells):
                if _ASKED.search(label):
                    yield from (label, cell)


def first_texts(pieces: Sequence[Piece]) -> Iterator[str]:
    """The lines and cells of a paper's first pieces."""
    for piece in pieces[:HEAD_PIECES]:
        for text, _ in _texts(piece):
            yield text


def _field_names(piece: Piece) -> set[str]:
    found = set()
    for text, _ in _texts(piece, first_cells=True):
        read = mark(text if not isinstance(piece, PlacedTable) else _as_field(text))
        if read.kind == "field":
            found.add(read.number)
    return found


def _can_be_frontsheet(placed: PlacedTable) -> bool:
    """Whether a table has two fields, or one beside its value alone: no heading over columns."""
    wide = any(sum(bool(cell.strip()) for cell in row) > 2 for row in placed.table.rows)
    return not wide or len(_field_names(placed)) >= MIN_FIELDS


def _as_field(cell: str) -> str:
    """A table's first cell as a field, also when its colon is missing."""
    text = cell.strip()
    return text if ":" in text else f"{text}:"


def _texts(piece: Piece, *, first_cells: bool = False) -> Iterator[tuple[str, bool]]:
    if isinstance(piece, Paragraph):
        yield piece.text, False
        return
    for row in piece.table.rows[:HEAD_PIECES]:
        cells = [cell for cell in row if cell.strip()]
        if not cells:
            continue
        yield (cells[0] if first_cells else _as_field(cells[0])), True
        if not first_cells:
            for cell in cells[1:]:
                yield cell, True


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" :–-")
