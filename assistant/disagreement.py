"""Whether two papers give different figures for the same thing at the same time."""

import re
from collections.abc import Container, Sequence

from assistant.answers import Evidence
from assistant.cells import choose_cells
from assistant.fitting import words_around, words_held
from assistant.misprints import corrects_in_columns
from assistant.pieces import MEASURE_NUMBER
from assistant.question import Question
from assistant.row_names import same_measure, same_name
from assistant.signals import Rarity
from assistant.sought import sought
from assistant.statements import Statement, statements_of
from corpus.calendar import year_of
from corpus.papers import Hit, Paper
from corpus.periods import bare_quarters, named_periods, quarter

AS_WELL = 0.7
"""It holds at least this part of the words of the question that the best one holds."""

JUST_AS_WELL = 0.95
"""A late paper's statement, whose time and figure are not compared, is about the same words."""

ENOUGH = 0.5
"""And each of them at least this part of all the question's words."""

_FIGURE = re.compile(
    r"(£\s?)?\(?(\d[\d,]*(?:\.\d+)?)\)?\s*(%|per ?cent\b|m\b|million\b|k\b|bn\b)?", re.I
)
_CORRECTS = re.compile(
    r"\bnot\b(?:[^.;]|\.(?=\d)){1,60}\bas (?:printed|stated|shown|reported|published|given)\b"
    r"|\bshould (?:have )?read\b|\b(?:printed|stated|shown|given) (?:in error|wrongly)\b"
    r"|\bwrongly (?:printed|stated|shown|given)\b",
    re.I,
)
_WRONG = re.compile(
    r"\bnot\s+(£?\d[\d,.]*\d%?|\d%?)(?=\s[^.;]{0,40}\bas (?:printed|stated|shown|given))", re.I
)
"""The figure that was wrong: "and not 39% as printed"."""

NEARLY_AS_LIKELY = 1.0
"""A correction is what answers where the reader likes it so nearly as well as what it corrects."""

_KINDS = frozenset({"money", "percent", "count", "amount"})


def beside(
    question: Question,
    scored: Sequence[Statement],
    hits: Sequence[Hit],
    rarity: Rarity,
    replaced: Container[str],
) -> tuple[list[Statement], tuple[str, ...]]:
    """What is to be said beside the best statement, and the notes that say why; mostly nothing.

    A late paper's figure, or else one that disagrees. A paper in `replaced` (ids) disagrees
    with nothing: its own note says what became of it.
    """
    if not scored:
        return [], ()
    best = scored[0]
    late = revising(question, best, hits, rarity)
    if late:
        return late, revision_notes(late)
    against = [
        one
        for one in disagreeing(question, best, hits, rarity)
        if one.evidence.paper.id not in replaced and best.evidence.paper.id not in replaced
    ]
    return against, disagreement_notes(best, against)


def corrected_first(scored: Sequence[Statement]) -> list[Statement]:
    """The statements, before the best one what another paper says that it should be."""
    best = scored[0] if scored else None
    if best is None or best.read is None:
        return list(scored)
    least = max(0.0, best.read - NEARLY_AS_LIKELY)
    found = [
        one
        for one in scored
        if one.evidence.paper.id != best.evidence.paper.id
        and _corrects(one)
        and ((one.read is not None and one.read >= least) or _names_wrong(one, best))
    ][:1]
    return [*found, *(one for one in scored if one not in found)]


def _names_wrong(one: Statement, best: Statement) -> bool:
    """Whether a correction names the best row's measure and, as wrong, a figure that it has."""
    number = MEASURE_NUMBER.match(best.evidence.passage.label) if best.row else None
    wrong = _WRONG.search(one.text)
    if number is None or wrong is None:
        return False
    named = re.search(rf"(?<![\w.]){re.escape(number[0])}(?![\w.]\w)", one.text)
    return named is not None and wrong[1] in (cell.value for cell in best.evidence.passage.cells)


def _corrects(statement: Statement) -> bool:
    """Whether a statement, or a row under "For" and "Read", says what was wrong."""
    if not statement.row:
        return bool(_CORRECTS.search(statement.text))
    return corrects_in_columns(statement.evidence.passage)


def disagreeing(
    question: Question, best: Statement, hits: Sequence[Hit], rarity: Rarity
) -> list[Statement]:
    """The statement of another paper among the hits that gives another figure than the best one.

    At most one, mostly none: only where one figure is asked for, of a row or as a sum or a
    percentage; percentages are set against percentages, sums against sums, a row's figure
    against that of the row of the same name, all of one period.
    """
    kinds = sought(question.text)
    if (kinds or not best.row) and not kinds & _KINDS:
        return []
    if question.wants & {"compare", "list", "why"} or len(question.periods) > 1:
        return []
    ours, when = _figures(best, question), _period(best, question)
    held = words_held(question, best, rarity)
    if not ours or not when or held < ENOUGH:
        return []
    others = [
        statement
        for hit in hits
        if hit.paper.id != best.evidence.paper.id
        for statement in statements_of(Evidence(0, hit.passage, hit.paper, hit.score))
    ]
    for other in others:
        as_well = words_held(question, other, rarity) >= max(ENOUGH, AS_WELL * held)
        same = as_well and _period(other, question) == when and _alike(best, other)
        if same and _apart(ours, _figures(other, question)):
            return [other]
    return []


