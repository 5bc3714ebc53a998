from datetime import date

import pytest

from corpus.period_words import without_times
from corpus.periods import (
    bare_quarters,
    calendar_year,
    financial_year,
    first_date,
    main_period,
    month,
    moved,
    named_periods,
    periods_in,
    quarter,
    quarter_of,
    years_on,
)

Q2 = "Q2 2025/26"


@pytest.mark.parametrize(
    "text",
    [
        "Quarter 2 2025/26",
        "Quarter 2 of 2025-26",
        "Q2 2025/2026",
        "Qtr 2, 25/26",
        "second quarter of 2025/26",
        "2nd quarter 2025-26",
        "Quarter Two 2025/26",
        "2025/26 - Quarter 2",
        "FY25/26 Q2",
        "July to September 2025",
        "Jul–Sept 2025",
        "1st July 2025 – 30th September 2025",
        "01/07/2025 to 30/09/2025",
        "01.07.25 - 30.09.25",
    ],
)
def test_a_quarter_has_one_spelling_however_it_is_printed(text):
    assert [period.label for period in periods_in(text)] == [Q2]


def test_a_year_begins_in_april_so_january_to_march_is_its_fourth_quarter():
    assert (quarter(4, 2025).start, quarter(4, 2025).end) == (date(2026, 1, 1), date(2026, 3, 31))
    assert quarter_of(date(2026, 2, 3)).label == "Q4 2025/26"


@pytest.mark.parametrize(
    "text",
    [
        "Quarter 1 and Quarter 2 2025/26",
        "Quarter 1 and Quarter 2, 2025/26",
        "Quarters 1 and 2 of 2025/26",
        "Q1 & Q2 2025/26",
        "Q1-Q2 2025/26",
    ],
)
def test_two_quarters_named_in_one_breath_share_the_year_and_the_later_is_the_main_one(text):
    assert [period.label for period in periods_in(text)] == ["Q1 2025/26", Q2]
    assert main_period(text).label == Q2


def test_a_quarter_alone_belongs_to_the_year_that_is_given():
    assert periods_in("in quarter 2") == []
    assert [p.label for p in periods_in("in quarter 2", year=2025)] == [Q2]
    assert bare_quarters("Q2 against Q1 2024/25") == [2]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("minute 25/26 was agreed", id="a minute"),
        pytest.param("see pages 24-25", id="pages"),
        pytest.param("young people aged 24-25", id="ages"),
        pytest.param("the plan for 2026 to 2029", id="years that do not follow each other"),
        pytest.param("rooms 24/25", id="rooms"),
        pytest.param("item 7/22", id="an item"),
    ],
)
def test_two_numbers_side_by_side_are_not_always_a_year(text):
    assert periods_in(text) == []


def test_the_days_before_a_month_are_not_a_year():
    assert [period.label for period in periods_in("on 30/31 March 2026")] == ["31 March 2026"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("the year ended 31 March 2025", "2024/25", id="a year that ended"),
        pytest.param("Accounts for the year ending 31st March 2016", "2015/16", id="year ending"),
        pytest.param("1 April 2025 to 31 March 2026", "2025/26", id="a year by its dates"),
        pytest.param("nine months to 31 December 2025", "Q3 2025/26", id="months to a quarter end"),
        pytest.param("position up to 30 September 2025", Q2, id="up to a quarter's end"),
        pytest.param(
            "Period: Quarter 1 – 1st July 2025 – 30th September 2025", Q2, id="a header not mended"
        ),
        pytest.param("Q3 2025/26, compared with Q2 2025/26", "Q3 2025/26", id="the first named"),
    ],
)
def test_what_a_heading_is_about(text, label):
    assert main_period(text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("in the first three months of 2025", "Q4 2024/25"),
        ("over the last 3 months of 2025/26", "Q4 2025/26"),
        ("the first half of 2025/26", "April 2025 to September 2025"),
        ("the second half of 2024", "July 2024 to December 2024"),
        ("the second six months of 2025/26", "October 2025 to March 2026"),
        ("the first nine months of the financial year 2025-26", "April 2025 to December 2025"),
    ],
)
def test_months_may_be_counted_from_a_years_beginning_or_end(text, label):
    assert [period.label for period in periods_in(text)] == [label]


