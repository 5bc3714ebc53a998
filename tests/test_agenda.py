import pytest

from ingest.agenda import agenda_end, agenda_items, exempt_items
from ingest.paragraphs import Paragraph


def lines(*texts):
    return [Paragraph(text, 1, 1) for text in texts]


AGENDA = lines(
    "AGENDA",
    "1. Apologies",
    "2. Minutes (Pages 1 - 8)",
    "3. Policy",
    "(a) Burial fees 9 - 12",
    "(b) Hedges and ditches 13 - 20",
    "PART II",
    "4. Sale of the depot (Pages 21 - 24)",
)


def test_an_agenda_gives_every_item_its_number_without_its_pages():
    assert agenda_items(AGENDA) == {
        "apologies": "1",
        "minutes": "2",
        "policy": "3",
        "burialfees": "3(a)",
        "hedgesandditches": "3(b)",
        "saleofthedepot": "4",
    }


def test_items_of_part_two_are_exempt_and_those_before_are_not():
    assert exempt_items(AGENDA) == {"4"}


def test_items_after_the_public_is_excluded_are_exempt():
    pieces = lines("1. Fees", "2. Exclusion of the press and public", "3. Sale of the depot")
    assert "3" in exempt_items(pieces) and "1" not in exempt_items(pieces)


@pytest.mark.parametrize(
    "items",
    [
        ("1. Exclusion of public and press: to identify items to be taken in private", "2. Fees"),
        ("1. Exclusion of the press and public", "2. Apologies for absence", "3. Fees"),
    ],
    ids=["asks", "before the formal business"],
)
def test_an_opening_item_that_asks_whether_anything_is_private_makes_nothing_exempt(items):
    assert exempt_items(lines(*items)) <= {"1"}


def test_minutes_that_are_exempt_stay_so_after_the_public_is_excluded():
    pieces = lines(
        "1. Fees", "2. Exclusion of the press and public", "3. Exempt minutes", "4. Bids"
    )
    assert exempt_items(pieces) >= {"3", "4"}


def test_an_agenda_ends_where_a_report_counts_from_one_again():
    report = lines("Burial fees", "1. Background", "2. Options")
    assert agenda_items([*AGENDA, *report]) == agenda_items(AGENDA)
    assert agenda_end([*AGENDA, *report]) == len(AGENDA)


def test_a_date_is_no_item():
    assert agenda_items(lines("10 June 2026", "1. Fees")) == {"fees": "1"}
