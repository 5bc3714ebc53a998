"""A document to its papers: a pack is split, each paper knows its particulars and its elements."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from corpus.papers import Document, Paper, content_id
from corpus.periods import day, first_date, main_period, periods_in
from ingest.agenda import agenda_end, agenda_items, exempt_items, fold_title
from ingest.bodies import body_name
from ingest.clean import strip_furniture
from ingest.elements import Element, find_elements
from ingest.exempt import is_mark
from ingest.frontsheet import (
    HEAD_PIECES,
    access_of,
    body_and_date,
    frontsheet_starts,
    minutes_starts,
    read_particulars,
)
from ingest.layout_tables import unrolled
from ingest.lines import all_capitals, heading_like, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable, join_lines

OPENING_CHARACTERS = 1800
"""What a paper's period is read from, after its title."""

REPORT_OPENING = 500
"""And so much of it for a report that is neither monitoring nor finance: years named later are
subjects of its argument."""

TITLE_SIZE = 1.2
"""A title's type is more than this many times the text's; section headings are 1.1 to 1.2 times."""

SHORTEST_TITLE = 8
"""Letters of an item's whole title; shorter ones ("Minutes", "Trees") head other things too."""

NEAR_START = 14
"""A title this few pieces after a paper's start is that paper's own heading."""

_AGENDA = re.compile(
    r"\bagenda\b|\bitem\s+no\b|\bitems? to be dealt with\b|\border of business\b", re.I
)
_AS_AT = re.compile(r"\b(?:as\s+at|position\s+at|to)\s+(?:the\s+)?(?=\d)", re.I)
_REPLACES = re.compile(
    r"\b(?:supersed\w+|replac\w+|in\s+place\s+of|substitut\w+|corrected\s+version\s+of|revised\s+version\s+of)\b.{0,160}",
    re.I | re.S,
)
_NO_TITLE = re.compile(
    r"^\(|^\W*(?:(?:joint )?report (?:of|by|to|for)\b|agenda\b(?! for)|item\b|supplement\b.{0,30}$"
    r"|public reports? pack|part (?:I|1|A)\b|appendix \w{1,3}$|www\.|page\b"
    r"|for (?:decision|information)$|private$|open$|public$|key decision)",
    re.I,
)
_SUPPLEMENT = re.compile(r"\b(supplement\w*|late (?:paper|report|item)|addendum|to follow)\b", re.I)
_KINDS = (
    ("minutes", r"\bminutes\b"),
    ("annual report", r"\bannual report\b"),
    (
        "monitoring",
        r"\bmonitoring\b(?! officer)|\bperformance (?:report|overview)\b|"
        r"\bdirectorate overview\b|\bpriority based\b",
    ),
    (
        "finance",
        r"\bspending\b|\bbudget\b|\bfinanc\w+\b|\boutturn\b|\bcapital programme\b|\baccounts\b",
    ),
    ("strategy", r"\bstrategy\b|\bplan\b|\bpolicy\b"),
    ("glossary", r"\bglossary\b"),
)


@dataclass(frozen=True, slots=True)
class StructuredPaper:
    """A paper and the elements that it is made of."""

    paper: Paper
    elements: tuple[Element, ...]


def structure(document: Document) -> list[StructuredPaper]:
    """The document's papers, in order; one paper when nothing in it begins another."""
    pieces = unrolled(join_lines(strip_furniture(document.pages)))
    if not pieces:
        return []
    starts = _starts(pieces, document)
    segments = [pieces[a:b] for a, b in zip(starts, [*starts[1:], len(pieces)], strict=True)]
    segments = [segment for segment in segments if segment]
    pack_body, pack_date = body_and_date(segments[0])
    pack_body = body_name(read_particulars(segments[0]).get("body")) or pack_body
    pack_agenda = _is_agenda(segments[0])
    items = agenda_items(segments[0]) if pack_agenda else {}
    papers = [
        _paper(segment, document, order, items, pack_body, pack_date)
        for order, segment in enumerate(segments)
    ]
    private = exempt_items(segments[0]) if pack_agenda else frozenset()
    papers[0] = _in_full(papers)
    return _cover_applied(papers, private)


