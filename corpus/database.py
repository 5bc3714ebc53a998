"""The SQLite file that is the truth: its tables, its connections, its errors as sentences."""

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError

logger = logging.getLogger(__name__)

APPLICATION = 0x42504150
"""Written into the file's header ("BPAP"), so that no other program's file is taken for ours."""

VERSION = 2
"""Of the tables below. A file with a higher one was written by a newer version of this program;
one with a lower is brought up to this when it is opened."""

WRITING = (
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
)
"""How a connection that may write is set up; the time is in milliseconds."""

ALWAYS = ("foreign_keys = ON", "temp_store = MEMORY")

TOKENIZER = "porter unicode61 remove_diacritics 2"

LABELS = """
CREATE TABLE labels (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL, paper_id TEXT NOT NULL,
    first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, whole INTEGER NOT NULL,
    access TEXT NOT NULL, was TEXT NOT NULL, paragraph TEXT NOT NULL,
    who TEXT NOT NULL, made TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX labels_by_document ON labels(document_id, number);
CREATE TRIGGER labels_stay BEFORE UPDATE ON labels BEGIN
    SELECT RAISE(ABORT, 'a decision about access is not changed: another is added');
END;
CREATE TRIGGER labels_are_kept BEFORE DELETE ON labels BEGIN
    SELECT RAISE(ABORT, 'a decision about access is not deleted: another is added');
END;
INSERT INTO meta VALUES ('unlabelled', 'open');
"""
"""What officers decided of access, in order. It refers to papers by their ids alone and outlives
them, so that a file which is removed and added again is not more open than it was. `unlabelled`
of meta says how a paper is treated that nobody has decided on: see corpus/labelling.py."""

MARK_EVERY_EXEMPT = """
UPDATE passages SET record = json_set(record, '$.marked', access) WHERE access != 'public';
"""
"""Version 1 did not say whether an exempt passage bears a mark of its own: each counts as one."""

MIGRATIONS = {1: LABELS + MARK_EVERY_EXEMPT}
"""What brings a file of each version up to the next."""

TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, added TEXT NOT NULL, pages INTEGER NOT NULL,
    kept TEXT NOT NULL, skipped TEXT NOT NULL
);
CREATE TABLE papers (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    place INTEGER NOT NULL, access TEXT NOT NULL, body TEXT NOT NULL,
    meeting_date TEXT NOT NULL, period TEXT NOT NULL, title TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX papers_by_document ON papers(document_id, place);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paper_id TEXT NOT NULL REFERENCES papers(id) ON DELETE CASCADE,
    place INTEGER NOT NULL, access TEXT NOT NULL, body TEXT NOT NULL,
    meeting_date TEXT NOT NULL, period TEXT NOT NULL,
    label TEXT NOT NULL, searched TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX passages_by_paper ON passages(paper_id, place);
CREATE INDEX passages_by_document ON passages(document_id);
CREATE VIRTUAL TABLE words USING fts5(
    searched, label, content='passages', content_rowid='number', tokenize='{TOKENIZER}'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');
CREATE TRIGGER words_of_new AFTER INSERT ON passages BEGIN
    INSERT INTO words(rowid, searched, label) VALUES (new.number, new.searched, new.label);
END;
CREATE TRIGGER words_of_gone AFTER DELETE ON passages BEGIN
    INSERT INTO words(words, rowid, searched, label)
    VALUES ('delete', old.number, old.searched, old.label);
END;
CREATE TABLE vectors (
    made INTEGER PRIMARY KEY AUTOINCREMENT,
    passage INTEGER NOT NULL UNIQUE REFERENCES passages(number) ON DELETE CASCADE,
    vector BLOB NOT NULL
);
CREATE TABLE acronyms (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    paper_id TEXT REFERENCES papers(id) ON DELETE CASCADE,
    access TEXT NOT NULL, acronym TEXT NOT NULL, expansion TEXT NOT NULL
);
CREATE INDEX acronyms_by_document ON acronyms(document_id);
CREATE INDEX acronyms_by_paper ON acronyms(paper_id);
INSERT INTO meta VALUES ('epoch', '0'), ('rewrites', '0'), ('encoder', ''), ('purge', ''),
    ('library', lower(hex(randomblob(8))));
{LABELS}"""
"""`epoch` counts every change; `rewrites` those that take something away, so that indexes made
before cannot be added to but must be made anew; `purge` is "due" until what was removed has
left the words index, the log and the index of meanings too."""


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
        with self._sentences(), self._borrowed() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: everything inside happens, or nothing. Counts up the epoch."""
        with self._sentences(), self._one_writer, self._borrowed() as connection:
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
        with self._sentences(), self._one_writer, self._borrowed() as connection:
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
        with self._sentences():
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
            found = self._version(connection)
            if 0 < found < VERSION:
                self._bring_up(connection)
            if found == 0:
                if not self.writable:
                    raise LibraryError(
                        f"The library in {self.path.parent} is empty, and its folder "
                        "cannot be written to. Choose another with BOARD_PAPERS_DATA or --data."
                    )
                connection.execute("BEGIN IMMEDIATE")
                if self._version(connection) == 0:  # nobody else made it meanwhile
                    for statement in _statements(TABLES):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA application_id = {APPLICATION}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute("COMMIT")

    def _bring_up(self, connection: sqlite3.Connection) -> None:
        """An older version's tables to this version's, whole or not at all."""
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = self._version(connection)
            while version < VERSION:  # unless somebody else has done it meanwhile
                for statement in _statements(MIGRATIONS[version]):
                    connection.execute(statement)
                version += 1
                connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _version(self, connection: sqlite3.Connection) -> int:
        """0 for an empty file. Raises LibraryError for another version's, or another program's."""
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION and not empty:
            raise LibraryDamaged(
                f"{self.path} is not a library of board papers. "
                "Choose another folder, or bring this one back with 'board-papers restore'."
            )
        if version > VERSION:
            raise LibraryError(
                f"The library in {self.path.parent} was made by a newer version of this program "
                f"(its format is {version}, and this version knows {VERSION}). "
                "Install the newer version to use it."
            )
        if version < VERSION and not empty and not (self.writable and version in MIGRATIONS):
            raise LibraryError(
                f"The library in {self.path.parent} was made by an older version of this program "
                f"(its format is {version}, and this version knows {VERSION}). Open it once "
                "where its folder can be written to, which brings it up to date."
            )
        return version

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorname", None) or ""
            if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in str(error):
                raise LibraryDamaged(damaged(self.path, str(error))) from error
            if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise LibraryBusy(self.path.parent, 0) from error
            if code.startswith(
                ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
            ):
                raise LibraryError(
                    f"The library's catalogue {self.path} cannot be used ({error}). "
                    "Check that its disk has room and that its folder can be written to."
                ) from error
            if code == "SQLITE_ERROR" and "no such" in str(error):
                raise LibraryDamaged(damaged(self.path, str(error))) from error
            raise


def damaged(catalogue: Path, how: str) -> str:
    """What to tell of a catalogue that cannot be read, and what brings it back."""
    return (
        f"The library's catalogue {catalogue} is damaged ({how}). "
        "Run 'board-papers check --repair' to save what can be read, or bring back a backup "
        "with 'board-papers restore'. The files that were added are safe in 'originals' beside it."
    )


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
