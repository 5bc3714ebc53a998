"""Paragraphs of one paper to elements that know their section, number, list and resolution."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.papers import PageStart
from ingest.lines import SECTION, Mark, all_capitals, depth, heading_like, is_resolution, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable
from ingest.tables import LogicalTable, header_rows, is_figure, join_tables
from ingest.turns import Stretch

BIGGER = 1.12
"""A heading's type is at least this many times the body's, where sizes are known."""

CAPTION_WORDS = 12
"""A plain short line right above a table or a paragraph heads it, up to this many words."""

CAPTION = 7
"""The level of a heading that is one only because of what it stands over."""

SKIPPED = 3
"""A section's number is at most this much more than that of the last one that was seen as one."""

LEAD_IN_WORDS = 30
"""A line of up to so many words without a full stop, right over a table, says what it shows; so
does one as short as a heading that has a full stop."""

PLAIN_HEADING_WORDS = 8
"""A heading in the type of the text, without a number, has at most so many words."""

PROSE_WORDS = 14
"""What such a heading stands over has at least so many, and ends as a sentence does."""

_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\b")
_NO_HEADING = re.compile(
    r"\d|^(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Rev|Signed|Chair|Source|Note)\b|@|www\.|[|:;]"
)
"""A figure that is no year, a person, an address."""

_CAPTION = re.compile(r"^(?:Table|Figure|Chart|Graph|Map)\s+[A-Z]?\d")
_CAPITALS_FIELD = re.compile(r"^[A-Z][A-Z /&-]{2,30}(?:\([A-Za-z]\))?\s*:\s+\S")
"""A frontsheet's line with a label that we do not know."""

_DECISION_HEADING = re.compile(r"\b(RECOMMEND\w*|RESOLVED|RESOLUTION|DECISIONS?)\b", re.I)
_INLINE_HEADING = re.compile(r"^([A-Z][A-Z()/&’' \-]{5,80}?)\s*[:–-]\s+(?=\S)")
_LEADS_IN = re.compile(
    r"\b(?:are|is|was|were|has|have|had|shows?|includ\w+|follow\w*|below|that|sets?|gives?)\b.*:\W*$",
    re.I,
)
"""A sentence that leads a list or a table in has a verb; a heading has none."""

_ONLY_A_DATE = re.compile(
    r"^(?:[A-Z][a-z]+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}$"
)
_SAYS_WHO = re.compile(
    r"^(?:[A-Z]\w+ ){0,3}(?:present|attendance|apologies|invited|clerk|chair\w*|action|venue|time"
    r"|place|by)\s*:\s+\S",
    re.I,
)
_BODY_ENDS = re.compile(r"[.;!?]['\"”’)]*$")


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

    level: int = 0
    """For a heading: 1 outermost, 6 and more for a line that only looks like one."""


@dataclass(slots=True)
class _Walk:
    """Where the reading stands: open headings, minute, list."""

    stack: list[tuple[int, str]] = field(default_factory=list)
    minute: str = ""
    lead: str = ""
    led: Stretch | None = None
    leading: str = ""
    """The number of the paragraph that leads in, when it has one."""

    deciding: bool = False
    number: str = ""
    section: int = 0
    """The number of the last section that had one."""

    def open(self, level: int, text: str) -> None:
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        self.stack.append((level, text))
        self.lead = self.leading = ""
        self.deciding = bool(_DECISION_HEADING.search(text))

    def close_caption(self, caption: str) -> None:
        """A caption heads its table and not the text behind the table."""
        if self.stack and self.stack[-1] == (CAPTION, caption):
            self.stack.pop()

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)


def find_elements(pieces: Sequence[Piece]) -> list[Element]:
    """The pieces of one paper, in order, as elements."""
    body = _body_size(pieces)
    walk = _Walk()
    elements: list[Element] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if isinstance(piece, PlacedTable) and (minute := _minute_heading(piece)):
            piece = minute
        if isinstance(piece, PlacedTable):
            run = _table_run(pieces, index)
            above = elements[-1] if elements else None
            elements.append(_table(_under_header_before(run, elements), walk, above))
            if above and above.kind == "heading":
                walk.close_caption(above.text)
            index += len(run)
            continue
        before = pieces[index - 1] if index else None
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if elements and elements[-1].kind == "field" and _CAPITALS_FIELD.match(piece.text):
            elements.append(_element("field", piece, walk, piece.text, ""))
        else:
            elements.extend(_paragraph(piece, (before, following), body, walk))
        index += 1
    return elements


