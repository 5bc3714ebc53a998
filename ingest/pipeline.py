"""From files and folders to the library: read, structure, cut, add; then vectors."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import BoardPapersError, UnreadablePaper
from corpus.library import Library
from corpus.papers import (
    ACCESS_CLASSES,
    AddReport,
    Document,
    Paper,
    Passage,
    Progress,
    Refusal,
)
from ingest.acronyms import find_acronyms
from ingest.passages import cut_passages
from ingest.read import read_document, refuse_large
from ingest.structure import structure

logger = logging.getLogger(__name__)

SUFFIXES = (".pdf", ".docx", ".txt", ".md", ".markdown")
"""What is taken from a folder; a file that is named itself is looked at whatever it is called."""


def add_paths(
    paths: Sequence[Path],
    library: Library,
    *,
    access: str = "",
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
    vectors: bool = True,
) -> AddReport:
    """Add files, and the files of folders, going on past a bad one.

    `access` sets the class of everything added; "" reads it from the papers.
    Each file can be asked about by words as soon as it is in; vectors follow at
    the end, unless told not to. Stopped or killed, a second call goes on.
    """
    if access and access not in ACCESS_CLASSES:
        raise BoardPapersError(
            f"'{access}' is no access class. Choose one of {', '.join(ACCESS_CLASSES)}."
        )
    started = time.monotonic()
    report = AddReport()
    with library.writing():
        for path in _files(paths):
            if should_stop and should_stop():
                break
            report = _add_file(path, library, access, report, progress, should_stop)
        if vectors and not (should_stop and should_stop()):
            library.embed_pending(progress, should_stop)
    return replace(report, seconds=time.monotonic() - started)


def passages_of(
    document: Document, access: str = ""
) -> tuple[list[Paper], list[Passage], dict[str, str]]:
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
        papers.append(replace(paper.paper, access=access or paper.paper.access))
        passages.extend(replace(passage, access=access or passage.access) for passage in cut)
    if not passages:
        raise UnreadablePaper(
            f"{document.name} was opened, but no text that could be quoted was found in it. "
            "If it is a scan, make it searchable first (ocrmypdf does this) and add the new file."
        )
    acronyms = find_acronyms(element for paper in structured for element in paper.elements)
    return papers, passages, acronyms


def _understood(
    document: Document, access: str
) -> tuple[list[Paper], list[Passage], dict[str, str]]:
    """`passages_of`, with a fault of ours told as a refusal: one odd file stops no folder."""
    try:
        return passages_of(document, access)
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
    access: str,
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
        papers, passages, acronyms = _understood(document, access)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise UnreadablePaper(
                f"{path.name} was changed while it was read. Add it again when it is finished."
            )
        library.add(document, papers, passages, data, acronyms=acronyms)
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
