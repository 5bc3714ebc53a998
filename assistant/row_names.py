"""Whether two rows are of one measure: by their names, numbers and columns."""

import re

from assistant.pieces import MEASURE_NUMBER
from assistant.tables import caption_of
from assistant.words import stem_tuple
from corpus.calendar import MONTHS
from corpus.papers import Passage

SAME_NAME = 0.5
"""Rows whose names share this part of their words are one measure: names drift between years."""

SAME_NUMBERED = 0.3
"""Of two names with one number (P3.2), a part of which may be lost, so much."""

SAME_COLUMNS = 0.3
"""Of the words over the columns of one row, so many stand over those of the other."""

LONG_NAME = 4
"""Words of a row's name that tells by itself what it measures."""

TIME_STEMS = frozenset(
    stem_tuple(" ".join(("quarter year month date sept", *MONTHS, *(m[:3] for m in MONTHS))))
)

_NOTES = re.compile(rf"^{MEASURE_NUMBER.pattern}\s|\s*\([^()]*(?:\)|$)")
"""A measure's number before its name, and what stands in brackets behind: "(snapshot)"."""


def same_name(one: str, other: str, share: float = SAME_NAME) -> bool:
    """Whether two rows' names are those of one measure: they share so much of their words."""
    names, others = set(stem_tuple(one)), set(stem_tuple(other))
    return len(names & others) >= share * max(1, len(names | others))


def same_columns(one: Passage, other: Passage) -> bool:
    """Whether two rows stand under headings that share words: rows of a ward, a department or a
    person have one name in tables of many things.

    Where columns are headed by times alone, the words over the tables; a numbered measure or a
    long name is known by itself.
    """
    own, theirs = _headed(one), _headed(other)
    if not own or not theirs:
        own, theirs = _called(one), _called(other)
        long = len(stem_tuple(one.label)) >= LONG_NAME or MEASURE_NUMBER.match(one.label)
        if long or not own or not theirs:
            return True
        return len(own & theirs) >= SAME_NAME * min(len(own), len(theirs))
    return len(own & theirs) >= SAME_COLUMNS * min(len(own), len(theirs))


def same_measure(one: Passage, other: Passage) -> bool:
    """Whether two rows are of one measure by their names, and under headings that share words."""
    return same_name(one.label, other.label) and same_columns(one, other)


def _called(passage: Passage) -> set[str]:
    """Stems of what stands over a row's table, without those that name a time."""
    words = [*passage.headings[-1:], caption_of(passage)]
    return {key for key in stem_tuple(" ".join(words)) if key.isalpha() and key not in TIME_STEMS}


def _headed(passage: Passage) -> set[str]:
    """Stems of the words of a row's columns, without those that name a time."""
    words = " ".join(cell.column for cell in passage.cells)
    return {key for key in stem_tuple(words) if key.isalpha() and key not in TIME_STEMS}


def is_measure(own: str, theirs: str) -> bool:
    """Whether two rows' names, in two papers, are those of one measure."""
    number = MEASURE_NUMBER.match(own)
    numbered = number is not None and theirs.startswith(number[0])
    return same_name(own, theirs, SAME_NUMBERED if numbered else SAME_NAME)


def without_notes(name: str) -> str:
    """A row's name without a measure's number before it and what stands in brackets behind."""
    return _NOTES.sub("", name)
