"""A browser without a screen: cookies, forms and the chat's queue, over real HTTP."""

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

TESTS = Path(__file__).parent

PEOPLE = {
    "member": ("Mary Member", "member", ()),
    "governor": ("Gus Governor", "member", ("Schools Forum",)),
    "officer": ("Olive Officer", "officer", ()),
    "administrator": ("Ada Administrator", "administrator", ()),
}
PASSWORD = "correct horse battery"


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[str]:
    """The address of tests/access_server.py in a process of its own."""
    given = [f"{name}={value}" for name, value in settings.items()]
    server = subprocess.Popen(
        [sys.executable, str(TESTS / "access_server.py"), str(folder), *given],
        cwd=TESTS.parent,
        env=os.environ | {"PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address.startswith("http"), "the server did not start"
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def accounts_in(folder: Path) -> Path:
    """A file of accounts with one person of each kind; all have the same password."""
    from ui.accounts import Accounts

    file = folder / "users.db"
    for name, role, bodies in PEOPLE.values():
        Accounts(file).add(name, role, bodies, PASSWORD)
    return file


class Browser(requests.Session):
    """One person's browser at one server."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.trust_env = False
        self.number = secrets.token_hex(5)
        self._config: dict[str, Any] = {}

    def request(self, method: str, path: str, **given: Any) -> requests.Response:  # type: ignore[override]
        headers = dict(given.pop("headers", None) or {})
        if method == "POST":
            headers.setdefault("Origin", self.base)
        address = path if path.startswith("http") else self.base + path
        given.setdefault("timeout", 60)
        return super().request(method, address, headers=headers, **given)

    def sign_in(self, kind: str, password: str = PASSWORD) -> requests.Response:
        self.get("/")
        return self.post(
            "/sign-in",
            data={"name": PEOPLE[kind][0], "password": password},
            allow_redirects=False,
        )

    @property
    def config(self) -> dict[str, Any]:
        self._config = self._config or self.get("/config").json()
        return self._config

    def event(self, name: str, number: int = 0) -> int:
        """The framework's number for an event, by the name of its function."""
        found = [item["id"] for item in self.config["dependencies"] if item.get("api_name") == name]
        return int(found[number])

    def fire(self, event: int, data: list[Any], pressed: Any = None) -> str:
        """Everything that comes back from one event, as text."""
        joined = self.post(
            "/gradio_api/queue/join",
            json={
                "data": data,
                "event_data": pressed,
                "fn_index": event,
                "trigger_id": None,
                "session_hash": self.number,
            },
        )
        if joined.status_code != 200:
            return joined.text
        said = []
        with self.get(f"/gradio_api/queue/data?session_hash={self.number}", stream=True) as stream:
            for line in stream.iter_lines(decode_unicode=True):
                if line.startswith("data:"):
                    said.append(line[5:])
                    if json.loads(line[5:]).get("msg") in ("close_stream", "process_completed"):
                        break
        return "\n".join(said)

    def pictures(self, text: str) -> list[str]:
        """Addresses of pages that a reply shows."""
        return re.findall(r"/page/[0-9a-f]{64}/\d+\.png[^\"\\ ]*", text)
