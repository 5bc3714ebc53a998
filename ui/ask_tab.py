"""The Ask page: the conversation, the question box, and the source beside them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import gradio as gr

from ui import desk, wording
from ui.conversations import Conversations
from ui.desk import Sitting
from ui.drafts import draft_title, drafting
from ui.following import with_follow_ups
from ui.identity import view_for, visitor_of
from ui.judging import Judgements
from ui.limits import person_of, turns_for
from ui.listing import conversations
from ui.narrowing import Choices, address_of, choices, from_address, in_words, narrowed
from ui.noting import note, note_answer, note_source
from ui.parts import QUIET, html, number, pressed, sentence
from ui.render import Exchange, arriving, can_be_drafted, conversation, welcome
from ui.source import look
from ui.source_panel import panel
from ui.still_seen import as_seen, still_seen

AT_ONCE = 16
"""Answers being made at one time; more wait their turn. From a load test on two cores."""

EMPTY_PANEL = f'<section class="panel"><p class="hint">{wording.NO_SOURCE_YET}</p></section>'

Shown = dict[Any, Any]
"""New values by component."""


def ask_tab(
    pages: gr.Blocks,
    tab: gr.Tab,
    library: Any,
    ask_in_steps: Any,
    kept: Conversations,
    judged: Judgements,
) -> None:
    """Layout and events of the page."""
    turns = turns_for(ask_in_steps)
    model = getattr(ask_in_steps, "keywords", {}).get("model")
    sitting = gr.State(Sitting())
    asked = gr.State("")
    wrong_turn = gr.State(-1)
    with gr.Row(elem_classes="reading"):
        with gr.Column(scale=6, min_width=280, elem_classes="talk"):
            past = html(shown="conversationShown", elem_classes="past")
            now = html(elem_classes="now")
            with gr.Group(visible=False, elem_classes="asking") as correcting:
                correction = gr.Textbox(
                    label=wording.CORRECTION, lines=2, max_lines=8, elem_id="correction"
                )
                with gr.Row(elem_classes="asking-buttons"):
                    send = gr.Button(wording.SEND, elem_id="send", min_width=80)
                    leave = gr.Button(wording.LEAVE, elem_id="leave", min_width=80)
            with gr.Group(elem_classes="asking"):
                box = gr.Textbox(
                    label=wording.QUESTION_LABEL,
                    placeholder=wording.QUESTION_HINT,
                    lines=1,
                    max_lines=6,
                    elem_id="question",
                )
                with gr.Row(elem_classes="asking-buttons"):
                    ask = gr.Button(wording.ASK, variant="primary", elem_id="ask", min_width=80)
                    stop = gr.Button(wording.STOP, elem_id="stop", visible=False, min_width=80)
                    new = gr.Button(wording.NEW_CONVERSATION, elem_id="new", min_width=80)
            said = html(elem_classes="said")
            with gr.Accordion(wording.NARROW, open=False, elem_id="narrow"):
                meetings = gr.CheckboxGroup([], label=wording.MEETINGS, elem_id="meetings")
                periods = gr.CheckboxGroup([], label=wording.PERIODS, elem_id="periods")
                papers = gr.CheckboxGroup([], label=wording.PAPERS, elem_id="papers-choice")
            with gr.Accordion(wording.CONVERSATIONS, open=False, elem_id="conversations"):
                earlier = html()
        with gr.Column(scale=5, min_width=280, elem_classes="beside"):
            source = html(EMPTY_PANEL, shown="sourceShown", elem_id="source")

    # Asking

    def answer(question: str, held: Sitting, request: gr.Request) -> Iterator[Shown]:
        wrong = desk.refuse(question, len(held.exchanges))
        if wrong:
            note(request, "refused", what="question", letters=len(question))
            yield {said: sentence(wrong)}
            return
        note(request, "asked", words=question)
        view = view_for(request, library)
        held = as_seen(held, view)
        yield {
            now: arriving(question, "searching", asked_of=held.narrowed),
            said: "",
            box: "",
            asked: question,
            ask: gr.update(visible=False),
            stop: gr.update(visible=True),
            past: _talk(held),
        }
        yield from arrived(question, held, request, partial(ask_in_steps, library=view))

    def arrived(question: str, held: Sitting, request: gr.Request, steps: Any) -> Iterator[Shown]:
        """The answer as it is written, in this reader's turn, and then the finished one."""
        steps = turns.in_turn(person_of(request), steps)
        for update in desk.ask(question, held, steps):
            if update.sitting is None:
                yield {now: arriving(question, update.state, update.text, held.narrowed)}
            else:
                yield finished(update.sitting, request)

    def finished(done: Sitting, request: gr.Request) -> Shown:
        view, reader = view_for(request, library), visitor_of(request).owner
        asked_now = done.exchanges[-1]
        note_answer(request, asked_now.question, asked_now.answer, view)
        newest = with_follow_ups(asked_now, view)
        done = as_seen(replace(done, exchanges=(*done.exchanges[:-1], newest)), view)
        if reader:
            done = replace(done, conversation=kept.keep(reader, done.conversation, done.exchanges))
        last = len(done.exchanges) - 1
        first = desk.first_citation(done)
        return {
            past: _talk(done),
            now: "",
            sitting: done,
            source: panel(look(first, last, view)) if first else EMPTY_PANEL,
            ask: gr.update(visible=True),
            stop: gr.update(visible=False),
            earlier: listed(reader),
        }

    def ask_again(held: Sitting, request: gr.Request, event: gr.EventData) -> Iterator[Shown]:
        yield from answer(pressed(event, "question"), held, request)

    def draft(held: Sitting, request: gr.Request, event: gr.EventData) -> Iterator[Shown]:
        turn = number(event, "turn")
        view = view_for(request, library)
        held = as_seen(held, view)
        if not 0 <= turn < len(held.exchanges) or not can_be_drafted(held.exchanges[turn]):
            return
        exchange = held.exchanges[turn]
        title = draft_title(exchange.question)
        wrong = desk.refuse(title, len(held.exchanges))
        if wrong:
            yield {said: sentence(wrong)}
            return
        note(request, "asked", words=title)
        alone = turn == 0 and exchange.asked_of == held.narrowed
        yield {
            now: arriving(title, "drafting", asked_of=held.narrowed),
            said: "",
            asked: "",
            ask: gr.update(visible=False),
            stop: gr.update(visible=True),
        }
        steps = drafting(exchange, alone=alone, library=view, model=model)
        yield from arrived(title, held, request, steps)

    def stopped(question: str) -> Shown:
        return {
            now: "",
            box: question,
            said: sentence(wording.STOPPED),
            ask: gr.update(visible=True),
            stop: gr.update(visible=False),
        }

    def open_source(held: Sitting, request: gr.Request, event: gr.EventData) -> Any:
        turn = number(event, "turn")
        view = view_for(request, library)
        citation = desk.citation_of(as_seen(held, view), turn, number(event, "key"))
        if citation is None:
            note(request, "refused", what="source")
            return gr.skip()
        note_source(request, citation)
        return panel(look(citation, turn, view, max(0, number(event, "page"))))

    # Judging

    def judge(held: Sitting, event: gr.EventData) -> Shown:
        turn = number(event, "turn")
        if pressed(event, "verdict") == "wrong":
            return {correcting: gr.update(visible=True), wrong_turn: turn, said: ""}
        judged.keep(held.exchanges, turn, "right")
        return {said: _told(wording.THANKS)}

    def correct(words: str, turn: int, held: Sitting) -> Shown:
        judged.keep(held.exchanges, turn, "wrong", words or "")
        return {correcting: gr.update(visible=False), correction: "", said: _told(wording.THANKS)}

    def not_correct() -> Shown:
        return {correcting: gr.update(visible=False), correction: ""}

    # Conversations and narrowing

    def listed(reader: str) -> str:
        return conversations(kept.listed(reader) if reader else [])

    def arrive(request: gr.Request) -> Shown:
        held = choices(view_for(request, library))
        query = dict(request.query_params)
        scope = from_address(query, held)
        id = query.get("c", "")
        exchanges = opened(id, held, request)
        start = Sitting(id if exchanges else "", exchanges, scope, in_words(scope, held))
        return begin(start, held, request)

    def opened(id: str, held: Choices, request: gr.Request) -> tuple[Exchange, ...]:
        """A kept conversation of this reader's, as they may see it now."""
        view, owner = view_for(request, library), visitor_of(request).owner
        offered = {
            shown for listed in (held.meetings, held.periods, held.papers) for shown, _ in listed
        }
        found = still_seen(kept.read(owner, id), view, offered) if id and owner else ()
        if id:
            note(request, "conversation" if found else "refused", what="conversation")
        return found

    def begin(start: Sitting, held: Choices, request: gr.Request) -> Shown:
        return {
            past: _talk(start) or _greeting(held),
            now: "",
            said: "",
            sitting: replace(start, arrived=True),
            source: EMPTY_PANEL,
            earlier: listed(visitor_of(request).owner),
            correcting: gr.update(visible=False),
            **offered(start, held),
        }

    def offered(now_held: Sitting, held: Choices) -> Shown:
        scope = now_held.scope
        return {
            meetings: gr.update(choices=list(held.meetings), value=sorted(scope.meetings)),
            periods: gr.update(choices=list(held.periods), value=sorted(scope.periods)),
            papers: gr.update(choices=list(held.papers), value=sorted(scope.papers)),
        }

    def come_back(held: Sitting, request: gr.Request) -> Shown:
        """Papers may have been added, removed or labelled meanwhile.

        The framework also selects the page as it opens it, at the same time as `arrive` fills
        it: a greeting that came second would cover the conversation.
        """
        if not held.arrived:
            return {sitting: gr.skip()}
        view = view_for(request, library)
        there = choices(view)
        seen = as_seen(held, view)
        greeting: Shown = {} if held.exchanges else {past: _greeting(there)}
        if seen != held:
            greeting = {past: _talk(seen), sitting: seen, source: EMPTY_PANEL}
        return offered(held, there) | greeting

    def narrow(
        m: list[str], p: list[str], of: list[str], held: Sitting, request: gr.Request
    ) -> Shown:
        view = view_for(request, library)
        scope = narrowed(m, p, of)
        words = in_words(scope, choices(view))
        narrower = replace(as_seen(held, view), scope=scope, narrowed=words)
        told = wording.NOW_NARROWED.format(words=words) if words else wording.NOT_NARROWED
        talk = {past: _talk(narrower)} if narrower.exchanges else {}
        return {sitting: narrower, said: _told(told)} | talk

    def start_anew(held: Sitting, request: gr.Request) -> Shown:
        there = choices(view_for(request, library))
        return begin(Sitting(scope=held.scope, narrowed=held.narrowed), there, request)

    def open_kept(held: Sitting, request: gr.Request, event: gr.EventData) -> Shown:
        id = pressed(event, "id")
        there = choices(view_for(request, library))
        exchanges = opened(id, there, request)
        back = replace(held, conversation=id if exchanges else "", exchanges=exchanges)
        return begin(back, there, request)

    def forget(held: Sitting, request: gr.Request, event: gr.EventData) -> Shown:
        kept.delete(visitor_of(request).owner, pressed(event, "id"))
        if held.conversation == pressed(event, "id"):
            return start_anew(held, request)
        return {earlier: listed(visitor_of(request).owner)}

    def rename(request: gr.Request, event: gr.EventData) -> Shown:
        owner = visitor_of(request).owner
        kept.rename(owner, pressed(event, "id"), pressed(event, "title"))
        return {earlier: listed(owner)}

    shown = [past, now, said, sitting, asked, box, ask, stop, source, earlier]
    judging = [correcting, correction, wrong_turn, said]
    everything = [*shown, correcting, meetings, periods, papers]
    asking: dict[str, Any] = {"concurrency_limit": AT_ONCE, **QUIET}
    running = [
        trigger(answer, [box, sitting], shown, **asking) for trigger in (ask.click, box.submit)
    ]
    for area in (past, now):
        running.append(area.ask(ask_again, sitting, shown, **asking))
        running.append(area.draft(draft, sitting, shown, **asking))
        area.judge(judge, sitting, judging, **QUIET)
    stop.click(stopped, asked, shown, cancels=running, queue=False, **QUIET)
    for area in (past, now, source):
        area.source(open_source, sitting, source, **asking)
    send.click(correct, [correction, wrong_turn, sitting], judging, **QUIET)
    leave.click(not_correct, None, judging, **QUIET)
    for choice in (meetings, periods, papers):
        choice.input(narrow, [meetings, periods, papers, sitting], shown, **QUIET)
    new.click(start_anew, sitting, everything, **QUIET)
    earlier.open(open_kept, sitting, everything, **QUIET)
    earlier.forget(forget, sitting, everything, **QUIET)
    earlier.rename(rename, None, earlier, **QUIET)
    tab.select(come_back, sitting, everything, **QUIET)
    pages.load(arrive, None, everything, **QUIET)


def _greeting(held: Choices) -> str:
    return welcome(len(held.papers), len(held.meetings), held.questions)


def _talk(held: Sitting) -> str:
    place = address_of(held.conversation, held.scope)
    return conversation(held.exchanges, place, held.conversation)


def _told(words: str) -> str:
    return f'<p class="told" role="status">{escape(words)}</p>'
