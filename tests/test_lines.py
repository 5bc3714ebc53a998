import pytest

from ingest.lines import (
    SECTION,
    all_capitals,
    depth,
    heading_like,
    is_resolution,
    is_signature,
    mark,
)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("3.4 The fee rises.", "numbered", "3.4"),
        ("3.8.2 The fee rises.", "numbered", "3.8.2"),
        ("5. The programme costs £312,000.", "numbered", "5"),
        ("2. delegates the letting of contracts", "numbered", "2"),
        ("1.0 PURPOSE", "numbered", "1.0"),
        ("(ii) the plan be noted", "lettered", "ii"),
        ("b) the plan be noted", "lettered", "b"),
        ("iv. the plan be noted", "lettered", "iv"),
        ("• hedges", "bullet", "•"),
        ("* hedges", "bullet", "*"),
        ("*note that fees rise", "none", ""),
        ("– hedges", "bullet", "–"),
        ("CFC31 MINUTES", "minute", "CFC31"),
        ("7/26 Apologies", "minute", "7/26"),
        ("RESOLVED: That the report be noted.", "resolved", ""),
        ("APPENDIX B: PRICES", "appendix", "B"),
        ("Annex 2 Prices", "appendix", "2"),
        ("Schedule 7 List of Benches", "appendix", "7"),
        ("Schedule 12A of the Act says so", "none", ""),
        ("Schedule 2 sets out the fees", "none", ""),
        ("• 2 Hedges and ditches", "bullet", "•"),
        ("- 3.8 The fee rises.", "numbered", "3.8"),
        ("x The fee rises.", "bullet", "x"),
        ("➤ The fee rises.", "bullet", "➤"),
        ("REPORT TO: Parks Board", "field", "body"),
        ("Ward(s) affected: All", "field", "wards"),
        ("Contact Officer: Jo Fenwick", "field", "officer"),
        ("Report of the Director of Place", "field", "officer"),
        ("Report of the task group on hedges", "none", ""),
        ("12 months had passed.", "none", ""),
        ("75 children took part", "none", ""),
        ("10 June 2026", "none", ""),
        ("26/00417/FUL Rose Cottage", "none", ""),
        ("The fee rises.", "none", ""),
        ("", "none", ""),
    ],
)
def test_a_line_is_known_by_how_it_begins(text, kind, number):
    found = mark(text)
    assert (found.kind, found.number) == (kind, number)


def test_a_mark_leaves_the_words_after_it():
    assert mark("3.4 The fee rises.").rest == "The fee rises."
    assert mark("DATE: 12 March 2026").rest == "12 March 2026"


@pytest.mark.parametrize("text", ["Burial fees", "FEES", "Fees and charges 2026/27", "(Part one)"])
def test_few_capitalised_words_without_an_end_can_be_a_heading(text):
    assert heading_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "the fee rises",
        "The fee rises.",
        "Was it quorate?",
        "£4,000",
        "",
        "12.5",
        " ".join(["Fee"] * 20),
    ],
)
def test_sentences_figures_and_long_lines_are_no_headings(text):
    assert not heading_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "Executive Summary",
        "RECOMMENDATIONS",
        "Financial implications",
        "Reasons for the recommendation",
        "Apologies for absence",
        "Date of next meeting",
    ],
)
def test_sections_that_all_councils_have_are_known_by_name(text):
    assert SECTION.match(text)


@pytest.mark.parametrize(
    "text", ["Fees", "The recommendation was lost", "Summary of the year's hedges"]
)
def test_other_words_are_no_known_section(text):
    assert not SECTION.match(text)


@pytest.mark.parametrize(("number", "levels"), [("3", 1), ("3.0", 1), ("3.4", 2), ("3.4.1", 3)])
def test_a_number_is_as_deep_as_its_parts(number, levels):
    assert depth(number) == levels


def test_a_resolution_is_one_however_it_is_set():
    assert is_resolution("Resolved: that it be noted") and is_resolution("  RECOMMENDED That")
    assert not is_resolution("The Board resolved nothing.")


def test_three_capitals_at_least_make_capitals():
    assert all_capitals("CFC31 FEES – 2026") and not all_capitals("A1") and not all_capitals("Fees")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Author - Jo Bloggs - Service Manager jo@example.org 16th July 2025", True),
        ("Report author: Jo Bloggs", True),
        ("Prepared by – Jo Bloggs", True),
        ("Author of two reports on the matter", False),
        ("Contact officer: " + "a long paragraph that says much more " * 8, False),
    ],
)
def test_a_paragraph_that_says_who_wrote_the_report_is_a_signature(text, signs):
    assert is_signature(text) == signs
