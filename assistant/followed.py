"""A follow-up's own words before those that it takes over: "and in Elm ward?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.cells import is_short
from assistant.leaning import is_sentence
from assistant.question import Question
from assistant.sides import LOOKED_AT
from assistant.statements import Statement
from assistant.synonyms import TIME_WORDS
from assistant.within import by_words_within
from assistant.words import content_words, stem, stem_tuple
from assistant.writing import letters_of
from corpus.library import Library
from corpus.papers import Hit, Paper, Passage, Scope

WITHIN = 2.0
"""A statement so far below the best one, on the scale of scores, is of something else."""

GIVEN = 4.0
"""A sentence that the turn before quoted counts so much less, on the scale of scores."""

MAY_ANSWER = -1.5
"""On the reader's scale: what reads better may answer in its place."""

REASONS = 30
"""Of so many first statements one may give the reason of a figure."""

CITED = 3
NEAR = 4
"""Of so many passages cited before, those that stand so near them in their paper."""

_TIMES = frozenset(map(stem, TIME_WORDS))
_ASKS_WHY = frozenset(map(stem, "driving behind pushing cause caused reason reasons".split()))
_REASON = re.compile(r"\b(?:reasons?|causes?|why|comment\w*|explanation|notes?|remarks?)\b", re.I)


def own_words_first(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The statements, the best one that holds all a follow-up's own words before one that does not.

    What it takes over names the row or the sentence that was given already. A row beside that one
    comes first however it was scored, and the given row is not said again.
    """
    scored = _reasons_first(question, _new_first(question, scored))
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


def _new_first(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The statements, a sentence that was quoted before behind one that may answer.

    Who asks further in a sentence seldom wants the same again, unless it has all that is asked
    further; where a time is named or moved ("the year before?") it may tell of that too.
    """
    earlier = question.leans_on
    timed = question.periods or question.quarters or _own_words(question) & _TIMES
    if earlier is None or timed or not is_sentence(question.text):
        return list(scored)
    said, wanted = letters_of(earlier.answer), _own_words(question)
    given = {
        one
        for one in scored
        if not one.row and letters_of(one.text) in said and not _holds(one, wanted)
    }
    read = [one.read for one in scored if one not in given and one.read is not None]
    if max(read, default=MAY_ANSWER) <= MAY_ANSWER:
        return list(scored)
    weighed = [replace(one, score=one.score - GIVEN) if one in given else one for one in scored]
    return sorted(weighed, key=lambda one: -one.score)


def _reasons_first(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The statements; where a follow-up asks why, a row of figures gives way to what says more.

    To a sentence that may answer, or that names the row which was given before.
    """
    if not question.follows or "why" not in question.wants or not scored:
        return list(scored)
    if not _is_figures(scored[0]):
        return list(scored)
    names = [set(stem_tuple(row.label)) for row in _cited_rows(question) if row.label]

    def may_answer(one: Statement) -> bool:
        if _is_figures(one) or one.read is None:
            return False
        said = set(stem_tuple(one.text))
        return one.read > MAY_ANSWER or any(name <= said for name in names)

    told = [one for one in scored[:REASONS] if may_answer(one)]
    best = max(told, key=lambda one: one.read or 0.0, default=None)
    if best is None:
        return list(scored)
    others = [one for one in scored if one is not best and not _is_figures(one)]
    return [replace(best, score=scored[0].score), *others]


def _is_figures(one: Statement) -> bool:
    """Whether a statement is a row whose cells give no reason."""
    cells = one.evidence.passage.cells
    return one.row and all(is_short(c.value) and not _REASON.search(c.column) for c in cells)


def rows_beside(question: Question, library: Library, scope: Scope) -> list[Hit]:
    """The rows that a follow-up names, of the tables whose rows were cited before."""
    words, cited = _words(question), _cited_rows(question)
    if not _naming(question) or not cited:
        return []
    papers = (passage.paper_id for passage in cited)
    found = by_words_within(papers, words, library, scope, LOOKED_AT)
    return [hit for hit in found if is_beside(hit.passage, question)]


def near_cited(question: Question, library: Library, scope: Scope) -> list[tuple[Passage, Paper]]:
    """The passages round what the turn before cited: what is asked next often stands there."""
    papers = {paper.id: paper for paper in library.papers(scope)}
    found: dict[str, tuple[Passage, Paper]] = {}
    for cited in _cited(question)[:CITED]:
        if cited.paper_id in papers:
            for passage in library.neighbours(cited, NEAR, NEAR, scope):
                found[passage.id] = (passage, papers[cited.paper_id])
    return list(found.values())


def is_near(passage: Passage, question: Question) -> bool:
    """Whether a passage stands beside what the turn before cited, or is it."""
    return any(
        passage.paper_id == cited.paper_id and abs(passage.order - cited.order) <= NEAR
        for cited in _cited(question)[:CITED]
    )


def is_beside(passage: Passage, question: Question) -> bool:
    """Whether a row is what a follow-up names in place of a row cited before.

    It holds the follow-up's own words, in its name or in the last heading over it, and stands in
    that row's table, or under the same columns with a name that is the same but for those words:
    the total of another home's table. Words for times name no row: "and the year before?"; nor do
    those that the cited row has: "and the winter before?" of a row under "Winters compared".
    """
    wanted = _naming(question)
    if passage.kind != "row" or not wanted:
        return False
    name = _name_stems(passage)
    cited = _cited_rows(question)
    if not wanted <= name or any(
        row.id == passage.id or wanted <= _name_stems(row) for row in cited
    ):
        return False
    return any(
        row.paper_id == passage.paper_id
        and (_one_table(row, passage) or _same_but_for(row, passage, wanted))
        for row in cited
    )


def _words(question: Question) -> list[str]:
    return [word for word in content_words(question.text) if word.isalpha()]


def _own_words(question: Question) -> set[str]:
    """Stems of a question's own words, but for those that only ask why: "what's driving that?"."""
    asks = _ASKS_WHY if "why" in question.wants else frozenset[str]()
    return set(map(stem, _words(question))) - asks


def _naming(question: Question) -> set[str]:
    """A follow-up's own words but for those that tell a time."""
    return _own_words(question) - _TIMES


def _cited(question: Question) -> Sequence[Passage]:
    return question.leans_on.cited if question.leans_on else ()


def _cited_rows(question: Question) -> list[Passage]:
    return [one for one in _cited(question) if one.kind == "row" and one.cells]


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
