"""A meeting's brief, quoted from its papers: for each item what is asked, money, dates, changes.

Each item becomes an exchange, a title and an answer whose lines are cited, so that it is
shown, opened and exported like any answer. Nothing in it is written by a model.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answers import ANSWERED, Answer, Citation
from corpus.papers import Paper, Passage
from corpus.sentences import split_sentences
from ui import wording
from ui.access_words import label_words
from ui.changes import changes, report_before
from ui.money import PROSE, elsewhere, in_section
from ui.render import Exchange

LONGEST = 420
"""Characters of one line; the source beside it has the rest."""

MOST_SENTENCES = 3
MOST_CHANGES = 8

ASKS = re.compile(r"\brecommend|\bresolved\b|^\W*(?:\d[\d.]*\s+)?that\b", re.I)

MONTH = "|".join(wording.MONTHS)
DATED = re.compile(
    r"\b(?:by|before|from|until|on|in)\s+(?:the end of\s+)?"
    rf"(?:(\d{{1,2}})\s+)?({MONTH})\s+(\d{{4}})"
)


class Lines:
    """The lines of one item and the citations that they carry."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.text: list[str] = []
        self.citations: list[Citation] = []

    def say(self, heading: str, words: str, *cited: tuple[Passage, Paper, str]) -> None:
        """One line; each of `cited` is a passage, its paper and the words used."""
        marks = "".join(f" [{self._key(*one)}]" for one in cited)
        self.text.append(f"- {heading}: {_short(words)}{marks}")

    def _key(self, passage: Passage, paper: Paper, quote: str) -> int:
        for known in self.citations:
            if (known.passage.id, known.quote) == (passage.id, quote):
                return known.key
        self.citations.append(Citation(len(self.citations) + 1, passage, paper, quote))
        return len(self.citations)

    def exchange(self) -> Exchange:
        """The item as a title and a cited answer."""
        item = f"{self._paper.item}. " if self._paper.item else ""
        answer = Answer("\n".join(self.text), ANSWERED, tuple(self.citations))
        return Exchange(f"{item}{self._paper.title}", answer)


def brief(papers: Sequence[Paper], library: Any) -> tuple[Exchange, ...]:
    """The brief of these papers in the order of their items, minutes last.

    Agendas and covers are left out: what has no item and gives nothing to cite.
    """
    ordered = sorted(papers, key=lambda paper: (paper.kind == "minutes", _item_order(paper.item)))
    cards = [
        (paper, card(paper, library))
        for paper in ordered
        if paper.kind not in ("agenda", "glossary")
    ]
    return tuple(made for paper, made in cards if paper.item or made.answer.citations)


def card(paper: Paper, library: Any) -> Exchange:
    """What one paper asks for, costs and sets dates for, and what it says changed."""
    passages: list[Passage] = library.passages(paper.id)
    lines = Lines(paper)
    if paper.access != "public":
        lines.text.append(f"{label_words(paper.access)}.")
    about = [paper.officer and f"{wording.OFFICER}: {paper.officer}", paper.portfolio, paper.wards]
    if any(about):
        lines.text.append(". ".join(part for part in about if part))
    if paper.replaces:
        lines.text.append(f"- {wording.REPLACES}: {paper.replaces}")
    if paper.kind == "minutes":
        decisions(lines, paper, passages)
        return lines.exchange()
    asked(lines, paper, passages)
    money(lines, paper, passages)
    dates(lines, paper, passages)
    _changed(lines, paper, passages, library)
    return lines.exchange()


def decisions(lines: Lines, paper: Paper, passages: Sequence[Passage]) -> None:
    """What minutes say was decided, each under its own heading."""
    for passage in passages:
        if passage.kind == "resolution":
            heading = passage.headings[-1] if passage.headings else wording.DECIDED
            lines.say(heading, passage.text, (passage, paper, passage.text))
    if not lines.citations:
        lines.text.append(f"- {wording.NO_DECISION}")


