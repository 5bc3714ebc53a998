"""A reader's correction to a case, so that what was once answered wrongly is asked again."""

from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from corpus.errors import BadCases
from evals.cases import (
    KINDS,
    NOT_ANSWERABLE,
    Case,
    Source,
    line_of,
    made_id,
    read_cases,
    short_name,
)


def feedback_file(data: Path) -> Path:
    """Where a library keeps the cases that its readers gave."""
    return data / "evals" / "feedback.jsonl"


def add_case(
    path: Path,
    question: str,
    history: Sequence[str],
    right_fact: str,
    document: str = "",
    page: int | None = None,
    kind: str = "fact",
) -> Case:
    """Append a case to a JSON-lines file and return it; the same case again changes nothing.

    `right_fact` is what a right answer holds, alternatives set apart by "|"; "" only for a
    question that the papers do not answer. `page` is the PDF's, from 1. Raises BadCases for
    what could not be scored, and for a file that cannot be written or read.
    """
    if not question.strip():
        raise BadCases("The question is missing. Write what was asked.")
    if kind not in KINDS:
        raise BadCases(f"The kind '{kind}' is none of {', '.join(KINDS)}. Choose one of these.")
    if page is not None and page < 1:
        raise BadCases(f"The page {page} is not a number from 1. Give the PDF's page.")
    facts = tuple(fact.strip() for fact in right_fact.split("|") if fact.strip())
    if not facts and kind not in NOT_ANSWERABLE:
        raise BadCases(
            "The right fact is missing. Write what a right answer holds, or choose the kind "
            "unanswerable if the papers do not hold it."
        )
    case = Case(
        id=made_id("feedback", question.strip(), right_fact, document, kind, *history),
        question=question.strip(),
        kind=kind,
        history=tuple(history),
        expect=(facts,) if facts else (),
        evidence=(Source(short_name(document), page),) if document.strip() else (),
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"):
            _append(case, path)
    except OSError as error:
        raise BadCases(
            f"The case cannot be kept in {path} ({error.strerror}). Check the folder's rights."
        ) from error
    return case


def _append(case: Case, path: Path) -> None:
    held = read_cases([path]) if path.exists() and path.stat().st_size else []
    if all(one.id != case.id for one in held):
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line_of(case))
