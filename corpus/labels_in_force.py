"""The labels in force: what papers and passages bear by the decisions on them.

The columns that searches filter by are worked out here and nowhere else: from what the papers
themselves say, from what officers decided, and from how the library treats what nobody has
decided on.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.intake import acronym_rows
from corpus.labels import Label, closest, read_label
from corpus.papers import Document, Paper, Passage
from corpus.records import LABEL_COLUMNS, PASSAGE_COLUMNS, label_from, passage_from

OPEN = "open"
"""What bears no label is public: a laptop's library, whose one reader sees everything."""

CLOSED = "exempt"
"""What bears no label, a mark of its own or an officer's, is exempt: a library with accounts."""

LOST = "lost"
"""Officers' decisions may be missing after a repair: all but what they decided is exempt."""


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
        f"SELECT {LABEL_COLUMNS} FROM labels WHERE document_id = ? ORDER BY number", [document_id]
    ):
        label = label_from(row)
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
