"""A bar in the terminal for work that is counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bars

from corpus.papers import Progress


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """What to call with (what is being done, how many done, how many in all); drawn on stderr."""
    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield show
