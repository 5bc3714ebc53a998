"""The part of a question in two that its answer leaves out: "how many are there, and who leads?".

Both parts often stand in one passage, and what is found for the whole question answers both. Only
where it does not answer one of them is that one asked by itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

from assistant.answers import ANSWERED, Answer, Citation, Turn
from assistant.finding import Found
from assistant.leaning import points_back
from assistant.quoting import quote_answer
from assistant.reader import as_read
from assistant.refusal import confidence
from assistant.retrieval import LIMIT
from assistant.statements import Statement
from assistant.weighing import SEEMS_TO_ANSWER, Reads
from assistant.writing import Draft
from corpus.library import Library

LEAST_WORDS = 3
"""A part of fewer words asks for nothing by itself: "and why?"."""

OF_ITS_OWN = 5
"""One of fewer words is answered where the other one is: "and how many tonnes?"."""

LEFT_OUT = -2.0
"""On the reader's scale: what is quoted answers a part that comes out no lower than this."""

SILENT_ON = "The papers that have been added do not seem to say: {part}"

SURE_OF_PART = 0.6
"""Confidence in what is found for one part, below which it is not added."""

_ASKS = (
    r"(?:what|when|who|whose|where|why|which|how|by when|by how|is it|are they|did they|does it|"
    r"do they|has it|have they|was it|were they)\b"
)
_JOINT = re.compile(rf"(?:[,;]?\s+(?:and|&)|\?(?:\s+and)?|;)\s+(?={_ASKS})", re.I)
_ASKING = re.compile(rf"\b{_ASKS}|^\W*(?:is|are|did|do|does|has|have|was|were)\b", re.I)
_MARK = re.compile(r"\[(\d{1,3})\]")

Finds = Callable[[str, Sequence[Turn]], Found]
Asks = Callable[[str, Sequence[Turn]], Answer]


def parts_of(text: str) -> tuple[str, ...]:
    """The two questions that a message joins; empty where it asks one, or more than two."""
    parts = tuple(part.strip(" ,;") for part in _JOINT.split(text.strip()))
    both = len(parts) == 2 and all(len(part.split()) >= LEAST_WORDS for part in parts)
    return parts if both and _ASKING.search(parts[0]) else ()


def part_by_part(
    message: str,
    history: Sequence[Turn],
    asks: Asks,
    doubt: str,
    library: Library,
    find_part: Finds,
) -> Answer | None:
    """What is answered of a question in two parts, each asked by itself; None for neither.

    What is answered with the note `doubt` is not. One part alone must be sure, since what the other
    one asks about may be what it is about too; a note says that the other is not answered.
    """
    parts = parts_of(message)
    if not parts:
        return None
    history = history if points_back(parts[0]) else ()
    first = asks(parts[0], history)
    cited = tuple(one.passage for one in first.citations)
    after = [*history, Turn(parts[0], first.text, cited)] if first.status == ANSWERED else history
    both = (first, asks(parts[1], after))
    told = [one for one in both if one.status == ANSWERED and doubt not in one.notes]
    if not told:
        return None
    if len(told) == 1 and _surely(find_part(parts[both.index(told[0])], history), library) is None:
        return None
    draft = reduce(joined, (Draft(one.text, one.citations) for one in told))
    silent = [
        SILENT_ON.format(part=part)
        for part, one in zip(parts, both, strict=True)
        if one not in told
    ]
    notes = dict.fromkeys([*silent, *(note for one in told for note in one.notes)])
    hits = tuple(dict.fromkeys(hit for one in told for hit in one.hits))
    return Answer(draft.text, ANSWERED, draft.citations, hits[:LIMIT], notes=tuple(notes))


def with_missing_part(
    text: str,
    draft: Draft,
    scored: Sequence[Statement],
    library: Library,
    reader: Reads | None,
    find_part: Finds,
) -> Draft:
    """The draft with what answers the part that it leaves out, where that is found and sure.

    The second part is asked after the first, and of the papers that are cited for that where these
    answer the first. Where neither part is answered only what is found for the two is given.
    """
    parts = parts_of(text)
    if reader is None or not parts:
        return draft
    cited = tuple(dict.fromkeys(one.passage for one in draft.citations))
    ids = {passage.id for passage in cited}
    said = [as_read(one) for one in scored if one.evidence.passage.id in ids]
    found: list[Draft | None] = []
    for part, history in ((parts[0], ()), (parts[1], (Turn(parts[0], draft.text, cited),))):
        short = len(part.split()) < OF_ITS_OWN
        if short or max(reader.read(part, said), default=0.0) >= LEFT_OUT:
            found.append(None)
            continue
        own = find_part(part, history)
        best = _surely(own, library)
        papers = {passage.paper_id for passage in cited}
        if best is None or best.evidence.passage.id in ids:
            return draft
        if history and best.evidence.passage.paper_id not in papers and None in found:
            return draft
        found.append(quote_answer(own.question, [best.evidence], [best]))
    first, second = found
    if first and second:
        return joined(first, second)
    return joined(first, draft) if first else joined(draft, second) if second else draft


def _surely(found: Found, library: Library) -> Statement | None:
    """The best statement found for a part, where it is sure to answer it."""
    best = found.scored[0] if found.scored else None
    if best is None or best.read is None or best.read < SEEMS_TO_ANSWER:
        return None
    rarity, vectors = found.rarity, library.word_vectors
    sure = confidence(found.question, found.hits, found.scored, rarity, vectors)
    return best if sure >= SURE_OF_PART else None


def joined(one: Draft, other: Draft) -> Draft:
    """Two drafts as one, the keys of the second going on from those of the first."""
    last = max((citation.key for citation in one.citations), default=0)
    text = _MARK.sub(lambda mark: f"[{int(mark[1]) + last}]", other.text)
    moved: list[Citation] = [replace(each, key=each.key + last) for each in other.citations]
    return Draft(f"{one.text}\n{text}", (*one.citations, *moved))
