"""A follow-up's own words before those that it takes over."""

from dataclasses import replace

import pytest
from council_library import council_library

from assistant.answers import Evidence, Turn
from assistant.followed import (
    NEAR,
    is_beside,
    is_near,
    near_cited,
    own_words_first,
    rows_beside,
)
from assistant.question import understand
from assistant.statements import Statement
from corpus.papers import EVERYTHING, Cell, Hit, Paper, Passage

PAPER = Paper("p", "d", "p.pdf", "Fly-tips")
ASKED = replace(understand("and in Ash ward?"), follows=True)


def said(label, score):
    passage = Passage(label, "p", f"{label} | 9", 1, 1, kind="row", label=label)
    return Statement(f"{label}: 9", Evidence(1, passage, PAPER, 5.0), -1, score, row=True)


def test_the_row_that_a_follow_up_names_comes_before_the_one_that_was_given():
    elm, ash = said("Elm ward", 5.0), said("Ash ward", 4.0)
    assert own_words_first(ASKED, [elm, ash]) == [ash, elm]


def test_a_row_far_below_stays_where_it_is():
    elm, ash = said("Elm ward", 5.0), said("Ash ward", 1.0)
    assert own_words_first(ASKED, [elm, ash]) == [elm, ash]


def test_a_question_that_follows_nothing_keeps_its_order():
    elm, ash = said("Elm ward", 5.0), said("Ash ward", 4.0)
    assert own_words_first(replace(ASKED, follows=False), [elm, ash]) == [elm, ash]


def row(id, label, columns, table="t", heading=""):
    cells = tuple(Cell(column, "9") for column in columns)
    return Passage(
        id,
        "p",
        f"{label} | 9",
        1,
        1,
        kind="row",
        label=label,
        part_of=table,
        headings=(heading,) if heading else (),
        cells=cells,
    )


MONEY = ("Budget", "Forecast")


def after(given, message):
    turn = Turn("what is the forecast for elm house", "9 [1]", cited=(given,))
    return understand(message, [turn])


def stated(passage, score):
    return Statement(passage.label, Evidence(1, passage, PAPER, 5.0), -1, score, row=True)


def test_a_row_beside_the_one_given_comes_first_however_low_and_the_given_one_is_not_said_again():
    elm, legal = row("1", "Elm House", MONEY), row("2", "Legal & Democratic Services", MONEY)
    question = after(elm, "and legal?")
    scored = [stated(elm, 5.0), stated(row("3", "Parks", MONEY, "other"), 3.0), stated(legal, -4.0)]
    first, second = own_words_first(question, scored)
    assert (first.evidence.passage, first.score) == (legal, 5.0)
    assert second.evidence.passage.label == "Parks"


def test_the_total_of_another_homes_table_answers_for_the_total_of_the_first():
    given = row("1", "Total Elm Expenditure", MONEY, "a")
    other = row("2", "Total Ash Expenditure", MONEY, "b")
    scheme = row("3", "Ash House", ("Allocation", "Spent"), "c")
    question = after(given, "and ash?")
    scored = [stated(given, 5.0), stated(scheme, 4.0), stated(other, 1.0)]
    assert own_words_first(question, scored)[0].evidence.passage == other
    assert not is_beside(scheme, question)


def test_the_shortest_of_the_rows_that_a_follow_up_names_is_meant():
    given, ash = row("1", "Elm ward", MONEY), row("2", "Ash ward", MONEY)
    longer = row("3", "Ash ward without the estate", MONEY)
    question = after(given, "and ash ward?")
    assert (
        own_words_first(question, [stated(given, 5.0), stated(longer, 3.0), stated(ash, 2.0)])[
            0
        ].evidence.passage
        == ash
    )


def test_a_row_of_another_paper_or_of_other_columns_is_not_beside():
    given = row("1", "Elm ward", MONEY)
    question = after(given, "and ash ward?")
    assert is_beside(row("2", "Ash ward", MONEY), question)
    assert not is_beside(replace(row("2", "Ash ward", MONEY), paper_id="q"), question)
    assert not is_beside(row("2", "Ash ward", ("Fly-tips",), "other"), question)
    assert not is_beside(given, after(given, "and elm ward?"))


