import pytest

from corpus.papers import Table
from ingest.table_headings import CODE, header_rows, is_figure
from ingest.tables import join_tables


def joined(*parts):
    """Tables given as (page, rows), as one or more whole tables."""
    return join_tables([(Table(tuple(rows)), page, str(page)) for page, rows in parts])


def cells(row):
    return [(cell.column, cell.value) for cell in row.cells]


HEAD = ("Service", "Budget £'000", "Actual £'000")


@pytest.mark.parametrize(
    "text", ["1,200", "(44)", "£3.1m", "-7", "98.7%", "+2.0", "12*", "£ 4", "< 5", "0", "[31]"]
)
def test_a_cell_with_a_number_and_its_signs_is_a_figure(text):
    assert is_figure(text)


@pytest.mark.parametrize(
    "text", ["2025/26", "2026", "Q3 2025/26", "12/03/2026", "Amber", "", "–", "12 months", "P1.3"]
)
def test_years_quarters_dates_and_words_are_no_figures(text):
    assert not is_figure(text)


def test_every_cell_knows_its_column_and_its_unit():
    (table,) = joined((1, [HEAD, ("Parks", "120", "(44)")]))
    (row,) = table.rows
    assert row.label == "Parks"
    assert [(cell.column, cell.value, cell.unit) for cell in row.cells] == [
        ("Budget £'000", "120", "£'000"),
        ("Actual £'000", "(44)", "£'000"),
    ]


def test_a_unit_in_the_corner_is_every_figures():
    (table,) = joined((1, [("£'000", "Budget", "Actual"), ("Parks", "120", "98")]))
    assert {cell.unit for cell in table.rows[0].cells} == {"£'000"}


def test_header_rows_of_two_tiers_are_joined_and_the_upper_reaches_over_its_columns():
    (table,) = joined(
        (
            1,
            [
                ("Service", "To date", "", "Full year", ""),
                ("", "Budget", "Actual", "Budget", "Forecast"),
                ("Parks", "90", "98", "120", "131"),
            ],
        )
    )
    assert cells(table.rows[0]) == [
        ("To date › Budget", "90"),
        ("To date › Actual", "98"),
        ("Full year › Budget", "120"),
        ("Full year › Forecast", "131"),
    ]


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_read_once():
    (table,) = joined((4, [HEAD, ("Parks", "120", "98")]), (5, [HEAD, ("Libraries", "310", "322")]))
    assert [(row.label, row.first_page, row.printed_page) for row in table.rows] == [
        ("Parks", 4, "4"),
        ("Libraries", 5, "5"),
    ]
    assert cells(table.rows[1]) == [("Budget £'000", "310"), ("Actual £'000", "322")]


def test_rows_on_a_new_page_without_a_header_keep_the_columns():
    (table,) = joined((4, [HEAD, ("Parks", "120", "98")]), (5, [("Libraries", "310", "322")]))
    assert cells(table.rows[1]) == [("Budget £'000", "310"), ("Actual £'000", "322")]


def test_a_row_split_by_a_page_break_is_one_row_on_both_pages():
    (table,) = joined(
        (4, [("Ref", "Measure", "Comment"), ("P1.3", "Homes let", "Slower than planned because")]),
        (5, [("", "", "the lift at Elm Court failed twice.")]),
    )
    row = table.rows[-1]
    assert row.cells[-1].value == "Slower than planned because the lift at Elm Court failed twice."
    assert (row.first_page, row.last_page) == (4, 5)


def test_a_table_with_other_headings_is_another_table():
    tables = joined(
        (1, [HEAD, ("Parks", "120", "98")]),
        (1, [("Ward", "Homes", "Empty"), ("Elm", "400", "12")]),
    )
    assert [table.columns[0] for table in tables] == ["Service", "Ward"]


def test_a_row_stands_under_the_name_above_it():
    (table,) = joined(
        (
            1,
            [
                HEAD,
                ("Expenditure", "", ""),
                ("Employees", "120", "98"),
                ("Income:", "", ""),
                ("Fees", "(30)", "(28)"),
            ],
        )
    )
    assert [(row.label, row.section) for row in table.rows] == [
        ("Employees", "Expenditure"),
        ("Fees", "Income"),
    ]


@pytest.mark.parametrize("code", ["P1.3", "KPI 4", "1.2", "CYP25", "ED03a"])
def test_a_rows_number_and_name_are_its_label(code):
    (table,) = joined((1, [("Ref", "Measure", "Q2", "Q3"), (code, "Homes let", "44", "81")]))
    (row,) = table.rows
    assert row.label == f"{code} Homes let"
    assert row.code == code
    assert cells(row) == [("Q2", "44"), ("Q3", "81")]


