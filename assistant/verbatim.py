"""Lines of papers that answer as they stand, told by where they stand and not by their words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answers import Evidence
from assistant.writing import Draft, Writing
from corpus.papers import Hit, Paper, Passage

_BARS = re.compile(r"(?:\s*\|)+\s*")
_STARS = re.compile(r"\*+")
_ENDS = re.compile(r"(?<![,;:.!?])(?<! and)(?<! or)\n")
"""The end of a line that no stop closes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paper as it stands in its passage."""

    text: str
    passage: Passage
    paper: Paper
    alone: bool = False
    """Whether it is said by itself, though the one before it goes before it in its passage."""

    shown: str = ""
    """What is said of it where that is not the whole: a row's name and its rating."""


def say(lines: Sequence[Line]) -> Draft:
    """The lines as an answer, those that follow one another in one statement."""
    writing = Writing([], [])
    evidence = {line.passage.id: Evidence(1, line.passage, line.paper) for line in lines}
    for id, run in groupby(_joined(lines), key=lambda line: line.passage.id):
        for line in run:
            writing.say(_told(line.shown or line.text), evidence[id], line.text)
    return Draft("\n".join(writing.parts), tuple(writing.citations))


def is_cut(lines: Sequence[Line], draft: Draft) -> bool:
    """Whether an answer had no room for all of the lines."""
    return len(draft.text.split("\n")) < len(list(_joined(lines)))


def _told(text: str) -> str:
    """Lines in one, without the marks of cells and of bold type."""
    return _ENDS.sub(", ", _BARS.sub(", ", _STARS.sub("", text)))


def first_among(lines: Sequence[Line], hits: Sequence[Hit]) -> list[Hit]:
    """The hits, the passages of some lines before all others."""
    best = max((hit.score for hit in hits), default=0.0)
    own = {line.passage.id: Hit(line.passage, line.paper, best) for line in lines}
    return [*own.values(), *(hit for hit in hits if hit.passage.id not in own)]


def first_lines(passage: Passage, paper: Paper, most: int) -> list[Line]:
    """A passage's first lines, of so many words together at most but for the first."""
    found: list[Line] = []
    for text in filter(str.strip, passage.text.split("\n")):
        most -= len(text.split())
        if found and most < 0:
            break
        found.append(Line(text, passage, paper))
    return found


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that follow one another in their passage as one."""
    last: Line | None = None
    for line in lines:
        both = f"{last.text}\n{line.text}" if last else ""
        follows = last and last.passage.id == line.passage.id and both in line.passage.text
        if follows and not line.alone:
            last = Line(both, line.passage, line.paper)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last
