"""Who may see a paper, from its own words: Part II, "not for publication", Schedule 12A.

A mark is believed when it could be one: what is hidden by mistake can be shown again,
what is shown by mistake cannot be taken back.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest

MARK_WORDS = 70
"""A mark is a heading or a short paragraph; a longer text only speaks of exemption."""

DOUBT_CONTEXT = 40
"""Characters shown on both sides of the words that raise a doubt."""

_WITHHELD = re.compile(
    r"\bnot (?:be )?for (?:general )?(?:publication|release)\b|^\W*not to be published\W*$"
    r"|\b(?:report|paper|item|document|appendix|appendices|annex|annexes)(?: (?:[A-Z]|\d{1,2}))?\b"
    r"[^.;]{0,30}\bnot (?:to )?(?:be )?published\b"
    r"|\bnot (?:to )?(?:be )?published\b(?=[^.;]{0,60}\b(?:exempt|paragraph \d|schedule 12))",
    re.I,
)
_PART = (
    r"\bpart\s+(?:II|2|B|two)\b(?=\W*$|[^\w›]{0,6}\(?(?:of the agenda|agenda|items?|reports?"
    r"|papers?|business|in the absence|(?:wholly |fully |partly )?(?:exempt|private|confidential"
    r"|closed|restricted)|not (?:for|open)|without (?:the )?(?:press|public)|members only)\b)"
)
"""A second part, by itself or with what tells it from a part with a subject of its own."""

_EXEMPT = re.compile(
    rf"\bwithheld from publication\b|{_PART}"
    r"|\bexempt (?:(?:information|reports?|items?|papers?|appendix|appendices|annex|annexes)\b"
    r"|from (?:publication|disclosure)\b)"
    r"|(?:\b(?:is|are|and|fully|part|partly|partially|remains?|contains?)|:) exempt\b(?! from)"
    r"|^\W*exempt\W*$|\bparagraphs?\s+\(?\d\)?.{0,70}schedule\s+12\s?a"
    r"|\bschedule\s+12\s?a\b.{0,90}paragraphs?\s+\(?\d|press and public (?:are |were )?excluded"
    r"|^\W*(?:strictly )?(?:private and )?confidential\W*$"
    r"|\bconfidential\s+(?:reports?|items?|papers?|appendix|appendices|annex|annexes)\b"
    r"|^\W*(?:restricted|private)(?: report)?\W*$",
    re.I,
)
_NOT_EXEMPT = re.compile(
    r"\b(?:no|not|non|none|nothing|without|neither|any|unless|whether|(?:public|open) or)\b"
    r"[^.;]{0,60}\b(?:exempt|confidential)\b(?! from)"
    r"|\b(?:exempt|confidential)\b[^.;]{0,30}[:?]\W*(?:no|none|n/?a|not applicable)\b"
    r"|(?:☐|□|\[\s?\])\s*yes\W+?(?:☒|☑|✓|✔|\[x\])\s*no\b"
    r"|\byes\s*(?:☐|□|\[\s?\])\s*no\s*(?:☒|☑|✓|✔|\[x\])"
    r"|\brequires the disclosure\b|\bif (?:it|they|any|the)\b[^.;]{0,80}\bexempt\b"
    r"|\bmay be excluded\b",
    re.I,
)
_OPEN = re.compile(
    r"^\W*part\s+I\b(?!\s+of)(?:\W+(?:public|open)\W*)?\W*$"
    r"|^\W*part\s+(?:1|A|one)\W+(?:public|open)\W*$"
    r"|^\W*part\s+(?:I|1|A|one)\b(?!\s+of)[^.]{0,40}\bpublic present\W*$"
    r"|^\W*(?:this (?:report|paper|item) is )?(?:a )?(?:public|open) (?:report|paper|item)\W*$"
    r"|^\W*this (?:report|paper|item) is (?:public|open)\W*$"
    r"|^\W*(?:this (?:report|paper|item) is )?for (?:general )?(?:publication|release)\W*$"
    r"|^\W*(?:classification|status|access)\W{0,3}(?:public|open|unrestricted)\W*$"
    r"|\b(?:does not contain|contains? no)\b(?: any)? (?:exempt|confidential) information\b"
    r"|^\W*(?:is (?:the|this) (?:report|paper|item) )?(?:exempt|confidential)"
    r"(?: (?:information|report|item|paper))?\W{1,3}(?:no|none|n/?a|not applicable)\W*$",
    re.I,
)
_DOUBT = re.compile(
    r"\bschedule\s+12\s?a\b|\bcommercial(?:ly)?[\s-]+(?:in[\s-]+)?(?:sensitiv\w+|confiden\w+)"
    r"|\bcommercial\s+sensitivit\w+|\bin confidence\b|\bstrictly private\b"
    r"|\bprivate (?:session|part|meeting|and confidential)\b|\bclosed session\b"
    r"|\b(?:this|the) (?:report|paper|document|appendix|annex|information)\b[^.;]{0,40}"
    r"\b(?:is|are|be|remains?|treated as|marked)\b[^.;]{0,20}"
    r"\b(?:confidential|restricted|sensitive)\b"
    r"|\b(?:treat|treated|keep|kept|held)\b[^.;]{0,30}\bconfidential\b"
    r"|\bnot (?:be )?(?:shared|disclosed|circulated|published|for (?:wider )?circulation)\b"
    r"|\blegal(?:ly)? (?:professional )?privileged?\b|\bpress and public\b"
    r"|\bembargo(?:ed)?\b|\bofficial[\s-]*[:\-–]?\s*sensitive\b|\bpart\s+(?:II|B)\b(?!\s+of|\s+\d)",
    re.I,
)
_NO_DOUBT = re.compile(
    r"\bbackground papers?\b|\bsection 100|\bmay be excluded\b|\bdata protection\b", re.I
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

    A mark that speaks of an appendix alone leaves the paper public; so does a question
    ("Exempt information:") with No, or with what is said of an appendix, after it.
    """
    lines = list(texts)
    for text, answer in zip_longest(lines, lines[1:], fillvalue=""):
        if _ASKS.search(text) and (
            _NO.match(answer)
            or _NOT_EXEMPT.search(f"{text} {answer}")
            or (is_mark(answer) and _of_part(answer))
        ):
            continue
        if is_mark(text) and not _of_part(text):
            return "exempt", " ".join(text.split())[:200]
    return "public", ""


