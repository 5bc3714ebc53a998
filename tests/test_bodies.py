import pytest

from ingest.bodies import body_name, body_of, meeting_day


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Parks and Open Spaces Board", "Parks and Open Spaces Board"),
        ("MINUTES OF THE PLANNING COMMITTEE", "PLANNING COMMITTEE"),
        ("Planning Committee (North)", "Planning Committee (North)"),
        ("Cabinet Agenda", "Cabinet"),
        ("Report to the Audit Committee", "Audit Committee"),
        ("Overview and Scrutiny Committee - 12 May 2026", "Overview and Scrutiny Committee"),
        ("Minutes of Oakhampton Parish Council Meeting", "Oakhampton Parish Council"),
        ("Parks Board Annual Report 2024/25", "Parks Board"),
        ("Meeting Parks Board", "Parks Board"),
        (
            "MINUTES of the meeting of LARKMOOR COUNTY COUNCIL held in the Council Chamber of "
            "County Hall, Larkmoor on Thursday 16 October 2025",
            "LARKMOOR COUNTY COUNCIL",
        ),
        (
            "At a meeting of the Parks and Open Spaces Board on Monday, 3 May 2026 held in the "
            "Council Chamber at the Town Hall in Larkmoor",
            "Parks and Open Spaces Board",
        ),
    ],
)
def test_a_line_that_names_a_board_gives_its_name(line, name):
    assert body_name(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "Absent on Council business: Councillor Elm",
        "Board Members: A. Elm, B. Ash",
        "Cabinet Member for Parks",
        "Council Chamber, The Guildhall",
        "Chief Executive",
        "O. Ash, Chief Executive (Acting)",
        "Party group",
        "Members of the Board",
        "How the Board works",
        "5. Election of two Board Members",
        "the board agreed",
        "",
    ],
)
def test_a_line_that_speaks_of_a_board_names_none(line):
    assert body_name(line) == ""


def test_a_committee_is_taken_before_the_council_and_the_full_name_before_its_end():
    lines = [
        "LARKMOOR DISTRICT COUNCIL",
        "Open Spaces Board",
        "Minutes of the Parks and Open Spaces Board",
    ]
    assert body_of(lines) == "Parks and Open Spaces Board"
    assert body_of(lines[:1]) == "LARKMOOR DISTRICT COUNCIL"
    assert body_of([]) == ""


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        pytest.param(["Monday, 3 May 2026 at 6.30 p.m."], "2026-05-03", id="with a weekday"),
        pytest.param(["3 May 2026"], "2026-05-03", id="alone"),
        pytest.param(
            ["MINUTES OF THE PARKS SUB-COMMITTEE HELD ON 3 MAY 2026 AT 10.00AM"],
            "2026-05-03",
            id="held on",
        ),
        pytest.param(
            ["Published on Friday 24 April 2026", "Sunday 3 May 2026"], "2026-05-03", id="published"
        ),
        pytest.param(
            ["To confirm the minutes of the meeting held on 1 April 2026", "3 May 2026"],
            "2026-05-03",
            id="the meeting before",
        ),
        pytest.param(
            [
                "Minutes of the Parks and Open Spaces Scrutiny Sub-Committee, 3 May 2026",
                "The minutes of 1 April 2026 were agreed.",
            ],
            "2026-05-03",
            id="with a board",
        ),
        pytest.param(["1st July 2025 – 30th September 2025"], "", id="a period"),
        pytest.param([], "", id="none"),
    ],
)
def test_the_meetings_day_is_no_other_day(lines, when):
    assert meeting_day(lines) == when


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("To the Chair and Members of the Cabinet", "Cabinet"),
        ("Presented to the Corporate Parenting Panel", "Corporate Parenting Panel"),
        ("SUPPLEMENTARY AGENDA – CABINET, 10 FEBRUARY 2026", "CABINET"),
        ("Planning Policy Team, Larkmoor District Council", ""),
    ],
)
def test_whom_it_is_for_is_told_from_what_it_is_called(line, name):
    assert body_name(line) == name
