"""Who asks which row has the most is given that row, where it is certain which table is meant."""

from dataclasses import replace

import pytest

from assistant.answers import Evidence, Turn
from assistant.extremes import first_of_a_table
from assistant.question import understand
from assistant.signals import Rarity
from assistant.statements import Statement, statements_of
from corpus.encoder import Encoder
from corpus.papers import EVERYTHING, Cell, Paper, Passage

PAPER = Paper("p", "d", "p.pdf", "Street cleaning", period="2023/24")


def table(caption, names, columns, rows, id="t"):
    """The rows of a table, in order: `names` heads the first column."""
    made = []
    for place, (label, *values) in enumerate(rows):
        cells = tuple(Cell(column, value) for column, value in zip(columns, values, strict=True))
        lines = [caption, " | ".join([names, *columns]), " | ".join([label, *values])]
        made.append(
            Passage(
                f"{id}{place}",
                "p",
                "\n".join(lines),
                1,
                1,
                kind="row",
                label=label,
                cells=cells,
                part_of=id,
                order=place,
                period="2023/24",
            )
        )
    return made


TIPS = table(
    "Fly-tips on public land",
    "Ward",
    ["2022/23", "2023/24"],
    [
        ("Hartlow", "231", "204"),
        ("Quay", "198", "298"),
        ("Elm", "66", "81"),
        ("Total", "495", "583"),
    ],
)
WAITING = table(
    "People waiting",
    "Team",
    ["Number waiting", "Median wait (days)"],
    [("North", "138", "44"), ("South", "96", "61"), ("Mental health", "57", "38")],
)
HOMES = table(
    "Care homes and foster homes by sort",
    "Sort of home",
    ["Children", "Weekly cost £"],
    [("Own foster homes", "96", "480"), ("Agency foster homes", "31", "990"), ("Kin", "40", "310")],
)
LEFT = table(
    "Why foster carers left",
    "Reason for leaving",
    ["2022/23", "2023/24"],
    [("Retired", "4", "8"), ("Moved", "5", "2"), ("Unwell", "1", "3")],
)
COMPLAINTS = table(
    "Complaints answered on time",
    "Team",
    ["Received", "Answered on time", "%"],
    [("North", "41", "39", "95%"), ("South", "22", "11", "50%"), ("West", "30", "27", "90%")],
)
STAFF = table(
    "Staff",
    "Team",
    ["Agency staff", "Own staff", "Vacancies"],
    [("North", "4", "20", "2"), ("South", "6", "18", "2"), ("West", "5", "25", "9")],
)
DEFICITS = table(
    "School balances and deficits",
    "School",
    ["31 March 2024", "31 March 2025"],
    [("Copse Lane", "(714)", "(820)"), ("Elm Row", "212", "190"), ("Quay", "18", "(12)")],
)


BIRTHS = table(
    "Births by ward",
    "Ward",
    ["2014", "2024", "Change › No.", "Change › %"],
    [
        ("Hartlow", "400", "300", "(100)", "-25.0%"),
        ("Quay", "143", "66", "(77)", "-53.8%"),
        ("Elm", "90", "95", "5", "5.6%"),
        ("Districtwide", "633", "461", "(172)", "-27.2%"),
    ],
)
HUBS = table(
    "Use of the hubs",
    "Hub",
    ["Visits › Apr– Jun", "Visits › Jul– Sep", "Families › Apr–Jun", "Families › Jul–Sep"],
    [
        ("North", "900", "700", "9", "99"),
        ("South", "600", "800", "8", "88"),
        ("West", "500", "600", "70", "7"),
    ],
)
LIVES = table(
    "Life expectancy",
    "District",
    ["Men › 2017–19", "Men › 2022–24", "Women › 2017–19", "Women › 2022–24"],
    [
        ("North", "80.1", "79.9", "84.9", "83.7"),
        ("South", "79.0", "79.4", "83.0", "84.1"),
        ("West", "82.0", "81.7", "83.2", "83.6"),
    ],
)
FUNDS = table(
    "Employers in the fund",
    "Employer",
    ["Members", "Funding level"],
    [("Axe", "612", "112%"), ("Moor Homes", "94", "96%"), ("College", "1,925", "110%")],
)


SCHOOLS = table(
    "Schools at a glance",
    "School",
    ["Pupils", "Persistently absent (%)", "Free meals (%)"],
    [
        ("Copse Lane", "210", "31.0", "52.5"),
        ("Elm Row", "402", "12.4", "18.0"),
        ("Quay", "88", "22.9", "47.1"),
        ("Whole borough", "700", "20.1", "35.9"),
    ],
)
SPENDING = table(
    "Spending by service (£’000)",
    "Service",
    ["Budget", "Forecast", "Variance"],
    [
        ("Homes", "4,000", "5,250", "1,250"),
        ("Buses", "900", "860", "(40)"),
        ("Lunches", "300", "410", "110"),
        ("Total", "5,200", "6,520", "1,320"),
    ],
)
RISKS = table(
    "Risk register",
    "Risk",
    ["Score Q1", "Score Q2"],
    [("Storms", "12", "16"), ("Strikes", "9", "9"), ("Fraud", "8", "6"), ("Floods", "10", "15")],
)


