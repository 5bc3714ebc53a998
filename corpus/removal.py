"""Papers taken out of the catalogue: found by name, removed, made unreadable on the disk."""

from corpus.database import Database
from corpus.errors import LibraryError, NoSuchPaper
from corpus.intake import plain

PREFIX = 8
"""Hex digits of a document's id that are enough to name it."""


def find(database: Database, name: str) -> tuple[str, str]:
    """The one thing that a person means: ("document" or "paper", its id).

    Raises NoSuchPaper for a name that fits nothing, LibraryError for one that fits several.
    """
    wanted = plain(name)
    with database.reading() as db:
        papers = db.execute("SELECT id, title FROM papers").fetchall()
        documents = db.execute("SELECT id, name FROM documents").fetchall()
    by_id = [("paper", id) for id, _ in papers if id == name.strip()]
    by_id += [
        ("document", id)
        for id, _ in documents
        if id == wanted or (len(wanted) >= PREFIX and id.startswith(wanted))
    ]
    by_name = [("document", id) for id, called in documents if plain(called) == wanted]
    by_title = [("paper", id) for id, title in papers if plain(title) == wanted]
    for found in (by_id, by_name, by_title):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(id[:16] for _, id in found)
            raise LibraryError(
                f"'{name}' is the name of {len(found)} files or papers. "
                f"Give the id of the one you mean: {ids}."
            )
    raise NoSuchPaper(name)


def take_out(database: Database, kind: str, id: str) -> tuple[int, str]:
    """Take a document or a paper out; a document goes with its last paper.

    Returns how many passages went, and the name of the original that
    nothing needs any more ("" when it stays).
    """
    with database.changing() as db:
        column = "document_id" if kind == "document" else "paper_id"
        passages: int = db.execute(
            f"SELECT count(*) FROM passages WHERE {column} = ?", [id]
        ).fetchone()[0]
        document = id
        if kind == "paper":
            document = db.execute("SELECT document_id FROM papers WHERE id = ?", [id]).fetchone()[0]
        kept: str = db.execute("SELECT kept FROM documents WHERE id = ?", [document]).fetchone()[0]
        db.execute(f"DELETE FROM passages WHERE {column} = ?", [id])
        db.execute(f"DELETE FROM {kind}s WHERE id = ?", [id])
        left = db.execute("SELECT 1 FROM papers WHERE document_id = ?", [document]).fetchone()
        if not left:
            db.execute("DELETE FROM documents WHERE id = ?", [document])
        db.execute("UPDATE meta SET value = value + 1 WHERE name = 'rewrites'")
        db.execute("UPDATE meta SET value = 'due' WHERE name = 'purge'")
    return passages, "" if left else kept


def purge_due(database: Database) -> bool:
    """Whether something was removed that can still be read on the disk."""
    with database.reading() as db:
        return bool(db.execute("SELECT value FROM meta WHERE name = 'purge'").fetchone()[0])


def purge(database: Database) -> None:
    """Make what was removed unreadable on disk as well, when that is due.

    SQLite overwrites deleted rows itself (secure_delete); the words index
    keeps them until it is merged, and the log until it is cut.
    """
    with database.maintaining() as db:
        if db.execute("SELECT value FROM meta WHERE name = 'purge'").fetchone()[0]:
            db.execute("INSERT INTO words(words) VALUES ('optimize')")
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if not busy:
                db.execute("UPDATE meta SET value = '' WHERE name = 'purge'")
