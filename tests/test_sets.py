"""The question sets: that each can be asked and scored, and that its facts stand where it says."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from evals.cases import (
    KINDS,
    NOT_ANSWERABLE,
    ROLES,
    Case,
    Source,
    check_scorable,
    read_cases,
    read_lines,
)
from evals.facts import holds, holds_quote, same_paper

ROOT = Path(__file__).parents[1]
SETS = sorted((ROOT / "evals" / "sets").rglob("*.jsonl"))
SHARED = ROOT.parent / "shared"
INVENTED = ROOT / "evals" / "sets" / "invented-councils" / "papers"
PAPERS = (
    ROOT / "corpus" / "specimen",
    INVENTED,
    SHARED / "papers" / "pdf",
    SHARED / "other-papers",
)
"""Folders that a set's papers may lie in; the last two are not part of the repository."""

HALVES = ("tuning", "held-back")

each_set = pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")


@cache
def document_of(source: Source) -> Path | None:
    files = (file for folder in PAPERS if folder.is_dir() for file in sorted(folder.iterdir()))
    named = [file for file in files if file.suffix in (".pdf", ".docx")]
    return next((file for file in named if same_paper(file.name, source.document)), None)


@cache
def pages_of(path: Path) -> tuple[str, ...]:
    """The text of each page; a Word file's as one."""
    if path.suffix == ".docx":
        import docx

        word = docx.Document(str(path))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return (" ".join([*(paragraph.text for paragraph in word.paragraphs), *cells]),)
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return tuple(page.get_textpage().get_text_range() for page in pdf)


def text_of(source: Source) -> str:
    pages = pages_of(document_of(source))
    if source.page is None:
        return " ".join(pages)
    text = pages[source.page - 1] if source.page <= len(pages) else ""
    return re.sub(r"\bc\.(?=\d)", "c. ", text)  # "c.3.5m" is printed for about £3.5m


def misplaced(case: Case) -> list[str]:
    """What the pages that a case names do not hold: facts no page has, quotes not on theirs."""
    texts = [text_of(source) for source in case.evidence]
    wrong = [
        f"{case.id}: none of {list(group)} on the pages named"
        for group in case.expect
        if not any(holds(text, fact) for text in texts for fact in group)
    ]
    wrong += [
        f"{case.id}: '{source.quote}' is not on page {source.page} of {source.document}"
        for source, text in zip(case.evidence, texts, strict=True)
        if source.quote and not holds_quote(text, source.quote)
    ]
    return wrong


def test_there_are_sets():
    assert SETS


def test_no_id_is_used_twice_in_all_the_sets():
    cases = read_cases(SETS)  # which raises BadCases for an id used twice
    assert len({case.id for case in cases}) == len(cases)


@each_set
def test_every_case_can_be_asked_and_scored(path):
    cases = read_cases([path])
    check_scorable(cases)
    assert {case.kind for case in cases} <= set(KINDS)
    assert {case.access for case in cases} <= {"", *ROLES}
    assert not [case.id for case in cases if case.answerable and not case.evidence]


@each_set
def test_nothing_expected_is_also_rejected(path):
    clash = [
        case.id
        for case in read_cases([path])
        for group in case.expect
        if all(any(holds(fact, bad) for bad in case.reject) for fact in group)
    ]
    assert not clash


@each_set
def test_every_fact_stands_on_a_page_that_its_case_names(path):
    cases = [case for case in read_cases([path]) if case.answerable]
    at_hand = [case for case in cases if all(map(document_of, case.evidence))]
    if not at_hand:
        pytest.skip(f"the papers of {path.name} are not here")
    wrong = [line for case in at_hand for line in misplaced(case)]
    assert not wrong, "\n".join(wrong)


def test_no_topic_is_in_both_halves_of_a_set():
    folders: dict[tuple[Path, str], set[str]] = {}
    for path in SETS:
        for _, fields in read_lines(path):
            if "half" in fields and fields["kind"] not in NOT_ANSWERABLE:
                assert fields["half"] in HALVES, json.dumps(fields)
                place = path if path.parent.name == "sets" else path.parent
                folders.setdefault((place, fields["topic"]), set()).add(fields["half"])
    assert not [topic for topic, halves in folders.items() if len(halves) > 1]


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("fact", 30),
        ("table", 40),
        ("period", 20),
        ("compare", 12),
        ("list", 10),
        ("decision", 12),
        ("who", 12),
        ("definition", 8),
        ("followup", 15),
        ("unanswerable", 18),
        ("offtopic", 8),
    ],
)
def test_the_specimen_set_has_enough_of_every_kind(kind, least):
    cases = read_cases([ROOT / "evals" / "sets" / "specimen.jsonl"])
    assert sum(case.kind == kind for case in cases) >= least


def test_a_fact_that_is_not_on_its_page_is_found_out():
    source = Source("specimen-agenda-pack-2026-03-12", 8)
    case = Case("x", "q?", "fact", expect=(("a fact that no page holds",),), evidence=(source,))
    assert misplaced(case) == ["x: none of ['a fact that no page holds'] on the pages named"]
