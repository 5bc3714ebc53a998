"""The wire format, proved on a server that nobody here wrote: transformers' own, with a model
of random weights that is made here. It says nothing; how it says it is what counts."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from council_library import council_library

from assistant.chat import ask
from assistant.models import Ledger, open_model, trouble_with
from assistant.prompts import to_write
from corpus.errors import ModelFailed

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
STARTS_WITHIN = 120.0
"""Seconds, on a machine busy with other tests."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of the server, and the name it knows the model by."""
    folder = tmp_path_factory.mktemp("tiny") / "model"
    subprocess.run([sys.executable, HERE / "tiny_model.py", folder], check=True, timeout=120)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = Path(sys.executable).with_name("transformers")
    with (folder.parent / "log").open("w") as log:
        server = subprocess.Popen(
            [
                command,
                "serve",
                folder,
                "--device",
                "cpu",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
            ],
            env=os.environ | {"HF_HUB_OFFLINE": "1"},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server, folder.parent / "log")
        yield f"http://127.0.0.1:{port}/v1", str(folder)
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address, server, log):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"The server did not start: {log.read_text()[-800:]}")


def opened(served):
    url, name = served
    return open_model(f"openai:{name}", url, seconds=90)


def test_a_strangers_server_streams_to_us_and_counts_its_tokens(served):
    ledger = Ledger()
    pieces = []
    try:
        pieces += opened(served).stream(to_write("What was agreed?", "(none)"), ledger)
    except ModelFailed as error:
        assert error.kind == "cut"  # random weights seldom find an end
    assert len(pieces) > 5
    assert ledger.replies == ["".join(pieces)]
    assert ledger.read > 100
    assert ledger.written > 20


def test_noise_from_a_strangers_server_leaves_the_quoting_answer(served, tmp_path):
    with council_library(tmp_path) as library:
        question = "How many children were in care at the end of September 2025?"
        answer = ask(question, library=library, model=opened(served))
        quoted = ask(question, library=library)
    if answer.model == "quoting":
        assert "made without it" in answer.notes[0]
        assert answer.text == quoted.text
    else:
        assert answer.writing.cut


def test_a_strangers_server_that_is_up_is_no_trouble(served):
    assert trouble_with(opened(served), served[0]) == ""


def test_a_model_that_the_server_does_not_have_fails_with_a_sentence(served):
    model = open_model("openai:nobody/nothing", served[0], seconds=60)
    with pytest.raises(ModelFailed) as raised:
        model.reply(to_write("What was agreed?", "(none)"), Ledger())
    assert "nobody/nothing" in str(raised.value)
