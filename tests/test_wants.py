"""What kind of thing a question asks for, in the words that members use."""

import pytest

from assistant.wants import wants_of


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Who leads on fostering?", "who"),
        ("which officer wrote this", "who"),
        ("whose decision is it", "who"),
        ("When does the new hub open?", "when"),
        ("what's the deadline for bids", "when"),
        ("what did the bus cost us", "money"),
        ("are we overspent on transport?", "money"),
        ("is there £ for this", "money"),
        ("what proportion were seen in 20 weeks", "percent"),
        ("what % of adults are dads", "percent"),
        ("how many children took part?", "number"),
        ("total visits to the hubs", "number"),
        ("what did we resolve on holiday places", "decision"),
        ("what are members being asked to do", "decision"),
        ("was it agreed", "decision"),
        ("did the 40 houses get through committee", "decision"),
        ("was permission granted for the barn", "decision"),
        ("outcome of the hubs item", "decision"),
        ("what do we have to do with this report", "decision"),
        ("agency spend this yr and last", "compare"),
        ("agency spend q1 v q2", "compare"),
        ("what counts as a restricted fund", "definition"),
        ("list the priorities", "list"),
        ("what are the themes", "list"),
        ("who is on the task group", "list"),
        ("what does SEND stand for", "definition"),
        ("icpc meaning", "definition"),
        ("why did visits fall at Northmoor", "why"),
        ("is it higher than last quarter", "compare"),
        ("has it gone up", "compare"),
        ("budget against spend", "compare"),
        ("which ward has more fly-tipping, Quay or Bay", "compare"),
        ("where is story time held", "where"),
    ],
)
def test_a_question_is_known_by_what_it_asks_for(question, want):
    assert want in wants_of(question)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("How many children took part?", "who"),
        ("Who leads on fostering?", "number"),
        ("What did the bus cost?", "when"),
        ("When does the hub open?", "money"),
        ("What did the Chair say about lighting?", "compare"),
        ("Is there a plan for Thornmere?", "definition"),
    ],
)
def test_a_question_is_not_taken_for_what_it_does_not_ask(question, want):
    assert want not in wants_of(question)


def test_a_question_may_want_several_things():
    assert wants_of("Who decided, and how much will it cost?") >= {"who", "decision", "money"}


@pytest.mark.parametrize("text", ["", "???", "Northmoor library"])
def test_a_message_that_asks_for_nothing_known_wants_nothing(text):
    assert wants_of(text) == frozenset()


def test_a_waiting_list_is_no_list_that_is_asked_for():
    assert "list" not in wants_of("grant waiting list, Elm ward")
    assert "list" in wants_of("list the grants of Elm ward")
