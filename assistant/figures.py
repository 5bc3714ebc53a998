"""A sentence and the evidence it cites to what in the sentence that evidence does not hold.

Every figure, date, sum, percentage, reference and name must stand in the passages
cited: within rounding and units, in its own row and column, and under its own period.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.amounts import COUNT, MONEY, Figure, figures_in
from assistant.answers import Evidence
from assistant.grounds import Held, Row, everything_in, held_by, rows_of
from assistant.moments import Moment, borne_out, moments_in, without_moments
from assistant.number_words import FRACTIONS
from assistant.people import strangers
from assistant.references import strange_references
from assistant.words import stem_tuple

ABOUT = 0.1
"""How far "about £30m" may stand from the figure, as a share of it. A guess."""

OVER = 0.15
"""How far above "over 200" the figure may be, as a share. A guess."""

_LIST_MARK = re.compile(r"^\s*(?:[•▪●*–-]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s", re.M)
_PAUSE = re.compile(r"[;,:()–—]")
_TURN = re.compile(
    r"\b(?:and|against|compared|but|while|whereas|with|than|from|versus|after|before|up|down|"
    r"to(?!\sdate))\b",
    re.I,
)
_SAME_COLUMN = {
    "spent": ("spend", "actual", "expenditure"),
    "spend": ("spend", "actual", "expenditure"),
    "expenditur": ("spend", "actual", "expenditur"),
    "overspend": ("varianc", "overspend"),
    "oversp": ("varianc", "overspend"),
    "underspend": ("varianc", "underspend"),
    "undersp": ("varianc", "underspend"),
    "outturn": ("outturn", "forecast"),
    "forecast": ("forecast", "outturn", "project"),
    "expect": ("forecast", "outturn", "project"),
    "project": ("forecast", "outturn", "project"),
}
"""A claim's stem to the stems of columns that it names."""

_ROW_CODE = re.compile(r"\b[A-Z]{1,5}\d+(?:\.\d+)*\b")
_FAINT = {"date": 0.5}
"""Words of a column's name that hardly name it: "spent to date" is not the budget to date."""


def faults_in(
    sentence: str, cited: Sequence[Evidence], given: Sequence[Evidence] = ()
) -> list[str]:
    """What a sentence says that its evidence does not hold, each as a phrase.

    Empty when all stands. `given` is all the evidence that there was: its other rows
    tell a figure that was taken from the wrong one. Keys must be out of the sentence already.
    """
    about = "\n".join(everything_in(item) for item in cited)
    rest, faults = strange_references(sentence, about)
    faults += [
        f"“{moment.text}” is not in what it cites"
        for moment in moments_in(rest)
        if not any(borne_out(moment, everything_in(item)) for item in cited)
    ]
    held = held_by(cited)
    rows = [row for item in [*cited, *given] for row in rows_of(item.passage)]
    claims = _claimed(without_moments(rest))
    for place, claim in enumerate(claims):
        faults += _faults_of(claim, _region(claims, place, rest), rest, held, cited, rows)
    faults += [
        f"the name “{name}” is not in what it cites"
        for name in strangers(sentence, [everything_in(item) for item in cited])
    ]
    return list(dict.fromkeys(faults))


def _claimed(text: str) -> list[Figure]:
    """The figures of a claim; fractions in words are percentages."""
    found = list(figures_in(text))
    for pattern, value in FRACTIONS:
        for match in pattern.finditer(text):
            found = [f for f in found if not (match.start() <= f.start < match.end())]
            found.append(Figure(match[0], "percent", value, 1.0, match.start(), match.end()))
    return sorted(found, key=lambda figure: figure.start)


def _region(claims: Sequence[Figure], place: int, text: str) -> str:
    """The words that go with one figure: from where the last one's end to the next break."""
    stops = [*(claim.start for claim in claims), len(text)]
    start = _stop(claims[place - 1].end, stops[place], text) if place else 0
    return text[start : _stop(claims[place].end, stops[place + 1], text, last=len(text))]


def _stop(after: int, before: int, text: str, last: int = -1) -> int:
    """Where the words that follow a figure end: at punctuation, else at a word that turns."""
    found = _PAUSE.search(text, after, before) or _TURN.search(text, after, before)
    if found:
        return found.start()
    return last if before == last else after


