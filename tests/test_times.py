"""How the time that a question asks for fits what a statement says."""

import pytest

from assistant.answers import Evidence
from assistant.question import understand
from assistant.statements import Statement
from assistant.times import FITS, is_timely, own_periods, period_fit
from corpus.papers import Cell, Paper, Passage


def statement(text, period):
    paper = Paper("p", "d", "p.pdf", "Monitoring", period=period)
    return Statement(text, Evidence(1, Passage("p/1", "p", text, 1, 1), paper, 5.0), 0, 1.0)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("122 children were placed at the end of Q1 2024/25.", ["Q1 2024/25"]),
        ("A rate of 60.9%, similar position to Q1 2023/24 (59.6%).", []),
        ("Initiation = 56% (2023/24 average = 52%)", []),
        ("Numbers rose from 386 at the end of 2023 to 381 in March 2024.", ["March 2024"]),
        ("In Q2 2025/26 visits were higher than in Q1 2025/26.", ["Q2 2025/26"]),
        ("Visits in June 2024 and in July 2024", ["June 2024", "July 2024"]),
    ],
)
def test_a_time_that_is_only_compared_with_is_not_the_texts_own(text, labels):
    assert [period.label for period in own_periods(text)] == labels


def test_a_figure_set_against_last_years_is_of_its_papers_time():
    asked = understand("annual review rate in Q1 2024/25?")
    against = statement("Rate at 60.9%, similar position to Q1 2023/24 (59.6%).", "Q1 2024/25")
    other = statement("The rate in Q1 2023/24 was 59.6%.", "Q1 2024/25")
    assert is_timely(asked, against)
    assert not is_timely(asked, other)


def test_a_paper_of_another_year_that_names_the_quarters_year_does_not_fit_it():
    asked = understand("initiation rate in Q1 2024/25?")
    later = statement("2024/25 = 55.1%. Q1 2025/26 = 60.9%.", "Q1 2025/26").evidence
    own = statement("Initiation = 56%.", "Q1 2024/25").evidence
    assert period_fit(asked, later.passage, later.paper)[0] < FITS
    assert period_fit(asked, own.passage, own.paper)[0] >= FITS


def test_a_rows_columns_tell_the_years_and_months_that_it_is_about():
    def row(*columns):
        cells = tuple(Cell(column, "7") for column in columns)
        text = f"{' | '.join(['Ward', *columns])}\nQuay | {' | '.join('7' for _ in columns)}"
        return Passage("p/1", "p", text, 1, 1, kind="row", cells=cells, period="2025/26")

    paper = Paper("p", "d", "p.pdf", "Monitoring", period="2025/26")
    for asked, columns in (
        ("visits in march 2023?", ("Mar-22", "Mar-23")),
        ("visits in march 2023?", ("Mar 22", "Mar 23")),
        ("visits in 2023?", ("Visits › 2023", "Visits › 2024")),
    ):
        assert period_fit(understand(asked), row(*columns), paper) == (1.0, 0.0)
    assert period_fit(understand("visits in march 2023?"), row("Mar-25"), paper)[0] == 0


def test_a_paper_of_a_councils_year_fits_the_calendar_year_that_it_shares_a_part_of():
    asked = understand("visits in 2025?")
    told = statement("Visits rose.", "2024/25").evidence
    assert 0 < period_fit(asked, told.passage, told.paper)[0] < FITS


@pytest.mark.parametrize(
    ("asked", "fits"),
    [("Q1 2025/26", True), ("Q4 2024/25", True), ("Q4 2025/26", False), ("Q3 2025/26", False)],
)
def test_quarters_over_a_rows_columns_are_of_its_papers_year_or_the_one_before(asked, fits):
    cells = tuple(Cell(name, "14%") for name in ("Q4", "Q1", "Q2"))
    grades = Passage("p/1", "p", "Good | 14% | 14% | 14%", 1, 1, kind="row", cells=cells)
    paper = Paper("p", "d", "p.pdf", "Monitoring", period="Q2 2025/26")
    fit, _ = period_fit(understand(f"graded good in {asked}"), grades, paper)
    assert (fit >= FITS) == fits


def test_a_column_of_the_time_asked_for_fits_though_its_paper_is_of_another():
    def row(*columns):
        cells = tuple(Cell(column, "7") for column in columns)
        text = "Weekly allowance\nAge | 2024/25 | | 2025/26\n11 to 15 | 7 | 7 | 7"
        return Passage("p/1", "p", text, 1, 1, kind="row", cells=cells, period="2023/24")

    paper = Paper("p", "d", "p.pdf", "Fostering", period="2023/24")
    own = row("2024/25 › Q1", "2024/25 › Q3", "2025/26 › Q1")
    assert period_fit(understand("allowance in q3 of 24/25"), own, paper) == (1.0, 0.0)
    fits, clashes = period_fit(understand("allowance from April 2025"), row("2025/26"), paper)
    assert 0 < fits < FITS
    assert not clashes
    assert period_fit(understand("allowance in April 2022"), row("2025/26"), paper)[0] == 0
