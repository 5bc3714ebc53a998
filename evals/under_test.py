"""The library and its assistant as what a run needs: a function from question to answer."""

import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from assistant.answers import Answer, Turn
from corpus.errors import BadSetting, LibraryError
from corpus.library import Library
from corpus.papers import ACCESS_CLASSES, EVERYTHING, Scope
from corpus.settings import Settings
from evals.run import Answerer

if TYPE_CHECKING:
    from assistant.models import ChatModel

SEES = {
    "public": frozenset({"public"}),
    "members": frozenset({"public", "members"}),
    "officers": frozenset(ACCESS_CLASSES),
}
"""What each role that a case can name may see."""


def assistant(
    library: Library, scope: Scope = EVERYTHING, model: "ChatModel | None" = None
) -> Answerer:
    """The assistant over a library, as one reader has it, with a language model or without.

    Earlier turns are asked first, so that the last has the history a reader would have had;
    only the last is timed.
    """
    from assistant.chat import ask

    def answer(question: str, earlier: Sequence[str]) -> Answer:
        history = earlier_turns(earlier, library, scope, model)
        start = time.perf_counter()
        given = ask(question, history, library=library, scope=scope, model=model)
        return replace(given, seconds=time.perf_counter() - start)

    return answer


def earlier_turns(
    earlier: Sequence[str],
    library: Library,
    scope: Scope = EVERYTHING,
    model: "ChatModel | None" = None,
) -> list[Turn]:
    """A case's earlier questions with the answers and citations that a reader would have had."""
    from assistant.chat import ask

    history: list[Turn] = []
    for turn in earlier:
        given = ask(turn, history, library=library, scope=scope, model=model)
        cited = tuple(citation.passage for citation in given.citations)
        history.append(Turn(turn, given.text, cited))
    return history


def readers(library: Library, model: "ChatModel | None" = None) -> dict[str, Answerer]:
    """The assistant as each role has it, for cases that name one."""
    return {role: assistant(library, Scope(access=access), model) for role, access in SEES.items()}


def model_under_test(settings: Settings) -> "ChatModel | None":
    """The language model that the settings name; None for the quoting answer.

    Raises BadSetting when it cannot be used: what stood in for it would be measured.
    """
    if settings.model in ("", "quoting"):
        return None
    from assistant.models import open_model, trouble_with

    model = open_model(settings.model, settings.model_url)
    trouble = trouble_with(model, settings.model_url)
    if trouble:
        raise BadSetting(trouble)
    return model


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
