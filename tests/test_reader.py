"""A question and a statement read together."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Evidence
from assistant.question import understand
from assistant.reader import Reader, as_read, in_context, reader_of
from assistant.statements import Statement
from corpus.encoder import shipped_id
from corpus.errors import LibraryError
from corpus.papers import Cell, Paper, Passage

ROOT = Path(__file__).parent.parent
PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")
PASSAGE = Passage("a", "p", "It cost £5.", 1, 1, headings=("Roof",))


def statement(text, score, headings=("Costs",), **more):
    passage = Passage(f"{text[:9]}{score}", "p", text, 1, 1, headings=headings, **more)
    return Statement(text, Evidence(1, passage, PAPER, 1.0), 0, score)


class EncodedBy:
    def __init__(self, id):
        self.id = id

    def encoded_by(self):
        return self.id


def test_a_statement_is_read_under_its_title_heading_and_label():
    said = statement("It cost £5.", 1.0, headings=("Part", "Roof"), label="3.2")
    assert as_read(said) == "Family hubs. Roof. 3.2: It cost £5."
    assert in_context("Family hubs", "Roof", "", "3.2: It cost £5.") == as_read(said)


def test_a_title_that_does_not_say_its_time_is_read_with_it():
    for more, when in (
        ({"period": "Q2 2025/26"}, "Q2 2025/26"),
        ({"meeting_date": "2026-01-05"}, "5 January 2026"),
    ):
        paper = replace(PAPER, **more)
        said = replace(statement("It cost £5.", 1.0), evidence=Evidence(1, PASSAGE, paper))
        assert as_read(said) == f"Family hubs, {when}. Roof. It cost £5."
    paper = replace(PAPER, title="Hubs in Q2 2025/26", period="Q2 2025/26")
    said = replace(statement("It cost £5.", 1.0), evidence=Evidence(1, PASSAGE, paper))
    assert as_read(said).startswith("Hubs in Q2 2025/26. ")


def test_a_row_is_read_with_the_name_of_its_table_and_a_sentence_with_what_it_leans_on():
    row = Passage(
        "r", "p", "Table 2: Visits\nHub | 2024\nQuay | 9", 1, 1, kind="row", label="Quay",
        headings=("Hubs",), cells=(Cell("2024", "9"),),
    )  # fmt: skip
    said = Statement("Quay: 2024 9", Evidence(1, row, PAPER), -1, 1.0, row=True)
    assert as_read(said) == "Family hubs. Hubs, Table 2: Visits. Quay: 2024 9"
    deeper = replace(row, headings=("Parks Department", "Visits as at May", "Table 2"))
    said = replace(said, evidence=Evidence(1, deeper, PAPER))
    assert as_read(said).startswith("Family hubs. Parks Department, Visits as at May, Table 2:")
    led = replace(statement("• roofs", 1.0), lead="The priorities are:")
    assert as_read(led).endswith("The priorities are: • roofs")


def test_an_acronym_is_spelled_out_where_the_question_has_its_words():
    acronyms = {"YGT": ("Youth Guarantee Trailblazer",)}
    said = statement("YGT began in May.", 1.0)
    asked = understand("when did the youth guarantee trailblazer begin?", (), acronyms)
    assert as_read(said, asked).endswith("YGT (Youth Guarantee Trailblazer) began in May.")
    assert as_read(said, understand("when did YGT begin?", (), acronyms)).endswith(
        "YGT began in May."
    )


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


@pytest.mark.slow
def test_nothing_is_drawn_on_the_terminal_while_the_server_loads_the_reader():
    script = (
        "import os; from ui.server import QUIET; os.environ.update(QUIET); import gradio\n"
        "from assistant.reader import Reader; print(len(Reader().read('When?', ['In May.'])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip() == "1", done.stderr
    assert "Loading weights" not in done.stderr


@pytest.mark.slow
def test_the_first_question_is_answered_while_the_encoder_is_still_loading():
    two = (
        "import sys, threading, time\n"
        "from assistant.reader import Reader\n"
        "from corpus.encoder import Encoder\n"
        "threading.Thread(target=Encoder().encode, args=(['a'],)).start()\n"
        "while 'transformers' not in sys.modules: time.sleep(0.001)\n"
        "print(*Reader().read('How many were in care?', ['There were 214 in care.']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", two], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 0
