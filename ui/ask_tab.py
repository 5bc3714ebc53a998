"""The Ask page: a question, its answer as it arrives, the source beside it, and what it is judged.

How the page is laid out is in ask_screen.py; what opens another conversation or narrows this one
is in conversation_events.py.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from ui import desk, wording
from ui.ask_screen import EMPTY_PANEL, Shown, ask_screen, talk, told
from ui.conversation_events import conversation_events, listed
from ui.conversations import Conversations
from ui.desk import Sitting
from ui.drafts import draft_title, drafting
from ui.following import with_follow_ups
from ui.identity import view_for, visitor_of
from ui.judging import Judgements
from ui.limits import person_of, turns_for
from ui.noting import note, note_answer, note_source
from ui.parts import QUIET, number, pressed, seen, sentence
from ui.render import arriving, can_be_drafted
from ui.source import look
from ui.source_panel import panel
from ui.still_seen import as_seen

AT_ONCE = 16
"""Answers being made at one time; more wait their turn. From a load test on two cores."""


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
    screen = ask_screen()

    # Asking

    def answer(question: str, held: Sitting, request: gr.Request) -> Iterator[Shown]:
        if held.exchanges and not question.strip():
            yield {screen.said: ""}  # the second of two presses: the first took the question
            return
        wrong = desk.refuse(question, len(held.exchanges))
        if wrong:
            note(request, "refused", what="question", letters=len(question))
            yield {screen.said: sentence(wrong)}
            return
        note(request, "asked", words=question)
        view = view_for(request, library)
        held = as_seen(held, view)
        yield {
            screen.now: arriving(question, "searching", asked_of=held.narrowed),
            screen.said: "",
            screen.box: "",
            screen.asked: question,
            screen.ask: seen(False),
            screen.stop: seen(True),
            screen.past: talk(held),
        }
        yield from arrived(question, held, request, partial(ask_in_steps, library=view))

    def arrived(question: str, held: Sitting, request: gr.Request, steps: Any) -> Iterator[Shown]:
        """The answer as it is written, in this reader's turn, and then the finished one."""
        steps = turns.in_turn(person_of(request), steps)
        for update in desk.ask(question, held, steps):
            if update.sitting is None:
                yield {screen.now: arriving(question, update.state, update.text, held.narrowed)}
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
            screen.past: talk(done),
            screen.now: "",
            screen.sitting: done,
            screen.source: panel(look(first, last, view)) if first else EMPTY_PANEL,
            screen.ask: seen(True),
            screen.stop: seen(False),
            screen.earlier: listed(kept, reader),
        }

    def ask_again(held: Sitting, request: gr.Request, event: gr.EventData) -> Iterator[Shown]:
        yield from answer(pressed(event, "question"), held, request)

    def draft(held: Sitting, request: gr.Request, event: gr.EventData) -> Iterator[Shown]:
        turn = number(event, "turn")
        view = view_for(request, library)
        held = as_seen(held, view)
        if not 0 <= turn < len(held.exchanges) or not can_be_drafted(held.exchanges[turn]):
            yield {screen.said: ""}
            return
        exchange = held.exchanges[turn]
        title = draft_title(exchange.question)
        wrong = desk.refuse(title, len(held.exchanges))
        if wrong:
            yield {screen.said: sentence(wrong)}
            return
        note(request, "asked", words=title)
        alone = turn == 0 and exchange.asked_of == held.narrowed
        yield {
            screen.now: arriving(title, "drafting", asked_of=held.narrowed),
            screen.said: "",
            screen.asked: "",
            screen.ask: seen(False),
            screen.stop: seen(True),
        }
        steps = drafting(exchange, alone=alone, library=view, model=model)
        yield from arrived(title, held, request, steps)

    def stopped(question: str) -> Shown:
        return {
            screen.now: "",
            screen.box: question,
            screen.said: sentence(wording.STOPPED),
            screen.ask: seen(True),
            screen.stop: seen(False),
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
            return {
                screen.correcting: seen(True),
                screen.wrong_turn: turn,
                screen.said: "",
            }
        judged.keep(held.exchanges, turn, "right")
        return {screen.said: told(wording.THANKS)}

    def correct(words: str, turn: int, held: Sitting) -> Shown:
        judged.keep(held.exchanges, turn, "wrong", words or "")
        return not_correct() | {screen.said: told(wording.THANKS)}

    def not_correct() -> Shown:
        return {screen.correcting: seen(False), screen.correction: ""}

    shown, sitting, running = screen.shown, screen.sitting, []
    judging = [screen.correcting, screen.correction, screen.wrong_turn, screen.said]
    asking: dict[str, Any] = {"concurrency_limit": AT_ONCE, **QUIET}
    either = [screen.ask.click, screen.box.submit]
    # By default the framework drops what is entered before it has seen an answer's very end.
    at_the_end: dict[str, Any] = {"trigger_mode": "always_last", **asking}
    running.append(gr.on(either, answer, [screen.box, sitting], shown, **at_the_end))
    for area in (screen.past, screen.now):
        running.append(area.ask(ask_again, sitting, shown, **asking))
        running.append(area.draft(draft, sitting, shown, **asking))
        area.judge(judge, sitting, judging, **QUIET)
    screen.stop.click(stopped, screen.asked, shown, cancels=running, queue=False, **QUIET)
    for area in (screen.past, screen.now, screen.source):
        area.source(open_source, sitting, screen.source, **asking)
    wrong_answer = [screen.correction, screen.wrong_turn, sitting]
    screen.send.click(correct, wrong_answer, judging, **QUIET)
    screen.leave.click(not_correct, None, judging, **QUIET)
    conversation_events(pages, tab, screen, library, kept)
