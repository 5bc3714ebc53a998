"""People who ask through the web chat's own door, as a browser does, many at a time in one process.

Speaks the chat's queue by hand: a question is put in, and its answer arrives on a stream of
events. A client of the framework's own takes a thread a person and would be what is measured.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Asked:
    """What became of one question."""

    seconds: float
    status: int = 200
    """Of the door; 429 when this person has too many questions on the way."""

    answer: str = ""
    """Everything the stream ended with, as text."""

    error: str = ""

    @property
    def failed(self) -> bool:
        return self.status != 200 or bool(self.error) or not self.answer


@dataclass
class Person:
    """One browser: its cookies, and what it knows of the page."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    button: int = -1
    """Number of the event that asks."""

    session: str = ""

    async def arrive(self) -> "Person":
        """Open the page, which gives the cookie and names the events."""
        self.session = secrets.token_hex(6)
        status, headers, _ = await self.request("GET", "/")
        assert status == 200, status
        status, _, config = await self.request("GET", "/config")
        assert status == 200, status
        self.button = asking_event(json.loads(config))
        return self

    async def ask(self, question: str, *, within: float = 60.0) -> Asked:
        """Put one question and wait for its whole answer; never raises for what the server does."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(within):
                return await self._ask(question, started)
        except TimeoutError:
            return Asked(time.monotonic() - started, error=f"no answer in {within:.0f} s")
        except (OSError, EOFError, ValueError) as error:
            return Asked(time.monotonic() - started, error=repr(error))

    async def _ask(self, question: str, started: float) -> Asked:
        session = secrets.token_hex(6)
        body = {
            "data": [question, None],
            "fn_index": self.button,
            "session_hash": session,
            "event_data": None,
            "trigger_id": None,
        }
        status, _, reply = await self.request("POST", "/gradio_api/queue/join", body)
        if status != 200:
            text = reply.decode("utf-8", "replace")
            return Asked(time.monotonic() - started, status, error=text)
        async with self._opened("GET", f"/gradio_api/queue/data?session_hash={session}") as found:
            status, _, chunks = found
            if status != 200:
                return Asked(time.monotonic() - started, status, error="no stream")
            async for message in _messages(chunks):
                if message["msg"] == "process_completed":
                    taken = time.monotonic() - started
                    output = message.get("output") or {}
                    if not message.get("success"):
                        return Asked(taken, error=str(output.get("error") or "it failed"))
                    return Asked(taken, answer=json.dumps(output.get("data"), ensure_ascii=False))
                if message["msg"] in ("unexpected_error", "close_stream"):
                    return Asked(time.monotonic() - started, error=json.dumps(message))
        return Asked(time.monotonic() - started, error="the stream ended early")

    async def request(
        self, method: str, path: str, body: Any = None
    ) -> tuple[int, dict[str, str], bytes]:
        """A whole reply: its status, headers and bytes."""
        async with self._opened(method, path, body) as (status, headers, chunks):
            return status, headers, b"".join([chunk async for chunk in chunks])

    @asynccontextmanager
    async def _opened(
        self, method: str, path: str, body: Any = None
    ) -> AsyncIterator[tuple[int, dict[str, str], AsyncIterator[bytes]]]:
        parts = urlsplit(self.base)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{n}={v}" for n, v in self.cookies.items()))
        if body is not None:
            lines += [
                "Content-Type: application/json",
                f"Content-Length: {len(content)}",
                f"Origin: {self.base}",
            ]
        writer.write("\r\n".join([*lines, "", ""]).encode() + content)
        try:
            await writer.drain()
            status = int((await reader.readline()).split()[1])
            headers: dict[str, str] = {}
            while line := (await reader.readline()).decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
                if name.lower() == "set-cookie":
                    name, _, value = value.strip().partition(";")[0].partition("=")
                    self.cookies[name] = value
            yield status, headers, _body(reader, headers)
        finally:
            writer.close()


async def people(base: str, count: int) -> list[Person]:
    """So many browsers that have the page open."""
    return [await Person(base).arrive() for _ in range(count)]


def asking_event(config: dict[str, Any]) -> int:
    """The number of the event behind the Ask button, from the page's own description."""
    [button] = [
        part["id"] for part in config["components"] if part["props"].get("elem_id") == "ask"
    ][-1:]
    [event] = [one["id"] for one in config["dependencies"] if [button, "click"] in one["targets"]]
    return int(event)


def percentile(values: list[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> AsyncIterator[bytes]:
    if headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readline(), 16):
            yield (await reader.readexactly(size + 2))[:-2]
        return
    left = int(headers.get("content-length", "-1"))
    while left and (chunk := await reader.read(1 << 16 if left < 0 else min(left, 1 << 16))):
        left -= len(chunk) if left > 0 else 0
        yield chunk


async def _messages(chunks: AsyncIterator[bytes]) -> AsyncIterator[dict[str, Any]]:
    held = b""
    async for chunk in chunks:
        held += chunk
        while (end := held.find(b"\n\n")) >= 0:
            message, held = held[:end], held[end + 2 :]
            if message.startswith(b"data: "):
                yield json.loads(message[6:])
