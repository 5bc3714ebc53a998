"""Sessions: kept on the server, ended by time and by signing out, never taken twice."""

import stat

import pytest
from stand_ins import Clock

from ui.sessions import LASTS, PENDING, Pending, Session, Sessions

ANN = Session("local:1", "stamp", "Ann", "officer", ("Schools Forum", "Audit"))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sessions(tmp_path, clock):
    return Sessions(tmp_path / "sessions.db", clock)


def test_a_session_is_found_by_its_token_and_survives_a_restart(sessions, tmp_path):
    token = sessions.begin(ANN)
    assert sessions.find(token) == ANN
    again = Sessions(tmp_path / "sessions.db", lambda: 1_000_001.0)
    assert again.find(token) == ANN


def test_every_token_is_new_and_none_is_kept_as_it_is(sessions, tmp_path):
    tokens = {sessions.begin(ANN) for _ in range(20)}
    assert len(tokens) == 20 and all(len(token) >= 43 for token in tokens)
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not any(token.encode() in kept for token in tokens)
    assert stat.S_IMODE((tmp_path / "sessions.db").stat().st_mode) == 0o600


def test_a_session_ends_after_eight_hours(sessions, clock):
    token = sessions.begin(ANN)
    clock.now += LASTS - 1
    assert sessions.find(token) == ANN
    clock.now += 1
    assert sessions.find(token) is None
    assert LASTS == 8 * 3600


def test_a_session_that_was_ended_is_gone(sessions):
    token, other = sessions.begin(ANN), sessions.begin(ANN)
    sessions.end(token)
    sessions.end("no such token")
    sessions.end("")
    assert sessions.find(token) is None and sessions.find(other) == ANN


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\ud800", "x" * 100_000])
def test_what_is_no_token_is_nobodys(sessions, token):
    sessions.begin(ANN)
    assert sessions.find(token) is None


def test_nothing_is_written_before_somebody_signs_in(sessions, tmp_path):
    assert sessions.find("x") is None
    assert list(tmp_path.iterdir()) == []


def test_what_was_begun_at_a_provider_is_taken_once_by_the_browser_that_began(sessions, clock):
    begun = Pending("state", "nonce", "verifier")
    sessions.wait_for(begun, "browser")
    assert sessions.take("state", "another") is None
    assert sessions.take("other", "browser") is None
    assert sessions.take("state", "") is None
    assert sessions.take("state", "browser") == begun
    assert sessions.take("state", "browser") is None
    sessions.wait_for(begun, "browser")
    clock.now += PENDING
    assert sessions.take("state", "browser") is None
