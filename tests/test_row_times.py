"""A row named by a month, a quarter or a year is of that time."""

import pytest

from assistant.question import understand
from assistant.row_times import row_times
from assistant.times import period_fit
from corpus.papers import Cell, Paper, Passage

PAPER = Paper("p", "d", "p.pdf", "Monitoring", period="Q2 2025/26")


def row(label, *columns, caption="Plans issued", period="Q2 2025/26", headings=()):
    cells = tuple(Cell(column, "7") for column in columns)
    lines = [caption, " | ".join(["", *columns]), " | ".join([label, *("7" for _ in columns)])]
    text = "\n".join(lines)
    more = {"kind": "row", "label": label, "cells": cells, "headings": headings}
    return Passage("p/1", "p", text, 1, 1, period=period, **more)


@pytest.mark.parametrize(
    ("passage", "labels"),
    [
        (row("July", "Issued", caption="Plans issued by month, 2025/26"), ["July 2025"]),
        (row("Feb", "Issued", caption="Plans issued by month, 2025/26"), ["February 2026"]),
        (row("July", "Issued"), ["July 2025"]),
        (row("November", "Issued"), []),
        (row("Quarter 3", "Held", headings=("Reviews, 2024/25",)), ["Q3 2024/25"]),
        (row("Q1", "Held"), ["Q1 2025/26"]),
        (row("Q4", "Held"), []),
        (row("2023/24", "Q1", "Q2"), ["Q1 2023/24", "Q2 2023/24"]),
        (row("2023/24", "Issued", "Refused"), []),
        (row("March House", "Issued"), []),
        (row("July", "Issued", period=""), []),
    ],
)
def test_a_rows_name_tells_its_time_with_the_year_that_stands_over_it(passage, labels):
    assert [period.label for period in row_times(passage)] == labels


def test_a_row_of_the_month_asked_for_fits_and_its_neighbours_do_not():
    asked = understand("plans issued in July 2025?")
    july, august = (row(name, "Issued") for name in ("July", "August"))
    assert period_fit(asked, july, PAPER) == (1.0, 0.0)
    assert period_fit(asked, august, PAPER) == (0.0, 1.0)


def test_a_year_over_quarters_is_of_the_quarter_asked_for():
    columns = ("Q1", "Q2", "Q3", "Q4")
    asked = understand("breastfeeding in Q3 2023/24?")
    assert period_fit(asked, row("2023/24", *columns), PAPER) == (1.0, 0.0)
    assert period_fit(asked, row("2024/25", *columns), PAPER) == (0.0, 1.0)
    year = understand("breastfeeding in 2023/24?")
    assert period_fit(year, row("2023/24", *columns), PAPER)[0] > 0
