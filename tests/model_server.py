"""A real server on loopback that speaks OpenAI's protocol and replies by a script."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PIECE = 12
"""Letters in one piece of a stream."""


@dataclass(frozen=True)
class Reply:
    """What the server sends for one request."""

    text: str = ""
    status: int = 200
    wait: float = 0.0
    """Seconds before the first word."""

    pause: float = 0.0
    """Seconds between two pieces."""

    finish: str = "stop"
    """"" for a stream that just ends."""

    pieces: int = 10_000
    """After so many the connection is dropped."""

    raw: bytes | None = None
    """Sent as it is in place of a reply."""

    headers: tuple[tuple[str, str], ...] = ()


GARBAGE = Reply(raw=b"<html><body>502 proxy says no</body></html>")
BROKEN_JSON = Reply(raw=b'data: {"choices": [{"del\n\ndata: [DONE]\n\n')
BUSY = Reply(status=429)
BUSY_FOR_LONG = Reply(status=429, headers=(("Retry-After", "60"),))
FAULTY = Reply(status=500)
NO_KEY = Reply(status=401)
UNKNOWN = Reply(status=404)
FILTERED = Reply("The", finish="content_filter")
REFUSING = Reply("I'm sorry, but I can't help with that.")
EMPTY = Reply("")
SILENT = Reply("The papers do not say.")


def half(text: str) -> Reply:
    """A stream whose connection breaks in the middle."""
    return Reply(text, pieces=max(1, len(text) // PIECE // 2))


Script = Callable[[dict[str, Any]], Reply]


@dataclass
class ModelServer:
    """A running server: what it replies, and what it was asked."""

    url: str
    script: Script
    asked: list[dict[str, Any]] = field(default_factory=list)
    first_word_at: list[float] = field(default_factory=list)
    """When each reply's first word was sent, by time.monotonic()."""

    dropped: list[int] = field(default_factory=list)
    """How many pieces of a reply had gone out when its reader hung up."""

    def say(self, *replies: Reply | str) -> None:
        """Reply with these in order, the last one again and again."""
        queue = [one if isinstance(one, Reply) else Reply(one) for one in replies]
        self.script = lambda _: queue.pop(0) if len(queue) > 1 else queue[0]

    def prompt(self, number: int = -1) -> str:
        """All messages of one request as one text."""
        return "\n".join(str(message["content"]) for message in self.asked[number]["messages"])


class _Listening(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of the tests and not worth a line."""


@contextmanager
def model_server(script: Script | None = None) -> Iterator[ModelServer]:
    """A server on a free port of loopback, stopped at the end."""
    held: list[ModelServer] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server = held[0]
            server.asked.append(asked)
            reply = server.script(asked)
            try:
                self._send(server, asked, reply)
            except OSError:
                self.close_connection = True

        def _send(self, server: ModelServer, asked: dict[str, Any], reply: Reply) -> None:
            time.sleep(reply.wait)
            if reply.status != 200:
                body = json.dumps({"error": {"message": "scripted", "code": reply.status}}).encode()
                return self._whole(reply.status, body, "application/json", reply.headers)
            if reply.raw is not None:
                kind = "text/event-stream" if reply.raw.startswith(b"data") else "text/html"
                return self._whole(200, reply.raw, kind)
            if not asked.get("stream"):
                message = {"role": "assistant", "content": reply.text}
                body = json.dumps(envelope(message=message, finish_reason=reply.finish)).encode()
                return self._whole(200, body, "application/json")
            self._stream(server, reply)

        def _stream(self, server: ModelServer, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            pieces = [reply.text[at : at + PIECE] for at in range(0, len(reply.text), PIECE)]
            for number, piece in enumerate(pieces):
                if number >= reply.pieces:
                    self.close_connection = True
                    return
                if number == 0:
                    server.first_word_at.append(time.monotonic())
                try:
                    self._event(envelope(delta={"role": "assistant", "content": piece}))
                except OSError:
                    server.dropped.append(number)
                    raise
                time.sleep(reply.pause)
            if reply.finish:
                self._event(envelope(delta={}, finish_reason=reply.finish))
            used = {"prompt_tokens": 900, "completion_tokens": len(pieces), "total_tokens": 900}
            self._event({**envelope(), "choices": [], "usage": used})
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

        def _event(self, event: dict[str, Any]) -> None:
            self._chunk(b"data: " + json.dumps(event).encode() + b"\n\n")

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()

        def _whole(
            self, status: int, body: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    listening = _Listening(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    held.append(
        ModelServer(f"http://127.0.0.1:{listening.server_port}/v1", script or quotes_a_passage)
    )
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield held[0]
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def envelope(**choice: Any) -> dict[str, Any]:
    """One completion, or one piece of it, as the protocol wraps it."""
    return {
        "id": "scripted",
        "object": "chat.completion.chunk" if "delta" in choice else "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": None, **choice}],
    }


PASSAGE = re.compile(r'<passage key="(\d+)">\nFrom: .*\n([\s\S]*?)\n</passage>')


def passages_shown(asked: dict[str, Any]) -> list[tuple[int, str]]:
    """Key and words of each passage in a request's prompt."""
    text = "\n".join(str(message["content"]) for message in asked["messages"])
    return [(int(key), words) for key, words in PASSAGE.findall(text)]


def quotes_a_passage(asked: dict[str, Any]) -> Reply:
    """An honest model of few ideas: the sentence nearest to the question, with its key.

    Asked to rewrite a question, it repeats it; shown nothing, it says that the papers are silent.
    """
    question = str(asked["messages"][-1]["content"]).rpartition("uestion: ")[2]
    words = {word for word in re.findall(r"\w+", question.lower()) if len(word) > 3}
    if "Rewrite" in str(asked["messages"][0]["content"]):
        return Reply(question.strip())
    told = [
        (len(words & set(re.findall(r"\w+", sentence.lower()))), -key, sentence.strip())
        for key, text in passages_shown(asked)
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n", text)
        if sentence.strip()
    ]
    shared, key, sentence = max(told, default=(0, 0, ""))
    if not shared:
        return SILENT
    return Reply(f"{sentence.rstrip('.')} [{-key}].")
