"""Text boxes: words in a frame of their own beside a page's text, such as "At a glance"."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf_frame import Word
from ingest.pdf_lines import line_up
from ingest.pdf_rules import Box

LEAST_WORDS = 5
BESIDE = 3
MOST_OF_WIDTH = 0.6
"""A frame with so many words beside so many lines, over no more of the width, is a text box."""

MOST_BOXES = 30
"""Of a page; one with more is a form or a drawing."""


@dataclass(slots=True)
class Boxed:
    """The words of one frame, and where it stands."""

    words: list[Word]
    box: Box


def stands_beside_text(box: Box, inside: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a frame with the words `inside` is narrow, and lines of the page's run beside it."""
    left, top, right, bottom = box
    width = max(word.right for word in words) - min(word.left for word in words)
    if len(inside) < LEAST_WORDS or right - left > MOST_OF_WIDTH * width:
        return False
    own = {id(word) for word in inside}
    beside = [word for word in words if top <= word.centre <= bottom and id(word) not in own]
    return len(line_up(beside)) >= BESIDE
