"""A meeting's brief: quoted, cited, and honest about what was not found."""

from dataclasses import replace

import pytest

from corpus.papers import Cell, Paper, Passage
from ui.brief import brief, card
from ui.changes import changes, report_before
from ui.meeting_tab import brief_page


class Shelf:
    """Papers and their passages, held in a list."""

    def __init__(self, *held):
        self.held = held

    def papers(self):
        return [paper for paper, _ in self.held]

    def passages(self, paper_id):
        return next(passages for paper, passages in self.held if paper.id == paper_id)


HUBS = Paper(
    "hubs",
    "d",
    "pack.pdf",
    "Family hubs",
    item="5(a)",
    meeting_date="2026-03-12",
    officer="A. Dean",
)


def passage(id, text, *headings, kind="paragraph", **more):
    return Passage(id, "hubs", text, 1, 1, kind=kind, headings=headings, **more)


ASKED = passage("a", "2.1 That Option 2 be agreed.", "2.0 RECOMMENDATION", kind="resolution")
COST = passage("b", "5.1 It costs £137,000 a year. Staff know.", "5.0 OTHER/FINANCIAL IMPLICATIONS")
DATE = passage("c", "3.2 The hubs open by 1 June 2026. They shut in May 2025.", "SUPPORT")


def lines(*passages, paper=HUBS):
    return card(paper, Shelf((paper, passages))).answer


def test_a_card_quotes_what_is_asked_the_money_and_the_dates_to_come():
    answer = lines(ASKED, COST, DATE)
    assert answer.text.splitlines() == [
        "Reporting officer: A. Dean",
        "- Asked: 2.1 That Option 2 be agreed. [1]",
        "- Money: 5.1 It costs £137,000 a year. [2]",
        "- Dates: 3.2 The hubs open by 1 June 2026. [3]",
    ]
    assert [item.passage for item in answer.citations] == [ASKED, COST, DATE]
    assert all(item.quote in item.passage.text for item in answer.citations)


def test_what_was_not_found_is_said():
    assert "No recommendation was found." in lines(DATE).text
    assert "No section on money was found, and no amount." in lines(DATE).text


def test_a_table_called_recommendations_is_not_what_is_asked():
    table = passage("t", "1 | A lead in every school", "Table 1: The recommendations", kind="row")
    assert "No recommendation was found." in lines(table).text


def test_minutes_give_their_decisions():
    minutes = replace(HUBS, kind="minutes", officer="")
    answer = lines(
        passage("a", "RESOLVED: That it be noted.", "CFC34 FOOD", kind="resolution"), paper=minutes
    )
    assert answer.text == "- CFC34 FOOD: RESOLVED: That it be noted. [1]"


def test_items_come_in_their_order_and_covers_are_left_out():
    papers = [replace(HUBS, id=item, item=item) for item in ("10", "6(b)", "6(a)", "2")]
    cover = replace(HUBS, id="cover", item="", title="SUPPLEMENT")
    agenda = replace(HUBS, id="agenda", kind="agenda", item="1")
    shelf = Shelf(*((paper, [DATE]) for paper in papers), (cover, []), (agenda, [DATE]))
    made = brief(shelf.papers(), shelf)
    assert [exchange.question[:4] for exchange in made] == ["2. F", "6(a)", "6(b)", "10. "]


def row(label, figure, status, quarter):
    return passage(
        f"{label}{quarter}",
        f"{label} | {figure} | {status}",
        kind="row",
        label=label,
        cells=(Cell(f"Quarter {quarter}", figure), Cell("Progress", status)),
    )


def test_a_measure_that_is_doing_otherwise_is_told_with_both_papers():
    before = replace(
        HUBS, id="q2", title="Quarter 2", kind="monitoring", period="Q2 2025/26",
        meeting_date="2026-01-15",
    )  # fmt: skip
    now = replace(
        before, id="q3", title="Quarter 3", period="Q3 2025/26", meeting_date="2026-03-12"
    )
    shelf = Shelf(
        (before, [row("P4.6 Agency staff", "16.8%", "Watch", 2), row("P1 Visits", "9", "✓", 2)]),
        (
            now,
            [
                row("P4.5 Agency staff (P4.6 before)", "15.2%", "✓", 3),
                row("P1 Visits", "8", "✓", 3),
            ],
        ),
    )
    answer = card(now, shelf).answer
    changed = [line for line in answer.text.splitlines() if "Changed" in line]
    assert changed == [
        "- Changed: Agency staff: 15.2%, ✓ (Q3 2025/26); was 16.8%, Watch (Q2 2025/26) [1] [2]"
    ]
    assert [item.paper.id for item in answer.citations] == ["q3", "q2"]
    assert "Changed" not in card(before, shelf).answer.text


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, True),
        ({"title": "Annual Report"}, False),
        ({"period": ""}, False),
        ({"period": "Q3 2025/26"}, False),
        ({"meeting_date": "2026-05-01"}, False),
    ],
    ids=["the quarter before", "another series", "no period", "the same period", "a later one"],
)
def test_the_report_before_is_of_the_same_series_and_earlier(other, found):
    now = replace(HUBS, title="Monitoring, Quarter 3", kind="monitoring", period="Q3 2025/26")
    made = {"title": "Monitoring, Quarter 2", "period": "Q2 2025/26", "meeting_date": "2026-01-15"}
    before = replace(now, id="before", **made | other)
    assert (report_before(now, [now, before]) == before) == found


def test_without_a_status_the_figures_are_compared():
    old = passage("o", "Visits | 9", kind="row", label="Visits", cells=(Cell("Q2", "9"),))
    new = passage("n", "Visits | 8", kind="row", label="Visits", cells=(Cell("Q3", "8"),))
    [change] = changes([new], "Q3 2025/26", [old], "Q2 2025/26")
    assert change.figures == ("9", "8")
    assert (
        changes([new], "Q3 2025/26", [replace(old, cells=(Cell("Q2", "8"),))], "Q2 2025/26") == []
    )


def test_the_page_escapes_what_papers_hold():
    hostile = replace(HUBS, title="<script>alert(1)</script>")
    made = brief([hostile], Shelf((hostile, [passage("a", "<b>x</b>", kind="resolution")])))
    page = brief_page(made, '"><script>')
    assert "<script" not in page
    assert "<b>" not in page
    assert "<strong>Asked:</strong> &lt;b&gt;x" in page
