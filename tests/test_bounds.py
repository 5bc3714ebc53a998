"""What a question names that all rows asked for are above or below."""

import pytest

from assistant.bounds import bound_of


@pytest.mark.parametrize(
    ("text", "way", "value", "kind", "within"),
    [
        ("which wards have more than 40% of pupils on free dinners?", 1, 40.0, "percent", False),
        ("where have we got in less than half the council tax?", -1, 50.0, "percent", False),
        ("which risks score 16 or more?", 1, 16.0, "count", True),
        ("which services are more than £1m over?", 1, 1_000_000.0, "money", False),
        ("which risks still score 16 after the controls?", 0, 16.0, "count", True),
        ("which took at least 20 weeks?", 1, 20.0, "days", True),
        ("any schools with fewer than 100 children?", -1, 100.0, "count", False),
        ("which are over two thirds full?", 1, 66.7, "percent", False),
    ],
)
def test_a_bound_is_read_with_its_way_and_its_kind(text, way, value, kind, within):
    bound = bound_of(text)
    assert bound is not None
    assert (bound.way, bound.value, bound.kind, bound.within) == (way, value, kind, within)


@pytest.mark.parametrize(
    "text",
    [
        "what is spent on the under 5s?",
        "which wards have the most?",
        "which have more than 10 and fewer than 20?",
        "what was agreed on 4 May?",
        "planning fees: what has come in up to 30 November 2025?",
    ],
)
def test_ages_days_and_two_bounds_are_none(text):
    assert bound_of(text) is None


def test_what_is_at_the_bound_is_past_it_only_where_it_is_within():
    assert bound_of("which score 16 or more?").holds(16)
    assert not bound_of("which score more than 16?").holds(16)
    assert bound_of("which score under 16?").holds(15)
