import pytest

from corpus.papers import Bookmark, Document, Line, Page, Table
from ingest.structure import structure

FRONT = (
    "REPORT TO: {body}",
    "DATE: 3 May 2026",
    "REPORTING OFFICER: Director of Place",
    "SUBJECT: {subject}",
    "WARD(S): Elm and Ash",
)
TEXT = "The fee for a plot of the larger kind rises by four pounds from the first of the month."


def document(*pages, name="pack.pdf", bookmarks=()):
    """A file of pages, each given as its lines, every line a paragraph."""
    made = tuple(
        Page(n, tuple(Line(text, whole=True) for text in lines)) for n, lines in enumerate(pages, 1)
    )
    return Document(name, "0" * 64, made, tuple(bookmarks))


def report(subject, *more, body="Parks Board"):
    return (*(line.format(subject=subject, body=body) for line in FRONT), *more, TEXT)


def papers(*pages, **of_document):
    return [found.paper for found in structure(document(*pages, **of_document))]


AGENDA = (
    "Parks Board",
    "Monday, 3 May 2026 at 6.30 p.m.",
    "AGENDA",
    "1. Minutes (Pages 1 - 4)",
    "2. Burial fees (Pages 5 - 8)",
    "3. Hedges and ditches (Pages 9 - 12)",
)
MINUTES = (
    "Minutes of the meeting of the Parks Board held on Monday, 12 April 2026",
    "Present: Councillors Elm and Ash",
    "PB1 APOLOGIES",
    "None came.",
    "RESOLVED: That none be noted.",
)


def test_a_pack_is_split_into_its_agenda_minutes_and_reports():
    found = papers(AGENDA, MINUTES, report("Burial fees"), report("Hedges and ditches"))
    assert [(p.kind, p.item, p.first_page) for p in found] == [
        ("agenda", "", 1),
        ("minutes", "", 2),
        ("report", "2", 3),
        ("report", "3", 4),
    ]
    assert [p.title for p in found[2:]] == ["Burial fees", "Hedges and ditches"]
    assert found[1].meeting_date == "2026-04-12"
    assert {p.meeting_date for p in found[2:]} == {"2026-05-03"}
    assert {p.body for p in found} == {"Parks Board"}


def test_minutes_in_a_pack_are_of_their_own_day_and_not_of_the_day_in_the_packs_name():
    minutes = ("MINUTES", "Minutes of the meeting held on Monday, 12 April 2026", *MINUTES[1:])
    found = papers(AGENDA, minutes, name="Public reports pack 3-May-2026 Parks Board.pdf")
    assert [(p.kind, p.meeting_date) for p in found] == [
        ("agenda", "2026-05-03"),
        ("minutes", "2026-04-12"),
    ]


def test_reports_without_a_frontsheet_begin_at_their_items_title():
    fees = ("Burial fees", "Report of the Director of Place", TEXT)
    hedges = ("Hedges and ditches", "Report of the Head of Parks", TEXT)
    found = papers(AGENDA, fees, hedges)
    assert [(p.item, p.title, p.officer) for p in found[1:]] == [
        ("2", "Burial fees", "Director of Place"),
        ("3", "Hedges and ditches", "Head of Parks"),
    ]
    assert {p.body for p in found} == {"Parks Board"}


def test_a_file_with_one_report_is_one_paper():
    (paper,) = papers(report("Burial fees"), (TEXT,))
    assert (paper.title, paper.officer, paper.wards) == (
        "Burial fees",
        "Director of Place",
        "Elm and Ash",
    )
    assert (paper.first_page, paper.last_page) == (1, 2)


def test_a_file_without_any_particulars_is_one_paper_with_a_title():
    (paper,) = papers(("LARKMOOR COUNCIL", "3 May 2026", "Hedges and ditches", TEXT))
    assert paper.title == "Hedges and ditches"


def test_a_file_without_text_holds_no_paper():
    assert structure(document((), ())) == []


