"""Question and library to hits: words and meaning searched apart, merged and put in order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.followed import near_cited, rows_beside
from assistant.question import Question
from assistant.ranking import score
from assistant.rerank import rerank
from assistant.sides import compares, times_of, twins_of
from assistant.signals import Offered, Rarity, signals_of
from corpus.library import Library
from corpus.papers import EVERYTHING, Hit, Paper, Passage, Scope

_WRITTEN = re.compile(
    r"\bwho\b.{0,20}\b(?:wrote|written|writes|prepared|compiled|author(?:ed)?)\b|\bauthor\b", re.I
)

SIGNED_PAPERS = 3
"""The papers of so many first hits may be the one whose author is asked for."""

DEPTH = 60
"""How deep to look in each index. The answer was among 40 of each for 86% in a first trial."""

LIMIT = 16
"""Hits handed on: 8 are shown, the rest let evidence choose."""

TABLES = 3
TABLES_WITHIN = 8
"""Of so many tables among so many first passages the rows are weighed too."""

SIDE_HITS = 4
"""The first so many for each of the times that are compared are among the hits."""


NEAR_HITS = 8
"""So many passages round what was cited before are among the hits for a follow-up."""


def retrieve(
    question: Question, library: Library, *, scope: Scope = EVERYTHING, limit: int = LIMIT
) -> list[Hit]:
    """The passages most likely to answer the question, best first.

    Fewer than `limit` means that the library holds no more; none at all that
    nothing in it fits, which is an answer and not an error. For a comparison
    up to a third more, of each side; for a follow-up up to twelve
    more: the rows that it names, and what stands round what was cited before.
    """
    offered = candidates(question, library, scope=scope)
    near = near_cited(question, library, scope) if question.follows else []
    offered += _offered(near, offered, question, library)
    rarity = rarity_of(question, library)
    ordered = order(offered, question, rarity)
    if rows := _rows_of_tables(ordered, offered, question, library, scope):
        offered = [*offered, *rows]
        ordered = order(offered, question, rarity)
    hits = rerank(question.standalone, ordered, library.reranker)[:limit]
    if question.follows and hits:
        named = rows_beside(question, library, scope)
        beside = [replace(hit, score=hits[-1].score) for hit in named]
        hits = _with_others(hits, beside, SIDE_HITS)
        around = {passage.id for passage, _ in near}
        hits = _with_others(hits, [hit for hit in ordered if hit.passage.id in around], NEAR_HITS)
    hits = _with_others(hits, _signed(hits, question, library, scope), SIDE_HITS)
    if not compares(question):
        return hits
    times = times_of(question)
    # The question for its one time is the question itself.
    sides = [ordered] if len(times) == 1 else [order(offered, time, rarity) for time in times]
    others = [hit for side in sides for hit in side[:SIDE_HITS]]
    return _with_others(hits, [*others, *twins_of(hits, question, library, scope)], limit // 3)


def _signed(hits: Sequence[Hit], question: Question, library: Library, scope: Scope) -> list[Hit]:
    """Where it is asked who wrote a paper, the passages of the papers found that say "Author"."""
    if not _WRITTEN.search(question.text):
        return []
    papers = {hit.paper.id for hit in hits[:SIGNED_PAPERS]}
    named = library.by_words(["author"], scope, DEPTH)
    return [replace(hit, score=hits[-1].score) for hit in named if hit.paper.id in papers]


def _with_others(hits: Sequence[Hit], others: Sequence[Hit], most: int) -> list[Hit]:
    """Hits with so many others at most that are not among them, best first."""
    known = {hit.passage.id for hit in hits}
    new = {hit.passage.id: hit for hit in others if hit.passage.id not in known}
    return sorted([*hits, *list(new.values())[:most]], key=lambda hit: (-hit.score, hit.passage.id))


def candidates(question: Question, library: Library, *, scope: Scope = EVERYTHING) -> list[Offered]:
    """Everything that words or meaning offer, with its place in each ranking."""
    by_words = (
        library.by_words(question.search_words, scope, DEPTH) if question.search_words else []
    )
    meant = not library.words_only()
    by_meaning = library.by_meaning(question.standalone, scope, DEPTH) if meant else []
    passages: dict[str, tuple[Passage, Paper]] = {}
    for hit in [*by_words, *by_meaning]:
        passages.setdefault(hit.passage.id, (hit.passage, hit.paper))
    words_rank = {hit.passage.id: rank for rank, hit in enumerate(by_words, 1)}
    meaning_rank = {hit.passage.id: rank for rank, hit in enumerate(by_meaning, 1)}
    meanings = {hit.passage.id: hit.score for hit in by_meaning}
    unknown = [passage for key, (passage, _) in passages.items() if key not in meanings]
    meanings |= _meanings(question, library, unknown if meant else [])
    return [
        Offered(
            passage,
            paper,
            words_rank.get(key, 0),
            meaning_rank.get(key, 0),
            meanings.get(key, 0.0),
        )
        for key, (passage, paper) in passages.items()
    ]


def _rows_of_tables(
    ordered: Sequence[Hit],
    offered: Sequence[Offered],
    question: Question,
    library: Library,
    scope: Scope,
) -> list[Offered]:
    """The rows of the first tables that no search offered by themselves.

    A row has few words, its table many: what is found by the table's is most often one of its rows.
    """
    found: dict[str, tuple[Passage, Paper]] = {}
    for hit in [hit for hit in ordered[:TABLES_WITHIN] if hit.passage.kind == "table"][:TABLES]:
        length = hit.passage.text.count("\n") + 1
        for row in library.neighbours(hit.passage, 0, length, scope):
            if row.part_of == hit.passage.id:
                found[row.id] = (row, hit.paper)
    return _offered(list(found.values()), offered, question, library)


def _offered(
    found: Sequence[tuple[Passage, Paper]],
    known: Sequence[Offered],
    question: Question,
    library: Library,
) -> list[Offered]:
    """Passages that no search offered by itself, without those that one did."""
    ids = {item.passage.id for item in known}
    new = [(passage, paper) for passage, paper in found if passage.id not in ids]
    passages = [] if library.words_only() else [passage for passage, _ in new]
    meanings = _meanings(question, library, passages)
    return [Offered(one, paper, meaning=meanings.get(one.id, 0.0)) for one, paper in new]


def rarity_of(question: Question, library: Library) -> Rarity:
    """How rare the question's words are in this library."""
    return Rarity(max(1, library.size()), library.document_frequency(tuple(question.weights)))


