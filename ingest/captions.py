"""Captions that stand below their tables put above them, as most papers print them.

Read line by line a caption below a table would be taken for the heading of what comes next.
"""

import re
from collections.abc import Sequence

from ingest.headings import CAPTION_NUMBER
from ingest.lines import heading_like
from ingest.paragraphs import Paragraph, Piece, PlacedTable

_OF_TABLE = re.compile(r"^Table\s+[A-Z]?\d[\w.]*\s?[:.–—-]?\s*\S", re.I)


def captions_first(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a paper, the captions below its tables moved above them.

    As they are where any table has its caption above: one paper sets all of them in one way.
    """
    below = [index for index in range(1, len(pieces)) if _is_below(pieces, index)]
    if not below or any(_is_above(pieces, index) for index in range(len(pieces) - 1)):
        return list(pieces)
    ordered = list(pieces)
    for index in below:
        ordered[index - 1 : index + 1] = [pieces[index], pieces[index - 1]]
    return ordered


def _is_below(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece is the caption of the table right above it, and of none below."""
    piece, table = pieces[index], pieces[index - 1]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return (
        isinstance(table, PlacedTable)
        and isinstance(piece, Paragraph)
        and table.page == piece.first_page
        and not isinstance(following, PlacedTable)
        and heading_like(piece.text)
        and bool(_OF_TABLE.match(piece.text))
    )


def _is_above(pieces: Sequence[Piece], index: int) -> bool:
    piece, table = pieces[index], pieces[index + 1]
    return (
        isinstance(piece, Paragraph)
        and isinstance(table, PlacedTable)
        and bool(CAPTION_NUMBER.match(piece.text))
    )
