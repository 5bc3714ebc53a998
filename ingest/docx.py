"""Word files (.docx) to pages: paragraphs, numbers, tables and notes in the document's order."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import UnreadablePaper
from corpus.papers import Block, Document, Line, Page, Table
from ingest.docx_numbering import Numbering, read_numbering
from ingest.docx_package import (
    Element,
    Package,
    Style,
    child,
    is_on,
    local,
    number,
    read_styles,
    value,
    value_of,
    walk,
)
from ingest.docx_text import NOT_TEXT, blocks_in, letters_of, read_markings, read_notes
from ingest.hidden import SMALLEST, told
from ingest.plain import spaced

MOST_LINES = 2
"""A cell with more paragraphs holds text, whose paragraphs are told apart by line ends."""


def read_docx(path: Path) -> Document:
    """Read a Word file.

    Pages are counted from the breaks that Word noted when it last laid the file out, or from
    those that the writer set; a file with neither is one page with the number 0. Raises
    UnreadablePaper for a damaged or empty file, LockedPaper for one with a password.
    """
    package = Package(path)
    try:
        root = package.part("word/document.xml")
        body = child(root, "body")
        if body is None:
            raise UnreadablePaper(f"{path.name} is a Word file without a document in it.")
        reader = _Reader(
            read_styles(package.part("word/styles.xml")),
            read_numbering(package.part("word/numbering.xml")),
            read_notes(package.part("word/footnotes.xml"))
            | read_notes(package.part("word/endnotes.xml")),
            laid_out=any(local(element) == "lastRenderedPageBreak" for element in body.iter()),
        )
        reader.blocks_on(1).extend(read_markings(package))
        reader.read(body)
        core = package.part("docProps/core.xml")
    finally:
        package.close()
    pages = reader.pages()
    if not any(page.blocks for page in pages):
        raise UnreadablePaper(f"{path.name} has no text in it. Check that it was saved whole.")
    title = child(core, "title")
    return Document(
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=pages,
        title=spaced((title.text or "") if title is not None else "")[:300],
    )


@dataclass(slots=True)
class _Text:
    """A paragraph's text as it is gathered, with how its letters look."""

    parts: list[str] = field(default_factory=list)
    heavy: int = 0
    letters: int = 0
    size: float = 0.0
    hidden: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return spaced("".join(self.parts))


