"""Bringing the index of meanings up to labels that were changed, once for many changes."""

import logging
import threading
from typing import Any

from corpus.errors import BoardPapersError

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds after a change in which more may follow: an officer confirms paper after paper."""


class Reindexing:
    """One job at a time. Searches miss nothing without it: they compare every passage."""

    def __init__(self, library: Any, pause: float = PAUSE) -> None:
        self._library, self._pause = library, pause
        self._lock = threading.Lock()
        self._running = self._again = False

    def start(self) -> None:
        """Do it soon; a change that comes meanwhile is taken in too."""
        with self._lock:
            self._again = True
            if self._running:
                return
            self._running = True
        threading.Thread(target=self._run, name="labels", daemon=True).start()

    def _run(self) -> None:
        while True:
            threading.Event().wait(self._pause)
            with self._lock:
                self._again = False
            try:
                self._library.reindex()
            except BoardPapersError:
                log.info("The index of meanings is not up to the labels yet", exc_info=True)
            with self._lock:
                if not self._again:
                    self._running = False
                    return
