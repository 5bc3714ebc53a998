"""What the reader learns from, and that it learns."""

import json
from pathlib import Path

import pytest
from stand_ins import WordLengths

from assistant.reader import Reader
from corpus.errors import BadCases
from evals.learn_reader import average, learn, lessons_of
from evals.reading import Lesson, from_papers

LESSONS = sorted((Path(__file__).parent.parent / "evals/lessons").glob("*.jsonl"))


def test_a_lesson_holds_the_passages_that_answer_apart_from_the_nearest_others(tmp_path):
    paper = {
        "title": "Parks",
        "passages": [
            {"h": "Trees", "text": "Ten oaks."},
            {"text": "A bench."},
            {"text": "A pond."},
        ],
        "questions": [{"q": "oaks?", "gold": [0]}, {"q": "elms?", "gold": [], "near": [2]}],
    }
    file = tmp_path / "papers.jsonl"
    file.write_text(json.dumps(paper), "utf-8")
    answered, silent = from_papers(file, WordLengths())
    assert answered == Lesson(
        "oaks?", ("Parks. Trees. Ten oaks.",), ("Parks. . A pond.", "Parks. . A bench.")
    )
    assert silent.answering == ()
    assert silent.others[0] == "Parks. . A pond."


@pytest.mark.parametrize(
    "line", ["[]", "{", '{"title": "Parks"}', '{"title": "P", "passages": [{}], "questions": []}']
)
def test_a_line_that_is_no_paper_is_named(tmp_path, line):
    file = tmp_path / "papers.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(BadCases, match=r"Line 1 of .*is no paper with questions"):
        from_papers(file, WordLengths())


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_the_lessons_that_are_kept_can_be_learned_from(file):
    lessons = lessons_of(str(file), WordLengths())
    assert len(lessons) > 1500
    silent = sum(not one.answering for one in lessons)
    assert 0.3 < silent / len(lessons) < 0.6


@pytest.mark.slow
def test_what_is_learned_is_read_again_from_its_file(tmp_path):
    lessons = [
        Lesson(f"who seconded motion {n}?", (f"Parks. . Motion {n} was seconded by Rowe.",),
               (f"Parks. . Motion {n} was proposed by Hale.", f"Parks. . Motion {n} is long."))
        for n in range(48)
    ]  # fmt: skip
    out = tmp_path / "learned.safetensors"
    learn(lessons, 3.0, out)
    texts = ["Parks. . Motion 90 was proposed by Hale.", "Parks. . Motion 90 was seconded by Rowe."]
    near, answer = Reader(out).read("who seconded motion 90?", texts)
    assert answer > 0 > near
    mean = tmp_path / "mean.safetensors"
    average([out, out, out], mean)
    assert mean.stat().st_size == out.stat().st_size  # what no file changed is not in it
    assert Reader(mean).read("who seconded motion 90?", texts) == pytest.approx(
        [near, answer], abs=0.1
    )


@pytest.mark.slow
def test_cases_over_a_library_make_lessons(tmp_path):
    from corpus.library import Library
    from ingest.pipeline import add_paths

    paper = tmp_path / "hedges.txt"
    paper.write_text(
        "Hedges\n\n1.1 The hedge is 42 metres long.\n\n1.2 The hedge was cut in May.\n"
    )
    with Library.open(tmp_path / "data") as library:
        add_paths([paper], library)
    case = {
        "id": "h1", "question": "how long is the hedge?", "kind": "fact", "expect": [["42 metres"]],
        "evidence": [{"doc": "hedges"}], "history": [], "reject": [],
    }  # fmt: skip
    silent = {**case, "id": "h2", "question": "who cut the hedge?", "kind": "unanswerable"}
    silent |= {"expect": [], "evidence": []}
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{json.dumps(case)}\n{json.dumps(silent)}\n", "utf-8")
    lesson, unanswered = lessons_of(f"{tmp_path / 'data'}={cases}", WordLengths())
    assert "42 metres" in lesson.answering[0]
    assert any("cut in May" in other for other in lesson.others)
    assert unanswered.answering == ()
    numbers = Reader().read(unanswered.question, unanswered.others)
    assert len(numbers) > 1 and numbers == sorted(numbers, reverse=True)  # the hardest first
