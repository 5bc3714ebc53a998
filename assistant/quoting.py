"""Question and evidence to an answer made of the papers' own words, with no model."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.deciding import decides
from assistant.pieces import goes_on
from assistant.question import Question
from assistant.quoting_rows import say_against, say_rows, stands_alone
from assistant.quoting_sentences import LIKELY, say_sentences
from assistant.quoting_tables import say_table, without_bars
from assistant.sides import sides_of
from assistant.statements import Statement
from assistant.times import is_timely
from assistant.wants import FIGURES
from assistant.writing import ENOUGH_WORDS, Draft, Writing, with_gaps

SHORT_RESOLUTION = 70

BESIDE_SAID = 2.5
"""A sentence of another passage is quoted behind rows or a resolution when so near the best."""

BESIDE_SENTENCES = 1.0
"""And a row behind sentences."""

LESS_LIKELY = 3.0
"""On the reader's scale, on which 0 is as likely as not and 3 is twenty to one."""

OPENING_WORDS = 30
"""What a part of a resolution goes on from is given with it up to so many words."""

CLEARLY_BEST = 0.45
"""A part of a resolution this far above the next one is the one asked for."""

_REASONS = re.compile(r"\breasons?\b.{0,12}:", re.I)
"""How a resolution leads the reasons for it in."""


def quote_answer(
    question: Question,
    evidence: Sequence[Evidence],
    scored: Sequence[Statement],
    against: Sequence[Statement] = (),
) -> Draft:
    """The words of the papers that answer, the figure or name asked for first.

    `scored` are the statements of the evidence, best first; `against` those of them that
    give another figure, which are said last. The text is empty only when the evidence
    holds nothing that can be quoted.
    """
    writing = Writing([], [])
    timely = of_its_time(question, scored)
    sides = sides_of(question, timely)
    scored = as_likely(timely, sides)
    first = evidence[0]
    best = scored[0] if scored else None
    figures = question.wants & FIGURES
    table = _table_of(best, evidence)
    narrowed = False
    stated = best is not None and (best.row or best.evidence is table)
    # A row so likely is given alone, and not in a list of its table's rows.
    likely = best is not None and best.row and best.read is not None and best.read > LIKELY
    listed = "list" in question.wants and not likely
    if table and len(sides) < 2 and (listed or (figures and not stated)):
        narrowed = say_table(table, question, writing)
    rows: set[str] = set()
    if not writing.parts and len(sides) > 1:
        rows = _say_sides(question, evidence, scored, sides, writing)
    elif not writing.parts and best and best.row:
        rows = say_rows(question, evidence, scored, writing)
    elif not writing.parts and (decision := _decision(question, evidence, scored)):
        _say_resolution(question, decision, scored, writing)
    elif not writing.parts and first.passage.kind == "list" and "list" in question.wants:
        _say_list(first, writing)
    decided = {one.passage.id for one in writing.citations if one.passage.kind == "resolution"}
    sentences = [one for one in scored if not one.row and one.evidence.passage.id not in decided]
    if best and writing.parts:
        sentences = [
            one
            for one in sentences
            if one.evidence.passage.id in rows or one.score >= best.score - BESIDE_SAID
        ]
    if rows or narrowed:
        # A line of a table says nothing beside the rows that are given with their columns.
        sentences = [one for one in sentences if one.evidence.passage.kind != "table"]
    if rows and best and best.row and stands_alone(best.evidence.passage, question):
        # Its row's commentary has figures of other times, which are taken for it.
        sentences = [one for one in sentences if one.evidence.passage.id not in rows]
    say_sentences(question, sentences, writing)
    if best and not best.row:
        beside = [
            one
            for one in scored
            if one.row
            and one.score >= best.score - BESIDE_SENTENCES
            and one.evidence.passage.id not in rows
        ]
        if beside and writing.words < ENOUGH_WORDS:
            say_rows(question, evidence, beside[:1], writing)
    if not writing.parts and any(one.row for one in scored):
        say_rows(question, evidence, scored, writing)
    if not writing.parts and first.passage.kind == "table":
        say_table(first, question, writing)
    if not writing.parts:
        _say_list(first, writing)
    for other in against:
        say_against(other, question, writing)
    return Draft("\n".join(writing.parts), tuple(writing.citations))


