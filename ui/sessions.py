"""Who is signed in: sessions kept on the server, known by a random token in a cookie.

Only the hash of a token is kept. A session ends after eight hours, when its reader signs
out, and when their account changes; its token is never used again.
"""

import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time

LASTS = 8 * 3600
"""Seconds from signing in to having to sign in again: a working day."""

PENDING = 600
"""Seconds that signing in at an identity provider may take."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, key TEXT NOT NULL, stamp TEXT NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL, bodies TEXT NOT NULL, ends REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS pending (
    state TEXT PRIMARY KEY, browser TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL,
    ends REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """One person's being signed in, in one browser."""

    key: str
    """What the account is known by."""

    stamp: str = ""
    """A local account's, at the time; another one now ends the session. "" for a provider's."""

    name: str = ""
    role: str = ""
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A signing in that an identity provider has not answered yet."""

    state: str
    nonce: str
    verifier: str


class Sessions:
    """All sessions of a server, in one file that survives a restart."""

    def __init__(self, file: Path, now: Callable[[], float] = time) -> None:
        """The file is made with its first session."""
        self._file = file
        self._now = now
        self._ready = False
        self._preparing = threading.Lock()

    def begin(self, session: Session) -> str:
        """Start one; its token, always a new one. Those that have ended are cleared away."""
        token = secrets.token_urlsafe(32)
        with self._open() as rows:
            rows.execute("DELETE FROM sessions WHERE ends <= ?", (self._now(),))
            rows.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    _hash(token),
                    session.key,
                    session.stamp,
                    session.name,
                    session.role,
                    "\n".join(session.bodies),
                    self._now() + LASTS,
                ),
            )
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token; None when there is none or it has ended."""
        if not token or not self._file.is_file():
            return None
        with self._open() as rows:
            found = rows.execute(
                "SELECT key, stamp, name, role, bodies FROM sessions WHERE token = ? AND ends > ?",
                (_hash(token), self._now()),
            ).fetchone()
        if found is None:
            return None
        key, stamp, name, role, bodies = found
        return Session(key, stamp, name, role, tuple(filter(None, bodies.split("\n"))))

    def end(self, token: str) -> None:
        """End one; one that is not there is no matter."""
        if token and self._file.is_file():
            with self._open() as rows:
                rows.execute("DELETE FROM sessions WHERE token = ?", (_hash(token),))

    # Signing in at a provider

    def wait_for(self, pending: Pending, browser: str) -> None:
        """Remember a signing in that this browser began."""
        with self._open() as rows:
            rows.execute("DELETE FROM pending WHERE ends <= ?", (self._now(),))
            rows.execute(
                "INSERT INTO pending VALUES (?, ?, ?, ?, ?)",
                (
                    _hash(pending.state),
                    _hash(browser),
                    pending.nonce,
                    pending.verifier,
                    self._now() + PENDING,
                ),
            )

    def take(self, state: str, browser: str) -> Pending | None:
        """What this browser began under a state, once; None for a second time or another's."""
        if not state or not browser:
            return None
        with self._open() as rows:
            found = rows.execute(
                "DELETE FROM pending WHERE state = ? AND browser = ? AND ends > ? "
                "RETURNING nonce, verifier",
                (_hash(state), _hash(browser), self._now()),
            ).fetchone()
        return Pending(state, *found) if found else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=10)) as rows:
            rows.execute("PRAGMA secure_delete = ON")
            with self._preparing:
                if not self._ready:
                    self._file.chmod(0o600)
                    rows.execute("PRAGMA journal_mode = WAL")
                    rows.executescript(SCHEMA)
                    self._ready = True
            with rows:
                yield rows


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