def _table_run(pieces: Sequence[Piece], start: int) -> list[PlacedTable]:
    run: list[PlacedTable] = []
    for piece in pieces[start:]:
        if not isinstance(piece, PlacedTable) or _minute_heading(piece):
            break
        run.append(piece)
    return run


def _under_header_before(run: list[PlacedTable], elements: Sequence[Element]) -> list[PlacedTable]:
    """A table without headings, parted from one as wide by a short heading, under its headings."""
    if len(elements) < 2 or elements[-1].kind != "heading" or elements[-2].kind != "table":
        return run
    before = elements[-2].tables[-1] if elements[-2].tables else None
    first = run[0].table
    if (
        before is None
        or not before.header
        or len(before.header[0]) != len(first.rows[0])
        or header_rows(first)
        or not any(is_figure(cell) for row in first.rows for cell in row)
    ):
        return run
    headed = replace(first, rows=before.header + first.rows, header_rows=len(before.header))
    return [replace(run[0], table=headed), *run[1:]]


def _minute_heading(placed: PlacedTable) -> Paragraph | None:
    """A minute's number and title set as a table of one row, as the line that it reads as."""
    rows = [row for row in placed.table.rows if any(cell.strip(" -–—") for cell in row)]
    filled = [cell for row in rows for cell in row if cell.strip()]
    if len(rows) != 1 or len(filled) != 2:
        return None
    text = " ".join(" ".join(cell.split()) for cell in filled)
    found = mark(text)
    if found.kind != "minute" or not all_capitals(found.rest):
        return None
    return Paragraph(text, placed.page, placed.page, placed.label, bold=True)


def _table(run: Sequence[PlacedTable], walk: _Walk, above: Element | None) -> Element:
    lead = walk.lead
    if not lead and above and above.kind == "paragraph" and _says_what_follows(above.text):
        lead = above.text
    tables = join_tables([(placed.table, placed.page, placed.label) for placed in run])
    return Element(
        "table",
        "\n".join(" | ".join(row) for placed in run for row in placed.table.rows),
        run[0].page,
        run[-1].page,
        run[0].label,
        headings=walk.path,
        minute=walk.minute,
        lead=lead,
        tables=tuple(tables),
    )


def _says_what_follows(text: str) -> bool:
    words = len(text.split())
    ended = text.rstrip()[-1] in ".;!?" and words > PLAIN_HEADING_WORDS
    return words <= LEAD_IN_WORDS and not ended and text[:1].isupper()


def _paragraph(
    piece: Paragraph, beside: tuple[Piece | None, Piece | None], body: float, walk: _Walk
) -> Iterator[Element]:
    found = mark(piece.text)
    level = _heading_level(piece, found, beside, body)
    if level and found.kind == "numbered" and depth(found.number) == 1:
        strong = _strong(piece, found, body)
        level = level if _opens_section(found, piece.text, beside, walk, strong) else 0
    if level:
        text = piece.text.strip().rstrip(":").strip()
        inner = found.rest.strip().rstrip(":") if found.kind in ("numbered", "minute") else text
        if found.kind == "minute":
            walk.minute = found.number
        elif level <= 2 and found.kind in ("appendix", "numbered"):
            walk.minute = ""
        walk.number = found.number if found.kind == "numbered" else ""
        if found.kind == "appendix":
            walk.section = 0
        elif walk.number and depth(walk.number) == 1:
            walk.section = int(walk.number.split(".")[0])
        yield replace(_element("heading", piece, walk, text, found.number), level=level)
        walk.open(level, text if found.kind in ("minute", "appendix") else inner or text)
        return
    if found.kind == "field":
        yield _element("field", piece, walk, piece.text, "")
        return
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
    if not _opens_list(text) and not _over_bullets(text, beside[1]):
        if not _in_decision_section(walk):
            walk.deciding = False
        walk.lead = walk.leading = ""
    else:
        walk.lead, walk.led, walk.leading = text, _stretch(piece), number
    kind = "resolution" if walk.deciding or is_resolution(found.rest) else "paragraph"
    yield _element(kind, piece, walk, text, number)


def _in_decision_section(walk: _Walk) -> bool:
    return bool(walk.stack) and bool(_DECISION_HEADING.search(walk.stack[-1][1]))


def _element(kind: str, piece: Paragraph, walk: _Walk, text: str, number: str) -> Element:
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


def _over_bullets(text: str, following: Piece | None) -> bool:
    """Whether a short line without a stop stands right over a list's first bullet."""
    return (
        isinstance(following, Paragraph)
        and mark(following.text).kind == "bullet"
        and heading_like(text)
        and text.rstrip()[-1] not in ".;,"
    )


