"""A damaged catalogue: everything that can still be read of it, in a new one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.database import Database
from corpus.errors import LibraryDamaged, LibraryError
from corpus.labels_in_force import LOST, OPEN, settle
from corpus.locks import WriterLock
from corpus.originals import delete
from corpus.replacing import put_in_place, staging, stamp
from corpus.schema import MARK_EVERY_EXEMPT

TO_ADD_AGAIN = "to-add-again"
"""Folder of the original files whose papers were lost with the catalogue."""

COLUMNS = {
    "documents": "rowid, id, name, added, pages, kept, skipped",
    "papers": "rowid, id, document_id, place, access, body, meeting_date, period, title, record",
    "passages": "number, id, document_id, paper_id, place, access, body, meeting_date, period, "
    "label, searched, record",
    "vectors": "made, passage, vector",
    "acronyms": "rowid, document_id, paper_id, access, acronym, expansion",
    "labels": "number, document_id, paper_id, first_page, last_page, whole, access, was, "
    "paragraph, who, made, reason",
}
"""What is read of each table; the first counts its rows up as they were added."""


def refuse_without_catalogue(data: Path) -> None:
    """Raises LibraryDamaged when the originals are there and the catalogue is gone.

    An empty one in its place would take them for files that belong to nobody.
    """
    originals, catalogue = data / "originals", data / "catalogue.db"
    if (catalogue.exists() and catalogue.stat().st_size) or not originals.is_dir():
        return
    if any(originals.iterdir()):
        raise LibraryDamaged(
            f"The library's catalogue {catalogue} is missing or empty, and the files that were "
            f"added are still in {originals}. Bring back a backup with 'board-papers restore', or "
            "run 'board-papers check --repair' and add them again."
        )


def salvage(data: Path) -> tuple[str, ...]:
    """Replace a damaged or missing catalogue by one of all documents that are whole in it.

    Returns what was done, a sentence each; nothing for a sound catalogue. The
    files of documents that were lost are put in a folder from which they can
    be added again. Meanings that were lost are made again by embed_pending.
    Raises LibraryBusy, and LibraryError for a disk that is full.
    """
    catalogue = data / "catalogue.db"
    if not data.is_dir() or (_sound(catalogue) and not _orphaned(data)):
        return ()
    try:
        with WriterLock(data).held(), staging(data) as folder:
            new = folder / catalogue.name
            kept, lost = _saved(catalogue, new)
            stamp(new, catalogue)
            _put_aside(data, kept, lost)
            put_in_place(new, catalogue)
            delete(data / "chroma")
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"The library in {data} could not be repaired ({error}). Check that its disk has room."
        ) from error
    done = [f"The catalogue was damaged; {len(kept)} files were saved from it."]
    aside = data / TO_ADD_AGAIN
    if aside.is_dir():
        names = ", ".join(sorted(path.name for path in aside.iterdir()))
        done.append(
            f"These were lost and have to be added again: {names}. "
            f"'board-papers add {aside}' does that; then delete that folder."
        )
    return tuple(done)


def _orphaned(data: Path) -> bool:
    try:
        refuse_without_catalogue(data)
    except LibraryDamaged:
        return True
    return False


def _sound(catalogue: Path) -> bool:
    if not catalogue.exists():
        return True
    try:
        with closing(sqlite3.connect(catalogue)) as db:
            found = [row[0] for row in db.execute("PRAGMA integrity_check")]
            for table in _tables_of(db):
                db.execute(f"SELECT {COLUMNS[table]} FROM {table} LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", None) or ""
        return code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_CANTOPEN"))
    return not [line for line in found if line != "ok" and "FTS5" not in line]


@dataclass
class _Table:
    """The rows of one table that could be read."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    edges: tuple[int, ...] = ()
    """Numbers of the rows on both sides of what could not be read; empty when all could."""


