"""On which page the words of a passage stand."""

import re

from corpus.papers import PageStart, Passage

_FOUND_BY = 60
"""Letters and digits of a quote that are enough to find it in its passage."""

_SAID = re.compile(r"\w")


def page_at(passage: Passage, offset: int) -> int:
    """The file's page on which the character at this offset of the passage's text stands.

    The passage's first page where nothing else is known; 0 in a file without pages.
    """
    start = _start_before(passage, offset)
    return start.page if start else passage.first_page


def printed_page_at(passage: Passage, offset: int) -> str:
    """The number printed on that page; "" when it has none."""
    start = _start_before(passage, offset)
    return start.printed_page if start else passage.printed_page


def _start_before(passage: Passage, offset: int) -> PageStart | None:
    """The last of the passage's page starts not after the offset; None on its first page."""
    before = [start for start in passage.page_starts if start.offset <= offset]
    return before[-1] if before else None


def offset_of(passage: Passage, quote: str) -> int:
    """Where a quote begins in its passage's text, marks aside; 0 when it is not there."""
    found = passage.text.find(quote) if quote else 0
    if found >= 0:
        return found
    places = [match.start() for match in _SAID.finditer(passage.text)]
    letters = "".join(passage.text[place].lower() for place in places)
    sought = "".join(_SAID.findall(quote.lower()))[:_FOUND_BY]
    index = letters.find(sought) if sought else 0
    return places[index] if index >= 0 and places else 0
