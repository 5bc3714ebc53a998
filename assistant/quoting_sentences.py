"""Sentences quoted: the best ones until enough is said, a passage's together and in its order."""

import re
from collections.abc import Sequence

from assistant.pieces import NAME_WORDS, goes_on, is_item
from assistant.question import Question
from assistant.quoting_tables import line_words
from assistant.signals import ASKED
from assistant.statements import Statement
from assistant.wants import FIGURES
from assistant.writing import ENOUGH_WORDS, MOST_WORDS, Writing, letters_of, with_gaps
from corpus.papers import Passage
from corpus.places import offset_of, page_at
from corpus.replies import is_answered, is_asked, is_reply

WITHIN = 3.6
"""A sentence whose score is further below the best one is not quoted. From evals/LOG.md."""

COMPARED_WITHIN = 2.5

RECORDS_WITHIN = 0.9
"""A row that lost its columns beside another one, where no list is asked for."""

ROOM_AFTER_FIGURES = 60

SHORT_ANSWER = 110
"""An answer of fewer words is given what follows its best sentence in the paper."""

LIKELY = 1.0
"""On the reader's scale: an item of a list or a row so likely to answer is given alone."""

SURE = 2.0
"""And a sentence with the figure, the day or the name asked for."""

ONE_THING = FIGURES | {"who", "when"}
"""Wants that one figure, name or day answers."""

FOLLOWED_WORDS = 110

REPEATED = 0.7
"""Two sentences are one when the longer has this share of its letters from the shorter."""

SENTENCE_WORDS = 6

LEAD_WORDS = 40
"""What a statement leans on is quoted with it up to so many words."""

_HEADING = re.compile(
    r"^(?:ACTION: .{0,80}?)??(?:[A-Z]{2,6}\d{1,3}\s+)?[A-Z][A-Z’'&,:()/–-]*\s+"
    r"(?:(?:[A-Z&–-][A-Z’'&,:()/–-]*|20\d\d(?:/\d\d)?)\s+)+"
    r"(?=[A-Z][a-z]|A\s[a-z])"
)


def say_sentences(
    question: Question,
    scored: Sequence[Statement],
    writing: Writing,
    most: int = MOST_WORDS,
) -> None:
    """The best sentences, until enough is said, those of one passage together and in its order.

    Of more than one, `most` words.
    """
    if not scored:
        return
    best = scored[0].score
    wide = bool(question.wants & {"compare", "list"})
    room = ENOUGH_WORDS - writing.words
    if writing.parts:
        room = min(room, ROOM_AFTER_FIGURES)
    picked: list[Statement] = []
    words = 0
    for one in scored:
        size = len(one.text.split())
        if picked and (words >= room or words + size > min(most, MOST_WORDS - writing.words)):
            continue
        if one.score < best - (COMPARED_WITHIN if wide else WITHIN) or writing.holds(one.text):
            continue
        other_row = one.record and scored[0].record and "list" not in question.wants
        if other_row and one.score < best - RECORDS_WITHIN:
            continue
        if any(_same_words(one.text, other.text) for other in picked):
            continue
        if not picked and writing.parts and room <= 0:
            return
        picked.append(one)
        words += size
        lead = _lead_of(one, scored)
        if lead and lead not in picked and words < room:
            picked.append(lead)
            words += len(lead.text.split())
        reply = _reply_to(one, scored)
        if reply and reply not in picked:
            picked.append(reply)
            words += len(reply.text.split())
        if goes_on(one.text):
            led = [
                other
                for other in scored
                if other.evidence is one.evidence and other.place > one.place
            ]
            for other in sorted(led, key=lambda other: other.place):
                size = len(other.text.split())
                if other in picked or words + size > min(most, ENOUGH_WORDS - writing.words):
                    break
                picked.append(other)
                words += size
    if picked and words < SHORT_ANSWER and not writing.parts and not _suffices(picked[0], question):
        _follow_on(picked, scored, min(most, FOLLOWED_WORDS))
    _write(question, picked, writing)


