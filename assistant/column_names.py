"""Which words of a question name a column of a table, and how surely."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.question import Question
from assistant.words import stem, stem_tuple, words_of
from corpus.calendar import MONTHS
from corpus.papers import Cell
from corpus.periods import MONTH_WORDS

_NUMBER = re.compile(r"0|1[3-9]|[2-9]\d|\d{3,}")
"""A year or a part of one, or a figure that is asked about; others count: "three years"."""

_TIME = re.compile(r"q[1-4]|" + "|".join(map(stem, MONTHS)))
"""A word that names no column where its time is known: that tells the column."""


def _stemmed(words: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    return {stem(word): frozenset(map(stem, others)) for word, others in words.items()}


_BEYOND = ("variance", "difference", "overspend", "underspend")

_ALIKE = _stemmed(
    {
        "spend": ("spent", "expenditure"),
        "spent": ("spend", "expenditure"),
        "overspend": _BEYOND,
        "overspent": _BEYOND,
        "underspend": _BEYOND,
        "underspent": _BEYOND,
        "male": ("men", "boys"),
        "female": ("women", "girls"),
        "boys": ("male",),
        "girls": ("female",),
        "men": ("male",),
        "women": ("female",),
        "left": ("leaving", "leavers"),
        "joined": ("joiners",),
        "backed": ("support", "favour"),
        "opposed": ("against",),
        "fullyear": ("annual",),
        "against": ("oppose",),
    }
)
"""What means a column as surely as its own name."""

_SAME = _stemmed(
    {
        "spend": ("actual",),
        "spent": ("actual",),
        "overspend": ("forecast", "outturn"),
        "overspent": ("forecast", "outturn"),
        "underspend": ("forecast", "outturn"),
        "underspent": ("forecast", "outturn"),
        "last": ("previous", "prior"),
        "previous": ("last", "prior"),
        "before": ("previous", "prior", "last"),
        "over": ("variance", "outturn"),
        "under": ("variance", "outturn"),
        "short": ("variance", "outturn"),
        "yearend": ("outturn", "forecast", "projected"),
        "will": ("forecast", "outturn", "projected", "estimate"),
        "gone": ("actual",),
        "came": ("actual",),
        "paid": ("actual", "spend"),
        "slip": ("slippage", "profiling", "profiled"),
        "lose": ("change",),
        "lost": ("change",),
        "gain": ("change",),
        "gap": ("shortfall", "difference"),
        "forecast": ("outturn", "projected", "estimate"),
        "outturn": ("forecast",),
        "project": ("forecast", "projected"),
        "predict": ("forecast", "projected"),
        "expect": ("forecast", "projected"),
        "so": ("actual", "date"),
        "far": ("actual", "date"),
        "alloc": ("budget", "allocation"),
        "actual": ("spend", "spent", "outturn"),
        "aim": ("target",),
        "similar": ("neighbour", "comparator"),
        "goal": ("target",),
        "chang": ("change", "variance", "difference"),
        "differ": ("variance", "change"),
        "increas": ("change",),
        "perform": ("actual", "current"),
        "now": ("current", "actual", "date"),
        "got": ("actual",),
        "receiv": ("actual",),
        "rais": ("actual",),
        "current": ("actual",),
        "total": ("total",),
        "altogeth": ("total",),
        "overal": ("total",),
    }
)
"""What finance officers head a column with, by what members ask."""


_AGAINST = re.compile(
    r"\b(?:how (?:far|much)\s+)?(?:over|under|above|below|outside|off|exceed\w*|short of)\s+"
    r"(?:(?:the|its|their|our)\s+)?budget\b"
    r"|\bin the (?:red|black)\b",
    re.I,
)
"""What asks for the difference from a budget, and not for the budget."""

_OVER_UNDER = re.compile(r"\(?\b(?:over|under)\)?\s*(?:/|\band\b)\s*\(?(?:over|under)\b\)?", re.I)

_YEAR_END = re.compile(
    r"\b(?:(?:year|yr)[- ]end|end of (?:the |this )?(?:financial )?(?:year|yr)|end(?:ing)? up)\b",
    re.I,
)
"""What asks for the outturn; the end of a month does not."""

_FULL_YEAR = re.compile(r"\b(?:full|whole)[- ](?:financial )?(?:year|yr)\b", re.I)
"""What asks for the annual figure."""

_YEAR_SAID = re.compile(
    r"\b(this|last|next|previous|prior)\s+(?:financial |academic |school |council )?(?:year|yr)\b",
    re.I,
)
"""A time, and no column's name."""