def _faults_of(
    claim: Figure,
    region: str,
    sentence: str,
    held: Sequence[Held],
    cited: Sequence[Evidence],
    rows: Sequence[Row],
) -> Iterator[str]:
    matches = [one for one in held if agrees(claim, one.figure)]
    if not matches:
        if not _counts_a_list(claim, sentence, cited):
            yield f"“{claim.text}” is not in what it cites"
        return
    if claim.negative and claim.text[:1] in "-−–" and not any(m.figure.negative for m in matches):
        yield f"“{claim.text}” is not below nought in what it cites"
    if all(match.row for match in matches):
        misplaced = [_misplaced(match, region, sentence, rows) for match in matches]
        if all(misplaced):
            yield f"“{claim.text}” {misplaced[0]}"
            return
    moment = _one_moment(region) or _one_moment(sentence)
    if moment and not any(_of_time(match, moment) for match in matches):
        others = [item for item in cited if borne_out(moment, everything_in(item))]
        if others and all(match.evidence not in others for match in matches):
            yield f"“{claim.text}” is not of {moment.text} in what it cites"


def agrees(claim: Figure, source: Figure) -> bool:
    """Whether a figure of the papers bears out one of a claim, within rounding and units."""
    if claim.kind != source.kind and not (
        claim.scaled and {claim.kind, source.kind} == {COUNT, MONEY}
    ):
        return False
    gap, spare = source.value - claim.value, 1e-9 * max(1.0, claim.value)
    if abs(gap) <= claim.step / 2 + spare:
        return True
    if source.step > claim.step and source.hedge == "about" == claim.hedge and not gap:
        return True
    coarse = _coarse_step(claim)
    if claim.hedge == "about":
        return abs(gap) <= min(coarse / 2, ABOUT * claim.value) + spare
    if claim.hedge == "over":
        return 0 <= gap <= min(coarse, OVER * claim.value) + spare
    if claim.hedge == "under":
        return 0 <= -gap <= min(coarse, ABOUT * claim.value) + spare
    return False


def _coarse_step(figure: Figure) -> float:
    """What its last digit that is not a nought is worth: 100 for 1,200."""
    step = figure.step
    while figure.value and round(figure.value / (step * 10), 9).is_integer():
        step *= 10
    return step


def _misplaced(match: Held, region: str, sentence: str, rows: Sequence[Row]) -> str:
    """How a claim names another row or column than the figure's; "" when it does not."""
    row = next((row for row in rows if row.label == match.row), None)
    columns = [column for column, _, _ in row.cells] if row else []
    own = _names_of(match.row)
    if not own <= _names_of(sentence):
        common = frozenset().union(own, *(_names_of(column) for column in columns))
        for label in {row.label for row in rows}:
            names = _names_of(label)
            if own and own <= names:
                continue  # the same row, with more of its name
            if names - common and names <= _names_of(region):
                return f"stands in the row “{match.row}” and not “{label}”"
    if match.column and len(columns) > 1:
        best = _column_named(match.column, columns, region, sentence)
        for column in columns:
            if column != match.column and _column_named(column, columns, region, sentence) > best:
                return f"stands under “{match.column}” and not “{column}”"
    return ""


def _names_of(text: str) -> frozenset[str]:
    """The stems and codes by which a text can name a row; bare numbers name none."""
    words = {word for word in stem_tuple(text) if word.isalpha() and len(word) > 2}
    return frozenset(words | {code.lower() for code in _ROW_CODE.findall(text)})


def _column_named(column: str, columns: Sequence[str], region: str, sentence: str) -> float:
    """How many words of the region name this column and not every column."""
    common = frozenset.intersection(*(_names_of(one) for one in columns))
    own = _names_of(column) - common
    named = 0.0
    for word in _names_of(region):
        if word in own or any(other in own for other in _SAME_COLUMN.get(word, ())):
            named += _FAINT.get(word, 1.0)
    if not moments_in(column):
        return named
    for text, weight in ((region, 2.0), (sentence, 0.5)):
        moment = _one_moment(text)
        if moment and borne_out(moment, column):
            return named + weight
    return named


def _one_moment(text: str) -> Moment | None:
    """The one period that a text names; None when it names none or several."""
    named = [moment for moment in moments_in(text) if not moment.clock]
    return named[0] if len(named) == 1 else None


def _of_time(match: Held, moment: Moment) -> bool:
    return borne_out(moment, everything_in(match.evidence))


def _counts_a_list(claim: Figure, sentence: str, cited: Sequence[Evidence]) -> bool:
    """Whether a small number counts what a list in the evidence holds, or what is cited."""
    if claim.kind != COUNT or not 2 <= claim.value <= 12:
        return False
    after = sentence[claim.end : claim.end + 40]
    if re.match(r"\s(?:\w+\s)?(?:papers?|reports?|documents?|meetings?)\b", after):
        return len({item.paper.id for item in cited}) == claim.value
    _, colon, told = sentence.partition(":")
    if colon and len(re.split(r",\s(?:and\s)?|;\s(?:and\s)?|\sand\s", told)) == claim.value:
        return True
    for item in cited:
        rows = rows_of(item.passage)
        if claim.value in (len(_LIST_MARK.findall(item.passage.text)), len(rows)):
            return True
    return False
