from corpus.papers import Table
from ingest.elements import find_elements
from ingest.paragraphs import Paragraph, PlacedTable

HEAD = ("", "Budget £'000")


def sections(caption, *rows):
    """Each row's name of a table under a caption behind another, and what it stands under."""
    first = (HEAD, ("Parks", ""), ("Benches", "120"), ("Hedges", "90"))
    pieces = [
        Paragraph("Capital plan", 1, 1),
        PlacedTable(Table(first), 1),
        Paragraph(caption, 2, 2),
        PlacedTable(Table((HEAD, *rows)), 2),
    ]
    return {row.label: row.section for row in find_elements(pieces)[-1].tables[0].rows}


ROWS = (("Ponds", "40"), ("Total parks", "250"), ("Staff", "7"))


def test_the_rows_of_a_continued_table_stand_under_the_name_that_was_open():
    assert sections("Capital plan continued", *ROWS) == {
        "Ponds": "Parks",
        "Total parks": "Parks",
        "Staff": "",
    }


def test_a_name_on_the_new_page_heads_its_own_rows():
    found = sections("Capital plan (continued)", ("Streets", ""), ("Lamps", "12"))
    assert found["Lamps"] == "Streets"


def test_a_table_under_another_caption_begins_anew():
    assert set(sections("Revenue plan", *ROWS).values()) == {""}
