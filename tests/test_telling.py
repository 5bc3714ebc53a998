"""What a terminal says of an answer's sources."""

from dataclasses import replace

import pytest

from assistant.answers import ANSWERED, Answer, Citation
from corpus.papers import Paper, Passage
from ui.telling import tell_answer

PAPER = Paper("p", "d", "annual.docx", "Annual Report")
WITHOUT_PAGES = Passage("a", "p", "Nine came.", 0, 0)


def told(capsys, passage, paper=PAPER):
    tell_answer(Answer("Nine came. [1]", ANSWERED, (Citation(1, passage, paper, "Nine came."),)))
    return capsys.readouterr().out


def test_a_source_is_said_with_its_place_and_its_words(capsys):
    out = told(capsys, replace(WITHOUT_PAGES, first_page=3, last_page=3, paragraphs=("3.4",)))
    assert "[1] Annual Report. Paragraph 3.4, page 3. (annual.docx)\n    Nine came." in out


def test_a_file_without_pages_has_no_place_and_no_empty_sentence(capsys):
    assert "[1] Annual Report. (annual.docx)\n" in told(capsys, WITHOUT_PAGES)


@pytest.mark.parametrize("title", ["Who runs the hubs?", "Report of the Board."])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(capsys, title):
    assert f"[1] {title} (annual.docx)\n" in told(
        capsys, WITHOUT_PAGES, replace(PAPER, title=title)
    )
