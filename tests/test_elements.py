import pytest

from corpus.papers import Table
from ingest.elements import find_elements
from ingest.paragraphs import Paragraph, PlacedTable


def lines(*texts, bold=()):
    return [Paragraph(text, 1, 1, bold=text in bold) for text in texts]


def found(*texts, bold=()):
    return find_elements(lines(*texts, bold=bold))


def test_a_numbered_paragraph_stands_under_its_numbered_section():
    heading, paragraph = found("3.0 FINANCIAL IMPLICATIONS", "3.1 The fee for a plot rises by £4.")
    assert heading.kind == "heading"
    assert (paragraph.kind, paragraph.number, paragraph.headings) == (
        "paragraph",
        "3.1",
        ("FINANCIAL IMPLICATIONS",),
    )


def test_a_section_closes_the_one_before_and_keeps_the_appendix_round_it():
    elements = found(
        "1.0 PURPOSE",
        "1.1 To set the fees.",
        "APPENDIX A: FEES",
        "1.0 BURIALS",
        "1.1 The fee for a plot rises by £4.",
    )
    assert [e.headings for e in elements if e.kind == "paragraph"] == [
        ("PURPOSE",),
        ("APPENDIX A: FEES", "BURIALS"),
    ]


@pytest.mark.parametrize(
    "heading", ["Executive Summary", "RECOMMENDATIONS", "Financial implications", "Next steps"]
)
def test_sections_without_numbers_are_known_by_name(heading):
    elements = found(heading, "The fee for a plot rises by £4.")
    assert elements[-1].headings == (heading,)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("10 June 2026", id="a date"),
        pytest.param("12 months had passed.", id="a sentence"),
        pytest.param("£4,000", id="a figure"),
        pytest.param("LK1 3DE", id="a postcode"),
        pytest.param("Members present: Councillors Elm and Ash", id="who was there"),
        pytest.param("11/13 Orchard Street, 3 Mill Lane", id="an address"),
        pytest.param("(i) the fee rises", id="a list's item"),
    ],
)
def test_a_short_line_that_heads_nothing_is_no_heading(line):
    assert all(e.kind != "heading" for e in found(line, "Nobody objected to the plan."))


def test_the_items_of_a_list_keep_the_sentence_that_leads_them_in():
    elements = found("The plan has three parts:", "• hedges", "• ditches", "Nobody objected.")
    assert [(e.kind, e.lead) for e in elements] == [
        ("paragraph", ""),
        ("item", "The plan has three parts:"),
        ("item", "The plan has three parts:"),
        ("paragraph", ""),
    ]


@pytest.mark.parametrize("minute", ["CFC31 BURIAL FEES", "7/26 Burial fees", "EXB 75 BURIAL FEES"])
def test_what_follows_a_minutes_number_belongs_to_it(minute):
    heading, text = found(minute, "The fee for a plot rises by £4.")
    assert heading.kind == "heading"
    assert text.minute == minute.split(" BUR")[0].split(" Bur")[0].replace(" ", "")


def test_the_parts_of_a_resolution_are_resolved_and_what_follows_is_not():
    elements = found(
        "CFC31 BURIAL FEES",
        "RESOLVED: That",
        "1) the fee rise by £4; and",
        "2) the plan be noted.",
        "CFC32 HEDGES",
        "The brook is cleared each autumn.",
    )
    assert [e.kind for e in elements] == [
        "heading",
        "resolution",
        "resolution",
        "resolution",
        "heading",
        "paragraph",
    ]
    assert elements[2].lead == "RESOLVED: That" and elements[2].minute == "CFC31"


def test_recommendations_of_a_report_are_resolutions():
    elements = found("2.0 RECOMMENDATIONS", "2.1 That the Board:", "(i) sets the fees; and")
    assert [e.kind for e in elements[1:]] == ["resolution", "resolution"]


def test_a_minute_set_as_a_table_of_one_row_opens_its_minute():
    table = Table((("CFC31", "BURIAL FEES"),))
    heading, text = find_elements([PlacedTable(table, 1), *lines("The fee rises by £4.")])
    assert (heading.kind, text.minute) == ("heading", "CFC31")


