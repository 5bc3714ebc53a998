"""Kept answers as a reader may see them now: without what was removed or is not theirs any more."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answers import NOT_IN_PAPERS, Answer
from corpus.view import View
from ui import wording
from ui.desk import Sitting
from ui.render import Exchange


def still_seen(
    exchanges: Sequence[Exchange], view: View, offered: Collection[str] | None = None
) -> tuple[Exchange, ...]:
    """The same, each answer that rests on a passage not to be seen now left without its text.

    With `offered`, what a question was narrowed to is left out where it names anything else.
    """
    return tuple(_one(item, view, offered) for item in exchanges)


def as_seen(sitting: Sitting, view: View) -> Sitting:
    """The sitting, its exchanges as the reader may see them now."""
    exchanges = still_seen(sitting.exchanges, view)
    return sitting if exchanges == sitting.exchanges else replace(sitting, exchanges=exchanges)


def _one(exchange: Exchange, view: View, offered: Collection[str] | None) -> Exchange:
    answer = exchange.answer
    rests_on = {item.passage.id for item in (*answer.citations, *answer.nearest)}
    if any(view.passage(id) is None for id in rests_on):
        gone = Answer(wording.NO_LONGER_SEEN, NOT_IN_PAPERS, model=answer.model)
        return replace(exchange, answer=gone, asked_of="")
    parts = exchange.asked_of.split("; ") if offered is not None and exchange.asked_of else []
    if offered is not None and any(part not in offered for part in parts):
        return replace(exchange, asked_of="")
    return exchange
