"""What belongs to a table over its first rule and below its last one."""

from collections.abc import Sequence

from ingest.pdf_figure_lines import FIGURE
from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, line_up
from ingest.pdf_open_stacks import EDGE
from ingest.pdf_pieces import has_figures, is_prose, pieces_of

HEAD_ROOM = 2.2
"""Type sizes between the first rule and headings that stand above it, and between their lines."""

FIRST_ROOM = 3.0
"""And from the first rule to the headings over it."""

MOST_HEAD_LINES = 6

CAPTION_WORDS = 3

WRAPPED = 1.6
"""Type sizes between the lines of one name."""

NAME_SHARE = 0.4
"""Of a table's width, the most that the rest of a row's name takes up."""


def heads_columns(band: Sequence[Word]) -> bool:
    """Whether a band's words are headings: several pieces on a line, and no figures."""
    lines = line_up(band)
    return any(len(pieces_of(line)) > 1 for line in lines) and not any(map(has_figures, lines))


def headings_above(words: Sequence[Word], edge: float, left: float, right: float) -> list[Word]:
    """Headings over the first rule: a few lines near it, the topmost in several pieces."""
    found: list[Row] = []
    last = edge
    for line in reversed(line_up([word for word in words if word.centre <= edge])):
        far = last - line.bottom > (HEAD_ROOM if found else FIRST_ROOM) * line.size
        prose = any(is_prose(piece, left, right) for piece in pieces_of(line))
        if far or prose or len(found) == MOST_HEAD_LINES:
            break
        found.append(line)
        last = line.bottom
    while found and len(pieces_of(found[-1])) < 2:
        found.pop()
    return [word for line in found for word in line.words]


def without_caption(band: Sequence[Word], left: float) -> list[list[Word]]:
    """The first band without the lines of its caption, which stand over the headings."""
    lines = line_up(band)
    while len(lines) > 1 and len(pieces_of(lines[0])) == 1 and lines[0].left < left + 2 * EDGE:
        if len(pieces_of(lines[1])) == 1 and len(lines[0].words) < CAPTION_WORDS:
            break
        lines.pop(0)
    return [[word for line in lines for word in line.words]]


def rows_below(words: Sequence[Word], edge: float, width: float) -> list[Word]:
    """A last row without a rule under it: lines of several figures as near as the one before.

    With the rest of its name, on the next line.
    """
    found: list[Word] = []
    last = edge
    for line in line_up([w for w in words if w.centre > edge]):
        pieces = pieces_of(line)
        figures = [piece for piece in pieces[1:] if FIGURE.match(piece[0].text)]
        step = (line.bottom - last) / max(line.size, 1.0)
        wrapped = bool(found) and step <= WRAPPED and len(pieces) == 1
        short = line.right - line.left < NAME_SHARE * width
        if step > HEAD_ROOM or not (len(figures) > 1 or (wrapped and short)):
            break
        found += line.words
        last = line.bottom
    return found
