"""What the reader learns from: a question, statements that answer it and statements that do not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from assistant.evidence import choose
from assistant.finding import READ as DEPTH
from assistant.pieces import leads_of
from assistant.question import Question, understand
from assistant.reader import as_read, in_context, reader_of
from assistant.retrieval import rarity_of, retrieve
from assistant.statements import Statement
from assistant.weighing import statement_signals, statement_weights, total
from corpus.encoder import EncodesText
from corpus.errors import BadCases
from corpus.library import Library
from evals.cases import Case
from evals.facts import holds, same_paper
from evals.under_test import earlier_turns

READ = 24
"""Statements of a question that are learned from: those that the signals put first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question and statements beside it; none answers where the papers hold no answer."""

    question: str
    answering: tuple[str, ...]
    others: tuple[str, ...]


def from_cases(library: Library, cases: Sequence[Case]) -> list[Lesson]:
    """A lesson for every case over a library, of the statements that are found for it.

    What does not answer comes in the order in which the reader as it is takes it for an answer:
    the hardest first. A case whose answer is not among what is found teaches nothing.
    """
    lessons = []
    acronyms = library.acronyms()
    reader = reader_of(library)
    for case in cases:
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        found = _by_signals(question, library)
        held = [facts_held(case, one) if case.expect else 0 for one in found]
        told = [as_read(one, question) for one in found]
        answering = [
            text
            for text, n in zip(told, held, strict=True)
            if case.expect and n == len(case.expect)
        ]
        others = [text for text, n in zip(told[:READ], held[:READ], strict=True) if not n]
        others = [text for text in others if text not in answering]
        if reader and others:
            numbers = dict(zip(others, reader.read(question.plain, others), strict=True))
            others.sort(key=lambda text: -numbers[text])
        if others and (answering or not case.expect):
            lessons.append(Lesson(question.plain, tuple(answering), tuple(others)))
    return lessons


def _by_signals(question: Question, library: Library) -> list[Statement]:
    """All statements of what is found, those first that would be read first."""
    evidence = choose(retrieve(question, library, limit=DEPTH), question)
    found = statement_signals(question, evidence, rarity_of(question, library), None)
    weights = statement_weights()["weights_first"]
    return [one for one, _ in sorted(found, key=lambda both: -total(weights, both[1]))]


def from_papers(path: Path, encoder: EncodesText) -> list[Lesson]:
    """A lesson for every question of a file of short papers, a paper with its questions a line.

    A line: `{"title", "passages": [{"h", "text"}], "questions": [{"q", "gold"}]}`, where `gold`
    counts the passages that answer and `near`, if there, those that tempt. What does not answer
    comes in the order in which the encoder would find it. Raises BadCases where a line is none.
    """
    lessons: list[Lesson] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            paper = json.loads(line)
            texts = _in_context(paper["title"], paper["passages"])
            asked = [
                (one["q"], set(one["gold"]), one.get("near", [])) for one in paper["questions"]
            ]
            for question, gold, near in asked:
                if not gold | set(near) <= set(range(len(texts))):
                    raise IndexError(f"“{question}” names a passage that is not there")
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise BadCases(
                f"Line {number} of {path} is no paper with questions ({error!r}). "
                "See the files in evals/lessons."
            ) from error
        vectors = encoder.encode(texts)
        for (question, gold, near), meant in zip(
            asked, encoder.encode([question for question, *_ in asked]), strict=True
        ):
            nearest = [int(n) for n in np.argsort(-(vectors @ meant), kind="stable")]
            order = dict.fromkeys([*near, *nearest])
            lessons.append(
                Lesson(
                    question,
                    tuple(texts[n] for n in sorted(gold)),
                    tuple(texts[n] for n in order if n not in gold),
                )
            )
    return lessons


def _in_context(title: str, passages: Sequence[Mapping[str, str]]) -> list[str]:
    """The passages as the reader is shown statements: what stands under one heading is a run."""
    told: list[str] = []
    for place, run in groupby(passages, key=lambda one: one.get("h", "")):
        texts = [one["text"] for one in run]
        leads = leads_of(texts)
        told += [in_context(title, place, *both) for both in zip(leads, texts, strict=True)]
    return told


def facts_held(case: Case, statement: Statement) -> int:
    """How many expected facts a statement of a right paper holds; none if it holds a wrong one."""
    document = statement.evidence.paper.document
    if not any(same_paper(document, source.document) for source in case.evidence):
        return 0
    if not statement.row and any(holds(statement.text, wrong) for wrong in case.reject):
        return 0
    return sum(any(holds(statement.text, fact) for fact in group) for group in case.expect)
