"""Evidence is cut to statements, each with what it leans on."""

import pytest

from assistant.answers import Evidence
from assistant.statements import is_fragment, leads_of, lines_of, pieces_of, statements_of
from corpus.papers import Cell, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")


def evidence(text, score=5.0, key=1, **more):
    return Evidence(key, Passage(f"a{key}", "p", text, 1, 1, **more), PAPER, score)


def test_a_rows_figures_are_one_statement_with_their_columns():
    item = evidence(
        "Employees | 8,796 | 6,702",
        kind="row",
        label="Employees",
        cells=(Cell("Annual Budget", "8,796"), Cell("Actual", "6,702")),
    )
    [row] = [one for one in statements_of(item) if one.row]
    assert row.text == "Employees: Annual Budget 8,796; Actual 6,702"
    assert row.place == -1


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
    item = evidence(text, kind="row", label="Visits to hubs and bus")
    assert pieces_of(item) == ["Visits rose in May.", "They fell again when it rained."]


def test_a_first_cell_of_prose_is_a_statement_and_no_name():
    told = "The design is done and the builders think that the works will cost £3.5 million in all."
    text = f"{told} They start in May. | A decision is needed in June."
    item = evidence(text, kind="row", label=f"{told} They start in May.")
    assert pieces_of(item) == [told, "They start in May.", "A decision is needed in June."]


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


def test_a_runs_lines_are_statements_where_no_row_beside_it_holds_them():
    run = evidence("Hub | Visits\nQuayside | 9\nLarkhill | 12\nOld Hall | closed", kind="table")
    row = evidence("Quayside | 9", key=2, kind="row", part_of=run.passage.id)
    assert [one.text for one in lines_of(run, [run, row])] == ["Larkhill | 12"]
    assert lines_of(row, [run, row]) == []


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
    assert pieces_of(evidence(line, kind="row", label=label, cells=cells)) == expected


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


def test_a_row_of_one_cell_of_prose_is_a_statement_and_a_heading_over_rows_is_none():
    text = (
        "Hub | Visits\nHubs that opened in 2024\nQuayside | 9\n"
        "The roof is thought to cost £40,000 to £55,000"
    )
    said = [one.text for one in lines_of(evidence(text, kind="table"), [])]
    assert said == ["Quayside | 9", "The roof is thought to cost £40,000 to £55,000"]


def test_a_name_under_a_heading_is_a_figure_of_its_row():
    text = "Guidance | Published on the website of the department in April | Ada Finch"
    place, who = Cell("Place", text.split(" | ")[1]), Cell("Contact Officer", "Ada Finch")
    item = evidence(text, kind="row", label="Guidance", cells=(place, who))
    [row] = [one for one in statements_of(item) if one.row]
    assert row.text == "Guidance: Contact Officer Ada Finch"


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
    assert pieces_of(evidence(text)) == pieces


def test_rows_of_a_table_that_lost_its_columns_are_read_one_by_one():
    joined = ("Elm Friends 20/03/2014", "Ash Friends 20/03/2014", "The Friends of Oak 29/05/2014")
    text = "\n".join(("Joined", *joined, "Birch Group 31/07/2014"))
    found = [one.text for one in statements_of(evidence(text))]
    assert "Ash Friends 20/03/2014" in found
    heading = statements_of(evidence("Visits to hubs\n41,976\nin the year"))
    assert len(heading) == 1


def test_a_line_of_a_table_of_contents_states_nothing():
    text = "Our five promises ................ 6\nHow we will know .......... 9"
    assert statements_of(evidence(text)) == []
    assert statements_of(evidence("The hubs opened … in April."))


def test_a_run_of_names_and_dates_is_taken_apart():
    text = (
        "Elm Friends Group 21/08/2013 Oak Library Friends 21/08/2013 Ash Library Friends "
        "28/11/2013 The Friends of Yew Library 30/01/2014"
    )
    found = statements_of(Evidence(1, Passage("a", "p", text, 1, 1), PAPER, 1.0))
    assert [one.text for one in found][2] == "Ash Library Friends 28/11/2013"
    assert all(one.record for one in found)


def test_what_is_said_month_by_month_is_told_month_by_month():
    text = (
        "April 2024 – 22% (4) audits were good -x2 EH May 2024 – None were done June 2024 – 25% "
        "(5) audits were good"
    )
    item = evidence(f"P7.4 | {text}", kind="row", label="P7.4")
    assert pieces_of(item) == [
        "April 2024 – 22% (4) audits were good -x2 EH",
        "May 2024 – None were done",
        "June 2024 – 25% (5) audits were good",
    ]


def test_one_month_alone_parts_no_sentence():
    item = evidence("The inspection was in May 2024 – 13 days long – and went well.")
    assert pieces_of(item) == ["The inspection was in May 2024 – 13 days long – and went well."]


def test_questions_that_a_sentence_leads_in_stay_with_it():
    item = evidence(
        "The framework asks three questions: How much? How well? Who gained? It is new."
    )
    assert pieces_of(item) == [
        "The framework asks three questions: How much? How well? Who gained?",
        "It is new.",
    ]
