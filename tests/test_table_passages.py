import pytest

from corpus.papers import Document, Line, Page, Table
from ingest.passages import cut_passages
from ingest.structure import structure

HEAD = ("Service", "Budget £'000", "Actual £'000")
ROWS = (("Income", "", ""), ("Fees", "(30)", "(28)"), ("Grants", "(12)", "(14)"))


def cut(*pages):
    """The passages of one file; a page is a list of paragraphs and of tables' rows."""
    made = tuple(
        Page(
            n,
            tuple(
                Line(block, whole=True, bold=block.startswith("Table"))
                if isinstance(block, str)
                else Table(block)
                for block in blocks
            ),
            str(n + 40),
        )
        for n, blocks in enumerate(pages, 1)
    )
    found = structure(Document("costs.pdf", "0" * 64, made))
    return [passage for paper in found for passage in cut_passages(paper)]


def row(passages, label):
    return next(p for p in passages if p.kind == "row" and p.label.startswith(label))


SPENDING = ["Council Spending as at 30 November 2025", "1.0 PARKS", "Table 1: Costs of parks"]


def test_a_row_reads_alone_with_its_caption_columns_section_and_unit():
    fees = row(cut([*SPENDING, (HEAD, *ROWS)]), "Fees")
    for words in ("Table 1: Costs of parks", "Budget £'000", "Income", "Fees | (30) | (28)"):
        assert words in fees.text
    assert [(c.column, c.value, c.unit) for c in fees.cells] == [
        ("Budget £'000", "(30)", "£'000"),
        ("Actual £'000", "(28)", "£'000"),
    ]
    assert "PARKS" in fees.headings and fees.headings[-1] == "Income"
    assert fees.period == "as at 30 November 2025"


def test_what_the_indexes_read_of_a_row_names_each_figures_column():
    fees = row(cut([*SPENDING, (HEAD, *ROWS)]), "Fees")
    assert "Actual £'000 (28)" in fees.search_text
    assert fees.search_text.startswith("Council Spending")


def test_a_row_is_part_of_the_run_of_rows_that_holds_it():
    passages = cut([*SPENDING, (HEAD, *ROWS)])
    run = next(p for p in passages if p.kind == "table")
    assert row(passages, "Fees").part_of == run.id == row(passages, "Grants").part_of
    assert "Fees | (30) | (28)" in run.text and "Grants | (12) | (14)" in run.text


def test_rows_on_the_next_page_keep_columns_and_section_and_know_their_own_page():
    passages = cut([*SPENDING, (HEAD, ROWS[0], ROWS[1])], [(HEAD, ROWS[2])])
    grants = row(passages, "Grants")
    assert (grants.first_page, grants.printed_page) == (2, "42")
    assert "Income" in grants.headings and grants.cells[0].column == "Budget £'000"


def test_the_same_name_in_two_departments_is_told_apart():
    passages = cut(
        [
            *SPENDING,
            (HEAD, ("Employees", "120", "98")),
            "2.0 LIBRARIES",
            "Table 2: Costs of libraries",
            (HEAD, ("Employees", "310", "322")),
        ]
    )
    found = [p for p in passages if p.label == "Employees"]
    assert [p.headings[0] for p in found] == ["PARKS", "LIBRARIES"]
    assert found[0].id != found[1].id


def test_a_row_of_prose_too_long_to_quote_is_cut_and_keeps_its_name():
    told = "The lift at Elm Court failed twice in the quarter and the homes stood empty. " * 40
    table = (("Ref", "Measure", "Comment"), ("P1.3", "Homes let", told), ("P1.4", "Rents", told))
    found = [p for p in cut(["Monitoring Report", table]) if p.label.startswith("P1.3")]
    assert len(found) > 1
    assert all("P1.3" in p.text and "Homes let" in p.text for p in found)
    assert sum(p.text.count("lift at Elm Court") for p in found) == 40


def test_the_measures_number_is_in_its_label():
    table = (("Ref", "Measure", "Q2 2025/26", "RAG"), ("P1.3", "Homes let", "44", "Amber"))
    found = row(cut(["Monitoring Report", table]), "P1.3")
    assert found.label == "P1.3 Homes let"
    assert found.period == "Q2 2025/26"


