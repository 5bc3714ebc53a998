import importlib.util
import json
from pathlib import Path

import pytest

from evals.cases import Case, Source, fields_of
from evals.facts import figures_in, holds, holds_figure, holds_quote, same_paper
from evals.intervals import chance, difference_interval, holm, interval
from evals.measures import (
    MEASURE,
    MEASURES,
    citation_recall,
    loose_figures,
    ndcg_at_8,
    read_passages,
    recall_at,
    why_wrong,
)
from evals.records import Record, Shown, read_records
from evals.scoring import as_json, score, summarise

SCORING = Path(__file__).parents[2] / "shared" / "bench" / "scoring.py"

ROW = "Fostering | 45% | 1,204"
CASE = Case(
    "f1",
    "What share of foster carers were local in Q2?",
    "table",
    expect=(("45%", "45 per cent"), ("1,204",)),
    reject=("54%",),
    evidence=(Source("report 7", 12, "Fostering 45% 1,204"),),
)
NOT_THERE = Case("u1", "What did the new library cost?", "unanswerable")
GOOD = Shown("Report_7.pdf", ROW, page=12)
OTHER_PAGE = Shown("Report_7.pdf", ROW, page=3)
OTHER_PAPER = Shown("Report_77.pdf", ROW, page=12)
NOTHING = Shown("Report_7.pdf", "Apologies were received.", page=1)

MADE = [
    pytest.param("45% of 1,204 [1].", [GOOD], [GOOD], False, id="right and cited"),
    pytest.param("45 per cent of 1204", [], [NOTHING, GOOD], False, id="right, not cited"),
    pytest.param("45% of 1,204, not 54%.", [GOOD], [GOOD], False, id="holds what is rejected"),
    pytest.param("145% of 1,204", [OTHER_PAPER], [OTHER_PAPER], False, id="another number"),
    pytest.param("45% of 1,204", [OTHER_PAGE, NOTHING], [], False, id="another page"),
    pytest.param("45% of 1,204", [GOOD], [GOOD], True, id="abstains over a right answer"),
    pytest.param("45% of 1,204 " + "word " * 160, [GOOD], [], False, id="too long"),
    pytest.param("", [], [], False, id="nothing at all"),
    pytest.param(
        "**45%** of 1,204",
        [],
        [Shown("Report_7.pdf", "word " * 1499), GOOD, GOOD],
        False,
        id="found past the words that count",
    ),
]


@pytest.mark.parametrize(("answer", "cited", "found", "abstains"), MADE)
@pytest.mark.parametrize("case", [CASE, NOT_THERE], ids=["answerable", "not answerable"])
def test_verdicts_are_those_of_the_scoring_outside(case, answer, cited, found, abstains):
    if not SCORING.exists():
        pytest.skip(f"the outside scoring is not at {SCORING}")
    spec = importlib.util.spec_from_file_location("outside_scoring", SCORING)
    outside = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(outside)
    fields = {
        "id": case.id,
        "answer": answer,
        "abstained": abstains,
        "seconds": 1.0,
        "citations": [{"document": s.document, "text": s.text, "page": s.page} for s in cited],
        "passages": [{"document": s.document, "text": s.text} for s in found],
    }
    theirs = outside.score(fields_of(case), fields)
    record = Record(answer, abstains, citations=tuple(cited), passages=tuple(found), seconds=1.0)
    [ours] = score([case], {case.id: record})
    row = as_json([ours], summarise([ours]))["rows"][0]
    names = {"abstained": "abstained_wrongly"}
    for name, value in theirs.items():
        assert row[names.get(name, name)] == pytest.approx(value), name


@pytest.mark.parametrize(
    ("text", "fact", "held"),
    [
        ("a rise of 45%", "45%", True),
        ("a rise of 45%", "45", False),
        ("a rise of 145", "45", False),
        ("a rise of 45.2", "45", False),
        ("a rise of 45.", "45", True),
        ("£1,204,000 spent", "£1204000", True),
        ("The Chair’s casting vote", "chair's", True),
        ("2024–25", "2024-25", True),
        ("**NEET** young people", "neet young", True),
        ("the caretaker", "care", False),
    ],
)
def test_a_fact_is_held_whole_whatever_its_type(text, fact, held):
    assert holds(text, fact) is held


def test_a_quote_is_found_however_its_cells_are_set_apart():
    assert holds_quote("Employees | 1,234 | (45)", "Employees 1,234 (45)")
    assert not holds_quote("Employees | 1,234", "")


def test_a_short_name_matches_on_word_edges_only():
    assert same_paper("007_report.pdf", "007")
    assert not same_paper("1007_report.pdf", "007")


@pytest.mark.parametrize(
    ("answer", "figures"),
    [
        ("It was £1,204.50 [1], up 4% [12].", ["1204.50", "4"]),
        ("A misprint of £27,725,00.", ["2772500"]),
        ("See 3.8.2 and measure P1.3 in Q2 2025/26.", ["2025"]),
        ("1. Agreed 45\n2. Deferred 46", ["45", "46"]),
        ("On 19 January 2026, item 6(a).", ["19", "2026", "6"]),
    ],
)
def test_figures_are_numbers_but_not_marks_or_labels(answer, figures):
    assert figures_in(answer) == figures


def test_a_figure_below_ten_may_stand_in_words():
    assert holds_figure("Five homes were inspected", "5")
    assert not holds_figure("Fifty homes were inspected", "5")
    assert not holds_figure("There were 45.5 places", "45")