_AGO = re.compile(
    r"\b(?:a|one|the) (?:year|yr) (?:ago|earlier|before)\b|\bthis time last (?:year|yr)\b", re.I
)
"""A time too: it names no "Full year"."""

_INTO_NEXT = re.compile(r"\binto (?:the )?(?:next|following|coming) (?:year|yr)\b", re.I)
"""What asks for the money that is put off, and not for next year's."""

_EXCEPT = re.compile(
    r"\b(?:before|without|excluding|excl|not (?:including|counting))\s+"
    r"(?:(?:any|the|its|our|all)\s+)?([a-z]+)",
    re.I,
)
"""What the column asked for leaves out, as its own name would say: "before controls"."""

_RATE = re.compile(r"\brate\b", re.I)
"""What is likely in a column of percentages."""

_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
"""At the head of a column, what a question may spell out: "LCR"."""

_HOW_LONG = re.compile(r"\bhow (?:long|many (?:days|weeks|months))\b|\bwait(?:s|ing)?\b", re.I)
_LASTS = re.compile(r"\b(?:days?|weeks?|months?|hours?|wks?|hrs?)\b", re.I)
"""A column that tells how long something takes."""

_OF_EACH = re.compile(
    r"\b(?:each|apiece|a head|per (?!cent)\w+|(?:to|for|on|of) (?:\w+ )?one (?!of)\w+)\b", re.I
)
_EACH = re.compile(r"\b(?:per (?!cent)|each|average|mean|unit cost)", re.I)
"""What is asked of each one, and a column that tells it."""

_RANGE = re.compile(r"(?<![\d/.,£])(\d{1,2})\s?(?:[-–—]|to)\s?(\d{1,2})(?![\d/.,%])")

_YEARS = re.compile(r"\b(20\d\d)\s?(?:[-–—/]|to)\s?(?:20)?(\d\d)\b(?!\s?[/-])")
"""Several years told together; two that follow each other are a council's year, and a time."""

_NON = re.compile(r"\bnon[-\s–](?=[a-z])", re.I)
"""What is told from its opposite: "Non-schools" is not named by "schools"."""

_NUMBERED = re.compile(
    rf"\b(?!(?:{MONTH_WORDS}|may|q|quarter|qtr|half)(?:\b|\d))([a-z]+)[\s-]?(\d{{1,2}})s?\b"
)
"""What is told from others of its kind by a number: "Year 12", "post 19s", "KS4", "band 3"."""

_OURS = re.compile(r"\b(?:our|ours|we|us)\b", re.I)
ELSEWHERE = re.compile(
    r"\b(?:england|english|national(?:ly)?|regional(?:ly)?|neighbours?|comparators?|peers?"
    r"|north (?:east|west)|south (?:east|west)|east midlands|west midlands|yorkshire|london)\b",
    re.I,
)
"""What heads a column of other councils' figures."""

AIM = re.compile(r"\b(?:target|plan(?:ned)?|milestone|standard|budget|approved|PAN)\b", re.I)
"""What is aimed at, and has not come about."""

OWN = 2.0
"""What such a name, and that of a range of ages, counts: the column is meant, however long."""

_IN_SHORT = {"yr": "year", "yrs": "year", "years": "year", "ks": "stage", "wk": "week"}

_HEADED = {
    "who": re.compile(
        r"officer|lead|\bwho\b|owner|responsib|contact|councillor|member|chair|name", re.I
    ),
    "when": re.compile(
        r"\bdate\b|\bdue\b|\bwhen\b|timescale|deadline|\bby\b|timeline|start|end", re.I
    ),
    "percent": re.compile(r"%|per ?cent|rate|share|proportion", re.I),
    "money": re.compile(r"£|cost|price|value|amount", re.I),
}
"""What a column that holds what is wanted is headed by."""


