"""The line from a question to an answer when a language model writes it."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer, Evidence, Step, Turn
from assistant.asked import questions_of
from assistant.by_structure import hits_with_structure
from assistant.citations import Statement, shown
from assistant.compose import Draft, says_nothing
from assistant.evidence import choose
from assistant.fencing import cleaned
from assistant.model_notes import cost_of, notes_on_cuts, notes_on_length, within_words
from assistant.models import ChatModel, Ledger
from assistant.question import Question, understand
from assistant.reply_text import plain
from corpus.errors import ModelFailed
from corpus.library import Library
from corpus.papers import Hit, Scope

log = logging.getLogger(__name__)

PASSAGES = 8
"""What a model is given for one question. It can pass over what does not fit, so it is given more
than the quoting answer uses; a guess, for `eval answer --model` to settle."""

PASSAGES_IN_ALL = 12
"""For a question of several parts."""


def answer_in_steps(
    message: str,
    history: Sequence[Turn],
    *,
    library: Library,
    scope: Scope,
    model: ChatModel,
    quoting: Callable[[], Iterator[Step]],
    silent: Callable[[Sequence[Hit]], Answer],
) -> Iterator[Step]:
    """The answer as the model writes it, then as it stands after the checks.

    `quoting` gives the answer without a model: it takes this one's place, marked
    as such, whenever the model fails. `silent` says that the papers do not hold
    the answer.
    """
    started = time.monotonic()
    ledger = Ledger()
    try:
        for step in _steps(message, history, library, scope, model, ledger, silent):
            if step.answer:
                timed = replace(step.answer, seconds=time.monotonic() - started)
                step = replace(step, answer=timed)
            yield step
    except ModelFailed as error:
        log.warning("%s", error)
        yield from _instead(quoting(), error, ledger, started)


def _steps(
    message: str,
    history: Sequence[Turn],
    library: Library,
    scope: Scope,
    model: ChatModel,
    ledger: Ledger,
    silent: Callable[[Sequence[Hit]], Answer],
) -> Iterator[Step]:
    yield Step("searching")
    parts = questions_of(message, history, model, ledger)
    hits, evidence, asked = _evidence(parts, message, history, library, scope)
    if not evidence:
        yield _done(_silent(silent(hits), (), model, ledger))
        return
    yield Step("reading")
    draft = Draft(asked, cleaned(evidence), model, ledger)
    yield Step("answering")
    for text in draft.written():
        yield Step("answering", plain(text))
    log.debug("Sent to %s: %s\nReply: %s", model.name, ledger.prompts, ledger.replies)
    statements = draft.statements()
    if any(one.faults for one in statements):
        yield Step("checking", plain(draft.text))
        statements = draft.mended(statements)
    if says_nothing(statements) or not any(one.supported for one in statements):
        final = shown([one for one in statements if one.faults], evidence)
        yield _done(_silent(silent(hits), final.cut, model, ledger))
        return
    yield _done(_answer(statements, evidence, hits, model, ledger, draft))


def draft_with_model(question: str, *, library: Library, scope: Scope, model: ChatModel) -> Answer:
    """An officer's draft response, checked as an answer is; its text is empty when nothing stands.

    What the papers do not give is among its notes. Raises ModelFailed.
    """
    ledger = Ledger()
    parts = questions_of(question, (), model, ledger)
    hits, evidence, _ = _evidence(parts, question, (), library, scope)
    draft = Draft(question, cleaned(evidence), model, ledger, response=True)
    for _ in draft.written():
        pass
    statements = draft.mended(draft.statements())
    answer = _answer(statements, evidence, hits, model, ledger, draft)
    gaps = tuple(one.text for one in statements if one.gap)
    if not any(one.supported for one in statements):
        answer = replace(answer, text="\n".join(gaps), status=NOT_IN_PAPERS)
    return replace(answer, notes=(*gaps, *answer.notes))


def _evidence(
    parts: Sequence[str],
    message: str,
    history: Sequence[Turn],
    library: Library,
    scope: Scope,
) -> tuple[list[Hit], list[Evidence], str]:
    """What was found for each part, best first, the passages to answer from, and what is asked."""
    acronyms = library.acronyms(scope)
    questions = [understand(part, (), acronyms, library) for part in parts]
    if not questions:
        questions = [understand(message, history, acronyms, library)]
    found = [hits_with_structure(question, library, scope) for question in questions]
    chosen = [_chosen(hits, question) for hits, question in zip(found, questions, strict=True)]
    hits = _in_turn(found)
    picked = _in_turn(chosen)[: PASSAGES if len(chosen) == 1 else PASSAGES_IN_ALL]
    evidence = [
        Evidence(key, hit.passage, hit.paper, hit.score) for key, hit in enumerate(picked, 1)
    ]
    return hits, evidence, " ".join(question.standalone for question in questions)


def _chosen(hits: Sequence[Hit], question: Question) -> list[Hit]:
    """The hits that the quoting answer would use, then the next best."""
    first = {item.passage.id for item in choose(hits, question)}
    order = [hit for hit in hits if hit.passage.id in first]
    return [*order, *(hit for hit in hits if hit.passage.id not in first)][:PASSAGES]


def _in_turn(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The first of each ranking, then the second of each; every passage once."""
    merged: dict[str, Hit] = {}
    for place in range(max(map(len, rankings), default=0)):
        for ranking in rankings:
            if place < len(ranking):
                merged.setdefault(ranking[place].passage.id, ranking[place])
    return list(merged.values())


def _answer(
    statements: Sequence[Statement],
    evidence: Sequence[Evidence],
    hits: Sequence[Hit],
    model: ChatModel,
    ledger: Ledger,
    draft: Draft,
) -> Answer:
    kept, dropped = within_words(statements, draft.words)
    final = shown(kept, evidence)
    notes = [*notes_on_cuts(final.cut), *notes_on_length(dropped, draft)]
    return Answer(
        final.text,
        ANSWERED,
        final.citations,
        tuple(hits),
        notes=(*notes, cost_of(model, ledger)),
        model=model.name,
        writing=ledger.writing(final.cut),
    )


def _silent(answer: Answer, cut: tuple[str, ...], model: ChatModel, ledger: Ledger) -> Answer:
    """Not in the papers: nothing was found, the model says so, or nothing that it wrote stands."""
    return replace(
        answer,
        notes=(*answer.notes, *notes_on_cuts(cut), cost_of(model, ledger)),
        model=model.name,
        writing=ledger.writing(cut),
    )


def _instead(
    steps: Iterator[Step], error: ModelFailed, ledger: Ledger, started: float
) -> Iterator[Step]:
    """The quoting answer, marked as standing in for the model's."""
    note = f"{error} This answer was made without it, by quoting the papers."
    for step in steps:
        if step.answer:
            answer = replace(
                step.answer,
                notes=(note, *step.answer.notes),
                writing=ledger.writing(),
                seconds=time.monotonic() - started,
            )
            step = replace(step, answer=answer)
        yield step


def _done(answer: Answer) -> Step:
    return Step("done", answer.text, answer)