def test_an_exempt_report_in_a_public_pack_is_exempt_and_the_others_are_not():
    found = papers(
        AGENDA,
        report("Burial fees"),
        ("PART II", "NOT FOR PUBLICATION", *report("Hedges and ditches")),
    )
    assert [p.access for p in found] == ["public", "public", "exempt"]
    assert found[2].access_reason == "PART II"


def test_an_item_in_the_agendas_private_part_is_exempt_though_its_report_bears_no_mark():
    agenda = (*AGENDA[:5], "PART II: to be taken in private", "3. Hedges and ditches")
    found = papers(agenda, report("Burial fees"), report("Hedges and ditches"))
    assert [(p.item, p.access) for p in found] == [
        ("", "public"),
        ("2", "public"),
        ("3", "exempt"),
    ]


def test_an_exempt_cover_makes_all_that_follows_exempt():
    cover = ("NOT FOR PUBLICATION", TEXT)
    found = papers(cover, report("Burial fees"), report("Hedges and ditches"))
    assert {p.access for p in found} == {"exempt"}


def test_minutes_that_tell_of_an_exempt_item_are_public():
    told = ("PB2 EXCLUSION OF THE PRESS AND PUBLIC", "RESOLVED: That the public be excluded.")
    (paper,) = papers((*MINUTES, *told))
    assert (paper.kind, paper.access) == ("minutes", "public")


def test_a_supplement_says_what_it_replaces():
    cover = (
        "Parks Board",
        "SUPPLEMENT 1 TO THE AGENDA",
        "3 May 2026",
        "Replaces the report at item 2.",
    )
    found = papers(cover, report("Burial fees: revised figures for item 2"))
    assert [p.kind for p in found] == ["supplement", "supplement"]
    assert all("item 2" in p.replaces for p in found)
    assert found[1].item == "2"


@pytest.mark.parametrize(
    ("subject", "first", "period"),
    [
        pytest.param("Monitoring Report Quarter 3 2025/26", TEXT, "Q3 2025/26", id="in the title"),
        pytest.param(
            "Quarterly Monitoring Report",
            "This report covers the second quarter period up to 30 September 2025.",
            "Q2 2025/26",
            id="in its first paragraph",
        ),
        pytest.param(
            "Council Spending as at 30 November 2025", TEXT, "as at 30 November 2025", id="as at"
        ),
        pytest.param("Annual Report 2024/25", TEXT, "2024/25", id="a year"),
        pytest.param("Burial fees", "In 2024 there were 31 burials.", "", id="none"),
        pytest.param("Burial fees", "Fees for 2025/26 and 2026/27.", "", id="two years"),
    ],
)
def test_what_time_a_paper_is_about(subject, first, period):
    (paper,) = papers(
        (*(line.format(subject=subject, body="Parks Board") for line in FRONT), first)
    )
    assert paper.period == period


def test_dates_in_a_header_win_over_a_quarter_that_was_not_mended():
    lines = (
        "Directorate Overview Report",
        "Period: Quarter 1 – 1st July 2025 – 30th September 2025",
        TEXT,
    )
    assert papers(lines)[0].period == "Q2 2025/26"


def test_a_packs_outline_splits_what_has_no_other_sign():
    bookmarks = [
        Bookmark("Agenda frontsheet", 1),
        Bookmark("4 Play areas", 2),
        Bookmark("5 Trees", 3),
    ]
    found = papers(("AGENDA", TEXT), ("Play areas", TEXT), ("Trees", TEXT), bookmarks=bookmarks)
    assert [p.first_page for p in found] == [1, 2, 3]


def test_the_outline_of_minutes_alone_splits_them_into_nothing():
    bookmarks = [Bookmark("41/25 MINUTES", 1), Bookmark("42/25 DECLARATIONS OF INTEREST", 2)]
    (paper,) = papers(MINUTES, ("42/25 DECLARATIONS OF INTEREST", TEXT), bookmarks=bookmarks)
    assert paper.kind == "minutes"


