"""The catalogue's tables, what version they are, and how an older file is brought up to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError

APPLICATION = 0x42504150
"""Written into the file's header ("BPAP"), so that no other program's file is taken for ours."""

VERSION = 2
"""Of the tables below. A file with a higher one was written by a newer version of this program;
one with a lower is brought up to this when it is opened."""

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


def make(connection: sqlite3.Connection) -> None:
    """The tables of a new catalogue, inside the transaction that is open."""
    for statement in _statements(TABLES):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def bring_up(connection: sqlite3.Connection, path: Path) -> None:
    """An older version's tables to this version's, whole or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection, path, writable=True)
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


def version_of(connection: sqlite3.Connection, path: Path, *, writable: bool) -> int:
    """0 for an empty file. Raises LibraryError for a newer version's, LibraryDamaged for another
    program's."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and not empty:
        raise LibraryDamaged(
            f"{path} is not a library of board papers. "
            "Choose another folder, or bring this one back with 'board-papers restore'."
        )
    if version > VERSION:
        raise LibraryError(
            f"The library in {path.parent} was made by a newer version of this program "
            f"(its format is {version}, and this version knows {VERSION}). "
            "Install the newer version to use it."
        )
    if version < VERSION and not empty and not (writable and version in MIGRATIONS):
        raise LibraryError(
            f"The library in {path.parent} was made by an older version of this program "
            f"(its format is {version}, and this version knows {VERSION}). Open it once "
            "where its folder can be written to, which brings it up to date."
        )
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