def asked(lines: Lines, paper: Paper, passages: Sequence[Passage]) -> None:
    """What a paper recommends."""
    found = [p for p in passages if p.kind == "resolution" and asks(p)] or [
        p for p in passages if p.kind in PROSE and _under(p, "recommendation", "recommended")
    ]
    for passage in found:
        lines.say(wording.ASKED_TO, passage.text, (passage, paper, passage.text))
    if not found:
        lines.text.append(f"- {wording.NO_RECOMMENDATION}")


def asks(passage: Passage) -> bool:
    """Whether it recommends: some papers only mention that a decision is awaited."""
    return not passage.headings or bool(ASKS.search(" ".join([*passage.headings, passage.text])))


def money(lines: Lines, paper: Paper, passages: Sequence[Passage]) -> None:
    """What a paper says of money: of a report on spending, the weightiest amounts."""
    told = [] if paper.kind == "finance" else in_section(passages)
    for passage, words in told:
        lines.say(wording.MONEY, words, (passage, paper, words))
    if told:
        return
    heading = wording.MONEY if paper.kind == "finance" else wording.MONEY_ELSEWHERE
    named = elsewhere(passages)
    for passage, words in named:
        lines.say(heading, words, (passage, paper, words))
    if not named:
        lines.text.append(f"- {wording.NO_MONEY}")


def dates(lines: Lines, paper: Paper, passages: Sequence[Passage]) -> None:
    """Sentences that name a day after the meeting."""
    prose = [
        p
        for p in passages
        if p.kind in ("paragraph", "list") and not _under(p, "background paper", "purpose")
    ]
    for passage, words in _sentences(prose, lambda words: _to_come(words, paper))[:MOST_SENTENCES]:
        lines.say(wording.DATES, words, (passage, paper, words))


def _to_come(words: str, paper: Paper) -> bool:
    """Whether a sentence names a day after the meeting."""
    for day, month, year in DATED.findall(words):
        date = f"{year}-{wording.MONTHS.index(month) + 1:02}-{int(day or 28):02}"
        if paper.meeting_date and date > paper.meeting_date:
            return True
    return False


def _changed(lines: Lines, paper: Paper, passages: Sequence[Passage], library: Any) -> None:
    before = report_before(paper, library.papers())
    if before is None:
        return
    found = changes(passages, paper.period, library.passages(before.id), before.period)
    for change in found[:MOST_CHANGES]:
        was, now = (
            ", ".join(part for part in pair if part)
            for pair in zip(change.figures, change.statuses, strict=True)
        )
        lines.say(
            wording.CHANGED,
            f"{change.name}: {now} ({paper.period}); {wording.WAS} {was} ({before.period})",
            (change.now, paper, change.now.text),
            (change.before, before, change.before.text),
        )
    if len(found) > MOST_CHANGES:
        lines.text.append(f"- {wording.MORE_CHANGED.format(count=len(found) - MOST_CHANGES)}")


def _sentences(
    passages: Sequence[Passage], wanted: Callable[[str], bool]
) -> list[tuple[Passage, str]]:
    return [
        (passage, words)
        for passage in passages
        for words in split_sentences(passage.text)
        if wanted(words)
    ]


def _under(passage: Passage, *words: str) -> bool:
    """Whether one of its headings, its number aside, begins with one of the words."""
    headings = [re.sub(r"^[\W\d]+", "", heading).lower() for heading in passage.headings]
    return any(heading.startswith(words) for heading in headings)


def _item_order(item: str) -> tuple[tuple[int, str], ...]:
    """ "6(b)" after "6(a)" and before "10"; what has no number comes last."""
    parts = re.findall(r"\d+|[a-z]+", item.lower())
    return tuple((int(p), "") if p.isdigit() else (0, p) for p in parts) or ((999, ""),)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    if len(flat) <= LONGEST:
        return flat
    return f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"
