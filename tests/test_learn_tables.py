"""What is learned of tables: which way to read them is meant, or that none is."""

import numpy as np
import pytest

from corpus.library import Library
from evals.cases import Case, Source
from evals.learn_tables import SIGNALS, Example, cross_validate, fit, gather, measure


def examples(count=60):
    """Cases of which the right way to read means what is asked; the first of two libraries has
    some that no table answers."""
    rng = np.random.default_rng(3)
    made = []
    for number in range(count):
        signals = rng.normal(0, 0.2, (4, len(SIGNALS)))
        signals[:, SIGNALS.index("nothing")] = (0, 0, 0, 1)
        answerable = number % 4 > 0
        right = np.array([False, False, False, not answerable])
        if answerable:
            right[number % 3] = True
            signals[number % 3, SIGNALS.index("means")] += 2.0
        made.append(Example("ab"[number % 2], answerable, signals, right, 1.0))
    return made


def test_what_means_the_question_is_learned_to_be_chosen_and_nothing_where_none_does():
    made = examples()
    weights = fit(made, 0.01)
    assert weights[SIGNALS.index("means")] > 1.0
    found = measure(made, weights)
    assert found["answerable"] == 45 and found["not"] == 15
    assert found["right"] >= 43
    assert found["rows for these"] <= 1


def test_each_library_is_judged_by_what_the_others_taught():
    found = cross_validate(examples(), 0.01)
    assert found["answerable"] + found["not"] == 60
    assert found["right"] >= 36


@pytest.fixture(scope="module")
def library(specimen_folder):
    with Library.open(specimen_folder) as opened:
        yield opened


def test_a_case_that_asks_for_a_row_offers_ways_to_read_and_marks_the_right_ones(library):
    asked = {"question": "Which stop of the outreach bus has the most visits?", "kind": "table"}
    rows = [one for paper in library.papers() for one in library.passages(paper.id)]
    stops = [one for one in rows if one.kind == "row" and "Visits" in {c.column for c in one.cells}]
    most = max(stops, key=lambda row: int(_visits(row).replace(",", "")))
    paper = library.paper(most.paper_id)
    source = Source(paper.document, most.first_page, "")
    case = Case("a", expect=((_visits(most),),), evidence=(source,), **asked)
    (example,) = gather(library, [case])
    assert example.answerable and example.right.any()
    assert len(example.right) == len(example.signals) > 2
    assert not gather(library, [Case("b", question="What does the bus cost?", kind="fact")])


def _visits(row):
    return next(cell.value for cell in row.cells if cell.column == "Visits")
