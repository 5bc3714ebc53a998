"""Columns that no line parts, by the white that runs down between the words of their rows."""

from collections.abc import Sequence

from ingest.pdf_figure_lines import FIGURE
from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, line_up
from ingest.pdf_pieces import has_figures, pieces_of

LEAST_BANDS = 3
"""Fewer rows, rules between them, are a box, a heading between lines, a page's head and foot,
unless they are rows of figures."""

WHITE = 2.0
"""Points of white that run down between two columns, at the least."""

STRAYING = 0.2
"""Of the rows so many may have words in the white: a remark set over two columns."""

ROOMY = 2.0
"""Type sizes between two columns that rows fill in turns: nearer, they are one column."""

ONE_PLACE = 1.0
"""Points by which words begin more alike than they end."""

GAP = 0.7
"""Type sizes between words of two columns, in half of the lines that have both."""

FIGURE_GAP = 0.2
"""Between two figures less is enough: no space stands inside a figure."""


def columns_among(bands: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """Left and right of each column: what the white between the words of most rows parts.

    Lines in one piece (a section's name, the rest of a label) do not count, nor do the headings
    over the first figures.
    """
    lines = [[line for line in line_up(band) if len(pieces_of(line)) > 1] for band in bands]
    telling = [own for own in lines if own]
    first = next((n for n, own in enumerate(telling) if any(map(has_figures, own))), 0)
    data = telling[first:] if first else telling[1:] or telling
    rows = [line for own in data for line in own]
    edges = sorted(
        event for line in rows for w in line.words for event in ((w.left, 1), (w.right, -1))
    )
    allowed = int(STRAYING * len(rows))
    columns: list[list[float]] = []
    covered = 0
    for place, step in edges:
        covered += step
        if step > 0 and covered == allowed + 1:
            if columns and place - columns[-1][1] < WHITE:
                continue
            columns.append([place, place])
        elif step < 0 and covered == allowed:
            columns[-1][1] = place
    kept: list[tuple[float, float]] = []
    for start, end in columns:
        if kept and (
            not _apart(rows, kept[-1], (start, end)) or _in_turns(rows, kept[-1], (start, end))
        ):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _apart(rows: Sequence[Row], first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether the white between two columns parts them, and is no space between words."""
    gaps: list[bool] = []
    for line in rows:
        before = [word for word in line.words if first[0] <= word.middle <= first[1]]
        after = [word for word in line.words if second[0] <= word.middle <= second[1]]
        if before and after:
            gap = (after[0].left - before[-1].right) / max(line.size, 1.0)
            figures = FIGURE.match(before[-1].text) and FIGURE.match(after[0].text)
            gaps.append(gap >= (FIGURE_GAP if figures else GAP))
    return not gaps or sum(gaps) * 2 >= len(gaps)


def _in_turns(rows: Sequence[Row], first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether a row has words in one of two near places or the other: one column, set both ways."""
    filled = [
        [
            any(left <= word.middle <= right for word in line.words)
            for left, right in (first, second)
        ]
        for line in rows
    ]
    near = second[0] - first[1] < ROOMY * max(line.size for line in rows)
    return near and not any(map(all, filled)) and sum(map(any, filled)) >= LEAST_BANDS


def columns_begun(rows: Sequence[Sequence[Sequence[Row]]]) -> set[int]:
    """The columns whose lines begin at one place more than they end at one: words, most often."""
    found = set()
    for n in range(max(map(len, rows), default=0)):
        lines = [line for row in rows if n < len(row) for line in row[n]]
        if len(lines) < 2:
            continue
        lefts, rights = [line.left for line in lines], [line.right for line in lines]
        if max(lefts) - min(lefts) + ONE_PLACE < max(rights) - min(rights):
            found.add(n)
    return found


def inside_of(word: Word, column: tuple[float, float]) -> float:
    """Points of a word inside a column, or minus those that it stands away from it."""
    return min(column[1], word.right) - max(column[0], word.left)


def column_of(word: Word, columns: Sequence[tuple[float, float]]) -> int:
    """The column that holds most of a word, or is nearest to it."""
    return max(range(len(columns)), key=lambda n: inside_of(word, columns[n]))
