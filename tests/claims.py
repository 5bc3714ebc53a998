"""Invented council papers as evidence, and sentences about them, for the tests of the checks."""

import json
from functools import lru_cache
from pathlib import Path

from assistant.answers import Evidence
from corpus.papers import Cell, Paper, Passage

DATA = Path(__file__).parent / "data"

PAPERS = {
    paper.id: paper
    for paper in (
        Paper("q1", "d1", "q1.pdf", "Quarter 1 monitoring", period="Q1 2025/26", item="5"),
        Paper(
            "q2",
            "d2",
            "q2.pdf",
            "Quarter 2 monitoring",
            body="Children and Families Board",
            meeting_date="2025-11-10",
            period="Q2 2025/26",
            item="6(a)",
            officer="Executive Director of Children's Services",
        ),
        Paper("schools", "d3", "schools.pdf", "School places", meeting_date="2025-09-08", item="4"),
        Paper("minutes", "d4", "minutes.pdf", "Minutes", meeting_date="2025-06-16"),
        Paper("transport", "d5", "transport.pdf", "Home to school transport", item="9"),
        Paper("send", "d6", "send.pdf", "Special educational needs", meeting_date="2026-01-13"),
        Paper("finance", "d7", "finance.pdf", "Budget monitoring", meeting_date="2025-11-10"),
        Paper("foster", "d8", "fostering.pdf", "Fostering annual report", item="8"),
        Paper("strategy", "d9", "strategy.pdf", "Children's strategy 2025-2028"),
        Paper("inspection", "d10", "inspection.pdf", "Inspection", meeting_date="2025-09-08"),
        Paper("agenda", "d11", "agenda.pdf", "Agenda", meeting_date="2026-01-13"),
        Paper("workforce", "d12", "workforce.pdf", "Workforce report", meeting_date="2026-01-13"),
    )
}


@lru_cache(maxsize=1)
def passages() -> dict[str, Passage]:
    """Every invented passage by its name."""
    found = json.loads((DATA / "claim_papers.json").read_text("utf-8"))
    return {
        name: Passage(
            name,
            one["paper"],
            one["text"],
            first_page=3,
            last_page=3,
            kind=one.get("kind", "paragraph"),
            item=one.get("item", ""),
            paragraphs=tuple(one.get("paragraphs", ())),
            headings=tuple(one.get("headings", ())),
            period=one.get("period", ""),
            label=one.get("label", ""),
            cells=tuple(Cell(*cell) for cell in one.get("cells", ())),
        )
        for name, one in found.items()
    }


def evidence(*names: str) -> list[Evidence]:
    """These passages as evidence, keys from 1 in the order given."""
    return [
        Evidence(key, passages()[name], PAPERS[passages()[name].paper_id])
        for key, name in enumerate(names, 1)
    ]


def lines_of(name: str) -> list[dict]:
    """The records of a file of JSON lines among the tests' data."""
    text = (DATA / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line]
