"""Whether a message goes on from the turns before it, and what it takes from them."""

import re
from collections.abc import Sequence

from assistant.answers import Turn
from assistant.synonyms import TIME_WORDS
from assistant.wants import FIGURES, wants_of
from assistant.words import content_words, stem, weight
from corpus.calendar import MONTH_WORDS, Period, month, month_number, moved, year_of, years_on
from corpus.periods import bare_quarters, periods_in

_LEANING = re.compile(
    r"^\s*(?:and|but|so|or|ok(?:ay)?|also|then|what about|how about|whatabout|same for|"
    r"compared (?:to|with)|vs\.?|versus|why\??$|"
    r"who(?:'s| is)? (?:responsible|in charge|leading|doing)|"
    r"which (?:ones?|of (?:them|those|these|its|their))|how come)\b",
    re.I,
)
_POINTING = re.compile(
    r"\b(it|its|that|those|this|these|they|them|their|he|she|his|her|there|then|same|one|ones|"
    r"the (?:other|former|latter|previous|quarter before|year before|next|last one))\b",
    re.I,
)
_ASIDE = re.compile(r"\b(?:that|those|there|then|same|ones?)\b", re.I)
"""Words that point back, or not: "those who left", "how many are there"."""

_OF_ITS_OWN = re.compile(
    r"\b((?:which|any|each|every)\s+(?!of\b|its\b|their\b|it\b|them\b|those\b|these\b|is\b|are\b|was\b)"
    r"[^?.;]*?)\b(?:its|their)\b",
    re.I,
)
"""What stands for something of the question itself: "which department has spent ITS budget"."""

POINTING_WORDS = 1
"""Words that what points back has at most, where it means nothing by itself."""

_PARTS = frozenset(
    """action amount average budget cause change changed come comes compare compared comparison
    cost date deadline decision difference figure forecast happen happened happening
    increase last lead level month next number outcome owner percentage period price quarter
    rate reason reasons result risk score second since status sum target targets time
    timescale total trend value variance vote votes year""".split()
)
"""What every project, measure or decision has: named alone, it is that of the one spoken of."""

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|this|these)\b|"
    r"\b(?:is|was|has|does|did|about|for|of|at|by|with|from) that\b|\b(?:that|those)\W*$",
    re.I,
)
"""What stands for something named before, and never for a meeting or a time."""

