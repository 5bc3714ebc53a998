"""A message is read with the turns that it leans on, and alone when it leans on none."""

import pytest

from assistant.answers import Turn
from assistant.leaning import says_too_little
from assistant.question import understand
from assistant.words import stem
from corpus.papers import Cell, Passage

VISITS = "How many visits were there to the hubs in Q3 2025/26?"
EARLIER = [Turn(VISITS)]


def labels(question):
    return [period.label for period in question.periods]


@pytest.mark.parametrize(
    ("message", "period"),
    [
        ("And the quarter before?", "Q2 2025/26"),
        ("what about the previous quarter", "Q2 2025/26"),
        ("and in Q1 2025/26?", "Q1 2025/26"),
        ("and in quarter 1?", "Q1 2025/26"),
        ("what about the same quarter last year?", "Q3 2024/25"),
        ("and the year before?", "Q3 2024/25"),
        ("what about the year after that", "Q3 2026/27"),
        ("and two years before that?", "Q3 2023/24"),
        ("what about 3 years earlier", "Q3 2022/23"),
        ("and the following quarter?", "Q4 2025/26"),
        ("and next year?", "Q3 2026/27"),
        ("who is responsible for that?", "Q3 2025/26"),
        ("and libraries?", "Q3 2025/26"),
    ],
)
def test_a_follow_up_has_the_period_it_means(message, period):
    question = understand(message, EARLIER)
    assert question.follows
    assert labels(question) == [period]


@pytest.mark.parametrize(
    ("message", "period"),
    [
        ("what was it back in june", "June 2025"),
        ("what was it in february?", "February 2025"),
        ("and in may?", "May 2025"),
        ("and in august?", "Q3 2025/26"),
    ],
)
def test_a_month_alone_is_that_of_a_column_of_the_row_before(message, period):
    columns = ("Feb-25", "May-25", "Jun-25", "Q3 2025/26")
    cells = tuple(Cell(column, str(n)) for n, column in enumerate(columns))
    row = Passage("a", "p", "Visits | 0 | 1 | 2 | 3", 1, 1, kind="row", label="Visits", cells=cells)
    assert labels(understand(message, [Turn(VISITS, "3 [1]", (row,))])) == [period]


def test_before_that_may_be_before_what_happened_and_moves_no_time_that_was_not_named():
    cited = Passage("a", "p", "The programme moved to Education.", 1, 1, period="2024/25")
    before = Turn("When did the hubs move to Education?", "In April 2024. [1]", (cited,))
    assert labels(understand("which department ran it before that?", [before])) == []
    assert labels(understand("and before that?", [before])) == ["2023/24"]


@pytest.mark.parametrize("message", ["what is it now?", "and the latest?", "what about this year"])
def test_a_follow_up_that_asks_for_the_newest_has_no_time_of_the_question_before(message):
    question = understand(message, EARLIER)
    assert question.follows
    assert (labels(question), question.quarters) == ([], ())
    assert "Q3" not in question.standalone
    assert "2025" not in question.standalone
    assert stem("hubs") in question.weights


@pytest.mark.parametrize(
    ("message", "follows"),
    [
        ("who wrote the budget report", False),
        ("date of the scrutiny board minutes", False),
        ("who wrote the report", True),
        ("and the budget report?", True),
        ("is it in the budget report", True),
    ],
)
def test_a_question_that_names_its_paper_stands_alone(message, follows):
    assert understand(message, EARLIER).follows == follows


def test_a_follow_up_that_compares_with_now_keeps_the_time_of_the_question_before():
    assert labels(understand("how does that compare to now?", EARLIER)) == ["Q3 2025/26"]


def test_a_follow_up_has_a_time_that_was_typed_in_short():
    earlier = [Turn("how many visits in june 24")]
    assert labels(understand("and to the hubs?", earlier)) == ["June 2024"]
    assert labels(understand("and what is it now?", earlier)) == []


def test_the_quarter_before_the_first_is_the_last_of_the_year_before():
    earlier = [Turn("How many visits were there in Q1 2025/26?")]
    assert labels(understand("And the quarter before?", earlier)) == ["Q4 2024/25"]


