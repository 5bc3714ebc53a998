"""The nouns that everything else is made of: pages as read, papers, passages and hits."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

ACCESS_CLASSES = ("public", "exempt", "members", "officers")
"""Who may see a passage; a named body's label is "body:" and its name (`corpus.readers`).

Anything else, nothing included, is treated as exempt.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, or one paragraph where the format knows paragraphs."""

    text: str
    """As printed, ligatures and no-break spaces made plain; never empty."""

    size: float = 0.0
    """Height of its type in points; 0 where the format does not say."""

    bold: bool = False
    left: float = 0.0
    """Left edge in points from the page's left edge; 0 where unknown."""

    top: float = 0.0
    """Top edge in points from the page's top edge; 0 where unknown."""

    heading: int = 0
    """Level that the format itself gives (Word's Heading 2 is 2); 0 for none."""

    whole: bool = False
    """True when the line is a whole paragraph, so that it is never joined to the next."""

    room: float = 0.0
    """Letters of a full line where it stands; 0 where that is the page's, not a column's."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page, as its cells stand."""

    rows: tuple[tuple[str, ...], ...]
    """Top to bottom, left to right; every row as long as the others; "" for a blank cell. Line
    ends part the paragraphs of a cell."""

    ruled: bool = True
    """Whether lines were drawn round its cells; False when rebuilt from positions or tabs."""

    header_rows: int = 0
    """How many first rows the format marks as heading; 0 where it does not say."""

    top: float = 0.0
    """Top edge in points from the page's top edge; 0 where unknown."""


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read, its blocks in reading order."""

    number: int
    """The file's page, counting from 1; 0 in a format that has no pages."""

    blocks: tuple[Block, ...]

    label: str = ""
    """The number printed on it ("52", "iv"), or the file's own page label; "" if neither."""

    skipped: str = ""
    """Why this page could not be read, as a sentence for a person; "" when it was."""

    hidden: str = ""
    """What was left out because nobody can see it, as a sentence; "" for nothing."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's own outline."""

    title: str
    page: int
    """Counting from 1."""

    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read."""

    name: str
    """The file's name, without folders."""

    sha256: str
    """64 hex digits of the file's bytes: what it is known by."""

    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    title: str = ""
    """From the file's own properties; often wrong, so the last resort."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that a reader would name: a report with its appendices, minutes, an agenda.

    A pack holds several; a single-report file is one.
    """

    id: str
    document_id: str
    """The SHA-256 of the file that it came from."""

    document: str
    """That file's name."""

    title: str
    kind: str = "report"
    """agenda, minutes, report, monitoring, finance, strategy, annual report, supplement …"""

    body: str = ""
    """The board or committee, as printed."""

    meeting_date: str = ""
    """ISO date of the meeting; "" when the paper does not say."""

    item: str = ""
    """The agenda item's number, as printed: "6(a)"."""

    officer: str = ""
    portfolio: str = ""
    wards: str = ""
    period: str = ""
    """What its figures are about, in one spelling: "Q2 2025/26", "as at 30 November 2025"."""

    first_page: int = 1
    last_page: int = 1
    replaces: str = ""
    """The title or item of the paper that this one says it replaces; "" for none."""

    access: str = "public"
    access_reason: str = ""
    """The words of the paper that set its access: "Part II", "paragraph 3 of Schedule 12A"."""

    access_open: str = ""
    """The words of the paper that mark it as public: "For publication", "Part I"."""

    access_doubt: str = ""
    """Words that an exempt paper might use, in one without a mark: "commercially sensitive"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure or text of a table row, with the headings of its column."""

    column: str
    """The column's heading, tiers joined with " › "; "" when it has none."""

    value: str
    """As printed."""

    unit: str = ""
    """"£'000", "£m", "%" from the heading or the caption; "" when not said."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where in a passage's text a page begins."""

    offset: int
    """Characters of the text that stand before it."""

    page: int
    """The file's page, counting from 1."""

    printed_page: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved and quoted: a paragraph group, a table row or a few, a resolution.

    Carries everything a citation needs, so that showing a source never means
    opening the file or a store again.
    """

    id: str
    paper_id: str
    text: str
    """As printed; a table's rows with their headings, cells set apart by " | "."""

    first_page: int
    """The file's page, counting from 1, not the number printed on it; 0 if it has no pages."""

    last_page: int
    kind: str = "paragraph"
    """paragraph, list, row, table, resolution, heading, frontsheet, definition."""

    search_text: str = ""
    """What the indexes read: title, sections, caption and labelled cells before the text."""

    printed_page: str = ""
    item: str = ""
    paragraphs: tuple[str, ...] = ()
    """The paper's own numbering, such as ("4.2", "4.3"); empty if it has none."""

    headings: tuple[str, ...] = ()
    """Outermost first, such as ("Financial implications", "Revenue")."""

    period: str = ""
    """The period that this passage itself names, or its paper's."""

    label: str = ""
    """A row's own name ("Employees"), a measure's or minute's number ("P1.3", "CYP25")."""

    cells: tuple[Cell, ...] = ()
    """The row's other cells; empty unless kind is "row"."""

    part_of: str = ""
    """Id of the passage that holds this one (a row's table, a sentence's section); "" for none."""

    order: int = 0
    """Its place in the paper, from 0: neighbours have neighbouring numbers."""

    access: str = "public"
    page_starts: tuple[PageStart, ...] = ()
    """Where its text goes over to another page, in order; empty when it stands on its first.

    One at 0 says that what opens it (the sentence before a list) stands on an earlier page.
    `corpus.places.page_at` reads them.
    """

    marked: str = ""
    """The label that its own part of the paper bears (an exempt appendix's); "" for none."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"passage {self.id} of paper {self.paper_id} has no text")
        if not 0 <= self.first_page <= self.last_page:
            raise ValueError(
                f"passage {self.id} of paper {self.paper_id} spans pages "
                f"{self.first_page} to {self.last_page}; pages count from 1"
            )


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage offered in reply to one question."""

    passage: Passage
    paper: Paper
    score: float
    """Higher is better; comparable only within the ranking it came from."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may see: the reader's rights, and what the question was narrowed to.

    Every filter is an allow-list; an empty one lets everything through except
    `access`, where empty means that the reader sees nothing. Whoever may see every
    one of ACCESS_CLASSES sees named bodies' papers and what has no known label too.
    """

    access: frozenset[str] = frozenset(ACCESS_CLASSES)
    documents: frozenset[str] = frozenset()
    """Document ids (SHA-256)."""

    papers: frozenset[str] = frozenset()
    """Paper ids."""

    bodies: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    """ISO dates of meetings."""

    periods: frozenset[str] = frozenset()


EVERYTHING = Scope()
"""The one reader of a laptop without accounts."""

Progress = Callable[[str, int, int], None]
"""Told of (what is being done, how many done, how many in all)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a page of it, that was not added."""

    name: str
    reason: str
    """What was found and what to do, as a sentence."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files of one call to add."""

    added: tuple[Paper, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Names of files whose bytes were in the library already."""

    refused: tuple[Refusal, ...] = ()
    skipped_pages: tuple[Refusal, ...] = ()
    passages: int = 0
    seconds: float = 0.0
    files: tuple[str, ...] = field(default=())
    """Names of the files that were added."""


def content_id(*parts: str) -> str:
    """16 hex digits made from the parts alone: same words, same id."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]
