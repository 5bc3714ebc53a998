"""The panel beside an answer that shows a source: its words, its page's picture, the ways on."""

import re
from html import escape

from assistant.answers import Citation
from corpus.papers import Cell
from ui import wording
from ui.pages import close_up
from ui.render import access_label, named
from ui.source import MARKED_WHOLE, View, picture_address, quote_span


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
