"""Evaluations run from the web app: one at a time, in a process of its own, kept in a folder.

Everything goes through the eval commands, as a person would type them: this
file knows their names and what they write, and nothing of how answers are scored.
"""

import atexit
import json
import logging
import re
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from corpus.errors import BoardPapersError
from ui import evals_words

log = logging.getLogger(__name__)

RUNNING, DONE, STOPPED, FAILED = "running", "done", "stopped", "failed"

LOOK = 0.3
"""Seconds between two looks at the process."""

PATIENCE = 120
"""Seconds that a short command (listing sets, scoring, importing) may take."""

FIGURES = ("right", "right_and_cited", "page_right", "declined_rightly", "p50_s")
"""Of the scores, those that the list of runs shows."""

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation, as its folder keeps it."""

    id: str
    """Its folder's name: when it was begun, and of which set."""

    name: str
    """The set's."""

    cases: int
    started: str
    """ISO date and time, UTC."""

    state: str = RUNNING
    done: int = 0
    seconds: float = 0.0
    stopping: bool = False
    error: str = ""
    model: str = ""
    figures: dict[str, float] | None = None
    """Means from 0 to 1, but for p50_s, which is in seconds; None until it is scored."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A set that can be chosen, or the reason why not."""

    name: str
    cases: int
    needs: tuple[str, ...] = ()
    problem: str = ""
    file: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be run; one's own set also where a paper of it has gone."""
        return not self.problem and (not self.needs or self.name.startswith("own/"))


