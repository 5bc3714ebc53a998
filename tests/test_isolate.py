"""Reading in contained processes, and which reader a file gets."""

import os
import time
import zipfile

import pytest

from corpus.errors import LockedPaper, ScannedPaper, UnknownFormat, UnreadablePaper
from corpus.papers import Bookmark, Line, Page, Table
from ingest.isolate import read_contained
from ingest.pdf import read_pdf
from ingest.read import kind_of, read_document
from ingest.wire import error_line, error_of, facts_line, page_line, read_line
from tests.make_pdf import grid, lines, make_pdf, picture, text


def forms(depth: int) -> bytes:
    """A PDF whose one page draws 10 forms, each drawing 10 more, to a depth: a billion words."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources{}>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R 20 0 R]/Count 2>>",
        3: page.format("<</XObject<</X 6 0 R>>>>").encode(),
        4: b"<</Length 5>>\nstream\n/X Do\nendstream",
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        20: page.replace("4 0 R", "21 0 R").format("<</Font<</F1 5 0 R>>>>").encode(),
        21: b"<</Length 40>>\nstream\nBT /F1 12 Tf 72 700 Td (Second page) Tj ET \nendstream",
    }
    for level in range(depth):
        drawn = b"/X Do " * 10 if level < depth - 1 else b"BT /F1 12 Tf (lol) Tj ET"
        objects[6 + level] = (
            b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length %d/Resources<</Font<</F1 5 0 R>>"
            b"/XObject<</X %d 0 R>>>>>>\nstream\n%s\nendstream"
        ) % (len(drawn), 7 + level, drawn)
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in objects.items())
    return body + b"trailer\n<</Size 30/Root 1 0 R>>\nstartxref\n9\n%%EOF"


def test_a_page_comes_through_the_wire_as_it_went_in():
    page = Page(
        3,
        (Line("£5 – ✓", 10.5, True, 72.0, 90.0, 2, True), Table((("a", ""), ("b", "1")), False, 1)),
        "iii",
        "",
        "2 words of hidden text left out.",
    )
    record = read_line(page_line(2, page))
    assert (record["index"], record["page"]) == (2, page)


def test_facts_and_errors_come_through_the_wire():
    facts = read_line(facts_line(4, "Pack", (Bookmark("Item 1", 2, 1),)))
    assert (facts["pages"], facts["bookmarks"]) == (4, (Bookmark("Item 1", 2, 1),))
    error = error_of(read_line(error_line(LockedPaper("a.pdf"))))
    assert isinstance(error, LockedPaper) and "locked with a password" in str(error)


@pytest.mark.parametrize(
    "line", [b"", b"[]", b'{"page":[1]}', b"\xff\xfe", b'{"page":[1,2,3,4,5]}']
)
def test_a_line_that_no_reader_writes_is_refused(line):
    with pytest.raises(ValueError):
        read_line(line)


def test_a_contained_reader_gives_what_the_reader_gives(tmp_path):
    made = make_pdf(
        tmp_path / "pack.pdf",
        [text(72, 100, "1. PURPOSE", bold=True)],
        grid((72, 200, 300), (100, 120, 140), [["Service", "£'000"], ["Care", "12"]]),
    )
    assert read_document(made) == read_pdf(made)


def test_progress_is_told_and_two_readers_share_a_large_file(tmp_path):
    made = make_pdf(tmp_path / "pack.pdf", *[[text(72, 100, f"Leaf {n}")] for n in range(1, 8)])
    told = []
    found = read_contained(
        made, "pdf", progress=lambda *step: told.append(step), shared_from_bytes=0
    )
    assert [page.blocks[0].text for page in found.pages] == [f"Leaf {n}" for n in range(1, 8)]
    assert told == [("reading pack.pdf", n, 7) for n in range(1, 8)]


@pytest.mark.slow
def test_a_page_over_its_limits_is_named_and_the_rest_is_read(tmp_path):
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(forms(9))
    found = read_contained(bomb, "pdf", page_seconds=3)
    assert not found.pages[0].blocks
    assert found.pages[0].skipped in (
        "Page 1 could not be read: it took longer than 3 seconds.",
        "Page 1 could not be read: it needed more memory or time than is allowed.",
    )  # a billion words meet whichever limit is nearer on this machine
    assert [block.text for block in found.pages[1].blocks] == ["Second page"]


@pytest.mark.alone
@pytest.mark.slow
def test_stopping_kills_the_readers_at_once(tmp_path):
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(forms(9))
    started = time.monotonic()
    found = read_contained(
        bomb, "pdf", should_stop=lambda: time.monotonic() > started + 0.7, page_seconds=60
    )
    assert time.monotonic() - started < 5
    assert {page.skipped for page in found.pages} <= {
        f"Page {n} could not be read: reading was stopped." for n in (1, 2)
    }
    assert not children_of(os.getpid())


def children_of(pid):
    listed = f"/proc/{pid}/task/{pid}/children"
    if not os.path.exists(listed):
        pytest.skip("this platform does not list a process's children")
    with open(listed) as file:
        return file.read().split()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        pytest.param("a.pdf", b"", "is empty", id="empty"),
        pytest.param("a.pdf", b"<!DOCTYPE html><p>404", "is a web page", id="web page"),
        pytest.param("a.pdf", b"\x89PNG\r\n\x1a\n0000", "is a picture", id="picture"),
        pytest.param("a.pdf", b"Not found", "is called .pdf but", id="a server's message"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "is an old Office file", id="doc"),
        pytest.param("a.bin", bytes(range(256)), "of a kind that we do not know", id="bytes"),
        pytest.param("a.txt", b"   \n", "holds nothing but blanks", id="blanks"),
    ],
)
def test_other_files_are_refused_by_what_is_in_them(tmp_path, name, data, found):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnknownFormat, match=found):
        read_document(tmp_path / name)


def test_a_reader_is_chosen_by_content_and_not_by_name(tmp_path):
    made = make_pdf(tmp_path / "minutes.txt", lines(72, 100, "Minutes"))
    assert kind_of(made) == "pdf"
    (tmp_path / "notes.md").write_text("# Minutes\n\nIt was £5.", "utf-8")
    assert kind_of(tmp_path / "notes.md") == "text"
    (tmp_path / "old.txt").write_bytes("It was £5 – agreed".encode("cp1252"))
    assert kind_of(tmp_path / "old.txt") == "text"
    with zipfile.ZipFile(tmp_path / "paper.pdf", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert kind_of(tmp_path / "paper.pdf") == "docx"


@pytest.mark.parametrize(
    ("part", "found"), [("xl/workbook.xml", "Excel"), ("readme.txt", "zip archive")]
)
def test_a_zip_is_named_for_what_it_holds(tmp_path, part, found):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(part, "<x/>")
    with pytest.raises(UnknownFormat, match=found):
        kind_of(tmp_path / "a.docx")


def test_a_word_file_with_a_password_is_locked(tmp_path):
    data = b"\xd0\xcf\x11\xe0" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(LockedPaper):
        kind_of(tmp_path / "a.docx")


def test_what_is_no_file_is_said_to_be_so(tmp_path):
    with pytest.raises(UnreadablePaper, match="could not be found"):
        read_document(tmp_path / "missing.pdf")
    with pytest.raises(UnreadablePaper, match="is a folder"):
        read_document(tmp_path)


def test_refusals_of_the_child_arrive_in_their_own_class(tmp_path):
    with pytest.raises(ScannedPaper):
        read_document(make_pdf(tmp_path / "scan.pdf", [picture(0, 0, 595, 842)]))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else " * 9)
    with pytest.raises(UnreadablePaper, match=r"bad\.pdf is broken"):
        read_document(tmp_path / "bad.pdf")


def test_a_text_file_is_read_in_a_contained_process_too(tmp_path):
    (tmp_path / "notes.txt").write_text("1.0 PURPOSE\n\nTo report progress.\n", "utf-8")
    document = read_document(tmp_path / "notes.txt")
    assert next(block.text for block in document.pages[0].blocks) == "1.0 PURPOSE"
    assert len(document.sha256) == 64
