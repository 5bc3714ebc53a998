"""Of two things that a question names with "or" each is told."""

import pytest

from assistant.answers import Evidence
from assistant.either import either_of
from assistant.question import understand
from assistant.statements import Statement
from corpus.papers import Paper, Passage

RENT = "Rent collected from tenants stands at 96.4%."
CHARGES = "Service charges of leaseholders stand at 88.1%."
BOTH = "Tenants have paid 96.4% and leaseholders 88.1%."
OTHER = "The team has nine officers."


def said(*texts):
    """Statements, each a little below the one before."""
    paper = Paper("paper", "", "p.pdf", "Monitoring")
    return [
        Statement(text, Evidence(n, Passage(f"p{n}", "paper", text, 1, 1), paper, 5.0), 0, 5.0 - n)
        for n, text in enumerate(texts)
    ]


def told(question, *texts):
    return [one.text for one in either_of(understand(question), said(*texts))]


def test_the_best_statement_of_each_is_given_in_the_order_asked():
    asked = "which are we collecting better, tenants or leaseholders?"
    assert told(asked, CHARGES, OTHER, RENT) == [RENT, CHARGES]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        pytest.param(
            "who pays better, tenants or leaseholders?", (BOTH, RENT, CHARGES), id="one tells both"
        ),
        pytest.param("who pays better, tenants or lodgers?", (RENT, CHARGES), id="one has none"),
        pytest.param("is rent going up or down?", (RENT, CHARGES), id="ways to go"),
        pytest.param("do tenants or leaseholders pay?", (RENT, CHARGES), id="not compared"),
        pytest.param(
            "who pays better, tenants or leaseholders?",
            (RENT, *[OTHER] * 5, CHARGES),
            id="one is far from what was asked",
        ),
    ],
)
def test_none_are_given_where_no_two_stand_apart(question, texts):
    assert told(question, *texts) == []
