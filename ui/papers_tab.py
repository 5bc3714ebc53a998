"""The Papers page: what the library holds, a paper's card, adding by drag and drop, removing."""

from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import BoardPapersError
from corpus.papers import AddReport
from ui import sign_in_words, wording
from ui.adding import Adding
from ui.card import card_page, paper_card
from ui.desk import Sitting, citation_of
from ui.identity import view_for, visitor_of
from ui.listing import holdings
from ui.noting import note, note_source
from ui.parts import QUIET, UNSEEN, html, number, pressed, seen, sentence
from ui.progress import shown
from ui.removing import Removing
from ui.source import look
from ui.source_panel import panel
from ui.still_seen import as_seen

LOOK = 0.5
"""Seconds between two looks at a job of adding."""

MAY_ADD = '<span class="may-add" hidden></span>'
"""Lets the style show what is for officers: the framework loses a change of what is visible in a
page that is just being opened, 3 times in 24."""

KINDS = [".pdf", ".docx", ".txt", ".md"]
"""What is taken from the browser: text of any other name would be read as text."""

NO_CARD = f'<section class="card"><p class="hint">{escape(wording.NO_CARD_YET)}</p></section>'


def papers_tab(pages: gr.Blocks, library: Any, add_paths: Any, data: Path) -> None:
    """Layout and events of the page; the job of adding is the server's, not the reader's."""
    adding = Adding(add_paths, data / "incoming")
    adding.resume()
    removing = Removing(library, adding, data / "removed")
    sitting = gr.State(Sitting())
    with gr.Row(elem_classes="reading"):
        with gr.Column(scale=6, min_width=280, elem_classes=["talk", "papers"]):
            html(f'<p class="hint">{escape(wording.ADD_HINT)}</p>', elem_classes="for-officers")
            files = gr.File(
                label=wording.ADD_LABEL,
                file_count="multiple",
                file_types=KINDS,
                height=150,
                elem_id="add",
                elem_classes="for-officers",
            )
            with gr.Row(elem_classes="adding-row"):
                progress = html(elem_id="progress", shown="removedShown")
                cancel = gr.Button(
                    wording.CANCEL, visible=UNSEEN, elem_id="cancel", min_width=120, scale=0
                )
            held = html(elem_id="holdings")
        with gr.Column(scale=5, min_width=280, elem_classes="beside"):
            card = html(NO_CARD, shown="sourceShown", elem_id="card")
            source = html(shown="sourceShown", elem_id="card-source")

    # Adding and removing

    def add(uploaded: list[str] | None, request: gr.Request) -> Iterator[dict[Any, Any]]:
        if not uploaded:
            return
        try:
            officers_only(request)
            adding.start([Path(name) for name in uploaded], partial(note_added, request))
        except BoardPapersError as error:
            note(request, "refused", what="added")
            yield {progress: sentence(str(error)), files: None}
            return
        yield {files: None}
        yield from watch(request)

    def arrive(request: gr.Request) -> Iterator[dict[Any, Any]]:
        """What the reader may do here; an officer also sees how the adding goes."""
        yield {held: listed(request)}
        if visitor_of(request).reader.changes_papers:
            yield from watch(request)

    def listed(request: gr.Request) -> str:
        view = view_for(request, library)
        documents = view.documents()
        whole = {item.id for item in documents if view.whole(item.id)}
        listing = holdings(documents, changes=view.reader.changes_papers, opens=whole)
        return (MAY_ADD if view.reader.changes_papers else "") + listing

    def watch(request: gr.Request) -> Iterator[dict[Any, Any]]:
        while (state := adding.state()).running:
            yield {progress: shown(state), cancel: seen(not state.stopping)}
            adding.wait(LOOK)
        yield {
            progress: shown(adding.state()),
            cancel: seen(False),
            held: listed(request),
        }

    def stop(request: gr.Request) -> None:
        if visitor_of(request).reader.changes_papers:
            adding.cancel()

    def remove(request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        try:
            officers_only(request)
            gone = removing.papers_of(pressed(event, "id"))
            words = removing.remove(pressed(event, "id"))
            note(request, "removed", document=pressed(event, "id")[:64], papers=gone)
        except BoardPapersError as error:
            note(request, "refused", what="removed")
            words = sentence(str(error))
        return {
            progress: words,
            held: listed(request),
            sitting: Sitting(),
            card: NO_CARD,
            source: "",
        }

    def undo(request: gr.Request, event: gr.EventData) -> Iterator[dict[Any, Any]]:
        try:
            officers_only(request)
            removing.put_back(pressed(event, "id"), partial(note_added, request))
            note(request, "put back", document=pressed(event, "id")[:64])
        except BoardPapersError as error:
            note(request, "refused", what="put back")
            yield {progress: sentence(str(error))}
            return
        yield from watch(request)

    # A paper's card

    def open_card(request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        wanted = pressed(event, "id")
        seen = view_for(request, library)
        paper = seen.paper(wanted)
        if paper is None:
            note(request, "refused", what="card")
            return {card: f'<section class="card">{sentence(wording.GONE_SINCE)}</section>'}
        note(request, "card", papers=[paper.id])
        made = paper_card(paper, seen)
        return {sitting: Sitting(exchanges=(made,)), card: card_page(made, paper), source: ""}

    def open_source(now: Sitting, request: gr.Request, event: gr.EventData) -> Any:
        turn = number(event, "turn")
        seen = view_for(request, library)
        citation = citation_of(as_seen(now, seen), turn, number(event, "key"))
        if citation is None:
            note(request, "refused", what="source")
            return gr.skip()
        note_source(request, citation)
        view = look(citation, turn, seen, max(0, number(event, "page")))
        return panel(view, "card-source", wording.BACK_TO_CARD)

    everything = [files, progress, cancel, held]
    beside = [sitting, card, source]
    files.upload(add, files, everything, concurrency_limit=8, **QUIET)
    cancel.click(stop, None, None, queue=False, **QUIET)
    held.remove(remove, None, [*everything, *beside], **QUIET)
    progress.undo(undo, None, everything, concurrency_limit=8, **QUIET)
    held.card(open_card, None, beside, **QUIET)
    for area in (card, source):
        area.source(open_source, sitting, source, **QUIET)
    pages.load(arrive, None, everything, concurrency_limit=8, **QUIET)


def note_added(request: gr.Request, report: AddReport) -> None:
    """Note what a job of adding came to."""
    note(
        request,
        "added",
        papers=[paper.id for paper in report.added],
        refused=len(report.refused),
        unchanged=len(report.unchanged),
    )


def officers_only(request: gr.Request) -> None:
    """Raises BoardPapersError for a reader who may not change what the library holds."""
    if not visitor_of(request).reader.changes_papers:
        raise BoardPapersError(sign_in_words.NOT_FOR_YOU)
