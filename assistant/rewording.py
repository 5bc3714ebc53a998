"""A question in the ways in which it is read with a statement: whole, and without what misleads."""

import re

from assistant.question import Question
from assistant.sides import compares
from corpus.periods import MONTH_WORDS

_TIMES = re.compile(
    r"\b(?:(?:between|from|since|in|at|to|by) )?(?:the )?(?:end of )?"
    rf"(?:q[1-4]|quarter [1-4]|20\d\d|{MONTH_WORDS})\b(?:[\s/-]+(?:20)?\d\d\b){{0,2}}",
    re.I,
)
"""A time with its preposition: "between Q1 2024/25", "end of sept 2025"."""

_ASKING = re.compile(
    r"\b(?:how (?:long|many|much|often|old|far|big|few|well|come)|(?:what|who|where|when|how)"
    r"(?:[’']?s\b)?|which|why|is|are|was|were|do|does|did|has|have|had|can|could|will|would|any|"
    r"there|please|we|i|you|get|got)\b|[?,]",
    re.I,
)
"""What asks in a question, besides what it is about."""


def wordings(question: Question) -> list[str]:
    """The question as it is read, in one or two ways.

    A comparison without its times too, of which a side has one; a follow-up also with what the
    turn before it was about, without what that asked. What is read in both ways counts as it does
    for the one that it answers better.
    """
    forms = [question.plain]
    if compares(question):
        forms.append(_TIMES.sub("", question.plain).strip())
    elif question.follows:
        about = _ASKING.sub(" ", question.standalone.removesuffix(question.text))
        forms.append(" ".join(f"{question.text} {about}".split()))
    return list(dict.fromkeys(filter(None, forms)))
