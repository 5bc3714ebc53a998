"""The vectors of a library in SQLite: made once, kept for every index of them."""

import random
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.database import Database
from corpus.matrix import FACETS, Cover, Matrix, Row, empty_matrix, extended

AT_ONCE = 2000
"""Rows read from SQLite in one step, so that loading never needs twice the memory."""


class Vectors:
    """The vectors of a library in SQLite, and a matrix of them that keeps up with it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._matrix: Matrix | None = None
        self._loading = threading.Lock()

    def cover(self) -> Cover:
        """Which vectors SQLite has now."""
        with self._database.reading() as db:
            return _cover(db)

    def matrix(self) -> Matrix:
        """All vectors as they are now; only new ones are read again."""
        with self._loading, self._database.reading() as db:
            cover, held = _cover(db), self._matrix
            if held and held.cover == cover:
                return held
            if not held or held.cover.rewrites != cover.rewrites:
                held = empty_matrix()
            self._matrix = extended(held, cover, _rows(db, held.cover.last))
            return self._matrix

    def snapshot(self, after: int) -> tuple[list[Row], Cover]:
        """The vectors made after a number, and what they complete, of one moment."""
        with self._database.reading() as db:
            return [_row(row) for row in _rows(db, after)], _cover(db)

    def sample(self, size: int) -> list[Row]:
        """So many vectors, drawn by chance."""
        chance = random.SystemRandom()
        with self._database.reading() as db:
            made = [number for (number,) in db.execute("SELECT made FROM vectors")]
            chosen = chance.sample(made, min(size, len(made)))
            return [_row(next(_rows(db, number - 1, number))) for number in chosen]

    def pending(self) -> int:
        """How many passages have no vector yet."""
        with self._database.reading() as db:
            found: int = db.execute(
                "SELECT (SELECT count(*) FROM passages) - (SELECT count(*) FROM vectors)"
            ).fetchone()[0]
        return found

    def next_texts(self, limit: int) -> list[tuple[int, str]]:
        """Number and text of the first passages without a vector."""
        with self._database.reading() as db:
            return db.execute(
                "SELECT p.number, p.searched FROM passages p "
                "WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.passage = p.number) "
                "ORDER BY p.number LIMIT ?",
                [limit],
            ).fetchall()

    def keep(self, numbers: Sequence[int], vectors: NDArray[np.float32], encoder: str) -> int:
        """Store vectors of those passages that are still there; returns how many."""
        with self._database.changing() as db:
            before = db.total_changes
            db.executemany(
                "INSERT OR IGNORE INTO vectors (passage, vector) "
                "SELECT number, ? FROM passages WHERE number = ?",
                [
                    (vector.astype("<f4").tobytes(), number)
                    for number, vector in zip(numbers, vectors, strict=True)
                ],
            )
            kept = db.total_changes - before
            db.execute("UPDATE meta SET value = ? WHERE name = 'encoder'", [encoder])
        return kept

    def of(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The stored vectors of passages by their ids; those without one are left out."""
        found: dict[str, NDArray[np.float32]] = {}
        with self._database.reading() as db:
            for start in range(0, len(passage_ids), 500):
                chosen = passage_ids[start : start + 500]
                for id, vector in db.execute(
                    "SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.passage = p.number "
                    f"WHERE p.id IN ({','.join('?' * len(chosen))})",
                    list(chosen),
                ):
                    found[id] = np.frombuffer(vector, dtype="<f4")
        return found

    def encoder(self) -> str:
        """Id of the encoder that made them; "" while there are none."""
        with self._database.reading() as db:
            found: str = db.execute("SELECT value FROM meta WHERE name = 'encoder'").fetchone()[0]
        return found

    def misshapen(self, dimensions: int) -> list[int]:
        """Passages whose vector is not of the right size or not of length 1."""
        wrong = []
        with self._database.reading() as db:
            for passage, vector in db.execute("SELECT passage, vector FROM vectors"):
                row = np.frombuffer(vector, dtype="<f4") if len(vector) % 4 == 0 else np.zeros(0)
                if len(row) != dimensions or not abs(float(np.linalg.norm(row)) - 1) < 0.01:
                    wrong.append(passage)
        return wrong

    def forget(self, passages: Sequence[int] | None = None) -> None:
        """Drop the vectors of some passages, or all of them, to be made again."""
        with self._database.changing() as db:
            if passages is None:
                db.execute("DELETE FROM vectors")
                db.execute("UPDATE meta SET value = '' WHERE name = 'encoder'")
            else:
                db.executemany("DELETE FROM vectors WHERE passage = ?", [(n,) for n in passages])
            db.execute("UPDATE meta SET value = value + 1 WHERE name = 'rewrites'")


def _cover(db: sqlite3.Connection) -> Cover:
    row = db.execute(
        "SELECT coalesce((SELECT max(made) FROM vectors), 0), "
        "(SELECT value + 0 FROM meta WHERE name = 'rewrites'), (SELECT count(*) FROM vectors)"
    ).fetchone()
    return Cover(*row)


def _rows(db: sqlite3.Connection, after: int, last: int | None = None) -> Iterator[tuple[Any, ...]]:
    cursor = db.execute(
        f"SELECT p.number, v.vector, p.id, {', '.join('p.' + name for name in FACETS)} "
        "FROM vectors v JOIN passages p ON p.number = v.passage "
        "WHERE v.made > ? AND v.made <= ? ORDER BY v.made",
        [after, 2**62 if last is None else last],
    )
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows


def _row(row: tuple[Any, ...]) -> Row:
    facets = dict(zip(FACETS, row[3:], strict=True))
    return Row(row[2], np.frombuffer(row[1], dtype="<f4"), facets)
