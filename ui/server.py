"""The web server: the app, the pages' pictures and the papers' files, on one address."""

import logging
import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse

from corpus.trail import Trail
from corpus.view import View
from ui.access import NO_ACCOUNTS, Access
from ui.adding import alive
from ui.conversations import Conversations
from ui.evals_routes import evals_routes
from ui.evaluating import Evaluating
from ui.gate import Gate
from ui.headers import Guard
from ui.identity import view_for, visitor_of
from ui.judging import JUDGEMENTS
from ui.letters import Box
from ui.noting import Noting
from ui.pages import close_up, draw_page
from ui.render import Exchange
from ui.signing_in import signing_in
from ui.source import marked_words, words_on
from ui.still_seen import still_seen
from ui.theme import SCRIPT, STYLE
from ui.trail_export import trail_routes

log = logging.getLogger(__name__)

QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
"""Set before the web framework is imported, so that it calls nobody and draws no bars."""


def build(
    library: Any,
    ask_in_steps: Any,
    add_paths: Any,
    data: Path,
    about: dict[str, str] | None = None,
    access: Access = NO_ACCOUNTS,
    hosts: Sequence[str] = (),
    trail: Trail | None = None,
    evaluating: Evaluating | None = None,
) -> FastAPI:
    """The whole application over an open library; nothing is kept outside what is given here.

    `add_paths` has the library already given; `ask_in_steps` is given each reader's view of it.
    `about` is what the Help page tells of this installation, name by name; `access` says how
    readers are known, and `hosts` which names the server answers to, any when there are none.
    `trail` is where it is noted who did what; by default beside the library.
    Without `evaluating` there is no page for measuring.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.environ["GRADIO_TEMP_DIR"] = str(_uploads(data))
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, title="Board papers")
    kept = Conversations(data / "conversations.db")
    _own_routes(server, library)
    _export_routes(server, kept, library)
    if evaluating is not None:
        evals_routes(server, evaluating, data / JUDGEMENTS)

    from ui.app import mount  # after the settings above, which its framework reads

    signing_in(server, access)
    trail = trail or Trail(data)
    trail_routes(server, trail)
    given = (library, ask_in_steps, add_paths, kept, data, about or {})
    mount(server, *given, access, trail, evaluating)
    server.add_middleware(
        Gate,
        knows=access.knows,
        secure=access.secure,
        names=hosts,
        strangers=not access.required,
    )
    server.add_middleware(Guard, secure=access.secure)
    server.add_middleware(Noting, trail=trail)
    return server


def _uploads(data: Path) -> Path:
    """Where files lie between the browser and the library; nobody else may look in."""
    uploads = data / "uploads"
    uploads.mkdir(parents=True, mode=0o700, exist_ok=True)
    for left in uploads.iterdir():
        if not alive(left.name):
            shutil.rmtree(left, ignore_errors=True)
    folder = uploads / f"{os.getpid()}-files"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _own_routes(server: FastAPI, library: Any) -> None:
    @server.get("/healthz")
    def health() -> Response:
        return PlainTextResponse("ok")

    @server.get("/own/{name}")
    def asset(name: str) -> Response:
        known = {SCRIPT.name: "text/javascript", STYLE.name: "text/css", "sign-in.css": "text/css"}
        if name not in known:
            return PlainTextResponse("Not found", 404)
        return FileResponse(STYLE.with_name(name), media_type=known[name])

    @server.get("/page/{document}/{number}.png")
    def page(
        request: Request,
        document: str,
        number: int,
        passage: str = "",
        mark: str = "",
        close: bool = False,
    ) -> Response:
        view = view_for(request, library)
        path = view.page_file(document, number)
        if path is None:
            return PlainTextResponse("This paper is not in the library.", 404)
        boxes: tuple[Box, ...] = ()
        if passage and mark:
            found = view.passage(passage)
            if found:
                boxes = words_on(path, number, marked_words(found, mark), found).boxes
        try:
            part = close_up(boxes) if close else None
            picture = draw_page(path, number, boxes, part=part)
        except IndexError:
            return PlainTextResponse("The paper has no such page.", 404)
        except Exception:
            log.exception("Page %s of %s could not be drawn", number, document)
            return PlainTextResponse("This page cannot be shown as a picture.", 404)
        return Response(picture, media_type="image/png", headers=PRIVATE)

    @server.get("/paper/{document}")
    def paper(request: Request, document: str, download: bool = False) -> Response:
        view = view_for(request, library)
        path = view.original(document)
        if path is None:
            return PlainTextResponse("This paper is not in the library.", 404)
        name = _name(view, document) or path.name
        how = "inline" if name.lower().endswith(".pdf") and not download else "attachment"
        media = None if name.lower().endswith((".pdf", ".docx")) else "application/octet-stream"
        return FileResponse(
            path, filename=name, content_disposition_type=how, media_type=media, headers=PRIVATE
        )


def _export_routes(server: FastAPI, kept: Conversations, library: Any) -> None:
    @server.get("/export/{id}.docx")
    def export(request: Request, id: str, turn: str = "") -> Response:
        owner = visitor_of(request).owner
        exchanges = kept.read(owner, id) if owner else ()
        exchanges = still_seen(exchanges, view_for(request, library))
        if turn.isdecimal():
            exchanges = exchanges[int(turn) : int(turn) + 1]
        return _word(exchanges, "board-papers-answers.docx")

    @server.get("/brief.docx")
    def brief(request: Request, meeting: str = "") -> Response:
        from ui.meeting_tab import brief_of

        return _word(brief_of(meeting, view_for(request, library)), "meeting-brief.docx")


def _word(exchanges: tuple[Exchange, ...], name: str) -> Response:
    if not exchanges:
        return PlainTextResponse("There is nothing like that here.", 404)
    from ui.export import MEDIA, to_word

    headers = PRIVATE | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(to_word(exchanges, date.today()), media_type=MEDIA, headers=headers)


PRIVATE = {"Cache-Control": "private, no-store"}
"""Papers are asked for again each time, since a paper can be removed or made exempt."""


def _name(view: View, document: str) -> str:
    return next((item.name for item in view.documents() if item.id == document), "")
