"""On which page the words of a passage stand."""

from corpus.papers import Passage


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
