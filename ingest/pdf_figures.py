"""Tables without ruled cells: columns of figures found by where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.papers import Table
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, Row, line_up, segments
from ingest.pdf_open_headings import headings_of
from ingest.plain import spaced

FIGURE = re.compile(r"^[(£$€+−–-]*\d[\d,]*(?:\.\d+)?(?:%|m|k|bn)?[)%*†]*$|^[-–—]+$|^nil$", re.I)
YEAR = re.compile(r"^(?:19|20)\d\d$")
YEARS = re.compile(r"^(?:19|20)\d\d/\d\d$")
HEADS = re.compile(
    r"^(?:total|(?:19|20)\d\d(?:[/-](?:20)?\d\d)?|£?(?:['’]?000(?:['’]?s)?|1,?000['’]?s|m|k)|£|%)$",
    re.I,
)
"""The words over columns that are years or say what the figures are in."""

NUMBERED = re.compile(r"^(?:note|table|schedule|appendix|annex) \w{1,3}[.:]?$", re.I)
MONEY = re.compile(r"[£,.%()]")
"""What a lone column of figures must have, so that a list of contents is no table."""

LEAST_ROWS = 3
"""Rows of figures that make a table; two are enough below column headings."""

MOST_HEADER_ROWS = 5
MOST_LABELS = 3
"""Rows without figures that a table may have one after another: section names, wrapped labels."""

WIDEST_GAP = 4.5
"""Type sizes between rows of one table; accounts leave up to 4 before a total."""

HEADING_GAP = 2.2
"""Type sizes between headings and figures; more where each column has its own piece."""

SHORT_HEADING = 3
"""Words; a longer text that reaches into the columns is prose."""

FIGURE_GAP = 0.45
"""Type sizes between two figures of two columns; the parts of a telephone number stand nearer."""

NEAR = 1.35
"""Type sizes between the lines of one wrapped label."""


@dataclass(slots=True)
class _Line:
    """A printed line cut at its wide gaps."""

    row: Row
    parts: list[list[Word]]
    figures: list[list[Word]]
    """The parts that are figures and stand in columns, not numbers that begin a paragraph."""


@dataclass(slots=True)
class _Column:
    left: float
    right: float
    members: int = 1


def find_figures(rows: Sequence[Row]) -> list[Row | PlacedTable]:
    """The rows, top to bottom, with each run of aligned figures made one table.

    Prose never becomes a table: a run needs columns that line up over several rows, and nothing
    but short labels between them.
    """
    lines = [_line(row) for row in rows]
    found: list[Row | PlacedTable] = []
    done = at = 0
    while at < len(lines):
        if not lines[at].figures:
            at += 1
            continue
        end = _run_end(lines, at)
        columns = _columns(lines[at:end])
        end = _headed_again(lines[:end], at, columns)
        while end > at and not _in_columns(lines[end - 1], columns):
            end -= 1
        top = _header_start(lines, done, at, columns)
        if columns and end > at and _is_table(lines[at:end], columns, headed=top < at):
            found += [line.row for line in lines[done:top]]
            names, heads = _named(lines[top:at], columns)
            found += [*names, _table(heads, lines[at:end], columns)]
            done = at = end
        else:
            at = max(end, at + 1)
    return found + [line.row for line in lines[done:]]


def _line(row: Row) -> _Line:
    parts = [piece for part in segments(row) for piece in _apart(part)]
    figures = [part for part in parts if all(FIGURE.match(w.text) or w.text == "£" for w in part)]
    texts = [part for part in parts if part not in figures]
    if texts and figures and figures[0] is parts[0]:
        figures = figures[1:]  # "3.1  The board ..." is a numbered paragraph
    if any(len(part) > 4 for part in texts if figures and part[0].left > figures[0][0].left):
        figures = []
    return _Line(row, parts, figures)


def _apart(part: list[Word]) -> list[list[Word]]:
    """A piece of figures alone as one each: columns of large figures stand close."""
    if not all(FIGURE.match(word.text) for word in part):
        return [part]
    pieces = [part[:1]]
    for word in part[1:]:
        if word.left - pieces[-1][-1].right < FIGURE_GAP * max(word.size, 1.0):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _run_end(lines: Sequence[_Line], start: int) -> int:
    """The index behind the last row of figures that belongs with the one at `start`."""
    first = min(part[0].left for part in lines[start].figures)
    end, between = start + 1, 0
    for index in range(start + 1, len(lines)):
        line, above = lines[index], lines[index - 1]
        if line.row.bottom - above.row.bottom > WIDEST_GAP * max(line.row.size, above.row.size, 1):
            break
        if line.figures:
            end, between = index + 1, 0
            first = min(first, min(part[0].left for part in line.figures))
            continue
        between += 1
        crossing = any(
            p[0].left < first - 5 and p[-1].right > first + 10 and len(p) > SHORT_HEADING
            for p in line.parts
        )
        if between > MOST_LABELS or crossing:
            break
    return end


def _headed_again(lines: Sequence[_Line], at: int, columns: Sequence[_Column]) -> int:
    """Where the columns have years anew below the figures at `at`: the next table's headings."""
    start = len(lines)
    for index in range(at + 1, len(lines)):
        over = [part for part in lines[index].parts if any(_over(part, c) for c in columns)]
        words = [word.text for part in over for word in part]
        if not _one_each(over, columns) or not all(map(HEADS.match, words)):
            start = len(lines)
            continue
        start = min(start, index)
        years = [word for word in words if YEAR.match(word) or YEARS.match(word)]
        if len(set(years)) == len(years) > 1:  # sums of 2000 in two columns are one
            return start
    return len(lines)


