"""Of a table's row, the cells that a question asks for."""

from dataclasses import replace

import pytest

from assistant.cells import answers_by_cells, choose_cells, figure_cells, printed
from assistant.question import understand
from assistant.quoting_rows import stands_alone
from corpus.papers import Cell, Passage


def row(label, period="", unit="", **columns):
    cells = tuple(Cell(name.replace("_", " "), value, unit) for name, value in columns.items())
    return made(label, cells, period)


def made(label, cells, period=""):
    text = " | ".join([label, *(cell.value for cell in cells)])
    return Passage("r", "p", text, 1, 1, kind="row", label=label, cells=cells, period=period)


EMPLOYEES = row(
    "Employees",
    unit="£'000",
    Annual_Budget="8,796",
    Budget_to_Date="6,597",
    Actual_Spend="6,702",
    Variance="(105)",
    Forecast_Outturn="8,951",
)
QUARTERS = made(
    "P2.1 Visits to hubs",
    tuple(
        Cell(name, value)
        for name, value in (
            ("Q1 2025/26", "12,310"),
            ("Q2 2025/26", "13,377"),
            ("Q3 2025/26", "14,102"),
        )
    ),
    period="Q3 2025/26",
)
BARE = made(
    "P2.1 Visits to hubs",
    tuple(Cell(f"Quarter {n}", str(100 + n)) for n in (1, 2, 3)),
    period="Q3 2025/26",
)
YEARS = made(
    "Fostering households",
    (Cell("2023/24", "79"), Cell("2024/25", "74"), Cell("2025/26", "71")),
)


def values(passage, question):
    return {cell.value for cell in choose_cells(passage, understand(question)).cells}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the annual budget for employees?", {"8,796"}),
        ("How much did we actually spend on employees so far?", {"6,702"}),
        ("What's the variance on employees?", {"(105)"}),
        ("how far over budget are employees", {"(105)"}),
        ("are employees in the red?", {"(105)"}),
        ("What will employees come to by the end of the year, the outturn?", {"8,951"}),
        ("What are the annual budget and the forecast for employees?", {"8,796", "8,951"}),
    ],
)
def test_the_column_that_is_named_is_given(question, expected):
    assert values(EMPLOYEES, question) == expected


@pytest.mark.parametrize("passage", [QUARTERS, BARE], ids=["with years", "without"])
@pytest.mark.parametrize(
    ("question", "at"),
    [("Visits to hubs in Q1 2025/26?", 0), ("Visits to hubs in quarter 2?", 1)],
)
def test_the_quarter_asked_for_is_given_and_no_other(passage, question, at):
    chosen = choose_cells(passage, understand(question))
    assert chosen.cells == (passage.cells[at],)
    assert chosen.others == ()


@pytest.mark.parametrize("passage", [QUARTERS, BARE], ids=["with years", "without"])
def test_two_quarters_asked_for_are_both_given(passage):
    asked = understand("Compare visits to hubs in Q2 2025/26 and Q3 2025/26")
    assert set(choose_cells(passage, asked).cells) == set(passage.cells[1:])


@pytest.mark.parametrize("passage", [QUARTERS, BARE], ids=["with years", "without"])
def test_the_papers_own_quarter_is_meant_when_none_is_named(passage):
    assert choose_cells(passage, understand("Visits to hubs?")).cells == passage.cells[2:]


@pytest.mark.parametrize(("year", "value"), [("2023/24", "79"), ("2024/25", "74")])
def test_the_year_asked_for_is_given(year, value):
    assert values(YEARS, f"How many fostering households in {year}?") == {value}


def test_another_years_quarter_is_not_the_one_asked_for():
    two = made("Visits", (Cell("Q2 2024/25", "11"), Cell("Q2 2025/26", "22")))
    assert values(two, "Visits in Q2 2024/25?") == {"11"}
    assert values(two, "Visits in Q2 2025/26?") == {"22"}


def test_a_whole_row_is_given_when_nothing_names_a_column():
    passage = row("Quayside", Manager="Ada Finch", Ramps="4", Doors="9")
    assert set(choose_cells(passage, understand("Tell me about Quayside")).cells) == set(
        passage.cells
    )


def test_of_columns_named_alike_that_of_the_papers_own_time_is_meant():
    two = made(
        "Place",
        (Cell("Variance › Q1 2025/26", "115"), Cell("Variance › Q2 2025/26", "(378)")),
        period="Q2 2025/26",
    )
    assert values(two, "What is the variance on place?") == {"(378)"}


