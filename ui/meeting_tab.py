"""The Meetings page: a meeting's brief, item by item, with the source of each line beside it."""

from html import escape
from typing import Any

import gradio as gr

from corpus.papers import Paper
from ui import wording
from ui.brief import brief
from ui.card import lines_of
from ui.desk import Sitting, citation_of
from ui.identity import view_for
from ui.narrowing import meetings_of
from ui.noting import note, note_source
from ui.parts import QUIET, html, number
from ui.render import Exchange, address
from ui.source import look
from ui.source_panel import panel
from ui.still_seen import as_seen

EMPTY_PANEL = f'<section class="panel"><p class="hint">{wording.NO_SOURCE_YET}</p></section>'


def meeting_tab(tab: gr.Tab, library: Any) -> None:
    """Layout and events of the page; it reads the library anew each time it is opened."""
    sitting = gr.State(Sitting())
    with gr.Row(elem_classes="reading"):
        with gr.Column(scale=6, min_width=280, elem_classes="talk"):
            meeting = gr.Radio([], label=wording.CHOOSE_MEETING, elem_id="meeting")
            page = html(elem_classes="conversation-like", elem_id="brief")
        with gr.Column(scale=5, min_width=280, elem_classes="beside"):
            source = html(EMPTY_PANEL, shown="sourceShown", elem_id="brief-source")

    def arrive(chosen: str | None, request: gr.Request) -> Any:
        offered = meetings_of(view_for(request, library).papers())
        known = [value for _, value in offered]
        value = chosen if chosen in known else (known[0] if known else None)
        return gr.update(choices=offered, value=value), *show(value, request)

    def show(chosen: str | None, request: gr.Request) -> tuple[Sitting, str, str]:
        exchanges = brief_of(chosen or "", view_for(request, library))
        papers = sorted({c.paper.id for item in exchanges for c in item.answer.citations})
        note(request, "brief", papers=papers)
        return Sitting(exchanges=exchanges), brief_page(exchanges, chosen or ""), EMPTY_PANEL

    def open_source(held: Sitting, request: gr.Request, event: gr.EventData) -> Any:
        turn = number(event, "turn")
        seen = view_for(request, library)
        citation = citation_of(as_seen(held, seen), turn, number(event, "key"))
        if citation is None:
            note(request, "refused", what="source")
            return gr.skip()
        note_source(request, citation)
        view = look(citation, turn, seen, max(0, number(event, "page")))
        return panel(view, "brief-source", wording.BACK_TO_BRIEF)

    tab.select(arrive, meeting, [meeting, sitting, page, source], **QUIET)
    meeting.input(show, meeting, [sitting, page, source], **QUIET)
    for area in (page, source):
        area.source(open_source, sitting, source, **QUIET)


def brief_of(meeting: str, library: Any) -> tuple[Exchange, ...]:
    """The brief of the papers of one choice of meetings_of; none for a choice that is not there."""
    papers: list[Paper] = library.papers()
    return brief([paper for paper in papers if paper.meeting_date == meeting], library)


def brief_page(exchanges: tuple[Exchange, ...], meeting: str) -> str:
    """The brief's HTML, with a way to save it."""
    if not exchanges:
        return f'<p class="empty">{escape(wording.NO_MEETING)}</p>'
    items = "".join(
        f'<section class="turn" aria-labelledby="item-{number}">'
        f'<h2 class="question" id="item-{number}">{escape(item.question)}</h2>'
        f'<div class="answer brief">{lines_of(item, number)}</div>'
        "</section>"
        for number, item in enumerate(exchanges)
    )
    where = address("/brief.docx", meeting=meeting)
    save = f'<a class="button" href="{escape(where)}" download>{escape(wording.EXPORT)}</a>'
    return f'<p class="hint">{escape(wording.BRIEF_NOTE)}</p><p class="ways">{save}</p>{items}'
