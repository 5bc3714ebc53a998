"""Two scored runs of the same cases to what got better, what got worse, and whether by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.intervals import chance, difference_interval, holm
from evals.measures import MEASURE, Measure, why_wrong
from evals.scoring import Scored

COMPARED = (
    "right",
    "right_and_cited",
    "page_right",
    "cite_precision",
    "hit@1",
    "hit@8",
    "ndcg@8",
    "declined_rightly",
    "abstained_wrongly",
    "unsupported_figures",
    "words",
    "seconds",
    "errors",
)
"""Few enough that correcting for looking at all of them still lets a real difference show."""

LEVEL = 0.05
"""A difference is called real when chance alone would give it in fewer than 1 of 20 pairs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in two runs, over the cases that it applies to in both."""

    measure: Measure
    before: float
    after: float
    low: float
    """Ends of the 95% interval of after minus before."""

    high: float
    chance: float
    """Probability of a difference this large by chance, raised for the number of measures."""

    cases: int

    @property
    def real(self) -> bool:
        """Whether it is more than chance would give."""
        return self.chance < LEVEL

    @property
    def verdict(self) -> str:
        """better, worse, the same, or no clear difference."""
        if self.before == self.after:
            return "the same"
        if not self.real:
            return "no clear difference"
        higher = self.after > self.before
        return "better" if higher == (self.measure.better == "higher") else "worse"


@dataclass(frozen=True, slots=True)
class Change:
    """One case that is right in one run only."""

    before: Scored
    after: Scored

    @property
    def why(self) -> str:
        """What is wrong with the answer of the run that is not right."""
        wrong = self.after if self.before.values["right"] else self.before
        return "; ".join(why_wrong(wrong.case, wrong.record))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, side by side."""

    differences: tuple[Difference, ...]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    wrong_in_both: int
    right_in_both: int


def compare(before: Sequence[Scored], after: Sequence[Scored]) -> Comparison:
    """What changed between two runs that were scored on the same cases, in the same order."""
    pairs = [Change(a, b) for a, b in zip(before, after, strict=True)]
    kinds = [(bool(p.before.values["right"]), bool(p.after.values["right"])) for p in pairs]
    return Comparison(
        differences=_differences(before, after),
        better=tuple(p for p, kind in zip(pairs, kinds, strict=True) if kind == (False, True)),
        worse=tuple(p for p, kind in zip(pairs, kinds, strict=True) if kind == (True, False)),
        wrong_in_both=kinds.count((False, False)),
        right_in_both=kinds.count((True, True)),
    )


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison in plain values for other tools."""
    return {
        "measures": {
            one.measure.name: {
                "before": round(one.before, 4),
                "after": round(one.after, 4),
                "interval": [round(one.low, 4), round(one.high, 4)],
                "chance": round(one.chance, 4),
                "verdict": one.verdict,
                "n": one.cases,
            }
            for one in comparison.differences
        },
        "better": [change.before.case.id for change in comparison.better],
        "worse": [change.before.case.id for change in comparison.worse],
        "wrong_in_both": comparison.wrong_in_both,
        "right_in_both": comparison.right_in_both,
    }


def _differences(before: Sequence[Scored], after: Sequence[Scored]) -> tuple[Difference, ...]:
    found = [
        (MEASURE[name], values)
        for name in COMPARED
        if (values := _paired(MEASURE[name], before, after))
    ]
    chances = holm([chance([a for a, _ in values], [b for _, b in values]) for _, values in found])
    return tuple(
        _difference(measure, values, raised)
        for (measure, values), raised in zip(found, chances, strict=True)
    )


def _paired(
    measure: Measure, before: Sequence[Scored], after: Sequence[Scored]
) -> list[tuple[float, float]]:
    values = []
    for a, b in zip(before, after, strict=True):
        if measure.answerable in (None, a.case.answerable):
            first, second = a.values[measure.name], b.values[measure.name]
            if first is not None and second is not None:
                values.append((float(first), float(second)))
    return values


def _difference(
    measure: Measure, values: Sequence[tuple[float, float]], raised: float
) -> Difference:
    first, second = [a for a, _ in values], [b for _, b in values]
    low, high = difference_interval(first, second)
    n = len(values)
    return Difference(measure, sum(first) / n, sum(second) / n, low, high, raised, n)
