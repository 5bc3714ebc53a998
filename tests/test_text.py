import pytest

from corpus.errors import UnknownFormat, UnreadablePaper
from corpus.papers import Line, Table
from ingest.text import read_text


def read(tmp_path, content, name="paper.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text(path)


def texts(page):
    return [block.text for block in page.blocks if isinstance(block, Line)]


def test_printed_footers_end_pages_and_give_their_numbers(tmp_path):
    document = read(tmp_path, "Fees rise.\nPage 5 of 7\nRents stay.\nPage 6 of 7\nThe end.\n")
    assert [(page.number, page.label, texts(page)) for page in document.pages] == [
        (5, "5", ["Fees rise."]),
        (6, "6", ["Rents stay."]),
        (7, "7", ["The end."]),
    ]


def test_a_sentence_about_a_page_ends_no_page(tmp_path):
    document = read(tmp_path, "The table stands on Page 4\nand shows the fees.\n")
    assert len(document.pages) == 1 and document.pages[0].number == 0


def test_form_feeds_end_pages(tmp_path):
    document = read(tmp_path, "One\fTwo\fThree")
    assert [(page.number, texts(page)) for page in document.pages] == [
        (1, ["One"]),
        (2, ["Two"]),
        (3, ["Three"]),
    ]


def test_lines_with_tabs_are_one_table_of_equal_rows(tmp_path):
    document = read(tmp_path, "Costs\nPost\t£'000\tNote\nStaff\t12\nVans\t3\thired\nEnd.\n")
    _, table, _ = document.pages[0].blocks
    assert table == Table(
        (("Post", "£'000", "Note"), ("Staff", "12", ""), ("Vans", "3", "hired")), ruled=False
    )


def test_a_markdown_table_loses_its_rule(tmp_path):
    document = read(tmp_path, "| Ward | Fee |\n|---|---:|\n| Elm | £4 |\n", "fees.md")
    assert document.pages[0].blocks[0].rows == (("Ward", "Fee"), ("Elm", "£4"))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<p>Fees <b>rise</b>.</p>", "Fees rise ."),
        ("The **whole** fee", "The whole fee"),
        ("a *small* fee", "a small fee"),
        ("Ash &amp; Elm", "Ash & Elm"),
        ("£4\u00a0million of\ufb01cer", "£4 million officer"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a < b and c > d", "a < b and c > d"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_marks_are_not_text_and_signs_are(raw, shown, tmp_path):
    (line,) = read(tmp_path, raw).pages[0].blocks
    assert line.text.replace(" .", ".") == shown.replace(" .", ".")


@pytest.mark.parametrize("raw", ["**1.0 Purpose**", "<b>1.0 Purpose</b>"])
def test_a_line_that_is_bold_throughout_says_so(raw, tmp_path):
    (line,) = read(tmp_path, raw).pages[0].blocks
    assert line.bold and line.text == "1.0 Purpose"


def test_markdown_headings_keep_their_level(tmp_path):
    document = read(tmp_path, "# Fees\n\n### Burial fees ###\n\nThey rise.\n", "fees.md")
    assert [(line.text, line.heading) for line in document.pages[0].blocks] == [
        ("Fees", 1),
        ("Burial fees", 3),
        ("They rise.", 0),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding, tmp_path):
    (line,) = read(tmp_path, "Fees: £4 – Wendy’s".encode(encoding)).pages[0].blocks
    assert line.text == "Fees: £4 – Wendy’s"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b" \n\n ", UnreadablePaper, id="blanks alone"),
        pytest.param(b"PK\x03\x04\x00\x00\x00", UnknownFormat, id="bytes that are no text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content, error, tmp_path):
    with pytest.raises(error, match=r"paper\.txt"):
        read(tmp_path, content)
