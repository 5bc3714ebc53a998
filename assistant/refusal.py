"""When to say that the papers do not hold the answer, and when to decline."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.doubts import Vectors, doubts_of
from assistant.fitting import undated_weights
from assistant.question import Question
from assistant.signals import Rarity, covers
from assistant.statements import Statement
from assistant.weighing import SEEMS_TO_ANSWER
from assistant.words import stem, stem_tuple
from corpus.calendar import MONTHS
from corpus.papers import Hit

WEIGHTS_FILE = Path(__file__).with_name("confidence.json")

READ = 3
"""Statements in which a decision's subject is looked for, the best ones."""

_ACT = re.compile(
    r"recommend|resol|decid|decis|agre|approv|endors|vote|outcom|upshot|ask|note|happen|"
    r"minut|meet|member|councillor|board|council|committe|cabinet|report|paper|item"
)
"""How stems of what a body does and of what does it begin: no subject."""

_MONTHS = frozenset(map(stem, MONTHS))

_INSTRUCTION = re.compile(
    r"\b(ignore|disregard|forget|override)\b.{0,40}\b(instruction|rule|prompt|previous|above|paper|"
    r"everything)|"
    r"\b(system prompt|your (?:instructions|prompt|rules)|jailbreak|developer mode|act as|"
    r"pretend (?:to be|you)|you are now)\b|"
    r"\bwrite (?:me )?(?:a |an |some )?(?:poem|song|story|joke|essay|code|python|script|limerick|"
    r"haiku|rap)\b|\btell me a joke\b|"
    r"\bshould (?:i|we) (?:vote|support|oppose|back)\b|"
    r"\bfrom now on,? (?:you|please|only|always|answer|reply|respond|use|give|speak|write)\b|"
    r"\b(?:answer|reply|respond)(?: to)? (?:everything|always|every question|all questions)\b",
    re.I,
)


_SMALL_TALK = re.compile(
    r"\W*(?:(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day))(?: there| all)?|"
    r"(?:many )?thanks?|"
    r"thank you|ta|cheers|ok(?:ay)?|great|lovely|brilliant|perfect|super|excellent|cool|nice|"
    r"(?:good)?bye|got it|understood|right|what|huh|pardon|sorry|yes|no|again|everyone|"
    r"that(?:['’]s| is| was) (?:all|great|helpful|it|useful)|(?:very|so) much|a lot|"
    r"for (?:that|this|now|(?:your|the) help))\b\W*)+",
    re.I,
)
"""What is said in a chat and asks for nothing: "hello", "ok thanks", "what?"."""


def is_small_talk(text: str) -> bool:
    """Whether a message greets, thanks or wonders, and asks for nothing of the papers."""
    return bool(_SMALL_TALK.fullmatch(text))


def is_instruction(text: str) -> bool:
    """Whether a message tells the assistant what to be, or asks it to decide, not of the papers."""
    return bool(_INSTRUCTION.search(text))


def confidence(
    question: Question,
    hits: Sequence[Hit],
    scored: Sequence[Statement],
    rarity: Rarity,
    vectors: Vectors,
) -> float:
    """How likely the best hits hold the answer, 0 to 1."""
    if not hits or off_subject(question, scored, rarity) or unheard_of(question, scored, rarity):
        return 0.0
    values = doubts_of(question, hits, scored, rarity, vectors)
    weights = confidence_weights(read=any(one.read is not None for one in scored))
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def unheard_of(question: Question, scored: Sequence[Statement], rarity: Rarity) -> bool:
    """Whether half of a question's words and more stand in no paper, and nothing seems to answer.

    Two words at least; "Who won the cup final?" of papers that have a final and nothing else of it.
    """
    words = [key for key in undated_weights(question, rarity) if key.isalpha()]
    strange = [
        key for key in words if not rarity.holding.get(key) and not question.synonyms.get(key)
    ]
    likely = any(one.read is not None and one.read > SEEMS_TO_ANSWER for one in scored)
    return len(strange) > 1 and 2 * len(strange) >= len(words) and not likely


def off_subject(question: Question, scored: Sequence[Statement], rarity: Rarity) -> bool:
    """Whether a decision is asked for and the best statements name nothing of its subject.

    Minutes are full of resolutions that read alike; that one was made at the meeting asked
    about does not make it one on hubs.
    """
    if "decision" not in question.wants:
        return False
    subject = {
        key: weight
        for key, weight in undated_weights(question, rarity).items()
        if key not in _MONTHS and not _ACT.match(key)
    }
    return bool(subject and scored) and not any(
        covers(subject, question, _own_words(one)) for one in scored[:READ]
    )


def _own_words(statement: Statement) -> set[str]:
    """Stems of a statement's passage and what heads it; of a title, what is not the body's name."""
    passage, paper = statement.evidence.passage, statement.evidence.paper
    title = set(stem_tuple(paper.title)) - set(stem_tuple(paper.body))
    return title | set(stem_tuple(f"{passage.text} {passage.label} {' '.join(passage.headings)}"))


@lru_cache(maxsize=2)
def confidence_weights(*, read: bool) -> Mapping[str, float]:
    """Doubt to weight, as learned by `python -m evals.learn_confidence`.

    One set where the reader has read the statements, another where there is no reader.
    """
    told = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    found: dict[str, float] = told["weights" if read else "weights_unread"]
    return found
