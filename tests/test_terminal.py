"""The commands: what they print, what they leave with, and never a traceback."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ui_stand_ins import report_pdf, small_library

from ui.terminal import run

ROOT = Path(__file__).parent.parent


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "library"
    small_library(folder).close()
    return folder


def told(capsys, *arguments):
    """The exit status, what was printed, and what went to stderr."""
    status = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_papers_lists_a_file_with_its_papers(capsys, data):
    status, out, _ = told(capsys, "papers", "--data", data)
    assert status == 0
    assert "quarter-2-monitoring.pdf" in out
    assert "Quarter 2 monitoring, 10 November 2025, item 6(b), Q2 2025/26, pages 1 to 3" in out
    assert out.endswith("2 papers in 2 files.\n")


def test_papers_as_json_is_one_record_a_file(capsys, data):
    status, out, _ = told(capsys, "papers", "--json", "--data", data)
    records = json.loads(out)
    assert status == 0
    assert [record["name"] for record in records] == [
        "quarter-2-monitoring.pdf",
        "quarter-1-monitoring.pdf",
    ]
    assert records[0]["papers"][0]["item"] == "6(b)"
    assert records[0]["status"] == "ready"


def test_an_empty_library_is_an_empty_list(capsys, tmp_path):
    assert told(capsys, "papers", "--json", "--data", tmp_path / "new")[1] == "[]\n"


def test_remove_says_what_went(capsys, data):
    status, out, _ = told(capsys, "remove", "quarter-1-monitoring.pdf", "--data", data)
    assert (status, out) == (0, "Removed quarter-1-monitoring.pdf (6 passages).\n")
    assert "quarter-1" not in told(capsys, "papers", "--data", data)[1]


def test_a_file_that_is_refused_is_named_with_its_reason(capsys, tmp_path):
    scan = tmp_path / "broken.pdf"
    scan.write_bytes(b"%PDF-1.7 and no more")
    status, out, err = told(capsys, "add", scan, "--data", tmp_path / "new")
    assert (status, out) == (1, "")
    assert err.count("broken.pdf") == 1
    assert "Traceback" not in err


def test_when_every_file_of_several_is_refused_each_is_named_once(capsys, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 and no more")
    status, out, err = told(capsys, "add", tmp_path, "--data", tmp_path / "new")
    assert status == 1
    assert "2 files refused" in out
    assert err.count("one.pdf") == err.count("two.pdf") == 1
    assert err.rstrip().splitlines()[-1].startswith("None of the 2 files could be added")


def test_a_refused_file_is_in_the_record_for_programs(capsys, tmp_path):
    status, out, _ = told(capsys, "add", tmp_path / "none.pdf", "--json", "--data", tmp_path / "n")
    assert status == 1
    assert json.loads(out)["refused"][0]["name"] == "none.pdf"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["remove", "no such paper"], "holds no paper or file called 'no such paper'"),
        (["add"], "PATH"),
        (["add", "x.pdf", "--access", "secret"], "no access label"),
        (["ask"], "question"),
        (["ask", "  "], "Type a question first."),
        (["ask", "x" * 2001], "over 2000 characters"),
        (["nonsense"], "nonsense"),
        (["papers", "--colour"], "--colour"),
        (["serve", "--port", "99999"], "not between 0 and 65535"),
        (["serve", "--host", "no.such.host.invalid"], "cannot be used"),
        (["eval", "score", "only-one"], "eval score"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_what_goes_wrong_is_one_sentence_and_status_1(capsys, data, monkeypatch, arguments, words):
    monkeypatch.setenv("BOARD_PAPERS_DATA", str(data))
    status, _, err = told(capsys, *arguments)
    assert status == 1
    assert any(word in err for word in words.split("|")), err
    assert "Traceback" not in err


def test_a_library_of_another_encoder_answers_by_words_and_says_so(capsys, data):
    status, out, err = told(capsys, "ask", "How many children are in care?", "--data", data)
    assert status == 0
    assert "encoder" in out + err
    assert "Traceback" not in out + err


def test_a_setting_that_cannot_be_used_is_said(capsys, monkeypatch):
    monkeypatch.setenv("BOARD_PAPERS_LOG_LEVEL", "loud")
    status, _, err = told(capsys, "papers")
    assert status == 1
    assert "'loud'" in err


def test_a_folder_that_is_a_file_is_said(capsys, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    status, _, err = told(capsys, "papers", "--data", file)
    assert status == 1
    assert "folder of its own" in err


def test_without_a_command_the_help_is_shown(capsys):
    status, out, _ = told(capsys)
    assert status == 0
    assert all(command in out for command in ("add", "ask", "serve", "check", "eval"))


def test_a_port_that_is_taken_is_said_with_what_to_do(capsys, data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, err = told(capsys, "serve", "--port", port, "--data", data)
    assert status == 1
    assert f"port {port} cannot be used" in err
    assert "--port" in err


@pytest.mark.parametrize("command", [["--help"], ["papers"]])
def test_a_simple_command_loads_nothing_heavy(tmp_path, command):
    heavy = ("torch", "gradio", "chromadb", "sentence_transformers", "pypdfium2", "langchain_core")
    code = (
        "import sys; from ui.terminal import run; "
        f"run({[*command, *(['--data', str(tmp_path)] if command == ['papers'] else [])]!r}); "
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.slow
def test_a_paper_is_added_asked_about_and_removed_from_the_command_line(tmp_path):
    paper = tmp_path / "quarter-2.pdf"
    paper.write_bytes(report_pdf())
    data = tmp_path / "library"

    def command(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "ui", *map(str, arguments), "--data", str(data)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=180,
        )

    added = command("add", paper, "--json")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["files"] == ["quarter-2.pdf"]
    began = time.monotonic()
    asked = command("ask", "How many children were in care at the end of September 2025?", "--json")
    record = json.loads(asked.stdout)
    assert "214" in record["answer"], time.monotonic() - began
    assert record["status"] == "answered"
    assert record["citations"][0]["document"] == "quarter-2.pdf"
    assert "3.1" in record["citations"][0]["paragraph"]
    assert {"key", "title", "printed_page", "item", "paragraph", "text", "quote"} <= set(
        record["citations"][0]
    )
    assert {"document", "page", "text", "score"} == set(record["passages"][0])
    shown = command("ask", "How many children were in care at the end of September 2025?")
    assert "[1]" in shown.stdout and "quarter-2.pdf" in shown.stdout
    again = command("add", paper)
    assert "in the library already" in again.stdout
    assert command("remove", "quarter-2.pdf").returncode == 0
    assert command("papers").stdout == "0 papers in 0 files.\n"
