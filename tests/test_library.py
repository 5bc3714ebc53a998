import os
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from stand_ins import WordLengths, make_document

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, NoSuchPaper, OtherEncoder
from corpus.library import Library
from corpus.papers import EVERYTHING, Paper, Scope, content_id

PUBLIC = Scope(access=frozenset({"public"}))
ROOT = Path(__file__).parents[1]


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        yield library


def without_index(library):
    """Make vectors but no Chroma index, which is for the slow tests."""
    library.embed_pending(should_stop=lambda: library.meanings_ready())


def texts(hits):
    return [hit.passage.text for hit in hits]


def test_a_paper_can_be_asked_about_by_words_as_soon_as_it_is_added(library):
    library.add(*make_document("a.pdf", "Burial fees rise by 4%.", "Rents fall."))
    [hit] = library.by_words(["fee"], EVERYTHING, 5)
    assert (hit.passage.text, hit.paper.document) == ("Burial fees rise by 4%.", "a.pdf")
    assert library.documents()[0].status == "words only"


def test_meanings_follow(library):
    library.add(*make_document("a.pdf", "a bee sees", "enormous"))
    assert library.by_meaning("I saw", EVERYTHING, 5) == []
    without_index(library)
    hits = library.by_meaning("an owl sang", EVERYTHING, 2)
    assert texts(hits) == ["a bee sees", "enormous"]
    assert library.documents()[0].status == "ready"
    assert library.meanings_ready()


def test_a_meaning_is_scored_by_its_cosine(library):
    library.add(*make_document("a.pdf", "to be", "to a"))
    without_index(library)
    scores = {hit.passage.text: hit.score for hit in library.by_meaning("of us", EVERYTHING, 5)}
    assert scores == pytest.approx({"to be": 1.0, "to a": 0.7071}, abs=1e-4)
    passages = library.passages(library.papers()[0].id)
    assert library.similarity("of us", passages) == pytest.approx([1.0, 0.7071], abs=1e-4)


def test_similarity_of_a_passage_without_a_vector_is_nought(library):
    library.add(*make_document("a.pdf", "to be"))
    assert library.similarity("to be", library.passages(library.papers()[0].id)) == [0.0]


def test_the_same_file_again_changes_nothing(library):
    for _ in range(2):
        library.add(*make_document("a.pdf", "Fees rise."))
    assert (library.size(), library.epoch(), len(library.documents())) == (1, 1, 1)


def test_every_filter_is_inside_both_searches(library):
    library.add(*make_document("a.pdf", *["aa fees"] * 1, body="Board", meeting_date="2025-03-03"))
    library.add(*make_document("b.pdf", *(f"{'b' * n} fees" for n in range(1, 9)), body="Other"))
    without_index(library)
    sha = library.documents()[0].id
    paper = library.papers()[0].id
    for scope in (
        Scope(bodies=frozenset({"Board"})),
        Scope(meetings=frozenset({"2025-03-03"})),
        Scope(documents=frozenset({sha})),
        Scope(papers=frozenset({paper})),
    ):
        assert texts(library.by_words(["fees"], scope, 1)) == ["aa fees"]
        assert texts(library.by_meaning("bbbbb fees", scope, 1)) == ["aa fees"]
    nowhere = Scope(bodies=frozenset({"Nobody"}))
    assert library.by_words(["fees"], nowhere, 5) == []
    assert library.by_meaning("fees", nowhere, 5) == []


def test_a_period_is_the_passages_own_or_its_papers(library):
    document, papers, passages, content = make_document("a.pdf", "one fee", "two fee", period="Q1")
    passages[1] = replace(passages[1], period="Q2")
    library.add(document, papers, passages, content)
    assert texts(library.by_words(["fee"], Scope(periods=frozenset({"Q1"})), 5)) == ["one fee"]
    assert texts(library.by_words(["fee"], Scope(periods=frozenset({"Q2"})), 5)) == ["two fee"]


