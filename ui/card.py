"""A paper's card: what it asks for, costs and concerns, each line with its source, gaps named.

Made as an exchange, like a meeting's brief, so that its numbers open the same sources.
Nothing in it is written by a model.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from corpus.papers import Paper, Passage
from ui import wording
from ui.brief import Lines, asked, dates, decisions, money
from ui.figures_in import key_figures
from ui.render import Exchange, access_words, address, long_date, prose

SECTIONS = (
    ("policy", re.compile(r"\bpolic(?:y|ies)\b", re.I)),
    ("risk", re.compile(r"\brisks?\b", re.I)),
    ("equality", re.compile(r"\bequalit\w+|\bdiversity\b", re.I)),
    ("climate", re.compile(r"\bclimate\b|\benvironment\w*|\bcarbon\b|\bgreener\b", re.I)),
    ("background papers", re.compile(r"\bbackground (?:papers?|documents?)\b", re.I)),
)
"""What a report to a board has a section on, by the words of its heading."""

OF_A_TEMPLATE = ("report", "finance", "strategy")
"""Kinds of paper that follow a council's template for reports, once they recommend something."""


def paper_card(paper: Paper, library: Any) -> Exchange:
    """The card of one paper; each cited line opens its page."""
    passages: list[Passage] = library.passages(paper.id)
    lines = Lines(paper)
    if paper.access != "public":
        lines.text.append(f"{access_words(paper, paper.access)}.")
    if paper.replaces:
        lines.text.append(f"- {wording.REPLACES}: {paper.replaces}")
    for heading, value in (
        (wording.OFFICER, paper.officer),
        (wording.PORTFOLIO, paper.portfolio),
        (wording.WARDS, paper.wards),
    ):
        if value:
            lines.say(heading, value, *_printed(value, paper, passages))
    if paper.kind == "minutes":
        decisions(lines, paper, passages)
        return lines.exchange()
    asked(lines, paper, passages)
    money(lines, paper, passages)
    dates(lines, paper, passages)
    told = {citation.quote for citation in lines.citations}
    for passage, words, quote in key_figures(paper, passages):
        if quote not in told:
            lines.say(wording.KEY_FIGURE, words, (passage, paper, quote))
    missing = missing_sections(paper, passages)
    if missing:
        lines.text.append(f"- {wording.MISSING}: {', '.join(missing)}")
    return lines.exchange()


def _printed(
    value: str, paper: Paper, passages: Sequence[Passage]
) -> list[tuple[Passage, Paper, str]]:
    """The line of the front sheet that gives the value; nothing where it is not found."""
    for passage in passages:
        if passage.kind != "frontsheet":
            continue
        for line in passage.text.splitlines():
            if value[:24] in line:
                return [(passage, paper, line)]
    return []


def missing_sections(paper: Paper, passages: Sequence[Passage]) -> list[str]:
    """Sections that a report of the usual template has and this one has not; none for others."""
    headings = " / ".join(dict.fromkeys(h for p in passages for h in p.headings))
    if paper.kind not in OF_A_TEMPLATE or not re.search(r"\brecommend", headings, re.I):
        return []
    missing = [name for name, heading in SECTIONS if not heading.search(headings)]
    return missing if paper.wards else [wording.WARDS.lower(), *missing]


def card_page(exchange: Exchange, paper: Paper) -> str:
    """The card's HTML; what each line is about stands in bold."""
    facts = [
        f"{wording.ITEM} {paper.item}" if paper.item else "",
        paper.body,
        long_date(paper.meeting_date),
        paper.period,
        pages_of(paper),
    ]
    where = address(f"/paper/{paper.document_id}")
    at = f"#page={paper.first_page}" if paper.first_page else ""
    return (
        '<section class="card" aria-labelledby="card-title"><div class="panel-head">'
        f'<h2 id="card-title" class="source-title" tabindex="-1">{escape(exchange.question)}</h2>'
        '<button type="button" class="small back" data-back-to-list>'
        f"{escape(wording.BACK_TO_LIST)}</button></div>"
        f'<p class="place">{escape(" · ".join(part for part in facts if part))}</p>'
        f'<div class="answer brief">{lines_of(exchange, 0)}</div>'
        f'<p class="ways"><a class="button" href="{escape(where + at)}" target="_blank" '
        f'rel="noopener">{escape(wording.OPEN_PAPER)}</a></p></section>'
    )


def lines_of(exchange: Exchange, number: int) -> str:
    """An item's lines as a list, what each is about in bold; only words of our own become so."""
    shown = prose(exchange.answer.text, number, exchange.answer.citations)
    for words in wording.LINES:
        shown = shown.replace(f"<li>{words}:", f"<li><strong>{words}:</strong>")
    return shown


def pages_of(paper: Paper) -> str:
    """ "pages 10 to 15", "page 3"; "" for a file without pages."""
    if not paper.last_page:
        return ""
    if paper.last_page > paper.first_page:
        return f"pages {paper.first_page} to {paper.last_page}"
    return f"page {paper.first_page}"
