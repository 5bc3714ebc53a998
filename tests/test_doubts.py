"""Each doubt grows with what it is named after, when a passage is a near miss."""

import math

import numpy as np
import pytest

from assistant.answers import Evidence
from assistant.doubts import DOUBTS, doubts_of
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import Statement
from corpus.papers import Hit, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")
RARITY = Rarity(1000, {"hub": 40, "visit": 60, "cost": 200})


def first_letters(words):
    """A stand-in for the encoder: a word means its first letter."""
    rows = np.zeros((len(words), 27), dtype=np.float32)
    for row, word in zip(rows, words, strict=True):
        row[(ord(word[0].lower()) - 96) % 27] = 1
    return rows


def doubts(question, *texts, kind="paragraph", score=8.0):
    hits = [
        Hit(Passage(f"a{n}", "p", text, 1, 1, kind=kind), PAPER, score - n)
        for n, text in enumerate(texts)
    ]
    said = [
        Statement(hit.passage.text, Evidence(n, hit.passage, PAPER, hit.score), 0, 3.0 - n, 0.5)
        for n, hit in enumerate(hits, 1)
    ]
    return doubts_of(understand(question), hits, said, RARITY, first_letters)


def test_every_doubt_has_a_value():
    values = doubts("How many visits to the hubs?", "There were 41,976 visits to the hubs.")
    assert set(values) == set(DOUBTS)
    assert all(math.isfinite(value) for value in values.values())


@pytest.mark.parametrize("question", ["", "?", "what is it", "£", "12"])
def test_a_question_without_words_still_has_them(question):
    values = doubts(question, "There were 41,976 visits.")
    assert all(math.isfinite(value) for value in values.values())


def test_without_statements_the_passage_is_judged():
    hit = Hit(Passage("a", "p", "There were 9 visits.", 1, 1), PAPER, 8.0)
    values = doubts_of(understand("How many visits?"), [hit], [], RARITY, first_letters)
    assert values["fit_all"] == 0.0
    assert all(math.isfinite(value) for value in values.values())


ANSWER = "There were 41,976 visits to the hubs."


@pytest.mark.parametrize(
    ("doubt", "question", "near_miss"),
    [
        ("fit_lost_by_kind", "When did visits to the hubs start?", "Visits to the hubs rose."),
        ("fit_lost_by_kind", "How many visits to the hubs?", "Visits to the hubs rose."),
        ("period_misses", "Visits to the hubs in 2019/20?", "In 2025/26 visits to the hubs rose."),
        ("fit_lost_by_time", "Visits to hubs in 2019/20?", "In 2025/26 visits to the hubs rose."),
        ("fit_lost_by_count", "How many hedgehogs came to the hubs?", ANSWER),
    ],
)
def test_a_near_miss_raises_the_doubt_and_the_answer_does_not(doubt, question, near_miss):
    assert doubts(question, near_miss)[doubt] > 0
    assert doubts("How many visits to the hubs?", ANSWER)[doubt] == 0


def test_a_name_that_nobody_mentions_is_missed():
    missed = doubts("What did Councillor Quince say?", "Councillor Elm spoke.")["name_missing"]
    there = doubts("What did Councillor Elm say?", "Councillor Elm spoke.")["name_missing"]
    assert missed > there == 0


def test_the_answer_fits_better_than_words_without_what_was_asked():
    question = "How many visits to the hubs?"
    assert doubts(question, ANSWER)["fit_all"] > doubts(question, "The hubs had visits.")["fit_all"]


def test_a_word_near_in_meaning_is_sensed():
    near = doubts("zebras", "Zoos opened.")["sense_least"]
    far = doubts("zebras", "Dogs barked.")["sense_least"]
    assert near > far


def test_a_word_that_no_passage_holds_is_unknown():
    assert doubts("xylophone", ANSWER)["unknown_words"] == 1.0
    assert doubts("hub", ANSWER)["unknown_words"] == 0.0


def test_a_lead_over_the_rest_is_counted_once_there_is_a_rest():
    assert doubts("hubs", ANSWER)["lead"] == 0.0
    assert doubts("hubs", ANSWER, "Hubs.", "Hubs")["lead"] > 0.0
