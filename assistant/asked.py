"""A message and the turns before it to the questions it asks, each standing alone, by a model."""

import re
from collections.abc import Sequence

from assistant.amounts import figures_in
from assistant.answers import Turn
from assistant.models import ChatModel, Ledger
from assistant.moments import moments_in
from assistant.prompts import FORM, to_stand_alone
from assistant.words import stem_tuple

REMEMBERED = 4
"""Turns that a follow-up may lean on."""

ANSWER_WORDS = 60
"""Of an earlier answer, what the model is shown: enough to know what "it" was."""

MOST_PARTS = 3
LONGEST_PART = 60
"""Words; a longer one is no question but an answer."""

_TWO = re.compile(
    r"\?.*\w.*\?|\b(?:and|also|as well as|plus)\s(?:also\s)?(?:what|how|who|when|where|which|why|"
    r"is|are|was|were|does|do|did|has|have|will|can)\b|\bcompare\b",
    re.I | re.S,
)
_MARK = re.compile(r"^\s*(?:[-•*]|\(?\d{1,2}[.):]|Q\d?:|Question:)\s*", re.I)


def questions_of(
    message: str, history: Sequence[Turn], model: ChatModel, ledger: Ledger
) -> list[str]:
    """What is asked, each question alone; [] when the message is best taken as it is.

    The model is asked only when there are earlier turns or the message seems to
    ask two things. What it adds of its own, a figure, a date or another
    subject, is not taken. Raises ModelFailed.
    """
    if not history and not _TWO.search(message):
        return []
    prompt = to_stand_alone(message, _talk(history))
    if model.structures:
        found = model.form(prompt, FORM, ledger).get("questions", [])
        parts = [str(part) for part in found] if isinstance(found, list) else []
    else:
        parts = model.reply(prompt, ledger).splitlines()
    known = " ".join([message, *(f"{turn.question} {turn.answer}" for turn in history)])
    questions = [_MARK.sub("", part).strip() for part in parts if part.strip()]
    if not 1 <= len(questions) <= MOST_PARTS or not all(_fair(one, known) for one in questions):
        return []
    return questions


def _talk(history: Sequence[Turn]) -> str:
    lines = []
    for turn in history[-REMEMBERED:]:
        answer = " ".join(re.sub(r"\[\d{1,3}\]", "", turn.answer).split()[:ANSWER_WORDS])
        lines += [f"Councillor: {turn.question}", f"Answer: {answer}" if answer else ""]
    return "\n".join(filter(None, lines))


def _fair(question: str, known: str) -> bool:
    """Whether a question asks of nothing that the conversation did not name."""
    words = set(stem_tuple(question))
    if not words or len(question.split()) > LONGEST_PART:
        return False
    shared = words & set(stem_tuple(known))
    figures = {figure.value for figure in figures_in(known)}
    years = {moment.year or moment.council_year for moment in moments_in(known)}
    return (
        len(shared) >= 0.5 * len(words)
        and all(figure.value in figures for figure in figures_in(question))
        and all((m.year or m.council_year) in years | {0} for m in moments_in(question))
    )
