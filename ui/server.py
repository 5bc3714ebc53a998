"""The web server: the app, the pages' pictures and the papers' files, on one address."""

import logging
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse

from ui.adding import alive
from ui.conversations import READER, Conversations, new_reader
from ui.headers import Guard
from ui.letters import Box
from ui.pages import close_up, draw_page
from ui.render import Exchange
from ui.source import marked_words, words_on
from ui.theme import SCRIPT, STYLE

log = logging.getLogger(__name__)

YEAR = 365 * 24 * 3600

QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
}
"""Set before the web framework is imported, so that it calls nobody."""


def build(
    library: Any,
    ask_in_steps: Any,
    add_paths: Any,
    data: Path,
    about: dict[str, str] | None = None,
) -> FastAPI:
    """The whole application over an open library; nothing is kept outside what is given here.

    `ask_in_steps` and `add_paths` have the library already given; `about` is what the Help
    page tells of this installation, name by name.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.environ["GRADIO_TEMP_DIR"] = str(_uploads(data))
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, title="Board papers")
    kept = Conversations(data / "conversations.db")
    _own_routes(server, library)
    _export_routes(server, kept, library)

    from ui.app import mount  # after the settings above, which its framework reads

    mount(server, library, ask_in_steps, add_paths, kept, data, about or {})
    server.add_middleware(Guard)
    server.middleware("http")(_know_the_reader)
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


async def _know_the_reader(request: Request, call_next: Any) -> Response:
    """Give a browser that has none a token of its own."""
    reply: Response = await call_next(request)
    if request.method == "GET" and request.url.path == "/" and READER not in request.cookies:
        reply.set_cookie(
            READER,
            new_reader(),
            max_age=YEAR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
    return reply


def _own_routes(server: FastAPI, library: Any) -> None:
    @server.get("/healthz")
    def health() -> Response:
        return PlainTextResponse("ok")

    @server.get("/own/{name}")
    def asset(name: str) -> Response:
        known = {SCRIPT.name: "text/javascript", STYLE.name: "text/css"}
        if name not in known:
            return PlainTextResponse("Not found", 404)
        return FileResponse(STYLE.with_name(name), media_type=known[name])

    @server.get("/page/{document}/{number}.png")
    def page(
        document: str, number: int, passage: str = "", mark: str = "", close: bool = False
    ) -> Response:
        path = _original(library, document)
        if path is None:
            return PlainTextResponse("This paper is not in the library.", 404)
        boxes: tuple[Box, ...] = ()
        if passage and mark:
            found = library.passage(passage)
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
    def paper(document: str, download: bool = False) -> Response:
        path = _original(library, document)
        if path is None:
            return PlainTextResponse("This paper is not in the library.", 404)
        name = _name(library, document) or path.name
        how = "inline" if name.lower().endswith(".pdf") and not download else "attachment"
        media = None if name.lower().endswith((".pdf", ".docx")) else "application/octet-stream"
        return FileResponse(
            path, filename=name, content_disposition_type=how, media_type=media, headers=PRIVATE
        )


def _export_routes(server: FastAPI, kept: Conversations, library: Any) -> None:
    @server.get("/export/{id}.docx")
    def export(request: Request, id: str, turn: str = "") -> Response:
        exchanges = kept.read(request.cookies.get(READER, ""), id)
        if turn.isdecimal():
            exchanges = exchanges[int(turn) : int(turn) + 1]
        return _word(exchanges, "board-papers-answers.docx")

    @server.get("/brief.docx")
    def brief(meeting: str = "") -> Response:
        from ui.meeting_tab import brief_of

        return _word(brief_of(meeting, library), "meeting-brief.docx")


def _word(exchanges: tuple[Exchange, ...], name: str) -> Response:
    if not exchanges:
        return PlainTextResponse("There is nothing like that here.", 404)
    from ui.export import MEDIA, to_word

    headers = PRIVATE | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(to_word(exchanges, date.today()), media_type=MEDIA, headers=headers)


PRIVATE = {"Cache-Control": "private, no-cache"}
"""Papers are asked for again each time, since a paper can be removed or made exempt."""


def _original(library: Any, document: str) -> Path | None:
    path: Path | None = library.original(document)
    return path if path is not None and path.is_file() else None


def _name(library: Any, document: str) -> str:
    return next((item.name for item in library.documents() if item.id == document), "")
