"""T29: of a long script of what readers do nothing is missing in the trail, nothing made up.

Over real HTTP; what is expected is written down as each step is made.
"""

import csv
import io
import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from access_server import PAPERS, WORDS
from browsing import PEOPLE, Browser, accounts_in, served
from ui_stand_ins import WordLengths

from corpus.library import Library
from corpus.trail import Trail

Row = tuple[str, str, str]
"""The act, the role and the name of who did it."""

KINDS = ("public", "member", "governor", "officer", "administrator")


class Script:
    """Readers who do things by chance, and the acts that have to be in the trail for it."""

    def __init__(self, base: str, library: Library, seed: int) -> None:
        self.base = base
        self.chance = random.Random(seed)
        self.expected: list[Row] = []
        self.steps = 0
        self.documents = {item.name: item.id for item in library.documents()}
        self.papers = {paper.document: paper.id for paper in library.papers()}
        self.browsers = {kind: self.arrived(kind) for kind in KINDS}
        self.conversations: dict[str, str] = {}

    def arrived(self, kind: str) -> Browser:
        browser = Browser(self.base)
        browser.get("/")
        if kind != "public":
            self.sign_in(browser, kind)
        return browser

    def put(self, act: str, kind: str) -> None:
        name, role, _ = PEOPLE.get(kind, ("", "public", ()))
        self.expected.append((act, role, name))

    def run(self, steps: int) -> None:
        made: list[Callable[[str], Any]] = [
            self.ask, self.ask, self.page, self.page, self.file, self.export, self.brief,
            self.meeting, self.card, self.in_and_out, self.wrong_password, self.label,
            self.save_trail, self.too_long, self.open_kept,
        ]  # fmt: skip
        for _ in range(steps):
            self.steps += 1
            self.chance.choice(made)(self.chance.choice(KINDS))

    def sign_in(self, browser: Browser, kind: str) -> None:
        assert browser.sign_in(kind).status_code == 303
        self.put("signed in", kind)

    def in_and_out(self, kind: str) -> None:
        if kind == "public":
            return
        browser = self.browsers[kind]
        assert browser.post("/sign-out", allow_redirects=False).status_code == 303
        self.put("signed out", kind)
        browser.cookies.clear()
        self.browsers[kind] = Browser(self.base)
        self.sign_in(self.browsers[kind], kind)

    def wrong_password(self, kind: str) -> None:
        stranger = Browser(self.base)
        stranger.get("/")
        name = f"Nobody {self.steps}"
        sent = stranger.post(
            "/sign-in", data={"name": name, "password": "x"}, allow_redirects=False
        )
        assert sent.status_code in (401, 429)
        self.put("sign-in failed", "public")

    def ask(self, kind: str) -> None:
        browser = self.browsers[kind]
        word = self.chance.choice([*sorted(WORDS), "nothing", "weather"])
        said = browser.fire(browser.event("answer"), [f"What is the budget of {word}?", None])
        assert "process_completed" in said
        self.put("asked", kind)
        self.put("answered", kind)
        found = re.search(r"/export/([\w-]+)\.docx", said)
        if found:
            self.conversations[kind] = found[1]
        turns = re.findall(r'data-turn=\\"(\d+)\\" data-key=\\"(\d+)', said)
        if turns:
            turn, key = turns[-1]
            pressed = {"turn": turn, "key": key, "page": "0"}
            shown = browser.fire(browser.event("open_source"), [None], pressed)
            self.put("source" if "source-title" in shown else "refused", kind)

    def too_long(self, kind: str) -> None:
        browser = self.browsers[kind]
        browser.fire(browser.event("answer"), ["x" * 5000, None])
        self.put("refused", kind)

    def page(self, kind: str) -> None:
        document = self.chance.choice(sorted(self.documents.values()))
        number = self.chance.choice((1, 2, 3, 9))
        reply = self.browsers[kind].get(f"/page/{document}/{number}.png")
        self.put("page" if reply.status_code == 200 else "refused", kind)

    def file(self, kind: str) -> None:
        document = self.chance.choice([*sorted(self.documents.values()), "f" * 64])
        reply = self.browsers[kind].get(f"/paper/{document}")
        self.put("file" if reply.status_code == 200 else "refused", kind)

    def export(self, kind: str) -> None:
        whose = self.chance.choice([kind, "officer"])
        id = self.conversations.get(whose, "none")
        reply = self.browsers[kind].get(f"/export/{id}.docx")
        self.put("exported" if reply.status_code == 200 else "refused", kind)

    def open_kept(self, kind: str) -> None:
        browser = self.browsers[kind]
        id = self.conversations.get(kind, "none")
        said = browser.fire(browser.event("open_kept"), [None], {"id": id})
        self.put("conversation" if "/export/" in said else "refused", kind)

    def brief(self, kind: str) -> None:
        meeting = self.chance.choice(("2026-01-19", "2020-01-01"))
        reply = self.browsers[kind].get(f"/brief.docx?meeting={meeting}")
        self.put("exported" if reply.status_code == 200 else "refused", kind)

    def meeting(self, kind: str) -> None:
        browser = self.browsers[kind]
        browser.fire(browser.event("show"), [None])
        self.put("brief", kind)

    def card(self, kind: str) -> None:
        browser = self.browsers[kind]
        id = self.papers[self.chance.choice(sorted(self.papers))]
        said = browser.fire(browser.event("open_card"), [None], {"id": id})
        self.put("card" if id in said or "card-title" in said else "refused", kind)

    def label(self, kind: str) -> None:
        browser = self.browsers[kind]
        file = self.chance.choice(sorted(self.papers))
        label = PAPERS.get(file.removesuffix(".pdf"), ("public", ""))[0]
        access, body = ("body", label[5:]) if label.startswith("body:") else (label, "")
        browser.fire(browser.event("relabel"), [None], {"id": self.papers[file]})
        given = [None, access, body, "", "whole", "1", "1", "Tried again."]
        said = browser.fire(browser.event("keep"), given)
        done = "now labelled" in said
        assert done == (kind in ("officer", "administrator")), said[-1500:]
        self.put("labelled" if done else "refused", kind)

    def save_trail(self, kind: str) -> None:
        form = self.chance.choice(("csv", "jsonl"))
        reply = self.browsers[kind].get(f"/trail.{form}")
        allowed = kind in ("officer", "administrator")
        assert reply.status_code == (200 if allowed else 401 if kind == "public" else 403)
        self.put("trail exported" if allowed else "refused", "public" if not allowed else kind)


