"""Evaluations run as commands in a process of their own: watched, stopped, kept, told."""

import json
import sys
import time
from dataclasses import replace

import pytest

from corpus.errors import BoardPapersError
from ui import evals_words
from ui.evals_page import cannot_run, kept_runs, last_run, own_sets, running, told
from ui.evaluating import DONE, FAILED, STOPPED, Choice, Evaluating, Run
from ui.judged_sheet import judged, sheet

STAND_IN = """
import json, pathlib, sys, time
words = sys.argv[2:]
if words[0] == "sets":
    made = {"name": "small", "file": sys.argv[0], "cases": 3, "needs": [], "problem": ""}
    print(json.dumps([made, made | {"name": "far", "needs": ["a.pdf"]}]))
elif words[0] == "answer":
    out = pathlib.Path(words[words.index("--out") + 1])
    for line in range(3):
        with out.open("a") as file:
            file.write("{}\\n")
        time.sleep(PAUSE)
    if "--fails" in FLAGS:
        print("noise", file=sys.stderr)
        print("The model cannot be reached.", file=sys.stderr)
        sys.exit(1)
    out.with_name(out.name + ".meta.json").write_text('{"settings": {"model": "quoting"}}')
elif words[0] == "score":
    print(json.dumps({"summary": {"right": 0.5, "right_and_cited": 0.25, "p50_s": 0.1}}))
elif words[0] == "report":
    pathlib.Path(words[words.index("--out") + 1]).write_text("<h1>Report</h1>")
elif words[0] == "import":
    print("Row 2: the question is missing.", file=sys.stderr)
    sys.exit(1)
"""


def evaluating(tmp_path, pause=0.0, flags=()):
    script = tmp_path / "stand_in.py"
    script.write_text(STAND_IN.replace("PAUSE", str(pause)).replace("FLAGS", repr(list(flags))))
    return Evaluating(tmp_path / "library", [sys.executable, str(script)])


def ended(it):
    it.wait(30)
    assert it.state() is None
    return it.runs()[0]


def test_a_run_is_answered_scored_and_reported_and_kept_for_the_next_start(tmp_path):
    it = evaluating(tmp_path)
    it.start("small")
    run = ended(it)
    assert (run.state, run.done, run.cases, run.model) == (DONE, 3, 3, "quoting")
    assert run.figures == {"right": 0.5, "right_and_cited": 0.25, "p50_s": 0.1}
    assert it.file(run.id, "report.html").read_text() == "<h1>Report</h1>"
    again = Evaluating(tmp_path / "library", ["none"])
    assert again.runs() == [run]
    assert again.last() == run


def test_a_run_shows_how_far_it_is_and_is_stopped(tmp_path):
    it = evaluating(tmp_path, pause=30)
    it.start("small")
    until = time.monotonic() + 20
    while it.state().done < 1 and time.monotonic() < until:
        time.sleep(0.05)
    with pytest.raises(BoardPapersError, match="running already"):
        it.start("small")
    it.stop()
    run = ended(it)
    assert (run.state, run.done) == (STOPPED, 1)
    assert told(run) == "Stopped after 1 of 3; not scored."
    assert it.last() is None


def test_what_the_command_says_is_what_the_reader_is_told(tmp_path):
    it = evaluating(tmp_path, flags=["--fails"])
    it.start("small")
    run = ended(it)
    assert (run.state, run.error) == (FAILED, "The model cannot be reached.")
    with pytest.raises(BoardPapersError, match="Row 2: the question is missing"):
        it.add_sheet(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize("name", ["far", "nothing", ""])
def test_a_set_whose_papers_are_not_here_cannot_be_run(tmp_path, name):
    with pytest.raises(BoardPapersError, match="that can be run"):
        evaluating(tmp_path).start(name)


def test_a_run_that_was_cut_off_says_so(tmp_path):
    it = evaluating(tmp_path)
    it.start("small")
    run = ended(it)
    kept = tmp_path / "library/evals/runs" / run.id / "run.json"
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"state": "running"}))
    assert it.runs()[0].error == evals_words.INTERRUPTED
    kept.write_text("{")
    assert it.runs() == []


@pytest.mark.parametrize("name", ["report.html", "answers.jsonl", "run.json", "../run.json"])
@pytest.mark.parametrize("id", ["..", "", "a/../b", "none"])
def test_no_other_file_is_given_out(tmp_path, id, name):
    (tmp_path / "library/evals/runs").mkdir(parents=True)
    (tmp_path / "library/evals/report.html").write_text("no")
    assert evaluating(tmp_path).file(id, name) is None


RUN = Run("20260312T180000-small", "<small>", 3, "2026-03-12T18:00:00+00:00")


def test_the_page_tells_progress_runs_and_what_is_missing_and_escapes_it():
    assert running(None) == ""
    html = running(replace(RUN, cases=300, done=100, seconds=60))
    assert "Asking &lt;small&gt; (100 of 300), about 2 minutes left" in html
    assert '<progress max="300" value="100"' in html
    done = replace(RUN, state=DONE, figures={"right": 0.5, "right_and_cited": 0.25, "p50_s": 0.1})
    html = kept_runs([done])
    assert "50% right, 25% right and cited, 0.10 s an answer" in html
    assert 'href="/evals/20260312T180000-small/report.html"' in html
    assert "<small>" not in html
    assert "Nothing has been measured here yet." in kept_runs([])
    needed = cannot_run([Choice("far", 3, ("a.pdf", "<b>")), Choice("here", 3)])
    assert "1 set that cannot be run" in needed
    assert "<li>far needs papers that are not here: a.pdf; &lt;b&gt;.</li>" in needed
    assert last_run(done).startswith("<small>, 12 March 2026: 50% right")
    assert last_run(None) == "none yet"


JUDGED = {
    "id": "a1",
    "question": "=cmd()",
    "kind": "fact",
    "history": ["First; then?"],
    "evidence": [{"doc": "a.pdf", "page": 3, "quote": "x | y"}, {"doc": "b.pdf", "page": None}],
    "verdict": "wrong",
    "correction": "It was 215.",
    "answer": "214",
}


def test_judgements_become_a_spreadsheet_that_eval_import_reads_once_it_is_finished(tmp_path):
    from evals.spreadsheet import cases_from_csv

    file = tmp_path / "judgements.jsonl"
    line = json.dumps(JUDGED)
    file.write_text(f"{line}\nnot json\n{line}\n")
    assert len(judged(file)) == 1
    made = sheet(file)
    assert "'=cmd()" in made
    assert "It was 215." in made
    csv = tmp_path / "finished.csv"
    csv.write_text(made.replace(",fact,,", ",fact,215,"), "utf-8")
    [case] = cases_from_csv(csv)
    assert (case.question, case.expect, case.history) == (
        "=cmd()",
        (("215",),),
        ("First; then?",),
    )
    assert [(source.page, source.quote) for source in case.evidence] == [(3, "x | y"), (None, "")]


def test_judgements_are_offered_when_there_are_any(tmp_path):
    assert judged(tmp_path / "none") == []
    assert "/judged.csv" not in own_sets(0)
    assert "2 answers kept" in own_sets(2)