def test_a_table_of_nothing_but_headings_is_still_held():
    passages = cut(["Fees", "1.0 COSTS", (("Ward", "Fee"),)])
    assert any("Ward | Fee" in passage.text for passage in passages)


@pytest.mark.parametrize(
    "top",
    [("Grade", "Benches of oak", ""), ("", "Benches of oak", ""), ("Benches of oak", "", "")],
)
def test_the_one_heading_over_all_columns_is_the_name_of_the_group(top):
    table = (top, ("" if top[0] else "Grade", "Q1", "Q2"), ("Good", "14%", "20%"))
    good = row(cut([*SPENDING, table]), "Good")
    assert good.headings == ("PARKS", "Table 1: Costs of parks", "Benches of oak")
    assert good.cells[0].column.endswith("Q1")


def test_two_headings_over_columns_name_no_group():
    table = (("", "Oak", "Elm"), ("Grade", "2024/25", "2025/26"), ("Good", "14%", "20%"))
    assert row(cut([*SPENDING, table]), "Good").headings == ("PARKS", "Table 1: Costs of parks")


def test_a_table_behind_the_total_of_another_does_not_stand_under_its_name():
    first = (HEAD, ("Fees", "(30)", "(28)"), ("Total income", "(30)", "(28)"))
    second = (("Symbol", "Meaning", "Of"), ("G", "It goes well as the plan says.", "Works"))
    passages = cut([*SPENDING, first], [second])
    assert row(passages, "Fees").headings == ("PARKS", "Table 1: Costs of parks")
    assert row(passages, "G").headings == ("PARKS",)
    assert "Table 1" not in row(passages, "G").text


def test_a_table_in_a_quarters_paper_is_of_that_quarter_whatever_its_columns_compare():
    head = ("Measure", "Q2 2023/24", "This year")
    report = ["Performance Report Quarter 2 2024/25", "1.0 HOMES", "Homes"]
    homes = row(
        cut([*report, (head, ("Time to re-let", "29.4", "41.2"), ("Void", "31", "34"))]), "Time"
    )
    assert homes.period == "Q2 2024/25"
    before = ["Performance Report Quarter 2 2024/25", "1.0 HOMES", "Table 1: Homes, Q1 2024/25"]
    homes = row(
        cut([*before, (HEAD, ("Time to re-let", "29.4", "41.2"), ("Void", "31", "34"))]), "Time"
    )
    assert homes.period == "Q1 2024/25"


def test_a_number_in_a_register_before_a_name_is_no_figure():
    head = ("DfE No.", "School", "PAN", "R")
    schools = (head, ("4001", "Bridge Meadow Primary", "45", "41"), ("4051", "Elm CE", "18", "10"))
    elm = row(cut(["School places", "1.0 PLACES", "Appendix A: Numbers on roll", schools]), "4051")
    assert elm.label == "4051 Elm CE"
    assert [cell.column for cell in elm.cells] == ["PAN", "R"]


MEASURES = (
    ("Ref", "Measure", "Supporting commentary"),
    ("P7.3", "More supervision that is graded good", "A quarter was."),
    ("P7.4", "More casefiles that are graded good by audits", "See the tables."),
)
GRADES = (("Grade", "Q1", "Q2"), ("Good", "14%", "24%"), ("Poor", "64%", "59%"))


def test_a_table_behind_measures_is_of_the_last_one():
    good = row(cut([*SPENDING[:2], MEASURES, GRADES], [GRADES]), "Good")
    assert good.headings[-1].startswith("P7.4 More casefiles")
    assert "casefiles" in good.search_text


@pytest.mark.parametrize(
    "other",
    [
        (
            ("Symbol", "Meaning"),
            ("U", "It is uncertain whether it will be met in time."),
        ),
        (("Ref", "Q1", "Q2"), ("P8.1", "14%", "24%"), ("P8.2", "64%", "59%")),
    ],
    ids=["without figures", "of other measures"],
)
def test_a_key_to_symbols_and_a_table_of_measures_are_of_none(other):
    passages = cut([*SPENDING[:2], MEASURES, other])
    assert not any("casefiles" in " ".join(passage.headings) for passage in passages)