def tried(folder, steps: int, seed: int) -> tuple[Script, Trail]:
    users = accounts_in(folder)
    with served(folder, USERS=str(users)) as base:
        library = Library.open(folder / "library", encoder=WordLengths())
        script = Script(base, library, seed)
        script.run(steps)
        library.close()
    return script, Trail(folder / "library")


def compare(script: Script, trail: Trail) -> None:
    kept = list(trail.acts())
    assert [(act.act, act.role, act.name) for act in kept] == script.expected
    assert trail.check().sound
    texts = " ".join(json.dumps(act.about) for act in kept)
    assert not [word for word in WORDS if word in texts]
    words = {act.words for act in kept if act.words}
    closed = WORDS - {"Zanzibarpublic"}
    assert not [word for word in closed if any(word in said for said in words - public_words(kept))]


def public_words(kept: list[Any]) -> set[str]:
    """What the public asked: their own words, whatever they are."""
    return {act.words for act in kept if act.role == "public"}


@pytest.mark.slow
def test_nothing_is_missing_over_a_script_of_60_steps(tmp_path):
    compare(*tried(tmp_path, 60, seed=1))


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_nothing_is_missing_over_a_script_of_500_steps(tmp_path):
    compare(*tried(tmp_path, 500, seed=2))


@pytest.mark.slow
def test_an_officer_saves_the_trail_as_a_table_and_as_json_lines(tmp_path):
    users = accounts_in(tmp_path)
    with served(tmp_path, USERS=str(users)) as base:
        officer = Browser(base)
        officer.sign_in("officer")
        officer.fire(officer.event("answer"), ["=2+3 what is the budget of Zanzibarpublic?", None])
        table = list(csv.DictReader(io.StringIO(officer.get("/trail.csv").text)))
        lines = [json.loads(line) for line in officer.get("/trail.jsonl").text.splitlines()]
    assert [row["act"] for row in table] == ["signed in", "asked", "answered", "trail exported"]
    assert [row["act"] for row in lines][:4] == [row["act"] for row in table]
    assert lines[2]["about"]["papers"] and lines[2]["words"].startswith("=2+3")
    assert table[2]["words"].startswith("'=2+3"), "a spreadsheet must not take it for a formula"
    assert Trail(tmp_path / "library").check(f"{lines[0]['number']}:{lines[0]['seal']}").sound
