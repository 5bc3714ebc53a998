"""The list of the web server's doors, and to whom a browser's number or an event belongs."""

import re
import threading
import tomllib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("routes.toml")

ANYONE, READER, OFFICER = "anyone", "reader", "officer"

MOST_OF_ONE = 500
"""Numbers that one reader may hold; the oldest go. A page that is opened takes one."""

MOST_OWNERS = 20_000
"""Readers whose numbers are remembered; those who came first are forgotten first."""


@dataclass(frozen=True, slots=True)
class Door:
    """One address, or a family of them, that somebody may use."""

    path: str
    methods: frozenset[str]
    who: str
    of: str = ""
    """Where the number is that must be this reader's own: path, query or body; "" for none."""

    form: re.Pattern[str] = re.compile("")


def read_doors(file: Path = LIST) -> tuple[Door, ...]:
    """The doors of a list; raises ValueError for a list that says something else."""
    listed = tomllib.loads(file.read_text("utf-8"))["door"]
    return tuple(_door(**item) for item in listed)


def _door(path: str, methods: Sequence[str], who: str, of: str = "") -> Door:
    if who not in (ANYONE, READER, OFFICER) or of not in ("", "path", "query", "body"):
        raise ValueError(f"the door {path} is for {who!r} and its number in {of!r}")
    allowed = frozenset(methods) | ({"HEAD"} if "GET" in methods else frozenset())
    parts = re.split(r"(\{\w+(?::path)?\})", path)
    form = "".join(
        (".+" if part.endswith(":path}") else f"(?P<{part[1:-1]}>[^/]+)")
        if part.startswith("{")
        else re.escape(part)
        for part in parts
    )
    return Door(path, allowed, who, of, re.compile(form))


def door_for(doors: Sequence[Door], path: str, method: str) -> tuple[Door, dict[str, str]] | None:
    """The door that a request comes to, with the names in its path; None when there is none."""
    if "\\" in path or "//" in path or re.search(r"(^|/)\.{1,2}(/|$)", path):
        return None
    for door in doors:
        found = door.form.fullmatch(path)
        if found and method in door.methods:
            return door, found.groupdict()
    return None


class Owners:
    """Which reader each browser's number or event belongs to: whoever used it first."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._held: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, number: str, owner: str) -> bool:
        """Take a number that is nobody's; whether it is this reader's now."""
        with self._lock:
            known = self._of.get(number)
            if known is not None:
                return known == owner
            self._of[number] = owner
            held = self._held.setdefault(owner, OrderedDict())
            held[number] = None
            if len(held) > MOST_OF_ONE:
                self._of.pop(held.popitem(last=False)[0], None)
            if len(self._held) > MOST_OWNERS:
                _, gone = self._held.popitem(last=False)
                for one in gone:
                    self._of.pop(one, None)
        return True

    def belongs(self, number: str, owner: str) -> bool:
        """Whether a number is this reader's already."""
        with self._lock:
            return self._of.get(number) == owner
