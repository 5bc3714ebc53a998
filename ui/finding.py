"""Where a quote's words stand among a page's letters; pure, so it is tested without a PDF.

A page's text and a quote of it differ in spaces, line breaks, hyphens, ligatures
and the order of a table's cells, but seldom in letters and digits. So both are
compared by these alone. What cannot be found is left out: a mark on the wrong
words is worse than none.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ui.letters import Box, Letters, fold

ENOUGH = 0.6
"""Share of a quote's letters that must be found before anything is marked."""

SHORTEST_RUN = 24
"""Letters of a quote's beginning or end that may stand alone, where it runs over a page's edge."""

SHORTEST_END = 16
"""The same where the run stands at the page's edge, among words of its quote."""

MARGIN = 150
"""Letters of a page's head or foot that may stand between its edge and the text."""

CONTEXT = (0, 15, 30, 60, 120)
"""Letters of the passage taken with the quote, on each side, until its place is the only one."""

MOST_PLACES = 200
"""Places of a table's longest cell that are tried; a page that repeats it more often is odd."""


@dataclass(frozen=True, slots=True)
class Match:
    """The characters of the page that are the quote's, and the share of it that they make."""

    runs: tuple[tuple[int, ...], ...]
    """Each a stretch of characters of the page, by their index."""

    share: float


NOTHING = Match((), 0.0)

Span = tuple[int, int]
"""A stretch of letters, (start, end)."""


def find(quote: str, page: Letters, passage: str = "") -> Match:
    """The quote's place on the page: whole, else line by line, else the part that is there.

    `passage` is the text round the quote; it decides between two places with the same words.
    """
    wanted = fold(quote)
    if not wanted or not page.text:
        return NOTHING
    for letters in (page, page.in_columns):
        whole = _whole(wanted, letters.text, fold(passage))
        if whole:
            return Match((_chars(letters, whole),), 1.0)
    runs: list[tuple[int, ...]] = []
    found = 0
    for line in quote.splitlines():
        letters, spans = _line(line, page)
        if not spans:
            letters, spans = page, _broken_off(line, page.text)
        runs += [_chars(letters, span) for span in spans]
        found += sum(end - start for start, end in spans)
    if found >= ENOUGH * len(wanted):
        return Match(tuple(runs), min(1.0, found / len(wanted)))
    edge = _over_the_edge(quote, page.text)
    if edge is None:
        return NOTHING
    return Match((_chars(page, edge),), (edge[1] - edge[0]) / len(wanted))


def _chars(letters: Letters, span: Span) -> tuple[int, ...]:
    """The characters of a stretch, with the brackets, signs and full stops that touch it."""
    chars = letters.chars[span[0] : span[1]]
    before = _touching(letters, range(chars[0] - 1, max(-1, chars[0] - 4), -1))
    after = _touching(letters, range(chars[-1] + 1, min(len(letters.page), chars[-1] + 4)))
    return (*reversed(before), *chars, *after)


def _touching(letters: Letters, indexes: range) -> list[int]:
    out: list[int] = []
    for index in indexes:
        char = letters.page[index]
        if char.isspace() or char.isalnum() or not char.isprintable():
            break
        out.append(index)
    return out


def _whole(wanted: str, text: str, passage: str) -> Span | None:
    """The one place of the words; of several, the one that stands as in the passage."""
    times = text.count(wanted)
    if not times:
        return None
    here = passage.find(wanted)
    if here >= 0 and times > 1:
        for reach in CONTEXT:
            before = passage[max(0, here - reach) : here]
            after = passage[here + len(wanted) : here + len(wanted) + reach]
            for left, right in ((before, after), (before, ""), ("", after)):
                if text.count(left + wanted + right) == 1:
                    start = text.index(left + wanted + right) + len(left)
                    return start, start + len(wanted)
    start = text.index(wanted)
    return start, start + len(wanted)


def _line(line: str, page: Letters) -> tuple[Letters, list[Span]]:
    """One line of a quote: whole in either order, else as a row's cells, else by sentences."""
    wanted = fold(line)
    if not wanted:
        return page, []
    for letters in (page, page.in_columns):
        start = letters.text.find(wanted)
        if start >= 0:
            return letters, [(start, start + len(wanted))]
    cells = [cell for cell in map(fold, re.split(r"\s\|\s|\s\||\|\s|\t", line)) if cell]
    if len(cells) > 1:
        rows = [(letters, _row(cells, letters)) for letters in (page, page.in_columns)]
        return max(rows, key=lambda row: _size(row[1]))
    return page, _sentences(line, page)


