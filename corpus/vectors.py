"""Chroma's only home: a collection of vectors known by passage id, made from SQLite's.

Chroma holds ids, vectors and what filters need, never text: what it deletes
stays on its disk. Run as a program, this makes or tries an embedded index in a
process of its own, since damaged files can crash whoever opens them.
"""

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.database import Database
from corpus.errors import LibraryDamaged, LibraryError
from corpus.matrix import Cover, Row
from corpus.meanings import Vectors
from corpus.papers import Scope
from corpus.records import scope_columns, sees_every_label

TOGETHER = 250
"""Vectors in one upsert: Chroma's own advice is 50 to 250."""

SAMPLED = 20
"""Vectors read back and compared when an index is opened."""

CLOSE_ENOUGH = 1e-5
"""Between a vector in SQLite and the same in Chroma, which keeps float32 too."""


class Index:
    """One collection, opened."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._collection = client.get_or_create_collection(
            name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def fill(self, rows: Iterable[Row]) -> Iterator[int]:
        """Put vectors in, or over those with the same ids; yields how many so far."""
        done = 0
        rows = iter(rows)
        while batch := list(islice(rows, TOGETHER)):
            self._collection.upsert(
                ids=[row.id for row in batch],
                embeddings=[row.vector for row in batch],
                metadatas=[row.facets for row in batch],
            )
            done += len(batch)
            yield done

    def count(self) -> int:
        """How many vectors it says that it holds."""
        return int(self._collection.count())

    def query(self, vector: NDArray[np.float32], scope: Scope, limit: int) -> dict[str, float]:
        """Ids of the nearest passages that a scope lets through, with their cosines."""
        if not scope.access:  # Chroma refuses an empty list
            return {}
        found = self._collection.query(
            query_embeddings=[vector], n_results=limit, where=where(scope), include=["distances"]
        )
        return {
            id: 1.0 - distance
            for id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        }

    def verify(self, rows: Sequence[Row]) -> None:
        """Read vectors back and look one up. Raises LibraryDamaged when they differ."""
        for start in range(0, len(rows), TOGETHER):
            batch = rows[start : start + TOGETHER]
            found = self._collection.get(
                ids=[row.id for row in batch], include=["embeddings", "metadatas"]
            )
            held = dict(
                zip(
                    found["ids"],
                    zip(found["embeddings"], found["metadatas"], strict=True),
                    strict=True,
                )
            )
            for row in batch:
                vector, facets = held.get(row.id, (None, None))
                if vector is None or facets != row.facets or not _same(vector, row.vector):
                    raise LibraryDamaged("The index of meanings differs from the catalogue.")
        if rows and not self.query(rows[0].vector, Scope(), 1):
            raise LibraryDamaged("The index of meanings finds nothing.")

    def noted(self) -> dict[str, Any]:
        """What was noted beside the vectors; empty for a new collection."""
        return dict(self._collection.metadata or {})

    def note(self, cover: Cover, encoder: str) -> None:
        """Note which vectors it was made from, once they are all in."""
        self._collection.modify(
            metadata={
                "last": cover.last,
                "rewrites": cover.rewrites,
                "count": cover.count,
                "encoder": encoder,
            }
        )

    def delete(self) -> None:
        """Drop the collection with all that is in it."""
        self._client.delete_collection(self._collection.name)

    def close(self) -> None:
        """Let go of the files or the connection."""
        self._client.close()


def open_folder(folder: Path) -> Index:
    """The index in a folder, opened in this process. Probe it first if it is not fresh."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return Index(client, "passages")


def open_server(url: str, name: str, seconds: float) -> Index:
    """A collection on a Chroma server, made if need be; no call waits longer than `seconds`.

    Raises LibraryError when nothing answers there.
    """
    from urllib.error import URLError
    from urllib.parse import urlsplit
    from urllib.request import urlopen

    parts = urlsplit(url if "//" in url else f"http://{url}")
    secure = parts.scheme == "https"
    try:
        port = parts.port or (443 if secure else 8000)
        # Chroma's own client waits for ever while it connects, so ask first.
        with urlopen(f"{parts.scheme}://{parts.hostname}:{port}/api/v2/heartbeat", timeout=seconds):
            pass
    except (URLError, OSError, ValueError) as error:
        raise LibraryError(
            f"No Chroma server answers at {url} ({error}). Start it, correct "
            "BOARD_PAPERS_CHROMA_URL, or leave that empty; exact search answers meanwhile."
        ) from error
    import chromadb
    from chromadb.config import Settings

    client = chromadb.HttpClient(
        host=str(parts.hostname),
        port=port,
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    client._server._session.timeout = seconds  # 1.5.9 has no setting for it
    return Index(client, name)


def where(scope: Scope) -> dict[str, Any] | None:
    """A scope as Chroma's filter: allow-lists only, since $ne lets through what has no label."""
    conditions = []
    for column, values in scope_columns(scope).items():
        if column == "access" and sees_every_label(scope):
            continue
        if values or column == "access":
            conditions.append({column: {"$in": sorted(values)}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _same(one: Any, other: NDArray[np.float32]) -> bool:
    vector = np.asarray(one, dtype=np.float32)
    return vector.shape == other.shape and bool(np.abs(vector - other).max() <= CLOSE_ENOUGH)


def _build(folder: Path, catalogue: Path, after: int) -> None:
    """Add SQLite's vectors made after a number, read each back, and say what is covered."""
    database = Database(catalogue)
    rows, cover = Vectors(database).snapshot(after)
    database.close()
    index = open_folder(folder)
    for done in index.fill(rows):
        _say({"done": done, "in_all": len(rows)})
    index.verify(rows)
    if index.count() != cover.count:
        raise LibraryDamaged("The index of meanings has more or fewer vectors than it should.")
    index.close()
    _say({"last": cover.last, "rewrites": cover.rewrites, "count": cover.count})


def _probe(folder: Path, catalogue: Path, count: int) -> None:
    """Open an index that somebody else left, and compare a sample of it with SQLite."""
    database = Database(catalogue)
    rows = Vectors(database).sample(SAMPLED)
    database.close()
    index = open_folder(folder)
    if index.count() != count:
        raise LibraryDamaged("The index of meanings has more or fewer vectors than it should.")
    index.verify(rows)
    index.close()
    _say({"count": count})


def _say(fact: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fact) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    """Stop when the process that started this one is gone: nobody would use the outcome."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    task, folder, catalogue, number = sys.argv[1:]
    {"build": _build, "probe": _probe}[task](Path(folder), Path(catalogue), int(number))
    sys.stdout.flush()
    os._exit(0)  # the thread above still waits on its input
