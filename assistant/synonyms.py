"""What stands for a question's words: acronyms and their expansions, slips mended, near words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from assistant.sector_words import SECTOR_WORDS
from assistant.words import NUMBERS, content_words, stem, words_of

_ABBREVIATED = {
    "approx": "approximately",
    "appt": "appointment",
    "assmt": "assessment",
    "avg": "average",
    "cllrs": "councillors",
    "cttee": "committee",
    "dept": "department",
    "docs": "documents",
    "govt": "government",
    "mgmt": "management",
    "mgr": "manager",
    "mtg": "meeting",
    "mtgs": "meetings",
    "pct": "percentage",
    "recs": "recommendations",
    "rpt": "report",
    "rpts": "reports",
}
"""How busy people write words that no paper writes so."""

NEAR_COUNTS = 0.9
"""What a near word of cosine 1 counts against the word itself."""

SEARCHED_NEAR = 0.74
"""Words nearer than this are searched for too; below it they only count when found."""


TIME_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec quarter year month before previous last first second
    third fourth""".split()
)


_WITHOUT_NEAR = TIME_WORDS | frozenset(NUMBERS)
"""What is near to a time or a number is another one."""

_SCHOOL_STAGE = re.compile(r"\bkey stages? (\d)\b", re.I)
_STAGE_IN_SHORT = re.compile(r"\bks ?(\d)\b", re.I)
"""What tables of schools print as "KS2"."""

_SECTION = re.compile(r"\bsection (\d{2,3})\b", re.I)
_SECTION_IN_SHORT = re.compile(r"\bs(\d{2,3})\b", re.I)
"""A section of an Act: "section 106 money" and "the s106"."""

_B_AND_B = re.compile(r"\bb\s?(?:&|and|n)\s?bs?\b", re.I)
_BED_AND_BREAKFAST = "bed and breakfast"
"""Where homeless families wait: too short a word to be found by, written so."""

_COUNTING = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten)-(?=[a-z])", re.I)
"""A number that counts what it is joined to, as tables print it: "three-bedroom", "3 bedrooms"."""


JOINED = 8
"""Letters that two words written as one have at least."""

_TWO_WORDS = re.compile(r"\b([A-Za-z]{3,})[ -](?=([A-Za-z]{3,})\b)")


class WordSense(Protocol):
    """What knows the words of the papers: a library."""

    def near_words(self, word: str) -> list[tuple[str, float]]:
        """Words that mean nearly this, with their cosine."""

    def spelled(self, word: str) -> str:
        """The word that this is a slip of; "" for none."""

    def knows(self, word: str) -> bool:
        """Whether the papers hold the word in this very form."""


def in_one_word(text: str, library: WordSense) -> str:
    """A text with two words as the one that the papers write: "breast feeding".

    Where the papers hold both words too they are left: an over spend may be one that is over.
    """

    def without_gap(match: re.Match[str]) -> str:
        pair = [match[1].lower(), match[2].lower()]
        whole = "".join(pair)
        if len(whole) < JOINED or not all(map(content_words, pair)):
            return match[0]
        one = not all(map(library.knows, pair)) and library.knows(whole)
        return match[1] if one else match[0]

    return _TWO_WORDS.sub(without_gap, text)


