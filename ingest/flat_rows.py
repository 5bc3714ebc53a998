"""One measure of a table that came apart, as the row that it was, page by page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.papers import Table
from ingest.flat_figures import columns_in, name_and_figures
from ingest.paragraphs import Paragraph, PlacedTable

SUBJECT = re.compile(r"\b(?:measure|milestone|indicator|objective|action|description)s?\b", re.I)
COMMENTARY = re.compile(
    r"^(?:supporting|officer|performance|latest)\s(?:commentary|comments?|narrative|update)\b"
    r"|^(?:commentary|comments?|narrative|update)(?=\s*:)",
    re.I,
)


@dataclass(slots=True)
class Measure:
    """A measure as its lines stand."""

    code: str
    at: Paragraph
    """Where its number stands."""

    heading: str
    """The headings of its table, read as one line."""

    lines: list[Paragraph] = field(default_factory=list)
    """Its name and figures."""

    commentary: list[Paragraph] = field(default_factory=list)


def tables_of(measures: Sequence[Measure]) -> list[PlacedTable]:
    """The measures as tables, one a page."""
    tables: list[PlacedTable] = []
    told = (COMMENTARY.match(m.commentary[0].text) for m in measures if m.commentary)
    commentary = next((found[0] for found in told if found), "")
    for measure in measures:
        columns = columns_in(measure.heading)
        subject = SUBJECT.search(measure.heading)
        head = (
            measure.heading.split()[0].rstrip(":"),
            subject[0] if subject else "",
            *columns,
            commentary,
        )
        for page, label, row in _row(measure, len(columns)):
            last = tables[-1] if tables else None
            if last and (last.page, last.table.rows[0]) == (page, head):
                rows = (*last.table.rows, row)
            else:
                rows = (head, row)
            made = PlacedTable(Table(rows, ruled=False, header_rows=1), page, label)
            tables[-1 if len(rows) > 2 else len(tables) :] = [made]
    return tables


def _row(measure: Measure, columns: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The measure's row, and what of its commentary stands on later pages as rows that go on."""
    lines = measure.lines
    name, figures = name_and_figures([p.text for p in lines], measure.heading)
    beside = figures or ("",) * columns
    told: dict[tuple[int, str], list[str]] = {}
    for paragraph in measure.commentary:
        ends = [turn.offset for turn in paragraph.turns] + [len(paragraph.text)]
        for start, end in zip([0, *ends], ends, strict=False):
            piece = part(paragraph, start, end)
            told.setdefault((piece.first_page, piece.label), []).append(piece.text)
    here = (measure.at.first_page, measure.at.label)
    text = " ".join(told.pop(here, []))
    yield (*here, (measure.code, name, *beside, text))
    for (page, label), texts in told.items():
        yield page, label, ("", "", *("" for _ in beside), " ".join(texts))


def part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """A stretch of a paragraph with the pages that it stands on."""
    page, label = paragraph.first_page, paragraph.label
    for turn in paragraph.turns:
        if turn.offset <= start:
            page, label = turn.page, turn.printed_page
    turns = tuple(
        replace(turn, offset=turn.offset - start)
        for turn in paragraph.turns
        if start < turn.offset < end
    )
    last = turns[-1].page if turns else page
    text = paragraph.text[start:end].strip()
    return replace(paragraph, text=text, first_page=page, last_page=last, label=label, turns=turns)
