"""What papers tell by how they are built: a front page, a purpose, ratings, variances."""

from assistant.cited_rows import of_the_cited_rows
from assistant.coming_up import of_the_forward_plan
from assistant.meetings import of_the_meeting
from assistant.over_budget import of_a_variance
from assistant.overview import of_the_paper
from assistant.public_questions import of_the_public
from assistant.question import Question
from assistant.ratings import of_a_rating
from assistant.retrieval import LIMIT, retrieve
from assistant.stands_for import of_an_acronym
from assistant.told_then import of_the_same_row
from assistant.verbatim import Line, first_among
from assistant.votes import of_the_vote
from corpus.library import Library
from corpus.papers import Hit, Scope


def by_structure(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The lines that answer a question of an acronym, a meeting, a paper, what is to come, a state,
    a budget or a vote."""
    return (
        of_an_acronym(question, library, scope)
        or of_the_public(question, library, scope)
        or of_the_meeting(question, library, scope)
        or of_the_paper(question, library, scope)
        or of_the_forward_plan(question, library, scope)
        or of_a_rating(question, library, scope)
        or of_a_variance(question, library, scope)
        or of_the_vote(question, library, scope)
        or of_the_same_row(question, library)
        or of_the_cited_rows(question, library)
    )


def hits_with_structure(
    question: Question, library: Library, scope: Scope, limit: int = LIMIT
) -> list[Hit]:
    """What is retrieved for a question, the passages whose lines answer it by structure first."""
    hits = retrieve(question, library, scope=scope, limit=limit)
    return first_among(by_structure(question, library, scope), hits)
