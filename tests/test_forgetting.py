"""What was removed is nowhere in the data folder, and nobody else may look into it (T30, T32)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from stand_ins import WordLengths

from assistant.answers import Turn
from assistant.chat import ask
from corpus.library import Library
from corpus.papers import Scope
from corpus.trail import Trail
from corpus.view import view_of_all
from ingest.pipeline import add_paths
from ui.conversations import Conversations
from ui.forgetting import FORGOTTEN, forget_gone
from ui.judging import JUDGEMENTS, Judgements
from ui.render import Exchange

MARKER = "Quenlowick"
SECRET = (
    f"{MARKER} Depot: Award of Contract\n\nNOT FOR PUBLICATION\n\n"
    f"1.1 The {MARKER} depot contract (QDC) was awarded for £4,187,332 to Harrow Vale Limited.\n\n"
    f"1.2 The {MARKER} depot will be opened in the spring by Harrow Vale Limited.\n"
)
OPEN = "Hedge Cutting\n\n1.1 Hedges are cut twice a year for £12,000 by the parks team.\n"


@pytest.fixture
def library(tmp_path):
    for name, text in (("secret.txt", SECRET), ("hedges.txt", OPEN)):
        (tmp_path / name).write_text(text, "utf-8")
    with Library.open(tmp_path / "data", encoder=WordLengths()) as opened:
        add_paths([tmp_path / "secret.txt", tmp_path / "hedges.txt"], opened)
        yield opened


def holding(folder: Path, marker: str = MARKER) -> list[str]:
    """Files that hold a marker, in any case and as any of the usual encodings."""
    forms = [form.encode(code) for form in (marker, marker.lower(), marker.upper())
             for code in ("utf-8", "utf-16-le", "utf-32-le")]  # fmt: skip
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in _bytes(path) for form in forms)
    ]


def _bytes(path: Path) -> bytes:
    """What a file holds; nothing of one that SQLite takes away meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def talk(library: Library, data: Path) -> str:
    """Two questions kept, judged and noted; the conversation's id."""
    view = view_of_all(library)
    first = ask(f"What was the {MARKER} depot contract awarded for?", [], library=view)
    assert first.citations and MARKER in first.text
    told = Turn("What was it awarded for?", first.text)
    hedges = next(paper.id for paper in view.papers() if paper.document == "hedges.txt")
    narrow = Scope(papers=frozenset({hedges}))
    second = ask("How often are hedges cut?", [told], library=view, scope=narrow)
    assert second.citations and MARKER not in second.text
    exchanges = (
        Exchange(f"What was the {MARKER} depot contract awarded for?", first, ""),
        Exchange("How often are hedges cut?", second, ""),
    )
    id = Conversations(data / "conversations.db").keep("reader", "", exchanges)
    judged = Judgements(data / JUDGEMENTS)
    judged.keep(exchanges, 0, "right")
    judged.keep(exchanges[1:], 0, "right")
    trail = Trail(data, questions="all")
    for item in exchanges:
        papers = sorted({c.paper.id for c in item.answer.citations})
        trail.note("answered", about={"papers": papers}, words=item.question)
    return id


def test_after_removal_its_words_are_in_no_file_of_the_data_folder(library):
    data = library.data
    id = talk(library, data)
    library.label("secret.txt", "exempt", who="Ann", reason="The bid is open.", paragraph="3")
    assert {"catalogue.db", "conversations.db", "judgements.jsonl"} <= {
        name.removesuffix("-wal") for name in holding(data)
    }
    library.remove("secret.txt")
    assert forget_gone(data, library)
    assert holding(data) == []
    kept = Conversations(data / "conversations.db")
    first, second = kept.read("reader", id)
    assert first.question == FORGOTTEN and not first.answer.citations
    assert "Hedges are cut twice" in second.answer.text
    assert [item.title for item in kept.listed("reader")] == [FORGOTTEN]
    [line] = (data / JUDGEMENTS).read_text("utf-8").splitlines()
    assert "hedges" in json.loads(line)["question"]
    assert [bool(act.words) for act in Trail(data).acts()] == [False, True]
    assert Trail(data).check().sound
    assert library.check().sound


