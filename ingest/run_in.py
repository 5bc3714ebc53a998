"""Minutes and notes whose subjects open their paragraphs: "Flooding: Councillors discussed …"."""

import re
from collections.abc import Sequence

from ingest.headings import SAYS_WHO
from ingest.lines import mark
from ingest.paragraphs import Paragraph, Piece

LEAST = 5
"""So many paragraphs that open with a subject make it the paper's way."""

SHARE = 0.3
"""Of its plain paragraphs; in a report a few open so, as a list's items do."""

SAID_WORDS = 8
"""What is said of a subject has at least so many words."""

_OPENS = re.compile(r"^([A-Z][\w’'&,/()-]*(?: [\w’'&,/()-]+){0,6})\s?: +(?=\S)")
_SENTENCE = re.compile(
    r"^(?:The|This|It|He|She|They|We)\b|\b(?:are|is|was|were|has|have|had|said|noted|agreed|asked)\b"
)


def subjects(pieces: Sequence[Piece]) -> frozenset[str]:
    """The texts of the paragraphs that open with their subject; none where that is not usual."""
    plain = [
        piece.text
        for piece in pieces
        if isinstance(piece, Paragraph) and mark(piece.text).kind == "none"
    ]
    found = [text for text in plain if subject_of(text)]
    usual = len(found) >= LEAST and len(found) >= SHARE * len(plain)
    return frozenset(found) if usual else frozenset()


def subject_of(text: str) -> str:
    """The subject that a paragraph opens with; "" for none."""
    found = _OPENS.match(text)
    if not found or SAYS_WHO.match(text) or _SENTENCE.search(found[1]):
        return ""
    return found[1].strip() if len(text[found.end() :].split()) >= SAID_WORDS else ""
