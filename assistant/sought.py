"""What would count as an answer: the kinds of thing asked for, and what a text gives of each."""

import re
from collections.abc import Iterator, Sequence

from assistant.words import content_words, stem, stem_tuple, words_of

_MONEY_WORDS = (
    "costs?|costing|price|fees?|salary|pay|paid|paying|charge[ds]?|charging|rent|spen[dt]|budget|"
    "worth|grant|bid|income|savings?|reserves?|overspen[dt]|underspen[dt]|precept|balance|funding"
)
_KINDS = {
    "age": r"\bhow old\b|\b(?:minimum|maximum|youngest|oldest|what) age\b",
    "duration": r"\bhow long\b|\bhow many (?:days|weeks|months|years)\b",
    "time": r"\b(?:what|which) times?\b|\bopening (?:times|hours|hrs)\b|\bhow late\b",
    "date": r"\bwhen\b|\b(?:what|which) (?:dates?|days?|months?|years?)\b|\bdeadline\b|\bdate of\b",
    "reason": r"\bwhy\b|\bhow come\b|\breasons? (?:for|why|given)\b|\bwhat caused\b",
    "person": r"\b(?:who|whose|whom|who[’']?s)\b|\bnames? (?:of|for)\b|\bwhich (?:officer|"
    r"councillor|cllr|member|director|manager|person)\b|\breporting officer\b",
    "percent": r"%|\bper ?cent(?:age)?\b|\bproportion\b|\bwhat share\b|\bdiscount\b",
    "money": rf"£|\b(?:{_MONEY_WORDS})\b",
    "count": r"\bhow (?:many|often|few|far|big|large)\b|\b(?:number|no) of\b|\btotal number\b",
    "amount": r"\bhow much\b|\b(?:rate|figure|total|average|avg)\b",
}
_ASKS = {name: re.compile(pattern, re.I) for name, pattern in _KINDS.items()}

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|dozen|half|none|nobody|zero|no)"
)
_FORMS = {
    "age": r"\b\d{1,2}\b(?!\s*%|\d|/)|\baged?\s+\w+",
    "duration": rf"\b(?:\d+|{_NUMBER_WORD})[\s-]+(?:\w+\s)?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|terms?)\b|\buntil\b",
    "time": r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b|\bnoon\b|\bmidday\b",
    "date": rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}\b|"
    rf"\b{_MONTHS}\b(?=[\s,]+\d|[.,;)]|\s+[a-z]|$)|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d\b|"
    r"\b20\d\d(?:[/-]\d\d)?\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|"
    r"\b(?:spring|summer|autumn|winter)\b",
    "reason": r"\b(?:because|due to|owing to|as a result|since|so that|in order to|reasons?|"
    r"attributed|caused|following|result of|driven by|reflects?|to ensure|as (?:the|it|this)|"
    r"therefore|which meant|means that|impact of|linked to)\b",
    "percent": r"\d\s?%|\bper ?cent\b",
    "money": r"£\s?\(?\d|\b\d[\d,.]*\s?(?:m|k|bn|million|thousand|p)\b|\bpounds\b|£['’]?000|"
    r"\b\d[\d,]*\.\d\d\b(?!%)",
    "count": r"(?<![\w.£/])(?!20[0-4]\d\b)\d[\d,]*(?:\.\d+)?"
    rf"(?![\d/]|\s?%|\.\d|(?:st|nd|rd|th)?\s+{_MONTHS}\b)|\b{_NUMBER_WORD}\b",
    "amount": r"£?\d",
}
_GIVES = {name: re.compile(pattern, re.I) for name, pattern in _FORMS.items()}
_REPEATED = frozenset({"reason", "percent", "money"})
"""Kinds whose mark in a text counts although the question has it too: "£", "because of"."""

_REASON_BESIDES = re.compile(
    r"\b(?:no longer|unable|could not|cannot|lack of|shortage|having|so|after|as an?|"
    r"with the \w+(?:tion|ment|ing|al))\b",
    re.I,
)

_MOVED = re.compile(r"\bwho\b[^?]*\b(second|propos)ed\b", re.I)
_MOVERS = {
    "second": r"\bsecond(?:ed|er|ing)\b",
    "propos": r"\b(?:propos|mov)(?:ed|er|ing)\b",
}
"""Of minutes: who put a motion, and who supported its being put."""

