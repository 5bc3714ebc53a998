"""Papers and passages to rows of the catalogue and back, labels from theirs; a scope to its SQL."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from corpus.labels import Label, canonical, closest
from corpus.papers import ACCESS_CLASSES, Cell, PageStart, Paper, Passage, Scope

PASSAGE_COLUMNS = "p.number, p.access, p.label, p.searched, p.record"

LABEL_COLUMNS = (
    "paper_id, document_id, access, who, made, reason, first_page, last_page, whole, paragraph, was"
)

_IN_COLUMNS = {"access", "label", "search_text"}
"""Fields of a passage that have a column of their own and are left out of its record."""

_TUPLES = {
    field.name
    for field in fields(Passage)
    if str(field.type).startswith("tuple") and field.name not in ("cells", "page_starts")
}


def effective_access(own: str, paper: str) -> str:
    """The label that a passage is treated as: unknown is exempt, and the paper's bounds it.

    A passage may be closer held than its paper (an exempt appendix), never more open.
    """
    return closest((own, paper))


def searched_text(passage: Passage) -> str:
    """What both indexes read of a passage."""
    return passage.search_text or passage.text


def passage_record(passage: Passage) -> str:
    """The parts of a passage that have no column of their own, as JSON."""
    record = {name: value for name, value in asdict(passage).items() if name not in _IN_COLUMNS}
    record["says_search_text"] = bool(passage.search_text)
    return json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)


def passage_from(row: sqlite3.Row | tuple[object, ...]) -> Passage:
    """A passage from PASSAGE_COLUMNS; its access is the one that it is treated as."""
    _, access, label, searched, record = row
    found = json.loads(str(record))
    says = found.pop("says_search_text", False)
    found = _known(Passage, found)
    for name in _TUPLES & found.keys():
        found[name] = tuple(found[name])
    found["cells"] = tuple(Cell(**_known(Cell, cell)) for cell in found.get("cells", ()))
    starts = found.get("page_starts", ())
    found["page_starts"] = tuple(PageStart(**_known(PageStart, start)) for start in starts)
    found.setdefault("first_page", 0)
    found.setdefault("last_page", 0)
    return Passage(
        **found,
        access=canonical(str(access)),
        label=str(label),
        search_text=str(searched) if says else "",
    )


def paper_record(paper: Paper) -> str:
    """A paper as JSON."""
    return json.dumps(asdict(paper), ensure_ascii=False)


def paper_from(record: str, access: str) -> Paper:
    """A paper from its record; its access is the one that it is treated as."""
    return replace(Paper(**_known(Paper, json.loads(record))), access=canonical(access))


def label_from(row: Sequence[object]) -> Label:
    """A decision from LABEL_COLUMNS."""
    return Label(*row[:8], bool(row[8]), *row[9:])  # type: ignore[arg-type, call-arg]


def _known(noun: Any, found: dict[str, Any]) -> dict[str, Any]:
    """What this version knows of a record; a later one may have written more."""
    return {field.name: found[field.name] for field in fields(noun) if field.name in found}


def within(scope: Scope, table: str, *, papers: bool = False) -> tuple[str, list[str]]:
    """An SQL condition, and its values, that lets through what a scope may see.

    For the table of passages, or with `papers` for that of papers.
    """
    conditions, values = [], []
    for column, allowed in scope_columns(scope, papers=papers).items():
        if not allowed and column != "access":
            continue
        if column == "access" and sees_every_label(scope):
            continue
        conditions.append(f"{table}.{column} IN ({','.join('?' * len(allowed))})")
        values.extend(sorted(allowed))
    return " AND ".join(conditions) or "TRUE", values


def sees_every_label(scope: Scope) -> bool:
    """Whether a scope lets every label through, a named body's and an unknown one included."""
    return scope.access >= frozenset(ACCESS_CLASSES)


def scope_columns(scope: Scope, *, papers: bool = False) -> dict[str, Collection[str]]:
    """What a scope allows, by the name of the catalogue's column."""
    return {
        "access": scope.access,
        "document_id": scope.documents,
        "id" if papers else "paper_id": scope.papers,
        "body": scope.bodies,
        "meeting_date": scope.meetings,
        "period": scope.periods,
    }
