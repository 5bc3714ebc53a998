"""The source of a citation: which page of its file to show, and which words to mark there."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from assistant.answers import Citation
from corpus.papers import Passage
from corpus.places import page_at
from ui.letters import fold
from ui.pages import Found, count_pages, find_words
from ui.render import address

MARKED_WHOLE = 0.95
"""Share of a quote's letters on one page from which it counts as all there."""

NOWHERE = Found((), 0.0)


class Shelf(Protocol):
    """What is needed of the library to show a source."""

    def page_file(self, document_id: str, page: int) -> Path | None:
        """The file that a page is drawn from; None when it is not there, or not to be seen."""

    def whole(self, document_id: str) -> bool:
        """Whether the reader may have the file itself."""

    def passage(self, passage_id: str) -> Passage | None:
        """One passage; None when it is not there."""

    def neighbours(self, passage: Passage) -> list[Passage]:
        """The passages round one in its paper, in order, without itself."""


@dataclass(frozen=True, slots=True)
class View:
    """One page of one citation's file, ready to be shown."""

    citation: Citation
    turn: int
    """The question that it belongs to, from 0."""

    page: int
    """The PDF's page that is shown, from 1; 0 when there is none to show."""

    pages: int
    """How many the PDF has; 0 for a file without pages."""

    home: int
    """The page where the quoted words are, from 1; 0 when unknown."""

    found: Found = NOWHERE
    """Where the quoted words are on the page shown."""

    gone: bool = False
    """True when the file is no longer in the library."""

    whole: bool = True
    """Whether the reader may have the whole file."""

    withheld: bool = False
    """True when the page holds something that this reader may not see."""

    around: tuple[str, str] = ("", "")
    """What stands before and after the passage, of a file without pages."""


def look(citation: Citation, turn: int, shelf: Shelf, page: int = 0) -> View:
    """The citation's page, or page `page` of the same file when that is given."""
    document, first = citation.paper.document_id, citation.passage.first_page
    whole = shelf.whole(document)
    if shelf.passage(citation.passage.id) is None:
        return View(citation, turn, 0, 0, 0, gone=True)
    if not first:
        return View(citation, turn, 0, 0, 0, whole=whole, around=_around(citation.passage, shelf))
    path = shelf.page_file(document, first)
    if path is None:
        return View(citation, turn, 0, 0, 0, gone=whole, withheld=not whole, whole=whole)
    pages = count_pages(path)
    if not pages:
        return View(citation, turn, 0, 0, 0, whole=whole, around=_around(citation.passage, shelf))
    home, found = _home(citation, path, pages)
    shown = min(max(page, 1), pages) if page else home
    if shelf.page_file(document, shown) is None:
        return View(citation, turn, shown, pages, home, whole=whole, withheld=True)
    if shown != home:
        found = words_on(path, shown, citation.quote, citation.passage)
    return View(citation, turn, shown, pages, home, found, whole=whole)


def _around(passage: Passage, shelf: Shelf) -> tuple[str, str]:
    """The passages next to one in its paper; "" where it is the first or the last."""
    near = [item for item in shelf.neighbours(passage) if item.kind != "row"]
    before = [item.text for item in near if item.order < passage.order]
    after = [item.text for item in near if item.order > passage.order]
    return "\n".join(before), "\n".join(after)


def _home(citation: Citation, path: Path, pages: int) -> tuple[int, Found]:
    """Of the pages that the passage runs over, the one with most of the quote on it."""
    passage = citation.passage
    best, most = min(passage.first_page, pages), NOWHERE
    for number in range(best, min(passage.last_page, pages) + 1):
        found = words_on(path, number, citation.quote, passage)
        if found.share > most.share:
            best, most = number, found
        if most.share >= MARKED_WHOLE:
            break
    return best, most


def words_on(path: Path, page: int, quote: str, passage: Passage) -> Found:
    """Where the quote is on a page; nowhere on a page that its passage does not reach."""
    if not quote or not passage.first_page <= page <= passage.last_page:
        return NOWHERE
    own = own_words(quote, passage)
    here = of_page(own, passage, page)
    found = find_words(path, page, here, passage.text)
    part = len(fold(here)) / max(1, len(fold(own)))
    return Found(found.boxes, found.share * part)


def of_page(own: str, passage: Passage, page: int) -> str:
    """What of the words stands on a page; all of them where that is not known.

    A row's cells go over to the next page each for itself, so that its words change pages more than
    once.
    """
    start = passage.text.find(own)
    if start < 0 or not passage.page_starts:
        return own
    end = start + len(own)
    turns = [turn.offset for turn in passage.page_starts if start < turn.offset < end]
    stretches = pairwise([start, *turns, end])
    return " ".join(passage.text[a:b] for a, b in stretches if page_at(passage, a) == page)


def own_words(quote: str, passage: Passage) -> str:
    """What of a quote is looked for on the page: of a table's row, the row without its headings.

    A row's text begins with its table's caption and headings, which stand elsewhere on the
    page or on an earlier one.
    """
    lines = [line for line in quote.splitlines() if fold(line)]
    if passage.kind == "row" and len(lines) > 1 and quote.strip() in passage.text:
        return lines[-1]
    return quote


def quote_span(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands in its passage's text, as (start, end), spaces and dashes aside."""
    start = text.find(quote)
    if quote and start >= 0:
        return start, start + len(quote)
    wanted = fold(quote)
    letters = [(letter, index) for index, char in enumerate(text) for letter in fold(char)]
    at = "".join(letter for letter, _ in letters).find(wanted)
    if not wanted or at < 0:
        return None
    return letters[at][1], letters[at + len(wanted) - 1][1] + 1


def picture_address(view: View, *, close: bool = False) -> str:
    """Where the page's picture is; it carries the quote as a stretch of its passage's text."""
    passage = view.citation.passage
    span = quote_span(view.citation.quote, passage.text)
    where = f"/page/{view.citation.paper.document_id}/{view.page}.png"
    if not span or not view.found.share:
        return where
    mark = f"{span[0]}-{span[1]}"
    return address(where, passage=passage.id, mark=mark, close="1" if close else "")


def marked_words(passage: Passage, mark: str) -> str:
    """The words that a picture's address asks to have marked; "" for one that was made up."""
    found = re.fullmatch(r"(\d{1,6})-(\d{1,6})", mark)
    return passage.text[int(found[1]) : int(found[2])] if found else ""
