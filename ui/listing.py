"""Lists as HTML: the reader's conversations and the papers that the library holds."""

from collections.abc import Collection, Mapping, Sequence
from html import escape

from corpus.catalogue import DocumentRecord
from corpus.papers import Paper
from ui import wording
from ui.access_words import label_words
from ui.card import pages_of
from ui.conversations import Kept
from ui.progress import told
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


def holdings(
    documents: Sequence[DocumentRecord],
    *,
    changes: bool = True,
    opens: Collection[str] | None = None,
) -> str:
    """What the library holds: by meeting, the latest first; in each its files and their papers.

    `changes` says whether the reader may remove files, `opens` the ids of those that they may
    have whole, all when None.
    """
    if not documents:
        return f'<p class="empty">{escape(wording.EMPTY)}</p>'
    papers = sum(len(item.papers) for item in documents)
    files = plural(len(documents), "file")
    head = f'<p class="held">{escape(plural(papers, "paper"))} in {escape(files)}</p>'
    meetings: dict[tuple[str, str], list[DocumentRecord]] = {}
    for item in documents:
        meetings.setdefault(_meeting(item), []).append(item)
    ways = {
        item.id: (_open(item) if opens is None or item.id in opens else "")
        + (_remove(item) if changes else "")
        for item in documents
    }
    return head + "".join(
        _of_meeting(number, meeting, sorted(meetings[meeting], key=lambda item: item.name), ways)
        for number, meeting in enumerate(sorted(meetings, reverse=True))
    )


def _meeting(document: DocumentRecord) -> tuple[str, str]:
    """The date and body of the latest meeting that its papers name."""
    return max(((paper.meeting_date, paper.body) for paper in document.papers), default=("", ""))


def _of_meeting(
    number: int,
    meeting: tuple[str, str],
    documents: Sequence[DocumentRecord],
    ways: Mapping[str, str],
) -> str:
    date, body = meeting
    words = ", ".join(part for part in (long_date(date), body) if part) if date else ""
    return (
        f'<section class="of-meeting" aria-labelledby="held-{number}">'
        f'<h2 id="held-{number}">{escape(words or wording.UNDATED)}</h2>'
        f"{''.join(_file(item, ways[item.id], opened=not number) for item in documents)}</section>"
    )


def _file(document: DocumentRecord, ways: str, *, opened: bool) -> str:
    """One file; the papers of a pack fold away, those of the latest meeting are there at once."""
    one = document.papers[0] if len(document.papers) == 1 else None
    heading = _card_button(one, named(one)) if one else escape(document.name)
    papers = f'<ul class="papers-in">{"".join(map(_paper, document.papers))}</ul>'
    if one:
        papers = _about(one)
    else:
        count = escape(plural(len(document.papers), "paper"))
        papers = f"<details{' open' if opened else ''}><summary>{count}</summary>{papers}</details>"
    return (
        f'<article class="file"><h3>{heading}{_access(document)}</h3>'
        f'<p class="facts">{escape(_facts(document, one))}</p>{_skipped(document)}{papers}'
        f'<p class="ways">{ways}</p></article>'
    )


def _open(document: DocumentRecord) -> str:
    return (
        f'<a class="button" href="/paper/{escape(document.id)}" target="_blank" '
        f'rel="noopener" aria-label="{escape(wording.OPEN)}: {escape(document.name)}">'
        f"{escape(wording.OPEN)}</a>"
    )


def _remove(document: DocumentRecord) -> str:
    return (
        f'<button type="button" class="small" data-do="remove" data-name="{escape(document.name)}" '
        f'data-id="{escape(document.id)}" '
        f'aria-label="{escape(wording.REMOVE)}: {escape(document.name)}">'
        f"{escape(wording.REMOVE)}</button>"
    )


def _card_button(paper: Paper, words: str) -> str:
    return (
        f'<button type="button" class="open" data-do="card" data-id="{escape(paper.id)}">'
        f"{escape(words)}</button>"
    )


def _access(document: DocumentRecord) -> str:
    """A word beside a file whose papers not everybody may see, all or some."""
    kinds = {paper.access for paper in document.papers} - {"public"}
    words = ", ".join(map(label_words, sorted(kinds)))
    return f'<span class="access">{escape(words)}</span>' if words else ""


def _facts(document: DocumentRecord, one: Paper | None) -> str:
    parts = [
        document.name if one else "",
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
    rows = "".join(f"<li>{escape(told(item))}</li>" for item in document.skipped)
    count = escape(wording.SKIPPED.format(pages=plural(len(document.skipped), "page")))
    return f'<details class="skipped"><summary>{count}</summary><ul>{rows}</ul></details>'


def _paper(paper: Paper) -> str:
    """One paper of a pack: its card, and what tells it apart."""
    item = f"{paper.item}. " if paper.item else ""
    label = label_words(paper.access) if paper.access != "public" else ""
    access = f' <span class="access">{escape(label)}</span>' if label else ""
    return f"<li>{_card_button(paper, item + paper.title)}{access}{_about(paper)}</li>"


def _about(paper: Paper) -> str:
    pages = pages_of(paper)
    parts = [pages, paper.period, paper.officer]
    return f'<p class="facts">{escape(" · ".join(part for part in parts if part))}</p>'
