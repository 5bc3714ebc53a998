"""What an acronym stands for: the sentence of a paper that spells it out."""

import re

from assistant.question import Question
from assistant.verbatim import Line
from corpus.library import Library
from corpus.papers import Paper, Passage, Scope
from corpus.sentences import split_sentences

LOOKED_AT = 40
"""Passages with the words of its expansion that are looked through."""

_ASKS = re.compile(
    r"\bwhat (?:does|do|did) (?:the )?(?:letters |acronym |abbreviation )?([A-Za-z]{2,8}) "
    r"(?:stand for|mean)\b|\bwhat(?:['’]?s| is) ([A-Za-z]{2,8}) (?:short for|an acronym for)\b"
    r"|^\W*(?-i:([A-Z]{2,8}))\W+what(?:['’]?s| is| does)? (?:that|it|this)\b"
    r"|^\W*what(?:['’]?s| is) (?:an? |the )?(?-i:([A-Z]{2,8}))(?: when it['’]?s at home)?\W*$"
    r"|\bfull name of (?:the )?(?-i:([A-Z]{2,8}))\b",
    re.I,
)


def of_an_acronym(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The sentence that spells out the acronym asked about; none where no paper does."""
    asked = _ASKS.search(question.text)
    if asked is None:
        return []
    short = next(filter(None, asked.groups())).lower()
    known = library.acronyms(scope)
    longs = [long for name, all_ in known.items() if name.lower() == short for long in all_]
    for long in longs:
        for hit in library.by_words([*long.split(), short], scope, LOOKED_AT):
            if line := _spelled_out(hit.passage, hit.paper, short, long):
                return [line]
    return []


def _spelled_out(passage: Passage, paper: Paper, short: str, long: str) -> Line | None:
    both = re.compile(
        rf"{_spaced(long)}\W{{1,6}}{re.escape(short)}\b|\b{re.escape(short)}\W{{1,6}}{_spaced(long)}",
        re.I,
    )
    for text in passage.text.split("\n"):
        for sentence in split_sentences(text):
            if both.search(sentence) and sentence in passage.text:
                return Line(sentence, passage, paper, alone=True)
    return None


def _spaced(long: str) -> str:
    return r"[\s-]+".join(map(re.escape, long.split()))
