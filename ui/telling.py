"""What the commands print: reports, lists and answers as lines, and as records for --json."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from typing import Any

import typer

from assistant.answers import Answer, Step
from corpus.catalogue import DocumentRecord
from corpus.labels import Standing
from corpus.papers import AddReport, Paper, Progress
from corpus.settings import Settings
from corpus.upkeep import CheckReport
from ui import wording
from ui.progress import told
from ui.render import named
from ui.wording import plural

WIDTH = 88


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr that follows what is being done; nothing where there is no screen."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def follow(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                for other in tasks.values():
                    bars.update(other, visible=False)
                tasks[doing] = bars.add_task(
                    _plainly(wording.STEPS.get(doing, doing)), total=total or None
                )
            bars.update(tasks[doing], completed=done, total=total or None)

        yield follow


def _plainly(doing: str) -> str:
    from rich.markup import escape

    return escape(doing)


def tell_report(report: AddReport) -> None:
    """A line a paper, then what was refused and why, then the count."""
    for paper in report.added:
        typer.echo(_line(paper))
    for name in report.unchanged:
        typer.echo(f"{name}: {wording.UNCHANGED.lower()}")
    for item in report.skipped_pages:
        typer.echo(f"Left out: {told(item)}", err=True)
    for item in report.refused:
        typer.echo(f"Not added: {told(item)}", err=True)
    typer.echo(
        f"{plural(len(report.added), 'paper')} added, {plural(report.passages, 'passage')}, "
        f"{plural(len(report.refused), 'file')} refused, {report.seconds:.1f} seconds."
    )


def tell_doubts(doubts: Sequence[Standing]) -> None:
    """Papers without a mark of their own that still speak as exempt papers do."""
    if not doubts:
        return
    typer.echo(
        "Where there are accounts, these are exempt until an officer decides "
        "('board-papers access list --awaiting'):"
    )
    for item in doubts:
        typer.echo(f"    {item.paper.title}: {item.why}")


def _line(paper: Paper) -> str:
    pages = f"pages {paper.first_page} to {paper.last_page}" if paper.last_page else ""
    parts = [named(paper), f"item {paper.item}" if paper.item else "", paper.period, pages]
    return f"{paper.document}: {', '.join(part for part in parts if part)}"


def tell_documents(documents: Sequence[DocumentRecord]) -> None:
    """A block a file, a line a paper."""
    for document in documents:
        skipped = f", {plural(len(document.skipped), 'page')} left out" if document.skipped else ""
        typer.echo(
            f"{document.name} [{document.id[:8]}]: {plural(document.pages, 'page')}, "
            f"{plural(document.passages, 'passage')}, {document.status}{skipped}"
        )
        for paper in document.papers:
            typer.echo(f"    {_line(paper).removeprefix(f'{paper.document}: ')}")
    papers = sum(len(document.papers) for document in documents)
    typer.echo(f"{plural(papers, 'paper')} in {plural(len(documents), 'file')}.")


def tell_answer(answer: Answer) -> None:
    """The answer, then each source with its place and its words."""
    for line in answer.text.splitlines():
        typer.echo(textwrap.fill(line, WIDTH) if line.strip() else "")
    for note in answer.notes:
        typer.echo(f"\n{textwrap.fill(note, WIDTH)}")
    cited = answer.citations or answer.nearest
    if cited:
        typer.echo(f"\n{wording.SOURCES if answer.citations else wording.NEAREST}")
    for item in cited:
        place = f" {item.place}." if item.place else ""
        typer.echo(f"[{item.key}] {_ended(named(item.paper))}{place} ({item.paper.document})")
        quote = textwrap.shorten(item.quote or item.passage.text, 400, placeholder=" …")
        typer.echo(textwrap.fill(quote, WIDTH, initial_indent="    ", subsequent_indent="    "))


def _ended(text: str) -> str:
    """The text with a full stop, unless it ends with one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def chosen_model(settings: Settings) -> Any:
    """The language model that the settings name; None, and nothing of it loaded, for "quoting".

    What stands in its way is said on stderr: until it is mended, answers quote the papers.
    """
    if settings.model in ("", "quoting"):
        return None
    from assistant.models import chosen_model as choose
    from assistant.models import trouble_with

    model = choose(settings.model, settings.model_url)
    trouble = trouble_with(model, settings.model_url) if model else ""
    if trouble:
        typer.echo(f"{trouble} {wording.QUOTES_INSTEAD}", err=True)
    return model


def as_it_arrives(steps: Iterable[Step]) -> Answer:
    """The answer of some steps; its words are shown as they come where stderr is a screen.

    What was shown on the way goes again, since the checks may cut of it.
    """
    from rich.console import Console

    answer = None
    console = Console(stderr=True)
    with _live(console) if console.is_terminal else nullcontext() as live:
        for step in steps:
            if live and step.answer is None:
                words = step.text or wording.STATES.get(step.state, "")
                live.update(_plainly(words), refresh=True)
            answer = step.answer or answer
    assert answer is not None
    return answer


def _live(console: Any) -> Any:
    from rich.live import Live

    return Live(console=console, transient=True, auto_refresh=False)


def tell_check(found: CheckReport) -> None:
    """What the library found about itself, a line each; what is wrong comes last."""
    for note in found.notes:
        typer.echo(note)
    if found.sound:
        typer.echo(wording.SOUND)


def report_record(report: AddReport) -> dict[str, Any]:
    """What `add --json` prints."""
    return asdict(report)


def document_record(document: DocumentRecord) -> dict[str, Any]:
    """What `papers --json` prints for one file."""
    return asdict(document) | {"status": document.status}
