"""Local accounts: names, roles, bodies and hashes of passwords in one SQLite file."""

import hashlib
import json
import secrets
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time

from corpus.errors import BoardPapersError
from corpus.readers import ADMINISTRATOR, MEMBER, OFFICER, Reader, reader_of
from ui.passwords import hash_password, is_password

TRIES = 5
"""Wrong passwords in a row after which a name is locked."""

LOCKED = 15 * 60
"""Seconds that a name stays locked; a guesser gets 480 tries a day."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
    bodies TEXT NOT NULL, hash TEXT NOT NULL, stamp TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS failures (
    who TEXT PRIMARY KEY, count INTEGER NOT NULL, until REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Account:
    """One person who may sign in."""

    id: str
    """Random: a name that is removed and added again is another account."""

    name: str
    role: str
    bodies: tuple[str, ...] = ()
    stamp: str = ""
    """Changes with the password, so that sessions begun with another one end."""

    can_sign_in: bool = True
    """Whether it has a password; without one it is for a name that a proxy vouches for."""

    @property
    def reader(self) -> Reader:
        """The reader that it makes."""
        return reader_of(self.role, self.bodies, name=self.name, key=f"local:{self.id}")


class NoSuchAccount(BoardPapersError):
    """A name that has no account."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no account called '{name[:80]}'. 'board-papers users list' shows them all."
        )


class TooManyTries(BoardPapersError):
    """A name that is locked for a while after wrong passwords."""

    def __init__(self, seconds: float) -> None:
        self.minutes = max(1, round(seconds / 60))
        super().__init__(
            f"There were too many wrong passwords for this name. Try again in {self.minutes} "
            f"{'minute' if self.minutes == 1 else 'minutes'}, or ask whoever runs this."
        )


