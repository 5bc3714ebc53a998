"""One document, its papers and passages, to the rows that the catalogue takes in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.papers import Document, Paper, Passage
from corpus.records import effective_access, paper_record, passage_record, searched_text


def paper_rows(document: Document, papers: Iterable[Paper]) -> Iterator[tuple[object, ...]]:
    """Rows for the table of papers, in their order."""
    for place, paper in enumerate(papers):
        yield (
            paper.id,
            document.sha256,
            place,
            effective_access(paper.access, paper.access),
            paper.body,
            paper.meeting_date,
            paper.period,
            paper.title,
            paper_record(paper),
        )


def passage_rows(
    document: Document, papers: Mapping[str, Paper], passages: Sequence[Passage]
) -> Iterator[tuple[object, ...]]:
    """Rows for the table of passages; of several with one id, the first."""
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            continue
        seen.add(passage.id)
        paper = papers[passage.paper_id]
        passage = with_own_mark(passage, paper)
        yield (
            passage.id,
            document.sha256,
            paper.id,
            passage.order,
            effective_access(passage.marked or "public", paper.access),
            paper.body,
            paper.meeting_date,
            passage.period or paper.period,
            passage.label,
            searched_text(passage),
            passage_record(passage),
        )


def with_own_mark(passage: Passage, paper: Paper) -> Passage:
    """The passage, saying by itself whether it is held otherwise than its paper is."""
    if passage.marked or passage.access == paper.access:
        return passage
    return replace(passage, marked=passage.access or "exempt")


def acronym_rows(
    document: Document,
    papers: Mapping[str, Paper],
    passages: Sequence[Passage],
    acronyms: Mapping[str, str],
    classes: Mapping[str, str] | None = None,
) -> list[tuple[object, ...]]:
    """Each acronym once a paper and class of access of the passages that spell it out.

    One that no passage spells out is as closely held as the closest passage.
    `classes` are the passages' labels; by default those that they are read with.
    """
    classes = classes or {
        passage.id: effective_access(passage.access, papers[passage.paper_id].access)
        for passage in passages
    }
    closest = "public" if set(classes.values()) <= {"public"} else "exempt"
    texts = [(passage, plain(passage.text)) for passage in passages]
    unplaced: set[tuple[str | None, str]] = {(None, closest)}
    rows: dict[tuple[object, ...], None] = {}
    for acronym, expansion in acronyms.items():
        wanted = plain(expansion)
        places: set[tuple[str | None, str]] = {
            (passage.paper_id, classes[passage.id]) for passage, text in texts if wanted in text
        }
        for paper_id, access in sorted(places or unplaced, key=str):
            rows[document.sha256, paper_id, access, acronym, expansion] = None
    return list(rows)


def plain(text: str) -> str:
    """A text by which two spellings of one name are the same: case and spaces do not count."""
    return " ".join(text.casefold().split())
