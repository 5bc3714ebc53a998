"""What to ask next, from the evidence of an answer: each is something that the papers do hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.answers import Citation
from corpus.papers import Paper, Passage
from ui import wording
from ui.brief import asks
from ui.changes import figure_of, readable, report_before
from ui.money import in_section
from ui.render import Exchange
from ui.trying import as_in_a_sentence

MOST = 3

LONGEST = 110
"""Characters of a measure's or an item's name in a question; nobody reads a longer one."""

OF_ITEMS = ("report", "finance", "monitoring", "supplement", "strategy")
"""Kinds of paper that come before a board with a request and an officer."""

NUMBERED = re.compile(r"^[A-Z]{1,5}\d")
"""How the label of a measure in a monitoring table begins."""


MINUTE = re.compile(r"^([A-Z]{2,5}\d+)\W+(\w.{4,})$")
"""A minute's heading: its number, and what it is about."""


def with_follow_ups(exchange: Exchange, library: Any) -> Exchange:
    """The same, with questions to ask next where the assistant gave none; none after a draft."""
    answer = exchange.answer
    drafted = exchange.question.startswith(wording.DRAFT_OF)
    if answer.suggestions or not answer.citations or drafted:
        return exchange
    found = follow_ups(answer.citations[0], exchange.question, library)
    return replace(exchange, answer=replace(answer, suggestions=tuple(found)))


def follow_ups(citation: Citation, question: str, library: Any) -> list[str]:
    """At most three: the measure before, its neighbours, other columns, decisions, money, asks."""
    asked = question.strip().lower()
    found: list[str] = []
    for words in _offered(citation, asked, library):
        if words.lower() != asked and words not in found:
            found.append(words)
        if len(found) == MOST:
            break
    return found


def _offered(citation: Citation, asked: str, library: Any) -> Iterator[str]:
    passage, paper = citation.passage, citation.paper
    if passage.kind == "row":
        yield from _of_row(passage, paper, asked, library)
    passages: list[Passage] = library.passages(paper.id)
    if paper.kind == "minutes":
        yield from _decisions(passage, paper, passages)
    elif paper.kind in OF_ITEMS:
        yield from _of_item(paper, passages)


def _of_row(passage: Passage, paper: Paper, asked: str, library: Any) -> Iterator[str]:
    if figure_of(passage, paper.period):
        yield from _before(passage, paper, library)
        yield from _beside(passage, paper, library)
    elif paper.kind == "monitoring" and NUMBERED.match(passage.label):
        yield from _before(passage, paper, library)
        yield from _next_measure(passage, paper, library)
    else:
        yield from _other_columns(passage, asked, library)


def _before(passage: Passage, paper: Paper, library: Any) -> Iterator[str]:
    """The same measure in the report before, if that report has it."""
    before = report_before(paper, library.papers())
    if before is None:
        return
    name = readable(passage.label)
    rows = [row for row in library.passages(before.id) if row.kind == "row"]
    same = next((row for row in rows if readable(row.label) == name), None)
    if same is not None and len(name) <= LONGEST:
        if figure_of(same, before.period):
            yield wording.TRY_FIGURE.format(name=as_in_a_sentence(name), period=before.period)
        else:
            yield wording.TRY_PROGRESS.format(name=name, period=before.period)


def _beside(passage: Passage, paper: Paper, library: Any) -> Iterator[str]:
    """The next measure of the same table."""
    for near in _following(passage, library):
        name = readable(near.label)
        if name and len(name) <= LONGEST and figure_of(near, paper.period):
            yield wording.TRY_FIGURE.format(name=as_in_a_sentence(name), period=paper.period)
            return


def _next_measure(passage: Passage, paper: Paper, library: Any) -> Iterator[str]:
    """The next measure of a table that tells its measures in words."""
    for near in _following(passage, library):
        name = readable(near.label)
        if NUMBERED.match(near.label) and name != readable(passage.label) and len(name) <= LONGEST:
            yield wording.TRY_PROGRESS.format(name=name, period=paper.period)
            return


def _other_columns(passage: Passage, asked: str, library: Any) -> Iterator[str]:
    """Another figure of the row, and the figure that was asked for of the next row."""
    columns = [_plain(cell.column) for cell in passage.cells if _is_figure(cell.value)]
    named = [column for column in columns if column and len(column) <= LONGEST]
    if len(named) < 2 or not _is_name(passage.label):
        return
    fresh = [c for c in named if not any(w in asked for w in c.lower().split() if len(w) > 3)]
    for column in (fresh or named)[-1:]:
        yield wording.TRY_COLUMN.format(column=as_in_a_sentence(column), name=passage.label)
    for near in _following(passage, library):
        if _is_name(near.label) and named[-1] in [_plain(cell.column) for cell in near.cells]:
            yield wording.TRY_COLUMN.format(column=as_in_a_sentence(named[-1]), name=near.label)
            return


def _following(passage: Passage, library: Any) -> list[Passage]:
    near = library.neighbours(passage, before=0, after=3)
    return [row for row in near if row.kind == "row" and row.headings == passage.headings]


def _plain(column: str) -> str:
    """A column's name without its tiers and its unit."""
    return re.sub(r"\s*(?:\(?£['’]?0*m?\)?)\s*$", "", column.split("›")[-1]).strip()


def _is_name(label: str) -> bool:
    """Whether a row's label says enough to be asked for: no letter, year or number alone."""
    return sum(letter.isalpha() for letter in label) > 2 and len(label) <= LONGEST


def _is_figure(value: str) -> bool:
    return len(value) <= 20 and bool(re.search(r"\d", value))


def _decisions(passage: Passage, paper: Paper, passages: Sequence[Passage]) -> Iterator[str]:
    """What was decided on the same business, and on the next of the meeting."""
    decided = {
        p.headings[-1]: p
        for p in passages
        if p.kind == "resolution" and p.headings and p.order >= passage.order - 20
    }
    here = passage.headings[-1] if passage.headings else ""
    ahead = [h for h, p in decided.items() if p.order > passage.order and h != here]
    chosen = [here] if here in decided and passage.kind != "resolution" else []
    for heading in [*chosen, *ahead][:2]:
        found = MINUTE.match(heading)
        if found and len(heading) <= LONGEST:
            number, title = found.groups()
            yield wording.TRY_DECIDED.format(number=number, title=_sentence_case(title))


def _sentence_case(title: str) -> str:
    """A title in capitals as a sentence has it; an application's number stays as it is."""
    if not title.isupper():
        return as_in_a_sentence(title)
    words = [w if any(map(str.isdigit, w)) else w.lower() for w in title.split()]
    text = re.sub(r"\b[a-z]+\b", _with_its_capital, " ".join(words))
    return text[:1].upper() + text[1:]


def _with_its_capital(word: re.Match[str]) -> str:
    """A month keeps its capital."""
    return word[0].capitalize() if word[0].capitalize() in wording.MONTHS else word[0]


def _of_item(paper: Paper, passages: Sequence[Passage]) -> Iterator[str]:
    """Money, what is asked and who is responsible, for a paper that a board was given."""
    title = as_in_a_sentence(paper.title)
    asked = any(p.kind == "resolution" and asks(p) for p in passages)
    if asked and paper.kind != "finance" and in_section(passages):
        yield wording.TRY_MONEY.format(title=title)
    if asked:
        yield wording.TRY_ASKED.format(title=title)
    if paper.officer:
        yield wording.TRY_OFFICER.format(title=title)
