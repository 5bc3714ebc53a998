"""Performance measures whose table came apart into lines, put back as rows.

Read from a PDF without rules, a table of measures is its headings ("Ref: Measure 23/24 Actual …"),
then of each measure the number, the name, the figures and the commentary, one under the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.flat_rows import COMMENTARY, SUBJECT, Measure, part, tables_of
from ingest.headings import BIGGER, body_size
from ingest.lines import all_capitals, heading_like, mark
from ingest.paragraphs import Paragraph, Piece

HEADING_LINES = 16
"""The headings of a table come apart into no more lines."""

HEADING_WORDS = 12
"""A longer line is no part of them."""

LEAST_MEASURES = 2
"""One number under headings may be anything."""

UNDER = 4
"""The level of the objective that a table of measures stands under, as Word would give it."""

_HEADS = re.compile(
    r"^(ref(?:erence)?|code|kpi|pi|id)\b\.?(?:\s*(?:no\.?|number|code)\b)?\s*:?"
    rf"(?:\s+(?:key\s+|performance\s+)*{SUBJECT.pattern}.*)?$",
    re.I,
)
_CODE = r"\s?\d{1,3}(?:[ .]\d{1,2})?[a-z]?"
_STARTS = re.compile(rf"^([A-Z]{{1,6}}){_CODE}(?:\s+(?=[A-Z(‘“])|$)")
_OBJECTIVE = re.compile(
    r"^(?:(?:key|strategic|corporate)\s)?(?:objective|aim|priority|outcome|theme|goal)\b[^:]{0,12}:",
    re.I,
)


def with_measures(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each measure that came apart into lines a row of a table again."""
    prefixes = set()
    for n in range(len(pieces)):
        length = _heading_lines(pieces, n)
        first = pieces[n + length] if length else None
        if isinstance(first, Paragraph) and (found := _STARTS.match(first.text)):
            prefixes.add(found[1])
    if not prefixes:
        return list(pieces)
    code = re.compile(rf"(?:{'|'.join(sorted(prefixes))}){_CODE}(?=\s+[A-Z(‘“]|$)")
    reading = _Reading(list(_parted(pieces, code)), code, body_size(pieces))
    done = reading.read()
    return done if reading.measures >= LEAST_MEASURES else list(pieces)


def _heading_lines(pieces: Sequence[Piece], start: int) -> int:
    """How many lines a table's headings are that begin here; 0 where none do.

    A measure's number stands right behind them.
    """
    texts: list[str] = []
    for piece in pieces[start : start + HEADING_LINES + 1]:
        if not isinstance(piece, Paragraph):
            return 0
        if texts and _STARTS.match(piece.text):
            return len(texts) if SUBJECT.search(" ".join(texts)) else 0
        if len(piece.text.split()) > HEADING_WORDS or (not texts and not _HEADS.match(piece.text)):
            return 0
        texts.append(piece.text)
    return 0


def _parted(pieces: Sequence[Piece], code: re.Pattern[str]) -> Iterator[Piece]:
    """The pieces, a paragraph parted where the next measure begins in it behind a sentence."""
    begins = re.compile(rf"(?<=[.!?)’”] )(?={code.pattern})")
    for piece in pieces:
        if not isinstance(piece, Paragraph) or not begins.search(piece.text):
            yield piece
            continue
        offset = 0
        for text in begins.split(piece.text):
            yield part(piece, offset, offset + len(text))
            offset += len(text)


class _Reading:
    """The pieces read once from the first to the last."""

    def __init__(self, pieces: Sequence[Piece], code: re.Pattern[str], body: float) -> None:
        self.pieces, self.code, self.body = pieces, code, body
        self.done: list[Piece] = []
        self.run: list[Measure] = []
        self.heading = ""
        self.known: set[tuple[str, ...]] = set()
        self.measures = 0

    def read(self) -> list[Piece]:
        """The pieces with their measures as tables."""
        n = 0
        while n < len(self.pieces):
            piece = self.pieces[n]
            length = _heading_lines(self.pieces, n)
            again = self._heading_again(n) if self.run and not length else 0
            if length:
                texts = tuple(
                    p.text for p in self.pieces[n : n + length] if isinstance(p, Paragraph)
                )
                self.known.add(texts)
                self.heading = " ".join(texts)
                self._name_objective()
            elif again:
                length = again
            else:
                self._take(piece, n)
                length = 1
            n += length
        self._close()
        return self.done

    def _take(self, piece: Piece, n: int) -> None:
        found = self.code.match(piece.text) if isinstance(piece, Paragraph) else None
        if self.heading and found and isinstance(piece, Paragraph):
            self.run.append(Measure(found[0], piece, self.heading))
            self.measures += 1
            if rest := piece.text[found.end() :].strip():
                self.run[-1].lines.append(part(piece, len(piece.text) - len(rest), len(piece.text)))
        elif self.run and isinstance(piece, Paragraph) and not self._ends(piece, n):
            measure = self.run[-1]
            told = measure.commentary or COMMENTARY.match(piece.text)
            (measure.commentary if told else measure.lines).append(piece)
        else:
            self._close()
            self.done.append(piece)

    def _heading_again(self, n: int) -> int:
        """How many lines the headings take up that a new page repeats in the midst of a measure.

        What goes on behind the last of them in one line with it is left in place.
        """
        for known in self.known:
            texts = [p.text for p in self.pieces[n : n + len(known)] if isinstance(p, Paragraph)]
            if len(texts) < len(known) or tuple(texts[:-1]) != known[:-1]:
                continue
            if texts[-1] == known[-1]:
                return len(known)
            last = self.pieces[n + len(known) - 1]
            if texts[-1].startswith(f"{known[-1]} ") and isinstance(last, Paragraph):
                self.run[-1].commentary.append(part(last, len(known[-1]), len(last.text)))
                return len(known)
        return 0

    def _ends(self, piece: Paragraph, n: int) -> bool:
        """Whether a line is no part of a measure: a heading, or the next table's objective."""
        if _OBJECTIVE.match(piece.text):
            return any(_heading_lines(self.pieces, n + ahead) for ahead in (1, 2, 3))
        found = mark(piece.text)
        numbered = found.kind == "numbered" and "." in found.number and heading_like(found.rest)
        stands_out = piece.bold or bool(self.body and piece.size > BIGGER * self.body)
        named = len(re.findall(r"[A-Z]{4}", piece.text)) > 1 and all_capitals(piece.text)
        strong = heading_like(piece.text) and (stands_out or named)
        return bool(piece.heading) or numbered or strong or found.kind == "appendix"

    def _name_objective(self) -> None:
        """The objective right above a table's headings is the heading of the table."""
        if any(m.lines or m.commentary for m in self.run):
            self._close(keep_heading=True)
        for back in (1, 2):
            above = [piece for piece in self.done[-back:] if isinstance(piece, Paragraph)]
            if len(above) == back and _OBJECTIVE.match(above[0].text) and not above[0].heading:
                text = " ".join(piece.text for piece in above)
                self.done[-back:] = [replace(above[0], text=text, heading=UNDER)]
                return

    def _close(self, *, keep_heading: bool = False) -> None:
        self.done += tables_of(self.run)
        self.run = []
        if not keep_heading:
            self.heading = ""
