"""Pages set in columns: where they begin and end, short ones, and what is no column."""

from corpus.papers import Table
from ingest.paragraphs import Paragraph, join_lines
from ingest.pdf import read_pdf
from tests.make_pdf import PROSE, lines, make_pdf, text, words_of

LEFT = [*PROSE[:-1], "kept its doors open in the evening of 8"]
RIGHT = [
    "October as well. Members thanked the",
    "volunteers, without whom the toy library",
    "could not have moved to its new rooms in",
    "the old bank before the end of the year.",
    "They asked how the rent of those rooms",
    "would be met when the lottery grant that",
    "pays for them now comes to an end.",
]
WIDE = (
    "A strategy for every family that lives in the borough of our invention and for those who visit"
)
PANELS = [
    (
        "4,120",
        "families live within a mile",
        "of a hub, 1,230 more than",
        "before the fourth of them",
        "opened.",
    ),
    (
        "890",
        "carers came to a drop-in at",
        "least once in the year, and",
        "half of them came back for",
        "a second time.",
    ),
    (
        "12%",
        "of sessions were cancelled",
        "for want of a room, in the",
        "winter more than one in",
        "five.",
    ),
]


def page_of(path, *drawn):
    return read_pdf(make_pdf(path / "paper.pdf", [one for part in drawn for one in part])).pages[0]


def paragraphs_of(page):
    return [piece.text for piece in join_lines([page]) if isinstance(piece, Paragraph)]


def test_three_short_columns_under_large_figures_are_read_one_after_the_other(tmp_path):
    drawn = [text(72, 60, WIDE)]
    for column, (figure, *told) in enumerate(PANELS):
        left = 72 + 160 * column
        drawn += [text(left, 100, figure, size=16, bold=True), *lines(left, 120, *told)]
    found = words_of(page_of(tmp_path, drawn))
    assert found == [WIDE, *PANELS[0], *PANELS[1], *PANELS[2]]


def test_columns_under_a_heading_that_heads_both_do_not_go_on_from_those_above(tmp_path):
    found = words_of(
        page_of(
            tmp_path,
            lines(72, 60, *LEFT[:5]),
            lines(310, 60, *LEFT[:5]),
            [text(72, 140, "The year in brief", size=16, bold=True)],
            lines(72, 170, *LEFT),
            lines(310, 170, *RIGHT),
        )
    )
    assert found == [*LEFT[:5], *LEFT[:5], "The year in brief", *LEFT, *RIGHT]


def test_a_page_foot_is_not_the_end_of_the_left_column(tmp_path):
    foot = [text(72, 780, "Annual report of the hubs"), text(500, 780, "7")]
    found = words_of(page_of(tmp_path, lines(72, 100, *LEFT), lines(310, 100, *RIGHT), foot))
    assert found == [*LEFT, *RIGHT, "Annual report of the hubs 7"]


def test_a_sentence_goes_on_at_the_top_of_the_next_column(tmp_path):
    left = [*LEFT[:-1], "kept its doors open in the evening, so"]
    right = ["that more than half of those who came", *RIGHT[1:]]
    (found,) = paragraphs_of(page_of(tmp_path, lines(72, 100, *left), lines(310, 100, *right)))
    assert "in the evening, so that more than half" in found


def test_a_line_of_a_column_that_begins_with_a_figure_goes_on_with_its_sentence(tmp_path):
    left = [
        *LEFT[:3],
        "every ward since the count of 31 March",
        "2024, most of all where a hub had been",
    ]
    page = page_of(
        tmp_path,
        [text(72, 60, WIDE)],
        lines(72, 100, *left, *LEFT[5:]),
        lines(310, 100, *RIGHT),
    )
    assert any("31 March 2024, most of all" in found for found in paragraphs_of(page))


def test_names_in_two_columns_are_not_run_together(tmp_path):
    names = [
        f"Councillor {first} {last}atherstone (Liberal)"
        for first, last in zip("ABCDEF", "PQRSTU", strict=True)
    ]
    more = [name.replace("Councillor", "Alderman") for name in names]
    page = page_of(
        tmp_path,
        lines(72, 60, *[WIDE] * 3),
        lines(72, 120, *names),
        lines(310, 120, *more),
    )
    found = paragraphs_of(page)
    assert all(name in found for name in names + more)


def test_rows_of_figures_and_their_reasons_are_no_columns(tmp_path):
    rows = [
        ("Reports of damp that were received", "614", "Of which three in four came by telephone"),
        ("Looked at within ten working days", "530", "Because nobody was at home when we came"),
        ("Made safe within five working days", "151", "Fans were out of stock for a fortnight"),
        ("Work begun within twelve weeks", "117", "Scaffolding that had to be shared was late"),
        ("Work ended within the year", "96", "Two contractors left in the same month"),
        ("Looked at again after a year", "80", "The team was short of three surveyors"),
    ]
    drawn = [text(72, 60, WIDE)]
    for n, (label, count, why) in enumerate(rows):
        top = 100 + 14 * n
        drawn += [text(72, top, label), text(290, top, count), text(330, top, why)]
    page = page_of(tmp_path, drawn)
    tables = [block for block in page.blocks if isinstance(block, Table)]
    found = [" ".join(row) for table in tables for row in table.rows] or words_of(page)
    assert all(
        any(label in line and count in line and why in line for line in found)
        for label, count, why in rows
    )


def test_a_list_with_bullets_and_figures_in_two_columns_is_read_down(tmp_path):
    left = [
        "• 157 children with our carers",
        "• 86 fostering households",
        "• 10 households approved",
        "• 4 moved away",
        "• 3 gave notice",
    ]
    right = [
        "• 204 enquiries, up from 109",
        "• 94% of reviews held on time",
        "• 7 complaints, 2 upheld",
        "• 11 allegations, 1 upheld",
        "• 9 young people staying put",
    ]
    page = page_of(tmp_path, [text(72, 60, WIDE)], lines(72, 100, *left), lines(310, 100, *right))
    assert words_of(page) == [WIDE, *left, *right]
