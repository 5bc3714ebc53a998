"""A follow-up's own words before those that it takes over: "and in Elm ward?"."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.question import Question
from assistant.sides import LOOKED_AT
from assistant.statements import Statement
from assistant.synonyms import TIME_WORDS
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library
from corpus.papers import Hit, Passage, Scope

WITHIN = 2.0
"""A statement so far below the best one, on the scale of scores, is of something else."""

_TIMES = frozenset(map(stem, TIME_WORDS))


def own_words_first(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The statements, the best one that holds all a follow-up's own words before one that does not.

    What it takes over names the row or the sentence that was given already. A row beside that one
    comes first however it was scored, and the given row is not said again.
    """
    wanted = _own_words(question)
    if not question.follows or not wanted or not scored:
        return list(scored)
    beside = [one for one in scored if one.row and is_beside(one.evidence.passage, question)]
    if beside:
        given = {passage.id for passage in _cited_rows(question)}
        first = max(beside, key=lambda one: _alike(one.evidence.passage, question))
        others = [one for one in scored if one is not first]
        left = [one for one in others if one.evidence.passage.id not in given]
        return [replace(first, score=max(first.score, scored[0].score)), *left]
    if _holds(scored[0], wanted):
        return list(scored)
    least = scored[0].score - WITHIN
    for one in scored:
        if one.score < least:
            break
        if _holds(one, wanted):
            return [one, *(other for other in scored if other is not one)]
    return list(scored)


def rows_beside(question: Question, library: Library, scope: Scope) -> list[Hit]:
    """The rows that a follow-up names, of the tables whose rows were cited before."""
    words, cited = _words(question), _cited_rows(question)
    if not _naming(question) or not cited:
        return []
    papers = frozenset(passage.paper_id for passage in cited)
    within = replace(scope, papers=papers & scope.papers if scope.papers else papers)
    found = library.by_words(words, within, LOOKED_AT) if within.papers else []
    return [hit for hit in found if is_beside(hit.passage, question)]


def is_beside(passage: Passage, question: Question) -> bool:
    """Whether a row is what a follow-up names in place of a row cited before.

    It holds the follow-up's own words, in its name or in the last heading over it, and stands in
    that row's table, or under the same columns with a name that is the same but for those words:
    the total of another home's table. Words for times name no row: "and the year before?".
    """
    wanted = _naming(question)
    if passage.kind != "row" or not wanted:
        return False
    name = _name_stems(passage)
    cited = _cited_rows(question)
    if not wanted <= name or any(row.id == passage.id for row in cited):
        return False
    return any(
        row.paper_id == passage.paper_id
        and (_one_table(row, passage) or _same_but_for(row, passage, wanted))
        for row in cited
    )


def _words(question: Question) -> list[str]:
    return [word for word in content_words(question.text) if word.isalpha()]


def _own_words(question: Question) -> set[str]:
    return set(map(stem, _words(question)))


def _naming(question: Question) -> set[str]:
    """A follow-up's own words but for those that tell a time."""
    return _own_words(question) - _TIMES


def _cited_rows(question: Question) -> list[Passage]:
    cited = question.leans_on.cited if question.leans_on else ()
    return [passage for passage in cited if passage.kind == "row" and passage.cells]


def _name_stems(passage: Passage) -> set[str]:
    return set(stem_tuple(" ".join((passage.label, *passage.headings[-1:]))))


def _one_table(one: Passage, other: Passage) -> bool:
    return bool(one.part_of) and one.part_of == other.part_of


def _same_but_for(given: Passage, other: Passage, wanted: set[str]) -> bool:
    """Whether a row has the columns of the one given, and its name but for what was exchanged."""
    columns, others = ({cell.column for cell in row.cells} for row in (given, other))
    if not (columns <= others or others <= columns):
        return False
    left = set(stem_tuple(other.label)) - wanted
    return left <= set(stem_tuple(given.label))


def _alike(passage: Passage, question: Question) -> tuple[bool, int, int]:
    """How much of a cited row's table and name a row has; the shortest name of those alike."""
    cited = _cited_rows(question)
    name = set(stem_tuple(passage.label))
    shared = max(len(name & set(stem_tuple(row.label))) for row in cited)
    return any(_one_table(row, passage) for row in cited), shared, -len(name)


def _holds(statement: Statement, wanted: set[str]) -> bool:
    passage = statement.evidence.passage
    row = " ".join(cell.column for cell in passage.cells) if statement.row else ""
    return wanted <= set(stem_tuple(f"{statement.text} {passage.label} {row}"))
