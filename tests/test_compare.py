import json

import pytest
from made_runs import run, write_run
from typer.testing import CliRunner

from evals.commands import app
from evals.compare import compare, comparison_json

MOST = {f"q{number}" for number in range(1, 12)}


def verdicts(before, after):
    return {one.measure.name: one.verdict for one in compare(run(before), run(after)).differences}


def test_a_run_is_the_same_as_itself():
    assert set(verdicts({"q1"}, {"q1"}).values()) == {"the same"}


def test_each_case_that_changed_is_named_with_the_reason():
    comparison = compare(run({"q1", "q2", "q13"}), run({"q2", "q5"}))
    assert [one.before.case.id for one in comparison.better] == ["q1", "q13"]
    assert [one.before.case.id for one in comparison.worse] == ["q5"]
    assert comparison.worse[0].why == "lacks £550"
    assert comparison.wrong_in_both == 1
    assert comparison.right_in_both == 10


def test_one_case_is_not_a_real_difference_but_eleven_are():
    assert verdicts({"q1"}, set())["right"] == "no clear difference"
    assert verdicts(MOST, set())["right"] == "better"
    assert verdicts(set(), MOST)["right"] == "worse"


def test_less_is_better_where_a_measure_says_so():
    assert verdicts(MOST, set())["unsupported_figures"] == "better"
    assert verdicts(MOST, set())["seconds"] == "better"


def test_the_interval_holds_the_difference():
    [found] = [d for d in compare(run(MOST), run()).differences if d.measure.name == "right"]
    assert found.low <= found.after - found.before <= found.high
    assert found.cases == 12
    assert found.after - found.before == pytest.approx(11 / 12)


def test_the_command_tells_both_ways(tmp_path):
    cases, before = write_run(tmp_path, {"q1"}, "a.jsonl")
    _, after = write_run(tmp_path, {"q2"}, "b.jsonl")
    words = ["compare", str(before), str(after), "--cases", str(cases)]
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 0, told.output
    assert "Better:" in told.output
    assert "q2  What did home 2 cost?" in told.output
    kept = json.loads(CliRunner().invoke(app, [*words, "--json"]).output)
    assert kept["better"] == ["q1"]
    assert kept == json.loads(json.dumps(comparison_json(compare(run({"q1"}), run({"q2"})))))