def test_who_is_asked_for_by_the_column_that_holds_names():
    passage = row("Quayside", Manager="Ada Finch", Lead_officer="Jo Merrick", Visits="12,096")
    assert "Jo Merrick" in values(passage, "who leads at Quayside?")
    assert "12,096" not in values(passage, "who leads at Quayside?")


def test_the_rows_own_name_chooses_no_column():
    passage = row("Budget training", Budget="3", Actual="5")
    assert values(passage, "What was spent on budget training?") == {"5"}


def test_a_row_without_cells_gives_none():
    assert choose_cells(made("Name", ()), understand("Budget?")).cells == ()


def test_prose_in_a_cell_is_no_figure():
    comment = Cell("Commentary", "Visits fell because the clinic moved to the new health centre.")
    passage = made("Visits", (Cell("Q2", "8,107"), comment))
    assert figure_cells(passage) == [passage.cells[0]]
    assert answers_by_cells(passage)


def test_a_mark_beside_a_commentary_is_no_answer():
    comment = Cell("Commentary", "Visits fell because the clinic moved to the new health centre.")
    assert not answers_by_cells(made("Visits", (Cell("Trend", "✓"), comment)))


def test_a_paragraph_does_not_answer_by_cells():
    assert not answers_by_cells(Passage("a", "p", "Visits rose.", 1, 1))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell("Budget", "8,796", "£'000"), "8,796 (£'000)"),
        (Cell("Share", "61.4", "%"), "61.4%"),
        (Cell("Share", "61.4%", "%"), "61.4%"),
        (Cell("Share", "n/a", "%"), "n/a"),
        (Cell("Cost", "£12", "£"), "£12"),
        (Cell("Fee (£)", "268.00", "(£)"), "£268.00"),
        (Cell("Change (£)", "-13.00", "(£)"), "-£13.00"),
        (Cell("Change (£)", "(1,013)", "(£)"), "(1,013) (£)"),
        (Cell("Visits", "9"), "9"),
    ],
)
def test_a_value_is_shown_with_its_unit_once(cell, shown):
    assert printed(cell) == shown


def test_a_column_named_by_its_word_stands_beside_the_one_of_the_year_asked_for():
    cells = (Cell("Staff", "252"), Cell("Premises", "65"), Cell("Total 2024/25", "438"))
    chosen = choose_cells(made("Hubs", cells), understand("hubs spend on premises 2024/25"))
    assert [cell.value for cell in chosen.cells] == ["65", "438"]


def test_a_column_named_besides_the_one_of_the_time_asked_for_is_given_too():
    cells = (Cell("SLCN", "381"), Cell("Projected 2029-30 TOTAL", "1357"), Cell("ASD", "512"))
    passage = Passage("r", "p", "Total | 381 | 1357 | 512", 1, 1, kind="row", cells=cells)
    chosen = choose_cells(passage, understand("SLCN total projected for 2029-30"))
    assert {cell.value for cell in chosen.cells} == {"381", "1357"}


MEASURE = made(
    "P2.2 Reviews on time",
    (
        Cell("Actual 2024/25", "63.1%"),
        Cell("Target 2025/26", "75.0%"),
        Cell("Quarter 2", "66.0%"),
        Cell("Quarter 3", "64.7%"),
    ),
    period="Q3 2025/26",
)


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("reviews on time in Q3?", {"Quarter 3"}),
        ("reviews on time in Q3, and the target?", {"Quarter 3", "Target 2025/26"}),
        ("target for reviews on time, Q3 2025/26", {"Quarter 3", "Target 2025/26"}),
        ("reviews on time in Q3 2024/25, and the target?", set()),
    ],
)
def test_the_years_target_is_given_beside_the_quarter_where_it_is_named(question, columns):
    chosen = {cell.column for cell in choose_cells(MEASURE, understand(question)).cells}
    assert chosen == columns or (not columns and "Target 2025/26" not in chosen)


@pytest.mark.parametrize("question", ["needles in july?", "needles in jul", "needles in July 2025"])
def test_a_month_named_without_its_year_or_in_short_names_its_column(question):
    needles = made("Needles", (Cell("Jun-25", "90"), Cell("Jul-25", "104"), Cell("Aug-25", "96")))
    assert values(needles, question) == {"104"}


