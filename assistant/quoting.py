"""Question and evidence to an answer made of the papers' own words, with no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Citation, Evidence
from assistant.cells import choose_cells, printed
from assistant.question import Question
from assistant.sentences import Scored, Similar, score_sentences
from assistant.signals import Rarity
from corpus.papers import Passage

MOST_WORDS = 150
"""An answer stays under 160 words with its marks."""

ENOUGH_WORDS = 70
"""Nothing more is quoted once an answer has so many words, unless a list or two sides are asked for."""

LIST_WORDS = 130


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer's text with its keys, and what each key cites."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class _Writing:
    """The answer as it grows: statements, and the keys of the passages that they rest on."""

    parts: list[str]
    citations: list[Citation]

    def say(self, text: str, item: Evidence, quote: str) -> None:
        text = " ".join(text.split()).strip()
        for citation in self.citations:
            if citation.passage.id == item.passage.id and citation.quote == quote:
                key = citation.key
                break
        else:
            key = len(self.citations) + 1
            self.citations.append(Citation(key, item.passage, item.paper, quote))
        self.parts.append(f"{text} [{key}]")

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.parts)

    def holds(self, text: str) -> bool:
        folded = re.sub(r"\W+", "", text.lower())
        return any(folded in re.sub(r"\W+", "", part.lower()) for part in self.parts)


def quote_answer(
    question: Question, evidence: Sequence[Evidence], rarity: Rarity, similar: Similar
) -> Draft:
    """The words of the papers that answer, the figure or name asked for first."""
    writing = _Writing([], [])
    scored = score_sentences(question, evidence, rarity, similar)
    first = evidence[0]
    if _is_figures(first.passage):
        _say_rows(question, evidence, writing)
    elif first.passage.kind == "resolution" or (
        "decision" in question.wants and _resolution(evidence)
    ):
        _say_resolution(question, evidence, scored, writing)
    elif first.passage.kind == "list" and "list" in question.wants:
        _say_list(first, writing)
    _say_sentences(question, scored, writing)
    return Draft("\n".join(writing.parts), tuple(writing.citations))


def _is_figures(passage: Passage) -> bool:
    if passage.kind != "row" or not passage.cells:
        return False
    short = [cell for cell in passage.cells if len(cell.value.split()) <= 8]
    return len(short) == len(passage.cells)


def _say_rows(question: Question, evidence: Sequence[Evidence], writing: _Writing) -> None:
    """The best row's cell, and those of rows that fit as well (the same row elsewhere)."""
    best = evidence[0]
    wide = "compare" in question.wants
    said = 0
    for item in evidence:
        if not _is_figures(item.passage):
            continue
        close = item.score >= best.score - (1.2 if wide else 0.35)
        if said and not (close or _twin(item, best)):
            continue
        writing.say(_row_words(item, question, wide), item, _row_line(item.passage))
        said += 1
        if said >= (4 if wide else 2) or writing.words > ENOUGH_WORDS:
            break


def _twin(item: Evidence, best: Evidence) -> bool:
    """The same row of another department, nearly as good."""
    same = item.passage.label.lower() == best.passage.label.lower()
    return same and item.score >= best.score - 0.6


def _row_words(item: Evidence, question: Question, wide: bool) -> str:
    passage = item.passage
    chosen = choose_cells(passage, question)
    cells = passage.cells if (wide and len(passage.cells) <= 4) else chosen.cells
    place = _place(passage)
    figures = "; ".join(
        f"{_column(cell.column)}: {printed(cell)}" if cell.column else printed(cell)
        for cell in cells[:7]
    )
    name = passage.label or place
    where = f" ({place})" if place and place != name else ""
    return f"{name}{where} – {figures}."


def _column(column: str) -> str:
    return re.sub(r"\s*\(?£['’]?000s?\)?", "", column).replace(" › ", ", ").strip(" ,") or column


def _place(passage: Passage) -> str:
    caption = passage.text.split("\n", 1)[0] if " | " not in passage.text.split("\n", 1)[0] else ""
    section = passage.headings[-1] if passage.headings else ""
    parts = [part for part in dict.fromkeys((caption, section)) if part and part != passage.label]
    return ", ".join(part for part in parts if len(part.split()) <= 16)


def _row_line(passage: Passage) -> str:
    return passage.text.rsplit("\n", 1)[-1]


def _resolution(evidence: Sequence[Evidence]) -> bool:
    return any(item.passage.kind == "resolution" for item in evidence[:2])


def _say_resolution(
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Scored], writing: _Writing
) -> None:
    """The resolution whole when it is short, else its opening and the parts that fit."""
    item = next((one for one in evidence[:2] if one.passage.kind == "resolution"), evidence[0])
    text = item.passage.text
    if len(text.split()) <= LIST_WORDS:
        writing.say(_lead(item, text), item, text)
        return
    lines = text.split("\n")
    writing.say(_lead(item, lines[0]), item, lines[0])
    for one in scored:
        if one.evidence is item and not writing.holds(one.text):
            if writing.words + len(one.text.split()) > LIST_WORDS:
                break
            writing.say(one.text, item, one.text)


def _lead(item: Evidence, text: str) -> str:
    minute = item.passage.label
    return (
        f"{minute}: {text}" if minute and not text.startswith(minute) and len(minute) < 12 else text
    )


def _say_list(item: Evidence, writing: _Writing) -> None:
    text = item.passage.text
    words = text.split("\n")
    kept: list[str] = []
    for line in words:
        if sum(len(one.split()) for one in kept) + len(line.split()) > LIST_WORDS:
            break
        kept.append(line)
    if kept:
        writing.say("\n".join(kept), item, "\n".join(kept))


def _say_sentences(question: Question, scored: Sequence[Scored], writing: _Writing) -> None:
    """The best sentences, until enough is said; the first always, unless something was said."""
    if not scored:
        return
    best = scored[0].score
    wide = bool(question.wants & {"compare", "list"})
    enough = LIST_WORDS if wide else ENOUGH_WORDS
    if writing.parts:
        enough = min(enough, writing.words + 40)
    for one in scored:
        size = len(one.text.split())
        if writing.parts and (
            writing.words + size > MOST_WORDS
            or writing.words >= enough
            or one.score < best - (0.7 if wide else 0.5)
        ):
            continue
        if writing.holds(one.text):
            continue
        text = one.text if size <= MOST_WORDS else " ".join(one.text.split()[:MOST_WORDS]) + " …"
        writing.say(_named(one, text), one.evidence, one.text)


def _named(one: Scored, text: str) -> str:
    """A sentence of a row begins with the row's name, or it says nothing alone."""
    passage = one.evidence.passage
    if passage.kind != "row" or not passage.label:
        return text
    label = (
        passage.label
        if len(passage.label.split()) <= 22
        else " ".join(passage.label.split()[:22]) + " …"
    )
    return text if label.lower() in text.lower() else f"{label}: {text}"
