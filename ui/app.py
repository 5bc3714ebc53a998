"""Layout and events of the web pages, and nothing else; Gradio's home."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from ui import desk, wording
from ui.conversations import Conversations
from ui.desk import Sitting
from ui.narrowing import Choices, address_of, choices, from_address, in_words, narrowed
from ui.papers_tab import papers_tab
from ui.render import arriving, conversation, welcome
from ui.source import look, panel
from ui.theme import theme

AT_ONCE = 16
"""Answers being made at one time; more wait their turn. From a load test on two cores."""

WAITING = 64
"""Questions that may wait; the next is told to come back."""

PRESSED = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button || button.disabled) return;
  const names = {'source': 1, 'ask': 1, 'open': 1, 'forget': 1, 'judge': 1, 'remove': 1, 'undo': 1};
  if (names[button.dataset.do]) trigger(button.dataset.do, {...button.dataset});
});
"""
"""Our buttons inside rendered HTML tell their event by name, with their data."""

EMPTY_PANEL = f'<section class="panel"><p class="hint">{wording.NO_SOURCE_YET}</p></section>'


def mount(server: Any, library: Any, ask_in_steps: Any, add_paths: Any, data: Path) -> Any:
    """The pages at "/" of a FastAPI server."""
    kept = Conversations(data / "conversations.db")
    pages = layout(library, ask_in_steps, add_paths, kept, data)
    pages.queue(max_size=WAITING, api_open=False)
    return gr.mount_gradio_app(
        server,
        pages,
        path="",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size="300mb",
        blocked_paths=[str(data)],
        theme=theme(),
        head=HEAD,
    )


HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="stylesheet" href="/own/style.css"><script src="/own/script.js"></script>'
)


def layout(
    library: Any, ask_in_steps: Any, add_paths: Any, kept: Conversations, data: Path
) -> gr.Blocks:
    """All pages; `ask_in_steps` and `add_paths` have the library already given."""
    with gr.Blocks(
        title=wording.TITLE,
        fill_width=True,
        analytics_enabled=False,
        delete_cache=(3600, 3600),
    ) as pages:
        _html(f'<header class="masthead"><h1>{wording.TITLE}</h1><p>{wording.TAGLINE}</p></header>')
        with gr.Tabs(overflow_behavior="wrap", elem_id="pages"):
            with gr.Tab(wording.ASK, id="ask"):
                ask_tab(pages, library, ask_in_steps, kept)
            with gr.Tab(wording.PAPERS, id="papers"):
                papers_tab(pages, library, add_paths, data)
    return pages


