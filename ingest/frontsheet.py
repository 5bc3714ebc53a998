"""A paper's particulars from its first lines: title, board, date, item, officer, wards, access."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.periods import first_date, main_period, periods_in
from ingest.lines import all_capitals, heading_like, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable

HEAD_PIECES = 30
"""Particulars stand among this many first pieces of a paper."""

MIN_FIELDS = 3
"""So many different fields close together make a frontsheet."""

FIELD_WINDOW = 14

_BODY = re.compile(
    r"\b(Board|Committee|Cabinet|Panel|Council|Commission|Forum|Executive|Authority|Governors|Trustees)\b"
)
_MINUTES_START = re.compile(
    r"^(?:at a (?:\w+ ){0,3}meeting of|(?:the )?(?:draft )?minutes of (?:the |a )?"
    r"(?:\w+ ){0,4}?(?:meeting|proceedings|board|committee))",
    re.I,
)
_PRESENT = re.compile(
    r"^\s*(?:members\s+|also\s+|those\s+)?(?:present|attendance|in attendance)\b", re.I
)
_EXEMPT = re.compile(
    r"not for publication|(?:^|\b)part\s+(?:II|2|B)\b(?!\s+of)|"
    r"exempt (?:information|report|item|appendix|from publication)|"
    r"paragraphs?\s+\(?\d\)?.{0,60}schedule\s+12\s?a|press and public (?:be )?excluded|"
    r"confidential\s+(?:report|item|appendix)",
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_AGENDA_ITEM = re.compile(r"^(\d{1,2})\s*[.)]?\s+(?=[A-Z(‘“'\"])(.+)$")
_AGENDA_SUB = re.compile(r"^\(?([a-zA-Z]|[ivx]{1,4})[.)]\s+(.+)$")
_PAGES_AT_END = re.compile(r"[\s.…|]*(?:\(?pages?\s*)?\d{1,4}\s*(?:[-–]\s*\d{1,4})?\)?\s*$", re.I)


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
                    seen |= names[other]
                    end = other
            strong = seen & {"officer", "subject", "body"}
            if len(seen) >= MIN_FIELDS and len(strong) >= 2:
                starts.append(index)
                index = end + 1
                continue
        index += 1
    return starts


def minutes_starts(pieces: Sequence[Piece]) -> list[int]:
    """Where minutes begin: the sentence that opens them, or the heading just above it."""
    starts = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Paragraph) or not _MINUTES_START.match(piece.text):
            continue
        after = pieces[index : index + 14]
        if any(
            isinstance(other, Paragraph) and _PRESENT.match(other.text) for other in after
        ) or any(
            isinstance(other, PlacedTable) and _PRESENT.match(other.table.rows[0][0])
            for other in after
        ):
            start = index
            while (
                start
                and isinstance(above := pieces[start - 1], Paragraph)
                and (
                    above.first_page == piece.first_page
                    and heading_like(above.text)
                    and (all_capitals(above.text) or above.bold)
                )
            ):
                start -= 1
            starts.append(start)
    return starts


def read_particulars(pieces: Sequence[Piece]) -> Particulars:
    """The fields among a paper's first pieces; a label alone takes the next line as its value."""
    found: dict[str, str] = {}
    waiting = ""
    for piece in pieces[:HEAD_PIECES]:
        for text, is_cell in _texts(piece):
            read = mark(text)
            if read.kind == "field":
                waiting = "" if read.rest else read.number
                if read.rest:
                    found.setdefault(read.number, _tidy(read.rest))
            elif waiting and (is_cell or read.kind == "none"):
                found.setdefault(waiting, _tidy(text))
                waiting = ""
    return Particulars(found)


def body_and_date(pieces: Sequence[Piece]) -> tuple[str, str]:
    """The board named in the first lines, and the first full date there as ISO; "" if none."""
    body = ""
    when = ""
    for piece in pieces[:HEAD_PIECES]:
        for text, _ in _texts(piece):
            words = text.split()
            if not body and len(words) <= 14 and _BODY.search(text) and heading_like(text):
                body = _tidy(text)
            if not when and (found := first_date(text)) and _dates_a_meeting(text):
                when = found.isoformat()
        if body and when:
            break
    return body, when


def _dates_a_meeting(text: str) -> bool:
    """A date that stands alone, with a weekday, or in a sentence about the meeting; no period."""
    if main_period(text) or len(periods_in(text)) > 1:
        return False
    return bool(_WEEKDAY.search(text)) or len(text) <= 48 or "meeting" in text.lower()


def access_of(pieces: Sequence[Piece]) -> tuple[str, str]:
    """("exempt", the words that say so) where a paper's first lines do, else ("public", "")."""
    for piece in pieces[:HEAD_PIECES]:
        for text, _ in _texts(piece):
            match = _EXEMPT.search(text)
            if (
                match
                and len(text.split()) <= 60
                and not re.search(r"\brequires the disclosure\b", text, re.I)
            ):
                return "exempt", " ".join(text.split())[:200]
    return "public", ""


def agenda_items(pieces: Sequence[Piece]) -> dict[str, str]:
    """An agenda's items: folded title to number ("5(a)")."""
    items: dict[str, str] = {}
    parent = ""
    for text in _agenda_lines(pieces):
        text = _PAGES_AT_END.sub("", text).strip()
        top = _AGENDA_ITEM.match(text)
        if top:
            parent = top[1]
            items.setdefault(fold_title(top[2]), parent)
            continue
        sub = _AGENDA_SUB.match(text)
        if sub and parent:
            items.setdefault(fold_title(sub[2]), f"{parent}({sub[1].lower()})")
    return items


def fold_title(title: str) -> str:
    """A title's letters and digits alone, for comparing."""
    return re.sub(r"[^a-z0-9]+", "", title.lower())


def _agenda_lines(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Paragraph):
            yield piece.text
        else:
            for row in piece.table.rows:
                yield " ".join(cell for cell in row if cell.strip())


def _field_names(piece: Piece) -> set[str]:
    found = set()
    for text, _ in _texts(piece, first_cells=True):
        read = mark(text if not isinstance(piece, PlacedTable) else _as_field(text))
        if read.kind == "field":
            found.add(read.number)
    return found


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
