"""The Evals page: choose a set of questions, run it, watch or stop it, and open its report."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import BoardPapersError
from ui import evals_words, wording
from ui.evals_page import cannot_run, kept_runs, own_sets, running
from ui.evaluating import Evaluating
from ui.judged_sheet import judged
from ui.parts import QUIET, UNSEEN, html, seen, sentence

LOOK = 1.0
"""Seconds between two looks at a run."""

Shown = dict[Any, Any]
"""New values by component."""


def evals_tab(
    tab: gr.Tab, evaluating: Evaluating, judgements: Path, may: Callable[[Any], bool]
) -> None:
    """Layout and events of the page; `may` says whether a request comes from one who may measure.

    Each event asks it anew: a page that is hidden can still be sent to.
    """
    with gr.Column(elem_classes="evals"):
        html(f'<p class="hint">{escape(evals_words.EVALS_HINT)}</p>')
        chosen = gr.Radio([], label=evals_words.CHOOSE_SET, elem_id="set")
        cannot = html()
        with gr.Row(elem_classes="asking-buttons plain"):
            run = gr.Button(evals_words.RUN, variant="primary", elem_id="run", min_width=80)
            stop = gr.Button(wording.STOP, elem_id="stop-run", visible=UNSEEN, min_width=80)
        now = html(elem_id="running")
        runs = html(elem_id="runs")
        own = html(elem_id="own-sets")
        sheet = gr.File(
            label=evals_words.ADD_SHEET, file_types=[".csv"], height=120, elem_id="add-sheet"
        )
        said = html(elem_id="sheet-said")

    def arrive(value: str | None, request: gr.Request) -> Iterator[Shown]:
        if not may(request):
            return
        yield kept()
        yield sets(value)
        if evaluating.state() is not None:
            yield from watch()

    def sets(value: str | None) -> Shown:
        try:
            there = evaluating.sets()
        except BoardPapersError as error:
            return {cannot: sentence(str(error))}
        ready = [one for one in there if one.ready]
        names = [one.name for one in ready]
        offered = [
            (f"{one.name}: {wording.plural(one.cases, evals_words.QUESTIONS)}", one.name)
            for one in ready
        ]
        picked = value if value in names else (names[0] if names else None)
        return {
            chosen: gr.update(choices=offered, value=picked),
            cannot: cannot_run(there),
        }

    def kept() -> Shown:
        return {runs: kept_runs(evaluating.runs()), own: own_sets(len(judged(judgements)))}

    def begin(value: str | None, request: gr.Request) -> Iterator[Shown]:
        if not may(request):
            return
        try:
            evaluating.start(value or "")
        except BoardPapersError as error:
            yield {now: sentence(str(error))}
            return
        yield from watch()

    def watch() -> Iterator[Shown]:
        while (state := evaluating.state()) is not None:
            yield {
                now: running(state),
                run: seen(False),
                stop: seen(not state.stopping),
            }
            evaluating.wait(LOOK)
        yield {now: "", run: seen(True), stop: seen(False), **kept()}

    def end(request: gr.Request) -> None:
        if may(request):
            evaluating.stop()

    def add_sheet(file: str | None, value: str | None, request: gr.Request) -> Iterator[Shown]:
        if not file or not may(request):
            return
        try:
            evaluating.add_sheet(Path(file), Path(file).name)
        except BoardPapersError as error:
            yield {said: sentence(str(error)), sheet: None}
            return
        told = f'<p class="told" role="status">{escape(evals_words.SHEET_ADDED)}</p>'
        yield {said: told, sheet: None, **sets(value)}

    everything = [chosen, cannot, run, stop, now, runs, own, sheet, said]
    tab.select(arrive, chosen, everything, concurrency_limit=8, **QUIET)
    run.click(begin, chosen, everything, concurrency_limit=8, **QUIET)
    stop.click(end, None, None, queue=False, **QUIET)
    sheet.upload(add_sheet, [sheet, chosen], everything, **QUIET)
