"""The text of a Word file's paragraphs, notes and running heads."""

import re
from collections.abc import Iterator

from corpus.papers import Line
from ingest.docx_package import Element, Package, local, value_of, walk
from ingest.plain import spaced

NOT_TEXT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "txbxContent"})
"""Tracked deletions, field codes, and the second copy that Word keeps of a text box."""

_MARKING = re.compile(
    r"\b(part\s+(ii|2|b)|exempt|not for publication|confidential|restricted|sensitive)\b", re.I
)
"""What a running head may say that decides who may see the paper."""


def blocks_in(element: Element, *names: str) -> Iterator[Element]:
    """Paragraphs and tables, or what is named, also inside content controls and insertions."""
    wanted = names or ("p", "tbl")
    for inner in element:
        if local(inner) in wanted:
            yield inner
        elif local(inner) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from blocks_in(inner, *wanted)


def letters_of(run: Element) -> Iterator[str]:
    """What one run writes, tabs and line ends as spaces."""
    for inner in run:
        name = local(inner)
        if name == "t":
            yield inner.text or ""
        elif name in ("tab", "br", "cr", "ptab"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            code = value_of(inner, "char")
            try:
                yield chr(int(code, 16))
            except (ValueError, OverflowError):
                continue


def read_notes(root: Element | None) -> dict[str, str]:
    """Footnotes or endnotes: their kind and id, and their text."""
    if root is None:
        return {}
    return {
        local(note) + value_of(note, "id"): text
        for note in root
        if local(note) in ("footnote", "endnote")
        and (text := spaced(" ".join(_plain_text(p) for p in blocks_in(note, "p"))))
    }


def _plain_text(paragraph: Element) -> str:
    runs = (run for run in walk(paragraph, NOT_TEXT) if local(run) == "r")
    return "".join(letter for run in runs for letter in letters_of(run))


def read_markings(package: Package) -> list[Line]:
    """Lines of the running heads and feet that say who may see the paper."""
    texts: dict[str, None] = {}
    for name in (*package.names("word/header"), *package.names("word/footer")):
        root = package.part(name) if name.endswith(".xml") else None
        for paragraph in () if root is None else blocks_in(root, "p"):
            text = spaced(_plain_text(paragraph))
            if _MARKING.search(text):
                texts[text] = None
    return [Line(text, whole=True) for text in texts]
