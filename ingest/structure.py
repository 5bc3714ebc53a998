"""A document to its papers: a pack is split, each paper knows its particulars and its elements."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.papers import Document, Paper, content_id
from corpus.periods import first_date
from ingest.agenda import agenda_items, exempt_items, names_item
from ingest.bodies import body_name
from ingest.clean import strip_furniture
from ingest.commentary import under_measures
from ingest.elements import Element, find_elements
from ingest.flat_measures import with_measures
from ingest.frontsheet import (
    HEAD_PIECES,
    access_of,
    body_and_date,
    minutes_starts,
    read_particulars,
)
from ingest.kinds import (
    item_named,
    item_number,
    item_of,
    kind_of,
    lists_business,
    opening_of,
    period_of,
)
from ingest.layout_tables import unrolled
from ingest.own_day import own_day
from ingest.paragraphs import Paragraph, Piece, join_lines, page_of
from ingest.rows_over_page import with_rows_over_pages
from ingest.starts import is_agenda, paper_starts, text_of
from ingest.titles import SUPPLEMENT, late_papers, meeting_title, supplement_title, title_of

_REPLACES = re.compile(
    r"\b(?:supersed\w+|replac\w+|in\s+place\s+of|substitut\w+|corrected\s+version\s+of|revised\s+version\s+of)\b.{0,160}",
    re.I | re.S,
)

OWN_PIECES = 4
"""First pieces of minutes and of a list of business that are about the paper itself."""


@dataclass(frozen=True, slots=True)
class StructuredPaper:
    """A paper and the elements that it is made of."""

    paper: Paper
    elements: tuple[Element, ...]


def structure(document: Document) -> list[StructuredPaper]:
    """The document's papers, in order; one paper when nothing in it begins another."""
    pages = with_rows_over_pages(strip_furniture(document.pages))
    pieces = with_measures(unrolled(join_lines(pages)))
    if not pieces:
        return []
    starts = paper_starts(pieces, document)
    segments = [pieces[a:b] for a, b in zip(starts, [*starts[1:], len(pieces)], strict=True)]
    segments = [segment for segment in segments if segment]
    pack_body, pack_date = body_and_date(segments[0])
    pack_body = body_name(read_particulars(segments[0]).get("body")) or pack_body
    pack_agenda = is_agenda(segments[0])
    items = agenda_items(segments[0]) if pack_agenda else {}
    papers = [
        _paper(segment, document, order, items, pack_body, pack_date)
        for order, segment in enumerate(segments)
    ]
    private = exempt_items(segments[0]) if pack_agenda else frozenset()
    return _cover_applied(_in_full(papers), private)


def _in_full(papers: list[StructuredPaper]) -> list[StructuredPaper]:
    """The papers, the first and those that have its board with that name in full, as others do.

    A cover sets a long name on two lines, and the second alone can be a board's.
    """
    cover = papers[0].paper
    names = Counter(p.paper.body for p in papers[1:])
    fuller = [
        (count, name)
        for name, count in names.items()
        if cover.body and name.lower().endswith(f" {cover.body.lower()}")
    ]
    if not fuller:
        return papers
    _, body = max(fuller)
    named = []
    for structured in papers:
        paper = structured.paper
        if paper.body == cover.body:
            title = paper.title.replace(cover.body, body)
            structured = replace(structured, paper=replace(paper, body=body, title=title))
        named.append(structured)
    return named


def _cover_applied(papers: list[StructuredPaper], private: frozenset[str]) -> list[StructuredPaper]:
    """What a file's first paper says of the others: exempt, in Part II, or replacing a paper."""
    cover = papers[0].paper
    changed = papers[:1]
    for structured in papers[1:]:
        paper = structured.paper
        if cover.access == "exempt" and cover.kind != "minutes" and paper.access != "exempt":
            paper = replace(paper, access="exempt", access_reason=cover.access_reason)
        if paper.item in private and paper.access != "exempt":
            reason = f"item {paper.item} stands in the private part of the agenda"
            paper = replace(paper, access="exempt", access_reason=reason)
        if cover.replaces and not paper.replaces:
            paper = replace(paper, kind="supplement", replaces=cover.replaces)
        changed.append(StructuredPaper(paper, structured.elements))
    return changed


def _paper(
    segment: Sequence[Piece],
    document: Document,
    order: int,
    items: dict[str, str],
    pack_body: str,
    pack_date: str,
) -> StructuredPaper:
    particulars = read_particulars(segment)
    minutes = 0 in minutes_starts(segment[:20])
    agenda = order == 0 and not minutes and is_agenda(segment)
    body, when = body_and_date(segment)
    given = particulars.get("body")
    named = body_name(given) or ("" if first_date(given) else given)
    body = named or (body if minutes or agenda else "") or pack_body or body
    own_date = first_date(particulars.get("date"))
    when = own_date.isoformat() if own_date else (when if minutes or agenda else pack_date or when)
    if minutes and order == 0:  # in a pack they are an earlier meeting's
        when = own_day(when, map(text_of, segment), document.name)
    elements = tuple(under_measures(find_elements(segment)))
    late = late_papers(segment) if order == 0 else ""
    what = "Minutes" if minutes else "Agenda" if agenda else late
    title = particulars.get("subject") or (
        meeting_title(what, body, when) if what else title_of(segment, document)
    )
    opening = opening_of(segment)
    kind = "agenda" if agenda else "minutes" if minutes else kind_of(title, opening)
    replaces = _REPLACES.search(opening) if SUPPLEMENT.search(opening[:400]) else None
    if replaces:
        kind = "supplement"
        title = particulars.get("subject") or supplement_title(segment) or title
    of_others = minutes or lists_business(title)
    most = OWN_PIECES if of_others else HEAD_PIECES
    access, reason = ("public", "") if agenda else access_of(segment, most)
    pages = [page_of(piece) for piece in segment]
    last = max(p.last_page if isinstance(p, Paragraph) else p.page for p in segment)
    paper = Paper(
        id=content_id(document.sha256, str(order)),
        document_id=document.sha256,
        document=document.name,
        title=title,
        kind=kind,
        body=body,
        meeting_date=when,
        item=item_of(title, items)
        or item_number(particulars.get("item"))
        or item_named(f"{particulars.get('date')} {particulars.get('body')} {title}")
        or next((item_named(text_of(one)) for one in segment[:2] if names_item(text_of(one))), ""),
        officer=particulars.get("officer"),
        portfolio=particulars.get("portfolio"),
        wards=particulars.get("wards"),
        period=period_of(kind, title, particulars.get("period"), opening),
        first_page=min(pages),
        last_page=last,
        replaces=" ".join(replaces[0].split())[:200] if replaces else "",
        access=access,
        access_reason=reason,
    )
    return StructuredPaper(paper, elements)
