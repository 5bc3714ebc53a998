"""A library in one file and back: while it is used, on an empty machine, and from bad files."""

import json
import os
import random
import sqlite3
import stat
import threading
import zipfile

import pytest
from stand_ins import WordLengths, make_document

from corpus.backup import MANIFEST, back_up
from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError
from corpus.library import Library
from corpus.papers import EVERYTHING
from corpus.restore import restore
from ui.terminal import run


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        for n in range(3):
            library.add(*make_document(f"{n}.pdf", f"fees {n} rise", f"rents {n} fall"))
        library.embed_pending(should_stop=library.meanings_ready)
        yield library


def answers(library):
    """What it holds and finds, to compare with another."""
    return (
        library.documents(),
        library.papers(),
        library.by_words(["fees", "rents"], EVERYTHING, 50),
        [hit.passage for hit in library.by_meaning("fees 1 rise", EVERYTHING, 50)],
    )


def opened(folder):
    return Library.open(folder, encoder=WordLengths())


def test_a_restored_library_answers_as_the_one_that_was_backed_up(library, tmp_path):
    copied = back_up(library.data, tmp_path / "copy.zip")
    assert (copied.documents, copied.missing) == (3, ())
    assert stat.S_IMODE((tmp_path / "copy.zip").stat().st_mode) == 0o600
    restore(tmp_path / "copy.zip", tmp_path / "new")
    with opened(tmp_path / "new") as again:
        assert answers(again) == answers(library)
        assert again.check().problems == ()
        assert again.original(again.documents()[0].id).read_bytes().startswith(b"0.pdf")
    assert list(tmp_path.glob("*.partial*")) == []


def test_what_was_kept_beside_the_papers_comes_back_and_what_passes_through_does_not(
    library, tmp_path
):
    data = library.data
    kept = sqlite3.connect(data / "conversations.db")
    kept.executescript("PRAGMA journal_mode = WAL; CREATE TABLE c (t); INSERT INTO c VALUES ('x');")
    (data / "evals").mkdir()
    (data / "evals" / "feedback.jsonl").write_text("{}\n")
    for name in ("incoming", "removed", "chroma"):
        (data / name).mkdir(exist_ok=True)
        (data / name / "passing.pdf").write_bytes(b"%PDF")
    back_up(data, tmp_path / "copy.zip")
    kept.close()
    restore(tmp_path / "copy.zip", tmp_path / "new")
    with sqlite3.connect(tmp_path / "new" / "conversations.db") as db:
        assert db.execute("SELECT t FROM c").fetchall() == [("x",)]
    db.close()
    assert (tmp_path / "new" / "evals" / "feedback.jsonl").read_text() == "{}\n"
    assert list((tmp_path / "new").rglob("passing.pdf")) == []


def test_a_library_that_holds_papers_is_not_overwritten_unless_told(library, tmp_path):
    back_up(library.data, tmp_path / "copy.zip")
    with opened(tmp_path / "other") as other:
        other.add(*make_document("other.pdf", "quixotic hedges"))
        other.embed_pending(should_stop=other.meanings_ready)
        before = answers(other)
        with pytest.raises(LibraryError, match="--replace"):
            restore(tmp_path / "copy.zip", other.data)
        assert answers(other) == before
        restore(tmp_path / "copy.zip", other.data, replace=True)
        assert answers(other) == answers(library)  # though it was open all the while
        assert other.by_words(["hedges"], EVERYTHING, 5) == []
    with opened(tmp_path / "other") as other:
        assert other.check().problems == ()
        other.add(*make_document("later.pdf", "hedges again"))
        assert other.size() == 7
    held = b"".join(p.read_bytes() for p in (tmp_path / "other").rglob("*") if p.is_file())
    assert b"quixotic" not in held


def test_counters_go_on_so_that_nothing_made_before_fits_after(library, tmp_path):
    back_up(library.data, tmp_path / "copy.zip")
    library.remove("0.pdf")
    library.add(*make_document("9.pdf", "bees 9 sing", "owls 9 hoot"))
    library.embed_pending(should_stop=library.meanings_ready)
    epoch, cover = library.epoch(), library._vectors.cover()
    assert library.document_frequency(["bees"]) == {"bees": 1}
    restore(tmp_path / "copy.zip", library.data, replace=True)
    assert library.epoch() > epoch
    assert library._vectors.cover() not in (cover,)
    assert library.document_frequency(["bees"]) == {"bees": 0}


def test_a_backup_made_while_papers_come_and_go_is_whole(library, tmp_path):
    stop, failures, chance = threading.Event(), [], random.Random(3)

    def change():
        n = 10
        while not stop.is_set():
            n += 1
            try:
                library.add(*make_document(f"{n}.pdf", f"fees {n} rise", f"rents {n} fall"))
                if chance.random() < 0.5:
                    library.remove(chance.choice(library.documents()[3:]).name)
            except Exception as error:
                failures.append(error)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for n in range(4):
            back_up(library.data, tmp_path / f"{n}.zip")
    finally:
        stop.set()
        thread.join()
    assert failures == []
    for n in range(4):
        restore(tmp_path / f"{n}.zip", tmp_path / f"restored {n}")
        with opened(tmp_path / f"restored {n}") as again:
            assert again.check().problems == ()
            held = {record.name for record in again.documents()}
            assert held >= {"0.pdf", "1.pdf", "2.pdf"}
            assert again.size() == 2 * len(held)


