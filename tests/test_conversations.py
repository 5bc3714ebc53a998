"""Kept conversations: they survive, they belong to one reader, and deleting deletes."""

import json
import threading

from assistant.answers import ANSWERED, Answer, Citation
from corpus.papers import Cell, Paper, Passage
from ui.conversations import Conversations, new_reader
from ui.judging import Judgements
from ui.keeping import exchange_from, exchange_to
from ui.render import Exchange

ROW = Passage(
    "a",
    "p",
    "Employees | 1,204",
    3,
    4,
    kind="row",
    paragraphs=("3.1", "3.2"),
    headings=("Appendix",),
    label="Employees",
    cells=(Cell("Budget", "1,204", "£'000"),),
)
PAPER = Paper("p", "d" * 64, "q2.pdf", "Quarter 2", meeting_date="2025-11-10")
ASKED = Exchange(
    "What do employees cost?",
    Answer(
        "1,204 [1]",
        ANSWERED,
        (Citation(1, ROW, PAPER, "Employees | 1,204"),),
        notes=("A note.",),
        suggestions=("And before?",),
        seconds=0.5,
    ),
    "10 November 2025",
)


def test_what_is_kept_comes_back_the_same():
    assert exchange_from(json.loads(json.dumps(exchange_to(ASKED)))) == ASKED


def test_what_a_later_version_added_is_passed_over():
    kept = exchange_to(ASKED)
    kept["answer"]["citations"][0]["passage"]["colour"] = "red"
    assert exchange_from(kept) == ASKED


def test_a_conversation_survives_a_restart(tmp_path):
    reader = new_reader()
    id = Conversations(tmp_path / "c.db").keep(reader, "", (ASKED,))
    assert Conversations(tmp_path / "c.db").read(reader, id) == (ASKED,)


def test_a_second_answer_goes_into_the_same_conversation(tmp_path):
    kept = Conversations(tmp_path / "c.db")
    id = kept.keep("me", "", (ASKED,))
    assert kept.keep("me", id, (ASKED, ASKED)) == id
    assert len(kept.read("me", id)) == 2
    assert [item.id for item in kept.listed("me")] == [id]


def test_nobody_else_sees_changes_or_deletes_it(tmp_path):
    kept = Conversations(tmp_path / "c.db")
    id = kept.keep("me", "", (ASKED,))
    assert kept.read("you", id) == ()
    assert kept.listed("you") == []
    assert kept.keep("you", id, (ASKED, ASKED)) != id
    kept.rename("you", id, "Mine")
    kept.delete("you", id)
    assert kept.read("me", id) == (ASKED,)
    assert kept.listed("me")[0].title == ASKED.question


def test_a_conversation_can_be_renamed_and_deleted(tmp_path):
    kept = Conversations(tmp_path / "c.db")
    id = kept.keep("me", "", (ASKED,))
    kept.rename("me", id, "  Staff   costs ")
    kept.rename("me", id, "   ")
    assert kept.listed("me")[0].title == "Staff costs"
    kept.delete("me", id)
    assert kept.read("me", id) == ()


def test_deleted_words_leave_the_disk(tmp_path):
    kept = Conversations(tmp_path / "c.db")
    secret = Exchange("What about Zanzibarquokka?", ASKED.answer)
    id = kept.keep("me", "", (secret,))
    kept.delete("me", id)
    assert not any(b"Zanzibarquokka" in file.read_bytes() for file in tmp_path.iterdir())


def test_the_readers_token_itself_is_not_kept(tmp_path):
    reader = new_reader()
    Conversations(tmp_path / "c.db").keep(reader, "", (ASKED,))
    assert not any(reader.encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_many_readers_at_once_keep_their_own(tmp_path):
    kept = Conversations(tmp_path / "c.db")
    ids = {}

    def ask(reader):
        for _ in range(5):
            ids[reader] = kept.keep(reader, ids.get(reader, ""), (ASKED,))

    threads = [threading.Thread(target=ask, args=(f"reader {n}",)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(kept.listed(reader)[0].id == id for reader, id in ids.items())
    assert all(len(kept.listed(reader)) == 1 for reader in ids)


def test_a_judgement_becomes_a_case_with_its_history_and_evidence(tmp_path):
    judged = Judgements(tmp_path / "j.jsonl")
    assert judged.keep((ASKED, ASKED), 1, "wrong", "It is 1,304.")
    assert not judged.keep((ASKED,), 7, "right")
    assert not judged.keep((ASKED,), 0, "great")
    [case] = [json.loads(line) for line in (tmp_path / "j.jsonl").read_text().splitlines()]
    assert case["question"] == ASKED.question
    assert case["history"] == [ASKED.question]
    assert case["evidence"] == [{"doc": "q2.pdf", "page": 3, "quote": "Employees | 1,204"}]
    assert case["correction"] == "It is 1,304."
