"""Text to the figures in it: money, percentages, spans of time and counts, in digits or words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.number_words import spelled

MONEY, PERCENT, COUNT = "money", "percent", "count"
TIMES = {
    "minute": ("minutes", 1.0),
    "min": ("minutes", 1.0),
    "hour": ("minutes", 60.0),
    "day": ("days", 1.0),
    "week": ("days", 7.0),
    "fortnight": ("days", 14.0),
    "month": ("months", 1.0),
    "quarter": ("months", 3.0),
    "year": ("months", 12.0),
}
"""A unit of time to the kind of figure it makes and its size in that kind's own unit."""

SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "000s": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SCALE = r"(?:billion|bn|million|mn|thousand|000s|[mk])(?![A-Za-z])"
_PER_CENT = r"(?:%|per\s?cent(?:age)?(?:\spoints?)?\b|pps?\b(?=\s|[.,;)]|$))"
_TIME = r"[-\s]?(?:minute|min|hour|day|week|fortnight|month|year)s?\b"
_FIGURE = re.compile(
    rf"(?P<open>\()?(?P<minus>(?<![\w)%])[-−–]\s?)?(?:(?P<pound>£|GBP\s)\s?"
    rf"(?P<minus2>[-−–])?)?(?P<open2>\()?(?<![\w.,/:])(?P<number>{NUMBER})(?![\d/:])"
    rf"(?:[\s-]?(?P<scale>{_SCALE}))?(?P<close>\))?"
    rf"(?P<scale2>{_SCALE})?(?:\s?\(?(?P<thousands>£\s?['’‘]?000s?|£m)\)?)?"
    rf"(?:[\s-]?(?P<percent>{_PER_CENT}))?(?P<pence>p\b)?(?P<time>{_TIME})?"
    rf"(?P<ordinal>st\b|nd\b|rd\b|th\b)?(?P<more>[A-Za-z])?",
    re.I,
)
_RANGE = re.compile(r"^\s?(?:[-–—]|to|and|or)\s?$", re.I)
_HEDGE = re.compile(
    r"(?P<about>about|around|approximately|approx\.?|roughly|some|circa|c\.|nearly|almost|close to|"
    r"just under|under|less than|fewer than|below|up to|not quite|over|more than|above|at least|"
    r"just over|well over|upwards of)\s+(?:the\s+)?(?:-|−|–|£|\()*\s?$",
    re.I,
)
_BELOW = re.compile(r"nearly|almost|under|less|fewer|below|up to|not quite", re.I)
_ABOVE = re.compile(r"over|more|above|at least|upwards", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text gives it."""

    text: str
    """As written: "£27.8m", "four per cent"."""

    kind: str
    """money, percent, count, or minutes, days, months for spans of time."""

    value: float
    """Without its sign: pounds, per cents, or the kind's own unit."""

    step: float
    """What one in its last digit is worth: 100,000 for £27.8m."""

    start: int = 0
    end: int = 0
    negative: bool = False
    hedge: str = ""
    """ "about", "over" or "under" when the text says so."""

    size: float = 1.0
    """Of a span of time: what one of its units is worth in the kind's own, 12 for a year."""

    scaled: bool = False
    """Whether it was written with a scale: million, k."""


@lru_cache(maxsize=20_000)
def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order; what is part of a code ("P1.3", "6(b)") is none."""
    found = [*_in_digits(text), *spelled_figures(text)]
    return tuple(_ranges(sorted(found, key=lambda figure: figure.start), text))


def _in_digits(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        if match["more"] or match["ordinal"] or _is_code(match, text):
            continue
        number = match["number"]
        value = float(number.replace(",", ""))
        step = 10.0 ** -len(number.partition(".")[2]) if "." in number else 1.0
        kind, size = COUNT, SCALES.get((match["scale"] or match["scale2"] or "").lower(), 1.0)
        if match["thousands"]:
            size *= 1e6 if match["thousands"].lower().endswith("m") else 1e3
        if match["pound"] or match["thousands"]:
            kind = MONEY
        elif match["percent"]:
            kind = PERCENT
        elif match["pence"]:
            kind, size = MONEY, 0.01
        elif match["time"]:
            kind, size = TIMES[match["time"].lower().strip(" -\n\t").rstrip("s")]
        brackets = bool((match["open"] or match["open2"]) and match["close"])
        yield Figure(
            match[0].strip().lstrip("(") if not brackets else match[0].strip(),
            kind,
            value * size,
            step * size,
            match.start("number"),
            match.end(),
            negative=bool(match["minus"] or match["minus2"] or brackets),
            hedge=hedge_before(text, match.start()),
            size=size,
            scaled=bool(match["scale"] or match["scale2"]),
        )


def _is_code(match: re.Match[str], text: str) -> bool:
    """Whether the number is part of a reference such as 3.4.1 or 6(b)."""
    after = text[match.end("number") : match.end("number") + 4]
    return bool(re.match(r"\.\d|\([a-z]{1,3}\)|[-–]?\d?[A-Z]\d", after)) and not match["scale"]


def spelled_figures(text: str) -> Iterator[Figure]:
    """Figures written in words, with what follows them: per cent, a unit of time, pounds."""
    for start, end, value in spelled(text):
        after = text[end : end + 24]
        unit = re.match(
            rf"\s(?P<percent>{_PER_CENT})|(?P<time>{_TIME})|\s(?P<money>pounds)\b", after, re.I
        )
        kind, size, stop = COUNT, 1.0, end
        if unit:
            stop = end + unit.end()
            if unit["percent"]:
                kind = PERCENT
            elif unit["money"]:
                kind = MONEY
            else:
                kind, size = TIMES[unit["time"].lower().strip(" -\n\t").rstrip("s")]
        elif value == 1:
            continue  # "one of the reasons", "no one": seldom a figure
        yield Figure(
            text[start:stop],
            kind,
            value * size,
            size,
            start,
            stop,
            hedge=hedge_before(text, start),
            size=size,
            scaled=value >= 1e6,
        )


def hedge_before(text: str, at: int) -> str:
    """How the words before a figure soften it: "about", "over", "under" or ""."""
    found = _HEDGE.search(text[max(0, at - 24) : at])
    if not found:
        return ""
    if _BELOW.search(found[0]):
        return "under"
    return "over" if _ABOVE.search(found[0]) else "about"


def _ranges(figures: list[Figure], text: str) -> Iterator[Figure]:
    """In "£1.2 to 1.5m" and "5-10%" the first takes its unit from the second, the second its £."""
    for index, figure in enumerate(figures):
        after = figures[index + 1] if index + 1 < len(figures) else None
        before = figures[index - 1] if index else None
        if after and _RANGE.match(text[figure.end : after.start].replace("£", "")):
            size = after.step * 10 ** _decimals(after)
            if figure.kind == COUNT and after.kind != COUNT and after.kind != MONEY:
                figure = replace(
                    figure,
                    kind=after.kind,
                    value=figure.value * size,
                    step=figure.step * size,
                    size=after.size,
                )
            elif after.scaled and not figure.scaled and figure.kind in (MONEY, after.kind):
                figure = replace(
                    figure,
                    value=figure.value * size,
                    step=figure.step * size,
                    kind=MONEY if MONEY in (figure.kind, after.kind) else figure.kind,
                )
        if (
            before
            and before.kind == MONEY
            and figure.kind == COUNT
            and figure.scaled
            and _RANGE.match(text[before.end : figure.start])
        ):
            figure = replace(figure, kind=MONEY)
        yield figure


def _decimals(figure: Figure) -> int:
    number = re.search(NUMBER, figure.text)
    return len(number[0].partition(".")[2]) if number else 0
