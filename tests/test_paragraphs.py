from collections import Counter

import pytest

from corpus.papers import Line, Page, Table
from ingest.paragraphs import Paragraph, PlacedTable, join_lines
from ingest.vocabulary import join_words

LEADING = 14.0
"""From the top of one printed line to the next, in points, for type of 11."""


def printed(number, *texts, gap_before=(), size=11.0, bold=()):
    """A page of lines, with a blank line's room before those named in `gap_before`."""
    top, lines = 72.0, []
    for text in texts:
        top += LEADING * (2 if text in gap_before else 1)
        lines.append(Line(text, size, bold=text in bold, left=72.0, top=top))
    return Page(number, tuple(lines), str(number))


def texts(pieces):
    return [piece.text for piece in pieces if isinstance(piece, Paragraph)]


def test_lines_close_together_are_one_paragraph_and_room_parts_them():
    page = printed(
        1,
        "The fee for a plot of the larger kind rises from May by four",
        "pounds, the Board heard.",
        "Rents stay as they are.",
        gap_before=["Rents stay as they are."],
    )
    assert texts(join_lines([page])) == [
        "The fee for a plot of the larger kind rises from May by four pounds, the Board heard.",
        "Rents stay as they are.",
    ]


def test_a_numbered_line_begins_a_paragraph_however_close():
    page = printed(1, "3.1 The fee for a plot of the larger kind", "rises.", "3.2 Rents stay.")
    assert texts(join_lines([page])) == [
        "3.1 The fee for a plot of the larger kind rises.",
        "3.2 Rents stay.",
    ]


@pytest.mark.parametrize("line", ["Present: Councillors Elm and Ash", "Table 2: Fees by ward"])
def test_a_label_or_a_caption_begins_a_paragraph(line):
    first = "Minutes of the meeting held in the Village Hall on Monday evening at seven"
    assert texts(join_lines([printed(1, first, line)])) == [first, line]


def test_a_paragraph_goes_on_over_a_page_break_and_knows_both_pages():
    pages = [
        printed(4, "The fee for a plot of the larger kind rises from May"),
        printed(5, "by four pounds.", "Rents stay as they are, the Board was told."),
    ]
    first = join_lines(pages)[0]
    assert first.text.endswith("rises from May by four pounds.") or first.text.endswith("told.")
    assert (first.first_page, first.last_page, first.label) == (4, 5, "4")


def test_a_finished_sentence_does_not_go_on_over_a_page_break():
    pages = [printed(4, "The fee rises."), printed(5, "Rents stay.")]
    assert texts(join_lines(pages)) == ["The fee rises.", "Rents stay."]


def test_a_heading_in_bold_is_not_run_into_its_text():
    page = printed(1, "Burial fees", "The fee rises from May.", bold=["Burial fees"])
    assert texts(join_lines([page])) == ["Burial fees", "The fee rises from May."]


def test_a_date_after_a_short_line_begins_anew():
    lines = (
        "11/26 Date of next meeting",
        "8th June 2026",
        "The Board closed its meeting at nine in the evening and thanked all.",
    )
    assert texts(join_lines([Page(1, tuple(map(Line, lines)))]))[:2] == list(lines[:2])


def test_whole_paragraphs_are_never_joined():
    page = Page(0, (Line("The fee", whole=True), Line("Rents stay", whole=True)))
    assert texts(join_lines([page])) == ["The fee", "Rents stay"]


def test_a_table_stands_between_the_paragraphs_round_it():
    table = Table((("Ward", "Fee"),))
    pieces = join_lines([Page(3, (Line("Fees:"), table, Line("Rents stay.")), "9")])
    assert pieces[1] == PlacedTable(table, 3, "9")
    assert texts(pieces) == ["Fees:", "Rents stay."]


@pytest.mark.parametrize(
    ("first", "second", "words", "joined"),
    [
        pytest.param("the com-", "mittee met", {"committee": 2}, "the committee met", id="broken"),
        pytest.param("a co-", "opted member", {"co-opted": 1}, "a co-opted member", id="hyphened"),
        pytest.param("fees from", "May", {}, "fees from May", id="two words"),
        pytest.param("2025-", "26 fees", {}, "2025-26 fees", id="figures"),
    ],
)
def test_a_word_broken_by_a_hyphen_is_made_whole_if_the_paper_has_it_whole(
    first, second, words, joined
):
    assert join_words(first, second, Counter(words)) == joined


