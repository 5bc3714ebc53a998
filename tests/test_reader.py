"""A question and a statement read together."""

import pytest

from assistant.answers import Evidence
from assistant.reader import FIRST, SHARE, Reader, as_read, led_by, read_first, reader_of
from assistant.statements import Statement
from corpus.encoder import shipped_id
from corpus.errors import LibraryError
from corpus.papers import Hit, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")


def statement(text, score, headings=("Costs",), **more):
    passage = Passage(f"{text[:9]}{score}", "p", text, 1, 1, headings=headings, **more)
    return Statement(text, Evidence(1, passage, PAPER, 1.0), 0, score)


class Liking:
    """A stand-in that likes the statements that hold a word."""

    def __init__(self, word):
        self.word = word
        self.texts = []

    def read(self, question, texts):
        self.texts += texts
        return [4.0 if self.word in text else -4.0 for text in texts]


class EncodedBy:
    def __init__(self, id):
        self.id = id

    def encoded_by(self):
        return self.id


def test_what_the_reader_likes_comes_before_what_words_alone_put_first():
    scored = [statement("The roof was mended.", 2.5), statement("Councillor Rowe seconded.", 2.0)]
    again = read_first(Liking("seconded"), "who seconded it?", scored)
    assert [one.text for one in again] == ["Councillor Rowe seconded.", "The roof was mended."]
    assert again[0].read == 4.0
    assert again[0].score == pytest.approx(2.0 + 4.0 * SHARE)


def test_only_the_first_statements_are_read_and_the_others_stay_behind_them_in_order():
    scored = [statement(f"Line {n} of it.", 9.0 - n / 10) for n in range(FIRST + 3)]
    reader = Liking("nothing")
    again = read_first(reader, "what?", scored)
    assert len(reader.texts) == FIRST
    assert [one.text for one in again] == [one.text for one in scored]
    assert [one.read is None for one in again] == [False] * FIRST + [True] * 3


def test_without_a_reader_and_without_statements_nothing_changes():
    scored = [statement("The roof was mended.", 3.0)]
    assert read_first(None, "what?", scored) == scored
    assert read_first(Liking("roof"), "what?", []) == []


def test_the_passage_of_the_best_statement_leads_the_hits():
    best = statement("Councillor Rowe seconded.", 2.0)
    other = Passage("other", "p", "The roof was mended.", 1, 1)
    hits = [Hit(other, PAPER, 9.0), Hit(best.evidence.passage, PAPER, 7.0)]
    assert [hit.passage for hit in led_by([best], hits)] == [best.evidence.passage, other]
    assert led_by([], hits) == hits


def test_a_statement_is_read_under_its_title_heading_and_label():
    said = statement("It cost £5.", 1.0, headings=("Part", "Roof"), label="3.2")
    assert as_read(said) == "Family hubs. Roof. 3.2: It cost £5."


def test_a_library_with_another_encoder_is_answered_without_the_reader():
    assert reader_of(EncodedBy("other@123")) is None
    assert reader_of(EncodedBy(shipped_id())) is not None


@pytest.mark.slow
def test_weights_that_are_damaged_are_a_sentence(tmp_path):
    broken = tmp_path / "reader.safetensors"
    broken.write_bytes(b"\x00" * 40)
    with pytest.raises(LibraryError, match=r"cannot be loaded .*Install the assistant again"):
        Reader(broken).read("who?", ["Councillor Rowe seconded."])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "answer", "near"),
    [
        (
            "who seconded the motion on the bridge?",
            "Councillor Rowe seconded the motion on the bridge.",
            "Councillor Hale proposed the motion on the bridge.",
        ),
        (
            "what did the new boiler cost?",
            "The boiler at the depot was replaced for £48,200.",
            "The boiler at the depot was replaced on 4 May 2023.",
        ),
        (
            "why was the crossing put off?",
            "The crossing was deferred because the survey was not finished.",
            "The crossing was deferred to the meeting in June.",
        ),
    ],
)
def test_a_statement_that_answers_is_above_one_of_the_same_subject(question, answer, near):
    first, second = Reader().read(question, [answer, near])
    assert first > second


@pytest.mark.slow
def test_a_reading_does_not_depend_on_what_is_read_beside_it():
    reader, question = Reader(), "what did the new boiler cost?"
    texts = ["The boiler was replaced for £48,200.", "A much longer line about trees. " * 20]
    together = reader.read(question, texts)
    alone = [reader.read(question, [text])[0] for text in texts]
    assert together == pytest.approx(alone, abs=0.2)
    assert reader.read(question, []) == []


class Counting(Reader):
    """A reader that tells what it had to read."""

    def __init__(self):
        super().__init__()
        self.had_to = []

    def _numbers(self, question, texts):
        self.had_to += texts
        return super()._numbers(question, texts)


@pytest.mark.slow
def test_what_was_read_lately_is_not_read_again():
    reader = Counting()
    texts = ["The boiler was replaced.", "The boiler cost £5.", "The boiler cost £5."]
    first = reader.read("what did the boiler cost?", texts)
    assert first[1] == first[2] != first[0]
    assert reader.had_to == texts[:2]
    assert reader.read("what did the boiler cost?", texts) == first
    assert reader.had_to == texts[:2]
    reader.read("when?", texts[:1])
    assert reader.had_to == [*texts[:2], texts[0]]
