"""A table's last rows at the head of the next page, where nothing of it is drawn again."""

import pytest

from corpus.papers import Line, Page, Table
from ingest.rows_over_page import with_rows_over_pages

TABLE = Table((("", "2021/22", "2022/23"), ("Schools", "12", "17")), False, 1)


def after(*blocks, table=TABLE):
    """The second page's blocks, where the first ends with the table."""
    pages = [Page(1, (Line("Use of the centre"), table)), Page(2, blocks)]
    first, second = with_rows_over_pages(pages)
    assert first == pages[0]
    return second.blocks


def test_lines_with_a_name_and_a_figure_a_column_are_rows_under_its_headings():
    prose = Line("Seven schools bring 12 17")
    blocks = after(
        Line("Council subsidy, £'000 412 (688)", top=80.0),
        Line("Subsidy a visit, £ 1.20 n/a"),
        Line("The pool is full at the times when schools want it."),
        prose,
    )
    assert blocks[0] == Table(
        (
            ("", "2021/22", "2022/23"),
            ("Council subsidy, £'000", "412", "(688)"),
            ("Subsidy a visit, £", "1.20", "n/a"),
        ),
        False,
        1,
        80.0,
    )
    assert blocks[1:] == (Line("The pool is full at the times when schools want it."), prose)


@pytest.mark.parametrize(
    "text",
    [
        "Schools 12",
        "Schools 12 17 19",
        "12 17",
        "The subsidy rose between 2021 and 2022.",
        "Schools – –",
        "1.2 In the year 12 schools came.",
        pytest.param(f"{'Schools ' * 40}12 17", id="long"),
    ],
)
def test_a_line_of_another_form_stays_a_line(text):
    assert after(Line(text)) == (Line(text),)


@pytest.mark.parametrize(
    "table",
    [
        Table(TABLE.rows, False, 0),
        Table((("", "2022/23"), ("Schools", "17")), False, 1),
        Line("Schools 12 17"),
    ],
)
def test_after_a_table_without_headings_or_of_one_figure_or_after_prose_nothing_changes(table):
    blocks = (Line("Council subsidy 412"), Line("Swimming 1 2"))
    assert after(*blocks, table=table) == blocks


def test_rows_go_on_over_more_than_one_page():
    pages = [Page(1, (TABLE,)), Page(2, (Line("Gym 52 70"),)), Page(3, (Line("Hall 33 41"),))]
    _, second, third = with_rows_over_pages(pages)
    assert second.blocks[0].rows[1:] == (("Gym", "52", "70"),)
    assert third.blocks[0].rows[1:] == (("Hall", "33", "41"),)


def test_a_page_without_blocks_is_left_as_it_is():
    pages = [Page(1, (TABLE,)), Page(2, ()), Page(3, (Line("Hall 33 41"),))]
    assert with_rows_over_pages(pages) == pages
