"""Questions for someone new, made from what the papers there do say."""

from collections.abc import Sequence
from typing import Any

from corpus.papers import Paper, Passage
from ui import wording
from ui.changes import figure_of, readable

MOST = 3
LONGEST_TITLE = 70
"""Characters; a longer title makes a question that nobody would type."""


def questions_to_try(library: Any) -> list[str]:
    """Up to three: a figure, what a report asks, who is responsible; fewer from fewer papers.

    From public papers only, the latest meeting first, so that none hints at what is exempt.
    """
    papers = [paper for paper in library.papers() if paper.access == "public"]
    papers.sort(key=lambda paper: paper.meeting_date, reverse=True)
    reports = [p for p in papers if p.kind == "report" and p.officer and _askable(p.title)]
    found = [
        _of_figure([p for p in papers if p.kind == "monitoring"], library),
        *(_of_resolution(paper, library) for paper in reports[:1]),
        *(
            wording.TRY_OFFICER.format(title=as_in_a_sentence(p.title))
            for p in reports[1:2] or reports[:1]
        ),
    ]
    return [question for question in found if question][:MOST]


def _of_figure(papers: Sequence[Paper], library: Any) -> str:
    for paper in papers:
        for passage in library.passages(paper.id):
            name = readable(passage.label)
            if figure_of(passage, paper.period) and _askable(name):
                return wording.TRY_FIGURE.format(name=as_in_a_sentence(name), period=paper.period)
    return ""


def _of_resolution(paper: Paper, library: Any) -> str:
    passages: list[Passage] = library.passages(paper.id)
    asks = any(passage.kind == "resolution" for passage in passages)
    return wording.TRY_ASKED.format(title=as_in_a_sentence(paper.title)) if asks else ""


def _askable(words: str) -> bool:
    dull = "question" in words.lower()
    return 8 < len(words) <= LONGEST_TITLE and "<" not in words and not dull


def as_in_a_sentence(words: str) -> str:
    """As it stands inside a sentence: "Visits to hubs" as "visits to hubs"; names keep capitals.

    A later word in capitals is an acronym, and says nothing of the first.
    """
    first, _, rest = words.partition(" ")
    titled = any(word[:1].isupper() and word[1:].islower() for word in rest.split())
    named = titled or first in wording.MONTHS or any(c.isupper() for c in first[1:])
    return words if named else words[:1].lower() + words[1:]
