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
