"""Which pages of a file a reader may see: those on which nothing stands that they may not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.database import Database
from corpus.labels import canonical
from corpus.labels_in_force import decided_on


@dataclass(frozen=True, slots=True)
class Span:
    """Pages of a file that bear one label."""

    access: str
    first_page: int
    """Counting from 1; 0 in a file without pages."""

    last_page: int
    paper: bool = False
    """Whether it is a whole paper's, and not one passage's."""


def spans(database: Database, document_id: str) -> tuple[Span, ...]:
    """The papers and passages of a file with their pages; none for one that is not held.

    Pages that an officer closed are there by themselves, since nothing on them may be a passage.
    """
    found = []
    with database.reading() as db:
        for table, paper in (("papers", True), ("passages", False)):
            rows = db.execute(
                "SELECT access, json_extract(record, '$.first_page'), "
                f"json_extract(record, '$.last_page') FROM {table} WHERE document_id = ?",
                [document_id],
            )
            found += [Span(access, first or 0, last or 0, paper) for access, first, last in rows]
        papers = [
            id for (id,) in db.execute("SELECT id FROM papers WHERE document_id = ?", [document_id])
        ]
        decided = decided_on(db, document_id, papers)
        found += [
            Span(canonical(label.access), page, page, paper=True)
            for (_, page), label in decided.pages.items()
            if label.access != "public"
        ]
    return tuple(found)


def whole_is_seen(held: Sequence[Span], access: Collection[str]) -> bool:
    """Whether a reader of these labels may have the file itself; False for one not held."""
    return bool(held) and all(span.access in access for span in held)


def page_is_seen(held: Sequence[Span], page: int, access: Collection[str]) -> bool:
    """Whether a reader of these labels may see a page as it was printed.

    Every paper and passage on it must be theirs to see. A page without a passage, such as
    a picture of a page, goes with the passages before and after it: both must be.
    """
    here = [span for span in held if span.first_page <= page <= span.last_page]
    if any(span.access not in access for span in here):
        return False
    passages = [span for span in held if not span.paper]
    if any(not span.paper for span in here):
        return True
    before = max((span.last_page for span in passages if span.last_page < page), default=0)
    after = min((span.first_page for span in passages if span.first_page > page), default=0)
    near = [span for span in passages if span.last_page == before or span.first_page == after]
    return bool(held) and page > 0 and all(span.access in access for span in near)
