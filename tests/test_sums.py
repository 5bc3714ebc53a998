import pytest

from ingest.sums import adds_up, number


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,204", 1204), ("(20)", -20), ("-3.5", -3.5), ("£4", 4), ("Note 2", 0), ("", 0)],
)
def test_a_figures_value(cell, value):
    assert number(cell) == value


ROWS = [("Grants", "347", "16"), ("Fees", "588", "43"), ("Rents", "217", "1")]


@pytest.mark.parametrize(
    ("row", "above"),
    [
        pytest.param(("", "1,152", "60"), ROWS, id="a sum"),
        pytest.param(("", "1,153", "60"), ROWS, id="rounded"),
        pytest.param(("", "805", "44"), ROWS, id="of the last rows"),
    ],
)
def test_a_row_that_is_the_sum_of_those_above_adds_up(row, above):
    assert adds_up(row, above)


@pytest.mark.parametrize(
    ("row", "above"),
    [
        pytest.param(("", "217", "1"), ROWS[2:], id="one row above"),
        pytest.param(("", "94", "12"), ROWS, id="other figures"),
        pytest.param(("", "Note 2", ""), ROWS, id="no figures"),
        pytest.param(("", "9", "9"), [], id="nothing above"),
        pytest.param(("", "8"), [("Chairs", "3"), ("Desks", "5")], id="one small figure"),
    ],
)
def test_another_row_does_not(row, above):
    assert not adds_up(row, above)
