"""kill -9 while papers are added, embedded, indexed and removed: by chance, and at each step."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stand_ins import WordLengths, make_document

import corpus.library
from corpus.catalogue import Catalogue
from corpus.database import Database
from corpus.generations import Generations
from corpus.library import Library
from corpus.meanings import Vectors
from corpus.originals import Originals
from corpus.papers import EVERYTHING

ROOT = Path(__file__).parents[1]
PAPERS = [
    make_document(f"{n}.pdf", *(f"{'w' * (n + 1)} {'v' * (i % 9 + 1)} {i}" for i in range(40)))
    for n in range(6)
]
REMOVED = "5.pdf"

STEPS = {
    "original": (Originals, "keep"),
    "paper": (Catalogue, "add"),
    "vectors": (Vectors, "keep"),
    "build": (Generations, "_make"),
    "rename": (os, "replace"),
    "pointer": (Generations, "_point_at"),
    "old generations": (Generations, "tidy"),
    "rows": (corpus.library, "take_out"),
    "forget": (Originals, "forget"),
    "drop": (Generations, "drop"),
    "purge": (corpus.library, "purge"),
}
"""Where adding and removing commit something, or are about to."""


def work(data, *, step="", before=False, time_round=0):
    """What the child does: add all papers two at a time, embed each time, remove one."""
    if step:
        _die_at(*STEPS[step], before=before, time_round=time_round)
    with Library.open(data, encoder=WordLengths()) as library:
        for start in range(0, len(PAPERS), 3):
            for paper in PAPERS[start : start + 3]:
                library.add(*paper)
                _say(f"added {paper[0].name}")
            library.embed_pending()
        library.remove(REMOVED)
        _say(f"removed {REMOVED}")
        library.embed_pending()


def _say(done):
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


def _die_at(owner, name, *, before, time_round):
    """Make this process kill itself before or after the so-manieth call of one function."""
    real, calls = getattr(owner, name), []

    def dying(*given, **named):
        calls.append(name)
        last = len(calls) > time_round
        if last and before:
            os.kill(os.getpid(), signal.SIGKILL)
        found = real(*given, **named)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    setattr(owner, name, dying)


def start(data, *arguments):
    return subprocess.Popen(
        [sys.executable, __file__, data, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
    )


def assert_whole(data, said):
    """What a kill must leave: everything that was said to be done, nothing half, nothing twice."""
    told = [line.split() for line in said.splitlines()]
    removed = {name for word, name in told if word == "removed"}
    added = {name for word, name in told if word == "added"} - removed
    with Library.open(data, encoder=WordLengths()) as library:
        assert library.check().problems == ()
        held = {record.name: record.passages for record in library.documents()}
        if REMOVED not in removed:
            held.setdefault(REMOVED, 0)  # it may have gone just before that could be said
            added.discard(REMOVED)
        assert added <= held.keys()
        assert not removed & held.keys()
        assert set(held.values()) <= {0, 40}
        assert len(library.by_words(["1"], EVERYTHING, 100)) == sum(map(bool, held.values()))


def assert_completes(data):
    """Going on after a kill ends where an undisturbed run ends."""
    work(data)
    with Library.open(data, encoder=WordLengths()) as library:
        report = library.check()
        assert (report.problems, len(report.notes)) == ((), 1)
        assert sorted(record.name for record in library.documents()) == [
            f"{n}.pdf" for n in range(5)
        ]
        assert (library.size(), library.meanings_ready()) == (200, True)
        ids = [hit.passage.id for hit in library.by_meaning("w vvv 1", EVERYTHING, 1000)]
        assert len(ids) == len(set(ids)) == 200
        assert len(list((data / "originals").iterdir())) == 5
        assert len(list((data / "chroma").iterdir())) == 2


@pytest.mark.slow
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_loses_nothing_that_was_done(tmp_path, step, before):
    child = start(tmp_path / "library", step, before, 1 if step in ("rename", "vectors") else 0)
    said, _ = child.communicate(timeout=300)
    assert child.returncode == -signal.SIGKILL, "the step was never reached"
    assert_whole(tmp_path / "library", said)
    if step in ("pointer", "rows", "vectors"):
        assert_completes(tmp_path / "library")


def kill_by_chance(data, kills, seed):
    """Kill and start again on one library, so many times; then let it finish."""
    chance = random.Random(seed)
    for _ in range(kills):
        child = start(data)
        time.sleep(chance.uniform(0.3, 6.0))
        child.kill()
        said, _ = child.communicate()
        if data.exists():
            assert_whole(data, said)
        with Library.open(data, encoder=WordLengths()) as library:
            for record in library.documents():
                if chance.random() < 0.4:  # so that there is something to add next time
                    library.remove(record.name)
    assert_completes(data)


@pytest.mark.slow
def test_ten_kills_by_chance_lose_nothing(tmp_path):
    kill_by_chance(tmp_path / "library", 10, seed=1)


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_two_hundred_kills_by_chance_lose_nothing(tmp_path):
    kill_by_chance(tmp_path / "library", 200, seed=2)


def test_a_kill_in_the_middle_of_a_transaction_leaves_none_of_it(tmp_path):
    data = tmp_path / "library"
    Library.open(data, encoder=WordLengths()).close()
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from corpus.database import Database\n"
        "with Database(Path(sys.argv[1])).changing() as db:\n"
        "    db.execute(\"INSERT INTO documents VALUES ('a', 'a.pdf', '', 1, '', '[]')\")\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    child = subprocess.run([sys.executable, "-c", program, data / "catalogue.db"], cwd=ROOT)
    assert child.returncode == -signal.SIGKILL
    database = Database(data / "catalogue.db")
    assert Catalogue(database).documents(EVERYTHING) == []
    database.close()


if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    if rest:
        work(Path(folder), step=rest[0], before=rest[1] == "True", time_round=int(rest[2]))
    else:
        work(Path(folder))
