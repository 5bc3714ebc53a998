"""The commands for whoever decides who may see a paper, and for the trail."""

import getpass
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.errors import BoardPapersError, LibraryError
from corpus.settings import read_settings

access = typer.Typer(help="Who may see each paper: list, confirm, change.", no_args_is_help=True)
trail = typer.Typer(help="Who did what: show, check, save.", no_args_is_help=True)

Data = Annotated[
    Path | None, typer.Option("--data", help="The library's folder (or set BOARD_PAPERS_DATA).")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Why = Annotated[str, typer.Option("--why", help="The reason, which is kept with it.")]
Paper = Annotated[str, typer.Argument(help="A paper's id or title, or the name of its file.")]


@access.command("list")
def list_papers(
    awaiting: Annotated[
        bool, typer.Option("--awaiting", help="Those alone that await a decision.")
    ] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show who may see each paper, and why."""
    from ui.access_page import decision
    from ui.access_words import label_words, pages_words

    with _library(data) as library:
        found = [item for item in library.standings() if item.awaits or not awaiting]
    if as_json:
        records = [asdict(item) | {"awaits": item.awaits} for item in found]
        typer.echo(json.dumps(records, ensure_ascii=False))
        return
    for item in found:
        where = f"{item.paper.id}  {item.paper.document}: {item.paper.title}"
        typer.echo(f"{where}\n    {label_words(item.paper.access, item.paragraph)}. {item.why}")
        for part in item.parts:
            pages = pages_words(part.first_page, part.last_page)
            typer.echo(f"    {pages}: {label_words(part.access)}")
        if item.decided:
            typer.echo(f"    {decision(item.decided)}")
        elif item.doubtful:
            typer.echo("    To look at first: it speaks as an exempt paper does.")
    waiting = sum(item.awaits for item in found)
    typer.echo(f"{_papers(len(found))}, {waiting} awaiting a decision.")


@access.command("set")
def set_label(
    paper: Paper,
    label: Annotated[str, typer.Argument(help="public, members, officers, exempt or 'body:NAME'.")],
    why: Why = "",
    pages: Annotated[str, typer.Option(help="Pages of the PDF, such as 4-6; else the whole.")] = "",
    paragraph: Annotated[str, typer.Option(help="Paragraph of Schedule 12A, such as 3.")] = "",
    data: Data = None,
) -> None:
    """Decide who may see a paper, or pages of it; it holds from the next question on."""
    from ui.access_words import label_words, pages_words

    span = _span(pages) if pages else None
    with _library(data) as library:
        made = library.label(
            paper, label, who=whoever(), reason=why, paragraph=paragraph, pages=span
        )
        _note(data, "labelled", papers=[made.paper_id], label=made.access, was=made.was,
              pages=list(span) if span else None)  # fmt: skip
        [after] = library.standings([made.paper_id])
        _index(library)
    said = label_words(made.access, made.paragraph)
    typer.echo(f"{after.paper.title}{f', pages {pages}' if pages else ''}: {said}.")
    if made.whole and after.parts:
        kept = ", ".join(pages_words(part.first_page, part.last_page) for part in after.parts)
        typer.echo(f"Held more closely still, by their own marks: {kept}. Open them with --pages.")


@access.command("confirm")
def confirm(
    papers: Annotated[list[str] | None, typer.Argument(help="Papers, by id or title.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that await a decision and raise no doubt.")
    ] = False,
    data: Data = None,
) -> None:
    """Confirm what papers say of themselves; one without a mark and without a doubt is public."""
    from ui.access_words import AS_READ, AS_UNMARKED, label_words

    if bool(papers) == everything:
        raise BoardPapersError("Name the papers to confirm, or give --all.")
    with _library(data) as library:
        if everything:
            chosen = [i for i in library.standings() if i.awaits and not i.doubtful]
            left = sum(item.awaits and item.doubtful for item in library.standings())
        else:
            ids = [library.paper_id(name) for name in papers or ()]
            chosen, left = library.standings(ids), 0
        for item in chosen:
            why = AS_READ if item.read else AS_UNMARKED
            made = library.label(
                item.paper.id, item.proposed, who=whoever(), reason=why, paragraph=item.paragraph
            )
            _note(data, "labelled", papers=[made.paper_id], label=made.access, was=made.was)
            typer.echo(f"{item.paper.title}: {label_words(made.access, made.paragraph)}.")
        _index(library)
    typer.echo(f"Confirmed {_papers(len(chosen))}.")
    if left:
        typer.echo(f"{_papers(left)} left that raise a doubt: 'access list --awaiting' names them.")


@access.command("history")
def history(
    paper: Annotated[str, typer.Argument(help="A paper's id or title; all when left out.")] = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show what was decided, the latest first: who, when and why."""
    from ui.access_page import decision

    with _library(data) as library:
        found = library.decisions(paper)
    if as_json:
        typer.echo(json.dumps([asdict(label) for label in found], ensure_ascii=False))
        return
    for label in found:
        typer.echo(f"{label.paper_id}  {decision(label)}")
    typer.echo(f"{len(found)} decided.")


@access.command("unlabelled")
def unlabelled(
    treated: Annotated[str, typer.Argument(help="exempt or public.")],
    data: Data = None,
) -> None:
    """Say how papers are treated that bear no mark and that nobody has decided on."""
    if treated not in ("exempt", "public"):
        raise BoardPapersError(f"'{treated}' is neither exempt nor public.")
    if treated == "public" and read_settings(data=data).users:
        raise BoardPapersError(
            "Where there are accounts, what bears no label stays exempt until an officer decides: "
            "'board-papers access confirm --all' confirms what raises no doubt."
        )
    with _library(data) as library:
        library.require_labels(treated == "exempt", even_if_lost=True)
        _index(library)
    typer.echo(f"Papers without a label are treated as {treated} now.")


@trail.command("show")
def show(
    last: Annotated[int, typer.Option(help="How many of the latest acts.")] = 50,
    data: Data = None,
) -> None:
    """Show the latest acts, the oldest of them first."""
    from ui.access_page import act_cells

    found = list(_trail(data).acts(limit=max(1, last), latest_first=True))
    for act in reversed(found):
        typer.echo("  ".join(filter(None, act_cells(act))))
    typer.echo(f"{len(found)} shown.")


@trail.command("check")
def check(
    seal: Annotated[str, typer.Option(help="A seal that was noted earlier (NUMBER:SEAL).")] = "",
    data: Data = None,
) -> None:
    """Is the trail whole? Prints its seal: noted elsewhere, it proves later that nothing is cut."""
    report = _trail(data).check(seal)
    if not report.sound:
        raise LibraryError(" ".join(report.problems[:5]))
    typer.echo(f"The trail is whole: {report.acts} acts, from number {report.first}.")
    typer.echo(f"Its seal: {report.seal}")


@trail.command("save")
def save(
    file: Annotated[Path, typer.Argument(help="A file ending in .csv or .jsonl.")],
    data: Data = None,
) -> None:
    """Save the whole trail as a table or as JSON lines."""
    import os

    from ui.trail_export import as_csv, as_json_lines

    form = {".csv": as_csv, ".jsonl": as_json_lines}.get(file.suffix.lower())
    if form is None:
        raise BoardPapersError(f"{file} ends in neither .csv nor .jsonl. Choose one of these.")
    if file.exists():
        raise BoardPapersError(f"{file} is there already. Choose another name, or delete it first.")
    _note(data, "trail exported", what=form.__name__.removeprefix("as_"))
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        out.writelines(form(_trail(data).acts()))
    typer.echo(f"Saved the trail as {file}. It says who asked what: keep it as you keep that.")


def noted(data: Path | None, act: str, **about: Any) -> None:
    """Note in the trail what a command did, by whoever is at this machine."""
    _note(data, act, **about)


def _note(data: Path | None, act: str, **about: Any) -> None:
    about = {name: value for name, value in about.items() if value is not None}
    _trail(data).note(act, who=whoever(), role="administrator", about=about)


def whoever() -> str:
    """Who sits at this machine, as the machine knows them."""
    try:
        return f"terminal: {getpass.getuser()}"
    except (KeyError, OSError):
        return "terminal"


def _trail(data: Path | None) -> Any:
    from corpus.trail import Trail

    settings = read_settings(data=data)
    return Trail(settings.data, questions=settings.trail_questions, days=settings.trail_days)


def _library(data: Path | None) -> Any:
    from corpus.encoder import Encoder
    from corpus.library import Library

    settings = read_settings(data=data)
    return Library.open(
        settings.data, encoder=Encoder(settings.encoder), chroma_url=settings.chroma_url
    )


def _index(library: Any) -> None:
    """Bring the index of meanings up to the labels; somebody who is writing does it else."""
    from corpus.errors import LibraryBusy

    try:
        library.reindex()
    except LibraryBusy:
        return


def _span(written: str) -> tuple[int, int]:
    first, _, last = written.partition("-")
    if not first.strip().isdecimal() or (last and not last.strip().isdecimal()):
        raise BoardPapersError(f"'{written}' are no pages. Write 4, or 4-6.")
    return int(first), int(last or first)


def _papers(count: int) -> str:
    from ui.wording import plural

    return plural(count, "paper")
