"""What stands for something of the question itself does not point back to the turn before."""

import pytest

from assistant.leaning import points_back


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("which department is blowing its budget by the most?", False),
        ("are there any schools that owe their pupils a meal?", False),
        ("which of its ponds was cleaned?", True),
        ("what is its budget?", True),
        ("which pond did it clean?", True),
        ("which ponds were cleaned, and what is their depth? its width?", True),
    ],
)
def test_its_and_their_point_back_only_where_nothing_in_the_question_is_meant(text, back):
    assert points_back(text) is back
