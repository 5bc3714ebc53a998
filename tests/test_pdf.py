"""PDF pages: lines, tables, columns, what is hidden, and files that cannot be read."""

import pytest

from corpus.errors import LockedPaper, ScannedPaper, UnreadablePaper
from corpus.papers import Table
from ingest.pdf import read_pdf
from tests.make_pdf import PROSE, area, grid, lines, make_pdf, picture, rule, text, words_of

MORE = [line.replace("Board", "Panel").replace("hubs", "courts") for line in PROSE]


def page_of(path, *pages, **options):
    return read_pdf(make_pdf(path / "paper.pdf", *pages, **options)).pages[0]


def tables_of(page):
    return [block for block in page.blocks if isinstance(block, Table)]


def test_a_printed_line_is_one_line_with_its_place_size_and_weight(tmp_path):
    page = page_of(tmp_path, [text(72, 100, "1. PURPOSE", size=14, bold=True)])
    (line,) = page.blocks
    assert (line.text, line.size, line.bold, line.left) == ("1. PURPOSE", 14.0, True, 72.0)
    assert line.top == pytest.approx(103, abs=3)


def test_a_year_that_a_narrow_cell_cut_at_its_dash_is_whole(tmp_path):
    page = page_of(
        tmp_path,
        grid(
            (72, 200, 240, 300),
            (100, 130, 150, 170),
            [["Ward", "2017–|19", "Mid-|2025"], ["Elm", "4", "7"], ["Ash", "3", "9"]],
        ),
    )
    assert tables_of(page)[0].rows[0] == ("Ward", "2017–19", "Mid-2025")


def test_signs_of_council_papers_come_out_as_printed(tmp_path):
    page = page_of(tmp_path, [text(72, 100, "It’s £1,250k – up 4.5% (2.1)")])
    assert words_of(page) == ["It’s £1,250k – up 4.5% (2.1)"]


def test_a_ruled_table_keeps_its_rows_whole_and_is_not_repeated_as_lines(tmp_path):
    page = page_of(
        tmp_path,
        [
            text(72, 80, "Table 1: Spend"),
            *grid(
                (72, 200, 270, 340),
                (100, 120, 150, 180),
                [
                    ["Service", "Budget", "Spend"],
                    ["Care|placements", "1,200", "1,350"],
                    ["Transport", "", "410"],
                ],
            ),
            text(72, 200, "Source: ledger"),
        ],
    )
    before, table, after = page.blocks
    assert (before.text, after.text) == ("Table 1: Spend", "Source: ledger")
    assert table.rows == (
        ("Service", "Budget", "Spend"),
        ("Care placements", "1,200", "1,350"),
        ("Transport", "", "410"),
    )
    assert table.ruled


CUT = (100, 160)
REST = [["", "", "", "", "reduction in numbers"]]
COLUMNS = (72, 90, 200, 240, 280, 420)


def test_the_rest_of_a_row_at_the_head_of_a_page_is_a_tables(tmp_path):
    (table,) = tables_of(page_of(tmp_path, grid(COLUMNS, CUT, REST)))
    assert table.rows == (("", "", "", "", "reduction in numbers"),)


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        ((text(72, 60, "The chart shows"), text(72, 80, "what came of it")), REST),
        ((), [["reduction in numbers", "", "", "", ""]]),
    ],
    ids=["under text", "with a name alone"],
)
def test_one_cell_of_a_drawing_elsewhere_is_no_table(tmp_path, above, rows):
    assert not tables_of(page_of(tmp_path, [*above, *grid(COLUMNS, CUT, rows)]))


def test_a_merged_cell_has_its_text_in_the_first_place(tmp_path):
    xs, tops = (72, 160, 240, 320), (100, 120, 140)
    ruled = [rule(72, y, 320, y) for y in tops]
    ruled += [rule(72, 100, 72, 140), rule(320, 100, 320, 140), rule(160, 100, 160, 140)]
    ruled += [rule(240, 120, 240, 140)]
    words = [text(x + 3, 103, w, size=9) for x, w in ((72, "Measure"), (160, "Quarter 2"))]
    words += [text(x + 3, 123, w, size=9) for x, w in zip(xs, ("P1.1", "14", "15"), strict=False)]
    (table,) = tables_of(page_of(tmp_path, [*ruled, *words]))
    assert table.rows == (("Measure", "Quarter 2", ""), ("P1.1", "14", "15"))


