"""A member's word finds the papers' word: by meaning, and by spelling."""

import numpy as np
import pytest

from corpus.near_words import FILE, NearWords, count_words

ANGLES = {"children": 0, "kids": 10, "teenagers": 30, "placement": 90, "bus": 170}
"""A stand-in for an encoder: each word lies at an angle, in degrees."""


class Angles:
    def __init__(self):
        self.asked = []

    def __call__(self, words):
        self.asked += words
        turned = np.radians([ANGLES.get(word, 270) for word in words])
        return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


@pytest.fixture
def encode():
    return Angles()


@pytest.fixture
def words(tmp_path, encode):
    near = NearWords(tmp_path)
    near.make({"children": 9, "teenagers": 3, "placement": 5, "bus": 1}, encode, "angles")
    return near


def near(words, word, encode, limit=4, least=0.7):
    return [w for w, _ in words.near(word, encode, "angles", limit=limit, least=least)]


def test_words_are_counted_by_how_many_texts_hold_them():
    counts = count_words(["Children and CHILDREN", "children on a bus", "£12 q2"])
    assert counts == {"children": 2, "and": 1, "bus": 1}


def test_no_texts_have_no_words():
    assert count_words([]) == {}


def test_the_nearest_word_of_the_papers_comes_first(words, encode):
    assert near(words, "kids", encode) == ["children", "teenagers"]
    assert near(words, "kids", encode, limit=1) == ["children"]


def test_nearness_is_a_cosine(words, encode):
    [(word, cosine), *_] = words.near("kids", encode, "angles", limit=1, least=0.7)
    assert word == "children"
    assert cosine == pytest.approx(np.cos(np.radians(10)), abs=0.01)


def test_a_word_that_nothing_is_near_has_none(words, encode):
    assert near(words, "asbestos", encode) == []


def test_a_word_is_not_near_itself(words, encode):
    assert "children" not in near(words, "children", encode, limit=2)
    assert near(words, "children", encode, limit=1) == ["teenagers"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("placment", "placement", id="a letter left out"),
        pytest.param("chidlren", "children", id="two swapped"),
        pytest.param("teenagres", "teenagers", id="two swapped near the end"),
        pytest.param("children", "", id="right already"),
        pytest.param("asbestos", "", id="near no word"),
        pytest.param("bsu", "", id="too short to tell"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_slip_of_the_keyboard_is_the_word_that_was_meant(words, typed, meant):
    assert words.spelled(typed, "angles") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("plac", "placement"), ("chil", "children"), ("pla", ""), ("teenager", "teenagers")],
)
def test_a_word_cut_short_is_the_commonest_that_it_begins(words, typed, meant):
    assert words.spelled(typed, "angles") == meant


@pytest.mark.parametrize("typed", ["placed", "replacement", "child"])
def test_a_common_word_that_no_paper_has_is_no_slip_of_one_that_is_there(words, typed):
    assert words.spelled(typed, "angles") == ""


def test_vectors_come_in_the_order_asked_for_and_known_words_are_not_encoded_again(words, encode):
    encode.asked.clear()
    vectors = words.vectors_of(["bus", "kids", "children"], encode, "angles")
    wanted = Angles()(["bus", "kids", "children"])
    assert np.allclose(vectors, wanted, atol=1e-3)
    assert encode.asked == ["kids"]


def test_only_new_words_are_encoded_when_papers_are_added(words, encode):
    encode.asked.clear()
    counts = {"children": 9, "teenagers": 3, "placement": 5, "bus": 1, "kids": 2}
    assert words.make(counts, encode, "angles") == 1
    assert encode.asked == ["kids"]
    assert words.make(counts, encode, "angles") == 0


def test_a_word_that_no_paper_holds_any_more_is_gone(words, encode):
    words.make({"bus": 1}, encode, "angles")
    assert near(words, "kids", encode) == []


def test_another_process_finds_what_was_kept(words, encode, tmp_path):
    assert near(NearWords(tmp_path), "kids", encode) == ["children", "teenagers"]


def test_words_of_another_encoder_are_not_used(words, encode, tmp_path):
    fresh = NearWords(tmp_path)
    assert fresh.near("kids", encode, "other", limit=4, least=0.0) == []
    assert fresh.spelled("placment", "other") == ""


def test_what_is_dropped_is_gone_from_the_disk_too(words, encode, tmp_path):
    words.drop()
    assert near(words, "kids", encode) == []
    assert not (tmp_path / FILE).exists()
    words.drop()


def test_a_library_without_words_has_none_near(tmp_path, encode):
    empty = NearWords(tmp_path)
    assert near(empty, "kids", encode) == []
    assert empty.spelled("placment", "angles") == ""
    assert empty.vectors_of([], encode, "angles").shape[0] == 0


@pytest.mark.parametrize("content", [b"", b"no such file", b"PK\x03\x04 cut short"])
def test_a_broken_file_is_as_good_as_none_and_is_made_again(tmp_path, encode, content):
    (tmp_path / FILE).write_bytes(content)
    near_words = NearWords(tmp_path)
    assert near(near_words, "kids", encode) == []
    near_words.make({"children": 1}, encode, "angles")
    assert near(near_words, "kids", encode) == ["children"]


def test_a_word_that_the_papers_use_or_that_was_asked_about_is_not_encoded(words, encode):
    encode.asked.clear()
    for _ in range(2):
        assert near(words, "children", encode)[0] == "teenagers"
        assert near(words, "kids", encode)[0] == "children"
    assert encode.asked == ["kids"]
