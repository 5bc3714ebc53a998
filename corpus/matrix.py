"""Vectors in memory with what filters need, and the exact search over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.papers import Scope
from corpus.records import scope_columns, sees_every_label

FACETS = ("access", "document_id", "paper_id", "body", "meeting_date", "period")
"""Columns of a passage that a scope can narrow."""

BLOCK = 2000
"""Vectors joined in one step, so that loading never needs much more than it keeps."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Which vectors an index was made from; two that are equal hold the same vectors."""

    last: int
    """The highest number that a vector was given; later ones are not in the index."""

    rewrites: int
    """How often something had been taken away by then."""

    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One vector, as an index of its own takes it."""

    id: str
    """Of the passage."""

    vector: NDArray[np.float32]
    facets: dict[str, str]
    """What filters need."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Vectors and what filters need, as they were at one moment."""

    cover: Cover
    numbers: NDArray[np.int64]
    """Of the passages, ascending as they were embedded."""

    vectors: NDArray[np.float32]
    facets: dict[str, NDArray[np.int32]]
    """For each column, a code for each row."""

    codes: dict[str, dict[str, int]]

    def allowed(self, scope: Scope) -> NDArray[np.bool_]:
        """Which rows a scope lets through."""
        mask = np.ones(len(self.numbers), dtype=np.bool_)
        for column, values in scope_columns(scope).items():
            if not values and column != "access":
                continue
            if column == "access" and sees_every_label(scope):
                continue
            known = self.codes[column]
            chosen = [known[value] for value in values if value in known]
            if len(chosen) < len(known):
                mask &= np.isin(self.facets[column], chosen)
        return mask

    def nearest(
        self, vector: NDArray[np.float32], mask: NDArray[np.bool_], limit: int
    ) -> dict[int, float]:
        """Numbers of the passages nearest to a vector, with their cosines, best first."""
        rows = np.flatnonzero(mask)
        if not len(rows) or limit <= 0:
            return {}
        vectors = self.vectors if len(rows) == len(mask) else self.vectors[rows]
        scores = vectors @ vector
        if limit < len(scores):
            best = np.argpartition(-scores, limit - 1)[:limit]
        else:
            best = np.arange(len(scores))
        best = best[np.lexsort((self.numbers[rows[best]], -scores[best]))]
        return {int(self.numbers[rows[n]]): float(scores[n]) for n in best}


def empty_matrix() -> Matrix:
    """A matrix of no vectors, to be extended."""
    return Matrix(
        Cover(0, 0, 0),
        np.zeros(0, dtype=np.int64),
        np.zeros((0, 0), dtype=np.float32),
        {name: np.zeros(0, dtype=np.int32) for name in FACETS},
        {name: {} for name in FACETS},
    )


def extended(held: Matrix, cover: Cover, rows: Iterator[tuple[Any, ...]]) -> Matrix:
    """A matrix with more rows; the one held stays as it is, for those still using it."""
    codes = {name: dict(known) for name, known in held.codes.items()}
    numbers: list[int] = []
    facets: dict[str, list[int]] = {name: [] for name in FACETS}
    parts = [held.vectors] if len(held.numbers) else []
    waiting: list[bytes] = []

    def settle() -> None:
        if waiting:
            block = np.frombuffer(b"".join(waiting), dtype="<f4")
            parts.append(block.reshape(len(waiting), -1))
            waiting.clear()

    for row in rows:
        numbers.append(int(row[0]))
        waiting.append(row[1])
        for name, value in zip(FACETS, row[3:], strict=True):
            facets[name].append(codes[name].setdefault(str(value), len(codes[name])))
        if len(waiting) == BLOCK:
            settle()
    settle()
    return Matrix(
        cover,
        np.concatenate([held.numbers, np.array(numbers, dtype=np.int64)]),
        np.concatenate(parts) if parts else held.vectors,
        {
            name: np.concatenate([held.facets[name], np.array(facets[name], dtype=np.int32)])
            for name in FACETS
        },
        codes,
    )