class Words:
    """A library that finds the same rows whatever is asked."""

    def __init__(self, *rows):
        self.rows, self.asked = rows, []

    def by_words(self, words, scope, limit):
        self.asked.append((tuple(words), scope.papers))
        return [Hit(one, PAPER, 1.0) for one in self.rows][:limit]


def test_a_row_that_a_follow_up_names_is_looked_for_in_the_paper_cited_before():
    given, ash = row("1", "Elm ward", MONEY), row("2", "Ash ward", MONEY)
    library = Words(given, row("3", "Oak ward", MONEY), ash)
    found = rows_beside(after(given, "and ash ward?"), library, EVERYTHING)
    assert [hit.passage for hit in found] == [ash]
    assert library.asked == [(("ash", "ward"), frozenset({"p"}))]


def test_a_paper_that_the_question_was_narrowed_away_from_is_not_looked_in():
    given = row("1", "Elm ward", MONEY)
    library = Words(row("2", "Ash ward", MONEY))
    narrowed = replace(EVERYTHING, papers=frozenset({"q"}))
    assert rows_beside(after(given, "and ash ward?"), library, narrowed) == []
    assert library.asked == []


def test_a_time_names_no_row():
    given = row("1", "Debtors", MONEY)
    creditors = row("2", "Creditors due within one year, before charges", MONEY)
    assert not is_beside(creditors, after(given, "and the year before?"))


def sentence(text, score, read, place=0, passage="a"):
    item = Evidence(1, Passage(passage, "p", text, 1, 1), PAPER, 5.0)
    return Statement(text, item, place, score, read=read)


GIVEN = "RESOLVED: That the baths be kept open until 31 August 2025."
EARLIER = Turn("what was agreed about the baths?", f"{GIVEN} [1]")


def test_a_sentence_that_was_quoted_before_does_not_answer_what_is_asked_next():
    led = sentence("Jo Merrick deals with it.", 2.0, -1.0)
    scored = [sentence(GIVEN, 5.0, 3.0), led]
    assert own_words_first(understand("who is dealing with it?", [EARLIER]), scored)[0] == led


@pytest.mark.parametrize(
    ("message", "read"),
    [
        pytest.param("when is the end of August?", -1.0, id="it has all that is asked next"),
        pytest.param("what was it the year before?", -1.0, id="another time is asked for"),
        pytest.param("who is dealing with it?", -4.0, id="nothing else may answer"),
        pytest.param("and the dealings?", -1.0, id="no sentence"),
    ],
)
def test_a_sentence_that_was_quoted_before_may_answer_again(message, read):
    scored = [sentence(GIVEN, 5.0, 3.0), sentence("Jo Merrick deals with it.", 2.0, read)]
    assert own_words_first(understand(message, [EARLIER]), scored)[0].text == GIVEN


def test_what_stands_round_a_cited_passage_is_offered_and_known(tmp_path):
    library = council_library(tmp_path)
    first = max((library.passages(paper.id) for paper in library.papers(EVERYTHING)), key=len)[0]
    question = understand("why is that?", [Turn("what is attendance?", "", (first,))])
    near = near_cited(question, library, EVERYTHING)
    assert near
    for passage, paper in near:
        assert paper.id == passage.paper_id == first.paper_id
        assert 0 < abs(passage.order - first.order) <= NEAR
        assert is_near(passage, question)
    assert not is_near(replace(first, id="far", order=first.order + NEAR + 1), question)


def test_who_asks_why_is_given_no_figures_where_a_sentence_may_answer():
    given = row("a", "Elm ward", MONEY)
    asked = replace(after(given, "why?"), wants=frozenset({"why"}))
    figures = replace(stated(given, 5.0), read=2.0)
    text = "Elm ward has spent more since the sluice broke."
    reason = Statement(
        text, Evidence(2, Passage("b", "p", text, 1, 1), PAPER, 5.0), 0, 1.0, read=0.5
    )
    assert own_words_first(asked, [figures, reason])[0].text == text


def test_the_row_that_was_given_to_who_asked_which_is_what_is_asked_of_next():
    given = row("a", "Elm ward", MONEY)
    turn = Turn(
        "which ward has the biggest forecast?", "Elm ward – Forecast: 9. [1]", cited=(given,)
    )
    assert "Elm ward" in understand("why is that?", [turn]).standalone
    assert (
        "Elm ward"
        not in understand("why is that?", [replace(turn, question="the forecast?")]).standalone
    )
