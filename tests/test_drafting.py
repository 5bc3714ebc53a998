import io

import pytest
from council_library import council_library
from model_server import FAULTY, model_server

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer
from assistant.drafting import (
    CHECK,
    GAP,
    NO_ANSWER,
    OPENING,
    draft_from,
    draft_response,
    parts_of,
)
from assistant.models import open_model
from corpus.papers import Scope

pytestmark = pytest.mark.slow

QUESTION = "How many children were in care at the end of September 2025?"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with council_library(tmp_path_factory.mktemp("library")) as library:
        yield library


@pytest.fixture
def server():
    with model_server() as server:
        yield server


def with_model(server, library, question=QUESTION):
    model = open_model("openai:scripted", server.url, silence=2, seconds=5)
    return draft_response(question, library=library, model=model)


def test_a_draft_without_a_model_quotes_the_papers_and_says_where_they_stand(library):
    drafted = draft_response(QUESTION, library=library)
    assert drafted.status == ANSWERED
    assert drafted.text.startswith(f"{OPENING}\nQuarter 2 monitoring (item 6(a), paragraph 3.1")
    assert "was 214 at the end of September 2025" in drafted.text
    assert drafted.citations[0].passage.id == "care"
    assert CHECK in drafted.notes


def gaps_in(drafted):
    return [note for note in drafted.notes if note.startswith("The papers do")]


def test_a_follow_ups_draft_is_made_of_its_answer_as_it_stands(library):
    from assistant.chat import ask

    answer = ask(QUESTION, library=library)
    drafted = draft_from(answer)
    assert drafted.text.startswith(f"{OPENING}\nQuarter 2 monitoring (item 6(a), paragraph 3.1")
    assert drafted.citations == answer.citations
    assert drafted.notes[-1] == CHECK
    none = draft_from(Answer("Not in the papers.", NOT_IN_PAPERS))
    assert none.text == f"{OPENING}\n{NO_ANSWER}"
    assert none.citations == ()
    assert gaps_in(none) == [NO_ANSWER]


def test_keys_count_on_over_the_parts_of_a_question(library):
    drafted = draft_response(
        "How many children were in care at the end of September 2025, and who is the contact "
        "officer for the Panel?",
        library=library,
    )
    keys = [item.key for item in drafted.citations]
    assert keys == list(range(1, len(keys) + 1))
    assert all(f"[{key}]" in drafted.text for key in keys)
    assert {"care", "panel"} <= {item.passage.id for item in drafted.citations}


def test_what_the_papers_do_not_give_is_named(server, library):
    server.say(
        "There were 214 children in care at the end of September 2025 [1]. "
        "The papers do not give the number expected in 2027."
    )
    drafted = with_model(server, library)
    assert drafted.text.startswith(OPENING)
    assert gaps_in(drafted) == ["The papers do not give the number expected in 2027."]


def test_a_part_without_an_answer_is_named_without_a_model_too(library):
    nobody = Scope(access=frozenset())
    drafted = draft_response("What did it cost and who paid?", library=library, scope=nobody)
    assert drafted.status == NOT_IN_PAPERS
    assert gaps_in(drafted) == [
        GAP.format(part="What did it cost?"),
        GAP.format(part="who paid?"),
    ]


def test_a_models_draft_is_checked_like_an_answer(server, library):
    server.say("There were 241 children in care [1]. Of 214 children, 37 were far from home [1].")
    drafted = with_model(server, library)
    assert "241" not in drafted.text
    assert drafted.writing.cut
    assert "response to a question from a councillor" in server.prompt(0)


def test_a_model_that_fails_leaves_a_quoting_draft_that_says_so(server, library):
    server.say(FAULTY)
    drafted = with_model(server, library)
    assert "was 214 at the end of September 2025" in drafted.text
    assert drafted.model == "quoting"
    assert "made without it" in drafted.notes[0]


def test_a_draft_goes_to_word_with_its_sources_as_footnotes(library):
    from datetime import date
    from zipfile import ZipFile

    from ui.export import to_word
    from ui.render import Exchange

    drafted = draft_response(QUESTION, library=library)
    made = to_word([Exchange(QUESTION, drafted)], date(2026, 1, 5))
    with ZipFile(io.BytesIO(made)) as parts:
        footnotes = parts.read("word/footnotes.xml").decode()
    assert footnotes.count("Quarter 2 monitoring") >= 1


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (QUESTION, [QUESTION]),
        ("What did it cost and who agreed to it?", ["What did it cost?", "who agreed to it?"]),
        ("What did it cost? When is it built?", ["What did it cost?", "When is it built?"]),
        ("What are Ann and Bob paid?", ["What are Ann and Bob paid?"]),
    ],
)
def test_a_question_is_split_where_a_new_one_begins(question, parts):
    assert parts_of(question) == parts
