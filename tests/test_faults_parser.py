"""A reading process that is killed, hangs, says nothing, lies, or floods: the parent goes on."""

import os
import resource
import time
from pathlib import Path

import pytest
from make_pdf import lines, make_pdf

from corpus.errors import UnreadablePaper
from corpus.papers import Line, Page
from ingest import isolate
from ingest.isolate import read_contained
from ingest.wire import facts_line, page_line

pytestmark = pytest.mark.slow

PAGES = 3
FACTS = facts_line(PAGES, "Pack", ())
WHOLE = [page_line(n, Page(n + 1, (Line(f"Page {n + 1}", 10.0),))) for n in range(PAGES)]

CHILD = """
import os, signal, sys, time
out, first = sys.stdout.buffer, int(sys.argv[3])
FACTS, WHOLE = {facts!r}, {whole!r}
def say(content):
    out.write(content)
    out.flush()
def rest():
    for n in range(first, {pages}):
        if n == {bad} and first <= {bad}:
            misbehave()
        say(WHOLE[n])
def misbehave():
    {fault}
{begin}
"""
"""A stand-in for the reading program, which goes wrong at one page or before the first."""

AT_A_PAGE = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "crashed": "os.abort()",
    "hung": "time.sleep(600)",
    "gone without a word": "os._exit(0)",
    "half a line": "say(WHOLE[1][:20]); os._exit(0)",
    "rubbish": "say(bytes(range(256)) + b'\\n'); time.sleep(600)",
    "no page": 'say(b\'{"index": 1, "page": [1, 2]}\\n\'); time.sleep(600)',
    "a gigabyte": "[say(bytes(1 << 20)) for _ in range(1024)]; time.sleep(600)",
    "out of memory": "raise MemoryError",
}
BEFORE = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "hung": "time.sleep(600)",
    "nothing": "os._exit(0)",
    "rubbish": "say(b'\\xff' * 100 + b'\\n')",
    "a gigabyte": "[say(bytes(1 << 20)) for _ in range(1024)]",
    "pages before facts": "say(WHOLE[0])",
}


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Puts a program in the place of the reading one."""

    def put(fault, begin, bad=1):
        package = tmp_path / "program" / "ingest"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        facts = {"facts": FACTS, "whole": WHOLE, "pages": PAGES, "bad": bad}
        (package / "contained.py").write_text(CHILD.format(fault=fault, begin=begin, **facts))
        monkeypatch.setattr(isolate, "ROOT", package.parent)

    return put


@pytest.fixture
def paper(tmp_path):
    return make_pdf(tmp_path / "paper.pdf", lines(72, 100, "Words"))


def children():
    found = []
    for task in Path("/proc/self/task").iterdir():
        found += (task / "children").read_text().split()
    return found


@pytest.mark.parametrize("fault", AT_A_PAGE)
def test_a_reader_that_goes_wrong_at_a_page_costs_that_page_alone(reader, paper, fault):
    reader(AT_A_PAGE[fault], "say(FACTS)\nrest()")
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    found = read_contained(paper, "pdf", page_seconds=3)
    assert [bool(page.blocks) for page in found.pages] == [True, False, True]
    assert found.pages[1].skipped.startswith("Page 2 could not be read")
    assert time.monotonic() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert children() == []


@pytest.mark.parametrize("fault", BEFORE)
def test_a_reader_that_never_says_what_the_file_holds_refuses_it_by_name(reader, paper, fault):
    reader("pass", BEFORE[fault])
    with pytest.raises(UnreadablePaper, match=r"paper\.pdf could not be opened"):
        read_contained(paper, "pdf", page_seconds=3)
    assert children() == []


def test_pages_that_were_not_asked_for_are_not_taken(reader, paper):
    reader("say(WHOLE[2] * 1000)", "say(FACTS)\nrest()")
    found = read_contained(paper, "pdf", page_seconds=3)
    assert [page.blocks[0].text for page in found.pages] == ["Page 1", "Page 2", "Page 3"]


def test_a_readers_own_child_ends_with_it(reader, paper, tmp_path):
    left = tmp_path / "pid"
    fork = f"pid = os.fork() or time.sleep(600); open({str(left)!r}, 'w').write(str(pid))"
    reader(f"{fork}; time.sleep(600)", "say(FACTS)\nrest()")
    read_contained(paper, "pdf", page_seconds=2)
    pid = int(left.read_text())
    state = Path(f"/proc/{pid}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_reader_sees_none_of_our_secrets(reader, paper, monkeypatch, tmp_path):
    told = tmp_path / "environment"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setenv("BOARD_PAPERS_MODEL_KEY", "sk-canary")
    reader(f"open({str(told)!r}, 'w').write(str(dict(os.environ)))", "say(FACTS)\nrest()")
    read_contained(paper, "pdf", page_seconds=5)
    assert "canary" not in told.read_text()
    assert os.environ["OPENAI_API_KEY"] == "sk-canary"
