"""The embedded index in generations: each made beside the last, verified, then put in its place.

Chroma writes over its own files, so a crash in that moment would leave an index
that fails, or that silently finds less. Here nobody ever writes to an index in use.
"""

import json
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.index_process import IndexProcess
from corpus.matrix import Cover
from corpus.meanings import Vectors
from corpus.originals import delete, sync_folder, sync_tree
from corpus.papers import Progress, Scope
from corpus.vectors import Index, open_folder


@dataclass(frozen=True, slots=True)
class Generation:
    """The index in use, and what it was made from."""

    folder: str
    """Its name inside the folder of generations."""

    cover: Cover
    encoder: str


class Generations:
    """Chroma's folder of one library."""

    def __init__(self, folder: Path, catalogue: Path, vectors: Vectors) -> None:
        self._folder = folder
        self._vectors = vectors
        self._pointer = folder / "current.json"
        self._making = threading.Lock()
        self._opening = threading.Lock()
        self._index: Index | None = None
        self._opened: Generation | None = None
        self._trusted = ""
        """Folder of a generation that was verified for this process."""

        self._wanted = False
        self._closed = False
        self._child = IndexProcess(catalogue)

    def search(
        self, vector: NDArray[np.float32], scope: Scope, limit: int, cover: Cover
    ) -> dict[str, float] | None:
        """Ids and cosines, best first; None when there is no index of just these vectors."""
        index = self._index
        if index is None or self._opened is None or self._opened.cover != cover:
            if self._wanted:
                self._open_behind(cover)
            return None
        try:
            return index.query(vector, scope, limit)
        except Exception:  # whatever it is, the exact search still answers
            self._let_go()
            return None

    def failing(self) -> bool:
        """Never: without its index the same passages are compared, only later at a great number."""
        return False

    def warm(self) -> bool:
        """Open the current index, tried in a child process first; False when there is none."""
        with self._opening:
            if self._closed:
                return False
            self._wanted = True
            current = self.current()
            if current is None or current.cover != self._vectors.cover():
                return False
            if self._opened == current:
                return True
            if not self._sound(current):
                return False
            self._let_go()
            try:
                self._index, self._opened = open_folder(self._folder / current.folder), current
            except Exception:  # gone meanwhile, or not to be opened: exact search answers
                return False
            return True

    def current(self) -> Generation | None:
        """What the pointer names; None when it names nothing that is there."""
        try:
            found = json.loads(self._pointer.read_text("utf-8"))
            current = Generation(found["folder"], Cover(**found["cover"]), found["encoder"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return current if (self._folder / current.folder).is_dir() else None

    def update(
        self, progress: Progress | None = None, should_stop: Callable[[], bool] | None = None
    ) -> bool:
        """Make a generation of SQLite's vectors as they are now; False when stopped or failed.

        The caller holds the right to write. Nothing happens when the current one is right.
        """
        with self._making:
            cover, encoder, current = self._vectors.cover(), self._vectors.encoder(), self.current()
            if not cover.count:
                self._drop()
                return True
            base = current
            if base and (base.cover.rewrites, base.encoder) != (cover.rewrites, encoder):
                base = None  # it holds what was removed since
            if base and not self._sound(base):
                self._quarantine(base)
                base = None
            if base and base.cover == cover:
                return True
            try:
                return self._make(base, encoder, progress, should_stop)
            except OSError:  # a full disk, most likely: exact search answers meanwhile
                self.tidy()
                return False

    def drop(self) -> None:
        """Delete every generation: what was removed must not stay in one."""
        self._child.kill()
        with self._making:
            self._drop()

    def tidy(self) -> None:
        """Delete what a crash left behind: all but the current generation.

        That goes too when something was removed since it was made.
        """
        current = self.current()
        if current and current.cover.rewrites != self._vectors.cover().rewrites:
            self._pointer.unlink(missing_ok=True)
            current = None
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path != self._pointer and (current is None or path.name != current.folder):
                    delete(path)

    def inspect(self) -> tuple[list[str], list[str]]:
        """What is wrong with it, and what is only unfinished, as sentences."""
        current, cover = self.current(), self._vectors.cover()
        if current is None:
            missing = "The index of meanings is not made yet; exact search answers."
            return [], [missing] if cover.count else []
        if current.cover != cover or current.encoder != self._vectors.encoder():
            return [], ["The index of meanings is behind the catalogue; exact search answers."]
        if not self._probe(current):
            return ["The index of meanings differs from the catalogue or cannot be opened."], []
        return [], []

    def dangers(self) -> list[str]:
        """None: nobody reaches it but by the data folder."""
        return []

    def close(self) -> None:
        """Let go of the index, and of a child still at work."""
        self._closed, self._wanted = True, False
        self._child.kill()
        with self._opening:
            self._let_go()

    def _make(
        self,
        base: Generation | None,
        encoder: str,
        progress: Progress | None,
        should_stop: Callable[[], bool] | None,
    ) -> bool:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        making = self._folder / f"making-{os.getpid()}"
        delete(making)
        if base:
            shutil.copytree(self._folder / base.folder, making)
        else:
            making.mkdir(mode=0o700)
        after = base.cover.last if base else 0
        said: dict[str, Any] = {}
        for said in self._child.says("build", making, after):
            if should_stop and should_stop():
                break
            if progress and "done" in said:
                progress("index", said["done"], said["in_all"])
        if "count" not in said:
            delete(making)
            return False
        cover = Cover(said["last"], said["rewrites"], said["count"])
        number = 1 + max((_number(path) for path in self._folder.iterdir()), default=0)
        made = Generation(f"generation-{number:06}", cover, encoder)
        sync_tree(making)
        os.replace(making, self._folder / made.folder)
        sync_folder(self._folder)
        self._point_at(made)
        self._trusted = made.folder
        self.tidy()
        return True

    def _point_at(self, made: Generation) -> None:
        temporary = self._folder / "current.json.tmp"
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(made), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._pointer)
        sync_folder(self._folder)

    def _sound(self, current: Generation) -> bool:
        """Whether a child process can open it and finds in it what SQLite holds."""
        if self._trusted == current.folder:
            return True
        return self._probe(current)

    def _probe(self, current: Generation) -> bool:
        folder = self._folder / current.folder
        said = list(self._child.says("probe", folder, current.cover.count))
        if said and said[-1].get("count") == current.cover.count:
            self._trusted = current.folder
            return True
        return False

    def _quarantine(self, current: Generation) -> None:
        """Put aside what cannot be opened, so that nobody tries; it goes with the next one made."""
        folder = self._folder / current.folder
        with suppress(OSError):
            self._pointer.unlink()
            os.replace(folder, folder.with_suffix(".bad"))

    def _open_behind(self, cover: Cover) -> None:
        """Open a newer generation without making the question wait."""
        current = self.current()
        if current and current.cover == cover and not self._opening.locked():
            threading.Thread(target=self.warm, name="open-index", daemon=True).start()

    def _let_go(self) -> None:
        index, self._index, self._opened = self._index, None, None
        if index:
            with suppress(Exception):
                index.close()

    def _drop(self) -> None:
        self._let_go()
        with suppress(FileNotFoundError):
            self._pointer.unlink()
        self.tidy()


def _number(path: Path) -> int:
    digits = path.name.removeprefix("generation-").removesuffix(".bad")
    return int(digits) if digits.isdigit() else 0