def test_what_quotes_papers_that_are_held_stays_as_it_is(library):
    data = library.data
    talk(library, data)
    before = {p: p.read_bytes() for p in data.iterdir() if p.name.startswith(("conv", "judge"))}
    assert forget_gone(data, library) == 0
    assert {path: path.read_bytes() for path in before} == before


def test_an_evaluation_run_that_quotes_it_is_blanked_and_its_report_dropped(library):
    data = library.data
    run = data / "evals" / "runs" / "one"
    run.mkdir(parents=True)
    record = {
        "id": "1", "answer": f"The {MARKER} depot", "status": "answered",
        "citations": [{"document": "secret.txt", "text": MARKER}],
        "passages": [{"document": "secret.txt", "text": MARKER}], "seconds": 0.1,
    }  # fmt: skip
    other = {"id": "2", "answer": "Hedges", "passages": [{"document": "hedges.txt"}]}
    lines = f"{json.dumps(record)}\n{json.dumps(other)}\n"
    (run / "answers.jsonl").write_text(lines, "utf-8")
    (run / "report.html").write_text(MARKER, "utf-8")
    library.remove("secret.txt")
    forget_gone(data, library)
    assert holding(data) == []
    blanked, left = map(json.loads, (run / "answers.jsonl").read_text("utf-8").splitlines())
    assert (blanked["id"], blanked["answer"], blanked["citations"]) == ("1", "", [])
    assert left == other


@pytest.mark.slow
def test_removing_in_the_terminal_leaves_nothing(library, monkeypatch):
    from ui.terminal import run

    data = library.data
    talk(library, data)
    monkeypatch.setenv("BOARD_PAPERS_DATA", str(data))
    monkeypatch.setenv("BOARD_PAPERS_TRAIL_QUESTIONS", "all")
    assert run(["remove", "secret.txt"]) == 0
    assert holding(data) == []
    assert [act.act for act in Trail(data).acts()][-1] == "removed"


def test_a_file_that_was_set_aside_goes_when_its_time_is_over(library, monkeypatch):
    from threading import Event

    from ui import removing
    from ui.adding import Adding

    data = library.data
    talk(library, data)
    monkeypatch.setattr(removing, "KEPT_FOR", -0.5)  # it would be ten minutes
    aside = removing.Removing(library, Adding(add_paths, data / "incoming"), data / "removed")
    document = next(d.id for d in library.documents() if d.name == "secret.txt")
    aside.remove(document)
    for _ in range(100):
        if holding(data) == []:
            break
        Event().wait(0.1)
    assert holding(data) == []


def wide(folder: Path) -> dict[str, str]:
    """What others may look into."""
    return {
        str(path.relative_to(folder)): oct(path.stat().st_mode & 0o777)
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    }


def test_a_library_that_others_could_look_into_is_closed_when_it_is_opened(library, tmp_path):
    old = os.umask(0)
    try:
        talk(library, library.data)
        library.data.chmod(0o755)
        (tmp_path / "elsewhere").write_text("not ours to close")
        (library.data / "link").symlink_to(tmp_path / "elsewhere")
    finally:
        os.umask(old)
    (tmp_path / "elsewhere").chmod(0o644)
    assert "judgements.jsonl" in wide(library.data)
    with Library.open(library.data, encoder=WordLengths()):
        pass
    assert wide(library.data).keys() <= {"link"}
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o644


@pytest.mark.slow
def test_what_the_commands_make_is_their_owners_alone(tmp_path):
    (tmp_path / "hedges.txt").write_text(OPEN, "utf-8")
    folder = tmp_path / "data"
    for command in (["add", str(tmp_path / "hedges.txt")], ["ask", "How often are hedges cut?"]):
        done = subprocess.run(
            ["bash", "-c", 'umask 0; exec "$0" "$@"', sys.executable, "-m", "ui", *command],
            env=os.environ | {"BOARD_PAPERS_DATA": str(folder), "PYTHONPATH": "."},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    assert (folder / "trail.db").exists()
    assert wide(folder) == {}
