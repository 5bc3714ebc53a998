"""The index of meanings on a Chroma server, for more than one process on one library."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryError
from corpus.matrix import Cover
from corpus.meanings import Vectors
from corpus.papers import Progress, Scope
from corpus.server_exposure import dangers
from corpus.vectors import TOGETHER, Index, open_server

QUESTION_SECONDS = 2.0
"""A question waits so long for the server; then exact search answers (36 ms at 100,000)."""

FILLING_SECONDS = 60.0
"""An upsert waits so long."""

QUIET_SECONDS = 30.0
"""After a failure the server is left alone for so long, so that each question need not wait."""


class ServerIndex:
    """One library's collection on a Chroma server, kept by the process that writes."""

    def __init__(self, url: str, name: str, vectors: Vectors) -> None:
        self._url = url
        self._name = name
        self._vectors = vectors
        self._making = threading.Lock()
        self._connecting = threading.Lock()
        self._index: Index | None = None
        self._noted: Cover | None = None
        self._quiet_until = 0.0

    def search(
        self, vector: NDArray[np.float32], scope: Scope, limit: int, cover: Cover
    ) -> dict[str, float] | None:
        """Ids and cosines, best first; None when the server fails or has other vectors."""
        if time.monotonic() < self._quiet_until:
            return None
        try:
            index = self._connected()
            if self._noted != cover:
                self._noted = noted_cover(index)
            if self._noted != cover:
                return None
            return index.query(vector, scope, limit)
        except Exception:  # whatever it is, the exact search still answers
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            self.close()
            return None

    def failing(self) -> bool:
        """Whether the server failed a short while ago and is left alone."""
        return time.monotonic() < self._quiet_until

    def warm(self) -> bool:
        """Connect; False when the server does not answer or is behind."""
        self._quiet_until = 0.0
        try:
            self._noted = noted_cover(self._connected())
        except Exception:
            return False
        return self._noted == self._vectors.cover()

    def update(
        self, progress: Progress | None = None, should_stop: Callable[[], bool] | None = None
    ) -> bool:
        """Send what the server lacks; False when it does not answer or this was stopped."""
        with self._making:
            try:
                return self._update(progress, should_stop)
            except Exception:  # it is only an index: the next update goes on
                return False
            finally:
                self._noted = None
                self.close()

    def drop(self) -> None:
        """Delete the collection, with what was removed. A server's own log may keep it."""
        with self._making, suppress(Exception):
            index = open_server(self._url, self._name, FILLING_SECONDS)
            index.delete()
            index.close()
        self._noted = None
        self.close()

    def tidy(self) -> None:
        """Nothing is left behind on a server."""

    def inspect(self) -> tuple[list[str], list[str]]:
        """What is wrong with it, and what is only unfinished, as sentences."""
        cover = self._vectors.cover()
        try:
            index = open_server(self._url, self._name, FILLING_SECONDS)
            noted, count = noted_cover(index), index.count()
            if noted == cover and count == cover.count:
                index.verify(self._vectors.sample(TOGETHER))
            index.close()
        except LibraryError as error:
            return [str(error)], []
        except Exception as error:
            return [f"The Chroma server at {self._url} fails ({error}); exact search answers."], []
        if noted == cover and count != cover.count:
            return ["The server's index has lost vectors."], []
        if cover.count and noted != cover:
            return [], ["The server's index is behind the catalogue; exact search answers."]
        return [], []

    def dangers(self) -> list[str]:
        """What of the server is open to others, a sentence each."""
        return dangers(self._url)

    def close(self) -> None:
        """Let go of the connection."""
        index, self._index = self._index, None
        if index:
            with suppress(Exception):
                index.close()

    def _connected(self) -> Index:
        with self._connecting:
            if self._index is None:
                self._index = open_server(self._url, self._name, QUESTION_SECONDS)
            return self._index

    def _update(self, progress: Progress | None, should_stop: Callable[[], bool] | None) -> bool:
        index = open_server(self._url, self._name, FILLING_SECONDS)
        noted, encoder = noted_cover(index), self._vectors.encoder()
        now = self._vectors.cover()
        if (noted.rewrites, index.noted().get("encoder", encoder)) != (now.rewrites, encoder):
            index.delete()  # it holds what was removed since
            index.close()
            index = open_server(self._url, self._name, FILLING_SECONDS)
            noted = noted_cover(index)
        rows, cover = self._vectors.snapshot(noted.last)
        for done in index.fill(rows):
            if should_stop and should_stop():
                return False
            if progress:
                progress("index", done, len(rows))
        index.verify(rows)
        whole = index.count() == cover.count
        if whole:
            index.note(cover, encoder)
        else:  # something else was in it: the next update begins anew
            index.delete()
        index.close()
        return whole


def noted_cover(index: Index) -> Cover:
    """Which vectors a collection says that it has; none for a new one."""
    noted = index.noted()
    return Cover(noted.get("last", 0), noted.get("rewrites", 0), noted.get("count", 0))
