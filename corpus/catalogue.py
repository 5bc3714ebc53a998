"""Documents, papers and passages in SQLite: what is held, and how it comes and goes."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.database import Database
from corpus.intake import acronym_rows, paper_rows, passage_rows
from corpus.labelling import Given, settle_new
from corpus.papers import Document, Hit, Paper, Passage, Refusal, Scope
from corpus.records import (
    PASSAGE_COLUMNS,
    paper_from,
    passage_from,
    sees_every_label,
    within,
)

AT_ONCE = 500
"""Ids in one SQL statement: SQLite's own limit is 32,766 and was once 999."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One file that the library holds, as far as the reader may see it."""

    id: str
    """SHA-256 of its bytes."""

    name: str
    added: str
    """ISO date and time, UTC."""

    pages: int
    skipped: tuple[Refusal, ...]
    """Its pages that could not be read, and why."""

    passages: int
    embedded: int
    """How many of them can be found by meaning."""

    papers: tuple[Paper, ...]

    @property
    def status(self) -> str:
        """ "ready", or "words only" while meanings are still being made."""
        return "ready" if self.embedded >= self.passages else "words only"


class Catalogue:
    """What the library holds, without its vectors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def holds(self, sha256: str) -> bool:
        """Whether a document of these bytes is there, whole."""
        with self._database.reading() as db:
            found = db.execute("SELECT 1 FROM documents WHERE id = ?", [sha256]).fetchone()
        return found is not None

    def add(
        self,
        document: Document,
        papers: Sequence[Paper],
        passages: Sequence[Passage],
        *,
        kept: str,
        acronyms: Mapping[str, str],
        given: Given | None = None,
    ) -> None:
        """Everything of one document, in one transaction.

        Passages with the id of an earlier one of the same document are left
        out: same id, same words. Raises ValueError for an id that another
        document has, or a passage of a paper that is not among `papers`.
        """
        skipped = [
            [f"{document.name}, page {page.number}", page.skipped]
            for page in document.pages
            if page.skipped
        ]
        by_id = {paper.id: paper for paper in papers}
        lost = {passage.paper_id for passage in passages} - by_id.keys()
        if lost:
            raise ValueError(f"passages of {document.name} name papers not given: {sorted(lost)}")
        with self._database.changing() as db:
            db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                [
                    document.sha256,
                    document.name,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    len(document.pages),
                    kept,
                    json.dumps(skipped),
                ],
            )
            try:
                db.executemany(
                    "INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    paper_rows(document, by_id.values()),
                )
                db.executemany(
                    "INSERT INTO passages (id, document_id, paper_id, place, access, body, "
                    "meeting_date, period, label, searched, record) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    passage_rows(document, by_id, passages),
                )
            except sqlite3.IntegrityError as error:
                raise ValueError(
                    f"{document.name} has papers or passages with ids that another document has"
                ) from error
            db.executemany(
                "INSERT INTO acronyms VALUES (?, ?, ?, ?, ?)",
                acronym_rows(document, by_id, passages, acronyms),
            )
            settle_new(db, document, by_id.values(), given)

    def documents(self, scope: Scope) -> list[DocumentRecord]:
        """The files that have something a reader may see, newest last."""
        seen, values = within(scope, "p")
        papers = defaultdict(list)
        for paper in self.papers(scope):
            papers[paper.document_id].append(paper)
        with self._database.reading() as db:
            counts = {
                id: (passages, embedded)
                for id, passages, embedded in db.execute(
                    "SELECT p.document_id, count(*), count(v.made) FROM passages p "
                    "LEFT JOIN vectors v ON v.passage = p.number "
                    f"WHERE {seen} GROUP BY p.document_id",
                    values,
                )
            }
            rows = db.execute(
                "SELECT id, name, added, pages, skipped FROM documents ORDER BY added, rowid"
            ).fetchall()
        return [
            DocumentRecord(
                id,
                name,
                added,
                pages,
                tuple(Refusal(*refusal) for refusal in json.loads(skipped)),
                *counts.get(id, (0, 0)),
                tuple(papers[id]),
            )
            for id, name, added, pages, skipped in rows
            if id in papers or id in counts
        ]

    def papers(self, scope: Scope) -> list[Paper]:
        """The papers a reader may see, in the order of their files."""
        seen, values = within(scope, "p", papers=True)
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT p.record, p.access FROM papers p JOIN documents d ON d.id = p.document_id "
                f"WHERE {seen} ORDER BY d.added, d.rowid, p.place",
                values,
            ).fetchall()
        return [paper_from(*row) for row in rows]

    def paper(self, id: str) -> Paper | None:
        """A paper by its id, whoever asks."""
        with self._database.reading() as db:
            row = db.execute("SELECT record, access FROM papers WHERE id = ?", [id]).fetchone()
        return paper_from(*row) if row else None

    def passages(self, condition: str, values: Sequence[object], scope: Scope) -> list[Passage]:
        """Passages (p) that meet an SQL condition and that a reader may see, in order."""
        seen, allowed = within(scope, "p")
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT {PASSAGE_COLUMNS} FROM passages p WHERE {condition} AND {seen} "
                "ORDER BY p.place, p.number",
                [*values, *allowed],
            ).fetchall()
        return [passage_from(row) for row in rows]

    def hits(self, scores: Mapping[int, float], scope: Scope) -> list[Hit]:
        """Hits for passages by number, best first; those not held or not to be seen drop out."""
        seen, allowed = within(scope, "p")
        found: list[tuple[int, Hit]] = []
        papers: dict[str, Paper] = {}
        numbers = list(scores)
        with self._database.reading() as db:
            for start in range(0, len(numbers), AT_ONCE):
                chosen = numbers[start : start + AT_ONCE]
                rows = db.execute(
                    f"SELECT {PASSAGE_COLUMNS}, q.id, q.record, q.access FROM passages p "
                    "JOIN papers q ON q.id = p.paper_id "
                    f"WHERE p.number IN ({','.join('?' * len(chosen))}) AND {seen}",
                    [*chosen, *allowed],
                )
                for row in rows:
                    if row[5] not in papers:
                        papers[row[5]] = paper_from(row[6], row[7])
                    hit = Hit(passage_from(row[:5]), papers[row[5]], scores[row[0]])
                    found.append((row[0], hit))
        found.sort(key=lambda pair: (-pair[1].score, pair[0]))
        return [hit for _, hit in found]

    def numbers(self, scores: Mapping[str, float]) -> dict[int, float]:
        """Scores by passage id to scores by number; ids not held drop out."""
        found: dict[int, float] = {}
        ids = list(scores)
        with self._database.reading() as db:
            for start in range(0, len(ids), AT_ONCE):
                chosen = ids[start : start + AT_ONCE]
                for id, number in db.execute(
                    f"SELECT id, number FROM passages WHERE id IN ({','.join('?' * len(chosen))})",
                    chosen,
                ):
                    found[number] = scores[id]
        return found

    def kept(self, document_id: str) -> str:
        """The name that a document's original is kept under; "" for one not held."""
        with self._database.reading() as db:
            row = db.execute("SELECT kept FROM documents WHERE id = ?", [document_id]).fetchone()
        return row[0] if row else ""

    def library_id(self) -> str:
        """16 hex digits that tell this library from any other."""
        with self._database.reading() as db:
            found: str = db.execute("SELECT value FROM meta WHERE name = 'library'").fetchone()[0]
        return found

    def all_kept(self) -> dict[str, str]:
        """Every document's id and the name that its original is kept under."""
        with self._database.reading() as db:
            return dict(db.execute("SELECT id, kept FROM documents").fetchall())

    def acronyms(self, scope: Scope) -> dict[str, tuple[str, ...]]:
        """What each acronym stands for, in the papers that a reader may see."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT acronym, expansion, access, document_id, paper_id FROM acronyms "
                "ORDER BY rowid"
            ).fetchall()
        for acronym, expansion, access, document, paper in rows:
            if (
                (access in scope.access or sees_every_label(scope))
                and (not scope.documents or document in scope.documents)
                and (not scope.papers or paper in scope.papers)
            ):
                found[acronym][expansion] = None
        return {acronym: tuple(expansions) for acronym, expansions in found.items()}
