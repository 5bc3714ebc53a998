"""The Word file: footnotes that Word finds, one a citation, and nothing that breaks it."""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer, Citation
from corpus.papers import Paper, Passage
from ui.export import WORD, footnote, to_word
from ui.render import Exchange

W = f"{{{WORD}}}"
PAPER = Paper("p", "d" * 64, "q2.pdf", "Quarter 2 <monitoring> & more", meeting_date="2025-11-10")


def citation(key, text="214 children were in care.", **more):
    return Citation(key, Passage(f"a{key}", "p", text, 2, 2, **more), PAPER, text)


def parts(exchanges):
    """The document's and the footnotes' XML, parsed, as a reader of the file would find them."""
    package = zipfile.ZipFile(io.BytesIO(to_word(exchanges, date(2026, 1, 19))))
    assert package.testzip() is None
    relations = package.read("word/_rels/document.xml.rels").decode()
    [target] = re.findall(r'Target="(?:/word/)?(footnotes\.xml)"', relations)
    kinds = package.read("[Content_Types].xml").decode()
    assert "/word/footnotes.xml" in kinds
    document = ElementTree.fromstring(package.read("word/document.xml"))
    return document, ElementTree.fromstring(package.read(f"word/{target}"))


def text(element):
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def notes(element):
    """The footnotes by number, without the two lines that separate them from the text."""
    found = {note.get(f"{W}id"): text(note) for note in element.iter(f"{W}footnote")}
    return {number: words for number, words in found.items() if int(number or 0) > 0}


def test_each_citation_is_a_footnote_that_the_text_refers_to():
    answer = Answer("214 [1], and 9 more [2].", ANSWERED, (citation(1), citation(2, "Nine more.")))
    document, footnotes = parts([Exchange("How many?", answer)])
    references = [node.get(f"{W}id") for node in document.iter(f"{W}footnoteReference")]
    assert references == ["1", "2"]
    found = notes(footnotes)
    assert set(found) == {"1", "2"}
    assert "Quarter 2 <monitoring> & more, 10 November 2025. Page 2. (q2.pdf)" in found["1"]
    assert "“Nine more.”" in found["2"]
    assert "214, and 9 more." in text(document)


def test_a_number_that_is_no_citation_is_no_footnote():
    document, footnotes = parts([Exchange("q", Answer("See [7] and [2024].", ANSWERED))])
    assert notes(footnotes) == {}
    assert "See [7] and [2024]." in text(document)


def test_footnotes_are_numbered_through_all_answers():
    one = Exchange("q", Answer("a [1]", ANSWERED, (citation(1),)))
    document, footnotes = parts([one, one])
    assert list(notes(footnotes)) == ["1", "2"]
    assert len(list(document.iter(f"{W}footnoteReference"))) == 2


def test_an_answer_that_is_not_there_lists_the_nearest_and_cites_nothing():
    answer = Answer("No.", NOT_IN_PAPERS, nearest=(citation(1),))
    document, footnotes = parts([Exchange("q", answer)])
    assert notes(footnotes) == {}
    assert "Not in the papers." in text(document)


@pytest.mark.parametrize("odd", ["\x00\x0b\x1f", "\ud800", "￾", "]]>", "<w:p>", "& < >"])
def test_odd_characters_leave_a_file_that_opens(odd):
    answer = Answer(f"a{odd} [1]", ANSWERED, (citation(1, f"words {odd} of it"),))
    document, _ = parts([Exchange(f"q{odd}", answer, odd)])
    assert "a" in text(document)


def test_the_file_opens_in_python_docx_and_holds_the_question():
    import docx

    made = to_word([Exchange("How many?", Answer("- one\n- two", ANSWERED))], date(2026, 1, 19))
    document = docx.Document(io.BytesIO(made))
    assert "How many?" in [paragraph.text for paragraph in document.paragraphs]
    styles = [p.style.name for p in document.paragraphs if p.text in ("one", "two")]
    assert styles == ["List Bullet", "List Bullet"]
    assert "19 January 2026" in document.paragraphs[1].text


def test_a_long_quote_is_cut_at_a_word():
    note = footnote(citation(1, "word " * 300))
    assert len(note) < 800
    assert note.endswith("word …”")
