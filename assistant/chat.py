"""The line from a question to an answer, in the order in which it happens."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.announced import with_announced
from assistant.answers import (
    ANSWERED,
    DECLINED,
    NOT_IN_PAPERS,
    Answer,
    Citation,
    Evidence,
    Step,
    Turn,
)
from assistant.by_structure import by_structure
from assistant.disagreement import beside, corrected_first
from assistant.extremes import first_of_a_table
from assistant.finding import Found, find, likelier, meanings_of
from assistant.followed import own_words_first
from assistant.leaning import points_back
from assistant.listed import listed
from assistant.misprints import misprint_notes, misprinted
from assistant.newest import newer_first
from assistant.own_body import own_body_first
from assistant.paper_times import is_of_another_quarter
from assistant.question import Question
from assistant.quoting import quote_answer
from assistant.reader import reader_of
from assistant.refusal import confidence, is_instruction, is_small_talk
from assistant.retrieval import LIMIT, retrieve
from assistant.sought import lacks, of_another_body
from assistant.supersession import replaced_notes, replaced_papers
from assistant.told_then import of_the_time_before
from assistant.two_parts import part_by_part, with_missing_part
from assistant.verbatim import Line, first_among, is_cut, say
from assistant.votes import with_the_vote
from assistant.weighing import in_order
from assistant.writing import Draft
from corpus.library import Library
from corpus.papers import EVERYTHING, Hit, Paper, Scope

if TYPE_CHECKING:
    from assistant.models import ChatModel

SURE_ENOUGH = 0.09
"""Below this confidence the answer is "not in the papers".

Set on questions that nothing was learned from; see evals/LOG.md.
"""

DOUBTFUL = 0.3
"""Below this an answer comes with a note that it may not be what was asked.