def order(offered: Sequence[Offered], question: Question, rarity: Rarity) -> list[Hit]:
    """The passages offered, best first, each text once."""
    return without_repeats(rank(offered, question, rarity))


def rank(offered: Sequence[Offered], question: Question, rarity: Rarity) -> list[Hit]:
    """The passages offered, best first."""
    signals = signals_of(offered, question, rarity)
    hits = [
        Hit(item.passage, item.paper, score(values))
        for item, values in zip(offered, signals, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def without_repeats(hits: Sequence[Hit]) -> list[Hit]:
    """The same words once (a pack and its item file); a table's run of rows not beside its rows.

    A run of rows stays when it comes before its rows; then the rows that it
    holds go, but for the best.
    """
    kept: list[Hit] = []
    texts: set[str] = set()
    rows_of: dict[str, int] = {}
    for hit in hits:
        folded = "".join(filter(str.isalnum, hit.passage.text.lower()))
        if folded in texts:
            continue
        texts.add(folded)
        holder = hit.passage.part_of or hit.passage.id
        rows_of[holder] = rows_of.get(holder, 0) + 1
        if rows_of[holder] > 4:
            continue
        kept.append(hit)
    return kept


def _meanings(
    question: Question, library: Library, passages: Sequence[Passage]
) -> Mapping[str, float]:
    if not passages:
        return {}
    values = library.similarity(question.standalone, passages)
    return {passage.id: value for passage, value in zip(passages, values, strict=True)}