ENCODER = Encoder("")


class Papers:
    """A library of one table."""

    def __init__(self, rows):
        self.rows = rows

    def neighbours(self, passage, before, after, scope):
        return [row for row in self.rows if row.id != passage.id]

    def paper(self, id):
        return PAPER

    def papers(self, scope):
        return [PAPER]

    def passages(self, id, scope):
        return self.rows

    def encode(self, texts):
        return ENCODER.encode(list(texts))

    def word_vectors(self, words):
        return ENCODER.encode(list(words))


def first(question, rows, *, history=(), told=None):
    """The names of the rows that come first."""
    return [line.passage.label for line in lines_for(question, rows, history=history, told=told)]


def lines_for(question, rows, *, history=(), told=None):
    """What is told; one row of the table was found best."""
    item = Evidence(1, rows[0], PAPER, 5.0)
    (best,) = (one for one in statements_of(item) if one.row)
    scored = [replace(best, score=1.0, read=-2.0)]
    if told:
        said = Evidence(2, Passage("s", "p", told, 1, 1), PAPER, 5.0)
        scored.insert(0, Statement(told, said, 0, 2.0, read=3.0))
    asked = understand(question, history)
    return first_of_a_table(asked, scored, [item], Rarity(100, {}), Papers(rows), EVERYTHING)


@pytest.mark.parametrize(
    ("question", "rows", "label"),
    [
        ("which ward has the most fly-tips?", TIPS, "Quay"),
        ("which ward had the fewest fly-tips in 2022/23?", TIPS, "Elm"),
        ("which ward has the most fly-tips in 2022/23?", TIPS, "Hartlow"),
        ("in which ward did fly-tips go up the most?", TIPS, "Quay"),
        ("which team has the longest median wait?", WAITING, "South"),
        ("which team has the most people waiting?", WAITING, "North"),
        ("which school has the biggest deficit?", DEFICITS, "Copse Lane"),
        ("which sort of home is dearest?", HOMES, "Agency foster homes"),
        ("what is the commonest reason for leaving?", LEFT, "Retired"),
        ("which team is worst at answering complaints on time?", COMPLAINTS, "South"),
        ("who answers the most complaints on time?", COMPLAINTS, "North"),
        ("which part of the borough has the most births?", BIRTHS, "Hartlow"),
        ("which ward has lost the biggest share of its births?", BIRTHS, "Quay"),
        ("which ward had the steepest fall in births?", BIRTHS, "Quay"),
        ("which ward had the biggest fall in births?", BIRTHS, "Hartlow"),
        ("where do women have the highest life expectancy?", LIVES, "South"),
        ("which hub is busiest?", HUBS, "South"),
        ("which employer is weakest by funding level?", FUNDS, "Moor Homes"),
    ],
)
def test_the_row_that_has_the_most_of_a_column_is_given(question, rows, label):
    assert first(question, rows) == [label]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        pytest.param("which ward has the most litter bins?", TIPS, id="another subject"),
        pytest.param("what is the most that fly-tips cost?", TIPS, id="no row's name is asked for"),
        pytest.param("which team was at most two months behind?", WAITING, id="at most"),
        pytest.param("how long is the wait in North?", WAITING, id="nothing of most"),
        pytest.param("which ward had the most fly-tips in July?", TIPS, id="another time"),
        pytest.param("which team is worst?", WAITING, id="nothing to judge by"),
        pytest.param(
            "how much of what teams have waiting is more than a year old?", WAITING, id="how much"
        ),
        pytest.param("what was the overspend for all services?", SPENDING, id="an overspend"),
        pytest.param("homes against buses: which is more over budget?", SPENDING, id="of two"),
        pytest.param("what share of the teams has improved?", COMPLAINTS, id="what share"),
        pytest.param("which ward has people who had a fall?", TIPS, id="a fall that is no change"),
        pytest.param("which team has the most complaints?", STAFF, id="no such column"),
    ],
)
def test_none_comes_first_where_no_table_column_or_way_up_is_certain(question, rows):
    assert first(question, rows) == []


def test_a_sentence_that_seems_to_answer_is_left_to_answer():
    said = "Hartlow had the most fly-tips, and most of them were vans."
    assert first("which ward has the most fly-tips?", TIPS, told=said) == []


def test_all_rows_of_a_table_are_weighed_that_passages_hold_in_several_runs():
    cut = [*TIPS[:2], *(replace(row, part_of="t2") for row in TIPS[2:])]
    assert first("which ward had the fewest fly-tips in 2023/24?", cut) == ["Elm"]


def test_all_that_have_gone_up_are_given_where_they_are_asked_for():
    assert first("which wards have seen fly-tips go up?", TIPS) == ["Quay", "Elm"]
    assert first("which wards have seen fly-tips go down?", TIPS) == ["Hartlow"]


