"""Removing a paper with a way back: its file is kept aside a while, and added on request."""

import shutil
import threading
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from corpus.errors import BoardPapersError, NoSuchPaper
from corpus.papers import AddReport
from ui import wording
from ui.adding import Adding
from ui.forgetting import forget_gone

KEPT_FOR = 600
"""Seconds that a removed file can be put back; then it is gone from the disk. A guess."""


class Removing:
    """Takes files out of the library; what may be put back lies in a folder of its own."""

    def __init__(self, library: Any, adding: Adding, folder: Path) -> None:
        self._library, self._adding, self._folder = library, adding, folder
        shutil.rmtree(folder, ignore_errors=True)
        self._forget()

    def remove(self, document_id: str) -> str:
        """Remove one file and say so, with a button that puts it back.

        Raises BoardPapersError when it is not there or the library is busy.
        """
        self._clear_old()
        record = next((d for d in self._library.documents() if d.id == document_id), None)
        if record is None:
            raise NoSuchPaper(document_id[:12])
        original = self._library.original(document_id)
        aside = self._folder / document_id
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
        if original is not None:
            shutil.copyfile(original, aside / Path(record.name).name)
        try:
            self._library.remove(document_id)
        except BoardPapersError:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        self._forget_in(KEPT_FOR + 1)
        return (
            f'<div class="report" role="status"><p>'
            f"{escape(wording.REMOVED.format(name=record.name))} "
            f'<button type="button" class="small" data-do="undo" data-id="{escape(document_id)}">'
            f"{escape(wording.UNDO)}</button></p></div>"
        )

    def papers_of(self, document_id: str) -> list[str]:
        """The ids of a file's papers."""
        return [paper.id for paper in self._library.papers() if paper.document_id == document_id]

    def put_back(self, document_id: str, done: Callable[[AddReport], None] | None = None) -> None:
        """Add the removed file again; raises BoardPapersError when it is kept no longer."""
        aside = self._folder / document_id
        known = aside.is_dir() and aside.parent == self._folder and document_id.isalnum()
        files = list(aside.iterdir()) if known else []
        if not files:
            raise BoardPapersError(wording.GONE)
        self._adding.start(files, done)

    def _forget_in(self, seconds: float) -> None:
        """Once it cannot be put back any more: the file goes, and with it what quotes it."""
        later = threading.Timer(seconds, self._forget)
        later.daemon = True
        later.start()

    def _forget(self) -> None:
        self._clear_old()
        if not self._folder.is_dir() or not any(self._folder.iterdir()):
            forget_gone(self._folder.parent, self._library)

    def _clear_old(self) -> None:
        if not self._folder.is_dir():
            return
        for aside in self._folder.iterdir():
            if time.time() - aside.stat().st_mtime > KEPT_FOR:
                shutil.rmtree(aside, ignore_errors=True)
