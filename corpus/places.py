"""On which page the words of a passage stand."""

import re

from corpus.papers import Passage

_FOUND_BY = 60
"""Letters and digits of a quote that are enough to find it in its passage."""

_SAID = re.compile(r"\w")


def page_at(passage: Passage, offset: int) -> int:
    """The file's page on which the character at this offset of the passage's text stands.

    The passage's first page where nothing else is known; 0 in a file without pages.
    """
    page = passage.first_page
    for start in passage.page_starts:
        if start.offset > offset:
            break
        page = start.page
    return page


def printed_page_at(passage: Passage, offset: int) -> str:
    """The number printed on that page; "" when it has none."""
    printed = passage.printed_page
    for start in passage.page_starts:
        if start.offset > offset:
            break
        printed = start.printed_page
    return printed


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
