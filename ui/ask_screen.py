"""The Ask page as it is laid out: the conversation, the question box, the source beside them."""

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from ui import wording
from ui.desk import Sitting
from ui.narrowing import address_of
from ui.parts import UNSEEN, html
from ui.render import conversation

EMPTY_PANEL = f'<section class="panel"><p class="hint">{wording.NO_SOURCE_YET}</p></section>'

Shown = dict[Any, Any]
"""New values by component."""


@dataclass(frozen=True, slots=True)
class AskScreen:
    """The page's components, by what they are for."""

    sitting: Any
    asked: Any
    """The question that is being answered, to be put back when it is stopped."""

    wrong_turn: Any
    """The answer that a correction is being written for."""

    past: Any
    """The questions and answers of the conversation."""

    now: Any
    """The question that is being answered, and its answer as it is written."""

    correcting: Any
    """What is shown while a correction is being written: its box, and the two ways out."""

    correction: Any
    send: Any
    leave: Any
    box: Any
    """Where a question is typed."""

    ask: Any
    stop: Any
    new: Any
    said: Any
    """A sentence that tells the reader what has just happened."""

    meetings: Any
    periods: Any
    papers: Any
    earlier: Any
    """The kept conversations."""

    source: Any
    """The panel with the source of a citation."""

    @property
    def shown(self) -> list[Any]:
        """What asking a question can change."""
        return [
            *(self.past, self.now, self.said, self.sitting, self.asked),
            *(self.box, self.ask, self.stop, self.source, self.earlier),
        ]

    @property
    def everything(self) -> list[Any]:
        """What opening another conversation can change."""
        return [*self.shown, self.correcting, self.meetings, self.periods, self.papers]


def ask_screen() -> AskScreen:
    """The page's components, laid out and without events."""
    sitting = gr.State(Sitting())
    asked = gr.State("")
    wrong_turn = gr.State(-1)
    with gr.Row(elem_classes="reading"):
        with gr.Column(scale=6, min_width=280, elem_classes="talk"):
            past = html(shown="conversationShown", elem_classes="past")
            now = html(shown="arrivingShown", elem_classes="now")
            with gr.Group(visible=UNSEEN, elem_classes="asking") as correcting:
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
                    stop = gr.Button(wording.STOP, elem_id="stop", visible=UNSEEN, min_width=80)
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
    return AskScreen(
        sitting=sitting,
        asked=asked,
        wrong_turn=wrong_turn,
        past=past,
        now=now,
        correcting=correcting,
        correction=correction,
        send=send,
        leave=leave,
        box=box,
        ask=ask,
        stop=stop,
        new=new,
        said=said,
        meetings=meetings,
        periods=periods,
        papers=papers,
        earlier=earlier,
        source=source,
    )


def talk(held: Sitting) -> str:
    """The HTML of a conversation, with the address that opens it again."""
    place = address_of(held.conversation, held.scope)
    return conversation(held.exchanges, place, held.conversation)


def told(words: str) -> str:
    """A sentence that says what was done."""
    return f'<p class="told" role="status">{escape(words)}</p>'
