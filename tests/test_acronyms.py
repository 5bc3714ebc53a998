import pytest

from corpus.papers import Table
from ingest.acronyms import find_acronyms
from ingest.elements import Element, find_elements
from ingest.paragraphs import PlacedTable


def said(*texts):
    return find_acronyms([Element("paragraph", text, 1, 1) for text in texts])


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "Young people Not in Education, Employment or Training (NEET) fell.",
            ("NEET", "Not in Education, Employment or Training"),
        ),
        (
            "An Education, Health and Care Plan (EHCP) is reviewed yearly.",
            ("EHCP", "Education, Health and Care Plan"),
        ),
        (
            "It joined the Shared Partnership in the East (SPINE) project.",
            ("SPINE", "Shared Partnership in the East"),
        ),
        ("Special Guardianship Orders (SGOs) rose.", ("SGO", "Special Guardianship Orders")),
        ("The Director told the Parks Working Group (PWG) so.", ("PWG", "Parks Working Group")),
        ("The PWG (Parks Working Group) met.", ("PWG", "Parks Working Group")),
        ("PWG – Parks Working Group", ("PWG", "Parks Working Group")),
        ("PWG: Parks Working Group", ("PWG", "Parks Working Group")),
        ("It went to (PIB) Parks Improvement Board in May.", ("PIB", "Parks Improvement Board")),
        ("Speech and Language Therapy (SaLT) waits grew.", ("SaLT", "Speech and Language Therapy")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_expansion_is_read_where_a_paper_gives_it(text, pair):
    assert said(text) == dict([pair])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The fee (VAT) rises.", id="words that do not spell it"),
        pytest.param("Councillor Elm (LAB) spoke.", id="a party"),
        pytest.param("A plan for hedges (Appendix A).", id="an appendix"),
        pytest.param("The Clerk (PIB) Told Ash of it.", id="words behind that do not spell it"),
    ],
)
def test_what_is_not_spelled_is_not_taken(text):
    assert said(text) == {}


def test_where_papers_differ_the_commonest_expansion_is_taken():
    assert said(
        "Parks Working Group (PWG)", "Pupil Welfare Group (PWG)", "the Parks Working Group (PWG)"
    ) == {"PWG": "Parks Working Group"}


def test_a_glossary_set_as_a_table_is_read():
    table = Table(
        (("Short form", "Meaning"), ("PWG", "Parks Working Group"), ("FFA", "Fees for All"))
    )
    found = find_acronyms(find_elements([PlacedTable(table, 1)]))
    assert found == {"PWG": "Parks Working Group", "FFA": "Fees for All"}
