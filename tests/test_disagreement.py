"""Two papers that give different figures for the same thing at the same time."""

from dataclasses import replace

import pytest

from assistant.answers import Evidence
from assistant.disagreement import (
    corrected_first,
    disagreeing,
    disagreement_notes,
    revising,
    revision_notes,
)
from assistant.question import understand
from assistant.quoting import quote_answer
from assistant.signals import Rarity
from assistant.statements import statements_of
from corpus.papers import Cell, Hit, Paper, Passage

RARITY = Rarity(1000, {})
MONITORING = Paper("m", "d", "q3.pdf", "Monitoring, Quarter 3", period="Q3 2025/26")
EARLIER = Paper("e", "c", "q2.pdf", "Monitoring, Quarter 2", period="Q2 2025/26")
PLACES = Paper("s", "b", "pack.pdf", "School places", period="Q3 2025/26")
QUESTION = "What percentage of assessments were finished in time in Q3 2025/26?"


def row(paper, name="Assessments finished in time", unit="%", **columns):
    cells = tuple(Cell(key.replace("_", " "), value, unit) for key, value in columns.items())
    text = " | ".join([name, *columns.values()])
    passage = Passage(
        f"row of {paper.id}", paper.id, text, 1, 1, kind="row", label=name, cells=cells,
        period=paper.period,
    )  # fmt: skip
    return Hit(passage, paper, 9.0)


def said(paper, text):
    passage = Passage(f"words of {paper.id}", paper.id, text, 1, 1, period=paper.period)
    return Hit(passage, paper, 8.0)


def against(question, first, *others):
    best = statements_of(Evidence(1, first.passage, first.paper, first.score))[-1]
    return disagreeing(understand(question), best, [first, *others], RARITY)


OURS = row(MONITORING, Quarter_2="55.3%", Quarter_3="61.4%")


@pytest.mark.parametrize(
    "other",
    [
        said(PLACES, "In Q3 2025/26 the assessments finished in time were 58%."),
        row(PLACES, Quarter_3="58.0%"),
    ],
)
def test_another_papers_figure_for_the_same_thing_and_time_is_found(other):
    [found] = against(QUESTION, OURS, other)
    assert found.evidence.paper is PLACES


@pytest.mark.parametrize(
    "other",
    [
        said(PLACES, "In Q3 2025/26 the assessments finished in time were 61%."),
        said(PLACES, "In Q2 2025/26 the assessments finished in time were 58%."),
        said(PLACES, "In Q3 2025/26 58% of the pupils came by bus."),
        said(PLACES, "In Q3 2025/26 assessments finished in time cost £58,000."),
        said(MONITORING, "In Q3 2025/26 the assessments finished in time were 58%."),
        row(EARLIER, Quarter_2="58.0%"),
        row(PLACES, name="Complaints", Quarter_3="58.0%"),
    ],
    ids=["rounded", "other time", "other thing", "other unit", "same paper", "quarter", "row"],
)
def test_what_agrees_or_is_about_something_else_is_no_disagreement(other):
    assert against(QUESTION, OURS, other) == []


def test_where_both_sides_are_asked_for_nothing_is_added():
    asked = "Compare the percentage of assessments finished in time in Q3 2025/26"
    assert against(asked, OURS, row(PLACES, Quarter_3="58.0%")) == []


def test_both_are_quoted_each_under_its_paper_and_a_note_names_them():
    other = row(PLACES, Quarter_3="58.0%")
    found = against(QUESTION, OURS, other)
    evidence = [Evidence(1, OURS.passage, OURS.paper, 9.0)]
    best = statements_of(evidence[0])
    draft = quote_answer(understand(QUESTION), evidence, best, found)
    assert "61.4%" in draft.text
    assert "But another paper says:" in draft.text
    assert "58.0%" in draft.text
    assert [citation.paper for citation in draft.citations] == [MONITORING, PLACES]
    [note] = disagreement_notes(best[0], found)
    assert "School places" in note
    assert "Monitoring, Quarter 3" in note


