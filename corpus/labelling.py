"""Officers' decisions about access in the catalogue, and what papers and passages bear by them.

The columns that searches filter by are worked out here and nowhere else: from what the papers
themselves say, from what officers decided, and from how the library treats what nobody has
decided on.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.database import Database
from corpus.errors import BoardPapersError
from corpus.intake import acronym_rows
from corpus.labels import Label, Part, Standing, closest, paragraphs_in, read_label, why_read
from corpus.papers import Document, Paper, Passage
from corpus.records import PASSAGE_COLUMNS, paper_from, passage_from

OPEN = "open"
"""What bears no label is public: a laptop's library, whose one reader sees everything."""

CLOSED = "exempt"
"""What bears no label, a mark of its own or an officer's, is exempt: a library with accounts."""

LOST = "lost"
"""Officers' decisions may be missing after a repair: all but what they decided is exempt."""

_ROW = (
    "paper_id, document_id, access, who, made, reason, first_page, last_page, whole, paragraph, was"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A decision that comes with a file as it is added, for all its papers."""

    access: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What officers decided of one file, by what is in force."""

    papers: Mapping[str, Label]
    """The last decision on each whole paper."""

    pages: Mapping[tuple[str, int], Label]
    """The last decision on each page of each paper, of those given for pages."""

    orphans: tuple[Label, ...]
    """The last on papers that the file is no longer split into: they hold for their pages."""


def decided_on(db: sqlite3.Connection, document_id: str, papers: Iterable[str]) -> Decided:
    """What is in force for a file that is split into these papers."""
    known = set(papers)
    whole: dict[str, Label] = {}
    pages: dict[tuple[str, int], Label] = {}
    for row in db.execute(
        f"SELECT {_ROW} FROM labels WHERE document_id = ? ORDER BY number", [document_id]
    ):
        label = _label(row)
        if label.whole:
            whole[label.paper_id] = label
        else:
            for page in range(label.first_page, label.last_page + 1):
                pages[label.paper_id, page] = label
    orphans = [label for id, label in whole.items() if id not in known]
    orphans += [label for (id, _), label in pages.items() if id not in known]
    return Decided(
        {id: label for id, label in whole.items() if id in known},
        {place: label for place, label in pages.items() if place[0] in known},
        tuple(dict.fromkeys(label for label in orphans if label.access != "public")),
    )


def label_of(paper: Paper, decided: Decided, unlabelled: str) -> str:
    """The label in force for a whole paper; `paper` is as it was read."""
    orphans = [
        label.access
        for label in decided.orphans
        if label.first_page <= paper.last_page and label.last_page >= paper.first_page
    ]
    given = decided.papers.get(paper.id)
    if given:
        return closest((given.access, *orphans))
    if unlabelled == LOST:
        return "exempt"
    read = read_label(paper) or ("public" if unlabelled == OPEN else "exempt")
    return closest((read, *orphans))


def label_on(passage: Passage, paper_label: str, decided: Decided) -> str:
    """The label in force for a passage: its pages', and never more open than its paper's."""
    own = passage.marked or "public"
    found = []
    for page in range(passage.first_page, passage.last_page + 1):
        given = decided.pages.get((passage.paper_id, page))
        found.append(given.access if given else own)
    return closest((paper_label, *found))


def settle(db: sqlite3.Connection, document_ids: Sequence[str] | None = None) -> int:
    """Bring the columns up to what is decided, in all files or in these; how many rows changed.

    Runs inside the caller's transaction. Where vectors may have been read before, `outdate`
    has to follow.
    """
    unlabelled = unlabelled_in(db)
    changed = 0
    if document_ids is None:
        document_ids = [id for (id,) in db.execute("SELECT id FROM documents")]
    for document_id in document_ids:
        changed += _settle_one(db, document_id, unlabelled)
    return changed


def outdate(db: sqlite3.Connection) -> None:
    """Make every index of vectors that was made before one that is no longer current."""
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'rewrites'")


def unlabelled_in(db: sqlite3.Connection) -> str:
    """How this library treats what bears no label; closed when it says something unknown."""
    row = db.execute("SELECT value FROM meta WHERE name = 'unlabelled'").fetchone()
    return row[0] if row and row[0] in (OPEN, LOST) else CLOSED


def _settle_one(db: sqlite3.Connection, document_id: str, unlabelled: str) -> int:
    papers = {
        id: Paper(**json.loads(record))
        for id, record in db.execute(
            "SELECT id, record FROM papers WHERE document_id = ?", [document_id]
        )
    }
    decided = decided_on(db, document_id, papers)
    labels = {id: label_of(paper, decided, unlabelled) for id, paper in papers.items()}
    before = db.total_changes
    db.executemany(
        "UPDATE papers SET access = ? WHERE id = ? AND access != ?",
        [(label, id, label) for id, label in labels.items()],
    )
    passages = [
        passage_from(row)
        for row in db.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM passages p WHERE document_id = ?", [document_id]
        )
    ]
    of_passages = {
        passage.id: label_on(passage, labels[passage.paper_id], decided) for passage in passages
    }
    db.executemany(
        "UPDATE passages SET access = ? WHERE id = ? AND access != ?",
        [(label, id, label) for id, label in of_passages.items()],
    )
    changed = db.total_changes - before
    if changed:
        _settle_acronyms(db, document_id, papers, passages, of_passages)
    return changed


