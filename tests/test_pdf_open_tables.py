"""Tables that level lines or shading alone rule: rows, columns, headings by where words stand."""

from collections.abc import Sequence

from ingest.pdf_frame import Word
from ingest.pdf_open_tables import open_tables
from ingest.pdf_rules import Drawing, Rule

LEFT, RIGHT = 50.0, 450.0


def words(y: float, *cells: tuple[float, str], size: float = 8.0, bold: bool = False) -> list[Word]:
    """The words of a printed line: each cell's from its left edge on, letters 4 points wide."""
    placed = []
    for left, text in cells:
        at = left
        for word in text.split():
            placed.append(Word(word, at, at + 4.0 * len(word), y, size, bold))
            at += 4.0 * len(word) + 2.2
    return placed


def drawing(level: Sequence[Rule], upright: Sequence[Rule] = (), coloured=()) -> Drawing:
    return Drawing(list(level), list(upright), list(coloured), [], [], [])


def across(*ys: float, start: float = LEFT, end: float = RIGHT) -> list[Rule]:
    return [Rule(y, start, end) for y in ys]


def rows_of(level, lines, **drawn):
    tables, free = open_tables(drawing(level, **drawn), [word for line in lines for word in line])
    return [placed.table for placed in tables], free


HEAD = words(100, (52, "Directorate"), (200, "Budget"), (260, "Forecast"), (330, "Variance"))
BODY = [
    words(115, (52, "Adults and Health"), (205, "92,410"), (265, "97,402"), (335, "3,617")),
    words(130, (52, "Place"), (205, "38,914"), (265, "38,742"), (335, "(378)")),
    words(145, (52, "Services sub-total"), (205, "131,324"), (265, "136,144"), (335, "3,239")),
]


def test_a_table_with_lines_between_its_rows_alone_keeps_its_columns():
    (table,), free = rows_of(across(104, 119, 134, 149), [HEAD, *BODY])
    assert table.rows[0] == ("Directorate", "Budget", "Forecast", "Variance")
    assert table.rows[2] == ("Place", "38,914", "38,742", "(378)")
    assert table.header_rows == 1
    assert not free


def test_figures_of_two_columns_that_stand_close_are_two_cells():
    close = [
        words(115, (52, "Adults"), (205, "192,410"), (236, "197,402")),
        words(130, (52, "Place"), (205, "138,914"), (236, "138,742")),
        words(145, (52, "Total"), (205, "331,324"), (236, "336,144")),
    ]
    (table,), _ = rows_of(across(104, 119, 134, 149), close)
    assert table.rows[1] == ("Place", "138,914", "138,742")


def test_lines_over_the_heading_and_under_the_last_row_alone_are_enough_for_figures():
    (table,), free = rows_of(across(90, 104, 149), [HEAD, *BODY])
    assert [row[0] for row in table.rows] == [
        "Directorate",
        "Adults and Health",
        "Place",
        "Services sub-total",
    ]
    assert not free


def test_a_heading_over_several_columns_is_told_by_its_shaded_cell():
    tiers = [
        words(90, (245, "Later years")),
        words(100, (52, "Scheme"), (200, "2024/25"), (240, "2025/26"), (290, "2026/27")),
    ]
    body = [
        words(115, (52, "Cycleway"), (205, "488"), (245, "2,900"), (295, "650")),
        words(130, (52, "Lighting"), (205, "904"), (245, "1,900"), (295, "350")),
        words(145, (52, "Cemetery"), (205, "35"), (245, "740"), (295, "120")),
    ]
    shaded = [(236.0, 82.0, 325.0, 93.0)]
    (table,), _ = rows_of(across(80, 104, 119, 134, 149), [*tiers, *body], coloured=shaded)
    assert table.rows[0] == (
        "Scheme",
        "2024/25",
        "Later years › 2025/26",
        "Later years › 2026/27",
    )