def _of_part(text: str) -> bool:
    """Whether what a mark speaks of is an appendix alone."""
    return bool(_ATTACHED.search(text)) and not _WHOLE.search(text)


def public_mark(texts: Iterable[str]) -> str:
    """The words among a paper's first lines that mark it as public; "" where none does.

    "Part I", "For publication", "Exempt information: None"; a line that only speaks of an
    appendix is none.
    """
    lines = [line.strip() for text in texts for line in re.split(r"\n| \| ", text) if line.strip()]
    pairs = [f"{a} {b}" for a, b in pairwise(lines) if _ASKS.search(a)]
    for text in (*lines, *pairs):
        if len(text.split()) <= MARK_WORDS and _OPEN.search(text) and not _ATTACHED.search(text):
            return " ".join(text.split())[:200]
    return ""


def doubt_in(texts: Iterable[str]) -> str:
    """Words that an exempt paper might use, in one without a mark, with those round them.

    "" for none. Stricter than a mark: what is closed by mistake is opened by an officer.
    """
    for text in texts:
        for sentence in re.split(r"(?<=[.;])\s+|\n", text):
            found = _DOUBT.search(sentence)
            if found and not _NO_DOUBT.search(sentence) and not _NOT_EXEMPT.search(sentence):
                start = max(0, found.start() - DOUBT_CONTEXT)
                shown = sentence[start : found.end() + DOUBT_CONTEXT]
                return " ".join(shown.split())
    return ""


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
