"""What a question can be narrowed to: choices to tick, words to read, an address to share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from corpus.papers import EVERYTHING, Paper, Scope
from ui import wording
from ui.render import long_date, named
from ui.trying import questions_to_try

Choice = tuple[str, str]
"""What is shown, and what it stands for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """All that the library offers to narrow to, each list in the order of the screen."""

    meetings: tuple[Choice, ...] = ()
    """The latest first."""

    periods: tuple[Choice, ...] = ()
    papers: tuple[Choice, ...] = ()
    questions: tuple[str, ...] = ()
    """To try, made from the papers that are there."""


def choices(library: Any) -> Choices:
    """What the library holds now."""
    papers: Sequence[Paper] = library.papers()
    periods = dict.fromkeys(paper.period for paper in papers if paper.period)
    return Choices(
        tuple(dated for dated in meetings_of(papers) if dated[1]),
        tuple((period, period) for period in sorted(periods)),
        tuple((_label(paper), paper.id) for paper in papers),
        tuple(questions_to_try(library)),
    )


def meetings_of(papers: Sequence[Paper]) -> list[Choice]:
    """The meetings that the papers are for, the latest first; papers for none come last."""
    meetings: dict[str, str] = {}
    for paper in papers:
        body = f", {paper.body}" if paper.body else ""
        shown = long_date(paper.meeting_date) + body if paper.meeting_date else wording.UNDATED
        meetings.setdefault(paper.meeting_date, shown)
    return [(meetings[date], date) for date in sorted(meetings, reverse=True)]


def _label(paper: Paper) -> str:
    item = f"{paper.item}. " if paper.item else ""
    return f"{item}{named(paper)}"


def narrowed(meetings: Sequence[str], periods: Sequence[str], papers: Sequence[str]) -> Scope:
    """The scope of what was ticked; everything when nothing was."""
    return Scope(meetings=frozenset(meetings), periods=frozenset(periods), papers=frozenset(papers))


def in_words(scope: Scope, held: Choices) -> str:
    """ "19 January 2026; Q2 2025/26"; "" for everything."""
    parts = []
    for chosen, offered in (
        (scope.meetings, held.meetings),
        (scope.periods, held.periods),
        (scope.papers, held.papers),
    ):
        parts += [shown for shown, value in offered if value in chosen]
    return "; ".join(parts)


def from_address(query: Mapping[str, str], held: Choices) -> Scope:
    """The scope that an address names, without what the library does not hold."""

    def known(name: str, offered: Sequence[Choice]) -> list[str]:
        wanted = query.get(name, "").split("|")
        return [value for _, value in offered if value in wanted]

    if not query:
        return EVERYTHING
    return narrowed(
        known("meetings", held.meetings),
        known("periods", held.periods),
        known("papers", held.papers),
    )


def address_of(conversation: str, scope: Scope) -> str:
    """What stands after the page's address, so that a reload or a shared link shows the same."""
    values = {
        "c": conversation,
        "meetings": "|".join(sorted(scope.meetings)),
        "periods": "|".join(sorted(scope.periods)),
        "papers": "|".join(sorted(scope.papers)),
    }
    query = urlencode({name: value for name, value in values.items() if value})
    return f"?{query}" if query else ""
