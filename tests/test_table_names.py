"""Rows that stand beside one name of a ruled table are rows each, with that name."""

from corpus.papers import Table
from ingest.table_names import names_beside
from ingest.tables import join_tables

HEAD = ("Theme", "Action", "Lead", "Status")
PLAN = (
    HEAD,
    ("Start well", "Open three hubs", "A Moss", "On track"),
    ("", "Brush teeth in nurseries", "B Fell", "Delayed"),
    ("", "Cut waits for assessment", "C Dale", "Off track"),
    ("Age well", "Extra care flats", "D Holt", "Complete"),
)


def test_each_row_beside_a_name_is_called_by_its_second_cell_and_has_that_name():
    (table,) = join_tables([(Table(PLAN), 1, "")])
    assert [row.label for row in table.rows] == [row[1] for row in PLAN[1:]]
    assert [row.cells[0].value for row in table.rows] == ["Start well"] * 3 + ["Age well"]
    assert table.rows[1].printed == ("Start well", "Brush teeth in nurseries", "B Fell", "Delayed")


def test_a_row_that_the_end_of_a_page_cut_goes_on_and_is_no_row():
    first = (HEAD, *PLAN[1:3])
    rest = (("", "for two years", "", ""), PLAN[4])
    (table,) = join_tables([(Table(first), 1, ""), (Table(rest), 2, "")])
    cut = "Brush teeth in nurseries for two years"
    assert [row.label for row in table.rows] == ["Open three hubs", cut, "Extra care flats"]
    assert table.rows[1].printed == ("Start well", cut, "B Fell", "Delayed")
    assert table.rows[1].last_page == 2


def test_a_name_goes_on_over_the_end_of_a_page():
    first, rest = (HEAD, *PLAN[1:3]), PLAN[3:]
    (table,) = join_tables([(Table(first), 1, ""), (Table(rest), 2, "")])
    assert [row.cells[0].value for row in table.rows] == ["Start well"] * 3 + ["Age well"]


def test_without_lines_a_row_that_begins_blank_goes_on_with_the_one_above():
    (table,) = join_tables([(Table(PLAN, ruled=False), 1, "")])
    assert [row.label for row in table.rows] == ["Start well", "Age well"]


def test_references_and_rows_with_few_cells_stand_beside_no_name():
    numbered = [("R1", "Weekly panel", "A Moss", "Done"), ("", "Monthly review", "B Fell", "Late")]
    cut = [("Start well", "Open hubs", "A Moss", "On track"), ("", "", "of Ofsted", "")]
    for body in (numbered, cut):
        assert names_beside(body, [(1, "")] * len(body)) == []