def expand(
    weights: Mapping[str, float],
    text: str,
    acronyms: Mapping[str, Sequence[str]],
    library: WordSense | None,
) -> tuple[dict[str, dict[str, float]], list[str]]:
    """What else may stand for the question's stems, and the words to search for besides."""
    synonyms: dict[str, dict[str, float]] = {}
    words: list[str] = []
    for stem_, alternatives, searched in _acronyms(text, acronyms):
        synonyms.setdefault(stem_, {}).update(alternatives)
        words.extend(searched)
    for number in _SCHOOL_STAGE.findall(text):
        synonyms.setdefault(stem("stage"), {})[f"ks{number}"] = 1.0
        words.append(f"ks{number}")
    for number in _STAGE_IN_SHORT.findall(text):
        whole = " ".join(sorted((number, stem("key"), stem("stage"))))
        synonyms.setdefault(f"ks{number}", {})[whole] = 1.0
        words.extend(("key", "stage"))
    if short_stay := _B_AND_B.search(text):
        parts = content_words(_BED_AND_BREAKFAST)
        whole = " ".join(sorted(map(stem, parts)))
        for said in content_words(short_stay[0]):
            synonyms.setdefault(stem(said), {})[whole] = 1.0
        words.extend(parts)
    for number in _SECTION_IN_SHORT.findall(text):
        synonyms.setdefault(f"s{number}", {})[" ".join(sorted((number, stem("section"))))] = 1.0
        words.extend(("section", number))
    for number in _SECTION.findall(text):
        synonyms.setdefault(stem("section"), {})[f"s{number}"] = 1.0
        words.append(f"s{number}")
    if library is not None:
        short = {short.lower() for short in acronyms}
        for word in content_words(text):
            if not word.isalpha() or len(word) < 3 or word in short or word in _WITHOUT_NEAR:
                continue
            mended = _ABBREVIATED.get(word) or library.spelled(word)
            if mended:
                synonyms.setdefault(stem(word), {})[stem(mended)] = 1.0
                words.append(mended)
            for other in SECTOR_WORDS.get(stem(word), ()):
                if not library.knows(other):
                    continue
                synonyms.setdefault(stem(word), {})[stem(other)] = NEAR_COUNTS
                words.append(other)
            for other, cosine in library.near_words(mended or word):
                if stem(other) != stem(word):
                    known = synonyms.setdefault(stem(word), {})
                    known[stem(other)] = max(known.get(stem(other), 0.0), cosine * NEAR_COUNTS)
                    if cosine >= SEARCHED_NEAR:
                        words.append(other)
    return {key: value for key, value in synonyms.items() if key in weights}, words


def in_plain_words(
    standalone: str, acronyms: Mapping[str, Sequence[str]], library: WordSense | None
) -> str:
    """A question as a reader of plain words would have it: slips mended, acronyms spelled out."""
    known = {short.lower(): longs[0] for short, longs in acronyms.items() if longs}

    def told(match: re.Match[str]) -> str:
        word = match[0].lower()
        long = known.get(word) or known.get(word.removesuffix("s"))
        if long:
            spelled = set(words_of(long)) <= set(words_of(standalone))
            return match[0] if spelled else f"{match[0]} ({long})"
        if len(word) < 3 or word in TIME_WORDS or not content_words(word):
            return match[0]
        mended = _ABBREVIATED.get(word) or (library.spelled(word) if library else "")
        return mended or match[0]

    counted = _COUNTING.sub(lambda match: f"{stem(match[1].lower())} ", standalone)
    counted = _B_AND_B.sub(_BED_AND_BREAKFAST, counted)
    return re.sub(r"[A-Za-z]+", told, counted)


def spelled_out(standalone: str, acronyms: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Acronyms whose expansion's words a question has, each with its expansion."""
    present = set(words_of(standalone))
    stems = _stems(standalone)
    return {
        short: longs[0]
        for short, longs in acronyms.items()
        if longs and short.lower() not in present and _said_of(longs[0], stems, last=True)
    }


def _said_of(long: str, asked: Sequence[str], *, last: bool) -> set[str]:
    """Stems of an expansion that a question says: all of them, or all but one in a row.

    Members leave out the first, "guardianship orders", "reviewing officer", "schools grant", or,
    where the `last` need not be said, that one, "special guardianship". Empty where it says
    neither; one word says nothing.
    """
    parts = _stems(long)
    if len(set(parts)) > 1 and set(parts) <= set(asked):
        return set(parts)
    for some in (parts[1:],) if last else (parts[1:], parts[:-1]):
        runs = (asked[n : n + len(some)] for n in range(len(asked) - len(some) + 1))
        if len(set(some)) > 1 and some in runs:
            return set(some)
    return set()


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


def _acronyms(
    text: str, acronyms: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, dict[str, float], list[str]]]:
    """For a stem of the text: its acronym or expansion, and the words of that."""
    present = set(words_of(text))
    asked_stems = _stems(text)
    for short, longs in acronyms.items():
        key = stem(short.lower())
        singular = short.lower().rstrip("s")
        asked = short.lower() in present or singular in present or f"{short.lower()}s" in present
        for long in longs:
            parts = content_words(long)
            stems = {stem(part) for part in parts}
            if asked:
                whole = " ".join(sorted(stems))
                yield stem(singular), {whole: 1.0, key: 1.0}, parts
                yield key, {whole: 1.0, stem(singular): 1.0}, []
            else:
                for one in _said_of(long, asked_stems, last=False):
                    yield one, {key: 1.0}, [short.lower()]
