"""What is offered to ask next is something that the papers hold."""

from dataclasses import replace

from test_brief import ASKED, HUBS, Shelf, row

from assistant.answers import ANSWERED, Answer, Citation
from ui.following import follow_ups, with_follow_ups
from ui.render import Exchange

NOW = replace(HUBS, id="q3", title="Monitoring, Quarter 3", kind="monitoring", period="Q3 2025/26")
BEFORE = replace(
    NOW, id="q2", title="Monitoring, Quarter 2", period="Q2 2025/26", meeting_date="2026-01-15"
)
STAFF = replace(row("P4.5 Agency staff", "15.2%", "✓", 3), order=0)
VISITS = replace(row("P4.6 Visits", "9", "✓", 3), order=1)


class Row(Shelf):
    """Papers whose passages know their neighbours."""

    def neighbours(self, passage, before=1, after=1):
        every = [near for _, passages in self.held for near in passages]
        return [p for p in every if 0 < p.order - passage.order <= after and p.id != passage.id]


SHELF = Row(
    (NOW, [STAFF, VISITS, replace(ASKED, order=9)]),
    (BEFORE, [replace(row("P4.6 Agency staff", "16.8%", "✓", 2), order=90)]),
)


def test_a_measures_answer_offers_the_quarter_before_and_the_next_measure():
    assert follow_ups(Citation(1, STAFF, NOW, STAFF.text), "Agency staff?", SHELF) == [
        "What was the figure for agency staff in Q2 2025/26?",
        "What was the figure for visits in Q3 2025/26?",
        "What is the Board asked to do about Monitoring, Quarter 3?",
    ]


def test_a_measure_that_the_report_before_lacks_is_not_asked_of_it():
    [first, *_] = follow_ups(Citation(1, VISITS, NOW, VISITS.text), "Visits?", SHELF)
    assert "Q2" not in first


def test_the_question_itself_is_not_offered_again():
    asked = "who is the reporting officer for family hubs?"
    shelf = Row((HUBS, [ASKED]))
    assert follow_ups(Citation(1, ASKED, HUBS, ASKED.text), asked, shelf) == [
        "What is the Board asked to do about family hubs?"
    ]


def test_what_the_assistant_offers_is_kept_and_no_citation_offers_nothing():
    offered = Exchange("q", Answer("a", ANSWERED, suggestions=("And before?",)))
    assert with_follow_ups(offered, SHELF) == offered
    assert with_follow_ups(Exchange("q", Answer("a", ANSWERED)), SHELF).answer.suggestions == ()
