"""The library and its assistant as what a run needs: a function from question to answer."""

import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from assistant.answers import Answer, Turn
from corpus.errors import LibraryError
from corpus.library import Library
from corpus.papers import ACCESS_CLASSES, EVERYTHING, Scope
from corpus.settings import Settings
from evals.run import Answerer

SEES = {
    "public": frozenset({"public"}),
    "members": frozenset({"public", "members"}),
    "officers": frozenset(ACCESS_CLASSES),
}
"""What each role that a case can name may see."""


def assistant(library: Library, scope: Scope = EVERYTHING) -> Answerer:
    """The assistant over a library, as one reader has it.

    Earlier turns are asked first, so that the last has the history a reader would have had;
    only the last is timed.
    """
    from assistant.chat import ask

    def answer(question: str, earlier: Sequence[str]) -> Answer:
        history: list[Turn] = []
        for turn in earlier:
            given = ask(turn, history, library=library, scope=scope)
            cited = tuple(citation.passage for citation in given.citations)
            history.append(Turn(turn, given.text, cited))
        start = time.perf_counter()
        given = ask(question, history, library=library, scope=scope)
        return replace(given, seconds=time.perf_counter() - start)

    return answer


def readers(library: Library) -> dict[str, Answerer]:
    """The assistant as each role has it, for cases that name one."""
    return {role: assistant(library, Scope(access=access)) for role, access in SEES.items()}


def library_kept(library: Library) -> dict[str, Any]:
    """What says which library answered: its files by SHA-256, its passages, its count of changes.

    Raises LibraryError for an empty one, whose answers would measure nothing.
    """
    documents = library.documents()
    if not documents:
        raise LibraryError(
            f"The library in {library.data} holds no papers, so there is nothing to measure. "
            "Add papers with 'board-papers add', or name its folder with --data."
        )
    return {
        "documents": {document.name: document.id for document in documents},
        "passages": library.size(),
        "meanings_ready": library.meanings_ready(),
        "epoch": library.epoch(),
    }


def settings_kept(settings: Settings) -> dict[str, Any]:
    """The settings that a run keeps, without a name and password in an address."""
    kept = asdict(settings)
    return {name: _without_login(str(value)) for name, value in kept.items()}


def _without_login(value: str) -> str:
    parts = urlsplit(value)
    if "@" not in parts.netloc:
        return value
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
