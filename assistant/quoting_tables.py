"""Runs of rows quoted: the lines of a table that a question names, under its columns."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.answers import Evidence
from assistant.cells import FIGURE_WORDS, figure_cells
from assistant.question import Question
from assistant.quoting_rows import row_words, without_unit
from assistant.words import stem_tuple
from assistant.writing import ENOUGH_WORDS, Writing
from corpus.papers import Cell

_ALONE = re.compile(r"[(£+\-–−]*\d[\d,.]*\s?(?:%|m|k|bn)?\)?")
"""A cell that is a figure and nothing else."""


def say_table(item: Evidence, question: Question, writing: Writing) -> bool:
    """The rows of a run that the question names, each as it stands; the run whole when short.

    Of a list those that are marked as what is asked for ("RED"), if there are such; gives
    whether there were, and so nothing else of the run belongs in the answer.
    """
    lines = item.passage.text.split("\n")
    wanted = set(question.weights)
    header = [line for line in lines[:4] if " | " in line][:1]
    rows = [line for line in lines if " | " in line and line not in header]
    best = max((len(wanted & set(stem_tuple(line))) for line in rows), default=0)
    if not best:
        return False
    listed = "list" in question.wants
    marked = [line for line in rows if listed and _marked_as(line, wanted)]
    narrowed = 0 < len(marked) < len(rows)
    if narrowed:
        rows = marked
    elif len(item.passage.text.split()) > ENOUGH_WORDS or not listed:
        rows = [line for line in rows if len(wanted & set(stem_tuple(line))) >= best]
    if narrowed and sum(len(line.split()) for line in rows) > ENOUGH_WORDS:
        told = [(_in_short(line), line) for line in rows]
    else:
        told = [(line, line) for line in [*header, *rows]]
    text: list[tuple[str, str]] = []
    for short, line in told:
        if sum(len(one.split()) for one, _ in text) + len(short.split()) > ENOUGH_WORDS:
            break
        text.append((short, line))
    if text:
        said = "; ".join(without_bars(short) for short, _ in text)
        writing.say(said, item, "\n".join(line for _, line in text))
    return narrowed


def _in_short(line: str) -> str:
    """A row without its cells of prose, so that all the rows of a long list can be given."""
    first, *cells = line.split(" | ")
    return " | ".join([first, *(cell for cell in cells if len(cell.split()) <= FIGURE_WORDS)])


def _marked_as(line: str, wanted: set[str]) -> bool:
    """Whether a cell besides its first says no more than a word that is asked for: "RED"."""
    cells = (stem_tuple(cell) for cell in line.split(" | ")[1:])
    return any(len(cell) == 1 and cell[0].isalpha() and cell[0] in wanted for cell in cells)


def without_bars(line: str) -> str:
    """A row's cells with dashes between them, the blank ones left out."""
    return " – ".join(filter(None, map(str.strip, line.split("|")))) if " | " in line else line


def line_words(item: Evidence, line: str, question: Question) -> str:
    """A line of a run of rows as the row that it is, with the columns' names; else as it stands.

    Its columns are known where it has as many cells as the line that heads the run.
    """
    passage = item.passage
    columns = _columns_over(passage.text.split("\n"))
    name, *values = map(str.strip, line.split("|"))
    if passage.kind != "table" or not values or len(values) != len(columns):
        return without_bars(line)
    named = zip(columns, values, strict=True)
    cells = tuple(Cell(column, value, "") for column, value in named if value)
    row = replace(passage, kind="row", label=name, cells=cells)
    if len(figure_cells(row)) < len(cells) or not cells:
        told = (f"{cell.column}: {cell.value}" if cell.column else cell.value for cell in cells)
        return f"{row.label} – {'; '.join(told)}"
    return row_words(replace(item, passage=row), question, wide="compare" in question.wants)


def _columns_over(lines: Sequence[str]) -> list[str]:
    """What a run's columns are called, but for its rows' names: its first row of cells, and those
    below it that have no name and no figure, or say what the figures are in."""
    tiers: list[list[str]] = []
    for line in lines:
        cells = list(map(str.strip, line.split("|")))
        if len(cells) < 2:
            if tiers:
                break
            continue
        told = [cell for cell in cells if cell]
        unit = all(not without_unit(cell) for cell in told)
        if tiers and not unit and (cells[0] or any(map(_ALONE.fullmatch, told))):
            break
        tiers.append(cells[1:])
    rows = zip_longest(*tiers, fillvalue="")
    return [" › ".join(dict.fromkeys(filter(None, tier))) for tier in rows]
