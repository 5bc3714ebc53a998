"""A table to passages that a person understands alone: one a row, and one a run of rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.papers import Paper, Passage, content_id
from corpus.periods import periods_in
from ingest.context import context_of, split_long
from ingest.elements import Element
from ingest.table_headings import is_figure
from ingest.table_rows import Row
from ingest.table_sections import is_total
from ingest.tables import LogicalTable
from ingest.turns import Stretch, letters, page_starts, without

GROUP_WORDS = 190
"""A run of rows in one passage has at most so many words."""

ROW_WORDS = 150
"""A row of prose longer than this is cut at sentence ends, its name repeated."""

MEASURE = re.compile(r"[A-Z]{1,6}\s?\d")
"""How the number of a measure begins, and not that of a risk or of a paragraph."""

BAR = " | "


def table_passages(whole: Element, paper: Paper, caption: str) -> Iterator[Passage]:
    """The passages of the tables of one element, rows after the run that holds them."""
    for part, table in _under_headings(whole):
        if not table.rows and table.header:
            yield from _header_only(table, part, paper)
            continue
        element = _named(part, table)
        title = _title(table, (caption if part is whole else "") or table.name)
        for group in _groups(table):
            run = _group_passage(group, table, element, paper, title)
            alone = len(group) == 1 or table.narrative
            rows = [row for row in group if row.cells or alone]
            if len(group) > 1 and not table.narrative:
                yield run
            for row in rows:
                yield from _row_passages(row, table, element, paper, title, run.id)


def _under_headings(element: Element) -> Iterator[tuple[Element, LogicalTable]]:
    """Each table of a run with the headings that it stands under.

    The one right above the first table is its name. Where that table has ended with its total,
    a table with headings of its own is another one.
    """
    own, ended, measure = element, False, ""
    for table in element.tables:
        if ended and table.header and own is element and element.over:
            last = element.headings[-1:]
            kept = element.headings[: -1 if last and element.over.endswith(last[0]) else None]
            own = replace(element, headings=kept, lead="")
        held = bool(measure) and _is_held(table)
        yield (replace(own, headings=(*own.headings, measure), lead="") if held else own), table
        ended = bool(table.rows) and is_total(table.rows[-1].label)
        measure = measure if held else _last_measure(table)


def _last_measure(table: LogicalTable) -> str:
    """The name of the measure that a table ends with, which a table after it may belong to."""
    last = next((row for row in reversed(table.rows) if row.code), None)
    return last.label if last and MEASURE.match(last.code) else ""


def _is_held(table: LogicalTable) -> bool:
    """Whether a table right after measures is one that a commentary holds.

    It has headings of its own, figures and no measures: the page had no room for it in its cell.
    """
    figures = any(is_figure(cell.value) for row in table.rows for cell in row.cells)
    return bool(table.header) and figures and not any(row.code for row in table.rows)


def _named(element: Element, table: LogicalTable) -> Element:
    """The element under the name that a table's own first row gives, for that table alone."""
    if not table.name or table.name in element.headings:
        return element
    return replace(element, headings=(*element.headings, table.name))


def _title(table: LogicalTable, caption: str) -> str:
    if table.unit and caption and table.unit not in caption and table.unit.startswith("£"):
        return f"{caption} ({table.unit})"
    return caption


def _groups(table: LogicalTable) -> Iterator[list[Row]]:
    group: list[Row] = []
    words = 0
    for row in table.rows:
        size = sum(len(cell.split()) for cell in row.printed) + len(row.printed)
        if group and words + size > GROUP_WORDS:
            yield group
            group, words = [], 0
        group.append(row)
        words += size
    if group:
        yield group


def _header_lines(table: LogicalTable) -> list[str]:
    return [_without_blanks(row) for row in table.header]


def _printed(row: Row) -> str:
    return _without_blanks(row.printed)


def _without_blanks(row: Sequence[str]) -> str:
    """A row's cells on one line, the blank ones at its end left out."""
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    return BAR.join(" ".join(cell.split()) for cell in cells)


def _stretches(row: Row) -> list[Stretch]:
    """A row as `_printed` has it, cell by cell."""
    last = max((index for index, cell in enumerate(row.printed) if cell.strip()), default=-1)
    stretches: list[Stretch] = []
    for index in range(last + 1):
        if index:
            stretches.append(Stretch(BAR, row.first_page, row.printed_page))
        stretches.append(_cell(row, index))
    return stretches


