"""From files and folders to the library: read, structure, cut, add; then vectors."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import BoardPapersError, UnreadablePaper
from corpus.labelling import Given
from corpus.labels import as_label
from corpus.library import Library
from corpus.papers import (
    AddReport,
    Document,
    Paper,
    Passage,
    Progress,
    Refusal,
)
from ingest.acronyms import find_acronyms
from ingest.exempt import doubt_in, public_mark
from ingest.passages import cut_passages
from ingest.read import read_document, refuse_large
from ingest.structure import StructuredPaper, structure

logger = logging.getLogger(__name__)

GIVEN = "Given when it was added."
"""The reason kept with an access that was chosen while adding."""

HEAD_ELEMENTS = 16
"""Paragraphs and headings at a paper's beginning in which it can be marked as public."""

HEAD_OF_AGENDA = 60
"""The same of an agenda, which lists the board's members before it says "Part I"."""

SUFFIXES = (".pdf", ".docx", ".txt", ".md", ".markdown")
"""What is taken from a folder; a file that is named itself is looked at whatever it is called."""


def add_paths(
    paths: Sequence[Path],
    library: Library,
    *,
    access: str = "",
    who: str = "",
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
    vectors: bool = True,
) -> AddReport:
    """Add files, and the files of folders, going on past a bad one.

    `access` is who may see the papers added, kept as a decision of `who`; "" reads it from the
    papers. Pages that a paper itself marks as exempt stay so whatever is given.
    Each file can be asked about by words as soon as it is in; vectors follow at
    the end, unless told not to. Stopped or killed, a second call goes on.
    """
    given = Given(as_label(access), who, GIVEN) if access else None
    started = time.monotonic()
    report = AddReport()
    with library.writing():
        for path in _files(paths):
            if should_stop and should_stop():
                break
            report = _add_file(path, library, given, report, progress, should_stop)
        if vectors and not (should_stop and should_stop()):
            library.embed_pending(progress, should_stop)
    return replace(report, seconds=time.monotonic() - started)


def passages_of(document: Document) -> tuple[list[Paper], list[Passage], dict[str, str]]:
    """A document's papers, their passages, and its acronyms.

    Raises UnreadablePaper when nothing in it can be quoted.
    """
    structured = structure(document)
    papers: list[Paper] = []
    passages: list[Passage] = []
    for paper in structured:
        cut = cut_passages(paper)
        if not cut:
            continue
        papers.append(_with_marks(paper, cut))
        passages.extend(cut)
    if not passages:
        raise UnreadablePaper(
            f"{document.name} was opened, but no text that could be quoted was found in it. "
            "If it is a scan, make it searchable first (ocrmypdf does this) and add the new file."
        )
    acronyms = find_acronyms(element for paper in structured for element in paper.elements)
    return papers, passages, acronyms


def _with_marks(structured: StructuredPaper, passages: Sequence[Passage]) -> Paper:
    """The paper with the words that mark it as public, or for which it should be held closely."""
    paper = structured.paper
    if paper.access != "public":
        return paper
    head = HEAD_OF_AGENDA if paper.kind == "agenda" else HEAD_ELEMENTS
    mark = public_mark([paper.title, *(e.text for e in structured.elements[:head])])
    if mark:
        return replace(paper, access_open=mark)
    return replace(paper, access_doubt=doubt_in(p.text for p in passages if not p.marked))


def _understood(document: Document) -> tuple[list[Paper], list[Passage], dict[str, str]]:
    """`passages_of`, with a fault of ours told as a refusal: one odd file stops no folder."""
    try:
        return passages_of(document)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        logger.exception("%s could not be cut into passages", document.name)
        raise UnreadablePaper(
            f"{document.name} was read, but its parts could not be told from each other. This is "
            "a fault of the program: the log says more. Save it in another way and try again."
        ) from error


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(
                found
                for found in sorted(path.rglob("*"))
                if found.is_file()
                and found.suffix.lower() in SUFFIXES
                and not any(part.startswith(".") for part in found.relative_to(path).parts)
            )
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def _add_file(
    path: Path,
    library: Library,
    given: Given | None,
    report: AddReport,
    progress: Progress | None,
    should_stop: Callable[[], bool] | None,
) -> AddReport:
    import hashlib

    try:
        if not path.is_file():
            raise UnreadablePaper(f"There is no file {path}. Check the name and the folder.")
        refuse_large(path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if library.holds(digest):
            return replace(report, unchanged=(*report.unchanged, path.name))
        document = read_document(path, progress=progress, should_stop=should_stop)
        if should_stop and should_stop():
            return report
        papers, passages, acronyms = _understood(document)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise UnreadablePaper(
                f"{path.name} was changed while it was read. Add it again when it is finished."
            )
        library.add(document, papers, passages, data, acronyms=acronyms, given=given)
        papers = [library.paper(paper.id) or paper for paper in papers]
    except (UnreadablePaper, OSError) as error:
        reason = (
            str(error)
            if isinstance(error, BoardPapersError)
            else f"{path.name} cannot be read ({error.strerror or error})."
        )
        return replace(report, refused=(*report.refused, Refusal(path.name, reason)))
    skipped = tuple(
        Refusal(f"{document.name}, page {page.number}", page.skipped)
        for page in document.pages
        if page.skipped
    )
    return replace(
        report,
        added=(*report.added, *papers),
        files=(*report.files, document.name),
        skipped_pages=(*report.skipped_pages, *skipped),
        passages=report.passages + len(passages),
    )
