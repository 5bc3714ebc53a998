"""Words as questions and passages are compared by: folded, stemmed, the empty ones left out."""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

from corpus.periods import MONTHS

WORD = re.compile(r"£?\d[\d,.]*\d(?:m|k|bn)?(?![A-Za-z\d])|[A-Za-zÀ-ÿ0-9]+(?:'[A-Za-z]+)?")

_EMPTY = frozenset(
    """a about above after again against all also am an and any are aren't as ask at be because been
    before being below between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't down during each few for from further get give given go got had has
    hasn't have haven't having he her here hers him his how i i'd i'm i've if in into is
    isn't it it's its itself just know let like many may me might more most much must my need
    no nor not now of off on once one only or other our ours out over own per please put same
    say says shall she should show so some such tell than that that's the their theirs them
    then there there's these they they're this those through to too u under until up upon us
    use very want was wasn't we were what what's whats when where which while who whom whos
    who's whose why will with within would wouldn't you your yours hi hello thanks thank kind
    sort thing things actually currently exactly really roughly anything something""".split()
)
"""Words that place no question: articles, pronouns, auxiliaries, politeness."""

_WEAK = frozenset(
    """paper papers report reports reported reporting document documents pack meeting item page
    board committee council council's councils according say said says mention mentioned number
    figure figures figures total amount level rate quarter year years period date detail details
    latest current recent update information there's happen happened happening main""".split()
)
"""Words that nearly every passage could answer to: they count, but little."""

WEAK_WEIGHT = 0.35

NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
"""In words, from 2."""


def words_of(text: str) -> list[str]:
    """The words of a text in order, lower case, apostrophes plain, thousands without commas."""
    found = []
    for match in WORD.finditer(text.replace("’", "'").replace("‘", "'")):
        word = match[0].lower().removesuffix("'s")
        if word[0].isdigit() or word[0] == "£":
            word = word.lstrip("£").replace(",", "")
        found.append(word)
    return found


_PAST = """
    spent spend, paid pay, sold sell, bought buy, built build, fell fall, fallen fall, risen rise,
    grew grow, grown grow, lost lose, sent send, kept keep, taught teach, wrote write,
    written write, chose choose, chosen choose, lent lend, overspent overspend,
    underspent underspend
"""
"""What the stemmer does not bring together: members ask what was spent, tables are of spending."""

_ALIKE = {
    **dict(pair.split() for pair in _PAST.split(",")),
    "yr": "year",
    "yrs": "year",
    "qtr": "quarter",
    "dept": "department",
    "depts": "department",
    **{name[:3]: name for name in MONTHS if name != "may"},
    "sept": "september",
    **{word: str(number) for number, word in enumerate(NUMBERS, 2)},
}
"""Months and other words in short by their whole names, past tenses by their verbs, and numbers in
words by their figures: "Jul-25", "spent last yr", "3 bedrooms"."""

_OWN = threading.local()
"""A stemmer for each thread: it works on its own fields, and two at once spoil each other's."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem that inflections share: "placements" and "placed" meet where English allows."""
    word = _ALIKE.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if not hasattr(_OWN, "stemmer"):
        import snowballstemmer

        _OWN.stemmer = snowballstemmer.stemmer("english")
    return str(_OWN.stemmer.stemWord(word))


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order, empty words left out."""
    return [stem(word) for word in words_of(text) if word not in _EMPTY]


@lru_cache(maxsize=60_000)
def stem_tuple(text: str) -> tuple[str, ...]:
    """The same as stems_of, remembered: passages are compared with question after question."""
    return tuple(stems_of(text))


def content_words(text: str) -> list[str]:
    """The words of a question that say what it is about, in order, each once."""
    return list(dict.fromkeys(word for word in words_of(text) if word not in _EMPTY))


def weight(word: str) -> float:
    """How much a word can place a question, apart from how rare it is here."""
    return WEAK_WEIGHT if _ALIKE.get(word, word) in _WEAK else 1.0


def share(wanted: dict[str, float], present: Iterable[str]) -> float:
    """How much of the wanted stems' weight is present, 0 to 1; 0 when nothing is wanted."""
    total = sum(wanted.values())
    if not total:
        return 0.0
    there = set(present)
    return sum(value for key, value in wanted.items() if key in there) / total
