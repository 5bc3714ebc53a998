"""A question to what is found for it; and of one after others, which way it is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answers import Evidence, Turn
from assistant.evidence import choose
from assistant.leaning import is_sentence, may_stand_alone, points_back, says_too_little
from assistant.question import Question, understand
from assistant.reader import reader_of
from assistant.retrieval import rarity_of, retrieve
from assistant.signals import Rarity
from assistant.statements import Statement
from assistant.supersession import give_way
from assistant.weighing import weigh_statements
from corpus.library import Library
from corpus.papers import Hit, Paper, Scope

READ = 24
"""Passages whose statements are weighed: the answer is among 16 of them for 96%, of 24 for 97%."""

ELLIPSIS = 4.0
"""On the reader's scale: so much better must "Fostering?" be answered by itself than after what was
asked before. See evals/LOG.md."""

POINTING = 1.5
"""So much better what has a word that points back: "what did it cost?"."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is found for a question, as it was understood."""

    question: Question
    hits: list[Hit]
    evidence: list[Evidence]
    rarity: Rarity
    scored: list[Statement]
    """Best first."""

    @property
    def best_read(self) -> float:
        """What the reader says of the first statement; the worst where it reads none."""
        first = self.scored[0].read if self.scored else None
        return first if first is not None else -float("inf")


def meanings_of(
    message: str, history: Sequence[Turn], library: Library, scope: Scope
) -> list[Question]:
    """The ways in which a message can be meant: by itself first where little tells that it goes on
    from the turn before, and by itself alone where it is about nothing in the papers."""
    acronyms = library.acronyms(scope)
    question = understand(message, history, acronyms, library)
    if question.follows and is_sentence(message) and not points_back(message):
        alone = understand(message, (), acronyms, library)
        if _is_of_no_paper(alone, library):
            return [alone]
    if question.follows and may_stand_alone(message) and not says_too_little(message):
        return [understand(message, (), acronyms, library), question]
    return [question]


def _is_of_no_paper(question: Question, library: Library) -> bool:
    """Whether no word of a question stands in any paper: it goes on from nothing."""
    words = [key for key in question.weights if key.isalpha()]
    holding = rarity_of(question, library).holding
    return bool(words) and not any(holding.get(key) or question.synonyms.get(key) for key in words)


def find(
    question: Question, library: Library, scope: Scope, replaced: Mapping[str, Paper]
) -> Found:
    """The passages for a question and their statements, weighed. `replaced` papers give way."""
    hits = give_way(retrieve(question, library, scope=scope, limit=READ), replaced)
    return Found(question, hits, *weighed(question, hits, library))


def likelier(ways: Sequence[Found]) -> Found:
    """Of a question by itself and after the turn before, the one that has an answer.

    A few words with a question mark are rather meant after it, and what points back.
    """
    if len(ways) == 1:
        return ways[0]
    alone, leaning = ways
    text = alone.question.text
    ahead = POINTING if points_back(text) else 0.0
    if text.rstrip().endswith("?") and not is_sentence(text):
        ahead = ELLIPSIS
    return alone if alone.best_read > leaning.best_read + ahead else leaning


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
