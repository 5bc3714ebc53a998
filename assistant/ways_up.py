"""Which way up a column is put in order: which figures are the best, the worst, the most short."""

import re
from collections.abc import Sequence

from assistant.extreme_words import LACKS, SHORT
from assistant.extremes_asked import Asked

_SHORT_COLUMN = re.compile(rf"\b(?:{LACKS})\b", re.I)
"""What is printed with a minus, or without in a column that is called so."""

_GOOD = re.compile(
    r"attendance|recycl|satisf|good|achiev|met\b|collected|complet|passed|"
    r"present|score|reading|writing|maths|progress|take-?up|funding level|coverage|vaccin|immunis|"
    r"jab|mmr|upheld|success|benefit|expectancy|pass(?:es|ed)?\b|grade|standard|attainment|agree\b|"
    r"in favour|first pref|return|occupancy|employment|improved",
    re.I,
)

_WORST = re.compile(r"\b(?:worst|weakest|poorest|bottom)\b", re.I)

_TIMELY = re.compile(r"\b(?:on time|in time|within)\b", re.I)

_BAD = re.compile(
    r"wait|missed|complaint|overdue|\blate\b|absen|exclu|suspen|tip|vacan|deficit|sickness|crime|"
    r"injur|accident|days|turnover|risk",
    re.I,
)


def way_up(asked: Asked, column: str, name: str, values: Sequence[float]) -> int:
    """1 where the largest of a column's figures comes first, -1 the smallest, 0 where that is not
    certain; `name` is what its table is called."""
    if asked.change:
        return asked.change
    if SHORT.search(asked.text):
        if min(values) < 0:
            return -asked.way
        return asked.way if _SHORT_COLUMN.search(f"{column} {name}") else 0
    if asked.way:
        return asked.way
    return judged_way(asked, column, name)


def judged_way(asked: Asked, *texts: str, worst: int = 0) -> int:
    """1 where the largest figure is the best, or the `worst`, that is asked for, -1 the smallest.

    Whether the worst is asked for, 1, or the best, -1, says the question where that is not told.
    """
    worst = worst or (1 if _WORST.search(asked.text) else -1)
    for text in (*texts, asked.text):
        if _TIMELY.search(text):
            return -worst
        good, bad = bool(_GOOD.search(text)), bool(_BAD.search(text))
        if good != bad:
            return worst if bad else -worst
    return 0
