"""What a line is by its own marks: a number, a bullet, a field, a minute, a resolution."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBERED = re.compile(r"^(?:[-•*]\s*)?(\d{1,2}(?:\.\d{1,2}){0,3})([.)]?)\s+(?=\S)")
_MINUTE = re.compile(
    r"^([A-Z]{2,6}\s?\d{1,4}|\d{1,3}/\d{2,4})\s{1,6}(?=[A-Z(]|\d\d/\d{3,5}(?:/[A-Z]|\b))"
)
"""What a minute is about begins with a capital, or is a planning application's number."""

_BULLET = re.compile(
    r"^\s*([•▪●○◦‣∙·■□◆❖►➢➤]|[-–—*](?=\s)|[ox](?=\s+[A-Z])|[l§](?=\s+[A-Za-z]))\s*"
)
_COUNTED_BULLET = re.compile(r"^\s*[-•*]\s*\d{1,2}\s+[A-Z]")
"""A bullet and the item's number: no number of a paragraph."""

_LETTERED = re.compile(
    r"^\s*[-•]?\s*(\((?:[ivx]{1,5}|[a-z]|\d{1,2})\)|(?:[ivx]{1,5}|[a-z]|\d{1,2})\)"
    r"|(?:[ivx]{1,5}|[a-z])\.)\s+(?=\S)"
)
_RESOLVED = re.compile(r"^(?:IT WAS\s+)?(RESOLVED|RECOMMENDED|AGREED|DECISION)\b\s*[:\-–]?", re.I)
_RESOLVED_CAPITALS = re.compile(r"^(?:IT WAS\s+)?(?:RESOLVED|AGREED|DECISION|RECOMMENDED)\b")
_APPENDIX = re.compile(
    r"^(?:(?:APPENDIX|ANNEX|SCHEDULE|Appendix|Annex)\s+([A-Z]|\d{1,2}|[ivxIVX]+)\b"
    r"|Schedule\s+(\d{1,2})(?=\W*$|\W+[A-Z]))"
)

_CONTINUED = re.compile(r"\s*[-–]?\s*\(?\bcont(?:inued|['’]?d\.?|\.)\)?\s*$", re.I)

FIELDS = {
    "body": (
        "report to",
        "to",
        "meeting",
        "committee",
        "board",
        "meeting of",
        "report for",
        "title of meeting",
        "name of meeting",
        "name of committee",
        "decision maker",
        "decision-maker",
        "final decision-maker",
        "decision making body",
    ),
    "date": (
        "date",
        "date of meeting",
        "meeting date",
        "date of report",
        "committee date",
        "date of decision",
        "decision date",
    ),
    "officer": (
        "reporting officer",
        "report of",
        "report author",
        "contact officer",
        "lead officer",
        "author",
        "officer contact",
        "report by",
        "responsible officer",
        "chief officer",
        "presented by",
        "joint report of",
        "report from",
        "report authors",
        "author of report",
        "contact officers",
        "contact officer(s)",
        "lead officer(s)",
        "lead director",
        "responsible director",
        "executive director",
        "corporate director",
        "strategic director",
        "head of service",
        "officer",
    ),
    "portfolio": (
        "portfolio",
        "portfolio holder",
        "cabinet member",
        "lead member",
        "executive member",
        "executive portfolio",
        "relevant portfolio holder",
        "relevant cabinet member",
        "responsible portfolio holder",
        "cabinet portfolio",
        "portfolio holder(s)",
        "lead councillor",
    ),
    "subject": ("subject", "title", "report title", "title of report"),
    "wards": (
        "ward(s)",
        "wards",
        "ward",
        "wards(s)",
        "wards affected",
        "ward(s) affected",
        "wards affected by report",
        "divisions affected",
        "electoral divisions affected",
        "electoral division(s)",
        "area",
        "electoral divisions",
    ),
    "item": (
        "item",
        "agenda item",
        "agenda item no",
        "item no",
        "item number",
        "agenda item number",
    ),
    "classification": ("classification", "access", "status", "confidentiality", "publication"),
    "period": ("period", "reporting period", "period covered"),
    "directorate": ("directorate", "department", "departments", "service"),
}
"""What councils print before a report's particulars, by what it gives."""

SIGNATURE_WORDS = 40
"""A paragraph of more words says more than who wrote the report."""

_FIELD_OF = {label: name for name, labels in FIELDS.items() for label in labels}
_FIELD = re.compile(
    r"^("
    + "|".join(re.escape(label) for label in sorted(_FIELD_OF, key=len, reverse=True))
    + r")\s*(?:(?:no\.?)?\s*[:\t]\s*|(?<=\))\s+)(.*)$",
    re.I,
)
_SIGNED = re.compile(
    r"^(?:" + "|".join(re.escape(label) for label in FIELDS["officer"]) + r"|prepared by"
    r"|written by)\s*[:–—-]\s*(?-i:[A-Z])",
    re.I,
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(?:19|20)\d\d\b"
)
_REPORT_OF = re.compile(
    r"^(?:joint\s+)?report\s+(?:of|by|from)\s*:?\s+(?:the\s+)?"
    r"((?=.*\b(?:Director|Officer|Head|Manager|Executive|Chief|Treasurer|Solicitor|Clerk|Secretary"
    r"|Leader|Member|Holder|Chair\w*|Service|Lead)\b).+)$",
    re.I,
)
"""Printed without a colon, and told from "Report of the task group" by the office named."""

