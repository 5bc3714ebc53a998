"""Paragraphs of one paper to elements that know their section, number, list and resolution."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.papers import PageStart
from ingest.appendix_lines import appendices_first
from ingest.captions import captions_first
from ingest.headings import (
    CAPTION,
    CONTENTS,
    Beside,
    body_size,
    heading_level,
    over_bullets,
)
from ingest.lines import Mark, depth, is_resolution, mark, without_continued
from ingest.paragraphs import Paragraph, Piece, PlacedTable
from ingest.run_in import subject_of, subjects
from ingest.table_continued import continued
from ingest.table_objectives import under_objectives
from ingest.table_runs import minute_heading, says_what_follows, table_run, under_header_of
from ingest.tables import LogicalTable, join_tables
from ingest.turns import Stretch
from ingest.walk import DECISION_HEADING, Walk

_CAPITALS_FIELD = re.compile(r"^[A-Z][A-Z /&-]{2,30}(?:\([A-Za-z]\))?\s*:\s+\S")
"""A frontsheet's line with a label that we do not know."""

_INLINE_HEADING = re.compile(r"^([A-Z][A-Z()/&’' \-]{5,80}?)\s*[:–-]\s+(?=\S)")


_OF_BACKGROUND = re.compile(r"\b(?:documents?|inspection|contact|officers?|papers?)\b", re.I)

BACKGROUND_WORDS = 40
"""A paragraph of more words lists no background papers."""


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, a paragraph, an item of a list or a table, with where it stands."""

    kind: str
    """heading, paragraph, item, field, resolution, table."""

    text: str
    first_page: int
    last_page: int
    label: str = ""
    """The number printed on its first page."""

    number: str = ""
    """Its own number, as printed ("3.4", "ii")."""

    headings: tuple[str, ...] = ()
    """Outermost first, its own not among them."""

    minute: str = ""
    lead: str = ""
    """For an item: the sentence that leads its list in."""

    tables: tuple[LogicalTable, ...] = field(default=())
    turns: tuple[PageStart, ...] = ()
    """Where its text goes over to another page."""

    led: Stretch | None = None
    """For an item: where its lead stands."""

    over: str = ""
    """For a table: the caption right above it; "" for none, or for a section's heading."""

    level: int = 0
    """For a heading: 1 outermost, 6 and more for a line that only looks like one."""


def find_elements(pieces: Sequence[Piece]) -> list[Element]:
    """The pieces of one paper, in order, as elements."""
    pieces = captions_first(appendices_first(pieces))
    body = body_size(pieces)
    walk = Walk(subjects=subjects(pieces))
    elements: list[Element] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if isinstance(piece, PlacedTable) and (minute := minute_heading(piece)):
            piece = minute
        if isinstance(piece, PlacedTable):
            run = table_run(pieces, index)
            above = elements[-1] if elements else None
            elements.append(_table(_under_header_before(run, elements), walk, above))
            if above and above.kind == "heading":
                walk.close_caption(_heading_text(above))
            index += len(run)
            continue
        before = pieces[index - 1] if index else None
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if elements and elements[-1].kind == "field" and _CAPITALS_FIELD.match(piece.text):
            elements.append(_element("field", piece, walk, piece.text, ""))
        else:
            above = elements[-1] if elements else None
            walk.bare = above is not None and above.kind == "heading" and _is_top(above.number)
            made = list(_paragraph(piece, (before, following), body, walk))
            if _names_the_next(elements, made[0]):
                walk.nest(elements[-1].level, _heading_text(elements[-1]))
            elements.extend(made)
        index += 1
    return elements


def _is_top(number: str) -> bool:
    return bool(number) and depth(number) == 1


def _heading_text(element: Element) -> str:
    return without_continued(element.text.strip().rstrip(":").strip())


def _names_the_next(elements: Sequence[Element], element: Element) -> bool:
    """Whether a heading without a number stands right under one of its level: the title of a
    statement over its first part. Three in a row are a list or an address."""
    if not elements or element.kind != "heading" or elements[-1].kind != "heading":
        return False
    before, first = elements[-2] if len(elements) > 1 else None, elements[-1]
    return (
        element.level == first.level < CAPTION
        and first.last_page == element.first_page
        and not (before and before.kind == "heading" and before.level == first.level)
        and mark(first.text).kind == mark(element.text).kind == "none"
    )


def _under_header_before(run: list[PlacedTable], elements: Sequence[Element]) -> list[PlacedTable]:
    """A run that a heading alone parts from the table before it, under that one's headings."""
    if len(elements) < 2 or elements[-1].kind != "heading" or elements[-2].kind != "table":
        return run
    before = elements[-2].tables[-1:]
    return under_header_of(before[0], run) if before else run


