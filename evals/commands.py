"""The terminal commands of the eval group: answer, score, report, compare, gate, and cases."""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from corpus.errors import BadCases, BoardPapersError
from evals.cases import Case, read_cases
from evals.records import read_records
from evals.scoring import Scored, as_json, score, summarise

app = typer.Typer(help="Measure how well the assistant answers.", no_args_is_help=True)

P = ParamSpec("P")

CasesArgument = Annotated[
    list[str], typer.Argument(metavar="CASES...", help="Case files (JSON lines).")
]
CasesOption = Annotated[
    list[str], typer.Option("--cases", help="Case file; more than one: repeat, or use commas.")
]
Data = Annotated[Path | None, typer.Option("--data", help="The library's folder.")]
AnswersArgument = Annotated[Path, typer.Argument(metavar="ANSWERS", help="Answers (JSON lines).")]


def told(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose errors end it with one sentence on stderr and exit status 1."""

    @functools.wraps(command)
    def telling(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BoardPapersError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error

    return telling


@app.command()
@told
def answer(
    cases: CasesArgument,
    out: Annotated[Path, typer.Option("--out", help="Where the answers go.")],
    data: Data = None,
    model: Annotated[str | None, typer.Option(help="Who writes the answers.")] = None,
) -> None:
    """Answer every case, one record a line, in the set's order."""
    from corpus.library import Library
    from corpus.settings import read_settings
    from evals.progress import shown_progress
    from evals.run import answer_cases, digest_of, write_meta
    from evals.under_test import assistant, library_kept, readers, settings_kept

    paths = case_files(cases)
    asked = read_cases(paths)
    settings = read_settings(data=data, model=model)
    with Library.open(settings.data, chroma_url=settings.chroma_url) as library:
        about = {"settings": settings_kept(settings), "library": library_kept(library)}
        about["cases"] = digest_of(paths)
        with shown_progress() as progress:
            failures = answer_cases(
                asked, assistant(library), out, progress, readers=readers(library)
            )
    write_meta(out, about)
    failed = f", {failures} without an answer" if failures else ""
    typer.echo(f"Answered {len(asked)} cases into {out}{failed}.")


@app.command("score")
@told
def score_command(
    files: Annotated[
        list[str], typer.Argument(metavar="CASES... ANSWERS", help="Case files, then answers.")
    ],
    as_json_: Annotated[bool, typer.Option("--json", help="Every row and figure as JSON.")] = False,
) -> None:
    """Measure answers: overall, by kind and by paper."""
    from evals.tables import tell_summary

    if len(files) < 2:
        raise BadCases("Name the case file first and the answers last: eval score CASES ANSWERS.")
    scored = scored_run(files[:-1], Path(files[-1]))
    summary = summarise(scored)
    if as_json_:
        typer.echo(json.dumps(as_json(scored, summary), ensure_ascii=False))
    else:
        tell_summary(summary)


def scored_run(cases: list[str], answers: Path) -> list[Scored]:
    """The answers of one file scored against the cases of others."""
    known: list[Case] = read_cases(case_files(cases))
    return score(known, read_records(answers, known))


def case_files(names: list[str]) -> list[Path]:
    """Paths from names that may be joined by commas; a file whose name holds one is kept whole."""
    paths: list[Path] = []
    for name in names:
        whole = Path(name)
        paths += [whole] if whole.exists() else [Path(one) for one in name.split(",") if one]
    return paths