def test_a_range_that_closes_no_quarter_keeps_its_months():
    found = main_period("1 April 2025 to 30 November 2025")
    assert found.label == "April 2025 to November 2025"
    assert (found.start, found.end) == (date(2025, 4, 1), date(2025, 11, 30))


@pytest.mark.parametrize(
    "text", ["from 3 March to 12 May 2026", "within 30 days of 5 May 2025", ""]
)
def test_a_text_without_a_reporting_period_has_none(text):
    assert main_period(text) is None


@pytest.mark.parametrize(
    ("period", "earlier", "last_year"),
    [
        pytest.param(quarter(1, 2025), "Q4 2024/25", "Q1 2024/25", id="a first quarter"),
        pytest.param(quarter(3, 2025), "Q2 2025/26", "Q3 2024/25", id="a third quarter"),
        pytest.param(financial_year(2025), "2024/25", "2024/25", id="a year"),
        pytest.param(calendar_year(2025), "2024", "2024", id="a calendar year"),
        pytest.param(month(1, 2026), "December 2025", "January 2025", id="a January"),
    ],
)
def test_before_and_a_year_before(period, earlier, last_year):
    assert moved(period, -1).label == earlier
    assert moved(moved(period, -1), 1) == period
    assert years_on(period, -1).label == last_year
    assert years_on(years_on(period, -1), 1) == period


def test_a_year_covers_its_quarters_and_meets_what_it_shares_a_day_with():
    year = financial_year(2025)
    assert year.covers(quarter(4, 2025)) and not quarter(4, 2025).covers(year)
    assert not year.covers(quarter(1, 2026))
    assert month(3, 2026).meets(year) and not month(4, 2026).meets(year)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Monday, 9 March 2026 at 6.30 p.m.", date(2026, 3, 9)),
        ("on the 9th of March 2026", date(2026, 3, 9)),
        ("09/03/2026", date(2026, 3, 9)),
        ("9.3.26", date(2026, 3, 9)),
        ("31 February 2026", None),
        ("March 2026", None),
    ],
)
def test_the_first_full_date_is_read_day_first(text, when):
    assert first_date(text) == when


def test_between_two_months_is_the_range_from_one_to_the_other():
    [found] = named_periods("finished between October and December 2025, in time")
    assert found.label == "Q3 2025/26"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Jan-25 32.7; Feb-25 33.9", ["January 2025", "February 2025"]),
        ("Sept ’25 | Sep-2025", ["September 2025"]),
        ("on 16-Oct-25", ["16 October 2025"]),
        ("on 16-Oct-2025", ["16 October 2025"]),
        ("March-May", []),
        ("31 March 23", []),
    ],
)
def test_months_and_dates_as_spreadsheets_head_columns_with_them(text, labels):
    assert [period.label for period in named_periods(text)] == labels


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("visits in Q3 2025/26", "visits in"),
        ("visits in June 2024 to the hubs", "visits in to the hubs"),
        ("between April 2024 and June 2024, visits", ", visits"),
        ("cost of 240 places on 12 May 2025", "cost of 240 places on"),
        ("visits by ward", "visits by ward"),
    ],
)
def test_a_text_without_its_times_keeps_everything_else(text, left):
    assert without_times(text) == left


def test_a_run_of_months_may_be_of_a_councils_year():
    assert [one.label for one in periods_in("October to March 2024/25")] == [
        "October 2024 to March 2025"
    ]
    assert [one.label for one in periods_in("Apr–Jun 2025/26")] == ["Q1 2025/26"]


def test_months_a_year_earlier_are_as_many():
    (half,) = periods_in("April to September 2026")
    assert years_on(half, -1).label == "April 2025 to September 2025"
