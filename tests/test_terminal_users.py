"""The commands for accounts: passwords are asked for, never given, and never shown."""

import pytest
from typer.testing import CliRunner

from ui.accounts import Accounts
from ui.terminal import run
from ui.terminal_users import users

GOOD = "correct horse battery"


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_PAPERS_USERS", str(tmp_path / "users.db"))
    return tmp_path / "users.db"


def type_in(words, *typed):
    return CliRunner().invoke(users, words, input="".join(f"{line}\n" for line in typed))


def test_the_first_administrator_is_made_with_a_password_typed_twice(file):
    told = type_in(["add", "Ada", "--role", "administrator"], GOOD, GOOD)
    assert told.exit_code == 0, told.output
    assert GOOD not in told.output
    assert Accounts(file).check("ada", GOOD).role == "administrator"


def test_two_different_passwords_make_no_account(file):
    told = type_in(["add", "Ada"], GOOD, "something else here")
    assert told.exit_code == 1
    assert Accounts(file).listed() == []


def test_there_is_no_way_to_give_a_password_on_the_command_line(file):
    for words in (["add", "Ada", "--password", GOOD], ["add", "Ada", GOOD]):
        assert type_in(words).exit_code == 2
    assert Accounts(file).listed() == []


def test_members_are_listed_with_their_bodies(file):
    type_in(["add", "Meg", "--body", "Schools Forum", "--body", "Audit Board"], GOOD, GOOD)
    type_in(["add", "Pat", "--role", "officer", "--no-password"])
    told = type_in(["list"]).output.splitlines()
    assert told == [
        "Meg: member, Schools Forum, Audit Board",
        "Pat: officer (through the proxy alone)",
    ]


def test_a_password_is_changed_and_an_account_unlocked_and_removed(file):
    type_in(["add", "Meg"], GOOD, GOOD)
    assert type_in(["password", "meg"], "another good one", "another good one").exit_code == 0
    assert Accounts(file).check("Meg", GOOD) is None
    assert type_in(["unlock", "Meg"]).exit_code == 0
    assert type_in(["remove", "Meg"]).exit_code == 0
    assert type_in(["list"]).output == "There are no accounts yet.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["users", "remove", "Nobody"],
        ["users", "password", "Nobody"],
        ["users", "unlock", "Nobody"],
        ["users", "add"],
        ["users", "frobnicate"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(file, capsys, words):
    assert run(words) == 1
    said = capsys.readouterr().err.strip()
    assert said and len(said.splitlines()) == 1 and "Traceback" not in said


def test_without_a_file_named_it_says_how_to_name_one(monkeypatch, capsys):
    monkeypatch.delenv("BOARD_PAPERS_USERS", raising=False)
    assert run(["users", "list"]) == 1
    assert "BOARD_PAPERS_USERS" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_without_accounts_an_address_that_others_could_reach_is_refused(
    host, tmp_path, monkeypatch, capsys
):
    monkeypatch.delenv("BOARD_PAPERS_USERS", raising=False)
    assert run(["serve", "--host", host, "--port", "0", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err.strip()
    assert "without accounts" in said and len(said.splitlines()) == 1


@pytest.mark.slow
def test_accounts_without_an_administrator_are_refused(file, tmp_path, capsys):
    type_in(["add", "Meg"], GOOD, GOOD)
    assert run(["serve", "--port", "0", "--data", str(tmp_path / "library")]) == 1
    assert "no administrator" in capsys.readouterr().err
