"""Rows and tables quoted: the cells asked for first, each with its column, its row named."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.answers import Evidence
from assistant.cells import FIGURE, Chosen, choose_cells, figure_cells, printed
from assistant.column_names import means_whole
from assistant.question import Question
from assistant.statements import Statement
from assistant.tables import caption_of, row_line
from assistant.words import stem, stem_tuple, words_of
from assistant.writing import ENOUGH_WORDS, MOST_WORDS, Writing
from corpus.papers import Cell, Passage

ROWS_WITHIN = 1.2
"""A row this near the best one is said too: another department's, another paper's, the income of
what the best one has the cost of."""

SAME_TABLE_WITHIN = 0.9
"""And so near another row of its own table, where the best one is more likely the one asked for."""

ROWS_COMPARED = 2.0

ROWS = 2
ROWS_WIDE = 4
"""Rows of one answer, and of one that compares."""

_NUMBERED = re.compile(
    r"^(?:\d{1,3}/\d{2,4}\s+|(?:table|item|appendix|annex|part|section|priority|[A-Z]\w+)\s"
    r"\d+(?:\.\d+)*[a-z]?(?:\s?[–—:.-]\s?|\s))(?=[A-Z])",
    re.I,
)
"""A minute's, a table's or an item's number before its title, which reads as a figure."""

_DIGITS = re.compile(r"\d[\d,.]*")

_ASKING = re.compile(r"\b(?:how (?:many|much|far|long|often|big)|what|which|who|when|and)\b", re.I)

_TWO_TIMES = re.compile(
    r"\b(?:and|&|or|than|to)\s+(?:(?:what|how|where)\s+)?"
    r"(?:now|today|this|last|then|before|the one before|a year)\b"
    r"|\b(?:now|today|this \w+|last \w+),?\s+(?:and|&|or|than)\b",
    re.I,
)
"""The figure of one time and of another: "June and today"."""

_NEGATED = re.compile(r"\b(?:cannot|not (?:be|been|being|yet))\b|n['’]t\b", re.I)
"""What may be another column's name: "can't be delivered" is not in "Delivered"."""

_PARTICIPLE = re.compile(r"\w{3}(?:ed|en)$", re.I)
"""What says which of several: "adjourned", "taken"."""

WHOLE_ROW = 12
"""A row of at most so many cells is given whole, what was asked for first."""

SURE = 1.5
"""Unless one column is named as clearly as this, by its time or by three of its words: other
figures beside it are taken for it."""

NAMED = 0.8
"""Or as this, by a word or two that are its whole name."""


def say_rows(
    question: Question, evidence: Sequence[Evidence], scored: Sequence[Statement], writing: Writing
) -> set[str]:
    """The best row's cells, and those of rows that fit as well (the same row elsewhere).

    Rows of one table are cited as the table, where it is among the evidence. Gives the
    ids of the rows' passages.
    """
    rows = [one for one in scored if one.row]
    wide = "compare" in question.wants or len(question.periods) + len(question.quarters) > 1
    near = [one.evidence for one in rows if _is_near(one, rows[0], question, wide)]
    if wide and (other := _other_side(rows, question)) and other not in near[:ROWS_WIDE]:
        near.insert(1, other)
    near = near[: ROWS_WIDE if wide else ROWS]
    runs = {item.passage.id: item for item in evidence if item.passage.kind == "table"}
    of_run = Counter(item.passage.part_of for item in near)
    said: set[str] = set()
    for item in near:
        words = row_words(item, question, wide)
        if writing.parts and writing.words + len(words.split()) > MOST_WORDS:
            break
        run = runs.get(item.passage.part_of)
        both = run if run and of_run[item.passage.part_of] > 1 else item
        writing.say(words, both, row_line(item.passage))
        said.add(item.passage.id)
        if writing.words > ENOUGH_WORDS:
            break
    return said


def _is_near(one: Statement, best: Statement, question: Question, wide: bool) -> bool:
    """Whether a row is as likely meant as the best one, or is another side of it."""
    table = best.evidence.passage.part_of
    twin = bool(table) and one.evidence.passage.part_of == table and not question.follows
    within = ROWS_COMPARED if wide else SAME_TABLE_WITHIN if twin else ROWS_WITHIN
    return one.score >= best.score - within


def _other_side(rows: Sequence[Statement], question: Question) -> Evidence | None:
    """Of the best row's table the row that is named by what the question says besides."""
    best = rows[0].evidence.passage
    left = set(question.weights) - set(stem_tuple(best.label))
    named = [
        (len(left & set(stem_tuple(one.evidence.passage.label))), one.evidence)
        for one in rows[1:]
        if one.evidence.passage.part_of == best.part_of
    ]
    most = max((count for count, _ in named), default=0)
    return next((item for count, item in named if count == most > 0), None)


def say_against(other: Statement, question: Question, writing: Writing) -> None:
    """What another paper says instead; the notes beside the answer name the two."""
    item = other.evidence
    words = row_words(item, question, wide=False) if other.row else other.text
    if not writing.holds(words):
        quote = row_line(item.passage) if other.row else other.text
        which = "a later paper" if item.paper.replaces else "another paper"
        writing.say(f"But {which} says: {words}", item, quote)


def row_words(item: Evidence, question: Question, wide: bool) -> str:
    """A row's name, where it stands, and the cells that are asked for, each under its column."""
    passage = item.passage
    chosen = choose_cells(passage, question)
    short = figure_cells(passage)
    cells = short if (wide and len(short) <= 4) else chosen.cells
    beside = _beside(chosen, short, question, passage.label, wide)
    cells = (*cells, *(c for c in beside if c not in cells))
    place = place_of(passage)
    figures = "; ".join(
        f"{_column(cell.column, place)}: {printed(cell)}" if cell.column else printed(cell)
        for cell in cells[:WHOLE_ROW]
    )
    name = passage.label.rstrip(" :") or place
    where = f" ({place})" if place and place != name else ""
    return f"{name}{where} – {figures.rstrip('.')}."


