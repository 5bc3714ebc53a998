"""Answers are the papers' own words: short, cited, and the asked-for figure first."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answers import Evidence
from assistant.question import understand
from assistant.quoting import quote_answer
from assistant.quoting_tables import line_words
from assistant.signals import Rarity
from assistant.statements import Statement
from assistant.weighing import weigh_statements
from corpus.papers import Cell, PageStart, Paper, Passage

MOST = 160
"""Words of an answer, by the contract."""

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")
OLDER = Paper("o", "e", "older.pdf", "Monitoring, Quarter 2", period="Q2 2025/26")
NEWER = Paper("n", "f", "newer.pdf", "Monitoring, Quarter 3", period="Q3 2025/26")


def passage(text, id="a", paper=PAPER, **more):
    return Passage(id, paper.id, text, 1, 1, period=paper.period, **more)


def row(label, columns, id="r", paper=PAPER, unit="", caption="", **more):
    cells = tuple(Cell(column, value, unit) for column, value in columns.items())
    line = " | ".join([label, *columns.values()])
    text = f"{caption}\n{line}" if caption else line
    return passage(text, id, paper, kind="row", label=label, cells=cells, **more)


def shared_words(text, others):
    """A stand-in for the encoder: the share of words that two texts have in common."""
    own = set(text.lower().split())
    return [len(own & set(other.lower().split())) / len(own | {""}) for other in others]


class Liking:
    """A stand-in for the reader that likes the statements that hold a word."""

    def __init__(self, word, much=2.0):
        self.word = word
        self.much = much

    def read(self, question, texts):
        return [self.much if self.word in text else -2.0 for text in texts]


def answer(question, *passages, papers=(PAPER, OLDER, NEWER), reader=None):
    by_id = {paper.id: paper for paper in papers}
    evidence = [
        Evidence(key, one, by_id[one.paper_id], 6.0 - key / 10)
        for key, one in enumerate(passages, 1)
    ]
    asked = understand(question)
    scored = weigh_statements(asked, evidence, Rarity(1000, {}), shared_words, reader)
    return quote_answer(asked, evidence, scored)


def test_the_sentence_that_answers_is_quoted_and_cited():
    draft = answer(
        "What does the buggy shelter cost?",
        passage("The hubs opened in April. A buggy shelter at Larkhill costs £7,400."),
    )
    assert "A buggy shelter at Larkhill costs £7,400." in draft.text
    assert draft.text.endswith(" [1]")
    assert "costs £7,400" in draft.citations[0].quote


BUDGET = row(
    "Employees",
    {
        "Annual Budget £'000": "8,796",
        "Budget to Date £'000": "6,597",
        "Actual Spend £'000": "6,702",
        "Variance £'000": "(105)",
        "Forecast Outturn £'000": "8,951",
        "Agency £'000": "412",
        "Vacancies £'000": "37",
        "Agency last year £'000": "388",
        "Vacancies last year £'000": "41",
        "Overtime £'000": "96",
        "Overtime last year £'000": "88",
        "Training £'000": "12",
        "Training last year £'000": "15",
    },
    unit="£'000",
)


def test_the_page_cited_is_that_of_the_words_quoted_and_not_where_the_passage_begins():
    text = "The hubs opened in April.\nA buggy shelter at Larkhill costs £7,400."
    two_pages = replace(
        passage(text), last_page=2, page_starts=(PageStart(text.index("A buggy"), 2, "S2"),)
    )
    [shelter, *_] = answer("What does the buggy shelter cost?", two_pages).citations
    assert (shelter.page, shelter.printed_page) == (2, "S2")
    assert shelter.place == "Page S2 (PDF page 2)"


def test_words_quoted_from_two_pages_of_a_passage_have_a_key_for_each():
    text = "A buggy shelter at Larkhill costs £7,400.\nThe buggy shelter at Milford costs £6,100."
    two_pages = replace(
        passage(text), last_page=2, page_starts=(PageStart(text.index("The buggy"), 2),)
    )
    draft = answer("What do the buggy shelters cost?", two_pages)
    pages = {c.key: (c.page, "Larkhill" in c.quote) for c in draft.citations}
    assert sorted(pages.values()) == [(1, True), (2, False)]


def test_the_budget_and_the_forecast_are_two_figures_with_their_columns():
    text = answer("What are the annual budget and the forecast for employees?", BUDGET).text
    assert "Annual Budget: 8,796 (£'000)" in text
    assert "Forecast Outturn: 8,951 (£'000)" in text
    assert "6,702" not in text


def test_the_figure_asked_for_comes_first_in_a_short_row():
    short = row("Quayside", {"Manager": "Ada Finch", "Hours a week": "42", "Visits": "12,096"})
    assert answer("How many visits at Quayside?", short).text.startswith(
        "Quayside – Visits: 12,096"
    )


def test_the_one_column_that_is_named_by_its_time_stands_alone():
    short = row("Quayside", {"Manager": "Ada Finch", "Visits 2024/25": "42", "Fines 2024/25": "9"})
    assert answer("How many visits at Quayside in 2024/25?", short).text.startswith(
        "Quayside – Visits 2024/25: 42."
    )


@pytest.mark.parametrize(
    "question", ["How many visits at Quayside and who runs it?", "What about Quayside?"]
)
def test_beside_a_column_the_others_stand_where_more_is_asked_or_none_is_named(question):
    short = row("Quayside", {"Manager": "Ada Finch", "Hours a week": "42", "Visits": "12,096"})
    text = answer(question, short).text
    assert "Ada Finch" in text
    assert "12,096" in text


QUARTERS = row(
    "P2.1 Visits to hubs",
    {"Quarter 1": "12,310", "Quarter 2": "13,377", "Quarter 3": "14,102"},
    paper=NEWER,
)


def test_another_quarters_figure_is_never_given_when_a_quarter_is_asked():
    text = answer("How many visits to hubs in Q2 2025/26?", QUARTERS).text
    assert "13,377" in text
    assert "12,310" not in text
    assert "14,102" not in text


def test_the_papers_own_quarter_is_given_when_none_is_asked():
    text = answer("How many visits to hubs?", QUARTERS).text
    assert "14,102" in text
    assert "13,377" not in text


def test_a_comparison_gives_both_sides_each_with_its_source():
    older = row("Agency staff", {"Quarter 2": "16.8%"}, "o1", OLDER)
    newer = row("Agency staff", {"Quarter 3": "15.2%"}, "n1", NEWER)
    draft = answer("Compare agency staff in Q2 2025/26 and Q3 2025/26", older, newer)
    assert "16.8%" in draft.text
    assert "15.2%" in draft.text
    assert {one.paper.id for one in draft.citations} == {"o", "n"}


def test_beside_the_quarter_asked_for_no_other_quarters_figure_is_quoted():
    newer = passage("In Quarter 3 of 2025/26 agency staff were 15.2% of all.", "n1", NEWER)
    older = passage("In Quarter 2 of 2025/26 agency staff were 16.8% of all.", "o1", OLDER)
    both = passage("Agency staff fell. In Quarter 2 of 2025/26 they were 16.8%.", "n2", NEWER)
    text = answer("Agency staff in Q3 2025/26?", newer, older, both).text
    assert "15.2%" in text
    assert "16.8%" not in text


def test_what_the_reader_finds_far_less_likely_is_not_quoted_beside_the_answer():
    asked = "What was resolved on youth clubs?"
    clubs = passage("RESOLVED: That grants for youth clubs be let.", "r1", kind="resolution")
    other = passage("RESOLVED: That the report on youth be noted.", "r2", kind="resolution")
    assert "noted" in answer(asked, clubs, other, reader=Liking("RESOLVED")).text
    assert "noted" not in answer(asked, clubs, other, reader=Liking("clubs")).text


NEET = row("2023/24", {"Council": "5.8%", "National": "5.4%", "All regions": "5.6%"})


@pytest.mark.parametrize(
    ("asked", "said", "left"),
    [
        ("national rate in 2023/24?", ["5.4%"], ["5.8%", "5.6%"]),
        ("rate of our regions in 2023/24?", ["5.4%", "5.8%", "5.6%"], []),
        ("which national rate couldn't be met in 2023/24?", ["5.4%", "5.8%", "5.6%"], []),
    ],
)
def test_a_column_named_by_its_whole_name_stands_alone(asked, said, left):
    text = answer(asked, NEET).text
    assert all(figure in text for figure in said)
    assert not any(figure in text for figure in left)


def test_a_column_that_a_word_behind_its_name_narrows_does_not_stand_alone():
    held = row("2021 - 2022", {"Number of reviews": "924", "Put off": "163"})
    alone = answer("number of reviews in 2021-22?", held).text
    narrowed = answer("number of reviews adjourned in 2021-22?", held).text
    assert "924" in alone
    assert "163" not in alone
    assert "924" in narrowed
    assert "163" in narrowed


def test_the_current_figure_stands_alone_where_the_papers_own_quarter_is_asked_for():
    told = "Fostered children | 39 | 12 | 54 | There were 41 in May."
    columns = {"24/25 Actual": "39", "Target": "12", "Current": "54"}
    measure = row("Fostered children", columns, paper=OLDER)
    measure = replace(measure, text=told)
    text = answer("fostered children in Q2 2025/26?", measure).text
    assert "Current: 54" in text
    assert not any(figure in text for figure in ("39", "12", "41"))


def test_what_a_sentence_leads_in_stays_with_it_though_it_names_another_time():
    text = "Attendance in Q2 2025/26 was:\na) 45% at the unit, 43% in Q1 2025/26."
    said = answer("attendance in Q2 2025/26?", passage(text, paper=OLDER)).text
    assert "45% at the unit" in said


def test_an_and_in_a_rows_name_asks_for_no_second_figure():
    needs = row("Speech and language", {"Ages 5–10": "57", "Ages 16–19": "71"})
    asked = "how many young people aged 16 to 19 have speech and language needs"
    assert "57" not in answer(asked, needs).text
    both = answer("how many aged 16 to 19 need speech and language help and why", needs)
    assert "57" in both.text and "71" in both.text


def test_two_rows_of_one_table_are_cited_as_the_table():
    columns = {"Year 11": "97.7%", "Year 12": "94.3%"}
    first = row("2022", columns, "r1", part_of="t")
    second = row("2025", {"Year 11": "97.4%", "Year 12": "90.7%"}, "r2", part_of="t")
    lines = ["Year | Year 11 | Year 12", first.text, second.text]
    table = passage("\n".join(lines), "t", kind="table")
    draft = answer("Offers to Year 12 in 2022 compared with 2025?", first, second, table)
    [cited] = draft.citations
    assert cited.passage.id == "t"
    assert {"94.3%", "90.7%"} <= set(re.findall(r"[\d.]+%", draft.text))
    assert cited.quote.split("\n") in ([first.text, second.text], [second.text, first.text])


def test_a_comparison_in_prose_gives_both_sides():
    older = passage("In Quarter 2 of 2025/26 agency staff were 16.8% of all.", "o1", OLDER)
    newer = passage("In Quarter 3 of 2025/26 agency staff were 15.2% of all.", "n1", NEWER)
    text = answer("Did agency staff fall between Q2 2025/26 and Q3 2025/26?", newer, older).text
    assert "16.8%" in text
    assert "15.2%" in text


LIST = passage(
    "The priorities for the year are:\n(a) early help;\n(b) safe homes; and\n(c) good schools.",
    kind="list",
)


@pytest.mark.parametrize("question", ["What are the priorities for the year?", "priorities?"])
def test_a_list_is_given_with_its_lead_in(question):
    text = answer(question, LIST).text
    assert "The priorities for the year are:" in text
    for item in ("early help", "safe homes", "good schools"):
        assert item in text


RESOLVED = "RESOLVED: That\n1) the report be noted;\n2) the fee be £12; and\n3) bids open in May."


def test_a_short_resolution_is_given_whole_under_its_minute():
    item = passage(RESOLVED, kind="resolution", label="CFC36")
    text = answer("What did the Board resolve on fees?", item).text
    assert text.startswith("CFC36: RESOLVED: That")
    assert "the fee be £12" in text
    assert "bids open in May" in text


def test_a_minutes_number_without_letters_is_not_said_before_its_resolution():
    item = passage(RESOLVED, kind="resolution", label="48/25")
    assert answer("What did the Board resolve on fees?", item).text.startswith("RESOLVED: That")


def test_a_rows_place_is_its_minutes_title_without_the_number():
    chosen = row("Chair", {"Appointed": "Ada Finch"}, headings=("51/25 APPOINTMENTS",))
    text = answer("Who was appointed chair?", chosen).text
    assert "APPOINTMENTS" in text
    assert "51" not in text


def test_of_a_long_resolution_the_part_asked_for_is_given():
    parts = [f"{n}) the {word} contract be extended by {n} months;" for n, word in PARTS]
    text = "RESOLVED: That\n" + "\n".join(parts)
    item = passage(text, kind="resolution", label="CFC36")
    draft = answer("How long was the transport contract extended?", item)
    assert "the transport contract be extended by 7 months" in draft.text
    assert draft.text.count("RESOLVED") == 1
    assert len(draft.text.split()) <= MOST


PARTS = list(
    enumerate(
        "seating therapy cleaning catering lettings fostering transport advocacy mentoring".split()
        + "printing security gardening heating".split(),
        1,
    )
)


def test_the_same_words_in_two_papers_are_quoted_once():
    words = "Bids are taken until noon on 13 March 2026."
    one, other = passage(f"{words} Nobody bid.", "a"), passage(f"{words} Some did.", "b")
    assert answer("When are bids taken until?", one, other).text.count(words) == 1


def test_a_row_of_prose_says_whose_it_is():
    item = row("Hub visits", {"Q3": "9", "Commentary": "They fell as the baby clinic had moved."})
    text = answer("Why did hub visits fall?", item).text
    assert "Hub visits" in text
    assert "the baby clinic had moved" in text


def test_a_table_that_has_no_row_of_its_own_is_not_quoted_with_its_cell_marks():
    table = passage(
        "Table 4: Steps\nStep | Date | Who\nBoard decides | 16 April | Elm", kind="table"
    )
    for question in ("When does the board decide?", "List the steps", "quorum", "How many steps?"):
        text = answer(question, table).text
        assert text
        assert " | " not in text


def test_a_line_of_a_table_is_said_as_the_row_that_it_is():
    text = (
        "Fly-tips\nWard | 2023/24 | 2024/25 | Note\nAsh | 31 | 28 |\nElm | 87 | 90 | up\nAll | 118"
    )
    table = Evidence(1, passage(text, kind="table"), PAPER)
    asked = understand("Fly-tips in 2024/25?")
    assert line_words(table, "Elm | 87 | 90 | up", asked) == "Elm (Fly-tips) – 2024/25: 90."
    assert "31" not in line_words(table, "Ash | 31 | 28 |", asked)
    assert line_words(table, "All | 118", asked) == "All – 118"
    prose = "Elm | 87 | 90 | It went up again after the tip was shut for a while"
    assert line_words(table, prose, asked).startswith(
        "Elm – 2023/24: 87; 2024/25: 90; Note: It went"
    )
    plain = Evidence(1, passage(text), PAPER)
    assert line_words(plain, "Elm | 87 | 90 | up", asked) == "Elm – 87 – 90 – up"


def test_no_line_of_a_table_is_quoted_beside_a_row_with_its_columns():
    told = row("Total", {"March": "32.55", "June": "32.56"}, part_of="t")
    table = passage("Debt | March | June\n1–30 days | 4.15 | 5.02", "t", kind="table")
    draft = answer("What was the total in June?", told, table)
    assert "32.56" in draft.text
    assert "5.02" not in draft.text


def test_of_a_list_the_rows_that_are_marked_so_are_given_and_no_others():
    table = passage(
        "Ref | Commitment | RAG\n"
        "S1 | Health checks for all commitments | GREEN\n"
        "S2 | Halve the placements | RED\n"
        "S3 | A charter | RED",
        kind="table",
    )
    draft = answer("Which health commitments are red?", table)
    assert "Halve" in draft.text and "charter" in draft.text
    assert "GREEN" not in draft.text


def test_a_minutes_heading_and_the_action_before_it_are_no_part_of_its_sentence():
    minutes = "ACTION: Director of Family Support\nCFC36 YOUTH CLUBS: GRANTS FROM APRIL 2026\n"
    text = answer(
        "What was the Board asked?", passage(f"{minutes}The Board was asked for its view.")
    )
    assert text.text == "The Board was asked for its view. [1]"


def test_a_row_that_ends_a_sentence_gets_no_second_stop():
    item = row("Repair", {"Due": "May", "Commentary": "Scaffolding goes up in October."})
    assert ".." not in answer("When is the repair due?", item).text


def test_blank_cells_leave_no_empty_places():
    table = passage("Kind | Number | | Cost\nHome | 9 | | 4,870\nFoster | | 74 |", kind="table")
    for question in ("List the number of homes", "cost of a home"):
        text = answer(question, table).text
        assert not re.search(r"– –|\| \||; ;|–\s*\[", text), text


@pytest.mark.parametrize("kind", ["paragraph", "list", "resolution", "table", "row", "frontsheet"])
@pytest.mark.parametrize(
    "question", ["What was agreed?", "List the costs", "hub", "How many hubs?"]
)
def test_a_passage_without_a_full_stop_is_cut_and_says_so(kind, question):
    text = " ".join(f"hub {n}" for n in range(300))
    for one in (text, f"Name | {text} | 3", f"hub: {text}\n{text}"):
        draft = answer(question, passage(one, kind=kind, label="CFC36"))
        assert 0 < len(draft.text.split()) <= MOST
        assert draft.text.endswith("… [1]")


# What holds for every answer

WORDS = st.sampled_from(
    "hub hubs visits cost costs budget school bus the of in and rose fell to £7,400 12 "
    "61.4% 2025/26 Q2 Councillor Elm was agreed: noted; why? (a) • CFC36 – children’s".split()
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
PROSE = st.lists(
    st.builds(str.__add__, SENTENCE, st.sampled_from([".", "", ":", ";", "?", "\n"])),
    min_size=1,
    max_size=30,
).map(" ".join)
KINDS = st.sampled_from(["paragraph", "list", "resolution", "frontsheet", "definition", "heading"])
CELLS = st.lists(
    st.tuples(SENTENCE, SENTENCE | st.sampled_from(["9", "£3", "✓", "8,796"])),
    min_size=1,
    max_size=9,
)
ANY_PAPER = st.sampled_from([PAPER, OLDER, NEWER])


@st.composite
def passages(draw):
    paper = draw(ANY_PAPER)
    if draw(st.booleans()):
        text, kind = draw(PROSE), draw(KINDS)
        label = draw(st.sampled_from(["", "CFC36"]))
        return passage(text, paper=paper, kind=kind, label=label)
    if draw(st.booleans()):
        rows = draw(st.lists(CELLS, min_size=1, max_size=12))
        lines = [" | ".join(cell for pair in one for cell in pair) for one in rows]
        return passage("\n".join(lines), paper=paper, kind="table")
    return row(draw(SENTENCE), dict(draw(CELLS)), paper=paper, caption=draw(st.just("") | SENTENCE))


QUESTIONS = st.sampled_from(
    [
        "What do the hubs cost?",
        "How many visits in Q2 2025/26?",
        "Compare visits in Q2 2025/26 and Q3 2025/26",
        "List the costs",
        "What was agreed?",
        "Who is Councillor Elm?",
        "bus",
        "Why did visits fall?",
    ]
)
FIGURE = re.compile(r"\d[\d,.]*\d|\d")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(QUESTIONS, st.lists(passages(), min_size=1, max_size=6))
def test_every_answer_is_short_and_proves_what_it_says(question, found):
    found = [replace(one, id=f"{order}") for order, one in enumerate(found)]
    draft = answer(question, *found)
    assert draft.text.strip()
    assert len(draft.text.split()) <= MOST
    shown = {int(key) for key in re.findall(r"(?<= )\[(\d+)\]", draft.text)}
    assert shown == {one.key for one in draft.citations}
    assert [one.key for one in draft.citations] == list(range(1, len(draft.citations) + 1))
    cited = " ".join(f"{one.passage.label} {one.passage.text}" for one in draft.citations)
    said = re.sub(r" \[\d+\]", "", draft.text)
    columns = " ".join(cell.column for one in draft.citations for cell in one.passage.cells)
    assert set(FIGURE.findall(said)) <= set(FIGURE.findall(f"{cited} {columns}"))
    assert all(one.quote.strip() for one in draft.citations)


def test_a_question_that_minutes_tell_of_is_quoted_with_its_answer():
    text = (
        "Members asked how many enquirers dropped out. The answer was 61 of the 143. "
        f"{'The night line was staffed by carers. ' * 12}"
    )
    draft = answer("how many enquirers dropped out?", passage(text), reader=Liking("enquirers"))
    assert "The answer was 61 of the 143." in draft.text


def test_of_a_long_row_the_other_side_of_a_comparison_stands_beside():
    names = [f"{over} › {who}" for over in ("One year", "Three years") for who in ("Fund", "Index")]
    more = {f"Note {n}": str(n) for n in range(12)}
    fund = row("Global active", {name: f"{n}.5" for n, name in enumerate(names, 20)} | more)
    text = answer("global active over three years, us versus the index", fund).text
    assert "22.5" in text and "23.5" in text


def test_of_a_long_row_the_other_time_of_a_comparison_stands_beside():
    times = {"31 Aug 2025": ("4x5", "20"), "30 Nov 2025": ("5x5", "25")}
    cells = {
        f"{time} › {name}": value
        for time, values in times.items()
        for name, value in zip(("LxI", "Score"), values, strict=True)
    }
    risk = row("Balancing the budget", cells | {f"Note {n}": f"{n}00" for n in range(12)})
    text = answer("how much worse is the balancing risk than in august 2025?", risk).text
    assert "Score: 20" in text
    assert "Score: 25" in text


def test_a_comparison_gives_a_short_row_with_all_its_times():
    homes = row("In-house", {"Sept 2023": "233", "Sept 2024": "221", "Number Sept 2025": "209"})
    text = answer("how did in-house compare, September 2023 to now", homes).text
    assert "233" in text and "209" in text


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Table 2.1 Cold homes by ward", "(Cold homes by ward)"),
        ("Item 7 – Audit and breaches", "(Audit and breaches)"),
        ("63/24 The winter of 2026", ""),
        ("Cold homes by ward", "(Cold homes by ward)"),
    ],
)
def test_a_rows_heading_is_said_without_figures_that_its_passage_has_not(heading, said):
    homes = replace(row("Castle Gate", {"Homes": "10,460"}), headings=(heading,))
    text = answer("How many homes at Castle Gate?", homes).text
    assert text.startswith(f"Castle Gate {said} – Homes: 10,460".replace("  ", " "))


def test_the_figures_of_two_times_asked_for_stand_both():
    years = row("Felt consulted", {"2021": "66.8", "2023": "64.1"})
    said = answer("carers who felt consulted, 2021, and this time round", years)
    assert "66.8" in said.text
    assert "64.1" in said.text


def test_of_rows_of_one_table_the_likelier_is_said_alone_and_one_of_another_table_beside_it():
    columns = {"Actual": "17", "Limit": "50"}
    asked = "what share of loans matures in five years"
    best, other = row("Loans maturing", columns, "r1"), row("Other debts", {"Actual": "11"}, "r2")

    def said(*parts):
        found = [
            Evidence(key, replace(one, part_of=part), PAPER, 6.0)
            for key, (one, part) in enumerate(zip((best, other), parts, strict=True), 1)
        ]
        rows = [
            Statement(f"{item.passage.label}: …", item, -1, score, row=True)
            for item, score in zip(found, (2.0, 0.9), strict=True)
        ]
        return quote_answer(understand(asked), found, rows).text

    assert "11" not in said("t", "t")
    assert "11" in said("t", "u")


def test_of_a_row_that_lost_its_columns_no_other_row_is_quoted():
    names = ("Elm", "Oak", "Ash", "Yew", "Lime")
    text = "\n".join(f"{name} Library Friends {day}/03/2014" for day, name in enumerate(names, 20))
    said = answer("When did the friends of Ash library join?", passage(text), reader=Liking("Ash"))
    assert "22/03/2014" in said.text
    assert "23/03/2014" not in said.text


def test_a_long_list_of_marked_rows_is_given_in_short():
    rows = [
        f"M{n} | Milestone number {n} | Missed | {'Put back because the survey is late. ' * 8}"
        for n in range(1, 5)
    ]
    lines = ["No. | Milestone | State | Comment", *rows, "M9 | Last | Met | Done"]
    table = passage("\n".join(lines), kind="table")
    said = answer("Which milestones were missed?", table)
    assert all(f"Milestone number {n}" in said.text for n in range(1, 5))


def test_a_line_of_a_run_is_under_all_the_tiers_of_its_columns():
    text = (
        "Programme\nScheme | 2025/26 | Spend\n | Original | to date\n£000 | £000 | £000\n"
        "Parks\nPaths | 60 | 10"
    )
    table = Evidence(1, passage(text, kind="table"), PAPER)
    said = line_words(table, "Paths | 60 | 10", understand("what was the original sum for paths"))
    assert "2025/26, Original: 60" in said


def test_a_column_is_not_named_by_what_the_rows_place_says():
    row = passage(
        "Grades by team\nGood | 14 | 15",
        kind="row",
        label="Good",
        headings=("Help team",),
        cells=(Cell("Help team › Q1", "14%"), Cell("Help team › Q2", "15%")),
    )
    said = answer("what share was good in q1", row).text
    assert "Help team) – Q1: 14%" in said


MARKED = (
    "It was noted that:\n• 76% of pupils met the standard.\n• 69% of pupils at risk met it.\n"
    "• 51% of boys met it."
)
TOLD = "The depot opened on 12 July 2024. It was painted. The gates were hung on 9 May 2025."


@pytest.mark.parametrize(
    ("question", "text", "liked", "left_out"),
    [
        pytest.param("How did pupils do?", MARKED, "76%", "69%", id="an item of a list"),
        pytest.param("When did the depot open?", TOLD, "12 July", "9 May", id="the day asked for"),
    ],
)
def test_a_sentence_with_what_is_asked_is_given_without_what_follows_it(
    question, text, liked, left_out
):
    sure = answer(question, passage(text), reader=Liking(liked, 8.0)).text
    assert liked in sure
    assert left_out not in sure
    assert left_out in answer(question, passage(text), reader=Liking(liked, 0.5)).text


REASONS = (
    "RESOLVED: That permission be refused for these reasons:\n"
    "(i) the block would overlook the almshouses in Mill Row, whose gardens lie no more than nine "
    "metres from its nearest windows on that side;\n"
    "(ii) its height would harm the setting of the listed warehouse and of the whole of the quay "
    "conservation area, and no benefit to the public outweighs that harm; and\n"
    "(iii) no way had been offered to secure the repair of the warehouse before any of the flats "
    "were let or sold."
)


def test_what_is_left_out_between_two_parts_of_a_resolution_is_marked():
    given = passage(REASONS, kind="resolution")
    draft = answer("What was said of repair to it?", given, reader=Liking("secure the repair"))
    assert "for these reasons: … (iii) no way had" in draft.text
    assert "…" not in draft.citations[0].quote


def test_who_asks_why_is_given_all_reasons_of_a_resolution():
    given = passage(REASONS, kind="resolution")
    draft = answer("Why was permission refused?", given, reader=Liking("secure the repair"))
    assert all(part in draft.text for part in ("(i) the block", "(ii) its height", "(iii) no way"))
    assert "…" not in draft.text


FILLER = "Bins are washed on Fridays by two of the crew who come in early for it. "


def test_what_is_left_out_between_two_sentences_is_marked_and_neighbours_are_not():
    text = (
        f"The depot at Larkhill costs £7,400 a month. It has nine bays. {FILLER * 9}"
        "The depot at Axwold costs £6,100 a month."
    )
    draft = answer("What do the depots cost?", passage(text), reader=Liking("costs"))
    assert "in early for it. … The depot at Axwold" in draft.text
    whole = answer("Which depot has nine bays?", passage(text), reader=Liking("bays"))
    assert "…" not in whole.text
