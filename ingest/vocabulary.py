"""A document's words, and what they tell of words that a line's end broke."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.papers import Line, Page, Table
from ingest.plain import runs_over_dash

_BROKEN_WORD = re.compile(r"(\w{2,})-$")


def join_words(first: str, second: str, words: Counter[str]) -> str:
    """Two lines as one; a word broken by a hyphen is made whole if the document has it whole."""
    broken = _BROKEN_WORD.search(first)
    if broken and second[:1].islower():
        tail = re.match(r"\w+", second)
        if tail:
            whole = (broken[1] + tail[0]).lower()
            hyphened = f"{broken[1]}-{tail[0]}".lower()
            if words[whole] >= words[hyphened]:
                return first[:-1] + second
        return first + second
    return f"{first}{second}" if runs_over_dash(first, second) else f"{first} {second}"


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in some texts, in lower case."""
    return Counter(word for text in texts for word in re.findall(r"[\w-]+", text.lower()))


def lines_of(pages: Sequence[Page]) -> Iterator[str]:
    """The pages' lines, without what stands in tables."""
    return (block.text for page in pages for block in page.blocks if isinstance(block, Line))


def texts_of(pages: Sequence[Page]) -> Iterator[str]:
    """The pages' lines, and then their tables' cells."""
    yield from lines_of(pages)
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Table):
                yield from (cell for row in block.rows for cell in row)