def _table(run: Sequence[PlacedTable], walk: Walk, above: Element | None) -> Element:
    lead = walk.lead
    over = above is not None and above.kind == "paragraph" and above.last_page == run[0].page
    if not lead and above and over:
        lead = says_what_follows(above.text)
    joined = join_tables([(placed.table, placed.page, placed.label) for placed in run])
    if above and above.kind == "heading" and without_continued(above.text) != above.text:
        joined = list(continued(joined, walk.tables))
    walk.tables = tuple(joined)
    return Element(
        "table",
        "\n".join(" | ".join(row) for placed in run for row in placed.table.rows),
        run[0].page,
        run[-1].page,
        run[0].label,
        headings=walk.path,
        minute=walk.minute,
        lead=lead,
        tables=under_objectives(joined, walk.objectives),
        over=_heading_text(above) if above and above.level >= CAPTION else "",
    )


def _paragraph(piece: Paragraph, beside: Beside, body: float, walk: Walk) -> Iterator[Element]:
    found = mark(piece.text)
    level = heading_level(piece, found, beside, body, walk.sections)
    if _is_joined(piece, found, level):
        walk.leave_background()
    if level:
        text = piece.text.strip().rstrip(":").strip()
        if level >= CAPTION:
            found = Mark("none", "", text)  # "14 Elm Lane" over a table
        inner = found.rest.strip().rstrip(":") if found.kind in ("numbered", "minute") else text
        if found.kind == "minute":
            walk.minute = found.number
        elif level <= 2 and found.kind in ("appendix", "numbered"):
            walk.minute = ""
        walk.number = found.number if found.kind == "numbered" else ""
        if found.kind == "appendix":
            walk.section = walk.inner = 0
        within = _is_top(walk.number) and walk.counts_within(found)
        yield replace(_element("heading", piece, walk, text, found.number), level=level)
        within = within or (found.kind == "appendix" and walk.is_schedule_of_appendix(text))
        name = text if found.kind in ("minute", "appendix") else inner or text
        walk.open(level + 0.5 if within else level, without_continued(name))
        return
    if found.kind == "field":
        yield _element("field", piece, walk, piece.text, "")
        return
    if piece.text in walk.subjects:
        walk.open(CONTENTS + 1, subject_of(piece.text))
    text = piece.text
    number = found.number if found.kind == "numbered" else ""
    inline = _INLINE_HEADING.match(found.rest) if found.kind in ("numbered", "none") else None
    if inline and number and depth(number) == 1:
        walk.open(2, inline[1].strip())
        walk.number = number
    if found.kind == "resolved":
        walk.deciding = True
        walk.lead, walk.led, walk.leading = text, _stretch(piece), number
        yield _element("resolution", piece, walk, text, number)
        return
    listed = found.kind in ("bullet", "lettered") or (
        found.kind == "numbered" and bool(walk.lead) and depth(number) == 1
    )
    if listed:
        kind = "resolution" if walk.deciding else "item"
        yield _element(kind, piece, walk, text, found.number if found.kind != "bullet" else "")
        return
    led = bool(walk.lead and walk.leading and number.startswith(f"{walk.leading}."))
    if led:
        led_by = replace(_element("paragraph", piece, walk, text, number), lead=walk.lead)
        yield replace(led_by, led=walk.led)
        return
    if number and depth(number) > 1 and not is_resolution(text):
        walk.deciding = walk.deciding and _in_decision_section(walk)
    if not _opens_list(text) and not over_bullets(text, beside[1]):
        if not _in_decision_section(walk):
            walk.deciding = False
        walk.lead = walk.leading = ""
    else:
        walk.lead, walk.led, walk.leading = text, _stretch(piece), number
    kind = "resolution" if walk.deciding or is_resolution(found.rest) else "paragraph"
    yield _element(kind, piece, walk, text, number)


def _is_joined(piece: Paragraph, found: Mark, level: int) -> bool:
    """Whether a piece cannot belong to a report's list of background papers."""
    if found.kind not in ("none", "numbered") or "." in found.number:
        return False
    if level:
        return not _OF_BACKGROUND.search(piece.text)
    return found.kind == "none" and len(piece.text.split()) > BACKGROUND_WORDS


def _in_decision_section(walk: Walk) -> bool:
    return bool(walk.stack) and bool(DECISION_HEADING.search(walk.stack[-1][1]))


def _element(kind: str, piece: Paragraph, walk: Walk, text: str, number: str) -> Element:
    listed = kind in ("item", "resolution") and walk.lead and walk.lead != text
    return Element(
        kind,
        text,
        piece.first_page,
        piece.last_page,
        piece.label,
        number=number,
        headings=walk.path,
        minute=walk.minute,
        lead=walk.lead if listed else "",
        turns=piece.turns,
        led=walk.led if listed else None,
    )


def _stretch(piece: Paragraph) -> Stretch:
    return Stretch(piece.text, piece.first_page, piece.label, piece.turns)


def _opens_list(text: str) -> bool:
    return text.rstrip().endswith((":", ":-", ": -", ":–", "that", "That"))
