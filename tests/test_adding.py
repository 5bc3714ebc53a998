"""Adding in the background: one job, watched by anybody, stopped on request, nothing left over."""

import os
import subprocess
import threading
from pathlib import Path

import pytest

from corpus.errors import BoardPapersError, LibraryBusy
from corpus.papers import AddReport, Refusal
from ui import wording
from ui.adding import Adding, State
from ui.progress import shown


def files(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text(path.name)
    return paths


def test_a_job_takes_its_files_over_and_leaves_none_behind(tmp_path):
    seen = []

    def add(paths, progress, should_stop):
        seen.extend(path.read_text() for path in paths)
        progress("reading a.pdf", 1, 2)
        return AddReport(files=("a.pdf",), passages=3)

    adding = Adding(add, tmp_path / "incoming")
    given = files(tmp_path / "cache", "a.pdf", "b.pdf")
    adding.start(given)
    adding.wait(5)
    assert seen == ["a.pdf", "b.pdf"]
    assert adding.state().report == AddReport(files=("a.pdf",), passages=3)
    assert not any(path.exists() for path in given)
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_second_job_is_refused_while_one_runs_and_cancel_stops_it(tmp_path):
    begun = threading.Event()

    def add(paths, progress, should_stop):
        begun.set()
        while not should_stop():
            threading.Event().wait(0.01)
        return AddReport()

    adding = Adding(add, tmp_path / "incoming")
    adding.start(files(tmp_path / "cache", "a.pdf"))
    assert begun.wait(5)
    assert adding.state().running
    with pytest.raises(BoardPapersError, match="being added already"):
        adding.start(files(tmp_path / "cache", "b.pdf"))
    adding.cancel()
    adding.wait(5)
    state = adding.state()
    assert not state.running
    assert wording.CANCELLED in shown(state)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (LibraryBusy(Path("x"), 7), "being added already"),
        (BoardPapersError("The disk is full. Free some space."), "The disk is full."),
        (RuntimeError("oops"), "something went wrong here"),
    ],
    ids=["busy", "a sentence", "unforeseen"],
)
def test_what_goes_wrong_is_told_and_the_next_job_can_start(tmp_path, error, words):
    def add(paths, progress, should_stop):
        raise error

    adding = Adding(add, tmp_path / "incoming")
    adding.start(files(tmp_path / "cache", "a.pdf"))
    adding.wait(5)
    assert words in shown(adding.state())
    assert "oops" not in shown(adding.state())
    adding.start(files(tmp_path / "cache", "a.pdf"))
    adding.wait(5)


def test_what_a_killed_server_left_is_added_when_the_next_one_starts(tmp_path):
    seen = []

    def add(paths, progress, should_stop):
        seen.extend(path.name for path in paths)
        return AddReport(files=tuple(seen))

    dead = subprocess.Popen(["true"])
    dead.wait()
    files(tmp_path / "incoming" / f"{dead.pid}-abc", "left.pdf")
    files(tmp_path / "incoming" / f"{os.getppid()}-xyz", "in-use.pdf")
    adding = Adding(add, tmp_path / "incoming")
    adding.resume()
    adding.wait(5)
    assert seen == ["left.pdf"]
    assert [path.name for path in (tmp_path / "incoming").rglob("*.pdf")] == ["in-use.pdf"]


def test_progress_is_a_bar_with_its_words_and_the_time_left():
    html = shown(State(True, "reading <pack>.pdf", 50, 200, ("pack.pdf",), seconds=60))
    assert '<progress max="200" value="50"' in html
    assert "Reading &lt;pack&gt;.pdf (50 of 200), about 3 minutes left" in html


def test_the_time_left_is_said_to_be_for_the_file_at_hand_where_there_are_more():
    html = shown(State(True, "reading a.pdf", 50, 200, ("a.pdf", "b.pdf"), seconds=60))
    assert "about 3 minutes left for this file …" in html
    html = shown(State(True, "meanings", 50, 200, ("a.pdf", "b.pdf"), seconds=60))
    assert "about 3 minutes left …" in html


def test_progress_without_a_count_says_no_time():
    html = shown(State(True, files=("a.pdf", "b.pdf")))
    assert "Adding 2 files …" in html
    assert "left" not in html


def test_every_refusal_is_shown_with_its_reason_and_escaped():
    report = AddReport(
        refused=(Refusal("<a>.pdf", "<a>.pdf is locked."),),
        skipped_pages=(Refusal("b.pdf, page 3", "It is a drawing."),),
        unchanged=("c.pdf",),
    )
    html = shown(State(report=report))
    assert "<li>&lt;a&gt;.pdf is locked.</li>" in html
    assert "b.pdf, page 3: It is a drawing." in html
    assert "c.pdf" in html
    assert "Nothing new was added." in html
