"""Words into printed lines, and lines into the order in which they are read."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.papers import Line, Table
from ingest.pdf_frame import ASCENT, Word
from ingest.pdf_rules import Box
from ingest.plain import runs_over_dash, spaced

SAME_LINE = 0.5
"""Words stand on one line when this share of the lower one's height overlaps. Lines of text set at
single spacing overlap by less than 0.2; a raised "th" overlaps its line by more than 0.6."""


WIDE_GAP = 0.9
"""Type sizes; justified prose stretches its spaces to 0.6, columns stand further apart."""


SHORT_CELL_LINE = 0.3
"""A line that leaves this share of its cell's width blank ended its paragraph."""


@dataclass(slots=True)
class PlacedTable:
    """A table and the part of the page that it takes up."""

    table: Table
    box: Box


@dataclass(slots=True)
class Row:
    """Words on one printed line, left to right."""

    words: list[Word]
    top: float
    bottom: float
    """Its baseline."""

    size: float = 0.0
    room: float = 0.0
    """Letters of a full line of its column; 0 where it stands in none."""

    @property
    def left(self) -> float:
        """Left edge of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge of its last word."""
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return spaced(" ".join(word.text for word in self.words))


def line_up(words: Sequence[Word]) -> list[Row]:
    """The words in printed lines, top to bottom.

    Superscripts and subscripts join the line that they hang on.
    """
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if not word.text:
            continue
        row = next((row for row in reversed(rows[-6:]) if _on_one_line(row, word)), None)
        if row is None:
            rows.append(Row([word], word.top, word.base, word.size))
            continue
        row.words.append(word)
        if word.size >= row.size:
            row.top, row.bottom, row.size = word.top, word.base, word.size
    for row in rows:
        row.words.sort(key=lambda word: word.left)
        row.words = _once(row.words)
    return sorted(rows, key=lambda row: (row.bottom, row.left))


def _on_one_line(row: Row, word: Word) -> bool:
    overlap = min(row.bottom, word.base) - max(row.top, word.top)
    return overlap > SAME_LINE * ASCENT * min(row.size, word.size)


def _once(words: list[Word]) -> list[Word]:
    """The words without those printed twice on one spot, as some writers make bold."""
    kept: list[Word] = []
    for word in words:
        if kept and word.text == kept[-1].text and abs(word.left - kept[-1].left) < 1.5:
            continue
        kept.append(word)
    return kept


def as_line(row: Row) -> Line:
    """The row as a line, with the size and weight of most of its letters."""
    sizes: Counter[float] = Counter()
    heavy = light = 0
    for word in row.words:
        sizes[round(word.size, 1)] += len(word.text)
        if word.bold:
            heavy += len(word.text)
        else:
            light += len(word.text)
    size = sizes.most_common(1)[0][0]
    left, top = round(row.left, 1), round(row.top, 1)
    return Line(row.text, size, heavy > light, left, top, room=row.room)


def joined(rows: Sequence[Row]) -> str:
    """The lines of a cell as one text, words that a line end broke made whole.

    Its paragraphs are kept apart, by line ends.
    """
    text = ""
    opens = _paragraph_starts(rows) if len(rows) > 1 else set()
    for n, row in enumerate(rows):
        line = row.text
        if not text:
            text = line
        elif n in opens:
            text += "\n" + line
        elif (_BROKEN.search(text) and line[:1].islower()) or is_cut(text, line):
            text += line
        else:
            text += " " + line
    return text


def is_cut(text: str, line: str) -> bool:
    """Whether a line's end cut what is written without a space: a word's end, a bracket, a year."""
    return _is_end_of_word(text, line) or _closes(line) or runs_over_dash(text, line)


def _closes(line: str) -> bool:
    """Whether a line of a cell only closes what the one above opened: ")"."""
    return bool(_CLOSES.match(line))


def _is_end_of_word(text: str, line: str) -> bool:
    """Whether a line is the end of a word that a narrow column cut: "Hospita", "l"."""
    cut = line.isalpha() and line.islower() and len(line) <= END_OF_WORD
    return cut and line not in _SHORT_WORDS and text[-1:].islower()


def _paragraph_starts(rows: Sequence[Row]) -> set[int]:
    """Which lines of a cell open a paragraph: by a bullet, by room, by weight, by a short line."""
    steps = sorted(
        below.bottom - above.bottom for above, below in pairwise(rows) if below.text[:1].islower()
    )
    usual = steps[int(len(steps) * 0.9)] if steps else 0.0
    edge = max(row.right for row in rows)
    width = edge - min(row.left for row in rows)
    found: set[int] = set()
    for n, (above, below) in enumerate(pairwise(rows), start=1):
        text = below.text
        if _ITEM.match(text):
            found.add(n)
        elif text[:1].islower():
            continue
        roomy = usual and below.bottom - above.bottom > 1.1 * usual
        short = edge - above.right > SHORT_CELL_LINE * width
        weight = _is_bold(above) != _is_bold(below)
        if roomy or weight or (short and (text[:1].isupper() or text[:1].isdigit())):
            found.add(n)
    return found


def _is_bold(row: Row) -> bool:
    return sum(len(word.text) for word in row.words if word.bold) * 2 > len(row.text)


END_OF_WORD = 2
"""Letters that a narrow column puts on a line of their own."""

_SHORT_WORDS = frozenset(
    "a am an as at be by do go he if in is it me my no of on or so to up us we".split()
)

_ITEM = re.compile(r"^(?:[•▪●○◦‣➢➤*]|[-–](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s)")
_BROKEN = re.compile(r"[^\W\d_]-$")
_CLOSES = re.compile(r"[)\],;]+$")


def segments(row: Row) -> list[list[Word]]:
    """The row cut where the gap is wider than between words of prose."""
    parts: list[list[Word]] = []
    for word in row.words:
        if parts and word.left - parts[-1][-1].right <= WIDE_GAP * max(word.size, 1.0):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts
