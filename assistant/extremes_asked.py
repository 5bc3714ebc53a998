"""Whether a question asks what comes first, and of what: "which ward has the most"."""

import re
from dataclasses import dataclass

from assistant.bounds import Bound, bound_of
from assistant.either import two_things
from assistant.extreme_words import (
    BETTER,
    EXTREME,
    FALL,
    FASTEST,
    JUDGED,
    LEAST,
    LESS_THAN,
    MORE_THAN,
    MOST,
    NO_EXTREME,
    OF_THEM,
    OVER_BUDGET,
    RISE,
    SHORT_OF,
    UNDER_BUDGET,
    WORSE,
)
from assistant.question import Question
from assistant.signals import Rarity, wanted_weights
from assistant.words import stem, stem_tuple

_SEVERAL = re.compile(
    r"\b(?:which|what|who|any(?:one|thing|where)?|where)\b.*"
    r"\b(?:have|has|are|is|were|was|did|any(?:one|thing)?|got|gets?|\w+ing)\b"
    r"|^\W*(?:so |and )?(?:(?:are|is|were) (?:any|there)|list|show)\b",
    re.I,
)
"""What asks for all that have: "which risks have gone up"."""

_WHICH = re.compile(
    r"\b(?:which|what|whose|who)(?:['’]s)?\b|\bwhere(?:['’]?s)?\b"
    r"|^\W*(?:(?:so|and|ok|please|can you)\s)*(?:any(?:one|where|thing)?|list|show|name|"
    r"(?:are|is|were) (?:there )?any|is there)\b|^\W*how old\b"
    rf"|^\W*(?:the )?(?:{MOST}|{LEAST}|best|worst|weakest|strongest)\b",
    re.I,
)

_THING = re.compile(
    r"(?:\b(?:commonest|dearest|cheapest|busiest)|^\W*(?:the )?(?:best|worst))\s+"
    r"(?:(?:kind|sort|type)s?\s+of\s+)?([\w’'-]+)|"
    r"\b(?:which|what)\s+(?:of (?:the|our)\s+)?(?:(?:kind|sort|type)s?\s+of\s+)?"
    r"((?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s+"
    r"(?:has|have|had|is|are|was|were|do|does|did|gets?|got|costs?|makes?|made|should|would|will|"
    r"can|takes?|took|needs?|spends?|spent|saw|uses?|used|in|with|at|on)\b|"
    r",\s*which\s+([\w’'-]+)\W*$",
    re.I,
)
"""What is set against its like: "which WARD has", "which kind of PLACEMENT costs"."""

_ASKS_ONE = re.compile(
    r"\b(?:how (?:many|much|long|old)|when|why|what(?:['’]s| is| are| was| were| will| did| do))\b|"
    r"\bwho (?:has|is|was) (?:been )?\w+(?:ed|ing|d)\b",
    re.I,
)
"""What asks for one thing of those that are past a bound."""

_LISTS = re.compile(
    r"\b(?:which|any(?:one|thing|where)?|list|show|who|where)\b"
    r"|\bwhat \w+s (?:are|have|were|will)\b",
    re.I,
)
"""What asks for all that are over their budgets, and not for an overspend."""

_HOW_MUCH = re.compile(
    r"\bhow (?:much|many|long)\b|\bwhat (?:proportion|percentage|per ?cent|share|number|rate)\b",
    re.I,
)

_LATER = re.compile(
    rf"\b(?:second|2nd|third|3rd|next)[- ](?:{MOST}|{LEAST}|best|worst)\b|\brunners?[- ]up\b"
    r"|\b(?:second|2nd|third|3rd|next)(?: place)?\W*$",
    re.I,
)
"""What asks for the one behind the first: "what comes second?", "the second highest"."""

_WHERE = re.compile(r"\bwhere\b", re.I)

_TIME_SAID = re.compile(
    r"\b(?:last|this|previous|past|next) (?:financial |academic |municipal |calendar |school )?"
    r"(?:years?|yrs?|quarters?|qtrs?|months?)\b"
    r"|\b(?:financial|academic|municipal|calendar) (?:years?|yrs?)\b",
    re.I,
)
"""What names a time, and no column by its words."""

_WHO = re.compile(r"\bwho(?:se)?\b", re.I)

_PLACES = frozenset(
    stem_tuple(
        """ward wards town area areas place locality district parish hub site zone setting source
        employer school home street placement accommodation"""
    )
)

_ANY_PLACE = frozenset(stem_tuple("area part place patch locality neighbourhood corner spot"))
"""Places of whatever kind: "which part of the borough has"."""

_PEOPLE = frozenset(
    stem_tuple(
        """member councillor officer directorate department service team agency source body
        employer partner"""
    )
)
"""What heads the names of places, and of those who do something."""

ASKING = frozenset(
    map(
        stem,
        f"""{MOST.replace("|", " ")} {LEAST.replace("|", " ")} best worst
        strongest weakest poorest steepest sharpest lose lost losing gain which what where who
        whose kind sort type come comes make makes get gets got have has had go going gone
        went up down grown grew risen rise fallen fell increase increased since fast fastest
        expensive often anyone highest number how many often ones one thing things now currently
        moment right latest across all altogether come percent per cent share rate seen see
        saw single carry carrying own""".split(),
    )
)
"""Words that ask, and name no column."""


