"""Lists as HTML: the reader's conversations and the papers that the library holds."""

from collections.abc import Sequence
from html import escape

from corpus.catalogue import DocumentRecord
from corpus.papers import Paper
from ui import wording
from ui.conversations import Kept
from ui.render import long_date, named
from ui.wording import plural


def conversations(kept: Sequence[Kept]) -> str:
    """The reader's conversations, the latest first, each with a way to open and to delete it."""
    if not kept:
        return f'<p class="hint">{escape(wording.NO_CONVERSATIONS)}</p>'
    rows = "".join(
        f'<li><button type="button" class="open" data-do="open" data-id="{escape(item.id)}">'
        f"{escape(item.title)}</button>"
        f'<button type="button" class="small" data-rename="{escape(item.id)}" '
        f'data-title="{escape(item.title)}" '
        f'aria-label="{escape(wording.RENAME)}: {escape(item.title)}">{escape(wording.RENAME)}'
        "</button>"
        f'<button type="button" class="small" data-do="forget" data-id="{escape(item.id)}" '
        f'aria-label="{escape(wording.DELETE)}: {escape(item.title)}">{escape(wording.DELETE)}'
        "</button></li>"
        for item in kept
    )
    return f'<ul class="kept">{rows}</ul>'


def holdings(documents: Sequence[DocumentRecord]) -> str:
    """What the library holds: one entry a file, its papers inside, the latest meeting first."""
    if not documents:
        return f'<p class="empty">{escape(wording.EMPTY)}</p>'
    papers = sum(len(item.papers) for item in documents)
    files = plural(len(documents), "file")
    head = f'<p class="held">{escape(plural(papers, "paper"))} in {escape(files)}</p>'
    ordered = sorted(documents, key=_latest, reverse=True)
    return head + "".join(_file(item) for item in ordered)


def _latest(document: DocumentRecord) -> tuple[str, str]:
    return max((paper.meeting_date for paper in document.papers), default=""), document.name


def _file(document: DocumentRecord) -> str:
    rows = "".join(_paper(document, paper) for paper in document.papers)
    table = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(document.name)}">'
        f"<table><thead><tr>{_heads(wording.PAPER_COLUMNS)}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
    return (
        '<article class="file"><div class="file-head">'
        f"<h2>{escape(_heading(document))}{_access(document)}</h2>"
        f'<p class="facts">{escape(_facts(document))}</p>{_skipped(document)}'
        f'<p class="ways"><a class="button" href="/paper/{escape(document.id)}" target="_blank" '
        f'rel="noopener" aria-label="{escape(wording.OPEN)}: {escape(document.name)}">'
        f"{escape(wording.OPEN)}</a>"
        f'<button type="button" class="small" data-do="remove" data-name="{escape(document.name)}" '
        f'data-id="{escape(document.id)}" '
        f'aria-label="{escape(wording.REMOVE)}: {escape(document.name)}">'
        f"{escape(wording.REMOVE)}</button></p></div>"
        f"<details><summary>{escape(plural(len(document.papers), 'paper'))}</summary>{table}"
        "</details></article>"
    )


def _access(document: DocumentRecord) -> str:
    """A word beside a file whose papers not everybody may see, all or some."""
    kinds = {paper.access for paper in document.papers} - {"public"}
    words = ", ".join(wording.ACCESS.get(kind, wording.ACCESS["exempt"]) for kind in sorted(kinds))
    return f'<span class="access">{escape(words)}</span>' if words else ""


def _heading(document: DocumentRecord) -> str:
    """What a reader would call the file: its one paper, or the meeting whose pack it is."""
    if len(document.papers) == 1:
        return named(document.papers[0])
    date, body = max(
        ((paper.meeting_date, paper.body) for paper in document.papers), default=("", "")
    )
    return ", ".join(part for part in (body, long_date(date)) if part) or document.name


def _facts(document: DocumentRecord) -> str:
    parts = [
        document.name,
        plural(document.pages, "page") if document.pages else "",
        plural(document.passages, "passage"),
        f"{wording.ADDED} {long_date(document.added[:10])}",
        wording.READY_TO_ASK if document.embedded >= document.passages else wording.WORDS_ONLY,
    ]
    return " · ".join(part for part in parts if part)


def _skipped(document: DocumentRecord) -> str:
    """Pages that were left out, each with its reason."""
    if not document.skipped:
        return ""
    rows = "".join(f"<li>{escape(f'{i.name}: {i.reason}')}</li>" for i in document.skipped)
    count = escape(wording.SKIPPED.format(pages=plural(len(document.skipped), "page")))
    return f'<details class="skipped"><summary>{count}</summary><ul>{rows}</ul></details>'


def _heads(names: Sequence[str]) -> str:
    return "".join(f'<th scope="col">{escape(name)}</th>' for name in names)


def _paper(document: DocumentRecord, paper: Paper) -> str:
    pages = (
        f"{paper.first_page} to {paper.last_page}"
        if paper.last_page > paper.first_page
        else str(paper.first_page or "")
    )
    linked = (
        f'<a href="/paper/{escape(document.id)}#page={paper.first_page}" target="_blank" '
        f'rel="noopener">{escape(paper.title)}</a>'
    )
    cells = (
        paper.item,
        long_date(paper.meeting_date),
        paper.period,
        paper.officer,
        pages,
        paper.access if paper.access != "public" else "",
    )
    return (
        f'<tr><th scope="row">{linked}</th>{"".join(f"<td>{escape(c)}</td>" for c in cells)}</tr>'
    )
