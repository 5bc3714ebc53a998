"""A follow-up's own words before those that it takes over: "and in Elm ward?"."""

from collections.abc import Sequence

from assistant.question import Question
from assistant.statements import Statement
from assistant.words import content_words, stem, stem_tuple

WITHIN = 2.0
"""A statement so far below the best one, on the scale of scores, is of something else."""


def own_words_first(question: Question, scored: Sequence[Statement]) -> list[Statement]:
    """The statements, the best one that holds all a follow-up's own words before one that does not.

    What it takes over names the row or the sentence that was given already.
    """
    wanted = {stem(word) for word in content_words(question.text) if word.isalpha()}
    if not question.follows or not wanted or not scored or _holds(scored[0], wanted):
        return list(scored)
    least = scored[0].score - WITHIN
    for one in scored:
        if one.score < least:
            break
        if _holds(one, wanted):
            return [one, *(other for other in scored if other is not one)]
    return list(scored)


def _holds(statement: Statement, wanted: set[str]) -> bool:
    passage = statement.evidence.passage
    row = " ".join(cell.column for cell in passage.cells) if statement.row else ""
    return wanted <= set(stem_tuple(f"{statement.text} {passage.label} {row}"))
