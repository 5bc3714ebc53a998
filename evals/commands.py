"""The terminal commands of the eval group: answer, score, report, compare, gate, and cases."""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from corpus.errors import BadCases, BoardPapersError
from evals.cases import Case, line_of, read_cases
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
    model: Annotated[
        str | None, typer.Option(help="Who writes: quoting, or a model such as ollama:llama3.1.")
    ] = None,
    model_url: Annotated[str | None, typer.Option(help="Address of a model server.")] = None,
    data: Data = None,
) -> None:
    """Answer every case, one record a line, in the set's order."""
    from corpus.encoder import Encoder
    from corpus.library import Library
    from corpus.settings import read_settings
    from evals.progress import shown_progress
    from evals.run import answer_cases, digest_of, write_meta
    from evals.under_test import (
        assistant,
        library_kept,
        model_under_test,
        readers,
        settings_kept,
    )

    paths = case_files(cases)
    asked = read_cases(paths)
    settings = read_settings(data=data, model=model, model_url=model_url)
    writer = model_under_test(settings)
    opened = Library.open(
        settings.data,
        encoder=Encoder(settings.encoder),
        chroma_url=settings.chroma_url,
        reranker=settings.reranker,
    )
    with opened as library:
        about = {"settings": settings_kept(settings), "library": library_kept(library)}
        about["cases"] = digest_of(paths)
        with shown_progress() as progress:
            failures = answer_cases(
                asked,
                assistant(library, model=writer),
                out,
                progress,
                readers=readers(library, writer),
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


@app.command()
@told
def report(
    answers: AnswersArgument,
    cases: CasesOption,
    out: Annotated[Path, typer.Option("--out", help="The HTML file to make.")] = Path(
        "report.html"
    ),
    title: Annotated[str, typer.Option(help="The report's heading.")] = "",
) -> None:
    """Make one HTML page of a run: figures, charts, and each wrong answer with its passage."""
    from evals.report import TITLE, report_html
    from evals.run import read_meta

    html = report_html(scored_run(cases, answers), read_meta(answers), title or TITLE)
    write_text(out, html)
    typer.echo(f"Wrote {out}.")


@app.command("compare")
@told
def compare_command(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="Answers of one run.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="Answers of the other.")],
    cases: CasesOption,
    as_json_: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
) -> None:
    """Say what got better and what worse between two runs, and what may be chance."""
    from evals.compare import compare, comparison_json
    from evals.tables import tell_comparison

    comparison = compare(scored_run(cases, before), scored_run(cases, after))
    if as_json_:
        typer.echo(json.dumps(comparison_json(comparison), ensure_ascii=False))
    else:
        tell_comparison(comparison)


@app.command()
@told
def gate(
    answers: AnswersArgument,
    cases: CasesOption,
    thresholds: Annotated[
        Path | None, typer.Option("--thresholds", help="TOML file; else the shipped one.")
    ] = None,
) -> None:
    """Exit 1, with the reasons, when a run falls short of what a release must reach."""
    from evals.gate import SHIPPED, read_thresholds, shortfalls

    bounds = read_thresholds(thresholds or SHIPPED)
    reasons = shortfalls(summarise(scored_run(cases, answers)), bounds)
    if reasons:
        typer.echo("\n".join(["The run falls short:", *reasons]), err=True)
        raise typer.Exit(1)
    typer.echo(f"The run keeps to all {len(bounds)} bounds.")


@app.command("sets")
@told
def sets_command(
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    data: Data = None,
) -> None:
    """List the sets of questions there are, and which papers each still needs."""
    from dataclasses import asdict

    from corpus.holdings import Holdings
    from corpus.settings import read_settings
    from evals.shelf import case_sets

    folder = read_settings(data=data).data
    documents = Holdings(folder).documents() if (folder / "catalogue.db").is_file() else []
    found = case_sets(folder, {document.name: document.id for document in documents})
    if as_json_:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        needs = f"; needs {', '.join(one.needs)}" if one.needs else ""
        typer.echo(f"{one.name}: {one.problem or f'{one.cases} questions'}{needs} ({one.file})")


@app.command("add-case")
@told
def add_case_command(
    question: Annotated[str, typer.Argument(help="What was asked.")],
    fact: Annotated[
        str, typer.Option(help='What a right answer holds; alternatives apart by "|".')
    ] = "",
    document: Annotated[str, typer.Option(help="The file that holds it.")] = "",
    page: Annotated[int | None, typer.Option(help="The PDF's page, from 1.")] = None,
    kind: Annotated[str, typer.Option(help="The kind of question.")] = "fact",
    earlier: Annotated[
        list[str] | None, typer.Option("--earlier", help="An earlier question; may be repeated.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="Case file; else the library's own.")
    ] = None,
    data: Data = None,
) -> None:
    """Keep a question with its right answer as a case."""
    from corpus.settings import read_settings
    from evals.feedback import add_case, feedback_file

    path = into or feedback_file(read_settings(data=data).data)
    case = add_case(path, question, earlier or (), fact, document, page, kind)
    typer.echo(f"Case {case.id} is in {path}.")


@app.command("import")
@told
def import_command(
    sheet: Annotated[Path, typer.Argument(metavar="CASES.csv", help="The spreadsheet, as CSV.")],
    out: Annotated[Path, typer.Option("--out", help="The case file to make.")],
) -> None:
    """Make a case file of a spreadsheet."""
    from evals.spreadsheet import cases_from_csv

    found = cases_from_csv(sheet)
    write_text(out, "".join(line_of(case) for case in found))
    typer.echo(f"Wrote {len(found)} cases to {out}.")


@app.command("export")
@told
def export_command(
    cases: CasesArgument,
    out: Annotated[Path, typer.Option("--out", help="The spreadsheet to make, as CSV.")],
) -> None:
    """Make a spreadsheet of case files."""
    from evals.spreadsheet import csv_from_cases

    found = read_cases(case_files(cases))
    write_text(out, "\ufeff" + csv_from_cases(found))
    typer.echo(f"Wrote {len(found)} cases to {out}.")


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


def write_text(path: Path, text: str) -> None:
    """Write a file, making its folders. Raises BadCases when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise BadCases(
            f"{path} cannot be written ({error.strerror}). Choose another file with --out."
        ) from error
