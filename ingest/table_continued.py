"""A table under "… continued": its first rows stand under the name open on the last page."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.table_rows import Row
from ingest.table_sections import is_total
from ingest.tables import LogicalTable


def continued(
    tables: Sequence[LogicalTable], before: Sequence[LogicalTable]
) -> tuple[LogicalTable, ...]:
    """The tables, the rows before the first name or total under the last one of `before`."""
    last = before[-1].rows[-1] if before and before[-1].rows else None
    if last is None or not last.section or is_total(last.label) or not tables:
        return tuple(tables)
    rows: list[Row] = []
    going_on = True
    for row in tables[0].rows:
        going_on = going_on and not row.section and bool(row.cells)
        rows.append(replace(row, section=last.section) if going_on else row)
        going_on = going_on and not is_total(row.label)
    return (replace(tables[0], rows=tuple(rows)), *tables[1:])
