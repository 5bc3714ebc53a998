"""The seals of the trail: each act is sealed onto the one before it, which can be checked.

A seal is made from an act and the seal before it, so that an act changed, taken out or put in
between shows. The text of a question is no part of it but by its salted hash, and can be blanked.
"""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
"""What the first act is sealed onto."""

TABLES = (
    """CREATE TABLE IF NOT EXISTS acts (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL, act TEXT NOT NULL, about TEXT NOT NULL, digest TEXT NOT NULL,
    seal TEXT NOT NULL, words TEXT NOT NULL, salt TEXT NOT NULL
)""",
    "CREATE INDEX IF NOT EXISTS acts_by_time ON acts(at)",
    """CREATE TABLE IF NOT EXISTS ends (
    name TEXT PRIMARY KEY, number INTEGER NOT NULL, seal TEXT NOT NULL
) WITHOUT ROWID""",
    f"INSERT OR IGNORE INTO ends VALUES ('dropped', 0, '{START}'), ('last', 0, '{START}')",
    """CREATE TRIGGER IF NOT EXISTS acts_stay BEFORE UPDATE ON acts
WHEN new.words != '' OR new.salt != '' OR new.number != old.number OR new.seal != old.seal
    OR new.at != old.at OR new.who != old.who OR new.name != old.name OR new.role != old.role
    OR new.act != old.act OR new.about != old.about OR new.digest != old.digest
BEGIN SELECT RAISE(ABORT, 'an act of the trail is not changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS acts_are_kept BEFORE DELETE ON acts
WHEN old.number > (SELECT number FROM ends WHERE name = 'dropped')
BEGIN SELECT RAISE(ABORT, 'an act of the trail is not taken out'); END""",
    """CREATE TRIGGER IF NOT EXISTS acts_follow BEFORE INSERT ON acts
WHEN new.number != (SELECT number + 1 FROM ends WHERE name = 'last')
BEGIN SELECT RAISE(ABORT, 'an act of the trail follows the one before it'); END""",
)
"""Acts, the two ends of their chain, and triggers that refuse to change it."""


@dataclass(frozen=True, slots=True)
class TrailReport:
    """Whether the trail is whole."""

    problems: tuple[str, ...]
    acts: int
    first: int
    """Number of the first act that is kept; 0 for none."""

    seal: str
    """NUMBER:SEAL of the last act. Noted elsewhere, it proves later that nothing was cut off."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_seals(db: sqlite3.Connection, noted: str) -> TrailReport:
    """Is the chain whole, and is `noted` in it, a seal (NUMBER:SEAL) written down earlier?"""
    problems: list[str] = []
    count = first = 0
    wanted, _, sealed = noted.partition(":")
    found_noted = not noted
    ends = {name: (number, seal) for name, number, seal in db.execute("SELECT * FROM ends")}
    number, seal = ends.get("dropped", (0, START))
    dropped = number
    for row in db.execute(
        "SELECT number, at, who, name, role, act, about, digest, seal, words, salt "
        "FROM acts ORDER BY number"
    ):
        count += 1
        first = first or row[0]
        if row[0] != number + 1:
            problems.append(f"After act {number} comes {row[0]}: some were taken out.")
        if _seal(seal, row[:8]) != row[8]:
            problems.append(f"Act {row[0]} of {row[1]} is not what was written down.")
        if row[9] and _digest(row[9], row[10]) != row[7]:
            problems.append(f"The question of act {row[0]} is not the one that was asked.")
        number, seal = row[0], row[8]
        found_noted = found_noted or (str(number) == wanted and seal == sealed)
    if ends.get("last") != (number, seal):
        problems.append(f"Acts after {number} were cut off.")
    if not found_noted and not (wanted.isdecimal() and int(wanted) <= dropped):
        problems.append(f"The seal that was noted, {noted[:24]}…, is not in the trail.")
    return TrailReport(tuple(problems), count, first, f"{number}:{seal}")


def add_act(db: sqlite3.Connection, written: Sequence[str]) -> None:
    """One more act, sealed onto the last: who, name, role, act, about (JSON), and its words.

    Runs inside the caller's transaction.
    """
    *fields, words = written
    last, before = db.execute("SELECT number, seal FROM ends WHERE name = 'last'").fetchone()
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    salt = secrets.token_hex(16) if words else ""
    row = (last + 1, at, *fields, _digest(words, salt) if words else "")
    seal = _seal(before, row)
    db.execute("INSERT INTO acts VALUES (?,?,?,?,?,?,?,?,?,?,?)", [*row, seal, words, salt])
    db.execute("UPDATE ends SET number = ?, seal = ? WHERE name = 'last'", [last + 1, seal])


def _digest(words: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def _seal(before: str, row: Any) -> str:
    text = json.dumps([before, *row], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
