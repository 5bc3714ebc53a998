"""Serves the pages over papers of every label, with accounts: FOLDER, and settings as NAME=VALUE.

Each paper has a word of its own that no other has, so that a reply can be searched for it.
"""

import functools
import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import Any

from ui_stand_ins import WordLengths, add_quickly, answer_by_words, report_pdf

from corpus.library import Library
from corpus.papers import Document, Page, Paper, Passage, content_id
from corpus.settings import read_settings
from ui.access import access_of, hosts_of
from ui.evaluating import Evaluating
from ui.server import build

PASSWORD = "correct horse battery"
PAPERS = {
    "public": ("public", "Zanzibarpublic"),
    "members": ("members", "Ytterbiummembers"),
    "schools": ("body:schools forum", "Xylophonebody"),
    "officers": ("officers", "Wolframofficers"),
    "exempt": ("exempt", "Vanadiumexempt"),
}
"""File to its label and its word."""

PART = "Quicksilverpart"
"""The word of the exempt second page of a public file."""


def sees(role: str) -> set[str]:
    """The words that a reader of a role may be told."""
    words = {"public": 1, "member": 2, "governor": 3}.get(role, 5)
    found = {word for _, word in list(PAPERS.values())[:words]}
    return found | {PART} if words == 5 else found


WORDS = {word for _, word in PAPERS.values()} | {PART}


def put(library: Library, name: str, label: str, texts: list[str], exempt_page: int = 0) -> str:
    data = report_pdf(texts[0])
    sha = hashlib.sha256(data).hexdigest()
    paper = Paper(
        content_id(sha), sha, f"{name}.pdf", f"{texts[0]} report", kind="report", body="Cabinet",
        meeting_date="2026-01-19", item="7", officer=f"{texts[0]} Officer", period="Q3 2025/26",
        last_page=3,
    )  # fmt: skip
    passages = [
        Passage(content_id(sha, str(n)), paper.id, f"The budget of {text} is £{n}m.", n, n,
                order=n, kind="resolution" if n == 1 else "paragraph")
        for n, text in enumerate(texts, 1)
    ]  # fmt: skip
    acronyms = {texts[0][:3].upper(): texts[0]}
    pages = tuple(Page(number, ()) for number in (1, 2, 3))
    library.add(Document(f"{name}.pdf", sha, pages), [paper], passages, data, acronyms)
    library.label(paper.id, label, who="test", reason="for the test")
    if exempt_page:
        library.label(
            paper.id, "exempt", who="test", reason="an appendix", pages=(exempt_page, exempt_page)
        )
    return sha


def fill(folder: Path) -> Library:
    library = Library.open(folder, encoder=WordLengths())
    for name, (label, word) in PAPERS.items():
        put(library, name, label, [word])
    put(library, "part", "public", ["Zanzibarpublic appendix", PART], exempt_page=2)
    library.embed_pending()
    return library


def serve(folder: Path, settings: dict[str, str]) -> None:
    import uvicorn

    for name, value in settings.items():
        os.environ[f"BOARD_PAPERS_{name}"] = value
    library = fill(folder / "library")
    chosen = read_settings(data=folder / "library")
    access = access_of(chosen)
    given: dict[str, Any] = {"library": library}
    pages = build(
        library,
        functools.partial(answer_by_words, **given),
        functools.partial(add_quickly, **given),
        chosen.data,
        {"Version": "for tests"},
        access,
        hosts_of(access, "127.0.0.1"),
        evaluating=Evaluating(chosen.data, [sys.executable, "-m", "ui"]),
    )
    door = socket.socket()
    door.bind(("127.0.0.1", int(settings.get("PORT", "0"))))
    door.listen(128)
    print(f"http://127.0.0.1:{door.getsockname()[1]}", flush=True)  # noqa: T201
    config = uvicorn.Config(
        pages, log_level="warning", timeout_graceful_shutdown=2, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    serve(Path(sys.argv[1]), dict(pair.split("=", 1) for pair in sys.argv[2:]))
