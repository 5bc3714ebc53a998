"""The Papers page: what the library holds, adding by drag and drop, removing with a way back."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import BoardPapersError
from ui import wording
from ui.adding import Adding
from ui.listing import holdings
from ui.parts import QUIET, html, pressed, sentence
from ui.progress import shown
from ui.removing import Removing

LOOK = 0.5
"""Seconds between two looks at a job of adding."""

KINDS = [".pdf", ".docx", ".txt", ".md"]


def papers_tab(pages: gr.Blocks, library: Any, add_paths: Any, data: Path) -> None:
    """Layout and events of the page; the job of adding is the server's, not the reader's."""
    adding = Adding(add_paths, data / "incoming")
    adding.resume()
    removing = Removing(library, adding, data / "removed")
    with gr.Column(elem_classes="papers"):
        html(f'<p class="hint">{escape(wording.ADD_HINT)}</p>')
        files = gr.File(
            label=wording.ADD_LABEL,
            file_count="multiple",
            file_types=KINDS,
            height=150,
            elem_id="add",
        )
        with gr.Row(elem_classes="adding-row"):
            progress = html(elem_id="progress")
            cancel = gr.Button(
                wording.CANCEL, visible=False, elem_id="cancel", min_width=120, scale=0
            )
        held = html(elem_id="holdings")

    def add(uploaded: list[str] | None) -> Iterator[dict[Any, Any]]:
        if not uploaded:
            return
        try:
            adding.start([Path(name) for name in uploaded])
        except BoardPapersError as error:
            yield {progress: sentence(str(error)), files: None}
            return
        yield {files: None}
        yield from watch()

    def watch() -> Iterator[dict[Any, Any]]:
        while (state := adding.state()).running:
            yield {progress: shown(state), cancel: gr.update(visible=not state.stopping)}
            adding.wait(LOOK)
        yield {
            progress: shown(adding.state()),
            cancel: gr.update(visible=False),
            held: holdings(library.documents()),
        }

    def stop() -> None:
        adding.cancel()

    def remove(event: gr.EventData) -> dict[Any, Any]:
        try:
            words = removing.remove(pressed(event, "id"))
        except BoardPapersError as error:
            words = sentence(str(error))
        return {progress: words, held: holdings(library.documents())}

    def undo(event: gr.EventData) -> Iterator[dict[Any, Any]]:
        try:
            removing.put_back(pressed(event, "id"))
        except BoardPapersError as error:
            yield {progress: sentence(str(error))}
            return
        yield from watch()

    everything = [files, progress, cancel, held]
    files.upload(add, files, everything, concurrency_limit=8, **QUIET)
    cancel.click(stop, None, None, queue=False, **QUIET)
    held.remove(remove, None, everything, **QUIET)
    progress.undo(undo, None, everything, concurrency_limit=8, **QUIET)
    pages.load(watch, None, everything, concurrency_limit=8, **QUIET)