_RED = frozenset(map(stem, "red black deep deepest".split()))
"""Of "in the red", no colour."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What comes first of what is asked for."""

    text: str
    about: str
    """Standing alone."""

    way: int
    """1 where the most is asked for, -1 for the least, 0 where the column tells: best, worst."""

    place: int
    """1 for what comes first, 2 for what comes second, 3."""

    both: bool
    """Whether the other end is asked for too: "which is the longest and which the shortest"."""

    change: int
    """1 where it is the rise between two columns, -1 the fall, 0 for neither."""

    judged: int
    """Of a change whose column says the direction: 1 for the better, -1 for the worse, else 0."""

    over: int
    """1 where it is by how much budgets are overspent, -1 underspent, 0 for neither."""

    bound: Bound | None
    """What all of the rows asked for are above, or below."""

    every: bool
    """Whether all that have risen, or fallen, or are past a bound are asked for, and not the one
    that has most."""

    things: tuple[str, ...]
    """Stems of what is set against its like: "care", "home"."""

    of_whom: frozenset[str]
    """Any of these heads the rows' names, where places or people are asked for."""

    wanted: dict[str, float]
    """Stems of the rest to what they tell."""


def asked_of(question: Question, rarity: Rarity) -> Asked | None:
    """What comes first of what a question asks for; None where it asks for no such thing."""
    text = _whole(question)
    asks = _WHICH.search(text) or question.follows
    if not asks or NO_EXTREME.search(text) or "decision" in question.wants:
        return None
    if two_things(question):
        return None
    ways = {1 if one["most"] else -1 for one in EXTREME.finditer(text)}
    judged = JUDGED.search(text)
    over = 1 if OVER_BUDGET.search(text) else -1 if UNDER_BUDGET.search(text) else 0
    several = _SEVERAL.search(text)
    bound = None if ways or judged or _ASKS_ONE.search(text) else bound_of(text)
    change = 1 if RISE.search(text) else -1 if FALL.search(text) else 0
    if not change and not (ways or judged or bound):
        change = 1 if MORE_THAN.search(text) else -1 if LESS_THAN.search(text) else 0
    turned = 0 if change else _turned(text)
    short = SHORT_OF.search(text)
    if over:
        change = turned = 0
    moved = bool(change or turned or over) and bound is None
    most = FASTEST.search(text) or ways or judged
    listed = bool(_LISTS.search(text) if over else several) and not _HOW_MUCH.search(text)
    every = bool(bound) or (moved and not most and listed)
    both = len(ways) > 1 and not (moved or judged)
    if (len(ways) > 1 and not both) or not (ways or judged or short or every or (moved and most)):
        return None
    way = max(ways) if ways else 1 if change or short or over else 0
    if bound:
        change = turned = 0
    thing = _THING.search(text) or (
        _THING.search(question.standalone) if question.follows else None
    )
    things = (
        tuple(key for key in stem_tuple(thing[1] or thing[2] or thing[3]) if key not in ASKING)
        if thing
        else ()
    )
    of_whom = _PLACES if _WHERE.search(text) else _PEOPLE if _WHO.search(text) else frozenset()
    moves = {key for one in (RISE, FALL) for said in one.findall(text) for key in stem_tuple(said)}
    timed = set(stem_tuple(" ".join(_TIME_SAID.findall(text))))
    asking = ASKING | moves | timed | {*things} | (_RED if over else set())
    said = {
        key: value
        for key, value in wanted_weights(question, rarity).items()
        if key.isalpha() and key not in asking
    }
    if things and things[0] in _ANY_PLACE:
        things, of_whom = (), _PLACES
    if known := {key: value for key, value in said.items() if _is_known(key, question, rarity)}:
        said = known
    own = set(stem_tuple(text))
    wanted = {key: value for key, value in said.items() if key in own}
    if OF_THEM.search(text):
        wanted = said
    return Asked(
        text,
        question.standalone,
        way,
        _place(text),
        both,
        change,
        turned,
        over,
        bound,
        every,
        things,
        of_whom,
        wanted,
    )


def _whole(question: Question) -> str:
    """What is asked; of what comes second, with the question of what comes first before it."""
    before = question.leans_on.question if question.follows and question.leans_on else ""
    goes_on = _place(question.text) > 1 and not EXTREME.search(question.text)
    return f"{before} {question.text}" if goes_on and EXTREME.search(before) else question.text


def _place(text: str) -> int:
    said = _LATER.search(text)
    return 1 if said is None else 3 if said[0].lower().startswith(("third", "3rd")) else 2


def _turned(text: str) -> int:
    """1 where what has become better is asked for, -1 for the worse, 0 for neither."""
    if not WORSE.search(text):
        return 0
    return 1 if BETTER.search(text) else -1


def _is_known(key: str, question: Question, rarity: Rarity) -> bool:
    """Whether a paper holds a word, or what stands for it: no table is called by another."""
    return bool(rarity.holding.get(key) or question.synonyms.get(key)) or not rarity.holding
