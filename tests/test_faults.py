"""A full disk, a folder that cannot be written to, damaged files, other versions, a lost server."""

import os
import resource
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from stand_ins import WordLengths, make_document

from assistant.chat import ask
from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError
from corpus.library import Library
from corpus.near_words import FILE
from corpus.papers import EVERYTHING
from corpus.salvage import TO_ADD_AGAIN, salvage
from ingest.pipeline import add_paths
from ui.terminal import run

ROOT = Path(__file__).parents[1]
NOBODY = 65534
FEES = "The fee for a burial plot rises by £4 in May 2026."


def opened(folder, name="word lengths", **options):
    return Library.open(folder, encoder=WordLengths(name), **options)


@pytest.fixture
def data(tmp_path):
    """A closed library of 30 documents, several pages of the catalogue long."""
    folder = tmp_path / "library"
    with opened(folder) as library:
        for n in range(30):
            texts = (f"document{n} passage{i} " + "filling words " * 40 for i in range(20))
            library.add(*make_document(f"{n}.pdf", *texts))
        library.add(*make_document("fees.pdf", FEES))
        library.embed_pending(should_stop=library.meanings_ready)
        library._make_near_words()
    return folder


def names(library):
    return {record.name for record in library.documents()}


# A full disk


def limited(code, data, megabytes):
    """Run a program whose every write past so many megabytes of one file fails."""
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({megabytes},) * 2)\n"
        "from stand_ins import WordLengths, make_document\n"
        "from corpus.library import Library\nfrom corpus.errors import BoardPapersError\n"
        "from corpus.papers import EVERYTHING\ndata = Path(sys.argv[1])\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    return subprocess.run(
        [sys.executable, "-c", program + code, data],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )


def test_a_full_disk_refuses_what_is_new_and_answers_from_what_is_held(data):
    code = (
        "library = Library.open(data, encoder=WordLengths())\n"
        "try:\n"
        "    for n in range(100, 400):\n"
        "        library.add(*make_document(f'{n}.pdf', *(f'{n} {i} ' + 'w ' * 900"
        " for i in range(20))))\n"
        "except BoardPapersError as error:\n    print(error)\n"
        "print(len(library.by_words(['burial'], EVERYTHING, 5)))\n"
        "print(len(library.by_meaning('burial', EVERYTHING, 5)))\n"
        "print(len(library.documents()))\n"
    )
    room = (data / "catalogue.db").stat().st_size + 1_000_000
    done = limited(code, data, room)
    assert done.returncode == 0, done.stderr
    sentence, words, meanings, held = done.stdout.splitlines()
    assert "room" in sentence
    assert (words, meanings) == ("1", "5")
    with opened(data) as library:
        assert library.check().problems == ()
        assert len(library.documents()) == int(held)
        assert names(library) >= {"fees.pdf", "0.pdf"}
        library.add(*make_document("later.pdf", "Room again."))
        assert "later.pdf" in names(library)


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.parametrize("kilobytes", [40, 100, 200, 400, 700, 1000, 1500, 2000, 3000, 5000])
def test_a_disk_that_fills_up_at_any_point_loses_nothing_that_was_said_to_be_in(
    tmp_path, kilobytes
):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    added = []
    try:
        try:
            with opened(disk / "library") as library:
                for n in range(200):
                    library.add(*make_document(f"{n}.pdf", *(f"{n} {i} word" for i in range(40))))
                    added.append(f"{n}.pdf")
                    library.embed_pending(should_stop=library.meanings_ready)
        except LibraryError as error:
            assert "room" in str(error) or "disk" in str(error)
        else:
            pytest.fail("the disk never filled up")
        larger = [*mount[:4], "remount,size=50m", *mount[5:]]
        subprocess.run(larger, check=True)
        with opened(disk / "library") as library:
            assert library.check().problems == ()
            assert names(library) >= set(added)
            library.embed_pending()
            assert library.check().problems == ()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_library_on_a_disk_without_a_byte_left_can_still_be_read(tmp_path):
    mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with opened(tmp_path / "library") as library:
            library.add(*make_document("a.pdf", FEES))
        with (tmp_path / "fill").open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(bytes(4096))
        with opened(tmp_path / "library") as library:
            assert len(library.by_words(["burial"], EVERYTHING, 5)) == 1
            with pytest.raises(LibraryError):
                library.remove("a.pdf")
            assert names(library) == {"a.pdf"}
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


# A folder that cannot be written to