_SENTENCE = re.compile(
    r"\b(?:wh(?:o|at|en|ere|y|ich|ose)|how|is|are|was|were|do|does|did|has|have|can|should|will)"
    r"(?:['’]?s)?\b",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:(?:quarter|period|month|year)\s+before|(?:previous|prior|preceding|last)\s+(?:quarter|"
    r"period|month)|before that|(?:three|3) months (?:before|earlier|ago|previously))\b",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:(?:the )?year\s+before|(?:previous|prior|preceding)\s+year|(?:same|this)\s+(?:time|"
    r"quarter|point|period)\s+last\s+year|a year (?:ago|earlier))\b",
    re.I,
)

_AFTER = re.compile(
    r"\b(?:(?:quarter|period|month)\s+after|(?:next|following|subsequent)\s+(?:quarter|period|"
    r"month)|after that)\b",
    re.I,
)
_YEAR_AFTER = re.compile(
    r"\b(?:(?:the )?years?\s+after|(?:following|subsequent)\s+years?|(?:same|this)\s+(?:time|"
    r"quarter|point|period)\s+next\s+year|a year later)\b",
    re.I,
)

_THAT = re.compile(r"\b(?:before|after) that\b", re.I)
"""What may point to an event as well as to a time."""

_YEARS_AWAY = re.compile(
    r"\b(two|three|four|five|[2-5])\s+years\s+(?:(before|earlier|ago|previously|prior)|after|later)\b",
    re.I,
)
"""More years than one before or after: "and two years before that?"."""

_MONTH_ALONE = re.compile(
    rf"\b(?:in|by|for|since|of|during|about|and)\s+({MONTH_WORDS}|may)\b(?!\s+(?:of\s+)?\d|[-’'/]\d)",
    re.I,
)
_WAS = re.compile(r"\b(?:was|were|did|had|back)\b", re.I)

_LAST_YEAR = re.compile(r"\blast year\b", re.I)
_NEXT_YEAR = re.compile(r"\bnext year\b", re.I)
"""In a message that leans on another: the year before that one's, the year after it."""

_WHICH = re.compile(r"\b(?:which|who(?:se)?|where|what (?:kind|sort|type))\b", re.I)

_PAPER = re.compile(
    r"\bthe ((?:[\w’'-]+ ){1,4})(?:reports?|minutes|papers?|agenda|strategy|scorecard|register)\b",
    re.I,
)


def earlier_of(text: str, history: Sequence[Turn]) -> Turn | None:
    """The turn that a message leans on; None when it stands alone."""
    if not history:
        return None
    content = _placing(text)
    leaning = not may_stand_alone(text)
    pointing = bool(_POINTING.search(_without_own(text)))
    if not leaning and not pointing and _names_a_paper(text):
        return None
    if leaning or (pointing and len(content) <= 6) or len(content) <= 2:
        return history[-1]
    return None


def may_stand_alone(text: str) -> bool:
    """Whether a message that leans on the turn before may mean something by itself.

    Its few words alone make it lean ("fostering?"), or a word that may point to something in it.
    """
    moves = (_BEFORE, _YEAR_BEFORE, _AFTER, _YEAR_AFTER, _YEARS_AWAY)
    return not (_LEANING.match(text) or any(move.search(text) for move in moves))


def points_back(text: str) -> bool:
    """Whether a message has a word that most often points back: "what did it cost?"."""
    return bool(_POINTING.search(_ASIDE.sub("", _without_own(text))))


def _without_own(text: str) -> str:
    return _OF_ITS_OWN.sub(r"\1", text)


def says_too_little(text: str) -> bool:
    """Whether a sentence means nothing without the turn before it.

    What points back and names next to nothing ("who wrote it?"), or only a part of what was spoken
    of ("what was the vote?").
    """
    named = [word for word in content_words(text) if word.isalpha() and word not in _PARTS]
    return len(named) <= (POINTING_WORDS if _PRONOUN.search(_without_own(text)) else 0)


def is_sentence(text: str) -> bool:
    """Whether a message asks in a sentence: "what are hubs", and not "hubs?"."""
    return bool(_SENTENCE.search(text))


def _names_a_paper(text: str) -> bool:
    """Whether a message says which paper it asks about: "who wrote the budget report"."""
    return any(_placing(found) for found in _PAPER.findall(text))


def _placing(text: str) -> list[str]:
    """The words of a text that place a question by themselves."""
    return [word for word in content_words(text) if weight(word) == 1.0]


def wants_before(text: str, lead: str, earlier: Turn) -> frozenset[str]:
    """What the question leant on wants; where that tells nothing, those that it leant on.

    A sentence that names something of its own takes over that a figure is asked for, and no more.
    """
    wants = wants_of(earlier.question) or wants_of(lead)
    own = _names_something(text) and is_sentence(text) and not _LEANING.match(text)
    return wants & FIGURES if own else wants


def _names_something(text: str) -> bool:
    """Whether a message has a word of its own that is no time: "who ran it before that?"."""
    return bool({word for word in _placing(text) if word.isalpha()} - TIME_WORDS)


def lead_of(history: Sequence[Turn]) -> str:
    """The words that a follow-up leans on: the last question, and those that it leant on itself."""
    lead = history[-1].question
    for index in range(len(history) - 1, 0, -1):
        turn, before = history[index], history[index - 1]
        if earlier_of(turn.question, history[:index]) is None or _stood_alone(turn, before):
            break
        lead = f"{history[index - 1].question} {lead}"
    return " ".join(lead.split())


def told_by(turn: Turn) -> str:
    """The name of the one row that a turn was answered with, where it had asked which: what is
    asked next is asked of that. Else ""."""
    row = turn.cited[0] if len(turn.cited) == 1 else None
    if row is None or row.kind != "row" or not _WHICH.search(turn.question):
        return ""
    return row.label if turn.answer.startswith(row.label) else ""


def _stood_alone(turn: Turn, before: Turn) -> bool:
    """Whether a short sentence was answered from other papers than the one before it."""
    papers, earlier = ({passage.paper_id for passage in one.cited} for one in (turn, before))
    short = may_stand_alone(turn.question) and is_sentence(turn.question)
    return short and bool(papers) and bool(earlier) and not papers & earlier


def moved_from(text: str, lead: str, earlier: Turn) -> tuple[list[Period], list[int]]:
    """The period that a follow-up means: the earlier one's, the one before it or after it."""
    known = periods_in(lead)
    if several := _YEARS_AWAY.search(text):
        years = int(stem(several[1].lower())) * (-1 if several[2] else 1)
    elif _YEAR_AFTER.search(text) or _NEXT_YEAR.search(text):
        years = 1
    else:
        years = -int(bool(_YEAR_BEFORE.search(text) or _LAST_YEAR.search(text)))
    steps = int(bool(_AFTER.search(text))) or -int(bool(_BEFORE.search(text)))
    if not known and (years or steps) and not (_THAT.search(text) and _names_something(text)):
        known = [p for passage in earlier.cited[:1] for p in periods_in(passage.period)]
    alone = None if years or steps else _MONTH_ALONE.search(text)
    if known and alone:
        meant = _month_near(month_number(alone[1]), known[-1], _WAS.search(text) is not None)
        if _has_column(earlier, meant):
            return [meant], []
    if known and (years or steps):
        return [years_on(known[-1], years) if years else moved(known[-1], steps)], []
    return known, bare_quarters(lead)


def _has_column(earlier: Turn, time: Period) -> bool:
    """Whether a row that was cited has a column of that very time: "Apr-25"."""
    columns = {cell.column for passage in earlier.cited for cell in passage.cells}
    return any(found.start == time.start for c in columns for found in periods_in(c))


def _month_near(number: int, known: Period, past: bool) -> Period:
    """The month of that number in the council's year of a period, or, of what was, the last one."""
    april = year_of(known.start)
    found = month(number, april if number >= 4 else april + 1)
    later = past and found.start > known.end
    return years_on(found, -1) if later else found