def test_headings_that_come_again_stand_under_what_is_over_them():
    tiers = [
        words(90, (222, "Quarter"), (322, "Year")),
        words(100, (52, "Fund"), (200, "Ours"), (250, "Theirs"), (300, "Ours"), (350, "Theirs")),
    ]
    body = [
        words(y, (52, name), (202, "4.1"), (252, "5.0"), (302, "10.2"), (352, "14.6"))
        for y, name in ((115, "Equity"), (130, "Credit"), (145, "Property"))
    ]
    (table,), _ = rows_of(across(80, 104, 119, 134, 149), [*tiers, *body])
    assert table.rows[0] == (
        "Fund",
        *(f"{when} › {whose}" for when in ("Quarter", "Year") for whose in ("Ours", "Theirs")),
    )


def test_a_heading_set_left_over_figures_set_right_stands_over_the_group_that_it_begins_with():
    lefts = (120, 175, 230, 285, 340, 395)
    names = ("Fund", "Index", "Gap") * 2
    tiers = [
        words(90, (120, "Quarter"), (285, "One year")),
        words(100, (52, "Mandate"), *zip(lefts, names, strict=True)),
    ]

    def row(y, name, *figures):
        cells = [(at + 52 - 4 * len(one), one) for at, one in zip(lefts, figures, strict=True)]
        return words(y, (52, name), *cells)

    body = [
        row(115, "Active", "4.9", "7.1", "-2.2", "10.4", "15.8", "-5.4"),
        row(130, "Passive", "7.5", "7.6", "-0.1", "16.3", "16.4", "-0.1"),
        row(145, "Property", "1.2", "1.4", "-0.2", "15.9", "6.7", "-0.8"),
    ]
    level = [*across(80, 104, 119, 134, 149), Rule(95, 118, RIGHT)]
    (table,), _ = rows_of(level, [*tiers, *body])
    assert table.rows[0] == (
        "Mandate",
        *(f"{over} › {name}" for over in ("Quarter", "One year") for name in names[:3]),
    )


def test_headings_that_come_again_are_told_apart_by_what_stands_over_the_first_line():
    lines = [
        words(70, (52, "Table 1: What happened to new requests in the year")),
        words(88, (205, "Aged 18 to 64"), (325, "Aged 65 and over")),
        words(100, (52, "Outcome"), (205, "2022"), (265, "2023"), (325, "2022"), (385, "2023")),
        words(115, (52, "Care home"), (205, "19"), (265, "24"), (325, "497"), (385, "538")),
        words(130, (52, "Advice"), (205, "1,951"), (265, "2,217"), (325, "844"), (385, "105")),
    ]
    (table,), free = rows_of(across(92, 104, 119, 134), lines)
    assert table.rows[0] == (
        "Outcome",
        "Aged 18 to 64 › 2022",
        "Aged 18 to 64 › 2023",
        "Aged 65 and over › 2022",
        "Aged 65 and over › 2023",
    )
    assert [word.text for word in free][:2] == ["Table", "1:"]


def test_words_in_the_white_of_a_row_or_two_do_not_close_a_column():
    months = [
        words(100 + 15 * n, (52, f"Measure {n}"), (200, "31.2"), (240, "33.0"), (280, "36.1"))
        for n in range(1, 10)
    ]
    months[4] = words(175, (52, "Measure 5"), (200, "98.1 (whole term)"), (280, "36.1"))
    (table,), _ = rows_of(across(*(104 + 15 * n for n in range(10))), months)
    assert table.rows[0] == ("Measure 1", "31.2", "33.0", "36.1")


def test_the_name_of_a_section_stays_whole():
    section = words(107, (52, "Children in need of help and protection from harm"))
    body = [
        words(y + 15, *((w.left, w.text) for w in line))
        for y, line in zip((115, 130, 145), BODY, strict=True)
    ]
    (table,), _ = rows_of(across(104, 119, 134, 149, 164), [HEAD, section, *body])
    assert table.rows[1][0] == "Children in need of help and protection from harm"
    assert not any(table.rows[1][1:])


def test_prose_between_two_lines_is_no_table():
    prose = [
        words(y, (52, "3.1"), (80, "The number of people who wait has fallen in this quarter"))
        for y in (100, 112, 124, 136)
    ]
    tables, free = rows_of(across(90, 140, 200), prose)
    assert not tables
    assert len(free) == sum(map(len, prose))