def as_nobody(code, data):
    """Run a program that may read the folder and not write to it."""
    program = (
        "import os, sys\nsys.path[:0] = sys.argv[2:4]\n"
        "from pathlib import Path; import numpy\n"
        "from stand_ins import WordLengths, make_document\n"
        "from corpus.library import Library\nfrom corpus.errors import BoardPapersError\n"
        "from corpus.papers import EVERYTHING\nimport filelock, corpus.catalogue\n"
        f"os.getuid() == 0 and os.setuid({NOBODY})\ndata = Path(sys.argv[1])\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program + code, data, ROOT, ROOT / "tests"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def read_only(data):
    """The library's folder, readable for everybody and writable for nobody but root."""
    let_all_read(data)
    return data


def let_all_read(data):
    """What its writer takes back each time: the folder is its owner's alone otherwise."""
    for path in [data, *data.rglob("*"), *data.parents]:
        if path == ROOT.parent or path == Path("/tmp"):
            break
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a second user")
def test_a_reader_without_the_right_to_write_reads_on_and_sees_new_papers(read_only):
    code = (
        "library = Library.open(data, encoder=WordLengths())\n"
        "def tell():\n"
        "    print(len(library.documents()), len(library.by_words(['burial'], EVERYTHING, 5)),\n"
        "        len(library.by_meaning('burial', EVERYTHING, 5)), flush=True)\n"
        "tell()\n"
        "try:\n    library.add(*make_document('x.pdf', 'x'))\n"
        "except BoardPapersError as error:\n    print(error, flush=True)\n"
        "print(len(library.check().problems), flush=True)\n"
        "for line in sys.stdin:\n    tell()\n"
    )
    reader = as_nobody(code, read_only)
    try:
        first = reader.stdout.readline()
        assert first == "31 1 5\n", first or reader.communicate()[1]
        assert "cannot be written to" in reader.stdout.readline()
        assert reader.stdout.readline() == "0\n"
        for n in range(3):  # a writer comes and goes, and comes again
            with opened(read_only) as library:
                library.add(*make_document(f"new {n}.pdf", f"burial {n}"))
            let_all_read(read_only)
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == f"{32 + n} {2 + n} 5\n"
    finally:
        reader.kill()
        reader.communicate()


# Damaged files


def damage(data, table):
    """Overwrite a leaf page in the middle of a table."""
    with sqlite3.connect(data / "catalogue.db") as db:
        size = db.execute("PRAGMA page_size").fetchone()[0]
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray((data / "catalogue.db").read_bytes())
    marks = {"passages": b"document15 passage7 filling", "documents": b"15.pdf"}[table]
    page = content.index(marks) // size
    content[page * size : (page + 1) * size] = b"\x5a" * size
    (data / "catalogue.db").write_bytes(content)


@pytest.mark.parametrize(("table", "lost"), [("passages", 3), ("documents", 15)])
def test_a_damaged_page_is_said_and_repair_saves_every_other_paper(data, table, lost):
    originals = sorted(path.name for path in (data / "originals").iterdir())
    damage(data, table)
    try:
        with opened(data) as library:
            problems = library.check().problems
    except LibraryDamaged as error:
        problems = (str(error),)
    assert "check --repair" in problems[0] and "restore" in problems[0]
    assert sorted(path.name for path in (data / "originals").iterdir()) == originals
    told = salvage(data)
    assert "damaged" in told[0]
    aside = sorted((data / TO_ADD_AGAIN).iterdir())
    with opened(data) as library:
        library.embed_pending(should_stop=library.meanings_ready)
        assert library.check().problems == ()
        assert len(names(library)) + len(aside) == 31
        assert 1 <= len(aside) <= lost  # those on the page and beside it
        assert "0.pdf" in names(library)
        for record in library.documents():
            assert record.passages == (1 if record.name == "fees.pdf" else 20)
        hits = library.by_words(["passage7"], EVERYTHING, 100)
        assert len(hits) == len(names(library) - {"fees.pdf"})
    assert salvage(data) == ()


@pytest.mark.parametrize("fault", ["rubbish", "missing", "cut short", "empty"])
def test_a_catalogue_past_saving_is_said_and_the_files_are_kept_to_add_again(data, fault):
    originals = {path.read_bytes() for path in (data / "originals").iterdir()}
    catalogue = data / "catalogue.db"
    for name in ("catalogue.db-wal", "catalogue.db-shm"):
        (data / name).unlink(missing_ok=True)
    content = catalogue.read_bytes()
    catalogue.unlink()
    if fault != "missing":
        new = {"rubbish": b"rubbish" * 9999, "cut short": content[:3000], "empty": b""}[fault]
        catalogue.write_bytes(new)
    with pytest.raises(LibraryDamaged, match="restore"):
        opened(data)
    assert {path.read_bytes() for path in (data / "originals").iterdir()} == originals
    assert "add" in salvage(data)[-1]
    with opened(data) as library:
        assert library.check().problems == ()
        assert library.documents() == []
    assert {path.read_bytes() for path in (data / TO_ADD_AGAIN).iterdir()} == originals


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"rubbish", b"\x93NUMPY"])
def test_a_damaged_file_of_near_words_is_as_none_and_made_again(data, content):
    (data / FILE).write_bytes(content)
    with opened(data) as library:
        assert library.spelled("burail") == ""
        assert library.near_words("burial") == []
        library._make_near_words()
        assert library.spelled("buriel") == "burial"