def test_the_quarter_before_an_answer_is_before_what_it_cited():
    cited = Passage("a", "p", "Visits: 41,976", 1, 1, period="Q3 2025/26")
    earlier = [Turn("How many visits to the hubs?", "41,976 [1]", (cited,))]
    assert labels(understand("and the quarter before?", earlier)) == ["Q2 2025/26"]


@pytest.mark.parametrize(
    "message", ["what about fostering?", "who is responsible for that?", "and why?", "how come"]
)
def test_a_follow_up_keeps_the_words_it_leans_on_at_less_weight(message):
    question = understand(message, [Turn("How many visits were there to the hubs?")])
    assert 0 < question.weights[stem("hubs")] < 1
    assert question.leans_on == Turn("How many visits were there to the hubs?")
    assert question.standalone.endswith(message)
    assert question.text == message


def test_a_follow_ups_own_word_counts_more_than_those_it_leans_on():
    question = understand("what about fostering?", EARLIER)
    assert question.weights[stem("fostering")] > question.weights[stem("hubs")]


def test_a_follow_up_of_a_follow_up_reaches_back_to_what_it_is_about():
    turns = [Turn("How many visits were there to the hubs?"), Turn("and why?")]
    assert stem("hubs") in understand("who is responsible for that?", turns).weights


def test_a_follow_up_that_asks_for_nothing_new_wants_what_the_turn_before_wanted():
    assert "number" in understand("and the quarter before?", EARLIER).wants
    assert "who" in understand("who is responsible for that?", EARLIER).wants


@pytest.mark.parametrize(
    "message",
    [
        "How much did the outreach bus cost between April and December 2025?",
        "Which primary schools in the borough offer pupils a free breakfast?",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_from_the_turns_before(message):
    question = understand(message, [Turn("Who chairs the youth parliament?")])
    assert not question.follows
    assert question.leans_on is None
    assert question.standalone == message
    assert stem("parliament") not in question.weights


def test_the_first_message_leans_on_nothing():
    assert not understand("and the quarter before?").follows


@pytest.mark.parametrize("message", ["", "   ", "?", "\n\n", "…", "a" * 3000, "£" * 50, "[1] {x}"])
def test_a_message_of_nothing_much_is_read_without_complaint(message):
    assert understand(message, EARLIER).text == " ".join(message.split())
    assert understand(message).text == " ".join(message.split())


ACRONYMS = {"CLA": ["children looked after"], "EHCP": ["education, health and care plan"]}


def test_an_acronym_is_searched_for_by_its_expansion():
    question = understand("how many CLA are there", acronyms=ACRONYMS)
    assert {"cla", "children", "looked"} <= set(question.search_words)
    assert " ".join(sorted(map(stem, ("children", "looked")))) in question.synonyms["cla"]


def test_an_acronym_in_the_plural_is_the_same_acronym():
    question = understand("how many EHCPs are overdue", acronyms=ACRONYMS)
    assert {"education", "health", "care", "plan"} <= set(question.search_words)


def test_an_expansion_is_searched_for_by_its_acronym():
    question = understand("how many children are looked after", acronyms=ACRONYMS)
    assert "cla" in question.search_words
    assert question.synonyms[stem("children")]["cla"] == 1.0


def test_part_of_an_expansion_is_no_acronym():
    assert "cla" not in understand("how many children came", acronyms=ACRONYMS).search_words


class Papers:
    """What knows some words of the papers."""

    def near_words(self, word):
        return [("children", 0.8)] if word == "kids" else []

    def spelled(self, word):
        return {"placments": "placements", "breast": "break"}.get(word, "")

    def knows(self, word):
        return word in {"children", "placements", "breastfeeding", "feeding", "over", "overspend"}


def test_a_slip_of_spelling_is_searched_for_as_it_was_meant():
    question = understand("cost of placments", library=Papers())
    assert "placements" in question.search_words
    assert question.synonyms[stem("placments")][stem("placements")] == 1.0


def test_a_members_word_stands_for_the_papers_word_and_counts_less():
    question = understand("where do kids go", library=Papers())
    assert "children" in question.search_words
    assert 0 < question.synonyms["kid"][stem("children")] < 1


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("what is P1.3?", "p1.3"),
        ("what did CYP 25 say", "cyp25"),
        ("target for p2.10", "p2.10"),
        ("minute CFC36", "cfc36"),
    ],
)
def test_the_number_of_a_measure_or_a_minute_is_found_however_it_is_typed(message, code):
    assert code in understand(message).codes


