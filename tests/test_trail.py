"""The trail: nothing missing, nothing changed unseen, no text of a paper, old acts dropped."""

import json
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import BadSetting
from corpus.trail import ACTS, FILE, Trail


@pytest.fixture
def trail(tmp_path):
    return Trail(tmp_path)


def fill(trail, count=5):
    for n in range(count):
        trail.note("asked", who="k", name="Ann", role="member", about={"papers": [f"p{n}"]},
                   words=f"What does number {n} cost?", public=True)  # fmt: skip


def tampered(folder, *statements):
    """The file changed by somebody who takes its guards off first."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        db.commit()


def test_acts_come_back_as_they_were_noted(trail):
    fill(trail, 2)
    first, second = trail.acts()
    assert (first.number, first.who, first.name, first.role) == (1, "k", "Ann", "member")
    assert (first.act, first.about) == ("asked", {"papers": ["p0"]})
    assert first.words == "What does number 0 cost?"
    assert first.at.endswith("+00:00") and first.at <= second.at
    assert [act.number for act in trail.acts(latest_first=True, limit=1)] == [2]
    assert list(trail.acts(act="removed")) == []


def test_no_trail_is_a_trail_without_acts(trail, tmp_path):
    assert list(trail.acts()) == []
    assert trail.check().sound
    assert not (tmp_path / FILE).exists()


def test_the_file_is_the_owners_alone(trail, tmp_path):
    fill(trail)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob(f"{FILE}*")} == {0o600}


def test_a_whole_trail_is_sound_and_gives_its_seal(trail):
    fill(trail)
    report = trail.check()
    assert (report.sound, report.acts, report.first) == (True, 5, 1)
    assert trail.check(report.seal).sound
    fill(trail)
    assert trail.check(report.seal).sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE acts SET who = 'other' WHERE number = 3",
        "UPDATE acts SET words = 'Something else' WHERE number = 3",
        "UPDATE acts SET about = '{}' WHERE number = 3",
        "DELETE FROM acts WHERE number = 3",
        "DELETE FROM acts",
        "INSERT INTO acts SELECT 9, at, who, name, role, act, about, digest, seal, words, salt "
        "FROM acts WHERE number = 3",
    ],
)
def test_an_act_is_neither_changed_nor_taken_out_nor_put_in(trail, tmp_path, statement):
    fill(trail)
    with (
        closing(sqlite3.connect(tmp_path / FILE)) as db,
        pytest.raises(sqlite3.IntegrityError, match="trail"),
    ):
        db.execute(statement)
    assert trail.check().sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE acts SET who = 'other' WHERE number = 3",
        "UPDATE acts SET at = '2020-01-01T00:00:00+00:00' WHERE number = 5",
        "UPDATE acts SET words = 'Something else' WHERE number = 3",
        "UPDATE acts SET about = '{}' WHERE number = 1",
        "DELETE FROM acts WHERE number = 3",
        "DELETE FROM acts WHERE number = 5",
        "DELETE FROM acts WHERE number = 1",
    ],
)
def test_whoever_takes_the_guards_off_is_still_found_out(trail, tmp_path, statement):
    fill(trail)
    tampered(tmp_path, statement)
    assert not trail.check().sound


def test_a_trail_that_was_cut_and_sealed_anew_is_found_out_by_a_seal_noted_before(trail, tmp_path):
    fill(trail)
    seal = trail.check().seal
    tampered(
        tmp_path,
        "DELETE FROM acts WHERE number > 3",
        "UPDATE ends SET number = 3, seal = (SELECT seal FROM acts WHERE number = 3) "
        "WHERE name = 'last'",
    )
    assert trail.check().sound
    assert "not in the trail" in trail.check(seal).problems[0]


@pytest.mark.parametrize(
    ("questions", "public", "kept"),
    [
        ("all", False, True),
        ("public", True, True),
        ("public", False, False),
        ("none", True, False),
    ],
)
def test_a_setting_keeps_the_questions_text_out(tmp_path, questions, public, kept):
    trail = Trail(tmp_path, questions=questions)
    trail.note("asked", words="quixotically?", public=public)
    assert (b"quixotically" in (tmp_path / FILE).read_bytes()) <= kept
    assert bool(next(trail.acts()).words) == kept
    everything = b"".join(path.read_bytes() for path in tmp_path.glob("*"))
    assert (b"quixotically" in everything) == kept
    assert trail.check().sound


@pytest.mark.parametrize(("name", "value"), [("questions", "some"), ("days", -1)])
def test_a_setting_that_cannot_be_is_told(tmp_path, name, value):
    with pytest.raises(BadSetting, match=f"TRAIL_{name.upper()}"):
        Trail(tmp_path, **{name: value})


def test_acts_past_their_time_are_dropped_and_the_rest_can_still_be_checked(trail, tmp_path):
    fill(trail)
    seal = trail.check().seal
    later = datetime.now(UTC) + timedelta(days=366)
    assert trail.drop_old(later) == 5
    assert b"What does number 1 cost" not in b"".join(p.read_bytes() for p in tmp_path.glob("*"))
    fill(trail, 2)
    report = trail.check(seal)
    assert (report.problems, report.acts, report.first) == ((), 3, 6)
    assert next(trail.acts()).about == {"acts": 5, "days": 365}
    assert trail.drop_old() == 0


def test_acts_are_kept_for_ever_where_the_setting_says_so(tmp_path):
    trail = Trail(tmp_path, days=0)
    fill(trail)
    assert trail.drop_old(datetime.now(UTC) + timedelta(days=9999)) == 0


def test_the_questions_that_a_removed_paper_answered_are_blanked_and_the_seals_hold(
    trail, tmp_path
):
    fill(trail)
    assert trail.keep_words_of({"p0", "p1", "p3", "p4"}) == 1
    assert [bool(act.words) for act in trail.acts()] == [True, True, False, True, True]
    assert b"number 2 cost" not in b"".join(path.read_bytes() for path in tmp_path.glob("*"))
    assert trail.check().sound


def test_acts_noted_by_many_at_once_are_all_there_in_one_chain(tmp_path):
    trails = [Trail(tmp_path), Trail(tmp_path)]

    def work(n):
        for _ in range(20):
            trails[n % 2].note("page", who=str(n), about={"page": n})

    threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = trails[0].check()
    assert (report.problems, report.acts) == ((), 100)


def test_what_cannot_be_written_down_is_counted_and_told_with_the_next_that_can(trail, tmp_path):
    fill(trail, 1)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("ALTER TABLE acts RENAME TO hidden")
    fill(trail, 2)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("ALTER TABLE hidden RENAME TO acts")
    fill(trail, 1)
    assert [(act.act, act.about.get("acts")) for act in trail.acts()] == [
        ("asked", None), ("missing", 2), ("asked", None)
    ]  # fmt: skip
    assert trail.check().sound


def test_odd_characters_are_written_down(trail):
    trail.note("asked", name="A\ud800\x00", words="\udfff\u202e🎉", public=True)
    assert trail.check().sound
    assert json.dumps(next(trail.acts()).words)


def test_every_act_has_words_for_a_person():
    assert all(words and not words.endswith(".") for words in ACTS.values())