def _beside(
    chosen: Chosen, row: Sequence[Cell], question: Question, label: str, wide: bool
) -> Sequence[Cell]:
    """The cells of a row that stand beside those that were asked for: all of a short one."""
    if len(row) > WHOLE_ROW:
        return _of_group(chosen.cells, row) if wide or _asks_more(question, label) else ()
    if wide or _TWO_TIMES.search(question.text):
        return row
    if _is_sure(chosen, question, label) and not _narrowed(chosen, row, question, label):
        return ()
    return chosen.others


def _is_sure(chosen: Chosen, question: Question, label: str) -> bool:
    """Whether one cell of a row is all that is asked for."""
    told = chosen.score >= SURE or (chosen.score >= NAMED and _is_named(chosen, question))
    figure = bool(FIGURE.search(chosen.cells[0].value)) if chosen.cells else False
    asks_one = _asks_one(question, label) and not _NEGATED.search(question.text)
    return chosen.sure and told and figure and asks_one


def _narrowed(chosen: Chosen, row: Sequence[Cell], question: Question, label: str) -> bool:
    """Whether the word behind a column's name in a question narrows it: "reviews adjourned".

    It stands in no other column's name, nor in the row's: which column it means is not certain.
    """
    named = {key for cell in chosen.cells for key in stem_tuple(cell.column)}
    known = {key for cell in row for key in stem_tuple(cell.column)} | set(stem_tuple(label))
    return any(
        stem(before) in named and stem(after) not in known and _PARTICIPLE.search(after)
        for before, after in pairwise(words_of(question.text))
    )


def stands_alone(passage: Passage, question: Question) -> bool:
    """Whether one cell of a row is given and no other."""
    return "compare" not in question.wants and _is_sure(
        choose_cells(passage, question), question, passage.label
    )


def _of_group(cells: Sequence[Cell], row: Sequence[Cell]) -> list[Cell]:
    """The cells of a long row under one heading with these, and those of one name under others:
    one of the two is the other side of them."""
    over = {cell.column.rpartition(" › ")[0] for cell in cells} - {""}
    under = {cell.column.rpartition(" › ")[2] for cell in cells}
    alike = [cell for cell in row if cell.column.rpartition(" › ")[0] in over]
    others = [cell for cell in row if cell.column.rpartition(" › ")[2] in under]
    return list(dict.fromkeys((*alike, *others)))


def _is_named(chosen: Chosen, question: Question) -> bool:
    """Whether a question has all the words of a column's name, without what groups of columns are
    headed by; or words that mean the same, where these name no other column."""
    name = set(map(stem, words_of(without_unit(chosen.cells[0].column).rpartition(" › ")[2])))
    if name and name <= set(map(stem, words_of(question.text))):
        return True
    return chosen.alone and means_whole(name, question)


def _asks_one(question: Question, label: str) -> bool:
    """Whether one thing is asked for, in a question that says itself what."""
    return not question.follows and not _asks_more(question, label)


def _asks_more(question: Question, label: str) -> bool:
    """Whether a question asks twice: "how far over are we now and how far were we in June".

    Not by the "and" of the row's own `label`: "social, emotional and mental health".
    """
    own = set(stem_tuple(label))
    asking = [found for found in _ASKING.finditer(question.text) if not _joins(found, own)]
    return len(asking) > 1 or bool(_TWO_TIMES.search(question.text))


def _joins(asking: re.Match[str], own: set[str]) -> bool:
    """Whether an "and" stands between two words of a row's name."""
    before, after = asking.string[: asking.start()].split(), asking.string[asking.end() :].split()
    if asking[0].lower() != "and" or not before or not after:
        return False
    sides = (stem_tuple(before[-1]), stem_tuple(after[0]))
    return all(side and own.issuperset(side) for side in sides)


def _column(column: str, place: str) -> str:
    """A column's name without its unit, and without what the row's place says already."""
    over, _, own = column.rpartition(" › ")
    column = own if over and over in place else column
    return without_unit(column).replace(" › ", ", ").strip(" ,") or column


def without_unit(column: str) -> str:
    """A column's name without what its figures are in; "" for that alone."""
    return re.sub(r"\s*(?:\(?£['’]?000s?\)?|\([£%]\))", "", column).strip(" ›")


def row_told(row: Passage, cells: Sequence[Cell]) -> str:
    """A row's name, its place, and some of its cells with what heads them."""
    place = place_of(row)
    where = f" ({place})" if place and place != row.label else ""
    said = "; ".join(
        f"{without_unit(cell.column).replace(' › ', ', ') or cell.column}: {printed(cell)}"
        for cell in cells
    )
    return f"{row.label}{where} – {said}."


def place_of(passage: Passage) -> str:
    """What a row's table and its section are called; "" where they are not."""
    caption = caption_of(passage)
    section = passage.headings[-1] if passage.headings else ""
    if not _figures_in(section) <= _figures_in(passage.text):
        # A figure of the answer stands in the passage that it cites; a heading's may not.
        section = _NUMBERED.sub("", section)
        section = section if _figures_in(section) <= _figures_in(passage.text) else ""
    if section and section in caption:
        section = ""
    parts = [part for part in dict.fromkeys((caption, section)) if part and part != passage.label]
    return ", ".join(part for part in parts if len(part.split()) <= 16)


def _figures_in(text: str) -> set[str]:
    return {found.rstrip(".,") for found in _DIGITS.findall(text)}