SECTION = re.compile(
    r"^(?:(?:\d{1,2}\.?\d?\s+)?(?:executive |report )?summary|introduction(?: and background)?"
    r"|(?:purpose|aim|reason)s?(?: of (?:the |this )?report)?"
    r"|(?:(?:officer |revised )?recommendation|decision|action)s?(?: required| requested| sought)?"
    r"|(?:summary of )?reasons? for (?:the )?(?:recommendation|decision|urgency)\w*"
    r"|background(?: information| papers| documents)?|context|supporting information|key issues?"
    r"|main (?:report|issues?|considerations)|proposals?|consultation(?: and engagement)?"
    r"|(?:other |alternative )?options?(?: considered| appraisal| and alternatives)?"
    r"(?: and rejected)?"
    r"|(?:[\w,&’'-]+ ){1,5}implications?|implications?|risks?(?: analysis| assessment| management)?"
    r"|equality(?: and diversity| impact(?: assessment)?)?|next steps|timetable"
    r"|conclusions?"
    r"|(?:list of )?appendices|apologies(?: for absence)?|(?:any|urgent) other business"
    r"|matters arising"
    r"|declarations? of interests?|public (?:question|participation)\w*(?: time)?"
    r"|(?:date|time)(?: and time| and date)? of (?:the )?next meeting)\s*:?$",
    re.I,
)
"""Names of sections that reports and minutes share whatever council prints them."""

HEADING_WORDS = 14
"""A line longer than this is prose. The longest headings seen in packs have 12 to 14 words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line begins."""

    kind: str
    """numbered, minute, bullet, lettered, resolved, appendix, field, none."""

    number: str = ""
    rest: str = ""
    """The line without its mark."""


def mark(text: str) -> Mark:
    """The mark that a line opens with."""
    if _RESOLVED_CAPITALS.match(text):
        return Mark("resolved", "", text)
    field = _FIELD.match(text)
    if field and len(text.split()) <= 40:
        return Mark("field", _FIELD_OF[field[1].lower()], field[2].strip())
    report_of = _REPORT_OF.match(text)
    if report_of and len(text.split()) <= HEADING_WORDS and text[-1] not in ".;,":
        return Mark("field", "officer", report_of[1].strip())
    appendix = _APPENDIX.match(text)
    if appendix and len(text.split()) <= 20:
        return Mark("appendix", appendix[1] or appendix[2], text)
    lettered = _LETTERED.match(text)
    if lettered:
        return Mark("lettered", lettered[1].strip("()."), text[lettered.end() :])
    numbered = _NUMBERED.match(text)
    counted = _COUNTED_BULLET.match(text)
    if numbered and not counted and not _looks_like_quantity(text, numbered):
        return Mark("numbered", _plain_number(numbered[1]), text[numbered.end() :])
    minute = _MINUTE.match(text)
    if minute:
        return Mark("minute", minute[1].replace(" ", ""), text[minute.end() :])
    bullet = _BULLET.match(text)
    if bullet and len(text) > bullet.end():
        return Mark("bullet", bullet[1].strip(), text[bullet.end() :])
    return Mark("none", "", text)


def is_resolution(text: str) -> bool:
    """Whether the text states what was resolved or recommended."""
    return bool(_RESOLVED.match(text.strip()))


def long_line(texts: Iterable[str]) -> float:
    """Letters of the long ones among these lines, a rare overlong one left aside; 0 for none."""
    lengths = sorted(map(len, texts))
    return float(lengths[int(len(lengths) * 0.85)]) if lengths else 0.0


def heading_like(text: str) -> bool:
    """Whether the words could be a heading: few, capitalised, and no sentence."""
    words = text.split()
    if not words or len(words) > HEADING_WORDS or not re.search(r"[A-Za-z]{2}", text):
        return False
    if text.rstrip()[-1] in ".;,?!" and not text.rstrip().endswith("etc."):
        return False
    first = text.lstrip("(‘'\"“").lstrip()
    return bool(first) and (first[0].isupper() or first[0].isdigit())


def without_continued(text: str) -> str:
    """A heading without the "(continued)" that a new page adds to it."""
    return _CONTINUED.sub("", text) or text


def all_capitals(text: str) -> bool:
    """Whether every letter is a capital, and there are at least three."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and all(char.isupper() for char in letters)


def depth(number: str) -> int:
    """How deep a number is: "3" and "3.0" 1, "3.4" 2, "3.4.1" 3."""
    parts = number.split(".")
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return len(parts)


def _plain_number(number: str) -> str:
    return number.rstrip(".")


def _looks_like_quantity(text: str, found: "re.Match[str]") -> bool:
    """ "12 months", "75 children": a number that belongs to the sentence."""
    following = text[found.end() :]
    if following[:1].islower():
        return not found[2]
    if "." in found[1] or found[2]:
        return False
    if _MONTH.match(following):
        return True
    return not (following[:1].isupper() and heading_like(following))


def is_signature(text: str) -> bool:
    """Whether a paragraph says who wrote the report: "Author – Jo Bloggs, Service Manager"."""
    return bool(_SIGNED.match(text)) and len(text.split()) <= SIGNATURE_WORDS
