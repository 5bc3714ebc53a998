"""Question and evidence to an answer made of the papers' own words, with no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Citation, Evidence
from assistant.cells import choose_cells, figure_cells, printed
from assistant.question import Question
from assistant.sentences import Scored
from assistant.words import stem_tuple
from corpus.papers import Passage

MOST_WORDS = 150
"""An answer stays under 160 words with its marks."""

ENOUGH_WORDS = 80
"""Nothing more is quoted once an answer has so many words, but for a list or two sides."""

LIST_WORDS = 130
SHORT_RESOLUTION = 70
CLEARLY_BEST = 0.45
"""A part of a resolution this far above the next one is the one asked for."""

ROOM_AFTER_FIGURES = 35
SHORT_ANSWER = 45
"""An answer of fewer words is given what follows its best sentence in the paper."""

FOLLOWED_WORDS = 75
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
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Scored]
) -> Draft:
    """The words of the papers that answer, the figure or name asked for first.

    `scored` are the sentences of the evidence, best first. The text is empty only
    when the evidence holds nothing that can be quoted.
    """
    writing = _Writing([], [])
    first = evidence[0]
    if _answers_by_figures(first.passage, question):
        _say_rows(question, evidence, writing)
    elif first.passage.kind == "resolution" or (
        "decision" in question.wants and _resolution(evidence)
    ):
        _say_resolution(evidence, scored, writing)
    elif first.passage.kind == "table":
        _say_table(first, question, writing)
    elif first.passage.kind == "list" and "list" in question.wants:
        _say_list(first, writing)
    _say_sentences(question, evidence, scored, writing)
    if not writing.parts:
        _say_list(first, writing)
    return Draft("\n".join(writing.parts), tuple(writing.citations))


def _answers_by_figures(passage: Passage, question: Question) -> bool:
    """Whether a row's cells answer, and not the sentences of its commentary."""
    short = figure_cells(passage)
    if passage.kind != "row" or not short:
        return False
    if choose_cells(passage, question).score > 0:
        return True
    if not any(re.search(r"\d", cell.value) for cell in short):
        return False
    prose = len(short) < len(passage.cells)
    return not prose or bool(question.wants & {"number", "percent", "money", "compare"})


def _say_rows(question: Question, evidence: Sequence[Evidence], writing: _Writing) -> None:
    """The best row's cells, and those of rows that fit as well (the same row elsewhere)."""
    best = evidence[0]
    wide = "compare" in question.wants or len(question.periods) + len(question.quarters) > 1
    said = 0
    for item in evidence:
        if not _answers_by_figures(item.passage, question):
            continue
        close = item.score >= best.score - (1.2 if wide else 0.35)
        if said and not (close or _twin(item, best)):
            continue
        writing.say(_row_words(item, question, wide), item, _row_line(item.passage))
        said += 1
        if said >= (4 if wide else 2) or writing.words > ENOUGH_WORDS:
            break


def _say_table(item: Evidence, question: Question, writing: _Writing) -> None:
    """The rows of a run that the question names, each as it stands; the run whole when short."""
    lines = item.passage.text.split("\n")
    wanted = set(question.weights)
    header = [line for line in lines[:4] if " | " in line][:1]
    rows = [line for line in lines if " | " in line and line not in header]
    best = max((len(wanted & set(stem_tuple(line))) for line in rows), default=0)
    if not best:
        return
    kept = rows
    if len(item.passage.text.split()) > LIST_WORDS:
        kept = [line for line in rows if len(wanted & set(stem_tuple(line))) >= max(1, best)]
    text: list[str] = []
    for line in [*header, *kept]:
        if sum(len(one.split()) for one in text) + len(line.split()) > LIST_WORDS:
            break
        text.append(line)
    if text:
        writing.say(
            "; ".join(" – ".join(filter(None, map(str.strip, line.split("|")))) for line in text),
            item,
            "\n".join(text),
        )


def _twin(item: Evidence, best: Evidence) -> bool:
    """The same row of another department, nearly as good."""
    same = item.passage.label.lower() == best.passage.label.lower()
    return same and item.score >= best.score - 0.6


def _row_words(item: Evidence, question: Question, wide: bool) -> str:
    passage = item.passage
    chosen = choose_cells(passage, question)
    short = figure_cells(passage)
    cells = short if (wide and len(short) <= 4) else chosen.cells
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
    evidence: Sequence[Evidence], scored: Sequence[Scored], writing: _Writing
) -> None:
    """The resolution whole when it is short; else the part asked for, after its opening."""
    item = next((one for one in evidence[:2] if one.passage.kind == "resolution"), evidence[0])
    text = item.passage.text
    if len(text.split()) <= SHORT_RESOLUTION:
        writing.say(_lead(item, text), item, text)
        return
    own = [one for one in scored if one.evidence is item]
    clear = len(own) > 1 and own[0].score - own[1].score > CLEARLY_BEST
    lines = text.split("\n")
    kept = [lines[0]] if not clear else []
    for one in own[:1] if clear else sorted(own, key=lambda one: one.place):
        if (
            one.text in kept
            or sum(len(k.split()) for k in kept) + len(one.text.split()) > LIST_WORDS
        ):
            continue
        kept.append(one.text)
    opening = lines[0] if clear and lines[0] != kept[0] and len(lines[0].split()) < 8 else ""
    writing.say(_lead(item, " ".join(filter(None, [opening, *kept]))), item, "\n".join(kept))


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


def _say_sentences(
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Scored], writing: _Writing
) -> None:
    """The best sentences, until enough is said, those of one passage together and in its order."""
    if not scored:
        return
    best = scored[0].score
    wide = bool(question.wants & {"compare", "list"})
    room = (LIST_WORDS if wide else ENOUGH_WORDS) - writing.words
    if writing.parts:
        room = min(room, ROOM_AFTER_FIGURES)
        said = {citation.passage.id for citation in writing.citations}
        if any(citation.passage.kind == "row" for citation in writing.citations):
            scored = (
                [one for one in scored if one.evidence.passage.id in said] if not wide else scored
            )
        if not scored:
            return
    picked: list[Scored] = []
    words = 0
    several = len(question.periods) + len(question.quarters) > 1
    sides = [
        next(one for one in scored if one.evidence is item)
        for item in evidence[: len(question.periods) + len(question.quarters)]
        if several and any(one.evidence is item for one in scored)
    ]
    best = min([best, *(one.score for one in sides)])
    for one in dict.fromkeys([*sides, *scored]):
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
    if picked and words < SHORT_ANSWER and not writing.parts:
        _follow_on(picked, scored)
    _write(picked, writing)


def _follow_on(picked: list[Scored], scored: Sequence[Scored]) -> None:
    """What comes after the best sentence: the reply to its question, the figure it leads to."""
    best = picked[0]
    after = sorted(
        (one for one in scored if one.evidence is best.evidence and one.place > best.place),
        key=lambda one: one.place,
    )
    words = sum(len(one.text.split()) for one in picked)
    for one in after:
        words += len(one.text.split())
        if one in picked:
            continue
        if words > FOLLOWED_WORDS:
            return
        picked.append(one)


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
