"""Which rows of a table stand under a name above them, and where a total ends that."""

import re
from collections.abc import Sequence

from ingest.sums import adds_up

_SUM = re.compile(r"\b(?:sub-?)?totals?\b(?! (?:number|no|percentage|of)\b)", re.I)
_TOTAL = re.compile(
    rf"{_SUM.pattern}|^(?:net|gross|overall)\b.*\b(?:expenditure|spend(?:ing)?|costs?|income|budget"
    r"|deficit|surplus|position|assets|liabilities|movement|requirement)\b",
    re.I,
)
_WORD = re.compile(r"\w{3,}")


class Sections:
    """The names that rows stand under while a table is read from its top.

    "Total income" under "Income" is the last row of it. A total of more than its section, such as
    "Net spending" there, stands under no name that was read before, and nor does what follows.
    `again` are the names that more than one row has: "Net cost" under each of several names.
    """

    def __init__(self, again: frozenset[str] = frozenset()) -> None:
        self._again = again
        self.current = ""
        self._open: list[str] = []
        self._above: list[Sequence[str]] = []
        self._ended = False

    def begin(self, name: str) -> None:
        """A row with a name alone."""
        self._end()
        self.current = name
        self._open.append(name)

    def of(self, name: str, printed: Sequence[str]) -> str:
        """The section of the next row; "" for none."""
        if self._ended:
            self._end()
        if not self.current and not self._open:
            return ""
        measured = name in self._again and not _SUM.search(name)
        if (self.current and not self._above) or measured or not is_total(name):
            self._above.append(printed)
            return self.current
        if self.current and self._is_of_current(name, printed):
            self._open = [other for other in self._open if other != self.current]
            self._ended = True
            return self.current
        wider = [other for other in self._open if _SUM.search(name) and _names(name, other)]
        self._end()
        self._open = []
        return wider[-1] if wider else ""

    def _end(self) -> None:
        self.current, self._above, self._ended = "", [], False

    def _is_of_current(self, name: str, printed: Sequence[str]) -> bool:
        """Whether a total is called after the section or sums it; that of a single row repeats."""
        repeats = len(self._above) == 1 and list(printed[1:]) == list(self._above[0][1:])
        return repeats or _names(name, self.current) or adds_up(printed, self._above)


def is_total(name: str) -> bool:
    """Whether a row's name says that it sums others."""
    return bool(_TOTAL.search(name))


def _names(total: str, section: str) -> bool:
    """Whether a total is called after a section: every word of the section's name is in it."""
    words = {word.lower() for word in _WORD.findall(section)}
    return bool(words) and words <= {word.lower() for word in _WORD.findall(total)}