Of such answers 43% were right, of surer ones 86%; see evals/LOG.md.
"""

SURE_ENOUGH_AFTER = 0.38
DOUBTFUL_AFTER = 0.6
"""The same two of a question that goes on from the one before: the words of that are met anyhow by
what answered it, whether or not it says what is asked now."""

DOUBT = (
    "The papers may not say exactly what was asked. What is quoted comes nearest: check that it "
    "answers the question."
)

SURELY = 1.0
"""On the reader's scale, on which 1 is nearly three to one: a reason without a word that marks
reasons is believed."""

MORE = "The papers name more than an answer has room for; the last source cited goes on."

NEAREST = 3
"""Passages shown as the nearest when the papers do not hold the answer."""


def ask(
    message: str,
    history: Sequence[Turn] = (),
    *,
    library: Library,
    scope: Scope = EVERYTHING,
    model: "ChatModel | None" = None,
) -> Answer:
    """Answer from the papers, or say that they do not hold the answer."""
    answer = None
    for step in ask_in_steps(message, history, library=library, scope=scope, model=model):
        answer = step.answer or answer
    assert answer is not None
    return answer


def ask_in_steps(
    message: str,
    history: Sequence[Turn] = (),
    *,
    library: Library,
    scope: Scope = EVERYTHING,
    model: "ChatModel | None" = None,
) -> Iterator[Step]:
    """The same, telling what is being done; the last step holds the answer.

    With a `model` it writes the answer; without one the answer quotes the papers.
    """
    history = [turn for turn in history if not is_small_talk(turn.question)]
    asks = bool(message.strip()) and not is_instruction(message) and not is_small_talk(message)
    if model is not None and asks:
        from assistant.modelled import answer_in_steps

        quoting = partial(ask_in_steps, message, history, library=library, scope=scope)
        written = answer_in_steps(
            message,
            history,
            library=library,
            scope=scope,
            model=model,
            quoting=quoting,
            silent=_not_in_the_papers,
        )
        checked = (_with_misprints(step, library, scope) for step in written)
        yield from (_noted(step, library) for step in checked)
        return
    started = time.monotonic()
    yield Step("searching")
    if not asks:
        yield _done(_declined(), started)
        return
    replaced = replaced_papers(library.papers(scope))
    meanings = meanings_of(message, history, library, scope)
    for question in meanings:
        if len(meanings) > 1 and not question.follows and points_back(message):
            continue
        lines = by_structure(question, library, scope)
        if lines:
            hits = first_among(lines, retrieve(question, library, scope=scope))
            told = _told(lines, hits, replaced, library, scope)
            yield _noted(_done(told, started), library)
            return
    yield Step("reading")
    found = likelier([find(question, library, scope, replaced) for question in meanings])
    question, hits, evidence = found.question, found.hits, found.evidence
    rarity, scored = found.rarity, found.scored
    lines = listed(question, evidence) or first_of_a_table(
        question, scored, evidence, rarity, library, scope
    )
    if lines:
        first = first_among(lines, in_order(hits, scored))[:LIMIT]
        told = _told(lines, first, replaced, library, scope)
        yield _noted(_done(told, started), library)
        return
    likely = confidence(question, hits, scored, rarity, library.word_vectors)
    enough, doubtful = _thresholds(question)
    asks_part = partial(ask, library=library, scope=scope)
    find_part = partial(_find_part, library, scope, replaced)
    if likely < doubtful:
        apart = part_by_part(message, history, asks_part, DOUBT, library, find_part)
        if apart:
            yield _noted(_done(apart, started), library)
            return
    if likely < enough and (lines := of_the_time_before(question, library)):
        told = _told(lines, first_among(lines, hits)[:LIMIT], replaced, library, scope)
        yield _noted(_done(told, started), library)
        return
    if likely < enough:
        yield _noted(_done(_not_in_the_papers(hits), started), library)
        return
    scored = newer_first(question, corrected_first(scored), rarity, library, scope)
    scored = own_words_first(question, scored)
    scored, evidence = own_body_first(question, scored, evidence, library, scope)
    scored, evidence = with_announced(question, scored, evidence, library, scope, rarity)
    others, why = beside(question, scored, hits, rarity, replaced)
    hits = in_order(hits, scored)[:LIMIT]
    evidence = in_order(evidence, scored)
    draft = quote_answer(question, evidence, scored, others)
    if wrong := misprinted(draft, library, scope):
        corrected = [*others, *(one.statement for one in wrong)]
        draft = quote_answer(question, evidence, scored, corrected)
        why += misprint_notes(wrong)
    draft = with_missing_part(question.text, draft, scored, library, reader_of(library), find_part)
    draft = with_the_vote(question, draft, library, scope)
    around = [text for one in draft.citations for text in (*one.passage.headings, one.passage.text)]
    sure = any(one.read is not None and one.read > SURELY for one in scored[:1])
    around += [f"{one.paper.title} {one.paper.body}" for one in draft.citations]
    silent = lacks(question.text, draft.text, around, sure=sure)
    other = is_of_another_quarter(question, draft.text, draft.citations)
    if other or (not question.follows and (silent or of_another_body(question.plain, around))):
        yield _noted(_done(_not_in_the_papers(hits), started), library)
        return
    doubt = (DOUBT,) if likely < doubtful else ()
    notes = doubt + replaced_notes(draft.citations, replaced) + why
    answer = Answer(draft.text, ANSWERED, draft.citations, tuple(hits), notes=notes)
    yield _noted(_done(answer, started), library)


def _thresholds(question: Question) -> tuple[float, float]:
    """Below which confidence a question is not answered, and below which with a doubt."""
    if question.follows:
        return SURE_ENOUGH_AFTER, DOUBTFUL_AFTER
    return SURE_ENOUGH, DOUBTFUL


def _find_part(
    library: Library,
    scope: Scope,
    replaced: Mapping[str, Paper],
    part: str,
    history: Sequence[Turn],
) -> Found:
    meanings = meanings_of(part, history, library, scope)
    return likelier([find(question, library, scope, replaced) for question in meanings])


def _told(
    lines: Sequence[Line],
    hits: Sequence[Hit],
    replaced: Mapping[str, Paper],
    library: Library,
    scope: Scope,
) -> Answer:
    """An answer that gives lines as they stand, with notes of what is wrong in them."""
    draft = say(lines)
    notes = replaced_notes(draft.citations, replaced)
    notes += (MORE,) if is_cut(lines, draft) else ()
    notes += misprint_notes(misprinted(draft, library, scope))
    return Answer(draft.text, ANSWERED, draft.citations, tuple(hits), notes=notes)


def _with_misprints(step: Step, library: Library, scope: Scope) -> Step:
    """A step with notes of the misprints that an answer written by a model gives."""
    answer = step.answer
    if answer is None or not answer.model:  # quoting names them itself
        return step
    found = misprinted(Draft(answer.text, answer.citations), library, scope)
    return replace(step, answer=replace(answer, notes=(*answer.notes, *misprint_notes(found))))


def _noted(step: Step, library: Library) -> Step:
    """A last step with what the library has to say of its searches, once."""
    if step.answer is None:
        return step
    new = [note for note in library.notices() if note not in step.answer.notes]
    return replace(step, answer=replace(step.answer, notes=(*step.answer.notes, *new)))


def _done(answer: Answer, started: float) -> Step:
    timed = replace(answer, seconds=time.monotonic() - started)
    return Step("done", timed.text, timed)


def _declined() -> Answer:
    return Answer(
        "I answer questions about the board papers that have been added, from those papers alone. "
        "Please ask about something in them.",
        DECLINED,
    )


def _not_in_the_papers(hits: Sequence[Hit]) -> Answer:
    nearest = tuple(
        Citation(item.key, item.passage, item.paper, item.passage.text)
        for item in (
            Evidence(key, hit.passage, hit.paper, hit.score)
            for key, hit in enumerate(hits[:NEAREST], 1)
        )
    )
    titles = list(dict.fromkeys(hit.paper.title for hit in hits[:NEAREST]))
    looked = f" I looked most closely in: {'; '.join(titles)}." if titles else ""
    known = [hit.paper for hit in hits[:NEAREST] if hit.paper.officer]
    whom = (
        f" To ask about “{known[0].title}”: its reporting officer, {known[0].officer}."
        if known
        else ""
    )
    return Answer(
        f"The papers that have been added do not seem to hold the answer to this.{looked}{whom}",
        NOT_IN_PAPERS,
        hits=tuple(hits),
        nearest=nearest,
    )