def test_a_figure_that_no_citation_holds_is_counted():
    record = Record("45% of 1,204 [1], against 44% before [1].", citations=(GOOD,))
    assert loose_figures(record) == ["44"]
    [scored] = score([CASE], {"f1": record})
    assert scored.values["unsupported_figures"] == 1
    assert summarise([scored]).unsupported_figures == 1


def test_an_answer_that_abstains_claims_no_figure():
    [scored] = score([NOT_THERE], {"u1": Record("Nothing on 2031.", abstained=True)})
    assert scored.values["unsupported_figures"] == 0


def test_recall_counts_facts_found_in_several_passages():
    record = Record(
        passages=(Shown("report 7", "45% were local"), Shown("report 7", "1,204 in all")),
        citations=(Shown("report 7", "45% were local"),),
    )
    assert recall_at(1)(CASE, record) == 0.5
    assert recall_at(4)(CASE, record) == 1.0
    assert citation_recall(CASE, record) == 0.5


def test_passages_past_the_words_that_count_are_not_read():
    long = Shown("report 7", "word " * 800)
    assert len(read_passages(Record(passages=(long, long, long)))) == 1
    assert len(read_passages(Record(passages=(Shown("report 7", "word " * 2000),)))) == 1


def test_ranking_measures_agree_with_a_well_kept_library():
    library = pytest.importorskip("ir_measures", reason="ir-measures is a development extra")
    runs = {
        "first": [GOOD, NOTHING],
        "third and fifth": [NOTHING, NOTHING, GOOD, NOTHING, GOOD],
        "none": [NOTHING, OTHER_PAPER],
        "past eight": [NOTHING] * 8 + [GOOD],
    }
    for name, found in runs.items():
        record = Record(passages=tuple(found))
        judged = [library.Qrel(name, str(n), int(p is GOOD)) for n, p in enumerate(found)]
        ranked = [library.ScoredDoc(name, str(n), -float(n)) for n in range(len(found))]
        theirs = library.calc_aggregate(
            [library.nDCG @ 8, library.RR, library.Success @ 4], judged, ranked
        )
        assert ndcg_at_8(CASE, record) == pytest.approx(theirs[library.nDCG @ 8]), name
        assert MEASURE["mrr"].of(CASE, record) == pytest.approx(theirs[library.RR]), name
        assert MEASURE["hit@4"].of(CASE, record) == theirs[library.Success @ 4], name


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (Record("45% of them"), "lacks 1,204"),
        (Record("of 1,204"), "lacks 45% or 45 per cent"),
        (Record("45%, 54%, 1,204"), "holds 54%, which is wrong"),
        (Record(missing=True), "no record of an answer"),
        (Record(status="error", reason="no model"), "stopped with an error: no model"),
        (Record("45% 1,204 " + "word " * 160), "has 162 words, more than 160"),
    ],
)
def test_a_wrong_answer_says_why(record, reason):
    assert why_wrong(CASE, record) == [reason]


def test_every_measure_states_its_definition():
    assert all(measure.label for measure in MEASURES)
    named = [m.of for m in MEASURES if not m.name.partition("@")[2]]
    assert all(function.__doc__ for function in named)


def test_the_interval_of_all_right_is_not_of_no_width():
    low, high = interval([1.0] * 20)
    assert 0.8 < low < 0.9
    assert high == 1.0


def test_intervals_and_chances_agree_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    yes_no = [1.0] * 13 + [0.0] * 7
    theirs = stats.binomtest(13, 20).proportion_ci(method="wilson")
    assert interval(yes_no) == pytest.approx((theirs.low, theirs.high), abs=1e-6)

    before, after = [0.0] * 9 + [1.0] * 2, [1.0] * 9 + [0.0] * 2
    assert chance(before, after) == pytest.approx(stats.binomtest(2, 11).pvalue)

    before, after = [0.2, 0.5, 0.1, 0.9, 0.4, 0.3], [0.4, 0.6, 0.3, 0.8, 0.9, 0.5]
    exact = stats.permutation_test(
        (after, before),
        lambda a, b: sum(a) - sum(b),
        permutation_type="samples",
        n_resamples=10_000,
    )
    assert chance(before, after) == pytest.approx(exact.pvalue)
    low, high = difference_interval(before, after)
    assert low < sum(after) / 6 - sum(before) / 6 < high


def test_a_large_run_flips_signs_at_random_and_stays_the_same():
    before = [n / 100 for n in range(40)]
    after = [value + 0.1 for value in before]
    assert chance(before, after) == chance(before, after) < 0.001
    assert chance(before, before) == 1.0


def test_looking_at_many_measures_raises_their_chances():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_a_summary_tells_answerable_cases_from_the_others(tmp_path):
    answers = tmp_path / "a.jsonl"
    lines = [
        {"id": "f1", "answer": "45% of 1,204", "citations": [{"document": "Report_7", "text": ROW}]}
    ]
    answers.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    summary = summarise(score([CASE, NOT_THERE], read_records(answers, [CASE, NOT_THERE])))
    assert summary.figures["right"].mean == 1.0
    assert summary.figures["right"].cases == 1
    assert summary.figures["declined_rightly"].mean == 0.0
    assert summary.figures["errors"].mean == 0.5
    assert summary.missing == 1
    assert summary.by_paper["report 7"].figures["right_and_cited"].mean == 1.0
    assert summary.by_kind["unanswerable"].figures["right"].mean == 0.0
