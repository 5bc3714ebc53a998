import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from stand_ins import WordLengths, make_document

from corpus.library import Library
from corpus.papers import EVERYTHING, Scope
from corpus.removal import find, take_out
from corpus.vectors import where

PUBLIC = Scope(access=frozenset({"public"}))


@pytest.mark.parametrize(
    ("scope", "filter"),
    [
        pytest.param(EVERYTHING, None, id="everything needs no filter"),
        pytest.param(PUBLIC, {"access": {"$in": ["public"]}}, id="one list"),
        pytest.param(
            Scope(access=frozenset({"public"}), bodies=frozenset({"Board"})),
            {"$and": [{"access": {"$in": ["public"]}}, {"body": {"$in": ["Board"]}}]},
            id="two lists",
        ),
    ],
)
def test_a_scope_becomes_allow_lists(scope, filter):
    assert where(scope) == filter


def start_server(folder, port):
    server = subprocess.Popen(
        [
            Path(sys.executable).with_name("chroma"),
            *("run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(100):
        time.sleep(0.1)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
    raise AssertionError("the Chroma server did not start")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port = free_port()
    server = start_server(tmp_path_factory.mktemp("server"), port)
    yield f"http://127.0.0.1:{port}"
    server.kill()
    server.wait()


@pytest.fixture(params=["embedded", "server"])
def library(request, tmp_path):
    url = request.getfixturevalue("server") if request.param == "server" else ""
    with Library.open(tmp_path / "library", encoder=WordLengths(), chroma_url=url) as library:
        yield library


@pytest.fixture
def embedded(tmp_path):
    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        yield library


WORDS = [letter * n for letter in "ab" for n in range(1, 17)]


def fill(library, passages=600, name="a.pdf", **of_paper):
    """A paper of so many passages whose word lengths are drawn by chance, always the same."""
    chance = random.Random(name)
    texts = [f"{' '.join(chance.choices(WORDS, k=6))} n{n}" for n in range(passages)]
    library.add(*make_document(name, *texts, **of_paper))
    library.embed_pending()


def ask_index(library, text="a bbbb aaaaaaaa", scope=EVERYTHING, limit=10):
    """What the index itself answers; None when exact search has to."""
    return library._index.search(library.encode([text])[0], scope, limit, library._vectors.cover())


def exactly(library, text="a bbbb aaaaaaaa", scope=EVERYTHING, limit=10):
    matrix = library._vectors.matrix()
    return matrix.nearest(library.encode([text])[0], matrix.allowed(scope), limit)


@pytest.mark.slow
def test_the_index_answers_as_exact_search_does(library):
    fill(library)
    assert library._index.warm()
    found = ask_index(library)
    assert sorted(found.values()) == pytest.approx(sorted(exactly(library).values()), abs=1e-4)
    hits = library.by_meaning("a bbbb aaaaaaaa", EVERYTHING, 10)
    assert {hit.passage.id for hit in hits} == set(found)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.slow
def test_the_indexes_own_filter_lets_through_what_exact_search_does(library):
    fill(library, 200, "a.pdf", body="Board")
    fill(library, 200, "b.pdf", body="Board", access="exempt")
    fill(library, 20, "c.pdf", body="Other")
    library._index.warm()
    for scope in (PUBLIC, replace(PUBLIC, bodies=frozenset({"Board"})), Scope(frozenset())):
        ids = library._catalogue.numbers(ask_index(library, scope=scope, limit=400))
        assert set(ids) == set(exactly(library, scope=scope, limit=400))


@pytest.mark.slow
def test_more_papers_are_added_to_the_index_and_removed_ones_are_gone(library):
    fill(library, 300)
    fill(library, 20, "b.pdf")
    library._index.warm()
    assert len(ask_index(library, limit=400)) == 320
    assert library.remove("b.pdf") == 20
    assert ask_index(library) is None
    assert len(library.by_meaning("a bbbb", EVERYTHING, 400)) == 300
    library.embed_pending()
    library._index.warm()
    assert len(ask_index(library, limit=400)) == 300
    assert library.check().problems == ()
    assert len(library.check().notes) == 1


@pytest.mark.slow
def test_nothing_is_encoded_again_to_make_the_index_again(library):
    fill(library, 50)
    library._index.drop()
    encoded = len(library._encoder.texts)
    assert library.embed_pending() == 0
    assert library._index.warm()
    assert len(library._encoder.texts) == encoded


@pytest.mark.slow
def test_a_hit_that_sqlite_does_not_know_does_not_count(library):
    fill(library, 50)
    library._index.warm()
    [best] = library.by_meaning("a bbbb", EVERYTHING, 1)
    with library._database.maintaining() as db:  # behind the library's back: no epoch, no rewrite
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM passages WHERE id = ?", [best.passage.id])
        db.execute("PRAGMA foreign_keys = ON")
    assert best.passage.id in ask_index(library, limit=50)
    assert best.passage.id not in {
        hit.passage.id for hit in library.by_meaning("a bbbb", EVERYTHING, 50)
    }


@pytest.mark.slow
def test_a_process_that_stays_opens_the_index_by_itself(embedded):
    fill(embedded, 50)
    for _ in range(8):
        embedded.by_meaning("a bbbb", EVERYTHING, 5)
    for _ in range(300):
        if ask_index(embedded) is not None:
            break
        time.sleep(0.1)
    assert ask_index(embedded) is not None


@pytest.mark.slow
def test_another_process_goes_over_to_the_next_generation(embedded):
    fill(embedded, 50)
    with Library.open(embedded.data, encoder=WordLengths()) as reader:
        assert reader._index.warm()
        fill(embedded, 10, "b.pdf")
        assert ask_index(reader) is None  # and goes to look for the next one
        for _ in range(300):
            if ask_index(reader, limit=100) is not None:
                break
            time.sleep(0.1)
        assert len(ask_index(reader, limit=100)) == 60


@pytest.mark.slow
def test_only_the_current_generation_is_on_the_disk(embedded):
    fill(embedded, 20)
    fill(embedded, 20, "b.pdf")
    (embedded.data / "chroma" / "making-123").mkdir()
    with Library.open(embedded.data, encoder=WordLengths()):
        names = sorted(path.name for path in (embedded.data / "chroma").iterdir())
    assert names == ["current.json", "generation-000002"]


@pytest.mark.slow
def test_no_text_and_no_removed_vector_is_left_in_the_index(embedded):
    embedded.add(*make_document("a.pdf", "quixotic fees", title="quixotic"))
    fill(embedded, 20, "b.pdf")
    vector = embedded.encode(["quixotic fees"])[0].tobytes()
    files = [path for path in (embedded.data / "chroma").rglob("*") if path.is_file()]
    assert not [path for path in files if b"quixotic" in path.read_bytes()]
    assert [path for path in files if vector in path.read_bytes()]
    embedded.remove("a.pdf")
    embedded.embed_pending()
    files = [path for path in embedded.data.rglob("*") if path.is_file()]
    assert (embedded.data / "chroma" / "current.json") in files
    assert not [path for path in files if vector in path.read_bytes()]


@pytest.mark.slow
def test_an_old_index_is_not_kept_when_a_removal_was_cut_short(embedded):
    fill(embedded, 20)
    take_out(embedded._database, *find(embedded._database, "a.pdf"))  # and here the power went
    with Library.open(embedded.data, encoder=WordLengths()) as again:
        assert not list((embedded.data / "chroma").iterdir())
        assert again.check().problems == ()


INDEX_FILES = (
    *("data_level0.bin", "header.bin", "length.bin", "link_lists.bin"),
    *("index_metadata.pickle", "chroma.sqlite3"),
)
WORST = {
    *(("flip", "data_level0.bin"), ("truncate", "header.bin"), ("zero", "link_lists.bin")),
    *(("remove", "index_metadata.pickle"), ("truncate", "chroma.sqlite3")),
}
"""Damage that crashes Chroma, loses vectors without an error, or makes every call fail."""


@pytest.fixture(scope="module")
def big_library(tmp_path_factory):
    """Enough vectors that Chroma has written its index files."""
    folder = tmp_path_factory.mktemp("big") / "library"
    with Library.open(folder, encoder=WordLengths()) as library:
        fill(library, 2200)
    return folder


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        pytest.param(
            damage,
            name,
            id=f"{damage} {name}",
            marks=pytest.mark.slow if (damage, name) in WORST else pytest.mark.long,
        )
        for name in INDEX_FILES
        for damage in ("truncate", "zero", "flip", "remove")
    ],
)
def test_a_damaged_index_never_breaks_an_answer_and_is_made_again(
    big_library, tmp_path, name, damage
):
    folder = tmp_path / "library"
    shutil.copytree(big_library, folder)
    [path] = (folder / "chroma").rglob(name)
    content = path.read_bytes()
    third = len(content) // 3
    path.write_bytes(
        {
            "truncate": content[:third],
            "zero": content[:third] + bytes(third) + content[2 * third :],
            "flip": bytes(byte ^ 0x55 for byte in content[:4096]) + content[4096:],
            "remove": b"",
        }[damage]
    )
    if damage == "remove":
        path.unlink()
    with Library.open(folder, encoder=WordLengths()) as library:
        wanted = exactly(library)
        opened = library._index.warm()
        hits = library.by_meaning("a bbbb aaaaaaaa", EVERYTHING, 10)
        assert sorted(hit.score for hit in hits) == pytest.approx(sorted(wanted.values()), abs=1e-4)
        library.embed_pending()
        assert library._index.warm()
        assert len(ask_index(library)) == 10
        assert library.check().problems == ()
        made_again = library._index.current().folder != "generation-000001"
        assert opened or made_again


@pytest.mark.slow
@pytest.mark.parametrize("pointer", ["", "{}", "[1]", "\0", '{"folder": "nowhere"}'])
def test_a_damaged_pointer_is_no_pointer(embedded, pointer):
    fill(embedded, 20)
    (embedded.data / "chroma" / "current.json").write_text(pointer)
    assert embedded._index.current() is None
    assert len(embedded.by_meaning("a bbbb", EVERYTHING, 5)) == 5
    embedded.embed_pending()
    assert embedded._index.warm()


@pytest.mark.slow
def test_vectors_exchanged_in_the_index_are_found_out(embedded):
    from corpus.vectors import open_folder

    fill(embedded, 20)
    current = embedded._index.current()
    index = open_folder(embedded.data / "chroma" / current.folder)
    rows, _ = embedded._vectors.snapshot(0)
    wrong = [replace(row, vector=np.roll(row.vector, 1)) for row in rows]
    list(index.fill(wrong))
    index.close()
    with Library.open(embedded.data, encoder=WordLengths()) as again:
        assert "differs" in again.check().problems[0]
        assert again.repair().problems == ()


@pytest.mark.alone
@pytest.mark.slow
def test_a_server_that_goes_away_or_hangs_is_answered_for_by_exact_search(tmp_path):
    port = free_port()
    server = start_server(tmp_path / "server", port)
    url = f"http://127.0.0.1:{port}"
    with Library.open(tmp_path / "library", encoder=WordLengths(), chroma_url=url) as library:
        fill(library, 50)
        assert library._index.warm()
        server.kill()
        server.wait()
        started = time.monotonic()
        assert len(library.by_meaning("a bbbb", EVERYTHING, 5)) == 5
        assert time.monotonic() - started < 4
        assert "No Chroma server answers" in library.check().problems[0]
        fill(library, 10, "b.pdf")  # adding goes on without it

        silent = socket.create_server(("127.0.0.1", port))  # accepts, and never says a word
        library._index._quiet_until = 0.0
        started = time.monotonic()
        assert len(library.by_meaning("a bbbb", EVERYTHING, 60)) == 60
        assert time.monotonic() - started < 6
        silent.close()

        server = start_server(tmp_path / "server", port)
        try:
            library.embed_pending()
            assert library._index.warm()
            assert len(ask_index(library, limit=100)) == 60
        finally:
            server.kill()
            server.wait()


@pytest.mark.slow
def test_two_libraries_on_one_server_keep_apart(server, tmp_path):
    made = []
    for name in ("one", "two"):
        with Library.open(tmp_path / name, encoder=WordLengths(), chroma_url=server) as library:
            fill(library, 10 + len(made), f"{name}.pdf")
            library._index.warm()
            made.append(len(ask_index(library, limit=100)))
    assert made == [10, 11]


@pytest.mark.slow
def test_questions_are_answered_while_the_index_changes_under_them(embedded):
    fill(embedded, 50)
    embedded._index.warm()
    failures, stop = [], threading.Event()

    def ask():
        while not stop.is_set():
            try:
                assert embedded.by_meaning("a bbbb", EVERYTHING, 5)
            except Exception as error:
                failures.append(error)
            time.sleep(0.01)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(3):
        fill(embedded, 10, f"more {n}.pdf")
        embedded._index.warm()
    embedded.remove("more 1.pdf")
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.slow
def test_the_index_needs_no_network(embedded, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    fill(embedded, 20)
    assert embedded._index.warm()
    pointer = json.loads((embedded.data / "chroma" / "current.json").read_text())
    assert pointer["cover"] == {"last": 20, "rewrites": 0, "count": 20}
    assert os.environ["HTTP_PROXY"]
