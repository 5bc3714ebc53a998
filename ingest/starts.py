"""Where each paper of a file begins: by frontsheets, minutes, the agenda's items, the outline."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from corpus.papers import Document
from corpus.periods import first_date
from ingest.agenda import (
    agenda_end,
    agenda_items,
    agenda_lines,
    fold_title,
    is_item_mark,
    names_item,
    without_brackets,
)
from ingest.bodies import body_name
from ingest.exempt import is_mark
from ingest.frontsheet import frontsheet_starts, minutes_starts, read_particulars
from ingest.lines import all_capitals, heading_like, mark
from ingest.paragraphs import Paragraph, Piece, page_of

SHORTEST_TITLE = 8
"""Letters of an item's whole title; shorter ones ("Minutes", "Trees") head other things too."""

LONG_TITLE = 12
"""Letters of a title that can be the beginning of an item's."""

FIRST_LINES = 2
"""An item's mark is among so many first pieces of its page."""

NAMING_WORDS = 20
"""A longer paragraph that speaks of an agenda does not head one."""

NEAR_START = 14
"""A title this few pieces after a paper's start is that paper's own heading."""

HEAD = 5
"""Pieces at a page's head that can be a paper's name, its item and its author."""

TITLE_SIZE = 1.15
"""A title's type is at least so many times that of the page's text."""

DATED_WORDS = 10

FRONT = 24
"""Pieces in which a front page has named its board and begun its list of business."""

LISTED = 4
"""Items one after another that are an agenda's though nothing says so."""

_FIRST_ITEM = re.compile(
    r"^1[.)]?\s+(?:apolog(?:y|ies)|welcome|declarations?|chair\w*['’]?s? (?:opening|welcome|"
    r"announcements?)|minutes|membership)\b",
    re.I,
)

_REPORT_OF = re.compile(r"(?:joint\s+)?report\s+(?:of|by|from)\b|author\b|portfolio holder\b", re.I)
_KIND_AND_YEAR = re.compile(
    r"\b(?:annual report|forward plan|work programme|risk register|scorecard)\b.*\b20\d\d\b", re.I
)

_AGENDA = re.compile(
    r"\bagenda\b(?!\s+item\s*(?:no\b\.?)?\s*\d)|\bitem\s+no\b|\bitems? to be dealt with\b"
    r"|\border of business\b|\bA\sG\sE\sN\sD\sA\b",
    re.I,
)


def paper_starts(pieces: Sequence[Piece], document: Document) -> list[int]:
    """Indices of the pieces that begin a paper, in order; the first is 0."""
    starts = {0, *frontsheet_starts(pieces), *minutes_starts(pieces)}
    starts = _with_marked(pieces, starts)
    starts |= _agenda_starts(pieces, sorted(starts))
    starts |= _headed_starts(pieces, starts)
    if not is_agenda(pieces) and 0 in minutes_starts(pieces[:20]):
        return sorted(starts)  # its outline lists its minutes
    return sorted(starts | _bookmarked_starts(pieces, starts, document))


def _bookmarked_starts(pieces: Sequence[Piece], starts: set[int], document: Document) -> set[int]:
    """The pages that a pack's outline names and on which no other paper begins.

    Minutes, and numbered sections that the agenda does not list, are parts of papers; so is what
    stands on a page that goes on with another one's text.
    """
    top = min((mark_.level for mark_ in document.bookmarks), default=1)
    outline = [entry for entry in document.bookmarks if entry.level == top]
    if len(outline) < 2 or not _numbered_items([entry.title for entry in outline]):
        return set()
    first = min((start for start in starts if start), default=len(pieces))
    items = agenda_items(pieces[:first])
    begun = {page_of(pieces[index]) for index in starts}
    found: set[int] = set()
    for entry in outline:
        own = [index for index, piece in enumerate(pieces) if page_of(piece) == entry.page]
        titled = [index for index in own if _is_titled(pieces[index], entry.title)]
        if titled and titled[0] != own[0] and names_item(entry.title):
            if not any(0 <= titled[0] - start < NEAR_START for start in starts | found):
                found.add(titled[0])
                begun.add(entry.page)
        elif own and entry.page not in begun and _can_begin(entry.title, pieces[own[0]], items):
            found.add(own[0])
            begun.add(entry.page)
    return found


def _is_titled(piece: Piece, title: str) -> bool:
    """Whether a piece is what an outline names."""
    named = fold_title(title)
    return isinstance(piece, Paragraph) and bool(named) and fold_title(piece.text) == named


def _can_begin(title: str, piece: Piece, items: Mapping[str, str]) -> bool:
    """Whether an outline's entry can be a paper whose page begins with this piece."""
    found = mark(title)
    if found.kind == "minute" or not isinstance(piece, Paragraph) or not heading_like(piece.text):
        return False
    named = fold_title(found.rest)
    listed = any(named and (named in item or item in named) for item in items)
    return listed or found.kind != "numbered" or not items


def _with_marked(pieces: Sequence[Piece], starts: set[int]) -> set[int]:
    """The starts, with those that "Agenda Item 5" at a page's head marks, no other near below."""
    marked = {
        index
        for index, piece in enumerate(pieces)
        if isinstance(piece, Paragraph)
        and is_item_mark(piece.text)
        and sum(page_of(one) == page_of(piece) for one in pieces[max(0, index - 9) : index])
        < FIRST_LINES
    }
    below = {
        start
        for start in starts - {0}
        for index in marked
        if index < start < index + NEAR_START and page_of(pieces[start]) == page_of(pieces[index])
    }
    return (starts - below) | marked


