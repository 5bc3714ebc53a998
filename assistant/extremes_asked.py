"""Whether a question asks what comes first, and of what: "which ward has the most"."""

import re
from dataclasses import dataclass

from assistant.bounds import Bound, bound_of
from assistant.question import Question
from assistant.signals import Rarity, wanted_weights
from assistant.words import stem, stem_tuple

MONEY = r"dearest|priciest|costliest|(?:most )?expensive|cost\w*|spend\w*|cheapest|price\w*|pay\w*"

LONG = r"longest|slowest|shortest|quickest|fastest"

_MOST = (
    r"most|highest|biggest|largest|greatest|longest|busiest|heaviest|commonest|dearest|priciest|"
    r"costliest|fullest|slowest|furthest|fattest|heftiest|hardest|mostly|oldest|deepest|tops|top(?=\s+(?:of|for|with|at|in|on|the)\b)"
)

_LEAST = (
    r"least|lowest|fewest|smallest|shortest|quietest|lightest|rarest|cheapest|emptiest|quickest|"
    r"youngest|tightest|tiniest|thinnest|slimmest|hardly (?:any|ever)"
)

EXTREME = re.compile(rf"\b(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\b", re.I)

_JUDGED = re.compile(r"\b(?:best|strongest|worst|weakest|poorest|bottom)\b", re.I)

_NO_EXTREME = re.compile(
    r"\b(?:at (?:most|least)|most (?:recent|likely|vulnerable|important)|"
    r"(?<!the )(?<!do )(?<!does )(?<!is )(?<!are )most of|(?<!the )most people|"
    r"(?:against|versus|vs)\b.*\bwhich|(?:most|least) deprived|least likely|top[- ]?ups?|"
    r"variances?|how (?:many|much|long) more)\b",
    re.I,
)
"""What sets nothing against others, or has no one way up."""

OVER_BUDGET = re.compile(
    r"\b(?:over[- ]?sp\w+|over[- ]budget|in the red|"
    r"(?:bust|blow|blew)\w* (?:\S+ ){0,3}?(?:budget|plan)|"
    r"(?:go|goes|going|gone|went|furthest|farthest|most|worst|million|%|[\d.]+[km]?|[gq]rand|quid) "
    r"over(?!\s+\w+s\b)|"
    r"over (?:(?:its|their|our|the|full-year) )*(?:budget|plan)|"
    r"(?:worst|bad\w*|worse)\b.{0,40}\b(?:budget|spending))\b",
    re.I,
)
UNDER_BUDGET = re.compile(
    r"\b(?:under[- ]?sp\w+|under[- ]budget|in the black|"
    r"(?:furthest|farthest|most|come in|coming in|comes in|well) under|"
    r"under (?:(?:its|their|our|the|full-year) )*(?:budget|plan)|"
    r"best\b.{0,40}\b(?:budget|spending))\b",
    re.I,
)
"""What is asked of the variances of a budget."""

LACKS = r"deficits?|shortfalls?|shortages?|gaps?"

_SHORT_OF = re.compile(r"\b(?:short of|run(?:ning)? out of)\b", re.I)

SHORT = re.compile(
    rf"\b(?:{_MOST}|{_LEAST}|worst)\s+(?:\w+\s+)?(?:{LACKS})\b|{_SHORT_OF.pattern}", re.I
)

_OF_THEM = re.compile(r"\b(?:them|those|these|it)\b", re.I)
"""What was asked of before."""

RISE = re.compile(
    r"\b(?:gone up|go(?:es)? up|went up|came up|going up|shot up|bumped up|hiked|"
    r"grow|grows|grown|growing|grew|growth (?:in|of|since)|pick(?:ed)? up (?:the )?most|"
    r"leap\w*|boost\w*|added|widen\w*|risen|rise|rising|increas\w+|gain|gained|gaining|"
    r"risks?\b.{0,30}\b(?:got|getting|become) worse|"
    r"scores?\b.{0,60}\b(?:got|getting) better|climb\w*|jump\w*|"
    r"(?:got|getting|gets|become|becoming) (?:\w+ )?(?:longer|bigger|higher|dearer|busier|larger|"
    r"slower|more expensive))\b",
    re.I,
)

FALL = re.compile(
    r"\b(?:gone down|go(?:es)? down|went down|came down|come down|going down|fallen|fell|"
    r"(?:biggest|largest|steepest|sharpest|greatest) falls?|falls? (?:the )?(?:most|in|by|since)|"
    r"falling (?!rolls)|drop\w*|decreas\w+|cut (?:its|their|back|since)|down by|slipp\w+|dip\w*|"
    r"shed|slashed|trimmed|backwards?|shrunk|shrink\w*|lose|loses|losing|lost|"
    r"(?:got|getting|gets|become|becoming) (?:\w+ )?(?:shorter|smaller|lower|cheaper|quieter|"
    r"fewer))\b",
    re.I,
)

_ASIDE = r"\b.{0,60}?\b(?:than (?!any)(?!all)(?!the others?)(?!£?\d)(?!an?\s\w+$)|since)"

_MORE_THAN = re.compile(
    rf"\b(?:more|higher|longer|bigger|larger|busier|dearer|slower){_ASIDE}", re.I
)
_LESS_THAN = re.compile(
    rf"\b(?:fewer|less|lower|shorter|smaller|quieter|cheaper|quicker|faster){_ASIDE}", re.I
)
"""What has moved from one time to another: "fewer than last year"."""