@pytest.mark.parametrize("label", ["exempt", "", "Public ", "PUBLIC", "unknown", "officers"])
def test_what_is_not_public_stays_out_of_every_way_to_it(library, label):
    secret = make_document("secret.pdf", "hidden fees", access=label, title="Hidden title")
    library.add(*secret, acronyms={"HF": "hidden fees"})
    library.add(*make_document("open.pdf", "open fees"))
    without_index(library)
    passage = secret[2][0]
    assert texts(library.by_words(["fees"], PUBLIC, 9)) == ["open fees"]
    assert texts(library.by_meaning("hidden fees", PUBLIC, 9)) == ["open fees"]
    assert [record.name for record in library.documents(PUBLIC)] == ["open.pdf"]
    assert [paper.document for paper in library.papers(PUBLIC)] == ["open.pdf"]
    assert library.passage(passage.id, PUBLIC) is None
    assert library.passages(passage.paper_id, PUBLIC) == []
    assert library.neighbours(passage, 5, 5, PUBLIC) == []
    assert library.acronyms(PUBLIC) == {}
    assert library.passage(passage.id) is not None


def test_an_exempt_appendix_is_hidden_and_the_report_round_it_is_not(library):
    document, papers, passages, content = make_document("a.pdf", "one", "two", "three")
    passages[1] = replace(passages[1], access="exempt")
    library.add(document, papers, passages, content)
    assert [p.text for p in library.passages(papers[0].id, PUBLIC)] == ["one", "three"]
    assert library.documents(PUBLIC)[0].passages == 2


def test_neighbours_are_those_round_a_passage_in_its_paper(library):
    library.add(*make_document("a.pdf", *"abcdef"))
    library.add(*make_document("b.pdf", *"uvw"))
    passages = library.passages(library.papers()[0].id)
    around = library.neighbours(passages[2], before=1, after=2)
    assert [passage.text for passage in around] == ["b", "d", "e"]
    assert [passage.text for passage in library.neighbours(passages[0])] == ["b"]


def test_the_original_is_kept_as_it_came(library):
    document, _, _, content = made = make_document("Pack.PDF", "Fees rise.")
    library.add(*made)
    path = library.original(document.sha256)
    assert path.read_bytes() == content
    assert path.name == f"{document.sha256}.pdf"
    assert library.original("0" * 64) is None


@pytest.mark.parametrize("name", ["../../x.pdf", "a/b.pdf", "x.p/df", "no extension", "." * 300])
def test_no_file_name_leads_out_of_the_folder(library, name):
    document, papers, passages, content = make_document("a.pdf", "Fees rise.")
    library.add(replace(document, name=name), papers, passages, content)
    assert library.original(document.sha256).parent == library.data / "originals"


@pytest.mark.parametrize("by", ["paper id", "document id", "prefix", "file name", "title"])
def test_a_paper_is_removed_by_any_of_its_names(library, by):
    document, [paper], _, _ = made = make_document("a.pdf", "Fees rise.", title="Fees  and Charges")
    library.add(*made)
    library.add(*make_document("b.pdf", "Rents fall."))
    name = {
        "paper id": paper.id,
        "document id": document.sha256,
        "prefix": document.sha256[:8],
        "file name": "A.pdf",
        "title": "fees and charges",
    }[by]
    assert library.remove(name) == 1
    assert [record.name for record in library.documents()] == ["b.pdf"]
    assert not library.holds(document.sha256)
    assert library.by_words(["fees"], EVERYTHING, 5) == []
    assert [path.stem[:8] for path in (library.data / "originals").iterdir()] == [
        library.documents()[0].id[:8]
    ]


def test_one_paper_of_a_pack_goes_and_the_pack_stays(library):
    document, [first], passages, content = make_document("pack.pdf", "Fees rise.", "Rents fall.")
    second = replace(first, id=content_id(document.sha256, "2"), title="Rents")
    passages[1] = replace(passages[1], paper_id=second.id)
    library.add(document, [first, second], passages, content)
    assert library.remove("rents") == 1
    assert [paper.id for paper in library.papers()] == [first.id]
    assert library.original(document.sha256) is not None
    library.remove(first.id)
    assert library.documents() == []


def test_a_name_that_fits_nothing_or_several_removes_nothing(library):
    library.add(*make_document("a.pdf", "Fees rise.", title="Minutes"))
    library.add(*make_document("b.pdf", "Rents fall.", title="Minutes"))
    with pytest.raises(NoSuchPaper, match=r"c\.pdf"):
        library.remove("c.pdf")
    with pytest.raises(LibraryError, match="2 files or papers"):
        library.remove("minutes")
    with pytest.raises(NoSuchPaper):
        library.remove("")
    assert library.size() == 2