@dataclass(slots=True)
class _Reader:
    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[str, str]
    laid_out: bool
    """Whether Word noted where its pages ended; the writer's own breaks count only if not."""

    page: int = 1
    found: dict[int, list[Block]] = field(default_factory=dict)
    at_end: dict[int, list[Block]] = field(default_factory=dict)
    hidden: dict[int, int] = field(default_factory=dict)
    breaks: int = 0

    def blocks_on(self, page: int) -> list[Block]:
        """The blocks of a page, to add to."""
        return self.found.setdefault(page, [])

    def pages(self) -> tuple[Page, ...]:
        """Everything read, page by page."""
        last = max((*self.found, *self.at_end, 1))
        return tuple(
            Page(
                number if self.breaks else 0,
                (*self.found.get(number, ()), *self.at_end.get(number, ())),
                hidden=told(self.hidden.get(number, 0)),
            )
            for number in range(1, last + 1)
        )

    def read(self, element: Element) -> None:
        """Paragraphs and tables in the order in which they stand."""
        for block in blocks_in(element):
            if local(block) == "p":
                line = self.paragraph(block)
                if line:
                    self.blocks_on(self.started).append(line)
                for inner in walk(block, frozenset({"Fallback"})):
                    if local(inner) == "txbxContent":
                        self.read(inner)
            else:
                self.table(block)

    started: int = 1
    """The page on which the last paragraph's first letter stood."""

    def paragraph(self, element: Element) -> Line | None:
        """The paragraph with its number; None when nothing of it can be seen."""
        properties = child(element, "pPr")
        style = self.styles.get(value(properties, "pStyle") or "", self.styles[""])
        if is_on(properties, "pageBreakBefore") and not self.laid_out:
            self._break()
        text = self._gather(element, style)
        list_id = value(properties, "numPr", "numId") or style.list_id
        level = value(properties, "numPr", "ilvl")
        mark = ""
        if text.text and list_id and list_id != "0":
            mark = self.numbering.next(list_id, number(level) if level else style.level)
        if not text.text:
            return None
        outline = value(properties, "outlineLvl")
        heading = number(outline) + 1 if outline and number(outline) < 9 else style.heading
        left = number(value(properties, "ind", name="left")) / 20
        for note in text.notes:
            if note in self.notes:
                self.at_end.setdefault(self.started, []).append(
                    Line(self.notes.pop(note), whole=True)
                )
        return Line(
            f"{mark} {text.text}" if mark else text.text,
            text.size or style.size,
            text.heavy * 2 > text.letters,
            left=left,
            heading=heading,
            whole=True,
        )

    def _gather(self, paragraph: Element, style: Style) -> _Text:
        text = _Text()
        shaded = child(paragraph, "pPr", "shd") is not None
        self.started = self.page
        for run in walk(paragraph, NOT_TEXT):
            name = local(run)
            if name == "r":
                before, after = self._breaks_in(run)
                self._break(before)
                if not text.text:
                    self.started = self.page
                self._add_run(text, run, style, shaded)
                self._break(after)
            elif name in ("footnoteReference", "endnoteReference"):
                text.notes.append(name[:-9] + value_of(run, "id"))
        return text

    def _add_run(self, text: _Text, run: Element, style: Style, shaded: bool) -> None:
        look = child(run, "rPr")
        letters = "".join(letters_of(run))
        if not letters.strip():
            text.parts.append(letters)
            return
        size = number(value(look, "sz")) / 2 or style.size
        white = (value(look, "color") or "").upper() == "FFFFFF"
        on_white = not shaded and child(look, "shd") is None and child(look, "highlight") is None
        in_table = self._in_table > 0  # a table's style may colour its cells
        if is_on(look, "vanish") or 0 < size < SMALLEST or (white and on_white and not in_table):
            count = len(letters.split())
            self.hidden[self.page] = self.hidden.get(self.page, 0) + count
            return
        text.parts.append(letters)
        text.letters += len(letters)
        text.size = text.size or size
        bold = is_on(look, "b") if child(look, "b") is not None else style.bold
        text.heavy += len(letters) if bold else 0

    _in_table: int = 0

    def table(self, element: Element) -> None:
        """The table's rows, a table a page; one with a single column is read as paragraphs."""
        self._in_table += 1
        rows: dict[int, list[list[str]]] = {}
        heads = 0
        for row in blocks_in(element, "tr"):
            cells, page = self._row(row)
            rows.setdefault(page, []).append(cells)
            if is_on(row, "trPr", "tblHeader") and heads == sum(map(len, rows.values())) - 1:
                heads += 1
        self._in_table -= 1
        width = max((len(row) for page in rows.values() for row in page), default=0)
        for page, found in rows.items():
            filled = [row + [""] * (width - len(row)) for row in found if any(row)]
            if width == 1:
                self.blocks_on(page).extend(Line(row[0], whole=True) for row in filled)
            elif filled:
                table = tuple(map(tuple, filled))
                self.blocks_on(page).append(Table(table, header_rows=min(heads, len(table))))
            heads = 0

    def _row(self, row: Element) -> tuple[list[str], int]:
        cells = [""] * min(number(value(row, "trPr", "gridBefore")), 60)
        page = 0
        for cell in blocks_in(row, "tc"):
            texts = []
            for inner in blocks_in(cell):
                if local(inner) == "tbl":
                    texts += [
                        " ".join(filter(None, self._row(r)[0])) for r in blocks_in(inner, "tr")
                    ]
                elif line := self.paragraph(inner):
                    texts.append(line.text)
                    page = page or self.started
            merge = child(cell, "tcPr", "vMerge")
            continued = merge is not None and value_of(merge, "val") != "restart"
            texts = list(filter(None, texts))
            apart = "\n" if len(texts) > MOST_LINES else " "  # a cell of paragraphs, not of lines
            cells.append("" if continued else apart.join(texts))
            cells += [""] * (min(number(value(cell, "tcPr", "gridSpan"), 1), 60) - 1)
        return cells, page or self.page

    def _breaks_in(self, run: Element) -> tuple[int, int]:
        """How many pages end in the run, before its first letter and after it."""
        before = after = 0
        written = False
        for inner in run:
            name = local(inner)
            written = written or name == "t"
            if name == "lastRenderedPageBreak" or (
                name == "br" and value_of(inner, "type") == "page" and not self.laid_out
            ):
                before, after = (before, after + 1) if written else (before + 1, after)
        return before, after

    def _break(self, count: int = 1) -> None:
        self.page += count
        self.breaks += count
