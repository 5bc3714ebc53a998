"""Minutes that print the day of the meeting before: whose day is it that they give?

A clerk begins from the last minutes and leaves their date. It shows when the minutes of that very
day are agreed in them; the day in the file's name is then the better witness.
"""

import re
from collections.abc import Iterable
from datetime import date

from corpus.periods import first_date

_AGREES = re.compile(
    r"\bminutes\b.{0,40}\b(?:previous|last|meeting|held)\b|\bprevious minutes\b", re.I
)
_NEXT = re.compile(r"\bnext\b", re.I)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)")

_MONTH = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s\d{4}\b",
    re.I,
)
"""A day whose month is a word; the figures behind it are the hour ("16-Oct-2025 10.30")."""

MOST_WORDS = 30
"""A line of more words tells of other things too."""


def own_day(printed: str, texts: Iterable[str], file_name: str) -> str:
    """The day of a meeting (ISO) whose minutes print `printed`, which is most often that day."""
    named = _named_day(file_name)
    if not printed or not named or named <= printed:
        return printed
    for text in texts:
        if _AGREES.search(text) and not _NEXT.search(text) and len(text.split()) <= MOST_WORDS:
            agreed = first_date(text)
            if agreed and agreed.isoformat() == printed:
                return named
    return printed


def _named_day(file_name: str) -> str:
    """The full date in a file's name, as ISO; "" for none."""
    words = re.sub(r"[-_.]", " ", file_name)
    named = first_date(words) if _MONTH.search(words) else None
    found = None if named else _ISO.search(file_name)
    try:
        when = date(*map(int, found.groups())) if found else None
    except ValueError:
        when = None
    when = named or when or first_date(words)
    return when.isoformat() if when else ""