class Evaluating:
    """The evaluations of one library; `command` begins the command line of board-papers."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        self._data, self._command = data, list(command)
        self._folder = data / "evals" / "runs"
        self._lock = threading.Lock()
        self._now: Run | None = None
        self._child: subprocess.Popen[str] | None = None
        self._stop = threading.Event()
        atexit.register(self.stop)

    def sets(self) -> list[Choice]:
        """The sets there are. Raises BoardPapersError when they cannot be listed."""
        found = json.loads(self._short("sets", "--json", "--data", str(self._data)))
        return [
            Choice(one["name"], one["cases"], tuple(one["needs"]), one["problem"], one["file"])
            for one in found
        ]

    def start(self, name: str) -> None:
        """Begin; raises BoardPapersError for a set that cannot be run, and while one is run."""
        chosen = next((one for one in self.sets() if one.name == name), None)
        if chosen is None or not chosen.ready:
            raise BoardPapersError(evals_words.NO_SUCH_SET)
        began = datetime.now(UTC)
        folder = f"{began:%Y%m%dT%H%M%S}-{re.sub(r'[^A-Za-z0-9]+', '-', name)}"
        run = Run(folder, name, chosen.cases, began.isoformat(timespec="seconds"))
        with self._lock:
            if self._now is not None:
                raise BoardPapersError(evals_words.BUSY_EVALUATING)
            self._now = run
            self._stop = threading.Event()
        try:
            self._at(run).mkdir(parents=True)
            shutil.copyfile(chosen.file, self._at(run) / "cases.jsonl")
            self._keep(run)
        except OSError as error:
            self._now = None
            raise BoardPapersError(evals_words.NOT_KEPT.format(reason=error)) from error
        threading.Thread(target=self._run, args=(run,), name="evaluating", daemon=True).start()

    def stop(self) -> None:
        """End the run that is going on; what was answered is kept, without scores."""
        self._stop.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()

    def state(self) -> Run | None:
        """The run that is going on, with how many it has answered; None when there is none."""
        run = self._now
        if run is None:
            return None
        answers = self._at(run) / "answers.jsonl"
        done = answers.read_bytes().count(b"\n") if answers.is_file() else 0
        began = datetime.fromisoformat(run.started)
        seconds = (datetime.now(UTC) - began).total_seconds()
        return replace(run, done=done, seconds=seconds, stopping=self._stop.is_set())

    def wait(self, seconds: float) -> None:
        """Return when the run has ended, or after `seconds`."""
        until = monotonic() + seconds
        while self._now is not None and monotonic() < until:
            threading.Event().wait(0.05)

    def runs(self) -> list[Run]:
        """The runs that were kept, the latest first; the one going on is not among them."""
        now = self._now
        kept = sorted(self._folder.glob("*/run.json"), reverse=True)
        found = [run for path in kept if (run := _read(path)) is not None]
        return [
            replace(run, state=FAILED, error=evals_words.INTERRUPTED)
            if run.state == RUNNING
            else run
            for run in found
            if now is None or run.id != now.id
        ]

    def last(self) -> Run | None:
        """The latest run that has its scores."""
        return next((run for run in self.runs() if run.state == DONE), None)

    def file(self, id: str, name: str) -> Path | None:
        """A run's report or answers; None for one that is not there."""
        if name not in ("report.html", "answers.jsonl") or not FILE_NAME.fullmatch(id):
            return None
        path = self._folder / id / name
        return path if path.is_file() else None

    def add_sheet(self, sheet: Path, name: str) -> None:
        """Make a spreadsheet of cases a set; raises BoardPapersError that names what is wrong."""
        plain = re.sub(r"[^A-Za-z0-9]+", "-", Path(name).stem).strip("-")[:40] or "set"
        out = self._data / "evals" / f"{plain}.jsonl"
        self._short("import", str(sheet), "--out", str(out))

    def _run(self, run: Run) -> None:
        folder = self._at(run)
        cases, answers = str(folder / "cases.jsonl"), str(folder / "answers.jsonl")
        try:
            self._answer(cases, answers)
            if self._stop.is_set():
                self._end(replace(run, state=STOPPED))
                return
            scores = json.loads(self._short("score", cases, answers, "--json"))["summary"]
            title = evals_words.REPORT_TITLE.format(name=run.name)
            report = str(folder / "report.html")
            self._short("report", answers, "--cases", cases, "--out", report, "--title", title)
            figures = {name: scores[name] for name in FIGURES if scores.get(name) is not None}
            self._end(replace(run, state=DONE, figures=figures, model=_model(folder)))
        except BoardPapersError as error:
            self._end(replace(run, state=FAILED, error=str(error)))
        except Exception:
            log.exception("An evaluation failed")
            self._end(replace(run, state=FAILED, error=evals_words.EVALUATION_FAILED))

    def _answer(self, cases: str, answers: str) -> None:
        words = ["answer", cases, "--out", answers, "--data", str(self._data)]
        with self._open(words) as child:
            self._child = child
            if self._stop.is_set():
                child.terminate()
            _, told = child.communicate()
            self._child = None
        if child.returncode and not self._stop.is_set():
            raise BoardPapersError(_last_line(told) or evals_words.EVALUATION_FAILED)

    def _short(self, *words: str) -> str:
        """What an eval command prints; its sentence raised as BoardPapersError when it fails."""
        with self._open(words) as child:
            try:
                said, told = child.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired as error:
                child.kill()
                raise BoardPapersError(evals_words.EVALUATION_FAILED) from error
        if child.returncode:
            raise BoardPapersError(_last_line(told) or evals_words.EVALUATION_FAILED)
        return said

    def _open(self, words: Sequence[str]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*self._command, "eval", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def _at(self, run: Run) -> Path:
        return self._folder / run.id

    def _keep(self, run: Run) -> None:
        text = json.dumps(asdict(run), ensure_ascii=False, indent=2)
        (self._at(run) / "run.json").write_text(text + "\n", "utf-8")

    def _end(self, run: Run) -> None:
        ended = replace(run, done=getattr(self.state(), "done", 0))
        began = datetime.fromisoformat(run.started)
        ended = replace(ended, seconds=round((datetime.now(UTC) - began).total_seconds(), 1))
        try:
            self._keep(ended)
        except OSError:
            log.exception("A run could not be kept")
        self._now = None


def _read(path: Path) -> Run | None:
    """A kept run; None for a file that is none, or of another version."""
    try:
        return Run(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _model(folder: Path) -> str:
    try:
        kept: Any = json.loads((folder / "answers.jsonl.meta.json").read_text("utf-8"))
        return str(kept["settings"]["model"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _last_line(told: str) -> str:
    """The sentence that a command ended with; what libraries print before it is left out."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return lines[-1] if lines else ""
