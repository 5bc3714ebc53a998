"""Which paragraphs are headings, by their marks, their type, and what stands next to them."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.lines import SECTION, Mark, all_capitals, depth, heading_like, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable
from ingest.table_headings import header_rows

Beside = tuple[Piece | None, Piece | None]
"""The pieces before and after one; None at a paper's start and end."""


BIGGER = 1.12
"""A heading's type is at least this many times the body's, where sizes are known."""

CAPTION_WORDS = 12
"""A plain short line right above a table or a paragraph heads it, up to this many words."""

CAPTION = 7
"""The level of a heading that is one only because of what it stands over."""

CONTENTS = CAPTION + 1
"""And the level of "Contents", which heads nothing but its own list."""

SKIPPED = 3
"""A section's number is at most this much more than that of the last one that was seen as one."""

PLAIN_HEADING_WORDS = 8
"""A heading in the type of the text, without a number, has at most so many words."""

PROSE_WORDS = 14
"""What such a heading stands over has at least so many, and ends as a sentence does."""

MINUTE_WORDS = 40
"""A minute's heading in capitals that names an application and its site is this long at most."""

_NOTES = re.compile(r"^notes to the (?:financial statements|accounts)\b", re.I)
"""They follow the last statement of accounts, often in smaller type, and are no part of it."""

_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$", re.I)

_LEADERS = re.compile(r"\.{5}|(?:\s\.){5}|…{3}")
"""Dots that lead to a page: a line of a list of contents."""

_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\b")

_NO_HEADING = re.compile(
    r"\d|^(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Rev|Signed|Chair|Source|Note)\b|@|www\.|[|:;]"
)
"""A figure that is no year, a person, an address."""

CAPTION_NUMBER = re.compile(r"^(?:Table|Figure|Chart|Graph|Map)\s+[A-Z]?\d")

_OF_PICTURE = re.compile(r"^(?:Figure|Fig\.|Chart|Graph|Map)\s+[A-Z]?\d", re.I)
"""A caption of what has no words: it heads no text."""

_SUM = re.compile(r"^(?:grand |sub-?|net )?total\b.*\d\W*$", re.I)
"""The last line of sums, in bold type: "Total 799"."""

LEADS_IN = re.compile(
    r"\b(?:are|is|was|were|has|have|had|shows?|includ\w+|follow\w*|below|that|sets?|gives?)\b.*:\W*$"
    r"|\b(?:to|by|for|of|with|as|from|in|on|at)\s*:\W*$",
    re.I,
)
"""A sentence that leads a list or a table in has a verb or breaks off; a heading does neither."""

_ONLY_A_DATE = re.compile(
    r"^(?:[A-Z][a-z]+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}$"
)

HELD_ON = re.compile(
    r"^(?:[^\W\d][\w’'&,()/–-]*\s){1,9}(?:MEETING|MINUTES),?\s(?:HELD\s)?ON\s"
    r"(?:[A-Z]+DAY,?\s)?(\d{1,2}(?:ST|ND|RD|TH)?\s[A-Z]{3,9},?\s20\d\d)\W*$",
    re.I,
)
"""A line over the minutes of one of several meetings: "EXECUTIVE BOARD MEETING HELD ON 9 MAY 2025".
"""

SAYS_WHO = re.compile(
    r"^(?:[A-Z]\w+ ){0,3}(?:present|attendance|apologies|invited|clerk|chair\w*|action|venue|time"
    r"|place|by)\s*:\s+\S",
    re.I,
)

_BODY_ENDS = re.compile(r"[.;!?]['\"”’)]*$")


def heading_level(
    piece: Paragraph, found: Mark, beside: Beside, body: float, sections: Sequence[int]
) -> int:
    """1 for an appendix or title, 2 for a numbered section or minute, deeper after; 0 for none.

    `body` is the type size of the text (0 where not known), `sections` the numbers of
    the last numbered section (0 for none) and of its last part, where parts count from 1 again.
    """
    level = 0 if _LEADERS.search(piece.text) else _level(piece, found, beside, body)
    if level and _NOTES.match(piece.text):
        return 2
    if level and _CONTENTS.match(piece.text):
        return CONTENTS
    if level and CAPTION_NUMBER.match(piece.text) and isinstance(beside[1], PlacedTable):
        return CAPTION
    if level and (_OF_PICTURE.match(piece.text) or _SUM.match(piece.text)):
        return 0
    if level and found.kind == "numbered" and depth(found.number) == 1:
        strong = _is_strong(piece, found, body)
        if _opens_section(found, piece.text, beside, sections, strong):
            return level
        over = isinstance(beside[1], PlacedTable) and _heads(piece, beside, bool(body))
        return CAPTION if over and not re.match(r"\W*\d+[.)]", piece.text) else 0
    return level


