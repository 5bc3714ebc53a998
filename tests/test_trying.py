"""Questions to try: made from the papers that are there, never from what is exempt."""

from dataclasses import replace

from test_brief import ASKED, COST, HUBS, Shelf, row

from ui.trying import questions_to_try

MONITORING = replace(
    HUBS, id="q3", title="Monitoring", kind="monitoring", period="Q3 2025/26", officer=""
)
FIGURE = row("P1.2 Visits to libraries (before P1.1)", "59,935", "✓", 3)


def test_a_figure_what_is_asked_and_who_is_responsible():
    shelf = Shelf((HUBS, [ASKED, COST]), (MONITORING, [FIGURE]))
    assert questions_to_try(shelf) == [
        "What was the figure for visits to libraries in Q3 2025/26?",
        "What is the Board asked to do about family hubs?",
        "Who is the reporting officer for family hubs?",
    ]


def test_an_exempt_paper_gives_no_hint():
    shelf = Shelf((replace(HUBS, access="exempt"), [ASKED]))
    assert questions_to_try(shelf) == []


def test_an_empty_library_offers_nothing():
    assert questions_to_try(Shelf()) == []


def test_names_keep_their_capitals():
    named = replace(HUBS, title="Cradle to Career")
    assert "about Cradle to Career?" in questions_to_try(Shelf((named, [ASKED])))[0]
