"""The board that a paper is of, and the day that it met, from the paper's first lines."""

import re
from collections.abc import Iterable

from corpus.periods import first_date, main_period, periods_in

MOST_WORDS = 16
"""A line longer than this is a sentence and is searched for "meeting of the …" alone."""

_KIND = (
    r"(?:Board|Committee|Sub-?Committee|Cabinet|Panel|Council|Commission|Forum|Executive|Authority"
    r"|Governors|Trustees|Partnership|Assembly|Group)"
)
_WORD = r"(?:[A-Z(&][\w'’&,().\-]*|[-–&]|(?i:and|of|for|the|to|with|on))"
_NAME = re.compile(
    rf"^((?:{_WORD}\s+)*?(?i:{_KIND})(?:\s+\([^)]{{2,30}}\))?)"
    r"(?=$|\s*[,:–\-(]|\s+(?i:Annual|Extraordinary|Special|Ordinary|General|Meeting|Minutes|Agenda"
    r"|Report|Held|\d))"
)
_SENTENCE = re.compile(
    rf"\bmeeting of (?:the |a )?((?:(?!\bheld\b)[^.;:]){{0,110}}?\b(?:{_KIND}|{_KIND.upper()}))\b"
    rf"(?=$|[\s,.;:(])"
    rf"(?!\s+{_KIND}\b)(?!,? (?:and|for|of)\s+[A-Z])"
)
_LEAD_IN = re.compile(
    r"^(?:to )?the chair\w*(?: and members)? of (?:the )?|^presented to (?:the )?"
    r"|^supplement(?:ary)?(?: agenda| papers?| pack)?(?: no\W*)?(?: \d)?\s*[–—:-]\s*"
    r"|^(?:\W*(?:(?:draft|open|public|confirmed|unconfirmed|printed)\s+)?"
    r"(?:minutes|notes|agenda|meeting|report|record|proceedings|"
    r"(?:annual |extraordinary |special |ordinary )?general meeting)"
    r"\s+(?:of|for|to)\s+(?:(?:a|an|the)\s+)?(?:(?:\w+\s+)?meeting\s+of\s+)?(?:the\s+)?)+",
    re.I,
)
_LABEL = re.compile(r"^Meeting:?\s+(?=[A-Z])")
"""Of a field that has lost its colon."""

_NO_BODY = re.compile(
    r"^(?:that|members?|membership|party|chair|vice|clerk|present|absent|apologies|chief|report|working|contents"
    r"|dear|note|notes|leader|deputy|town hall|how|why|what|item|when|our)\b"
    r"|\bchief executive\b|\bmembers of the \w+$|\bage group$|\bteam,",
    re.I,
)
_WEAK = re.compile(
    r"\b(?:Council|Authority|Executive|Group|Partnership|Trustees|Governors)$"
    r"|^(?:open |full |public )?(?:board|committee|panel|forum)$",
    re.I,
)
"""Names that may be the council's own: taken when nothing better stands there."""

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_ANOTHER_DAY = re.compile(
    r"\b(?:publish|dispatch|despatch|issued|last meeting|previous meeting|next meeting|signed"
    r"|deadline|printed|(?:confirm|approve|agree|sign|receive|correct)\w*\b.{0,30}\bminutes)\w*"
    r"|^\W*minutes of the (?:last|previous)\b",
    re.I,
)


def body_name(text: str) -> str:
    """The board that a line names, without "Minutes of the" before it; "" when it names none."""
    text = " ".join(text.replace("*", " ").split())
    if len(text.split()) > MOST_WORDS:
        found = _SENTENCE.search(text)
        return _cleaned(found[1]) if found else ""
    text = _LABEL.sub("", _LEAD_IN.sub("", text))
    found = _NAME.match(text)
    if not found or _NO_BODY.search(found[1]) or (text[:1].islower()):
        return ""
    return _cleaned(found[1])


def body_of(texts: Iterable[str]) -> str:
    """The board that a paper's first lines name: a board or committee before a council.

    Where a later line has the same name in full, or not in capitals, that one.
    """
    names = [name for text in texts if (name := body_name(text))]
    strong = [name for name in names if not _WEAK.search(name)]
    chosen = next(iter(strong or names), "")
    for name in strong:
        longer = name.lower().endswith(chosen.lower()) and len(name) > len(chosen)
        printed_plain = name.lower() == chosen.lower() and chosen.isupper()
        if longer or printed_plain:
            chosen = name
    return chosen


def meeting_day(texts: Iterable[str]) -> str:
    """The first full date that can be the meeting's, as ISO; "" if there is none."""
    for text in texts:
        found = first_date(text)
        if found and _dates_a_meeting(text):
            return found.isoformat()
    return ""


def _dates_a_meeting(text: str) -> bool:
    """A date that stands alone, with a weekday or a board, or in a sentence about the meeting.

    No period.
    """
    if _ANOTHER_DAY.search(text) or main_period(text) or len(periods_in(text)) > 1:
        return False
    said = bool(re.search(r"\bmeeting\b|\bheld (?:on|at|in)\b", text, re.I))
    titled = len(text.split()) <= MOST_WORDS and bool(body_name(text))
    return said or titled or bool(_WEEKDAY.search(text)) or len(text) <= 48


def _cleaned(name: str) -> str:
    name = re.sub(r"^the\s+", "", name.strip(" ,:–-"), flags=re.I)
    if name.count("(") != name.count(")"):
        name = name.replace("(", "").replace(")", "")
    return name