def test_a_paragraph_an_item_and_a_page_are_named_by_their_numbers():
    question = understand("what does paragraph 3.4 of item 6 (a) on page 52 say")
    assert question.paragraphs == {"3.4"}
    assert question.items == {"6a"}
    assert question.pages == {"52"}


def test_quarters_without_a_year_are_kept_as_such():
    question = understand("visits in quarter 2 and quarter 3")
    assert set(question.quarters) == {2, 3}
    assert question.periods == ()


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("cost in 14/15", ["2014/15"]),
        ("cost in 24-25?", ["2024/25"]),
        ("item 5/6", []),
        ("9/10", []),
    ],
)
def test_two_years_in_short_are_a_financial_year(typed, labels):
    assert [period.label for period in understand(typed).periods] == labels


class NoWords:
    """A library that knows no words."""

    def near_words(self, word):
        return []

    def spelled(self, word):
        return ""

    def knows(self, word):
        return False


class AnyWord(NoWords):
    def knows(self, word):
        return True


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("who wrote the report", "author"),
        ("who do I ring about it", "contact"),
    ],
)
def test_what_members_say_is_searched_for_as_reports_print_it(asked, printed):
    assert printed in understand(asked, (), {}, AnyWord()).search_words


def test_a_term_of_local_government_is_looked_for_where_the_papers_have_it():
    asked = "what have councillors' allowances cost so far?"
    found = understand(asked, (), {}, AnyWord())
    assert found.synonyms["councillor"]["member"] > 0.5 and "members" in found.search_words
    assert "members" not in understand(asked, (), {}, NoWords()).search_words


@pytest.mark.parametrize("said", ["B&B", "b & bs", "bnb", "B and B"])
def test_a_b_and_b_is_a_bed_and_breakfast(said):
    asked = understand(f"how many households are in {said}?")
    assert {"bed", "breakfast"} <= set(asked.search_words)
    assert asked.plain == "how many households are in bed and breakfast?"


def test_an_acronym_is_looked_for_where_its_last_word_is_left_out():
    asked = "what share were special guardianship?"
    found = understand(asked, (), {"SGO": ("special guardianship order",)}, None)
    assert "sgo" in found.search_words


def test_words_that_busy_people_shorten_are_searched_for_whole():
    asked = understand("outcome of the annual rpt", (), {}, NoWords())
    assert "report" in asked.search_words


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("children in care june 24 and sept 25", ["June 2024", "September 2025"]),
        ("the position at nov '24", ["November 2024"]),
        ("cases by may 24", ["May 2024"]),
        ("who was at the january 19 meeting", []),
        ("numbers as of feb 28th", []),
        ("octagon 25 room", []),
        ("forecast for march 99", []),
    ],
)
def test_a_month_with_a_short_year_is_that_month_unless_it_is_a_day(typed, labels):
    assert [period.label for period in understand(typed).periods] == labels


def test_a_number_in_words_and_its_figure_are_the_same_word():
    assert understand("how many three-bedroom houses?").weights.keys() == (
        understand("how many 3 bedroom houses?").weights.keys()
    )
    assert understand("how many three-bedroom houses?").plain == "how many 3 bedroom houses?"


def test_an_acronym_of_the_sector_is_known_where_the_papers_do_not_spell_it_out():
    assert "(education health and care plan)" in understand("ehcps on time?").plain
    own = {"EHCP": ("Early Help Care Pathway",)}
    assert "(Early Help Care Pathway)" in understand("ehcps on time?", (), own).plain


@pytest.mark.parametrize("typed", ["last quarter of 23/24", "final quarter of 2023-24"])
def test_the_last_quarter_of_a_year_is_its_fourth(typed):
    assert [p.label for p in understand(f"average wait, {typed}").periods] == ["Q4 2023/24"]


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("how many aged 16/17 at Mar 24", ["March 2024"]),
        ("16/17 yr olds we lost track of", []),
        ("16-17s without a place", []),
        ("16/17 year olds in 16/17", ["2016/17"]),
    ],
)
def test_the_ages_of_the_young_are_no_years(typed, times):
    assert [p.label for p in understand(typed).periods] == times


