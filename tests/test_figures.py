import pytest
from claims import evidence

from assistant.amounts import figures_in
from assistant.figures import agrees, faults_in
from assistant.moments import borne_out, moments_in
from assistant.people import strangers


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("£27,751k", "money", 27_751_000),
        ("£27.8m", "money", 27_800_000),
        ("£27.8 million", "money", 27_800_000),
        ("£3bn", "money", 3e9),
        ("£(1,204)k", "money", 1_204_000),
        ("27,751 (£'000)", "money", 27_751_000),
        ("50p", "money", 0.5),
        ("two million pounds", "money", 2e6),
        ("4.5%", "percent", 4.5),
        ("four per cent", "percent", 4),
        ("3.5 percentage points", "percent", 3.5),
        ("(3.4)%", "percent", 3.4),
        ("1,204", "count", 1204),
        ("two hundred and four", "count", 204),
        ("twenty-one", "count", 21),
        ("a dozen", "count", 12),
        ("half a million", "count", 500_000),
        ("12 weeks", "days", 84),
        ("eighteen months", "months", 18),
        ("1.5 years", "months", 18),
        ("27 minutes", "minutes", 27),
    ],
)
def test_a_figure_is_read_with_its_unit(text, kind, value):
    (figure,) = figures_in(f"It was {text}.")
    assert (figure.kind, figure.value) == (kind, pytest.approx(value))


def test_both_ends_of_a_range_have_the_unit_of_the_second():
    assert [(f.kind, f.value) for f in figures_in("5-10%")] == [("percent", 5), ("percent", 10)]
    assert [f.value for f in figures_in("£1.2 to 1.5m")] == [1_200_000, 1_500_000]


@pytest.mark.parametrize("text", ["6(b)", "3.4.1", "the 3rd of them", "no one", "one of them"])
def test_what_counts_nothing_is_no_figure(text):
    assert figures_in(f"See {text}.") == ()


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        pytest.param("£27.8m", "£27,751k", True, id="rounded"),
        pytest.param("£27.7m", "£27,751k", False, id="rounded the wrong way"),
        pytest.param("£28m", "£27.8m", True, id="rounded twice"),
        pytest.param("£27,751k", "£27.8m", False, id="more exact than the paper"),
        pytest.param("about £30m", "£27.8m", True, id="about"),
        pytest.param("£30m", "£27.8m", False, id="about, without saying so"),
        pytest.param("about £40m", "£27.8m", False, id="not about"),
        pytest.param("over 200", "214", True, id="over"),
        pytest.param("over 200", "198", False, id="not over"),
        pytest.param("nearly 200", "198", True, id="nearly"),
        pytest.param("nearly 200", "214", False, id="past it"),
        pytest.param("27%", "27", False, id="a percentage of a count"),
        pytest.param("£214", "214", False, id="money of a count"),
        pytest.param("3 weeks", "3 months", False, id="another unit of time"),
        pytest.param("two years", "24 months", True, id="the same time"),
        pytest.param("1.5 million", "£1.5m", True, id="pounds left out of millions"),
    ],
)
def test_a_figure_agrees_within_rounding_and_units_and_no_further(claim, source, expected):
    (said,), (held,) = figures_in(f"was {claim}"), figures_in(f"was {source}")
    assert agrees(said, held) is expected


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("30 September 2025", "at the end of September 2025", True),
        ("30 September 2025", "by 30 September; the meeting of 10 November 2025", True),
        ("30 September 2025", "by 30 September 2024", False),
        ("September 2025", "on 30 September 2025", True),
        ("Q2 2025/26", "July to September 2025", True),
        ("Q2 2025/26", "Quarter 2 of 2025-26", True),
        ("Q2 2025/26", "Q2 2024/25 and the budget of 2025/26", False),
        ("the second quarter", "Q2", True),
        ("2025/26", "2025-2026", True),
        ("2025/26", "2024/25", False),
        ("in 2026", "in 2025", False),
        ("6.30pm", "18:30", True),
        ("5.30pm", "6.30pm", False),
        ("14/04/2026", "14 April 2026", True),
        ("1 May", "1 June", False),
    ],
)
def test_a_date_is_borne_out_by_the_same_date_however_written(claim, text, expected):
    (moment,) = moments_in(claim)
    assert borne_out(moment, text) is expected