@pytest.mark.parametrize(
    ("question", "period", "expected"),
    [
        ("plans on time last financial year", "Q2 2025/26", {"37.2%"}),
        ("plans on time in the latest quarter", "Q2 2025/26", {"44.5%"}),
        ("plans on time last year", "2025/26", {"60%"}),
    ],
)
def test_a_time_named_by_the_papers_own_chooses_its_column(question, period, expected):
    plans = made(
        "P3.1 Plans within 20 weeks",
        (
            Cell("2024/25 Actual", "37.2%"),
            Cell("2025/26 Target", "60%"),
            Cell("Q1", "34.0%"),
            Cell("Q2", "44.5%"),
        ),
        period=period,
    )
    assert values(plans, question) == expected


@pytest.mark.parametrize("asked", ["aged 16 to 19", "16-19s", "16–19 year olds"])
def test_a_range_of_ages_chooses_its_column(asked):
    ages = [Cell(f"Age › {span}", str(n)) for n, span in enumerate(("11–15", "16–19", "20–25"))]
    assert values(made("Hearing", tuple(ages)), f"how many {asked} have a hearing need?") == {"1"}


@pytest.mark.parametrize(
    ("asked", "columns", "value"),
    [
        ("september guarantee, yr 12 figure", ("Year 11", "Year 12"), "1"),
        ("september guarantee, year 11s", ("Year 11", "Year 12"), "0"),
        ("how many post 19s have a plan?", ("Post 16", "Post 19"), "1"),
        ("how many at KS4?", ("Key Stage 2", "Key Stage 4"), "1"),
    ],
)
def test_a_thing_told_by_its_number_is_its_column_alone(asked, columns, value):
    row = made("Offers", tuple(Cell(column, str(n)) for n, column in enumerate(columns)))
    question = understand(asked)
    assert [cell.value for cell in choose_cells(row, question).cells] == [value]
    assert stands_alone(row, question)


def test_a_quarter_is_no_thing_told_by_its_number():
    row = made("Waits", (Cell("Quarter 1", "30"), Cell("Quarter 2", "31")), period="2024/25")
    assert choose_cells(row, understand("how long was the wait in Q2 2024/25?")).score < 3


def test_those_who_left_are_in_the_column_of_the_leavers():
    row = made("2024/25", (Cell("Joining cohort", "382"), Cell("Leaving cohort", "227")))
    assert values(row, "how many left the cohort in 2024/25?") == {"227"}


def test_a_day_is_in_the_one_column_of_its_year():
    years = made("16 and 17", tuple(Cell(str(y), str(y - 1930)) for y in (2022, 2023, 2024)))
    question = understand("kids in care aged 16/17 at Mar 24")
    assert [cell.value for cell in choose_cells(years, question).cells] == ["94"]
    assert stands_alone(years, question)
    assert not stands_alone(years, understand("kids in care aged 16 or 17 in Q4 2023/24"))


def test_a_month_under_a_heading_of_several_is_read_with_the_headings_year():
    columns = ("Apr-24 to Jun-24", "Apr-25 to Jun-25")
    cells = tuple(
        Cell(f"{over} › {name}", str(value))
        for value, (over, name) in enumerate(
            ((over, name) for over in columns for name in ("Apr", "May", "Jun")), 50
        )
    )
    assert values(made("Assessments", cells), "assessments in June 2024") == {"52"}
    assert values(made("Assessments", cells), "assessments in May 2025") == {"54"}


def test_a_quarters_column_is_not_chosen_by_how_the_quarter_is_written():
    cells = (Cell("Quarter 2 Position", "51.4%"), Cell("Q2 Progress", "✓"))
    passage = made("Plans in time", cells, "Q2 2025/26")
    assert values(passage, "plans in time at q2") == {"51.4%", "✓"}


def test_the_quarter_of_last_year_is_the_column_of_the_year_before():
    cells = (Cell("Q2", "3,150"), Cell("Q1", "3,380"), Cell("Q2 24/25", "3,291"))
    assert values(made("Contacts", cells, "Q2 2025/26"), "contacts in q2 last year") == {"3,291"}


def test_a_month_chooses_the_year_that_holds_it_where_another_does_not():
    cells = (Cell("2023/24", "803"), Cell("2024/25", "868"), Cell("Median that homes ask", "1,305"))
    found = values(made("Nursing", cells), "what do homes get from April 2024")
    assert "868" in found and "803" not in found


def test_the_same_quarter_a_year_earlier_is_the_column_of_the_year_before():
    cells = (Cell("Q2 2023/24", "29.4"), Cell("2024/25 › Q1", "38.6"), Cell("2024/25 › Q2", "41.2"))
    passage = made("Time to re-let a home", cells, "Q2 2024/25")
    assert values(passage, "re-let time in the same quarter a year earlier") == {"29.4"}


