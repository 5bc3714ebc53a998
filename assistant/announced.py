"""What a statement announces and its paper says elsewhere: "reasons are:", "in paragraph 4.2".

Reports recommend by reference and list over several numbered paragraphs, often over a page. Who
asks what the reasons or the themes are wants them, and not to be told where they stand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count

from assistant.answers import Evidence
from assistant.question import Question
from assistant.signals import Rarity, wanted_weights
from assistant.statements import Statement, statements_of
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library
from corpus.papers import Passage, Scope

LEADING = 2
"""One of so many best statements may announce."""

WITHIN = 1.0
"""The second one where its score is no further below the best one's."""

MOST_WORDS = 150
"""Of what is announced so many words are said."""

ITEM_WORDS = 45
"""A sub-paragraph's first sentence of more words is no item of a list."""

_FOR_ITSELF = frozenset(("decision", "money", "number", "percent", "when", "who"))
"""Who wants one of these wants the statement itself, and no list."""

_PARAGRAPH = re.compile(r"\b(?:paragraphs?|paras?|sections?)\s+(\d{1,2}(?:\.\d{1,2}){1,3})\b", re.I)
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s")
_NAMED = re.compile(r"^([A-Z][a-z]{3,}) (\d|[A-H])\s*[–—:.-]\s*(?=[A-Z])")
"""How what is numbered by a word begins: "Theme B: Homes"."""

_LEADS_IN = re.compile(r":-?$")

_REASONS = re.compile(r"\b(?:reasons?|causes|factors|drivers)\b.*:-?$", re.I)


def with_announced(
    question: Question,
    scored: Sequence[Statement],
    evidence: Sequence[Evidence],
    library: Library,
    scope: Scope,
    rarity: Rarity,
) -> tuple[list[Statement], list[Evidence]]:
    """Statements and evidence, with what one of the best statements announces beside that one.

    What leads in comes before what is under it; a paragraph before the sentence that names it. Who
    asks why wants what leads reasons in, of the paper that answers, wherever it came.
    """
    if question.wants & _FOR_ITSELF or not scored:
        return list(scored), list(evidence)
    paper = partial(_of_paper, scored[0].evidence, evidence, library, scope)
    reasons = _reasons_led_in(question, paper(), rarity) if "why" in question.wants else []
    for one in (*reasons, *scored[:LEADING]):
        near = one in reasons or (not one.row and one.score >= scored[0].score - WITHIN)
        wanted = _announces(one.text) if near else None
        if wanted is None:
            continue
        number, whole = wanted
        told = _told(number, _of_paper(one.evidence, evidence, library, scope), whole=whole)
        if told:
            beside = [*told, one] if whole else [one, *told]
            return _first(beside, one, scored, evidence)
    told = []
    if "list" in question.wants:
        told = _numbered(question, _of_paper(scored[0].evidence, evidence, library, scope))
    return _first(told, scored[0], scored, evidence)


def _reasons_led_in(
    question: Question, paper: Iterable[Evidence], rarity: Rarity
) -> list[Statement]:
    """What leads reasons in, in a paper, and has one of the two rarest words of the question."""
    wanted = wanted_weights(question, rarity)
    rarest = set(sorted(wanted, key=lambda key: -wanted[key])[:2])
    return [
        one
        for item in paper
        if item.passage.kind not in ("row", "table")
        and any(_REASONS.search(line) for line in item.passage.text.split("\n"))
        for one in statements_of(item)
        if _REASONS.search(one.text) and rarest & set(stem_tuple(one.text))
    ][:1]


def _of_paper(
    beside: Evidence, evidence: Sequence[Evidence], library: Library, scope: Scope
) -> Iterator[Evidence]:
    """The passages of a statement's paper: those at hand as they are, others under new keys."""
    at_hand = {item.passage.id: item for item in evidence}
    keys = count(max(item.key for item in evidence) + 1)
    for passage in library.passages(beside.passage.paper_id, scope):
        known = at_hand.get(passage.id)
        yield known or Evidence(next(keys), passage, beside.paper, beside.score)


def _first(
    said: Sequence[Statement],
    by: Statement,
    scored: Sequence[Statement],
    evidence: Sequence[Evidence],
) -> tuple[list[Statement], list[Evidence]]:
    """What is announced before the others, as good as the best and as surely as what announces."""
    best = [replace(one, score=scored[0].score, read=by.read) for one in said]
    rest = [other for other in scored if not _among(other, best)]
    known = {item.key for item in evidence}
    new = {one.evidence.key: one.evidence for one in best if one.evidence.key not in known}
    return [*best, *rest], [*evidence, *new.values()]


def _numbered(question: Question, paper: Iterable[Evidence]) -> list[Statement]:
    """What a paper numbers by a word of the question: "Priority 1 – Roads".

    Empty where fewer than three follow one another.
    """
    asked = {stem(word) for word in content_words(question.text)}
    found: dict[str, dict[str, Statement]] = {}
    for item in paper:
        line = item.passage.text.split("\n", 1)[0]
        named = _NAMED.match(line)
        if named and stem(named[1].lower()) in asked:
            own = found.setdefault(named[1], {})
            own.setdefault(named[2], Statement(line, item, 0, 0.0))
    for own in found.values():
        numbers = sorted(own)
        if "".join(numbers).startswith(("123", "ABC")):
            return [own[number] for number in numbers]
    return []


def _announces(text: str) -> tuple[str, bool] | None:
    """The paragraph that a statement announces, and whether the whole of it or what is under it."""
    own = _NUMBER.match(text)
    if own and _LEADS_IN.search(text):
        return own[1], False
    named = _PARAGRAPH.search(text)
    return (named[1], True) if named and not (own and own[1] == named[1]) else None


def _told(number: str, paper: Iterable[Evidence], *, whole: bool) -> list[Statement]:
    """The statements of a paragraph, or the first ones of those under it."""
    found: list[Statement] = []
    words = 0
    for item in paper:
        if not _holds(item.passage, number, whole=whole):
            continue
        for one in _of(number, item) if whole else _under(number, item):
            size = len(one.text.split())
            if found and words + size > MOST_WORDS:
                return found
            found.append(one)
            words += size
        if whole:
            return found
    return found


def _holds(passage: Passage, number: str, *, whole: bool) -> bool:
    if passage.kind in ("row", "table"):
        return False
    return any(
        own == number if whole else own.startswith(f"{number}.") for own in passage.paragraphs
    )


def _of(number: str, item: Evidence) -> Iterator[Statement]:
    """The statements from where a paragraph begins to where the next numbered one does."""
    inside = False
    for one in statements_of(item):
        found = _NUMBER.match(one.text)
        if found:
            inside = found[1] == number or found[1].startswith(f"{number}.")
        if inside:
            yield one


def _under(number: str, item: Evidence) -> Iterator[Statement]:
    """The first statement of each paragraph under one: 3.8.1 under 3.8."""
    for one in statements_of(item):
        found = _NUMBER.match(one.text)
        short = len(one.text.split()) <= ITEM_WORDS
        if found and found[1].startswith(f"{number}.") and short:
            yield one


def _among(statement: Statement, others: Sequence[Statement]) -> bool:
    key = (statement.evidence.passage.id, statement.place)
    return any((one.evidence.passage.id, one.place) == key for one in others)