def _size(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)


def _row(cells: list[str], page: Letters) -> list[Span]:
    """A table's row whose cells stand apart: all that lie level with its longest cell."""
    anchor = max(cells, key=len)
    best: list[Span] = []
    for start in _places(anchor, page.text)[:MOST_PLACES]:
        row = _level_cells(cells, anchor, start, page)
        if _size(row) > _size(best):
            best = row
    return sorted(best)


def _level_cells(cells: list[str], anchor: str, start: int, page: Letters) -> list[Span]:
    row = [(start, start + len(anchor))]
    band = page.extent(*row[0])
    rest = list(cells)
    rest.remove(anchor)
    taken = set(range(*row[0]))
    for cell in rest:
        for place in _places(cell, page.text):
            span = (place, place + len(cell))
            if (
                place not in taken
                and _stands_alone(span, page)
                and page.extent(*span).level_with(band)
            ):
                row.append(span)
                taken |= set(range(*span))
                break
        else:
            beside = _beside_all(cell, band, page) if cell is cells[0] else None
            row += [beside] if beside else []
    return row


def _beside_all(name: str, band: Box, page: Letters) -> Span | None:
    """The name that a row stands beside with others: the last one left of the row, and above it."""
    spans = [(place, place + len(name)) for place in _places(name, page.text)]
    left = [
        span
        for span in spans
        if page.extent(*span).right <= band.left and page.extent(*span).top < band.top
    ]
    return max(left, key=lambda span: page.extent(*span).top, default=None)


def _stands_alone(span: Span, page: Letters) -> bool:
    """Whether a figure is a figure of its own and not a part of a longer one."""
    if not page.text[span[0] : span[1]].isdigit():
        return True
    first, last = page.chars[span[0]], page.chars[span[1] - 1]
    before = re.search(r"\d[.,]?$", page.page[max(0, first - 2) : first])
    after = re.match(r"[.,]?\d", page.page[last + 1 : last + 3])
    return not (
        (before and _beside(page.boxes[first - 1], page.boxes[first]))
        or (after and _beside(page.boxes[last], page.boxes[last + 1]))
    )


def _beside(left: Box, right: Box) -> bool:
    return left.level_with(right) and right.left - left.right < 0.5 * max(right.height, 1e-6)


def _sentences(line: str, page: Letters) -> list[Span]:
    """A line whose words are there but for a few between its sentences."""
    spans = []
    for sentence in re.split(r"(?<=[.;:!?])\s+", line):
        wanted = fold(sentence)
        start = page.text.find(wanted) if len(wanted) >= SHORTEST_RUN else -1
        if start >= 0:
            spans.append((start, start + len(wanted)))
    return spans


def _over_the_edge(quote: str, text: str) -> Span | None:
    """The quote's beginning where it leaves this page, or its end where it comes onto it."""
    wanted = fold(quote)
    edges = {*_word_edges(quote), len(wanted)}
    ahead = _longest(lambda size: wanted[:size] in text, len(wanted))
    ahead = max(edge for edge in edges if edge <= ahead)
    behind = _longest(lambda size: wanted[-size:] in text, len(wanted))
    behind = len(wanted) - min(edge for edge in edges if edge >= len(wanted) - behind)
    size = max(ahead, behind)
    if size < min(SHORTEST_RUN, len(wanted)):
        return None
    run = wanted[:size] if ahead >= behind else wanted[-size:]
    start = text.rindex(run) if ahead >= behind else text.index(run)
    return start, start + size


def _broken_off(line: str, text: str) -> list[Span]:
    """One line of a longer quote that begins at the foot of this page or ends at its head."""
    wanted = fold(line)
    edges = [edge for edge in _word_edges(line) if SHORTEST_END <= edge < len(wanted)]
    for edge in reversed(edges):
        start = text.rfind(wanted[:edge])
        if start >= 0 and len(text) - start - edge <= MARGIN:
            return [(start, start + edge)]
    for edge in _word_edges(line):
        if len(wanted) - edge >= SHORTEST_END and edge > 0:
            start = text.find(wanted[edge:])
            if 0 <= start <= MARGIN:
                return [(start, start + len(wanted) - edge)]
    return []


def _word_edges(quote: str) -> list[int]:
    """Where words begin and end among a quote's letters; a run never ends inside a word."""
    edges = [0]
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", quote)):
        edges.append(edges[-1] + len(fold(word)))
    return edges


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
