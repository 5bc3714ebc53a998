"""Marks painted on a page's picture, a part of it cut out, and the whole as PNG; Pillow's home."""

import io
from typing import Any

from ui.letters import Box

HIGHLIGHT = (255, 221, 0)
OUTLINE = (140, 90, 0)
"""A line under the words as well, for those who do not see the colour."""


def paint(picture: Any, boxes: tuple[Box, ...], part: Box | None = None) -> bytes:
    """The picture as PNG with the boxes marked, cut to `part` when that is given."""
    if boxes:
        picture = _marked(picture, boxes)
    if part:
        wide, high = picture.size
        picture = picture.crop(
            (
                round(part.left * wide),
                round(part.top * high),
                round(part.right * wide),
                round(part.bottom * high),
            )
        )
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _marked(picture: Any, boxes: tuple[Box, ...]) -> Any:
    """Multiplied, as a marker pen does, so that the words stay as they are."""
    from PIL import Image, ImageChops, ImageDraw

    sheet = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(sheet)
    rectangles = [_pixels(box, picture.size) for box in boxes]
    for rectangle in rectangles:
        pen.rectangle(rectangle, fill=HIGHLIGHT)
    picture = ImageChops.multiply(picture, sheet)
    pen = ImageDraw.Draw(picture)
    for left, _top, right, bottom in rectangles:
        pen.line((left, bottom, right, bottom), fill=OUTLINE, width=2)
    return picture


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """With a little air, so that a mark does not cut the letters' edges."""
    width, height = size
    air = 0.15 * box.height * height
    return (
        round(box.left * width - 2),
        round(box.top * height - air),
        round(box.right * width + 2),
        round(box.bottom * height + air),
    )
