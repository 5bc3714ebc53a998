import json

import pytest
from stand_ins import WordLengths, make_document
from typer.testing import CliRunner

from corpus.errors import LibraryError
from corpus.library import Library
from evals.commands import app
from evals.run import read_meta
from evals.under_test import assistant, library_kept, readers

COST = "Fostering cost £1,204,000 in Quarter 2 of 2025/26."
PRIVATE = "Fostering settlement of £99,000 was paid to a carer in Quarter 2 of 2025/26."


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", encoder=WordLengths()) as library:
        library.add(*make_document("costs.pdf", COST, "Rents are frozen until 2027."))
        library.add(*make_document("settlement.pdf", PRIVATE, access="exempt"))
        library.embed_pending(should_stop=library.meanings_ready)
        yield library


def documents(answer):
    return {hit.paper.document for hit in answer.hits}


def test_earlier_turns_are_asked_before_the_last(library):
    asked = library._encoder.texts
    assistant(library)("And what of rents?", ["What did fostering cost in Quarter 2?"])
    asked_before = [text for text in asked if "fostering cost in" in text]
    assert asked_before
    assert asked.index(asked_before[0]) < max(n for n, t in enumerate(asked) if "rents?" in t)


def test_only_the_last_turn_is_timed(library):
    answer = assistant(library)("What did fostering cost?", [])
    assert 0 < answer.seconds < 5


def test_a_role_sees_what_it_may_and_no_more(library):
    as_role = readers(library)
    question = "What fostering settlement was paid in Quarter 2?"
    assert "settlement.pdf" not in documents(as_role["public"](question, []))
    assert "settlement.pdf" not in documents(as_role["members"](question, []))
    assert "settlement.pdf" in documents(as_role["officers"](question, []))
    assert "settlement.pdf" in documents(assistant(library)(question, []))


def test_a_run_knows_which_library_answered(library):
    kept = library_kept(library)
    assert set(kept["documents"]) == {"costs.pdf", "settlement.pdf"}
    assert kept["passages"] == 3


def test_an_empty_library_measures_nothing(tmp_path):
    with (
        Library.open(tmp_path / "empty", encoder=WordLengths()) as library,
        pytest.raises(LibraryError, match="nothing to measure"),
    ):
        library_kept(library)


@pytest.mark.slow
def test_the_command_answers_a_set_into_a_file(tmp_path):
    data, cases, out = tmp_path / "data", tmp_path / "cases.jsonl", tmp_path / "answers.jsonl"
    with Library.open(data) as library:
        library.add(*make_document("costs.pdf", COST, "Rents are frozen until 2027."))
        library.embed_pending()
    lines = [
        {"id": 2, "question": "What did fostering cost in Quarter 2?", "kind": "fact"},
        {"id": "a", "question": "And in Quarter 1?", "kind": "followup", "history": ["Fostering?"]},
    ]
    cases.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    told = CliRunner().invoke(app, ["answer", str(cases), "--out", str(out), "--data", str(data)])
    assert told.exit_code == 0, told.output
    written = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [one["id"] for one in written] == [2, "a"]
    assert written[0]["passages"][0]["document"] == "costs.pdf"
    assert all(one["seconds"] > 0 and one["status"] != "error" for one in written)
    assert read_meta(out)["library"]["passages"] == 2
