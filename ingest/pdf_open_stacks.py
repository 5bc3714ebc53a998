"""Level rules of one width above each other: where tables without upright lines may stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf_frame import Word
from ingest.pdf_lines import Row, line_up
from ingest.pdf_open_columns import LEAST_BANDS, columns_among
from ingest.pdf_pieces import PROSE_WORDS, between, is_prose, pieces_of
from ingest.pdf_rules import Rule
from ingest.pdf_tables import SNAP

EDGE = 6.0
"""Points that rules of one table begin and end apart."""

LEAST_WIDTH = 60.0
"""Points; a shorter rule is under a word."""

TALLEST = 700.0
"""Points between two rules of one table, many of whose rows may have none between them."""

MOST_ROWS = 150
"""Of one table on a page, which holds some 70 lines; with more nothing is looked for in it."""

BROKEN = 0.5
"""Of a table's width so much of a line parts two rows; the rest is a cell that both share."""

MOST_RULED = 0.7
"""Of its rows at most so many have lines between so many of their cells: shaded cells have
edges too."""

WELL_RULED = 3
"""Upright lines in a row: a single shaded cell, a rating, has two edges."""

LARGER = 1.12
"""Type larger than the table's by so much is a heading between two."""

PADDING = 2.0
"""Points that the text of a cell begins right of its table's edge, at the least."""

SECTION = 3.0
"""Type sizes between the rules of a row that holds a section's name over the whole width."""


@dataclass(slots=True)
class Stack:
    """Level rules of one width, one above the other: the table's rows stand between them."""

    rules: list[Rule]

    @property
    def left(self) -> float:
        """Where they begin, in points from the page's left edge."""
        return self.rules[0].start

    @property
    def right(self) -> float:
        """Where they end."""
        return self.rules[0].end

    def takes(self, rule: Rule) -> bool:
        """Whether a rule below begins and ends with the others, and near enough."""
        alike = abs(rule.start - self.left) <= EDGE and abs(rule.end - self.right) <= EDGE
        return alike and rule.at - self.rules[-1].at <= TALLEST


def stacks_of(
    rules: Sequence[Rule], words: Sequence[Word], uprights: Sequence[Rule]
) -> list[Stack]:
    """Runs of rules of one width, parted where a heading or prose stands between two of them.

    Without those that have upright lines between most of their cells.
    """
    stacks: list[Stack] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        if rule.end - rule.start < LEAST_WIDTH:
            continue
        stack = next((one for one in reversed(stacks) if one.takes(rule)), None)
        if stack:
            stack.rules.append(rule)
        else:
            stacks.append(Stack([rule]))
    for stack in stacks:
        stack.rules = _with_broken(stack, rules)
    opened = [stack for stack in stacks if not _is_ruled(stack, uprights)]
    return [part for stack in opened for part in _parted(stack, words)]


def _with_broken(stack: Stack, rules: Sequence[Rule]) -> list[Rule]:
    """The stack's rules, and those between them that a cell merged over two rows breaks."""
    found = list(stack.rules)
    top, bottom = found[0].at, found[-1].at
    left, right = stack.left, stack.right
    inside = [
        rule
        for rule in rules
        if top < rule.at < bottom and rule.start >= left - EDGE and rule.end <= right + EDGE
    ]
    for rule in inside:
        if any(abs(rule.at - known.at) <= SNAP for known in found):
            continue
        pieces = [one for one in inside if abs(one.at - rule.at) <= SNAP]
        if sum(one.end - one.start for one in pieces) >= BROKEN * (right - left):
            found.append(Rule(rule.at, left, right))
    return sorted(found, key=lambda rule: rule.at)


def _is_ruled(stack: Stack, uprights: Sequence[Rule]) -> bool:
    crossing = crossing_of(stack, uprights)
    return sum(count >= WELL_RULED for count in crossing) > MOST_RULED * len(crossing)


def crossing_of(stack: Stack, uprights: Sequence[Rule]) -> list[int]:
    """How many upright lines stand inside the table between each two of its rules."""
    left, right = stack.left + SNAP, stack.right - SNAP
    inner = [rule for rule in uprights if left < rule.at < right]
    return [
        sum(rule.start < (above.at + below.at) / 2 < rule.end for rule in inner)
        for above, below in pairwise(stack.rules)
    ]


def _parted(stack: Stack, words: Sequence[Word]) -> list[Stack]:
    left, right = stack.left - SNAP, stack.right + SNAP
    top, bottom = stack.rules[0].at, stack.rules[-1].at
    inside = [w for w in words if left <= w.middle <= right and top < w.centre <= bottom]
    size = median(word.size for word in inside) if inside else 1.0
    parts = [Stack(stack.rules[:1])]
    bands = between(words, [rule.at for rule in stack.rules])
    for n, (above, below) in enumerate(pairwise(stack.rules)):
        lines = line_up(bands[n])
        alone = len(lines) == 1 and below.at - above.at < SECTION * size
        another = alone and _heads_another(lines[0], bands[:n], bands[n + 1 :])
        parts_them = any(_between_tables(line, size, left, right) for line in lines)
        if another or (not alone and parts_them):
            parts.append(Stack([below]))
        else:
            parts[-1].rules.append(below)
    return [piece for part in parts for piece in _without_prose(part, inside)]


def _heads_another(
    line: Row, above: Sequence[Sequence[Word]], below: Sequence[Sequence[Word]]
) -> bool:
    """Whether a name between two rules stands over another table: it begins left of all cells, and
    the words below it run over the white between the columns above."""
    if len(pieces_of(line)) > 1 or min(len(above), len(below)) < LEAST_BANDS - 1:
        return False
    if line.left > min(word.left for band in (*above, *below) for word in band) - PADDING:
        return False
    lines = [one for band in below for one in line_up(band)]
    columns = columns_among([band for band in above if band])
    return any(_run_over(lines, pair) for pair in pairwise(columns))


def _without_prose(stack: Stack, words: Sequence[Word]) -> list[Stack]:
    """The stack, parted where words between two rules run over the columns of all the others."""
    if len(stack.rules) > MOST_ROWS:
        return [stack]
    bands = between(words, [rule.at for rule in stack.rules])
    parts = [Stack(stack.rules[:1])]
    for n, below in enumerate(stack.rules[1:]):
        lines = [line for line in line_up(bands[n]) if len(line.words) >= PROSE_WORDS]
        others = [band for m, band in enumerate(bands) if m != n and band]
        columns = columns_among(others) if lines and len(others) >= LEAST_BANDS - 1 else []
        if _run_over(lines, columns):
            parts.append(Stack([below]))
        else:
            parts[-1].rules.append(below)
    return parts


def _run_over(lines: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether words stand in the white between columns, in half of the lines."""
    whites = [(one[1] + two[0]) / 2 for one, two in pairwise(columns)]
    crossed = [
        any(word.left < white < word.right for word in line.words)
        for line in lines
        for white in whites
        if line.left < white < line.right
    ]
    return len(crossed) > 1 and sum(crossed) * 2 >= len(crossed)


def _between_tables(line: Row, size: float, left: float, right: float) -> bool:
    """Whether a line is a heading in larger type, or prose over most of the width and beyond."""
    pieces = pieces_of(line)
    if len(pieces) == 1 and line.size > LARGER * size and line.left < right:
        return True
    return any(is_prose(piece, left, right) for piece in pieces)
