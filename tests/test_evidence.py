"""Of what was found, the few passages that an answer may rest on."""

import pytest

from assistant.evidence import choose
from assistant.question import understand
from corpus.papers import Cell, Hit, Paper, Passage


def paper(period="", id="", **more):
    return Paper(
        id or period or "p", "d", f"{id or period or 'p'}.pdf", "Monitoring", period=period, **more
    )


def hit(score, text="Visits rose.", of=None, **more):
    of = of or paper()
    id = f"{of.id}/{text}/{score}"
    return Hit(Passage(id, of.id, text, 1, 1, period=of.period, **more), of, score)


def row(score, label, period):
    return hit(score, f"{label} | 9", paper(period), kind="row", label=label)


def periods(evidence):
    return [item.paper.period for item in evidence]


def test_nothing_found_is_no_evidence():
    assert choose([], understand("Visits?")) == []


def test_keys_count_from_one_in_the_order_of_the_hits():
    chosen = choose([hit(9, "a"), hit(8.5, "b"), hit(8, "c")], understand("Visits?"))
    assert [(item.key, item.passage.text) for item in chosen] == [(1, "a"), (2, "b"), (3, "c")]


def test_the_newest_papers_row_stays_when_no_time_is_named():
    hits = [row(9, "Agency staff", "Q2 2025/26"), row(8.9, "Agency staff", "Q3 2025/26")]
    assert periods(choose(hits, understand("Agency staff?"))) == ["Q3 2025/26"]


def test_the_older_papers_row_stays_where_it_is_asked_when_something_began():
    hits = [row(9, "Staff academy", "Q2 2025/26"), row(8.9, "Staff academy", "Q1 2024/25")]
    asked = understand("When did the staff academy start?")
    assert periods(choose(hits, asked)) == ["Q2 2025/26", "Q1 2024/25"]


def test_a_passage_that_names_the_quarter_before_its_papers_stays_where_that_is_asked_for():
    of = paper("Q2 2025/26")
    names = hit(9, "164 were trained, a slight reduction to Q1 (189).", of)
    compares = hit(8, "Eight were changed (19%; in Q1 it was 28%).", of)
    own = hit(7, "The hub opened.", paper("Q1 2025/26"))
    found = choose([names, compares, own], understand("How many were trained in Q1 2025/26?"))
    assert [item.passage for item in found] == [names.passage, own.passage]


def test_a_row_of_another_name_is_not_replaced_by_a_newer_one():
    hits = [row(9, "Agency staff", "Q2 2025/26"), row(8.9, "Hub visits", "Q3 2025/26")]
    assert periods(choose(hits, understand("Agency staff?"))) == ["Q2 2025/26", "Q3 2025/26"]


def under(columns, score, label, period):
    cells = tuple(Cell(column, "9") for column in columns)
    return hit(score, f"{label} | 9", paper(period), kind="row", label=label, cells=cells)


def test_a_row_of_the_same_ward_in_a_table_of_another_thing_is_no_newer_one():
    waits = under(("Adults", "Mean wait for home care"), 9, "Elm ward", "2023/24")
    tips = under(("2023/24 › Q2", "2024/25 › Q2", "Change"), 8, "Elm ward", "Q2 2024/25")
    asked = understand("How long do people wait for home care in Elm ward?")
    assert periods(choose([waits, tips], asked)) == ["2023/24", "Q2 2024/25"]


def test_a_row_of_one_name_under_much_the_same_headings_is_the_newer_one():
    before = under(("24/25 Actual", "Target", "Q1 position"), 9, "Elm ward", "Q1 2025/26")
    after = under(("2024/25 Actual", "2025/26 Target", "Current"), 8, "Elm ward", "Q2 2025/26")
    assert periods(choose([before, after], understand("Elm ward?"))) == ["Q2 2025/26"]


@pytest.mark.parametrize("asked", ["Q1 2025/26", "Q2 2025/26"])
def test_the_quarter_asked_for_stays_and_the_others_go(asked):
    hits = [row(9, "Agency staff", period) for period in ("Q3 2025/26", "Q2 2025/26", "Q1 2025/26")]
    assert periods(choose(hits, understand(f"Agency staff in {asked}?"))) == [asked]


def test_a_quarter_without_a_year_is_found_by_its_number():
    hits = [row(9, "Agency staff", "Q3 2025/26"), row(8.8, "Agency staff", "Q2 2025/26")]
    assert periods(choose(hits, understand("Agency staff in quarter 2?"))) == ["Q2 2025/26"]


def test_a_passage_of_no_time_may_answer_of_any():
    hits = [row(9, "Agency staff", "Q2 2025/26"), hit(8.8, "Agency staff are lent by others.")]
    assert periods(choose(hits, understand("Agency staff in Q2 2025/26?"))) == ["Q2 2025/26", ""]


def test_when_nothing_is_of_the_time_asked_for_the_rest_is_shown():
    hits = [row(9, "Agency staff", "Q3 2025/26")]
    assert periods(choose(hits, understand("Agency staff in Q1 2021/22?"))) == ["Q3 2025/26"]


def test_the_first_hit_stays_where_it_names_the_year_of_the_month_asked_for():
    members = hit(9, "At 31 March 2015 there were 44 members (2014: 41).", paper("2014/15"))
    joined = hit(8, "Elm Friends joined on 20/03/2014.", paper("2014/15", id="b"))
    chosen = choose([members, joined], understand("How many members in March 2014?"))
    assert [item.passage for item in chosen] == [members.passage, joined.passage]
    other = hit(9, "At 31 March 2015 there were 44 members.", paper("2014/15"))
    chosen = choose([other, joined], understand("How many members in March 2014?"))
    assert [item.passage for item in chosen] == [joined.passage]


def test_the_first_hit_stays_where_it_names_the_year_of_the_quarter_asked_for():
    later = hit(
        9, "From April to June it is 8%, 6.5% in the same period in 2023.", paper("Q1 2024/25")
    )
    other = hit(8, "From April to June it is 8%.", paper("Q1 2024/25"))
    own = hit(7, of=paper("Q1 2023/24"))
    asked = understand("what was the rate, April to June 2023?")
    assert [one.score for one in choose([later, other, own], asked)] == [9, 7]


def test_minutes_of_the_month_after_tell_of_the_month_asked_for():
    soon = paper(id="october", meeting_date="2016-10-27", kind="minutes")
    late = paper(id="july", meeting_date="2014-07-31", kind="minutes")
    told = hit(8, "Visits in September 2016 fell.", paper(id="c"))
    for of, stays in ((soon, True), (late, False)):
        first = hit(9, "Year to date: underspend 61K.", of)
        chosen = choose([first, told], understand("The underspend at the end of September 2016?"))
        assert (first.passage in [item.passage for item in chosen]) == stays


def test_both_sides_of_a_comparison_stay_though_one_lies_further_down():
    hits = [
        row(9, "Agency staff", "Q3 2025/26"),
        row(8.9, "Agency staff cost", "Q1 2024/25"),
        row(5.5, "Agency staff", "Q2 2025/26"),
    ]
    chosen = choose(hits, understand("Compare agency staff in Q2 2025/26 and Q3 2025/26"))
    assert periods(chosen) == ["Q3 2025/26", "Q2 2025/26"]


def test_a_comparison_of_no_named_times_keeps_the_older_row():
    hits = [row(9, "Agency staff", "Q3 2025/26"), row(8.9, "Agency staff", "Q2 2025/26")]
    chosen = choose(hits, understand("Have agency staff gone up?"))
    assert set(periods(chosen)) == {"Q2 2025/26", "Q3 2025/26"}