def _in_full(papers: Sequence[StructuredPaper]) -> StructuredPaper:
    """The first paper with its board's name in full, as the others have it.

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
        return papers[0]
    _, body = max(fuller)
    title = cover.title.replace(cover.body, body)
    return replace(papers[0], paper=replace(cover, body=body, title=title))


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


def _starts(pieces: Sequence[Piece], document: Document) -> list[int]:
    starts = {0, *frontsheet_starts(pieces), *minutes_starts(pieces)}
    starts |= _agenda_starts(pieces, sorted(starts))
    pages_begun = {_page(pieces[index]) for index in starts}
    top = min((mark_.level for mark_ in document.bookmarks), default=1)
    bookmarked = [entry for entry in document.bookmarks if entry.level == top]
    if len(bookmarked) > 1 and _numbered_items(bookmarked_titles := [b.title for b in bookmarked]):
        for entry, title in zip(bookmarked, bookmarked_titles, strict=True):
            if entry.page in pages_begun or not title.strip():
                continue
            index = next((i for i, piece in enumerate(pieces) if _page(piece) == entry.page), None)
            if index is not None:
                starts.add(index)
                pages_begun.add(entry.page)
    return sorted(starts)


def _agenda_starts(pieces: Sequence[Piece], starts: Sequence[int]) -> set[int]:
    """Where a report without a frontsheet begins: a heading that is an agenda item's title."""
    first = starts[1] if len(starts) > 1 else len(pieces)
    if not _is_agenda(pieces[:first]):
        return set()
    items = agenda_items(pieces[:first])
    first = min(first, agenda_end(pieces[:first]))
    begun = {
        fold_title(read_particulars(pieces[start : start + 20]).get("subject"))
        for start in starts[1:]
    }
    found: set[int] = set()
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if not isinstance(piece, Paragraph) or not heading_like(piece.text):
            continue
        folded = fold_title(piece.text)
        known = folded if folded in items and len(folded) >= SHORTEST_TITLE else None
        known = known or next(
            (title for title in items if len(folded) >= 12 and title.startswith(folded)), None
        )
        near = any(0 <= index - start < NEAR_START for start in starts[1:])
        taken = any(title and (title in (known or "") or (known or "") in title) for title in begun)
        if known and not near and not taken and (known == folded or _stands_out(piece)):
            found.add(_under_heading_lines(pieces, index, first))
            begun.add(known)
    return found


def _under_heading_lines(pieces: Sequence[Piece], index: int, first: int) -> int:
    """A report's start moved up over the board's name, the date and the mark above its title."""
    while index > first and isinstance(above := pieces[index - 1], Paragraph):
        named = fold_title(body_name(above.text)) == fold_title(above.text)
        dated = first_date(above.text) and len(above.text.split()) <= 8
        if _page(above) != _page(pieces[index]) or not (named or dated or is_mark(above.text)):
            break
        index -= 1
    return index


def _stands_out(piece: Paragraph) -> bool:
    return piece.bold or all_capitals(piece.text) or piece.heading > 0


def _numbered_items(titles: Sequence[str]) -> bool:
    """Whether an outline is a pack's list of items and not one paper's list of sections."""
    words = sum(
        bool(
            re.match(
                r"^\s*(?:item\s+)?\d{1,2}\s*[.)]?[a-z]?\b|^agenda\b|^minutes\b|^supplement",
                title,
                re.I,
            )
        )
        for title in titles
    )
    sections = sum(bool(re.match(r"^\s*\d{1,2}\.\d", title)) for title in titles)
    return (
        words >= 0.5 * len(titles)
        and not sections
        and any(
            re.match(r"^\s*(?:agenda|minutes)\b|.*\b(?:frontsheet|declarations? of)\b", title, re.I)
            for title in titles
        )
    )


def _page(piece: Piece) -> int:
    return piece.page if isinstance(piece, PlacedTable) else piece.first_page


def _is_agenda(segment: Sequence[Piece]) -> bool:
    texts = [_text(piece) for piece in segment[:60]]
    return any(_AGENDA.search(text) for text in texts) and len(agenda_items(segment)) >= 2


def _text(piece: Piece) -> str:
    if isinstance(piece, Paragraph):
        return piece.text
    return " ".join(cell for row in piece.table.rows[:4] for cell in row if cell)


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
    agenda = order == 0 and not minutes and _is_agenda(segment)
    body, when = body_and_date(segment)
    named = body_name(particulars.get("body")) or particulars.get("body")
    body = named or (body if minutes or agenda else "") or pack_body or body
    own_date = first_date(particulars.get("date"))
    when = own_date.isoformat() if own_date else (when if minutes or agenda else pack_date or when)
    elements = find_elements(segment)
    title = _title(
        segment, elements, particulars.get("subject"), agenda, minutes, body, when, document
    )
    opening = _opening(segment)
    kind = "agenda" if agenda else "minutes" if minutes else _kind(title, opening)
    replaces = _REPLACES.search(opening) if _SUPPLEMENT.search(opening[:400]) else None
    if replaces:
        kind = "supplement"
        title = particulars.get("subject") or _supplement_title(segment) or title
    access, reason = ("public", "") if agenda else access_of(segment, 4 if minutes else HEAD_PIECES)
    pages = [_page(piece) for piece in segment]
    last = max(p.last_page if isinstance(p, Paragraph) else p.page for p in segment)
    paper = Paper(
        id=content_id(document.sha256, str(order)),
        document_id=document.sha256,
        document=document.name,
        title=title,
        kind=kind,
        body=body,
        meeting_date=when,
        item=_item(title, items)
        or _item_number(particulars.get("item"))
        or _item_named(f"{particulars.get('date')} {particulars.get('body')} {title}"),
        officer=particulars.get("officer"),
        portfolio=particulars.get("portfolio"),
        wards=particulars.get("wards"),
        period=_period(kind, title, particulars.get("period"), opening),
        first_page=min(pages),
        last_page=last,
        replaces=" ".join(replaces[0].split())[:200] if replaces else "",
        access=access,
        access_reason=reason,
    )
    return StructuredPaper(paper, tuple(elements))