def test_the_day_that_a_quarter_ends_is_the_column_of_the_quarter():
    cells = (Cell("23/24 Actual", "287"), Cell("24/25 Target", "275"), Cell("Q1", "294"))
    passage = made("Children in care", cells, "Q1 2024/25")
    assert values(passage, "number in care at 30 June 2024") == {"294"}


def test_an_underspend_is_the_variance_beside_the_budget_that_is_named():
    cells = (Cell("Budget 2023/24", "88,000"), Cell("Variance", "(26,760)"), Cell("Actual", "61"))
    found = values(made("Tuition", cells), "how much was the tuition budget underspent in 2023/24")
    assert "(26,760)" in found


COUNTED = made(
    "Quarry ward",
    (
        Cell("2023", "171"),
        Cell("2024", "188"),
        Cell("2025", "203"),
        Cell("Per 1,000 households", "22.7"),
    ),
)
MONTHLY = made(
    "Days lost to sickness",
    (Cell("Jul-24", "1.22"), Cell("Aug-24", "1.41"), Cell("Rolling year", "11.8")),
    period="Q2 2024/25",
)
PLACES = made(
    "Day pupils at independent schools",
    (
        Cell("£'000 › 2025/26 forecast", "22,940"),
        Cell("Pupils › October 2024", "311"),
        Cell("Pupils › October 2025", "402"),
    ),
)
PLANNED = made(
    "Supported living",
    (Cell("Current budget", "52,310"), Cell("Forecast", "53,620"), Cell("Over / (under)", "1,310")),
)
TEAMS = made(
    "Ossdale",
    (
        Cell("Assessments completed, February 2025", "58"),
        Cell("In time", "33"),
        Cell("%", "56.9"),
    ),
)
SAVED = made(
    "Roads",
    (
        Cell("2025/26 Budget", "610"),
        Cell("Re-profiling", "(156)"),
        Cell("2026/27 Allocation", "1,200"),
    ),
    period="Q2 2025/26",
)
FORMULA = made(
    "Moss Lane Primary",
    (Cell("Rate › 2025/26", "22.4"), Cell("Rate › 2026/27", "20.1")),
    period="Q2 2025/26",
)


@pytest.mark.parametrize(
    ("passage", "question", "expected"),
    [
        (COUNTED, "people from quarry ward, 2024 figure", {"188"}),
        (COUNTED, "people from quarry ward in the 2023 survey", {"171"}),
        (COUNTED, "quarry ward, april to september 2024", {"188"}),
        (COUNTED, "how many from quarry ward now?", {"203"}),
        (MONTHLY, "days lost to sickness in august", {"1.41"}),
        (PLACES, "how many day pupils do we now have at independent schools?", {"402"}),
        (PLANNED, "how much over budget is supported living", {"1,310"}),
        (SAVED, "roads money rolled into next year", {"(156)"}),
        (FORMULA, "what will moss lane primary pay next year", {"20.1"}),
    ],
)
def test_a_year_a_month_and_now_tell_the_column(passage, question, expected):
    assert values(passage, question) == expected


def test_a_share_is_no_number_of_cases():
    assert "56.9" in values(TEAMS, "what share of assessments did Ossdale finish in February 2025")


def test_the_sum_to_date_is_what_was_spent_so_far_and_the_budget_to_date_is_not():
    spent = made(
        "Agency staff",
        (
            Cell("As at 31 July 2025", "1,687"),
            Cell("As at 30 November 2025", "573"),
            Cell("Total 2025/26 to date", "4,020"),
        ),
    )
    assert values(spent, "how much has gone on agency staff so far this year?") == {"4,020"}
    assert "6,702" in values(EMPLOYEES, "what has gone on employees to date?")


def test_whether_a_year_to_come_is_now_is_not_guessed():
    allowance = made("Leader", (Cell("2025/26", "8,472"), Cell("2026/27", "8,743")))
    assert values(allowance, "the leader's allowance this year") == {"8,472", "8,743"}


def test_a_column_headed_by_the_initials_of_what_is_asked_is_meant():
    rates = made(
        "2023/24", (Cell("Regional", "5.6%"), Cell("LCR", "6.1%"), Cell("England", "5.4%"))
    )
    chosen = choose_cells(rates, understand("neet in the liverpool city region 23/24"))
    assert chosen.cells[0].value == "6.1%"


