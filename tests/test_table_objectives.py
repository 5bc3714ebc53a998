from corpus.papers import Table
from ingest.table_objectives import under_objectives
from ingest.tables import join_tables

SAID = "In the second quarter more benches were mended than in the first, and all were painted."
HEAD = ("Ref", "Milestone", "Progress Q2", "Commentary")
BENCHES = ("P1.1", "Mend benches", "U", SAID)


def sections(*tables, known=None):
    """Each row's name, and the name that it stands under."""
    joined = join_tables([(Table(tuple(rows)), 1, "1") for rows in tables])
    found = under_objectives(joined, {} if known is None else known)
    return {row.label: row.section for table in found for row in table.rows}


def test_a_measure_stands_under_the_objective_that_its_number_begins_with():
    found = sections([("PRK P1", "Keep the parks tidy for all who come."), ("PRK P2", "Plant.")])
    assert set(found.values()) == {""}
    found = sections([("PRK P1", "Keep the parks tidy for all who come.")], [HEAD, BENCHES])
    assert found["P1.1 Mend benches"] == "PRK P1 Keep the parks tidy for all who come."


def test_an_objectives_number_that_a_rule_cut_is_found():
    found = sections([("PR", "K P01", "Keep the parks tidy")], [HEAD, BENCHES])
    assert found["P1.1 Mend benches"] == "P01 Keep the parks tidy"


def test_an_objective_holds_for_tables_pages_behind_it():
    known = {}
    sections([("1", "Keep the parks tidy")], known=known)
    assert sections([HEAD, ("1.2", *BENCHES[1:])], known=known) == {
        "1.2 Mend benches": "1 Keep the parks tidy"
    }


def test_headings_under_an_objective_are_the_columns_of_the_measures():
    objective = ("PRK P1", "Keep the parks tidy for all who come.", "", "")
    first, second = join_tables([(Table((objective, HEAD, BENCHES)), 1, "1")])
    assert second.columns == HEAD
    assert [cell.column for cell in second.rows[0].cells] == ["Progress Q2", "Commentary"]
    assert first.rows[0].label.startswith("PRK P1")


def test_a_row_with_figures_is_no_objective():
    found = sections([("Ref", "Measure", "Q1"), ("P1", "Homes let", "44"), ("P1.1", "Flats", "12")])
    assert found["P1.1 Flats"] == ""


def test_an_objective_amid_the_measures_has_no_cells_under_their_columns():
    objective = ("PR", "K P2", "", "Plant trees in all parks")
    rows = (HEAD, BENCHES, objective, ("P2.1", "Oaks", "U", SAID))
    (table,) = under_objectives(join_tables([(Table(rows), 1, "1")]), {})
    assert (table.rows[1].label, table.rows[1].cells) == ("P2 Plant trees in all parks", ())
    assert table.rows[2].section == "P2 Plant trees in all parks"
