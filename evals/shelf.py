"""The sets of questions there are: those that ship, and those beside a library; what each needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BadCases
from evals.cases import Case, read_cases
from evals.facts import same_paper

SHIPPED = Path(__file__).parent / "sets"


@dataclass(frozen=True, slots=True)
class CaseSet:
    """One file of cases."""

    name: str
    """What it is chosen by: "specimen", "folder/half", "own/feedback"."""

    file: str
    """Its path."""

    cases: int = 0
    needs: tuple[str, ...] = ()
    """Papers that it asks about and the library does not hold, by title or file."""

    problem: str = ""
    """Why it cannot be run, as a sentence; "" when it can be read."""


def case_sets(data: Path, held: Mapping[str, str]) -> list[CaseSet]:
    """Every set, those that ship first; `held` gives the SHA-256 of each file by its name."""
    shipped = [(_name(path), path) for path in sorted(SHIPPED.rglob("*.jsonl"))]
    own = [(f"own/{path.stem}", path) for path in sorted((data / "evals").glob("*.jsonl"))]
    return [_looked_at(name, path, held) for name, path in shipped + own]


def _name(path: Path) -> str:
    return path.relative_to(SHIPPED).with_suffix("").as_posix()


def _looked_at(name: str, path: Path, held: Mapping[str, str]) -> CaseSet:
    try:
        cases = read_cases([path])
    except BadCases as error:
        return CaseSet(name, str(path), problem=str(error))
    listed = path.with_name("papers.json")
    needs = _by_sha(listed, held) if listed.is_file() else _by_name(cases, held)
    return CaseSet(name, str(path), len(cases), needs)


def _by_sha(listed: Path, held: Mapping[str, str]) -> tuple[str, ...]:
    """Papers of a list that are held neither as text nor as PDF."""
    papers = json.loads(listed.read_text("utf-8"))
    there = set(held.values())
    return tuple(
        f"{paper['title']} ({paper['doc']})"
        for paper in papers
        if there.isdisjoint({paper["txt_sha256"], paper["pdf_sha256"]})
    )


def _by_name(cases: list[Case], held: Mapping[str, str]) -> tuple[str, ...]:
    wanted = dict.fromkeys(source.document for case in cases for source in case.evidence)
    return tuple(
        document for document in wanted if not any(same_paper(name, document) for name in held)
    )
