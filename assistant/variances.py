"""Budget tables: which columns are variances, and which way their sign points.

One table prints an overspend in brackets, the next one an underspend. Its headings say which, or
its budgets and forecasts do.
"""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.amounts import figures_in
from corpus.papers import Cell, Passage

OVER, UNDER = "over budget", "under budget"

LEAST_VOTES = 2
"""Rows whose figures must agree on which way the sign of a table points, and none with more."""

ROUNDING = 1.6
"""In the last digit: a budget and a forecast that are rounded one by one."""

_VARIANCE = re.compile(
    r"\bvariances?\b|\bover ?-?spends?\b|o['’]spend|\bunder ?-?spends?\b"
    r"|\bover\b\s*/?\s*\(?-?\s*under|\bunder\)?\s*/?\s*\(?\s*over\b",
    re.I,
)
_NO_VARIANCE = re.compile(
    r"%|\b(?:reasons?|causes?|commentary|explanation|use|needed|meet|main|year[- ]?olds?|aged?|"
    r"weight|days?|places?)\b",
    re.I,
)
_OVER_IN_BRACKETS = re.compile(
    r"\(\s*(?:over|o['’]spend|adv)|[-−–]\s*=?\s*over|\bunder\w*\s*\(?[+]|fav\w*\s*/\s*\(adv", re.I
)
_UNDER_IN_BRACKETS = re.compile(
    r"\(\s*(?:under|fav)|[-−–]\s*\)?=?\s*under|\bover\w*\s*\(?[+]", re.I
)
_SAID = re.compile(
    r"\bbrackets?\b[^.;]{0,40}?\b(over|under)\w*|\b(over|under)\w*[^.;]{0,40}?\bin brackets\b"
    r"|\([^()]*\bbrackets?\b[^()]*?\b(over|under)\w*",
    re.I,
)
_BUDGET = re.compile(r"\bbudget|\bplan(?:ned)?\b|\ballocation\b", re.I)
_OUTCOME = re.compile(r"\bforecast|\bactual|\boutturn|\bprojected|\bprojection|\bspen[dt]\b", re.I)


def signed_figure(text: str) -> float | None:
    """A cell's one figure, below 0 where it stands in brackets or behind a minus; None for none."""
    found = figures_in(text)
    if len(found) != 1 or len(text.split()) > 2:
        return None
    return -found[0].value if found[0].negative else found[0].value


def variance_cells(row: Passage) -> list[Cell]:
    """The cells of a row that say by how much it is over or under its budget."""
    return [
        cell
        for cell in row.cells
        if _VARIANCE.search(cell.column)
        and not _NO_VARIANCE.search(cell.column)
        and "%" not in cell.value
        and signed_figure(cell.value) is not None
    ]


def sign_of_overspends(rows: Sequence[Passage]) -> int:
    """-1 where a table's overspends are in brackets, 1 where its underspends are, 0 if unknown.

    `rows` are those of the one table.
    """
    for row in rows:
        told = [_told(cell.column) for cell in variance_cells(row)]
        if any(told):
            return next(sign for sign in told if sign)
        said = _said("\n".join((*row.headings[-1:], row.text.rpartition("\n")[0])))
        if said:
            return said
    votes = Counter(vote for row in rows for vote in _votes(row))
    over, under = votes[1], votes[-1]
    if max(over, under) < LEAST_VOTES or min(over, under):
        return 0
    return 1 if over else -1


def _told(column: str) -> int:
    """The same by a column's heading: "Variance (Overspend)", "Over / (under)"."""
    if _OVER_IN_BRACKETS.search(column):
        return -1
    return 1 if _UNDER_IN_BRACKETS.search(column) else 0


def _said(over: str) -> int:
    """The same by what stands over a table: "figures in brackets are underspends"."""
    found = _SAID.search(over)
    if found is None:
        return 0
    return -1 if next(filter(None, found.groups())).lower() == "over" else 1


def _votes(row: Passage) -> list[int]:
    """The votes of a row's variances."""
    return [vote for cell in variance_cells(row) for vote in votes_of(row, cell)]


def votes_of(row: Passage, cell: Cell) -> list[int]:
    """1 where a cell is what is spent beyond a budget of its row, -1 where it is what is left."""
    value = signed_figure(cell.value) or 0.0
    step = min((one.step for one in figures_in(cell.value)), default=1.0)
    if abs(value) <= ROUNDING * step:
        return []
    others = [one for one in row.cells if one != cell and not _VARIANCE.search(one.column)]
    figures = [(one.column, found) for one in others if (found := signed_figure(one.value))]
    budgets = [found for column, found in figures if _BUDGET.search(column)]
    outcomes = [found for column, found in figures if _OUTCOME.search(column)]
    beyond = [outcome - budget for budget in budgets for outcome in outcomes]
    near = [one for one in beyond if abs(abs(one) - abs(value)) < ROUNDING * step]
    return [1 if (one > 0) == (value > 0) else -1 for one in near]


def way_of(cell: Cell, sign: int) -> str:
    """Whether a variance is over or under budget, in words; "" for neither."""
    value = signed_figure(cell.value)
    if not value or not sign:
        return ""
    return OVER if value * sign > 0 else UNDER
