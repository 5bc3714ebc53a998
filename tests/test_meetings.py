"""What is asked of a meeting itself, told from an agenda's front page and the ends of minutes."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.answers import Turn
from assistant.by_structure import hits_with_structure
from assistant.chat import ask
from assistant.meetings import of_the_meeting
from assistant.question import understand
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Paper, Passage, Scope, content_id

BOARD = "Parks and Open Spaces Policy and Performance Board"


def paper(library, kind, body, when, *texts, document="", access="public"):
    id = content_id(kind, body, when, document)
    name = document or f"{kind} {body} {when}.pdf"
    title = f"{kind.title()} of {body}"
    made = Paper(id, "", name, title, kind, body, when, access=access)
    passages = [
        Passage(content_id(id, str(n)), id, text, 1, 1, access=access)
        for n, text in enumerate(texts)
    ]
    add(library, made, passages)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        paper(
            opened,
            "agenda",
            BOARD,
            "2026-05-18",
            f"{BOARD}\nMonday, 18 May 2026 at 6.30 p.m.\nElm Suite, Guildhall, Ashby\nClerk",
            "BOARD MEMBERSHIP\nCouncillor Ida Elm (Chair)\nCouncillor Olu Ash (Vice-Chair)",
            "The next meeting of the Board is on Monday, 14 September 2026.",
            "1. MINUTES | 1 - 4\n2. BURIAL FEES: YEARLY REVIEW | 5 - 9\n"
            "(A) HEDGES AND DITCHES | 10 - 12",
        )
        paper(
            opened,
            "minutes",
            BOARD.replace("and Open", "& Open"),
            "2026-02-09",
            f"At a meeting of the {BOARD} on Monday, 9 February 2026 in the Old Library, Ashby",
            "Present: Councillors Oak (Chair) and Elm (Vice-Chair)",
            "PB1 MINUTES. The minutes of 8 December 2025 were agreed.",
            "The next meeting would be on 2 March 2026.\nMeeting ended at 8.05 p.m.",
        )
        paper(
            opened,
            "agenda",
            "Schools Forum",
            "2026-04-14",
            "Schools Forum\nDate: Tuesday 14 April 2026\nTime: 4.00 pm\nVenue: Corve House, video",
        )
        paper(opened, "report", BOARD, "2026-05-18", "The fees panel met on 3 March 2026 at noon.")
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def told(library, question, history=(), scope=EVERYTHING):
    asked = understand(question, history, library.acronyms(scope), library)
    return say(of_the_meeting(asked, library, scope)).text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("where is the parks board held?", "18 May 2026 at 6.30 p.m. Elm Suite, Guildhall, Ashby"),
        ("where does the schools forum meet", "Venue: Corve House, video"),
        ("what time does the May board start", "Monday, 18 May 2026 at 6.30 p.m. [1]"),
        ("what time is the schools forum on 14 april", "Time: 4.00 pm"),
        ("when's the POSPPB", "Monday, 18 May 2026"),
        ("when is the next parks board", "on Monday, 14 September 2026."),
        ("where was the february meeting held", "9 February 2026 in the Old Library, Ashby"),
        ("what time did the last parks board finish", "Meeting ended at 8.05 p.m."),
        ("when did the parks board last meet?", "on Monday, 9 February 2026 in the Old Library"),
        ("when was the last meeting of the parks board", "Monday, 9 February 2026"),
        ("who chairs the parks and open spaces board", "Councillor Ida Elm (Chair)"),
        ("who's vice chair of the parks board", "Councillor Olu Ash (Vice-Chair)"),
        ("who chaired the parks board in february", "Councillors Oak (Chair)"),
        (
            "what page is the burial fees report on",
            "Item 2: BURIAL FEES: YEARLY REVIEW, pages 5–9",
        ),
    ],
)
def test_the_front_page_tells(library, question, answer):
    assert answer in told(library, question)


def test_an_agenda_is_told_item_by_item_under_its_day(library):
    assert told(library, "what's on the agenda for the parks board?").split("\n") == [
        "Monday, 18 May 2026 at 6.30 p.m. [1]",
        "Item 1: MINUTES, pages 1–4 [2]",
        "Item 2: BURIAL FEES: YEARLY REVIEW, pages 5–9 [2]",
        "(A) HEDGES AND DITCHES, pages 10–12 [2]",
    ]


def test_a_board_without_a_name_is_each_ones_newest_meeting(library):
    answer = told(library, "where is the meeting")
    assert "Elm Suite" in answer
    assert "Corve House" in answer
    assert "Old Library" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "when did the fees panel meet",
        "when did the board agree the burial fees",
        "where is the new playground",
        "who chairs the improvement board",
        "when is the board after the May one",
        "who was vice chair in 2024/25",
        "what page is the tree strategy on",
        "how long did the parks board wait for the hedges",
    ],
)
def test_what_is_asked_of_something_else_is_not_told(library, question):
    assert told(library, question) == ""


def test_a_question_goes_on_from_one_about_the_meeting_alone(library):
    after = [Turn("where is the parks board in may?")]
    assert "6.30 p.m." in told(library, "and what time does it start?", after)
    assert told(library, "and when does it start?", [Turn("what do burial fees cost?")]) == ""
    assert told(library, "who chairs it?", [Turn("what is the tree panel for?")]) == ""
    answer = ask("who chairs it?", [Turn("what is the tree panel for?")], library=library)
    assert "Councillor Ida Elm (Chair)" not in answer.text.split("\n")[0]


def test_the_answer_cites_the_front_page_and_a_model_is_given_it_first(library):
    answer = ask("where is the parks board?", library=library)
    assert answer.status == "answered"
    assert answer.citations[0].quote in answer.citations[0].passage.text
    hits = hits_with_structure(understand("where is the parks board?"), library, EVERYTHING)
    assert hits[0].passage.id == answer.citations[0].passage.id


def test_a_place_set_as_a_heading_under_the_day_is_told(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        id = content_id("agenda")
        made = Paper(id, "", "agenda.pdf", "Agenda", "agenda", "Parks Board", "2026-05-18")
        heads = (("Parks Board",), ("Parks Board", "Council Chamber, The Guildhall"))
        texts = ("Monday, 18 May 2026 at 6.30 p.m.", "Members of the Board")
        passages = [
            Passage(content_id(id, text), id, text, 1, 1, headings=headings)
            for text, headings in zip(texts, heads, strict=True)
        ]
        add(library, made, passages)
        answer = told(library, "where is the parks board held")
        assert answer == "Monday, 18 May 2026 at 6.30 p.m., Council Chamber, The Guildhall [1]"


def test_a_meeting_that_the_reader_may_not_see_is_not_told(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        private = "Staffing Panel\nMonday, 18 May 2026 at 6.30 p.m.\nElm Suite, Guildhall"
        paper(library, "agenda", "Staffing Panel", "2026-05-18", private, access="exempt")
        asked = understand("where is the staffing panel held", (), {}, library)
        assert of_the_meeting(asked, library, Scope(access=frozenset({"public"}))) == []
        everything = Scope(access=frozenset({"public", "exempt"}))
        assert "Elm Suite" in say(of_the_meeting(asked, library, everything)).text


@pytest.mark.parametrize(
    "question",
    ["what's coming to the next board?", "what is on at the parks board", "what's up at the board"],
)
def test_what_comes_to_a_meeting_is_its_business(library, question):
    assert "BURIAL FEES" in told(library, question)