HEAD = ("Service", "Budget", "Actual")


def test_tables_on_two_pages_with_nothing_between_are_one_element():
    first = PlacedTable(Table((HEAD, ("Parks", "120", "98"))), 1)
    second = PlacedTable(Table((("Libraries", "310", "322"),)), 2)
    (element,) = find_elements([first, second])
    assert (element.first_page, element.last_page) == (1, 2)
    assert [row.label for row in element.tables[0].rows] == ["Parks", "Libraries"]


def test_rows_parted_by_a_short_heading_keep_the_columns():
    first = PlacedTable(Table((HEAD, ("Parks", "120", "98"))), 1)
    second = PlacedTable(Table((("Homes", "310", "322"),)), 1)
    elements = find_elements([first, *lines("Housing", bold=["Housing"]), second])
    row = elements[-1].tables[0].rows[0]
    assert [cell.column for cell in row.cells] == ["Budget", "Actual"]
    assert elements[-1].headings == ("Housing",)


def test_a_table_knows_the_heading_and_the_sentence_above_it():
    table = PlacedTable(Table((HEAD, ("Parks", "120", "98"))), 1)
    elements = find_elements([*lines("3.0 COSTS", "The costs are as follows:"), table])
    assert elements[-1].headings == ("COSTS",)
    assert elements[-1].lead == "The costs are as follows:"


def kinds(elements):
    return [(e.kind, e.text) for e in elements]


def test_a_short_numbered_list_is_no_row_of_sections():
    elements = found(
        "2. Where we are now",
        "The Board was told of three reasons.",
        "1. Rain in May",
        "2. More visitors",
        "3. New benches to paint",
        "Nobody objected to the plan.",
    )
    assert [e.text for e in elements if e.kind == "heading"] == ["2. Where we are now"]
    assert elements[-1].headings == ("Where we are now",)


def test_a_count_and_what_is_counted_head_no_section():
    elements = found("4. Where we are now", "1 Play area", "The play area was mended in May.")
    assert elements[-1].headings == ("Where we are now",)


def test_sections_in_plain_type_follow_each_other():
    elements = found("1. Foreword", "Welcome to all.", "2. What was done", "Trees were planted.")
    assert elements[-1].headings == ("What was done",)


def test_a_caption_heads_its_table_and_not_the_text_behind_it():
    table = PlacedTable(Table((("Fee", "2025/26"), ("Plot", "£120"))), 1)
    pieces = [
        *lines("3.0 SUPPORTING INFORMATION", "Table 1: Fees by year"),
        table,
        *lines("3.6 The fee for a plot was put up by four pounds."),
    ]
    elements = find_elements(pieces)
    assert elements[-2].headings == ("SUPPORTING INFORMATION", "Table 1: Fees by year")
    assert elements[-1].headings == ("SUPPORTING INFORMATION",)


def test_the_last_words_of_a_page_are_no_caption_of_a_table_on_the_next():
    table = PlacedTable(Table((("Plot", "£120"), ("Bench", "£30"))), 2)
    assert (
        find_elements([*lines("The answers so far about benches have been very"), table])[0].kind
        == "paragraph"
    )


def test_a_line_without_a_full_stop_right_over_a_table_says_what_it_shows():
    table = PlacedTable(Table((("Plot", "£120"), ("Bench", "£30"))), 1)
    line = "Breakdown of what is charged for each of the things that may be bought, from May 2026"
    assert find_elements([*lines(line), table])[1].lead == line


def test_paragraphs_numbered_under_a_lead_in_sentence_keep_it():
    elements = found(
        "3.8 Three key reasons why fees rose are:",
        "3.8.1 More people came to the park.",
        "3.8.2 The price of paint went up.",
        "3.9 The Board noted this.",
    )
    assert [e.lead for e in elements] == [
        "",
        "3.8 Three key reasons why fees rose are:",
        "3.8 Three key reasons why fees rose are:",
        "",
    ]