def test_minutes_and_sections_in_a_packs_outline_are_parts_of_papers():
    bookmarks = [
        Bookmark("AGENDA", 1),
        Bookmark("PB1 APOLOGIES", 2),
        Bookmark("PB2 FEES", 3),
        Bookmark("1. Purpose", 4),
        Bookmark("2. Costs", 5),
    ]
    found = papers(
        AGENDA,
        MINUTES,
        ("PB2 FEES", TEXT),
        report("Burial fees", "1. Purpose"),
        ("2. Costs", TEXT),
        bookmarks=bookmarks,
    )
    assert [p.first_page for p in found] == [1, 2, 4]


def test_an_item_that_the_outline_names_begins_where_its_title_stands_on_the_page():
    bookmarks = [
        Bookmark("Agenda frontsheet", 1),
        Bookmark("Item 2 – Burial fees", 2),
        Bookmark("Item 3 – Hedges and ditches", 3),
    ]
    rest = [TEXT.replace("fee", word) for word in "abcdefghijklmnop"]
    found = papers(
        AGENDA,
        ("Item 2 – Burial fees", *rest),
        (TEXT, "Item 3 – Hedges and ditches", TEXT),
        bookmarks=bookmarks,
    )
    assert [(p.title, p.first_page) for p in found[1:]] == [
        ("Burial fees", 2),
        ("Hedges and ditches", 3),
    ]


def test_a_front_page_without_the_word_is_an_agenda_by_its_business():
    front = (
        "Parks Board",
        "Monday, 3 May 2026, 6.30 pm, Council Chamber",
        "1 Apologies",
        "2 Minutes of 4 April 2026",
        "3 Burial fees",
        "4 Hedges and ditches",
    )
    found = papers(front, report("Burial fees"))
    assert (found[0].kind, found[0].title) == ("agenda", "Agenda of Parks Board, 3 May 2026")
    assert found[1].item == "3"


def test_when_and_where_a_board_meets_is_no_title():
    lines = ("Parks Board", "Monday 3 May 2026, 2.00 pm, The Maltings", "Fees for plots", TEXT)
    (paper,) = papers(lines)
    assert paper.title == "Fees for plots"


def test_minutes_may_be_one_minute_and_say_where_before_of_whom():
    for opening in ("MINUTE of the meeting held in the Hall", "At a meeting held in the Hall"):
        (paper,) = papers(("PARKS BOARD", f"{opening} on 12 April 2026", *MINUTES[1:]))
        assert (paper.kind, paper.meeting_date) == ("minutes", "2026-04-12")


def test_what_a_pack_prints_over_an_items_first_page_begins_a_paper():
    fees = ("Agenda Item 2", "What a plot costs", TEXT)
    found = papers(AGENDA, fees, (TEXT,), ("Agenda Item 3", *report("Hedges and ditches")))
    assert [(p.title, p.first_page) for p in found[1:]] == [
        ("What a plot costs", 2),
        ("Hedges and ditches", 4),
    ]


def test_the_items_mark_is_no_running_head_though_every_item_has_one():
    names = ("What oak costs", "Where elm grows", "How ash fares", "When yew is cut", "Why birch")
    reports = [(f"Agenda Item {n}", name, TEXT) for n, name in enumerate(names, 2)]
    found = papers(AGENDA, *reports)
    assert [(p.title, p.item) for p in found[1:]] == list(zip(names, "23456", strict=True))


def test_a_report_of_numbered_sections_with_its_items_number_over_it_is_no_agenda():
    told = "5.1 Financial: there are none; the cost is met within the budgets described in the "
    lines = ("Agenda Item 8", "1 Summary", TEXT, "2 Recommendations", TEXT)
    (paper,) = papers((*lines, f"{told} monitoring report that stands on the same agenda today."))
    assert paper.kind != "agenda"


