"""Whether two rows are of one measure."""

import pytest

from assistant.row_names import same_columns, same_name
from corpus.papers import Cell, Passage


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("P3.2 Annual reviews in 12 months", "P3.2 Annual reviews within 12 months", True),
        ("P3.2 Annual reviews in 12 months", "P3.3 Plans finished in 20 weeks", False),
    ],
)
def test_a_measure_is_known_by_most_of_its_name(one, other, same):
    assert same_name(one, other) is same


def dated_row(label, caption, id):
    cells = (Cell("2023/24", "7"), Cell("2024/25", "8"))
    text = f"{caption}\n | 2023/24 | 2024/25\n{label} | 7 | 8"
    return Passage(id, "p", text, 1, 1, kind="row", label=label, cells=cells)


@pytest.mark.parametrize(
    ("label", "caption", "same"),
    [
        ("Quay", "Tooth decay at five by town", False),
        ("Quay", "Healthy weight by ward", True),
        ("P1.2 Visits", "Tooth decay at five by town", True),
        ("Children seen by the team in time", "Tooth decay", True),
    ],
)
def test_rows_under_years_alone_are_told_apart_by_what_stands_over_their_tables(
    label, caption, same
):
    one = dated_row(label, "Healthy weight by town", "a")
    assert same_columns(one, dated_row(label, caption, "b")) is same
