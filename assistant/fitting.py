"""Whether any one statement meets all that a question asks: its words, kind of thing and time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.question import Question
from assistant.signals import Rarity, covers, wanted_weights
from assistant.sought import given, gives_role, sought
from assistant.statements import Statement
from assistant.times import headed_years
from assistant.words import content_words, stem, stem_tuple
from corpus.periods import Period, day, named_periods

READ = 12
"""Statements looked at, the best ones."""

NEAR = 1.0
"""Statements whose score is so near the best one's could be quoted in its place."""

FITS = (
    "fit_words",
    "fit_all",
    "fit_lost_by_kind",
    "fit_lost_by_time",
    "fit_lost_by_count",
    "best_kind",
    "best_time",
    "best_count",
    "best_words",
    "near_kind",
    "near_time",
    "chosen_kind",
    "chosen_time",
    "kind_told",
)
"""Names of the values, in order."""

UNTOLD = 0.7
"""How well a statement gives what is asked for when nothing tells what that is."""

TIMELESS = 0.5
"""How well a statement fits the time of a question that names none."""

_YEAR = re.compile(r"20\d\d\b")
"""A row that is named by its year: "2022"."""

_DATED = re.compile(r"20\d\d|q[1-4]|\d+")
_NOT_COUNTED = (
    "is|are|was|were|did|do|does|has|have|had|will|would|can|could|in|on|at|of|for|to|from|by|"
    "with|per|we|they|people"
)
_COUNTED = re.compile(
    r"\b(?:how (?:many|few|much)|number of|no of)\s+"
    rf"((?:(?!\b(?:{_NOT_COUNTED})\b)[\w’'-]+\W+){{0,4}}[\w’'-]+)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Fit:
    words: float
    """The part of the question's words that it holds, half of it without what heads it."""

    kind: float
    time: float
    count: float
    score: float

    @property
    def all(self) -> float:
        """Its words, less what is lacking in kind, time and what is counted."""
        return (
            self.words
            * (0.3 + 0.7 * self.kind)
            * (0.2 + 0.8 * _timely(self.time))
            * (0.5 + 0.5 * self.count)
        )


def words_held(question: Question, statement: Statement, rarity: Rarity) -> float:
    """The part of the question's words, dates aside, that a statement and what heads it hold."""
    return _words(statement, question, undated_weights(question, rarity))


def words_around(question: Question, statement: Statement, rarity: Rarity) -> float:
    """The part of those words that a statement and what heads it hold between them."""
    return _parts(statement, question, undated_weights(question, rarity))[1]


def fits_of(question: Question, scored: Sequence[Statement], rarity: Rarity) -> dict[str, float]:
    """A value for every name of FITS; all 0 of no statements."""
    if not scored:
        return dict.fromkeys(FITS, 0.0)
    wanted = undated_weights(question, rarity)
    kinds = sought(question.text) or (sought(question.standalone) if question.follows else set())
    match = _COUNTED.search(question.text)
    counted = {stem(word): 1.0 for word in content_words(match[1])} if match else {}
    found = [_fit(one, question, wanted, frozenset(kinds), counted) for one in scored[:READ]]
    first, chosen = found[0], max(found, key=lambda one: one.all)
    words = max(one.words for one in found)
    near = [one for one in found if one.score >= first.score - NEAR]
    values = (
        words,
        chosen.all,
        words - max((one.words for one in found if one.kind > 0.4), default=0.0),
        words - max(one.words * _timely(one.time) for one in found),
        words - max(one.words * one.count for one in found),
        first.kind,
        _timely(first.time),
        first.count,
        first.words,
        max(one.kind for one in near),
        max(one.time for one in near),
        chosen.kind,
        chosen.time,
        float(bool(kinds)),
    )
    return dict(zip(FITS, values, strict=True))


def _timely(time: float) -> float:
    """A statement that fits loses nothing, one of unknown time a little, another's time most."""
    return 1.0 if time >= TIMELESS else 0.8 if time >= 0.4 else time * 1.2


def _fit(
    statement: Statement,
    question: Question,
    wanted: Mapping[str, float],
    kinds: frozenset[str],
    counted: Mapping[str, float],
) -> _Fit:
    passage = statement.evidence.passage
    text = _text(statement)
    last = set(stem_tuple(f"{text} {passage.label} {' '.join(passage.headings[-1:])}"))
    return _Fit(
        words=_words(statement, question, wanted),
        kind=_kind(kinds, text, question.standalone) if kinds else UNTOLD,
        time=time_fit(question, statement),
        count=sum(covers(counted, question, last).values()) / len(counted) if counted else 1.0,
        score=statement.score,
    )


def undated_weights(question: Question, rarity: Rarity) -> Mapping[str, float]:
    """The weights of the question's words without its years and numbers, if it has any others."""
    wanted = wanted_weights(question, rarity)
    return {key: value for key, value in wanted.items() if not _DATED.fullmatch(key)} or wanted


def _text(statement: Statement) -> str:
    return statement.evidence.passage.text if statement.row else statement.text


def _words(statement: Statement, question: Question, wanted: Mapping[str, float]) -> float:
    """The part of the words that it holds, the mean of that without and with what heads it."""
    return float(np.mean(_parts(statement, question, wanted)))


def _parts(
    statement: Statement, question: Question, wanted: Mapping[str, float]
) -> tuple[float, float]:
    passage = statement.evidence.passage
    own = set(stem_tuple(f"{_text(statement)} {passage.label}"))
    headings = " ".join(passage.headings[-2:])
    around = own | set(stem_tuple(f"{headings} {statement.evidence.paper.title}"))
    total = sum(wanted.values()) or 1.0
    alone, headed = (sum(covers(wanted, question, one).values()) / total for one in (own, around))
    return alone, headed


def _kind(kinds: frozenset[str], text: str, asked: str) -> float:
    """The share of the kinds asked for that a text gives; an office in place of a name is half."""
    shares = []
    for kind in kinds:
        share = float(any(True for _ in given(kind, text, asked)))
        if kind == "person" and not share:
            share = 0.5 * gives_role(text, asked)
        shares.append(share)
    return float(np.mean(shares))


def time_fit(question: Question, statement: Statement) -> float:
    """How well a statement's own time fits the question's: 1 the same, 0 another's."""
    if not question.periods and not question.quarters:
        return TIMELESS
    passage, paper = statement.evidence.passage, statement.evidence.paper
    columns = " ".join(cell.column for cell in passage.cells) if statement.row else ""
    said = named_periods(f"{statement.text} {columns}")
    said = (*said, *headed_years(passage)) if statement.row else said
    year = "in " if _YEAR.match(passage.label) else ""
    heads = named_periods(" ".join([f"{year}{passage.label}", *passage.headings[-2:]]))
    own = [*named_periods(passage.period), *named_periods(paper.period)]
    fits = [_overlap(question, periods) for periods in (said, heads, own)]
    if statement.row and fits[0] == 0.0 and not fits[1]:
        return 0.0
    for fit, most in zip(fits, (1.0, 1.0, 0.95), strict=True):
        if fit is not None and fit > 0.3:
            return min(fit, most)
    if paper.meeting_date and _overlap(question, [day(date.fromisoformat(paper.meeting_date))]):
        return 0.9
    return max((fit for fit in fits if fit is not None), default=0.4)


def _overlap(question: Question, found: Sequence[Period]) -> float | None:
    """The best that any period found fits any asked for; None when none of them is known."""
    best: float | None = None
    for period in found:
        if period.quarter and question.quarters:
            best = max(best or 0.0, float(period.quarter in question.quarters))
        for wanted in question.periods:
            best = max(best or 0.0, _meeting(wanted, period))
    return best


def _meeting(wanted: Period, found: Period) -> float:
    if found.label == wanted.label:
        return 1.0
    if wanted.covers(found):
        return 0.9
    if found.covers(wanted) and found.days < 400:
        narrow = wanted.days < 100 and found.days > 200
        return 0.6 if narrow else 0.7
    return 0.3 if found.meets(wanted) else 0.0
