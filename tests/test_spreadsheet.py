import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from corpus.errors import BadCases
from evals.cases import Case, Source, line_of, read_cases
from evals.commands import app
from evals.feedback import add_case, feedback_file
from evals.spreadsheet import cases_from_csv, csv_from_cases

HEADINGS = "question,kind,expect,reject,document,page,quote,history,access\n"

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1).map(
    lambda text: f"a{text.strip()}b"
)
opening = st.sampled_from(["", "=1+", "+", "-", "@", "'", "'=", "'-"])
cases = st.builds(
    Case,
    id=words,
    question=st.builds(lambda start, rest: start + rest, opening, words),
    kind=st.sampled_from(["fact", "table"]),
    history=st.lists(words).map(tuple),
    expect=st.lists(st.lists(words, min_size=1).map(tuple), min_size=1).map(tuple),
    reject=st.lists(words).map(tuple),
    evidence=st.lists(
        st.builds(
            Source, st.just("paper; 7|b"), st.none() | st.integers(1, 400), words | st.just("")
        )
    ).map(tuple),
    access=st.sampled_from(["", "public", "members", "officers"]),
)


def sheet(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "cases.csv"
    path.write_bytes(text.encode(encoding))
    return path


@given(case=cases)
def test_what_goes_out_comes_back_equal(tmp_path_factory, case):
    path = tmp_path_factory.mktemp("sheet") / "cases.csv"
    path.write_text(csv_from_cases([case]), "utf-8", newline="")
    assert cases_from_csv(path) == [case]


def test_a_row_becomes_a_case(tmp_path):
    row = 'What did it cost?,Table,"45%|45 per cent; £1,204",54%,A_7.pdf;b,12;,x|y,Before?;And?,\n'
    [case] = cases_from_csv(sheet(tmp_path, HEADINGS + row + ",,,,,,,,\n"))
    assert case.expect == (("45%", "45 per cent"), ("£1,204",))
    assert case.reject == ("54%",)
    assert case.evidence == (Source("A 7", 12, "x|y"), Source("b", None))
    assert case.history == ("Before?", "And?")
    assert case.kind == "table"
    assert str(case.id).startswith("sheet-")


def test_a_sheet_saved_on_windows_keeps_its_pounds(tmp_path):
    [case] = cases_from_csv(sheet(tmp_path, HEADINGS + "What?,fact,£5,,,,,,\n", "cp1252"))
    assert case.expect == (("£5",),)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",fact,4%,,,,,,", "row 2: the question is missing"),
        ("What?,facts,4%,,,,,,", "row 2: the kind 'facts' is none of"),
        ("What?,fact,,,,,,,", "row 2: no fact is expected"),
        ("What?,fact,4%,,a,x,,,", "row 2: the page 'x' is not a whole number"),
        ("What?,fact,4%,,a,0,,,", "row 2: the page '0' is not a whole number"),
        ("What?,fact,4%,,a,1;2,,,", "row 2: there are more pages or quotes than documents"),
        ("What?,fact,4%,,,,,,mayor", "row 2: the access 'mayor' is none of"),
        ("What?,fact,4%,,,,,,\nWhat?,fact,4%,,,,,,", "two rows are the same case"),
        ('What?,fact,"4%', "is not a CSV file"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, row, told):
    with pytest.raises(BadCases) as refused:
        cases_from_csv(sheet(tmp_path, HEADINGS + row))
    assert told in str(refused.value)


def test_all_rows_that_cannot_be_used_are_named_at_once(tmp_path):
    with pytest.raises(BadCases, match=r"row 2: .*; row 4: "):
        cases_from_csv(sheet(tmp_path, HEADINGS + ",fact,4%\nWhat?,fact,4%\nWho?,x,4%\n"))


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADINGS])
def test_a_sheet_without_headings_or_rows_is_told(tmp_path, text):
    with pytest.raises(BadCases, match=r"column|no case"):
        cases_from_csv(sheet(tmp_path, text))


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text():
    text = csv_from_cases([Case("a", "=cmd()", "fact", expect=(("-5",),))])
    assert text.splitlines()[1].startswith("a,'=cmd(),fact,'-5")


def test_the_commands_carry_a_set_there_and_back(tmp_path):
    given = tmp_path / "cases.jsonl"
    case = Case("a", "What’s £5?", "fact", expect=(("5",),), evidence=(Source("p", 3),))
    given.write_text(line_of(case), "utf-8")
    out, back = tmp_path / "cases.csv", tmp_path / "back.jsonl"
    for command in (
        ["export", str(given), "--out", str(out)],
        ["import", str(out), "--out", str(back)],
    ):
        told = CliRunner().invoke(app, command)
        assert told.exit_code == 0, told.output
    assert back.read_text("utf-8") == given.read_text("utf-8")


def test_a_readers_correction_becomes_one_case_however_often_it_is_given(tmp_path):
    path = feedback_file(tmp_path)
    first = add_case(path, "What is it? ", ["Before?"], "4%|4 per cent", "A_7.pdf", 3, "table")
    assert (
        add_case(path, "What is it?", ["Before?"], "4%|4 per cent", "A_7.pdf", 3, "table") == first
    )
    add_case(path, "And the mayor's hat?", [], "", kind="unanswerable")
    held = read_cases([path])
    assert held[0] == first
    assert held[0].expect == (("4%", "4 per cent"),)
    assert held[0].evidence == (Source("A 7", 3),)
    assert [case.kind for case in held] == ["table", "unanswerable"]


@pytest.mark.parametrize(
    "given",
    [
        {"question": " "},
        {"right_fact": ""},
        {"right_fact": " | "},
        {"kind": "guess"},
        {"page": 0},
    ],
)
def test_a_correction_that_could_not_be_scored_is_told_and_not_kept(tmp_path, given):
    path = tmp_path / "feedback.jsonl"
    fields = {"question": "What?", "history": [], "right_fact": "4%"} | given
    with pytest.raises(BadCases):
        add_case(path, **fields)
    assert not path.exists()


def test_the_command_keeps_a_case_in_the_library(tmp_path):
    words = ["add-case", "What is it?", "--fact", "4%", "--document", "A.pdf", "--page", "3"]
    told = CliRunner().invoke(app, [*words, "--data", str(tmp_path)])
    assert told.exit_code == 0, told.output
    kept = json.loads(feedback_file(tmp_path).read_text("utf-8"))
    assert kept["evidence"] == [{"doc": "A", "page": 3}]
