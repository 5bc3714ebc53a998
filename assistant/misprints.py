"""Figures that an answer quotes and another paper of the meeting says were misprinted.

A supplement corrects a figure in a sentence ("for ‘£940’ read ‘£490’"). Who is told the printed
figure is told the right one too, whether or not the question would have found the correction.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers import Citation, Evidence
from assistant.statements import Statement, statements_of
from assistant.within import by_words_within
from assistant.words import content_words, stem
from assistant.writing import Draft
from corpus.library import Library
from corpus.papers import Hit, Paper, Passage, Scope

CORRECTING = ("printed", "read", "misprinted", "corrected", "correction", "shown", "stated")
"""Words that passages with corrections are found by."""

LOOKED_AT = 40
"""So many of these passages are looked through."""

SHARED = 2
"""Words at least that a correction and what it corrects have in common, besides the body's name."""

_FIGURE = (
    r"[‘'“\"]?(£?\(?\d[\d,]*(?:\.\d+)?\)?(?:\s?(?:%|per cent\b|m\b|million\b|k\b|bn\b))?)[’'”\"]?"
)
_SAID = r"(?:printed|given|shown|stated|reported|published|quoted)"
_SHOULD = r"should\s(?:have\s)?(?:be|been|read)"
_WORDS = r"(?:[a-z]+\s){0,3}?"
_MISPRINTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_SAID}\s{_WORDS}as\s(?P<wrong>{_FIGURE})[^\d£]{{1,60}}?"
        rf"(?:{_SHOULD}|becomes?|is\snow|now\sreads?)\s{_WORDS}(?P<right>{_FIGURE})",
        rf"\bfor\s(?P<wrong>{_FIGURE}),?\s(?:please\s)?(?:read|substitute)\s(?P<right>{_FIGURE})",
        rf"\b{_SHOULD}\s{_WORDS}(?P<right>{_FIGURE})[\s,;]*(?:and\s)?"
        rf"(?:not|instead\sof|rather\sthan|in\splace\sof)\s(?P<wrong>{_FIGURE})",
        rf"(?P<right>{_FIGURE})[\s,;]*(?:and\s)?not\s(?P<wrong>{_FIGURE})[\s,]*as\s{_SAID}",
        rf"(?P<wrong>{_FIGURE})\s{_SHOULD}\s{_WORDS}(?P<right>{_FIGURE})",
    )
)
_PRINTED = re.compile(r"(?:for|(?:as |originally )?(?:printed|published)|delete)", re.I)
_READ = re.compile(r"(?:read|should read|correct(?:ed)?(?: to)?|insert|amended(?: to)?)", re.I)
"""How the columns of a list of corrections are headed."""

_CORRECTION = re.compile(r"\b(?:correct|errat|corrigend|amendment|revis)", re.I)
"""In the title of a paper that corrects another."""

_QUOTES = "‘’'“”\" "


@dataclass(frozen=True, slots=True)
class Misprint:
    """What was printed, what it should be, and the statement that says so."""

    wrong: str
    right: str
    statement: Statement


def misprints_in(text: str) -> list[tuple[str, str]]:
    """The figures that a text says were wrong, each with the right one, as printed."""
    found = {
        match["wrong"].strip(_QUOTES): match["right"].strip(_QUOTES)
        for pattern in _MISPRINTS
        for match in pattern.finditer(text)
    }
    return [
        (wrong, right)
        for wrong, right in found.items()
        if wrong != right and all((unit in wrong) == (unit in right) for unit in "£%")
    ]


def misprinted(draft: Draft, library: Library, scope: Scope) -> list[Misprint]:
    """The misprints among what an answer gives, in its order: of papers of the same meeting in
    other files."""
    found: dict[tuple[str, str], Misprint] = {}
    papers = library.papers(scope)
    late: dict[str, list[Hit]] = {}
    for citation in draft.citations:
        cited = citation.paper
        if cited.id not in late:
            ids = (paper.id for paper in papers if _may_correct(paper, cited))
            late[cited.id] = by_words_within(ids, CORRECTING, library, scope, LOOKED_AT)
        for hit in late[cited.id]:
            about = f"{hit.passage.text} {' '.join(hit.passage.headings)}"
            for one in _said(hit.passage, hit.paper) if _alike(about, citation) else ():
                if _gives(draft.text, citation, one.wrong):
                    found.setdefault((one.wrong, hit.passage.id), one)
    new = [one for one in found.values() if not _holds(draft.text, one.right)]
    return sorted(new, key=lambda one: draft.text.find(one.wrong.rstrip("% ")))


def misprint_notes(found: list[Misprint]) -> tuple[str, ...]:
    """A sentence for each misprint, with both figures."""
    return tuple(
        f"“{one.statement.evidence.paper.title}” says that {one.wrong} was misprinted and should "
        f"be {one.right}."
        for one in found
    )


def corrects_in_columns(passage: Passage) -> bool:
    """Whether a row says what was printed and, under another heading, what it should read."""
    columns = [cell.column.strip() for cell in passage.cells]
    return any(map(_PRINTED.fullmatch, columns)) and any(map(_READ.fullmatch, columns))


def _may_correct(paper: Paper, cited: Paper) -> bool:
    """Whether a paper is of the same meeting in another file; or corrects one without a day."""
    if paper.document_id == cited.document_id:
        return False
    if cited.meeting_date:
        return paper.meeting_date == cited.meeting_date
    return bool(paper.replaces or _CORRECTION.search(paper.title))


def _said(passage: Passage, paper: Paper) -> Iterator[Misprint]:
    """The misprints that a passage names, each with the statement that holds the right figure."""
    if passage.kind == "table":
        return
    in_columns = passage.kind == "row" and corrects_in_columns(passage)
    pairs = _in_columns(passage) if in_columns else misprints_in(passage.text)
    if not pairs:
        return
    statements = statements_of(Evidence(0, passage, paper, 0.0))
    statements = [one for one in statements if one.row] if in_columns else statements
    for wrong, right in pairs:
        held = [one for one in statements if _holds(one.text, right)]
        if held:
            yield Misprint(wrong, right, held[0])


def _in_columns(passage: Passage) -> list[tuple[str, str]]:
    values = [
        next(cell.value for cell in passage.cells if heading.fullmatch(cell.column.strip()))
        for heading in (_PRINTED, _READ)
    ]
    wrong, right = (value.strip(_QUOTES) for value in values)
    return [(wrong, right)] if re.fullmatch(_FIGURE, wrong) and wrong != right else []


def _gives(said: str, citation: Citation, figure: str) -> bool:
    """Whether an answer gives a figure that it cites a passage for."""
    cells = " ".join(cell.value for cell in citation.passage.cells)
    shown = (figure, figure.rstrip("% "))
    return all(
        any(_holds(text, one) for one in shown) for text in (said, f"{citation.quote} {cells}")
    )


def _holds(text: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.,£]){re.escape(figure)}(?![\d%]|[.,]\d)", text) is not None


def _alike(about: str, citation: Citation) -> bool:
    """Whether a correction speaks of what is cited."""
    passage, paper = citation.passage, citation.paper
    cited = f"{passage.text} {passage.label} {' '.join(passage.headings)} {paper.title}"
    own = {stem(word) for word in content_words(cited) if word.isalpha()}
    body = {stem(word) for word in content_words(paper.body)}
    shared = {stem(word) for word in content_words(about) if word.isalpha()} & own
    return len(shared - body) >= SHARED
