"""A Chroma server that is slow, gone, started again, failing, open to others, or the wrong one."""

import json
import signal
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from stand_ins import WordLengths, make_document
from test_vectors import free_port, start_server

from assistant.chat import ask
from corpus.library import Library
from corpus.papers import EVERYTHING
from corpus.server_exposure import dangers, own_addresses

pytestmark = [pytest.mark.slow, pytest.mark.alone]

QUESTION = "By how much does the fee for a burial plot rise?"
FEES = make_document("fees.pdf", "The fee for a burial plot rises by £4 in May 2026.")
FAILURES = ("slow", "500", "rubbish", "cut short", "gone", "started again")
QUICK = ("500", "gone", "started again")


class Between(BaseHTTPRequestHandler):
    """Passes requests on to a real server, or does what the test wants instead."""

    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        how = self.server.how
        if how == "slow":
            time.sleep(5)
        if how == "500":
            return self.give(500, b'{"error": "internal"}')
        if how == "rubbish":
            return self.give(200, b"\x00\xff<html>")
        if how == "cut short":
            self.send_response(200)
            self.send_header("content-length", "1000")
            self.end_headers()
            self.wfile.write(b'{"ids": [["')
            self.close_connection = True
            return None
        asked = Request(self.server.real + self.path, body or None, method=self.command)
        asked.add_header("content-type", "application/json")
        try:
            with urlopen(asked, timeout=30) as reply:
                return self.give(reply.status, reply.read())
        except HTTPError as error:
            return self.give(error.code, error.read())
        except OSError:
            return self.give(502, b"{}")

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def give(self, status, body):
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def listening(handler, **about):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    vars(server).update(about)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def answered(library):
    started = time.monotonic()
    answer = ask(QUESTION, library=library)
    return answer, time.monotonic() - started


@pytest.mark.parametrize(
    "fault", [pytest.param(f, marks=[] if f in QUICK else [pytest.mark.long]) for f in FAILURES]
)
def test_a_failing_server_costs_no_answer_and_the_answer_says_so(tmp_path, fault):
    port = free_port()
    real = start_server(tmp_path / "server", port)
    try:
        with (
            listening(Between, how="", real=f"http://127.0.0.1:{port}") as (between, url),
            Library.open(tmp_path / "library", encoder=WordLengths(), chroma_url=url) as library,
        ):
            library.add(*FEES)
            for n in range(5):
                library.add(*make_document(f"{n}.pdf", f"Other words about {n} things"))
            library.embed_pending()
            assert library._index.warm()
            before, _ = answered(library)
            assert before.notes == ()
            if fault in ("gone", "started again"):
                real.send_signal(signal.SIGKILL)
                real.wait()
            if fault == "started again":
                real = start_server(tmp_path / "server", port)
            between.how = fault if fault not in ("gone", "started again") else ""
            during, seconds = answered(library)
            assert during.text == before.text
            assert seconds < 6
            if fault == "started again":
                assert during.notes == ()
            else:
                assert "server does not answer" in during.notes[0]
            library.add(*make_document("later.pdf", "later words"))  # adding goes on
            library.embed_pending()
            assert len(library.by_words(["later"], EVERYTHING, 5)) == 1
            again, seconds = answered(library)
            assert again.text == before.text
            if fault == "gone":
                real = start_server(tmp_path / "server", port)
            between.how = ""
            library.embed_pending()
            assert library._index.warm()
            assert library.check().problems == ()
            after, _ = answered(library)
            assert (after.text, after.notes) == (before.text, ())
    finally:
        real.kill()
        real.wait()


# A server that others could use


class PythonServer(BaseHTTPRequestHandler):
    """Describes itself as Chroma's Python server does."""

    server_version, sys_version = "uvicorn", ""

    def do_GET(self):
        body = json.dumps({"openapi": "3.1.0", "info": {"title": "FastAPI"}}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_the_server_of_chroma_run_on_loopback_is_no_danger(tmp_path):
    port = free_port()
    server = start_server(tmp_path / "server", port)
    try:
        assert dangers(f"http://127.0.0.1:{port}") == []
    finally:
        server.kill()
        server.wait()


def test_the_python_server_is_named_and_check_fails(tmp_path, capsys, monkeypatch):
    from ui.terminal import run

    with listening(PythonServer) as (_, url):
        assert "is the Python one" in dangers(url)[0]
        Library.open(tmp_path / "library", encoder=WordLengths()).close()
        monkeypatch.setenv("BOARD_PAPERS_CHROMA_URL", url)
        assert run(["check", "--data", str(tmp_path / "library")]) == 1
        assert "is the Python one" in capsys.readouterr().err


def test_a_server_that_listens_on_every_address_is_named():
    addresses = own_addresses()
    if not addresses:
        pytest.skip("this machine has no network")
    server = ThreadingHTTPServer(("0.0.0.0", 0), PythonServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        assert f"also answers at {addresses[0]}" in dangers(url)[0]
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("url", ["http://192.0.2.7:8000", "192.0.2.7"])
def test_a_server_on_another_machine_is_named(url):
    assert "not on this machine's loopback" in dangers(url, patience=0.2)[0]


def test_a_server_that_is_gone_is_no_danger():
    assert dangers(f"http://127.0.0.1:{free_port()}") == []
