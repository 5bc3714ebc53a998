"""An appendix's mark put before the title that stands on the line above it.

"Appendix 2" is set at the right edge of a page, beside or under the title of what it holds. Read
line by line the title comes first, and would be taken for the end of the part before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines import heading_like, mark
from ingest.paragraphs import Paragraph, Piece, PlacedTable

TITLE_WORDS = range(2, 13)
"""A single word over an appendix is the end of the text before it: "None"."""

_BARE = re.compile(r"^(?:appendix|annex|schedule)\s+(?:[A-Z]|\d{1,2}|[ivx]+)\s*:?$", re.I)


def appendices_first(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with a bare "Appendix 2" moved over the title above it.

    Where a table follows at once the title names that table; otherwise the whole appendix, and
    they become one line.
    """
    ordered: list[Piece] = []
    for index, piece in enumerate(pieces):
        title = ordered[-1] if ordered else None
        if (
            isinstance(piece, Paragraph)
            and _BARE.match(piece.text)
            and isinstance(title, Paragraph)
            and title.last_page == piece.first_page
            and _is_title(title)
            and not _is_title(ordered[-2] if len(ordered) > 1 else None)
            and not _has_title_below(pieces[index + 1 : index + 3])
        ):
            if isinstance(pieces[index + 1], PlacedTable):
                ordered[-1:] = [piece, title]
            else:
                ordered[-1] = replace(piece, text=f"{piece.text.rstrip(' :')} {title.text}")
            continue
        ordered.append(piece)
    return ordered


def _has_title_below(following: Sequence[Piece]) -> bool:
    """Whether an appendix is followed by a title that is no caption of a table, or by nothing."""
    if len(following) < 2:
        return not (following and isinstance(following[0], PlacedTable))
    return _is_title(following[0]) and not isinstance(following[1], PlacedTable)


def _is_title(piece: Piece | None) -> bool:
    return (
        isinstance(piece, Paragraph)
        and len(piece.text.split()) in TITLE_WORDS
        and mark(piece.text).kind == "none"
        and heading_like(piece.text)
    )
