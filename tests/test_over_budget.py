"""Who is over or under budget is told from the row, or the table, that is called what is asked."""

from dataclasses import replace

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.answers import Turn
from assistant.chat import ask
from assistant.over_budget import of_a_variance
from assistant.question import understand
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Cell, Paper, Passage, Scope, content_id

COLUMNS = ("Annual Budget £'000", "Variance (Overspend) £'000", "Forecast Outturn (o'spend) £'000")
SUMMARY = (
    ("Parks & Gardens", "900", "(20)", "(31)"),
    ("Roads", "4,000", "60", "75"),
    ("Libraries", "700", "(25)", "(12)"),
    ("Place Directorate", "5,600", "15", "32"),
    ("Total Net Spend", "5,600", "15", "32"),
)
PARKS = (
    ("Employees", "600", "5", "8"),
    ("Ponds", "100", "(24)", "(38)"),
    ("Total Expenditure", "950", "(19)", "(30)"),
    ("Net Departmental Expenditure", "900", "(20)", "(31)"),
)


def budget(library, title, when, period, *tables, columns=COLUMNS):
    """A budget report: tables of (name, rows); a row of one word heads those behind it."""
    id = content_id(title, when)
    made = Paper(id, "", f"{title}.pdf", title, "finance", "Board", when, period=period)
    passages = []
    for name, rows in tables:
        headings = (name,)
        for label, *values in rows:
            if not values:
                headings = (name, label)
                continue
            lines = (f"{name} (£'000)", " | ".join(("", *columns)), " | ".join((label, *values)))
            cells = tuple(Cell(c, v, "£'000") for c, v in zip(columns, values, strict=True))
            passages.append(
                Passage(
                    content_id(id, name, label, str(len(passages))),
                    id,
                    "\n".join(lines),
                    1,
                    1,
                    kind="row",
                    label=label,
                    headings=headings,
                    cells=cells,
                    order=len(passages),
                )
            )
    add(library, made, passages)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        tables = (("Summary of spending", SUMMARY), ("Parks & Gardens", PARKS))
        budget(opened, "Spending at 31 December", "2026-01-12", "Q3 2025/26", *tables)
        old = (("Total Net Spend", "5,000", "(99)", "(99)"), ("Roads", "1", "(9)", "(9)"))
        budget(opened, "Spending at 30 June", "2025-08-11", "Q1 2025/26", ("Summary", old))
        schools = (("Roads", "9,000", "(500)", "(500)"), ("Total", "9,000", "(500)", "(500)"))
        budget(opened, "Schools grant", "2026-02-01", "Q4 2025/26", ("Grant", schools))
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def correction(library, text):
    """A supplement of the meeting that the budget was reported to, in a file of its own."""
    id = content_id("supplement", text)
    made = Paper(id, "", "supplement.pdf", "Correction", "supplement", "Board", "2026-01-12")
    add(library, made, [Passage(content_id(id), id, text, 1, 1)])


def told(library, question, scope=EVERYTHING):
    return say(of_a_variance(understand(question, (), {}, library), library, scope)).text


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("are we overspending?", "Total Net Spend"),
        ("what's the council's total overspend", "Total Net Spend"),
        ("is the libraries service over budget", "Libraries"),
        ("are we overspending on parks and gardens", "Parks & Gardens"),
        ("how far over budget are the ponds?", "Ponds"),
        ("which department is most over budget?", "Parks & Gardens"),
        ("which department has the biggest overspend so far", "Libraries"),
        ("which department is furthest under budget?", "Roads"),
        ("what is the biggest overspend in parks and gardens?", "Ponds"),
    ],
)
def test_the_row_is_told_with_the_way_that_its_variance_points(library, question, row):
    text = told(library, question)
    assert text.startswith(f"{row} (")
    assert ("under budget" if row in ("Roads", "Total Net Spend") else "over budget") in text


def test_who_asks_which_are_over_is_given_all_of_them_the_furthest_first(library):
    lines = told(library, "which departments are overspending?").split("\n")
    assert [line.split(" (")[0] for line in lines] == ["Parks & Gardens", "Libraries"]


