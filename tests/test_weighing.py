"""The statements of the evidence are weighed, and those that answer come first."""

from assistant.answers import Evidence
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import Statement
from assistant.weighing import (
    FIRST,
    MOST,
    STATEMENT_SIGNALS,
    in_order,
    statement_signals,
    statement_weights,
    weigh_statements,
)
from corpus.papers import Hit, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")
RARITY = Rarity(1000, {})


class Liking:
    """A stand-in for the reader that likes the statements that hold a word."""

    def __init__(self, word):
        self.word = word
        self.texts = []

    def read(self, question, texts):
        self.texts += texts
        return [6.0 if self.word in text else -6.0 for text in texts]


def evidence(text, score=5.0, key=1, **more):
    return Evidence(key, Passage(f"a{key}", "p", text, 1, 1, **more), PAPER, score)


def shared_words(text, others):
    """A stand-in for the encoder: the share of words that two texts have in common."""
    own = set(text.lower().split())
    return [len(own & set(other.lower().split())) / len(own | {""}) for other in others]


def scored(question, *items, reader=None):
    return weigh_statements(understand(question), items, RARITY, shared_words, reader)


def test_no_evidence_states_nothing():
    assert scored("Visits?") == []


def test_every_signal_has_a_weight():
    [(_, values)] = statement_signals(
        understand("Visits?"), [evidence("Visits rose.")], RARITY, shared_words
    )
    assert {*values, "read"} == set(STATEMENT_SIGNALS)
    assert all(set(weights) == set(STATEMENT_SIGNALS) for weights in statement_weights().values())


def test_the_sentence_that_answers_comes_first():
    item = evidence("The hubs opened in April. A buggy shelter costs £7,400. Nobody objected.")
    assert scored("What does the buggy shelter cost?", item)[0].text == (
        "A buggy shelter costs £7,400."
    )


def test_a_statement_knows_its_passage_and_its_place():
    item = evidence("One came. Two left.")
    assert {(one.text, one.place) for one in scored("Who left?", item)} == {
        ("One came.", 0),
        ("Two left.", 1),
    }
    assert all(one.evidence is item for one in scored("Who left?", item))


def test_a_sentence_of_the_quarter_asked_for_comes_before_one_of_another():
    item = evidence("In Q1 2025/26 visits were 12. In Q2 2025/26 visits were 15.")
    assert "15" in scored("Visits in Q2 2025/26?", item)[0].text


def test_what_the_reader_likes_comes_before_what_words_alone_put_first():
    item = evidence("The roof of the hub was mended in May. Councillor Rowe seconded.")
    asked = "who seconded the mending of the roof of the hub?"
    again = scored(asked, item, reader=Liking("seconded."))
    assert [one.text for one in again][:1] == ["Councillor Rowe seconded."]
    assert again[0].read == 6.0


def test_only_the_first_statements_are_read_and_the_others_weigh_as_the_worst_of_them():
    items = [evidence(f"Visits to hub {n} rose.", 9.0 - n / 10, key=n) for n in range(1, FIRST + 4)]
    reader = Liking("hub 1 ")
    again = scored("Visits to hubs?", *items, reader=reader)
    assert len(reader.texts) == FIRST
    assert [one.read is None for one in again] == [False] * FIRST + [True] * 3


def test_where_none_of_the_first_seems_to_answer_more_are_read_up_to_a_limit():
    items = [evidence(f"Visits to hub {n} rose.", 9.0 - n / 10, key=n) for n in range(1, MOST + 4)]
    late = Liking(f"hub {FIRST + 2} ")
    assert scored("Visits to hubs?", *items, reader=late)[0].read == 6.0
    assert len(late.texts) == 2 * FIRST
    never = Liking("nothing")
    scored("Visits to hubs?", *items, reader=never)
    assert len(never.texts) == MOST


def test_where_it_is_asked_how_long_something_takes_what_says_so_is_read_too():
    items = [evidence(f"A visit to hub {n} is free.", 9.0 - n / 10, key=n) for n in range(1, 9)]
    items.append(evidence("Nobody stays beyond 3 minutes.", 1.0, key=9))
    asked = "How long is a visit to a hub?"
    first = scored(asked, *items, reader=Liking("hub 1 "))
    assert next(one for one in first if "minutes" in one.text).read is not None
    assert scored(asked, *items, reader=Liking("minutes"))[0].text == items[-1].passage.text
    other = scored("What is a visit to a hub?", *items, reader=Liking("hub 1 "))
    assert next(one for one in other if "minutes" in one.text).read is None


def test_without_statements_nothing_is_read():
    assert scored("Visits?", reader=Liking("roof")) == []


def test_the_passage_of_the_best_statement_comes_first_and_a_run_of_rows_after_its_row():
    roof = Passage("roof", "p", "The roof was mended.", 1, 1)
    run = Passage("run", "p", "Hub | Visits\nQuay | 9", 1, 1, kind="table")
    row = Passage("row", "p", "Quay | 9", 1, 1, kind="row", part_of="run")
    hits = [Hit(roof, PAPER, 9.0), Hit(run, PAPER, 8.5), Hit(row, PAPER, 8.0)]
    best = Statement("Quay: Visits 9", Evidence(1, row, PAPER), -1, 12.0)
    other = Statement("The roof was mended.", Evidence(2, roof, PAPER), 0, 2.0)
    assert [hit.passage.id for hit in in_order(hits, [best, other])] == ["run", "row", "roof"]
    assert in_order(hits, []) == hits
