"""A small library of an invented council's papers, for the tests of answers by a model."""

import hashlib
from pathlib import Path

from claims import PAPERS, passages
from stand_ins import WordLengths

from corpus.library import Library
from corpus.papers import Document, Page, Paper, Passage, content_id


def council_library(folder: Path, *more: tuple[str, str]) -> Library:
    """The papers of `claims`, with a paper more for each (title, text)."""
    library = Library.open(folder, encoder=WordLengths())
    for paper in PAPERS.values():
        own = [one for one in passages().values() if one.paper_id == paper.id]
        if own:
            add(library, paper, own)
    for title, text in more:
        add_text(library, title, text)
    library.embed_pending(should_stop=library.meanings_ready)
    return library


def add_text(library: Library, title: str, text: str, access: str = "public") -> None:
    """One more paper of one passage."""
    id = content_id(title, text)
    paper = Paper(id, "", f"{title.lower().replace(' ', '-')}.pdf", title, access=access)
    add(library, paper, [Passage(content_id(id), id, text, 1, 1, search_text=text, access=access)])


def add(
    library: Library, paper: Paper, own: list[Passage], acronyms: dict[str, str] | None = None
) -> None:
    """A paper and its passages as one file, with what its acronyms stand for."""
    from dataclasses import replace

    content = f"{paper.id} {paper.document}".encode()
    sha = hashlib.sha256(content).hexdigest()
    document = Document(paper.document, sha, tuple(Page(n, ()) for n in (1, 2, 3)))
    searched = [
        replace(one, search_text=f"{paper.title} {one.label} {one.text}", order=order)
        for order, one in enumerate(own)
    ]
    library.add(document, [replace(paper, document_id=sha)], searched, content, acronyms or {})
