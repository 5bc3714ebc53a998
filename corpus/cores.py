"""The machine's cores, shared by the threads of this process that work in torch.

torch would give each of them all cores: where several read at once, their threads wait for one
another. Twenty questions at once then took a seventh longer (evals/LOG.md).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Cores:
    """At most so many threads work at a time, each on one core; one that is alone has them all."""

    def __init__(self, count: int = os.cpu_count() or 1) -> None:
        self._count = count
        self._changed = threading.Condition()
        self._working = 0
        self._waiting = 0

    @contextmanager
    def shared(self, *, small: bool = False) -> Iterator[int]:
        """Wait for a core; gives how many cores this thread's work in torch is done on.

        `small` work is done on one: dividing it takes longer than doing it.
        """
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: self._working < self._count)
            self._waiting -= 1
            self._working += 1
            alone = self._working == 1 and not self._waiting
        try:
            mine = self._count if alone and not small else 1
            _of_this_thread(mine)
            yield mine
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify()


def _of_this_thread(cores: int) -> None:
    """torch keeps the number for each thread."""
    import torch

    if torch.get_num_threads() != cores:
        torch.set_num_threads(cores)


CORES = Cores()
"""Those of this machine."""
