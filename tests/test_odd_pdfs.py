"""Damaged and odd PDFs from other projects' bug reports: the reader always comes back.

They are not part of the repository: a folder beside the checkout holds them, and a script that
writes files made to exhaust a reader.
"""

import hashlib
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import UnreadablePaper
from corpus.papers import Line
from ingest.read import read_document

pytestmark = pytest.mark.slow

SHARED = Path(__file__).parents[2] / "shared"
FOLDER = SHARED / "odd-pdfs"
BOMBS = SHARED / "hostile" / "bombs.py"

SAMPLE = 60
"""Files read out of the folder, always the same: those whose names hash lowest."""

NASTY = (
    "poppler-395-0-fuzzed",
    "REDHAT-1531897-0",
    "PDFBOX-3148-2-fuzzed",
    "bug946506",
    "issue5896",
)
"""Files that broke a reader of ours or another's, read besides the sample."""

LONGEST = 60.0
"""Seconds for one file; the slowest bomb takes 17 on a busy machine."""

PARENT_GROWTH = 50_000
"""Kilobytes by which the process that asked may grow."""


def sample():
    if not FOLDER.is_dir():
        return []
    files = sorted(FOLDER.rglob("*.pdf"), key=lambda f: hashlib.sha256(f.name.encode()).digest())
    return files[:SAMPLE] + [f for f in files[SAMPLE:] if f.name.startswith(NASTY)]


def outcome_of(path):
    """text, nothing, or the sentence of the refusal."""
    started = time.monotonic()
    try:
        document = read_document(path)
    except UnreadablePaper as error:
        assert len(str(error)) > 30 and str(error).endswith("."), error
        return str(error)
    finally:
        assert time.monotonic() - started < LONGEST
    assert document.pages
    for page in document.pages:
        for block in page.blocks:
            rows = [[block.text]] if isinstance(block, Line) else block.rows
            assert len({len(row) for row in rows}) == 1
            "".join(cell for row in rows for cell in row).encode("utf-8")
    return "text" if any(page.blocks for page in document.pages) else "nothing"


def test_every_odd_file_is_read_or_refused_with_a_sentence():
    files = sample()
    if not files:
        pytest.skip(f"there is no folder {FOLDER} of odd PDFs here")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes = [outcome_of(path) for path in files]
    assert outcomes.count("text") >= 0.58 * len(files)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < PARENT_GROWTH


def test_every_bomb_is_read_or_refused_within_its_limits(tmp_path):
    if not BOMBS.is_file():
        pytest.skip(f"there is no script {BOMBS} here")
    subprocess.run([sys.executable, str(BOMBS.resolve())], cwd=tmp_path, check=True)
    files = sorted((tmp_path / "bombs").iterdir())
    outcomes = {path.stem: outcome_of(path) for path in files}
    assert len(outcomes) >= 20
    assert "20,000 pages" in outcomes["pages20000"]
    assert "web page" in outcomes["html"]


def test_of_a_page_with_hidden_text_only_what_is_seen_comes_out(tmp_path):
    if not BOMBS.is_file():
        pytest.skip(f"there is no script {BOMBS} here")
    subprocess.run([sys.executable, str(BOMBS.resolve())], cwd=tmp_path, check=True)
    (page,) = read_document(tmp_path / "bombs" / "hidden.pdf").pages
    assert [block.text for block in page.blocks] == ["Visible budget is 5m.", "ROTATED"]
    assert page.hidden == "7 words of hidden text left out."