def _say_sides(
    question: Question,
    evidence: Sequence[Evidence],
    scored: Sequence[Statement],
    sides: Sequence[Statement],
    writing: Writing,
) -> set[str]:
    """Each side of a comparison in its turn, with as much room. Gives the ids of rows' passages.

    Rows of one table together.
    """
    tables = {one.evidence.passage.part_of for one in sides if one.row}
    if len(tables) == 1 and all(one.row for one in sides):
        alike = [replace(one, score=sides[0].score) for one in sides]
        return say_rows(question, evidence, alike, writing)
    rows: set[str] = set()
    for one in sides:
        own = [other for other in scored if other.evidence is one.evidence and other != one]
        if one.row:
            rows |= say_rows(question, evidence, [one, *own], writing)
        else:
            say_sentences(question, [one, *own], writing, ENOUGH_WORDS // len(sides))
    return rows


def of_its_time(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The statements without those of another time, where the best is of the one time asked for.

    Another quarter's figure beside the right one is taken for it. What the best leads in stays.
    """
    if len(question.periods) + len(question.quarters) != 1 or "compare" in question.wants:
        return list(scored)
    if not scored or not is_timely(question, scored[0]):
        return list(scored)
    best = scored[0]
    led = {one for one in scored if goes_on(best.text) and one.evidence is best.evidence}
    return [one for one in scored if one in led or is_timely(question, one)]


def as_likely(scored: Sequence[Statement], sides: Sequence[Statement] = ()) -> list[Statement]:
    """The statements without those that the reader finds far less likely than the best to answer.

    All of them where it does not think that the best answers; what stands beside the best in its
    passage stays, and so do the sides of a comparison.
    """
    best = scored[0] if scored else None
    if best is None or best.read is None or best.read < 0:
        return list(scored)
    return [
        one
        for one in scored
        if one.evidence is best.evidence
        or one.read is None
        or one.read >= best.read - LESS_LIKELY
        or one in sides
    ]


def _table_of(best: Statement | None, evidence: Sequence[Evidence]) -> Evidence | None:
    """The run of rows that comes first, or that the best statement's row is of."""
    part_of = best.evidence.passage.part_of if best else ""
    for place, item in enumerate(evidence):
        if item.passage.kind == "table" and (not place or item.passage.id == part_of):
            return item
    return None


def _decision(
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Statement]
) -> Evidence | None:
    """The resolution to be quoted: the best statement's, or of what is near it the one that decides
    what is asked."""
    if scored and scored[0].evidence.passage.kind == "resolution":
        return scored[0].evidence
    found = [item for item in evidence[:2] if decides(item, question)]
    if not scored or not found:
        return None
    return next((one.evidence for one in scored[1:2] if decides(one.evidence, question)), found[0])


def _say_resolution(
    question: Question, item: Evidence, scored: Sequence[Statement], writing: Writing
) -> None:
    """The resolution whole when it is short; else the part asked for, after its opening.

    Of one that gives its reasons, who asks why wants them all.
    """
    text = item.passage.text
    reasoned = "why" in question.wants and _REASONS.search(text)
    if len(text.split()) <= (ENOUGH_WORDS if reasoned else SHORT_RESOLUTION):
        writing.say(_lead(item, text), item, text)
        return
    own = [one for one in scored if one.evidence is item]
    clear = len(own) > 1 and own[0].score - own[1].score > CLEARLY_BEST
    opening = text.split("\n")[0]
    kept = {0: opening} if not clear else {}
    for one in own[:1] if clear else sorted(own, key=lambda one: one.place):
        longer = [*kept.values(), one.text]
        if one.text not in kept.values() and _words_of(longer) <= ENOUGH_WORDS:
            kept[one.place] = one.text
    if clear and own[0].lead and len(own[0].lead.split()) <= OPENING_WORDS:
        led = next((one.place for one in own if one.text == own[0].lead), 0)
        kept[led] = own[0].lead
    if goes_on(opening) and len(opening.split()) <= OPENING_WORDS:
        kept.setdefault(0, opening)
    places = sorted(kept)
    said = with_gaps(places, [kept[place] for place in places])
    writing.say(_lead(item, said), item, "\n".join(kept[place] for place in places))


def _words_of(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _lead(item: Evidence, text: str) -> str:
    """A resolution under its minute ("CYP25: …"); a number without letters reads as a figure."""
    minute = item.passage.label
    named = minute and len(minute) < 12 and re.search(r"[A-Za-z]", minute)
    return f"{minute}: {text}" if named and not text.startswith(minute) else text


def _say_list(item: Evidence, writing: Writing) -> None:
    text = item.passage.text
    words = text.split("\n")
    kept: list[str] = []
    for line in words:
        if sum(len(one.split()) for one in kept) + len(line.split()) > ENOUGH_WORDS:
            break
        kept.append(line)
    kept = kept or [text]
    said = "; ".join(map(without_bars, kept)) if item.passage.kind == "table" else "\n".join(kept)
    writing.say(said, item, "\n".join(kept))
