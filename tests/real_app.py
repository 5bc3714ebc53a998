"""The real web app over real papers, in a process of its own, for tests in a browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
SPECIMEN = sorted((ROOT / "corpus/specimen").glob("*.pdf")) + sorted(
    (ROOT / "corpus/specimen").glob("*.docx")
)

ENVIRONMENT = {"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "GRADIO_ANALYTICS_ENABLED": "False"}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "ui", *words]


def add(library: Path, files: Sequence[Path]) -> None:
    """Files into a library, by the command that people type; nothing when they are there."""
    subprocess.run(
        command("add", *map(str, files), "--data", str(library)),
        cwd=ROOT, env=os.environ | ENVIRONMENT, check=True, capture_output=True, timeout=280,
    )  # fmt: skip


@contextmanager
def served(library: Path, *more: str) -> Iterator[str]:
    """The address of `board-papers serve` over a library; it is stopped afterwards."""
    server = subprocess.Popen(
        command("serve", "--port", "0", "--data", str(library), *more),
        cwd=ROOT, env=os.environ | ENVIRONMENT | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, f"the server said {line!r}"
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def served_specimen(library: Path) -> Iterator[str]:
    """The same over the specimen papers, added first."""
    add(library, SPECIMEN)
    with served(library) as address:
        yield address