def test_blank_cells_are_no_cells_and_the_row_stays_as_printed():
    (table,) = joined((1, [HEAD, ("Parks", "–", "98")]))
    assert cells(table.rows[0]) == [("Actual £'000", "98")]
    assert table.rows[0].printed == ("Parks", "–", "98")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                ("Elm Green", "Manor Close, Pond Lane"),
                ("Ash", "Orchard Road and the Chapel car park"),
            ],
            id="places and stops",
        ),
        pytest.param(
            [
                (place, "The green")
                if place == "Ash"
                else (place, "Orchard Road, Chapel car park and Pond Lane")
                for place in ("Ash", "Beech", "Elm Green", "Oakham", "Rowan")
            ],
            id="places in order",
        ),
        pytest.param(
            [
                ("Title of meeting", "Parks Board"),
                ("Date", "3 May 2026"),
                ("Attendees", "A. Elm (Chair), B. Ash, C. Rowan"),
            ],
            id="particulars",
        ),
        pytest.param([("Parks", "120"), ("Libraries", "310")], id="figures from the first row"),
    ],
)
def test_a_first_row_like_the_others_is_no_heading(rows):
    assert header_rows(Table(tuple(rows))) == 0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("Item", "Decision", "Action"), ("Fees", "The fee for a plot rises by £4.", "A. Elm")],
            id="minutes with actions",
        ),
        pytest.param(
            [
                ("Risk", "How it is lessened"),
                ("Flood", "The brook is cleared each autumn and spring."),
            ],
            id="risks",
        ),
    ],
)
def test_short_headings_over_prose_are_headings(rows):
    assert header_rows(Table(tuple(rows))) == 1


def test_a_format_that_marks_its_headings_is_believed():
    assert header_rows(Table((("a", "b"), ("c", "d")), header_rows=1)) == 1


def test_nothing_makes_no_table():
    assert joined((1, [("", ""), (" ", "")])) == []


def test_a_rows_end_on_a_page_with_other_columns_stays_with_the_row():
    said = "The panel looks at where each tree stands and whether that is still right, and for"
    first, second = joined(
        (4, [("P2.1", "", "Trees", "U", "None were lost."), ("P2.2", "", "Plots", "U", said)]),
        (5, [("", "", "", "scrutiny of the plan."), ("P2.3", "Paint", "U", "It costs less.")]),
    )
    assert first.rows[-1].cells[-1].value == f"{said} scrutiny of the plan."
    assert (first.rows[-1].first_page, first.rows[-1].last_page) == (4, 5)
    assert [row.code for row in second.rows] == ["P2.3"]


def test_a_subtotal_without_a_name_does_not_take_that_of_the_row_above():
    rows = [
        ("Income", "Budget", "Actual"),
        ("Grants", "347", "316"),
        ("Fees", "588", "543"),
        ("", "935", "859"),
        ("", "0", "12"),
    ]
    [table] = joined((1, rows))
    assert [row.label for row in table.rows] == ["Grants", "Fees", "", "Fees"]


def test_a_row_on_the_next_page_without_the_column_that_has_no_heading_keeps_its_columns():
    said = "In the second quarter more benches were mended than in the first, and"
    (table,) = joined(
        (1, [("Ref", "Milestone", "", "Q2", "Commentary"), ("P1.1", "Benches", "", "U", said)]),
        (2, [("", "", "", "all were painted."), ("P1.2", "Hedges", "X", "None were cut.")]),
    )
    assert cells(table.rows[0])[-1] == ("Commentary", f"{said} all were painted.")
    assert cells(table.rows[1]) == [("Q2", "X"), ("Commentary", "None were cut.")]


@pytest.mark.parametrize(
    ("cell", "code"), [("CL-02", True), ("FD/01", True), ("CYP 4a", True), ("-12", False)]
)
def test_a_hyphen_or_a_stroke_parts_a_code_from_its_letters_and_begins_none(cell, code):
    assert bool(CODE.match(cell)) is code


def test_a_row_of_short_cells_without_a_name_below_the_headings_is_one_of_them():
    rows = (
        ("School", "Pupils", "Combined %", "", "Score"),
        ("", "", "Exp.", "Exp.", "Reading"),
        ("", "", "2024", "2025", ""),
        ("Carr Lane", "31", "48", "52", "102"),
        ("Total", "31", "48", "52", "102"),
    )
    [table] = join_tables([(Table(rows, header_rows=1), 1, "1")])
    assert table.columns[2:4] == ("Combined % › Exp. › 2024", "Combined % › Exp. › 2025")
    assert [row.label for row in table.rows] == ["Carr Lane", "Total"]


def test_a_row_of_figures_without_a_name_below_the_headings_is_none():
    rows = (("Ward", "2024", "2025", "All"), ("", "4", "5", "9"), ("Quay", "1", "2", "3"))
    assert header_rows(Table(rows, header_rows=1)) == 1


def test_a_row_that_has_a_dash_for_its_name_does_not_take_the_name_above():
    rows = (
        ("Current level", "Fee", "New level", "New fee"),
        ("Level 3", "185.00", "Level 3", "270.00"),
        ("–", "–", "Level 4", "420.00"),
        ("", "5.00", "", "6.00"),
        ("–", "2.00", "", "9.00"),
    )
    [table] = join_tables([(Table(rows, header_rows=1), 1, "1")])
    assert [row.label for row in table.rows] == ["Level 3", "Level 4", "Level 4", ""]