def _read(db: sqlite3.Connection, table: str) -> _Table:
    """A table's rows from its start, and when that breaks off, from its end too."""
    found = _Table()
    columns = COLUMNS[table]
    number = columns.split(",")[0]

    def rows(order: str, after: int) -> Iterator[tuple[Any, ...]]:
        yield from db.execute(
            f"SELECT {columns} FROM {table} NOT INDEXED WHERE {number} > ? "
            f"ORDER BY {number} {order}",
            [after],
        )

    try:
        for row in rows("ASC", -1):
            found.rows.append(row)
        return found
    except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError):
        last = found.rows[-1][0] if found.rows else -1
    later: list[tuple[Any, ...]] = []
    with suppress(sqlite3.DatabaseError, OverflowError, UnicodeDecodeError):
        for row in rows("DESC", last):
            later.append(row)
    found.edges = (last, later[-1][0] if later else 2**62)
    found.rows += reversed(later)
    return found


def _saved(old: Path, new: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Write the new catalogue; the originals of the documents in it, and of those left out.

    Both as the name an original is kept under and the name of the file.
    """
    tables = {table: _Table([], (-1, 2**62)) for table in COLUMNS}
    about: dict[str, str] = {}
    labelled = True
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(old)) as db:
        with suppress(sqlite3.DatabaseError):
            about = dict(db.execute("SELECT name, value FROM meta"))
        labelled = "labels" in _tables_of(db)
        for table in COLUMNS:
            tables[table] = _read(db, table)
    documents = {str(row[1]): row for row in tables["documents"].rows}
    whole = _whole(tables) & documents.keys()
    database = Database(new)
    with database.changing() as db:
        for name in ("library", "encoder"):
            if about.get(name):
                db.execute("UPDATE meta SET value = ? WHERE name = ?", [about[name], name])
        kept_passages = set()
        for table, document_at in (("documents", 1), ("papers", 2), ("passages", 2)):
            rows = [row for row in tables[table].rows if row[document_at] in whole]
            _insert(db, table, rows)
            if table == "passages":
                kept_passages = {row[0] for row in rows}
        _insert(db, "vectors", [r for r in tables["vectors"].rows if r[1] in kept_passages])
        papers = {row[1] for row in tables["papers"].rows if row[2] in whole} | {None}
        of_whole = [r for r in tables["acronyms"].rows if r[1] in whole and r[2] in papers]
        _insert(db, "acronyms", of_whole)
        _insert(db, "labels", tables["labels"].rows)
        if not labelled:
            db.execute(MARK_EVERY_EXEMPT)
        elif tables["labels"].edges or not about.get("unlabelled"):
            about["unlabelled"] = LOST
        unlabelled = about.get("unlabelled", OPEN)
        db.execute("UPDATE meta SET value = ? WHERE name = 'unlabelled'", [unlabelled])
        settle(db)
    database.close()
    with closing(sqlite3.connect(new)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    names = {str(row[5]): str(row[2]) for row in documents.values()}
    kept = {str(documents[id][5]): str(documents[id][2]) for id in whole}
    return kept, {name: called for name, called in names.items() if name not in kept}


def _whole(tables: dict[str, _Table]) -> set[str]:
    """Documents of which nothing can be missing: none of their rows borders on a gap."""
    documents = {str(row[1]) for row in tables["documents"].rows}
    for table in ("papers", "passages"):
        held: set[str] = set()
        doubtful: set[str] = set()
        for row in tables[table].rows:
            held.add(str(row[2]))
            if row[0] in tables[table].edges:
                doubtful.add(str(row[2]))
        documents &= held - doubtful
    papers = {str(row[1]) for row in tables["papers"].rows}
    strangers = {str(row[2]) for row in tables["passages"].rows if str(row[3]) not in papers}
    return documents - strangers


def _tables_of(db: sqlite3.Connection) -> list[str]:
    """The tables that a catalogue of its version has: the first had no labels."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return [table for table in COLUMNS if table != "labels" or version != 1]


def _insert(db: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    columns = COLUMNS[table]
    marks = ",".join("?" * (columns.count(",") + 1))
    db.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)


def _put_aside(data: Path, kept: dict[str, str], lost: dict[str, str]) -> None:
    """Move the originals that no document has any more out of the way of tidying."""
    originals = data / "originals"
    strays = [path for path in sorted(originals.glob("*")) if path.name not in kept]
    for path in strays:
        if path.suffix == ".tmp":
            continue
        name = Path(lost.get(path.name, path.name)).name
        aside = data / TO_ADD_AGAIN
        aside.mkdir(mode=0o700, exist_ok=True)
        place = aside / name
        if place.exists():
            place = aside / f"{path.stem[:8]}-{name}"
        path.rename(place)
