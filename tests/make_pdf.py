"""Small real PDFs for tests: words and lines at given places, points from the top left corner."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.papers import Line, Page

Draw = Callable[[Canvas, float], None]
"""Draws one thing on a page of the given height."""

PROSE = [
    "The Board received a report on the",
    "work of the family hubs since June and",
    "was told that attendance had grown in",
    "every ward of the borough, most of all",
    "in those where a hub had opened on the",
    "site of a school or a health centre and",
    "kept its doors open in the evening too.",
]
"""The lines of a column of print."""


def make_pdf(
    path: Path,
    *pages: Sequence[Draw],
    size: tuple[float, float] = A4,
    turn: int = 0,
    **options: Any,
) -> Path:
    """A PDF of these pages; options go to reportlab's Canvas (encrypt, for one)."""
    canvas = Canvas(str(path), pagesize=size, invariant=1, **options)
    for page in pages:
        if turn:
            canvas.setPageRotation(turn)
        for draw in page:
            draw(canvas, size[1])
        canvas.showPage()
    canvas.save()
    return path


def text(
    left: float,
    top: float,
    words: str,
    *,
    size: float = 10,
    bold: bool = False,
    colour: tuple[float, float, float] = (0, 0, 0),
    mode: int = 0,
    right: bool = False,
    angle: float = 0,
) -> Draw:
    """Words whose baseline is one type size below `top`; `right` sets them to end at `left`."""

    def draw(canvas: Canvas, height: float) -> None:
        canvas.saveState()
        face = "Helvetica-Bold" if bold else "Helvetica"
        canvas.translate(left, height - top - size)
        canvas.rotate(angle)
        shift = -canvas.stringWidth(words, face, size) if right else 0
        written = canvas.beginText(shift, 0)
        written.setFont(face, size)
        written.setFillColorRGB(*colour)
        written.setTextRenderMode(mode)
        written.textOut(words)
        canvas.drawText(written)
        canvas.restoreState()

    return draw


def lines(left: float, top: float, *words: str, size: float = 10, pitch: float = 12) -> list[Draw]:
    """Lines under one another."""
    return [text(left, top + n * pitch, line, size=size) for n, line in enumerate(words)]


def rule(x1: float, y1: float, x2: float, y2: float, width: float = 0.5) -> Draw:
    """A straight line."""

    def draw(canvas: Canvas, height: float) -> None:
        canvas.setLineWidth(width)
        canvas.line(x1, height - y1, x2, height - y2)

    return draw


def area(
    left: float, top: float, right: float, bottom: float, colour: tuple[float, float, float]
) -> Draw:
    """A filled area without an edge."""

    def draw(canvas: Canvas, height: float) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(*colour)
        canvas.rect(left, height - bottom, right - left, bottom - top, stroke=0, fill=1)
        canvas.restoreState()

    return draw


def picture(left: float, top: float, right: float, bottom: float) -> Draw:
    """A grey picture."""

    def draw(canvas: Canvas, height: float) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.new("RGB", (8, 8), (200, 200, 200)))
        canvas.drawImage(image, left, height - bottom, right - left, bottom - top)

    return draw


def grid(xs: Sequence[float], tops: Sequence[float], rows: Sequence[Sequence[str]]) -> list[Draw]:
    """A ruled table; "|" in a cell starts a new line. None of its cells are merged."""
    drawn = [rule(xs[0], y, xs[-1], y) for y in tops]
    drawn += [rule(x, tops[0], x, tops[-1]) for x in xs]
    for top, row in zip(tops, rows, strict=False):
        for left, cell in zip(xs, row, strict=False):
            drawn += lines(left + 3, top + 3, *cell.split("|"), size=9, pitch=11)
    return drawn


def words_of(page: Page) -> list[str]:
    """The texts of a page's lines, as they are read."""
    return [block.text for block in page.blocks if isinstance(block, Line)]
