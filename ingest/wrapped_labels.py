"""Labels of a front sheet that a narrow column broke: "REPORTING" over "OFFICER:", made one row."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.papers import Table
from ingest.lines import mark

LEAST_FIELDS = 2
"""Other rows that begin with a known label."""


def with_whole_labels(table: Table) -> Table:
    """The table, two rows one where their first cells make a known label between them."""
    fields = sum(_is_field(row[0]) for row in table.rows if row)
    if fields < LEAST_FIELDS + 1 or any(_filled(row) > 2 for row in table.rows):
        return table
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        above = rows[-1] if rows else None
        if above and _goes_on(above[0], row[0]):
            rows[-1] = tuple(" ".join(filter(None, both)) for both in zip(above, row, strict=True))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _goes_on(above: str, below: str) -> bool:
    """Whether a label without its colon goes on in the one below, which has it."""
    parted = (
        bool(above.strip()) and not above.rstrip().endswith(":") and below.rstrip().endswith(":")
    )
    return parted and not _is_field(f"{above}:") and _is_field(f"{above} {below}")


def _is_field(label: str) -> bool:
    return label.rstrip().endswith(":") and mark(label.strip()).kind == "field"


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
