"""How much one person may ask at a time, so that nobody makes the others wait.

Two questions of a person are answered at once and five wait; the next is told to come back. A
browser that stops reading its answer is hung up on.
"""

import asyncio
import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import wording
from ui.identity import visitor_of

RUNNING = 2
"""Questions of one person that are answered at once."""

WAITING = 5
"""Questions of one person that may wait for those."""

MOST_OTHER = 20
"""Other events of one person on their way at once: opened pages, watched jobs."""

COMPUTING = 2 * (os.cpu_count() or 1)
"""Answers computed at once: more only take turns at the same cores, and at Python's one lock."""

MODEL_AT_ONCE = 16
"""Answers that a language model writes at once."""

SLOW_READER_SECONDS = 120.0
"""A browser that takes nothing of its answer for so long is hung up on."""

JOIN = "/gradio_api/queue/join"
STREAMS = ("/gradio_api/queue/data", "/gradio_api/heartbeat")


class Turns:
    """Who may compute just now: so many in all, fewer of one person, the oldest question first."""

    def __init__(self, in_all: int = COMPUTING, of_one: int = RUNNING) -> None:
        self._in_all, self._of_one = in_all, of_one
        self._changed = threading.Condition()
        self._running: Counter[str] = Counter()
        self._waiting: dict[int, str] = {}
        self._numbers = count()

    def in_turn(self, person: str, steps: Callable[..., Iterator[Any]]) -> Callable[..., Any]:
        """The same steps, each of which waits until it is this question's turn.

        Nothing is held between two steps: who stops listening leaves no turn behind.
        """

        def taking_turns(*given: Any, **named: Any) -> Iterator[Any]:
            number = next(self._numbers)
            made = iter(steps(*given, **named))
            while True:
                with self._turn(number, person):
                    step = next(made, None)
                if step is None:
                    return
                yield step

        return taking_turns

    @contextmanager
    def _turn(self, number: int, person: str) -> Iterator[None]:
        with self._changed:
            self._waiting[number] = person
            try:
                self._changed.wait_for(lambda: self._is_next(number))
            finally:
                del self._waiting[number]
            self._running[person] += 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._running[person] -= 1
                if not self._running[person]:
                    del self._running[person]
                self._changed.notify_all()

    def _is_next(self, number: int) -> bool:
        if self._running.total() >= self._in_all:
            return False
        free = [n for n, who in self._waiting.items() if self._running[who] < self._of_one]
        return number == min(free, default=-1)


class Limits:
    """In front of the web framework's queue."""

    def __init__(
        self,
        app: ASGIApp,
        whose: Callable[[Any], str],
        asks: Callable[[int], bool],
        unfinished: Callable[[], Iterable[tuple[Any, int]]],
        slow: float = SLOW_READER_SECONDS,
    ) -> None:
        """`whose` tells a request's person, `asks` whether an event's number is that of a question,
        `unfinished` the request and number of each event on its way; `slow` is in seconds.
        """
        self._app = app
        self._whose, self._asks, self._unfinished = whose, asks, unfinished
        self._slow = slow
        self._joining: Counter[tuple[str, bool]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        path = str(scope.get("path", "")) if scope["type"] == "http" else ""
        if path == JOIN and scope["method"] == "POST":
            await self._join(scope, receive, send)
        elif path.startswith(STREAMS):
            await self._app(scope, receive, self._impatient(send))
        else:
            await self._app(scope, receive, send)

    async def _join(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, again = await _read(receive)
        asking = self._asks(_event_in(body))
        person = self._whose(scope)
        key = (person, asking)
        under_way = self._joining[key] + sum(
            self._asks(number) == asking and self._whose(request) == person
            for request, number in self._unfinished()
        )
        if under_way >= (RUNNING + WAITING if asking else MOST_OTHER):
            told = {"detail": wording.TOO_MANY_AT_ONCE}
            await JSONResponse(told, 429, {"Retry-After": "5"})(scope, again, send)
            return
        self._joining[key] += 1
        try:
            await self._app(scope, again, send)
        finally:
            self._joining[key] -= 1
            if not self._joining[key]:
                del self._joining[key]

    def _impatient(self, send: Send) -> Send:
        async def in_time(message: Message) -> None:
            try:
                await asyncio.wait_for(send(message), self._slow)
            except TimeoutError as error:
                raise ConnectionResetError("the browser stopped reading") from error

        return in_time


def person_of(request: Any) -> str:
    """Whom a request counts for: the account, else the browser, else the address it comes from."""
    owner = visitor_of(request).owner
    if owner:
        return owner
    scope = request if isinstance(request, dict) else getattr(request, "scope", {})
    client = scope.get("client")
    return f"address:{client[0] if client else ''}"


def turns_for(ask_in_steps: Any) -> Turns:
    """As many turns as the cores can use; a model's answers wait for its server, not for them."""
    by_model = getattr(ask_in_steps, "keywords", {}).get("model") is not None
    return Turns(MODEL_AT_ONCE if by_model else COMPUTING)


def queue_of(pages: Any) -> dict[str, Any]:
    """What Limits asks of the web framework's queue, which has no public way to tell it."""

    def asks(number: int) -> bool:
        event = pages.fns.get(number)
        return getattr(event, "name", "") in ASKING

    def unfinished() -> Iterator[tuple[Any, int]]:
        queue = pages._queue
        for waiting in list(queue.event_queue_per_concurrency_id.values()):
            yield from ((event.request, event.fn._id) for event in list(waiting.queue))
        for batch in list(queue.active_jobs):
            yield from ((event.request, event.fn._id) for event in list(batch or ()))

    return {"asks": asks, "unfinished": unfinished}


ASKING = frozenset({"answer", "ask_again", "draft"})
"""Names of the functions behind the Ask button, the Enter key and a suggested question."""


async def _read(receive: Receive) -> tuple[bytes, Receive]:
    """A request's body, and what gives it once more."""
    messages: list[Message] = []
    while True:
        messages.append(await receive())
        if messages[-1]["type"] != "http.request" or not messages[-1].get("more_body"):
            break
    body = b"".join(message.get("body", b"") for message in messages)
    left = iter(messages)

    async def again() -> Message:
        return next(left, None) or await receive()

    return body, again


def _event_in(body: bytes) -> int:
    """The number of the event that a request asks for; -1 for none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return -1
    number = found.get("fn_index") if isinstance(found, dict) else None
    return number if isinstance(number, int) else -1
