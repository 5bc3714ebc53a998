"""The statements of the evidence weighed: which answer, by signals and by the reader."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.answers import Evidence
from assistant.cells import choose_cells
from assistant.deciding import decides
from assistant.followed import is_near
from assistant.pieces import goes_on, has_figure, is_fragment
from assistant.question import Question
from assistant.reader import as_read
from assistant.rewording import wordings
from assistant.row_times import row_times
from assistant.sides import to_read
from assistant.signals import ASKED, Rarity, covers, wanted_weights
from assistant.sought import given, sought
from assistant.statements import Statement, lines_of, statements_of
from assistant.times import headed_years, own_periods, period_fit
from assistant.wants import FIGURES
from assistant.words import stem_tuple
from corpus.papers import Hit
from corpus.periods import named_periods
from corpus.replies import is_asked

WEIGHTS_FILE = Path(__file__).with_name("statements.json")

WEIGHT_SETS = ("weights", "weights_first", "weights_alone")

FIRST = 6
"""Statements that are read at once, those that the signals put first, of some 75."""

MOST = 24
"""So many are read where none of the first seems to answer. See evals/LOG.md."""

SEEMS_TO_ANSWER = 1.0
"""On the reader's scale, on which 0 is as likely as not and answers are at 3."""

FOUND_SHARE = 0.4
"""What a passage's score counts beside that of its best statement. From evals/LOG.md."""

UNSTATED = 3.0
"""A passage that states nothing (a run of rows) counts as so far below the best statement."""

STATEMENT_SIGNALS = (
    "covered",
    "helped",
    "placed",
    "led_to",
    "meaning",
    "asked_held",
    "asked_missing",
    "period",
    "passage",
    "first_passage",
    "short",
    "fragment",
    "leads_in",
    "question",
    "row",
    "row_named",
    "row_for_figure",
    "figure",
    "resolution",
    "long",
    "timely",
    "untimely",
    "read",
)
"""Their names, in the order of the weights."""

Similar = Callable[[str, Sequence[str]], list[float]]
"""Cosine of a question with each of some texts."""


LASTING = 4
"""Statements with a span of time that are read where one is asked for, of the first DEPTH."""

DEPTH = 60

Found = TypeVar("Found", Hit, Evidence)


class Reads(Protocol):
    """What reads a question with statements: the reader."""

    def read(self, question: str, texts: Sequence[str]) -> list[float]:
        """A number for each text, higher the better it answers."""


def weigh_statements(
    question: Question,
    evidence: Sequence[Evidence],
    rarity: Rarity,
    similar: Similar,
    reader: Reads | None = None,
) -> list[Statement]:
    """The statements of the evidence, best first.

    With a reader it reads the first of them, and its number is weighed with the signals; without
    one the encoder's cosine of question and statement stands in for it.
    """
    found = statement_signals(question, evidence, rarity, None if reader else similar)
    weights = statement_weights()["weights_first" if reader else "weights_alone"]
    scored = [(replace(one, score=total(weights, values)), values) for one, values in found]
    scored.sort(key=lambda both: -both[0].score)
    if reader is None or not scored:
        return [replace(one, signals=values) for one, values in scored]
    weights = statement_weights()["weights"]
    known = readings(question, [one for one, _ in scored], reader)
    least = min(known.values())
    read: list[Statement] = []
    rest: list[Statement] = []
    for one, values in scored:
        told = {**values, "read": known.get(one, least)}
        weighed = replace(one, read=known.get(one), score=total(weights, told), signals=told)
        (read if one in known else rest).append(weighed)
    return [*sorted(read, key=lambda one: -one.score), *sorted(rest, key=lambda one: -one.score)]


def readings(
    question: Question, ordered: Sequence[Statement], reader: Reads
) -> dict[Statement, float]:
    """What the reader makes of the first statements, and of more until one seems to answer.

    Where it is asked how long something takes, also of those further down that say so; of a
    follow-up those round what was cited before.
    """
    known: dict[Statement, float] = {}
    chosen = to_read(question, ordered, FIRST)
    chosen += [one for one in _lasting(question, ordered) if one not in chosen]
    if question.follows:
        near = (one for one in ordered if is_near(one.evidence.passage, question))
        chosen += [one for one in islice(near, FIRST) if one not in chosen]
    while chosen:
        known.update(zip(chosen, read_together(question, chosen, reader), strict=True))
        if len(known) >= MOST or max(known.values()) >= SEEMS_TO_ANSWER:
            break
        chosen = [one for one in ordered if one not in known][:FIRST]
    return known


def _lasting(question: Question, ordered: Sequence[Statement]) -> list[Statement]:
    """The first statements with a span of time in them, where a question asks for one."""
    if "duration" not in sought(question.text):
        return []
    said = (one for one in ordered[:DEPTH] if any(given("duration", one.text, question.standalone)))
    return list(islice(said, LASTING))


def read_together(
    question: Question, statements: Sequence[Statement], reader: Reads
) -> list[float]:
    """The reader's number for each statement, the higher one of a question in two wordings."""
    texts = [as_read(one, question) for one in statements]
    read = [reader.read(asked, texts) for asked in wordings(question)]
    return [max(numbers) for numbers in zip(*read, strict=True)]


def in_order(found: Sequence[Found], scored: Sequence[Statement]) -> list[Found]:
    """Hits, or evidence, by their best statement and by how well they were found, best first.

    Scores stay as they were; a run of rows goes after the best of its rows.
    """
    if not scored:
        return list(found)
    best: dict[str, float] = {}
    for one in scored:
        for id in (one.evidence.passage.id, one.evidence.passage.part_of):
            best.setdefault(id, one.score)
    low = scored[0].score - UNSTATED

    def worth(one: Found) -> tuple[float, bool]:
        stated = best.get(one.passage.id, low)
        return -(stated + FOUND_SHARE * one.score), one.passage.kind == "table"

    return sorted(found, key=worth)


def statement_signals(
    question: Question, evidence: Sequence[Evidence], rarity: Rarity, similar: Similar | None
) -> list[tuple[Statement, dict[str, float]]]:
    """Every statement of the evidence in order, unscored, with a value for every signal but "read".

    Their cosine with the question is 0 where no encoder is given.
    """
    found = [one for item in evidence for one in (*statements_of(item), *lines_of(item, evidence))]
    if not found:
        return []
    wanted = wanted_weights(question, rarity)
    texts = [f"{_context(one.evidence)} {one.text}" for one in found]
    meanings = similar(question.standalone, texts) if similar else [0.0] * len(found)
    times = {item.key: _time_of(item, question) for item in evidence}
    result = []
    previous: Statement | None = None
    for statement, meaning in zip(found, meanings, strict=True):
        before = previous if previous and previous.evidence is statement.evidence else None
        held = replace(statement, meaning=meaning)
        values = _signals(held, before, question, wanted, evidence[0])
        values["timely"], values["untimely"] = times[held.evidence.key]
        result.append((held, values))
        previous = statement
    return result


def _time_of(item: Evidence, question: Question) -> tuple[float, float]:
    """How a passage's time fits the question's and clashes with it.

    "Has it improved since Q1?" asks for another time besides: then none clashes.
    """
    fits, clashes = period_fit(question, item.passage, item.paper)
    open_ended = len(question.periods) + len(question.quarters) == 1
    return fits, 0.0 if open_ended and "compare" in question.wants else clashes


@lru_cache(maxsize=1)
def statement_weights() -> Mapping[str, Mapping[str, float]]:
    """Signal to weight, as learned by `python -m evals.learn_statements`, in three sets.

    `weights_first` says which statements are read, `weights` weighs them once read, and
    `weights_alone` is for a library that the reader cannot read for.
    """
    told = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    return {name: told[name] for name in WEIGHT_SETS}


def total(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """A statement's score: its signals by their weights."""
    return sum(weights.get(name, 0.0) * value for name, value in values.items())


def _signals(
    statement: Statement,
    before: Statement | None,
    question: Question,
    wanted: Mapping[str, float],
    first: Evidence,
) -> dict[str, float]:
    item, text = statement.evidence, statement.text
    passage = item.passage
    total = sum(wanted.values()) or 1.0
    own = set(stem_tuple(text))
    chosen = choose_cells(passage, question) if statement.row else None
    if statement.row:
        own |= set(stem_tuple(" ".join(cell.column for cell in passage.cells)))
    around = set(stem_tuple(_context(item)))
    place = around | set(stem_tuple(f"{' '.join(passage.headings)} {item.paper.title}"))

    def part(present: set[str]) -> float:
        return sum(covers(wanted, question, present).values()) / total

    covered = part(own)
    tests = [ASKED[want] for want in question.wants if want in ASKED]
    holds = sum(bool(test.search(text)) for test in tests) / len(tests) if tests else 0.0
    led = part(own | set(stem_tuple(before.text))) - covered if before else 0.0
    fragment = is_fragment(text) and not statement.row
    return {
        "covered": covered,
        "helped": part(own | around),
        "placed": part(own | place),
        "led_to": led * holds,
        "meaning": statement.meaning,
        "asked_held": holds,
        "asked_missing": float(bool(tests) and not holds),
        "period": _period(question, statement),
        "passage": max(-3.0, item.score - first.score),
        "first_passage": float(item is first),
        "short": float(len(text.split()) < 4 and not statement.row),
        "fragment": float(fragment and len(text.split()) < 8),
        "leads_in": float(goes_on(text)),
        "question": float(is_asked(text)),
        "row": float(statement.row),
        "row_named": float(chosen is not None and chosen.score > 0),
        "row_for_figure": float(statement.row and bool(question.wants & FIGURES)),
        "figure": float(has_figure(text)),
        "resolution": float(decides(item, question)),
        "long": min(1.0, len(text.split()) / 60),
    }


def _context(item: Evidence) -> str:
    passage = item.passage
    last = passage.headings[-1] if passage.headings else item.paper.title
    return f"{passage.label or last}: "


def _period(question: Question, statement: Statement) -> float:
    """1 when a statement names the time asked for, below 0 when it names another alone."""
    if not question.periods and not question.quarters:
        return 0.0
    text = statement.text
    passage = statement.evidence.passage
    named = named_periods(text)
    if statement.row:
        text = f"{text} {passage.period}"
        named = (*named_periods(text), *headed_years(passage), *row_times(passage))
    if any(p.label == w.label or w.covers(p) for p in named for w in question.periods):
        return 1.0
    if any(p.quarter in question.quarters for p in named if p.quarter):
        return 1.0
    if any(p.meets(w) for p in named for w in question.periods):
        return 0.0
    if own_periods(text):
        return -0.7
    return 0.0
