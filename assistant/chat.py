"""The line from a question to an answer, in the order in which it happens."""

import time
from collections.abc import Iterator, Sequence
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
from assistant.evidence import choose
from assistant.followed import own_words_first
from assistant.question import Question, understand
from assistant.quoting import quote_answer
from assistant.reader import reader_of
from assistant.refusal import confidence, is_instruction
from assistant.retrieval import LIMIT, rarity_of, retrieve
from assistant.signals import Rarity
from assistant.sought import lacks
from assistant.statements import Statement
from assistant.supersession import give_way, replaced_notes, replaced_papers
from assistant.verbatim import is_cut, say
from assistant.weighing import in_order, weigh_statements
from corpus.library import Library
from corpus.papers import EVERYTHING, Hit, Scope

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

DOUBT = (
    "The papers may not say exactly what was asked. What is quoted comes nearest: check that it "
    "answers the question."
)

READ = 24
"""Passages whose statements are weighed: the answer is among 16 of them for 96%, of 24 for 97%."""

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
    if model is not None and message.strip() and not is_instruction(message):
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
        yield from (_noted(step, library) for step in written)
        return
    started = time.monotonic()
    yield Step("searching")
    question = understand(message, history, library.acronyms(scope), library)
    if not message.strip() or is_instruction(message):
        yield _done(_declined(), started)
        return
    replaced = replaced_papers(library.papers(scope))
    hits = give_way(retrieve(question, library, scope=scope, limit=READ), replaced)
    yield Step("reading")
    lines = by_structure(question, library, scope)
    if lines:
        draft = say(lines)
        cut = (MORE,) if is_cut(lines, draft) else ()
        told = Answer(draft.text, ANSWERED, draft.citations, tuple(hits[:LIMIT]), notes=cut)
        yield _noted(_done(told, started), library)
        return
    evidence, rarity, scored = weighed(question, hits, library)
    likely = confidence(question, hits, scored, rarity, library.word_vectors)
    if likely < SURE_ENOUGH:
        yield _noted(_done(_not_in_the_papers(hits), started), library)
        return
    scored = own_words_first(question, corrected_first(scored))
    scored, evidence = with_announced(question, scored, evidence, library, scope)
    others, why = beside(question, scored, hits, rarity, replaced)
    hits = in_order(hits, scored)[:LIMIT]
    draft = quote_answer(question, in_order(evidence, scored), scored, others)
    around = [text for one in draft.citations for text in (*one.passage.headings, one.passage.text)]
    sure = any(one.read is not None and one.read > SURELY for one in scored[:1])
    if not question.follows and lacks(question.text, draft.text, around, sure=sure):
        yield _noted(_done(_not_in_the_papers(hits), started), library)
        return
    doubt = (DOUBT,) if likely < DOUBTFUL else ()
    notes = doubt + replaced_notes(draft.citations, replaced) + why
    answer = Answer(draft.text, ANSWERED, draft.citations, tuple(hits), notes=notes)
    yield _noted(_done(answer, started), library)


def weighed(
    question: Question, hits: Sequence[Hit], library: Library
) -> tuple[list[Evidence], Rarity, list[Statement]]:
    """The evidence among hits, the rarity of the question's words, the statements, best first."""
    evidence = choose(hits, question)
    rarity = rarity_of(question, library)
    alike = partial(similar, library)
    return evidence, rarity, weigh_statements(question, evidence, rarity, alike, reader_of(library))


def similar(library: Library, text: str, others: Sequence[str]) -> list[float]:
    """Cosine of a text with others, by the library's encoder."""
    if not others:
        return []
    question, *rest = library.encode([text, *others])
    return [float(question @ other) for other in rest]


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
