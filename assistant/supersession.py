"""Papers that later papers say they replace: their passages give way, and the answer says so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answers import Citation
from corpus.papers import Hit, Paper

GIVES_WAY = 1.5
"""How much a passage of a replaced paper loses: about what a named period is worth."""

_ITEM = re.compile(r"\bitem\s+(\d{1,2}\s?(?:\([a-z]\)|[a-z]\b)?)", re.I)


def replaced_papers(papers: Sequence[Paper]) -> dict[str, Paper]:
    """Paper id to the paper that says it replaces it: of the same meeting, of the item it names."""
    found: dict[str, Paper] = {}
    for later in papers:
        if not later.replaces:
            continue
        items = {_folded(item) for item in (later.item, *_ITEM.findall(later.replaces)) if item}
        for paper in papers:
            same_meeting = paper.meeting_date == later.meeting_date
            if paper.document_id == later.document_id or not same_meeting:
                continue
            if paper.item and _folded(paper.item) in items and not paper.replaces:
                found[paper.id] = later
    return found


def give_way(hits: Sequence[Hit], replaced: Mapping[str, Paper]) -> list[Hit]:
    """The hits in a new order, those of replaced papers further down."""
    if not any(hit.paper.id in replaced for hit in hits):
        return list(hits)
    lowered = [
        replace(hit, score=hit.score - GIVES_WAY) if hit.paper.id in replaced else hit
        for hit in hits
    ]
    return sorted(lowered, key=lambda hit: -hit.score)


def replaced_notes(citations: Sequence[Citation], replaced: Mapping[str, Paper]) -> tuple[str, ...]:
    """A sentence for each cited paper that another says it replaces."""
    pairs = {
        citation.paper.title: replaced[citation.paper.id].title
        for citation in citations
        if citation.paper.id in replaced
    }
    return tuple(
        f"“{later}” says that it replaces figures in “{title}”: check it before you rely on this."
        for title, later in pairs.items()
    )


def _folded(item: str) -> str:
    return re.sub(r"[\s()]", "", item.lower())
