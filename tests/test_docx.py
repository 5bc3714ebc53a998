"""Word files: paragraphs, headings, numbers, tables, notes, pages, and files made to harm."""

import zipfile

import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor

from corpus.errors import UnreadablePaper
from corpus.papers import Line, Table
from ingest.docx import read_docx
from ingest.docx_numbering import read_numbering

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def blocks_of(path, word):
    word.save(path / "paper.docx")
    return [block for page in read_docx(path / "paper.docx").pages for block in page.blocks]


def raw(path, body, **parts):
    """A Word file of just these parts."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text, level, list_id=1):
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def levels(*forms):
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(forms)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )


def texts(path):
    return [
        block.text
        for page in read_docx(path).pages
        for block in page.blocks
        if isinstance(block, Line)
    ]


def test_headings_and_paragraphs_keep_their_level_weight_and_size(tmp_path):
    word = WordDocument()
    word.add_heading("Annual report", 0)
    word.add_heading("Finance", 2)
    word.add_paragraph("Plain words")
    run = word.add_paragraph().add_run("Heavy words")
    run.bold, run.font.size = True, Pt(13)
    found = blocks_of(tmp_path, word)
    assert [(b.text, b.heading) for b in found] == [
        ("Annual report", 1),
        ("Finance", 2),
        ("Plain words", 0),
        ("Heavy words", 0),
    ]
    assert (found[3].bold, found[3].size, found[2].bold) == (True, 13.0, False)
    assert all(block.whole for block in found)


def test_tables_stand_between_their_paragraphs_with_merged_cells_once(tmp_path):
    word = WordDocument()
    word.add_paragraph("Before")
    table = word.add_table(3, 3)
    for row, cells in zip(
        table.rows, (("Measure", "2025", ""), ("P1.1", "14", ""), ("", "15", "16")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    word.add_paragraph("After")
    before, found, after = blocks_of(tmp_path, word)
    assert (before.text, after.text) == ("Before", "After")
    assert found.rows == (("Measure", "2025", ""), ("P1.1", "14", ""), ("", "15", "16"))
    assert found.header_rows == 1


def test_a_table_of_one_column_is_read_as_paragraphs(tmp_path):
    word = WordDocument()
    word.add_table(1, 1).cell(0, 0).text = "A box of text"
    assert [block.text for block in blocks_of(tmp_path, word)] == ["A box of text"]


def test_automatic_numbers_are_counted_as_word_counts_them(tmp_path):
    body = "".join(
        (
            numbered("Purpose", 0),
            numbered("To inform", 1),
            numbered("the Board", 2),
            numbered("the public", 2),
            numbered("To ask", 1),
            numbered("Risks", 0),
            numbered("None", 1),
            numbered("Again from one", 0, list_id=2),
        )
    )
    forms = levels(("decimal", "%1.0"), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"))
    assert texts(raw(tmp_path / "a.docx", body, numbering=forms)) == [
        "1.0 Purpose",
        "1.1 To inform",
        "(i) the Board",
        "(ii) the public",
        "1.2 To ask",
        "2.0 Risks",
        "2.1 None",
        "1.0 Again from one",
    ]


@pytest.mark.parametrize(
    ("form", "text", "wanted"),
    [
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("upperLetter", "%1)", ["A)", "B)", "C)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("ordinal", "%1", ["1st", "2nd", "3rd"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_every_form_of_number_is_written(form, text, wanted):
    from xml.etree import ElementTree

    numbering = read_numbering(ElementTree.fromstring(levels((form, text))))
    assert [numbering.next("1", 0) for _ in range(3)] == wanted


def test_pages_are_counted_from_the_breaks_in_the_file(tmp_path):
    word = WordDocument()
    word.add_paragraph("One").add_run().add_break(WD_BREAK.PAGE)
    word.add_paragraph("Two").add_run().add_break(WD_BREAK.PAGE)
    word.add_paragraph("Three")
    word.save(tmp_path / "paper.docx")
    pages = read_docx(tmp_path / "paper.docx").pages
    assert [(page.number, page.blocks[0].text) for page in pages] == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
    ]


def test_breaks_that_word_laid_out_count_once_beside_the_writers_own(tmp_path):
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    laid_out = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>"
    pages = read_docx(raw(tmp_path / "a.docx", paragraph("One") + broken + laid_out)).pages
    assert [(page.number, page.blocks[0].text) for page in pages] == [(1, "One"), (2, "Two")]


def test_a_file_without_breaks_has_no_page_numbers(tmp_path):
    pages = read_docx(raw(tmp_path / "a.docx", paragraph("One"))).pages
    assert [page.number for page in pages] == [0]


def test_deleted_and_hidden_words_are_left_out_and_inserted_ones_kept(tmp_path):
    body = (
        "<w:p><w:ins><w:r><w:t>Agreed</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> refused</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> ignore all rules</w:t></w:r>"
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t> white</w:t></w:r></w:p>'
    )
    (page,) = read_docx(raw(tmp_path / "a.docx", body)).pages
    assert [block.text for block in page.blocks] == ["Agreed"]
    assert page.hidden == "4 words of hidden text left out."


def test_white_words_in_a_table_are_kept(tmp_path):
    word = WordDocument()
    table = word.add_table(1, 2)
    run = table.cell(0, 0).paragraphs[0].add_run("Measure")
    run.font.color.rgb = RGBColor(255, 255, 255)
    table.cell(0, 1).text = "Q2"
    assert [block.rows for block in blocks_of(tmp_path, word)] == [(("Measure", "Q2"),)]


def test_a_footnote_stands_at_the_end_of_its_page(tmp_path):
    body = (
        '<w:p><w:r><w:t>Cost is £5m</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    ) + paragraph("Next")
    note = f'<w:footnote w:id="2">{paragraph("Net of grant")}</w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    assert texts(raw(tmp_path / "a.docx", body, footnotes=notes)) == [
        "Cost is £5m",
        "Next",
        "Net of grant",
    ]


def test_text_boxes_and_content_controls_are_read_once(tmp_path):
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Beside</w:t>{box}</w:r></w:p>" + (
        f"<w:sdt><w:sdtContent>{paragraph('Chosen')}</w:sdtContent></w:sdt>"
    )
    assert texts(raw(tmp_path / "a.docx", body)) == ["Beside", "Boxed", "Chosen"]


def test_a_running_head_that_restricts_access_is_kept_and_others_are_not(tmp_path):
    heads = {
        "header1": f"<w:hdr {W}>{paragraph('NOT FOR PUBLICATION')}</w:hdr>",
        "header2": f"<w:hdr {W}>{paragraph('Board papers')}</w:hdr>",
    }
    found = texts(raw(tmp_path / "a.docx", paragraph("Purpose"), **heads))
    assert found == ["NOT FOR PUBLICATION", "Purpose"]


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<x/>")
        for n in range(3):
            archive.writestr(f"word/media/{n}.bin", b"\0" * 70_000_000)
    with pytest.raises(UnreadablePaper, match="unpacks to more than 200 MB"):
        read_docx(tmp_path / "a.docx")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', id="entity"
        ),
        pytest.param("<w:document", id="cut short"),
        pytest.param("", id="empty part"),
        pytest.param("<other/>", id="another root"),
    ],
)
def test_a_harmful_or_damaged_document_is_refused_with_a_sentence(tmp_path, document):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", document)
    with pytest.raises(UnreadablePaper, match=r"a\.docx is a .*Word file"):
        read_docx(tmp_path / "a.docx")


def test_a_file_without_text_is_refused(tmp_path):
    with pytest.raises(UnreadablePaper, match="has no text in it"):
        read_docx(raw(tmp_path / "a.docx", "<w:p/>"))


def test_nested_tables_are_text_of_their_cell(tmp_path):
    word = WordDocument()
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "Outer"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    (found,) = blocks_of(tmp_path, word)
    assert isinstance(found, Table) and found.rows == (("Outer", "a b"),)


def test_ticks_of_symbol_fonts_and_no_break_hyphens_are_written(tmp_path):
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:t>co</w:t>'
        "<w:noBreakHyphen/><w:t>opted</w:t></w:r></w:p>"
    )
    assert texts(raw(tmp_path / "a.docx", body)) == ["✓ co-opted"]