def test_restoring_waits_for_nobody_who_is_writing(library, tmp_path):
    back_up(library.data, tmp_path / "copy.zip")
    with library.writing(), pytest.raises(LibraryBusy, match=str(os.getpid())):
        restore(tmp_path / "copy.zip", library.data, replace=True)


def test_a_missing_original_is_named_and_the_rest_is_kept(library, tmp_path):
    record = library.documents()[0]
    path = library.original(record.id)
    path.unlink()
    copied = back_up(library.data, tmp_path / "copy.zip")
    assert copied.missing == (path.name,)


def remade(source, target, change):
    """A backup with something changed in it; None for a content leaves the file out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            name_and_content = change(name, old.read(name))
            if name_and_content:
                new.writestr(*name_and_content)


def swap(wanted, content):
    return lambda name, old: (name, content if name == wanted else old)


def about(change):
    def changed(name, content):
        if name == MANIFEST:
            found = json.loads(content)
            change(found)
            content = json.dumps(found).encode()
        return name, content

    return changed


BAD = {
    "another catalogue": swap("catalogue.db", b"rubbish"),
    "an original is missing": lambda n, c: None if n.startswith("originals/") else (n, c),
    "no manifest": lambda n, c: None if n == MANIFEST else (n, c),
    "a manifest of rubbish": swap(MANIFEST, b"[1, 2"),
    "a manifest of another kind": swap(MANIFEST, b"[1, 2]"),
    "made by a newer version": about(lambda found: found.update(format=99)),
    "a way out": about(lambda found: found["files"].update({"../out.txt": "0"})),
    "a way out by its root": about(
        lambda found: found["files"].update({"/elsewhere/out.txt": "0"})
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_backup_changes_nothing(library, tmp_path, fault):
    back_up(library.data, tmp_path / "copy.zip")
    remade(tmp_path / "copy.zip", tmp_path / "bad.zip", BAD[fault])
    before = answers(library)
    with pytest.raises(LibraryError, match=r"bad\.zip"):
        restore(tmp_path / "bad.zip", library.data, replace=True)
    assert answers(library) == before
    assert list(library.data.glob("restoring-*")) == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_backup_cut_short_is_a_sentence(library, tmp_path, share):
    back_up(library.data, tmp_path / "copy.zip")
    content = (tmp_path / "copy.zip").read_bytes()
    (tmp_path / "copy.zip").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(LibraryDamaged, match="no whole backup"):
        restore(tmp_path / "copy.zip", tmp_path / "new")


def test_a_bit_that_turned_over_in_a_backup_is_found(library, tmp_path):
    back_up(library.data, tmp_path / "copy.zip")
    content = bytearray((tmp_path / "copy.zip").read_bytes())
    content[200] ^= 1
    (tmp_path / "copy.zip").write_bytes(content)
    with pytest.raises(LibraryDamaged):
        restore(tmp_path / "copy.zip", tmp_path / "new")


def test_a_backup_of_a_newer_library_is_refused(library, tmp_path):
    with library._database.maintaining() as db:
        db.execute("PRAGMA user_version = 99")
    back_up(library.data, tmp_path / "copy.zip")
    with pytest.raises(LibraryError, match="newer version"):
        restore(tmp_path / "copy.zip", tmp_path / "new")


def test_a_backup_goes_nowhere_that_it_would_be_lost_or_in_the_way(library, tmp_path):
    (tmp_path / "there.zip").write_text("mine")
    for target, words in (
        (tmp_path / "there.zip", "there already"),
        (library.data / "copy.zip", "inside"),
        (tmp_path / "no such folder" / "copy.zip", "could not be written"),
    ):
        with pytest.raises(LibraryError, match=words):
            back_up(library.data, target)
    assert (tmp_path / "there.zip").read_text() == "mine"
    with pytest.raises(LibraryError, match="nothing to back up"):
        back_up(tmp_path / "empty", tmp_path / "copy.zip")


def test_the_commands_say_what_they_did_and_what_they_refused(library, tmp_path, capsys):
    data, copy = str(library.data), str(tmp_path / "copy.zip")
    assert run(["backup", copy, "--data", data]) == 0
    assert "Backed up 3 files" in capsys.readouterr().out
    assert run(["restore", copy, "--data", data]) == 1
    assert "--replace" in capsys.readouterr().err
    assert run(["restore", str(tmp_path / "none.zip"), "--data", data]) == 1
    assert "There is no file" in capsys.readouterr().err
