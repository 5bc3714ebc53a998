"""A summary as tables for the terminal."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

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


def shown(name: str, value: float) -> str:
    """A measure's value for people: a share in per cent, anything else with two decimals."""
    return f"{value:.2f}" if name in COUNTED else f"{value:.1%}"


def _tell_parts(console: Console, heading: str, parts: Mapping[str, Part]) -> None:
    if not parts:
        return
    table = Table(heading, box=None)
    for name in ("cases", *BY_KIND):
        table.add_column(name.replace("_", " "), justify="right")
    for part_name, part in parts.items():
        cells = [_cell(name, part.figures.get(name)) for name in BY_KIND]
        table.add_row(part_name, str(part.cases), *cells)
    console.print(table)


def _cell(name: str, figure: Figure | None) -> str:
    return shown(name, figure.mean) if figure else "–"
