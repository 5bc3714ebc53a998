"""The council's own row of a table that has other bodies' too: "how many plans did we have?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Evidence
from assistant.column_names import ELSEWHERE
from assistant.question import Question
from assistant.statements import Statement, statements_of
from assistant.tables import table_of
from assistant.words import stem_tuple
from corpus.library import Library
from corpus.papers import Passage, Scope

_BRACKETS = re.compile(r"\([^)]*\)")
_SPELLED = re.compile(r"[a-z]{2}")


def own_body_first(
    question: Question,
    scored: Sequence[Statement],
    evidence: Sequence[Evidence],
    library: Library,
    scope: Scope,
) -> tuple[list[Statement], list[Evidence]]:
    """Statements and evidence, in place of another body's row that a question does not name the
    council's own of that table."""
    best = scored[0] if scored else None
    if best is None or not best.row:
        return list(scored), list(evidence)
    own = _own_row(question, best.evidence.passage, library, scope)
    if own is None:
        return list(scored), list(evidence)
    item = replace(best.evidence, passage=own)
    told = [replace(one, score=best.score) for one in statements_of(item) if one.row]
    table = best.evidence.passage.part_of
    others = (one for one in scored if not (one.row and one.evidence.passage.part_of == table))
    return [*told, *others], [item, *evidence]


def _own_row(question: Question, best: Passage, library: Library, scope: Scope) -> Passage | None:
    """The council's own row in the table of a row; None where a question names that row, or the
    table is not of bodies.

    It is of bodies where a row is England's or the neighbours', and the one beside these that is
    called by a name and no acronym is the council's.
    """
    name = set(stem_tuple(_BRACKETS.sub(" ", best.label)))
    if best.kind != "row" or ELSEWHERE.search(question.text) or name & set(question.weights):
        return None
    table = table_of(best, library, scope)
    rows = table.rows if table else ()
    own = [row for row in rows if not ELSEWHERE.search(row.label) and _SPELLED.search(row.label)]
    of_bodies = any(ELSEWHERE.search(row.label) for row in rows)
    return own[0] if of_bodies and len(own) == 1 and own[0].id != best.id else None
