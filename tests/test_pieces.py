"""A passage's text is cut to pieces, each with what it leans on."""

import pytest

from assistant.pieces import is_fragment, leads_of, pieces_of
from corpus.papers import Cell, Passage


def passage(text, **more):
    return Passage("a1", "p", text, 1, 1, **more)


@pytest.mark.parametrize(
    ("pieces", "leads"),
    [
        pytest.param(
            ["The priorities are:", "• roofs", "• roads", "Work began."],
            ["", "The priorities are:", "The priorities are:", ""],
            id="items lean on the line that leads them in",
        ),
        pytest.param(
            ["Visits were 41,976.", "This is 3% more.", "3.4 They rose in May."],
            ["", "Visits were 41,976.", "This is 3% more."],
            id="a sentence that points back leans on the one before",
        ),
        pytest.param(["• roofs", "• roads"], ["", ""], id="items that nothing leads in"),
        pytest.param(
            ["“How much was paid?”", "Reply by Councillor Ash: It was £5.", "Most was for roofs."],
            ["", "“How much was paid?”", "“How much was paid?”"],
            id="a reply leans on the question that was put",
        ),
        pytest.param(
            ["How much was paid?", "Reply: £5.", "How many came?", "Nobody said."],
            ["", "How much was paid?", "", ""],
            id="up to the next question",
        ),
        pytest.param(
            ["Members asked how many dropped out.", "The answer was 61 of 143.", "They left."],
            ["", "Members asked how many dropped out.", "The answer was 61 of 143."],
            id="what minutes tell of an answer leans on what they tell of its question",
        ),
        pytest.param(
            ["Councillor Ash asked the Director why it rose.", "Mrs Bay replied that it had not."],
            ["", "Councillor Ash asked the Director why it rose."],
            id="and so does what somebody replied",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_a_statement_knows_what_it_leans_on(pieces, leads):
    assert leads_of(pieces) == leads


def test_the_commentary_of_a_row_is_cut_to_its_sentences_and_its_name_is_not_one():
    text = "Visits to hubs and bus | 12 | Visits rose in May. They fell again when it rained."
    item = passage(text, kind="row", label="Visits to hubs and bus")
    assert pieces_of(item) == ["Visits rose in May.", "They fell again when it rained."]


def test_a_first_cell_of_prose_is_a_statement_and_no_name():
    told = "The design is done and the builders think that the works will cost £3.5 million in all."
    text = f"{told} They start in May. | A decision is needed in June."
    item = passage(text, kind="row", label=f"{told} They start in May.")
    assert pieces_of(item) == [told, "They start in May.", "A decision is needed in June."]


def test_a_run_of_rows_has_no_sentences():
    assert pieces_of(passage("Hub | Visits\nQuayside | 9", kind="table")) == []


def test_a_flattened_table_is_read_together_or_a_figure_loses_what_it_counts():
    assert pieces_of(passage("Visits to hubs\n41,976\nup by\n3.1%")) == [
        "Visits to hubs 41,976 up by 3.1%"
    ]


def test_measures_run_together_are_told_apart_by_their_numbers():
    pieces = pieces_of(passage("P1.1 Visits to hubs 9 P1.2 Loans of books 8"))
    assert [piece[:4] for piece in pieces] == ["P1.1", "P1.2"]


def test_a_rows_figures_in_words_are_left_to_its_cells():
    item = passage(
        "Suspensions | 148 | 1,006 in the year | They were fewer than ever.",
        kind="row",
        label="Suspensions",
        cells=(Cell("Quarter 2", "148"), Cell("2024/25", "1,006 in the year")),
    )
    assert pieces_of(item) == ["They were fewer than ever."]


def test_the_heading_of_a_numbered_paragraph_is_no_part_of_it():
    text = "3.2 Jo Merrick led it.\nWho comes, and when\n3.3 In May 1,275 came."
    assert pieces_of(passage(text)) == ["3.2 Jo Merrick led it.", "3.3 In May 1,275 came."]


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


LOST = "PED04 07 Taught in mainstream schools 55.2% 668 of 1210 pupils 65% 53.4%"


@pytest.mark.parametrize(
    ("label", "columns", "expected"),
    [
        (LOST, {"Actual": "", "Target": ""}, [LOST]),
        (LOST, {"Actual": "55.2%", "Target": "65%"}, []),
        ("R3 Publish payments above £250", {"Actual": "", "Target": ""}, []),
    ],
)
def test_figures_that_were_read_into_a_measures_name_are_a_statement(label, columns, expected):
    cells = tuple(Cell(column, value) for column, value in columns.items())
    line = " | ".join([label, *columns.values()])
    assert pieces_of(passage(line, kind="row", label=label, cells=cells)) == expected


def test_an_item_behind_the_list_of_another_leans_on_the_line_over_both():
    over, refused = "Questions are dealt with as follows:", "(v) The Chair may refuse one that:"
    pieces = [
        over,
        "(iv) One may be added.",
        refused,
        "• is rude;",
        "(vi) Three minutes are given.",
    ]
    assert leads_of(pieces) == ["", over, over, refused, over]


def test_a_letter_under_a_number_leans_on_the_number():
    pieces = [
        "RESOLVED:",
        "(1) That:",
        "(a) the fees be set; and",
        "(b) be reviewed.",
        "(2) Noted.",
    ]
    assert leads_of(pieces) == ["", "RESOLVED:", "(1) That:", "(1) That:", "RESOLVED:"]
    pieces[3:4] = ["(b) the officer:", "• report."]
    assert leads_of(pieces)[3:] == ["(1) That:", "(b) the officer:", "RESOLVED:"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Top-up. A sum paid by a third party.", ["Top-up. A sum paid by a third party."]),
        (
            "3.2 Court timeliness. It fell to 43 weeks.",
            ["3.2 Court timeliness. It fell to 43 weeks."],
        ),
        ("One came. Two left.", ["One came.", "Two left."]),
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("Nobody came to it. It fell.", ["Nobody came to it.", "It fell."]),
    ],
)
def test_a_term_is_read_with_the_sentence_that_it_heads(text, pieces):
    assert pieces_of(passage(text)) == pieces


def test_what_is_said_month_by_month_is_told_month_by_month():
    text = (
        "April 2024 – 22% (4) audits were good -x2 EH May 2024 – None were done June 2024 – 25% "
        "(5) audits were good"
    )
    item = passage(f"P7.4 | {text}", kind="row", label="P7.4")
    assert pieces_of(item) == [
        "April 2024 – 22% (4) audits were good -x2 EH",
        "May 2024 – None were done",
        "June 2024 – 25% (5) audits were good",
    ]


def test_one_month_alone_parts_no_sentence():
    item = passage("The inspection was in May 2024 – 13 days long – and went well.")
    assert pieces_of(item) == ["The inspection was in May 2024 – 13 days long – and went well."]


def test_questions_that_a_sentence_leads_in_stay_with_it():
    item = passage("The framework asks three questions: How much? How well? Who gained? It is new.")
    assert pieces_of(item) == [
        "The framework asks three questions: How much? How well? Who gained?",
        "It is new.",
    ]


def test_figures_under_their_times_stay_with_what_they_are_of():
    text = "Visits at 6 weeks: 2024/25 = 35.4%. Q1 2025/26 = 41.2% Loans at 6 weeks: 2024/25 = 9%."
    assert pieces_of(passage(f"{text} Q1 2025/26 = 8% Much was done.")) == [
        "Visits at 6 weeks: 2024/25 = 35.4%. Q1 2025/26 = 41.2%",
        "Loans at 6 weeks: 2024/25 = 9%. Q1 2025/26 = 8%",
        "Much was done.",
    ]
