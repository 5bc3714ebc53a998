"""Reads a specimen paper's source: plain text with a few marks, as sources/README.md lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NUMBERED = re.compile(r"^(\d+\.\d+(?:\.\d+)*)\s+(?=\S)")
"""A paragraph's own number: "3.1", "3.2.1"."""

LISTED = re.compile(r"^(\((?:[ivx]+|[a-z]|\d+)\)|\d+\))\s+(?=\S)")
"""An item of a list with its sign: "(i)", "(a)", "2)"."""

ANCHOR = re.compile(r"\s*\{#([\w()-]+)\}$")
ONE_LINERS = ("#", "!", "=", "@", "---", "{", "%")


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to set on the page."""

    kind: str
    """title, section, heading, minute, action, centred, note, field, paragraph, numbered, listed,
    bullet, caption, table, break, landscape, portrait or space."""

    text: str = ""
    sign: str = ""
    """What stands before the text: "3.1", "(ii)", "CFC34", a field's name."""

    anchor: str = ""
    """A name that the agenda can ask the page of."""

    rows: tuple[tuple[str, ...], ...] = ()
    options: dict[str, str] = field(default_factory=dict)


def read_source(text: str) -> list[Block]:
    """The blocks of a source in their order; lines that belong together are joined."""
    blocks: list[Block] = []
    options: dict[str, str] = {}
    for lines in _groups(text):
        if lines[0].startswith("{table"):
            options = _options(lines[0])
        elif lines[0].startswith("|"):
            blocks.append(Block("table", rows=tuple(_rows(lines)), options=options))
            options = {}
        else:
            blocks.append(_block(" ".join(line.strip() for line in lines)))
    return blocks


def _groups(text: str) -> Iterator[list[str]]:
    """Lines that make one block: a table, a one-line mark, or a paragraph over several lines."""
    held: list[str] = []
    for line in text.splitlines():
        starts = line.startswith(ONE_LINERS)
        fresh = bool(NUMBERED.match(line) or LISTED.match(line) or line.startswith("- "))
        in_table = bool(held) and held[0].startswith("|")
        if held and (not line.strip() or starts or fresh or line.startswith("|") != in_table):
            if in_table and line.startswith("  "):
                held.append(line)
                continue
            yield held
            held = []
        if not line.strip():
            continue
        held.append(line)
        if starts:
            yield held
            held = []
    if held:
        yield held


def _rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """A table's rows; a line that begins with two spaces goes on with the row above."""
    joined: list[str] = []
    for line in lines:
        if line.startswith("|"):
            joined.append(line.strip())
        else:
            joined[-1] += " " + line.strip()
    for row in joined:
        yield tuple(cell.strip() for cell in row.strip("|").split("|"))


def _options(line: str) -> dict[str, str]:
    inside = line.strip("{} \n").removeprefix("table").strip()
    pairs = (part.partition("=") for part in inside.split())
    return {name: value or "yes" for name, _, value in pairs}


def _block(text: str) -> Block:
    anchored = ANCHOR.search(text)
    anchor = anchored[1] if anchored else ""
    text = ANCHOR.sub("", text)
    if text == "---":
        return Block("break")
    if text in ("{landscape}", "{portrait}", "{space}"):
        return Block(text.strip("{}"))
    for mark, kind in (("### ", "heading"), ("## ", "section"), ("# ", "title"), ("= ", "centred")):
        if text.startswith(mark):
            return Block(kind, text.removeprefix(mark), anchor=anchor)
    if text.startswith("!! "):
        return Block("action", text[3:])
    if text.startswith("! "):
        number, _, heading = text[2:].partition(" ")
        return Block("minute", heading, sign=number)
    if text.startswith("@ "):
        name, _, value = text[2:].partition(": ")
        return Block("field", value, sign=name + ":")
    if text.startswith("% "):
        return Block("caption", text[2:])
    if text.startswith("~ "):
        return Block("note", text[2:])
    if text.startswith("- "):
        return Block("bullet", text[2:], sign="\u2022")
    for pattern, kind in ((NUMBERED, "numbered"), (LISTED, "listed")):
        if found := pattern.match(text):
            return Block(kind, text[found.end() :], sign=found[1])
    return Block("paragraph", text)