def _title(
    segment: Sequence[Piece],
    elements: Sequence[Element],
    subject: str,
    agenda: bool,
    minutes: bool,
    body: str,
    when: str,
    document: Document,
) -> str:
    if subject:
        return subject
    date_words = day(date.fromisoformat(when)).label if when else ""
    if minutes:
        return ", ".join(
            part for part in (f"Minutes of {body}" if body else "Minutes", date_words) if part
        )
    if agenda:
        return ", ".join(
            part for part in (f"Agenda of {body}" if body else "Agenda", date_words) if part
        )
    first = _page(segment[0])
    paragraphs = [
        piece
        for piece in segment[:12]
        if isinstance(piece, Paragraph) and piece.first_page == first
    ]
    title = _big_title(paragraphs, segment)
    if title:
        return title
    for piece in paragraphs:
        if len(piece.text) > 6 and _can_be_title(piece.text):
            return piece.text.rstrip(" :")
    return document.title or PurePath(document.name).stem.replace("_", " ")


def _can_be_title(text: str) -> bool:
    """Not the council's or the board's name, a date, a field, a mark or a form's own words."""
    return (
        heading_like(text)
        and mark(text).kind == "none"
        and bool(re.search(r"[A-Za-z]{3}", text))
        and not is_mark(text)
        and not _NO_TITLE.search(text)
        and fold_title(body_name(text)) != fold_title(text)
        and not (
            first_date(text)
            and len(text.split()) <= 10
            and not re.search(r"\bat\b \d|report", text)
        )
    )


def _big_title(paragraphs: Sequence[Paragraph], segment: Sequence[Piece]) -> str:
    """The first run of lines in the biggest type of the first page, when it is much bigger."""
    sizes = sorted(e.size for e in segment if isinstance(e, Paragraph) and e.size)
    sized = [p for p in paragraphs if p.size and len(p.text.split()) <= 20]
    sized = [p for p in sized if _can_be_title(p.text)]
    if not sized:
        return ""
    biggest = max(piece.size for piece in sized)
    if biggest <= TITLE_SIZE * sizes[len(sizes) // 2]:
        return ""
    start = next(i for i, piece in enumerate(sized) if piece.size > biggest - 0.5)
    run = []
    for piece in sized[start : start + 4]:
        if piece.size <= biggest - 0.5:
            break
        run.append(piece.text)
    return " ".join(run)[:160].rstrip(" :")


def _supplement_title(segment: Sequence[Piece]) -> str:
    lines = (_text(piece) for piece in segment[:12] if isinstance(piece, Paragraph))
    return next((line for line in lines if heading_like(line) and _SUPPLEMENT.search(line)), "")


def _opening(segment: Sequence[Piece]) -> str:
    return "\n".join(_text(piece) for piece in segment[:40])[:OPENING_CHARACTERS]


def _kind(title: str, opening: str) -> str:
    for kind, pattern in _KINDS:
        if re.search(pattern, title, re.I):
            return kind
    return "monitoring" if re.search(dict(_KINDS)["monitoring"], opening[:300], re.I) else "report"


def _item_number(text: str) -> str:
    """A frontsheet's own item number, when what stands there is one."""
    found = re.match(r"(?:item\s*)?(\d{1,2}\s?(?:\(?[a-z]\)?)?)\s*$", text.strip(), re.I)
    return found[1].replace(" ", "") if found else ""


def _item_named(text: str) -> str:
    """The item in "12 March 2026 (agenda item 6(c))" or "Revised figures for item 6(a)"."""
    found = re.search(r"\bitem\s+(?:no\.?\s*)?(\d{1,2}\s?(?:\([a-z]\)|[a-z]\b)?)", text, re.I)
    return found[1].replace(" ", "") if found else ""


def _item(title: str, items: dict[str, str]) -> str:
    folded = fold_title(title)
    if folded in items:
        return items[folded]
    for known, number in items.items():
        shorter = min(len(known), len(folded))
        if shorter >= 12 and (
            known.startswith(folded[:shorter]) or folded.startswith(known[:shorter])
        ):
            return number
        if len(folded) >= 16 and folded in known:
            return number
    return ""


def _period(kind: str, title: str, printed: str, opening: str) -> str:
    """What the figures are about: dates over quarter numbers, title and field over the opening."""
    if kind in ("agenda", "minutes"):
        return ""
    opening = opening[:REPORT_OPENING] if kind == "report" else opening
    for text in (printed, title, opening):
        found = main_period(text)
        if found and found.quarter and text is not opening:
            return found.label
        as_at = _AS_AT.search(text)
        if as_at and (when := first_date(text[as_at.end() : as_at.end() + 30])):
            return f"as at {day(when).label}" if text is not opening or not found else found.label
        if found:
            return found.label
        if text is title:
            named = [period for period in periods_in(text) if period.start != period.end]
            if named:
                return named[0].label
    named = periods_in(opening)
    years = [period for period in named if "/" in period.label]
    sure = len(years) == 1 or (years and kind != "report")
    return years[0].label if sure else ""