NAMES = (
    "The Board thanked Councillor Jane Smith and Tom O'Brien, Director of Children's Services. "
    "Mary Brown-Jones attended, and Dr P. Patel. EHCPs rose."
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cllr J. Smith was thanked.", []),
        ("Dr Patel attended with Ms Brown-Jones.", []),
        ("The Director of Children's Services, Tom O'Brien, was thanked.", []),
        ("Director of Children's Services Tom O'Brien was thanked.", []),
        ("Education, Health and Care Plans rose.", []),
        ("Jane O'Brien was thanked.", ["Jane O'Brien"]),
        ("Councillor Jones attended.", ["Jones"]),
        ("Smith said little, and Harris less.", ["Harris"]),
        ("Harris moved the motion.", ["Harris"]),
    ],
)
def test_a_name_must_stand_as_it_is_in_the_papers(sentence, expected):
    assert strangers(sentence, [NAMES]) == expected


def test_a_figure_of_another_column_is_told_with_both_columns():
    (fault,) = faults_in("Actual spend on employees was £6,240k.", evidence("employees"))
    assert fault == "“£6,240k” stands under “Budget to Date” and not “Actual Spend”"


def test_a_figure_of_another_row_is_told_with_both_rows():
    given = evidence("employees", "premises")
    (fault,) = faults_in("Actual spend on premises was £6,655k.", given[:1], given)
    assert fault == "“£6,655k” stands in the row “Employees” and not “Premises”"


def test_a_figure_of_another_quarter_is_told_with_the_quarter():
    given = evidence("care", "care1")
    faults = faults_in("In Q1 2025/26, 37 were placed more than 20 miles from home.", given)
    assert faults == ["“37” is not of Q1 2025/26 in what it cites"]


PAPER_WORDS = (
    "The Wraparound Care Co-ordinator, Ann McPherson, told the DfE in 2025/26 that PED02 06 is due."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Care Co-ordinator is Ann McPherson.",
        "It was told to the DfE in the financial year 2025/26.",
        "PED02 06 is due.",
        "PED0206 is due.",
    ],
)
def test_odd_words_of_real_papers_bear_out_themselves(sentence):
    from dataclasses import replace

    item = evidence("care")[0]
    item = replace(item, passage=replace(item.passage, text=PAPER_WORDS))
    assert faults_in(sentence, [item]) == []


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("PED03 06 is due.", "“PED03” is not in what it cites"),
        ("Paragraph 3.4 says so.", "“Paragraph 3.4” is not in what it cites"),
        ("The password is hunter2.", "“hunter2” is not in what it cites"),
    ],
)
def test_a_reference_that_the_papers_do_not_hold_is_told(sentence, fault):
    assert fault in faults_in(sentence, evidence("care"))


MEASURES = (
    ("P1.1", "Families with a plan at the end of the quarter", "612", "680"),
    ("P1.6", "Two-year health reviews done on time", "88.0%", "92.0%"),
    ("All measures", "Two were met, and nine families wrote to say so", "2", "7"),
)


def measure(row):
    from dataclasses import replace

    from corpus.papers import Cell

    code, name, actual, target = row
    label = f"{code} {name}" if code[0] == "P" else code
    cells = (Cell("Commentary", name), Cell("Actual 2024/25", actual), Cell("Target", target))
    item = evidence("measure")[0]
    text = f"{label} | {actual} | {target}"
    return replace(item, passage=replace(item.passage, text=text, label=label, cells=cells))


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        pytest.param("P1.1 was 612 in 2024/25, the actual.", 0, id="a code"),
        pytest.param("Two-year health reviews: 88.0% on time.", 1, id="a number in the row's name"),
        pytest.param("Target: 680.", 0, id="a column alone"),
        pytest.param("Nine families wrote to say so.", 2, id="prose in a cell"),
    ],
)
def test_a_row_is_borne_out_by_its_own_words_beside_other_rows(sentence, cited):
    rows = [measure(row) for row in MEASURES]
    assert faults_in(sentence, [rows[cited]], rows) == []
