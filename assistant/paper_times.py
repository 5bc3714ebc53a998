"""Whether a paper is of the time that a question names, and which papers are the newest."""

from collections.abc import Iterable

from assistant.question import Question
from corpus.papers import Paper
from corpus.periods import named_periods


def is_of_time(paper: Paper, question: Question) -> bool:
    """True where the paper's own period meets one asked for, and where none is asked for."""
    own = named_periods(paper.period)
    if question.periods:
        return any(one.meets(wanted) for one in own for wanted in question.periods)
    return not question.quarters or any(one.quarter in question.quarters for one in own)


def newest_papers(papers: Iterable[Paper]) -> list[Paper]:
    """The papers by when their own periods end, the newest first, then by their meetings."""

    def newest(paper: Paper) -> tuple[str, str]:
        ends = [one.end.isoformat() for one in named_periods(paper.period)]
        return max(ends, default=""), paper.meeting_date

    return sorted(papers, key=newest, reverse=True)
