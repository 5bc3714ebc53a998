"""An acronym is answered with the sentence that spells it out, and what was before with what was
cited."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.answers import Turn
from assistant.chat import ask
from assistant.question import understand
from assistant.stands_for import of_an_acronym
from assistant.told_then import of_the_same_row, of_the_time_before
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Cell, Paper, Passage

PAPER = Paper("p", "", "p.pdf", "Allotments report", "report", "Parks Board", "2026-01-12")
GATES = Passage(
    "gates",
    "p",
    "Gates are locked at dusk. The Allotment Wardens Forum (AWF) meets in May.",
    1,
    1,
)
LISTED = Passage(
    "listed",
    "p",
    "AL1 | Plots on the list | 22 | "
    "There are 22 on the list, down from the previous quarter of 54.",
    1,
    1,
    kind="row",
    label="AL1 Plots on the list",
    cells=(
        Cell("Q2", "22"),
        Cell("Comment", "There are 22 on the list, down from the previous quarter of 54."),
    ),
    order=1,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        add(opened, PAPER, [GATES, LISTED], acronyms={"AWF": "Allotment Wardens Forum"})
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "What does AWF stand for?",
        "what's AWF short for",
        "what does awf mean?",
        "AWF, what's that when it's at home?",
        "what is the AWF?",
        "full name of the AWF",
    ],
)
def test_the_sentence_that_spells_an_acronym_out_is_told(library, question):
    (line,) = of_an_acronym(understand(question, (), {}, library), library, EVERYTHING)
    assert line.text == "The Allotment Wardens Forum (AWF) meets in May."


@pytest.mark.parametrize("question", ["what does ZZQ stand for?", "what does the AWF do?"])
def test_nothing_is_told_of_what_no_paper_spells_out_or_of_something_else(library, question):
    assert of_an_acronym(understand(question, (), {}, library), library, EVERYTHING) == []


BEFORE = Turn("how many plots are on the list?", "AL1 Plots on the list: 22. [1]", (LISTED,))


def test_the_time_before_is_told_by_the_sentence_that_was_cited(library):
    asked = understand("and the quarter before?", [BEFORE], {}, library)
    assert say(of_the_time_before(asked, library)).text.startswith("There are 22 on the list, down")


@pytest.mark.parametrize("message", ["and a year ago?", "and gates and hedges the quarter before?"])
def test_a_time_or_a_thing_that_it_does_not_tell_of_is_not_told(library, message):
    assert of_the_time_before(understand(message, [BEFORE], {}, library), library) == []


COUNTED = Passage(
    "counted",
    "p",
    "Plots | Q1 | Q2\nPlots let | 54 | 22",
    1,
    1,
    kind="row",
    label="Plots let",
    cells=(Cell("Q1", "54"), Cell("Q2", "22")),
    order=2,
)


@pytest.mark.parametrize(
    ("message", "cited", "told"),
    [
        ("is that better than in the summer?", (COUNTED,), "Plots let – Q1: 54; Q2: 22. [1]"),
        ("is it going up or down?", (COUNTED,), "Plots let – Q1: 54; Q2: 22. [1]"),
        ("is that better for hedges and gates?", (COUNTED,), ""),
        ("is that better?", (COUNTED, LISTED), ""),
        ("who counted them?", (COUNTED,), ""),
    ],
)
def test_whether_a_figure_is_better_is_told_by_its_whole_row(library, message, cited, told):
    before = Turn("how many plots are let?", "Plots let – Q2: 22. [1]", cited)
    asked = understand(message, [before], {}, library)
    assert say(of_the_same_row(asked, library)).text == told


def test_an_acronym_is_answered_in_one_sentence(library):
    answer = ask("what does AWF stand for?", library=library)
    assert answer.text == "The Allotment Wardens Forum (AWF) meets in May. [1]"
