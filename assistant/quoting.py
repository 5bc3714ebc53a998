"""Question and evidence to an answer made of the papers' own words, with no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Citation, Evidence
from assistant.cells import choose_cells, figure_cells, printed
from assistant.question import Question
from assistant.statements import Statement
from assistant.words import stem_tuple
from corpus.papers import Passage
from corpus.places import offset_of, page_at

MOST_WORDS = 150
"""An answer stays under 160 words with its marks."""

LEAST_SAID = 20
"""A statement that would be cut to fewer words is not begun."""

ENOUGH_WORDS = 110
"""Nothing more is quoted once an answer has so many words, but for a list or two sides."""

LIST_WORDS = 130
WITHIN = 2.0
"""A sentence whose score is further below the best one is not quoted. From evals/LOG.md."""

COMPARED_WITHIN = 2.5
ROWS_WITHIN = 0.6
"""A row this near the best one is said too: another department's, another paper's."""

ROWS_COMPARED = 2.0
WHOLE_ROW = 6
"""A row of at most so many cells is given whole, what was asked for first."""

SHORT_RESOLUTION = 70
CLEARLY_BEST = 0.45
"""A part of a resolution this far above the next one is the one asked for."""

ROOM_AFTER_FIGURES = 60
SHORT_ANSWER = 80
"""An answer of fewer words is given what follows its best sentence in the paper."""

FOLLOWED_WORDS = 110
REPEATED = 0.7
"""Two sentences are one when the longer has this share of its letters from the shorter."""

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
        """Add a statement with its key; cut, or left out, where there is no room for it."""
        words = text.replace("::", ":").split()
        room = MOST_WORDS - self.words
        if self.parts and room < min(LEAST_SAID, len(words)):
            return
        text = " ".join(words if len(words) <= room else [*words[:room], "…"])
        key = self._key(item, quote)
        self.parts.append(f"{text} [{key}]")

    def _key(self, item: Evidence, quote: str) -> int:
        """One key a passage and page, its quote grown by what is newly quoted."""
        page = page_at(item.passage, offset_of(item.passage, quote))
        for index, citation in enumerate(self.citations):
            if citation.passage.id == item.passage.id and citation.page == page:
                if _folded(quote) not in _folded(citation.quote):
                    longer = f"{citation.quote}\n{quote}"
                    self.citations[index] = replace(citation, quote=longer)
                return citation.key
        self.citations.append(Citation(len(self.citations) + 1, item.passage, item.paper, quote))
        return len(self.citations)

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.parts)

    def holds(self, text: str) -> bool:
        return any(_folded(text) in _folded(part) for part in self.parts)


def quote_answer(
    question: Question,
    evidence: Sequence[Evidence],
    scored: Sequence[Statement],
    against: Sequence[Statement] = (),
) -> Draft:
    """The words of the papers that answer, the figure or name asked for first.

    `scored` are the statements of the evidence, best first; `against` those of them that
    give another figure, which are said last. The text is empty only when the evidence
    holds nothing that can be quoted.
    """
    writing = _Writing([], [])
    first = evidence[0]
    best = scored[0] if scored else None
    figures = question.wants & {"money", "number", "percent"}
    if first.passage.kind == "table" and (
        "list" in question.wants or (figures and not (best and best.row))
    ):
        _say_table(first, question, writing)
    if not writing.parts and best and best.row:
        _say_rows(question, scored, writing)
    elif (
        not writing.parts
        and best
        and (
            best.evidence.passage.kind == "resolution"
            or ("decision" in question.wants and _resolution(evidence))
        )
    ):
        _say_resolution(evidence, scored, writing)
    elif not writing.parts and first.passage.kind == "list" and "list" in question.wants:
        _say_list(first, writing)
    decided = {one.passage.id for one in writing.citations if one.passage.kind == "resolution"}
    sentences = [one for one in scored if not one.row and one.evidence.passage.id not in decided]
    _say_sentences(question, evidence, sentences, writing)
    if not writing.parts and any(one.row for one in scored):
        _say_rows(question, [one for one in scored if one.row], writing)
    if not writing.parts and first.passage.kind == "table":
        _say_table(first, question, writing)
    if not writing.parts:
        _say_list(first, writing)
    for other in against:
        _say_against(other, question, writing)
    return Draft("\n".join(writing.parts), tuple(writing.citations))


def _say_rows(question: Question, scored: Sequence[Statement], writing: _Writing) -> None:
    """The best row's cells, and those of rows that fit as well (the same row elsewhere)."""
    best = next(one for one in scored if one.row)
    wide = "compare" in question.wants or len(question.periods) + len(question.quarters) > 1
    within = ROWS_COMPARED if wide else ROWS_WITHIN
    said = 0
    for one in scored:
        if not one.row or one.score < best.score - within:
            continue
        item = one.evidence
        words = _row_words(item, question, wide)
        if writing.parts and writing.words + len(words.split()) > MOST_WORDS:
            break
        writing.say(words, item, _row_line(item.passage))
        said += 1
        if said >= (4 if wide else 2) or writing.words > ENOUGH_WORDS:
            break


