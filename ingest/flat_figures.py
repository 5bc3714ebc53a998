"""The figures of a measure whose table came apart, and the columns that they stood in."""

import re
from collections.abc import Sequence
from itertools import pairwise

_YEAR = r"(?:(?:20)?\d\d\s?/\s?\d\d|20\d\d)"
_WHAT = r"(?:Actual|Target|Outturn|Baseline)\b"
_NOW = r"\b(?:Current|Latest)\b(?:\s+(?:Position|Performance|Value|Quarter|Figure)\b)?"
_YEAR_FIRST = re.compile(
    rf"\b(?:(?:{_YEAR}|Q[1-4]|Annual|Previous)\s+)*{_WHAT}|{_NOW}|\bQ[1-4]\b", re.I
)
_YEAR_LAST = re.compile(
    rf"\b(?:(?:Q[1-4]|Annual|Previous)\s+)*{_WHAT}(?:\s+{_YEAR})?|{_NOW}|\bQ[1-4]\b(?:\s+{_YEAR})?",
    re.I,
)
_SYMBOLS = re.compile(
    r"directionoftravel|trend|(?:quarterly)?progress|\brag(?:rating|status)?|status", re.I
)
"""Columns of arrows and lights, searched in the heading's letters: they are often pictures."""

_FIGURE = r"[£+\-–]?\s?\d[\d,.]*\s?(?:%|m|k|bn)?(?:\s\([^()\d]{1,20}\)|\s\(Q[1-4]\))?"
_NONE = r"(?:N/?A|TBC|tbc|n/a|–|—)"
_TOKEN = re.compile(rf"(?:{_NONE}|{_FIGURE})(?=\s|$)")
_LEFT_OVER = re.compile(r"£\s?\d|\d\s?%|\bN/A\b")
"""What a name does not hold: a figure with its unit, which words part from the others."""

_SHARE = re.compile(r"(?<![\w.,/])\d[\d.]*\s?%(?=\s|$)")
_BEYOND = re.compile(rf"(?:\s+{_NONE})+\s*$")

_AT_END = re.compile(rf"(?:(?<=\s)|^)(?:{_TOKEN.pattern}\s*)+$")


def columns_in(heading: str) -> list[str]:
    """The columns of figures that a table's heading names, read as one line."""
    first = re.search(rf"{_YEAR}\s+{_WHAT}|{_WHAT}", heading, re.I)
    pattern = _YEAR_FIRST if first and first[0][0].isdigit() else _YEAR_LAST
    return [" ".join(found[0].split()) for found in pattern.finditer(heading)]


def name_and_figures(lines: Sequence[str], heading: str) -> tuple[str, tuple[str, ...]]:
    """A measure's lines as its name and its figures, one a column that the heading names.

    No figures where their count is not that of the columns: a figure under the wrong heading is
    worse than none. Behind them stand only "N/A" for a direction or progress that has no symbol.
    """
    whole = " ".join(lines)
    columns = columns_in(heading)
    symbols = len(_SYMBOLS.findall(re.sub(r"\s+", "", heading)))
    found = _AT_END.search(whole)
    if not columns:
        return whole, ()
    if shares := _shares_with_notes(whole, lines, len(columns)):
        return shares
    if not found:
        return whole, ()
    name = whole[: found.start()].strip()
    tokens = [token[0].strip() for token in _TOKEN.finditer(found[0])]
    figures, beyond = tokens[: len(columns)], tokens[len(columns) :]
    unsure = len(figures) < len(columns) or not all(map(_is_none, beyond))
    if unsure or len(beyond) > symbols or _LEFT_OVER.search(name):
        return whole, ()
    starts = {len(" ".join(lines[:n])) + 1 for n in range(1, len(lines))}
    apart = found.start() in starts or name.endswith(")")
    every = bool(symbols) and len(beyond) == symbols
    some = apart and not (symbols and _is_none(figures[-1]))
    return (name, tuple(figures)) if every or some else (whole, ())


def _shares_with_notes(
    whole: str, lines: Sequence[str], columns: int
) -> tuple[str, tuple[str, ...]] | None:
    """Shares with words behind them, one a column: "55.2% 668 of 1210 65% 53.4% as of end Q1".

    As many of them as columns, the first at the beginning of a line, so that none is of the name.
    """
    places = [found.start() for found in _SHARE.finditer(whole)]
    starts = {len(" ".join(lines[:n])) + 1 for n in range(1, len(lines))}
    if len(places) != columns or places[0] not in starts:
        return None
    cells = [whole[a:b] for a, b in pairwise([*places, len(whole)])]
    cells = [_BEYOND.sub("", cell).strip() for cell in cells]
    if all(_SHARE.fullmatch(cell) for cell in cells):
        return None
    return whole[: places[0]].strip(), tuple(cells)


def _is_none(token: str) -> bool:
    return bool(re.fullmatch(_NONE, token))