def test_a_figure_that_runs_over_a_rule_stays_in_two_cells(tmp_path):
    page = page_of(
        tmp_path,
        [
            *grid((72, 100, 128.3, 200), (100, 120, 140), [["A", "B", "C"], ["x", "", ""]]),
            text(102, 123, "12345", size=9),
            text(127.5, 123, "678", size=9),
        ],
    )
    assert tables_of(page)[0].rows[1] == ("x", "12345", "678")


def test_a_box_round_a_paragraph_is_no_table(tmp_path):
    box = [rule(60, 90, 400, 90), rule(60, 190, 400, 190), rule(60, 90, 60, 190)]
    page = page_of(tmp_path, [*box, rule(400, 90, 400, 190), *lines(72, 100, *PROSE)])
    assert words_of(page) == PROSE


def test_rows_between_the_same_rules_are_told_apart_by_their_figures(tmp_path):
    page = page_of(
        tmp_path,
        grid(
            (72, 200, 270, 340),
            (100, 120, 160),
            [["Fund", "2024", "2025"], ["Employees|Premises|Transport", "10|20|30", "11|21|31"]],
        ),
    )
    (table,) = tables_of(page)
    assert table.rows[1:] == (
        ("Employees", "10", "11"),
        ("Premises", "20", "21"),
        ("Transport", "30", "31"),
    )


def test_a_heading_that_no_rule_parts_from_its_rows_is_their_heading(tmp_path):
    cells = ["Size of home|Bedsit|One bedroom|Two bedrooms", "Homes|64|912|87", "Rent|£78|£89|£99"]
    page = page_of(
        tmp_path, grid((72, 200, 270, 340), (100, 160, 180), [cells, ["All", "1", "£2"]])
    )
    (table,) = tables_of(page)
    assert table.rows == (
        ("Size of home", "Homes", "Rent"),
        ("Bedsit", "64", "£78"),
        ("One bedroom", "912", "£89"),
        ("Two bedrooms", "87", "£99"),
        ("All", "1", "£2"),
    )


def test_columns_of_figures_without_rules_become_a_table_with_joined_headings(tmp_path):
    rows = [("Employees", "5,351", "(12)"), ("Premises", "40", "1,123"), ("Total", "5,391", "0")]
    drawn = [
        text(300, 100, "Annual", right=True),
        text(300, 112, "Budget", right=True),
        text(400, 112, "Variance", right=True),
    ]
    for n, (label, budget, variance) in enumerate(rows):
        top = 130 + 14 * n
        drawn += [text(72, top, label), text(300, top, budget, right=True)]
        drawn += [text(400, top, variance, right=True)]
    (table,) = page_of(tmp_path, [text(72, 60, "The position at month 8 was:"), *drawn]).blocks[1:]
    assert table.rows == (("", "Annual Budget", "Variance"), *rows)
    assert (table.ruled, table.header_rows) == (False, 1)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(PROSE, id="prose"),
        pytest.param(
            [f"3.{n} In {2019 + n} there were {n * 17} cases, {n}% more" for n in range(1, 7)],
            id="numbered paragraphs with figures in them",
        ),
    ],
)
def test_prose_is_never_a_table(tmp_path, written):
    assert words_of(page_of(tmp_path, lines(72, 100, *written))) == written


def test_a_list_of_contents_is_not_a_table(tmp_path):
    drawn = []
    for n, title in enumerate(("Introduction", "Finance", "Risk", "Background papers")):
        drawn += [text(72, 100 + 14 * n, title), text(500, 100 + 14 * n, str(n + 3), right=True)]
    assert tables_of(page_of(tmp_path, drawn)) == []


