"""The commands. Each imports what it needs when it runs, so that a simple one starts at once."""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.errors import BoardPapersError
from corpus.settings import Settings, read_settings
from ui.terminal_access import access as access_commands
from ui.terminal_access import noted, trail, whoever
from ui.terminal_backup import backup, restore
from ui.terminal_users import users

app = typer.Typer(
    help="Ask what a council's board papers say, and see the page that says it.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Data = Annotated[
    Path | None, typer.Option("--data", help="The library's folder (or set BOARD_PAPERS_DATA).")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def run(arguments: list[str] | None = None) -> int:
    """The exit status of a command line; what went wrong is one sentence on stderr."""
    try:
        given = sys.argv[1:] if arguments is None else arguments
        left = app(given or ["--help"], prog_name="board-papers", standalone_mode=False)
        return left if isinstance(left, int) else 0
    except BoardPapersError as error:
        return _wrong(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return _wrong("Stopped.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        return _wrong(f"A file or folder{where} cannot be used ({error.strerror or error}).")
    except Exception as error:
        told = getattr(error, "format_message", None)
        if told is None:
            return _unforeseen(error)
        said = str(told()).rstrip(". ")
        return _wrong(f"{said}. 'board-papers --help' shows how each command is written.")


def _wrong(sentence: str) -> int:
    typer.echo(sentence, err=True)
    return 1


def _unforeseen(error: Exception) -> int:
    import logging

    logging.getLogger(__name__).debug("Unforeseen", exc_info=error)
    return _wrong(
        f"Something went wrong that was not foreseen ({type(error).__name__}: {error}). "
        "Run it again with BOARD_PAPERS_LOG_LEVEL=debug to see where, and report it."
    )


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    access: Annotated[
        str,
        typer.Option(
            help="public, exempt, members, officers or 'body:NAME'; otherwise as the paper says."
        ),
    ] = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Add papers to the library: PDF, Word, text and Markdown files, or folders of them."""
    from ingest.pipeline import add_paths
    from ui.telling import progress_bar, report_record, tell_doubts, tell_report

    with _library(_settings(data=data)) as library, progress_bar() as progress:
        report = add_paths(paths, library, access=access, who=whoever(), progress=progress)
        doubts = [i for i in library.standings([p.id for p in report.added]) if i.doubtful]
    noted(data, "added", papers=[paper.id for paper in report.added])
    nothing = bool(report.refused) and not report.added and not report.unchanged
    if as_json:
        typer.echo(json.dumps(report_record(report), ensure_ascii=False))
    elif not nothing or len(report.refused) > 1:
        tell_report(report)
        tell_doubts(doubts)
    if nothing and (as_json or len(report.refused) == 1):
        raise BoardPapersError(" ".join(item.reason for item in report.refused))
    if nothing:
        raise BoardPapersError(
            f"None of the {len(report.refused)} files could be added; each is named above with "
            "what to do."
        )


@app.command()
def papers(as_json: Json = False, data: Data = None) -> None:
    """Show what the library holds."""
    from ui.telling import document_record, tell_documents

    with _library(_settings(data=data)) as library:
        documents = library.documents()
    if as_json:
        typer.echo(json.dumps([document_record(item) for item in documents], ensure_ascii=False))
    else:
        tell_documents(documents)


@app.command()
def remove(
    paper: Annotated[str, typer.Argument(help="A file's name, a paper's title, or an id.")],
    data: Data = None,
) -> None:
    """Remove a file or a paper from the library."""
    from ui.forgetting import forget_gone
    from ui.wording import plural

    with _library(_settings(data=data)) as library:
        before = {item.id for item in library.papers()}
        passages = library.remove(paper)
        gone = sorted(before - {item.id for item in library.papers()})
        noted(data, "removed", papers=gone)
        forget_gone(library.data, library)
    typer.echo(f"Removed {paper} ({plural(passages, 'passage')}).")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Ask one question."""
    from assistant.answers import ERROR, to_record
    from ui.desk import refuse
    from ui.telling import as_it_arrives, chosen_model, tell_answer

    wrong = refuse(question)
    if wrong:
        raise BoardPapersError(wrong)
    from assistant.chat import ask_in_steps

    settings = _settings(data=data)
    model = chosen_model(settings)
    with _library(settings) as library:
        answer = as_it_arrives(ask_in_steps(question, [], library=library, model=model))
    if as_json:
        typer.echo(json.dumps(to_record(answer), ensure_ascii=False))
    elif answer.status == ERROR:
        raise BoardPapersError(answer.text)
    else:
        tell_answer(answer)


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; by default this machine alone.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 7860 by default.")] = None,
    data: Data = None,
) -> None:
    """Open the web chat."""
    from ui.serving import serve as serve_pages

    settings = _settings(data=data, host=host, port=port)
    with _library(settings) as library:
        serve_pages(library, settings)


@app.command()
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what does not agree.")] = False,
    data: Data = None,
) -> None:
    """Do the stores of the library agree? Says what does not, and mends it."""
    from corpus.errors import LibraryDamaged
    from corpus.salvage import salvage
    from ui.forgetting import forget_gone
    from ui.telling import progress_bar, tell_check

    settings = _settings(data=data)
    for done in salvage(settings.data) if repair else ():
        typer.echo(done)
    with _library(settings) as library:
        if repair:
            with progress_bar() as progress:
                found = library.repair(progress)
            forget_gone(library.data, library)
        else:
            found = library.check()
    tell_check(found)
    if not found.sound:
        raise LibraryDamaged(" ".join(found.problems))


app.command()(backup)
app.command()(restore)
app.add_typer(users, name="users")
app.add_typer(access_commands, name="access")
app.add_typer(trail, name="trail")


@app.command(
    "eval",
    context_settings={
        "allow_extra_args": True,
        "ignore_unknown_options": True,
        "help_option_names": [],
    },
)
def evaluate(context: typer.Context) -> None:
    """Measure how well it answers: answer, score, report, compare, gate."""
    # The one place that reaches evals, by name and when it is called: evals may use
    # everything, nothing may lean on it, and no other command pays for loading it.
    group: Any = importlib.import_module("evals.commands").app
    left = group(context.args, prog_name="board-papers eval", standalone_mode=False)
    if isinstance(left, int) and left:
        raise typer.Exit(left)


def _settings(**given: Any) -> Settings:
    """The settings, with what the command line gave; sets the log's level."""
    settings = read_settings(**given)
    import logging

    level = getattr(logging, settings.log_level.upper(), None)
    if not isinstance(level, int):
        from corpus.errors import BadSetting

        raise BadSetting(
            f"The log level '{settings.log_level}' is none of debug, info, warning and error."
        )
    logging.basicConfig(level=level, stream=sys.stderr)
    return settings


def _library(settings: Settings) -> Any:
    from corpus.encoder import Encoder
    from corpus.library import Library

    return Library.open(
        settings.data,
        encoder=Encoder(settings.encoder),
        chroma_url=settings.chroma_url,
        reranker=settings.reranker,
    )
