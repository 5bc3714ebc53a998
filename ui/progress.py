"""How adding goes, as HTML: a bar with its words while it runs, what became of each file after."""

from html import escape

from corpus.papers import AddReport, Refusal
from ui import access_words, wording
from ui.adding import State
from ui.wording import plural


def shown(state: State) -> str:
    """The job as it stands; "" when nothing was ever added from here."""
    if state.running:
        return _running(state)
    if state.error:
        return f'<p class="sentence" role="alert">{escape(state.error)}</p>'
    if state.report is not None:
        return _report(state.report, stopped=state.stopping)
    return ""


def _running(state: State) -> str:
    words = escape(wording.CANCELLING if state.stopping else _doing(state))
    bar = (
        f'<progress max="{state.total}" value="{state.done}" aria-label="{words}"></progress>'
        if state.total
        else f'<progress aria-label="{words}"></progress>'
    )
    return f'<div class="adding"><p>{words}</p>{bar}</div>'


def _doing(state: State) -> str:
    files = plural(len(state.files), "file")
    doing = wording.STEPS.get(state.doing, state.doing) or f"{wording.ADDING} {files}"
    doing = doing[:1].upper() + doing[1:]
    count = f" ({state.done:,} of {state.total:,})" if state.total else ""
    seconds = state.seconds_left
    names = {f"{verb} {name}" for name in state.files for verb in ("reading", "Reading")}
    of_file = wording.OF_THIS_FILE if len(state.files) > 1 and state.doing in names else ""
    return f"{doing}{count}{left(seconds) + of_file if seconds else ''} …"


def left(seconds: float) -> str:
    """ ", about 3 minutes left"; for so little time that a number says nothing, in words."""
    if seconds < 50:
        return ", less than a minute left"
    return f", about {plural(round(seconds / 60) or 1, 'minute')} left"


def _report(report: AddReport, *, stopped: bool) -> str:
    head = wording.CANCELLED if stopped else _summary(report)
    return (
        f'<div class="report" role="status"><p><strong>{escape(head)}</strong></p>'
        + _list(wording.REFUSED, [told(item) for item in report.refused])
        + _list(wording.LEFT_OUT, [told(item) for item in report.skipped_pages])
        + _list(access_words.ADDED_AS, _doubts(report))
        + _list(wording.UNCHANGED, list(report.unchanged))
        + _list(wording.NOW_HERE, [paper.title for paper in report.added], closed=True)
        + "</div>"
    )


def _doubts(report: AddReport) -> list[str]:
    """Papers without a mark of their own that speak as exempt papers do."""
    return [
        access_words.NOT_MARKED.format(title=paper.title, words=paper.access_doubt)
        for paper in report.added
        if paper.access_doubt
    ]


def told(item: Refusal) -> str:
    """A file or page with its reason; a reason that begins with the name says it already."""
    return item.reason if item.reason.startswith(item.name) else f"{item.name}: {item.reason}"


def _summary(report: AddReport) -> str:
    if not report.added:
        return wording.NOTHING_ADDED
    added = plural(len(report.added), "paper")
    return f"{added} added, {plural(report.passages, 'passage')}, {report.seconds:.0f} seconds."


def _list(heading: str, lines: list[str], *, closed: bool = False) -> str:
    if not lines:
        return ""
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if closed:
        return (
            f"<details><summary>{escape(heading)} ({len(lines)})</summary><ul>{rows}</ul></details>"
        )
    return f"<p>{escape(heading)}</p><ul>{rows}</ul>"
