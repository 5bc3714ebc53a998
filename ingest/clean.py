"""Pages without running heads and footers, each knowing the number printed on it.

Works on repetition at the page's edge, never on wording, so it needs no list
of council names.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.papers import Block, Line, Page, Table
from ingest.agenda import is_item_mark
from ingest.bodies import body_name
from ingest.exempt import is_mark
from ingest.lines import mark

EDGE_LINES = 3
"""Furniture stands in the first or last lines of a page; nothing deeper is touched."""

FURNITURE_SHARE = 0.3
"""An edge line on at least this share of pages is furniture. A guess that the tests hold."""

FURNITURE_PAGES = 3
"""And on at least this many, or every line of a one-page notice would count as repeated."""

SMALL_PAGES = 6
"""In type smaller than the text's, so many pages are enough: a pack's papers differ in footers."""

SMALL = 0.85
"""Of the text's size; footers are 8 or 9 points under 11 or 12."""

RUNNING_WORDS = 3
"""Words of a head or a footer that two neighbouring pages have: fewer are a section's name."""

SHORTEST_PAGE = 3
"""Lines and tables of a page with a head or a footer, and something between."""

_WORD = re.compile(r"[^\W\d_]{2,}")

NEAR = 4
"""A printed number counts when a page at most this far off carries one of the same run."""

YEARS = range(1990, 2060)