def test_a_minute_set_as_a_table_with_a_line_of_dashes_is_that_minute():
    table = PlacedTable(Table((("EXB64", "BURIAL FEES"), ("------", "--"))), 1)
    elements = find_elements([table, *lines("The Board considered a report on fees.")])
    assert elements[0].kind == "heading"
    assert elements[1].minute == "EXB64"


def test_a_label_that_nobody_knows_stays_with_the_frontsheets_other_lines():
    elements = found("REPORT TO: Parks Board", "PORTOLIO: Parks", "DATE: 3 May 2026")
    assert [e.kind for e in elements] == ["field", "field", "field"]


PROSE = "The Board was told that the park had more visitors in May than in any month before it."


def printed_text(*texts, size=10.0):
    return find_elements([Paragraph(text, 1, 1, size=size) for text in texts])


@pytest.mark.parametrize(
    "line", ["School Attendance Guidance", "Work Scrutiny Topics 2024-25", "What happens next?"]
)
def test_a_short_line_in_the_texts_own_type_between_paragraphs_is_a_heading(line):
    elements = printed_text("1. Introduction", PROSE, line, PROSE)
    assert elements[-1].headings[-1] == line


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        pytest.param(PROSE, "Councillor Ann Elm", PROSE, id="a person"),
        pytest.param(PROSE, "38,461 visitors", PROSE, id="a figure"),
        pytest.param("More benches", "Change of designation", PROSE, id="a list's last item"),
        pytest.param("The Board saw that:", "Fees rise", PROSE, id="a list's first item"),
        pytest.param(PROSE, "Elm", "Oak", id="a word among words"),
    ],
)
def test_a_short_line_that_parts_no_prose_is_no_heading(before, line, after):
    assert all(e.kind != "heading" for e in printed_text(before, line, after))


def test_a_short_line_over_bullets_leads_them_in():
    elements = printed_text(PROSE, "Primary schools", "• Elm: 8 places", "• Ash: 9 places")
    assert [e.lead for e in elements[-2:]] == ["Primary schools", "Primary schools"]


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        (
            "3.16 Costs rose. Analysis of fees for the year is included in the table below.",
            "Analysis of fees for the year is included in the table below.",
        ),
        ("3.16 Costs rose in the year.", ""),
    ],
)
def test_a_sentence_that_speaks_of_the_table_under_it_leads_it_in(line, lead):
    table = PlacedTable(Table((("Plot", "£120"), ("Bench", "£30"))), 1)
    assert find_elements([*lines(line), table])[-1].lead == lead


def test_a_line_on_the_page_before_says_nothing_of_a_table():
    table = PlacedTable(Table((("Plot", "£120"), ("Bench", "£30"))), 2)
    line = (
        "A plan on a page, with what is to be done in each of the parks and who is to do it there"
    )
    assert find_elements([*lines(line), table])[-1].lead == ""


def test_a_caption_alone_at_the_foot_of_a_page_heads_the_table_on_the_next():
    before = PlacedTable(Table((("", "Budget", "Actual"), ("Staff", "120", "98"))), 1)
    after = PlacedTable(Table((("", "Budget", "Actual"), ("Staff", "310", "322"))), 2)
    elements = find_elements([before, *lines("Parks and trees"), after])
    assert elements[-1].headings == ("Parks and trees",)


def test_the_title_of_a_statement_stays_over_its_first_part():
    bold = ("Statement of spending", "Income", "Spending")
    elements = found(
        *bold[:2], "Fees were paid in May.", bold[2], "Benches were mended.", bold=bold
    )
    assert elements[2].headings == ("Statement of spending", "Income")
    assert elements[-1].headings == ("Spending",)


def test_three_bold_lines_under_each_other_are_no_headings_of_one_another():
    bold = ("Ash Elm", "Lime Street", "Oakham")
    assert found(*bold, "Fees were paid in May.", bold=bold)[-1].headings == ("Oakham",)


def test_contents_head_nothing_but_their_list():
    bold = ("CONTENTS", "Fees", "Plots")
    elements = found("CONTENTS", "Fees 2", "Fees", "All fees rise.", bold=bold)
    assert elements[-1].headings == ("Fees",)


