"""A councillor's question to an officer's draft response, with its sources and its gaps named.

A draft is text for an officer to check and change. Nothing here sends anything.
"""

import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers import ANSWERED, Answer, Citation
from assistant.chat import ask
from corpus.errors import ModelFailed
from corpus.library import Library
from corpus.papers import EVERYTHING, Scope

if TYPE_CHECKING:
    from assistant.models import ChatModel

OPENING = "Thank you for your question."
GAP = "The papers do not give an answer to this part of the question: “{part}”"
NO_ANSWER = "The papers do not give an answer to this question."
CHECK = "This is a draft for an officer to check. It has not been sent to anybody."

_NEXT = re.compile(
    r"(?:,\s*)?\b(?:and|also|as well as)\s(?=(?:what|how|who|whom|when|where|which|why|is|are|was|"
    r"were|does|do|did|has|have|will|can)\b)",
    re.I,
)


def draft_response(
    question: str,
    *,
    library: Library,
    scope: Scope = EVERYTHING,
    model: "ChatModel | None" = None,
) -> Answer:
    """A response in the council's register, its [n] marks for footnotes, gaps among its notes.

    Without a model it quotes the papers part by part. A model's draft is checked
    as its answers are; where the model fails the quoting draft takes its place,
    and says so. The answer's status is that of its parts: answered when one is.
    """
    started = time.monotonic()
    if model is not None:
        from assistant.modelled import draft_with_model

        try:
            drafted = draft_with_model(question, library=library, scope=scope, model=model)
        except ModelFailed as error:
            quoted = _quoted(question, library, scope)
            note = f"{error} This draft was made without it, by quoting the papers."
            drafted = replace(quoted, notes=(note, *quoted.notes))
        else:
            drafted = replace(drafted, text=f"{OPENING}\n{drafted.text or NO_ANSWER}")
    else:
        drafted = _quoted(question, library, scope)
    seconds = time.monotonic() - started
    return replace(drafted, notes=(*drafted.notes, CHECK), seconds=seconds)


def draft_from(answer: Answer) -> Answer:
    """A response made of an answer as it stands, for a question that needs what came before it.

    Its sources are the answer's; where the papers do not hold an answer, that is the response.
    """
    citations: list[Citation] = []
    if answer.status == ANSWERED:
        lines, gaps = _introduced(answer, citations), []
    else:
        lines, gaps = [NO_ANSWER], [NO_ANSWER]
    return replace(
        answer,
        text="\n".join([OPENING, *lines]),
        citations=tuple(citations),
        notes=tuple(dict.fromkeys([*gaps, *answer.notes, CHECK])),
        suggestions=(),
    )


def parts_of(question: str) -> list[str]:
    """The questions in a question, in order, each with its mark: one for most."""
    parts: list[str] = []
    for sentence in re.split(r"(?<=\?)\s+", " ".join(question.split())):
        parts += [part.strip(" ,") for part in _NEXT.split(sentence) if part.strip(" ,")]
    asked = [part for part in parts if len(part.split()) > 1]
    return [part if part[-1] in "?." else f"{part}?" for part in asked] or [question]


def _quoted(question: str, library: Library, scope: Scope) -> Answer:
    """The papers' own words for each part, each introduced by where they stand."""
    parts = parts_of(question)
    answers = [ask(part, library=library, scope=scope) for part in parts]
    lines, citations, gaps = [OPENING], list[Citation](), []
    for part, answer in zip(parts, answers, strict=True):
        if answer.status != ANSWERED:
            gaps.append(NO_ANSWER if len(parts) == 1 else GAP.format(part=part))
            lines.append(gaps[-1])
            continue
        lines += _introduced(answer, citations)
    found = next((a for a in answers if a.status == ANSWERED), answers[0])
    return replace(
        found,
        text="\n".join(lines),
        citations=tuple(citations),
        hits=tuple(hit for answer in answers for hit in answer.hits),
        notes=tuple(dict.fromkeys([*gaps, *(n for answer in answers for n in answer.notes)])),
    )


def _introduced(answer: Answer, citations: list[Citation]) -> list[str]:
    """An answer's lines, its keys counted on from those already used, each source named once."""
    start = len(citations)
    anew = {item.key: start + place for place, item in enumerate(answer.citations, 1)}
    citations += [replace(item, key=anew[item.key]) for item in answer.citations]
    lines = []
    named: set[str] = set()
    for line in answer.text.split("\n"):
        keys = [int(key) for key in re.findall(r"\[(\d{1,2})\]", line)]
        text = re.sub(
            r"\[(\d{1,2})\]", lambda m: f"[{anew[int(m[1])]}]" if int(m[1]) in anew else m[0], line
        )
        source = next((item for item in answer.citations if item.key in keys), None)
        if source is None or source.paper.id in named:
            lines.append(text)
            continue
        named.add(source.paper.id)
        lines.append(f"{_as_reported(source)} {text}")
    return lines


def _as_reported(source: Citation) -> str:
    paper = source.paper
    place = source.place[:1].lower() + source.place[1:]
    return f"{paper.title}{f' ({place})' if place else ''} states:"