def test_of_two_that_are_set_against_each_other_both_are_told(library):
    lines = told(library, "who is overspending more, parks or libraries?").split("\n")
    assert [line.split(" (")[0] for line in lines] == ["Parks & Gardens", "Libraries"]
    assert told(library, "who is overspending more, parks or swans?") == ""


def test_a_quarter_that_is_named_is_that_papers(library):
    assert "(99)" in told(library, "what was the total overspend in Q1 2025/26?")


@pytest.mark.parametrize(
    "question",
    [
        "why are we overspending?",
        "how is the overspend being paid for?",
        "is the overspend worse than last year?",
        "are we overspending on swans?",
        "what is the parks budget?",
        "which ponds are overspent most?",
    ],
)
def test_what_asks_for_something_else_is_left_to_be_looked_for(library, question):
    assert told(library, question) == ""


def test_a_table_of_several_departments_has_no_sum_of_all(tmp_path):
    sums = ("Total Expenditure", "50", "(5)", "(5)")
    rows = (("Ash", "50", "(5)", "(5)"), sums, ("Oak", "90", "1", "1"), sums)
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        budget(opened, "Spending", "2026-01-12", "Q3 2025/26", ("Departments", rows))
        opened.embed_pending(should_stop=opened.meanings_ready)
        assert told(opened, "are we overspending?") == ""


@pytest.mark.parametrize(
    ("question", "home"),
    [
        ("which of our own care homes is heading for the biggest overspend?", "Ash House"),
        ("which care home has the biggest overspend so far", "Oak House"),
    ],
)
def test_what_a_table_has_a_part_for_is_set_against_its_like_by_the_parts_sums(
    question, home, tmp_path
):
    columns = ("Annual Budget £'000", "Variance (Overspend) £'000", "Forecast Outturn £'000")
    rows = (
        ("Ash House",),
        ("Employees", "600", "(10)", "(900)"),
        ("Total Ash House Expenditure", "900", "(20)", "(90)"),
        ("Oak House",),
        ("Agency staff", "10", "(500)", "(700)"),
        ("Total Oak House Expenditure", "800", "(30)", "(40)"),
    )
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        tables = (("Care Homes", rows),)
        budget(opened, "Spending", "2026-01-12", "Q3 2025/26", *tables, columns=columns)
        opened.embed_pending(should_stop=opened.meanings_ready)
        assert told(opened, question).startswith(f"Total {home} Expenditure (")


def test_nothing_is_told_to_who_may_not_see_the_paper(library):
    assert told(library, "are we overspending?", Scope(frozenset())) == ""


def test_a_figure_that_a_supplement_corrects_is_told_beside_it(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        tables = (("Summary of spending", SUMMARY),)
        budget(opened, "Spending at 31 December", "2026-01-12", "Q3 2025/26", *tables)
        correction(opened, "For Parks & Gardens, in the summary of spending, for 900 read 950.")
        opened.embed_pending(should_stop=opened.meanings_ready)
        answer = ask("are we overspending on parks and gardens?", library=opened)
    assert answer.text.startswith("Parks & Gardens (")
    assert answer.notes[0] == "“Correction” says that 900 was misprinted and should be 950."


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("which department is the worst?", "Parks & Gardens"),
        ("is anyone underspent?", "Roads"),
    ],
)
def test_who_asks_further_is_told_of_the_others_of_the_council(library, message, row):
    before = Turn("are we overspending this year?", "Total Net Spend – 32. [1]")
    asked = understand(message, [before], {}, library)
    assert say(of_a_variance(asked, library, EVERYTHING)).text.startswith(row)


