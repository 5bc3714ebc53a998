"""Marks on pages: the right words, at the right place, or none."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from ui_stand_ins import COLUMNS, PARAGRAPHS, ROWS, report_pdf

from ui.finding import find
from ui.letters import Box, Letters, fold
from ui.pages import TooMuchToDraw, close_up, count_pages, draw_page, find_words


def letters(*lines, width=0.01):
    """A page of lines; three spaces or more set cells apart, as on paper."""
    chars, boxes = [], []
    for row, line in enumerate(lines):
        for column, char in enumerate(line):
            chars.append(char)
            boxes.append(Box(column * width, row * 0.02, (column + 1) * width, row * 0.02 + 0.01))
    return Letters.of(chars, boxes)


def marked(quote, page, passage=""):
    match = find(quote, page, passage)
    return ["".join(page.page[index] for index in dict.fromkeys(run)) for run in match.runs]


def heights(quote, page):
    return {page.boxes[index].top for run in find(quote, page).runs for index in run}


@pytest.mark.parametrize(
    ("quote", "page", "found"),
    [
        pytest.param("Costs rose by 4%", ["Costs rose", "by 4%"], "Costs roseby 4%", id="lines"),
        pytest.param("commissioned", ["commis-", "sioned"], "commis-sioned", id="hyphen"),
        pytest.param("office file", ["oﬃce ﬁle"], "oﬃce ﬁle", id="ligatures"),
        pytest.param(
            "a loss of (£1.2m)", ["a loss of (£1.2m)"], "a loss of (£1.2m)", id="brackets"
        ),
    ],
)
def test_a_quote_is_found_whatever_its_spacing(quote, page, found):
    assert fold("".join(marked(quote, letters(*page)))) == fold(found)


@pytest.mark.parametrize(
    "quote", ["Rents were frozen", "Costs fell", "Costs rose by 5%", "", "…", "1"]
)
def test_words_that_are_not_there_are_not_marked(quote):
    assert find(quote, letters("Costs rose by 4%")).runs == ()


def test_a_rows_cells_are_marked_on_their_own_line_only():
    page = letters(
        "Employees     602     655", "Premises       44      41", "Total         602     41"
    )
    assert marked("Premises | 44 | 41", page) == ["Premises4441"]
    assert marked("Total | 41 | 602", page) == ["Total", "602", "41"]
    assert heights("Total | 41 | 602", page) == {0.04}


def test_the_name_that_several_rows_stand_beside_is_marked_above_the_row():
    page = letters(
        "Start well   Open hubs      A Moss   On track",
        "             Brush teeth    B Fell   Delayed",
        "Start well   Wait less      C Dale   Off track",
    )
    assert marked("Start well | Brush teeth | B Fell | Delayed", page)[0] == "Startwell"
    assert heights("Start well | Brush teeth | B Fell | Delayed", page) == {0.0, 0.02}
    assert heights("Age well | Brush teeth | B Fell | Delayed", page) == {0.02}


def test_a_figure_is_not_found_inside_a_longer_one():
    page = letters("Premises      1,442      2.44      44")
    assert marked("Premises | 44 | 2.44", page) == ["Premises", "244", "44"]


def test_a_cell_of_several_lines_is_found_though_the_file_gives_it_line_by_line():
    page = letters(
        "Foster care     163          176",
        "                Inside 95    Inside 85",
        "                Outside 68   Outside 91",
    )
    match = find("Foster care | 163 Inside 95 Outside 68 | 176 Inside 85 Outside 91", page)
    assert match.share == 1


def test_of_two_places_with_the_same_words_the_passages_own_is_marked():
    page = letters("In April it was 4.", "Noted.", "In June it was 4.", "Agreed.")
    match = find("it was 4.", page, "In June it was 4. Agreed.")
    assert {page.boxes[index].top for run in match.runs for index in run} == {0.04}
    assert heights("it was 4.", page) == {0.0}


def test_the_beginning_of_a_quote_is_marked_where_it_leaves_the_page():
    quote = "The Board agreed the budget for the coming year and asked for a report in June"
    page = letters("Minutes", "The Board agreed the budget for the coming")
    match = find(quote, page)
    assert 0.4 < match.share < 0.6
    assert marked(quote, page) == ["TheBoardagreedthebudgetforthecoming"]


def test_the_end_of_a_quote_does_not_begin_inside_a_figure():
    quote = "It costs £114,000.\n5.2 The cost would be met from the grant for Family Hubs."
    page = letters("Council 10", "5.2 The cost would be met from the grant for", "Family Hubs.")
    [run] = marked(quote, page)
    assert run.startswith("52The")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_searched_for_without_a_fault(quote, page, passage):
    match = find(quote, letters(page), passage)
    assert 0 <= match.share <= 1
    assert (match.share == 0) == (match.runs == ())


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(report_pdf())
    return path


def test_a_paragraphs_box_is_where_it_was_printed(report):
    [box] = find_words(report, 2, PARAGRAPHS[1][1]).boxes
    baseline = 1 - (740 - 40) / 842
    assert abs(box.bottom - baseline) < 0.01
    assert 72 / 595 < box.left < 0.2


def test_a_row_is_marked_cell_by_cell(report):
    found = find_words(report, 3, " | ".join(ROWS[0]))
    assert len(found.boxes) == 4
    assert found.share == 1
    assert len({round(box.bottom, 3) for box in found.boxes}) <= 2


def test_words_of_another_page_are_not_marked(report):
    assert find_words(report, 1, PARAGRAPHS[1][1]).boxes == ()
    assert find_words(report, 99, PARAGRAPHS[1][1]).boxes == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_marks_lie_on_the_words_of_a_turned_page(tmp_path, turn):
    path = tmp_path / "turned.pdf"
    path.write_bytes(report_pdf(rotate=turn))
    found = find_words(path, 2, PARAGRAPHS[0][1])
    assert found.share == 1
    plain = Image.open(io.BytesIO(draw_page(path, 2))).convert("L")
    marked = Image.open(io.BytesIO(draw_page(path, 2, found.boxes))).convert("RGB")
    yellow = [
        (x, y)
        for x in range(0, marked.width, 2)
        for y in range(0, marked.height, 2)
        if marked.getpixel((x, y)) == (255, 221, 0)
    ]
    across = [x for x, _ in yellow]
    down = [y for _, y in yellow]
    inside = plain.crop((min(across), min(down), max(across), max(down)))
    ink = sum(1 for value in inside.getdata() if value < 128)
    assert ink > 300, "the mark lies on an empty part of the page"
    long, short = max(across) - min(across), max(down) - min(down)
    assert (long > short) == (turn in (0, 180))


def test_nothing_is_marked_where_nothing_was_found(report):
    assert draw_page(report, 2, ()) == draw_page(report, 2, find_words(report, 2, "no such").boxes)


def test_a_page_that_is_not_there_is_an_error_for_the_server_to_tell(report):
    with pytest.raises(IndexError):
        draw_page(report, 4)


def test_a_vast_page_is_drawn_small_enough(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "drawing.pdf"
    sheet = Canvas(str(path), pagesize=(200, 14_000))
    sheet.drawString(20, 100, "A drawing")
    sheet.save()
    picture = Image.open(io.BytesIO(draw_page(path, 1)))
    assert picture.width * picture.height <= 6_100_000


def test_pages_are_counted_and_other_files_have_none(tmp_path, report):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    words = tmp_path / "notes.txt"
    words.write_text("Notes")
    assert [count_pages(path) for path in (report, broken, words)] == [3, 0, 0]


def test_a_close_up_holds_the_marks_and_stays_on_the_page():
    part = close_up((Box(0.1, 0.95, 0.2, 0.97), Box(0.3, 0.95, 0.4, 0.97)))
    assert part is not None
    assert part.left <= 0.1 and part.right >= 0.4 and part.top < 0.95
    assert part.left >= 0 and part.bottom <= 1
    assert close_up(()) is None
    assert close_up((Box(0, 0, 1, 0.9),)) is None


def test_the_headings_of_the_stand_in_are_on_its_page(report):
    assert all(find_words(report, 3, heading).share == 1 for heading in COLUMNS)


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "drawing.pdf"
    sheet = Canvas(str(path))
    for step in range(60_000):
        sheet.line(step % 590, 0, (step * 7) % 590, 840)
    sheet.save()
    with pytest.raises(TooMuchToDraw):
        draw_page(path, 1, longest=0.05)
    simple = tmp_path / "simple.pdf"
    simple.write_bytes(report_pdf())
    assert draw_page(simple, 2)


WHOLE = "The Board was given a grant to build resilience in its schools and settings for pupils."
BETWEEN = "Nothing else was given."
BROKEN = "The grant was split into two workstreams, of support."


def folded(quote, page):
    return [fold(words) for words in marked(quote, page)]


def test_the_sentence_of_a_quote_that_a_page_breaks_off_is_marked_on_both_pages():
    quote = f"{WHOLE}\n{BROKEN}"
    foot = letters(WHOLE, BETWEEN, "The grant was split into two", "Page 4 of 6")
    assert folded(quote, foot) == [fold(WHOLE), fold("The grant was split into two")]
    quote = f"{BROKEN}\n{WHOLE}"
    head = letters("Board report", "workstreams, of support.", BETWEEN, WHOLE)
    assert folded(quote, head) == [fold("workstreams, of support"), fold(WHOLE)]


def test_the_beginning_of_a_sentence_in_the_middle_of_a_page_is_not_taken_for_it():
    page = letters(WHOLE, BETWEEN, "The grant was split into two parts", *[BETWEEN] * 12)
    assert folded(f"{WHOLE}\n{BROKEN}", page) == [fold(WHOLE)]
