"""Which conversation the Ask page has open and which papers it asks: the events that change it."""

from dataclasses import replace
from typing import Any

import gradio as gr

from ui import wording
from ui.ask_screen import EMPTY_PANEL, AskScreen, Shown, talk, told
from ui.conversations import Conversations
from ui.desk import Sitting
from ui.identity import view_for, visitor_of
from ui.listing import conversations
from ui.narrowing import Choices, choices, from_address, in_words, narrowed
from ui.noting import note
from ui.parts import QUIET, pressed, seen
from ui.render import Exchange, welcome
from ui.still_seen import as_seen, still_seen


def conversation_events(
    pages: gr.Blocks, tab: gr.Tab, screen: AskScreen, library: Any, kept: Conversations
) -> None:
    """Arriving, coming back, narrowing, and opening, renaming or deleting what was kept."""

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
            screen.past: talk(start) or _greeting(held),
            screen.now: "",
            screen.said: "",
            screen.sitting: replace(start, arrived=True),
            screen.source: EMPTY_PANEL,
            screen.earlier: listed(kept, visitor_of(request).owner),
            screen.correcting: seen(False),
            **offered(start, held),
        }

    def offered(now_held: Sitting, held: Choices) -> Shown:
        scope = now_held.scope
        return {
            screen.meetings: gr.update(choices=list(held.meetings), value=sorted(scope.meetings)),
            screen.periods: gr.update(choices=list(held.periods), value=sorted(scope.periods)),
            screen.papers: gr.update(choices=list(held.papers), value=sorted(scope.papers)),
        }

    def come_back(held: Sitting, request: gr.Request) -> Shown:
        """Papers may have been added, removed or labelled meanwhile.

        The framework also selects the page as it opens it, at the same time as `arrive` fills
        it: a greeting that came second would cover the conversation.
        """
        if not held.arrived:
            return {screen.sitting: gr.skip()}
        view = view_for(request, library)
        there = choices(view)
        seen = as_seen(held, view)
        greeting: Shown = {} if held.exchanges else {screen.past: _greeting(there)}
        if seen != held:
            greeting = {screen.past: talk(seen), screen.sitting: seen, screen.source: EMPTY_PANEL}
        return offered(held, there) | greeting

    def narrow(
        m: list[str], p: list[str], of: list[str], held: Sitting, request: gr.Request
    ) -> Shown:
        view = view_for(request, library)
        scope = narrowed(m, p, of)
        words = in_words(scope, choices(view))
        narrower = replace(as_seen(held, view), scope=scope, narrowed=words)
        done = wording.NOW_NARROWED.format(words=words) if words else wording.NOT_NARROWED
        talked = {screen.past: talk(narrower)} if narrower.exchanges else {}
        return {screen.sitting: narrower, screen.said: told(done)} | talked

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
        return {screen.earlier: listed(kept, visitor_of(request).owner)}

    def rename(request: gr.Request, event: gr.EventData) -> Shown:
        owner = visitor_of(request).owner
        kept.rename(owner, pressed(event, "id"), pressed(event, "title"))
        return {screen.earlier: listed(kept, owner)}

    sitting, everything = screen.sitting, screen.everything
    narrowing = [screen.meetings, screen.periods, screen.papers]
    for choice in narrowing:
        choice.input(narrow, [*narrowing, sitting], screen.shown, **QUIET)
    screen.new.click(start_anew, sitting, everything, **QUIET)
    screen.earlier.open(open_kept, sitting, everything, **QUIET)
    screen.earlier.forget(forget, sitting, everything, **QUIET)
    screen.earlier.rename(rename, None, screen.earlier, **QUIET)
    tab.select(come_back, sitting, everything, **QUIET)
    pages.load(arrive, None, everything, **QUIET)


def listed(kept: Conversations, reader: str) -> str:
    """The HTML of a reader's kept conversations; of none for one who is not known."""
    return conversations(kept.listed(reader) if reader else [])


def _greeting(held: Choices) -> str:
    return welcome(len(held.papers), len(held.meetings), held.questions)