def _say_against(other: Statement, question: Question, writing: _Writing) -> None:
    """What another paper says instead, under that paper's name."""
    item = other.evidence
    words = _row_words(item, question, wide=False) if other.row else other.text
    if not writing.holds(words):
        quote = _row_line(item.passage) if other.row else other.text
        writing.say(f"But “{item.paper.title}” says: {words}", item, quote)


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
    if len(item.passage.text.split()) > LIST_WORDS or "list" not in question.wants:
        kept = [line for line in rows if len(wanted & set(stem_tuple(line))) >= max(1, best)]
    text: list[str] = []
    for line in [*header, *kept]:
        if sum(len(one.split()) for one in text) + len(line.split()) > LIST_WORDS:
            break
        text.append(line)
    if text:
        writing.say("; ".join(map(_without_bars, text)), item, "\n".join(text))


def _without_bars(line: str) -> str:
    """A row's cells with dashes between them, the blank ones left out."""
    return " – ".join(filter(None, map(str.strip, line.split("|")))) if " | " in line else line


def _row_words(item: Evidence, question: Question, wide: bool) -> str:
    passage = item.passage
    chosen = choose_cells(passage, question)
    short = figure_cells(passage)
    cells = short if (wide and len(short) <= 4) else chosen.cells
    if len(short) <= WHOLE_ROW:
        cells = (*cells, *(cell for cell in chosen.others if cell not in cells))
    place = _place(passage)
    figures = "; ".join(
        f"{_column(cell.column)}: {printed(cell)}" if cell.column else printed(cell)
        for cell in cells[:8]
    )
    name = passage.label.rstrip(" :") or place
    where = f" ({place})" if place and place != name else ""
    return f"{name}{where} – {figures.rstrip('.')}."


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
    evidence: Sequence[Evidence], scored: Sequence[Statement], writing: _Writing
) -> None:
    """The resolution whole when it is short; else the part asked for, after its opening."""
    decided = [one.evidence for one in scored[:2] if one.evidence.passage.kind == "resolution"]
    decided += [one for one in evidence[:2] if one.passage.kind == "resolution"]
    item = decided[0] if decided else evidence[0]
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
    opening = "" if kept[0].startswith(lines[0]) or len(lines[0].split()) >= 8 else lines[0]
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
    kept = kept or [text]
    said = "; ".join(map(_without_bars, kept)) if item.passage.kind == "table" else "\n".join(kept)
    writing.say(said, item, "\n".join(kept))


def _say_sentences(
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Statement], writing: _Writing
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
    picked: list[Statement] = []
    words = 0
    sides = _sides(question, evidence, scored)
    best = min([best, *(one.score for one in sides)])
    for one in dict.fromkeys([*sides, *scored]):
        size = len(one.text.split())
        if picked and (words >= room or words + size > MOST_WORDS - writing.words):
            continue
        if one.score < best - (COMPARED_WITHIN if wide else WITHIN) or writing.holds(one.text):
            continue
        if any(_same_words(one.text, other.text) for other in picked):
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
    _write(question, picked, writing)


def _same_words(one: str, other: str) -> bool:
    """Whether two papers say it in the same words, but for a few before or after."""
    shorter, longer = sorted((_folded(one), _folded(other)), key=len)
    return shorter in longer and len(shorter) > REPEATED * len(longer)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _sides(
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Statement]
) -> list[Statement]:
    """The best statement of each side of a comparison: of each period named, or of each paper's."""
    count = len(question.periods) + len(question.quarters)
    if count < 2 and "compare" not in question.wants:
        return []
    if count > 1:
        first = [[one for one in scored if one.evidence is item][:1] for item in evidence[:count]]
        return [one for found in first for one in found]
    sides: dict[str, Statement] = {}
    for one in scored:
        sides.setdefault(one.evidence.paper.period, one)
    near = [one for one in sides.values() if one.score >= scored[0].score - COMPARED_WITHIN]
    return near[:2]


def _follow_on(picked: list[Statement], scored: Sequence[Statement]) -> None:
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


def _write(question: Question, picked: Sequence[Statement], writing: _Writing) -> None:
    pages = {one: page_at(one.evidence.passage, _offset(one)) for one in picked}
    for item, page in dict.fromkeys((one.evidence, pages[one]) for one in picked):
        own = sorted(
            {
                one.place: one for one in picked if one.evidence is item and pages[one] == page
            }.values(),
            key=lambda one: one.place,
        )
        text = " ".join(_without_heading(one.text) for one in own)
        said = _named(item.passage, text, "who" in question.wants)
        writing.say(said, item, "\n".join(one.text for one in own))


def _offset(statement: Statement) -> int:
    return offset_of(statement.evidence.passage, statement.text)


_HEADING = re.compile(
    r"^(?:ACTION: .{0,80}?)??(?:[A-Z]{2,6}\d{1,3}\s+)?[A-Z][A-Z’'&,:()/–-]*\s+"
    r"(?:(?:[A-Z&–-][A-Z’'&,:()/–-]*|20\d\d(?:/\d\d)?)\s+)+"
    r"(?=[A-Z][a-z]|A\s[a-z])"
)
SENTENCE_WORDS = 6


def _without_heading(text: str) -> str:
    """A sentence without the minute's or section's heading in capitals that it was read with."""
    rest = _HEADING.sub("", text)
    whole = len(rest.split()) >= SENTENCE_WORDS and rest.endswith((".", ":", ";", "?"))
    return rest if whole else text


def _named(passage: Passage, text: str, whole: bool) -> str:
    """A sentence of a row begins with the row's name, or it says nothing alone."""
    if passage.kind != "row" or not passage.label:
        return text
    label = passage.label.rstrip(" :")
    label = (
        label
        if whole or len(label.split()) <= NAME_WORDS
        else " ".join(label.split()[:NAME_WORDS]) + " …"
    )
    return text if label.lower() in text.lower() else f"{label}: {text}"
