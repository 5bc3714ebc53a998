"""Which rows of a table are its headings, and what each column is called."""

import re
from collections.abc import Sequence

from corpus.papers import Table
from ingest.lines import mark

HEADER_CELL = 90
"""Characters: a longer cell is content and not a column's heading."""

MAX_HEADER_ROWS = 4

TIER_CELL = 24
"""Characters: so long at most is a heading below another one."""

HEADING_SHARE = 0.75
"""In a table of two columns a heading is shorter than this share of the usual cell below it."""

NAMED_COLUMNS = 4

LEAST_ENTRIES = 2
NUMBERED_SHARE = 0.8
"""Of a column's cells so many have a digit, under a heading without: dates, codes, sums."""

LEAST_SORTED = 5
"""Fewer names are in the order of the alphabet by chance."""

_FIGURE = re.compile(
    r"^[\s(\[£$€+\-–−<>~≈c.]*\d[\d,.]*\s*(?:%|m|k|bn|p|pts?|pp)?[\s)\]*^†‡]*$", re.I
)

_YEAR_LIKE = re.compile(
    r"^(?:20\d\d(?:\s?[/\-–]\s?(?:20)?\d\d)?|q[1-4].*|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|(?:19|20)\d\d(?:\*| %)?)$",
    re.I,
)

_UNIT_ALONE = re.compile(r"\(?£\s?['’‘]?\s?0{3}s?\)?", re.I)
"""What the figures under it are in, which reads as a figure."""

_ENDS = re.compile(r"[:.]\s*$")
_SHORTENED = re.compile(r"(?:\w+\s)?(?:no|nos|ref|refs|para|paras|app|est|min|max)\.", re.I)
"""A heading that ends in a full stop and is no sentence: "Item no."."""

_DASHES = frozenset("-–—")

_WORDS = re.compile(r"[A-Za-z]{4}")

CODE = re.compile(
    r"^(?:[A-Z]{0,5}\s?|[A-Z]{1,5}[\-/])\d{1,3}(?:[.\-/]\d{1,3}){0,3}[a-z]?\.?$"
    r"|^[A-Z]{1,5}\s?[A-Z]?\d{1,3}[a-z]?$"
    r"|^[A-Z]{2,5}\d{1,3} \d{1,2}[a-z]?$"
    r"|^[A-Z]{1,5}(?: [A-Z]{1,5}){1,2} ?\d{1,3}[a-z]?$"
)
"""A row's number: "P1.3", "12", "CYP 4a", "CL-02", "CF LI05"."""


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else; a year, a quarter or "£000" is none."""
    text = text.strip()
    if _UNIT_ALONE.fullmatch(text):
        return False
    return bool(_FIGURE.match(text)) and not _YEAR_LIKE.match(text)


def header_rows(table: Table) -> int:
    """How many of its first rows are headings.

    Rows without figures over rows with figures; or, in a table of prose, one row
    of short cells over longer ones.
    """
    rows = table.rows
    if table.header_rows:
        heads = min(table.header_rows, len(rows))
        while heads < min(len(rows) - 1, MAX_HEADER_ROWS) and _is_tier(rows[heads]):
            heads += 1
        return heads
    if len(rows) < 2:
        return 0
    first_figures = next((i for i, row in enumerate(rows) if any(map(is_figure, row))), None)
    above = [row for row in rows[:first_figures] if not only_first(row)]
    if first_figures and len(above) <= MAX_HEADER_ROWS:
        heads = 0
        figure_columns = {
            i for row in rows[first_figures:] for i, cell in enumerate(row) if is_figure(cell)
        }
        for row in rows[:first_figures]:
            filled = [i for i, cell in enumerate(row) if cell.strip()]
            if any(len(row[i]) > HEADER_CELL for i in filled):
                break
            only_label = len(filled) == 1 and filled[0] == 0
            if heads and (only_label or _has_dashes(row) or _is_entry(row, rows[heads - 1])):
                break
            if not only_label and not (set(filled) & figure_columns) and len(row) > 2:
                break
            heads += 1
        while heads and only_first(rows[heads - 1]):
            heads -= 1
        return heads
    heads_row = [cell for cell in rows[0] if cell.strip()]
    if len(heads_row) < 2 or any(len(cell) > HEADER_CELL or is_figure(cell) for cell in heads_row):
        return 0
    if any(_ENDS.search(cell) and not _SHORTENED.fullmatch(cell.strip()) for cell in heads_row):
        return 0
    below = [cell for row in rows[1:] for cell in row if cell.strip()]
    longer = sum(map(len, below)) / max(1, len(below)) > 1.5 * sum(map(len, heads_row)) / len(
        heads_row
    )
    if CODE.match(heads_row[0]):
        return 0
    return int((longer and not _like_the_others(rows)) or _over_dates_or_numbers(rows))


def _over_dates_or_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names every column without a digit, one of them of dates or numbers.

    As a forward plan's does: its entries are no longer than its headings.
    """
    first, *below = rows
    named = (
        len(first) >= NAMED_COLUMNS and all(map(str.strip, first)) and len({*first}) == len(first)
    )
    if not named or any(char.isdigit() for cell in first for char in cell):
        return False
    entries = [row for row in below if not only_first(row)]
    for column in range(len(first)):
        cells = [row[column] for row in entries if row[column].strip()]
        numbered = sum(any(char.isdigit() for char in cell) for cell in cells)
        if len(cells) >= LEAST_ENTRIES and numbered >= NUMBERED_SHARE * len(cells):
            return True
    return False


