"""Commentary that names its measure by a number alone, put under the measure's name.

"CF LI03 – Better than in quarter 2" is of use only beside the row of a table that says what CF
LI03 is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.elements import Element

_OF_A_MEASURE = re.compile(r"^\W{0,2}((?:[A-Z]{1,5} ?){1,3}\d{1,3}(?:\.\d{1,2})?[a-z]?)\s*[:–—-]\s")
"""How it begins: the measure's number, and a dash or a colon."""


def under_measures(elements: Sequence[Element]) -> Iterator[Element]:
    """A paper's elements, each comment with its measure's row as the innermost heading.

    The row of that number that stands nearest before it is meant, and else the first after it.
    """
    named = {_folded(code): name for code, name in reversed(_measures(elements))}
    for element in elements:
        named |= {_folded(code): name for code, name in _measures([element])}
        comment = _OF_A_MEASURE.match(element.text) if element.kind in _PROSE else None
        name = named.get(_folded(comment[1])) if comment else None
        if name and name not in element.headings:
            element = replace(element, headings=(*element.headings, name))
        yield element


_PROSE = ("paragraph", "item")


def _measures(elements: Sequence[Element]) -> list[tuple[str, str]]:
    """The numbers of rows that have a name beside their number, with both as one."""
    return [
        (row.code, row.label)
        for element in elements
        for table in element.tables
        for row in table.rows
        if row.code and any(map(str.isalpha, row.code)) and row.label != row.code
    ]


def _folded(code: str) -> str:
    return code.replace(" ", "")