def test_the_month_that_is_best_is_told_of_a_row():
    (line,) = lines_for("which month had the most visits to Town hub?", HUBS)
    assert line.shown.startswith("Town (Visits to hubs) – May: 15; Apr: 12")


def test_rows_that_have_as_much_are_given_together():
    assert first("which team has the fewest vacancies?", STAFF) == ["North", "South"]


def test_who_asks_further_is_answered_from_the_table_that_was_cited():
    before = Turn("where are the most fly-tips?", "Quay – 2023/24: 298. [1]", (TIPS[1],))
    assert first("and the fewest?", TIPS, history=[before]) == ["Elm"]


HUBS = table(
    "Visits to hubs",
    "Hub",
    ["Apr", "May", "Jun"],
    [
        ("Town", "12", "15", "14"),
        ("Elm", "9", "12", "19"),
        ("Quay", "16", "20", "11"),
        ("Total", "37", "47", "44"),
    ],
)


def test_of_months_without_a_year_the_last_is_meant_and_the_name_alone_may_be_asked_for():
    assert first("which hub is busiest?", HUBS) == ["Elm"]


@pytest.mark.parametrize(
    ("question", "rows", "labels"),
    [
        ("which schools have more than 40% on free meals?", SCHOOLS, ["Copse Lane", "Quay"]),
        ("any schools with fewer than 100 pupils?", SCHOOLS, ["Quay"]),
        ("which services are forecast to go over budget?", SPENDING, ["Homes", "Lunches"]),
        ("which service is furthest over budget?", SPENDING, ["Homes"]),
        ("which service is furthest under budget?", SPENDING, ["Buses"]),
        ("which services are more than a million over?", SPENDING, ["Homes"]),
        ("which risks have got worse since quarter 1?", RISKS, ["Storms", "Floods"]),
        ("which risk has gone up the most?", RISKS, ["Floods"]),
        ("which school is worst for absence?", SCHOOLS, ["Copse Lane"]),
    ],
)
def test_rows_that_are_past_a_bound_over_budget_or_worse_are_given(question, rows, labels):
    assert first(question, rows) == labels


def test_a_part_of_the_table_that_tells_no_variance_is_left_out():
    prose = table(
        "Spending by service (£’000)",
        "Service",
        ["Budget", "Forecast", "Variance"],
        [("Parks", "n/a", "n/a", "none"), ("Bins", "n/a", "n/a", "none"), ("Tips", "", "", "none")],
        id="u",
    )
    rows = [*SPENDING, *(replace(row, order=row.order + 10) for row in prose)]
    assert first("which service is furthest over budget?", rows) == ["Homes"]


LINES = [
    replace(row, headings=("Children’s budget", section))
    for section, rows in (
        ("Expenditure", (("Staff", "2,000", "1,910"), ("Rent", "40", "44"), ("Food", "90", "85"))),
        ("Income", (("Grants", "-700", "-690"), ("Fees", "-12", "-9"), ("Sales", "-30", "-31"))),
    )
    for row in table("Children’s budget", "£’000", ["Budget", "Spent to date"], rows, id=section)
]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("what is the smallest line of spending in the children's budget?", "Rent"),
        ("which income line of the children's budget brings in most?", "Grants"),
    ],
)
def test_what_is_spent_and_what_comes_in_are_told_apart(question, label):
    rows = [replace(row, part_of="t", order=n) for n, row in enumerate(LINES)]
    assert first(question, rows) == [label]


def test_both_ends_are_told_where_both_are_asked_for():
    asked = "which ward has the most fly-tips and which the fewest?"
    most, fewest = first(asked, TIPS)
    assert [most] == first("which ward has the most fly-tips?", TIPS)
    assert [fewest] == first("which ward has the fewest fly-tips?", TIPS)
    assert first(asked, TIPS, told="Quay had the most fly-tips.") == [most, fewest]


def test_what_comes_second_is_told_of_the_same_table():
    before = Turn("which ward has the most fly-tips?", "Quay – 298. [1]", (TIPS[1],))
    second = first("which ward has the second most fly-tips?", TIPS)
    assert len(second) == 1
    assert second != first("which ward has the most fly-tips?", TIPS)
    assert first("what comes second?", TIPS, history=(before,)) == second


def test_in_the_red_are_balances_below_nothing():
    rows = [("Ash Nursery", "71"), ("Beech Nursery", "(58)"), ("Cedar Nursery", "(41)")]
    balances = table("Balances of schools", "School", ["Balance 2023/24"], rows)
    assert first("which nursery has the balance deepest in the red?", balances) == ["Beech Nursery"]
    assert first("which nurseries have balances in the red?", balances) == [
        "Beech Nursery",
        "Cedar Nursery",
    ]


def test_where_asks_for_a_place():
    assert first("where are the most fly-tips?", TIPS) == ["Quay"]


def test_a_sentence_that_says_nothing_of_most_is_no_answer():
    said = "Three hubs are open and a fourth is planned."
    assert first("which hub is busiest?", HUBS, told=said) == ["Elm"]
