"""Search by words: SQLite's full-text index, with Porter's stems and BM25."""

import re
import sqlite3
from collections.abc import Callable, Sequence

from corpus.database import Database
from corpus.errors import LibraryDamaged
from corpus.papers import Scope
from corpus.records import within
from corpus.schema import TOKENIZER
from corpus.words_apart import Seen, passages_seen, ranked

LABEL_WEIGHT = 2.0
"""A word in a row's own name counts as this many in its text. A guess; evals settle it."""

WORDS_AT_MOST = 200
"""Of one question; the rest is left out, since each costs a pass over its passages."""

MOST_LOOKED_AT = 500
"""Passages that are looked through for one form of a word."""

MOST_KEPT = 8
"""Sets of labels whose passages are counted ahead: 3 MB each for 30,000 passages."""


class Words:
    """The words index of a library, kept by SQLite in the same transaction as the passages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counted: dict[Scope | None, dict[str, int]] = {}
        self._counted_at = -1
        self._lengths: dict[Scope, tuple[int, Seen]] = {}

    def search_apart(
        self, words: Sequence[str], scope: Scope, limit: int, epoch: int
    ) -> dict[int, float]:
        """The same as search, as if the passages that the scope's access keeps back were not there.

        Slower: what is counted is counted here.
        """
        safe = [word for word in dict.fromkeys(map(_safe, words[:WORDS_AT_MOST])) if word]
        if not safe or not scope.access or limit <= 0:
            return {}
        terms = index_terms(safe)
        with self._database.reading() as db:
            seen = self._seen(db, Scope(access=scope.access), epoch)
            found = ranked(db, [terms[word] for word in safe if word in terms], seen, LABEL_WEIGHT)
            narrower, values = within(scope, "p")
            wanted = {
                row[0]
                for row in db.execute(f"SELECT number FROM passages p WHERE {narrower}", values)
            }
        best = sorted((-score, number) for number, score in found.items() if number in wanted)
        return {number: -score for score, number in best[:limit]}

    def _seen(self, db: sqlite3.Connection, scope: Scope, epoch: int) -> Seen:
        """Counted once for each set of labels, and again when the library has changed."""
        known = self._lengths.get(scope)
        if known is None or known[0] != epoch:
            known = (epoch, passages_seen(db, *within(scope, "p")))
            if len(self._lengths) >= MOST_KEPT:
                self._lengths.clear()
            self._lengths[scope] = known
        return known[1]

    def search(self, words: Sequence[str], scope: Scope, limit: int) -> dict[int, float]:
        """Numbers of the passages that hold any of the words, with their scores, best first.

        A word such as "P1.3" or a phrase is looked for as a whole.
        """
        sought = " OR ".join(
            f'"{word}"' for word in dict.fromkeys(map(_safe, words[:WORDS_AT_MOST])) if word
        )
        if not sought or not scope.access or limit <= 0:
            return {}
        seen, values = within(scope, "p")
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT p.number, bm25(words, 1.0, {LABEL_WEIGHT}) AS rank "
                "FROM words JOIN passages p ON p.number = words.rowid "
                f"WHERE words MATCH ? AND {seen} ORDER BY rank, p.number LIMIT ?",
                [sought, *values, limit],
            ).fetchall()
        return {number: -rank for number, rank in rows}

    def frequency(
        self, words: Sequence[str], epoch: int, scope: Scope | None = None
    ) -> dict[str, int]:
        """How many passages hold each word or stem; of a word with several parts, the rarest.

        With a scope, of those that it lets through.
        """
        if self._counted_at != epoch:
            self._counted, self._counted_at = {}, epoch
        counted = self._counted.setdefault(scope, {})
        new = [word for word in dict.fromkeys(words) if word not in counted]
        if new:
            parts = index_terms(new)
            with self._database.reading() as db:
                count = _counter(db, scope)
                for word in new:
                    as_word = [count(term) for term in parts.get(word, [])]
                    counted[word] = max(min(as_word, default=0), count(word.lower()))
        return {word: counted[word] for word in words}

    def holds(self, word: str, scope: Scope) -> bool:
        """Whether a passage that the scope lets through holds the word in this very form.

        Of a word so common that its other forms fill the first MOST_LOOKED_AT passages, no.
        """
        safe = _safe(word)
        if not safe:
            return False
        seen, values = within(scope, "p")
        form = re.compile(rf"(?<!\w){re.escape(safe)}(?!\w)", re.IGNORECASE)
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT p.searched FROM words JOIN passages p ON p.number = words.rowid "
                f"WHERE words MATCH ? AND {seen} LIMIT {MOST_LOOKED_AT}",
                [f'"{safe}"', *values],
            )
            return any(form.search(searched) for (searched,) in rows)

    def sound(self) -> bool:
        """Whether the index agrees with the passages."""
        if not self._database.writable:  # SQLite calls its own check a change
            return True
        try:
            with self._database.maintaining() as db:
                db.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
        except LibraryDamaged:
            return False
        return True

    def rebuild(self) -> None:
        """Make the index anew from the passages."""
        with self._database.changing() as db:
            db.execute("INSERT INTO words(words) VALUES ('rebuild')")


def index_terms(words: Sequence[str]) -> dict[str, list[str]]:
    """The terms that the index knows each word by, made by the index's own tokenizer."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute(f"CREATE VIRTUAL TABLE w USING fts5(word, tokenize='{TOKENIZER}')")
        db.execute("CREATE VIRTUAL TABLE v USING fts5vocab('w', 'instance')")
        db.executemany("INSERT INTO w(rowid, word) VALUES (?, ?)", enumerate(words))
        found: dict[str, list[str]] = {}
        for term, number in db.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
            found.setdefault(words[number], []).append(term)
        return found
    finally:
        db.close()


def _counter(db: sqlite3.Connection, scope: Scope | None) -> Callable[[str], int]:
    """What tells how many passages hold a term of the index, of all or of a scope's."""
    values: list[str] = []
    question = "SELECT doc FROM vocabulary WHERE term = ?"
    if scope is not None:
        db.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab('main', 'words', 'instance')")
        seen, values = within(scope, "p")
        question = (
            "SELECT count(DISTINCT i.doc) FROM temp.places i JOIN passages p ON p.number = i.doc "
            f"WHERE i.term = ? AND {seen}"
        )

    def count(term: str) -> int:
        row = db.execute(question, [term, *values]).fetchone()
        return row[0] if row else 0

    return count


def _safe(word: str) -> str:
    """A word that cannot end the quotes it is put in; "" when it has no letter or digit."""
    word = word.replace('"', " ").replace("\0", " ").strip()
    return word if re.search(r"\w", word) else ""
