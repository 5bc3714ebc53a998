"""Evidence to what a model is shown of it: words of papers as data, orders in them taken out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.cells import printed
from assistant.orders import TAKEN_OUT, is_order, without_orders
from assistant.reply_text import unseen_removed
from corpus.papers import Cell, Paper, Passage

LONGEST_PASSAGE = 400
"""Words of a passage that a model is shown; what it writes is checked against the whole."""


def cleaned(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without hidden letters and without sentences that give orders to software.

    A passage of which nothing is left goes; keys stay as they are.
    """
    kept = []
    for item in evidence:
        text = without_orders(item.passage.text)
        if text.replace(TAKEN_OUT, "").strip():
            kept.append(
                replace(item, passage=_passage(item.passage, text), paper=_paper(item.paper))
            )
    return kept


def _name(text: str) -> str:
    plain = unseen_removed(text)
    return "" if is_order(plain) else plain


def _passage(passage: Passage, text: str) -> Passage:
    return replace(
        passage,
        text=text,
        label=_name(passage.label),
        headings=tuple(_name(one) for one in passage.headings),
        cells=tuple(
            Cell(_name(one.column), without_orders(one.value), one.unit) for one in passage.cells
        ),
    )


def _paper(paper: Paper) -> Paper:
    return replace(
        paper,
        title=_name(paper.title),
        body=_name(paper.body),
        officer=_name(paper.officer),
        portfolio=_name(paper.portfolio),
        document=_name(paper.document),
    )


def fenced(evidence: Sequence[Evidence]) -> str:
    """The passages as a model is shown them, each in a fence that its own words cannot close."""
    return "\n".join(_fence(item) for item in evidence)


def _fence(item: Evidence) -> str:
    passage, paper = item.passage, item.paper
    place = ", ".join(
        filter(
            None,
            [
                paper.title,
                paper.body,
                f"meeting of {paper.meeting_date}" if paper.meeting_date else "",
                f"item {passage.item or paper.item}" if passage.item or paper.item else "",
                " › ".join(passage.headings),
                passage.period or paper.period,
            ],
        )
    )
    return f'<passage key="{item.key}">\nFrom: {_tame(place)}\n{_tame(_words(passage))}\n</passage>'


def _words(passage: Passage) -> str:
    if passage.kind == "row" and passage.cells:
        lines = passage.text.split("\n")
        caption = [line for line in lines[:-1] if line.strip()]
        cells = "; ".join(f"{cell.column or 'value'}: {printed(cell)}" for cell in passage.cells)
        text = "\n".join([*caption, f"{passage.label}: {cells}"])
    else:
        text = passage.text
    words = text.split(" ")
    return text if len(words) <= LONGEST_PASSAGE else " ".join(words[:LONGEST_PASSAGE]) + " …"


def _tame(text: str) -> str:
    """Text that can neither close a fence nor look like a key."""
    text = text.replace("<", "‹").replace(">", "›")
    return re.sub(r"\[(\d{1,3})\]", r"(\1)", text)
