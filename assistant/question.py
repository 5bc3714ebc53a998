"""A message and the turns before it to a question that stands alone, with the hints it gives."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answers import Turn
from assistant.leaning import earlier_of, lead_of, moved_from, told_by, wants_before
from assistant.sector_acronyms import with_sector
from assistant.synonyms import (
    TIME_WORDS,
    WordSense,
    expand,
    in_one_word,
    in_plain_words,
    spelled_out,
)
from assistant.wants import wants_of
from assistant.words import content_words, stem, weight
from corpus.period_words import without_times
from corpus.periods import (
    MONTH_WORDS,
    Period,
    bare_quarters,
    periods_in,
    quarter,
)

_CODE = re.compile(
    r"\b([A-Z]{1,6}\s?\d{1,3}(?:\.\d{1,2})+|[A-Z]{2,6}\d{1,3}[a-z]?(?:\s\d{2})?|"
    r"P\d{1,2}\.\d{1,2}|(?-i:[A-Z]{2,6}\s\d{1,3}))\b",
    re.I,
)
_PARAGRAPH = re.compile(r"\bpara(?:graph)?s?\.?\s*(\d{1,2}(?:\.\d{1,2}){0,3})\b", re.I)
_ITEM = re.compile(r"\bitem\s*(?:no\.?\s*|number\s*)?(\d{1,2}\s*\(?[a-z]?\)?)(?=\W|$)", re.I)
_PAGE = re.compile(r"\bpage\s*(\d{1,4})\b", re.I)
_SHORT_YEARS = re.compile(
    r"(?<![\d/.-])(?<!aged )(?<!ages )(?<!age )(\d\d)\s?[/-]\s?(\d\d)"
    r"(?![\d/.-]|s\b|[\s-]?(?:yrs?|years?)[\s-]olds?)",
    re.I,
)
"""Two years as busy people write them: 14/15, 24-25."""

_LAST_QUARTER = re.compile(r"\b(?:last|final) (?:quarter|qtr) of (?=20\d\d[/-]\d\d\b)", re.I)

_MONTH_AND_YEAR = re.compile(
    rf"(?<!\bon )(?<!\bthe )\b({MONTH_WORDS}|(?<=\bin )may|(?<=\bof )may|(?<=\bby )may|"
    r"(?<=\bsince )may)\.?\s?['’]?([1-3]\d)\b"
    r"(?!(?:st|nd|rd|th)|[.:/%]|,?\s?(?:20)?\d\d|\s?(?:meeting|papers?|minutes|agenda|board)\b)",
    re.I,
)
"""A month and a year as busy people write them: june 24, sept '25; a meeting's is a day."""

NOW = re.compile(
    rf"\b(?:now|today|nowadays|latest|current(?:ly)?|most recent(?:ly)?|at (?:present|the moment)|"
    rf"these days|as things stand|"
    rf"this (?:financial |academic |school )?(?:year|yr|month|quarter|qtr|{MONTH_WORDS}))\b",
    re.I,
)
"""What asks for the newest: of columns that differ in their time alone, after a time was named."""

EARLIER_WEIGHT = 0.5
"""What a word of the turn before counts in a follow-up, against 1 for its own words."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, standing alone."""

    text: str
    """As typed, but for blanks, years as 2014/15 or 2014, and words that papers write as one."""

    standalone: str
    """With what it leans on from the turns before."""

    weights: Mapping[str, float]
    """Stem to how much it places the question, before rarity is known."""

    wants: frozenset[str]
    """What kind of thing is asked for: who, when, money, percent, number, list, decision, …"""

    periods: tuple[Period, ...] = ()
    quarters: tuple[int, ...] = ()
    """Quarters named without a year."""

    codes: frozenset[str] = frozenset()
    """Measure and minute numbers, folded: "p1.3", "cyp25"."""

    paragraphs: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    synonyms: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Stem to what stands for it, and how well (1 for the same): an acronym's expansion
    (its stems, a space between), a near word of the papers, a word spelled right."""

    follows: bool = False
    """Whether it leaned on an earlier turn."""

    leans_on: Turn | None = None
    search_words: tuple[str, ...] = ()
    """What the words index is asked for, acronyms expanded."""

    plain: str = ""
    """Standing alone, slips mended, acronyms followed by their expansion, as it is read."""

    spelled_out: Mapping[str, str] = field(default_factory=dict)
    """Acronyms whose words the question has, each with its expansion."""


def understand(
    message: str,
    history: Sequence[Turn] = (),
    acronyms: Mapping[str, Sequence[str]] | None = None,
    library: WordSense | None = None,
) -> Question:
    """Read a message: what it is about, when, and what kind of answer it wants.

    A message that leans on the turns before it takes their words at half weight; a period of its
    own replaces theirs, and none is left where it asks for the newest.
    """
    acronyms = with_sector(acronyms or {})
    text = _in_whole_years(message)
    text = in_one_word(text, library) if library else text
    earlier = earlier_of(text, history)
    own_periods, own_quarters = periods_in(text), bare_quarters(text)
    lead = ""
    periods, quarters = list(own_periods), list(own_quarters)
    if earlier:
        lead = _in_whole_years(f"{lead_of(history)} {told_by(earlier)}".strip())
        if NOW.search(text) and not periods and not quarters and "compare" not in wants_of(text):
            lead = without_times(lead)
        if not periods and not quarters:
            periods, quarters = moved_from(text, lead, earlier)
            quarters = quarters if not periods else []
            known = periods_in(lead)
            if periods and known and periods[0].start > known[-1].start:
                # What tells of one time may tell of those before it, and of none after it.
                lead = f"{without_times(lead)} {periods[0].label}"
        elif quarters and not periods:
            known = [p for p in periods_in(lead) if p.quarter]
            if known:
                start = known[0].start
                year = start.year if start.month >= 4 else start.year - 1
                periods, quarters = [quarter(number, year) for number in quarters], []
    weights = _weights(text, lead, bool(own_periods or own_quarters or (earlier and periods)))
    standalone = f"{lead} {text}".strip() if earlier else text
    synonyms, expanded = expand(weights, standalone, acronyms, library)
    return Question(
        text=text,
        standalone=standalone,
        weights=weights,
        wants=wants_of(text) or (wants_before(text, lead, earlier) if earlier else frozenset()),
        periods=tuple(periods),
        quarters=tuple(quarters),
        codes=frozenset(fold_code(code) for code in _CODE.findall(standalone)),
        paragraphs=frozenset(_PARAGRAPH.findall(text)),
        items=frozenset(re.sub(r"[\s()]", "", item.lower()) for item in _ITEM.findall(text)),
        pages=frozenset(_PAGE.findall(text)),
        synonyms=synonyms,
        follows=bool(earlier),
        leans_on=earlier,
        search_words=tuple(dict.fromkeys([*content_words(standalone), *expanded])),
        plain=in_plain_words(standalone, acronyms, library),
        spelled_out=spelled_out(standalone, acronyms),
    )


def _in_whole_years(message: str) -> str:
    """A message as typed, but for blanks, and years as 2014/15 or 2014."""
    text = _SHORT_YEARS.sub(_whole_years, " ".join(message.split()))
    return _LAST_QUARTER.sub("quarter 4 of ", _MONTH_AND_YEAR.sub(_whole_year, text))


def _whole_years(match: re.Match[str]) -> str:
    """14/15 as 2014/15; what could be a day and its month, or is no pair of years, as it is."""
    first, second = int(match[1]), int(match[2])
    return f"20{match[1]}/{match[2]}" if second == first + 1 and 12 <= first < 40 else match[0]


def _whole_year(match: re.Match[str]) -> str:
    """June 24 as June 2024; a number of no year up to the next one is a day: feb 28."""
    past = int(match[2]) <= date.today().year % 100 + 1
    return f"{match[1]} 20{match[2]}" if past else match[0]


def fold_code(code: str) -> str:
    """A measure's or minute's number as compared: "CYP 25" and "cyp25" are one."""
    return re.sub(r"\s+", "", code.lower())


def _weights(text: str, lead: str, dated: bool) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in content_words(lead):
        if dated and (word.isdigit() or word in TIME_WORDS or re.fullmatch(r"q[1-4]", word)):
            continue
        weights[stem(word)] = EARLIER_WEIGHT * weight(word)
    for word in content_words(text):
        value = weight(word)
        if word in TIME_WORDS or re.fullmatch(r"q[1-4]|20\d\d", word):
            value = min(value, 0.35)
        weights[stem(word)] = max(value, weights.get(stem(word), 0.0))
    return weights