def test_what_was_removed_cannot_be_read_on_the_disk(library):
    library.add(
        *make_document("a.pdf", *(f"quixotically {n}" for n in range(300)), access="exempt")
    )
    library.add(*make_document("b.pdf", "Rents fall."))
    without_index(library)
    vector = WordLengths().encode(["quixotically 7"])[0].tobytes()
    canaries = (b"quixotically", b"quixot", vector)
    held = b"".join(path.read_bytes() for path in library.data.rglob("*") if path.is_file())
    assert all(canary in held for canary in canaries)
    library.remove("a.pdf")
    for path in library.data.rglob("*"):
        if path.is_file():
            assert not [canary for canary in canaries if canary in path.read_bytes()], path


def test_a_second_reader_sees_a_new_paper_at_once(library):
    with Library.open(library.data, encoder=WordLengths()) as other:
        before = other.epoch()
        library.add(*make_document("a.pdf", "a bee"))
        without_index(library)
        assert texts(other.by_words(["bee"], EVERYTHING, 5)) == ["a bee"]
        assert texts(other.by_meaning("a bee", EVERYTHING, 5)) == ["a bee"]
        assert other.epoch() > before
        library.remove("a.pdf")
        assert other.by_meaning("a bee", EVERYTHING, 5) == []


def test_another_process_is_told_who_is_writing(library):
    program = (
        "import sys; from pathlib import Path; from corpus.library import Library\n"
        "from corpus.errors import LibraryBusy\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "try:\n    library.remove('a.pdf')\n"
        "except LibraryBusy as error:\n    print(error.pid)\n"
        "print(len(library.papers()))\n"
    )
    library.add(*make_document("a.pdf", "Fees rise."))
    with library.writing(), library.writing():  # re-entrant
        done = subprocess.run(
            [sys.executable, "-c", program, library.data],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
    assert done.stdout.split() == [str(os.getpid()), "1"]
    library.remove("a.pdf")


def test_the_lock_of_a_process_that_died_holds_nobody_up(library):
    (library.data / "writer.pid").write_text("99999999")
    library.add(*make_document("a.pdf", "Fees rise."))
    assert library.size() == 1


def test_threads_add_and_search_at_once(library):
    failures = []

    def add(n):
        try:
            library.add(*make_document(f"{n % 6}.pdf", f"Fees rise by {n % 6}."))
            without_index(library)
            library.by_words(["fees"], EVERYTHING, 5)
            library.by_meaning("Fees", EVERYTHING, 5)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add, args=[n]) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (library.size(), library.meanings_ready()) == (6, True)
    assert library.check().problems == ()


def test_stopping_keeps_what_was_made_and_going_on_makes_the_rest(library):
    library.add(*make_document("a.pdf", *(f"fee {n}" for n in range(35))))
    told = []
    made = library.embed_pending(
        lambda *step: told.append(step), lambda: len(told) == 2, together=10
    )
    assert (made, told[-1]) == (20, ("meanings", 20, 35))
    encoder = library._encoder
    assert len(encoder.texts) == 20
    library.embed_pending(should_stop=library.meanings_ready)
    assert sorted(encoder.texts) == sorted(f"fee {n}" for n in range(35))


def test_a_paper_removed_while_it_is_embedded_stays_removed(tmp_path):
    class Remover(WordLengths):
        def encode(self, texts):
            if texts != ["x"] and library.holds(made[0].sha256):
                library.remove("a.pdf")
            return super().encode(texts)

    made = make_document("a.pdf", "Fees rise.")
    with Library.open(tmp_path / "library", encoder=Remover()) as library:
        library.add(*made)
        assert library.embed_pending(should_stop=library.meanings_ready) == 0
        assert (library.size(), library.check().problems) == (0, ())


def test_vectors_of_another_encoder_are_refused_and_repaired(library):
    library.add(*make_document("a.pdf", "a bee"))
    without_index(library)
    with Library.open(library.data, encoder=WordLengths("another")) as other:
        for use in (
            lambda: other.by_meaning("a bee", EVERYTHING, 5),
            lambda: other.similarity("a bee", other.passages(other.papers()[0].id)),
        ):
            with pytest.raises(OtherEncoder, match="word lengths"):
                use()
        assert texts(other.by_words(["bee"], EVERYTHING, 5)) == ["a bee"]
        assert "another" in other.check().problems[0]


