"""The gate in front of every door: who it is, whether they may, and whose number they hold.

Everything that is not on the list of doors is refused, the web framework's own routes
included. What is behind a door can rely on the visitor in the request's scope.
"""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import sign_in_words
from ui.conversations import READER, new_reader
from ui.doors import ANYONE, OFFICER, Door, Owners, door_for, read_doors
from ui.identity import SCOPE_KEY, TOKEN, Visitor

log = logging.getLogger(__name__)

LONGEST_BODY = 4 * 1024 * 1024
"""Bytes of an event: a question is at most 2,000 characters, a choice of all papers some 100 kB."""

YEAR = 365 * 24 * 3600

Knows = Callable[[Headers, dict[str, str], str, str], Visitor | None]
"""From headers, cookies, the peer's address and the browser's token to who it is; None when what
they say of themselves is not to be believed."""


class Gate:
    """In front of the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        knows: Knows,
        *,
        secure: bool = False,
        names: Sequence[str] = (),
        strangers: bool = True,
    ) -> None:
        """`secure` marks cookies for TLS alone; `names` are the hosts that it answers to, all
        when empty; `strangers` may use the chat without keeping a cookie.
        """
        self._app = app
        self._knows = knows
        self._secure = secure
        self._names = frozenset(names)
        self._strangers = strangers
        self._doors = read_doors()
        self._owners = Owners()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        if self._names and host_of(headers.get("host", "")) not in self._names:
            await _refuse(400, sign_in_words.WRONG_HOST)(scope, receive, send)
            return
        found = door_for(self._doors, str(scope["path"]), scope["method"])
        if found is None:
            await _refuse(404, sign_in_words.NO_SUCH_DOOR)(scope, receive, send)
            return
        door, named = found
        if scope["method"] not in ("GET", "HEAD") and not same_origin(headers, self._names):
            await _refuse(403, sign_in_words.FROM_ELSEWHERE)(scope, receive, send)
            return
        if door.who == ANYONE and not door.path.startswith("/sign-in"):
            await self._app(scope, receive, send)
            return
        cookies = cookies_of(headers)
        known = cookies.get(READER, "")
        browser = known if re.fullmatch(TOKEN, known) else ""
        given = browser or new_reader()
        fresh = not browser and scope["method"] == "GET" and door.path in ("/", "/sign-in")
        client = scope.get("client")
        visitor = await asyncio.to_thread(
            self._knows, headers, cookies, client[0] if client else "", given if fresh else browser
        )
        if visitor is None:
            await _refuse(401, sign_in_words.NOT_BELIEVED)(scope, receive, send)
            return
        if door.who == OFFICER and not visitor.reader.changes_papers:
            told = (
                (403, sign_in_words.NOT_YOURS)
                if visitor.reader.signed_in
                else (401, sign_in_words.SIGN_IN_FIRST)
            )
            await _refuse(*told)(scope, receive, send)
            return
        scope[SCOPE_KEY] = visitor
        if door.of:
            answered = await self._numbers(door, named, visitor, scope, receive)
            if answered is None:
                await _refuse(403, sign_in_words.NOT_YOUR_STREAM)(scope, receive, send)
                return
            receive = answered
            if door.path.endswith("/join"):
                send = self._claiming(visitor.owner, send)
        await self._app(scope, receive, self._remembering(given, send) if fresh else send)

    def _remembering(self, token: str, send: Send) -> Send:
        """Gives the browser a token of its own with the reply."""
        cookie = cookie_line(READER, token, YEAR, self._secure)

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {
                    **message,
                    "headers": [*message.get("headers", ()), (b"set-cookie", cookie.encode())],
                }
            await send(message)

        return with_cookie

    def _claiming(self, owner: str, send: Send) -> Send:
        """Notes whose event it is that the framework has just numbered."""
        body = bytearray()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.body" and len(body) < 1000:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    event = _json(bytes(body)).get("event_id")
                    if isinstance(event, str):
                        self._owners.claim(f"event {event}", owner)
            await send(message)

        return noting

    async def _numbers(
        self, door: Door, named: dict[str, str], visitor: Visitor, scope: Scope, receive: Receive
    ) -> Receive | None:
        """The request's body to be read again, when its numbers are this reader's; else None."""
        owner = visitor.owner
        if not owner and not self._strangers:
            return None
        if door.of == "path":
            return receive if self._owners.claim(named["session_hash"], owner) else None
        if door.of == "query":
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [])
            mine = len(asked) == 1 and self._owners.claim(asked[0], owner)
            return receive if mine else None
        body = await _body(receive)
        given = _json(body) if body is not None else {}
        if body is None or not given or not self._his(given, owner):
            return None
        return _again(body, receive)

    def _his(self, given: dict[str, Any], owner: str) -> bool:
        number, event = given.get("session_hash"), given.get("event_id")
        if number is None and event is None:
            return False
        if number is not None and not (
            isinstance(number, str) and 0 < len(number) < 100 and self._owners.claim(number, owner)
        ):
            return False
        return event is None or (
            isinstance(event, str) and self._owners.belongs(f"event {event}", owner)
        )


def same_origin(headers: Headers, names: frozenset[str] = frozenset()) -> bool:
    """Whether a request that changes something comes from our own pages, or from no browser.

    A browser says with every such request where it comes from, in one header or the other.
    """
    site = headers.get("sec-fetch-site", "")
    if site and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin", "")
    if not origin:
        return True
    if origin == "null":
        return site == "same-origin"
    return urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def host_of(given: str) -> str:
    """The name of a Host header, without its port."""
    return given.rpartition(":")[0].casefold() if re.search(r":\d*$", given) else given.casefold()


def cookies_of(headers: Headers) -> dict[str, str]:
    """The cookies of a request; none when they cannot be read."""
    jar: SimpleCookie = SimpleCookie()
    for line in headers.getlist("cookie"):
        for part in line.split(";"):
            try:
                jar.load(part.strip())
            except CookieError:
                continue
    return {name: one.value for name, one in jar.items()}


def cookie_line(name: str, value: str, seconds: int, secure: bool) -> str:
    """A cookie that no script reads and no other site sends along with a form."""
    line = f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
    return f"{line}; Secure" if secure else line


def _refuse(status: int, sentence: str) -> PlainTextResponse:
    return PlainTextResponse(sentence, status)


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


async def _body(receive: Receive) -> bytes | None:
    """All of a request's body; None when it is too long or was broken off."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body.extend(message.get("body", b""))
        if len(body) > LONGEST_BODY:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay
