"""Words are compared by what they mean to a reader, however they are written."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from assistant.words import content_words, share, stem, stem_tuple, stems_of, weight, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("placement", "placements"),
        ("fostering", "fostered"),
        ("recommended", "recommends"),
        ("Hubs", "hub"),
        ("the council's hubs", "the council hub"),
        ("the council’s hubs", "the council's hub"),
        ("£41,976", "41976"),
        ("1,200 places", "1200 place"),
    ],
)
def test_two_ways_of_writing_one_thing_have_the_same_stems(one, other):
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("fees", "feet"), ("4.5", "45"), ("adult", "adulterate")]
)
def test_two_things_keep_different_stems(one, other):
    assert stems_of(one) != stems_of(other)


@pytest.mark.parametrize("short", ["SEND", "CLA", "EHCP", "Q2", "P1.3"])
def test_an_acronym_or_a_code_is_never_an_empty_word(short):
    assert content_words(f"what is the {short}")


def test_a_figure_keeps_its_decimals_and_its_size():
    assert words_of("£1.5m, 61.4% and 2,410") == ["1.5m", "61.4", "and", "2410"]


def test_the_words_of_a_question_are_those_that_say_what_it_is_about():
    assert content_words("Please could you tell me what the hubs cost, and what hubs do?") == [
        "hubs",
        "cost",
    ]


def test_a_question_of_empty_words_alone_has_none():
    assert content_words("and what about that?") == []
    assert stems_of("") == []


def test_short_words_and_codes_are_not_stemmed_into_others():
    assert [stem(word) for word in ("bus", "gas", "p1", "q2")] == ["bus", "gas", "p1", "q2"]


def test_what_is_remembered_is_what_would_be_worked_out():
    text = "Visits to the Roundabout rose by 3.1%."
    assert stem_tuple(text) == stem_tuple(text) == tuple(stems_of(text))


def test_a_word_of_every_report_places_a_question_less_than_a_word_of_one():
    assert 0 < weight("report") < weight("asbestos")


@pytest.mark.parametrize(
    ("present", "expected"),
    [([], 0.0), (["hub"], 0.75), (["hub", "cost"], 1.0), (["bus"], 0.0)],
)
def test_the_share_that_is_present_is_by_weight(present, expected):
    assert share({"hub": 3.0, "cost": 1.0}, present) == expected


def test_nothing_wanted_is_no_share():
    assert share({}, ["hub"]) == 0.0


def test_threads_that_stem_at_once_find_what_one_finds():
    wanted = [f"{start}{end}" for start in ("plac", "relat", "nation") for end in ("ing", "ional")]
    words = [
        f"{letters}{word}" for letters in map("".join, product("abcd", repeat=4)) for word in wanted
    ]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda part: [stem(w) for w in part], [words] * 8))
    stem.cache_clear()
    assert together == [[stem(word) for word in words]] * 8
