"""An agenda's items: their numbers and titles, where the list ends, and which are private."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.paragraphs import Paragraph, Piece

_AGENDA_ITEM = re.compile(r"^(\d{1,2})\s*[.)]?\s+(?=[A-Z(‘“'\"])(.+)$")
_AGENDA_SUB = re.compile(r"^\(?([a-zA-Z]|[ivx]{1,4})[.)]\s+(.+)$")
_DAY_OF_MONTH = re.compile(
    r"^\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b", re.I
)
MIN_LISTED = 3
"""An agenda lists this many items before a number 1 means that a report has begun."""

OPENING_ITEMS = 5
"""Among so many first items one on excluding the public may only ask whether it will be."""

_ITEM_MARK = re.compile(
    r"^agenda item\s*(?:no\b\.?|number)?\s*:?\s*\d{1,2}\s?(?:\(?[a-z]\)?)?$", re.I
)

_ITEM_FIRST = re.compile(
    r"^(?:agenda\s+)?item\s+(?:no\.?\s*)?\d{1,2}\s?(?:\(?[a-z]\)?)?\s*[-–—:.]\s+(?=\w)", re.I
)
_ITEM_LAST = re.compile(r"[-–—]\s*(?:agenda\s+)?item\s+\d{1,2}[a-z]?$", re.I)

_PAGES_AT_END = re.compile(r"[\s.…|]*(?:\(?pages?\s*)?\d{1,4}\s*(?:[-–]\s*\d{1,4})?\)?\s*$", re.I)


_PRIVATE_PART = re.compile(
    r"^\W*(?:part\s+(?:II|2|B|two)\b(?!\s+of)|exclusion of (?:the )?(?:press|public)"
    r"(?!.{0,80}\b(?:to (?:identify|consider|note|receive)|whether|possible|if any|any items?)\b)"
    r"|(?:exempt|confidential|private)\b.{0,30}\b(?:items?|business|session|reports?)\b)",
    re.I,
)
_PUBLIC_PART = re.compile(r"^\W*part\s+(?:I|1|A|one)\b", re.I)
_CLOSED = re.compile(r"\b(?:exempt|private|confidential|restricted|part (?:II|2|B|two))\b", re.I)
_FORMAL = re.compile(
    r"\bapolog(?:y|ies)\b|\bdeclarations?\b|\bminutes\b|\bmembership\b"
    r"|\bpublic (?:question|speaking|participation)"
    r"|\bpetitions?\b|\bdeputations?\b|\burgent (?:items?|business)\b",
    re.I,
)
"""Business that opens a meeting: before it an item asks only whether anything will be private."""


def is_item_mark(text: str) -> bool:
    """Whether a line is what a pack prints over the first page of an item: "Agenda Item 5"."""
    return bool(_ITEM_MARK.match(text.strip()))


def names_item(text: str) -> bool:
    """Whether a heading says which item it is: the mark, "Item 4 – Roofs", "BOARD – ITEM 4"."""
    text = text.strip()
    return is_item_mark(text) or bool(_ITEM_FIRST.match(text) or _ITEM_LAST.search(text))


def without_item(text: str) -> str:
    """A heading without the item's number before it: "Item 4 – Roofs" is "Roofs"."""
    return _ITEM_FIRST.sub("", text.strip())


def agenda_items(pieces: Sequence[Piece]) -> dict[str, str]:
    """An agenda's items: folded title to number ("5(a)")."""
    items: dict[str, str] = {}
    for listed in _listed(pieces):
        items.setdefault(fold_title(listed.title), listed.number)
    return items


def exempt_items(pieces: Sequence[Piece]) -> frozenset[str]:
    """Numbers of an agenda's items that stand under Part II, or after the public is excluded."""
    return frozenset(listed.number for listed in _listed(pieces) if listed.private)


def agenda_end(pieces: Sequence[Piece]) -> int:
    """The piece after the one that lists an agenda's last item; 0 where no item is listed."""
    return max((listed.at + 1 for listed in _listed(pieces)), default=0)


@dataclass(frozen=True, slots=True)
class _Listed:
    number: str
    title: str
    at: int
    private: bool


def _listed(pieces: Sequence[Piece]) -> Iterator[_Listed]:
    """The items that an agenda lists, until its numbers begin again: a report's own sections."""
    parent = ""
    private = asked = False
    listed = 0
    for at, printed in agenda_lines(pieces):
        text = _PAGES_AT_END.sub("", printed).strip()
        if _PRIVATE_PART.match(text) and len(text.split()) <= 20:
            private, asked = True, False
        elif _PUBLIC_PART.match(text):
            private = False
        top = _AGENDA_ITEM.match(text)
        sub = _AGENDA_SUB.match(text)
        if top and not _DAY_OF_MONTH.match(text):
            if int(top[1]) <= 1 and listed >= MIN_LISTED:
                return
            private = private and not (
                asked and _FORMAL.search(top[2]) and not _CLOSED.search(top[2])
            )
            parent = top[1]
            listed += 1
            if not private and _PRIVATE_PART.match(top[2]):
                private, asked = True, listed < OPENING_ITEMS
            yield _Listed(parent, top[2], at, private)
        elif sub and parent:
            yield _Listed(f"{parent}({sub[1].lower()})", sub[2], at, private)


def without_brackets(title: str) -> str:
    """A title without the brackets at its end: an item says "(for information)" there, its report
    what it is about."""
    return re.sub(r"(?<=\w)\s*\([^()]*\)\s*$", "", title)


def fold_title(title: str) -> str:
    """A title's letters and digits alone, for comparing."""
    return re.sub(r"[^a-z0-9]+", "", title.lower())


def agenda_lines(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """The paragraphs and the tables' rows of some pieces, each with its piece's place."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph):
            yield at, piece.text
        else:
            for row in piece.table.rows:
                yield at, " ".join(cell for cell in row if cell.strip())
