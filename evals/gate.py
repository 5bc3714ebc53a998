"""A summary against the least that a release must reach: what falls short, in sentences."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import BadSetting
from evals.measures import MEASURE
from evals.scoring import BY_KIND, Part, Summary

SHIPPED = Path(__file__).with_name("gate.toml")

BOUNDS = ("at_least", "at_most")

COUNTS = ("cases", "unsupported_figures_total", "median_seconds", "p95_seconds", "median_words")
"""What may be bounded besides the measures."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One bound that a run must keep to."""

    measure: str
    bound: str
    """at_least or at_most."""

    value: float
    kind: str = ""
    """The kind of case it is about; "" for the whole run."""


def read_thresholds(path: Path = SHIPPED) -> list[Threshold]:
    """The bounds of a TOML file: [at_least], [at_most], and [kind.NAME.at_least] for one kind.

    Raises BadSetting for a file that cannot be read, bounds nothing, or names no known measure.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(
            f"The thresholds {path} cannot be read ({error}). Mend the file."
        ) from error
    kinds = found.pop("kind", {})
    if not isinstance(kinds, dict):
        raise BadSetting(f"{path.name}: 'kind' is not a table. Write [kind.table.at_least].")
    thresholds = _bounds(found, path, "", (*MEASURE, *COUNTS))
    for kind, bounds in kinds.items():
        thresholds += _bounds(bounds, path, kind, ("cases", *BY_KIND))
    if not thresholds:
        raise BadSetting(f"{path.name} bounds nothing, so every run would pass. Give it a bound.")
    return thresholds


def shortfalls(summary: Summary, thresholds: Sequence[Threshold]) -> list[str]:
    """Each bound that the run does not keep to, as a sentence; empty when it passes.

    What the run does not measure falls short too: a bound that cannot fail is none.
    """
    return [reason for one in thresholds if (reason := _shortfall(summary, one))]


def _bounds(found: Any, path: Path, kind: str, known: Sequence[str]) -> list[Threshold]:
    where = f"{path.name}, kind {kind}" if kind else path.name
    if not isinstance(found, dict) or set(found) - set(BOUNDS):
        raise BadSetting(f"{where}: only 'at_least' and 'at_most' can be used. Take the rest out.")
    thresholds = []
    for bound, values in found.items():
        for name, value in values.items() if isinstance(values, dict) else [(bound, values)]:
            if name not in known:
                raise BadSetting(
                    f"{where}: there is no measure '{name}'. Known are {', '.join(known)}."
                )
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise BadSetting(f"{where}: the bound '{value}' of {name} is not a number.")
            thresholds.append(Threshold(name, bound, float(value), kind))
    return thresholds


def _shortfall(summary: Summary, one: Threshold) -> str:
    value = _value(summary, one)
    of = f"{one.measure} of {one.kind} cases" if one.kind else one.measure
    words = one.bound.replace("_", " ")
    if value is None:
        return f"{of} must be {words} {one.value:g}, but no case of the run measures it."
    kept = value >= one.value if one.bound == "at_least" else value <= one.value
    return "" if kept else f"{of} is {value:.4g}; it must be {words} {one.value:g}."


def _value(summary: Summary, one: Threshold) -> float | None:
    part: Summary | Part | None = summary.by_kind.get(one.kind) if one.kind else summary
    if part is None:
        return None
    if one.measure == "cases":
        return float(part.cases)
    if one.measure in COUNTS:
        return _counts(summary)[one.measure]
    figure = part.figures.get(one.measure)
    return figure.mean if figure else None


def _counts(summary: Summary) -> Mapping[str, float | None]:
    return {
        "unsupported_figures_total": float(summary.unsupported_figures),
        "median_seconds": summary.median_seconds,
        "p95_seconds": summary.p95_seconds,
        "median_words": float(summary.median_words),
    }
