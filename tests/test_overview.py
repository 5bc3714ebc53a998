"""What a paper is about, and whose it is, told from its purpose and its front sheet."""

from dataclasses import replace

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.chat import ask
from assistant.overview import of_the_paper
from assistant.question import understand
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Paper, Passage, Scope, content_id

FRONT = (
    "REPORT TO: Parks Board\nDATE: 18 May 2026\n"
    "REPORTING OFFICER: Director of Place SUBJECT: {title} WARDS: All"
)


def report(
    library, title, item, *sections, when="2026-05-18", front=FRONT, access="public", **more
):
    id = content_id(title, when)
    made = Paper(id, "", f"{title}.pdf", title, meeting_date=when, item=item, access=access)
    made = replace(made, **more)
    parts = [((), "paragraph", front.format(title=title)), *sections]
    passages = [
        Passage(content_id(id, str(n)), id, text, n, n, kind=kind, headings=headings, access=access)
        for n, (headings, kind, text) in enumerate(parts, 1)
    ]
    add(library, made, passages)


PURPOSE = (("PURPOSE OF THE REPORT",), "paragraph", "1.1 To report on the fees for burials.")
ASKED = (("RECOMMENDATION: That",), "resolution", "1) the fees be agreed; and\n2) Ash be thanked.")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        report(opened, "Burial Fees", "6(a)", PURPOSE, ASKED)
        old = (("Purpose",), "paragraph", "1.1 To report last year's fees.")
        report(opened, "Burial Fees", "4", old, when="2025-05-12")
        hedges = (("1. Introduction",), "paragraph", "Hedges are cut twice.")
        author = "Lead officer: Olu Ash\nReport author: Ida Elm"
        report(opened, "Hedges and Ditches", "6(b)", hedges, front=author)
        report(opened, "Trees", "7", ((), "paragraph", "Trees grow."), front="No front sheet.")
        for n, when in ((1, "2026-02-02"), (2, "2026-05-18")):
            own = (("Purpose",), "paragraph", f"1.1 To report on quarter {n}.")
            title = f"Monitoring Report, Quarter {n} of 2025/26"
            report(opened, title, f"{9 + n}", own, when=when, period=f"Q{n} 2025/26")
        report(opened, "Pay Claims", "8", PURPOSE, access="exempt")
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def told(library, question, scope=EVERYTHING):
    return say(of_the_paper(understand(question, (), {}, library), library, scope)).text


@pytest.mark.parametrize(
    "question",
    ["summarise the burial fees report", "what is item 6(a) about?", "key points on burial fees"],
)
def test_a_paper_is_told_by_what_it_is_for_and_what_it_recommends(library, question):
    assert told(library, question).split("\n") == [
        "1.1 To report on the fees for burials. [1]",
        "1) the fees be agreed; and 2) Ash be thanked. [2]",
    ]


def test_of_reports_of_one_name_the_one_of_the_time_asked_for_is_told_else_the_newest(library):
    assert told(library, "summarise the Q1 monitoring report") == "1.1 To report on quarter 1. [1]"
    assert told(library, "summarise the monitoring report") == "1.1 To report on quarter 2. [1]"


def test_an_acronym_is_what_it_stands_for(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        report(library, "Special Educational Needs and Disabilities Update", "5", PURPOSE)
        assert "burials" in told(library, "what is the SEND update about?")


def test_an_items_papers_are_told_together(library):
    assert told(library, "what's item 6 about").split("\n") == [
        "1.1 To report on the fees for burials. [1]",
        "Hedges are cut twice. [2]",
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who wrote the burial fees report", "REPORTING OFFICER: Director of Place [1]"),
        ("who wrote the hedges paper?", "Report author: Ida Elm [1]"),
        ("lead officer for the hedges report", "Lead officer: Olu Ash [1]"),
    ],
)
def test_whose_a_paper_is_stands_on_its_front_sheet(library, question, answer):
    assert told(library, question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "summarise the reasons why burial fees rose",
        "what is item 9 about",
        "what is the trees report about",
        "lead officer for the board?",
        "who wrote to the director",
        "what do burial fees cost",
        "what are we doing about burial fees in winter",
    ],
)
def test_what_names_no_paper_or_asks_for_something_in_it_is_not_told(library, question):
    assert told(library, question) == ""


def test_a_paper_that_the_reader_may_not_see_is_not_told(library):
    question = "summarise the pay claims report"
    assert "burials" in told(library, question, Scope(access=frozenset({"public", "exempt"})))
    assert told(library, question, Scope(access=frozenset({"public"}))) == ""


def test_a_paper_that_was_replaced_is_told_with_a_note(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        report(library, "Burial Fees", "6(a)", PURPOSE)
        later = "Supplement to Burial Fees"
        report(library, later, "6(a)", PURPOSE, replaces="This report replaces item 6(a)")
        answer = ask("summarise burial fees", library=library)
        assert [one.paper.title for one in answer.citations] == ["Burial Fees"]
        assert [later in note for note in answer.notes] == [True]


def test_the_answer_cites_what_it_quotes(library):
    answer = ask("summarise the burial fees report", library=library)
    assert [citation.quote for citation in answer.citations] == [PURPOSE[2], ASKED[2]]


@pytest.mark.parametrize(
    "question",
    [
        "who do I speak to about burial fees?",
        "who can members contact about the burial fees report",
    ],
)
def test_who_asks_whom_to_speak_to_is_given_the_reporting_officer(library, question):
    assert told(library, question) == "REPORTING OFFICER: Director of Place [1]"


def test_who_wrote_it_is_spoken_to_rather_than_who_leads(library):
    asked = "who can I talk to about hedges and ditches?"
    assert told(library, asked) == "Report author: Ida Elm [1]"


def test_whom_to_ring_about_the_meeting_is_no_reports_officer(library):
    assert told(library, "who do I ring about the agenda?") == ""
