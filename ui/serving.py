"""Starting the web server over an open library, and stopping it in good order."""

import functools
import logging
import socket
import sys
import threading
from typing import Any

import typer

from corpus.errors import BadSetting
from corpus.settings import Settings
from corpus.trail import Trail
from ui import help_words, sign_in_words
from ui.access import access_of, hosts_of, is_loopback

log = logging.getLogger(__name__)


def serve(library: Any, settings: Settings) -> None:
    """Serve until stopped; prints the address once it can be opened.

    Raises BadSetting when the address is taken or cannot be used, when it could be reached
    from elsewhere and there are no accounts, or when the accounts cannot be used.
    """
    access = access_of(settings)
    trail = Trail(settings.data, questions=settings.trail_questions, days=settings.trail_days)
    door = _door(settings.host, settings.port, alone=not access.required)
    with door:
        _treat_unlabelled(library, closed=access.required)
        from assistant.chat import ask_in_steps
        from ingest.pipeline import add_paths
        from ui.evaluating import Evaluating
        from ui.server import build
        from ui.telling import chosen_model

        pages = build(
            library,
            functools.partial(ask_in_steps, library=library, model=chosen_model(settings)),
            functools.partial(add_paths, library=library),
            settings.data,
            about(settings),
            access,
            hosts_of(access, settings.host),
            trail,
            Evaluating(settings.data, [sys.executable, "-m", "ui"]),
        )
        threading.Thread(target=_warm, args=(library,), name="warming", daemon=True).start()
        import uvicorn

        config = uvicorn.Config(
            pages,
            log_level=logging.WARNING,
            server_header=False,
            proxy_headers=False,
            date_header=True,
            timeout_graceful_shutdown=3,
        )
        host, port = door.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"Board papers: http://{shown}:{port}/  (library in {settings.data})")
        typer.echo("Stop it with Ctrl and C.")
        if not access.secure and not is_loopback(host):
            typer.echo(sign_in_words.NOT_ENCRYPTED, err=True)
        uvicorn.Server(config).run(sockets=[door])


def _treat_unlabelled(library: Any, *, closed: bool) -> None:
    """What bears no label is exempt where there are accounts, until an officer says otherwise.

    It stays so when there are none: another server may have the same papers and accounts.
    """
    if closed and library.require_labels():
        typer.echo(sign_in_words.UNLABELLED_IS_EXEMPT)


def about(settings: Settings) -> dict[str, str]:
    """What the Help page tells of this installation."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        made = version("board-papers")
    except PackageNotFoundError:
        made = "not installed, run from its folder"
    return {
        help_words.ABOUT_VERSION: made,
        help_words.ABOUT_MODEL: help_words.QUOTING
        if settings.model == "quoting"
        else settings.model,
        help_words.ABOUT_ENCODER: settings.encoder or "all-MiniLM-L6-v2",
    }


def _warm(library: Any) -> None:
    """Load what the first question needs before it comes; that question reports what fails."""
    try:
        library.encode(["warming up"])
        library.warm()
        from assistant.chat import ask
        from ui.trying import questions_to_try

        for question in questions_to_try(library):
            ask(question, library=library)
    except Exception:
        log.info("Not everything could be loaded ahead of time", exc_info=True)


def _door(host: str, port: int, *, alone: bool) -> socket.socket:
    """The listening socket itself, so that no other program can take the port in between.

    `alone` refuses an address that another machine could reach.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, proto)
    except (OSError, UnicodeError) as error:
        raise BadSetting(_taken(host, port, error)) from error
    if alone and not is_loopback(str(address[0])):
        door.close()
        raise BadSetting(
            f"The address {host} can be reached from other machines, and without accounts whoever "
            "reaches it sees every paper. Name a file of accounts in BOARD_PAPERS_USERS "
            "('board-papers users add' makes one), or leave --host out."
        )
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(128)
    except OSError as error:
        door.close()
        raise BadSetting(_taken(host, port, error)) from error
    return door


def _taken(host: str, port: int, error: Exception) -> str:
    why = getattr(error, "strerror", "") or error
    return (
        f"The address {host}, port {port} cannot be used ({why}). Something else, perhaps "
        "another copy of this server, may have it: stop that, or give another one with --port."
    )
