import threading
import time

import pytest
from model_server import (
    BROKEN_JSON,
    BUSY,
    BUSY_FOR_LONG,
    EMPTY,
    FAULTY,
    FILTERED,
    GARBAGE,
    NO_KEY,
    UNKNOWN,
    Reply,
    half,
    model_server,
)

from assistant.models import Ledger, open_model
from assistant.prompts import FORM, to_stand_alone, to_write
from corpus.errors import BadSetting, ModelFailed

pytestmark = [pytest.mark.slow, pytest.mark.alone]

LIMIT = 1.0
"""Seconds of silence that the tests allow."""


@pytest.fixture
def server():
    with model_server() as server:
        yield server


def opened(server, name="openai:scripted", **limits):
    return open_model(name, server.url, **({"silence": LIMIT, "seconds": 3.0} | limits))


PROMPT = to_write("What was agreed?", '<passage key="1">\nFrom: A\nIt was agreed.\n</passage>')


def test_a_reply_comes_piece_by_piece(server):
    server.say("It was agreed to wait for a while [1].")
    ledger = Ledger()
    pieces = list(opened(server).stream(PROMPT, ledger))
    assert len(pieces) > 2
    assert "".join(pieces) == "It was agreed to wait for a while [1]."
    assert ledger.replies == ["It was agreed to wait for a while [1]."]
    assert "It was agreed." in ledger.prompts[0]


def test_the_first_word_is_handed_on_as_soon_as_the_server_sends_it(server):
    server.say(Reply("It was agreed to wait for a while [1].", wait=0.2, pause=0.05))
    model = opened(server)
    list(model.stream(PROMPT, Ledger()))
    delays = []
    for _ in range(5):
        pieces = model.stream(PROMPT, Ledger())
        next(pieces)
        delays.append(time.monotonic() - server.first_word_at[-1])
        list(pieces)
    assert sorted(delays)[2] < 0.3


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param(half("It was agreed to wait for quite a while [1]."), "broken", id="half"),
        pytest.param(Reply("It was agreed", finish=""), "broken", id="no end"),
        pytest.param(Reply("It was agreed", finish="length"), "cut", id="cut off"),
        pytest.param(Reply("x" * 30_000), "cut", id="no end in sight"),
        pytest.param(GARBAGE, "broken", id="a web page"),
        pytest.param(BROKEN_JSON, "broken", id="broken JSON"),
        pytest.param(EMPTY, "empty", id="empty"),
        pytest.param(FILTERED, "refused", id="filtered"),
        pytest.param(BUSY, "busy", id="429"),
        pytest.param(FAULTY, "broken", id="500"),
        pytest.param(NO_KEY, "key", id="401"),
        pytest.param(UNKNOWN, "unknown", id="404"),
        pytest.param(Reply("late", wait=5), "slow", id="slow to start"),
        pytest.param(Reply("very late words " * 9, pause=0.6), "slow", id="slow to end"),
    ],
)
def test_whatever_goes_wrong_ends_in_time_with_its_kind_and_a_sentence(server, reply, kind):
    server.say(reply)
    started = time.monotonic()
    with pytest.raises(ModelFailed) as raised:
        list(opened(server).stream(PROMPT, Ledger()))
    assert time.monotonic() - started < 5
    assert raised.value.kind == kind
    assert "openai:scripted" in str(raised.value)
    assert str(raised.value).endswith(".")


def test_a_server_that_is_not_there_cannot_be_reached(server):
    model = open_model("openai:scripted", "http://127.0.0.1:9/v1", silence=LIMIT)
    with pytest.raises(ModelFailed) as raised:
        model.reply(PROMPT, Ledger())
    assert raised.value.kind == "unreachable"


def test_a_passing_failure_is_tried_once_more(server):
    server.say(BUSY, "It was agreed [1].")
    assert opened(server).reply(PROMPT, Ledger()) == "It was agreed [1]."
    assert len(server.asked) == 2


def test_a_server_that_asks_for_a_long_wait_is_not_waited_for(server):
    server.say(BUSY_FOR_LONG)
    started = time.monotonic()
    with pytest.raises(ModelFailed):
        opened(server).reply(PROMPT, Ledger())
    assert time.monotonic() - started < 1
    assert len(server.asked) == 1


def test_a_wrong_key_is_not_tried_again(server):
    server.say(NO_KEY)
    with pytest.raises(ModelFailed):
        opened(server).reply(PROMPT, Ledger())
    assert len(server.asked) == 1


def test_closing_a_stream_hangs_up_on_the_server(server):
    server.say(Reply("word " * 400, pause=0.02))
    pieces = opened(server, seconds=30).stream(PROMPT, Ledger())
    next(pieces)
    pieces.close()
    deadline = time.monotonic() + 5
    while not server.dropped and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.dropped
    assert server.dropped[0] < 100


def test_no_thread_outlives_its_reply(server):
    server.say("It was agreed [1].")
    opened(server).reply(PROMPT, Ledger())
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        left = [thread for thread in threading.enumerate() if thread.name == "in-time"]
        if not left:
            return
        time.sleep(0.02)
    raise AssertionError(left)


def test_threads_share_one_model_without_mixing_their_replies(server):
    def echo(asked):
        return Reply(f"{asked['messages'][-1]['content'].rpartition(': ')[2]} " * 20, pause=0.005)

    server.script = echo
    model = opened(server, seconds=20)
    found = {}

    def ask(name):
        found[name] = model.reply(to_write(name, ""), Ledger())

    threads = [threading.Thread(target=ask, args=(f"number{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(set(text.split()) == {name} for name, text in found.items())
    assert len(found) == 8


def test_a_model_known_to_fill_in_forms_is_given_one(server):
    server.say('{"questions": ["What did it cost?", "Who agreed to it?"]}')
    model = opened(server, "openai:gpt-4o")
    assert model.structures
    found = model.form(to_stand_alone("And who?", "What did it cost?"), FORM, Ledger())
    assert found == {"questions": ["What did it cost?", "Who agreed to it?"]}
    assert server.asked[0]["response_format"]["type"] == "json_schema"


def test_a_form_filled_in_wrongly_is_a_failure(server):
    server.say("Certainly! Here you are.")
    with pytest.raises(ModelFailed):
        opened(server, "openai:gpt-4o").form(to_stand_alone("And?", ""), FORM, Ledger())


def test_a_name_without_provider_is_on_a_server_of_ones_own(server):
    server.say("Yes [1].")
    model = open_model("llama3.1:8b", server.url)
    assert model.reply(PROMPT, Ledger()) == "Yes [1]."
    assert server.asked[0]["model"] == "llama3.1:8b"
    assert not model.structures


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("openai:gpt-4o", "OPENAI_API_KEY"),
        ("mistralai:small", "pip install 'langchain-mistralai'"),
        ("nonsense", "ollama:llama3.1"),
        ("nobody:nothing", "ollama:llama3.1"),
    ],
)
def test_a_model_that_cannot_be_opened_says_what_to_do(name, told, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(BadSetting) as raised:
        open_model(name)
    assert told in str(raised.value)


def test_nothing_is_traced_elsewhere_whatever_the_environment_says(server, monkeypatch):
    with model_server() as tracing:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "key")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracing.url)
        server.say("Yes [1].")
        opened(server).reply(PROMPT, Ledger())
        time.sleep(0.5)
        assert tracing.asked == []