def named_by(cell: Cell, question: Question, asked: str, label: set[str]) -> dict[str, float]:
    """The words asked that name this column and not merely its row, with their weight."""
    column = _stems(cell.column)
    named: dict[str, float] = {}
    left_out = {stem(word.lower()) for word in _EXCEPT.findall(asked)}
    if left_out & column and not _EXCEPT.search(cell.column):
        return named
    timed = bool(question.periods or question.quarters)
    figures = any(map(str.isdigit, cell.value))  # "Current progress" may be an arrow
    for key in _asked_for(asked) - label:
        if timed and _TIME.fullmatch(key):
            continue
        words = {key, *_mended(key, question)}
        own = words & column and key in question.weights and not _NUMBER.fullmatch(key)
        if own or any(column & _ALIKE.get(word, frozenset()) for word in words):
            named[key] = 1.0
        elif figures and any(column & _SAME.get(word, frozenset()) for word in words):
            named[key] = 0.6
    for span in _ranges(question.text) & _ranges(cell.column):
        named[span] = OWN
    for kind in _numbered(question.text) & _numbered(cell.column):
        if not label.issuperset(kind.split()):
            named[kind] = OWN
    for want, pattern in _HEADED.items():
        wanted = want in question.wants or (want == "percent" and _RATE.search(question.text))
        if wanted and pattern.search(cell.column):
            named[want] = 0.8
    for short in _ACRONYM.findall(cell.column):
        if short.lower() in _initials(asked):
            named[short] = OWN
    if _HOW_LONG.search(question.text) and _LASTS.search(cell.column):
        named["long"] = 1.0
    if figures and _OF_EACH.search(question.text) and _EACH.search(cell.column):
        named["each"] = OWN
    return named


def _mended(key: str, question: Question) -> list[str]:
    """The words that a word asked is a slip of or a short form of, and the acronyms it is in."""
    same = question.synonyms.get(key, {})
    return [other for other, likeness in same.items() if likeness == 1.0 and " " not in other]


def means_whole(name: set[str], question: Question) -> bool:
    """Whether a question has all the words of a column's name, or what means the same.

    One of them at least it must have itself: an overspend alone is not "Variance".
    """
    asked = _asked_for(question.text)
    asked |= {word for key in asked for word in _mended(key, question)}
    same = {word for key in asked for word in (*_ALIKE.get(key, ()), *_SAME.get(key, ()))}
    return bool(name & asked) and name <= asked | same


def spelled_by(short: str, text: str) -> frozenset[str]:
    """The stems of the words of a text whose first letters are an acronym; none where it has no
    such words."""
    words = words_of(text)
    for start in range(len(words) - len(short) + 1):
        run = words[start : start + len(short)]
        if "".join(word[0] for word in run) == short.lower():
            return frozenset(map(stem, run))
    return frozenset()


def own_column(cells: Sequence[Cell], text: str) -> int | None:
    """The place of the council's own column, where "our" figure is asked for: the first of some of
    which another is of England or of neighbours. None where nothing tells."""
    compared = [bool(ELSEWHERE.search(cell.column)) for cell in cells]
    if not _OURS.search(text) or not any(compared) or ELSEWHERE.search(text):
        return None
    return next((n for n, other in enumerate(compared) if not other), None)


@lru_cache(maxsize=4_096)
def _ranges(text: str) -> frozenset[str]:
    """From one number to another, as ages run, "16 to 19" and "16–19", and years: "2022–24"."""
    years = ((first[2:], last) for first, last in _YEARS.findall(text))
    apart = ((first, last) for first, last in years if int(last) - int(first) > 1)
    return frozenset(f"{first}–{last}" for first, last in (*_RANGE.findall(text), *apart))


@lru_cache(maxsize=4_096)
def _numbered(text: str) -> frozenset[str]:
    """The things that a text tells from others of their kind by a number, and no time."""
    found = _NUMBERED.findall(text.lower())
    return frozenset(f"{_IN_SHORT.get(kind, kind)} {number}" for kind, number in found)


@lru_cache(maxsize=64)
def _initials(text: str) -> str:
    return "".join(word[0] for word in words_of(text))


@lru_cache(maxsize=4_096)
def _stems(column: str) -> frozenset[str]:
    """The stems that a column is headed by, "Over / (under)" as the overspend."""
    return frozenset(stem_tuple(_NON.sub("non", _OVER_UNDER.sub(" overspend ", column))))


@lru_cache(maxsize=64)
def _asked_for(text: str) -> frozenset[str]:
    """The stems of a question, "over budget" as what it asks for. Every cell asks for them."""
    text = _FULL_YEAR.sub(r"\g<0> fullyear", _NON.sub("non", _AGO.sub(" ", text)))
    against = _YEAR_SAID.sub(r"\1", _INTO_NEXT.sub(" slip ", _AGAINST.sub(" overspend ", text)))
    return frozenset(stem(word) for word in words_of(_YEAR_END.sub(" yearend ", against)))
