"""What the reader learns from: a question, statements that answer it and statements that do not."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant.chat import similar
from assistant.evidence import choose
from assistant.question import understand
from assistant.reader import as_read
from assistant.retrieval import rarity_of, retrieve
from assistant.statements import Statement, score_statements
from corpus.errors import BadCases
from corpus.library import Library
from evals.cases import Case
from evals.facts import holds, same_paper
from evals.under_test import earlier_turns

READ = 16
"""Statements of a question that are learned from, the best ones."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question and statements beside it; none answers where the papers hold no answer."""

    question: str
    answering: tuple[str, ...]
    others: tuple[str, ...]


def from_cases(library: Library, cases: Sequence[Case]) -> list[Lesson]:
    """A lesson for every case over a library, of the statements that are found for it.

    A case whose answer is not among them teaches nothing.
    """
    lessons = []
    acronyms = library.acronyms()
    for case in cases:
        question = understand(
            case.question, earlier_turns(case.history, library), acronyms, library
        )
        evidence = choose(retrieve(question, library), question)
        rarity = rarity_of(question, library)
        found = score_statements(question, evidence, rarity, partial(similar, library))[:READ]
        held = [facts_held(case, one) for one in found]
        most = max(held, default=0)
        if found and (most or not case.expect):
            lessons.append(
                Lesson(
                    question.standalone,
                    tuple(
                        as_read(one)
                        for one, facts in zip(found, held, strict=True)
                        if facts == most > 0
                    ),
                    tuple(
                        as_read(one) for one, facts in zip(found, held, strict=True) if not facts
                    ),
                )
            )
    return lessons


def from_papers(path: Path) -> Iterator[Lesson]:
    """A lesson for every question of a file of short papers, a paper with its questions a line.

    A line: `{"title", "passages": [{"h", "text"}], "questions": [{"q", "gold"}]}`, where `gold`
    counts the passages that answer. Raises BadCases where a line is none.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            paper = json.loads(line)
            texts = [
                f"{paper['title']}. {one.get('h', '')}. {one['text']}" for one in paper["passages"]
            ]
            for asked in paper["questions"]:
                gold = set(asked["gold"])
                near = [n for n in asked.get("near", []) if n < len(texts)]
                order = [*near, *(n for n in range(len(texts)) if n not in near)]
                yield Lesson(
                    asked["q"],
                    tuple(texts[n] for n in sorted(gold)),
                    tuple(texts[n] for n in order if n not in gold),
                )
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise BadCases(
                f"Line {number} of {path} is no paper with questions ({error!r}). "
                "See the files in evals/lessons."
            ) from error


def facts_held(case: Case, statement: Statement) -> int:
    """How many expected facts a statement of a right paper holds; none if it holds a wrong one."""
    document = statement.evidence.paper.document
    if not any(same_paper(document, source.document) for source in case.evidence):
        return 0
    if not statement.row and any(holds(statement.text, wrong) for wrong in case.reject):
        return 0
    return sum(any(holds(statement.text, fact) for fact in group) for group in case.expect)
