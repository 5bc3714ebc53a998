"""What a paper says of money: its section on it, else the amounts that it names elsewhere."""

import re
from collections.abc import Iterable, Sequence

from corpus.papers import Passage
from corpus.sentences import split_sentences

MOST = 3

IMPLICATIONS = re.compile(
    r"\b(?:financ\w*|(?:resource|cost|budget|capital|revenue)\w*\s+implication\w*)\b", re.I
)
"""In a heading: "Financial implications", "Other/Financial", "Resource implications"."""

OF_MONEY = re.compile(r"\b(?:budget\w*|costs?|costings?|funding|money|value for money)\b", re.I)
"""The same, where a paper has none of those: "Money", "Costs and funding"."""

LONGEST_HEADING = 9
"""Words; a longer heading is a title that happens to name a cost."""

AMOUNT = re.compile(r"[£€]\s?\d")
SPEAKS = re.compile(
    r"\b(?:none|nil|n/a|not applicable|no (?:\w+ )?(?:financial|cost|call|resource|budget))\b",
    re.IGNORECASE,
)
"""Short answers that a section on money gives: there is nothing to pay."""

WEIGHTY = re.compile(
    r"\b(?:overspen\w+|underspen\w+|budget\w*|forecast\w*|outturn|costs?|spen\w+|savings?|grant\w*|"
    r"fund\w*|pric\w+|deficit|capital|a year|per annum)\b",
    re.IGNORECASE,
)
"""Words that make an amount one that a member looks for."""

LEGEND = re.compile(r"\s*\b(?:progress symbols? (?:is|are) used|indicates that)\b.*", re.I | re.S)
"""The key to a table's signs, which some reports print right under their financial heading."""

PROSE = ("paragraph", "list", "resolution")

Told = tuple[Passage, str]
"""A passage and words of it."""


def in_section(passages: Sequence[Passage]) -> list[Told]:
    """What the section on money says: its amounts, else its first sentences; none without one."""
    for heading in (IMPLICATIONS, OF_MONEY):
        told = list(_sentences([p for p in passages if p.kind in PROSE and _under(p, heading)]))
        amounts = [one for one in told if AMOUNT.search(one[1]) or SPEAKS.search(one[1])]
        if told:
            return (amounts or told)[:MOST]
    return []


def elsewhere(passages: Sequence[Passage]) -> list[Told]:
    """The amounts that a paper without such a section names, the weightiest, in its own order."""
    prose = [p for p in passages if p.kind in PROSE]
    named = [one for one in _sentences(prose) if AMOUNT.search(one[1])]
    best = sorted(named, key=lambda one: -len(set(WEIGHTY.findall(one[1].lower()))))[:MOST]
    return [one for one in named if one in best]


def _under(passage: Passage, wanted: re.Pattern[str]) -> bool:
    return any(
        len(heading.split()) <= LONGEST_HEADING and wanted.search(heading)
        for heading in passage.headings
    )


def _sentences(passages: Iterable[Passage]) -> Iterable[Told]:
    for passage in passages:
        if LEGEND.match(passage.text):
            continue
        for words in split_sentences(passage.text):
            plain = LEGEND.sub("", words).strip()
            if any(letter.isalpha() for letter in plain):
                yield passage, plain