def test_a_follow_up_wants_what_the_last_question_wanted_and_not_the_one_before_that():
    turns = [
        Turn("which directorates are over budget at Quarter 2 of 2025/26?"),
        Turn("how much over is adults and health?"),
    ]
    asked = understand("what was it three months before?", turns)
    assert "list" not in asked.wants
    assert [period.label for period in asked.periods] == ["Q1 2025/26"]


def test_a_follow_up_goes_no_further_back_than_a_short_question_answered_from_another_paper():
    def turn(question, paper):
        return Turn(question, cited=(Passage("p", paper, "Text.", 1, 1),))

    fees = turn("what do burial fees cost in 2025/26?", "fees")
    hubs = turn("how many hubs are open?", "hubs")
    asked = understand("and how many of them are new?", [fees, hubs])
    assert asked.standalone == "how many hubs are open? and how many of them are new?"
    same = turn("how much are double plots?", "fees")
    asked = understand("and last year?", [fees, same])
    assert asked.standalone.startswith("what do burial fees cost")


@pytest.mark.parametrize(
    ("message", "little"),
    [
        ("who wrote it?", True),
        ("what's driving that?", True),
        ("who chairs that committee?", False),
        ("what's the target?", True),
        ("what was the vote?", True),
        ("how has that changed since 2022?", True),
        ("why is it over?", True),
        ("when is the next meeting?", False),
        ("how many appeals did we lose?", False),
        ("is it true that fostering allowances were raised?", False),
    ],
)
def test_a_sentence_that_names_next_to_nothing_needs_the_turn_before(message, little):
    assert says_too_little(message) is little


@pytest.mark.parametrize(
    ("message", "leans"),
    [
        ("which of them is the dearest?", True),
        ("which of our own care homes is heading for the biggest overspend?", False),
    ],
)
def test_which_of_what_is_named_goes_on_from_nothing(message, leans):
    before = Turn("how much council tax have we collected?", "71.34%. [1]")
    assert understand(message, [before]).follows is leans


def test_a_sentence_with_a_thing_of_its_own_takes_over_that_a_figure_is_wanted_and_no_more():
    earlier = [Turn("what did they decide to spend on the baths?", "£5")]
    assert understand("what does Elm House have?", earlier).wants == {"money"}
    assert understand("and Elm House?", earlier).wants == {"decision", "money"}


def test_a_time_after_the_one_before_takes_its_place_in_what_is_read():
    earlier = [Turn("how many audits were done in Q1 2025/26?", "65")]
    asked = understand("and the quarter after?", earlier)
    assert [period.label for period in asked.periods] == ["Q2 2025/26"]
    assert "Q2 2025/26" in asked.standalone
    assert "Q1" not in asked.standalone
    assert "Q1 2025/26" in understand("and the quarter before?", earlier).standalone


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("breast feeding at 6 weeks", ["breastfeeding", "6", "weeks"]),
        ("breast-feeding at 6 weeks", ["breastfeeding", "6", "weeks"]),
        ("breast milk at 6 weeks", ["breast", "milk", "6", "weeks"]),
    ],
)
def test_two_words_that_the_papers_write_as_one_are_that_word(asked, searched):
    words = understand(asked, library=Papers()).search_words
    assert [word for word in words if word != "break"] == searched


def test_an_expansion_without_its_first_word_stands_for_its_acronym():
    known = {"SGO": ["Special Guardianship Order"], "LAC": ["Looked After Children"]}
    asked = understand("were there more guardianship orders?", acronyms=known)
    assert asked.synonyms[stem("guardianship")]["sgo"] == 1.0
    assert asked.spelled_out["SGO"] == "Special Guardianship Order"
    assert not understand("children in the after school club", acronyms=known).spelled_out.get(
        "LAC"
    )


def test_a_section_of_an_act_is_known_in_short_and_in_full():
    short = understand("how much s106 money for schools?")
    assert {"section", "106"} <= set(short.search_words)
    assert short.synonyms["s106"]["106 section"] == 1.0
    whole = understand("how much section 106 money for schools?")
    assert whole.synonyms["section"]["s106"] == 1.0
    assert "s106" in whole.search_words
