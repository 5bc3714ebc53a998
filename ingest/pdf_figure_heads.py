"""Which lines above columns of figures are their headings."""

import re
from collections.abc import Sequence

from ingest.pdf_figure_lines import Column, Line, stands_over
from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, line_up
from ingest.pdf_open_headings import headings_of

YEAR = re.compile(r"^(?:19|20)\d\d$")
YEARS = re.compile(r"^(?:19|20)\d\d/\d\d$")
HEADS = re.compile(
    r"^(?:total|(?:19|20)\d\d(?:[/-](?:20)?\d\d)?|£?(?:['’]?000(?:['’]?s)?|1,?000['’]?s|m|k)|£|%)$",
    re.I,
)
"""The words over columns that are years or say what the figures are in."""

_CUT_YEAR = re.compile(r"^(?:19|20)\d\d/\d?$")
_YEARS_END = re.compile(r"^\d{1,2}$")

NUMBERED = re.compile(r"^(?:note|table|schedule|appendix|annex) \w{1,3}[.:]?$", re.I)
MOST_HEADER_ROWS = 5
WIDEST_GAP = 4.5
"""Type sizes between rows of one table; accounts leave up to 4 before a total."""

HEADING_GAP = 2.2
"""Type sizes between headings and figures; more where each column has its own piece."""

HEADING_WORDS = 6
"""Words of a heading that begins far left of its figures, set right over a narrow column."""

SHORT_HEADING = 3
"""Words; a longer text that reaches into the columns is prose."""


def headed_again(lines: Sequence[Line], at: int, columns: Sequence[Column]) -> int:
    """Where the columns have years anew below the figures at `at`: the next table's headings."""
    start = len(lines)
    for index in range(at + 1, len(lines)):
        over = [part for part in lines[index].parts if any(stands_over(part, c) for c in columns)]
        words = [word.text for part in over for word in part]
        if not _one_each(over, columns) or not all(map(HEADS.match, words)):
            start = len(lines)
            continue
        start = min(start, index)
        years = [word for word in words if YEAR.match(word) or YEARS.match(word)]
        if len(set(years)) == len(years) > 1:  # sums of 2000 in two columns are one
            return start
    return len(lines)


def named_aside(header: Sequence[Line], columns: Sequence[Column]) -> tuple[list[Row], list[Line]]:
    """The number beside a header's first line that has a name, and the header without it.

    "Note 11" stands over "Creditors", and the years over what the figures are in.
    """
    heads = list(header)
    beside = [[part for part in line.parts if not _heads(part, columns)] for line in header]
    first, *others = [n for n, parts in enumerate(beside) if parts] or [-1]
    if not others or len(beside[first]) != 1 or len(heads[first].parts) < 2:
        return [], heads
    (name,) = beside[first]
    if not NUMBERED.match(" ".join(word.text for word in name)):
        return [], heads
    rest = [part for part in heads[first].parts if part is not name]
    row = line_up([word for part in rest for word in part])[0]
    heads[first] = Line(row, rest, heads[first].figures)
    return line_up(name), heads


def is_over(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line has a piece over a column or beyond it."""
    return any(_heads(part, columns) for part in line.parts)


def _heads(part: Sequence[Word], columns: Sequence[Column]) -> bool:
    """Whether a piece stands over a column, or begins beyond the first one's left."""
    return part[0].left > columns[0].left or any(stands_over(part, column) for column in columns)


def _are_years(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line heads columns by years, and has no name of its own."""
    if all(YEAR.match(part[0].text) for part in line.figures):
        return True
    unnamed = line.parts[0][0].left > columns[0].left - 2 * line.row.size
    return unnamed and any(YEARS.match(part[0].text) for part in line.parts)


def _several(parts: Sequence[Sequence[Word]], over: Sequence[Sequence[Word]]) -> bool:
    """Whether a line is a name and headings of a few words over columns, and no prose."""
    short = all(len(part) <= HEADING_WORDS for part in parts)
    return short and 1 < len(over) < len(parts)


def _one_each(parts: Sequence[Sequence[Word]], columns: Sequence[Column]) -> bool:
    """Whether each of several columns has one short piece over it: "2014/15" and "2013/14"."""
    short = all(len(part) <= SHORT_HEADING for part in parts)
    return short and 1 < len(columns) == len(parts) and all(map(stands_over, parts, columns))


def heads_columns(line: Line, columns: Sequence[Column], heads: Sequence[Line]) -> bool:
    """Whether a line heads columns by years, or goes on with headings and has no name."""
    if line.figures:
        return _are_years(line, columns) or _ends_years(line, heads[-1:])
    return bool(heads) and line.parts[0][0].left > columns[0].left


def _ends_years(line: Line, heads: Sequence[Line]) -> bool:
    """Whether a line's figures are the ends of years that a narrow column cut: "2023/2", "4"."""
    cut = [part[-1] for head in heads for part in head.parts if _CUT_YEAR.search(part[-1].text)]
    ends = [part for part in line.parts if len(part) == 1 and _YEARS_END.match(part[0].text)]
    under = [
        end
        for end in ends
        if any(year.left < end[0].right and end[0].left < year.right for year in cut)
    ]
    return len(cut) > 1 and len(cut) <= len(under) == len(ends)


def header_start(lines: Sequence[Line], done: int, at: int, columns: Sequence[Column]) -> int:
    """The first of the lines above the figures that are their columns' headings."""
    start = found = at
    while columns and start > max(done, at - MOST_HEADER_ROWS):
        line, below = lines[start - 1], lines[start]
        over = [part for part in line.parts if _heads(part, columns)]
        near = WIDEST_GAP if _one_each(over, columns) else HEADING_GAP
        if below.row.bottom - line.row.bottom > near * max(line.row.size, below.row.size):
            break
        left = min(column.left for column in columns)
        years = all(YEAR.match(part[0].text) for part in line.figures)
        wide = any(part[0].left < left - 60 for part in over)
        if not years or (wide and not _several(line.parts, over)):
            break
        if len(over) == 1 and len(over[0]) > 8:
            break
        if not over and (len(line.parts) > 1 or start < at - 1):
            break  # one section name may stand between the headings and the figures
        start -= 1
        if over:
            found = start
    return found


def headings_over(
    heads: Sequence[Line], body: Sequence[Line], columns: Sequence[Column]
) -> list[str]:
    """The headings over the names, over each column, and over what stands behind the last one."""
    words = [word for line in heads for part in line.parts for word in part]
    if not words:
        return []
    first, behind = columns[0].left - 1, columns[-1].right + 1
    names = [line.parts[0] for line in body if line.parts[0][0].left < first]
    left = min([first - 1, *(part[0].left for part in names)])
    label = min([first, max((part[-1].right for part in names), default=first)])
    edge = max(behind + 1, *(word.right for word in words))
    places = [(left, max(label, left + 1)), *((c.left, c.right) for c in columns)]
    return list(headings_of(words, [*places, (behind, edge)], (), edge - left))
