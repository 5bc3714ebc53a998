"""The papers of lessons written as Word files, and their questions as cases."""

from pathlib import Path

import docx
import pytest

from evals.lesson_papers import Table, case_of, made, table_of, write_paper

ROWS = ["Roads: Budget £'000 214; Actual £'000 198", "Parks: Budget £'000 31; Actual £'000 40"]
PAPER = {
    "title": "Budget report",
    "passages": [
        {"h": "1. Summary", "text": "1.1 Roads are under budget."},
        {"h": "Table 1", "text": ROWS[0]},
        {"h": "Table 1", "text": ROWS[1]},
        {"h": "2. Next", "text": "2.1 A report will follow in May."},
    ],
    "questions": [
        {"q": "roads spend?", "gold": [1], "span": "Actual £'000 198"},
        {"q": "when is the next?", "gold": [3], "span": "in May"},
        {"q": "who wrote it", "gold": [], "near": [0]},
        {"q": "what is not there word for word?", "gold": [3], "span": "in early May"},
    ],
}


def test_rows_of_the_same_columns_are_a_table_with_the_names_that_they_share():
    assert table_of([*ROWS, "2.1 A report will follow: in May; or June."]) == Table(
        ("Budget £'000", "Actual £'000"), (("Roads", ("214", "198")), ("Parks", ("31", "40")))
    )


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ROWS[:1],
        ["1.1 Prose without a colon.", "1.2 More of it."],
        ["Roads: red; late", "Parks: green; early"],
        [ROWS[0], "Parks: Budget £'000 31"],
    ],
)
def test_what_shares_no_columns_is_no_table(texts):
    assert table_of(texts) is None


def test_cells_that_are_all_alike_keep_a_value():
    table = table_of(["Ash: RAG Red; Due May 1", "Elm: RAG Red; Due May 2"])
    assert table == Table(("RAG", "Due May"), (("Ash", ("Red", "1")), ("Elm", ("Red", "2"))))


def test_a_paper_becomes_headings_paragraphs_and_a_grid(tmp_path):
    rows = write_paper(PAPER, tmp_path / "budget.docx")
    word = docx.Document(str(tmp_path / "budget.docx"))
    assert [paragraph.text for paragraph in word.paragraphs] == [
        "Budget report",
        "1. Summary",
        "1.1 Roads are under budget.",
        "Table 1",
        "2. Next",
        "2.1 A report will follow in May.",
    ]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["", "Budget £'000", "Actual £'000"],
        ["Roads", "214", "198"],
        ["Parks", "31", "40"],
    ]
    assert sorted(rows) == [1, 2]


def test_questions_become_cases_or_nothing_where_the_answer_is_not_in_the_words(tmp_path):
    rows = write_paper(PAPER, tmp_path / "budget.docx")
    cell, words, silent, other = (
        case_of(str(n), "budget", PAPER, rows, one) for n, one in enumerate(PAPER["questions"])
    )
    assert (cell.kind, cell.expect) == ("table", (("Roads",), ("198",)))
    assert (words.expect, words.evidence[0].quote) == (
        (("in May",),),
        "2.1 A report will follow in May.",
    )
    assert (silent.kind, silent.expect) == ("unanswerable", ())
    assert other is None


def test_the_kept_lessons_make_libraries_with_cases_of_both_kinds(tmp_path):
    lessons = Path(__file__).parent.parent / "evals/lessons/twins.jsonl"
    found = list(made(tmp_path, [lessons]))
    assert len(found) == 3
    for files, cases in found:
        assert len(files) == 20 and all(file.is_file() for file in files)
        silent = sum(not case.answerable for case in cases)
        assert 0.2 < silent / len(cases) < 0.6
        assert any(case.kind == "table" for case in cases)
