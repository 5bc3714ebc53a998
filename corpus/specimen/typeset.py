"""Sets a specimen paper's blocks on A4 pages; reportlab's only home."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from corpus.specimen.source import Block

MARGIN = 2.2 * cm
FIGURE = re.compile(r"^[(\-–]?£?\d[\d,.]*\)?[%m]?\)?$|^[–-]$|^n/a$")
"""A cell that is set to the right, as figures are."""

SIGNS = "✓✗▲▼"
"""Signs of progress, which only the ZapfDingbats font has of the standard ones."""

Known = dict[str, int]
"""PDF page of each anchor, with "last" for the number of pages; from an earlier pass."""


class Paper(BaseDocTemplate):  # type: ignore[misc]
    """One PDF with a running head, a foot, bookmarks and the page of every anchor."""

    def __init__(self, path: Path, plan: dict[str, Any], known: Known) -> None:
        super().__init__(
            str(path),
            pagesize=A4,
            title=plan["title"],
            author="Specimen Borough Council",
            subject="A paper of an invented council",
            invariant=1,
            pageCompression=0,
        )
        self.plan, self.known, self.found = plan, known, Known()
        for name, size in (("portrait", A4), ("landscape", landscape(A4))):
            frame = Frame(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN, 0, 0, 0, 0)
            self.addPageTemplates(PageTemplate(name, [frame], self._furniture, pagesize=size))

    def _furniture(self, canvas: Any, _: object) -> None:
        width, height = canvas._pagesize
        number = printed(self.plan, self.page, self.known.get("last", 0))
        canvas.setFont(face(self.plan, "bold" if self.plan.get("bold_head") else ""), 8.5)
        if self.page > self.plan.get("plain_pages", 0):
            canvas.drawCentredString(width / 2, height - 1.3 * cm, self.plan.get("head", ""))
            canvas.setFont(face(self.plan), 8.5)
            canvas.drawString(MARGIN, 1.2 * cm, self.plan.get("foot", ""))
        if number and self.plan.get("number_at", "right") == "right":
            canvas.drawRightString(width - MARGIN, 1.2 * cm, number)
        elif number:
            canvas.drawCentredString(width / 2, 0.8 * cm, number)

    def afterFlowable(self, flowable: Flowable) -> None:
        """Notes the page of an anchor and writes a bookmark (reportlab calls this)."""
        mark = getattr(flowable, "mark", None)
        if mark is None:
            return
        anchor, title, level = mark
        if anchor:
            self.found[anchor] = self.page
        key = f"mark{len(self.found)}-{self.page}-{title}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(title, key, level, closed=level > 0)


def printed(plan: dict[str, Any], page: int, last: int) -> str:
    """The number to print on a PDF page ("iii", "14", "Page 2 of 9", "S1"); "" for none."""
    first = plan.get("first_numbered", 1)
    if page < first:
        return ["", "", "ii", "iii", "iv", "v"][page] if plan.get("roman") else ""
    number = page - first + plan.get("start_at", 1)
    return str(plan.get("number", "{n}")).format(n=number, last=last - first + 1)


def face(plan: dict[str, Any], cut: str = "") -> str:
    """The name of one of the standard fonts, which every reader of PDFs has."""
    if plan.get("serif"):
        return {"": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}[cut]
    return {"": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}[cut]


def typeset(blocks: Sequence[Block], path: Path, plan: dict[str, Any]) -> int:
    """Write the PDF, again until the pages that it names are right; the number of its pages."""
    known: Known = {}
    for _ in range(4):
        paper = Paper(path, plan, known)
        paper.build(_story(blocks, plan, known))
        found = paper.found | {"last": paper.page}
        if found == known:
            break
        known = found
    return int(known["last"])


def _story(blocks: Sequence[Block], plan: dict[str, Any], known: Known) -> list[Flowable]:
    story: list[Flowable] = []
    width = A4[0] - 2 * MARGIN
    for block in blocks:
        if block.kind in ("landscape", "portrait"):
            story += [NextPageTemplate(block.kind), PageBreak()]
            width = (landscape(A4) if block.kind == "landscape" else A4)[0] - 2 * MARGIN
        elif block.kind == "break":
            story.append(PageBreak())
        elif block.kind == "space":
            story.append(Spacer(1, 3 * cm))
        elif block.kind == "table":
            story += [_table(block, plan, known, width), Spacer(1, 9)]
        elif block.kind == "field":
            story.append(_field(block, plan, known, width))
        else:
            story.append(_paragraph(block, plan, known))
    return story


def _paragraph(block: Block, plan: dict[str, Any], known: Known) -> Paragraph:
    bold = face(plan, "bold")
    size = plan.get("size", 10.5)
    style = ParagraphStyle("text", fontName=face(plan), fontSize=size, leading=size * 1.32)
    style.spaceAfter, style.allowWidows, style.allowOrphans = 7, 0, 0
    sign = block.sign
    indents = {"numbered": 34, "listed": 62, "bullet": 50, "minute": 46}
    if block.kind in indents:
        style.leftIndent = indents[block.kind]
        style.bulletIndent = {"listed": 34, "bullet": 36}.get(block.kind, 0)
    if block.kind in ("title", "section", "heading", "minute", "caption", "action", "centred"):
        style.fontName = style.bulletFontName = bold
        style.keepWithNext = block.kind != "action"
    if block.kind == "title":
        style.fontSize, style.leading, style.spaceAfter = size + 3, (size + 3) * 1.3, 12
    if block.kind == "section":
        style.spaceBefore = 6
    if block.kind == "centred":
        style.alignment, style.fontSize, style.leading = TA_CENTER, size + 2, (size + 2) * 1.4
    if block.kind == "action":
        style.alignment = TA_RIGHT
    if block.kind == "note":
        style.fontName, style.fontSize = face(plan, "italic"), size - 1
    style.bulletFontSize = size
    paragraph = Paragraph(_marked(block.text, plan, known), style, bulletText=sign or None)
    if block.kind in ("title", "section", "minute") and plan.get("bookmarks", True):
        level = 0 if block.kind == "title" else 1
        paragraph.mark = (block.anchor, f"{sign} {block.text}".strip(), level)
    elif block.anchor:
        paragraph.mark = (block.anchor, block.text, 0)
    return paragraph


def _field(block: Block, plan: dict[str, Any], known: Known, width: float) -> Table:
    name = ParagraphStyle("name", fontName=face(plan, "bold"), fontSize=10.5, leading=14)
    value = ParagraphStyle("value", fontName=face(plan), fontSize=10.5, leading=14)
    row = [Paragraph(block.sign, name), Paragraph(_marked(block.text, plan, known), value)]
    return Table([row], [5.2 * cm, width - 5.2 * cm], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _table(block: Block, plan: dict[str, Any], known: Known, width: float) -> Table:
    header = int(block.options.get("header", "1"))
    size = float(block.options.get("size", "8.5"))
    ruled = "unruled" not in block.options
    shares = [float(part) for part in block.options.get("widths", "").split(",") if part]
    shares = shares or [1.0] * len(block.rows[0])
    rules: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    rules += [("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4)]
    if ruled:
        rules += [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("BACKGROUND", (0, 0), (-1, header - 1), colors.Color(0.87, 0.9, 0.93)),
        ]
    else:
        rules += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    rows: list[list[Any]] = []
    for at, row in enumerate(block.rows):
        if len(row) != len(shares):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(shares)}: {row}")
        rules += _spans(block.rows, at, row)
        strong = at < header or row[0].startswith("**")
        cells = ["" if cell in ("<", "^") else cell for cell in row]
        rows.append([_cell(cell, plan, known, size, strong) for cell in cells])
    return Table(
        rows,
        [width * share / sum(shares) for share in shares],
        repeatRows=0 if "norepeat" in block.options else header,
        splitInRow=1 if "split" in block.options else 0,
        style=rules,
    )


def _cell(text: str, plan: dict[str, Any], known: Known, size: float, strong: bool) -> Paragraph:
    plain = text.strip("*")
    style = ParagraphStyle("cell", fontName=face(plan, "bold" if strong else ""), fontSize=size)
    style.leading = size * 1.25
    if FIGURE.match(plain):
        style.alignment = TA_RIGHT
    return Paragraph(_marked(plain if strong else text, plan, known), style)


def _spans(rows: Sequence[Sequence[str]], at: int, row: Sequence[str]) -> list[Any]:
    """ "<" joins a cell to the one on its left, "^" to the one above."""
    spans: list[Any] = []
    for column, cell in enumerate(row):
        if cell != "<" and column + 1 < len(row) and row[column + 1] == "<":
            end = column + 1
            while end + 1 < len(row) and row[end + 1] == "<":
                end += 1
            spans.append(("SPAN", (column, at), (end, at)))
        if cell == "^":
            spans.append(("SPAN", (column, at - 1), (column, at)))
    return spans


def _marked(text: str, plan: dict[str, Any], known: Known) -> str:
    """The text in reportlab's markup, its page references filled in."""
    text = re.sub(r"\{pages ([\w()-]+)\}", lambda found: _range(found[1], plan, known), text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace(" // ", "<br/>")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])", r"<i>\1</i>", text)
    return re.sub(f"[{SIGNS}]", r'<font name="ZapfDingbats">\g<0></font>', text)


def _range(anchor: str, plan: dict[str, Any], known: Known) -> str:
    """The printed pages from an anchor to the page before the next one: "6 - 7"."""
    if anchor not in known:
        return "0"
    first = known[anchor]
    later = [page for name, page in known.items() if name != "last" and page > first]
    last = min(later) - 1 if later else known["last"]
    start, end = printed(plan, first, 0), printed(plan, last, 0)
    return start if start == end else f"{start} - {end}"
