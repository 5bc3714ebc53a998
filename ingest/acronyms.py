"""Acronyms and what they stand for, read from the papers themselves."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ingest.elements import Element

_SHORT = r"[A-Z][A-Za-z&]{0,2}[A-Z0-9&]{1,6}s?"
_LONG_THEN_SHORT = re.compile(
    rf"((?:[A-Za-z][\w’'&/\-]*[,]?\s+){{1,9}}?)\(\s*[‘'\"]?({_SHORT})[’'\"]?\s*\)"
)
_SHORT_THEN_LONG = re.compile(rf"\b({_SHORT})\s*\(\s*([A-Z][\w’'&/,\- ]{{5,80}}?)\s*\)")
_BRACKETS_THEN_LONG = re.compile(
    rf"\(\s*({_SHORT})\s*\)\s+((?:[A-Z][\w’'&/\-]*(?:\s+(?:of|and|for|the|in))?[ \t]*){{2,9}})"
)
_SHORT_DASH_LONG = re.compile(
    rf"^\W*({_SHORT})\s*(?:[-–:=]|\s{{2,}}|\t)\s*([A-Z][\w’'&/,()\- ]{{5,90}})$"
)
_SMALL = {"of", "and", "the", "for", "in", "to", "a", "an", "or", "at", "on", "with", "by", "from"}
_JUST_SHORT = re.compile(rf"^{_SHORT}$")


def find_acronyms(elements: Iterable[Element]) -> dict[str, str]:
    """Acronym to expansion, as printed; where papers differ, the commonest expansion."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for element in elements:
        for short, long in _pairs(element):
            votes[short.rstrip("s") if short[-1:] == "s" else short][long] += 1
    return {short: counts.most_common(1)[0][0] for short, counts in votes.items()}


def _pairs(element: Element) -> Iterator[tuple[str, str]]:
    if element.kind == "table":
        for table in element.tables:
            for row in table.rows:
                filled = [cell.strip() for cell in row.printed if cell.strip()]
                if len(filled) != 2 or not _JUST_SHORT.match(filled[0]) or len(filled[1]) > 100:
                    continue
                if _spells(filled[0], filled[1]) or _loosely(filled[0], filled[1]):
                    yield filled[0], " ".join(filled[1].split())
    text = element.text
    before = set()
    for match in _LONG_THEN_SHORT.finditer(text):
        long = _ending_that_spells(match[2], match[1].split())
        if long:
            before.add(match[2])
            yield match[2], long
    for match in _BRACKETS_THEN_LONG.finditer(text):
        long = _beginning_that_spells(match[1], match[2].split())
        if long and match[1] not in before:
            yield match[1], long
    for match in _SHORT_THEN_LONG.finditer(text):
        if _spells(match[1], match[2]):
            yield match[1], " ".join(match[2].split())
    for line in text.splitlines():
        dashed = _SHORT_DASH_LONG.match(line)
        if dashed and _spells(dashed[1], dashed[2]):
            yield dashed[1], " ".join(dashed[2].split())


def _ending_that_spells(short: str, words: Sequence[str]) -> str:
    """The shortest run of the last words whose initials spell the acronym."""
    for start in range(len(words) - 1, -1, -1):
        if words[start].lower() in _SMALL:
            continue
        run = " ".join(words[start:]).strip(" ,")
        if _spells(short, run):
            return run
    return ""


def _beginning_that_spells(short: str, words: Sequence[str]) -> str:
    """The shortest run of the first words whose initials spell the acronym: "(PB) Parks Board"."""
    runs = (" ".join(words[:end]) for end in range(2, len(words) + 1))
    return next((run for run in runs if _initials_are(short, run)), "")


def _initials_are(short: str, long: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z]+", long) if word.lower() not in _SMALL]
    return short.lower() == "".join(word[0] for word in words).lower()


def _spells(short: str, long: str) -> bool:
    """Whether the acronym's letters are the initials of the words, small words left out or in."""
    letters = re.sub(r"[^a-z]", "", short.rstrip("s").lower())
    words = re.findall(r"[A-Za-z]+", re.sub(r"['’]s\b", "", long))
    if len(letters) < 2 or not words or len(words) < 2:
        return False
    every = "".join(word[0] for word in words).lower()
    main = "".join(word[0] for word in words if word.lower() not in _SMALL).lower()
    return letters in (every, main) or (len(letters) >= 3 and _loosely(short, long))


def _loosely(short: str, long: str) -> bool:
    """SaLT, CIC, SPINE: each letter in order, each word giving its first at least.

    Small words may give none.
    """
    letters = re.sub(r"[^a-z]", "", short.rstrip("s").lower())
    words = re.findall(r"[a-z]+", long.lower())
    return bool(words) and words[0] not in _SMALL and _given_by(words, letters)


def _given_by(words: Sequence[str], letters: str) -> bool:
    """Whether the words give just these letters, each its first and then any in their order."""
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word in _SMALL and _given_by(rest, letters):
        return True
    if not letters or word[0] != letters[0]:
        return False
    given = 1
    for char in word[1:]:
        if _given_by(rest, letters[given:]):
            return True
        if given < len(letters) and char == letters[given]:
            given += 1
    return _given_by(rest, letters[given:])
