"""Tables that no line rules: their columns of figures, and the headings over them."""

from ingest.pdf_figures import find_figures
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, line_up


def words(y: float, *cells: tuple[float, str]) -> list[Word]:
    """The words of a printed line: each cell's from its left edge on, letters 4 points wide."""
    placed = []
    for left, text in cells:
        at = left
        for word in text.split():
            placed.append(Word(word, at, at + 4.0 * len(word), y, 8.0, False))
            at += 4.0 * len(word) + 2.2
    return placed


BODY = [
    words(140, (52, "Marlbridge"), (206, "141"), (256, "128"), (350, "14")),
    words(150, (52, "Axwold"), (210, "74"), (260, "81"), (350, "13")),
    words(160, (52, "Combe Vale"), (210, "66"), (260, "59"), (354, "6")),
]


def table_of(*lines):
    found = find_figures(line_up([word for line in lines for word in line]))
    (placed,) = [one for one in found if isinstance(one, PlacedTable)]
    return placed.table


def test_years_in_the_first_line_of_headings_head_their_columns():
    table = table_of(
        words(110, (52, "District"), (190, "2023"), (240, "2024"), (300, "Second")),
        words(120, (300, "plan within")),
        words(130, (300, "two years")),
        *BODY,
    )
    assert table.rows[0][:4] == ("District", "2023", "2024", "Second plan within two years")
    assert table.rows[1][:4] == ("Marlbridge", "141", "128", "14")


def test_a_heading_left_of_its_figures_is_no_row():
    table = table_of(
        words(120, (52, "Time"), (180, "Replies"), (232, "Share")),
        *(
            words(130 + 10 * n, (52, name), (206, "389"), (252, "63%"))
            for n, name in enumerate(("Saturday", "Sunday", "Weekdays"))
        ),
    )
    assert table.rows[0] == ("Time", "Replies", "Share")
