"""Of a table of several bodies the council's own row is told, unless another is named."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.answers import Evidence
from assistant.own_body import own_body_first
from assistant.question import understand
from assistant.statements import statements_of
from corpus.library import Library
from corpus.papers import EVERYTHING, Cell, Paper, Passage

PLANS = ("Plans maintained", ("Ashby (A)", "904"), ("England (E)", "390,109"), ("SN10", "15,322"))
TEAMS = ("Plans by team", ("Ashby (A)", "904"), ("North team", "12"), ("SN10", "15"))


def told(tmp_path, question, table, best):
    """The names of the rows told for a question that finds the row `best`."""
    name, *rows = table
    paper = Paper("paper", "", "p.pdf", "Monitoring", "report", "Schools Board")
    passages = [
        Passage(
            f"row{n}",
            "paper",
            f"{name}\n | 2020\n{label} | {value}",
            1,
            1,
            kind="row",
            label=label,
            cells=(Cell("2020", value),),
            order=n,
            part_of="table",
        )
        for n, (label, value) in enumerate(rows)
    ]
    evidence = [Evidence(1, next(one for one in passages if one.label == best), paper, 5.0)]
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        add(library, paper, passages)
        scored, items = own_body_first(
            understand(question), statements_of(evidence[0]), evidence, library, EVERYTHING
        )
    assert scored[0].evidence in items
    return [one.evidence.passage.label for one in scored if one.row]


def test_the_councils_own_row_comes_in_place_of_anothers(tmp_path):
    assert told(tmp_path, "how many plans did we have in 2020?", PLANS, "SN10") == ["Ashby (A)"]


@pytest.mark.parametrize(
    ("question", "table", "best"),
    [
        ("how many plans did england have in 2020?", PLANS, "England (E)"),
        ("how many plans had SN10 in 2020?", PLANS, "SN10"),
        ("how many plans did we have in 2020?", PLANS, "Ashby (A)"),
        ("how many plans did we have in 2020?", TEAMS, "SN10"),
    ],
)
def test_another_row_stays_that_is_named_or_of_no_bodies(tmp_path, question, table, best):
    assert told(tmp_path, question, table, best) == [best]
