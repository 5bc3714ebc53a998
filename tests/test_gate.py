import json

import pytest
from made_runs import run, write_run
from typer.testing import CliRunner

from corpus.errors import BadSetting
from evals.commands import app
from evals.gate import SHIPPED, read_thresholds, shortfalls
from evals.scoring import summarise


def bounds(tmp_path, text):
    path = tmp_path / "gate.toml"
    path.write_text(text, "utf-8")
    return read_thresholds(path)


def test_a_run_that_keeps_to_its_bounds_passes(tmp_path):
    kept = bounds(tmp_path, "[at_least]\nright = 1\ncases = 14\n[at_most]\nerrors = 0\n")
    assert shortfalls(summarise(run()), kept) == []


def test_each_bound_that_is_not_kept_is_a_sentence(tmp_path):
    text = "[at_least]\nright = 0.95\n[at_most]\nunsupported_figures_total = 0\np95_seconds = 0.2\n"
    assert shortfalls(summarise(run({"q3"})), bounds(tmp_path, text)) == [
        "right is 0.9167; it must be at least 0.95.",
        "unsupported_figures_total is 1; it must be at most 0.",
        "p95_seconds is 0.3; it must be at most 0.2.",
    ]


def test_one_kind_can_have_bounds_of_its_own(tmp_path):
    kept = bounds(tmp_path, "[kind.table.at_least]\nright = 0.9\n[kind.fact.at_least]\nright = 0.9")
    assert shortfalls(summarise(run({"q9"})), kept) == [
        "right of table cases is 0.8333; it must be at least 0.9."
    ]


def test_what_a_run_does_not_measure_falls_short(tmp_path):
    kept = bounds(tmp_path, "[kind.minutes.at_least]\nright = 0.5")
    [told] = shortfalls(summarise(run()), kept)
    assert "no case of the run measures it" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "bounds nothing"),
        ("[at_least]\n", "bounds nothing"),
        ("[at_lest]\nright = 1\n", "only 'at_least' and 'at_most'"),
        ("[at_least]\nrihgt = 1\n", "no measure 'rihgt'"),
        ("[at_least]\nright = 'all'\n", "is not a number"),
        ("[at_least]\nright = true\n", "is not a number"),
        ("at_least = 3\n", "no measure 'at_least'"),
        ("kind = 3\n", "'kind' is not a table"),
        ("[kind.table]\nright = 1\n", "only 'at_least' and 'at_most'"),
        ("not toml", "cannot be read"),
    ],
)
def test_thresholds_that_could_not_hold_anything_are_refused(tmp_path, text, told):
    with pytest.raises(BadSetting, match=told):
        bounds(tmp_path, text)


def test_the_shipped_bounds_can_be_read_and_can_fail():
    kept = read_thresholds(SHIPPED)
    assert {"right", "declined_rightly", "unsupported_figures_total"} <= {b.measure for b in kept}
    assert shortfalls(summarise(run()), kept)


def test_the_command_fails_with_the_reasons_and_passes_without(tmp_path):
    cases, answers = write_run(tmp_path, {"q3"})
    file = tmp_path / "own.toml"
    words = ["gate", str(answers), "--cases", str(cases), "--thresholds", str(file)]
    file.write_text("[at_least]\nright = 0.95\n")
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 1
    assert "right is 0.9167" in told.stderr
    file.write_text("[at_least]\nright = 0.9\n")
    assert CliRunner().invoke(app, words).exit_code == 0


def test_scores_come_as_a_table_and_as_json(tmp_path):
    cases, answers = write_run(tmp_path, {"q3"})
    told = CliRunner().invoke(app, ["score", str(cases), str(answers)])
    assert told.exit_code == 0, told.output
    assert "91.7%" in told.output
    kept = json.loads(CliRunner().invoke(app, ["score", str(cases), str(answers), "--json"]).output)
    assert kept["summary"]["right"] == 0.9167
    assert kept["summary"]["by_kind"]["table"]["n"] == 6
    assert len(kept["rows"]) == 14


def test_case_files_may_be_joined_by_commas_or_named_in_turn(tmp_path):
    cases, answers = write_run(tmp_path)
    lines = cases.read_text("utf-8").splitlines(keepends=True)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text("".join(lines[:5]), "utf-8")
    second.write_text("".join(lines[5:]), "utf-8")
    outputs = [
        CliRunner().invoke(app, ["score", *names, str(answers), "--json"]).output
        for names in ([f"{first},{second}"], [str(first), str(second)], [str(cases)])
    ]
    assert json.loads(outputs[0])["summary"]["n"] == 14
    assert outputs[0] == outputs[1] == outputs[2]


@pytest.mark.parametrize(
    "words",
    [
        ["score", "none.jsonl", "none.jsonl"],
        ["score", "only.jsonl"],
        ["report", "none.jsonl", "--cases", "none.jsonl"],
        ["gate", "none.jsonl", "--cases", "none.jsonl"],
        ["import", "none.csv", "--out", "x.jsonl"],
        ["export", "none.jsonl", "--out", "x.csv"],
        ["answer", "none.jsonl", "--out", "x.jsonl"],
    ],
)
def test_a_command_that_cannot_work_says_so_in_one_sentence_on_stderr(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 1
    assert len(told.stderr.strip().splitlines()) == 1
    assert "Traceback" not in told.output
