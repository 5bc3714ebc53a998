"""People who use the web chat through its own door, as a browser does, many in one process.

Speaks the chat's queue by hand: an event is put in, and what comes of it arrives on a stream. A
client of the framework's own takes a thread a person and would be what is measured.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from ui.wording import WENT_WRONG

JSON, FORM = "application/json", "application/x-www-form-urlencoded"

Reply = tuple[int, dict[str, str], AsyncIterator[bytes]]


@dataclass
class Asked:
    """What became of one event."""

    seconds: float
    status: int = 200
    """Of the door; 429 when this person has too many questions on the way."""

    shown: str = ""
    """What the screen shows in the end, as text."""

    error: str = ""

    @property
    def failed(self) -> bool:
        return self.status != 200 or bool(self.error) or not self.shown or WENT_WRONG in self.shown


@dataclass
class Person:
    """One browser: its cookies, and what it knows of the page."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    """The page's own description: its parts, and the numbers of its events."""

    async def arrive(self) -> "Person":
        """Open the page, which gives the cookie and names the events."""
        status, _, _ = await self.request("GET", "/")
        assert status == 200, status
        status, _, config = await self.request("GET", "/config")
        assert status == 200, status
        self.config = json.loads(config)
        return self

    async def sign_in(self, name: str, password: str) -> "Person":
        """Come in with an account, then open the page."""
        body = urlencode({"name": name, "password": password}).encode()
        status, _, _ = await self.request("POST", "/sign-in", body, FORM)
        assert status == 303, status
        return await self.arrive()

    async def ask(self, question: str, *, within: float = 60.0) -> Asked:
        """Put one question and wait for its whole answer; never raises for what the server does."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(within):
                return await self.event(("ask", "click"), [question, None])
        except TimeoutError:
            return Asked(time.monotonic() - started, error=f"no answer in {within:.0f} s")
        except (OSError, EOFError, ValueError) as error:
            return Asked(time.monotonic() - started, error=repr(error))

    async def upload(self, *files: tuple[str, bytes]) -> tuple[int, list[str]]:
        """Send files as the page does; the status, and where the server says they are."""
        edge = secrets.token_hex(8)
        body = b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode()
            + content
            + b"\r\n"
            for name, content in files
        )
        body += f"--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        status, _, reply = await self.request("POST", "/gradio_api/upload", body, kind)
        return status, json.loads(reply) if status == 200 else []

    async def add(self, *paths: str) -> Asked:
        """Have uploaded files added to the library, and wait until they are."""
        files = [{"path": path, "meta": {"_type": "gradio.FileData"}} for path in paths]
        return await self.event(("add", "upload"), [files])

    async def event(self, of: tuple[str, str], data: list[Any]) -> Asked:
        """Put an event of a part of the page, by its name, into the queue; follow it to its end."""
        started = time.monotonic()
        session = secrets.token_hex(6)
        body = {
            "data": data,
            "fn_index": event_of(self.config, *of),
            "session_hash": session,
            "event_data": None,
            "trigger_id": None,
        }
        status, _, reply = await self.request("POST", "/gradio_api/queue/join", body)
        if status != 200:
            told = reply.decode("utf-8", "replace")
            return Asked(time.monotonic() - started, status, error=told)
        async with self.opened("GET", f"/gradio_api/queue/data?session_hash={session}") as found:
            status, _, chunks = found
            if status != 200:
                return Asked(time.monotonic() - started, status, error="no stream")
            async for message in _messages(chunks):
                taken = time.monotonic() - started
                if message["msg"] == "process_completed":
                    output = message.get("output") or {}
                    if not message.get("success"):
                        return Asked(taken, error=str(output.get("error") or "it failed"))
                    return Asked(taken, shown=json.dumps(output.get("data"), ensure_ascii=False))
                if message["msg"] in ("unexpected_error", "close_stream"):
                    return Asked(taken, error=json.dumps(message))
        return Asked(time.monotonic() - started, error="the stream ended early")

    async def request(
        self, method: str, path: str, body: Any = None, kind: str = JSON
    ) -> tuple[int, dict[str, str], bytes]:
        """A whole reply: its status, headers and bytes. A body that is no bytes is sent as JSON."""
        async with self.opened(method, path, body, kind) as (status, headers, chunks):
            return status, headers, b"".join([chunk async for chunk in chunks])

    @asynccontextmanager
    async def opened(
        self, method: str, path: str, body: Any = None, kind: str = JSON
    ) -> AsyncIterator[Reply]:
        """A reply that goes on: its status and headers, and its bytes as they come."""
        parts = urlsplit(self.base)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{n}={v}" for n, v in self.cookies.items()))
        if body is not None:
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
            lines += [f"Origin: {self.base}"]
        try:
            writer.write("\r\n".join([*lines, "", ""]).encode())
            if body is not None:
                writer.write(content)
            status = int((await reader.readline() or b"- 0").split()[1])
            headers: dict[str, str] = {}
            while line := (await reader.readline()).decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
                if name.lower() == "set-cookie":
                    cookie, _, token = value.strip().partition(";")[0].partition("=")
                    self.cookies[cookie] = token
            yield status, headers, _body(reader, headers)
        finally:
            writer.close()


async def people(base: str, count: int) -> list[Person]:
    """So many browsers that have the page open."""
    return [await Person(base).arrive() for _ in range(count)]


def event_of(config: dict[str, Any], name: str, what: str) -> int:
    """The number of an event of the part with this name, from the page's own description."""
    parts = [part["id"] for part in config["components"] if part["props"].get("elem_id") == name]
    return next(
        int(one["id"])
        for one in config["dependencies"]
        if any([part, what] in one["targets"] for part in parts)
    )


def percentile(values: list[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> AsyncIterator[bytes]:
    if headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readline() or b"0", 16):
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
