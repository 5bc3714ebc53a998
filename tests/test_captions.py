import pytest

from corpus.papers import Table
from ingest.captions import captions_first
from ingest.paragraphs import Paragraph, PlacedTable

TABLE = PlacedTable(Table((("Plot", "Fee"), ("Large", "£40"))), 1)


def line(text, page=1):
    return Paragraph(text, page, page)


def test_a_caption_below_its_table_is_put_above_it():
    caption = line("Table 1: Fees for plots")
    found = captions_first([line("4. Fees"), TABLE, caption, line("4.1 They rise by £4.")])
    assert found[1:3] == [caption, TABLE]


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param(
            [TABLE, line("Table 2: Hedges"), TABLE], id="it is the caption of the one below"
        ),
        pytest.param(
            [line("Table 1: Fees"), TABLE, line("Text."), TABLE, line("Table 3: Ash")],
            id="others stand above",
        ),
        pytest.param([TABLE, line("Table 1 was made in May.")], id="it is a sentence"),
        pytest.param([TABLE, line("Table 1: Fees", page=2)], id="it is on another page"),
    ],
)
def test_other_lines_stay_where_they_are(pieces):
    assert captions_first(pieces) == pieces
