"""What is offered to ask next is something that the papers hold."""

from dataclasses import replace

from test_brief import ASKED, COST, HUBS, Shelf, passage, row

from assistant.answers import ANSWERED, Answer, Citation
from corpus.papers import Cell
from ui.following import _sentence_case, follow_ups, with_follow_ups
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
    cited = Answer("a", ANSWERED, (Citation(1, STAFF, NOW, STAFF.text),))
    assert with_follow_ups(Exchange("Draft response: q", cited), SHELF).answer == cited


def named(id, label, *cells, order=0):
    made = row(label, "", "", 3)
    return replace(
        made, id=id, label=label, order=order, headings=("Table 1",),
        cells=tuple(Cell(column, value) for column, value in cells),
    )  # fmt: skip


def test_a_rows_other_column_and_the_next_row_are_offered():
    bus = named("bus", "Bus pass", ("Pupils", "152"), ("Yearly cost £'000", "98"))
    taxi = named("taxi", "Taxi", ("Pupils", "76"), ("Yearly cost £'000", "418"), order=1)
    paper = replace(HUBS, kind="plan")
    found = follow_ups(Citation(1, bus, paper, bus.text), "How many pupils have a bus pass?",
                       Row((paper, [bus, taxi])))  # fmt: skip
    assert found == ["Bus pass: yearly cost?", "Taxi: yearly cost?"]


def test_a_letter_or_a_year_alone_is_no_name_to_ask_for():
    option = named("d", "D", ("Saving", "96"), ("Cost", "3"))
    assert follow_ups(Citation(1, option, replace(HUBS, kind="plan"), "D"), "q",
                      Row((replace(HUBS, kind="plan"), [option]))) == []  # fmt: skip


def test_minutes_offer_what_was_decided_on_this_business_and_the_next():
    minutes = replace(HUBS, kind="minutes")
    said = passage("s", "It was costly.", "CFC34 FOOD PROGRAMME APRIL 2025", order=0)
    first = passage("r", "RESOLVED: noted.", *said.headings, kind="resolution", order=1)
    after = passage("n", "RESOLVED: agreed.", "CFC35 FOSTERING", kind="resolution", order=2)
    shelf = Row((minutes, [said, first, after]))
    assert follow_ups(Citation(1, said, minutes, said.text), "q", shelf) == [
        "What was decided under CFC34, Food programme April 2025?",
        "What was decided under CFC35, Fostering?",
    ]


def test_a_report_with_a_section_on_money_offers_it_first():
    shelf = Row((HUBS, [ASKED, COST]))
    assert follow_ups(Citation(1, ASKED, HUBS, ASKED.text), "q", shelf)[0] == (
        "What are the financial implications of family hubs?"
    )


def test_measures_told_in_words_offer_their_progress():
    now = [named("a", "P5.1 Reduce waits", ("Progress", "U")),
           named("b", "P5.2 Reduce visits", ("Progress", "U"), order=1)]  # fmt: skip
    then = [named("c", "P5.1 Reduce waits", ("Progress", "x"), order=9)]
    shelf = Row((NOW, now), (BEFORE, then))
    assert follow_ups(Citation(1, now[0], NOW, "x"), "q", shelf)[:2] == [
        "What progress was made in Q2 2025/26 on “Reduce waits”?",
        "What progress was made in Q3 2025/26 on “Reduce visits”?",
    ]


def test_an_applications_number_keeps_its_capitals():
    title = "25/00411/S73 – VARIATION OF CONDITION 14 (HOURS) IN APRIL"
    assert _sentence_case(title) == "25/00411/S73 – variation of condition 14 (hours) in April"
