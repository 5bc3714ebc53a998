"""Names beside the text: what stands in a narrow column to the right of a page's prose.

Minutes print there who is to act. Read from left to right such a name would stand in the midst of
the sentence beside it.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.lines import all_capitals, is_resolution
from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, segments

NOTE_WORDS = 4
"""Of one line of a note: a name, an office."""

TEXT_WORDS = 5
"""A line of prose beside which a note stands has at least so many."""

LEAST_TEXT = 4
"""Lines of prose that end before the notes; fewer are a form or a signature."""

LEAST_SHARE = 0.75
"""Of all lines of prose; where others go on past the place the gap is one of justified text."""

MOST_NOTES = 0.5
"""Of the lines; more are a table's last column."""

MOST_LINES = 300
MOST_PLACES = 3
"""A page has some 70 lines and one such column; with more nothing is looked for."""

GUTTER = 8.0
"""Points between the text and the notes."""

ALIKE = 4.0
"""Points that notes begin apart."""

NEXT_LINE = 1.6
"""Type sizes from a note's line to its next one."""

PARAGRAPH = 1.1
MUCH_ROOM = 2.5
"""Steps of the text: more room parts paragraphs; so much more parts them wherever they end."""


def notes_apart(rows: Sequence[Row]) -> list[Row]:
    """A page's lines, top to bottom, each note at the end of the paragraph that it stands beside.

    A line of its own would read as a heading: "SG".
    """
    place = _notes_at(rows) if len(rows) <= MOST_LINES else None
    if place is None:
        return list(rows)
    first, last = _reach(rows, place)
    kept: list[Row] = []
    waiting: list[Row] = []
    step = _step(rows)
    for n, row in enumerate(rows):
        parts = segments(row) if first <= n <= last else []
        note = parts[-1] if parts and _at(parts[-1], place) else []
        text = [word for word in row.words if not any(word is own for own in note)]
        if note and waiting and row.top - waiting[-1].top <= NEXT_LINE * max(row.size, 1.0):
            waiting[-1] = Row([*waiting[-1].words, *note], row.top, row.bottom, row.size)
        elif note:
            waiting.append(Row(note, row.top, row.bottom, row.size))
        if text:
            kept.append(Row(text, row.top, row.bottom, row.size) if note else row)
        below = rows[n + 1] if n + 1 < len(rows) else None
        if waiting and (below is None or _parted(row, below, text, step)):
            notes = [word for one in waiting for word in one.words]
            if kept:
                end = kept[-1]
                kept[-1] = Row([*end.words, *notes], end.top, end.bottom, end.size)
            else:
                kept = waiting
            waiting = []
    return kept


def _parted(row: Row, below: Row, text: Sequence[Word], step: float) -> bool:
    """Whether a paragraph ends with a line: as a sentence does, a heading, or by much room.

    What ends in a colon or a semicolon goes on with a list.
    """
    told = " ".join(word.text for word in text)
    room = below.top - row.top
    if told.endswith("."):
        return room > PARAGRAPH * step or not below.text[:1].islower()
    if told.endswith((":", ";", ",", " and", " or")):
        return False
    return room > (PARAGRAPH if all_capitals(told) else MUCH_ROOM) * step


def _notes_at(rows: Sequence[Row]) -> float | None:
    """Where the notes begin; None where the page has none."""
    beside = [
        parts[-1][0].left
        for parts in map(segments, rows)
        if len(parts) > 1 and _is_note(parts[-1]) and _is_text(parts[-2])
    ]
    often = sorted(set(beside), key=lambda x: -sum(abs(x - y) <= ALIKE for y in beside))
    for place in often[:MOST_PLACES]:
        if _stand_beside_text(rows, place):
            return place
    return None


def _stand_beside_text(rows: Sequence[Row], place: float) -> bool:
    """Whether the text between the first note and the last ends before the place, as prose does."""
    first, last = _reach(rows, place)
    within = [segments(row) for row in rows[first : last + 1]]
    texts = [[part for part in parts if not _at(part, place)] for parts in within]
    ends = [max(word.right for word in part) for parts in texts for part in parts]
    if any(end > place - GUTTER for end in ends):
        return False
    lines = [row for row in rows if len(row.words) >= TEXT_WORDS and row.left < place]
    prose = [row for row in lines if _ends(row, place)]
    notes = sum(any(_at(part, place) for part in parts) for parts in within)
    return (
        len(prose) >= max(LEAST_TEXT, LEAST_SHARE * len(lines))
        and notes <= MOST_NOTES * len(rows)
        and all(
            len(parts) == 1 or _is_note(parts[-1]) or not _at(parts[-1], place) for parts in within
        )
    )


def _ends(row: Row, place: float) -> bool:
    """Whether a line, without a note, ends before the notes."""
    text = [part for part in segments(row) if not _at(part, place)]
    return bool(text) and max(word.right for part in text for word in part) <= place - GUTTER


def _reach(rows: Sequence[Row], place: float) -> tuple[int, int]:
    """The first and the last line with a note."""
    found = [n for n, row in enumerate(rows) if any(_at(part, place) for part in segments(row))]
    return found[0], found[-1]


def _at(part: Sequence[Word], place: float) -> bool:
    return abs(part[0].left - place) <= ALIKE


def _is_text(part: Sequence[Word]) -> bool:
    """Whether a line's words are prose, or open a resolution: "RESOLVED: That"."""
    return len(part) >= TEXT_WORDS or is_resolution(" ".join(word.text for word in part))


def _is_note(part: Sequence[Word]) -> bool:
    """Whether a few words are a name: a capital first, and no figure."""
    text = " ".join(word.text for word in part)
    return (
        len(part) <= NOTE_WORDS and text[:1].isupper() and not any(char.isdigit() for char in text)
    )


def _step(rows: Sequence[Row]) -> float:
    """From a line's top to the next one's, in points."""
    steps = [below.top - above.top for above, below in pairwise(rows) if below.top > above.top]
    return median(steps) if steps else 0.0
