"""Whether one statement meets all that is asked: its words, its kind, its time."""

import pytest

from assistant.answers import Evidence
from assistant.fitting import FITS, TIMELESS, fits_of, time_fit
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import Statement
from corpus.papers import Cell, Paper, Passage

RARITY = Rarity(1000, {})


def statement(text, period="", met="", score=5.0, cells=(), row=False):
    paper = Paper("p", "d", "a.pdf", "Hubs", period=period, meeting_date=met)
    kind = "row" if row else "paragraph"
    passage = Passage("a", "p", text, 1, 1, kind=kind, cells=cells)
    return Statement(text, Evidence(1, passage, paper), -1 if row else 0, score, row=row)


def fits(question, *statements):
    return fits_of(understand(question), statements, RARITY)


def test_every_value_is_named_and_none_is_found_in_nothing():
    assert tuple(fits("How many visits?", statement("There were 9 visits."))) == FITS
    assert set(fits("How many visits?").values()) == {0.0}


def test_words_and_kind_must_meet_in_one_statement():
    apart = fits(
        "What did the Larkhill shelter cost?",
        statement("The Larkhill shelter opened."),
        statement("A bench was bought for £310."),
    )
    together = fits(
        "What did the Larkhill shelter cost?", statement("The Larkhill shelter cost £310.")
    )
    assert together["fit_all"] > apart["fit_all"]
    assert together["fit_lost_by_kind"] == 0 < apart["fit_lost_by_kind"]


@pytest.mark.parametrize(
    ("question", "text", "more", "fit"),
    [
        ("visits in 2025/26?", "In 2025/26 visits rose.", {}, 1.0),
        ("visits in 25/26?", "Visits rose.", {"period": "2025/26"}, 0.95),
        ("visits in March 2026?", "Visits rose.", {"met": "2026-03-12"}, 0.9),
        ("visits in 2019/20?", "In 2025/26 visits rose.", {}, 0.0),
        ("visits?", "In 2025/26 visits rose.", {}, TIMELESS),
    ],
)
def test_a_statement_is_of_the_time_asked_for_or_of_another(question, text, more, fit):
    assert time_fit(understand(question), statement(text, **more)) == pytest.approx(fit)


def test_a_row_without_a_column_of_the_time_asked_for_is_of_another_time():
    cells = (Cell("2023/24", "58"), Cell("2024/25", "53"))
    row = statement("Café | 58 | 53", cells=cells, row=True, period="2024/25")
    assert time_fit(understand("café income in 2015/16?"), row) == 0.0
    assert time_fit(understand("café income in 2024/25?"), row) == 1.0


def test_a_row_named_by_its_year_is_of_that_year():
    cells = (Cell("Year 11", "97.7%"), Cell("Year 12", "94.3%"))
    paper = Paper("p", "d", "a.pdf", "Young people", period="2025/26")
    passage = Passage("r", "p", "2022 | 97.7% | 94.3%", 1, 1, kind="row", label="2022", cells=cells)
    row = Statement("2022: 97.7%; 94.3%", Evidence(1, passage, paper), -1, 5.0, row=True)
    assert time_fit(understand("offers to Year 12 in 2022?"), row) == 1.0
