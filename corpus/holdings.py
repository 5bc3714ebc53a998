"""What a library holds, asked for by name: documents, papers, passages, original files."""

from pathlib import Path

from corpus.catalogue import Catalogue, DocumentRecord
from corpus.database import Database
from corpus.labels import canonical
from corpus.meanings import Vectors
from corpus.originals import Originals
from corpus.page_rights import Span, spans
from corpus.papers import EVERYTHING, Paper, Passage, Scope
from corpus.records import within


class Holdings:
    """The part of a library that needs neither a search nor the right to write."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._database = Database(data / "catalogue.db")
        self._catalogue = Catalogue(self._database)
        self._vectors = Vectors(self._database)
        self._originals = Originals(data / "originals")
        self._labels: tuple[int, frozenset[str]] = (-1, frozenset())

    def holds(self, sha256: str) -> bool:
        """Whether a document of these bytes is there, whole."""
        return self._catalogue.holds(sha256)

    def documents(self, scope: Scope = EVERYTHING) -> list[DocumentRecord]:
        """The files that hold something a reader may see, in the order they came."""
        return self._catalogue.documents(scope)

    def papers(self, scope: Scope = EVERYTHING) -> list[Paper]:
        """The papers a reader may see, in the order they came."""
        return self._catalogue.papers(scope)

    def paper(self, paper_id: str) -> Paper | None:
        """A paper by its id, whoever asks."""
        return self._catalogue.paper(paper_id)

    def passage(self, passage_id: str, scope: Scope = EVERYTHING) -> Passage | None:
        """A passage by its id; None when it is not held or not for this reader."""
        found = self._catalogue.passages("p.id = ?", [passage_id], scope)
        return found[0] if found else None

    def passages(self, paper_id: str, scope: Scope = EVERYTHING) -> list[Passage]:
        """A paper's passages in their order."""
        return self._catalogue.passages("p.paper_id = ?", [paper_id], scope)

    def neighbours(
        self, passage: Passage, before: int = 1, after: int = 1, scope: Scope = EVERYTHING
    ) -> list[Passage]:
        """The passages round one in its paper, in order, without itself."""
        return self._catalogue.passages(
            "p.paper_id = ? AND p.place BETWEEN ? AND ? AND p.id != ?",
            [passage.paper_id, passage.order - before, passage.order + after, passage.id],
            scope,
        )

    def original(self, document_id: str) -> Path | None:
        """Where a document's file lies, whoever asks; None when it is not held."""
        return self._originals.path(self._catalogue.kept(document_id))

    def acronyms(self, scope: Scope = EVERYTHING) -> dict[str, tuple[str, ...]]:
        """What each acronym stands for in the papers a reader may see."""
        return self._catalogue.acronyms(scope)

    def size(self, scope: Scope | None = None) -> int:
        """How many passages it holds: in all, or with a scope those that it lets through."""
        seen, values = within(scope, "p") if scope else ("1", [])
        with self._database.reading() as db:
            rows = db.execute(f"SELECT count(*) FROM passages p WHERE {seen}", values)
            found: int = rows.fetchone()[0]
        return found

    def labels(self) -> frozenset[str]:
        """Every label of access that something in it bears just now."""
        epoch = self.epoch()
        if self._labels[0] != epoch:
            with self._database.reading() as db:
                rows = db.execute(
                    "SELECT access FROM papers UNION SELECT access FROM passages "
                    "UNION SELECT access FROM acronyms"
                ).fetchall()
                closed = db.execute("SELECT DISTINCT access FROM labels").fetchall()
            held = {row[0] for row in rows + closed}
            self._labels = (epoch, frozenset(held | {canonical(label) for label in held}))
        return self._labels[1]

    def spans(self, document_id: str) -> tuple[Span, ...]:
        """Which pages of a file bear which labels; none for a file that is not held."""
        return spans(self._database, document_id)

    def epoch(self) -> int:
        """A number that every change counts up, in whichever process."""
        with self._database.reading() as db:
            return int(db.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()[0])

    def meanings_ready(self) -> bool:
        """Whether every passage can be found by meaning."""
        return not self._vectors.pending()
