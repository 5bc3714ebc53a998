"""What changed since the last report of the same measures: rows of two papers set side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.papers import Paper, Passage
from ui.letters import fold

REFERENCE = re.compile(r"^[A-Z]{1,5}\d*(?:[ .]?\d+)*[a-z]?\s+")
"""A measure's number ("P4.5", "PED06 01", "M4"): it shifts between years, so it is no name."""

ASIDE = re.compile(r"\([^)]*\)")
STATUS = ("progress", "status", "rag", "ragrating", "quarterlyprogress")
"""Headings, folded, of the column that says how a measure is doing."""

LONGEST_FIGURE = 30
"""Characters; more is a commentary and not a figure."""


@dataclass(frozen=True, slots=True)
class Change:
    """One measure, now and in the report before."""

    name: str
    now: Passage
    before: Passage
    figures: tuple[str, str]
    """Before and now; "" where a row does not give its period's figure."""

    statuses: tuple[str, str]
    """Before and now, as printed; "" where there is no such column."""


def changes(
    rows: Sequence[Passage], period: str, earlier: Sequence[Passage], earlier_period: str
) -> list[Change]:
    """The measures that both reports have and that are doing otherwise than before.

    Where neither says how it is doing, those whose figure is another. In the order of the
    later report.
    """
    known = {_name(row): row for row in earlier if row.kind == "row" and _name(row)}
    found = []
    for row in rows:
        before = known.get(_name(row)) if row.kind == "row" else None
        if before is None:
            continue
        change = Change(
            readable(row.label),
            row,
            before,
            (figure_of(before, earlier_period), figure_of(row, period)),
            (status_of(before), status_of(row)),
        )
        told = change.statuses if all(change.statuses) else change.figures
        if all(told) and told[0] != told[1]:
            found.append(change)
    return found


def report_before(paper: Paper, papers: Sequence[Paper]) -> Paper | None:
    """The latest earlier paper of the same series for another period; None without one."""
    if not paper.period:
        return None
    kin = [
        other
        for other in papers
        if other.kind == paper.kind
        and other.period
        and other.period != paper.period
        and other.meeting_date < paper.meeting_date
        and _series(other) == _series(paper)
    ]
    return max(kin, key=lambda other: other.meeting_date, default=None)


def _series(paper: Paper) -> str:
    """A title without its numbers: reports of one series differ in these only."""
    words = re.sub(r"\d|\b(?:first|second|third|fourth)\b", "", paper.title.lower())
    return fold(words)


def _name(row: Passage) -> str:
    return fold(readable(row.label))


def readable(label: str) -> str:
    """A measure's name: of "P4.5 Agency staff (P4.6 in Quarter 2)", "Agency staff"."""
    return ASIDE.sub("", REFERENCE.sub("", label)).strip()


def figure_of(row: Passage, period: str) -> str:
    """The row's figure of its paper's own period, by its column's heading."""
    quarter = re.match(r"Q(\d)", period)
    if not quarter:
        return ""
    wanted = {f"quarter{quarter[1]}", f"q{quarter[1]}"}
    for cell in row.cells:
        if fold(cell.column.split("›")[-1]) in wanted and len(cell.value) <= LONGEST_FIGURE:
            return f"{cell.value} {cell.unit}".strip() if cell.unit else cell.value
    return ""


def status_of(row: Passage) -> str:
    """How a measure is doing, as printed; "" where no column says it."""
    for cell in row.cells:
        if fold(cell.column.split("›")[-1]) in STATUS and len(cell.value) <= LONGEST_FIGURE:
            return cell.value
    return ""
