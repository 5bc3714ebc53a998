import pytest

from ingest.flat_figures import columns_in, name_and_figures

HEADING = "Ref: Measure 23/24 Actual 24/25 Target Current Direction of Travel Quarterly Progress"


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (HEADING, ["23/24 Actual", "24/25 Target", "Current"]),
        (
            "Ref Measure 2024/25 Outturn 2025/26 Target Q1 Q2 RAG",
            ["2024/25 Outturn", "2025/26 Target", "Q1", "Q2"],
        ),
        (
            "Ref Indicator Actual 2024/25 Target 2025/26 Current Position Trend",
            ["Actual 2024/25", "Target 2025/26", "Current Position"],
        ),
        ("Ref: Milestones Quarterly Progress", []),
    ],
)
def test_a_heading_names_its_columns_of_figures_and_not_those_of_symbols(heading, columns):
    assert columns_in(heading) == columns


@pytest.mark.parametrize(
    ("lines", "name", "figures"),
    [
        (["Mend benches", "19 18 20"], "Mend benches", ("19", "18", "20")),
        (["Mend benches (by June) 139 (prov)", "90 137"], None, ("139 (prov)", "90", "137")),
        (["Cut hedges on 69", "N/A 103 N/A N/A"], "Cut hedges on", ("69", "N/A", "103")),
        (["Cut hedges", "357 N/A 112 N/A"], "Cut hedges", ("357", "N/A", "112")),
        (["Cost of paint", "£600 £1,500", "£64.40"], "Cost of paint", ("£600", "£1,500", "£64.40")),
    ],
)
def test_as_many_figures_as_columns_are_the_measures(lines, name, figures):
    assert name_and_figures(lines, HEADING) == (name or "Mend benches (by June)", figures)


@pytest.mark.parametrize(
    "lines",
    [
        ["Mend benches", "19 20"],
        ["Mend benches over 65", "19 20"],
        ["Cost of paint", "Oak £500 Elm", "£90 N/A N/A"],
        ["Mend benches", "90 N/A N/A"],
        ["Mend benches", "50% when inspected", "62%", "N/A"],
    ],
    ids=["too few", "one in the name", "more before", "no current", "words"],
)
def test_figures_that_cannot_be_told_apart_stay_with_the_name(lines):
    assert name_and_figures(lines, HEADING) == (" ".join(lines), ())


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        (
            ["Mend benches", "7.6%", "As at June", "3.6% 7.5%", "N/A"],
            ("7.6% As at June", "3.6%", "7.5%"),
        ),
        (["Mend benches", "93% 100% of all 92%"], ("93%", "100% of all", "92%")),
    ],
)
def test_as_many_shares_as_columns_are_the_measures_with_the_words_behind_them(lines, figures):
    assert name_and_figures(lines, HEADING) == ("Mend benches", figures)


def test_a_share_in_the_midst_of_a_line_may_be_of_the_name():
    lines = ["Mend 60% of benches", "40%", "as at June", "50%"]
    assert name_and_figures(lines, HEADING) == (" ".join(lines), ())
