import pytest

from corpus.papers import Table
from ingest.tables import join_tables

HEAD = ("", "Budget £'000", "Actual £'000")


def sections(*rows):
    """Each row's name, and the name that it stands under."""
    (table,) = join_tables([(Table((HEAD, *rows)), 1, "1")])
    return {row.label: row.section for row in table.rows}


SPENDING = (
    ("Expenditure", "", ""),
    ("Staff", "500", "480"),
    ("Grant schemes", "", ""),
    ("Hedges", "100", "120"),
    ("Ditches", "40", "30"),
    ("Total expenditure", "640", "630"),
)


def test_a_total_of_more_than_its_group_stands_under_the_name_that_it_repeats():
    found = sections(*SPENDING)
    assert found["Ditches"] == "Grant schemes"
    assert found["Total expenditure"] == "Expenditure"


@pytest.mark.parametrize("net", ["Net spending", "Total for the service", "Net cost of parks"])
def test_a_total_of_the_whole_table_stands_under_no_name(net):
    rows = (("Income", "", ""), ("Fees", "(70)", "(60)"), ("Total income", "(70)", "(60)"))
    found = sections(*SPENDING, *rows, (net, "570", "570"), ("Staff in post", "12", "11"))
    assert found["Total income"] == "Income"
    assert found[net] == found["Staff in post"] == ""


@pytest.mark.parametrize(
    ("name", "figures"),
    [("Total income", ("(71)", "(66)")), ("Sub-total", ("(90)", "(80)"))],
    ids=["called after its group", "the sum of its group"],
)
def test_a_total_of_its_group_stays_under_its_name(name, figures):
    rows = (("Income", "", ""), ("Fees", "(60)", "(50)"), ("Rents", "(30)", "(30)"))
    assert sections(*rows, (name, *figures))[name] == "Income"


def test_a_count_that_says_total_is_no_total():
    rows = (("Benches", "", ""), ("Painted", "12", "14"), ("Total number of benches", "90", "91"))
    assert sections(*rows)["Total number of benches"] == "Benches"


def test_a_net_figure_of_each_of_several_groups_belongs_to_its_group():
    (table,) = join_tables(
        [
            (
                Table(
                    (
                        HEAD,
                        ("Mainstream", "", ""),
                        ("Pupils", "2,214", "2,187"),
                        ("Net cost £m", "3.46", "3.71"),
                        ("Special", "", ""),
                        ("Pupils", "298", "334"),
                        ("Net cost £m", "2.59", "3.25"),
                        ("Cost per pupil £", "8,691", "9,731"),
                        ("Total net cost £m", "6.05", "6.96"),
                    )
                ),
                1,
                "1",
            )
        ]
    )
    assert [row.section for row in table.rows] == [*["Mainstream"] * 2, *["Special"] * 3, ""]
