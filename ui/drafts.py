"""An officer's draft response made of a question and its answer, as a turn of the conversation."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.answers import Answer, Step, Turn
from ui import wording
from ui.render import Exchange


def draft_title(question: str) -> str:
    """What a draft's turn is called."""
    return f"{wording.DRAFT_OF} {question}"


def drafting(
    exchange: Exchange, *, alone: bool, library: Any, model: Any = None
) -> Callable[..., Iterator[Step]]:
    """The steps of making it, in place of those of asking.

    `alone` says that the question stands by itself and is asked of what it was asked of before:
    then it is answered part by part anew. Otherwise the draft is made of the answer as it stands.
    """

    def steps(question: str, history: Sequence[Turn] = (), *, scope: Any) -> Iterator[Step]:
        from assistant.drafting import draft_from, draft_response

        yield Step("drafting")
        made: Answer
        if alone:
            made = draft_response(exchange.question, library=library, scope=scope, model=model)
        else:
            made = draft_from(exchange.answer)
        yield Step("done", made.text, made)

    return steps
