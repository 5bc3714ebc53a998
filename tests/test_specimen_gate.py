"""The specimen set is answered by the real assistant, and must pass the gate."""

import json
from pathlib import Path

import pytest

from corpus.library import Library
from evals.cases import read_cases
from evals.gate import read_thresholds, shortfalls
from evals.records import read_records
from evals.run import answer_cases
from evals.scoring import score, summarise
from evals.under_test import assistant, readers

pytestmark = pytest.mark.slow

CASES = Path(__file__).parent.parent / "evals" / "sets" / "specimen.jsonl"


@pytest.fixture(scope="module")
def answered(specimen_folder, tmp_path_factory):
    """The cases, and a file of what the assistant answers to them."""
    folder = tmp_path_factory.mktemp("gate")
    cases = read_cases([CASES])
    with Library.open(specimen_folder) as library:
        answer_cases(cases, assistant(library), folder / "answers.jsonl", readers=readers(library))
    return cases, folder / "answers.jsonl"


def test_answers_over_the_specimen_papers_pass_the_gate(answered):
    cases, answers = answered
    summary = summarise(score(cases, read_records(answers, cases)))
    assert shortfalls(summary, read_thresholds()) == []


def test_the_gate_fails_when_every_answer_is_given_to_the_next_question(answered, tmp_path):
    cases, answers = answered
    records = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    moved = [{**records[index - 1], "id": record["id"]} for index, record in enumerate(records)]
    broken = tmp_path / "broken.jsonl"
    broken.write_text("".join(json.dumps(record) + "\n" for record in moved), "utf-8")
    summary = summarise(score(cases, read_records(broken, cases)))
    assert any("right" in sentence for sentence in shortfalls(summary, read_thresholds()))
