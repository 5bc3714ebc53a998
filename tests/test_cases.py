import json

import pytest

from corpus.errors import BadCases
from evals.cases import (
    Case,
    Source,
    check_scorable,
    fields_of,
    line_of,
    made_id,
    read_cases,
    short_name,
)
from evals.records import read_records

CASE = Case(
    "q1",
    "What did fostering cost in Q2?",
    "followup",
    history=("What did fostering cost in Q1?",),
    expect=(("£1.2m", "£1,200k"), ("Q2",)),
    reject=("£2.1m",),
    evidence=(Source("report 7", 12, "Fostering 1,200"), Source("annex", None)),
    access="members",
)


def test_what_is_written_is_read_back_equal(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text(line_of(CASE) + line_of(Case("q2", "And now?", "unanswerable")), "utf-8")
    assert read_cases([path])[0] == CASE


def test_unknown_fields_and_blank_lines_and_a_byte_order_mark_are_ignored(tmp_path):
    path = tmp_path / "cases.jsonl"
    line = json.dumps({"id": 7, "question": "Who?", "kind": "who", "note": "mine"})
    path.write_text("\ufeff\n" + line + "\n\n", "utf-8")
    assert read_cases([path]) == [Case(7, "Who?", "who")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 is not JSON"),
        ("[1]", "line 2 is not a JSON object"),
        ('{"question": "Who?", "kind": "who"}', "line 2 has no id"),
        ('{"id": "a", "kind": "who"}', "line 2: 'question' is missing"),
        ('{"id": "a", "question": "Who?", "kind": 3}', "line 2: 'kind' is missing or is not"),
        ('{"id": "a", "question": "Who?", "kind": "who", "expect": ["x"]}', "a list of groups"),
        ('{"id": "a", "question": "Who?", "kind": "who", "expect": [[4]]}', "list of texts"),
        ('{"id": "a", "question": "W", "kind": "who", "history": "x"}', "'history' is not a list"),
        ('{"id": "a", "question": "W", "kind": "who", "evidence": ["x"]}', "list of objects"),
        ('{"id": "a", "question": "W", "kind": "who", "evidence": [{}]}', "'doc' is missing"),
        (
            '{"id": "a", "question": "W", "kind": "who", "evidence": [{"doc": "x", "page": 0}]}',
            "the page '0' is not a number from 1",
        ),
        ('{"id": "first", "question": "Who?", "kind": "who"}', "used already in c.jsonl, line 1"),
        ("[" * 100_000, "line 2 is not JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_what_to_do(tmp_path, line, told):
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "first", "question": "What?", "kind": "fact"}\n' + line, "utf-8")
    with pytest.raises(BadCases, match=told.replace("(", "\\(")):
        read_cases([path])


def test_a_missing_or_empty_or_binary_file_is_told(tmp_path):
    with pytest.raises(BadCases, match="No such file"):
        read_cases([tmp_path / "none.jsonl"])
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    with pytest.raises(BadCases, match="no case"):
        read_cases([empty])
    empty.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadCases, match="not UTF-8"):
        read_cases([empty])


def test_ids_must_differ_over_all_files(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(line_of(CASE), "utf-8")
    with pytest.raises(BadCases, match=r"b.jsonl, line 1: the id 'q1' is used already in a.jsonl"):
        read_cases([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])


@pytest.mark.parametrize(
    "case",
    [
        Case("a", "What?", "fact"),
        Case("a", "What?", "fact", expect=((),)),
        Case("a", "What?", "fact", expect=(("",),)),
        Case("a", "What?", "fact", expect=(("x",),), reject=(" ",)),
    ],
)
def test_a_case_that_cannot_be_wrong_is_refused(case):
    with pytest.raises(BadCases, match="'a'"):
        check_scorable([case])


@pytest.mark.parametrize(
    ("document", "name"),
    [("007_b7f.pdf", "007 b7f"), ("Annual Report.DOCX", "Annual Report"), ("000", "000")],
)
def test_a_short_name_is_what_answers_are_compared_with(document, name):
    assert short_name(document) == name


def test_the_same_words_make_the_same_id():
    assert made_id("fb", "What?", "4%") == made_id("fb", "What?", "4%") != made_id("fb", "What?")


def test_answers_to_other_cases_are_told(tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text('{"id": "other", "answer": "4%"}\n')
    with pytest.raises(BadCases, match="answers none of the 1 cases"):
        read_records(path, [CASE])
    path.write_text('{"answer": "4%"}\n')
    with pytest.raises(BadCases, match="line 1 has no id"):
        read_records(path, [CASE])


def test_records_of_other_systems_are_read_as_far_as_they_go(tmp_path):
    path = tmp_path / "answers.jsonl"
    fields = {"id": "q1", "answer": None, "citations": None, "passages": ["x", {"page": "3"}]}
    path.write_text(json.dumps(fields))
    record = read_records(path, [CASE])["q1"]
    assert record.answer == ""
    assert record.citations == ()
    assert record.passages[0].page is None


def test_fields_are_those_of_the_contract():
    assert fields_of(CASE)["evidence"] == [
        {"doc": "report 7", "page": 12, "quote": "Fostering 1,200"},
        {"doc": "annex", "page": None},
    ]
