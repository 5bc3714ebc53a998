"""Files made to exhaust a reader: each is a line, within its limits, and others are answered."""

import asyncio
import resource
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from askers import people, percentile
from bombs import BOMBS, drawing, one_page, stream
from served import allowed, peak, serving, warmed
from ui_stand_ins import report_pdf

from corpus.errors import UnreadablePaper
from ingest import isolate
from ingest.read import read_document

pytestmark = [pytest.mark.slow, pytest.mark.alone]

READER_MEGABYTES = 1000
"""What a reading process may have at its most."""

QUICK = (
    "arrays nested 20,000 deep",
    "a page tree that holds itself",
    "a page as large as a county",
    "70 MB of blanks",
    "forms in a ring",
    "bookmarks in a ring",
    "a file that is its own earlier version",
    "100,000 objects",
    "100,000 pages",
)
ALL = [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.long]) for name in BOMBS]


class Watch:
    """The most memory that any child of this process has, while the block lasts."""

    def __enter__(self):
        self.most, self._done = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()

    def _look(self):
        while not self._done.wait(0.02):
            self.most = max([self.most, *map(peak, _children())])


def _children():
    found = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            found += [int(n) for n in (task / "children").read_text().split()]
    return found


@pytest.mark.parametrize("name", ALL)
def test_a_bomb_is_read_or_refused_with_a_sentence_within_its_limits(tmp_path, name):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(BOMBS[name]())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    with Watch() as children:
        try:
            document = read_document(path)
            told = " ".join(page.skipped for page in document.pages[:1]) or "read"
        except UnreadablePaper as error:
            told = str(error)
            assert told.endswith(".") and len(told) > 30
    seconds = time.monotonic() - started
    print(f"{name}: {seconds:.1f} s, {children.most:.0f} MB, {told}")  # noqa: T201
    assert seconds < allowed(isolate.PAGE_SECONDS + 5)
    assert 0 < children.most < READER_MEGABYTES
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    assert _children() == []


def test_a_harmless_page_made_by_the_same_hand_is_read(tmp_path):
    path = tmp_path / "page.pdf"
    words = b"(The fee for a burial plot rises by four pounds in the coming year.) Tj"
    path.write_bytes(one_page(stream(drawing(words))))
    [page] = read_document(path).pages
    assert "burial plot" in page.blocks[0].text


def test_questions_are_answered_while_bombs_are_read(tmp_path):
    from ui_stand_ins import add_report

    from corpus.library import Library

    folder = tmp_path / "library"
    with Library.open(folder) as library:
        add_report(library, "Quarter 2 monitoring", "2025-11-10", "Q2 2025/26", report_pdf())
        library.embed_pending()
    bombs = [
        (f"bomb{n}.pdf", BOMBS[name]())
        for n, name in enumerate(("3 million words on a page", "a billion words by forms in forms"))
    ]
    question = "How many children were in care at the end of September 2025?"

    async def ask_meanwhile(url):
        [officer, reader] = await people(url, 2)
        quiet = [await reader.ask(question) for _ in range(10)]
        status, paths = await officer.upload(*bombs)
        assert status == 200
        adding = asyncio.create_task(officer.add(*paths))
        busy = []
        while not adding.done():
            busy.append(await reader.ask(question))
            await asyncio.sleep(0.2)
        return quiet, busy, await adding

    with serving(folder, tmp_path / "log") as server:
        warmed(server)
        quiet, busy, added = asyncio.run(ask_meanwhile(server.url))
        assert server.process.poll() is None
        assert server.children() == []
    assert not any(one.failed for one in [*quiet, *busy])
    assert "214" in busy[0].shown
    assert "bomb0.pdf" in added.shown and "bomb1.pdf" in added.shown
    times = [percentile([one.seconds for one in asked], 0.95) for asked in (quiet, busy)]
    print(f"p95 {times[0]:.2f} s, while bombs are read {times[1]:.2f} s")  # noqa: T201
    assert times[1] < max(2 * times[0], allowed(2.0))
