"""A question in two parts is answered in both, wherever they stand."""

import pytest

from assistant.answers import Turn
from assistant.chat import ask
from assistant.two_parts import SILENT_ON, parts_of
from corpus.library import Library
from ingest.pipeline import add_paths

MINUTES = """MINUTES of the meeting of the Parks Board held on Monday, 18 May 2026 in the Guildhall

Present: Councillors Elm (Chair), Ash and Oak

PB12 BURIAL FEES

The Board considered a report of the Director of Place on the Burial Policy. A copy of the Policy
was attached to the report and would be implemented from 1 September 2026 for all new applicants.

RESOLVED: That the 2026-27 Burial Policy for plots of the larger kind be approved.

PB13 POND CLEANING

The Board heard that the ponds at Elm Green had been cleaned at a cost of £14,200.

RESOLVED: That the report be noted.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("minutes")
    file = folder / "minutes.txt"
    file.write_text(MINUTES, "utf-8")
    with Library.open(folder / "library") as opened:
        add_paths([file], opened)
        yield opened


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "How many plots are there, and when do fees rise?",
            ("How many plots are there", "when do fees rise?"),
        ),
        (
            "what does a plot cost? who sets the fee?",
            ("what does a plot cost", "who sets the fee?"),
        ),
        ("what do plots cost and why?", ()),
        ("how do fees for plots and ponds compare?", ()),
        ("who came, who spoke, and who left early; and when did it end?", ()),
    ],
)
def test_two_questions_that_one_message_joins(text, parts):
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "how much did the pond cleaning cost, and when does the burial policy start for new "
            "applicants?",
            ["£14,200", "1 September 2026"],
        ),
        (
            "What did the Parks Board agree on the Burial Policy, and when does it kick in for new "
            "applicants?",
            ["be approved", "1 September 2026"],
        ),
    ],
)
def test_both_parts_are_answered_in_their_order_each_with_its_source(library, question, told):
    answer = ask(question, library=library)
    places = [answer.text.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert [one.key for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert len(answer.citations) > 1


def test_the_part_that_the_papers_do_not_answer_is_said(library):
    answer = ask("what is the weather, and how much did pond cleaning cost?", library=library)
    assert "£14,200" in answer.text
    assert SILENT_ON.format(part="what is the weather") in answer.notes


def test_a_part_that_does_not_point_back_is_not_asked_after_what_was_asked_before(library):
    before = ask("what was approved at the Parks Board?", library=library)
    turn = Turn("what was approved at the Parks Board?", before.text)
    asked = "what is the weather, and how much did pond cleaning cost?"
    answer = ask(asked, [turn], library=library)
    assert "£14,200" in answer.text
    assert "approved" not in answer.text


def test_what_no_paper_has_a_word_of_goes_on_from_nothing(library):
    turn = Turn("what was approved at the Parks Board?", "The Burial Policy was approved. [1]")
    assert ask("what is the weather?", [turn], library=library).abstained


def test_neither_part_is_answered_where_the_papers_hold_neither(library):
    assert ask("who won the cup and where is the moon?", library=library).abstained