def test_which_lines_are_under_is_asked_of_the_table_that_was_cited(library):
    ponds = next(
        row
        for paper in library.papers()
        for row in library.passages(paper.id, EVERYTHING)
        if row.label == "Ponds"
    )
    before = Turn("what is the biggest overspend in parks?", "Ponds: (38). [1]", cited=(ponds,))
    for message, row in (
        ("are any of them coming in under budget?", "Employees"),
        ("which department is furthest under budget?", "Roads"),
    ):
        asked = understand(message, [before], {}, library)
        assert say(of_a_variance(asked, library, EVERYTHING)).text.startswith(f"{row} (")


def test_the_worst_of_something_else_is_not_told(library):
    before = Turn("how many trees fell?", "Nine. [1]")
    asked = understand("which department is the worst?", [before], {}, library)
    assert of_a_variance(asked, library, EVERYTHING) == []


def test_the_councils_table_is_the_largest_in_money_whatever_its_unit(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        care = (("Homes", "71,340", "(3,280)", "(3,280)"), ("Total", "71,340", "(3,280)", "(1)"))
        whole = (("Care", "301.2", "(8.4)", "(8.4)"), ("Net budget", "755.5", "(8.8)", "(8.8)"))
        tables = (("Care", care), ("Revenue forecast (£m)", whole))
        budget(opened, "Revenue monitoring", "2026-01-12", "Q3 2025/26", *tables)
        opened.embed_pending(should_stop=opened.meanings_ready)
        assert told(opened, "are we overspending?").startswith("Net budget (")


def test_departments_are_set_against_each_other_where_rows_are_departments(library, tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        lines = (("Homes", "9", "(7)", "(7)"), ("Buses", "9", "(1)", "(1)"))
        lines += (("Pools", "9", "(2)", "(2)"), ("Net budget", "27", "(10)", "(10)"))
        budget(opened, "Care budget", "2026-02-12", "Q3 2025/26", ("Care spending", lines))
        with_head = (("Parks", "5", "(3)", "(3)"), ("Roads", "5", "(4)", "(4)"))
        with_head += (("Care", "5", "(1)", "(1)"), ("Net budget", "15", "(8)", "(8)"))
        name = "Revenue budget\nDirectorate | Budget | Variance"
        budget(opened, "Revenue budget", "2026-01-12", "Q2 2025/26", (name, with_head))
        opened.embed_pending(should_stop=opened.meanings_ready)
        assert told(opened, "which directorate is on course to overspend most?").startswith("Roads")
        assert told(opened, "which service is overspending most?").startswith("Homes")


def test_which_is_worst_is_asked_of_the_variances_given_before(library):
    row = next(p for one in library.papers() for p in library.passages(one.id) if p.cells)
    before = Turn("is that better than it was?", "Parks & Gardens: (31). [1]", (row,))
    asked = understand("which department is worst?", [before], {}, library)
    text = say(of_a_variance(asked, library, EVERYTHING)).text
    assert text.startswith("Parks & Gardens (")


def test_whether_an_overspend_is_worse_is_told_by_a_row_that_has_both_times(library, tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        id = content_id("revenue")
        made = Paper(id, "", "r.pdf", "Revenue budget", "finance", "Board", "2026-01-12")
        columns = ("Budget £m", "Over / (under) £m", "At Period 3 £m")
        passages = []
        for order, (label, *values) in enumerate(
            (
                ("Parks", "9", "1.5", "2.5"),
                ("Roads", "7", "0.5", "0.4"),
                ("Total", "16", "2", "2.9"),
            )
        ):
            head = f"Revenue budget\nDirectorate | {' | '.join(columns)}"
            text = f"{head}\n{label} | {' | '.join(values)}"
            cells = tuple(Cell(c, v, "£m") for c, v in zip(columns, values, strict=True))
            row = Passage(content_id(id, label), id, text, 1, 1, kind="row", label=label)
            passages.append(replace(row, cells=cells, order=order))
        add(opened, made, passages)
        opened.embed_pending(should_stop=opened.meanings_ready)
        text = told(opened, "is the overspend any better since period 3?")
        assert text.startswith("Total (")
        assert "At Period 3 £m: 2.9" in text
    assert told(library, "is the overspend any better since period 3?") == ""
