"""Commentary that names a measure by its number stands under the measure's name."""

from corpus.papers import Line, Page, Table
from ingest.commentary import under_measures
from ingest.elements import find_elements
from ingest.paragraphs import join_lines

MEASURES = Table(
    (
        ("Ref", "Measure", "Target", "Q3"),
        ("CF LI03", "% of re-referrals within 12 months", "20.0%", "22.2%"),
        ("CF LI07", "% of interviews within 72 hours of a missing episode", "85.0%", "67.1%"),
    )
)


def told(*texts, tables=(MEASURES,)):
    blocks = (*tables, *(Line(text) for text in texts))
    elements = find_elements(join_lines([Page(1, blocks)]))
    return {element.text: element.headings for element in under_measures(elements)}


def test_a_comment_stands_under_its_measure():
    found = told("CF LI03 – Better than in quarter 2 (25.1%).")
    assert found["CF LI03 – Better than in quarter 2 (25.1%)."][-1] == (
        "CF LI03 % of re-referrals within 12 months"
    )


def test_a_number_that_no_row_has_changes_nothing():
    assert not told("LI09 – No such measure is known.")["LI09 – No such measure is known."]


def test_the_number_may_be_printed_without_its_blank():
    found = told("CFLI07 - Interviews were offered in 170 of 173 episodes.")
    (headings,) = [h for text, h in found.items() if text.startswith("CFLI07")]
    assert headings[-1].startswith("CF LI07 % of interviews")


def test_text_without_a_number_stays_where_it_is():
    found = told("Better than in quarter 2 – and so it should be.")
    assert not found["Better than in quarter 2 – and so it should be."]
