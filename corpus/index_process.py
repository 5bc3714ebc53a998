"""A child process that makes or tries an embedded index, since damaged files can crash it."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

PROBE_SECONDS = 30
"""For a child to open an index and compare a sample; 20,000 vectors open in 0.2 s."""


class IndexProcess:
    """Runs corpus.vectors for one catalogue, one task at a time or several."""

    def __init__(self, catalogue: Path) -> None:
        self._catalogue = catalogue
        self._running: set[subprocess.Popen[str]] = set()

    def says(self, task: str, folder: Path, number: int) -> Iterator[dict[str, Any]]:
        """What the child reports; ends early when it fails, is killed or takes too long."""
        home = str(Path(__file__).resolve().parent.parent)
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        child = subprocess.Popen(
            [sys.executable, "-m", "corpus.vectors", task, folder, self._catalogue, str(number)],
            stdin=subprocess.PIPE,  # its end tells the child that nobody waits any more
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._running.add(child)
        limit = threading.Timer(PROBE_SECONDS, child.kill) if task == "probe" else None
        if limit:
            limit.start()
        try:
            assert child.stdout
            for line in child.stdout:
                with suppress(ValueError):
                    yield json.loads(line)
        finally:
            if limit:
                limit.cancel()
            child.kill()
            child.communicate()
            self._running.discard(child)

    def kill(self) -> None:
        """Stop what is running."""
        for child in list(self._running):
            child.kill()
