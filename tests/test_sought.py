"""What would count as an answer: a price, a name, a date that the question does not itself say."""

import pytest

from assistant.sought import given, gives_role, lacks, of_another_body, sought


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("What did the shelter cost?", {"money"}),
        ("how much was the new bin", {"amount"}),
        ("How many bids were there?", {"count"}),
        ("how many weeks will it shut", {"count", "duration"}),
        ("When does the lease end?", {"date"}),
        ("why was it closed", {"reason"}),
        ("who proposed it", {"person"}),
        ("What share came back?", {"percent"}),
        ("minimum age to borrow one?", {"age"}),
        ("what time did the board start", {"time"}),
        ("tell me about hubs", set()),
    ],
)
def test_a_question_asks_for_its_kinds(question, kinds):
    assert sought(question) == kinds


@pytest.mark.parametrize(
    ("kind", "gives", "lacks"),
    [
        ("money", "It cost £7,400.", "It cost more in 2024."),
        ("money", "Franking machine 326.06 a year", "Franking machine at the hub"),
        ("count", "In all 57 came.", "In 2024 they came."),
        ("count", "Nobody came.", "They came on 9 June."),
        ("percent", "Of these 44% came.", "Of these 44 came."),
        ("date", "It is due in March.", "It is overdue."),
        ("duration", "It shuts for three weeks.", "It shuts in June."),
        ("time", "It began at 11.15 am.", "It began late."),
        ("age", "Aged eight or over.", "For children."),
        ("reason", "It shut because of a leak.", "It shut in June."),
        ("person", "Mrs Oduya runs it.", "it is well run."),
    ],
)
def test_a_text_gives_a_kind_or_lacks_it(kind, gives, lacks):
    assert list(given(kind, gives, "What of it?"))
    assert not list(given(kind, lacks, "What of it?"))


def test_what_the_question_says_itself_is_no_answer():
    assert not list(given("date", "In 2015 it shut.", "When did it shut in 2015?"))
    assert not list(given("person", "Councillor Elm spoke.", "Who replied to Councillor Elm?"))
    assert gives_role("The Director replied.", "Who replied?")
    assert not gives_role("The Director left.", "Who replaced the director?")


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("why did Ms Quist leave?", "Ms Quist left in August.", True),
        ("why did Ms Quist leave?", "Ms Quist left in August because the fund closed.", False),
        ("why wont the saving happen", "With the implementation of hubs it is not viable.", False),
        ("who seconded the motion?", "Councillor Ash moved that the fee be kept.", True),
        ("who seconded the motion?", "Moved by Councillor Ash, seconded by Councillor Bay.", False),
        ("who proposed it?", "It was moved by Councillor Ash.", False),
        ("when did Ms Quist leave?", "Ms Quist left in August.", False),
    ],
)
def test_what_happened_is_no_reason_and_a_vote_has_a_mover(question, text, lacking):
    assert lacks(question, text) is lacking


@pytest.mark.parametrize(
    ("question", "around", "lacking"),
    [
        ("who seconded the parking charges motion", "A motion on dental care was seconded.", True),
        ("who seconded the parking motion", "Parking: the motion was seconded by Ash.", False),
        ("who seconded it?", "A motion on dental care was seconded by Councillor Ash.", False),
        ("who proposed the amendment", "Councillor Ash proposed it.", False),
    ],
)
def test_a_mover_of_another_motion_is_none(question, around, lacking):
    assert lacks(question, "It was proposed by Councillor Ash and seconded by Rai.", [around]) is (
        lacking
    )


def test_a_reason_without_a_word_that_marks_reasons_is_believed_where_the_reader_is_sure():
    asked, said = "Why is there no figure?", "The figure: finance need time to work it out."
    assert lacks(asked, said)
    assert not lacks(asked, said, sure=True)
    assert not lacks("Why was it put back?", "Put back after the objections of 22 schools.")


@pytest.mark.parametrize(
    ("question", "told", "another"),
    [
        (
            "who chairs the Planning Committee?",
            "The improvement plan is overseen by a board.",
            True,
        ),
        ("who's chair of the audit panel", "Present: Councillor Rook (Chair) and Pym", True),
        ("who chairs the fostering panel", "Fostering 2025: Panel is chaired by Dr Vane.", False),
        ("who chairs the new improvement board", "an Improvement Board, chaired by S Pym", False),
        ("who chairs the board?", "Present: Councillor Rook (Chair)", False),
        ("when does the audit panel's chair stand down?", "Councillor Rook (Chair)", False),
    ],
)
def test_who_chairs_one_body_does_not_tell_who_chairs_another(question, told, another):
    assert of_another_body(question, [told]) is another
