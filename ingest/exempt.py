"""Who may see a paper, from its own words: Part II, "not for publication", Schedule 12A.

A mark is believed when it could be one: what is hidden by mistake can be shown again,
what is shown by mistake cannot be taken back.
"""

import re
from collections.abc import Iterable, Sequence

MARK_WORDS = 70
"""A mark is a heading or a short paragraph; a longer text only speaks of exemption."""

_WITHHELD = re.compile(
    r"\bnot (?:be )?(?:for )?(?:general )?(?:publication|release|published)\b", re.I
)
_EXEMPT = re.compile(
    r"\bwithheld from publication\b|\bpart\s+(?:II|2|B|two)\b(?!\s+of|\s+\d)"
    r"|\bexempt (?:information|report|item|paper|appendix|annex|from (?:publication|disclosure))"
    r"|(?:\b(?:is|are|and|fully|part|partly|partially|remains?|contains?)|:) exempt\b(?! from)"
    r"|^\W*exempt\W*$|\bparagraphs?\s+\(?\d\)?.{0,70}schedule\s+12\s?a"
    r"|\bschedule\s+12\s?a\b.{0,90}paragraphs?\s+\(?\d|press and public (?:are |were )?excluded"
    r"|^\W*(?:strictly )?(?:private and )?confidential\W*$"
    r"|\bconfidential\s+(?:report|item|paper|appendix|annex)"
    r"|^\W*(?:restricted|private)(?: report)?\W*$",
    re.I,
)
_NOT_EXEMPT = re.compile(
    r"\b(?:no|not|non|none|nothing|without|neither|any)\b[^.;]{0,60}"
    r"\b(?:exempt|confidential)\b(?! from)"
    r"|\b(?:exempt|confidential)\b[^.;]{0,30}[:?]\W*(?:no|none|n/?a|not applicable)\b"
    r"|\brequires the disclosure\b|\bif (?:it|they|any|the)\b[^.;]{0,80}\bexempt\b"
    r"|\bmay be excluded\b",
    re.I,
)
_ASKS = re.compile(r"[:?]\W*$")
_NO = re.compile(
    r"^\W*(?:no|none|n/?a|not|open|public|for (?:general )?(?:publication|release))\b", re.I
)
_ATTACHED = re.compile(
    r"\b((?:exempt |confidential )?(?:appendix|appendices|annex|annexes)"
    r"(?:\s+(?:[A-Z]|\d{1,2}|[ivxIVX]+)(?=[\s,.;:)\-–]|$)(?:\s*(?:,|and|&|to)\s*(?:[A-Z]|\d{1,2})"
    r"(?=[\s,.;:)\-–]|$))*)?)",
    re.I,
)
_HEADING_OF_APPENDIX = re.compile(r"^(?:appendix|annex)\s+(\w+)\b", re.I)
_WHOLE = re.compile(
    r"\b(?:this|the) (?:report|paper|item)\b(?! of)(?!.{0,20}\b(?:public|open)\b)", re.I
)


def is_mark(text: str) -> bool:
    """Whether a short text marks what it stands over as exempt."""
    said = _WITHHELD.sub("withheld from publication", text)
    found = _EXEMPT.search(said)
    return bool(found) and len(text.split()) <= MARK_WORDS and not _NOT_EXEMPT.search(said)


def access_of(texts: Iterable[str]) -> tuple[str, str]:
    """("exempt", the words that say so) where a paper's first lines do, else ("public", "").

    A mark that speaks of an appendix alone leaves the paper public; so does a
    question ("Exempt information:") with No in the line or cell after it.
    """
    lines = list(texts)
    for text, answer in zip(lines, [*lines[1:], ""], strict=True):
        if _ASKS.search(text) and _NO.match(answer):
            continue
        if is_mark(text) and not (_ATTACHED.search(text) and not _WHOLE.search(text)):
            return "exempt", " ".join(text.split())[:200]
    return "public", ""


def exempt_appendices(texts: Iterable[str]) -> frozenset[str]:
    """The letters and numbers of the appendices that a paper's text says are exempt, folded."""
    found: set[str] = set()
    for text in texts:
        for sentence in re.split(r"(?<=[.;])\s+|\n", text):
            if not is_mark(sentence):
                continue
            for match in _ATTACHED.finditer(sentence):
                names = re.findall(r"\b([A-Z]|\d{1,2}|[IVX]+)\b", match[1])
                found |= {name.lower() for name in names}
    return frozenset(found)


def in_exempt_part(headings: Sequence[str], appendices: frozenset[str]) -> bool:
    """Whether text under these headings is exempt: by a mark in a heading, or by its appendix."""
    for heading in headings:
        if is_mark(heading):
            return True
        if appendix_name(heading) in appendices:
            return True
    return False


def appendix_name(heading: str) -> str:
    """The letter or number of the appendix that a heading opens, folded; "" for another heading."""
    found = _HEADING_OF_APPENDIX.match(heading)
    return found[1].lower() if found else ""
