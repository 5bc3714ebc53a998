"""How each paper stands: the label it bears now and why, for the officer who decides on it."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from corpus.database import Database
from corpus.labels import Part, Standing, closest, paragraphs_in, read_label, why_read
from corpus.labels_in_force import Decided, decided_on
from corpus.papers import Paper
from corpus.records import paper_from


def standings(database: Database, paper_ids: Iterable[str] | None = None) -> list[Standing]:
    """How every paper stands, or these, in the order that they came."""
    wanted = None if paper_ids is None else set(paper_ids)
    found: list[Standing] = []
    with database.reading() as db:
        by_document: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for id, document_id, record, access in db.execute(
            "SELECT p.id, p.document_id, p.record, p.access FROM papers p "
            "JOIN documents d ON d.id = p.document_id ORDER BY d.added, d.rowid, p.place"
        ):
            by_document[document_id].append((id, record, access))
        for document_id, rows in by_document.items():
            if wanted is not None and not wanted & {id for id, _, _ in rows}:
                continue
            decided = decided_on(db, document_id, (id for id, _, _ in rows))
            for id, record, access in rows:
                if wanted is None or id in wanted:
                    found.append(_standing(db, paper_from(record, access), record, decided))
    return found


def _standing(db: sqlite3.Connection, paper: Paper, record: str, decided: Decided) -> Standing:
    as_read = Paper(**json.loads(record))
    read = read_label(as_read)
    given = decided.papers.get(paper.id)
    doubtful = not read and bool(as_read.access_doubt)
    return Standing(
        paper,
        read,
        why_read(as_read),
        read or ("exempt" if doubtful else "public"),
        doubtful,
        given,
        _parts(db, paper, decided),
        (given.paragraph if given else paragraphs_in(as_read.access_reason)),
    )


def _parts(db: sqlite3.Connection, paper: Paper, decided: Decided) -> tuple[Part, ...]:
    """Pages of a paper that are closer held than it, neighbours of one label together."""
    labels: dict[int, list[str]] = defaultdict(list)
    for first, last, access in db.execute(
        "SELECT json_extract(record, '$.first_page'), json_extract(record, '$.last_page'), access "
        "FROM passages WHERE paper_id = ? AND access != ?",
        [paper.id, paper.access],
    ):
        for page in range(first or 0, (last or 0) + 1):
            labels[page].append(access)
    for (id, page), label in decided.pages.items():
        if id == paper.id and closest((label.access, paper.access)) != paper.access:
            labels[page].append(label.access)
    parts: list[Part] = []
    for page in sorted(labels):
        access = closest(labels[page])
        if parts and parts[-1].last_page == page - 1 and parts[-1].access == access:
            parts[-1] = Part(parts[-1].first_page, page, access)
        else:
            parts.append(Part(page, page, access))
    return tuple(parts)
