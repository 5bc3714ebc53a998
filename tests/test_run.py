import json

import pytest

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer, Citation
from corpus.errors import BadCases, LibraryError
from corpus.papers import Hit, Paper, Passage
from corpus.settings import Settings
from evals.cases import Case
from evals.records import read_records
from evals.run import answer_cases, read_meta, record, write_meta
from evals.under_test import settings_kept

PAPER = Paper("p1", "d1", "Report_7.pdf", "Fostering", item="6(b)", access="members")
FEES = Passage(
    "a1",
    "p1",
    "Fees rise by 4% to £520.",
    first_page=55,
    last_page=56,
    printed_page="52",
    paragraphs=("3.4", "3.5"),
)
NO_PAGE = Passage("b2", "p1", "Rents are frozen.", first_page=0, last_page=0)


def quoting(question, earlier):
    """Answers with a passage, or says that there is none; fails when told to."""
    if "fail" in question:
        raise RuntimeError("the engine stopped")
    if "busy" in question:
        raise LibraryError("The library is busy. Try again.")
    if "library" in question:
        return Answer("The papers do not say.", NOT_IN_PAPERS, seconds=0.2)
    return Answer(
        f"Fees rise by 4% [1]. After {len(earlier)} turns.",
        ANSWERED,
        citations=(Citation(1, FEES, PAPER, "Fees rise by 4%"),),
        hits=(Hit(FEES, PAPER, 0.9), Hit(NO_PAGE, PAPER, 0.5)),
        seconds=0.5,
    )


CASES = [
    Case("z", "What are the fees?", "fact", history=("Who sets them?",), expect=(("4%",),)),
    Case("a", "Please fail", "fact", expect=(("4%",),)),
    Case("m", "What did the library cost?", "unanswerable"),
]


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_there_is_one_record_a_case_in_the_sets_order(tmp_path):
    out = tmp_path / "new folder" / "answers.jsonl"
    assert answer_cases(CASES, quoting, out) == 1
    assert [line["id"] for line in lines(out)] == ["z", "a", "m"]
    assert lines(out)[0]["answer"].endswith("After 1 turns.")
    assert lines(out)[2]["abstained"] is True


def test_a_case_that_fails_is_a_record_with_its_reason(tmp_path):
    out = tmp_path / "answers.jsonl"
    answer_cases([CASES[1], Case("b", "busy", "fact")], quoting, out)
    first, second = lines(out)
    assert first["status"] == second["status"] == "error"
    assert first["reason"] == "RuntimeError: the engine stopped"
    assert second["reason"] == "The library is busy. Try again."
    assert first["abstained"] is False
    assert read_records(out, CASES)["a"].failed


def test_records_are_written_as_they_come(tmp_path):
    out, seen = tmp_path / "answers.jsonl", []
    answer_cases(
        CASES, quoting, out, lambda what, done, total: seen.append((done, len(lines(out))))
    )
    assert seen == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_a_record_has_the_contracts_fields():
    written = record(CASES[0], quoting("fees", []))
    assert written["citations"] == [
        {
            "key": 1,
            "document": "Report_7.pdf",
            "title": "Fostering",
            "page": 55,
            "printed_page": "52",
            "item": "6(b)",
            "paragraph": "3.4, 3.5",
            "text": "Fees rise by 4% to £520.",
            "quote": "Fees rise by 4%",
            "access": "members",
        }
    ]
    assert [passage["page"] for passage in written["passages"]] == [55, None]
    assert [passage["score"] for passage in written["passages"]] == [0.9, 0.5]
    assert {"id", "answer", "status", "abstained", "seconds", "model"} < set(written)


def test_a_case_that_names_a_role_is_answered_as_that_role(tmp_path):
    out = tmp_path / "answers.jsonl"
    cases = [Case("1", "fees", "fact", access="public"), Case("2", "fees", "fact")]

    def refuse(question, earlier):
        return Answer("Not for you.", NOT_IN_PAPERS)

    answer_cases(cases, quoting, out, readers={"public": refuse})
    assert [line["abstained"] for line in lines(out)] == [True, False]


def test_a_run_keeps_what_it_was_made_with(tmp_path):
    out = tmp_path / "answers.jsonl"
    answer_cases(CASES, quoting, out)
    path = write_meta(out, {"library": {"passages": 2}})
    assert path.name == "answers.jsonl.meta.json"
    kept = read_meta(out)
    assert kept["library"] == {"passages": 2}
    assert kept["versions"]["python"].startswith("3.")
    assert kept["date"].startswith("20")
    assert read_meta(tmp_path / "other.jsonl") == {}


def test_a_password_in_an_address_is_not_kept():
    kept = settings_kept(Settings(model_url="https://clerk:secret@models.example/v1"))
    assert kept["model_url"] == "https://models.example/v1"


def test_a_folder_in_the_answers_place_is_told(tmp_path):
    with pytest.raises(BadCases, match="cannot be written"):
        answer_cases(CASES, quoting, tmp_path)