def _has_dashes(row: Sequence[str]) -> bool:
    """Whether a row has a name and two dashes for nothing: an option that costs none."""
    return bool(row[0].strip()) and sum(cell.strip() in _DASHES for cell in row[1:]) > 1


def _is_entry(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row under headings that name every column is the first of what they head.

    A decision that is due on a day, and has no sum yet.
    """
    named = all(cell.strip() for cell in above) and len({*above}) == len(above)
    filled = [cell for cell in row if cell.strip()]
    digits = sum(any(char.isdigit() for char in cell) for cell in filled)
    return named and bool(row[0].strip()) and len(filled) >= len(row) - 1 and digits > 1


def _is_tier(row: Sequence[str]) -> bool:
    """Whether a row below the headings holds more of them: no name, and short cells in columns."""
    filled = [cell for cell in row if cell.strip()]
    short = all(len(cell) <= TIER_CELL and not is_figure(cell) for cell in filled)
    return not row[0].strip() and len(filled) > 1 and short


def _like_the_others(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a first row of two cells is a name and its value, and no pair of headings."""
    filled = [index for index, cell in enumerate(rows[0]) if cell.strip()]
    if len(filled) != 2:
        return False
    if sum(_names_a_field(row[filled[0]]) for row in rows) > 1 or _sorted(rows, filled[0]):
        return True
    second = filled[1]
    below = sorted(len(row[second]) for row in rows[1:] if row[second].strip())
    return bool(below) and len(rows[0][second]) > HEADING_SHARE * below[len(below) // 2]


def _sorted(rows: Sequence[tuple[str, ...]], column: int) -> bool:
    """Whether names stand in the order of the alphabet from the very first row."""
    names = [row[column].strip().casefold() for row in rows if row[column].strip()]
    return len(names) >= LEAST_SORTED and len(names) == len(rows) and names == sorted(names)


def _names_a_field(cell: str) -> bool:
    return mark(f"{cell.strip().rstrip(':')}:").kind == "field"


def only_first(row: Sequence[str]) -> bool:
    """Whether a row has a name and nothing else."""
    return bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def repeats_header(row: Sequence[str], header: Sequence[Sequence[str]]) -> bool:
    """Whether a row is the headings again, as tables printed in parts have them."""
    known = {cell for line in header for cell in folded(line) if cell}
    filled = [cell for cell in folded(row) if cell]
    if not known or len(filled) < 2 or any(is_figure(cell) for cell in row):
        return False
    if any(len(cell) > HEADER_CELL for cell in row):
        return False
    if not all(cell in known or _a_piece_of(cell, known) for cell in filled):
        return False
    return sum(cell in known for cell in filled) >= 0.5 * len(filled)


def _a_piece_of(cell: str, known: set[str]) -> bool:
    """Whether a cell is part of a heading, or holds one: headings break otherwise on each page."""
    return any(cell in heading or heading in cell for heading in known if len(heading) > 2)


def folded(row: Sequence[str]) -> tuple[str, ...]:
    """A row's cells by their letters and digits alone."""
    return tuple(re.sub(r"\W+", "", cell.lower()) for cell in row)


def columns_of(header: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """One heading a column; a blank in an upper tier takes its left neighbour's words."""
    columns = [""] * width
    for depth, row in enumerate(header):
        last = depth == len(header) - 1
        carried = ""
        for index, cell in enumerate(row):
            text = " ".join(cell.split())
            if text:
                carried = text
            elif not last and index and carried and _spans(header, depth, index):
                text = carried
            if text and text not in columns[index].split(" › "):
                columns[index] = f"{columns[index]} › {text}" if columns[index] else text
    return columns


def name_over(header: Sequence[Sequence[str]]) -> str:
    """What a first row says of the whole table, when it heads all the columns; "" for nothing.

    Such a row has one heading, beside that of the rows' names, and the columns' own stand below it.
    """
    if len(header) < 2 or sum(bool(cell.strip()) for cell in header[1]) < 2:
        return ""
    top = header[0]
    over = [n for n, cell in enumerate(top) if cell.strip() and n] or [0]
    before = any(cell.strip() for cell in header[1][1 : over[0]])
    before = before or bool(over[0] and top[0].strip() and header[1][0].strip())
    name = " ".join(top[over[0]].split())
    return name if len(over) == 1 and not before and _WORDS.search(name) else ""


def _spans(header: Sequence[tuple[str, ...]], depth: int, index: int) -> bool:
    """An upper heading reaches a column whose own heading stands only below it.

    Not where a heading above it is the column's own: that parts it from its neighbour.
    """
    parted = any(row[index].strip() for row in header[:depth])
    return not parted and any(row[index].strip() for row in header[depth + 1 :]) and index > 0
