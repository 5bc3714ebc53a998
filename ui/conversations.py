"""Conversations that survive a reload and a restart, each belonging to one browser.

One SQLite file beside the library, opened anew for each call: a few rows, and
any thread may ask. The reader is known by a random token in a cookie, of which
only the hash is kept here.
"""

import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time

from ui.keeping import exchange_from, exchange_to
from ui.render import Exchange

READER = "board_papers_reader"
"""The cookie that a browser's conversations belong to."""

MOST = 200
"""Conversations kept for one reader; the oldest go first."""

TITLE_LENGTH = 80

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, title TEXT NOT NULL,
    changed REAL NOT NULL, exchanges TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_reader ON conversations (reader, changed DESC);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept conversation, as a list shows it."""

    id: str
    title: str
    changed: float
    """Seconds since 1970."""


class Conversations:
    """All readers' conversations; every call names its reader and sees that reader's alone."""

    def __init__(self, file: Path, clock: Callable[[], float] = time) -> None:
        """The file is made with its first conversation; `clock` tells the seconds since 1970."""
        self._file = file
        self._clock = clock
        self._ready = False
        self._preparing = threading.Lock()

    def keep(self, reader: str, id: str, exchanges: tuple[Exchange, ...]) -> str:
        """Save a conversation, new when `id` is ""; its id."""
        if not exchanges:
            return id
        title = exchanges[0].question[:TITLE_LENGTH]
        text = json.dumps([exchange_to(item) for item in exchanges], ensure_ascii=False)
        with self._open() as rows:
            if id:
                changed = rows.execute(
                    "UPDATE conversations SET exchanges = ?, changed = ? "
                    "WHERE id = ? AND reader = ?",
                    (text, self._clock(), id, _hash(reader)),
                ).rowcount
                if changed:
                    return id
            id = secrets.token_urlsafe(9)
            rows.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)",
                (id, _hash(reader), title, self._clock(), text),
            )
            rows.execute(
                "DELETE FROM conversations WHERE reader = ? AND id NOT IN "
                "(SELECT id FROM conversations WHERE reader = ? ORDER BY changed DESC LIMIT ?)",
                (_hash(reader), _hash(reader), MOST),
            )
        return id

    def listed(self, reader: str) -> list[Kept]:
        """This reader's conversations, the latest first."""
        with self._open() as rows:
            found = rows.execute(
                "SELECT id, title, changed FROM conversations WHERE reader = ? "
                "ORDER BY changed DESC",
                (_hash(reader),),
            ).fetchall()
        return [Kept(*row) for row in found]

    def read(self, reader: str, id: str) -> tuple[Exchange, ...]:
        """A conversation's exchanges; none for one that is not there or is not this reader's."""
        with self._open() as rows:
            found = rows.execute(
                "SELECT exchanges FROM conversations WHERE id = ? AND reader = ?",
                (id, _hash(reader)),
            ).fetchone()
        return tuple(exchange_from(item) for item in json.loads(found[0])) if found else ()

    def rename(self, reader: str, id: str, title: str) -> None:
        """Give it another title; an empty one changes nothing."""
        title = " ".join(title.split())[:TITLE_LENGTH]
        if not title:
            return
        with self._open() as rows:
            rows.execute(
                "UPDATE conversations SET title = ? WHERE id = ? AND reader = ?",
                (title, id, _hash(reader)),
            )

    def delete(self, reader: str, id: str) -> None:
        """Remove it; its text leaves the disk as well."""
        with self._open() as rows:
            rows.execute(
                "DELETE FROM conversations WHERE id = ? AND reader = ?", (id, _hash(reader))
            )

    def rewrite(self, change: Callable[[Exchange], Exchange]) -> int:
        """Every reader's exchanges changed by one rule; how many were. What was there is gone.

        A conversation whose first question changes is named after the new one.
        """
        count = 0
        with self._open() as rows:
            for id, text in rows.execute("SELECT id, exchanges FROM conversations").fetchall():
                old = [exchange_from(item) for item in json.loads(text)]
                new = [change(item) for item in old]
                different = sum(a is not b for a, b in zip(old, new, strict=True))
                count += different
                if different:
                    kept = json.dumps([exchange_to(item) for item in new], ensure_ascii=False)
                    rows.execute("UPDATE conversations SET exchanges = ? WHERE id = ?", (kept, id))
                if new and new[0] is not old[0]:
                    title = new[0].question[:TITLE_LENGTH]
                    rows.execute("UPDATE conversations SET title = ? WHERE id = ?", (title, id))
        if count:
            with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as rows:
                rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=10)) as rows:
            rows.execute("PRAGMA secure_delete = ON")
            with self._preparing:  # changing the journal's mode waits for nobody
                if not self._ready:
                    rows.execute("PRAGMA journal_mode = WAL")
                    rows.executescript(SCHEMA)
                    self._file.chmod(0o600)
                    self._ready = True
            with rows:
                yield rows


def new_reader() -> str:
    """A token that nobody can guess, for a browser that has none yet."""
    return secrets.token_urlsafe(24)


def _hash(reader: str) -> str:
    return hashlib.sha256(reader.encode("utf-8")).hexdigest()