def _named(header: Sequence[_Line], columns: Sequence[_Column]) -> tuple[list[Row], list[_Line]]:
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
    heads[first] = _Line(row, rest, heads[first].figures)
    return line_up(name), heads


def _columns(lines: Sequence[_Line]) -> list[_Column]:
    """Columns of figures: those that stand over one another in at least two rows."""
    columns: list[_Column] = []
    for part in sorted((p for line in lines for p in line.figures), key=lambda p: p[0].left):
        left, right = part[0].left, part[-1].right
        if columns and left < columns[-1].right:
            columns[-1].right = max(columns[-1].right, right)
            columns[-1].members += 1
        else:
            columns.append(_Column(left, right))
    return [column for column in columns if column.members >= 2]


def _in_columns(line: _Line, columns: Sequence[_Column]) -> bool:
    return any(_over(part, column) for part in line.figures for column in columns)


def _is_over(line: _Line, columns: Sequence[_Column]) -> bool:
    return any(_heads(part, columns) for part in line.parts)


def _heads(part: Sequence[Word], columns: Sequence[_Column]) -> bool:
    """Whether a piece stands over a column, or begins beyond the first one's left."""
    return part[0].left > columns[0].left or any(_over(part, column) for column in columns)


def _are_years(line: _Line, columns: Sequence[_Column]) -> bool:
    """Whether a line heads columns by years, and has no name of its own."""
    if all(YEAR.match(part[0].text) for part in line.figures):
        return True
    unnamed = line.parts[0][0].left > columns[0].left - 2 * line.row.size
    return unnamed and any(YEARS.match(part[0].text) for part in line.parts)


def _one_each(parts: Sequence[Sequence[Word]], columns: Sequence[_Column]) -> bool:
    """Whether each of several columns has one short piece over it: "2014/15" and "2013/14"."""
    short = all(len(part) <= SHORT_HEADING for part in parts)
    return short and 1 < len(columns) == len(parts) and all(map(_over, parts, columns))


def _heads_columns(line: _Line, columns: Sequence[_Column], *, headed: bool) -> bool:
    """Whether a line heads columns by years, or goes on with headings and has no name."""
    if line.figures:
        return _are_years(line, columns)
    return headed and line.parts[0][0].left > columns[0].left


def _over(part: Sequence[Word], column: _Column) -> bool:
    return part[0].left < column.right + 1 and part[-1].right > column.left - 1