def test_prose_below_a_table_is_left_out_of_it():
    prose = words(
        164, (52, "Fixed penalty notices for fly-tipping: 62 in a quarter and seven cases went")
    )
    (table,), free = rows_of(across(104, 119, 134, 149, 230), [HEAD, *BODY, prose])
    assert table.rows[-1][0] == "Services sub-total"
    assert [word.text for word in free] == [word.text for word in prose]


def test_two_tables_side_by_side_are_two():
    left = [
        words(y, (52, name), (120, "214"), (160, "1,388"))
        for y, name in ((100, "Under"), (115, "Over"), (130, "Total"))
    ]
    right = [
        words(y, (302, name), (370, "402"), (410, "2,955"))
        for y, name in ((100, "Under"), (115, "Over"), (130, "Total"))
    ]
    rules = across(89, 104, 119, 134, end=190.0) + across(89, 104, 119, 134, start=300.0)
    tables, free = rows_of(rules, [*left, *right])
    assert [table.rows[1] for table in tables] == [
        ("Over", "214", "1,388"),
        ("Over", "402", "2,955"),
    ]
    assert not free


def test_a_table_with_lines_round_its_cells_is_left_to_the_reader_of_ruled_ones():
    upright = [Rule(x, 85, 149) for x in (50, 195, 255, 325, 450)]
    tables, free = rows_of(across(85, 104, 119, 134, 149), [HEAD, *BODY], upright=upright)
    assert not tables
    assert len(free) == sum(map(len, [HEAD, *BODY]))


def test_a_shaded_rating_in_each_row_does_not_make_it_ruled():
    rated = [[*line, *words(line[0].base, (400, "Amber"))] for line in BODY]
    shaded = [(395.0, y, 440.0, y + 15.0) for y in (104.0, 119.0, 134.0)]
    edges = [Rule(x, box[1], box[3]) for box in shaded for x in (395, 440)]
    (table,), _ = rows_of(
        across(104, 119, 134, 149), [HEAD, *rated], upright=edges, coloured=shaded
    )
    assert table.rows[2] == ("Place", "38,914", "38,742", "(378)", "Amber")


def test_a_last_row_below_the_last_line_and_the_rest_of_its_name_belong_to_it():
    last = [
        words(160, (52, "Contingency and"), (205, "6,250"), (265, "3,131"), (335, "(1,100)")),
        words(170, (52, "corporate items")),
    ]
    (table,), free = rows_of(across(104, 119, 134, 149), [HEAD, *BODY, *last])
    assert table.rows[-1] == ("Contingency and corporate items", "6,250", "3,131", "(1,100)")
    assert not free


def test_lines_under_the_figures_alone_leave_the_table_to_where_its_names_are_seen():
    tables, free = rows_of(across(104, 119, 134, 149, start=195), [HEAD, *BODY])
    assert not tables
    assert len(free) == sum(map(len, [HEAD, *BODY]))


def test_numbers_of_rows_are_a_column_of_the_table():
    listed = [
        words(y, (52, str(n)), (90, name), (205, "12 May"), (300, "Done"))
        for n, (y, name) in enumerate(((100, "Write"), (115, "Send"), (130, "Close")), 1)
    ]
    (table,), _ = rows_of(across(89, 104, 119, 134), listed)
    assert table.rows[0] == ("1", "Write", "12 May", "Done")


def test_a_page_with_more_words_than_a_page_can_hold_is_not_looked_through():
    crowd = [word for n in range(1_700) for word in words(100 + n % 40, (52, "a b c"))]
    tables, free = open_tables(drawing(across(*range(90, 160, 10))), crowd)
    assert not tables
    assert len(free) == len(crowd)


