"""What speaks for a passage speaks more for the one that answers."""

import math

import pytest

from assistant.answers import Turn
from assistant.question import understand
from assistant.ranking import ranking_weights
from assistant.signals import SIGNALS, Offered, Rarity, covers, signals_of
from assistant.times import period_fit
from corpus.papers import Cell, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")
RARITY = Rarity(1000, {"hub": 40, "cost": 200, "asbesto": 1})


def offered(text="The hubs are open.", paper=PAPER, **more):
    passage = Passage(f"{paper.id}/{text}", paper.id, text, 1, 1, **more)
    return Offered(passage, paper, 1, 1, 0.5)


def signals(question, *passages, **understood):
    return signals_of(list(passages), understand(question, **understood), RARITY)


def stronger(name, question, better, worse, **understood):
    one, other = signals(question, better, worse, **understood)
    return one[name] > other[name]


def test_every_signal_has_a_value_and_a_weight():
    [values] = signals("What do the hubs cost?", offered())
    assert set(values) == set(SIGNALS) == set(ranking_weights())
    assert all(math.isfinite(value) for value in values.values())


def test_nothing_offered_has_no_signals():
    assert signals("What do the hubs cost?") == []


@pytest.mark.parametrize("question", ["", "?", "what is it"])
def test_a_question_without_words_still_has_signals(question):
    [values] = signals(question, offered())
    assert all(math.isfinite(value) for value in values.values())


def test_a_word_that_few_passages_hold_is_rarer():
    assert RARITY.of("asbesto") > RARITY.of("hub") > RARITY.of("cost")


def test_a_passage_that_holds_the_rare_word_covers_more():
    question = "asbestos cost hubs"
    assert stronger("covered", question, offered("asbestos"), offered("cost"))
    assert stronger("missing_rarest", question, offered("cost"), offered("asbestos"))


def test_words_of_headings_and_titles_count_too():
    bare = offered("Nine came.")
    headed = offered("Nine came. ", headings=("Hubs",))
    assert stronger("covered", "hubs?", headed, offered("Nine came.", Paper("q", "d", "f", "Pay")))
    assert stronger("covered_headings", "hubs?", headed, bare)


def test_an_acronym_is_covered_by_its_expansion_and_the_other_way_round():
    acronyms = {"CLA": ["children looked after"]}
    long, short = offered("children looked after"), offered("CLA")
    none = offered("children who came")
    assert stronger("covered_in_text", "how many CLA", long, none, acronyms=acronyms)
    asked = "how many children looked after"
    assert stronger("covered_in_text", asked, short, none, acronyms=acronyms)


def test_a_word_that_merely_stands_for_another_covers_less_than_the_word_itself():
    question = understand("kids", library=Kids())
    assert covers({"kid": 1.0}, question, {"kid"}) == {"kid": 1.0}
    assert 0 < covers({"kid": 1.0}, question, {"children"})["kid"] < 1
    assert covers({"kid": 1.0}, question, {"adult"}) == {}


class Kids:
    def near_words(self, word):
        return [("children", 0.9)]

    def spelled(self, word):
        return ""

    def knows(self, word):
        return False


def of(period, kind="report", met=""):
    return Paper(period, "d", "f.pdf", "Monitoring", kind=kind, period=period, meeting_date=met)


@pytest.mark.parametrize(
    ("question", "text", "paper", "fits", "clashes"),
    [
        ("Visits in Q2 2025/26?", "Visits rose.", of("Q2 2025/26"), True, False),
        ("Visits in Q2 2025/26?", "In Q2 2025/26 visits rose.", of(""), True, False),
        ("Visits in Q2 2025/26?", "Visits rose.", of("Q3 2025/26"), False, True),
        ("Visits in quarter 2?", "Visits rose.", of("Q2 2024/25"), True, False),
        ("Visits in quarter 2?", "Visits rose.", of("Q3 2024/25"), False, True),
        ("Visits in Q2 2025/26?", "Visits at 30 September 2025 rose.", of(""), True, False),
        ("Visits?", "Visits rose.", of("Q2 2025/26"), False, False),
        ("Agreed in January 2026?", "It was agreed.", of("", "minutes", "2026-01-15"), True, False),
        ("Agreed in May 2026?", "It was agreed.", of("", "minutes", "2026-01-15"), False, True),
    ],
)
def test_a_passages_time_fits_the_questions_or_clashes(question, text, paper, fits, clashes):
    passage = Passage("a", paper.id, text, 1, 1, period=paper.period)
    found = period_fit(understand(question), passage, paper)
    assert (found[0] > 0.5, found[1] > 0) == (fits, clashes)


def test_the_newest_paper_offered_is_known_by_its_period_and_then_its_meeting():
    old, new = offered(paper=of("Q2 2025/26")), offered(paper=of("Q3 2025/26"))
    assert stronger("newest", "Visits?", new, old)
    met = offered(paper=Paper("m", "d", "f", "t", meeting_date="2026-03-12"))
    earlier = offered(paper=Paper("n", "d", "f", "t", meeting_date="2025-03-12"))
    assert stronger("newest", "Visits?", met, earlier)


@pytest.mark.parametrize(
    "text",
    ["Measure P1.3 fell.", "P1.3 | 9", "See (P1.3)."],
)
def test_a_passage_that_names_the_measure_is_known(text):
    assert stronger("code", "what is P1.3?", offered(text), offered("Measure P1.31 fell."))


def test_the_row_of_the_measure_comes_before_a_passage_that_mentions_it():
    labelled = offered("P1.3 Visits | 9", kind="row", label="P1.3 Visits")
    assert stronger("code", "what is P1.3?", labelled, offered("See P1.3."))


def test_the_paragraph_and_the_item_that_are_named_are_known():
    here, there = offered("a", paragraphs=("3.4",)), offered("b", paragraphs=("3.5",))
    assert stronger("paragraph", "what does paragraph 3.4 say", here, there)
    sixth, fifth = offered("a", item="6(a)"), offered("b", item="5(a)")
    assert stronger("item", "what is item 6(a) about", sixth, fifth)


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("how much did it cost", "It cost £7,400.", "It cost a lot."),
        ("what percentage came", "Of these 44% came.", "Of these some came."),
        ("how many came", "In all 57 came.", "Many came."),
        ("when does it open", "It opens on 1 June 2026.", "It opens soon."),
        ("who runs it", "Lucy Abara runs it.", "It runs well."),
        ("why did it fall", "It fell because the bus went.", "It fell."),
    ],
)
def test_what_an_answer_must_show_is_looked_for(question, holds, lacks):
    assert stronger("holds_asked", question, offered(holds), offered(lacks))


def test_a_decision_is_looked_for_among_resolutions():
    resolution = offered("RESOLVED: That it be noted.", kind="resolution")
    assert stronger("asked_kind", "what was decided", resolution, offered("It was noted."))


def test_a_follow_up_leans_to_what_was_just_cited():
    cited = Passage("c", "p", "Visits | 9", 1, 1, kind="row", label="Visits")
    history = [Turn("How many visits?", "9 [1]", (cited,))]
    same = offered("Visits | 8", kind="row", label="Visits")
    other = offered("Loans | 8", Paper("o", "d", "f", "t"), kind="row", label="Loans")
    assert stronger("leans", "and the quarter before?", same, other, history=history)


def test_the_row_whose_column_is_named_is_known():
    budget = offered("Staff | 9", kind="row", label="Staff", cells=(Cell("Annual Budget", "9"),))
    name = offered("Staff | Jo", kind="row", label="Staff", cells=(Cell("Site", "Jo"),))
    assert stronger("column_named", "annual budget for staff", budget, name)
