"""One writer at a time: a lock on the data folder that names the process holding it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import LibraryBusy, LibraryError


class WriterLock:
    """The right to change a library, held by one process and shared by its threads.

    The operating system frees it when the process ends, however it ends. The
    pid beside it is for the message only: nothing is decided by it.
    """

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock

        self._folder = folder
        self._lock = FileLock(folder / "writer.lock", timeout=0, thread_local=False)
        self._guard = threading.Lock()
        self._holds = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; re-entrant. Raises LibraryBusy at once when another process has it."""
        self._acquire()
        try:
            yield
        finally:
            self._release()

    def _acquire(self) -> None:
        from filelock import Timeout

        with self._guard:
            if not self._holds:
                try:
                    self._lock.acquire()
                except Timeout as error:
                    raise LibraryBusy(self._folder, self._holder()) from error
                except OSError as error:
                    raise LibraryError(
                        f"The library's folder {self._folder} cannot be written to "
                        f"({error.strerror or error}). Check its permissions and its disk."
                    ) from error
                with suppress(OSError):  # the lock is held either way
                    (self._folder / "writer.pid").write_text(str(os.getpid()), "ascii")
            self._holds += 1

    def _release(self) -> None:
        with self._guard:
            self._holds -= 1
            if not self._holds:
                with suppress(OSError):
                    (self._folder / "writer.pid").unlink()
                self._lock.release()

    def _holder(self) -> int:
        """The holder's pid; 0 when it has not been written yet."""
        try:
            return int((self._folder / "writer.pid").read_text("ascii"))
        except (OSError, ValueError):
            return 0