_WORSE = re.compile(
    r"\b(?:got|getting|gets|become|becoming|gone|going|are|is|doing) (?:\w+ )?(?:worse|better)\b"
    r"|\b(?:worsened|worsening|deteriorat\w+|improv(?:ed|ing))\b|\bthe wrong way\b",
    re.I,
)
"""A change that the column says the direction of."""

_BETTER = re.compile(r"\b(?:better|improv\w+)\b", re.I)

_SEVERAL = re.compile(
    r"\b(?:which|what|who|any(?:one|thing|where)?|where)\b.*"
    r"\b(?:have|has|are|is|were|was|did|any(?:one|thing)?|got|gets?|\w+ing)\b"
    r"|^\W*(?:so |and )?(?:(?:are|is|were) (?:any|there)|list|show)\b",
    re.I,
)
"""What asks for all that have: "which risks have gone up"."""

FASTEST = re.compile(
    r"\b(?:fast\w*|steep\w*|sharp\w*|by the most|the most|most|biggest|largest)\b", re.I
)

_WHICH = re.compile(
    r"\b(?:which|what|whose|who)(?:['’]s)?\b|\bwhere(?:['’]?s)?\b"
    r"|^\W*(?:(?:so|and|ok|please|can you)\s)*(?:any(?:one|where|thing)?|list|show|name|"
    r"(?:are|is|were) (?:there )?any|is there)\b|^\W*how old\b"
    rf"|^\W*(?:the )?(?:{_MOST}|{_LEAST}|best|worst|weakest|strongest)\b",
    re.I,
)

_THING = re.compile(
    r"(?:\b(?:commonest|dearest|cheapest|busiest)|^\W*(?:the )?(?:best|worst))\s+"
    r"(?:(?:kind|sort|type)s?\s+of\s+)?([\w’'-]+)|"
    r"\b(?:which|what)\s+(?:of (?:the|our)\s+)?(?:(?:kind|sort|type)s?\s+of\s+)?"
    r"((?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s+"
    r"(?:has|have|had|is|are|was|were|do|does|did|gets?|got|costs?|makes?|made|should|would|will|"
    r"can|takes?|took|needs?|spends?|spent|saw|uses?|used|in|with|at|on)\b",
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

_WHERE = re.compile(r"\bwhere\b", re.I)

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
        f"""{_MOST.replace("|", " ")} {_LEAST.replace("|", " ")} best worst
        strongest weakest poorest steepest sharpest lose lost losing gain which what where who
        whose kind sort type come comes make makes get gets got have has had go going gone
        went up down grown grew risen rise fallen fell increase increased since fast fastest
        expensive often anyone highest number how many often ones one thing things now currently
        moment right latest across all altogether come percent per cent share rate seen see
        saw single carry carrying own""".split(),
    )
)
"""Words that ask, and name no column."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What comes first of what is asked for."""

    text: str
    about: str
    """Standing alone."""

    way: int
    """1 where the most is asked for, -1 for the least, 0 where the column tells: best, worst."""

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
    text = question.text
    asks = _WHICH.search(text) or question.follows
    if not asks or _NO_EXTREME.search(text) or "decision" in question.wants:
        return None
    ways = {1 if one["most"] else -1 for one in EXTREME.finditer(text)}
    judged = _JUDGED.search(text)
    over = 1 if OVER_BUDGET.search(text) else -1 if UNDER_BUDGET.search(text) else 0
    several = _SEVERAL.search(text)
    bound = None if ways or judged or _ASKS_ONE.search(text) else bound_of(text)
    change = 1 if RISE.search(text) else -1 if FALL.search(text) else 0
    if not change and not (ways or judged or bound):
        change = 1 if _MORE_THAN.search(text) else -1 if _LESS_THAN.search(text) else 0
    turned = 0 if change else _turned(text)
    short = _SHORT_OF.search(text)
    if over:
        change = turned = 0
    moved = bool(change or turned or over) and bound is None
    most = FASTEST.search(text) or ways or judged
    listed = bool(_LISTS.search(text) if over else several) and not _HOW_MUCH.search(text)
    every = bool(bound) or (moved and not most and listed)
    if len(ways) > 1 or not (ways or judged or short or every or (moved and most)):
        return None
    way = ways.pop() if ways else 1 if change or short or over else 0
    if bound:
        change = turned = 0
    thing = _THING.search(text) or (
        _THING.search(question.standalone) if question.follows else None
    )
    things = (
        tuple(key for key in stem_tuple(thing[1] or thing[2]) if key not in ASKING) if thing else ()
    )
    of_whom = _PLACES if _WHERE.search(text) else _PEOPLE if _WHO.search(text) else frozenset()
    moves = {key for one in (RISE, FALL) for said in one.findall(text) for key in stem_tuple(said)}
    asking = ASKING | moves | {*things}
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
    if _OF_THEM.search(text):
        wanted = said
    return Asked(
        text,
        question.standalone,
        way,
        change,
        turned,
        over,
        bound,
        every,
        things,
        of_whom,
        wanted,
    )


def _turned(text: str) -> int:
    """1 where what has become better is asked for, -1 for the worse, 0 for neither."""
    if not _WORSE.search(text):
        return 0
    return 1 if _BETTER.search(text) else -1


def _is_known(key: str, question: Question, rarity: Rarity) -> bool:
    """Whether a paper holds a word, or what stands for it: no table is called by another."""
    return bool(rarity.holding.get(key) or question.synonyms.get(key)) or not rarity.holding
