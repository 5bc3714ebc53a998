"""The source panel: the right page, the right words, and the truth when they are not there."""

from dataclasses import replace

import pytest
from ui_stand_ins import COLUMNS, PARAGRAPHS, add_report, report_pdf, small_library

from assistant.answers import Citation
from corpus.papers import PageStart, Passage
from corpus.view import view_of_all
from ui.source import look, marked_words, of_page, own_words, picture_address, quote_span
from ui.source_panel import panel


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with small_library(tmp_path_factory.mktemp("source") / "library") as held:
        yield held


@pytest.fixture
def own_library(tmp_path):
    """One that a test may change."""
    with small_library(tmp_path / "library") as held:
        yield held


def cited(library, label, key=1, **more):
    """A citation of the paragraph or the row with this number or name."""
    paper = library.papers()[0]
    [found] = [p for p in library.passages(paper.id) if label in (*p.paragraphs, p.label)]
    passage = replace(found, **more)
    return Citation(key, passage, paper, passage.text)


def test_a_citation_opens_at_its_page_with_its_words_marked(library):
    view = look(cited(library, "3.2"), 0, view_of_all(library))
    assert (view.page, view.home, view.pages) == (2, 2, 3)
    assert view.found.share == 1
    html = panel(view)
    assert "The quoted words are marked" in html
    assert "Page 52 (PDF page 2 of 3)" in html
    assert "Item 6(b), paragraph 3.2, page 52 (PDF page 2)" in html
    assert f"<mark>3.2  {PARAGRAPHS[1][1]}</mark>" in html


def test_a_passage_over_two_pages_opens_where_its_quote_is(library):
    view = look(cited(library, "3.2", first_page=1, last_page=3), 0, view_of_all(library))
    assert view.page == 2
    assert view.found.share == 1


def test_words_that_are_not_on_the_page_are_not_marked_and_it_says_so(library):
    citation = replace(cited(library, "3.2"), quote="Words of another paper altogether.")
    view = look(citation, 0, view_of_all(library))
    assert view.found.boxes == ()
    html = panel(view)
    assert "nothing is marked" in html
    assert "mark=" not in html


def test_another_page_of_the_paper_says_where_the_words_are(library):
    html = panel(look(cited(library, "3.2"), 0, view_of_all(library), page=3))
    assert "The quoted words are on page 2 of the PDF" in html
    assert "Back to the quoted page" in html


@pytest.mark.parametrize(("asked", "shown"), [(0, 2), (1, 1), (99, 3), (-4, 2)])
def test_a_page_that_is_not_there_is_the_nearest_that_is(library, asked, shown):
    assert look(cited(library, "3.2"), 0, view_of_all(library), page=max(0, asked)).page == shown


def test_a_row_is_shown_with_the_headings_of_its_columns(library):
    html = panel(look(cited(library, "Employees"), 0, view_of_all(library)))
    assert all(f'<th scope="row">{column}</th>' in html for column in COLUMNS)
    assert "<caption>Employees</caption>" in html
    assert "1,204 £&#x27;000" in html


def test_a_paper_that_was_removed_says_so_and_keeps_its_words(own_library):
    citation = cited(own_library, "3.2")
    own_library.remove(citation.paper.document_id)
    html = panel(look(citation, 0, view_of_all(own_library)))
    assert "no longer in the library" in html
    assert PARAGRAPHS[1][1] in html
    assert "<img" not in html


def test_a_file_without_pages_gives_its_words_and_the_file(library):
    citation = cited(library, "3.2", first_page=0, last_page=0)
    html = panel(look(citation, 0, view_of_all(library)))
    assert "no pages to show" in html
    assert PARAGRAPHS[0][1] in html and PARAGRAPHS[2][1] in html
    assert "download" in html


def test_what_a_passage_holds_is_escaped(library):
    hostile = cited(library, "3.2", text="<img src=x onerror=alert(1)>", item="<i>")
    html = panel(look(hostile, 0, view_of_all(library)))
    assert "&lt;img src=x" in html
    assert "<i>" not in html


def test_the_pictures_address_holds_the_stretch_that_is_quoted(library):
    citation = cited(library, "3.2")
    quote = "a budget of £0.9m"
    view = look(replace(citation, quote=quote), 0, view_of_all(library))
    mark = picture_address(view).split("mark=")[1]
    assert marked_words(citation.passage, mark) == quote


@pytest.mark.parametrize("mark", ["", "5", "x-y", "9-3", "0-99999999", "-1-4"])
def test_a_made_up_stretch_marks_nothing_or_only_the_passage(mark):
    passage = Passage("a", "p", "Burial fees rise.", 1, 1)
    assert marked_words(passage, mark) in ("", "Burial fees rise.")


@pytest.mark.parametrize(
    ("quote", "found"),
    [("fees rise", "fees rise"), ("FEES — rise", "fees rise"), ("rents fall", None), ("", None)],
)
def test_a_quote_is_found_in_its_passage_whatever_its_dashes(quote, found):
    text = "Burial fees rise."
    span = quote_span(quote, text)
    assert (text[span[0] : span[1]] if span else None) == found


def test_of_a_row_its_headings_are_not_looked_for():
    text = "Appendix 2\nItem | Budget\nEmployees | 12"
    row = Passage("a", "p", text, 1, 1, kind="row")
    assert own_words(text, row) == "Employees | 12"
    assert own_words(text, replace(row, kind="table")) == text


def test_a_turned_page_is_marked_all_the_same(own_library):
    library = own_library
    paper = add_report(library, "Turned", "2026-01-19", "Q3", report_pdf("Turned", rotate=90))
    [passage] = [p for p in library.passages(paper.id) if p.paragraphs == ("3.1",)]
    view = look(Citation(1, passage, paper, passage.text), 0, view_of_all(library))
    assert view.found.share == 1
    assert all(0 <= box.left < box.right <= 1 for box in view.found.boxes)


def test_the_words_of_a_row_are_looked_for_on_the_page_that_each_of_its_cells_stands_on():
    text = "Wardens | a review of these services | Unlikely. They are reviewed."
    turns = [(text.index("services"), 2), (text.index("Unlikely"), 1), (text.index("They"), 2)]
    starts = tuple(PageStart(offset, page) for offset, page in turns)
    row = Passage("r", "p", text, 1, 2, kind="row", page_starts=starts)
    assert of_page(text, row, 1).split() == "Wardens | a review of these Unlikely.".split()
    assert of_page(text, row, 2).split() == "services | They are reviewed.".split()
    assert of_page(text, replace(row, page_starts=()), 1) == text