def test_a_measure_that_comes_again_is_of_the_row_above_it():
    (table,) = joined(
        (1, [("Type", "Primary", "Secondary"), ("In mainstream", "488", "238"),
             ("Average cost", "£14,195", "£5,578"), ("In special schools", "176", "262"),
             ("Average cost", "£15,296", "£20,470")]),
    )  # fmt: skip
    assert [(row.label, row.section) for row in table.rows] == [
        ("In mainstream", ""),
        ("Average cost", "In mainstream"),
        ("In special schools", ""),
        ("Average cost", "In special schools"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Adults", "Children", "Children", "Place", "Children"),
        ("Oak Primary", "St Mary's", "Elm Primary", "Ash", "Fir", "Yew", "Box", "St Mary's"),
    ],
)
def test_parts_of_one_name_and_two_schools_of_one_name_are_no_measures(names):
    rows = [(name, str(10 + n), str(20 + n)) for n, name in enumerate(names)]
    (table,) = joined((1, [HEAD, *rows]))
    assert not any(row.section for row in table.rows)


def test_a_row_that_begins_with_a_figure_has_not_the_name_of_the_row_above():
    (table,) = joined(
        (1, [("2022/23", "Account", "2024/25"), ("236", "Interest", "310"),
             ("(2,379)", "Net cost", "(2,224)")]),
    )  # fmt: skip
    assert "236" not in table.rows[1].label


def test_what_the_figures_are_in_is_the_last_of_the_headings():
    rows = [
        ("Scheme", "2025/26", "Spend", "Allocation"),
        ("", "Original", "to date", ""),
        ("", "Allocation", "", "remaining"),
        ("£000", "£000", "£000", "£000"),
        ("Parks", "", "", ""),
        ("Paths", "60.8", "10.0", "50.8"),
    ]
    (table,) = joined((1, rows))
    (row,) = [row for row in table.rows if row.cells]
    assert (row.label, row.section) == ("Paths", "Parks")
    assert cells(row) == [
        ("2025/26 › Original › Allocation › £000", "60.8"),
        ("Spend › to date › £000", "10.0"),
        ("Allocation › remaining › £000", "50.8"),
    ]


def test_rows_of_a_table_that_a_rows_cells_hold_have_its_columns_and_their_own_names():
    rows = [
        ("Ref", "Measure", "Commentary", "", "", ""),
        ("P7.3", "More visits", "U", "Visits were made in the week that was agreed. " * 3, "", ""),
        ("P7.4", "More audits graded good", "", "Grade", "Q1", "Q2"),
        ("", "", "", "Good", "71%", "37%"),
        ("", "", "U", "Poor", "29%", "63%"),
    ]
    (table,) = joined((1, rows))
    good, poor = table.rows[-2:]
    assert good.label == "P7.4 More audits graded good – Good"
    assert cells(good) == [("Q1", "71%"), ("Q2", "37%")]
    assert poor.label.endswith(" – Poor") and cells(poor) == [("Q1", "29%"), ("Q2", "63%")]


def test_a_named_row_of_dashes_below_the_headings_is_none_of_them():
    rows = [
        ("Option", "Cost", "Homes"),
        ("A. Do nothing", "–", "–"),
        ("B. Buy", "£0.8m", "150"),
    ]
    (table,) = joined((1, rows))
    assert [row.label for row in table.rows][-1] == "B. Buy"
    assert cells(table.rows[-1]) == [("Cost", "£0.8m"), ("Homes", "150")]


def test_headings_printed_again_under_a_name_begin_a_table_of_that_name():
    rows = [
        ("Special schools", "", ""),
        ("Stage", "SEMH", "Total"),
        ("KS1", "4", "126"),
        ("KS2", "44", "229"),
        ("Mainstream", "", ""),
        ("Stage", "SEMH", "Total"),
        ("KS1", "8", "76"),
    ]
    special, mainstream = joined((1, rows))
    assert (special.name, mainstream.name) == ("Special schools", "Mainstream")
    assert cells(mainstream.rows[0]) == [("Mainstream › SEMH", "8"), ("Mainstream › Total", "76")]


def test_a_first_entry_without_a_figure_is_no_second_row_of_headings():
    table = Table(
        (
            ("Ref", "Decision", "Maker", "Date", "Value"),
            ("KD/2", "Allocations policy", "Cabinet", "10 March 2026", "n/a"),
            ("KD/5", "Caddies", "Cabinet", "10 March 2026", "£216,000"),
            ("KD/7", "Boats", "Council", "4 April 2026", "£88,000"),
        )
    )
    assert header_rows(table) == 1


def test_a_second_tier_and_a_row_of_units_are_headings_still():
    years = Table(
        (
            ("Service", "Budget", "", "Spend"),
            ("", "2024/25", "2025/26", "2025/26"),
            ("Parks", "1,200", "1,310", "1,290"),
            ("Roads", "2,200", "2,310", "2,290"),
        )
    )
    units = Table(
        (
            ("Service", "Budget", "Spend"),
            ("", "£'000", "£'000"),
            ("Parks", "1,200", "1,310"),
            ("Roads", "2,200", "2,310"),
        )
    )
    assert (header_rows(years), header_rows(units)) == (2, 2)