def test_a_section_in_bold_between_rows_of_one_spacing_is_a_row_of_its_own():
    lines = [
        HEAD,
        words(120, (52, "Expenditure"), bold=True),
        words(136, (52, "Employees"), (205, "16,240"), (265, "10,827"), (335, "675")),
        words(152, (52, "Total Expenditure"), (205, "16,240"), (265, "10,827"), (335, "675")),
        words(168, (52, "Income"), bold=True),
        words(184, (52, "Government grants"), (205, "-2,735"), (265, "-2,085"), (335, "5")),
        words(200, (52, "Total Income"), (205, "-2,735"), (265, "-2,085"), (335, "5")),
    ]
    (table,), _ = rows_of(across(104, 206), lines)
    assert [row[0] for row in table.rows[1:]] == [
        "Expenditure",
        "Employees",
        "Total Expenditure",
        "Income",
        "Government grants",
        "Total Income",
    ]
    assert table.rows[4][1:] == ("", "", "")


def test_a_bracket_that_a_narrow_cell_puts_on_a_line_of_its_own_closes_the_word():
    lines = [
        words(90, (52, "Directorate"), (200, "Variance"), (260, "Forecast")),
        words(100, (200, "(Overspend"), (260, "outturn")),
        words(110, (200, ")")),
        *[
            words(y, (52, name), (205, "3,617"), (265, "97,402"))
            for y, name in ((126, "Adults"), (141, "Place"), (156, "Total"))
        ],
    ]
    (table,), _ = rows_of(across(114, 130, 145, 160), lines)
    assert table.rows[0][1] == "Variance (Overspend)"


def test_a_heading_that_begins_its_cell_is_over_the_figures_at_the_cells_other_end():
    head = words(100, (52, "Reserve"), (170, "1 April"), (222, "Planned use"), (292, "31 March"))
    body = [
        words(115, (52, "Smoothing"), (194, "14,820"), (256, "4,000"), (340, "595")),
        words(130, (52, "Waste"), (206, "930"), (256, "1,240"), (332, "5,690")),
        words(145, (52, "Total"), (194, "15,750"), (256, "5,240"), (332, "6,285")),
    ]
    (table,), _ = rows_of(across(104, 119, 134, 149), [head, *body])
    assert table.rows[0] == ("Reserve", "1 April", "Planned use", "31 March")


def test_two_years_left_of_their_figures_head_a_column_each():
    head = words(100, (52, "Reason for leaving"), (210, "2023/24"), (272, "2024/25"))
    body = [
        words(115, (52, "Retired"), (256, "9"), (316, "8")),
        words(130, (52, "Adopted"), (256, "4"), (316, "5")),
        words(145, (52, "All"), (252, "13"), (312, "13")),
    ]
    (table,), _ = rows_of(across(104, 119, 134, 149), [head, *body])
    assert table.rows[0] == ("Reason for leaving", "2023/24", "2024/25")
    assert table.rows[1] == ("Retired", "9", "8")


def test_a_heading_over_words_is_over_those_that_it_begins_with():
    head = words(100, (52, "Breach"), (150, "Members affected"), (262, "Reported to the regulator"))
    body = [
        words(115, (52, "Late"), (206, "9"), (262, "No, not material")),
        words(130, (52, "Letter"), (206, "1"), (262, "No")),
        words(145, (52, "Statements"), (198, "256"), (262, "No, amber")),
    ]
    (table,), _ = rows_of(across(90, 104, 119, 134, 149), [head, *body])
    assert table.rows[0] == ("Breach", "Members affected", "Reported to the regulator")


def test_the_last_figure_of_a_year_that_a_narrow_cell_cut_is_no_row():
    head = [
        words(92, (52, "Measure"), (200, "Q3"), (240, "Q4")),
        words(100, (200, "2024/2"), (240, "2024/2")),
        words(108, (200, "5"), (240, "5")),
    ]
    body = [
        words(125, (52, "Contacts"), (206, "71"), (246, "78")),
        words(140, (52, "Referrals"), (206, "24"), (246, "23")),
        words(155, (52, "Assessments"), (206, "80"), (246, "81")),
    ]
    (table,), _ = rows_of(across(112, 129, 144, 159), [*head, *body])
    assert table.rows[0] == ("Measure", "Q3 2024/2 5", "Q4 2024/2 5")
    assert table.rows[1] == ("Contacts", "71", "78")


