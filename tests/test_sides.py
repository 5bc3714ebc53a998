"""The sides of a comparison: which times, which rows, what is read and quoted of each."""

from dataclasses import replace

import pytest
from council_library import council_library

from assistant.answers import Evidence, Turn
from assistant.question import understand
from assistant.retrieval import retrieve
from assistant.rewording import wordings
from assistant.sides import compares, sides_of, times_of, to_read
from assistant.statements import Statement
from corpus.papers import Paper, Passage


def statement(text, score, period, read=None, row=False, label=""):
    paper = Paper(period, "d", f"{period}.pdf", "Monitoring", period=period)
    passage = Passage(f"{period}/{text}", period, text, 1, 1, period=period, label=label)
    return Statement(text, Evidence(1, passage, paper, 5.0), 0, score, row=row, read=read)


@pytest.mark.parametrize(
    ("asked", "is_one"),
    [
        ("agency staff Q1 24/25 v Q1 25/26", True),
        ("Has attendance improved since Q1 2024-25?", True),
        ("children in care june 24 and sept 25", True),
        ("How many children are in care?", False),
        ("agency staff in Q1 2024/25", False),
        ("how many in care homes - do the papers agree", True),
        ("does the scorecard give the same number as the panel's report", True),
        ("what did the report say of the same figure", False),
        ("what do the finance report and the scorecard each say the deficit is?", True),
        ("is the report agreed every year?", False),
    ],
)
def test_a_comparison_is_known_by_its_words_or_by_two_times(asked, is_one):
    assert compares(understand(asked)) is is_one


def test_each_time_named_is_asked_for_by_itself():
    asked = times_of(understand("agency staff in Q1 2024/25 and Q2 2025/26"))
    assert [[one.label for one in time.periods] for time in asked] == [
        ["Q1 2024/25"],
        ["Q2 2025/26"],
    ]


def test_a_comparison_is_read_without_its_times_too():
    asked = understand("children in care Q1 2024/25 compared with the end of september 2025")
    whole, untimed = wordings(asked)
    assert whole == asked.plain
    assert untimed.split() == ["children", "in", "care", "compared", "with"]


def test_a_word_that_begins_like_a_month_stays():
    asked = understand("compare market stalls and decent homes")
    assert wordings(asked) == [asked.plain]


def test_another_question_is_read_as_it_is():
    asked = understand("children in care in Q1 2024/25")
    assert wordings(asked) == [asked.plain]


def test_a_follow_up_is_read_with_what_the_turn_before_was_about_too():
    earlier = Turn("How long are the library leases for?", "25 years. [1]", ())
    whole, about = wordings(understand("and the rent?", [earlier]))
    assert whole.startswith("How long")
    assert about.split()[:3] == ["and", "the", "rent?"]
    assert "library leases" in about
    assert "How long" not in about


OLDER = statement("There were 374 children in care.", 0.4, "Q1 2024/25", read=2.0)
NEWER = statement("There were 384 children in care.", 5.2, "Q2 2025/26", read=3.1)
OTHER = statement("Foster carers met in May.", -4.0, "Q1 2024/25", read=-5.0)


def test_the_best_statement_of_each_time_is_a_side_in_the_order_asked():
    asked = understand("children in care Q1 2024/25 v Q2 2025/26")
    assert sides_of(asked, [NEWER, OLDER, OTHER]) == [OLDER, NEWER]


def test_a_time_that_nothing_likely_is_of_has_no_side():
    asked = understand("children in care Q1 2024/25 v Q2 2025/26")
    assert sides_of(asked, [NEWER, OTHER]) == [NEWER]


def test_a_statement_of_all_the_times_needs_no_sides():
    both = statement("Children in care: 23/24 139; 24/25 137", 6.0, "Q1 2024/25", row=True)
    asked = understand("children in care 23/24 and 24/25?")
    assert sides_of(asked, [both, OLDER]) == []


def test_what_each_of_two_papers_of_one_period_says_is_a_side():
    found = [
        statement("The deficit will be £9.4m.", 5.0, "Q2 2025/26", label="finance"),
        statement("It was £5.5m.", 4.5, "Q2 2025/26", label="finance"),
        statement("The deficit will be £9.9m.", 4.0, "Q2 2025/26", label="forum"),
    ]
    papers = [replace(one.evidence.paper, id=one.evidence.passage.label) for one in found]
    found = [
        replace(one, evidence=replace(one.evidence, paper=paper))
        for one, paper in zip(found, papers, strict=True)
    ]
    sides = sides_of(understand("what does each of the two reports say the deficit is?"), found)
    assert [one.text for one in sides] == [found[0].text, found[2].text]