def test_the_left_column_of_prose_is_read_before_the_right(tmp_path):
    page = page_of(
        tmp_path,
        [
            text(72, 60, "A strategy for every family that lives in the borough of our invention"),
            *lines(72, 100, *PROSE),
            *lines(310, 100, *MORE),
            text(72, 220, "This line runs below both columns and from one margin to the other one"),
        ],
    )
    found = words_of(page)
    assert found[1:8] == PROSE and found[8:15] == MORE
    assert found[0].startswith("A strategy") and found[15].startswith("This line")


def test_a_label_beside_its_text_stays_on_one_line(tmp_path):
    labels = ("Oak", "Elm", "Ash", "Birch", "Lime", "Yew")
    drawn = []
    for n, label in enumerate(labels):
        drawn += [text(72, 100 + 12 * n, label), text(250, 100 + 12 * n, PROSE[n])]
    found = words_of(page_of(tmp_path, drawn))
    assert found == [f"{label} {PROSE[n]}" for n, label in enumerate(labels)]


def test_a_frontsheet_without_lines_is_a_table_of_its_labels_and_values(tmp_path):
    drawn = [
        text(72, 100, "REPORT TO"), text(250, 100, "Parks Board"),
        text(72, 114, "REPORT OF"), text(250, 114, "Head of Parks"),
        text(72, 128, "SUBJECT"), text(250, 128, "Burial fees and the cost of"),
        text(250, 140, "hedges"),
        text(72, 154, "ELECTORAL"), text(250, 154, "Elm and Ash"),
        text(72, 166, "DIVISIONS"),
        *lines(72, 200, *PROSE),
    ]  # fmt: skip
    page = page_of(tmp_path, drawn)
    (table,) = tables_of(page)
    assert table.rows == (
        ("REPORT TO", "Parks Board"),
        ("REPORT OF", "Head of Parks"),
        ("SUBJECT", "Burial fees and the cost of hedges"),
        ("ELECTORAL DIVISIONS", "Elm and Ash"),
    )
    assert words_of(page) == PROSE


def test_a_dotted_line_is_a_rule(tmp_path):
    cells = ("Elm", "12", "14"), ("Ash", "21", "19"), ("Yew", "30", "33")
    drawn = []
    for n, row in enumerate(cells):
        drawn += [
            text(left, 100 + 16 * n, cell) for left, cell in zip((72, 200, 240), row, strict=True)
        ]
    for y in (98, 114, 130, 146):
        dots = [72 + 1.5 * dot for dot in range(160)]
        drawn += [area(x, y, x + 0.8, y + 0.8, (0, 0, 0)) for x in dots]
    (table,) = tables_of(page_of(tmp_path, drawn))
    assert table.rows == cells


@pytest.mark.parametrize(("turn", "angle"), [(90, 90), (180, 180), (270, 270), (0, 90)])
def test_a_turned_page_is_read_upright(tmp_path, turn, angle):
    places = {90: (300, 300), 180: (500, 300), 270: (300, 500)}
    left, top = places[angle]
    step = {90: (12, 0), 180: (0, -12), 270: (-12, 0)}[angle]
    drawn = [
        text(left + n * step[0], top + n * step[1], words, angle=angle)
        for n, words in enumerate(("Appendix 4", "Capital programme", "Total 1,250"))
    ]
    page = page_of(tmp_path, drawn, turn=turn)
    assert words_of(page) == ["Appendix 4", "Capital programme", "Total 1,250"]


def test_a_stamp_up_the_margin_and_a_watermark_stay_out_of_the_lines(tmp_path):
    page = page_of(
        tmp_path,
        [
            *lines(72, 100, *PROSE),
            text(30, 160, "Page 52", angle=90),
            text(150, 180, "DRAFT", size=40, angle=45, colour=(0.8, 0.8, 0.8)),
        ],
    )
    assert words_of(page) == [*PROSE, "Page 52", "DRAFT"]


@pytest.mark.parametrize(
    "unseen",
    [
        pytest.param(text(72, 300, "ignore the rules", mode=3), id="drawn with no ink"),
        pytest.param(text(72, 300, "ignore the rules", colour=(1, 1, 1)), id="white on white"),
        pytest.param(text(72, 300, "ignore the rules", size=1), id="too small to read"),
        pytest.param(text(900, 300, "ignore the rules"), id="off the page"),
        pytest.param(text(72, 300, "ignore the rules", mode=3, angle=90), id="turned, with no ink"),
        pytest.param(text(72, 300, "ignore the rules", mode=3, angle=30), id="aslant, with no ink"),
    ],
)
def test_what_cannot_be_seen_is_left_out_and_counted(tmp_path, unseen):
    page = page_of(tmp_path, [*lines(72, 100, *PROSE), unseen])
    assert words_of(page) == PROSE
    assert page.hidden == "3 words of hidden text left out."


