"""A catalogue put in the place of another, under readers that go on reading."""

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from corpus.originals import delete, sync_folder

STAGING = "restoring-"
"""How folders begin in which something is made ready; one that a crash left can be deleted."""

_HOPELESS = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@contextmanager
def staging(data: Path) -> Iterator[Path]:
    """An empty folder inside the data folder, gone afterwards. The caller holds the lock."""
    clear_staging(data)
    folder = data / f"{STAGING}{os.getpid()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_staging(data: Path) -> None:
    """Delete what a crash left half made."""
    for left in data.glob(f"{STAGING}*"):
        delete(left)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stamp(new: Path, old: Path) -> None:
    """Make a catalogue later than the one it replaces, so that nothing made of that one fits it.

    Its words index is then merged, and files beside it dropped, as after a removal.
    """
    epoch, rewrites = int(time.time()), 0
    with suppress(sqlite3.Error, TypeError), closing(sqlite3.connect(old)) as db:
        found = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('epoch', 'rewrites')"))
        epoch, rewrites = int(found["epoch"]), int(found["rewrites"])
    with closing(sqlite3.connect(new, isolation_level=None)) as db:
        for name, value in (("epoch", epoch), ("rewrites", rewrites)):
            db.execute(
                "UPDATE meta SET value = max(value + 0, ?) + 1 WHERE name = ?", [value, name]
            )
        db.execute("UPDATE meta SET value = 'due' WHERE name = 'purge'")


def put_in_place(new: Path, old: Path) -> None:
    """Replace a database's content in one transaction, or its file when it is past that.

    The caller holds the right to write. Raises sqlite3.Error for a full disk.
    """
    if old.exists() and _overwritten(new, old):
        return
    for suffix in ("-wal", "-shm"):
        old.with_name(old.name + suffix).unlink(missing_ok=True)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(new, old)
    sync_folder(old.parent)


def _overwritten(new: Path, old: Path) -> bool:
    with (
        closing(sqlite3.connect(new)) as source,
        closing(sqlite3.connect(old, isolation_level=None, timeout=30)) as target,
    ):
        try:
            target.execute("PRAGMA journal_mode = WAL")
            target.execute("PRAGMA synchronous = FULL")
            source.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(target.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorname", None) or ""
            if code.startswith(_HOPELESS):
                return False
            raise
