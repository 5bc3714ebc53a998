"""Lists that are asked for as their papers head them."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.chat import ask
from corpus.library import Library
from corpus.papers import Paper, Passage, content_id

PRIORITIES = "Play Strategy Priorities\n• Mend the swings\n• Plant shade\n• Open a café"
SCHEMES = (
    "3.3 The programme was approved in March. The capital schemes that have been revised are:\n"
    "i. Elm Mill\nii. Quay Path"
)
PROSE = "The priorities of the play strategy were agreed."


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as library:
        id = content_id("play")
        made = Paper(id, "", "play.pdf", "Play Strategy for the Borough", "report")
        kinds = ((PRIORITIES, "list"), (SCHEMES, "list"), (PROSE, "paragraph"))
        passages = [
            Passage(content_id(id, text), id, text, n, n, kind=kind, order=n)
            for n, (text, kind) in enumerate(kinds, 1)
        ]
        add(library, made, passages)
        yield library


@pytest.mark.parametrize(
    ("question", "items"),
    [
        (
            "what are the three priorities of the borough's play strategy",
            ["swings", "shade", "café"],
        ),
        ("list the three priorities of the play strategy", ["swings", "shade", "café"]),
        ("which capital schemes got revised", ["Elm Mill", "Quay Path"]),
    ],
)
def test_a_list_is_told_whole_where_its_lead_in_is_what_is_asked(library, question, items):
    answer = ask(question, library=library)
    first = answer.text.split("\n")[0]
    assert answer.status == "answered" and all(item in first for item in items)
    assert len(answer.citations) == 1
    assert answer.hits[0].passage.id == answer.citations[0].passage.id


@pytest.mark.parametrize(
    "question",
    [
        "what are the three priorities of the cycling strategy",
        "which capital schemes got cancelled",
        "what was agreed: what are the priorities of the play strategy",
    ],
    ids=["of another thing", "of another kind", "a decision"],
)
def test_a_list_of_something_else_is_not_told_whole(library, question):
    assert "• Plant shade" not in ask(question, library=library).text.split("\n")[0]