def _heading_level(
    piece: Paragraph, found: Mark, beside: tuple[Piece | None, Piece | None], body: float
) -> int:
    """1 for an appendix or title, 2 for a numbered section or minute, deeper after; 0 for none."""
    text = piece.text.strip()
    if piece.heading:
        return piece.heading + 1
    if found.kind == "appendix" and heading_like(text):
        return 1
    if found.kind == "minute" and heading_like(found.rest):
        capitals = all_capitals(found.rest)
        by_year = "/" in found.number and not re.search(r"\d", found.rest)
        return 2 if capitals or piece.bold or by_year else 0
    if found.kind in ("bullet", "lettered", "resolved", "field"):
        return 0
    bigger = bool(body and piece.size > BIGGER * body)
    if found.kind == "numbered":
        plain = heading_like(found.rest)
        top = depth(found.number) == 1
        if plain and (
            _strong(piece, found, body) or (top and len(found.rest.split()) <= CAPTION_WORDS)
        ):
            return 1 + depth(found.number)
        return 0
    if not heading_like(text):
        return CAPTION + 1 if text.endswith("?") and _parts_prose(text, beside) else 0
    if bigger:
        return 2 if piece.size > 1.4 * body else 3
    if all_capitals(text):
        return 3 if re.search(r"[A-Z]{4}", text) else 0
    if piece.bold:
        return 6
    if SECTION.match(text):
        return CAPTION + 1
    if _LEADS_IN.search(text) or _ONLY_A_DATE.match(text) or _SAYS_WHO.match(text):
        return 0
    if len(text.split()) <= CAPTION_WORDS and _heads(piece, beside[1], bool(body)):
        return CAPTION
    return CAPTION + 1 if _parts_prose(text, beside) else 0


def _parts_prose(text: str, beside: tuple[Piece | None, Piece | None]) -> bool:
    """Whether a short line in the type of the text stands between a finished paragraph and another.

    Papers that were printed from a web page or a plain template have such headings. A name, a
    figure, and the first or last item of a list are none.
    """
    before, after = beside
    if before is None or not isinstance(after, Paragraph):
        return False
    words = text.rstrip("?").split()
    finished = isinstance(before, PlacedTable) or (
        before.text.rstrip().endswith((".", "!", "?", "”", '"'))
        and len(before.text.split()) > len(words)
    )
    opens = mark(after.text).kind in ("none", "bullet", "numbered") and after.text[:1] != "("
    prose = len(after.text.split()) >= PROSE_WORDS and bool(_BODY_ENDS.search(after.text))
    return (
        len(words) <= PLAIN_HEADING_WORDS
        and finished
        and opens
        and prose
        and not after.bold
        and not _NO_HEADING.search(_YEARS.sub("", text))
    )


def _strong(piece: Paragraph, found: Mark, body: float) -> bool:
    """Whether a line's type makes it a heading."""
    bigger = bool(body and piece.size > BIGGER * body)
    return piece.bold or all_capitals(found.rest) or bigger


def _opens_section(
    found: Mark, text: str, beside: tuple[Piece | None, Piece | None], walk: _Walk, strong: bool
) -> bool:
    """Whether a numbered line heads a section, and is no item of a list.

    An item stands next to the items before or after it; a section's number follows the last one's.
    """
    number = int(found.number.split(".")[0])
    if _numbered_as(beside[1], number + 1):
        return False
    if strong:
        return True
    if _numbered_as(beside[0], number - 1):
        return False
    printed = re.match(r"\W*\d+([.)]?)", text)
    dotted = bool(printed and printed[1]) or "." in found.number
    if not dotted:
        return number == walk.section + 1
    return number == 1 or not walk.section or walk.section < number <= walk.section + SKIPPED


def _numbered_as(piece: Piece | None, number: int) -> bool:
    if not isinstance(piece, Paragraph):
        return False
    found = mark(piece.text)
    return found.kind == "numbered" and found.number.split(".") in (
        [str(number)],
        [str(number), "0"],
    )


def _heads(piece: Paragraph, following: Piece | None, sized: bool) -> bool:
    """Whether what follows a short plain line is something that it could head.

    Where type sizes are known a heading above prose shows by them; a table's
    caption often does not.
    """
    if isinstance(following, PlacedTable):
        return following.page == piece.last_page or bool(_CAPTION.match(piece.text))
    if following is None or sized:
        return False
    return len(following.text.split()) > 16 or bool(_BODY_ENDS.search(following.text))


def _body_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if isinstance(piece, Paragraph) and piece.size:
            sizes[round(piece.size * 2) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