def test_minutes_that_are_not_called_so_are_known_by_board_day_and_who_was_there():
    minutes = (
        "LARKMOOR DISTRICT COUNCIL",
        "PARKS COMMITTEE",
        "THURSDAY, 17 OCTOBER 2024",
        "PRESENT: Councillor Elm (Chair)",
        "PC/1 APOLOGIES",
        TEXT,
    )
    (paper,) = papers(minutes)
    assert paper.kind == "minutes"
    assert paper.meeting_date == "2024-10-17"


def test_a_property_that_is_a_files_name_is_no_title():
    made = (Page(1, (Line(TEXT, whole=True),)),)
    (found,) = structure(Document("parks_fees.pdf", "0" * 64, made, (), title="tmp.html"))
    assert found.paper.title == "parks fees"


def test_an_outline_of_sections_splits_nothing():
    bookmarks = [Bookmark("1. Introduction", 1), Bookmark("2. Hedges", 2)]
    assert len(papers((TEXT,), (TEXT,), bookmarks=bookmarks)) == 1


def test_the_same_file_gives_the_same_ids():
    pack = (AGENDA, MINUTES, report("Burial fees"))
    assert [p.id for p in papers(*pack)] == [p.id for p in papers(*pack)]
    assert len({p.id for p in papers(*pack)}) == 3


def test_an_agendas_board_has_the_name_in_full_that_its_reports_give():
    agenda = ("Parks, Trees and", "Hedges Board", *AGENDA[1:])
    full = "Parks, Trees and Hedges Board"
    found = papers(agenda, report("Burial fees", body=full), report("Hedges", body=full))
    assert (found[0].body, found[0].title) == (full, f"Agenda of {full}, 3 May 2026")


def test_a_file_of_schedules_is_called_after_the_file_and_each_schedule_heads_its_own_part():
    parts = [
        (f"Schedule {n} {name}", f"1. Care of {name}", f"1.1 For {name}. {TEXT}")
        for n, name in enumerate(("Parks", "Ponds", "Trees"), 1)
    ]
    (structured,) = structure(document(*parts, name="parks-contract_schedules.pdf"))
    assert structured.paper.title == "Parks contract schedules"
    assert structured.elements[-1].headings == ("Schedule 3 Trees", "Care of Trees")


def test_an_appendix_by_itself_has_its_own_title():
    (paper,) = papers(("Appendix 2 Fees for plots", TEXT))
    assert paper.title == "Appendix 2 Fees for plots"


def test_a_sentence_that_leads_a_list_in_is_no_title():
    (paper,) = papers(("Services that will be provided are for:", "• all", "Parks Plan", TEXT))
    assert paper.title == "Parks Plan"


def test_a_report_whose_title_ends_otherwise_in_brackets_than_its_item_begins_a_paper():
    agenda = (*AGENDA, "4. Review of Benches (for information only) (Pages 13 - 16)")
    fees = report("Burial fees", *(f"1.{n} {TEXT}" for n in range(1, 15)))
    review = ("REVIEW OF BENCHES (Parks and Gardens)", "ANNUAL REPORT", f"All benches. {TEXT}")
    found = papers(agenda, fees, review)
    assert [(p.item, p.first_page) for p in found] == [("", 1), ("2", 2), ("4", 3)]


def test_a_report_without_a_frontsheet_has_the_packs_board_in_full():
    agenda = (
        "Parks, Ponds and",
        "Trees Board",
        *AGENDA[1:],
        "4. Review of Benches (for information) (Pages 13 - 16)",
    )
    fees = report(
        "Burial fees", *(f"1.{n} {TEXT}" for n in range(1, 15)), body="Parks, Ponds and Trees Board"
    )
    review = ("REVIEW OF BENCHES", "ANNUAL REPORT", f"All benches. {TEXT}")
    assert {p.body for p in papers(agenda, fees, review)} == {"Parks, Ponds and Trees Board"}