_OF_MOTIONS = re.compile(r"(?:second|propos|mov|motion|amend|vot)", re.I)
"""Words of any motion."""

_PERSON = re.compile(
    r"\b(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Sir|Professor|Rev(?:erend)?)\.?\s+"
    r"(?:[A-Z][\w’'\-]+\s?){1,3}|"
    r"\b[A-Z][a-z’'\-]+\s+(?:[A-Z]\.?\s+)?(?:de |van |Mc|O’)?[A-Z][a-z’'\-]+\b|"
    r"\b[A-Z]{2}\b(?=\s+(?:and|said|asked|to|reported|will|gave))"
)
_ROLE = re.compile(
    r"\b(?:Officer|Director|Head|Manager|Chair|Leader|Team|Service|Ltd|Limited|Board|Council|"
    r"Executive|Committee|Partnership|Trust|Group|Police|Friends|Clerk|Treasurer|Company|Staff)\b",
    re.I,
)


def sought(text: str) -> frozenset[str]:
    """The kinds of thing that a question asks for; empty when nothing in it tells.

    Of age, duration, time, date, reason, person, percent, money, count, amount. Finer than
    `assistant.wants`, which serves the ranking.
    """
    found = {name for name, pattern in _ASKS.items() if pattern.search(text)}
    if len(found) > 1:
        found -= {"amount"}
    if "count" in found:
        found -= {"money"}
    return frozenset(found)


def given(kind: str, text: str, asked: str) -> Iterator[str]:
    """What a text gives of a kind, without what the question itself says."""
    if kind == "person":
        own = {stem(word) for word in content_words(asked)}
        for match in _PERSON.finditer(text):
            if not {stem(word) for word in content_words(match[0])} & own:
                yield match[0]
        return
    known = asked.lower()
    for match in _GIVES[kind].finditer(text):
        if kind in _REPEATED or match[0].lower() not in known:
            yield match[0]


def lacks(question: str, text: str, around: Sequence[str] = (), *, sure: bool = False) -> bool:
    """Whether a text gives no reason where one is asked for, or nobody moved where a mover is.

    It tells what happened then, and not what is asked of it, unless the reader is `sure`; or,
    where the headings and passages `around` it have no word of what was moved, it tells of
    another motion.
    """
    told = _GIVES["reason"].search(text) or _REASON_BESIDES.search(text)
    if _ASKS["reason"].search(question) and not told and not sure:
        return True
    moved = _MOVED.search(question)
    if moved is None:
        return False
    if not re.search(_MOVERS[moved[1].lower()], text, re.I):
        return True
    subject = {stem(word) for word in content_words(question) if not _OF_MOTIONS.match(word)}
    return bool(around and subject) and all(subject.isdisjoint(stem_tuple(one)) for one in around)


_BODY_NOUN = (
    "board|committee|sub-?committee|panel|forum|commission|partnership|group|authority|cabinet"
)
_SEAT = re.compile(
    rf"\b(?:chair\w*|vice|sits? on|(?:is|are|who[’']?s) on|members? of)\b[^?.]*?"
    rf"((?:[\w&’'-]+\s+){{1,8}}?)({_BODY_NOUN})s?\b",
    re.I,
)
"""A seat on a body that is named: "who chairs the audit committee"."""

_NO_NAME = frozenset(map(stem, "chair chairs vice deputy council member members sit sits".split()))


def of_another_body(question: str, around: Sequence[str]) -> bool:
    """Whether a seat on a body is asked for, and nothing `around` has a word of the body's name.

    `around` is what is quoted, with its headings and titles. Who chairs one committee does not tell
    who chairs another; the word must be the very one, since a plan is no Planning Committee.
    """
    asked = _SEAT.search(question)
    if asked is None or not _ASKS["person"].search(question):
        return False
    named = {word for word in content_words(asked[1]) if stem(word) not in _NO_NAME}
    return bool(named) and all(named.isdisjoint(words_of(text)) for text in around)


def gives_role(text: str, asked: str) -> bool:
    """Whether a text names somebody by an office or a body that the question does not name."""
    return any(match[0].lower() not in asked.lower() for match in _ROLE.finditer(text))
