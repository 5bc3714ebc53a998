"""The trail: who did what and when, in a file that can be added to and not changed.

Each act carries a seal made from itself and the seal before it, so that an act changed, taken
out or put in between shows. It names papers by their ids and keeps no text of theirs. The text
of a question lies beside its act, which knows it by a salted hash alone: it can be blanked, when
a paper goes or by its age, and the seals still hold.
"""

import json
import logging
import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from corpus.errors import BadSetting, LibraryError
from corpus.seals import START, TABLES, TrailReport, add_act, check_seals

log = logging.getLogger(__name__)

FILE = "trail.db"

KEEPS = ("none", "public", "all")
"""Whose text is kept: no question's; those answered from public papers alone; every one's."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody did."""

    number: int
    """Counting from 1, without gaps."""

    at: str
    """ISO date and time to the millisecond, UTC."""

    who: str
    """What the account is known by; "" for the public and for a laptop's one reader."""

    name: str
    """As shown at the time."""

    role: str
    act: str
    """asked, signed in, added, … : see ACTS."""

    about: Mapping[str, Any] = field(default_factory=dict)
    """Ids and plain facts: papers, pages, a status. Never a text of a paper."""

    words: str = ""
    """The question; "" where it is not kept, or is no longer."""

    seal: str = ""
    """64 hex digits, made from everything before the words and from the seal before."""


ACTS = {
    "asked": "asked a question",
    "answered": "was answered",
    "source": "looked at a source",
    "page": "looked at a page",
    "file": "opened a file",
    "brief": "opened a meeting's brief",
    "card": "opened a paper's card",
    "conversation": "opened a kept conversation",
    "exported": "exported",
    "refused": "was refused",
    "signed in": "signed in",
    "sign-in failed": "could not sign in",
    "signed out": "signed out",
    "added": "added papers",
    "removed": "removed papers",
    "put back": "put papers back",
    "labelled": "decided who may see a paper",
    "restored": "restored a backup",
    "trail exported": "exported this trail",
    "trail dropped": "dropped what was past its time",
    "missing": "acts could not be written down",
}
"""What is noted, as it is told after a name."""


class Trail:
    """The trail of one library. Threads and processes may add to it at the same time."""

    def __init__(self, data: Path, *, questions: str = "public", days: int = 365) -> None:
        """`days` of age after which acts are dropped; 0 keeps them all. Raises BadSetting."""
        if questions not in KEEPS:
            raise BadSetting(
                f"BOARD_PAPERS_TRAIL_QUESTIONS is '{questions}'. It can be none, public or all."
            )
        if days < 0:
            raise BadSetting(f"BOARD_PAPERS_TRAIL_DAYS is {days}. It can be 0, for ever, or more.")
        self._file = Path(data) / FILE
        self._questions, self._days = questions, days
        self._guard = threading.Lock()
        self._ready = False
        self._missed = 0
        self._dropped_on = ""

    def note(
        self,
        act: str,
        *,
        who: str = "",
        name: str = "",
        role: str = "",
        about: Mapping[str, Any] | None = None,
        words: str = "",
        public: bool = False,
    ) -> None:
        """Add an act. `public` says that what it was answered from is public, all of it.

        Never raises for a disk that cannot be written to: how many acts that cost is
        noted with the next one that can, and told in the log at once.
        """
        keep = words if self._questions == "all" or (self._questions == "public" and public) else ""
        plain = json.dumps(about or {}, ensure_ascii=False, default=str)
        written = tuple(map(_clean, (who, name, role, act, plain, keep)))
        with self._guard:
            try:
                with self._changing() as db:
                    if self._missed:
                        lost = json.dumps({"acts": self._missed})
                        add_act(db, ("", "", "", "missing", lost, ""))
                    add_act(db, written)
                self._missed = 0
            except (sqlite3.Error, OSError) as error:
                self._missed += 1
                log.error("The trail in %s cannot be written to (%s)", self._file, error)
                return
        today = datetime.now(UTC).date().isoformat()
        if today != self._dropped_on:
            self._dropped_on = today
            with suppress(sqlite3.Error, OSError):
                self.drop_old()

    def acts(
        self, *, act: str = "", after: int = 0, limit: int = 0, latest_first: bool = False
    ) -> Iterator[Act]:
        """What is kept, in order; of one kind, after a number, so many. Raises LibraryError."""
        if not self._file.exists():
            return
        wanted = "AND act = ?" if act else ""
        values: list[Any] = [after, *([act] if act else []), limit or -1]
        with self._reading() as db:
            for row in db.execute(
                "SELECT number, at, who, name, role, act, about, words, seal FROM acts "
                f"WHERE number > ? {wanted} ORDER BY number {'DESC' if latest_first else 'ASC'} "
                "LIMIT ?",
                values,
            ):
                number, at, by, name, role, kind, about, words, seal = row
                yield Act(number, at, by, name, role, kind, json.loads(about), words, seal)

    def check(self, noted: str = "") -> TrailReport:
        """Is it whole? `noted` is a seal (NUMBER:SEAL) that was written down earlier."""
        if not self._file.exists():
            lost = ("There is no trail, though a seal of one was noted.",) if noted else ()
            return TrailReport(lost, 0, 0, f"0:{START}")
        with self._reading() as db:
            return check_seals(db, noted)

    def drop_old(self, now: datetime | None = None) -> int:
        """Drop the acts that are past their time, and note that; returns how many went."""
        if not self._days or not self._file.exists():
            return 0
        before = ((now or datetime.now(UTC)) - timedelta(days=self._days)).isoformat()
        with self._guard, self._changing() as db:
            row = db.execute(
                "SELECT number, seal FROM acts WHERE number < coalesce("
                "(SELECT min(number) FROM acts WHERE at >= ?), "
                "(SELECT max(number) + 1 FROM acts)) ORDER BY number DESC LIMIT 1",
                [before],
            ).fetchone()
            if row is None:
                return 0
            db.execute("UPDATE ends SET number = ?, seal = ? WHERE name = 'dropped'", row)
            gone = db.execute("DELETE FROM acts WHERE number <= ?", [row[0]]).rowcount
            about = json.dumps({"acts": gone, "days": self._days})
            add_act(db, ("", "", "", "trail dropped", about, ""))
        self._cut_log()
        return gone

    def keep_words_of(self, held: Collection[str]) -> int:
        """Blank the questions that a paper other than these answered, one that has gone.

        Returns how many. The seals still hold.
        """
        if not self._file.exists():
            return 0
        known = set(held)
        gone = 0
        with self._guard, self._changing() as db:
            asked = db.execute("SELECT number, about FROM acts WHERE words != ''").fetchall()
            for number, about in asked:
                if set(json.loads(about).get("papers", ())) - known:
                    db.execute("UPDATE acts SET words = '', salt = '' WHERE number = ?", [number])
                    gone += 1
        if gone:
            self._cut_log()
        return gone

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        if not self._file.exists():
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as db:
            db.execute("PRAGMA secure_delete = ON")
            if not self._ready:
                db.execute("PRAGMA journal_mode = WAL")
                for statement in TABLES:
                    db.execute(statement)
                self._ready = True
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        address = f"{self._file.resolve().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=10)) as db:
                yield db
        except sqlite3.Error as error:
            raise LibraryError(
                f"The trail in {self._file} cannot be read ({error}). Bring it back from a backup."
            ) from error

    def _cut_log(self) -> None:
        """Write everything into the file itself, so that what was deleted is nowhere else."""
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as db,
        ):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _clean(text: str) -> str:
    """A text that can be written down, half characters and all."""
    return text.encode("utf-8", "replace").decode("utf-8")