def typeset(*pages):
    """The papers of a file of pages; a line is its text, or (text, size of type)."""
    made = []
    for n, lines in enumerate(pages, 1):
        sized = [line if isinstance(line, tuple) else (line, 10.0) for line in lines]
        blocks = (Line(text, whole=True, size=size, bold=size > 10) for text, size in sized)
        made.append(Page(n, tuple(blocks)))
    return [found.paper for found in structure(Document("pack.pdf", "0" * 64, tuple(made)))]


@pytest.mark.parametrize(
    ("lines", "title", "item"),
    [
        ([("Item 4 – What oak costs", 15.0)], "What oak costs", "4"),
        ([("PARKS BOARD – ITEM 4", 12.0), ("WHAT OAK COSTS", 15.0)], "WHAT OAK COSTS", "4"),
        (
            [
                ("Parks Board 3 May 2026", 12.0),
                ("What oak costs", 15.0),
                "Report of the Head of Parks",
            ],
            "What oak costs",
            "",
        ),
        (
            [("Upland Trees Partnership", 18.0), ("Annual Report 2024-2025", 16.0)],
            "Upland Trees Partnership: Annual Report 2024-2025",
            "",
        ),
        (
            [("FORWARD PLAN OF DECISIONS – MAY 2026", 14.0)],
            "FORWARD PLAN OF DECISIONS – MAY 2026",
            "",
        ),
    ],
    ids=["item first", "item last", "board and day", "annual report", "forward plan"],
)
def test_a_page_of_a_pack_that_begins_with_a_papers_heading_begins_a_paper(lines, title, item):
    found = typeset(AGENDA, report("Burial fees"), (*lines, TEXT, TEXT))
    assert [(p.title, p.item) for p in found[2:]] == [(title, item)]


@pytest.mark.parametrize(
    "lines",
    [
        [("9. Money", 16.0)],
        [("Parks Board 3 May 2026", 10.0), ("Consultation", 10.5)],
        ["Item 4 was deferred until the annual report for 2025 has been seen."],
    ],
    ids=["a chapter", "a running head", "a sentence"],
)
def test_a_page_that_goes_on_with_a_report_begins_none(lines):
    assert len(typeset(AGENDA, report("Burial fees"), (*lines, TEXT, TEXT))) == 2


def test_an_agenda_is_known_with_blanks_between_its_letters_and_its_board_is_no_councillor():
    agenda = (
        "Parks Board",
        "Date: Monday 3 May 2026",
        "To: Councillor Ash (Chair) – Leader of the Council",
        "A G E N D A",
        *AGENDA[3:],
    )
    found = papers(agenda, report("Burial fees"))
    assert (found[0].kind, found[0].body) == ("agenda", "Parks Board")


def test_a_heading_over_columns_is_no_particular():
    table = Table((("Subject", "Number", "Result"), ("Contact", "7", "Upheld")))
    lines = (Line("Complaints about parks", whole=True, size=16), Line(TEXT, whole=True, size=10))
    (found,) = structure(Document("a.pdf", "0" * 64, (Page(1, (*lines, table)),)))
    assert found.paper.title == "Complaints about parks"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "Monday, 3 May 2026 – SUPPLEMENTARY PAPERS",
            "Supplementary papers of Parks Board, 3 May 2026",
        ),
        ("AGENDA SUPPLEMENT", "Agenda supplement of Parks Board, 3 May 2026"),
        ("Monday, 3 May 2026", None),
    ],
)
def test_papers_that_follow_an_agenda_are_called_so_and_not_by_the_office_that_sends_them(
    line, title
):
    cover = ("Legal and Democratic Services", "Parks Board", "3 May 2026", line, TEXT, TEXT)
    (found,) = papers(cover)
    assert (found.title == title) if title else "upplement" not in found.title
