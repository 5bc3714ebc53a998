"""Figures as bars in SVG: no script, a title and the values in words, readable in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 800
LABELS = 270
"""Pixels for the labels on the left."""

VALUES = 110
"""Pixels for the value on the right."""

ROW = 34
AXIS = 26
LONGEST_LABEL = 28
"""Letters that fit beside the bars; the table below has the whole name."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One share, from 0 to 1, with its interval."""

    label: str
    share: float
    low: float
    high: float
    cases: int


def bars(title: str, rows: Sequence[Bar]) -> str:
    """A horizontal bar for each share, with its 95% interval as a line over the bar's end.

    The whole chart is one image to a screen reader, and its description holds every value.
    """
    height = AXIS + ROW * len(rows) + 8
    words = "; ".join(f"{row.label} {row.share:.0%} of {row.cases}" for row in rows)
    id = "chart-" + "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    parts = [
        f'<svg role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {WIDTH} {height}">',
        f'<title id="{id}-t">{escape(title)}</title>',
        f'<desc id="{id}-d">{escape(words)}.</desc>',
        *(_gridline(share, height) for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
        *(_row(row, AXIS + ROW * place) for place, row in enumerate(rows)),
        "</svg>",
    ]
    return "\n".join(parts)


def _x(share: float) -> float:
    return round(LABELS + share * (WIDTH - LABELS - VALUES), 1)


def _gridline(share: float, height: int) -> str:
    x = _x(share)
    return (
        f'<line class="grid" x1="{x}" x2="{x}" y1="{AXIS - 6}" y2="{height - 4}"/>'
        f'<text class="tick" x="{x}" y="{AXIS - 12}" text-anchor="middle">{share:.0%}</text>'
    )


def _row(row: Bar, top: int) -> str:
    middle = top + ROW / 2
    low, high, end = _x(row.low), _x(row.high), _x(row.share)
    label = row.label
    if len(label) > LONGEST_LABEL:
        label = label[: LONGEST_LABEL - 1].rstrip() + "…"
    return (
        f'<text x="{LABELS - 10}" y="{middle + 5}" text-anchor="end">{escape(label)}</text>'
        f'<rect class="bar" x="{LABELS}" y="{top + 6}" width="{end - LABELS:.1f}" '
        f'height="{ROW - 12}"/>'
        f'<path class="reach" d="M{low} {middle}H{high}M{low} {middle - 5}v10M{high} {middle - 5}'
        f'v10"/>'
        f'<text x="{WIDTH - VALUES + 12}" y="{middle + 5}">{row.share:.0%} of {row.cases}</text>'
    )
