"""A language model's answer in the browser: the whole program, as it is started in life."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from council_library import add_text
from model_server import (
    BROKEN_JSON,
    BUSY,
    EMPTY,
    FAULTY,
    GARBAGE,
    REFUSING,
    Reply,
    half,
    model_server,
)

from corpus.library import Library

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PATIENCE = 60_000
"""Milliseconds, on a machine busy with other tests."""

QUESTION = "How many children were in care?"
RIGHT = "There were 214 children in care in May 2025 [1]."


@pytest.fixture(scope="module")
def server():
    with model_server() as server:
        yield server


@pytest.fixture(scope="module")
def address(server, tmp_path_factory):
    """The program with a model, over one paper; no vectors, so that no encoder has to load."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder) as library:
        add_text(library, "Care report", "The number of children in care was 214 in May 2025.")
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "serve", "--port", "0", "--data", str(folder)],
        cwd=ROOT,
        env=os.environ
        | {"BOARD_PAPERS_MODEL": "openai:scripted", "BOARD_PAPERS_MODEL_URL": server.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        for line in process.stdout:
            found = re.search(r"http://\S+", line)
            if found:
                break
        else:
            pytest.fail("The program ended before it had an address.")
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def page(browser, address):
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#question textarea")
    page.wait_for_selector(".welcome")
    yield page
    context.close()


def ask(page):
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".past .turn")
    return page.inner_text(".past .turn")


def test_a_models_answer_has_its_source_and_its_cost(page, server):
    server.say(RIGHT)
    shown = ask(page)
    assert "There were 214 children in care in May 2025" in shown
    assert "Written by the language model openai:scripted in one call" in shown
    assert page.locator(".past button.key").count() == 1


def test_an_answer_is_read_as_it_is_written_and_what_is_cut_is_seen_to_be_cut(page, server):
    wrong = "There were 999 children in care in May 2025 [1]. "
    server.say(Reply(wrong + RIGHT, pause=0.15))
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".now .answer p:has-text('999')")
    page.wait_for_selector(".past .turn")
    answer = page.inner_text(".past .turn .answer")
    assert answer.startswith("[…] There were 214")
    assert "999" not in answer
    assert "left out" in page.inner_text(".past .turn .notes")


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(half(RIGHT), id="half a stream"),
        pytest.param(GARBAGE, id="a web page"),
        pytest.param(BROKEN_JSON, id="broken JSON"),
        pytest.param(EMPTY, id="empty"),
        pytest.param(REFUSING, id="an excuse"),
        pytest.param(BUSY, id="429"),
        pytest.param(FAULTY, id="500"),
    ],
)
def test_a_failing_model_leaves_the_quoting_answer_on_the_screen(reply, page, server):
    server.say(reply)
    shown = ask(page)
    assert "made without it, by quoting the papers" in shown
    assert page.inner_text(".past .turn .answer").strip()
    assert page.locator("#ask").is_visible()


def test_stopping_gives_the_question_back_and_hangs_up(page, server):
    server.say(Reply("word " * 2000, pause=0.05))
    server.dropped.clear()
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".now .answer p")
    page.click("#stop")
    page.wait_for_selector("text=Stopped.")
    page.wait_for_timeout(3000)
    assert page.input_value("#question textarea") == QUESTION
    assert server.dropped


def test_the_help_page_names_the_model(page):
    page.get_by_role("tab", name="Help").click()
    page.wait_for_selector("text=openai:scripted")
