"""A list that is asked for as its paper heads it: "what are the four priorities"."""

import re
from collections.abc import Sequence

from assistant.answers import Evidence
from assistant.question import Question
from assistant.signals import covers
from assistant.verbatim import Line
from assistant.words import NUMBERS, stem, stem_tuple

WITHIN = 8
"""The list stands among so many first passages."""

LEAST_WORDS = 2
"""Words of a question that the lead-in has: a list of "priorities" is in every paper."""

LEAST_ITEMS = 2

LEAD_WORDS = 90
"""What leads a list in is no longer, or its words are met by chance."""

_ITEM = re.compile(r"(?:[•▪●–\-]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s")
_HEADS = re.compile(r"(?::[-–]?|[^.?!;,])$")
"""How a line ends that leads a list in: with a colon, or as a title does."""

_OTHERWISE = {"compare", "decision"}
"""What is answered by resolutions or by two sides, though a list is asked for."""

_ASKING = frozenset(map(stem, (*NUMBERS, "list", "name", "outline", "summarise")))
"""Words that ask for a list or count it: "list the four"."""


def listed(question: Question, evidence: Sequence[Evidence]) -> list[Line]:
    """The lines of the list whose lead-in has the words of a question for a list; none else.

    Two of them at least, and the rest stand in its headings or its paper's title.
    """
    if "list" not in question.wants or question.follows or question.wants & _OTHERWISE:
        return []
    subject = {
        key: 1.0
        for key, weight in question.weights.items()
        if weight == 1.0 and key.isalpha() and key not in _ASKING
    }
    if len(subject) < LEAST_WORDS:
        return []
    for item in evidence[:WITHIN]:
        lines = item.passage.text.split("\n")
        first = next((n for n, line in enumerate(lines) if _ITEM.match(line)), 0)
        items = [line for line in lines[first:] if _ITEM.match(line)]
        lead = " ".join(lines[:first])
        if item.passage.kind != "list" or not lead or len(items) < LEAST_ITEMS:
            continue
        if len(lead.split()) > LEAD_WORDS or not _HEADS.search(lines[first - 1].rstrip()):
            continue
        own = set(stem_tuple(lead))
        around = own | set(stem_tuple(f"{' '.join(item.passage.headings)} {item.paper.title}"))
        told = len(covers(subject, question, own)) >= LEAST_WORDS
        if told and len(covers(subject, question, around)) == len(subject):
            return [Line(line, item.passage, item.paper) for line in (lines[first - 1], *items)]
    return []