def _is_table(lines: Sequence[_Line], columns: Sequence[_Column], *, headed: bool) -> bool:
    filled = [line for line in lines if _in_columns(line, columns)]
    if len(filled) < (2 if headed and len(columns) > 1 else LEAST_ROWS):
        return False
    texts = [part[-1].text for line in filled for part in line.figures]
    labelled = sum(1 for line in filled if line.parts[0] not in line.figures)
    if labelled * 2 < len(filled) and len(columns) < 3:
        return False
    if len(columns) > 1:
        several = sum(1 for line in filled if len(line.figures) > 1)
        return several * 2 >= len(filled)
    return sum(1 for text in texts if MONEY.search(text)) * 2 > len(texts)


def _header_start(lines: Sequence[_Line], done: int, at: int, columns: Sequence[_Column]) -> int:
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
        if not years or any(part[0].left < left - 60 for part in over):
            break
        if len(over) == 1 and len(over[0]) > 8:
            break
        if not over and (len(line.parts) > 1 or start < at - 1):
            break  # one section name may stand between the headings and the figures
        start -= 1
        if over:
            found = start
    return found


def _table(
    header: Sequence[_Line], lines: Sequence[_Line], columns: Sequence[_Column]
) -> PlacedTable:
    heads = [line for line in header if _is_over(line, columns)]
    body = [line for line in header if not _is_over(line, columns)] + list(lines)
    while len(body) > 1 and _heads_columns(body[0], columns, headed=bool(heads)):
        heads.append(body.pop(0))
    rows = [_cells(line, columns) for line in body]
    rows = _unwrapped(body, rows)
    head = _headings(heads, body, columns)
    everything = [*heads, *body]
    top = min(line.row.top for line in everything)
    box = (
        min(line.row.left for line in everything),
        top,
        max(line.row.right for line in everything),
        max(line.row.bottom for line in everything),
    )
    cells = [head, *rows] if head else rows
    used = [n for n, column in enumerate(zip(*cells, strict=True)) if n == 0 or any(column)]
    table = tuple(tuple(row[n] for n in used) for row in cells)
    return PlacedTable(Table(table, False, 1 if head else 0, round(top, 1)), box)


def _headings(
    heads: Sequence[_Line], body: Sequence[_Line], columns: Sequence[_Column]
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


def _cells(line: _Line, columns: Sequence[_Column]) -> list[str]:
    """The line's label, then one cell a column, then what stands behind the last column."""
    cells: list[list[str]] = [[] for _ in range(len(columns) + 2)]
    for part in line.parts:
        text = " ".join(word.text for word in part)
        over = [n for n, column in enumerate(columns, start=1) if _over(part, column)]
        if not over:
            middle = (part[0].left + part[-1].right) / 2
            over = [_nearest(middle, part[-1].right, columns)]
        cells[over[0]].append(text)
    return [spaced(" ".join(cell)) for cell in cells]


def _nearest(middle: float, right: float, columns: Sequence[_Column]) -> int:
    if right < columns[0].left:
        return 0
    if middle > columns[-1].right:
        return len(columns) + 1
    return 1 + min(
        range(len(columns)),
        key=lambda n: abs(middle - (columns[n].left + columns[n].right) / 2),
    )


def _unwrapped(lines: Sequence[_Line], rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows with labels that run over several lines in one piece."""
    done: list[list[str]] = []
    open_label = False  # the last row done is a label that may go on
    for index, (line, row) in enumerate(zip(lines, rows, strict=True)):
        alone = bool(row[0]) and not any(row[1:])
        above = lines[index - 1].row if index else None
        near = above is not None and line.row.bottom - above.bottom <= NEAR * line.row.size
        goes_on = bool(done) and near and row[0][:1].islower()
        if goes_on and alone:
            done[-1][0] = f"{done[-1][0]} {row[0]}".strip()
        elif near and open_label and (goes_on or not row[0]):
            done[-1] = [f"{done[-1][0]} {row[0]}".strip(), *row[1:]]
            open_label = False
        else:
            done.append(row)
            open_label = alone
    return done
