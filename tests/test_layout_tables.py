from corpus.papers import Table
from ingest.layout_tables import unrolled
from ingest.paragraphs import Paragraph, PlacedTable

SAID = (
    "Fees and charges\nThe officer told the Board what was charged in each park and why the fee "
    "for a plot of the larger kind had risen by four pounds, and that for a tree had not.\n"
    "The Board asked for:\n• a list of what is charged elsewhere\n• a map of the plots that are "
    "free, with the trees that stand on them, before its next meeting in the summer, so that it "
    "can choose where the new hedge is to go, and who will cut it in the years to come.\n"
    "RESOLVED: That the report be noted."
)


def placed(*rows, page=1):
    return PlacedTable(Table(tuple(rows)), page, str(page))


def told(pieces):
    return [p.text if isinstance(p, Paragraph) else p.table.rows for p in pieces]


def test_minutes_set_as_a_table_are_read_as_paragraphs():
    table = placed(("Date", "3 May 2026", ""), ("4.", SAID, "AE"))
    assert told(unrolled([table])) == [
        (("Date", "3 May 2026", ""),),
        "4. Fees and charges",
        *SAID.split("\n")[1:-1],
        "RESOLVED: That the report be noted. | AE",
    ]


def test_short_items_of_such_minutes_are_paragraphs_too():
    table = placed(("1.", "Apologies\nThere were none.", ""), ("2.", SAID, ""))
    assert told(unrolled([table]))[:2] == ["1. Apologies", "There were none."]


def test_a_minutes_number_and_title_head_what_was_said():
    table = placed(("CYP22 MINUTES", "The Minutes of the last meeting were agreed and signed."))
    heading, said = unrolled([table])
    assert (heading.text, heading.bold) == ("CYP22 MINUTES", True)
    assert said.text.startswith("The Minutes of the last")


def test_what_stands_in_such_a_cell_goes_on_over_a_page():
    pieces = unrolled(
        [
            placed(("4.", SAID + "\nThe fee for a bench was", "")),
            placed(("", "not set.", ""), page=2),
        ]
    )
    assert pieces[-1].text == "The fee for a bench was not set."
    assert [(turn.offset, turn.page) for turn in pieces[-1].turns] == [(24, 2)]


def test_a_row_with_a_name_and_a_comment_stays_a_row():
    comment = SAID.replace("\n", " ")
    table = placed(("P1.2", "Plant trees in each of the parks of the borough by May", comment))
    assert told(unrolled([table])) == [table.table.rows]


def test_lines_that_the_reader_kept_apart_in_other_cells_are_one_text():
    assert told(unrolled([placed(("Fees", "Set in\nMay"))])) == [(("Fees", "Set in May"),)]
