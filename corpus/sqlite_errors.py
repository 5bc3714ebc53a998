"""What SQLite reports, as errors that a person can read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn SQLite's errors over the file at `path` into sentences."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", None) or ""
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in str(error):
            raise LibraryDamaged(damaged(path, str(error))) from error
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise LibraryBusy(path.parent, 0) from error
        if code.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise LibraryError(
                f"The library's catalogue {path} cannot be used ({error}). "
                "Check that its disk has room and that its folder can be written to."
            ) from error
        if code == "SQLITE_ERROR" and "no such" in str(error):
            raise LibraryDamaged(damaged(path, str(error))) from error
        raise


def damaged(catalogue: Path, how: str) -> str:
    """What to tell of a catalogue that cannot be read, and what brings it back."""
    return (
        f"The library's catalogue {catalogue} is damaged ({how}). "
        "Run 'board-papers check --repair' to save what can be read, or bring back a backup "
        "with 'board-papers restore'. The files that were added are safe in 'originals' beside it."
    )
