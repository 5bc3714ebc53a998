"""Officers' decisions about access: kept in the catalogue, carried over where they are missing."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.database import Database
from corpus.errors import BoardPapersError
from corpus.labels import Label, closest, read_label
from corpus.labels_in_force import CLOSED, LOST, OPEN, outdate, settle, unlabelled_in
from corpus.papers import Document, Paper
from corpus.records import LABEL_COLUMNS, label_from, paper_from


@dataclass(frozen=True, slots=True)
class Given:
    """A decision that comes with a file as it is added, for all its papers."""

    access: str
    who: str
    reason: str


class Labelling:
    """The decisions of one library: read, added to, and never taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, paper_id: str = "") -> list[Label]:
        """Every decision on a paper, or on all, the latest first."""
        condition = "WHERE paper_id = ?" if paper_id else ""
        with self._database.reading() as db:
            return [
                label_from(row)
                for row in db.execute(
                    f"SELECT {LABEL_COLUMNS} FROM labels {condition} ORDER BY number DESC",
                    [paper_id] if paper_id else [],
                )
            ]

    def decide(
        self,
        paper_id: str,
        access: str,
        *,
        who: str,
        reason: str,
        paragraph: str = "",
        pages: tuple[int, int] | None = None,
    ) -> Label:
        """Add a decision; it holds from the next question on. Values are as corpus.labels has them.

        Raises BoardPapersError for a paper that is not held and for pages that are not its own,
        or that would be more open than their paper.
        """
        with self._database.changing() as db:
            row = db.execute(
                "SELECT document_id, record, access FROM papers WHERE id = ?", [paper_id]
            ).fetchone()
            if row is None:
                raise BoardPapersError("This paper is no longer in the library.")
            document_id, record, now = row
            paper = paper_from(record, now)
            if pages is not None:
                _refuse_pages(paper, pages, access)
            label = Label(
                paper_id,
                document_id,
                access,
                who,
                datetime.now(UTC).isoformat(timespec="seconds"),
                reason,
                *(pages or (paper.first_page, paper.last_page)),
                whole=pages is None,
                paragraph=paragraph if access == "exempt" else "",
                was=now if pages is None else _label_of_pages(db, paper, pages),
            )
            insert_labels(db, [label])
            if settle(db, [document_id]):
                outdate(db)
        return label

    def require(self, required: bool = True, *, even_if_lost: bool = False) -> bool:
        """Treat what bears no label as exempt from now on, or as public; whether that is new.

        A library that lost decisions keeps everything closed that has none, unless told.
        """
        wanted = CLOSED if required else OPEN
        with self._database.reading() as db:
            now = unlabelled_in(db)
        if now == wanted or (now == LOST and not even_if_lost):
            return False
        with self._database.changing() as db:
            db.execute("UPDATE meta SET value = ? WHERE name = 'unlabelled'", [wanted])
            if settle(db):
                outdate(db)
        return True

    def required(self) -> bool:
        """Whether what bears no label is treated as exempt."""
        with self._database.reading() as db:
            return unlabelled_in(db) != OPEN


def insert_labels(db: sqlite3.Connection, labels: Iterable[Label]) -> None:
    """Add decisions to the table; `settle` makes them hold."""
    db.executemany(
        f"INSERT INTO labels ({LABEL_COLUMNS}) VALUES ({','.join('?' * 11)})",
        [
            (
                label.paper_id,
                label.document_id,
                label.access,
                label.who,
                label.made,
                label.reason,
                label.first_page,
                label.last_page,
                int(label.whole),
                label.paragraph,
                label.was,
            )
            for label in labels
        ],
    )


def settle_new(
    db: sqlite3.Connection, document: Document, papers: Iterable[Paper], given: Given | None
) -> None:
    """Label a file that has just been put in: as given, or as was decided when it was here before.

    Runs inside the transaction that puts it in, so that it is never seen as more open.
    """
    if given is not None:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        insert_labels(
            db,
            [
                Label(
                    paper.id,
                    document.sha256,
                    given.access,
                    given.who,
                    made,
                    given.reason,
                    paper.first_page,
                    paper.last_page,
                    whole=True,
                    was=read_label(paper),
                )
                for paper in papers
            ],
        )
    known = db.execute("SELECT 1 FROM labels WHERE document_id = ?", [document.sha256]).fetchone()
    if known or unlabelled_in(db) != OPEN:
        settle(db, [document.sha256])


def all_decisions(db: sqlite3.Connection) -> tuple[list[Label], str]:
    """Every decision in order, and how what has none is treated."""
    labels = [
        label_from(row) for row in db.execute(f"SELECT {LABEL_COLUMNS} FROM labels ORDER BY number")
    ]
    return labels, unlabelled_in(db)


def carry_over(labels: Iterable[Label], unlabelled: str, into: sqlite3.Connection) -> int:
    """Take into a catalogue the decisions that another has and it has not; how many.

    A backup that is restored must not open what was closed since it was made.
    """
    held, now = all_decisions(into)
    missing = [label for label in labels if label not in set(held)]
    insert_labels(into, missing)
    stricter = max(unlabelled, now, key=(OPEN, CLOSED, LOST).index)
    into.execute("UPDATE meta SET value = ? WHERE name = 'unlabelled'", [stricter])
    if settle(into):
        outdate(into)
    return len(missing)


def _refuse_pages(paper: Paper, pages: tuple[int, int], access: str) -> None:
    first, last = pages
    if not paper.last_page:
        raise BoardPapersError(
            f"{paper.document} is in a format without pages, so that only the whole paper "
            "can be labelled."
        )
    if not paper.first_page <= first <= last <= paper.last_page:
        raise BoardPapersError(
            f"Pages {first} to {last} are not pages of this paper: it has the file's pages "
            f"{paper.first_page} to {paper.last_page}."
        )
    if closest((access, paper.access)) != access:
        raise BoardPapersError(
            f"Pages cannot be more open than their paper, which is labelled {paper.access}. "
            "Label the paper first, then close the pages that have to be."
        )


def _label_of_pages(db: sqlite3.Connection, paper: Paper, pages: tuple[int, int]) -> str:
    rows = db.execute(
        "SELECT DISTINCT access FROM passages WHERE paper_id = ? AND "
        "json_extract(record, '$.first_page') <= ? AND json_extract(record, '$.last_page') >= ?",
        [paper.id, pages[1], pages[0]],
    ).fetchall()
    return closest([paper.access, *(access for (access,) in rows)])
