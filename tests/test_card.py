"""A paper's card: quoted, cited to the page, and plain about what the paper does not hold."""

from dataclasses import replace

import pytest
from test_brief import ASKED, COST, HUBS, Shelf, passage

from corpus.papers import Cell
from ui.card import card_page, missing_sections, paper_card

FRONT = passage(
    "f",
    "REPORTING OFFICER: A. Dean\nWARDS: Borough-wide\nPORTFOLIO: Families",
    kind="frontsheet",
)
VISITS = passage("v", "3.1 There were 41,976 visits, 3.1% more than before.", "SUPPORT")
REPORT = replace(HUBS, wards="Borough-wide", portfolio="Families", last_page=3)


def told(*passages, paper=REPORT):
    return paper_card(paper, Shelf((paper, passages))).answer


def test_a_card_gives_officer_wards_request_money_and_figures_each_with_its_words():
    answer = told(FRONT, ASKED, COST, VISITS)
    assert answer.text.splitlines()[:-1] == [
        "- Reporting officer: A. Dean [1]",
        "- Portfolio: Families [2]",
        "- Wards: Borough-wide [3]",
        "- Asked: 2.1 That Option 2 be agreed. [4]",
        "- Money: 5.1 It costs £137,000 a year. [5]",
        "- Key figure: 3.1 There were 41,976 visits, 3.1% more than before. [6]",
    ]
    assert [item.quote for item in answer.citations[:3]] == [
        "REPORTING OFFICER: A. Dean",
        "PORTFOLIO: Families",
        "WARDS: Borough-wide",
    ]
    assert all(item.quote in item.passage.text for item in answer.citations)


def test_sections_that_are_not_there_are_named():
    [*_, last] = told(FRONT, ASKED, COST).text.splitlines()
    assert last == ("- No section was found on: policy, risk, equality, climate, background papers")
    risk = passage("r", "6.1 None.", "RISK ANALYSIS")
    assert "risk" not in missing_sections(REPORT, [ASKED, risk])
    assert missing_sections(replace(REPORT, wards=""), [ASKED, risk])[0] == "wards"


def test_a_paper_of_no_template_is_not_measured_against_it():
    assert missing_sections(replace(REPORT, kind="annual report"), [ASKED]) == []
    assert missing_sections(REPORT, [VISITS]) == []


@pytest.mark.parametrize(
    ("heading", "words", "line"),
    [
        (
            "RESOURCE IMPLICATIONS",
            "5.1 Two posts are needed.",
            "- Money: 5.1 Two posts are needed.",
        ),
        ("5.0 FINANCIAL IMPLICATIONS", "N/A relatable to this.", "- Money: N/A relatable to this."),
        ("Budget", "It rises by £4. It may fall.", "- Money: It rises by £4."),
        (
            "SUPPORT",
            "The grant is £180,000.",
            "- Money (named in passing): The grant is £180,000.",
        ),
        ("SUPPORT", "All is well.", "- No section on money was found, and no amount."),
    ],
    ids=["resources", "nothing to pay", "another heading", "in passing", "none at all"],
)
def test_money_is_found_under_whatever_a_council_calls_it(heading, words, line):
    assert line in told(passage("m", words, heading)).text


def test_the_key_to_a_tables_signs_is_not_what_a_paper_says_of_money():
    legend = "Progress Symbols are used in the following manner: green is good."
    answer = told(passage("m", f"Not available yet {legend}", "Appendix 4: Financial Statements"))
    assert "- Money: Not available yet [" in answer.text
    assert "Money:" not in told(passage("m", legend, "Financial Statements")).text


def test_a_finance_reports_totals_are_its_key_figures_largest_tables_first_in_order():
    def total(id, label, value, order):
        cells = (Cell("Annual Budget £'000", value, "£'000"), Cell("Forecast", "(12)", "£'000"))
        return replace(passage(id, f"{label} | {value}", kind="row"), label=label, cells=cells,
                       order=order)  # fmt: skip

    rows = [total("a", "Net Libraries", "5,719", 1), total("b", "Employees", "9,999", 2)]
    answer = told(*rows, paper=replace(REPORT, kind="finance"))
    assert "- Key figure: Net Libraries: Annual Budget £'000 5,719; Forecast (12) £'000 [" in (
        answer.text
    )
    assert "Employees" not in answer.text


def test_a_decision_that_is_awaited_is_not_what_a_paper_asks():
    awaited = passage("d", "decision from the Department.", "Emerging Issues", kind="resolution")
    assert "No recommendation was found." in told(awaited).text


def test_the_page_escapes_what_the_paper_holds():
    hostile = replace(REPORT, title="<script>alert(1)</script>", body="<b>", officer="<i>x")
    html = card_page(paper_card(hostile, Shelf((hostile, [VISITS]))), hostile)
    assert "<script" not in html and "<b>" not in html and "<i>" not in html
    assert "<strong>Key figure:</strong>" in html
