"""Whether a paper is of the time that a question names, and which papers are the newest."""

from collections.abc import Iterable, Sequence

from assistant.answers import Citation
from assistant.question import Question
from corpus.calendar import year_of
from corpus.papers import Paper
from corpus.periods import bare_quarters, named_periods

LONGEST_QUARTER = 92
"""Days."""


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


def is_of_another_quarter(question: Question, text: str, cited: Sequence[Citation]) -> bool:
    """Whether one quarter is asked for, a `text` tells of another, and nothing cited of that one.

    What is cited tells its time in its words, in its own period or in its paper's; a year that it
    speaks of tells of no quarter, and "Q2" alone is of the year of where it stands.
    """
    if len(question.periods) != 1 or "compare" in question.wants:
        return False
    (wanted,) = question.periods
    own = {time for one in cited for time in (one.passage.period, one.paper.period)}
    times = [one for time in own for one in named_periods(time)]
    years = {year_of(one.start) for one in times}
    alone = not years or year_of(wanted.start) in years  # "Q2" is the one that is asked for
    others = [one for one in named_periods(text) if one.quarter and one.label != wanted.label]
    others_alone = not alone and wanted.quarter in bare_quarters(text)
    if not wanted.quarter or not (others or others_alone):
        return False
    said = [text, *(one.passage.text for one in cited)]
    spans = [one for each in said for one in named_periods(each) if one.days <= LONGEST_QUARTER]
    spans += times
    bare = alone and any(wanted.quarter in bare_quarters(each) for each in said)
    return not bare and not any(one.meets(wanted) for one in spans)
