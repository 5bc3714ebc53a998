"""Where the text of a passage goes over to another page, from the lines that it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.papers import PageStart


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with the page that they begin on."""

    text: str
    page: int
    printed_page: str = ""
    turns: tuple[PageStart, ...] = ()
    """Where they go over to another page, by offset in `text`."""


def page_starts(
    text: str, stretches: Sequence[Stretch], first_page: int, before: int = 0
) -> tuple[PageStart, ...]:
    """Where a text made of these stretches changes its page, first page given.

    The text may be spaced otherwise than they are, and be only a part of them: `before` of
    their characters, blanks not counted, then stand before it.
    """
    places: list[tuple[int, int, str]] = []
    count = -before
    for stretch in stretches:
        places.append((count, stretch.page, stretch.printed_page))
        for turn in stretch.turns:
            where = count + letters(stretch.text[: turn.offset])
            places.append((where, turn.page, turn.printed_page))
        count += letters(stretch.text)
    starts: list[PageStart] = []
    here = first_page
    for index, (count, page, printed) in enumerate(places):
        passed = index + 1 < len(places) and places[index + 1][0] <= max(count, 0)
        if page == here or passed:
            continue
        offset = _offset(text, max(count, 0))
        if offset >= len(text):
            break
        starts.append(PageStart(offset, page, printed))
        here = page
    return tuple(starts)


def without(stretch: Stretch, count: int) -> Stretch:
    """The stretch without its first characters, blanks not counted."""
    cut = _offset(stretch.text, count)
    page, printed = stretch.page, stretch.printed_page
    for turn in stretch.turns:
        if turn.offset <= cut:
            page, printed = turn.page, turn.printed_page
    turns = tuple(
        PageStart(turn.offset - cut, turn.page, turn.printed_page)
        for turn in stretch.turns
        if turn.offset > cut
    )
    return Stretch(stretch.text[cut:], page, printed, turns)


def letters(text: str) -> int:
    """How many of a text's characters are no blanks."""
    return sum(not char.isspace() for char in text)


def _offset(text: str, count: int) -> int:
    """Where the character stands that has `count` others before it, blanks not counted."""
    for index, char in enumerate(text):
        if not char.isspace():
            if not count:
                return index
            count -= 1
    return len(text)
