"""Tables in halves side by side, and headings that stand apart from their figures."""

from corpus.papers import Table
from ingest.table_halves import in_one

HEAD = ("Age", "Male", "Female")


def test_halves_side_by_side_are_one_table():
    table = Table(
        ((*HEAD, *HEAD), ("3", "770", "731", "12", "838", "796"), ("4", "764", "729", "", "", ""))
    )
    assert in_one(table).rows == (
        HEAD,
        ("3", "770", "731"),
        ("4", "764", "729"),
        ("12", "838", "796"),
    )


def test_a_heading_beside_its_column_of_figures_is_theirs():
    rows = (("Age", "", "Male"), ("", "3", "770"), ("", "4", "764"))
    assert in_one(Table(rows, header_rows=1)).rows == (("Age", "Male"), ("3", "770"), ("4", "764"))


def test_a_heading_over_blanks_beside_prose_stays():
    rows = (
        ("Members", "Net Budget", "", "2025/26"),
        ("", "", "Deputy Mayor – end the allowance", "6"),
    )
    table = Table((*rows, ("", "", "Scrutiny – one officer fewer", "41")), header_rows=1)
    assert in_one(table) == table


def test_columns_of_two_years_are_no_halves():
    table = Table(
        (
            ("Ward", "Q1", "Q2", "Q1", "Q2"),
            ("Priory", "3", "4", "5", "6"),
            ("Mill", "7", "8", "9", "1"),
        )
    )
    assert in_one(table) == table