def test_a_question_asked_again_is_not_encoded_again(library):
    one, two, one_again = library.encode(["a bee", "an owl", "a bee"])
    assert np.array_equal(one, one_again)
    assert not np.array_equal(one, two)
    library.encode(["an owl"])
    assert library._encoder.texts == ["a bee", "an owl"]


def test_a_new_library_is_for_its_owner_only(library):
    assert stat.S_IMODE(library.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((library.data / "catalogue.db").stat().st_mode) == 0o600


def test_a_file_in_place_of_the_folder_is_a_sentence(tmp_path):
    (tmp_path / "library").write_text("x")
    with pytest.raises(LibraryError, match="is a file"):
        Library.open(tmp_path / "library")


def test_a_catalogue_of_rubbish_is_a_sentence(tmp_path):
    (tmp_path / "catalogue.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(LibraryDamaged, match="restore"):
        Library.open(tmp_path)


def test_a_closed_library_says_so(tmp_path):
    library = Library.open(tmp_path / "library", encoder=WordLengths())
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.papers()


def test_an_empty_library_answers_everything(library):
    assert library.by_words(["fees"], EVERYTHING, 5) == []
    assert library.by_meaning("fees", EVERYTHING, 5) == []
    assert library.embed_pending() == 0
    assert library.document_frequency(["fees"]) == {"fees": 0}
    assert library.check().problems == ()
    assert library.similarity("fees", []) == []
    assert library.encode([]).shape == (0, 16)


def test_check_finds_an_original_that_was_changed_or_lost(library):
    document, *_ = made = make_document("a.pdf", "Fees rise.")
    library.add(*made)
    path = library.original(document.sha256)
    path.write_bytes(b"other")
    assert document.sha256 in library.check().problems[0]
    path.unlink()
    assert document.sha256 in library.check().problems[0]


@pytest.mark.slow
def test_check_finds_and_repair_mends_words_vectors_and_strays(library):
    library.add(*make_document("a.pdf", "Fees rise.", "Rents fall."))
    without_index(library)
    with library._database.maintaining() as db:
        db.execute(
            "INSERT INTO words(words, rowid, searched, label) "
            "VALUES ('delete', 1, 'Fees rise.', '')"
        )
        db.execute("UPDATE vectors SET vector = x'00000000' WHERE passage = 2")
    (library.data / "originals" / "stray.pdf").write_bytes(b"stray")
    assert library.by_words(["fees"], EVERYTHING, 5) == []
    assert len(library.check().problems) == 3
    report = library.repair()
    assert report.problems == ()
    assert len(report.notes) >= 4
    assert texts(library.by_words(["fees"], EVERYTHING, 5)) == ["Fees rise."]
    assert len(library.by_meaning("Fees", EVERYTHING, 5)) == 2


def test_opening_clears_what_a_crash_left(library):
    library.add(*make_document("a.pdf", "Fees rise."))
    originals = library.data / "originals"
    (originals / "0000.pdf").write_bytes(b"never committed")
    (originals / "1111.pdf.123.tmp").write_bytes(b"half")
    with Library.open(library.data, encoder=WordLengths()) as again:
        assert again.check().problems == ()
    assert len(list(originals.iterdir())) == 1


def test_a_failed_add_leaves_no_file_behind(library):
    document, papers, passages, content = make_document("a.pdf", "Fees rise.")
    stranger = Paper("stranger", document.sha256, "a.pdf", "Other")
    with pytest.raises(ValueError, match="not given"):
        library.add(document, [stranger], passages, content)
    assert list((library.data / "originals").iterdir()) == []
    library.add(document, papers, passages, content)
    assert library.size() == 1


def test_a_folder_that_cannot_be_locked_is_busy_for_a_second_library(library):
    with (
        library.writing(),
        Library.open(library.data, encoder=WordLengths()) as other,
        pytest.raises(LibraryBusy, match=str(os.getpid())),
    ):
        other.add(*make_document("a.pdf", "Fees rise."))
