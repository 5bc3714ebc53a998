"""The rows of one table: of a row or a run of rows, all that stand in the same run."""

from collections.abc import Iterator

from corpus.library import Library
from corpus.papers import Passage, Scope

LONGEST_TABLE = 80
"""Rows on either side that are looked through at most."""


def table_id(passage: Passage) -> str:
    """The id of the run of rows that a passage is, or is of; "" for prose."""
    return passage.id if passage.kind == "table" else passage.part_of


def rows_of_table(passage: Passage, library: Library, scope: Scope) -> Iterator[Passage]:
    """All rows of the run that a row or a run of rows is of, in no order."""
    holder = table_id(passage)
    around = library.neighbours(passage, LONGEST_TABLE, LONGEST_TABLE, scope)
    return (one for one in (*around, passage) if one.kind == "row" and one.part_of == holder)