def spaced_out(number, *lines, start=72.0):
    """A page of lines, each with the room above it in points."""
    made, top = [], start
    for room, text in lines:
        top += room
        made.append(Line(text, 11.0, left=72.0, top=top))
    return Page(number, tuple(made), str(number))


USUAL = [
    (14.0, "The fee for a plot of the larger kind rises from the first of May by four pounds for"),
    (14.0, "people of the borough and by eight for those who come from outside it, as the Board"),
    (14.0, "was told in the autumn by the officer who looks after the grounds and sees to it that"),
    (14.0, "trees are cut, that paths are swept, and that the gates are shut at dusk on each day"),
    (14.0, "of the year but two, on which they stay open as they have done since the Board chose"),
    (14.0, "so in the year of the flood, when nobody could be found who had the key to the gates."),
]


def test_a_step_wider_than_the_papers_own_after_a_full_line_opens_a_paragraph():
    page = spaced_out(1, *USUAL, (16.0, "Implementation Date"), (16.0, "In May."))
    assert texts(join_lines([page]))[1:] == ["Implementation Date", "In May."]


def test_a_sentence_goes_on_over_uneven_room_between_its_lines():
    page = spaced_out(
        1,
        (14.0, "The way in which the Board's own traffic lights are used to show progress towards"),
        (
            24.0,
            "each of the goals is set out at the end of this report, in Appendix 1 (section 6) and",
        ),
        (24.0, "Appendix 2."),
    )
    assert len(texts(join_lines([page]))) == 1


def test_a_sentence_broken_off_before_a_name_goes_on_over_a_page():
    pages = [
        printed(1, "Mobile libraries are paid for by the grant that was given in March by the"),
        printed(2, "Department for Culture."),
    ]
    assert texts(join_lines(pages)) == [
        "Mobile libraries are paid for by the grant that was given in March by the "
        "Department for Culture."
    ]


def test_a_long_bold_heading_takes_in_its_last_words():
    heading, year = "10.0 LIST OF BACKGROUND PAPERS UNDER SECTION 100D OF THE LOCAL ACT", "1972"
    pieces = join_lines([printed(1, heading, year, "10.1 None.", bold=[heading, year])])
    assert texts(pieces)[0] == f"{heading} {year}"


ROW = ("CYP24 FEES", "The officer said that she would tell the Board about what was said in the")


def test_words_that_a_page_break_cut_from_a_tables_last_row_stay_in_that_cell():
    pages = [Page(2, (Table((ROW,)),), "2"), printed(3, "report on fees.", "CYP25 TREES")]
    pieces = join_lines(pages)
    assert isinstance(pieces[1], PlacedTable)
    assert (pieces[1].table.rows, pieces[1].page) == ((("", "report on fees."),), 3)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        pytest.param(
            ("CYP24", "The Board agreed to this, as was asked of it by all."), "and so", id="ended"
        ),
        pytest.param(("Trees", "120"), "oaks were planted.", id="a figure"),
        pytest.param(ROW, "Report on fees.", id="a new sentence"),
    ],
)
def test_what_follows_a_whole_row_is_text(row, line):
    pieces = join_lines([Page(2, (Table((row,)),), "2"), printed(3, line)])
    assert isinstance(pieces[1], Paragraph)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the plan for 2024-", "25 was agreed", "the plan for 2024-25 was agreed"),
        ("in the years 2017–", "19 it fell", "in the years 2017–19 it fell"),
        ("the count of mid-", "2025", "the count of mid-2025"),
        ("the rise was small –", "12 in all", "the rise was small – 12 in all"),
        ("the years 2017", "19 wards", "the years 2017 19 wards"),
    ],
)
def test_a_year_that_a_line_end_cut_at_its_dash_is_whole(first, second, whole):
    assert join_words(first, second, Counter()) == whole


def test_the_pages_of_an_agendas_item_stand_behind_its_whole_title():
    page = printed(1, "7. Licensing of private rented homes in Elm and 14 - 16", "Ash")
    assert texts(join_lines([page])) == [
        "7. Licensing of private rented homes in Elm and Ash 14 - 16"
    ]
