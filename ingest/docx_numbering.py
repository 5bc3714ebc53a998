"""Word's automatic numbers, counted as Word counts them: "3.2", "(a)", "iv.", "•"."""

import re
from dataclasses import dataclass, field

from ingest.docx_package import Element, child, local, number, value, value_of

DEEPEST = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    all_decimal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By list id (numId)."""

    shared: dict[str, str] = field(default_factory=dict)
    """List id to the definition whose count it continues."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, list_id: str, level: int) -> str:
        """The number that the next paragraph of the list gets; "" where Word shows none."""
        levels = self.levels.get(list_id)
        level = min(max(level, 0), DEEPEST - 1)
        if levels is None or level not in levels:
            return ""
        counts = self.counts.setdefault(self.shared[list_id], {})
        restart = self.restarts.get(list_id, {}).pop(level, None)
        if restart is not None:
            counts[level] = restart
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        return _render(levels, level, counts)


def read_numbering(root: Element | None) -> Numbering:
    """The document's lists; none where the file has no numbering part."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions = {value_of(e, "abstractNumId"): e for e in root if local(e) == "abstractNum"}
    for element in root:
        if local(element) != "num":
            continue
        list_id, definition = value_of(element, "numId"), value(element, "abstractNumId") or ""
        if definition not in definitions:
            continue
        levels = {
            number(value_of(e, "ilvl")): _level(e)
            for e in definitions[definition]
            if local(e) == "lvl"
        }
        for override in element:
            if local(override) != "lvlOverride":
                continue
            at = number(value_of(override, "ilvl"))
            own = child(override, "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                numbering.restarts.setdefault(list_id, {})[at] = number(start, 1)
        numbering.levels[list_id] = levels
        numbering.shared[list_id] = definition
    return numbering


def _level(element: Element) -> _Level:
    return _Level(
        start=number(value(element, "start"), 1),
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        all_decimal=child(element, "isLgl") is not None,
    )


def _render(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    own = levels[level]
    if own.form == "bullet":
        return "•"
    if own.form == "none":
        return ""

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        described = levels.get(at, _Level())
        form = "decimal" if own.all_decimal else described.form
        return _written(counts.get(at, described.start), form)

    return re.sub(r"%([1-9])", place, own.text).strip()


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4_000:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    if form == "decimalZero":
        return f"{count:02}"
    if form == "ordinal":
        ends = {1: "st", 2: "nd", 3: "rd"}
        return f"{count}{'th' if 10 < count % 100 < 14 else ends.get(count % 10, 'th')}"
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for amount, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while count >= amount:
            text, count = text + letters, count - amount
    return text
