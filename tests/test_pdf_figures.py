"""Tables that no line rules: their columns of figures, and the headings over them."""

from ingest.pdf_figures import find_figures
from ingest.pdf_frame import Word
from ingest.pdf_lines import PlacedTable, Row, line_up


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


def test_years_that_stand_a_line_above_their_figures_head_them_and_a_notes_number_heads_its_table():
    found = find_figures(
        line_up(
            [
                word
                for line in (
                    words(100, (308, "Total"), (368, "Total")),
                    words(110, (52, "Note 10"), (300, "2024/25"), (360, "2023/24")),
                    words(120, (52, "Debtors"), (304, "£000's"), (364, "£000's")),
                    words(142, (52, "Trade debtors"), (316, "296"), (368, "2,225")),
                    words(152, (52, "Prepayments"), (316, "106"), (380, "79")),
                    words(162, (316, "402"), (368, "2,304")),
                    words(184, (52, "Note 11"), (300, "2024/25"), (360, "2023/24")),
                    words(194, (52, "Creditors"), (304, "£000's"), (364, "£000's")),
                    words(216, (52, "Trade creditors"), (316, "132"), (376, "558")),
                    words(226, (52, "Accruals"), (316, "159"), (376, "268")),
                )
                for word in line
            ]
        )
    )
    texts = [one.text if isinstance(one, Row) else one.table.rows for one in found]
    assert texts[0] == "Note 10"
    assert texts[1][:2] == (
        ("Debtors", "Total 2024/25 £000's", "Total 2023/24 £000's"),
        ("Trade debtors", "296", "2,225"),
    )
    assert texts[2] == "Note 11"
    assert texts[3] == (
        ("Creditors", "2024/25 £000's", "2023/24 £000's"),
        ("Trade creditors", "132", "558"),
        ("Accruals", "159", "268"),
    )


def test_sums_that_look_like_years_begin_no_table():
    table = table_of(
        words(110, (52, "Library"), (200, "2023"), (260, "2024")),
        words(120, (52, "Axwold"), (204, "700"), (264, "650")),
        words(130, (52, "Marl"), (200, "2000"), (260, "2000")),
        words(140, (52, "Combe"), (208, "17"), (268, "19")),
    )
    assert [row[0] for row in table.rows] == ["Library", "Axwold", "Marl", "Combe"]


def test_headings_of_several_words_over_narrow_columns_set_right_head_them():
    table = table_of(
        words(110, (52, "Band"), (154, "Mainstream £ a year"), (262, "Resource base £ a")),
        words(120, (322, "year")),
        *(
            words(132 + 10 * n, (52, name), (222, first), (318, second))
            for n, (name, first, second) in enumerate(
                (("A", "1,250", "3,400"), ("B", "2,900", "6,020"), ("C", "5,150", "9,475"))
            )
        ),
    )
    assert table.rows[0][:3] == ("Band", "Mainstream £ a year", "Resource base £ a year")


def test_the_ends_of_years_that_narrow_columns_cut_are_headings_and_no_figures():
    table = table_of(
        words(110, (52, "Measure"), (202, "2023/2"), (252, "2024/2"), (346, "Change")),
        words(120, (218, "4"), (268, "5"), (342, "on year")),
        words(132, (52, "Homes kept safe"), (206, "58.2"), (256, "57.1"), (350, "+3")),
        words(142, (52, "Repairs"), (206, "61.9"), (256, "60.3"), (350, "+4")),
        words(152, (52, "Listening"), (206, "47.3"), (256, "45.6"), (350, "-1")),
    )
    assert table.rows[0][0] == "Measure"
    assert [cell.replace(" ", "") for cell in table.rows[0][1:3]] == ["2023/24", "2024/25"]
    assert table.rows[1][:3] == ("Homes kept safe", "58.2", "57.1")
