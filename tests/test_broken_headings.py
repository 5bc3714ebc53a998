from collections import Counter

import pytest

from corpus.papers import Line, Page, Table
from ingest.broken_headings import mended
from ingest.paragraphs import join_lines

WORDS = Counter({"benches": 20, "gardens": 20, "in": 90, "are": 90, "care": 30, "work": 9})
BELOW = ("", "Q1", "Q2", "Q3", "Trend")
FIGURES = ("Good", "14%", "20%", "3%", "up")


def heading(*cells):
    return mended(Table((cells, BELOW, FIGURES)), WORDS, Counter()).rows[0]


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        (("Grade", "", "Ben", "ches in Garb", "dens"), "Benches in Gardens"),
        (("Grade", "", "Ca", "are of benches", ""), "Care of benches"),
        (("Grade", "", "Old benches", "s", ""), "Old benches"),
    ],
    ids=["cut in words", "a letter on both sides", "a last letter on both sides"],
)
def test_the_pieces_of_a_heading_are_one_over_all_its_columns(cells, whole):
    assert heading(*cells) == ("Grade", whole, "", "", "")


@pytest.mark.parametrize(
    "cells",
    [
        ("Grade", "Budget", "Actual", "Variance", "Trend"),
        ("Grade", "", "Net", "work in gardens", ""),
        ("Grade", "", "Ben", "", "ches"),
        ("Grade", "", "", "Benches", ""),
    ],
    ids=["whole words", "words that no paper has as one", "apart", "one piece"],
)
def test_headings_that_are_whole_stay_as_they_are(cells):
    assert heading(*cells) == cells


def test_the_papers_own_words_tell_what_is_broken():
    table = Table((("Grade", "", "Hed", "ges", ""), BELOW, FIGURES))
    pages = [
        Page(1, (Line("The hedges are cut and the other hedges are left.", whole=True), table))
    ]
    assert join_lines(pages)[-1].table.rows[0] == ("Grade", "Hedges", "", "", "")


def test_a_month_over_its_year_is_one_heading():
    rows = (
        ("Waiting for", "Sep-", "Dec-", "Longest"),
        ("", "23", "23", "wait, days"),
        ("Assessment", "361", "377", "118"),
    )
    table = mended(Table(rows, header_rows=1), Counter(), Counter())
    assert table.rows == (("Waiting for", "Sep-23", "Dec-23", "Longest wait, days"), rows[2])


def test_figures_under_months_are_no_years():
    rows = (("Waiting for", "Sep", "Dec"), ("", "23", "24"), ("Assessment", "361", "377"))
    assert mended(Table(rows), Counter(), Counter()).rows == rows


def test_a_time_that_a_narrow_column_cut_is_one():
    rows = (("Measure", "Q3 2024/2 5", "2023/ 24 actual", "May- 25"), ("Contacts", "1", "2", "3"))
    table = mended(Table(rows, False, 1, 0.0), Counter(), Counter())
    assert table.rows[0] == ("Measure", "Q3 2024/25", "2023/24 actual", "May-25")
