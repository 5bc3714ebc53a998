"""A Word file's parts: opened within limits, and its styles and numbering understood."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from corpus.errors import LockedPaper, UnreadablePaper

Element = ElementTree.Element

MOST_BYTES = 200_000_000
"""All parts together, unpacked; a Word file of 400 pages has under 20 MB of text parts."""

MOST_PARTS = 20_000


class Package:
    """The XML parts of one Word file."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise self._broken() from error
        if sum(info.file_size for info in infos) > MOST_BYTES or len(infos) > MOST_PARTS:
            raise UnreadablePaper(
                f"{path.name} unpacks to more than {MOST_BYTES // 1_000_000} MB, far more than a "
                "paper has. Save it again as a new Word file and add that."
            )
        if any(info.flag_bits & 1 for info in infos):
            raise LockedPaper(path.name)
        self._names = set(self._zip.namelist())

    def part(self, name: str) -> Element | None:
        """The part's root; None when the file has no such part.

        Raises UnreadablePaper when it is damaged, or declares entities, which Word never does.
        """
        if name not in self._names:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES or b"<!D" in data[:4_096] or b"<\x00!\x00D" in data[:8_192]:
                raise self._broken()
            return ElementTree.fromstring(data)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ElementTree.ParseError,
        ) as error:
            raise self._broken() from error

    def names(self, start: str) -> list[str]:
        """Parts whose names start so."""
        return sorted(name for name in self._names if name.startswith(start))

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _broken(self) -> UnreadablePaper:
        return UnreadablePaper(
            f"{self._name} is a damaged Word file. Open it in Word, save it again and add that."
        )


def local(element: Element) -> str:
    """The element's name without its namespace; Word's two dialects differ in nothing else."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant down a path of local names; None when a step is missing."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: Element | None, *path: str, name: str = "val") -> str | None:
    """An attribute, by its local name, of the element down a path; None when absent."""
    found = child(element, *path)
    if found is None:
        return None
    return next((text for key, text in found.items() if key.rpartition("}")[2] == name), None)


def number(text: str | None, default: int = 0) -> int:
    """The text as a whole number, or the default when it is none."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def is_on(element: Element | None, *path: str) -> bool:
    """Whether a switch such as bold is there and not switched off."""
    if child(element, *path) is None:
        return False
    return value(element, *path) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, with what it inherits."""

    name: str = ""
    heading: int = 0
    bold: bool = False
    size: float = 0.0
    """Points; 0 where not said."""

    list_id: str = ""
    level: int = 0


def read_styles(root: Element | None) -> dict[str, Style]:
    """Paragraph styles by id; "" is the document's default."""
    if root is None:
        return {"": Style()}
    found = {value_of(e, "styleId"): e for e in root if local(e) == "style"}
    default = Style(size=number(value(root, "docDefaults", "rPrDefault", "rPr", "sz")) / 2)
    styles: dict[str, Style] = {"": default}
    for key in found:
        lineage: list[Element] = []
        at: str | None = key
        while at and at in found and found[at] not in lineage and len(lineage) < 20:
            lineage.append(found[at])
            at = value(found[at], "basedOn")
        style = default
        for element in reversed(lineage):
            style = _with(style, element)
        styles[key] = style
    return styles


def value_of(element: Element, name: str) -> str:
    """The element's own attribute, by local name; "" when absent."""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")


def _with(style: Style, element: Element) -> Style:
    name = (value(element, "name") or "").lower()
    heading = style.heading
    if name == "title":
        heading = 1
    elif name.startswith("heading ") and name[8:].isdigit():
        heading = int(name[8:])
    outline = value(element, "pPr", "outlineLvl")
    if outline is not None:
        heading = number(outline) + 1 if number(outline) < 9 else 0
    list_id = value(element, "pPr", "numPr", "numId")
    level = value(element, "pPr", "numPr", "ilvl")
    size = value(element, "rPr", "sz")
    return replace(
        style,
        name=name,
        heading=heading,
        bold=is_on(element, "rPr", "b") if child(element, "rPr", "b") is not None else style.bold,
        size=number(size) / 2 if size else style.size,
        list_id=style.list_id if list_id is None else list_id,
        level=style.level if level is None else number(level),
    )


def walk(element: Element, skip: frozenset[str]) -> Iterator[Element]:
    """The element's descendants in order, without what stands inside the skipped ones."""
    waiting = list(reversed(list(element)))
    while waiting:
        inner = waiting.pop()
        if local(inner) in skip:
            continue
        yield inner
        waiting.extend(reversed(list(inner)))