SPENDING = Paper("f", "x", "spending.pdf", "Spending", meeting_date="2026-03-12")
LATE = Paper(
    "l", "y", "late.pdf", "Travel: revised", meeting_date="2026-03-12", replaces="item 6(a)"
)
TRAVEL = "What is the overspend on school travel?"


def revised(late, text):
    first = row(SPENDING, name="School travel overspend", unit="£'000", Outturn="(1,362)")
    best = statements_of(Evidence(1, first.passage, first.paper, 9.0))[-1]
    return revising(understand(TRAVEL), best, [first, said(late, text)], RARITY)


def test_a_late_paper_of_the_same_meeting_is_quoted_beside_another_papers_older_figure():
    [found] = revised(LATE, "The overspend on school travel is £1.127m.")
    assert found.evidence.paper is LATE
    assert "Travel: revised" in revision_notes([found])[0]


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (LATE, "The saving from joined routes is £281,000."),
        (LATE, "The overspend on school travel was checked."),
        (PLACES, "The overspend on school travel is £1.127m."),
    ],
    ids=["another thing", "no figure", "replaces nothing"],
)
def test_what_revises_nothing_asked_for_is_left_out(late, text):
    assert revised(late, text) == []


def reading(hit, read):
    *_, last = statements_of(Evidence(1, hit.passage, hit.paper, hit.score))
    return replace(last, read=read)


RIGHT = "The percentage of assessments finished in time was 58%, and not 61.4% as printed."


@pytest.mark.parametrize(
    "correction",
    [
        said(PLACES, RIGHT),
        said(PLACES, "Page 4: 61.4% should read 58%."),
        row(PLACES, "Page 4, assessments finished in time", unit="", For="61.4%", Read="58%"),
    ],
    ids=["a sentence", "should read", "a list of corrections"],
)
def test_what_another_paper_corrects_stands_before_what_was_wrong(correction):
    wrong, right = reading(OURS, 2.0), reading(correction, 1.5)
    assert corrected_first([wrong, right]) == [right, wrong]
    assert corrected_first([wrong, replace(right, read=0.5)])[0] is wrong
    assert corrected_first([wrong, replace(right, read=None)])[0] is wrong


def test_a_paper_does_not_correct_itself_and_other_statements_stay_in_their_order():
    wrong = reading(OURS, 2.0)
    own = reading(said(MONITORING, RIGHT), 2.0)
    other = reading(said(PLACES, "Assessments finished in time were 58%."), 2.0)
    assert corrected_first([wrong, own, other]) == [wrong, own, other]
    assert corrected_first([]) == []


def test_a_correction_that_names_the_measure_and_its_wrong_figure_comes_before_it_unread():
    wrong = row(MONITORING, "P2.7 Health assessments in time", Quarter_2="48%", Quarter_3="39%")
    words = "The percentage for measure {} was 43% in quarter 3, and not {} as printed."

    def first(number, figure):
        found = [wrong, said(PLACES, words.format(number, figure))]
        best, other = (
            statements_of(Evidence(key, hit.passage, hit.paper, hit.score))[-1]
            for key, hit in enumerate(found, 1)
        )
        return corrected_first([replace(best, read=1.3), other])[0].evidence.paper

    assert first("P2.7", "39%") is PLACES
    assert first("P2.8", "39%") is MONITORING
    assert first("P2.7", "37%") is MONITORING


def test_a_row_of_another_name_or_of_other_columns_revises_nothing():
    first = row(SPENDING, name="School travel overspend", unit="£'000", Outturn="(1,362)")
    best = statements_of(Evidence(1, first.passage, first.paper, 9.0))[-1]
    asked = understand(TRAVEL)

    def late(**given):
        return revising(asked, best, [first, row(LATE, **given)], RARITY)

    assert late(name="School travel overspend", unit="£'000", Outturn="(1,127)")
    assert not late(name="School travel overspend", unit="", Opinion="4", Actions="2")
    audited = "School travel overspend checks by the internal auditor this spring"
    assert not late(name=audited, unit="", Outturn="4")


def test_who_asks_why_is_told_of_no_other_figure():
    other = row(PLACES, Quarter_3="58.0%")
    assert against(QUESTION, OURS, other)
    assert not against("Why were so many assessments late, 61.4% in Q3 2025/26?", OURS, other)
