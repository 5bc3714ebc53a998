import pytest

from corpus.papers import Table
from ingest.wrapped_labels import with_whole_labels

FIELDS = (("REPORT TO:", "Parks Board"), ("DATE:", "18 May 2026"), ("SUBJECT:", "Fees"))


def labels(*rows):
    return [row[0] for row in with_whole_labels(Table((*FIELDS, *rows))).rows[len(FIELDS) :]]


def test_a_label_that_goes_on_in_the_next_row_is_one_with_its_value():
    table = Table((*FIELDS, ("REPORTING", "Director of Place (Ida"), ("OFFICER:", "Elm)")))
    assert with_whole_labels(table).rows[-1] == (
        "REPORTING OFFICER:",
        "Director of Place (Ida Elm)",
    )


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("PORTFOLIO", "Parks"), ("OFFICER:", "Elm")), id="a label without its colon"),
        pytest.param((("Elm", "12"), ("Ash:", "14")), id="no label between them"),
        pytest.param((("REPORTING:", "Ida"), ("OFFICER:", "Elm")), id="each has its colon"),
    ],
)
def test_other_rows_stay_apart(rows):
    assert labels(*rows) == [label for label, _ in rows]


def test_a_table_without_known_labels_is_left_alone():
    table = Table((("REPORTING", "2"), ("OFFICER:", "4")))
    assert with_whole_labels(table) is table
