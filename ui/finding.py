"""Where a quote's words stand among a page's letters; pure, so it is tested without a PDF.

A page's text and a quote of it differ in spaces, line breaks, hyphens, ligatures
and the order of a table's cells, but seldom in letters and digits. So both are
compared by these alone. What cannot be found is left out: a mark on the wrong
words is worse than none.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ENOUGH = 0.6
"""Share of a quote's letters that must be found before anything is marked."""

SHORTEST_RUN = 24
"""Letters of a quote's beginning or end that may stand alone, where it runs over a page's edge."""

CONTEXT = (0, 15, 30, 60, 120)
"""Letters of the passage taken with the quote, on each side, until its place is the only one."""

SAME_ROW = 0.75
"""How far apart, in heights of a letter, two cells' middles may be on one row of a table."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A page's letters and digits, lower case, in reading order."""

    text: str
    chars: tuple[int, ...]
    """For each letter, the page's character that it came from."""

    middles: tuple[float, ...]
    """For each letter, twice the height of its middle on the page: equal on one line."""

    heights: tuple[float, ...]
    page: str
    """The page's characters, as they are."""

    @staticmethod
    def of(
        chars: Sequence[str], middles: Sequence[float], heights: Sequence[float] = ()
    ) -> "Letters":
        """From a page's characters; a ligature gives two letters of one character."""
        text, places = [], []
        for index, char in enumerate(chars):
            plain = fold(char)
            text.append(plain)
            places += [index] * len(plain)
        sizes = heights or [0.0] * len(chars)
        return Letters(
            "".join(text),
            tuple(places),
            tuple(middles[place] for place in places) if middles else (),
            tuple(sizes[place] for place in places),
            "".join(chars),
        )


@dataclass(frozen=True, slots=True)
class Match:
    """Runs of letters, as (start, end) into a page's letters, and the share that they make."""

    spans: tuple[tuple[int, int], ...]
    share: float


NOTHING = Match((), 0.0)


def fold(text: str) -> str:
    """Letters and digits only, lower case, ligatures taken apart."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in plain if char.isalnum())


def find(quote: str, page: Letters, passage: str = "") -> Match:
    """The quote's place on the page: whole, else line by line, else the part that is there."""
    wanted = fold(quote)
    if not wanted or not page.text:
        return NOTHING
    whole = _whole(wanted, page.text, fold(passage))
    if whole:
        return Match((whole,), 1.0)
    lines = [line for line in quote.splitlines() if fold(line)]
    spans: list[tuple[int, int]] = []
    for line in lines:
        spans += _line(line, page)
    found = sum(end - start for start, end in spans)
    if found >= ENOUGH * len(wanted):
        return Match(tuple(spans), min(1.0, found / len(wanted)))
    edge = _over_the_edge(wanted, page.text)
    return Match((edge,), (edge[1] - edge[0]) / len(wanted)) if edge else NOTHING


def _whole(wanted: str, text: str, passage: str) -> tuple[int, int] | None:
    """The one place of the words; of several, the one that stands as in the passage."""
    if text.count(wanted) == 0:
        return None
    here = passage.find(wanted)
    if here >= 0 and text.count(wanted) > 1:
        for reach in CONTEXT:
            before = passage[max(0, here - reach) : here]
            after = passage[here + len(wanted) : here + len(wanted) + reach]
            for left, right in ((before, after), (before, ""), ("", after)):
                if text.count(left + wanted + right) == 1:
                    start = text.index(left + wanted + right) + len(left)
                    return start, start + len(wanted)
    start = text.index(wanted)
    return start, start + len(wanted)


def _line(line: str, page: Letters) -> list[tuple[int, int]]:
    wanted = fold(line)
    start = page.text.find(wanted)
    if start >= 0:
        return [(start, start + len(wanted))]
    cells = [cell for cell in re.split(r"\s\|\s|\t", line) if fold(cell)]
    return _row(cells, page) if len(cells) > 1 else _sentences(line, page)


def _row(cells: list[str], page: Letters) -> list[tuple[int, int]]:
    """A table's row whose cells stand apart: all that lie level with its longest cell."""
    folded = [fold(cell) for cell in cells]
    anchor = max(folded, key=len)
    best: list[tuple[int, int]] = []
    for start in _places(anchor, page.text):
        band = range(start, start + len(anchor))
        top = min(page.middles[index] for index in band)
        bottom = max(page.middles[index] for index in band)
        slack = 2 * SAME_ROW * max(page.heights[index] for index in band)
        row = [(start, start + len(anchor))]
        taken = set(band)
        for cell in folded:
            if cell is anchor:
                continue
            for place in _places(cell, page.text):
                level = page.middles[place]
                inside = top - slack <= level <= bottom + slack
                if inside and place not in taken and _stands_alone(cell, place, page):
                    row.append((place, place + len(cell)))
                    taken |= set(range(place, place + len(cell)))
                    break
        if sum(b - a for a, b in row) > sum(b - a for a, b in best):
            best = row
    return sorted(best)


def _stands_alone(cell: str, place: int, page: Letters) -> bool:
    """Whether a figure is a figure of its own and not a part of a longer one."""
    if not cell.isdigit():
        return True
    first, last = page.chars[place], page.chars[place + len(cell) - 1]
    before = re.search(r"\d[.,]?$", page.page[max(0, first - 2) : first])
    after = re.match(r"[.,]?\d", page.page[last + 1 : last + 3])
    return not (before or after)


def _sentences(line: str, page: Letters) -> list[tuple[int, int]]:
    """A line whose words are there but for a few between its sentences."""
    spans = []
    for sentence in re.split(r"(?<=[.;:!?])\s+", line):
        wanted = fold(sentence)
        start = page.text.find(wanted) if len(wanted) >= SHORTEST_RUN else -1
        if start >= 0:
            spans.append((start, start + len(wanted)))
    return spans


def _over_the_edge(wanted: str, text: str) -> tuple[int, int] | None:
    """The quote's beginning where it leaves this page, or its end where it comes onto it."""
    ahead = _longest(lambda size: wanted[:size] in text, len(wanted))
    behind = _longest(lambda size: wanted[-size:] in text, len(wanted))
    size = max(ahead, behind)
    if size < min(SHORTEST_RUN, len(wanted)):
        return None
    run = wanted[:size] if ahead >= behind else wanted[-size:]
    start = text.rindex(run) if ahead >= behind else text.index(run)
    return start, start + size


def _longest(fits: Callable[[int], bool], most: int) -> int:
    """The largest size that fits, by halving: what fits at one size fits at every smaller one."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _places(wanted: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", text)]