_TAG = re.compile(
    r"</?(?:ul|ol|li|br|p|div|span|table|t[dhr]|b|i|u|em|strong|su[bp])(?:\s[^<>]*)?/?>", re.I
)
_NUMBER = re.compile(
    r"^(?:[-–\s]*)(?:(?:agenda\s+)?page\s*:?\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?(?:[-–\s]*)$",
    re.I,
)
_NUMBER_AT_END = re.compile(r"(?:\bpage\s+|[\s|])(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.I)
_NUMBER_AT_START = re.compile(
    r"^(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?=\s*\||\s{2,}|\s+[A-Z])", re.I
)


def strip_furniture(pages: Sequence[Page]) -> list[Page]:
    """The same pages without running heads, footers and page numbers, labels set.

    A page's label is its printed number where one is found, else the file's own. A web page's
    tags that were printed by mistake are left out.
    """
    pages = [_untagged(page) for page in pages]
    numbers = _printed_numbers(pages)
    seen = Counter(shape for page in pages for shape in set(map(_shape, _edges(page))))
    enough = max(FURNITURE_PAGES, FURNITURE_SHARE * sum(bool(page.blocks) for page in pages))
    furniture = {shape for shape, count in seen.items() if count >= enough} | _small_print(pages)
    stripped = []
    for index, page in enumerate(pages):
        before = pages[index - 1] if index else None
        after = pages[index + 1] if index + 1 < len(pages) else None
        own = (furniture - _new_marks(page, before)) | _of_its_run(page, before, after)
        blocks = tuple(_without(page, own, numbers.get(index, "")))
        stripped.append(replace(page, blocks=blocks, label=numbers.get(index) or page.label))
    return stripped


def _of_its_run(page: Page, before: Page | None, after: Page | None) -> set[str]:
    """The running head that the page before has too, and the footer that either of the two has.

    A pack's papers have their own, on two pages each. A head is the same but for nothing, since
    another number makes it another item's, and stays where it first stands: it may be a title. A
    footer has a number that counts; a note under two tables has none.
    """
    found = set()
    head, foot = _outermost(page)
    over = _outermost(before)[0] if before is not None else None
    repeated = head is not None and over is not None and head.text.strip() == over.text.strip()
    if head and repeated and mark(head.text).kind == "none" and not body_name(head.text):
        found.add(_shape(head))  # a board's name or "REPORT TO:" heads each of its reports
    for other in (before, after):
        under = _outermost(other)[1] if other is not None else None
        if foot and under and _shape(foot) == _shape(under) and foot.text != under.text:
            found.add(_shape(foot))
    return found


def _outermost(page: Page) -> tuple[Line | None, Line | None]:
    """A page's first and last lines where they have words enough to know again, and no stop."""
    if len(page.blocks) < SHORTEST_PAGE:
        return None, None
    head, foot = (
        block
        if isinstance(block, Line)
        and len(_WORD.findall(block.text)) >= RUNNING_WORDS
        and block.text.rstrip()[-1] not in ".;:!?"
        else None
        for block in (page.blocks[0], page.blocks[-1])
    )
    return head, foot


def _new_marks(page: Page, before: Page | None) -> set[str]:
    """Marks of exemption, and of an agenda's item, that the page before does not bear.

    A running head that says "not for publication", or "Agenda Item 5", is read where it begins.
    """
    edges = _edges(before) if before else []
    known = set(map(_shape, edges))
    exempt = {_shape(line) for line in _edges(page) if is_mark(line.text)} - known
    texts = {line.text.strip() for line in edges}
    items = [line for line in _edges(page) if is_item_mark(line.text)]
    return exempt | {_shape(line) for line in items if line.text.strip() not in texts}


def _small_print(pages: Sequence[Page]) -> set[str]:
    """What stands at the edges of several pages in smaller type than the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line) and block.size:
                sizes[round(block.size * 2) / 2] += len(block.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _edges(page) if 0 < line.size < SMALL * body})
    return {shape for shape, count in seen.items() if count >= SMALL_PAGES}


def _untagged(page: Page) -> Page:
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Line) and "<" in block.text:
            text = _without_tags(block.text)
            if text:
                blocks.append(replace(block, text=text))
            continue
        if isinstance(block, Table) and any("<" in cell for row in block.rows for cell in row):
            rows = tuple(tuple(map(_without_tags, row)) for row in block.rows)
            block = replace(block, rows=rows)
        blocks.append(block)
    return replace(page, blocks=tuple(blocks))


def _without_tags(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split()) if _TAG.search(text) else text


def _edge_positions(page: Page) -> list[int]:
    lines = [index for index, block in enumerate(page.blocks) if isinstance(block, Line)]
    top = [index for index in lines if index < EDGE_LINES]
    bottom = [index for index in lines if index >= len(page.blocks) - EDGE_LINES]
    return sorted(set(top + bottom))


def _edges(page: Page) -> list[Line]:
    return [block for i in _edge_positions(page) if isinstance(block := page.blocks[i], Line)]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text.strip().lower()))


def _without(page: Page, furniture: set[str], number: str) -> Iterator[Block]:
    edges = set(_edge_positions(page))
    for index, block in enumerate(page.blocks):
        if index in edges and isinstance(block, Line):
            if _shape(block) in furniture:
                continue
            alone = _NUMBER.match(block.text)
            if number and alone and alone[1] == number:
                continue
        yield block


def _printed_numbers(pages: Sequence[Page]) -> dict[int, str]:
    """By index in `pages`: the number printed on it, from runs that count with the pages."""
    found: dict[int, dict[int, str]] = {}
    for index, page in enumerate(pages):
        found[index] = {
            value - index: text for line in _edges(page) for value, text in _numbers_of(line)
        }
    support = Counter(offset for offsets in found.values() for offset in offsets)
    chosen: dict[int, str] = {}
    for index, offsets in found.items():
        runs = [
            offset
            for offset in offsets
            if any(
                offset in found.get(other, {})
                for other in range(index - NEAR, index + NEAR + 1)
                if other != index
            )
        ]
        if runs:
            best = max(runs, key=lambda offset: support[offset])
            chosen[index] = offsets[best]
    return chosen


def _numbers_of(line: Line) -> Iterator[tuple[int, str]]:
    text = line.text.strip()
    alone = _NUMBER.match(text)
    if alone:
        value = int(alone[1]) if alone[1].isdigit() else _roman(alone[1])
        if value and not _is_year(value, text):
            yield value, alone[1]
        return
    if len(text.split()) > 16:
        return
    for pattern in (_NUMBER_AT_END, _NUMBER_AT_START):
        match = pattern.search(text)
        if match and not _is_year(int(match[1]), match[0]):
            yield int(match[1]), match[1]


def _is_year(value: int, printed: str) -> bool:
    """Whether a number is rather a year: two pages that end with years two apart are no run."""
    return value in YEARS and "page" not in printed.lower()


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    digits = [values[char] for char in text.lower()]
    for here, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -here if here < following else here
    return total