def test_a_house_number_opens_no_section():
    elements = found("Auditors", "1 Elm Business Park", "Oakham", "The Board met in May.")
    assert all("1 Elm" not in e.text for e in elements if e.kind == "heading")


def test_parts_that_are_counted_from_one_again_stand_under_their_section():
    bold = ("5. Decisions", "1. Hedges", "2. Ditches", "6. Updates", "1. Ponds", "7. Close")
    said = "The Board agreed that this be done in May."
    elements = found(
        *("5. Decisions", "1. Hedges", said, "2. Ditches", said),
        *("6. Updates", "1. Ponds", said, "7. Close", said),
        bold=bold,
    )
    assert [e.headings for e in elements if e.text == said] == [
        ("Decisions", "Hedges"),
        ("Decisions", "Ditches"),
        ("Updates", "Ponds"),
        ("Close",),
    ]


def test_sections_counted_from_one_behind_a_cover_are_sections():
    bold = ("1. Purpose", "2. Fees")
    elements = found("Parks Plan", "1. Purpose", "Fees rise.", "2. Fees", "By £4.", bold=bold)
    assert elements[-1].headings[-1] == "Fees" and "Purpose" not in elements[-1].headings


@pytest.mark.parametrize("joined", ["Mending Of Benches", "The Board was told of benches. " * 10])
def test_what_is_joined_to_a_report_is_no_part_of_its_background_papers(joined):
    bold = ("10.0 BACKGROUND PAPERS", "Mending Of Benches")
    elements = found(
        "10.0 BACKGROUND PAPERS", "10.1 None.", joined, "All benches are mended.", bold=bold
    )
    assert all("BACKGROUND" not in h for e in elements[2:] for h in e.headings)


def test_the_headings_of_a_list_of_background_papers_are_its_own():
    bold = ("10.0 BACKGROUND PAPERS", "Document", "Contact Officer")
    elements = found(*bold[:2], "Parks Plan 2024", bold[2], "Ash Elm, parks", bold=bold)
    assert elements[-1].headings[0] == "BACKGROUND PAPERS"


def test_a_house_number_over_a_table_is_its_caption():
    table = PlacedTable(Table((("Work has begun", "May"), ("Roof", "June"))), 1)
    elements = find_elements([*lines("All homes are safe.", "14 Elm Lane – Home"), table])
    assert elements[-1].headings == ("14 Elm Lane – Home",)


def test_a_schedule_inside_an_appendix_stays_inside_it():
    elements = found("APPENDIX 2", "Schedule 1 Prices", "A bench is £40.", bold=("APPENDIX 2",))
    assert elements[-1].headings == ("APPENDIX 2", "Schedule 1 Prices")


def test_the_notes_to_accounts_are_no_part_of_the_last_statement():
    big = Paragraph("Balance Sheet", 1, 1, bold=True, size=14.0)
    small = [
        Paragraph(text, 1, 1, bold=not text.endswith("."), size=10.0)
        for text in (
            "Notes to the Accounts (continued)",
            "Note 3",
            "All fees were paid in the year.",
        )
    ]
    assert find_elements([big, *small])[-1].headings == ("Notes to the Accounts", "Note 3")


def test_a_caption_that_goes_on_over_a_new_page_is_the_same_caption():
    before = PlacedTable(Table((("", "Budget"), ("Staff", "120"))), 1)
    after = PlacedTable(Table((("", "Budget"), ("Paint", "310"))), 1)
    made = [*lines("Capital plan"), before, *lines("Capital plan continued"), after]
    tables = [e for e in find_elements([*made, *lines("All is well.")]) if e.kind == "table"]
    assert [e.headings for e in tables] == [("Capital plan",)] * 2


@pytest.mark.parametrize(
    "line",
    ["Figure 1: Plots sold in each year", "Total 799", "Appendix C Change requests ........... 8"],
)
def test_a_pictures_caption_a_sum_and_a_line_of_contents_head_nothing(line):
    elements = found("4. Fees", line, "The fee for a plot rises by £4.", bold=(line,))
    assert elements[-1].headings == ("Fees",)
