"""What kind of paper one is, the item that it is for, and the period that it is about."""

import re
from collections.abc import Sequence

from corpus.periods import day, first_date, main_period, periods_in
from ingest.agenda import fold_title, without_brackets
from ingest.paragraphs import Piece
from ingest.starts import text_of

OPENING_CHARACTERS = 1800
"""What a paper's period is read from, after its title."""

REPORT_OPENING = 500
"""And so much of it for a report that is neither monitoring nor finance: years named later are
subjects of its argument."""

_AS_AT = re.compile(r"\b(?:as\s+at|position\s+at|to)\s+(?:the\s+)?(?=\d)", re.I)

_KINDS = (
    ("minutes", r"\bminutes\b"),
    ("annual report", r"\bannual report\b"),
    (
        "monitoring",
        r"\bmonitoring\b(?! officer)|\bperformance (?:report|overview)\b|"
        r"\bdirectorate overview\b|\bpriority based\b",
    ),
    (
        "finance",
        r"\bspending\b|\bbudget\b|\bfinanc\w+\b|\boutturn\b|\bcapital programme\b|\baccounts\b",
    ),
    ("strategy", r"\bstrategy\b|\bplan\b|\bpolicy\b"),
    ("glossary", r"\bglossary\b"),
)

_LISTS_BUSINESS = re.compile(
    r"\bforward plan\b|\bwork(?:ing)? programme\b|\b(?:key|forthcoming|executive) decisions\b", re.I
)


def opening_of(segment: Sequence[Piece]) -> str:
    """A paper's first words."""
    return "\n".join(text_of(piece) for piece in segment[:40])[:OPENING_CHARACTERS]


def kind_of(title: str, opening: str) -> str:
    """minutes, annual report, monitoring, finance, strategy, glossary or report."""
    for kind, pattern in _KINDS:
        if re.search(pattern, title, re.I):
            return kind
    return "monitoring" if re.search(dict(_KINDS)["monitoring"], opening[:300], re.I) else "report"


def lists_business(title: str) -> bool:
    """Whether a paper is a list of other business, each with its own access: a forward plan."""
    return bool(_LISTS_BUSINESS.search(title))


def item_number(text: str) -> str:
    """A frontsheet's own item number, when what stands there is one."""
    found = re.match(r"(?:item\s*)?(\d{1,2}\s?(?:\(?[a-z]\)?)?)\s*$", text.strip(), re.I)
    return found[1].replace(" ", "") if found else ""


def item_named(text: str) -> str:
    """The item in "12 March 2026 (agenda item 6(c))" or "Revised figures for item 6(a)"."""
    found = re.search(r"\bitem\s+(?:no\.?\s*)?(\d{1,2}\s?(?:\([a-z]\)|[a-z]\b)?)", text, re.I)
    return found[1].replace(" ", "") if found else ""


def item_of(title: str, items: dict[str, str]) -> str:
    """The number of the agenda's item (by folded title) that a title is of; "" for none."""
    if fold_title(title) in items:
        return items[fold_title(title)]
    folded = fold_title(without_brackets(title))
    for known, number in items.items():
        shorter = min(len(known), len(folded))
        if shorter >= 12 and (
            known.startswith(folded[:shorter]) or folded.startswith(known[:shorter])
        ):
            return number
        if len(folded) >= 16 and folded in known:
            return number
    return ""


def period_of(kind: str, title: str, printed: str, opening: str) -> str:
    """What the figures are about: dates over quarter numbers, title and field over the opening."""
    if kind in ("agenda", "minutes"):
        return ""
    opening = opening[:REPORT_OPENING] if kind == "report" else opening
    for text in (printed, title, opening):
        found = main_period(text)
        if found and found.quarter and text is not opening:
            return found.label
        as_at = _AS_AT.search(text)
        if as_at and (when := first_date(text[as_at.end() : as_at.end() + 30])):
            return f"as at {day(when).label}" if text is not opening or not found else found.label
        if found:
            return found.label
        if text is title:
            named = [period for period in periods_in(text) if period.start != period.end]
            if named:
                return named[0].label
    named = periods_in(opening)
    years = [period for period in named if "/" in period.label]
    sure = len(years) == 1 or (years and kind != "report")
    return years[0].label if sure else ""
