"""Text to sentences, knowing the abbreviations and numbers of council papers."""

import re
from functools import lru_cache

_END = re.compile(
    r"([.!?][\"'”’)\]]*|(?<=\w);|:(?=\s*•))\s+(?=[\"'“‘(\[£•]*[A-Z0-9£•])|\n+|\s+(?=•\s)|\s+(?=\([ivx]{1,4}\)\s)|\s+(?=[a-z]\)\s)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Cllrs?|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Ref|para|paras|e\.g|i\.e|etc|vs|approx|c|cf|Rev|Rt|Hon|Sgt|Insp|inc|p|pp|Ltd|Co|Dept|Est|[A-Z])\.$"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, as printed.

    Items of a list and lines set apart count as sentences.
    """
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end(1) if match[1] else match.start()
        piece = text[start:end].strip()
        if match[1] and match[1].startswith(".") and _ABBREVIATION.search(piece):
            continue
        if match[1] == ";" and len(piece.split()) < 4:
            continue
        if piece:
            found.append(piece)
        start = match.end()
    rest = text[start:].strip()
    if rest:
        found.append(rest)
    return found


@lru_cache(maxsize=20_000)
def split_sentences(text: str) -> tuple[str, ...]:
    """The same as sentences, remembered."""
    return tuple(sentences(text))
