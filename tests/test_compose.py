import pytest
from claims import evidence
from model_server import EMPTY, FAULTY, REFUSING, Reply, model_server

from assistant.answers import Turn
from assistant.asked import questions_of
from assistant.citations import check
from assistant.compose import Draft, refuses, says_nothing, whole_sentences, words_wanted
from assistant.models import Ledger, open_model
from corpus.errors import ModelFailed

pytestmark = pytest.mark.slow

QUESTION = "How many children were in care at the end of September 2025?"
RIGHT = "There were 214 children in care at the end of September 2025 [1]."
WRONG = "There were 241 children in care at the end of September 2025 [1]."


@pytest.fixture
def server():
    with model_server() as server:
        yield server


@pytest.fixture
def model(server):
    return open_model("openai:scripted", server.url, silence=2, seconds=5)


def drafted(model, *names, question=QUESTION):
    draft = Draft(question, evidence(*names), model, Ledger())
    for _ in draft.written():
        pass
    return draft


def test_a_draft_grows_to_what_the_model_wrote(server, model):
    server.say(RIGHT)
    draft = Draft(QUESTION, evidence("care"), model, Ledger())
    seen = list(draft.written())
    assert seen == sorted(seen, key=len)
    assert len(seen) > 3
    assert seen[-1] == draft.text == RIGHT


def test_the_prompt_holds_every_passage_in_a_fence_with_its_key(server, model):
    server.say(RIGHT)
    drafted(model, "care", "employees")
    prompt = server.prompt()
    assert '<passage key="1">\nFrom: Quarter 2 monitoring, Children and Families Board' in prompt
    assert "Employees: Annual Budget: 12,480 (£'000); Budget to Date: 6,240 (£'000)" in prompt
    assert prompt.endswith(f"Question: {QUESTION}")
    assert "At most 160 words" in prompt


def test_a_sentence_that_does_not_hold_is_asked_for_once_more_with_the_reason(server, model):
    server.say(WRONG, RIGHT)
    draft = drafted(model, "care")
    statements = draft.mended(draft.statements())
    assert all(one.supported for one in statements)
    assert "“241” is not in what it cites" in server.prompt()
    assert len(server.asked) == 2


def test_a_draft_that_holds_is_not_asked_for_again(server, model):
    server.say(RIGHT)
    draft = drafted(model, "care")
    draft.mended(draft.statements())
    assert len(server.asked) == 1


def test_it_is_asked_once_and_no_more(server, model):
    server.say(WRONG)
    draft = drafted(model, "care")
    statements = draft.mended(draft.statements())
    assert statements[0].faults
    assert len(server.asked) == 2


@pytest.mark.parametrize("second", [FAULTY, EMPTY, REFUSING, Reply(f"{WRONG} {WRONG}")])
def test_a_second_draft_that_is_worse_is_not_taken(server, model, second):
    first = f"{WRONG} Of these, 37 were placed more than 20 miles from home [1]."
    server.say(first, second)
    draft = drafted(model, "care")
    statements = draft.mended(draft.statements())
    assert [bool(one.faults) for one in statements] == [True, False]


def test_a_reply_that_is_cut_off_keeps_its_whole_sentences(server, model):
    server.say(Reply(f"{RIGHT} Of these, 37 were placed mo", finish="length"))
    draft = drafted(model, "care")
    assert draft.text == RIGHT
    assert draft.cut_off


def test_a_reply_that_is_cut_off_in_its_first_sentence_is_a_failure(server, model):
    server.say(Reply("There were 214 chil", finish="length"))
    with pytest.raises(ModelFailed) as raised:
        drafted(model, "care")
    assert raised.value.kind == "cut"


def test_a_model_that_excuses_itself_has_failed(server, model):
    server.say(REFUSING)
    with pytest.raises(ModelFailed) as raised:
        drafted(model, "care")
    assert raised.value.kind == "refused"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (QUESTION, 160),
        ("Tell me in detail what agency staff cost.", 400),
        ("Sum it up in 50 words.", 50),
        ("Write 5000 words on it.", 600),
        ("What did 40 carers say?", 160),
    ],
)
def test_an_answer_is_short_unless_more_is_asked_for(question, words):
    assert words_wanted(question) == words


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("The papers do not say.", True),
        ("The papers do not say. The report does not give a cost.", True),
        (RIGHT, False),
        (f"{RIGHT} The papers do not give the figure for October.", False),
        ("", False),
    ],
)
def test_a_draft_of_gaps_alone_says_nothing(draft, expected):
    assert says_nothing(check(draft, evidence("care"))) is expected


def test_only_an_excuse_is_a_refusal():
    assert refuses("I'm sorry, but I can't help with that.")
    assert not refuses("The Board said it was unable to agree the fee [1].")
    assert not refuses("The papers do not say.")


def test_whole_sentences_end_with_their_keys():
    assert whole_sentences("One [1]. Two. [2] Thr") == "One [1]. Two. [2]"
    assert whole_sentences("Thr") == ""


EARLIER = [Turn("How many children were in care in Q2 2025/26?", "There were 214 [1].")]


def test_a_question_that_stands_alone_and_asks_one_thing_costs_no_call(server, model):
    assert questions_of(QUESTION, [], model, Ledger()) == []
    assert server.asked == []


def test_a_follow_up_is_made_to_stand_alone(server, model):
    server.say("How many children were in care in the quarter before Q2 2025/26?")
    found = questions_of("And the quarter before?", EARLIER, model, Ledger())
    assert found == ["How many children were in care in the quarter before Q2 2025/26?"]
    assert "There were 214" in server.prompt()


def test_two_questions_become_two(server, model):
    server.say("1. What did agency staff cost?\n2. How many children are in care?")
    found = questions_of(
        "What did agency staff cost and how many children are in care?", [], model, Ledger()
    )
    assert found == ["What did agency staff cost?", "How many children are in care?"]


def test_a_model_that_fills_in_forms_is_asked_by_form(server):
    server.say('{"questions": ["How many children were in care in Q1 2025/26 or Q2 2025/26?"]}')
    model = open_model("openai:gpt-4o", server.url)
    found = questions_of("And in Q1 2025/26?", EARLIER, model, Ledger())
    assert found == ["How many children were in care in Q1 2025/26 or Q2 2025/26?"]


@pytest.mark.parametrize(
    "reply",
    [
        "There were 198 children in care in Q1 2025/26.",
        "How many children were in care in Q2 2031/32?",
        "What is the best recipe for a lemon drizzle cake with poppy seeds?",
        "a\nb\nc\nd\ne",
        "word " * 90,
    ],
)
def test_what_the_model_adds_of_its_own_is_not_taken(server, model, reply):
    server.say(reply)
    assert questions_of("And the quarter before?", EARLIER, model, Ledger()) == []
