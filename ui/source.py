"""The source beside the answer: which page to show for a citation, and the panel that shows it."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Protocol

from assistant.answers import Citation
from corpus.papers import Cell, Passage
from ui import wording
from ui.letters import fold
from ui.pages import Found, close_up, count_pages, find_words
from ui.render import access_label, address, named

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
    return find_words(path, page, own_words(quote, passage), passage.text)


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


def panel(view: View, name: str = "source", back: str = wording.BACK_TO_ANSWER) -> str:
    """The panel's HTML: where it stands, the words, the page's picture, and the ways on.

    `name` keeps apart the panels of two pages; `back` says where its reader came from.
    """
    citation = view.citation
    title = f"{wording.SOURCE} {citation.key}"
    body = [
        '<div class="panel-head">'
        f'<h2 id="{name}-title" class="source-title" tabindex="-1">{escape(title)}</h2>'
        f'<button type="button" class="small back" data-back="{view.turn}-{citation.key}">'
        f"{escape(back)}</button></div>",
        f'<p class="title">{escape(named(citation.paper))}{access_label(citation)}</p>',
        f'<p class="place">{escape(_place(citation))}</p>',
        _words(citation),
        _picture(view),
    ]
    return (
        f'<section class="panel" data-shown="{view.turn}-{citation.key}" '
        f'aria-labelledby="{name}-title">{"".join(body)}</section>'
    )


def _place(citation: Citation) -> str:
    parts = [citation.paper.body, citation.place, " › ".join(citation.passage.headings)]
    return " · ".join(part for part in parts if part)


def _words(citation: Citation) -> str:
    """The passage as text that can be selected, the quote marked; a row as a small table."""
    passage = citation.passage
    text = passage.text
    span = quote_span(citation.quote, text)
    start, end = span or (0, 0)
    marked = (
        f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
        if end > start
        else escape(text)
    )
    quoted = f'<blockquote class="passage" tabindex="0">{marked}</blockquote>'
    if not passage.cells:
        return quoted
    rows = "".join(
        f'<tr><th scope="row">{escape(cell.column or wording.NO_HEADING)}</th>'
        f'<td class="{_kind(cell)}">{escape(_value(cell))}</td></tr>'
        for cell in passage.cells
    )
    label = escape(passage.label or wording.ROW)
    return (
        f'<table class="row"><caption>{label}</caption><tbody>{rows}</tbody></table>'
        f"<details><summary>{escape(wording.AS_PRINTED)}</summary>{quoted}</details>"
    )


def _kind(cell: Cell) -> str:
    """Figures stand to the right, words to the left."""
    return "figure" if re.fullmatch(r"[\W\d]*\d[\W\d]*[a-z%]{0,2}", cell.value) else "words"


def _value(cell: Cell) -> str:
    """With its unit, unless its heading says it already."""
    return cell.value if cell.unit in cell.column else f"{cell.value} {cell.unit}".strip()


def _picture(view: View) -> str:
    document = view.citation.paper.document_id
    if view.gone:
        return f'<p class="marking none">{escape(wording.NOT_THERE_NOW)}</p>'
    if view.withheld:
        told = f'<p class="marking none">{escape(wording.PAGE_WITHHELD)}</p>'
        return told + (_turning(view) if view.page else "")
    if not view.page:
        before, after = (escape(text) for text in view.around)
        ways = (
            f'<p><a class="button" href="/paper/{escape(document)}?download=1" download>'
            f"{escape(wording.OPEN_FILE)}</a></p>"
        )
        return (
            f'<p class="marking none">{escape(wording.NO_PAGES)}</p>'
            f'<div class="passage around" tabindex="0">{before}\n\n'
            f"<mark>{escape(view.citation.passage.text)}</mark>\n\n{after}</div>"
            f"{ways if view.whole else ''}"
        )
    marking, kind = _marking(view)
    caption = page_name(view)
    alt = f"{caption}. {marking}"
    return (
        f'<p class="marking {kind}">{escape(marking)}</p>{_close_up(view)}{_turning(view)}'
        f'<figure><img src="{escape(picture_address(view))}" alt="{escape(alt)}" '
        f'width="1000" height="1414"><figcaption>{escape(caption)}</figcaption></figure>'
    )


def _close_up(view: View) -> str:
    """The marked words, larger; "" where the whole page shows them as well."""
    if close_up(view.found.boxes) is None:
        return ""
    source = escape(picture_address(view, close=True))
    return f'<figure class="close"><img src="{source}" alt="{escape(wording.CLOSE_UP)}"></figure>'


def _marking(view: View) -> tuple[str, str]:
    if view.found.share >= MARKED_WHOLE:
        return wording.MARKED, "whole"
    if view.found.share > 0:
        over = view.citation.passage.last_page > view.citation.passage.first_page
        return wording.MARKED_OVER if over else wording.MARKED_IN_PART, "part"
    if view.page != view.home:
        return wording.OTHER_PAGE.format(page=view.home), "none"
    return wording.NOT_MARKED, "none"


def _turning(view: View) -> str:
    document = escape(view.citation.paper.document_id)
    buttons = [
        _page_button(view, view.page - 1, wording.PREVIOUS_PAGE),
        _page_button(view, view.page + 1, wording.NEXT_PAGE),
    ]
    if view.page != view.home:
        buttons.append(_page_button(view, view.home, wording.TO_MARKED_PAGE))
    if not view.whole:
        return f'<div class="turning">{"".join(buttons)}</div>'
    return (
        f'<div class="turning">{"".join(buttons)}'
        f'<a class="button" href="/paper/{document}#page={view.page}" target="_blank" '
        f'rel="noopener">{escape(wording.OPEN_PDF)}</a>'
        f'<a class="button" href="/paper/{document}?download=1" download>'
        f"{escape(wording.DOWNLOAD)}</a></div>"
    )


def _page_button(view: View, page: int, words: str) -> str:
    off = "" if 1 <= page <= view.pages else " disabled"
    return (
        f'<button type="button" class="small" data-do="source" data-turn="{view.turn}" '
        f'data-key="{view.citation.key}" data-page="{page}"{off}>{escape(words)}</button>'
    )


def page_name(view: View) -> str:
    """ "Page 52 (PDF page 55 of 172)", or "PDF page 55 of 172" where no number is known."""
    printed = view.citation.printed_page
    counted = f"PDF page {view.page} of {view.pages}"
    if printed and view.page == view.citation.page:
        return f"Page {printed} ({counted})"
    return counted


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