def revising(
    question: Question, best: Statement, hits: Sequence[Hit], rarity: Rarity
) -> list[Statement]:
    """What a late paper of the same meeting, that replaces figures, says of the same; at most one.

    The best statement's own paper may be another than the one that the late paper names.
    """
    paper = best.evidence.paper
    if paper.replaces or not paper.meeting_date or not (best.row or sought(question.text) & _KINDS):
        return []
    least = max(ENOUGH, JUST_AS_WELL * words_around(question, best, rarity))
    late = [hit for hit in hits if hit.paper.replaces and _same_meeting(hit.paper, paper)]
    found = [
        statement
        for hit in late
        for statement in statements_of(Evidence(0, hit.passage, hit.paper, hit.score))
        if _FIGURE.search(statement.text)
        and words_around(question, statement, rarity) >= least
        and _of_one_measure(best, statement)
    ]
    found = [one for one in found if words_held(question, one, rarity) >= ENOUGH]
    return sorted(found, key=lambda one: -words_held(question, one, rarity))[:1]


def _same_meeting(one: Paper, other: Paper) -> bool:
    return one.id != other.id and one.meeting_date == other.meeting_date


def revision_notes(others: Sequence[Statement]) -> tuple[str, ...]:
    """A sentence for each late paper that was quoted beside an older one."""
    return tuple(
        f"“{one.evidence.paper.title}” came later for the same meeting and says that it replaces "
        "figures. Both are quoted: rely on the later one."
        for one in others
    )


def disagreement_notes(best: Statement, others: Sequence[Statement]) -> tuple[str, ...]:
    """A sentence that names the papers that disagree; none when none do."""
    return tuple(
        f"The papers disagree: “{best.evidence.paper.title}” and “{other.evidence.paper.title}” "
        "give different figures for the same time. Both are quoted."
        for other in others
    )


def _alike(one: Statement, other: Statement) -> bool:
    """Two rows of one name; a sentence is held against anything by its words alone."""
    if not (one.row and other.row):
        return True
    return same_name(one.evidence.passage.label, other.evidence.passage.label)


def _of_one_measure(one: Statement, other: Statement) -> bool:
    """The same of rows under headings that share words: not of tax and what audit said of it."""
    rows = one.row and other.row
    return not rows or same_measure(one.evidence.passage, other.evidence.passage)


def _period(statement: Statement, question: Question) -> str:
    """The label of the time that a statement is of; "" when that is not certain."""
    passage, paper = statement.evidence.passage, statement.evidence.paper
    own = named_periods(passage.period or paper.period)
    if statement.row:
        cells = choose_cells(passage, question).cells
        column = cells[0].column if cells else ""
        numbers = bare_quarters(column)
        years = [year_of(one.start) for one in own if one.quarter]
        if len(numbers) == 1 and years:
            return quarter(numbers[0], years[0]).label
        said = {one.label for one in named_periods(column)}
    else:
        said = {one.label for one in named_periods(statement.text)}
    labels = said or {one.label for one in own}
    return labels.pop() if len(labels) == 1 else ""


def _figures(statement: Statement, question: Question) -> dict[str, set[float]]:
    """Unit ("£", "%" or "") to a statement's figures, in ones; of a row the one asked for."""
    text = statement.text
    if statement.row:
        chosen = choose_cells(statement.evidence.passage, question)
        if not chosen.sure:
            return {}
        cell = chosen.cells[0]
        text = f"{cell.value}{'%' if cell.unit == '%' and '%' not in cell.value else ''}"
    found: dict[str, set[float]] = {}
    for pound, digits, scale in _FIGURE.findall(text):
        unit = "£" if pound else "%" if scale.lower() in ("%", "per cent", "percent") else ""
        times = {"m": 1e6, "million": 1e6, "k": 1e3, "bn": 1e9}.get(scale.lower(), 1.0)
        found.setdefault(unit, set()).add(float(digits.replace(",", "")) * times)
    return found if statement.row else {unit: found[unit] for unit in found if unit}


def _apart(ours: dict[str, set[float]], theirs: dict[str, set[float]]) -> bool:
    """Whether they have a unit in common, and no figure of it, roundings aside."""
    shared = ours.keys() & theirs.keys()
    return bool(shared) and not any(
        abs(one - other) <= 0.011 * max(abs(one), abs(other))
        for unit in shared
        for one in ours[unit]
        for other in theirs[unit]
    )
