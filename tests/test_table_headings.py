"""Which first rows of a table are its headings, where nothing is drawn under them."""

import pytest

from corpus.papers import Table
from ingest.table_headings import header_rows

PLAN = (
    ("Ref", "Decision", "Who has been or will be consulted", "Lead officer"),
    ("May 2026", "", "", ""),
    ("KD/26/01", "Bus stops", "All", "Ida Elm"),
    ("KD/26/02", "Hedges", "None", "Olu Ash"),
)


def test_a_forward_plans_headings_are_longer_than_its_entries():
    assert header_rows(Table(PLAN)) == 1


def test_a_heading_in_short_ends_in_a_full_stop_and_is_no_sentence():
    rows = (
        ("No.", "Milestone", "Due", "Lead", "Comment"),
        ("M3", "Open the town hub", "Jul 2025", "Ida Elm", "Opened on 21 July with six rooms."),
        ("M7", "Adopt the hedge plan", "Sep 2025", "Olu Ash", "Put back until the crews are well."),
    )
    assert header_rows(Table(rows)) == 1
    assert header_rows(Table((("It rained.", *rows[0][1:]), *rows[1:]))) == 0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(PLAN[2:], id="an entry is first"),
        pytest.param(
            (("Elm ward", "Ida Elm", "Labour", "Chair"), ("Ash ward", "Olu Ash", "Green", "")),
            id="names alone",
        ),
        pytest.param(
            (
                ("Elm", "", "Labour", "Chair"),
                ("Ash 1", "Olu", "Green", "B2"),
                ("Oak 2", "", "", ""),
            ),
            id="a column without a name",
        ),
        pytest.param(
            (("Venue", "Town Hall", "Clerk", "Olu Ash"), ("Day", "9 May", "Hour", "Six")),
            id="names beside values",
        ),
    ],
)
def test_rows_of_a_list_are_no_headings(rows):
    assert header_rows(Table(tuple(rows))) == 0
