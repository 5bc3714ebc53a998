"""Evidence is cut to statements."""

from assistant.answers import Evidence
from assistant.statements import lines_of, statements_of
from corpus.papers import Cell, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")


def evidence(text, score=5.0, key=1, **more):
    return Evidence(key, Passage(f"a{key}", "p", text, 1, 1, **more), PAPER, score)


def test_a_rows_figures_are_one_statement_with_their_columns():
    item = evidence(
        "Employees | 8,796 | 6,702",
        kind="row",
        label="Employees",
        cells=(Cell("Annual Budget", "8,796"), Cell("Actual", "6,702")),
    )
    [row] = [one for one in statements_of(item) if one.row]
    assert row.text == "Employees: Annual Budget 8,796; Actual 6,702"
    assert row.place == -1


def test_a_runs_lines_are_statements_where_no_row_beside_it_holds_them():
    run = evidence("Hub | Visits\nQuayside | 9\nLarkhill | 12\nOld Hall | closed", kind="table")
    row = evidence("Quayside | 9", key=2, kind="row", part_of=run.passage.id)
    assert [one.text for one in lines_of(run, [run, row])] == ["Larkhill | 12"]
    assert lines_of(row, [run, row]) == []


def test_a_row_of_one_cell_of_prose_is_a_statement_and_a_heading_over_rows_is_none():
    text = (
        "Hub | Visits\nHubs that opened in 2024\nQuayside | 9\n"
        "The roof is thought to cost £40,000 to £55,000"
    )
    said = [one.text for one in lines_of(evidence(text, kind="table"), [])]
    assert said == ["Quayside | 9", "The roof is thought to cost £40,000 to £55,000"]


def test_a_name_under_a_heading_is_a_figure_of_its_row():
    text = "Guidance | Published on the website of the department in April | Ada Finch"
    place, who = Cell("Place", text.split(" | ")[1]), Cell("Contact Officer", "Ada Finch")
    item = evidence(text, kind="row", label="Guidance", cells=(place, who))
    [row] = [one for one in statements_of(item) if one.row]
    assert row.text == "Guidance: Contact Officer Ada Finch"


def test_rows_of_a_table_that_lost_its_columns_are_read_one_by_one():
    joined = ("Elm Friends 20/03/2014", "Ash Friends 20/03/2014", "The Friends of Oak 29/05/2014")
    text = "\n".join(("Joined", *joined, "Birch Group 31/07/2014"))
    found = [one.text for one in statements_of(evidence(text))]
    assert "Ash Friends 20/03/2014" in found
    heading = statements_of(evidence("Visits to hubs\n41,976\nin the year"))
    assert len(heading) == 1


def test_a_line_of_a_table_of_contents_states_nothing():
    text = "Our five promises ................ 6\nHow we will know .......... 9"
    assert statements_of(evidence(text)) == []
    assert statements_of(evidence("The hubs opened … in April."))


def test_a_run_of_names_and_dates_is_taken_apart():
    text = (
        "Elm Friends Group 21/08/2013 Oak Library Friends 21/08/2013 Ash Library Friends "
        "28/11/2013 The Friends of Yew Library 30/01/2014"
    )
    found = statements_of(Evidence(1, Passage("a", "p", text, 1, 1), PAPER, 1.0))
    assert [one.text for one in found][2] == "Ash Library Friends 28/11/2013"
    assert all(one.record for one in found)


def test_what_a_chart_leaves_is_no_statement_and_a_sentence_of_figures_is_one():
    chart = "612 598 600 562 571 587 400 200 0 Sep 2023 Mar 2024 Sep 2024 Mar 2025"
    told = "Visits were 612 in May, 598 in June, 600 in July, 562 in August."
    said = [one.text for one in statements_of(evidence(f"{chart}\n{told}"))]
    assert said == [told]