class Accounts:
    """The file of accounts. Threads and processes may share it."""

    def __init__(self, file: Path, now: Callable[[], float] = time) -> None:
        """The file is made with its first account."""
        self._file = file
        self._now = now

    def add(
        self, name: str, role: str, bodies: Sequence[str] = (), password: str | None = None
    ) -> Account:
        """A new account; without a password it can sign in through a trusted proxy alone.

        Raises BoardPapersError for a name that is taken or empty, a role that is none, or a
        password that is too short.
        """
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if not name or len(name) > 80 or not name.isprintable():
            raise BoardPapersError("An account needs a name, of at most 80 characters.")
        if role not in (MEMBER, OFFICER, ADMINISTRATOR):
            raise BoardPapersError(
                f"There is no role '{role[:40]}'. Choose {MEMBER}, {OFFICER} or {ADMINISTRATOR}."
            )
        hashed = "" if password is None else hash_password(password, name)
        kept = tuple(dict.fromkeys(" ".join(body.split()) for body in bodies if body.strip()))
        row = (secrets.token_hex(12), name, _fold(name), role, json.dumps(kept), hashed, _stamp())
        try:
            with self._changing() as rows:
                rows.execute("INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise BoardPapersError(
                f"There is an account called '{name}' already. Remove it first, or choose "
                "another name."
            ) from error
        return self.named(name) or Account(row[0], name, role, kept)

    def remove(self, name: str) -> None:
        """Take an account away; its sessions end with it. Raises NoSuchAccount."""
        self._refuse_last_administrator(name)
        with self._changing() as rows:
            if not rows.execute("DELETE FROM accounts WHERE folded = ?", (_fold(name),)).rowcount:
                raise NoSuchAccount(name)

    def set_password(self, name: str, password: str) -> None:
        """Another password; ends the account's sessions and its lock. Raises NoSuchAccount."""
        hashed = hash_password(password, name)
        with self._changing() as rows:
            changed = rows.execute(
                "UPDATE accounts SET hash = ?, stamp = ? WHERE folded = ?",
                (hashed, _stamp(), _fold(name)),
            ).rowcount
            if not changed:
                raise NoSuchAccount(name)
            rows.execute("DELETE FROM failures WHERE who = ?", (_who(name),))

    def unlock(self, name: str) -> None:
        """Forget wrong passwords. Raises NoSuchAccount."""
        if self.named(name) is None:
            raise NoSuchAccount(name)
        with self._changing() as rows:
            rows.execute("DELETE FROM failures WHERE who = ?", (_who(name),))

    def listed(self) -> list[Account]:
        """Every account, by name."""
        if not self._file.is_file():
            return []
        with self._reading() as rows:
            return [_account(row) for row in rows.execute(f"{_SELECT} ORDER BY folded")]

    def named(self, name: str) -> Account | None:
        """The account of a name, capitals aside; None for none."""
        return self._one("folded", _fold(name))

    def of_key(self, key: str) -> Account | None:
        """The account that a reader's key stands for; None when it is there no longer."""
        kind, _, id = key.partition(":")
        return self._one("id", id) if kind == "local" else None

    def check(self, name: str, password: str) -> Account | None:
        """The account when the password is its own; None otherwise, whichever of the two is wrong.

        Takes as long for a name that has no account. Raises TooManyTries when the name is
        locked, whether it has an account or not.
        """
        name = name[:200]
        who = _who(name)
        with self._changing() as rows:
            self._count(rows, who)
            row = rows.execute(
                "SELECT hash FROM accounts WHERE folded = ?", (_fold(name),)
            ).fetchone()
        if not is_password(row[0] if row else "", password):
            return None
        with self._changing() as rows:
            rows.execute("DELETE FROM failures WHERE who = ?", (who,))
        return self.named(name)

    def _count(self, rows: sqlite3.Connection, who: str) -> None:
        """Count a try before it is made, so that many at once are counted too."""
        now = self._now()
        rows.execute("DELETE FROM failures WHERE until < ?", (now - LOCKED,))
        found = rows.execute("SELECT count, until FROM failures WHERE who = ?", (who,)).fetchone()
        count, until = found or (0, now)
        if count >= TRIES and until > now:
            raise TooManyTries(until - now)
        count = 1 if count >= TRIES else count + 1
        rows.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", (who, count, now + LOCKED))

    def _refuse_last_administrator(self, name: str) -> None:
        listed = self.listed()
        left = [
            one for one in listed if one.role == ADMINISTRATOR and _fold(one.name) != _fold(name)
        ]
        if not left and any(_fold(one.name) == _fold(name) for one in listed) and len(listed) > 1:
            raise BoardPapersError(
                f"'{name}' is the last administrator. Make another one first, with "
                "'board-papers users add NAME --role administrator'."
            )

    def _one(self, column: str, value: str) -> Account | None:
        if not self._file.is_file():
            return None
        with self._reading() as rows:
            row = rows.execute(f"{_SELECT} WHERE {column} = ?", (value,)).fetchone()
        return _account(row) if row else None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._sentences(), closing(sqlite3.connect(self._file, timeout=10)) as rows:
            yield rows

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._sentences():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = not self._file.exists()
            with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as rows:
                if new:
                    self._file.chmod(0o600)
                    rows.execute("PRAGMA journal_mode = WAL")
                rows.execute("PRAGMA secure_delete = ON")
                rows.executescript(SCHEMA)
                rows.execute("BEGIN IMMEDIATE")
                try:
                    yield rows
                    rows.execute("COMMIT")
                except BaseException:
                    rows.execute("ROLLBACK")
                    raise

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except (sqlite3.DatabaseError, OSError) as error:
            raise BoardPapersError(
                f"The file of accounts {self._file} cannot be used ({error}). "
                "BOARD_PAPERS_USERS names it."
            ) from error


_SELECT = "SELECT id, name, role, bodies, stamp, hash FROM accounts"


def _account(row: Sequence[str]) -> Account:
    id, name, role, bodies, stamp, hashed = row
    return Account(id, name, role, tuple(json.loads(bodies)), stamp, bool(hashed))


def _fold(name: str) -> str:
    plain = name.encode("utf-8", "replace").decode()
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


def _who(name: str) -> str:
    return hashlib.sha256(_fold(name).encode("utf-8", "surrogatepass")).hexdigest()


def _stamp() -> str:
    return secrets.token_hex(8)
