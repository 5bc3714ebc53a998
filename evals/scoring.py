"""Cases and their answers to scores, and scores to a summary: overall, by kind, by paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.cases import Case, check_scorable
from evals.intervals import interval
from evals.measures import MEASURE, MEASURES, Measure, Value, loose_figures, rank
from evals.records import Record

BY_KIND = ("right", "right_and_cited", "facts", "page_right", "hit@1", "hit@4", "hit@8")
"""What tables by kind and by paper show, besides the number of cases."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One case, its answer, and every measure of it."""

    case: Case
    record: Record
    values: Mapping[str, Value]
    """By measure's name; None where a measure does not apply."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's mean over the cases that it applies to."""

    mean: float
    low: float
    """Ends of the 95% interval."""

    high: float
    cases: int


@dataclass(frozen=True, slots=True)
class Part:
    """One kind's or one paper's cases; `figures` lacks the measures that apply to none of them."""

    cases: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole run in figures."""

    cases: int
    answerable: int
    missing: int
    """Cases without a record."""

    figures: Mapping[str, Figure]
    """By measure's name; without those that apply to no case of the set."""

    by_kind: Mapping[str, Part]
    by_paper: Mapping[str, Part]
    """By the short name of the file; a case with facts in two papers counts in both."""

    unsupported_figures: int
    """All figures, over all answers, that stand in none of their citations."""

    median_seconds: float | None
    p95_seconds: float | None
    median_words: int


def score(cases: Sequence[Case], records: Mapping[str | int, Record]) -> list[Scored]:
    """Every measure of every case, in the cases' order; raises BadCases if one cannot be scored."""
    check_scorable(cases)
    return [_scored(case, records[case.id]) for case in cases]


def summarise(scored: Sequence[Scored]) -> Summary:
    """The run in figures; `scored` holds at least one case."""
    seconds = sorted(s.record.seconds for s in scored if s.record.seconds is not None)
    words = sorted(int(s.values["words"] or 0) for s in scored if s.case.answerable)
    kinds = sorted({one.case.kind for one in scored})
    papers = sorted({source.document for one in scored for source in one.case.evidence})
    return Summary(
        cases=len(scored),
        answerable=sum(one.case.answerable for one in scored),
        missing=sum(one.record.missing for one in scored),
        figures=_figures(scored, MEASURES),
        by_kind={kind: _part(s for s in scored if s.case.kind == kind) for kind in kinds},
        by_paper={
            paper: _part(s for s in scored if paper in {e.document for e in s.case.evidence})
            for paper in papers
        },
        unsupported_figures=sum(
            len(loose_figures(one.record)) for one in scored if not one.record.abstained
        ),
        median_seconds=seconds[len(seconds) // 2] if seconds else None,
        p95_seconds=seconds[int(len(seconds) * 0.95)] if seconds else None,
        median_words=words[len(words) // 2] if words else 0,
    )


def as_json(scored: Sequence[Scored], summary: Summary) -> dict[str, Any]:
    """The summary and a row a case, in plain values for other tools."""
    means = {name: round(figure.mean, 4) for name, figure in summary.figures.items()}
    return {
        "summary": {
            "n": summary.cases,
            "answerable": summary.answerable,
            "not_answerable": summary.cases - summary.answerable,
            "missing": summary.missing,
            **means,
            "intervals": {
                name: [round(figure.low, 4), round(figure.high, 4)]
                for name, figure in summary.figures.items()
            },
            "unsupported_figures_total": summary.unsupported_figures,
            "words_median": summary.median_words,
            "p50_s": summary.median_seconds,
            "p95_s": summary.p95_seconds,
            "by_kind": {name: _part_json(part) for name, part in summary.by_kind.items()},
            "by_paper": {name: _part_json(part) for name, part in summary.by_paper.items()},
        },
        "rows": [
            {"id": one.case.id, "kind": one.case.kind, "rank": rank(one.case, one.record)}
            | dict(one.values)
            for one in scored
        ],
    }


def _scored(case: Case, record: Record) -> Scored:
    values = {
        measure.name: measure.of(case, record)
        for measure in MEASURES
        if measure.name == "right" or measure.answerable in (None, case.answerable)
    }
    return Scored(case, record, values)


def _part(scored: Iterable[Scored]) -> Part:
    kept = list(scored)
    figures = _figures(kept, [MEASURE[name] for name in BY_KIND])
    if not any(one.case.answerable for one in kept):
        figures["right"] = _figure([bool(one.values["right"]) for one in kept])
    return Part(len(kept), figures)


def _figures(scored: Sequence[Scored], measures: Iterable[Measure]) -> dict[str, Figure]:
    figures = {}
    for measure in measures:
        kept = [s for s in scored if measure.answerable in (None, s.case.answerable)]
        values = [v for v in (one.values[measure.name] for one in kept) if v is not None]
        if values:
            figures[measure.name] = _figure(values)
    return figures


def _figure(values: Sequence[float]) -> Figure:
    numbers = [float(value) for value in values]
    return Figure(sum(numbers) / len(numbers), *interval(numbers), len(numbers))


def _part_json(part: Part) -> dict[str, Any]:
    return {"n": part.cases} | {n: round(f.mean, 4) for n, f in part.figures.items()}
