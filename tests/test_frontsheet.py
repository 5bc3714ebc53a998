import pytest

from corpus.papers import Table
from ingest.frontsheet import (
    access_of,
    body_and_date,
    frontsheet_starts,
    minutes_starts,
    read_particulars,
)
from ingest.paragraphs import Paragraph, PlacedTable


def lines(*texts, page=1):
    return [Paragraph(text, page, page) for text in texts]


FRONT = (
    "REPORT TO: Parks Board",
    "DATE: 3 May 2026",
    "REPORTING OFFICER: Director of Place",
    "PORTFOLIO: Environment",
    "SUBJECT: Burial fees",
    "WARD(S): Elm and Ash",
)


def test_a_template_of_lines_gives_its_particulars():
    found = read_particulars(lines(*FRONT))
    assert [found.get(n) for n in ("body", "date", "officer", "portfolio", "subject", "wards")] == [
        "Parks Board",
        "3 May 2026",
        "Director of Place",
        "Environment",
        "Burial fees",
        "Elm and Ash",
    ]


def test_the_same_set_as_a_table_gives_the_same():
    rows = tuple(tuple(text.split(": ")) for text in FRONT)
    assert (
        read_particulars([PlacedTable(Table(rows), 1)]).fields
        == read_particulars(lines(*FRONT)).fields
    )


def test_a_label_alone_takes_the_next_line_and_no_label_gives_nothing():
    found = read_particulars(lines("SUBJECT:", "Burial fees"))
    assert found.get("subject") == "Burial fees"
    assert found.get("officer") == ""


def test_an_office_without_a_colon_is_the_officer():
    assert read_particulars(lines("Report of the Director of Place")).get("officer") == (
        "Director of Place"
    )


def test_reports_begin_at_their_frontsheets():
    pieces = [*lines("Agenda"), *lines(*FRONT, page=2), *lines("Text."), *lines(*FRONT, page=5)]
    assert frontsheet_starts(pieces) == [1, 8]


def test_what_stands_over_a_frontsheet_on_its_page_belongs_to_it():
    end = lines("9.1 None.", page=3)
    over = lines("PART II", "NOT FOR PUBLICATION", "BURIAL FEES", page=4)
    assert frontsheet_starts([*end, *over, *lines(*FRONT, page=4)]) == [1]


def test_the_end_of_the_report_before_does_not_belong_to_the_next():
    end = lines("The brook is cleared each autumn.", "Background papers: none", page=4)
    assert frontsheet_starts([*end, *lines(*FRONT, page=4)]) == [2]


def test_a_mark_of_exemption_goes_with_the_report_under_it_in_a_file_without_pages():
    pieces = [*lines("9.1 None.", "PART II", page=0), *lines(*FRONT, page=0)]
    assert frontsheet_starts(pieces) == [1]


@pytest.mark.parametrize(
    "opening",
    [
        "Minutes of the meeting of the Parks Board held on 3 May 2026",
        "At a meeting of the Parks Board on Monday, 3 May 2026 at the Guildhall",
        "OPEN BOARD MEETING MINUTES",
        "Draft minutes of Oakhampton Parish Council",
    ],
)
@pytest.mark.parametrize(
    "who", ["Present: Councillors Elm and Ash", "In attendance: B. Ash", "Attendees A. Elm"]
)
def test_minutes_begin_where_they_are_named_and_say_who_was_there(opening, who):
    assert minutes_starts(lines("Fees rise.", opening, who)) in ([0], [1])


def test_minutes_set_as_a_table_are_minutes():
    table = Table((("Title of meeting", "Parks Board"), ("Attendees", "A. Elm (Chair)")))
    assert minutes_starts([*lines("BOARD MEETING MINUTES"), PlacedTable(table, 1)]) == [0]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["3. Minutes of the last meeting", "4. Fees"], id="an agenda's item"),
        pytest.param(["The minutes were signed.", "Present: all"], id="a sentence about minutes"),
        pytest.param(
            ["Minutes of the meeting of the Parks Board", "Fees rise."], id="nobody there"
        ),
    ],
)
def test_what_only_speaks_of_minutes_is_none(texts):
    assert minutes_starts(lines(*texts)) == []


def test_the_board_and_the_day_are_read_from_the_first_lines():
    pieces = lines("LARKMOOR DISTRICT COUNCIL", "Parks Board", "Monday, 3 May 2026 at 6 p.m.")
    assert body_and_date(pieces) == ("Parks Board", "2026-05-03")
    assert body_and_date(lines("Fees rise.")) == ("", "")


def test_a_mark_among_the_first_lines_makes_a_paper_exempt():
    assert access_of(lines(*FRONT, "NOT FOR PUBLICATION")) == ("exempt", "NOT FOR PUBLICATION")
    assert access_of(lines(*FRONT)) == ("public", "")


PLAN = Table(
    (
        ("Decision", "Taken by", "Public or exempt", "Lead"),
        ("Sale of the depot", "Cabinet", "Part exempt (paragraph 3)", "Director of Place"),
        ("Burial fees", "Cabinet", "Public", "Director of Place"),
    )
)


def test_a_cell_of_a_row_is_about_its_row_and_not_about_the_paper():
    assert access_of([*lines("Decisions to come"), PlacedTable(PLAN, 1)]) == ("public", "")


def test_a_cell_that_answers_a_label_is_about_the_paper_in_a_wide_table_too():
    wide = Table((("Key decision:", "No", "Status:", "Not for publication"),))
    assert access_of([PlacedTable(wide, 1)]) == ("exempt", "Not for publication")
    open_ = Table((("Exempt information", "None"), ("Wards", "Elm", "Lead:", "A. Ash")))
    assert access_of([PlacedTable(open_, 1)]) == ("public", "")
