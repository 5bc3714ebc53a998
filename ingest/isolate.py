"""Reading in child processes with limits, so that no file can take the app down with it.

A child reads its share of the pages and writes each as a line of JSON. The parent holds
it to a time for each page and for the file; a child that hangs or dies costs the page it was
on, and another goes on behind it.
"""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import UnreadablePaper
from corpus.papers import Bookmark, Page, Progress
from ingest.wire import error_of, read_line

PAGE_SECONDS = 30.0
FILE_SECONDS = 600.0
"""A page takes 40 ms and a pack 10 s; drawings and damaged pages have been seen to take 20 s."""

MOST_FAILURES = 20
"""After this many pages that killed their reader the rest of the file is not tried."""

LINE_BYTES = 64_000_000
"""A Word or text file is one page, so its line is as long as the file."""

SHARED_FROM_BYTES = 150_000
"""A smaller file is read sooner by one child than by two; measured on packs of 6 to 68 pages."""

ROOT = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Contained:
    """What came back from a file's readers."""

    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...]
    title: str


@dataclass(slots=True)
class _Child:
    """One reading process, and how far it has come."""

    process: subprocess.Popen[bytes]
    next: int
    """Index of the page that it is reading, from 0."""

    heard: float
    """When it last sent something (monotonic seconds)."""

    buffer: bytearray = field(default_factory=bytearray)


def read_contained(
    path: Path,
    kind: str,
    *,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
    page_seconds: float = PAGE_SECONDS,
    file_seconds: float = FILE_SECONDS,
    shared_from_bytes: int = SHARED_FROM_BYTES,
) -> Contained:
    """Read a file in child processes; `kind` is pdf, docx or text.

    Two share a PDF of `shared_from_bytes` or more, where there are two cores.

    Pages that fail, take too long or are left when the time for the file is up come back empty
    and say so. When `should_stop` turns true the children are killed and what is left comes
    back the same way. Raises the child's UnreadablePaper when the file cannot be opened.
    """
    large = kind == "pdf" and path.stat().st_size >= shared_from_bytes
    shares = 2 if large and _cores() > 1 else 1
    reading = _Reading(path, kind, shares, progress, page_seconds)
    until = time.monotonic() + file_seconds
    try:
        for share in range(shares):
            reading.start(share)
        while reading.children:
            reading.listen()
            if should_stop and should_stop():
                return reading.result("reading was stopped")
            if time.monotonic() > until:
                return reading.result(f"the file took longer than {file_seconds:.0f} seconds")
        return reading.result("its reader stopped too often on other pages")
    finally:
        reading.close()


class _Reading:
    """The children of one file and what they have sent."""

    def __init__(
        self, path: Path, kind: str, shares: int, progress: Progress | None, page_seconds: float
    ) -> None:
        self.path, self.kind, self.shares = path, kind, shares
        self.progress, self.page_seconds = progress, page_seconds
        self.children: dict[int, _Child] = {}
        self.pages: dict[int, Page] = {}
        self.count: int | None = None
        self.bookmarks: tuple[Bookmark, ...] = ()
        self.title = ""
        self.failures = 0
        self.selector = selectors.DefaultSelector()

    def start(self, first: int) -> None:
        """Start a child on every `shares`-th page from index `first`."""
        command = [sys.executable, "-B", "-X", "utf8", "-m", "ingest.contained"]
        command += [self.kind, str(self.path.resolve()), str(first), str(self.shares)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=_environment(),
            start_new_session=True,
        )
        child = _Child(process, first, time.monotonic())
        assert process.stdout is not None
        self.children[process.pid] = child
        self.selector.register(process.stdout, selectors.EVENT_READ, child)

    def listen(self) -> None:
        """Take in what the children have sent; replace those that hang or died."""
        for key, _ in self.selector.select(timeout=0.1):
            child: _Child = key.data
            data = os.read(key.fd, 1 << 18)
            child.buffer += data
            if not data or len(child.buffer) > LINE_BYTES:
                self._ended(child)
                continue
            while (end := child.buffer.find(b"\n")) >= 0:
                line = bytes(child.buffer[:end])
                del child.buffer[: end + 1]
                if not self._take(child, line):
                    self._ended(child)
                    break
        now = time.monotonic()
        for child in list(self.children.values()):
            if now - child.heard > self.page_seconds:
                self._failed(child, f"it took longer than {self.page_seconds:.0f} seconds")

    def _take(self, child: _Child, line: bytes) -> bool:
        """Whether the line was one that a reader writes."""
        try:
            record = read_line(line)
        except ValueError:
            return False
        child.heard = time.monotonic()
        if "error" in record:
            raise error_of(record)
        if "pages" in record:
            self.count = int(record["pages"])
            self.bookmarks, self.title = record["bookmarks"], str(record["title"])
        elif record.get("index") == child.next and self.count is not None:
            self._keep(child.next, record["page"])
            child.next += self.shares
        return True

    def _keep(self, index: int, page: Page) -> None:
        self.pages[index] = page
        if self.progress and self.count:
            self.progress(f"reading {self.path.name}", len(self.pages), self.count)

    def _ended(self, child: _Child) -> None:
        """A child sent its last: it is done, or it died on a page."""
        self._let_go(child)
        code = child.process.returncode
        if self.count is not None and child.next >= self.count:
            return
        self._failed(child, "it needed more memory or time than is allowed" if code else "")

    def _failed(self, child: _Child, why: str) -> None:
        self._let_go(child)
        if self.count is None:
            raise UnreadablePaper(
                f"{self.path.name} could not be opened: {why or 'its reader stopped'}. "
                "Fetch or save it again, and check that it opens in a viewer."
            )
        self.failures += 1
        number = child.next + 1
        reason = why or "its reader stopped"
        self._keep(child.next, Page(number, (), skipped=_unread(number, reason)))
        following = child.next + self.shares
        if following < self.count and self.failures < MOST_FAILURES:
            self.start(following)

    def _let_go(self, child: _Child) -> None:
        process = child.process
        if self.children.pop(process.pid, None) is None:
            return
        assert process.stdout is not None
        self.selector.unregister(process.stdout)
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        process.stdout.close()

    def result(self, left_out: str) -> Contained:
        """What was read; pages that were not say why."""
        pages = [
            self.pages.get(index) or Page(index + 1, (), skipped=_unread(index + 1, left_out))
            for index in range(self.count or 0)
        ]
        return Contained(tuple(pages), self.bookmarks, self.title)

    def close(self) -> None:
        """End every child."""
        for child in list(self.children.values()):
            self._let_go(child)
        self.selector.close()


def _unread(number: int, why: str) -> str:
    return f"Page {number} could not be read: {why}."


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _environment() -> dict[str, Any]:
    """Next to nothing: where Python and its packages are, and no secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    folders = [str(ROOT), *(folder for folder in sys.path if folder)]
    return kept | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(folders))}