def test_a_year_under_a_heading_that_names_two_is_its_columns():
    over = "Plans, 2017 to 2024"
    plans = made(
        "Marlby", tuple(Cell(f"{over} › {year}", str(year - 1000)) for year in (2020, 2021))
    )
    assert values(plans, "how many plans did we have back in 2021") == {"1021"}


def test_a_day_without_its_year_heads_the_column_of_the_month_asked_for():
    columns = ("Workers › 28 Mar", "Workers › 27 Jun", "Workers › 26 Sep", "Cost")
    values = ("112", "118", "131", "2,150")
    staff = made("Place", tuple(map(Cell, columns, values)))
    for asked, value in (
        ("end of June 2025", "118"),
        ("March", "112"),
        ("26 September 2025", "131"),
    ):
        chosen = choose_cells(staff, understand(f"How many agency workers in {asked}?"))
        assert [cell.value for cell in chosen.cells] == [value]


NEIGHBOURS = row("2023/24", Elmshire="5.8%", National="5.4%", Regional="5.6%", ECR="6.1%")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what was our rate in 2023/24", {"5.8%"}),
        ("did we do better than the national rate", {"5.4%"}),
        ("rate in the elm city region in 2023/24", {"6.1%"}),
        ("regional rate in 2023/24", {"5.6%"}),
    ],
)
def test_our_own_column_is_the_one_beside_those_of_others(question, expected):
    assert values(NEIGHBOURS, question) == expected


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("forecast overspend on employees by yr end", True),
        ("how much have we spent on employees, actual", True),
        ("what is the overspend on employees", False),
    ],
)
def test_a_column_stands_alone_where_what_is_asked_means_no_other(question, alone):
    assert stands_alone(EMPLOYEES, understand(question)) == alone


def test_a_column_that_is_named_by_less_than_another_is_not_asked_for():
    chosen = choose_cells(EMPLOYEES, understand("forecast overspend on employees by yr end"))
    assert [cell.value for cell in chosen.cells] == ["8,951"]
    both = choose_cells(EMPLOYEES, understand("annual budget and forecast for employees"))
    assert {cell.value for cell in both.cells} == {"8,796", "8,951"}


def test_a_slip_names_the_column_that_it_is_a_slip_of():
    question = replace(understand("actualy for employees"), synonyms={"actuali": {"actual": 1.0}})
    assert [cell.value for cell in choose_cells(EMPLOYEES, question).cells] == ["6,702"]


def test_the_unit_over_a_column_is_no_word_of_its_name():
    forecast = made("Top-up", (Cell("Budget £'000", "7"), Cell("Forecast Spend £'000", "11")))
    assert stands_alone(forecast, understand("what do we expect to spend on top-up"))


def test_a_full_years_budget_is_the_annual_one():
    assert values(EMPLOYEES, "full yr budget for employees") == {"8,796"}


@pytest.mark.parametrize("passage", [QUARTERS, BARE], ids=["with years", "without"])
@pytest.mark.parametrize(
    "question",
    [
        "what is the trend in visits to hubs up to Q3 2025/26?",
        "visits to hubs over the last three quarters, up to Q3 2025/26",
        "visits to hubs in each quarter of 2025/26",
    ],
)
def test_who_asks_for_a_series_is_given_all_times(passage, question):
    assert len(values(passage, question)) == 3


def test_this_year_is_the_papers_own_whatever_differs_in_its_time_alone():
    passage = made(
        "School transport",
        (
            Cell("2024/25 actual", "11"),
            Cell("2025/26 actual", "14"),
            Cell("2026/27 budget", "13"),
            Cell("2026/27 forecast", "19"),
        ),
        period="Q2 2026/27",
    )
    asked = "what do we now expect to spend on school transport this year?"
    assert values(passage, asked) == {"19"}


def columns(period, *heads):
    """A row whose cells are 1, 2, … under these heads."""
    cells = tuple(Cell(head, str(n)) for n, head in enumerate(heads, 1))
    return made("Requests", cells, period=period)


