"""What a paper is called: by its frontsheet, its kind, or the type of its first lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import PurePath

from corpus.papers import Document
from corpus.periods import day, first_date
from ingest.agenda import fold_title, without_item
from ingest.bodies import body_name
from ingest.exempt import is_mark
from ingest.headings import LEADS_IN
from ingest.lines import heading_like, mark
from ingest.paragraphs import Paragraph, Piece, page_of
from ingest.starts import text_of

TITLE_SIZE = 1.2
"""A title's type is more than this many times the text's; section headings are 1.1 to 1.2 times."""

LEAST_PARTS = 3
"""Schedules or appendices that make up a file with no title of its own."""

_NO_TITLE = re.compile(
    r"^\(|^\W*(?:(?:joint )?report (?:of|by|to|for)\b|agenda\b(?! for)|item\b|supplement\b.{0,30}$"
    r"|public reports? pack|part (?:I|1|A)\b|appendix \w{1,3}$|www\.|page\b"
    r"|for (?:decision|information)$|private$|open$|public$|key decision)",
    re.I,
)

_WHEN_AND_WHERE = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\bby (?:MS|Microsoft) Teams\b"
    r"|\b(?:Conference|Committee|Meeting) Room\b|\bCouncil Chamber\b|\bHeadquarters\b"
    r"|\b(?:Town|County|City|Shire) Hall\b"
    r"|\b(?:Civic|Council|Municipal) (?:Suite|Offices|Centre|Buildings)\b"
    r"|\b(?:Cllrs?|Councillors)\b"
    r"|^(?:co-optees|members|membership|quorum|advisers|contact|present|in attendance|apologies)"
    r"\s*:",
    re.I,
)
"""When and where a body meets, and who it is of."""

_ANNUAL = re.compile(r"(?:draft\s+)?annual (?:report|review|statement)\b", re.I)

_FILE_NAME = re.compile(r"\.[a-z]{3,4}$", re.I)
"""How a property ends that holds the name of the file that a PDF was made from."""

SUPPLEMENT = re.compile(r"\b(supplement\w*|late (?:paper|report|item)|addendum|to follow)\b", re.I)

_LATE_PAPERS = re.compile(
    r"\b(?:supplement(?:ary)? (?:papers?|agenda|pack|items?|reports?|information)|"
    r"agenda supplement|late (?:papers?|items?|reports?))\b",
    re.I,
)
"""What the cover of papers that follow an agenda calls them."""

COVER = 8
COVER_WORDS = 14
"""First lines in which a cover says what it is, and how long one is."""


def meeting_title(what: str, body: str, when: str) -> str:
    """ "Minutes of Parks Board, 3 May 2026"; the board and the day (ISO) may be missing."""
    named = f"{what} of {body}" if body else what
    return f"{named}, {day(date.fromisoformat(when)).label}" if when else named


def title_of(segment: Sequence[Piece], document: Document) -> str:
    """The title that a paper's first page prints, else the file's own."""
    if _is_one_of_parts(segment):
        return _file_title(document)
    first = page_of(segment[0])
    paragraphs = [
        replace(piece, text=without_item(piece.text))
        for piece in segment[:12]
        if isinstance(piece, Paragraph) and piece.first_page == first
    ]
    title = _big_title(paragraphs, segment)
    if title:
        return _with_its_body(title, paragraphs)
    for piece in paragraphs:
        if len(piece.text) > 6 and _can_be_title(piece.text):
            return _with_its_body(piece.text.rstrip(" :"), paragraphs)
    named = "" if _FILE_NAME.search(document.title) else document.title
    return named or PurePath(document.name).stem.replace("_", " ")


def _with_its_body(title: str, paragraphs: Sequence[Paragraph]) -> str:
    """An annual report's title, after the body whose report it is where that stands over it."""
    if not _ANNUAL.match(title):
        return title
    over = list(takewhile(lambda one: one.text not in title, paragraphs))
    bodies = [body for one in over if (body := body_name(one.text))]
    return f"{bodies[-1]}: {title}" if bodies else title


def _is_one_of_parts(segment: Sequence[Piece]) -> bool:
    """Whether a paper begins with "Schedule 1" or the like, and others of its kind follow.

    Its first line then names a part of it.
    """
    parts = [
        mark(piece.text).number
        for piece in segment
        if isinstance(piece, Paragraph)
        and mark(piece.text).kind == "appendix"
        and piece.text[:3] == text_of(segment[0])[:3]
        and heading_like(piece.text)
    ]
    first = mark(text_of(segment[0]))
    return first.kind == "appendix" and len({*parts, first.number}) >= LEAST_PARTS


def _file_title(document: Document) -> str:
    """A file's name as words; it says more of a whole than the properties of its first part."""
    words = re.sub(r"[-_\s]+", " ", PurePath(document.name).stem).strip()
    return words[:1].upper() + words[1:]


def _can_be_title(text: str) -> bool:
    """Not the council's or the board's name, a date, a field, a mark or a form's own words."""
    return (
        heading_like(text)
        and mark(text).kind in ("none", "appendix")
        and not LEADS_IN.search(text)
        and bool(re.search(r"[A-Za-z]{3}", text))
        and not is_mark(text)
        and not _NO_TITLE.search(text)
        and not _WHEN_AND_WHERE.search(text)
        and fold_title(body_name(text)) != fold_title(text)
        and not (
            first_date(text)
            and len(text.split()) <= 10
            and not re.search(r"\bat\b \d|report", text)
        )
    )


def _big_title(paragraphs: Sequence[Paragraph], segment: Sequence[Piece]) -> str:
    """The first run of lines in the biggest type of the first page, when it is much bigger."""
    sizes = sorted(e.size for e in segment if isinstance(e, Paragraph) and e.size)
    sized = [p for p in paragraphs if p.size and len(p.text.split()) <= 20]
    sized = [p for p in sized if _can_be_title(p.text)]
    if not sized:
        return ""
    biggest = max(piece.size for piece in sized)
    if biggest <= TITLE_SIZE * sizes[len(sizes) // 2]:
        return ""
    start = next(i for i, piece in enumerate(sized) if piece.size > biggest - 0.5)
    run = []
    for piece in sized[start : start + 4]:
        if piece.size <= biggest - 0.5:
            break
        run.append(piece.text)
    return " ".join(run)[:160].rstrip(" :")


def supplement_title(segment: Sequence[Piece]) -> str:
    """The first heading that says supplement, late paper or addendum; "" for none."""
    lines = (text_of(piece) for piece in segment[:12] if isinstance(piece, Paragraph))
    return next((line for line in lines if heading_like(line) and SUPPLEMENT.search(line)), "")


def late_papers(segment: Sequence[Piece]) -> str:
    """What a cover calls the papers that follow an agenda: "Supplementary papers"; "" for none."""
    lines = [text_of(piece) for piece in segment[:COVER] if isinstance(piece, Paragraph)]
    found = (_LATE_PAPERS.search(line) for line in lines if len(line.split()) <= COVER_WORDS)
    return next((match[0].capitalize() for match in found if match), "")
