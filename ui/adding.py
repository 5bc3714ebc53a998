"""Papers being added in the background: one job at a time, watched from any browser, stoppable.

The job belongs to the library, not to a reader: whoever looks sees the same one,
and closing the browser does not stop it.
"""

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from corpus.errors import BoardPapersError, LibraryBusy
from corpus.papers import AddReport
from ui import wording

log = logging.getLogger(__name__)

AddPaths = Callable[..., AddReport]
"""ingest.pipeline.add_paths, with its library already given."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the job is, as the screen shows it."""

    running: bool = False
    doing: str = ""
    done: int = 0
    total: int = 0
    """0 while it is not known."""

    files: tuple[str, ...] = ()
    report: AddReport | None = None
    """Set when the job has ended by itself or was stopped."""

    error: str = ""
    stopping: bool = False
    seconds: float = 0.0

    @property
    def seconds_left(self) -> float:
        """A straight guess from what is done of the step at hand; 0 when there is no telling."""
        if not 0 < self.done < self.total or self.seconds < 2:
            return 0.0
        return self.seconds * (self.total - self.done) / self.done


class Adding:
    """The one job of adding that a server may have."""

    def __init__(self, add_paths: AddPaths, folder: Path) -> None:
        """`folder` holds the files until they are in the library."""
        self._add = add_paths
        self._folder = folder
        self._lock = threading.Lock()
        self._state = State()
        self._stop = threading.Event()
        self._began = self._step_began = 0.0

    def state(self) -> State:
        """A picture of the job at this moment."""
        with self._lock:
            state = self._state
        if not state.running:
            return state
        return replace(state, seconds=monotonic() - self._step_began, stopping=self._stop.is_set())

    def start(self, files: Sequence[Path], done: Callable[[AddReport], None] | None = None) -> None:
        """Take the files over and begin; raises BoardPapersError when a job is running already.

        `done` is told of what became of them.
        """
        with self._lock:
            if self._state.running:
                raise BoardPapersError(wording.BUSY_ADDING)
            self._state = State(running=True, files=tuple(path.name for path in files))
            self._stop = threading.Event()
            self._began = self._step_began = monotonic()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = Path(tempfile.mkdtemp(dir=self._folder, prefix=f"{os.getpid()}-"))
            taken = [Path(shutil.move(path, kept / path.name)) for path in files]
        except OSError as error:
            self._end(
                error=f"The files could not be kept ({error}). Free some space and try again."
            )
            return
        threading.Thread(
            target=self._run, args=(taken, kept, done), name="adding", daemon=True
        ).start()

    def resume(self) -> None:
        """Go on with the files that a server which was killed had taken over, if there are any."""
        left = [folder for folder in self._folder.glob("*-*") if not alive(folder.name)]
        files = [file for folder in left for file in folder.iterdir()]
        if files:
            self.start(files)
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)

    def cancel(self) -> None:
        """Stop at the next page; what was finished stays."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Return when the job has ended, or after `seconds`."""
        until = monotonic() + seconds
        while monotonic() < until and self.state().running:
            self._stop.wait(0.05) if not self._stop.is_set() else threading.Event().wait(0.05)

    def _run(self, files: list[Path], kept: Path, done: Callable[[AddReport], None] | None) -> None:
        ending: dict[str, Any] = {}
        try:
            report = self._add(files, progress=self._progress, should_stop=self._stop.is_set)
            if done:
                done(report)
            ending = {"report": report}
        except LibraryBusy:
            ending = {"error": wording.BUSY_ADDING}
        except BoardPapersError as error:
            ending = {"error": str(error)}
        except Exception:
            log.exception("Papers could not be added")
            ending = {"error": wording.ADDING_FAILED}
        finally:
            shutil.rmtree(kept, ignore_errors=True)
            self._end(**ending)

    def _progress(self, doing: str, done: int, total: int) -> None:
        with self._lock:
            if doing != self._state.doing:
                self._step_began = monotonic()
            self._state = replace(self._state, doing=doing, done=done, total=total)

    def _end(self, report: AddReport | None = None, error: str = "") -> None:
        with self._lock:
            self._state = State(
                files=self._state.files,
                report=report,
                error=error,
                stopping=self._stop.is_set(),
                seconds=monotonic() - self._began,
            )


def alive(name: str) -> bool:
    """Whether the process whose number begins a folder's name still runs."""
    number = name.split("-")[0]
    if not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return int(number) != os.getpid()
