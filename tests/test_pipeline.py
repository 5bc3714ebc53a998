import pytest
from stand_ins import WordLengths

from corpus.errors import BoardPapersError, UnreadablePaper
from corpus.library import Library
from corpus.papers import EVERYTHING, Document, Line, Page
from ingest.pipeline import add_paths, passages_of

FEES = "Burial fees\n\n1.0 PURPOSE\n\n1.1 The fee for a plot rises by £4 in May.\n"
HEDGES = "Hedges\n\n1.0 PURPOSE\n\n1.1 The Parks Working Group (PWG) asks for hedges.\n"
SECRET = "NOT FOR PUBLICATION\n\nDepot\n\n1.1 The price asked for the depot is £9.\n"


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        yield library


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "fees.txt").write_text(FEES, "utf-8")
    (folder / "hedges.md").write_text(HEDGES, "utf-8")
    return folder


def add(library, *paths, **options):
    return add_paths(paths, library, vectors=False, **options)


def test_what_was_added_can_be_asked_about_by_words(library, folder):
    report = add(library, folder)
    assert report.files == ("fees.txt", "hedges.md")
    assert report.refused == () and report.passages > 0
    [hit] = library.by_words(["burial", "plot"], EVERYTHING, 1)
    assert "£4" in hit.passage.text


def test_the_same_bytes_are_added_once_whatever_the_file_is_called(library, folder):
    add(library, folder)
    (folder / "again.txt").write_text(FEES, "utf-8")
    report = add(library, folder)
    assert report.files == ()
    assert set(report.unchanged) == {"again.txt", "fees.txt", "hedges.md"}


def test_a_bad_file_is_refused_by_name_and_the_rest_is_added(library, folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "empty.txt").write_text("", "utf-8")
    report = add(library, folder, folder / "absent.txt")
    assert report.files == ("fees.txt", "hedges.md")
    assert {refusal.name for refusal in report.refused} == {
        "broken.pdf",
        "empty.txt",
        "absent.txt",
    }
    assert all(refusal.reason.endswith(".") for refusal in report.refused)


def test_a_folder_gives_its_papers_alone_and_a_named_file_is_always_looked_at(library, folder):
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "draft.txt").write_text("A draft that nobody asked for.", "utf-8")
    assert add(library, folder).refused == ()
    [refusal] = add(library, folder / "photo.png").refused
    assert "photo.png" in refusal.reason


def test_the_papers_own_mark_sets_its_access_unless_it_is_given(library, tmp_path):
    secret = tmp_path / "depot.txt"
    secret.write_text(SECRET, "utf-8")
    [paper] = add(library, secret).added
    assert paper.access == "exempt"
    library.remove("depot.txt")
    [paper] = add(library, secret, access="members").added
    assert paper.access == "members"


def test_an_exempt_papers_passages_are_exempt_too():
    page = Page(1, tuple(Line(text, whole=True) for text in SECRET.split("\n\n")))
    papers, passages, _ = passages_of(Document("depot.pdf", "0" * 64, (page,)))
    assert {p.access for p in papers} == {p.access for p in passages} == {"exempt"}


def test_acronyms_are_read_with_the_paper():
    page = Page(1, tuple(Line(text, whole=True) for text in HEDGES.split("\n\n")))
    assert passages_of(Document("hedges.pdf", "0" * 64, (page,)))[2] == {
        "PWG": "Parks Working Group"
    }


def test_an_unknown_access_class_is_refused_before_anything_is_read(library, folder):
    with pytest.raises(BoardPapersError, match="secret"):
        add(library, folder, access="secret")
    assert library.documents() == []


def test_a_file_without_words_is_refused_with_what_to_do():
    with pytest.raises(UnreadablePaper, match="searchable"):
        passages_of(Document("scan.pdf", "0" * 64, (Page(1, ()),)))


def test_adding_that_is_stopped_keeps_what_is_in_and_goes_on_when_called_again(library, folder):
    stopped = add(library, folder, should_stop=lambda: len(library.documents()) >= 1)
    assert stopped.files == ("fees.txt",)
    again = add(library, folder)
    assert (again.files, again.unchanged) == (("hedges.md",), ("fees.txt",))
