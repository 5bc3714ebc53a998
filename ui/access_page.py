"""The Access page as HTML: how each paper stands, what was decided on it, and the trail."""

from collections.abc import Iterable, Sequence
from html import escape

from corpus.labels import Label, Standing
from corpus.seals import TrailReport
from corpus.trail import ACTS, Act
from ui import access_words as words
from ui.access_words import label_words, pages_words
from ui.render import long_date
from ui.wording import plural

TOGETHER = 2
"""From so many papers of one file that await nothing but a nod, they can be confirmed at once."""


def standings_page(standings: Sequence[Standing], *, required: bool) -> str:
    """All papers: those to look at first, those that await a decision, those decided on.

    `required` says whether what bears no label is treated as exempt meanwhile.
    """
    if not standings:
        return f'<p class="empty">{escape(words.NONE_HELD)}</p>'
    doubtful = [item for item in standings if item.awaits and item.doubtful]
    awaiting = [item for item in standings if item.awaits and not item.doubtful]
    decided = [item for item in standings if not item.awaits]
    waiting = len(doubtful) + len(awaiting)
    told = [
        words.AWAITING.format(papers=plural(waiting, "paper")) if waiting else words.NONE_AWAIT,
        words.CLOSED_MEANWHILE if waiting and required else "",
        words.DOUBTS.format(papers=plural(len(doubtful), "paper")) if doubtful else "",
    ]
    head = f'<p class="held">{escape(" ".join(filter(None, told)))}</p>'
    return (
        head
        + _section("doubtful", words.DOUBTFUL, doubtful)
        + _section("awaiting", words.WITHOUT, awaiting)
        + _section("decided", words.DECIDED, decided, folded=True)
    )


def _section(name: str, heading: str, standings: Sequence[Standing], folded: bool = False) -> str:
    if not standings:
        return ""
    files: dict[str, list[Standing]] = {}
    for item in standings:
        files.setdefault(item.paper.document_id, []).append(item)
    inside = "".join(_file(items) for items in files.values())
    title = f'<h2 id="access-{name}">{escape(heading)}</h2>'
    body = inside
    if folded:
        count = escape(plural(len(standings), "paper"))
        body = f"<details><summary>{count}</summary>{inside}</details>"
    return f'<section class="of-meeting" aria-labelledby="access-{name}">{title}{body}</section>'


def _file(items: Sequence[Standing]) -> str:
    first = items[0].paper
    rows = "".join(map(_paper, items))
    together = ""
    if len(items) >= TOGETHER and all(item.awaits and not item.doubtful for item in items):
        said = words.CONFIRM_FILE.format(papers=plural(len(items), "paper"))
        together = (
            f'<p class="ways"><button type="button" class="small" data-do="confirmfile" '
            f'data-id="{escape(first.document_id)}" '
            f'aria-label="{escape(said)}: {escape(first.document)}">{escape(said)}</button></p>'
        )
    return (
        f'<article class="file"><h3>{escape(first.document)}</h3>{together}'
        f'<ul class="papers-in">{rows}</ul></article>'
    )


def _paper(item: Standing) -> str:
    paper = item.paper
    named = escape(f"{paper.item}. {paper.title}" if paper.item else paper.title)
    closed = item.awaits and not item.read and paper.access == "exempt"
    now = words.UNTIL if closed else label_words(paper.access, item.paragraph)
    kind = "" if paper.access == "public" else ' class="access"'
    facts = [
        pages_words(paper.first_page, paper.last_page) if paper.last_page else "",
        long_date(paper.meeting_date) if paper.meeting_date else "",
        item.why,
        _parts(item),
    ]
    confirm = ""
    if item.awaits:
        said = words.CONFIRM.format(label=label_words(item.proposed, item.paragraph))
        confirm = _button("confirm", item, said)
    about = escape(" · ".join(fact for fact in facts if fact))
    return (
        f"<li><p><strong>{named}</strong> <span{kind}>{escape(words.NOW)}: {escape(now)}</span></p>"
        f'<p class="facts">{about}</p>{_last(item)}'
        f'<p class="ways">{confirm}{_button("relabel", item, words.CHANGE)}</p></li>'
    )


def _button(does: str, item: Standing, said: str) -> str:
    return (
        f'<button type="button" class="small" data-do="{does}" data-id="{escape(item.paper.id)}" '
        f'aria-label="{escape(said)}: {escape(item.paper.title)}">{escape(said)}</button>'
    )


def _last(item: Standing) -> str:
    return f'<p class="facts">{escape(decision(item.decided))}</p>' if item.decided else ""


def _parts(item: Standing) -> str:
    pages = ", ".join(
        f"{pages_words(part.first_page, part.last_page)} ({label_words(part.access)})"
        for part in item.parts
    )
    return words.PARTS.format(pages=pages) if pages else ""


def decision(label: Label) -> str:
    """One decision as a sentence: what, who, when, why."""
    said = words.DECIDED_BY.format(
        label=label_words(label.access, label.paragraph),
        who=label.who or words.ONE_READER,
        when=f"{long_date(label.made[:10])}, {label.made[11:16]} UTC",
        reason=label.reason,
    )
    if not label.whole:
        pages = pages_words(label.first_page, label.last_page)
        said = f"{pages[:1].upper()}{pages[1:]}: {said}"
    return f"{said} ({words.WAS.format(label=label_words(label.was))})" if label.was else said


def history_page(decisions: Iterable[Label]) -> str:
    """What was decided on a paper, the latest first."""
    rows = "".join(f"<li>{escape(decision(label))}</li>" for label in decisions)
    if not rows:
        return f'<p class="hint">{escape(words.NO_HISTORY)}</p>'
    return f"<h3>{escape(words.HISTORY)}</h3><ol>{rows}</ol>"


def trail_page(acts: Sequence[Act], report: TrailReport | None = None) -> str:
    """The latest acts as a table, with ways to save all of them."""
    ways = "".join(
        f'<a class="button" href="/trail.{kind}" download>{escape(said)}</a>'
        for kind, said in (("csv", words.TRAIL_CSV), ("jsonl", words.TRAIL_JSON))
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in act_cells(act)) + "</tr>"
        for act in acts
    )
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in words.TRAIL_COLUMNS)
    latest = words.TRAIL_LATEST.format(acts=plural(len(acts), "act"))
    table = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(latest)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    empty = f'<p class="empty">{escape(words.TRAIL_EMPTY)}</p>'
    return (
        f'<p class="hint">{escape(words.TRAIL_HINT)}</p>{_checked(report)}'
        f'<p class="ways">{ways}</p>{table if rows else empty}'
    )


def _checked(report: TrailReport | None) -> str:
    if report is None:
        return ""
    if not report.sound:
        return f'<p class="sentence" role="alert">{escape(" ".join(report.problems))}</p>'
    said = words.TRAIL_SOUND.format(acts=plural(report.acts, "act"), seal=report.seal)
    return f'<p class="told seal" role="status">{escape(said)}</p>'


def act_cells(act: Act) -> tuple[str, str, str, str]:
    """When, who, what and of what, in words."""
    who = act.name or act.who or (words.THE_PUBLIC if act.role == "public" else words.ONE_READER)
    about = [f"“{act.words}”"] if act.words else []
    for name, value in act.about.items():
        if isinstance(value, list):
            shown = ", ".join(str(one)[:16] for one in value[:6])
            about.append(f"{name}: {shown or '–'}")
        elif value not in ("", None):
            about.append(f"{name}: {str(value)[:64]}")
    return act.at[:19].replace("T", " "), who, ACTS.get(act.act, act.act), "; ".join(about)
