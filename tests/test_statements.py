"""Evidence is cut to statements, and those that answer come first."""

import pytest

from assistant.answers import Evidence
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import (
    STATEMENT_SIGNALS,
    is_fragment,
    pieces_of,
    score_statements,
    statement_signals,
    statement_weights,
)
from corpus.papers import Cell, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")
RARITY = Rarity(1000, {})


def evidence(text, score=5.0, key=1, **more):
    return Evidence(key, Passage(f"a{key}", "p", text, 1, 1, **more), PAPER, score)


def shared_words(text, others):
    """A stand-in for the encoder: the share of words that two texts have in common."""
    own = set(text.lower().split())
    return [len(own & set(other.lower().split())) / len(own | {""}) for other in others]


def scored(question, *items):
    return score_statements(understand(question), items, RARITY, shared_words)


def test_no_evidence_states_nothing():
    assert scored("Visits?") == []


def test_every_signal_has_a_weight():
    [(_, values)] = statement_signals(
        understand("Visits?"), [evidence("Visits rose.")], RARITY, shared_words
    )
    assert set(values) == set(STATEMENT_SIGNALS) == set(statement_weights())


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


def test_a_rows_figures_are_one_statement_with_their_columns():
    item = evidence(
        "Employees | 8,796 | 6,702",
        kind="row",
        label="Employees",
        cells=(Cell("Annual Budget", "8,796"), Cell("Actual", "6,702")),
    )
    [row] = [one for one in scored("Budget for employees?", item) if one.row]
    assert row.text == "Employees: Annual Budget 8,796; Actual 6,702"
    assert row.place == -1


def test_the_commentary_of_a_row_is_cut_to_its_sentences_and_its_name_is_not_one():
    text = "Visits to hubs and bus | 12 | Visits rose in May. They fell again when it rained."
    item = evidence(text, kind="row", label="Visits to hubs and bus")
    assert pieces_of(item) == ["Visits rose in May.", "They fell again when it rained."]


def test_a_run_of_rows_has_no_sentences():
    assert pieces_of(evidence("Hub | Visits\nQuayside | 9", kind="table")) == []


def test_a_flattened_table_is_read_together_or_a_figure_loses_what_it_counts():
    assert pieces_of(evidence("Visits to hubs\n41,976\nup by\n3.1%")) == [
        "Visits to hubs 41,976 up by 3.1%"
    ]


def test_measures_run_together_are_told_apart_by_their_numbers():
    pieces = pieces_of(evidence("P1.1 Visits to hubs 9 P1.2 Loans of books 8"))
    assert [piece[:4] for piece in pieces] == ["P1.1", "P1.2"]


def test_a_rows_figures_in_words_are_left_to_its_cells():
    item = evidence(
        "Suspensions | 148 | 1,006 in the year | They were fewer than ever.",
        kind="row",
        label="Suspensions",
        cells=(Cell("Quarter 2", "148"), Cell("2024/25", "1,006 in the year")),
    )
    assert pieces_of(item) == ["They were fewer than ever."]


def test_the_heading_of_a_numbered_paragraph_is_no_part_of_it():
    text = "3.2 Jo Merrick led it.\nWho comes, and when\n3.3 In May 1,275 came."
    assert pieces_of(evidence(text)) == ["3.2 Jo Merrick led it.", "3.3 In May 1,275 came."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41,976", True),
        ("Visits to hubs", True),
        ("Visits rose.", False),
        ("Did they rise?", False),
        ("The reasons were these:", False),
        ("“Good,” she said.”", False),
        ("word " * 20, False),
    ],
)
def test_a_fragment_is_short_and_ended_by_nothing(text, expected):
    assert is_fragment(text) is expected


def test_a_sentence_of_the_quarter_asked_for_comes_before_one_of_another():
    item = evidence("In Q1 2025/26 visits were 12. In Q2 2025/26 visits were 15.")
    assert "15" in scored("Visits in Q2 2025/26?", item)[0].text


def test_only_the_best_passages_are_read():
    items = [evidence(f"Visits were {n}.", 5.0 - n / 10, key=n) for n in range(1, 20)]
    assert 0 < len(scored("Visits?", *items)) < 19