HALVES = columns("Q2 2026/27", "2025 › Apr-Jun", "2025 › Jul-Sep", "2026 › Apr-Jun", "Target")
SPRING = columns("Q2 2026/27", "Apr", "May", "Jun")
DAYS = columns("2025/26", "2025/26 › As at 31 May 2025", "2025/26 › Total 2025/26", "2024/25")
SCORES = columns("Q2 2025/26", "Oct 24", "Jan 25", "Oct 25")
SPANS = columns("2025/26", "2017–19", "2022–24")
SCHOOLS = columns("2025/26", "Non-schools", "Schools")
OWN_QUARTER = columns("Q2 2026/27", "2025/26 › Q2", "2026/27 › Q1", "2026/27 › Q2")
PROGRESS = made(
    "Rate of children in care",
    (Cell("24/25 Actual", "81"), Cell("Q2", "83"), Cell("Current progress", "⇧")),
    period="Q2 2025/26",
)
FULL = columns("Q2 2025/26", "Full year › 2024/25", "2024/25 › Q2", "2025/26 › Q1", "2025/26 › Q2")


@pytest.mark.parametrize(
    ("passage", "question", "expected"),
    [
        pytest.param(HALVES, "requests in July to September 2025", {"2"}, id="months of a year"),
        pytest.param(SPRING, "requests in May", {"2"}, id="May"),
        pytest.param(DAYS, "requests in 2025/26", {"1", "2"}, id="a year and its part"),
        pytest.param(DAYS, "requests as at 31 May 2025", {"1"}, id="a day under its year"),
        pytest.param(SCORES, "the score in Oct 2025", {"3"}, id="a month and its year in short"),
        pytest.param(SPANS, "requests in 2022 to 2024", {"2"}, id="several years"),
        pytest.param(SCHOOLS, "requests by schools", {"2"}, id="what is told from its opposite"),
        pytest.param(OWN_QUARTER, "requests in Q2", {"3"}, id="the paper's own year's quarter"),
        pytest.param(OWN_QUARTER, "requests a year ago", {"1"}, id="a year ago"),
        pytest.param(OWN_QUARTER, "requests this time last year", {"1"}, id="this time last year"),
        pytest.param(
            OWN_QUARTER, "requests in the previous quarter", {"2"}, id="the quarter before"
        ),
        pytest.param(PROGRESS, "what is the rate now?", {"83"}, id="now, and no arrow"),
        pytest.param(FULL, "requests a year ago", {"2"}, id="a year ago is no full year"),
        pytest.param(
            FULL, "requests at the end of September 2024", {"2"}, id="the end of a quarter"
        ),
    ],
)
def test_the_column_of_the_time_that_is_meant_is_given(passage, question, expected):
    assert values(passage, question) == expected


def test_the_year_that_is_asked_for_comes_before_a_part_of_it():
    chosen = choose_cells(DAYS, understand("requests in 2025/26")).cells
    assert chosen[0].column == "2025/26 › Total 2025/26"


@pytest.mark.parametrize(
    "question",
    [
        "are requests getting better?",
        "have requests gone up since last year?",
        "are there fewer requests than last year?",
    ],
)
def test_whether_a_figure_is_better_is_told_by_what_it_was_too(question):
    assert {"1", "3"} <= values(OWN_QUARTER, question)


def test_what_has_grown_since_a_time_is_told_by_that_and_what_came_after():
    question = understand("by how many have requests grown since 2024/25?")
    assert len(values(DAYS, question.text)) == len(DAYS.cells)


TAXIS = Passage(
    "taxis",
    "p",
    "Taxi, alone | 91 | £2,038,400 | £22,400",
    1,
    1,
    kind="row",
    label="Taxi, alone",
    cells=(
        Cell("Pupils", "91"),
        Cell("Yearly cost", "£2,038,400"),
        Cell("Cost per pupil", "£22,400"),
    ),
)


@pytest.mark.parametrize(
    "question",
    ["what does it cost to send one child by taxi alone?", "what does each taxi alone cost?"],
)
def test_what_is_asked_of_each_one_is_told_per_head(question):
    assert choose_cells(TAXIS, understand(question)).cells[0].value == "£22,400"


RATES = Passage(
    "rates",
    "p",
    "Sleep-in | 98.40 | 112.00 | 118.75 | 123.50",
    1,
    1,
    kind="row",
    label="Sleep-in",
    cells=(
        Cell("2023/24", "98.40"),
        Cell("2024/25", "112.00"),
        Cell("2025/26", "118.75"),
        Cell("Proposed 2026/27", "123.50"),
    ),
)


@pytest.mark.parametrize("period", ["", "2025/26", "2026/27"])
def test_what_is_only_proposed_is_not_of_this_year(period):
    row = replace(RATES, period=period)
    assert [cell.value for cell in choose_cells(row, understand("sleep-in this year?")).cells] == [
        "118.75"
    ]
