"""Which way the sign of a budget table's variances points, and what each of them says in words."""

import pytest

from assistant.variances import OVER, UNDER, sign_of_overspends, variance_cells, way_of
from corpus.papers import Cell, Passage


def rows(columns, *values, over="Parks"):
    """Rows of one table, each given by its figures."""
    return [
        Passage(
            f"r{n}",
            "p",
            f"{over}\nLine | {' | '.join(columns)}\nR{n} | {' | '.join(figures)}",
            1,
            1,
            kind="row",
            label=f"R{n}",
            cells=tuple(Cell(*one) for one in zip(columns, figures, strict=True)),
        )
        for n, figures in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("columns", "sign"),
    [
        (["Budget", "Variance (Overspend) £'000"], -1),
        (["Budget", "Forecast Outturn (o'spend) £'000"], -1),
        (["Budget", "Variance under / (over)"], -1),
        (["Budget", "Forecast variance fav/(adv)"], -1),
        (["Budget", "Over / (under)"], 1),
        (["Budget", "(Under)/over"], 1),
    ],
)
def test_a_heading_says_whether_overspends_stand_in_brackets(columns, sign):
    assert sign_of_overspends(rows(columns, ["40", "(3)"])) == sign


@pytest.mark.parametrize(
    ("caption", "sign"),
    [
        ("Forecast by service (£'000; brackets are income or underspends)", 1),
        ("Spending (overspends are shown in brackets)", -1),
    ],
)
def test_a_caption_may_say_it(caption, sign):
    found = rows(["Budget", "Variance"], ["40", "(3)"], over=caption)
    assert sign_of_overspends(found) == sign


COLUMNS = ["Net budget", "Forecast outturn", "Variance"]


@pytest.mark.parametrize(
    ("values", "sign"),
    [
        ([["40", "43", "3"], ["50", "45", "(5)"]], 1),
        ([["40", "43", "(3)"], ["50", "45", "5"]], -1),
        ([["40", "43", "3"], ["50", "45", "5"]], 0),
        ([["40", "43", "3"]], 0),
        ([["40", "99", "3"], ["50", "99", "(5)"]], 0),
    ],
    ids=["beyond", "left", "they differ", "one row", "nothing adds up"],
)
def test_else_two_rows_must_show_it_by_their_budgets_and_outcomes(values, sign):
    assert sign_of_overspends(rows(COLUMNS, *values)) == sign


def test_shares_reasons_and_ages_are_no_variances():
    columns = ["Variance", "Variance %", "Reason for main variances", "Over 3 years", "Under 5"]
    (row,) = rows(columns, ["(3)", "4.1", "2 posts", "7", "9"])
    assert [cell.column for cell in variance_cells(row)] == ["Variance"]


def test_a_variance_in_words():
    assert way_of(Cell("Variance", "(3)"), -1) == OVER
    assert way_of(Cell("Variance", "(3)"), 1) == UNDER
    assert way_of(Cell("Variance", "0"), 1) == way_of(Cell("Variance", "3"), 0) == ""