def test_some_of_each_side_are_read_although_the_other_fills_the_first_places():
    first = [statement(f"Care {n}.", 9.0 - n / 10, "Q2 2025/26") for n in range(9)]
    asked = understand("children in care Q1 2024/25 v Q2 2025/26")
    assert OLDER in to_read(asked, [*first, OLDER], 8)
    assert OLDER not in to_read(understand("children in care"), [*first, OLDER], 8)


def test_a_comparison_finds_passages_of_both_times(tmp_path):
    with council_library(
        tmp_path,
        ("Monitoring Quarter 1 2024/25", "In Q1 2024/25 the hubs had 11,000 visits."),
        ("Monitoring Quarter 2 2025/26", "In Q2 2025/26 the hubs had 12,128 visits."),
    ) as library:
        hits = retrieve(understand("hub visits Q1 24/25 v Q2 25/26"), library, limit=2)
    assert any("11,000" in hit.passage.text for hit in hits)
    assert any("12,128" in hit.passage.text for hit in hits)


def row_of(label, score, table="t"):
    one = statement(f"{label}: Cost 5", score, "2025/26", row=True, label=label)
    passage = replace(one.evidence.passage, kind="row", part_of=table)
    return replace(one, evidence=replace(one.evidence, passage=passage))


def test_two_rows_of_one_table_that_a_question_names_are_its_sides():
    asked = understand("which cost more to run, Wickley or Marsh Side?")
    marsh, wickley = row_of("Marsh Side", 3.0), row_of("Wickley", 1.0)
    others = [row_of("Penbridge", 2.5), row_of("Wickley", 2.8, table="other")]
    assert sides_of(asked, [marsh, *others, wickley]) == [marsh, wickley]
    assert sides_of(asked, [marsh, *others]) == []
    assert sides_of(understand("what does Wickley or Marsh Side cost?"), [marsh, wickley]) == []


def year_row(year, score, table):
    one = statement(f"{year}: Joined 5", score, "", row=True, label=year)
    passage = replace(one.evidence.passage, kind="row", part_of=table, period=year)
    return replace(one, evidence=replace(one.evidence, passage=passage))


def test_the_other_time_is_told_by_the_same_tables_row_before_anothers():
    asked = understand("how many joined, 2019/20 v 2024/25")
    joined, again = year_row("2019/20", 3.0, "joiners"), year_row("2024/25", -2.5, "joiners")
    rates = year_row("2024/25", 2.0, "rates")
    assert sides_of(asked, [joined, rates, again]) == [joined, again]
    assert sides_of(asked, [joined, rates]) == [joined, rates]


def of_paper(one, id):
    return replace(
        one, evidence=replace(one.evidence, passage=replace(one.evidence.passage, paper_id=id))
    )


def test_the_other_time_is_told_by_the_measure_of_the_same_name_in_another_paper():
    asked = understand("agency foster placements Q1 24/25 against Q2 25/26")
    older = statement("94", 5.0, "Q1 2024/25", label="PED03 02 Reduce agency placements (snapshot)")
    likely = statement("Hubs opened.", 2.0, "Q2 2025/26", label="P1.1 Develop the family hubs")
    newer = statement("120", 0.0, "Q2 2025/26", label="P2.4 Reduce agency placements (Source – …")
    made = [of_paper(one, id) for one, id in ((older, "one"), (likely, "two"), (newer, "two"))]
    assert sides_of(asked, made) == [made[0], made[2]]


def test_the_other_side_of_a_share_is_a_share():
    asked = understand("annual reviews Q2 25/26 against Q1 24/25")
    newer = statement("It is 67.2%.", 3.0, "Q2 2025/26", label="P3.2 Increase annual reviews")
    prose = statement("Too early to say.", 1.0, "Q1 2024/25", label="P3.2 Increase annual reviews")
    share = statement("Rate at 60.9%.", 0.8, "Q1 2024/25", label="P3.2 Increase annual reviews")
    made = [of_paper(one, id) for one, id in ((newer, "two"), (prose, "one"), (share, "one"))]
    assert sides_of(asked, made) == [made[0], made[2]]


def test_what_others_have_is_told_with_the_row_of_what_we_have():
    own = statement("P2.1 Referrals: 664", 1.0, "q1", row=True, label="P2.1 Referrals (Q1)")
    told = statement(
        "We are above the England rate of 545.", 4.0, "q1", label="P2.1 Referrals (Q1)"
    )
    told = replace(
        told, evidence=replace(told.evidence, passage=replace(told.evidence.passage, kind="row"))
    )
    other = statement("P3.1 Visits: 9", 2.0, "q1", row=True, label="P3.1 Visits")
    scored = [told, other, own]
    assert sides_of(understand("how do our referrals compare with England?"), scored) == [own, told]
    assert own not in sides_of(understand("how have our referrals changed?"), scored)