def _headed_starts(pieces: Sequence[Piece], starts: set[int]) -> set[int]:
    """Pages of a pack that begin with an item's number, the board and day, or a paper's big title.

    None where another paper begins on the page.
    """
    first = min((start for start in starts if start), default=len(pieces))
    if not is_agenda(pieces[:first]):
        return set()
    begun = {page_of(pieces[index]) for index in starts}
    usual = _usual_size(pieces)
    found: set[int] = set()
    at = first
    for page, own in groupby(pieces[first:], page_of):
        on_page = list(own)
        whole = page_of(pieces[first - 1]) != page
        size = min(usual, _usual_size(on_page))
        if page not in begun and whole and _heads_paper(on_page, size):
            found.add(at)
        at += len(on_page)
    return found


def _heads_paper(page: Sequence[Piece], usual: float) -> bool:
    """Whether a page's first pieces are a paper's: `usual` is the size of the page's type."""
    lines: list[Paragraph] = []
    for piece in page[:HEAD]:
        if not isinstance(piece, Paragraph) or not heading_like(piece.text):
            break
        lines.append(piece)
    if not lines:
        return False
    over = lines[0].text
    large = [line for line in lines if line.size >= TITLE_SIZE * usual]
    if names_item(over) and (large or lines[0].bold):
        return True
    dated = bool(body_name(over)) and bool(first_date(over)) and len(over.split()) <= DATED_WORDS
    if dated and large and any(_REPORT_OF.match(text_of(one)) for one in page[1:HEAD]):
        return True
    title = " ".join(line.text for line in large)
    return bool(large) and large[0] is lines[0] and bool(_KIND_AND_YEAR.search(title))


def _usual_size(pieces: Sequence[Piece]) -> float:
    """The size of type, in points, that most words are set in; 0 where it is unknown."""
    words: Counter[float] = Counter()
    for piece in pieces:
        if isinstance(piece, Paragraph):
            words[piece.size] += len(piece.text.split())
    return words.most_common(1)[0][0] if words else 0.0


def _agenda_starts(pieces: Sequence[Piece], starts: Sequence[int]) -> set[int]:
    """Where a report without a frontsheet begins: a heading that is an agenda item's title."""
    first = starts[1] if len(starts) > 1 else len(pieces)
    if not is_agenda(pieces[:first]):
        return set()
    items = agenda_items(pieces[:first])
    first = min(first, agenda_end(pieces[:first]))
    begun = {
        fold_title(read_particulars(pieces[start : start + 20]).get("subject"))
        for start in starts[1:]
    }
    found: set[int] = set()
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if not isinstance(piece, Paragraph) or not heading_like(piece.text):
            continue
        text = without_brackets(piece.text)
        folded = fold_title(text)
        known = folded if folded in items and len(folded) >= SHORTEST_TITLE else None
        known = known or next(
            (title for title in items if len(folded) >= LONG_TITLE and title.startswith(folded)),
            None,
        )
        near = any(0 <= index - start < NEAR_START for start in starts[1:])
        taken = any(title and (title in (known or "") or (known or "") in title) for title in begun)
        if known and not near and not taken and (known == folded or _stands_out(piece, text)):
            found.add(_under_heading_lines(pieces, index, first))
            begun.add(known)
    return found


def _under_heading_lines(pieces: Sequence[Piece], index: int, first: int) -> int:
    """A report's start moved up over the board's name, the date and the mark above its title."""
    while index > first and isinstance(above := pieces[index - 1], Paragraph):
        named = fold_title(body_name(above.text)) == fold_title(above.text)
        dated = first_date(above.text) and len(above.text.split()) <= 8
        if page_of(above) != page_of(pieces[index]) or not (named or dated or is_mark(above.text)):
            break
        index -= 1
    return index


def _stands_out(piece: Paragraph, text: str) -> bool:
    return piece.bold or all_capitals(text) or piece.heading > 0


def _numbered_items(titles: Sequence[str]) -> bool:
    """Whether an outline is a pack's list of items and not one paper's list of sections."""
    words = sum(
        bool(
            re.match(
                r"^\s*(?:item\s+)?\d{1,2}\s*[.)]?[a-z]?\b|^agenda\b|^minutes\b|^supplement",
                title,
                re.I,
            )
        )
        for title in titles
    )
    sections = sum(bool(re.match(r"^\s*\d{1,2}\.\d", title)) for title in titles)
    return (
        words >= 0.5 * len(titles)
        and not sections
        and any(
            re.match(r"^\s*(?:agenda|minutes)\b|.*\b(?:frontsheet|declarations? of)\b", title, re.I)
            for title in titles
        )
    )


def is_agenda(segment: Sequence[Piece]) -> bool:
    """Whether a paper's first words are an agenda's, with two items or more."""
    named = any(
        _AGENDA.search(text_of(piece))
        and not (isinstance(piece, Paragraph) and len(piece.text.split()) > NAMING_WORDS)
        for piece in segment[:60]
    )
    return (named or _opens_as_agenda(segment)) and len(agenda_items(segment)) >= 2


def _opens_as_agenda(segment: Sequence[Piece]) -> bool:
    """Whether a front page without the word has a board, a day, and business numbered from 1 that
    begins with a meeting's formal business."""
    texts = [text for _, text in agenda_lines(segment[:FRONT])]
    first = next((n for n, text in enumerate(texts) if _FIRST_ITEM.match(text)), None)
    if first is None or not any(map(body_name, texts[:first])):
        return False
    numbers = [mark(text).number for text in texts[first : first + LISTED]]
    return any(map(first_date, texts[:first])) and numbers == [str(n + 1) for n in range(LISTED)]


def text_of(piece: Piece) -> str:
    """A piece's words; of a table, those of its first rows."""
    if isinstance(piece, Paragraph):
        return piece.text
    return " ".join(cell for row in piece.table.rows[:4] for cell in row if cell)
