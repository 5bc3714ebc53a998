"""The sets there are, and the papers that each still needs."""

import json

from evals.cases import read_cases
from evals.shelf import SHIPPED, case_sets

CASE = {"id": "a", "question": "How many?", "kind": "fact", "expect": [["3"]],
        "evidence": [{"doc": "report-q3", "page": 1}]}  # fmt: skip


def own(tmp_path, text):
    folder = tmp_path / "evals"
    folder.mkdir()
    (folder / "mine.jsonl").write_text(text)
    return tmp_path


def test_every_shipped_set_is_there_and_says_what_it_needs(tmp_path):
    found = {one.name: one for one in case_sets(tmp_path, {})}
    assert found["specimen"].cases == len(read_cases([SHIPPED / "specimen.jsonl"]))
    assert "specimen-agenda-pack-2026-03-12" in found["specimen"].needs
    listed = json.loads((SHIPPED / "halton-cypf/papers.json").read_text())
    assert len(found["halton-cypf/tuning"].needs) == len(listed)


def test_papers_are_known_by_their_bytes_whatever_they_are_called(tmp_path):
    listed = json.loads((SHIPPED / "halton-cypf/papers.json").read_text())
    held = {f"{n}.pdf": paper["pdf_sha256"] for n, paper in enumerate(listed)}
    held["4.pdf"] = listed[4]["txt_sha256"]
    found = {one.name: one for one in case_sets(tmp_path, held)}
    assert found["halton-cypf/held-back"].needs == ()


def test_a_set_of_ones_own_stands_beside_the_library(tmp_path):
    folder = own(tmp_path, json.dumps(CASE))
    found = {one.name: one for one in case_sets(folder, {"the_report-q3.pdf": "x"})}
    assert (found["own/mine"].cases, found["own/mine"].needs) == (1, ())
    found = {one.name: one for one in case_sets(folder, {"other.pdf": "x"})}
    assert found["own/mine"].needs == ("report-q3",)


def test_a_broken_set_says_what_is_wrong(tmp_path):
    [*_, found] = case_sets(own(tmp_path, "{"), {})
    assert "mine.jsonl, line 1 is not JSON" in found.problem
