"""Which way a short question in a conversation is meant: by itself, or after what was asked."""

from dataclasses import replace

import pytest
from council_library import council_library

from assistant.answers import Evidence, Turn
from assistant.finding import Found, find, likelier, meanings_of
from assistant.question import understand
from assistant.statements import Statement
from corpus.papers import EVERYTHING, Paper, Passage

EARLIER = [Turn("what do burial fees cost in 2025/26?")]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with council_library(
        tmp_path_factory.mktemp("library"), ("Bees", "Beekeepers of the borough met in May.")
    ) as opened:
        yield opened


def read(question, number):
    item = Evidence(1, Passage("p", "paper", "Text.", 1, 1), Paper("paper", "", "a.pdf", "A"))
    statement = Statement("Text.", item, 0, 0.0)
    found = [] if number is None else [replace(statement, read=number)]
    return Found(question, [], [], None, found)


@pytest.mark.parametrize(
    ("message", "ways"),
    [
        ("when did the beekeepers meet", 2),
        ("fostering?", 2),
        ("how many beekeepers are there", 2),
        ("who left the room for that one", 2),
        ("and the year before?", 1),
        ("what did it cost?", 1),
        ("what did they do with the corporate board", 2),
        ("what about its cost?", 1),
        ("what share of the pupils in secondary schools were absent in autumn", 1),
    ],
)
def test_a_message_that_may_go_on_from_the_last_or_not_is_meant_in_two_ways(library, message, ways):
    meanings = meanings_of(message, EARLIER, library, EVERYTHING)
    assert len(meanings) == ways
    assert meanings[0].follows == (ways == 1 and len(message) < 40)
    assert meanings_of(message, (), library, EVERYTHING)[0].follows is False


@pytest.mark.parametrize(
    ("message", "alone", "leaning", "stands"),
    [
        ("what are hubs", 5.0, -1.0, True),
        ("what are hubs", 1.0, 4.0, False),
        ("what are hubs", None, None, False),
        ("fostering?", 5.0, 2.0, False),
        ("fostering?", 6.5, 2.0, True),
        ("head of libraries", 3.0, 2.0, True),
        ("what did it cost?", 3.0, 2.0, False),
        ("what do they mean by hubs", 5.0, -1.0, True),
    ],
)
def test_the_way_that_is_answered_better_is_meant(message, alone, leaning, stands):
    by_itself, after = understand(message), understand(message, EARLIER)
    chosen = likelier([read(by_itself, alone), read(after, leaning)])
    assert chosen.question is (by_itself if stands else after)


def test_what_is_found_is_weighed_best_first(library):
    found = find(understand("when did the beekeepers meet"), library, EVERYTHING, {})
    assert found.hits[0].paper.title == "Bees"
    assert found.scored == sorted(found.scored, key=lambda one: -one.score)