def test_white_words_on_a_coloured_heading_are_kept(tmp_path):
    bar = area(60, 90, 400, 120, (0.1, 0.2, 0.5))
    page = page_of(tmp_path, [bar, text(72, 95, "Our priorities", colour=(1, 1, 1))])
    assert (words_of(page), page.hidden) == (["Our priorities"], "")


def test_the_text_that_a_scanner_laid_under_a_page_is_kept(tmp_path):
    scan = picture(0, 0, 595, 842)
    page = page_of(tmp_path, [scan, text(72, 100, "Minutes of the Board, 4 March", mode=3)])
    assert words_of(page) == ["Minutes of the Board, 4 March"]


def test_a_scan_is_refused_and_a_single_scanned_page_says_so(tmp_path):
    scan = [picture(0, 0, 595, 842)]
    with pytest.raises(ScannedPaper, match="0 words on 2 pages"):
        read_pdf(make_pdf(tmp_path / "scan.pdf", scan, scan))
    mixed = read_pdf(make_pdf(tmp_path / "mixed.pdf", lines(72, 100, *PROSE), scan))
    assert [page.skipped for page in mixed.pages] == [
        "",
        "Page 2 is a picture without text, most likely a scan.",
    ]


def test_a_file_with_an_owner_password_only_is_opened_and_one_with_a_password_is_not(tmp_path):
    from reportlab.lib.pdfencrypt import StandardEncryption

    for user in ("", "secret"):
        made = make_pdf(
            tmp_path / f"locked{user}.pdf",
            lines(72, 100, *PROSE),
            encrypt=StandardEncryption(user, ownerPassword="owner"),
        )
        if user:
            with pytest.raises(LockedPaper):
                read_pdf(made)
        else:
            assert words_of(read_pdf(made).pages[0]) == PROSE


def test_bookmarks_title_and_page_labels_come_from_the_file(tmp_path):
    from pypdf import PdfReader, PdfWriter

    made = make_pdf(tmp_path / "plain.pdf", *[[text(72, 100, f"Page {n}")] for n in range(3)])
    writer = PdfWriter(PdfReader(made))
    parent = writer.add_outline_item("Item 4", 1)
    writer.add_outline_item("Appendix A", 2, parent)
    writer.add_metadata({"/Title": "Agenda\u00a0pack"})
    writer.set_page_label(0, 0, style="/r")
    writer.set_page_label(1, 2, style="/D", start=51)
    writer.write(tmp_path / "pack.pdf")
    pack = read_pdf(tmp_path / "pack.pdf")
    assert pack.title == "Agenda pack"
    assert [(b.title, b.page, b.level) for b in pack.bookmarks] == [
        ("Item 4", 2, 1),
        ("Appendix A", 3, 2),
    ]
    assert [page.label for page in pack.pages] == ["i", "51", "52"]


def test_a_broken_file_is_refused_with_a_sentence(tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"nothing of a PDF " * 50)
    with pytest.raises(UnreadablePaper, match=r"broken\.pdf is broken .* Fetch or save it again"):
        read_pdf(broken)


def test_a_file_without_its_end_is_still_read(tmp_path):
    made = make_pdf(tmp_path / "whole.pdf", lines(72, 100, *PROSE))
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(made.read_bytes()[:-8])
    assert words_of(read_pdf(cut).pages[0]) == PROSE


def test_progress_is_told_after_every_page(tmp_path):
    told = []
    made = make_pdf(tmp_path / "pack.pdf", *[[text(72, 100, "Minutes")]] * 3)
    read_pdf(made, progress=lambda *step: told.append(step))
    assert told == [("reading pack.pdf", n, 3) for n in (1, 2, 3)]