def ask_tab(pages: gr.Blocks, library: Any, ask_in_steps: Any, kept: Conversations) -> None:
    """The conversation, the question box, and the source beside them."""
    sitting = gr.State(Sitting())
    with gr.Row(elem_classes="reading"):
        with gr.Column(scale=6, min_width=280, elem_classes="talk"):
            past = _html(
                js_on_load=PRESSED
                + "watch('value', () => boardPapers.conversationShown(element));",
                elem_classes="past",
            )
            now = _html(js_on_load=PRESSED, elem_classes="now")
            with gr.Group(elem_classes="asking"):
                box = gr.Textbox(
                    label=wording.QUESTION_LABEL,
                    placeholder=wording.QUESTION_HINT,
                    lines=1,
                    max_lines=6,
                    elem_id="question",
                    autofocus=True,
                )
                with gr.Row(elem_classes="asking-buttons"):
                    ask = gr.Button(wording.ASK, variant="primary", elem_id="ask", min_width=80)
                    stop = gr.Button(wording.STOP, elem_id="stop", visible=False, min_width=80)
                    new = gr.Button(wording.NEW_CONVERSATION, elem_id="new", min_width=80)
            said = _html(elem_classes="said")
            with gr.Accordion(wording.NARROW, open=False, elem_id="narrow"):
                meetings = gr.CheckboxGroup([], label=wording.MEETINGS, elem_id="meetings")
                periods = gr.CheckboxGroup([], label=wording.PERIODS, elem_id="periods")
                papers = gr.CheckboxGroup([], label=wording.PAPERS, elem_id="papers-choice")
            with gr.Accordion(wording.CONVERSATIONS, open=False, elem_id="conversations"):
                earlier = _html(js_on_load=PRESSED)
        with gr.Column(scale=5, min_width=280, elem_classes="beside"):
            source = _html(
                EMPTY_PANEL,
                elem_id="source",
                js_on_load=PRESSED + "watch('value', () => boardPapers.sourceShown(element));",
            )

    shown = [past, now, said, sitting, box, ask, stop, source, earlier]

    def answer(question: str, held: Sitting, request: gr.Request) -> Iterator[dict[Any, Any]]:
        wrong = desk.refuse(question)
        if wrong:
            yield {said: _sentence(wrong)}
            return
        yield {
            now: arriving(question, "searching", asked_of=held.narrowed),
            said: "",
            box: "",
            ask: gr.update(visible=False),
            stop: gr.update(visible=True),
            past: conversation(held.exchanges, _address(held)) or "",
        }
        for update in desk.ask(question, held, ask_in_steps):
            if update.sitting is None:
                yield {now: arriving(question, update.state, update.text, held.narrowed)}
                continue
            yield _finished(update.sitting, _reader(request))

    def _finished(done: Sitting, reader: str) -> dict[Any, Any]:
        id = kept.keep(reader, done.conversation, done.exchanges) if reader else ""
        done = replace(done, conversation=id)
        last = len(done.exchanges) - 1
        first = desk.citation_of(done, last, 1)
        return {
            past: conversation(done.exchanges, _address(done)),
            now: "",
            sitting: done,
            source: panel(look(first, last, library)) if first else EMPTY_PANEL,
            ask: gr.update(visible=True),
            stop: gr.update(visible=False),
            earlier: _list(reader),
        }

    def pressed_ask(held: Sitting, request: gr.Request, event: gr.EventData) -> Iterator[Any]:
        yield from answer(str(event._data.get("question", "")), held, request)

    def pressed_source(held: Sitting, event: gr.EventData) -> Any:
        data = event._data
        citation = desk.citation_of(held, data.get("turn"), data.get("key"))
        if citation is None:
            return gr.skip()
        page = str(data.get("page", ""))
        return panel(
            look(citation, int(data["turn"]), library, int(page) if page.isdecimal() else 0)
        )

    def stopped(question_now: str, held: Sitting) -> dict[Any, Any]:
        return {
            now: "",
            said: _sentence(wording.STOPPED),
            ask: gr.update(visible=True),
            stop: gr.update(visible=False),
        }

    def _list(reader: str) -> str:
        from ui.listing import conversations

        return conversations(kept.listed(reader) if reader else [])

    def arrive(request: gr.Request) -> dict[Any, Any]:
        held = choices(library)
        query = dict(request.query_params)
        scope = from_address(query, held)
        id = query.get("c", "")
        exchanges = kept.read(_reader(request), id) if id else ()
        start = Sitting(id if exchanges else "", exchanges, scope, in_words(scope, held))
        return _shown(start, held, request)

    def _shown(start: Sitting, held: Choices, request: gr.Request) -> dict[Any, Any]:
        scope = start.scope
        return {
            past: conversation(start.exchanges, _address(start)) or _welcome(held),
            now: "",
            said: "",
            sitting: start,
            source: EMPTY_PANEL,
            earlier: _list(_reader(request)),
            meetings: gr.update(choices=list(held.meetings), value=sorted(scope.meetings)),
            periods: gr.update(choices=list(held.periods), value=sorted(scope.periods)),
            papers: gr.update(choices=list(held.papers), value=sorted(scope.papers)),
        }

    def _welcome(held: Choices) -> str:
        return welcome(len(held.papers), len(held.meetings), held.questions)

    def narrow(
        chosen_meetings: list[str], chosen_periods: list[str], chosen_papers: list[str], s: Sitting
    ) -> Sitting:
        scope = narrowed(chosen_meetings, chosen_periods, chosen_papers)
        return replace(s, scope=scope, narrowed=in_words(scope, choices(library)))

    def start_anew(held: Sitting, request: gr.Request) -> dict[Any, Any]:
        return _shown(Sitting(scope=held.scope, narrowed=held.narrowed), choices(library), request)

    def open_kept(held: Sitting, request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        id = str(event._data.get("id", ""))
        exchanges = kept.read(_reader(request), id)
        return _shown(
            replace(held, conversation=id if exchanges else "", exchanges=exchanges),
            choices(library),
            request,
        )

    def forget(held: Sitting, request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        id = str(event._data.get("id", ""))
        kept.delete(_reader(request), id)
        if held.conversation == id:
            return _shown(
                Sitting(scope=held.scope, narrowed=held.narrowed), choices(library), request
            )
        return {earlier: _list(_reader(request))}

    everything = [*shown, meetings, periods, papers]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    running = [
        trigger(answer, [box, sitting], shown, concurrency_limit=AT_ONCE, **quiet)
        for trigger in (ask.click, box.submit)
    ]
    running += [
        area.ask(pressed_ask, [sitting], shown, concurrency_limit=AT_ONCE, **quiet)
        for area in (past, now)
    ]
    stop.click(stopped, [box, sitting], shown, cancels=running, queue=False, **quiet)
    for area in (past, now, source):
        area.source(pressed_source, [sitting], source, concurrency_limit=AT_ONCE, **quiet)
    for choice in (meetings, periods, papers):
        choice.input(narrow, [meetings, periods, papers, sitting], sitting, **quiet)
    new.click(start_anew, [sitting], everything, **quiet)
    earlier.open(open_kept, [sitting], everything, **quiet)
    earlier.forget(forget, [sitting], everything, **quiet)
    pages.load(arrive, None, everything, **quiet)


def _html(value: str = "", **given: Any) -> gr.HTML:
    """Our own HTML, without the framework's styles for it."""
    return gr.HTML(value, apply_default_css=False, **given)


def _address(held: Sitting) -> str:
    return address_of(held.conversation, held.scope)


def _reader(request: gr.Request) -> str:
    return str(request.cookies.get("board_papers_reader", "")) if request else ""


def _sentence(words: str) -> str:
    from html import escape

    return f'<p class="sentence" role="alert">{escape(words)}</p>'
