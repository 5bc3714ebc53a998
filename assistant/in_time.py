"""An iterator that may hang to one that ends in time, read by a thread of its own."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

_END = object()


class TooSlow(Exception):
    """Nothing came within the seconds that it names."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"nothing came within {seconds:.0f} seconds")


def in_time(
    start: Callable[[], Iterable[Any]], *, silence: float, deadline: float
) -> Iterator[Any]:
    """What `start` gives, with no wait longer than `silence` seconds, up to a monotonic `deadline`.

    Raises what it raises, and TooSlow. Closing this iterator closes that one as
    soon as it yields again; a thread that hangs in it ends with the process.
    """
    found: queue.Queue[Any] = queue.Queue(maxsize=64)
    stopped = threading.Event()

    def put(item: Any) -> None:
        while not stopped.is_set():
            with suppress(queue.Full):
                return found.put(item, timeout=0.2)

    def read() -> None:
        pieces: Any = None
        try:
            pieces = start()
            for piece in pieces:
                put(piece)
                if stopped.is_set():
                    break
            put(_END)
        except BaseException as error:
            put(error)
        finally:
            with suppress(Exception):
                pieces.close()

    threading.Thread(target=read, name="in-time", daemon=True).start()
    try:
        while True:
            wait = min(silence, max(0.0, deadline - time.monotonic()))
            try:
                item = found.get(timeout=wait)
            except queue.Empty:
                raise TooSlow(wait) from None
            if item is _END:
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
