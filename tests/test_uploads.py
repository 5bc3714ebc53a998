"""Files sent to the web chat: what they are, what they are called, how many; where they end up."""

import asyncio
import io
import json
import os
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from askers import people
from served import serving
from stand_ins import WordLengths
from ui_stand_ins import report_pdf

from corpus.library import Library
from ingest.pipeline import add_paths

pytestmark = pytest.mark.slow

NAMES = [
    "../../x.pdf",
    "..",
    "/etc/x.pdf",
    "C:\\Windows\\x.pdf",
    "CON.pdf",
    "a" * 300 + ".pdf",
    "a\x00b.pdf",
    "a\x1b[31mb.pdf",
    "a‮fdp.exe.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "%2e%2e%2fx.pdf",
    " .pdf",
    "",
]


def archive(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return made.getvalue()


NOT_PAPERS = {
    "page.pdf": (b"<!DOCTYPE html><script>alert(1)</script>", "is a web page"),
    "both.pdf": (b"GIF89a" + b" " * 60 + b"%PDF-1.7\n<html>", "broken"),
    "program.pdf": (b"\x7fELF" + bytes(500), "is a program"),
    "papers.docx": (archive(**{"..__..__x": "x"}), "is a zip archive"),
    "sheet.docx": (archive(xl__workbook_xml="x", **{"xl__workbook.xml": "x"}), "Excel"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture"),
    "empty.pdf": (b"", "is empty"),
}
"""By name: what is in it, and what is said of it."""


@pytest.fixture
def folders(tmp_path):
    """A data folder, and what lies beside it, all of it the server's."""
    for name in ("home", "tmp", "work"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def server(folders):
    settings = {
        "HOME": str(folders / "home"),
        "TMPDIR": str(folders / "tmp"),
        "XDG_CACHE_HOME": str(folders / "home/cache"),
    }
    Library.open(folders / "data", encoder=WordLengths()).close()
    with serving(folders / "data", folders / "log", **settings) as server:
        yield server


def beside(folders):
    """Every file that is not in the data folder."""
    return sorted(
        str(path.relative_to(folders))
        for path in folders.rglob("*")
        if path.is_file() and folders / "data" not in path.parents and path.name != "log"
    )


def test_whatever_a_file_is_called_it_is_kept_inside_and_its_name_does_nothing(server, folders):
    async def send():
        [officer] = await people(server.url, 1)
        return [
            (name, *await officer.upload((name, report_pdf(f"Report {n}"))))
            for n, name in enumerate(NAMES)
        ], await officer.upload(*((name, b"%PDF-1.7") for name in NAMES))

    sent, together = asyncio.run(send())
    for name, status, paths in sent:
        assert status < 500 or name in ("", "..", "a\x00b.pdf"), (name, status)
        for path in paths:
            real = os.path.realpath(path)
            assert real.startswith(f"{folders / 'data' / 'uploads'}{os.sep}"), (name, real)
            assert len(os.path.basename(real)) < 256
    assert together[0] != 200 or len(together[1]) == len(NAMES)
    assert beside(folders) == []


def test_a_file_is_what_is_in_it_and_not_what_it_is_called(server, folders):
    async def send():
        [officer] = await people(server.url, 1)
        given = [(name, content) for name, (content, _) in NOT_PAPERS.items()]
        status, paths = await officer.upload(*given, ("real.pdf", report_pdf()))
        assert status == 200
        _, [zipped] = await officer.upload(("papers.zip", archive(a="x")))
        return await officer.add(*paths), await officer.add(zipped)

    added, zipped = asyncio.run(send())
    assert "Invalid file type" in zipped.error
    assert not added.error, added
    for name, (_, words) in NOT_PAPERS.items():
        assert f"{name} " in added.shown and words in added.shown, name
    assert "1 paper added" in added.shown
    assert list((folders / "data/incoming").iterdir()) == []
    assert beside(folders) == []


def test_a_path_that_was_not_uploaded_is_not_taken(server, folders):
    content = report_pdf()
    mine = folders / "work" / "mine.pdf"
    mine.write_bytes(content)
    wanted = [mine, "/etc/hostname", folders / "data/catalogue.db", "../../../etc/hostname"]
    link = folders / "data/uploads/link.pdf"
    link.symlink_to(mine)

    async def forge():
        [somebody] = await people(server.url, 1)
        return [await somebody.add(str(path)) for path in wanted]

    for path, added in zip(wanted, asyncio.run(forge()), strict=True):
        assert added.error, path
    assert mine.read_bytes() == content
    assert (folders / "data/catalogue.db").exists()
    with Library.open(folders / "data", encoder=WordLengths()) as library:
        assert library.documents() == []


def test_a_file_of_the_servers_own_is_not_taken_for_a_question_either(server, folders):
    before = sorted((folders / "data/uploads").rglob("*"))

    async def forge():
        [somebody] = await people(server.url, 1)
        return await somebody.ask({"path": "/etc/hostname", "meta": {"_type": "gradio.FileData"}})

    assert asyncio.run(forge()).failed
    assert sorted((folders / "data/uploads").rglob("*")) == before


def test_one_file_sent_by_fifty_at_once_is_one_paper(server, folders):
    content = report_pdf()

    async def send():
        crowd = await people(server.url, 50)
        sent = await asyncio.gather(*(one.upload(("report.pdf", content)) for one in crowd))
        assert {status for status, _ in sent} == {200}
        return await asyncio.gather(
            *(one.add(*paths) for one, (_, paths) in zip(crowd, sent, strict=True))
        )

    added = asyncio.run(send())
    assert any("1 paper added" in one.shown for one in added)
    with Library.open(folders / "data") as library:
        assert [record.name for record in library.documents()] == ["report.pdf"]
        assert library.check().problems == ()
    assert "Traceback" not in server.said()


def test_fifty_threads_with_one_file_make_one_paper(tmp_path):
    (tmp_path / "report.pdf").write_bytes(report_pdf())
    barrier = threading.Barrier(10)

    def add(library):
        barrier.wait(30)
        reports = [add_paths([tmp_path / "report.pdf"], library, vectors=False) for _ in range(5)]
        return sum(len(report.added) for report in reports), [r.refused for r in reports]

    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        with ThreadPoolExecutor(10) as threads:
            made = list(threads.map(add, [library] * 10))
        held = library.size()
        assert len(library.documents()) == 1
        assert library.check().problems == ()
    assert not any(any(refused) for _, refused in made)
    assert held > 0


def test_a_folder_that_holds_itself_is_read_once(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "report.pdf").write_bytes(report_pdf())
    (folder / "again").symlink_to(folder)
    (folder / "nowhere.pdf").symlink_to(tmp_path / "missing.pdf")
    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        report = add_paths([folder], library, vectors=False)
        assert len(report.files) == 1
        assert len(library.documents()) == 1


@pytest.mark.long
def test_a_file_over_300_mb_is_refused_and_not_kept(server, folders):
    async def send():
        [officer] = await people(server.url, 1)
        return await officer.upload(("large.pdf", b"%PDF-1.7\n" + bytes(320_000_000)))

    status, _ = asyncio.run(send())
    assert status == 413
    left = [p.stat().st_size for p in (folders / "data").rglob("*") if p.is_file()]
    assert max(left) < 50_000_000
    assert beside(folders) == []


def test_a_question_of_a_megabyte_is_told_to_be_shorter(server):
    async def ask():
        [somebody] = await people(server.url, 1)
        return await somebody.ask("why? " * 200_000), await somebody.ask("why? " * 2_000_000)

    long, longer = asyncio.run(ask())
    assert "characters" in json.loads(long.shown)[2]
    assert longer.status in (403, 413)