def _level(piece: Paragraph, found: Mark, beside: Beside, body: float) -> int:
    text = piece.text.strip()
    if piece.heading:
        return piece.heading + 1
    if HELD_ON.match(text) and (piece.bold or all_capitals(text)):
        return 1
    if found.kind == "appendix" and (heading_like(text) or _is_long_title(piece)):
        return 1
    capitals = found.kind == "minute" and all_capitals(found.rest)
    if found.kind == "minute" and (
        heading_like(found.rest) or (capitals and len(text.split()) <= MINUTE_WORDS)
    ):
        by_year = "/" in found.number and not re.search(r"\d", found.rest)
        return 2 if capitals or piece.bold or by_year else 0
    if found.kind in ("bullet", "lettered", "resolved", "field"):
        return 0
    bigger = bool(body and piece.size > BIGGER * body)
    if found.kind == "numbered":
        plain = heading_like(found.rest)
        top = depth(found.number) == 1
        if plain and (
            _is_strong(piece, found, body) or (top and len(found.rest.split()) <= CAPTION_WORDS)
        ):
            return 1 + depth(found.number)
        return 0
    if not heading_like(text):
        return CAPTION + 1 if text.endswith("?") and _parts_prose(text, beside) else 0
    if bigger:
        return 2 if piece.size > 1.4 * body else 3
    if all_capitals(text):
        return 3 if re.search(r"[A-Z]{4}", text) else 0
    if piece.bold:
        return 6
    if SECTION.match(text):
        return CAPTION + 1
    if LEADS_IN.search(text) or _ONLY_A_DATE.match(text) or SAYS_WHO.match(text):
        return 0
    if len(text.split()) <= CAPTION_WORDS and _heads(piece, beside, bool(body)):
        return CAPTION
    return CAPTION + 1 if _parts_prose(text, beside) else 0


def _is_long_title(piece: Paragraph) -> bool:
    """Whether an appendix has a title of many words in bold type."""
    title = piece.text.split(None, 2)[2:]
    return piece.bold and bool(title) and heading_like(title[0].lstrip("-–—: "))


def _opens_section(
    found: Mark, text: str, beside: Beside, sections: Sequence[int], strong: bool
) -> bool:
    """Whether a numbered line heads a section, and is no item of a list.

    An item stands next to the items before or after it; a section's number follows the last one's.
    """
    number = int(found.number.split(".")[0])
    if _numbered_as(beside[1], number + 1):
        return False
    if strong:
        return True
    if _numbered_as(beside[0], number - 1):
        return False
    printed = re.match(r"\W*\d+([.)]?)", text)
    dotted = bool(printed and printed[1]) or "." in found.number
    if not dotted:
        follows = any(number == last + 1 for last in sections)
        return follows and _stands_over_text(beside[1], number)
    if number == 1 or not any(sections):
        return True
    return any(last < number <= last + SKIPPED for last in sections)


def _stands_over_text(following: Piece | None, number: int) -> bool:
    """Whether what follows a plain "1 Foreword" is no other short line, as in an address."""
    if not isinstance(following, Paragraph):
        return following is not None
    found = mark(following.text)
    inner = found.kind == "numbered" and found.number.startswith(f"{number}.")
    return inner or found.kind == "bullet" or not heading_like(following.text)


def over_bullets(text: str, following: Piece | None) -> bool:
    """Whether a short line without a stop stands right over a list's first bullet."""
    return (
        isinstance(following, Paragraph)
        and mark(following.text).kind == "bullet"
        and heading_like(text)
        and text.rstrip()[-1] not in ".;,"
    )


def _is_strong(piece: Paragraph, found: Mark, body: float) -> bool:
    """Whether a line's type makes it a heading."""
    bigger = bool(body and piece.size > BIGGER * body)
    return piece.bold or all_capitals(found.rest) or bigger


def _parts_prose(text: str, beside: Beside) -> bool:
    """Whether a short line in the type of the text stands between a finished paragraph and another.

    Papers that were printed from a web page or a plain template have such headings. A name, a
    figure, and the first or last item of a list are none.
    """
    before, after = beside
    if before is None or not isinstance(after, Paragraph):
        return False
    words = text.rstrip("?").split()
    finished = isinstance(before, PlacedTable) or (
        before.text.rstrip().endswith((".", "!", "?", "”", '"'))
        and len(before.text.split()) > len(words)
    )
    opens = mark(after.text).kind in ("none", "bullet", "numbered") and after.text[:1] != "("
    prose = len(after.text.split()) >= PROSE_WORDS and bool(_BODY_ENDS.search(after.text))
    return (
        len(words) <= PLAIN_HEADING_WORDS
        and finished
        and opens
        and prose
        and not after.bold
        and not _NO_HEADING.search(_YEARS.sub("", text))
    )


def _numbered_as(piece: Piece | None, number: int) -> bool:
    if not isinstance(piece, Paragraph):
        return False
    found = mark(piece.text)
    return found.kind == "numbered" and found.number.split(".") in (
        [str(number)],
        [str(number), "0"],
    )


def _heads(piece: Paragraph, beside: Beside, sized: bool) -> bool:
    """Whether what follows a short plain line is something that it could head.

    Where type sizes are known a heading above prose shows by them; a table's
    caption often does not.
    """
    before, following = beside
    if isinstance(following, PlacedTable):
        return (
            following.page == piece.last_page
            or bool(CAPTION_NUMBER.match(piece.text))
            or (following.page == piece.last_page + 1 and _begins_anew(before, following))
        )
    if following is None or sized:
        return False
    return len(following.text.split()) > 16 or bool(_BODY_ENDS.search(following.text))


def _begins_anew(before: Piece | None, table: PlacedTable) -> bool:
    """Whether a table at a page's top, behind another or a finished text, has its own headings.

    What then stands between, alone at the foot of the page before, is its caption.
    """
    ended = isinstance(before, PlacedTable) or (
        before is not None and bool(_BODY_ENDS.search(before.text))
    )
    return ended and header_rows(table.table) > 0


def body_size(pieces: Sequence[Piece]) -> float:
    """The type size that most of the text has, in points; 0 where sizes are not known."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if isinstance(piece, Paragraph) and piece.size:
            sizes[round(piece.size * 2) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
