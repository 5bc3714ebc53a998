"""A follow-up's own words before those that it takes over."""

from dataclasses import replace

from assistant.answers import Evidence
from assistant.followed import own_words_first
from assistant.question import understand
from assistant.statements import Statement
from corpus.papers import Paper, Passage

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