def _cell(row: Row, index: int) -> Stretch:
    turns = tuple(turn for cell, turn in row.turns if cell == index)
    return Stretch(row.printed[index], row.first_page, row.printed_page, turns)


def _group_passage(
    rows: Sequence[Row], table: LogicalTable, element: Element, paper: Paper, title: str
) -> Passage:
    lines = [title] if title else []
    lines += [line for line in _header_lines(table) if line.strip(" |")]
    stretches = [Stretch(line, rows[0].first_page, rows[0].printed_page) for line in lines]
    section = ""
    for row in rows:
        if row.section and row.section != section:
            section = row.section
            lines.append(section)
            stretches.append(Stretch(section, row.first_page, row.printed_page))
        if (printed := _printed(row)).strip(" |"):
            lines.append(printed)
            stretches += _stretches(row)
    text = "\n".join(lines) or "–"
    return _passage("table", text, text, rows, element, paper, stretches, label=title)


def _row_passages(
    row: Row, table: LogicalTable, element: Element, paper: Paper, title: str, part_of: str
) -> Iterator[Passage]:
    head = [title] if title else []
    if row.section and any(is_figure(cell.value) for cell in row.cells):
        head.append(row.section)
    head += [line for line in _header_lines(table) if line.strip(" |")]
    labelled = "; ".join(
        f"{cell.column} {cell.value}".strip() if is_figure(cell.value) else cell.value
        for cell in row.cells
    )
    printed = _printed(row)
    if not printed.strip(" |"):
        return
    over = [Stretch(line, row.first_page, row.printed_page) for line in head]
    if len(printed.split()) <= ROW_WORDS + 40:
        text = "\n".join([*head, printed])
        searched = ": ".join(part for part in (row.label, labelled) if part)
        if title and not any(title.startswith(heading) for heading in element.headings):
            searched = f"{title}\n{searched}"
        yield _passage(
            "row",
            text,
            searched,
            [row],
            element,
            paper,
            [*over, *_stretches(row)],
            row=row,
            part_of=part_of,
        )
        return
    longest = max(range(len(row.printed)), key=lambda index: len(row.printed[index]))
    others = [cell for index, cell in enumerate(row.printed) if index != longest and cell.strip()]
    rest = _cell(row, longest)
    for part in split_long(" ".join(row.printed[longest].split()), ROW_WORDS):
        line = BAR.join([*others, part])
        text = "\n".join([*head, line])
        beside = Stretch(
            BAR.join([*others, ""]) if others else "", row.first_page, row.printed_page
        )
        yield _passage(
            "row",
            text,
            line,
            [row],
            element,
            paper,
            [*over, beside, rest],
            row=row,
            part_of=part_of,
        )
        rest = without(rest, letters(part))


def _header_only(table: LogicalTable, element: Element, paper: Paper) -> Iterator[Passage]:
    text = "\n".join(_header_lines(table))
    if text.strip(" |\n"):
        yield _passage("table", text, text, [], element, paper, [])


def _passage(
    kind: str,
    text: str,
    searched: str,
    rows: Sequence[Row],
    element: Element,
    paper: Paper,
    stretches: Sequence[Stretch],
    *,
    row: Row | None = None,
    label: str = "",
    part_of: str = "",
) -> Passage:
    headings = element.headings + ((row.section,) if row and row.section else ())
    period = _period(text, headings, paper)
    context = context_of(paper, headings, period)
    first_page = rows[0].first_page if rows else element.first_page
    return Passage(
        id=content_id(paper.id, kind, str(element.first_page), text),
        paper_id=paper.id,
        text=text,
        first_page=first_page,
        last_page=rows[-1].last_page if rows else element.last_page,
        kind=kind,
        search_text=f"{context}\n{searched}",
        printed_page=rows[0].printed_page if rows else element.label,
        item=paper.item,
        headings=headings,
        period=period,
        label=row.label if row else label,
        cells=row.cells if row else (),
        part_of=part_of if row else "",
        access=paper.access,
        page_starts=page_starts(text, stretches, first_page),
    )


def _period(text: str, headings: Sequence[str], paper: Paper) -> str:
    """The quarter that a table names, else its headings', else its paper's period.

    In a paper of one quarter its caption's alone: its columns and its commentary name others to
    compare with.
    """
    if any(period.quarter for period in periods_in(paper.period)):
        first = text.split("\n", 1)[0]
        text = "" if " | " in first else first
    for source in (text, " ".join(headings)):
        quarters = [period.label for period in periods_in(source) if period.quarter]
        if quarters:
            return paper.period if paper.period in quarters else quarters[0]
    return paper.period
