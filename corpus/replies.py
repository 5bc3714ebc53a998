"""Questions that are put to a council in writing, and the replies printed under them."""

import re

_NUMBER = re.compile(
    r"(?:(?:public|written|oral|supplementary|member['’]?s?)\s+)*question\s+(?:no\.?\s*)?\d{1,2}\b",
    re.I,
)
_ASKED = re.compile(r"\?['\"”’)\]]*\s*$")
_REPLY = re.compile(
    r"(?:(?:the\s+)?(?:written\s+)?(?:reply|response|answer)\b(?:\s+(?:by|from|of)\s[^:.?]{1,60})?"
    r"\s*[:–-]|A\s?[:.]\s)",
    re.I,
)

_ASKED_ABOUT = re.compile(
    r"\basked\s+(?:[\w’'-]+\s+){0,4}?(?:how|what|why|whether|when|where|who|which|if)\b", re.I
)
_REPLIED = re.compile(
    r"(?:in (?:response|reply|answer)\b|(?:the )?(?:answer|reply|response) (?:was|is|given)\b"
    r"|(?:[\w’'.-]+\s+){1,6}?(?:replied|responded|answered)\b)",
    re.I,
)
"""As minutes tell it, in one sentence each."""


def is_question_number(text: str) -> bool:
    """Whether a line heads one of several questions: "Question 2 – Councillor Smith"."""
    return bool(_NUMBER.match(text))


def is_asked(text: str) -> bool:
    """Whether a text ends in a question, its quotation marks aside."""
    return bool(_ASKED.search(text))


def begins_reply(text: str) -> bool:
    """Whether a text begins the reply to the question before it: "Reply by Councillor Smith: …"."""
    return bool(_REPLY.match(text))


def is_answered(asked: str, text: str) -> bool:
    """Whether a sentence of minutes tells what was answered to the question told before it."""
    return bool(_ASKED_ABOUT.search(asked) and _REPLIED.match(text))


def is_reply(asked: str, text: str) -> bool:
    """Whether a text begins the reply to the one before it."""
    return is_asked(asked) and begins_reply(text)
