"""The key figures of a paper: totals of its finance tables, its measures, or its own sentences."""

import re
from collections.abc import Sequence

from corpus.papers import Paper, Passage
from corpus.sentences import split_sentences
from ui.changes import figure_of, readable, status_of

MOST = 5
MOST_CELLS = 5
"""Columns of a total that are told; wider tables are read on their page."""

TOTAL = re.compile(r"^(?:grand total|total\b.*\bnet\b|net\b|total$)", re.IGNORECASE)
OFF_TRACK = re.compile(
    r"^(?:[✗✘×xu]|red|amber|watch|late|behind|off track|not on .*|at risk)\b|[✗✘×]", re.I
)
"""How reports mark a measure that is not where it should be; "U" is "uncertain"."""

FIGURE = re.compile(
    r"£\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:%|per cent\b|million\b)"
    r"|\b\d+\.\d+\b|\b\d{1,3}(?:,\d{3})+\b|\b\d{3}\b"
)
"""An amount, a share, a decimal or a count of three digits; small numbers are often labels."""

NO_FIGURE = re.compile(r"^\s*(?:\d+(?:\.\d+)+|\(\w+\))\s+|\b\d{1,2}[.:]\d\d\s*(?:[ap]\.?m\b|to\b)")
"""A paragraph's own number, and a time of day."""

ASIDE = ("recommend", "background", "purpose", "contents", "glossary", "financial", "appendix")
"""Headings, as they begin, of sections whose figures are given elsewhere or are none."""

LONGEST = 240
"""Characters of a sentence that is told whole."""

Told = tuple[Passage, str, str]
"""A passage, what is said of it, and the words of it that are cited."""


def key_figures(paper: Paper, passages: Sequence[Passage]) -> list[Told]:
    """At most five, in the order of the paper; none where nothing stands out."""
    rows = [p for p in passages if p.kind == "row"]
    for found in (_totals(paper, rows), _measures(paper, rows), _sentences(passages)):
        if found:
            return found
    return []


def _totals(paper: Paper, rows: Sequence[Passage]) -> list[Told]:
    if paper.kind != "finance":
        return []
    seen: dict[str, Passage] = {}
    for row in sorted((r for r in rows if TOTAL.match(r.label)), key=_size, reverse=True):
        if len(row.cells) <= MOST_CELLS:
            seen.setdefault(row.label.lower(), row)
    chosen = sorted(list(seen.values())[:MOST], key=lambda row: row.order)
    return [(row, f"{row.label}: {_cells(row)}", row.text) for row in chosen]


def _size(row: Passage) -> float:
    """The largest figure of a row, its sign aside."""
    found = [float(n.replace(",", "")) for c in row.cells for n in re.findall(r"\d[\d,]*", c.value)]
    return max(found, default=0.0)


def _cells(row: Passage) -> str:
    told = []
    for cell in row.cells:
        column = cell.column.split("›")[-1].strip()
        unit = "" if cell.unit in column else f" {cell.unit}"
        told.append(f"{column} {cell.value}{unit}".strip())
    return "; ".join(told)


def _measures(paper: Paper, rows: Sequence[Passage]) -> list[Told]:
    """Measures of the paper's own period, those that are off track first."""
    if paper.kind != "monitoring":
        return []
    told = [(row, figure_of(row, paper.period)) for row in rows if status_of(row)]
    with_figures = [(row, figure) for row, figure in told if figure and readable(row.label)]
    off = [one for one in with_figures if OFF_TRACK.search(status_of(one[0]))]
    chosen = (off + [one for one in with_figures if one not in off])[:MOST]
    return [
        (row, f"{readable(row.label)}: {figure}, {status_of(row)}", row.text)
        for row, figure in sorted(chosen, key=lambda one: one[0].order)
    ]


def _sentences(passages: Sequence[Passage]) -> list[Told]:
    """The sentences with most figures, years and paragraph numbers not counted."""
    prose = [p for p in passages if p.kind in ("paragraph", "list") and not _aside(p)]
    told = [
        (passage, words, _figures(words))
        for passage in prose
        for words in split_sentences(passage.text)
        if len(words) <= LONGEST and words.endswith(".") and not words[0].islower()
    ]
    best = sorted((one for one in told if one[2]), key=lambda one: -one[2])[:MOST]
    return [
        (passage, words, words) for passage, words, count in told if (passage, words, count) in best
    ]


def _figures(words: str) -> int:
    """How many figures a sentence names."""
    return len(FIGURE.findall(NO_FIGURE.sub("", words)))


def _aside(passage: Passage) -> bool:
    plain = [re.sub(r"^[\W\d]+", "", heading).lower() for heading in passage.headings]
    return any(heading.startswith(ASIDE) for heading in plain)
