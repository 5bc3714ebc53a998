"""Which passages are the decision that a question asks for."""

from assistant.answers import Evidence
from assistant.question import Question
from assistant.words import stem, stem_tuple

_GROUPS = frozenset(map(stem, ("group", "panel", "forum")))
"""What looks into a matter for a board, and resolves nothing in its place."""


def decides(item: Evidence, question: Question) -> bool:
    """Whether a decision is asked for and a passage is one: a resolution, and not the board's where
    a group's doing is asked for."""
    passage = item.passage
    if passage.kind != "resolution" or "decision" not in question.wants:
        return False
    asked = _GROUPS & set(question.weights)
    if not asked:
        return True
    told = f"{passage.text} {' '.join(passage.headings)} {item.paper.title} {item.paper.body}"
    return bool(asked & set(stem_tuple(told)))
