import pytest

from corpus.papers import Table
from ingest.elements import find_elements
from ingest.paragraphs import Paragraph, PlacedTable

COSTS = PlacedTable(Table((("Service", "2025/26"), ("Hedges", "120"), ("Ditches", "80"))), 1)


def pieces(*made):
    return [Paragraph(piece, 1, 1) if isinstance(piece, str) else piece for piece in made]


def test_a_tables_name_above_the_appendixs_mark_heads_the_table_inside_the_appendix():
    made = pieces("There are no papers.", "Parks and Gardens", "APPENDIX 2", COSTS, "Trees", COSTS)
    first, second = (e for e in find_elements(made) if e.kind == "table")
    assert first.headings == ("APPENDIX 2", "Parks and Gardens")
    assert second.headings == ("APPENDIX 2", "Trees")


def test_a_title_above_the_mark_of_an_appendix_of_several_parts_names_the_appendix():
    made = pieces("There are no papers.", "Savings so far", "Appendix 4", "Parks", COSTS)
    (table,) = (e for e in find_elements(made) if e.kind == "table")
    assert table.headings == ("Appendix 4 Savings so far", "Parks")


@pytest.mark.parametrize(
    "before",
    [("None",), ("Background papers", "Parks plan 2024"), ("5.1 None at all",)],
    ids=["a word", "a list's end", "a numbered line"],
)
def test_the_end_of_the_text_before_an_appendix_is_no_title_of_it(before):
    made = pieces("There are no papers.", *before, "APPENDIX 1", COSTS)
    (table,) = (e for e in find_elements(made) if e.kind == "table")
    assert table.headings == ("APPENDIX 1",)


def test_a_title_below_the_mark_is_the_appendixs_own():
    made = pieces("All is well.", "Lime Street", "APPENDIX 1", "Fees Of Parks", "All fees rise.")
    assert find_elements(made)[-1].headings[0] == "APPENDIX 1"
