"""What to ask next, from the evidence of an answer: each is something that the papers do hold."""

from dataclasses import replace
from typing import Any

from assistant.answers import Citation
from ui import wording
from ui.changes import figure_of, readable, report_before
from ui.render import Exchange
from ui.trying import as_in_a_sentence

MOST = 3


def with_follow_ups(exchange: Exchange, library: Any) -> Exchange:
    """The same, with questions to ask next where the assistant gave none."""
    answer = exchange.answer
    if answer.suggestions or not answer.citations:
        return exchange
    found = follow_ups(answer.citations[0], exchange.question, library)
    return replace(exchange, answer=replace(answer, suggestions=tuple(found)))


def follow_ups(citation: Citation, question: str, library: Any) -> list[str]:
    """The same measure before, the next measure of the table, what is asked, who is responsible."""
    passage, paper = citation.passage, citation.paper
    found = []
    if passage.kind == "row" and figure_of(passage, paper.period):
        found += [_before(citation, library), _beside(citation, library)]
    if paper.kind in ("report", "finance", "monitoring", "supplement"):
        title = as_in_a_sentence(paper.title)
        if any(near.kind == "resolution" for near in library.passages(paper.id)):
            found.append(wording.TRY_ASKED.format(title=title))
        if paper.officer:
            found.append(wording.TRY_OFFICER.format(title=title))
    asked = question.strip().lower()
    return [words for words in found if words and words.lower() != asked][:MOST]


def _before(citation: Citation, library: Any) -> str:
    """The same measure in the report before, if that report has it."""
    before = report_before(citation.paper, library.papers())
    if before is None:
        return ""
    name = readable(citation.passage.label)
    held = {readable(row.label) for row in library.passages(before.id) if row.kind == "row"}
    if name not in held:
        return ""
    return wording.TRY_FIGURE.format(name=as_in_a_sentence(name), period=before.period)


def _beside(citation: Citation, library: Any) -> str:
    """The next measure of the same table."""
    for near in library.neighbours(citation.passage, before=0, after=2):
        name = readable(near.label)
        same = near.kind == "row" and near.headings == citation.passage.headings
        if same and name and figure_of(near, citation.paper.period):
            return wording.TRY_FIGURE.format(
                name=as_in_a_sentence(name), period=citation.paper.period
            )
    return ""