def _lead_of(statement: Statement, scored: Sequence[Statement]) -> Statement | None:
    """The statement that another leans on, where that is short."""
    if not statement.lead or len(statement.lead.split()) > LEAD_WORDS:
        return None
    own = (one for one in scored if one.evidence is statement.evidence)
    return next((one for one in own if one.text == statement.lead), None)


def _reply_to(statement: Statement, scored: Sequence[Statement]) -> Statement | None:
    """The reply to a question that is quoted: without it the question says nothing."""
    after = (one for one in scored if one.evidence is statement.evidence)
    following = next((one for one in after if one.place == statement.place + 1), None)
    if following is None:
        return None
    answered = is_reply if is_asked(statement.text) else is_answered
    return following if answered(statement.text, following.text) else None


def _same_words(one: str, other: str) -> bool:
    """Whether two papers say it in the same words, but for a few before or after."""
    shorter, longer = sorted((letters_of(one), letters_of(other)), key=len)
    return shorter in longer and len(shorter) > REPEATED * len(longer)


def _suffices(best: Statement, question: Question) -> bool:
    """Whether the best sentence likely answers by itself, and what follows it speaks of more.

    An item of a list, the other items being of other things; or one that has the figure, the day or
    the name that is asked for.
    """
    if best.read is None or best.read < LIKELY or "list" in question.wants or goes_on(best.text):
        return False
    if is_item(best.text):
        return True
    tests = [ASKED[want] for want in question.wants & ONE_THING]
    alone = bool(tests) and "compare" not in question.wants
    return alone and best.read > SURE and all(test.search(best.text) for test in tests)


def _follow_on(picked: list[Statement], scored: Sequence[Statement], most: int) -> None:
    """What comes after the best sentence: the reply to its question, the figure it leads to."""
    best = picked[0]
    if best.evidence.passage.kind == "table" or best.record:
        return
    after = sorted(
        (one for one in scored if one.evidence is best.evidence and one.place > best.place),
        key=lambda one: one.place,
    )
    words = sum(len(one.text.split()) for one in picked)
    for one in after:
        words += len(one.text.split())
        if one in picked:
            continue
        if words > most:
            return
        picked.append(one)


def _write(question: Question, picked: Sequence[Statement], writing: Writing) -> None:
    pages = {one: page_at(one.evidence.passage, _offset(one)) for one in picked}
    for item, page in dict.fromkeys((one.evidence, pages[one]) for one in picked):
        own = sorted(
            {
                one.place: one for one in picked if one.evidence is item and pages[one] == page
            }.values(),
            key=lambda one: one.place,
        )
        told = [_without_heading(line_words(item, one.text, question)) for one in own]
        apart = item.passage.kind == "table"
        text = " ".join(told) if apart else with_gaps([one.place for one in own], told)
        said = _named(item.passage, text, "who" in question.wants)
        writing.say(said, item, "\n".join(one.text for one in own))


def _offset(statement: Statement) -> int:
    return offset_of(statement.evidence.passage, statement.text)


def _without_heading(text: str) -> str:
    """A sentence without the minute's or section's heading in capitals that it was read with."""
    rest = _HEADING.sub("", text)
    whole = len(rest.split()) >= SENTENCE_WORDS and rest.endswith((".", ":", ";", "?"))
    return rest if whole else text


def _named(passage: Passage, text: str, whole: bool) -> str:
    """A sentence of a row begins with the row's name, or it says nothing alone.

    A heading over the row does not.
    """
    if passage.kind != "row" or not passage.label or text in passage.headings:
        return text
    label = passage.label.rstrip(" :")
    label = (
        label
        if whole or len(label.split()) <= NAME_WORDS
        else " ".join(label.split()[:NAME_WORDS]) + " …"
    )
    alone = label.lower() in text.lower() or text.lower() in passage.label.lower()
    return text if alone else f"{label}: {text}"
