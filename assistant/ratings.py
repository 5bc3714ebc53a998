"""Which measures, actions or risks have a rating: all rows of a paper that are red, off track, …

Papers rate in words, letters and signs ("Amber", "R", "✗"). Who asks which ones are red wants
every such row of the newest paper, and no sentence that explains the colours.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.paper_times import is_of_time, newest_papers
from assistant.question import Question
from assistant.verbatim import Line
from assistant.words import content_words, stem, stem_tuple
from corpus.library import Library
from corpus.papers import Cell, Paper, Passage, Scope

LONGEST_NAME = 16
"""Words of a row's name."""

COLOURS = {
    "red": (
        r"red|off[- ]?(?:track|target)|(?:not|n[’']t) (?:being )?(?:met|achieved|on t\w+)"
        r"|behind|missed|missing (?:its|their|the)? ?targets?|failing|below target|underperforming",
        r"red|r|x|✗|✘|off track|behind|not met|missed|delayed|not achieved",
    ),
    "amber": (
        r"amber|at risk|uncertain|slipping",
        r"amber|a|u|\?|at risk|uncertain|slipping|some risk|partly met",
    ),
    "green": (
        r"green|on[- ]?(?:track|target)|achieved|met (?:its|their|the)? ?targets?",
        r"green|g|✓|✔|on track|met|achieved|on target",
    ),
}
"""A colour to how it is asked for, and how it stands in a cell."""

_ASKS = re.compile(
    r"^\W*(?:so |and |ok |please )?(?:which|what|list|show|any|are (?:any|there)|is there|give me|"
    r"name|tell me which)\b",
    re.I,
)
_OF = re.compile(
    r"\b(?:measures?|indicators?|kpis?|pis?|targets?|objectives?|milestones?|actions?|risks?|"
    r"schemes?|savings?|projects?|commitments?|priorities|recommendations?|areas|ones|anything|"
    r"things|services|rated|rating)\b",
    re.I,
)
_ALONE = re.compile(
    r"^\W*what(?:['’]s| is| are)? (?:currently |still |now )?(?:rated )?(?:red|amber|green|off|on|"
    r"at risk|behind)\b",
    re.I,
)
_EXPLAINS = re.compile(r"\b(?:mean|means|meaning|counts? as|colour|why|how many|stand for)\b", re.I)
_COLUMN = re.compile(
    r"\b(?:r\s?a\s?g|rating|rated|status|progress|state|judgement|achieved|result|on track)\b", re.I
)
_DIRECTION = re.compile(r"\bdirection|\btrend|\btravel", re.I)
_BULLET = re.compile(r"^[\W_]+(?=\w)")
_KINDS = (
    (
        r"measures?|indicators?|k?pis?",
        r"\b(?:performance|measures?|indicators?|kpis?|scorecard)\b",
    ),
    (
        r"measures?|indicators?|k?pis?|targets?|objectives?|milestones?",
        r"\b(?:performance|measures?|indicators?|kpis?|targets?|objectives?|milestones?|scorecard)\b",
    ),
    (r"savings?", r"\bsavings?\b"),
    (r"risks?", r"\brisks?\b"),
    (r"actions?", r"\bactions?\b"),
    (r"projects?|schemes?", r"\b(?:projects?|schemes?|programmes?|capital)\b"),
)
"""How what is rated is called in a question, and over its rows, the surest first."""

_GENERIC = frozenset(
    map(
        stem,
        """measure indicator kpi pi target objective milestone saving risk action project scheme
        rate rating rag status red amber green track off behind miss risk uncertain slip achieve
        meet met fail below underperform
        list show give name current currently still now ones anything thing area quarter year one
        service performance kind any least being""".split(),
    )
)


def of_a_rating(question: Question, library: Library, scope: Scope) -> list[Line]:
    """The rows that have the rating asked for, of the newest paper that rates what is asked about.

    None for a question that asks for no list of ratings, or where no row has it.
    """
    colour = _colour(question.text)
    if not colour or question.follows:
        return []
    about = {stem(word) for word in content_words(question.text)} - _GENERIC
    about = {word for word in about if not re.fullmatch(r"q[1-4]|[\d/]+", word)}
    kinds = [over for named, over in _KINDS if _named(named, question.text)] or [""]
    papers = [one for one in newest_papers(library.papers(scope)) if is_of_time(one, question)]
    for kind in kinds:
        for paper in papers:
            rated = list(_rated(paper, library.passages(paper.id, scope)))
            meant = [
                one
                for one in rated
                if about <= _words(one[0], paper) and re.search(kind, _over(one[0], paper), re.I)
            ]
            found = [one for one in meant if re.fullmatch(COLOURS[colour][1], _value(one[1]))]
            if found:
                return [_line(passage, cell, paper) for passage, cell in found]
            if meant:
                return []
    return []


def _colour(text: str) -> str:
    """The rating that a question asks a list of; "" for none."""
    listed = _ASKS.search(text) and _OF.search(text)
    if _EXPLAINS.search(text) or not (listed or _ALONE.search(text)):
        return ""
    for colour, (asked, _) in COLOURS.items():
        if re.search(rf"\b(?:{asked})\b", text, re.I):
            return colour
    return ""


def _named(kind: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:{kind})\b", text, re.I))


def _rated(paper: Paper, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Cell]]:
    """The rows that have a rating, each with the last of its cells that can be one."""
    every = re.compile("|".join(f"(?:{stands})" for _, stands in COLOURS.values()))
    for passage in passages:
        cells = [
            cell
            for cell in passage.cells
            if _COLUMN.search(cell.column)
            and not _DIRECTION.search(cell.column)
            and every.fullmatch(_value(cell))
        ]
        if passage.kind == "row" and passage.label and cells:
            yield passage, cells[-1]


def _value(cell: Cell) -> str:
    return _BULLET.sub("", cell.value.strip()).lower()


def _words(passage: Passage, paper: Paper) -> set[str]:
    """The stems of a row's name and of what stands over it; its commentary tells other things."""
    said = (paper.body, paper.period, passage.label, _over(passage, paper))
    return {word for text in said for word in stem_tuple(text)}


def _over(passage: Passage, paper: Paper) -> str:
    """What stands over a row: its paper's title, its headings, its table's name and columns."""
    return "\n".join((paper.title, *passage.headings, passage.text.rpartition("\n")[0]))


def _line(passage: Passage, cell: Cell, paper: Paper) -> Line:
    words = passage.label.split()
    name = " ".join(words[:LONGEST_NAME]) + (" …" if len(words) > LONGEST_NAME else "")
    column = cell.column.split("›")[-1].strip()
    row = passage.text.rsplit("\n", 1)[-1]
    return Line(row, passage, paper, alone=True, shown=f"{name}: {column} {cell.value.strip()}")
