"""Answers as HTML: everything that comes from papers, questions or models stays text."""

import re

import pytest

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer, Citation
from corpus.papers import Paper, Passage
from ui.render import Exchange, arriving, conversation, long_date, named, plain, prose, welcome

HOSTILE = "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a> ![y](http://evil/) ${1}"

PAPER = Paper("p", "d" * 64, "q2.pdf", "Quarter 2 monitoring", meeting_date="2025-11-10")
CARE = Citation(
    1,
    Passage("a", "p", "214 children were in care.", 2, 2, printed_page="52", paragraphs=("3.1",)),
    PAPER,
    "214 children were in care.",
)
TAG = re.compile(r"<(/?[a-z][a-z0-9]*)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="[^"]*")?')
ATTRIBUTES = {"class", "id", "type", "title", "href", "download", "role", "hidden"}
OURS = {"section", "div", "h2", "h3", "p", "ul", "li", "button", "span", "a"}


def answered(text, *citations, **more):
    return Answer(text, ANSWERED, tuple(citations), **more)


def test_a_number_that_was_given_is_a_button_that_names_its_source():
    html = conversation([Exchange("How many?", answered("214 [1].", CARE))])
    [button] = re.findall(r'<button[^>]*class="key"[^>]*>1</button>', html)
    assert 'data-turn="0"' in button
    assert 'data-key="1"' in button
    assert "Paragraph 3.1, page 52 (PDF page 2)" in button


@pytest.mark.parametrize("text", ["See [7].", "Agreed in [2024].", "[0] and [x]"])
def test_a_number_that_was_not_given_stays_text(text):
    html = prose(text, 0, [CARE])
    assert "<button" not in html
    assert text in html


@pytest.mark.parametrize(
    "html",
    [
        conversation([Exchange(HOSTILE, answered(HOSTILE, CARE))], HOSTILE, "c1"),
        conversation([Exchange("q", answered("a [1]", CARE, notes=(HOSTILE,)))], id=HOSTILE),
        conversation([Exchange("q", answered("a", CARE, suggestions=(HOSTILE,)), HOSTILE)]),
        conversation(
            [
                Exchange(
                    "q",
                    answered(
                        "a [1]",
                        Citation(
                            1,
                            Passage("a", "p", HOSTILE, 1, 1, item=HOSTILE),
                            Paper("p", HOSTILE, HOSTILE, HOSTILE, meeting_date=HOSTILE),
                            HOSTILE,
                        ),
                    ),
                )
            ]
        ),
        arriving(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        welcome(1, 1, [HOSTILE]),
    ],
    ids=["question and answer", "note", "suggestion and scope", "paper", "arriving", "welcome"],
)
def test_no_tag_of_a_paper_a_question_or_a_model_is_live(html):
    tags = TAG.findall(html)
    assert tags
    assert {name.strip("/") for name, _ in tags} <= OURS
    names = {name for _, attributes in tags for name in ATTRIBUTE.findall(attributes)}
    assert {name for name in names if not name.startswith(("data-", "aria-"))} <= ATTRIBUTES
    assert not re.search(r'(href|src)="(?!/)', html)
    assert "<img" not in html


def test_dashes_become_a_list_and_lines_become_paragraphs():
    assert prose("Two:\n- one\n- two\nEnd.", 0, []) == (
        "<p>Two:</p><ul><li>one</li><li>two</li></ul><p>End.</p>"
    )


def test_an_answer_that_is_not_there_says_so_and_shows_the_nearest_passages():
    html = conversation([Exchange("Weather?", Answer("No.", NOT_IN_PAPERS, nearest=(CARE,)))])
    assert "Not in the papers" in html
    assert "do not answer it" in html
    assert 'data-key="1"' in html


def test_the_newest_answer_is_announced_without_its_numbers():
    html = conversation([Exchange("q", answered("Old [1]", CARE)), Exchange("q", answered("New"))])
    [told] = re.findall(r'data-announce="([^"]*)"', html)
    assert told == "Answer ready. New"


def test_what_is_copied_names_paper_place_and_file():
    assert plain(answered("214 [1].", CARE)) == (
        "214 [1].\n\nSources:\n[1] Quarter 2 monitoring, 10 November 2025. "
        "Paragraph 3.1, page 52 (PDF page 2). (q2.pdf)"
    )


def test_only_a_kept_conversation_can_be_saved_as_word():
    exchange = Exchange("q", answered("a"))
    assert "/export/" not in conversation([exchange])
    assert 'href="/export/c1.docx?turn=0"' in conversation([exchange], id="c1")


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2026-01-19", "19 January 2026"), ("2026-13-01", "2026-13-01"), ("soon", "soon"), ("", "")],
)
def test_dates_are_written_out(iso, words):
    assert long_date(iso) == words


def test_a_title_that_holds_its_date_does_not_get_it_twice():
    paper = Paper("p", "d", "m.pdf", "Minutes, 10 November 2025", meeting_date="2025-11-10")
    assert named(paper) == "Minutes, 10 November 2025"


def test_an_empty_library_says_what_to_do_first():
    assert "Open the Papers page" in welcome(0, 0, [])
