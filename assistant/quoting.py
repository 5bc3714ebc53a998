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

ENOUGH_WORDS = 80
"""Nothing more is quoted once an answer has so many words, but for a list or two sides."""

LIST_WORDS = 130
ROOM_AFTER_FIGURES = 35
NAME_WORDS = 18
"""A row's name is cut to so many words where it only introduces a sentence."""


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
    name = passage.label.rstrip(" :") or place
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
    """The best sentences, until enough is said, those of one passage together and in its order."""
    if not scored:
        return
    best = scored[0].score
    wide = bool(question.wants & {"compare", "list"})
    room = (LIST_WORDS if wide else ENOUGH_WORDS) - writing.words
    if writing.parts:
        room = min(room, ROOM_AFTER_FIGURES)
    picked: list[Scored] = []
    words = 0
    for one in scored:
        size = len(one.text.split())
        if picked and (words >= room or words + size > MOST_WORDS - writing.words):
            continue
        if one.score < best - (0.8 if wide else 0.55) or writing.holds(one.text):
            continue
        if not picked and writing.parts and room <= 0:
            return
        picked.append(one)
        words += size
        if one.text.rstrip().endswith(":"):
            led = [
                other
                for other in scored
                if other.evidence is one.evidence and other.place > one.place
            ]
            for other in sorted(led, key=lambda other: other.place):
                size = len(other.text.split())
                if other in picked or words + size > min(MOST_WORDS, LIST_WORDS) - writing.words:
                    break
                picked.append(other)
                words += size
    _write(picked, writing)


def _write(picked: Sequence[Scored], writing: _Writing) -> None:
    for item in dict.fromkeys(one.evidence for one in picked):
        own = sorted(
            {one.place: one for one in picked if one.evidence is item}.values(),
            key=lambda one: one.place,
        )
        text = " ".join(one.text for one in own)
        words = text.split()
        if len(words) > MOST_WORDS - writing.words:
            text = " ".join(words[: max(20, MOST_WORDS - writing.words)]) + " …"
        writing.say(_named(item.passage, text), item, "\n".join(one.text for one in own))


def _named(passage: Passage, text: str) -> str:
    """A sentence of a row begins with the row's name, or it says nothing alone."""
    if passage.kind != "row" or not passage.label:
        return text
    label = passage.label.rstrip(" :")
    label = (
        label if len(label.split()) <= NAME_WORDS else " ".join(label.split()[:NAME_WORDS]) + " …"
    )
    return text if label.lower() in text.lower() else f"{label}: {text}"
