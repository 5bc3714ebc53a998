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


def is_question_number(text: str) -> bool:
    """Whether a line heads one of several questions: "Question 2 – Councillor Smith"."""
    return bool(_NUMBER.match(text))


def is_asked(text: str) -> bool:
    """Whether a text ends in a question, its quotation marks aside."""
    return bool(_ASKED.search(text))


def begins_reply(text: str) -> bool:
    """Whether a text begins the reply to the question before it: "Reply by Councillor Smith: …"."""
    return bool(_REPLY.match(text))


def is_reply(asked: str, text: str) -> bool:
    """Whether a text begins the reply to the one before it."""
    return is_asked(asked) and begins_reply(text)
