"""What happens on this server, noted in the trail: who did it is read from the request.

What comes through an address of its own (pages, files, exports, signing in, refusals) is noted
here, after it was answered; what happens inside the pages is noted where it happens, by `note`.
"""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answers import Answer, Citation
from corpus.papers import EVERYTHING
from corpus.readers import Reader
from corpus.trail import Trail
from corpus.view import View
from ui.identity import visitor_of

TRAIL = "board_papers.trail"
"""Where in a request's scope the trail is."""

SAID = "board_papers.noted"
"""Where in a request's scope a route says what it did, when its address does not: an act, who
did it (None for the visitor), and facts."""

_PAGE = re.compile(r"/page/(?P<document>[0-9a-f]{6,64})/(?P<page>\d{1,6})\.png")
_FILE = re.compile(r"/paper/(?P<document>[0-9a-f]{6,64})")
_EXPORT = re.compile(r"/export/(?P<conversation>[\w-]{1,40})\.docx")
_BRIEF = re.compile(r"/brief\.docx")

_ROUTES = ((_PAGE, "page"), (_FILE, "file"), (_EXPORT, "exported"), (_BRIEF, "exported"))


class Noting:
    """Round the whole application, the gate included."""

    def __init__(self, app: ASGIApp, trail: Trail) -> None:
        self._app, self._trail = app, trail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; noted once it was answered, and before its last byte is sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope[TRAIL] = self._trail
        status = 0

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                found = _act_of(scope, status)
                if found is not None:
                    await asyncio.to_thread(_noted, self._trail, scope, *found)
            await send(message)

        await self._app(scope, receive, watching)


def _act_of(scope: Scope, status: int) -> tuple[str, Reader | None, Mapping[str, Any]] | None:
    """What a request did, by its address and by how it was answered; None for nothing to note."""
    said = scope.get(SAID)
    if said is not None:
        act, reader, about = said
        return act, reader, about
    path, method = str(scope["path"]), scope["method"]
    for form, act in _ROUTES:
        found = form.fullmatch(path)
        if found and method == "GET":
            facts: dict[str, Any] = dict(found.groupdict())
            if "page" in facts:
                facts["page"] = int(facts["page"])
            if status in (200, 206):
                return act, None, facts | ({"what": "brief"} if form is _BRIEF else {})
            return "refused", None, facts | {"what": act, "status": status}
    if status in (401, 403, 429):
        return "refused", None, {"path": _plain(path), "method": method, "status": status}
    return None


def _plain(path: str) -> str:
    """The beginning of an address; nothing in it is a text of a paper, and it is not kept whole."""
    return re.sub(r"[^\w/.=-]", "?", path)[:60]


def _noted(
    trail: Trail, scope: Scope, act: str, reader: Reader | None, about: Mapping[str, Any]
) -> None:
    reader = reader or visitor_of(scope).reader
    trail.note(act, who=reader.key, name=reader.name, role=reader.role, about=about)


def note(request: Any, act: str, *, words: str = "", public: bool = False, **about: Any) -> None:
    """Note what the reader of this request does; nothing where there is no trail."""
    inner = getattr(request, "request", None) or request
    scope = getattr(inner, "scope", None)
    trail = scope.get(TRAIL) if isinstance(scope, dict) else None
    if not isinstance(trail, Trail):
        return
    reader = visitor_of(request).reader
    trail.note(
        act,
        who=reader.key,
        name=reader.name,
        role=reader.role,
        about=about,
        words=words,
        public=public,
    )


def say(request: Any, act: str, reader: Reader | None = None, **about: Any) -> None:
    """Have this request noted as such an act, by this reader where it is not the visitor."""
    request.scope[SAID] = (act, reader, about)


def note_answer(request: Any, question: str, answer: Answer, view: View) -> None:
    """Note how a question was answered: from which papers, or that it was not.

    Its text may be kept when everything that it was answered from is public; when nothing
    was found, only for a reader who sees nothing that is not.
    """
    rests_on = (*answer.citations, *answer.nearest)
    labels = {label for item in rests_on for label in (item.passage.access, item.paper.access)}
    open_all = labels <= {"public"} and (
        bool(rests_on) or view.scope(EVERYTHING).access <= {"public"}
    )
    note(
        request,
        "answered",
        words=question,
        public=open_all,
        status=answer.status,
        papers=sorted({item.paper.id for item in rests_on}),
        passages=sorted({item.passage.id for item in rests_on}),
        model=answer.model,
    )


def note_source(request: Any, citation: Citation) -> None:
    """Note that a source was looked at."""
    note(
        request,
        "source",
        papers=[citation.paper.id],
        passages=[citation.passage.id],
        page=citation.passage.first_page,
    )
