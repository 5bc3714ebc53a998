"""The program itself, serving a library in a process of its own, for tests of the whole."""

import asyncio
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from askers import Person

from corpus.encoder import has_bfloat16

ROOT = Path(__file__).parents[1]
SPECIMEN = sorted(
    path for path in (ROOT / "corpus/specimen").iterdir() if path.suffix in (".pdf", ".docx")
)


@dataclass
class Served:
    """A running server."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    def memory(self) -> float:
        """Resident megabytes."""
        return _status(self.process.pid, "VmRSS")

    def processor(self) -> float:
        """Seconds of processor time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def children(self) -> list[int]:
        """Numbers of its child processes."""
        found = []
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):
                found += [int(n) for n in (task / "children").read_text().split()]
        return found

    def said(self) -> str:
        """All that it has written."""
        return self.log.read_text("utf-8", "replace")

    def visitor(self) -> Person:
        """Somebody who has not opened the page yet."""
        return Person(self.url)


def peak(pid: int) -> float:
    """The most megabytes that a process has had; 0 when it is gone."""
    try:
        return _status(pid, "VmHWM")
    except (OSError, ValueError):
        return 0.0


def command(*arguments: object) -> list[str]:
    """A command line of the program."""
    return [sys.executable, "-m", "ui", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """What the program runs in."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", **more}


def specimen_library(folder: Path) -> Path:
    """The specimen papers in a library, meanings and all."""
    done = subprocess.run(
        command("add", *SPECIMEN, "--data", folder),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def serving(data: Path, log: Path, *prefix: str, **settings: str) -> Iterator[Served]:
    """Serve a library until the block ends; settings are environment variables."""
    with log.open("w") as errors:
        process = subprocess.Popen(
            [*prefix, *command("serve", "--data", data, "--port", 0)],
            cwd=ROOT,
            env=environment(**settings),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        assert process.stdout
        ready, _, _ = select.select([process.stdout], [], [], 120)
        line = process.stdout.readline() if ready else ""
        found = re.search(r"http://\S+:\d+", line)
        assert found, f"{line} {log.read_text()}"
        yield Served(found[0], process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def warmed(server: Served, seconds: float = 60.0) -> None:
    """Wait until a server has loaded what it loads ahead: it has answered, and rests."""
    asyncio.run(_first_question(server))
    until, before = time.monotonic() + seconds, -1.0
    while time.monotonic() < until and server.processor() - before > 0.2:
        before = server.processor()
        time.sleep(1)


async def _first_question(server: Served) -> None:
    asked = await (await server.visitor().arrive()).ask("What is this about?")
    assert not asked.error, asked


YARDSTICK = 0.07
"""Seconds of `yardstick` on the cores that the times of these tests are for, at their best."""


def allowed(seconds: float) -> float:
    """A time for two cores at rest, longer where others keep them busy or they are slow just now.

    A virtual machine's neighbours do not show in its load: one day's cores came and went between
    their best and half as fast within minutes.
    """
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    return seconds * max(1.0, load, slowness())


def slowness() -> float:
    """How many times as long as at its best a fixed piece of work takes now, the mean of five."""
    return sum(yardstick() for _ in range(5)) / 5 / YARDSTICK


def yardstick() -> float:
    """Seconds for what answers are made of, on all cores at once: Python, and texts being read.

    The products are a reader's, of four statements in one layer, in the numbers that it uses.
    """
    import torch
    from torch.nn.functional import linear

    kind = torch.bfloat16 if has_bfloat16() else torch.float32
    states = torch.ones(376, 384, dtype=kind)
    wider, narrower = torch.ones(1536, 384, dtype=kind), torch.ones(384, 1536, dtype=kind)

    def work() -> None:
        torch.set_num_threads(1)
        sum(number * number % 7 for number in range(150_000))
        with torch.inference_mode():
            for _ in range(12):
                linear(linear(states, wider), narrower)

    threads = [Thread(target=work) for _ in range(os.cpu_count() or 1)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started


def _status(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1000
    raise ValueError(name)