def _settle_acronyms(
    db: sqlite3.Connection,
    document_id: str,
    papers: Mapping[str, Paper],
    passages: Sequence[Passage],
    classes: Mapping[str, str],
) -> None:
    spelled: dict[tuple[str, str], None] = {}
    for acronym, expansion in db.execute(
        "SELECT acronym, expansion FROM acronyms WHERE document_id = ? ORDER BY rowid",
        [document_id],
    ):
        spelled[acronym, expansion] = None
    db.execute("DELETE FROM acronyms WHERE document_id = ?", [document_id])
    document = Document("", document_id, ())
    by_acronym: dict[str, list[str]] = defaultdict(list)
    for acronym, expansion in spelled:
        by_acronym[acronym].append(expansion)
    for acronym, expansions in by_acronym.items():
        for expansion in expansions:
            db.executemany(
                "INSERT INTO acronyms VALUES (?, ?, ?, ?, ?)",
                acronym_rows(document, papers, passages, {acronym: expansion}, classes),
            )


class Labelling:
    """The decisions of one library: read, added to, and never taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standings(self, paper_ids: Iterable[str] | None = None) -> list[Standing]:
        """How every paper stands, or these, in the order that they came."""
        wanted = None if paper_ids is None else set(paper_ids)
        found: list[Standing] = []
        with self._database.reading() as db:
            by_document: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
            for id, document_id, record, access in db.execute(
                "SELECT p.id, p.document_id, p.record, p.access FROM papers p "
                "JOIN documents d ON d.id = p.document_id ORDER BY d.added, d.rowid, p.place"
            ):
                by_document[document_id].append((id, record, access))
            for document_id, rows in by_document.items():
                if wanted is not None and not wanted & {id for id, _, _ in rows}:
                    continue
                decided = decided_on(db, document_id, (id for id, _, _ in rows))
                for id, record, access in rows:
                    if wanted is None or id in wanted:
                        found.append(_standing(db, paper_from(record, access), record, decided))
        return found

    def history(self, paper_id: str = "") -> list[Label]:
        """Every decision on a paper, or on all, the latest first."""
        condition = "WHERE paper_id = ?" if paper_id else ""
        with self._database.reading() as db:
            return [
                _label(row)
                for row in db.execute(
                    f"SELECT {_ROW} FROM labels {condition} ORDER BY number DESC",
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
        f"INSERT INTO labels ({_ROW}) VALUES ({','.join('?' * 11)})",
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
    labels = [_label(row) for row in db.execute(f"SELECT {_ROW} FROM labels ORDER BY number")]
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


def _label(row: Sequence[object]) -> Label:
    return Label(*row[:8], bool(row[8]), *row[9:])  # type: ignore[arg-type, call-arg]


def _standing(db: sqlite3.Connection, paper: Paper, record: str, decided: Decided) -> Standing:
    as_read = Paper(**json.loads(record))
    read = read_label(as_read)
    given = decided.papers.get(paper.id)
    doubtful = not read and bool(as_read.access_doubt)
    return Standing(
        paper,
        read,
        why_read(as_read),
        read or ("exempt" if doubtful else "public"),
        doubtful,
        given,
        _parts(db, paper, decided),
        (given.paragraph if given else paragraphs_in(as_read.access_reason)),
    )


def _parts(db: sqlite3.Connection, paper: Paper, decided: Decided) -> tuple[Part, ...]:
    """Pages of a paper that are closer held than it, neighbours of one label together."""
    labels: dict[int, list[str]] = defaultdict(list)
    for first, last, access in db.execute(
        "SELECT json_extract(record, '$.first_page'), json_extract(record, '$.last_page'), access "
        "FROM passages WHERE paper_id = ? AND access != ?",
        [paper.id, paper.access],
    ):
        for page in range(first or 0, (last or 0) + 1):
            labels[page].append(access)
    for (id, page), label in decided.pages.items():
        if id == paper.id and closest((label.access, paper.access)) != paper.access:
            labels[page].append(label.access)
    parts: list[Part] = []
    for page in sorted(labels):
        access = closest(labels[page])
        if parts and parts[-1].last_page == page - 1 and parts[-1].access == access:
            parts[-1] = Part(parts[-1].first_page, page, access)
        else:
            parts.append(Part(page, page, access))
    return tuple(parts)


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
