"""A summary, or two runs side by side, as tables for the terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from evals.compare import Change, Comparison
from evals.measures import MEASURES
from evals.scoring import BY_KIND, Figure, Part, Summary

COUNTED = ("words", "seconds", "unsupported_figures", "mrr", "ndcg@8")
"""Measures that are no share, so not shown in per cent."""


def tell_summary(summary: Summary) -> None:
    """Print the run's figures, overall, by kind and by paper."""
    console = Console()
    others = summary.cases - summary.answerable
    console.print(
        f"{summary.cases} cases: {summary.answerable} that the papers answer, "
        f"{others} that they do not."
    )
    if summary.missing:
        console.print(f"{summary.missing} cases have no record and count as not right.")
    overall = Table("Measure", box=None)
    for heading in ("Mean", "95% interval", "Cases"):
        overall.add_column(heading, justify="right")
    for measure in MEASURES:
        if figure := summary.figures.get(measure.name):
            low, high = shown(measure.name, figure.low), shown(measure.name, figure.high)
            mean = shown(measure.name, figure.mean)
            overall.add_row(measure.label, mean, f"{low} to {high}", str(figure.cases))
    console.print(overall)
    if summary.median_seconds is not None and summary.p95_seconds is not None:
        console.print(
            f"Half of the answers came within {summary.median_seconds:.2f} s, "
            f"95% within {summary.p95_seconds:.2f} s; median length {summary.median_words} words."
        )
    console.print(f"Figures without a source: {summary.unsupported_figures}.")
    _tell_parts(console, "Kind", summary.by_kind)
    _tell_parts(console, "Paper", summary.by_paper)


def tell_comparison(comparison: Comparison) -> None:
    """Print two runs side by side: the measures, then each case that changed."""
    console = Console()
    table = Table(box=None)
    table.add_column("Measure", no_wrap=True)
    for heading in ("Before", "After", "Verdict", "Chance"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in comparison.differences:
        before, after = shown(one.measure.name, one.before), shown(one.measure.name, one.after)
        table.add_row(one.measure.label, before, after, one.verdict, f"{one.chance:.3f}")
    console.print(table)
    console.print(
        f"Right in both {comparison.right_in_both}, wrong in both {comparison.wrong_in_both}, "
        f"better {len(comparison.better)}, worse {len(comparison.worse)}."
    )
    _tell_changes(console, "Better", comparison.better)
    _tell_changes(console, "Worse", comparison.worse)


def shown(name: str, value: float) -> str:
    """A measure's value for people: a share in per cent, anything else with two decimals."""
    return f"{value:.2f}" if name in COUNTED else f"{value:.1%}"


def _tell_changes(console: Console, heading: str, changes: Sequence[Change]) -> None:
    if changes:
        console.print(f"\n{heading}:")
    for change in changes:
        case = change.before.case
        console.print(f"  {case.id}  {case.question}", markup=False)
        console.print(f"      {change.why}", markup=False)


def _tell_parts(console: Console, heading: str, parts: Mapping[str, Part]) -> None:
    if not parts:
        return
    table = Table(box=None)
    table.add_column(heading, no_wrap=True)
    for name in ("cases", *BY_KIND):
        table.add_column(name.replace("_", " "), justify="right")
    for part_name, part in parts.items():
        cells = [_cell(name, part.figures.get(name)) for name in BY_KIND]
        table.add_row(part_name, str(part.cases), *cells)
    console.print(table)


def _cell(name: str, figure: Figure | None) -> str:
    return shown(name, figure.mean) if figure else "–"