def test_years_in_one_shaded_cell_head_a_column_each_and_what_they_are_in_stays_with_its_words():
    def gapless(y, *cells):
        # words of one cell stand a third of a type size apart
        placed = []
        for left, text in cells:
            placed.append(Word(text, left, left + 4.0 * len(text), y, 8.0, False))
        return placed

    heads = gapless(100, (52, "Area"), (200, "2024/25"), (232, "2025/26"), (264, "2026/27"))
    body = [
        words(115, (52, "North"), (207, "488"), (239, "290"), (271, "650")),
        words(130, (52, "South"), (207, "904"), (239, "190"), (271, "350")),
        words(145, (52, "Quay"), (207, "35"), (239, "740"), (271, "120")),
    ]
    shaded = [(196.0, 92.0, 300.0, 103.0)]
    (table,), _ = rows_of(across(104, 119, 134, 149), [heads, *body], coloured=shaded)
    assert table.rows[0] == ("Area", "2024/25", "2025/26", "2026/27")
    money = words(100, (52, "Area"), (200, "Budget (£’000)"), (270, "Spend"))
    (table,), _ = rows_of(across(104, 119, 134, 149), [money, *body], coloured=shaded)
    assert any("Budget (£’000)" in cell for cell in table.rows[0])


ACTIONS = [
    words(
        114,
        (52, "1"),
        (72, "Offer every mother a"),
        (200, "Community"),
        (300, "Supporters trained in"),
    ),
    words(123, (72, "named supporter"), (200, "Health"), (300, "all six hubs.")),
    words(
        140,
        (52, "2"),
        (72, "Open a hub in each"),
        (200, "Dr Vance"),
        (300, "Nine of twelve are open."),
    ),
    words(149, (72, "ward"), (300, "Quay to follow.")),
    words(
        166,
        (52, "3"),
        (72, "Begin a fathers' group"),
        (200, "Early Help"),
        (300, "Not begun for want of"),
    ),
    words(175, (300, "leaders.")),
]


def test_rows_of_words_between_two_lines_are_parted_by_the_room_between_them():
    head = words(100, (52, "No"), (72, "What we said"), (200, "Lead"), (300, "What was done"))
    for level in (across(104, 180), across(90, 104, 180)):
        (table,), free = rows_of(level, [head, *ACTIONS])
        assert table.rows == (
            ("No", "What we said", "Lead", "What was done"),
            (
                "1",
                "Offer every mother a named supporter",
                "Community Health",
                "Supporters trained in all six hubs.",
            ),
            (
                "2",
                "Open a hub in each ward",
                "Dr Vance",
                "Nine of twelve are open. Quay to follow.",
            ),
            ("3", "Begin a fathers' group", "Early Help", "Not begun for want of leaders."),
        )
        assert not free


def test_paragraphs_between_two_lines_are_no_rows():
    prose = [
        words(
            y, (52, "The Board heard that the hubs had had more visits than in any year before it")
        )
        for y in (114, 123, 140, 149, 166, 175)
    ]
    tables, free = rows_of(across(104, 180), [words(100, (52, "Background")), *prose])
    assert not tables and free


SEATS = [
    words(194, (52, "Elm and Ash ward"), (160, "Ida Oak, Olu Rowan and Una Birch"), (400, "May")),
    words(209, (52, "Quayside ward"), (160, "Amos Yew, Fay Audley, Basil Onslow"), (400, "June")),
    words(224, (52, "Larkhill ward"), (160, "Ceri Vaughan, Petra Zielinska too"), (400, "July")),
]


def test_a_heading_left_of_all_cells_parts_two_tables_of_one_width():
    heading = words(164, (47, "MEMBERSHIP"), size=9.0)
    level = across(104, 119, 134, 149, 172, 198, 213, 228)
    two, free = rows_of(level, [HEAD, *BODY, heading, *SEATS])
    assert [len(table.rows[0]) for table in two] == [4, 3]
    assert two[1].rows[-1] == ("Larkhill ward", "Ceri Vaughan, Petra Zielinska too", "July")
    assert [word.text for word in free] == ["MEMBERSHIP"]
