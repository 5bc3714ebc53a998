import pytest
from claims import evidence, lines_of

from assistant.citations import CUT, NO_KEY, NO_SUCH_KEY, check, shown
from assistant.reply_text import plain

FAULTS = lines_of("planted_faults")
HONEST = lines_of("honest_sentences")

HONEST_SHARE = 0.95


def test_there_are_enough_planted_faults_and_honest_sentences():
    assert len(FAULTS) >= 120
    assert len(HONEST) >= 120
    assert len({one["draft"] for one in [*FAULTS, *HONEST]}) == len(FAULTS) + len(HONEST)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one['kind']}: {one['draft'][:60]}")
def test_a_planted_fault_is_not_shown(fault):
    given = evidence(*fault["given"])
    statements = check(fault["draft"], given)
    assert any(one.faults for one in statements)
    assert shown(statements, given).citations == ()


def test_honest_sentences_are_shown():
    checked = [(one["draft"], check(one["draft"], evidence(*one["given"]))) for one in HONEST]
    refused = [
        (draft, [statement.faults for statement in statements])
        for draft, statements in checked
        if not statements or not all(statement.supported for statement in statements)
    ]
    assert len(refused) <= (1 - HONEST_SHARE) * len(HONEST), refused


@pytest.mark.parametrize(
    ("draft", "keys", "faults"),
    [
        pytest.param("Care rose to 214 [1].", (1,), (), id="a key we gave"),
        pytest.param("Care rose to 214 [7].", (), (NO_SUCH_KEY,), id="a key we never gave"),
        pytest.param("Care rose to 214 [1][7].", (1,), (), id="one given, one invented"),
        pytest.param("Care rose to 214.", (), (NO_KEY,), id="no key"),
        pytest.param("Care rose to 214. [1]", (1,), (), id="after the full stop"),
        pytest.param("Care rose to 214; [1].", (1,), (), id="after a semicolon"),
    ],
)
def test_a_statement_keeps_only_keys_that_were_given(draft, keys, faults):
    (statement,) = check(draft, evidence("care"))
    assert (statement.keys, statement.faults) == (keys, faults)
    assert "[" not in statement.text


def test_a_sentence_without_a_key_takes_that_of_the_next_in_its_line_if_it_holds():
    first, second = check(
        "214 children were in care. Of these, 37 were far away [1].", evidence("care")
    )
    assert (first.keys, first.faults) == ((1,), ())
    assert second.keys == (1,)


def test_a_wrong_sentence_does_not_hide_behind_the_key_of_the_next():
    first, _ = check("241 children were in care. Of these, 37 were far away [1].", evidence("care"))
    assert first.faults


def test_sources_are_numbered_anew_in_order_of_first_use():
    given = evidence("care", "agency", "home")
    found = shown(
        check("Building takes 18 months [3]. Agency staff cost £1.24m [2].", given), given
    )
    assert found.text == "Building takes 18 months [1]. Agency staff cost £1.24m [2]."
    assert [item.passage.id for item in found.citations] == ["home", "agency"]


def test_what_is_left_out_leaves_a_mark_and_is_kept_with_the_reason():
    given = evidence("care")
    found = shown(
        check("There were 241 children in care [1]. Of 214, 37 were far away [1].", given), given
    )
    assert found.text == f"{CUT} Of 214, 37 were far away [1]."
    assert found.cut == ("There were 241 children in care. (“241” is not in what it cites)",)


def test_a_quote_is_the_sentence_that_the_statement_rests_on():
    given = evidence("agency")
    found = shown(check("Seven agency social workers joined in July 2025 [1].", given), given)
    assert found.citations[0].quote.startswith("Eleven agency social workers left")


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The papers do not give the cost for 2026/27.", True),
        ("The report doesn't say who the provider is.", True),
        ("The papers do not say, but it was £5m.", False),
        ("The papers do not mention the 40 closures.", False),
        ("There were 214 children in care.", False),
    ],
)
def test_a_gap_says_that_the_papers_are_silent_and_nothing_else(text, gap):
    (statement,) = check(text, evidence("care"))
    assert statement.gap is gap


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("**Bold** and _plain_ `x` [1]", "Bold and _plain_ x [1]"),
        ("Rose [1, 3-5].", "Rose [1][3][4][5]."),
        ("Rose 【2†source】.", "Rose [2]."),
        ("Rose.[1][2] Fell.", "Rose [1][2]. Fell."),
        ("See ![logo](http://a.example/x?d=secret) it [1].", "See it [1]."),
        ("See [the page](https://a.example/) [1].", "See the page [1]."),
        ("See https://a.example/x?q=1 [1].", "See [1]."),
        ("<script>alert(1)</script>Rose [1].", "alert(1)Rose [1]."),
        ("Rose [1].\n\nSources:\n[1] A report, page 3", "Rose [1]."),
        ("<think>What is 2?</think>Rose [1].", "Rose [1]."),
        ("Ro\u200bse\u202e [1].", "Rose [1]."),
        ("# Answer\nRose [1].", "Answer\nRose [1]."),
        ("Agreed in [2024].", "Agreed in [2024]."),
    ],
)
def test_a_reply_becomes_plain_text(reply, text):
    assert plain(reply) == text
