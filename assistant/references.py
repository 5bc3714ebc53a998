"""References in a sentence (item 6(b), paragraph 3.4, P1.3) and those that evidence lacks."""

import re

from assistant.moments import moments_in

_REFERENCE = re.compile(
    r"\b(items?|paragraphs?|paras?\.?|pages?|sections?|appendi(?:x|ces)|annex|schedule|parts?|tables?|"
    r"minutes? no\.?|recommendations?|stages?|levels?|bands?|phases?|key stages?|years?|options?|"
    r"groups?|grades?|tiers?|priorit(?:y|ies)|objectives?|articles?|regulations?|wards?|room|no\.?)\s"
    r"(\d{1,3}(?![\d/])(?:\.\d{1,3})*[A-Za-z]?(?:\([a-z]{1,4}\))*|[A-H](?![\w’'])|[IVX]{1,4}\b)",
    re.I,
)
_CODE = re.compile(
    r"(?<![\w£.])(?:[A-Za-z]{2,}\d+\w*|[A-Z]{1,6}[-\s]?\d{1,4}(?:\.\d{1,3})*[a-z]?|\d{1,3}(?:\.\d{1,3}){2,}|\d{1,3}\([a-z]{1,3}\))"
    r"(?![\w%])"
)


def strange_references(sentence: str, about: str) -> tuple[str, list[str]]:
    """The sentence with its references blanked, and those that the evidence does not hold."""
    faults = []
    rest = sentence
    for pattern in (_REFERENCE, _CODE):
        for match in pattern.finditer(rest):
            if pattern is _CODE and moments_in(match[0]):
                continue
            number = match[2] if pattern is _REFERENCE else match[0]
            if not re.search(_loosely(number), about, re.I):
                faults.append(f"“{match[0].strip()}” is not in what it cites")
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return rest, faults


def _loosely(reference: str) -> str:
    """A pattern for a reference with or without spaces and hyphens: "CYP 25" and "CYP25"."""
    letters = re.sub(r"[\s-]+", "", reference)
    parts = list(letters) if letters[:1].isalpha() else re.findall(r"[A-Za-z]+|\d+|\W", letters)
    return r"(?<![\w.])" + r"[\s-]*".join(map(re.escape, parts)) + r"(?!\w|\.\d)"