# Other versions


@pytest.mark.parametrize(("version", "age"), [(0, "older"), (99, "newer")])
def test_a_library_of_another_version_is_a_sentence_and_its_files_stay(data, version, age):
    with sqlite3.connect(data / "catalogue.db") as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(LibraryError, match=age):
        opened(data)
    assert len(list((data / "originals").iterdir())) == 31


def test_what_a_later_version_noted_of_a_passage_or_paper_is_passed_over(data):
    with sqlite3.connect(data / "catalogue.db") as db:
        for table in ("passages", "papers"):
            db.execute(f"UPDATE {table} SET record = json_set(record, '$.of_tomorrow', 'x')")
    db.close()
    with opened(data) as library:
        [hit] = library.by_words(["burial"], EVERYTHING, 5)
        assert (hit.passage.text, hit.paper.document) == (FEES, "fees.pdf")


# What was removed


def test_nothing_of_a_removed_paper_is_left_in_any_file(data):
    with opened(data) as library:
        other = opened(data)  # which goes on reading
        secret = ("The zyxwvut settlement of quokkaville was £98,765.", "wombatish terms")
        library.add(*make_document("secret.pdf", *secret, access="exempt"))
        library.embed_pending(should_stop=library.meanings_ready)
        library._make_near_words()
        canaries = [b"zyxwvut", b"quokkavill", b"98,765", b"wombatish", b"secret.pdf"]
        canaries += [canary.decode().encode("utf-32-le") for canary in canaries]

        def left():
            files = [path for path in data.rglob("*") if path.is_file()]
            return {canary for path in files for canary in canaries if canary in path.read_bytes()}

        assert {b"zyxwvut", b"secret.pdf", "wombatish".encode("utf-32-le")} <= left()
        assert other.spelled("wombatis") == "wombatish"
        library.remove("secret.pdf")
        assert left() == set()
        assert other.spelled("wombatis") == ""
        library._make_near_words()
        assert left() == set()
        other.close()


def test_words_that_a_crash_left_of_a_removed_paper_go_at_the_next_opening(data):
    from corpus.removal import find, take_out

    with opened(data) as library:
        take_out(library._database, *find(library._database, "fees.pdf"))  # and here it died
    (data / "near-words.tmp.npz").write_bytes(b"burial")
    with opened(data):
        assert not list(data.glob("near-words*"))


# Another encoder, a lost server, two processes


def test_meanings_of_another_encoder_are_told_beside_an_answer_by_words(data):
    with opened(data, "another") as library:
        answer = ask("By how much does the fee for a burial plot rise?", library=library)
        assert "£4" in answer.text
        [note] = answer.notes
        assert "word lengths" in note and "words alone" in note
    with opened(data) as library:
        assert ask("By how much does the fee for a burial plot rise?", library=library).notes == ()


def test_a_server_that_is_gone_is_told_beside_the_same_answer(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"  # nobody listens there
        with opened(data, chroma_url=url) as library, opened(data) as without:
            question = "By how much does the fee for a burial plot rise?"
            answer = ask(question, library=library)
            assert answer.text == ask(question, library=without).text
            assert "server does not answer" in answer.notes[0]


def test_the_second_writer_is_told_who_writes_and_a_reader_sees_the_new_paper(data, capsys):
    with opened(data) as library, library.writing():
        with opened(data) as reader:
            library.add(*make_document("new.pdf", "quixotic"))
            assert len(reader.by_words(["quixotic"], EVERYTHING, 5)) == 1
            with pytest.raises(LibraryBusy, match=f"process {os.getpid()}"):
                reader.remove("new.pdf")
        assert run(["remove", "new.pdf", "--data", str(data)]) == 1
        assert f"process {os.getpid()}" in capsys.readouterr().err


def test_a_file_too_large_is_refused_before_it_is_read(data, tmp_path):
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(40_000_000_000)  # takes no room, and would take all memory
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with opened(data) as library:
        [refusal] = add_paths([huge], library, vectors=False).refused
    assert "40000 MB" in refusal.reason
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
