"""One reader's sitting with the papers: what was asked, what was answered, what is shown now.

Knows no web framework: plain values in and out, so that it is tested without one.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from assistant.answers import ERROR, Answer, Citation, Step, Turn
from corpus.errors import BoardPapersError
from corpus.papers import EVERYTHING, Scope
from ui import wording
from ui.render import Exchange

log = logging.getLogger(__name__)

EVERY = 0.2
"""Seconds between two updates of an answer being written; more only costs the server time."""

REMEMBERED = 6
"""Turns of a conversation that a follow-up can refer to; further back is another subject."""

LONGEST_CONVERSATION = 100
"""Questions in one conversation: each answer is shown with all that came before it."""

AskInSteps = Callable[..., Iterator[Step]]
"""assistant.chat.ask_in_steps, with its library already given."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One conversation as one reader sees it; kept by the browser's session, never shared."""

    conversation: str = ""
    """Its id among the kept conversations; "" until something was asked."""

    exchanges: tuple[Exchange, ...] = ()
    scope: Scope = field(default=EVERYTHING)
    narrowed: str = ""
    """What the questions are narrowed to, in words; "" for all papers."""

    arrived: bool = False
    """Whether the page has been filled for its reader; before that there is nothing to renew."""


@dataclass(frozen=True, slots=True)
class Update:
    """What the screen should show next."""

    state: str
    text: str = ""
    sitting: Sitting | None = None
    """Set once, when the answer is whole."""


def refuse(question: str, asked: int = 0) -> str:
    """Why this text cannot be asked, as a sentence; "" when it can.

    `asked` counts the questions that its conversation has already.
    """
    if asked >= LONGEST_CONVERSATION:
        return wording.CONVERSATION_FULL.format(most=LONGEST_CONVERSATION)
    if not question.strip():
        return wording.EMPTY_QUESTION
    if len(question) > wording.LONGEST_QUESTION:
        return wording.TOO_LONG
    return ""


def ask(question: str, sitting: Sitting, ask_in_steps: AskInSteps) -> Iterator[Update]:
    """The answer as it arrives, a few updates a second; the last one has the new sitting.

    Never raises: whatever goes wrong becomes an answer that says so.
    """
    question = " ".join(question.split())
    shown, last = ("searching", False), monotonic()
    answer: Answer | None = None
    try:
        for step in ask_in_steps(question, turns(sitting.exchanges), scope=sitting.scope):
            if step.answer is not None:
                answer = step.answer
            elif _stage(step) != shown or monotonic() - last >= EVERY:
                shown, last = _stage(step), monotonic()
                yield Update(step.state, step.text)
    except BoardPapersError as error:
        answer = Answer(str(error), ERROR)
    except Exception:
        log.exception("A question could not be answered")
        answer = Answer(wording.WENT_WRONG, ERROR)
    answer = answer or Answer(wording.WENT_WRONG, ERROR)
    exchange = Exchange(question, replace(answer, hits=()), sitting.narrowed)
    yield Update(
        "done",
        answer.text,
        replace(sitting, exchanges=(*sitting.exchanges, exchange)),
    )


def _stage(step: Step) -> tuple[str, bool]:
    """What is shown at once when it changes: the state, and whether there are words yet."""
    return step.state, bool(step.text)


def turns(exchanges: Sequence[Exchange]) -> list[Turn]:
    """The conversation so far, as the assistant reads it."""
    return [
        Turn(
            item.question,
            item.answer.text,
            tuple(citation.passage for citation in item.answer.citations),
        )
        for item in exchanges[-REMEMBERED:]
    ]


def citation_of(sitting: Sitting, turn: int, key: int) -> Citation | None:
    """The citation that a pressed button names; None for numbers that were made up."""
    if not 0 <= turn < len(sitting.exchanges):
        return None
    answer = sitting.exchanges[turn].answer
    found = [item for item in answer.citations + answer.nearest if item.key == key]
    return found[0] if found else None


def first_citation(sitting: Sitting) -> Citation | None:
    """What the newest answer rests on first; None when it cites nothing."""
    answer = sitting.exchanges[-1].answer if sitting.exchanges else None
    cited = answer.citations if answer else ()
    return cited[0] if cited else None
