"""A number that all rows asked for are above or below: "more than 40%", "under half"."""

import re
from dataclasses import dataclass

from assistant.amounts import COUNT, PERCENT, TIMES, figures_in
from assistant.number_words import FRACTIONS
from corpus.calendar import MONTH_WORDS

_MORE = re.compile(r"^\s*(?:or|and)\s+(?:more|over|above|higher|longer)\b|^\+", re.I)
_LESS = re.compile(r"^\s*(?:or|and)\s+(?:less|fewer|under|below|lower|shorter)\b", re.I)
_FROM = re.compile(r"\b(?:at least|at most|up to|no (?:more|less|fewer) than)\s*£?$", re.I)
_EXACTLY = re.compile(r"\bscor(?:e|es|ed|ing)\s+(?:of\s+|at\s+|an?\s+)?$", re.I)
"""What leads in the very number that is asked for: "which risks score 16?"."""

_PAST = re.compile(
    r"\b(?P<up>more than|over|above|exceed\w*|at least)\s+(?:an?\s+)?$"
    r"|\b(?P<down>(?:less|fewer) than|under|below|at most)\s+(?:an?\s+)?$",
    re.I,
)
_HALF = (re.compile(r"\bhalf\b", re.I), 50.0)
_SPANS = {kind for kind, _ in TIMES.values()}

_AGED = re.compile(r"^(?:['’]?s\b|[- ]year)", re.I)
"""What makes a number an age: "the under 5s"."""

_DAY = re.compile(rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH_WORDS}|may)\b", re.I)
"""What makes a number the day of a date: "up to 30 November"."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What figures are to be past."""

    way: int
    """1 where they are above it, -1 below, 0 where they are it."""

    value: float
    """In per cents, pounds, or the unit of time that it is asked in."""

    kind: str
    """money, percent, count, or minutes, days, months, as `assistant.amounts` has them."""

    within: bool
    """Whether the bound itself is: "16 or more"."""

    def holds(self, value: float) -> bool:
        """Whether a figure is past it."""
        return self.way * (value - self.value) > 0 or (self.within and value == self.value)


def bound_of(text: str) -> Bound | None:
    """The one bound that a question names; None where it names none, or several."""
    found = _of_fractions(text) or _of_figures(text)
    return found[0] if len(found) == 1 else None


def _of_figures(text: str) -> list[Bound]:
    found = []
    for one in figures_in(text):
        after = text[one.end :]
        before = text[: one.start]
        ways = {"over": 1, "under": -1}
        way = 1 if _MORE.match(after) else -1 if _LESS.match(after) else ways.get(one.hedge, 0)
        counts = one.kind != COUNT or not (_AGED.match(after) or _DAY.match(after))
        exactly = not way and one.kind == COUNT and bool(_EXACTLY.search(before))
        if (way and counts) or exactly:
            within = exactly or bool(
                _MORE.match(after) or _LESS.match(after) or _FROM.search(before)
            )
            value = one.value / one.size if one.kind in _SPANS else one.value
            found.append(Bound(way, value, one.kind, within))
    return found


def _of_fractions(text: str) -> list[Bound]:
    found = []
    for pattern, share in (*FRACTIONS, _HALF):
        for said in pattern.finditer(text):
            if past := _PAST.search(text[: said.start()]):
                found.append(Bound(1 if past["up"] else -1, share, PERCENT, within=False))
        if found:
            break
    return found
