"""The SQLite file that is the truth: its connections, those that read and the one that writes."""

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError
from corpus.schema import VERSION, bring_up, make, version_of
from corpus.sqlite_errors import sentences

logger = logging.getLogger(__name__)

WRITING = (
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
)
"""How a connection that may write is set up; the time is in milliseconds."""

ALWAYS = ("foreign_keys = ON", "temp_store = MEMORY")


class Database:
    """Connections to one catalogue file: any number that read, one that writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writable = os.access(path.parent, os.W_OK) and (
            not path.exists() or os.access(path, os.W_OK)
        )
        self._idle: list[tuple[sqlite3.Connection, object]] = []
        self._guard = threading.Lock()
        self._one_writer = threading.RLock()
        self._closed = False
        try:
            try:
                self._open()
            except LibraryDamaged:
                raise
            except LibraryError as error:
                if not self.writable or not self._rests():
                    raise
                logger.warning("%s It is opened for reading only.", error)
                self.writable = False  # on a disk that is full, it can still be read
                self._open()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of one's own; everything read inside is of one moment."""
        with sentences(self.path), self._borrowed() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: everything inside happens, or nothing. Counts up the epoch."""
        with sentences(self.path), self._one_writer, self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'epoch'")
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def maintaining(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, for VACUUM, checkpoints and rebuilds."""
        with sentences(self.path), self._one_writer, self._borrowed() as connection:
            yield connection

    def close(self) -> None:
        """Close what is idle, and what is lent as it comes back. Again is a no-op."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection, _ in idle:
            connection.close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            if self._closed:
                raise LibraryError("The library has been closed; open it again.")
            connection, opened_on = self._idle.pop() if self._idle else (None, None)
        state = self._state()
        if connection and opened_on != state:
            connection.close()
            connection = None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._guard:
                keep = not self._closed
                if keep:
                    self._idle.append((connection, state))
            if not keep:
                connection.close()

    def _state(self) -> tuple[int, ...]:
        """Changes when a connection must be opened anew.

        That is when another file has been put in the place of this one; where we only
        read, also when somebody who may write has: SQLite was told that nobody does.
        """
        found: list[int] = []
        with suppress(OSError):
            found.append(self.path.stat().st_ino)
            if not self.writable:
                for path in (self.path, self._log):
                    status = path.stat()
                    found += (status.st_mtime_ns, status.st_size)
        return tuple(found)

    @property
    def _log(self) -> Path:
        return self.path.with_name(self.path.name + "-wal")

    def _open(self) -> None:
        with sentences(self.path):
            self._prepare()

    def _rests(self) -> bool:
        """Whether everything is in the file itself, as after the last writer left in order."""
        with suppress(OSError):
            left = self._log.stat().st_size if self._log.exists() else 0
            return self.path.stat().st_size > 0 and not left
        return False

    def _connect(self) -> sqlite3.Connection:
        if self.writable:
            connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        else:
            unchanging = not self._log.exists() or not self._log.stat().st_size
            address = f"{self.path.resolve().as_uri()}?mode=ro&immutable={int(unchanging)}"
            connection = sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False
            )
        try:
            for choice in (WRITING if self.writable else ()) + ALWAYS:
                connection.execute(f"PRAGMA {choice}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        if self.writable and not self.path.exists():
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        elif not self.path.exists():
            raise LibraryError(
                f"There is no library in {self.path.parent}, and none can be made there: "
                "the folder cannot be written to."
            )
        with self._borrowed() as connection:
            found = version_of(connection, self.path, writable=self.writable)
            if 0 < found < VERSION:
                bring_up(connection, self.path)
            if found == 0:
                if not self.writable:
                    raise LibraryError(
                        f"The library in {self.path.parent} is empty, and its folder "
                        "cannot be written to. Choose another with BOARD_PAPERS_DATA or --data."
                    )
                connection.execute("BEGIN IMMEDIATE")
                if not version_of(connection, self.path, writable=True):
                    make(connection)  # nobody else made it meanwhile
                connection.execute("COMMIT")
