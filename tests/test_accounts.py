"""Local accounts: hashes, locks, and what ends with a password."""

import sqlite3
import stat
import threading

import pytest
from stand_ins import Clock

from corpus.errors import BoardPapersError
from corpus.readers import ADMINISTRATOR, MEMBER, OFFICER, body_label
from ui.accounts import LOCKED, TRIES, Accounts, NoSuchAccount, TooManyTries
from ui.passwords import LONGEST, SHORTEST, TooManySigningIn, hash_password, is_password

GOOD = "correct horse battery"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def accounts(tmp_path, clock):
    return Accounts(tmp_path / "users.db", clock)


def test_a_password_is_kept_as_argon2_alone_and_the_file_is_its_owners(accounts, tmp_path):
    accounts.add("Ann", OFFICER, (), GOOD)
    file = tmp_path / "users.db"
    [(kept,)] = sqlite3.connect(file).execute("SELECT hash FROM accounts").fetchall()
    assert kept.startswith("$argon2id$")
    assert not any(GOOD.encode() in part.read_bytes() for part in tmp_path.iterdir())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_password_is_another_hash_each_time():
    assert hash_password(GOOD) != hash_password(GOOD)


def test_a_name_signs_in_with_its_own_password_however_it_is_typed(accounts):
    accounts.add("Ann  Ähre", MEMBER, ["Schools Forum", " Schools  Forum "], GOOD)
    found = accounts.check("ann ähre", GOOD)
    assert found is not None and found.name == "Ann Ähre"
    assert found.reader.bodies == {body_label("Schools Forum")}
    assert accounts.check("Ann Ähre", GOOD + "x") is None
    assert accounts.check("Bob", GOOD) is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("x" * (SHORTEST - 1), "characters"),
        ("", "characters"),
        ("abcdefg hijk" * 30, "characters"),
        ("abababababab", "easy to guess"),
        ("ann sees all of it", "easy to guess"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(accounts, password, said):
    with pytest.raises(BoardPapersError, match=said):
        accounts.add("Ann", MEMBER, (), password)
    assert accounts.listed() == []


def test_a_password_longer_than_any_is_wrong_and_costs_no_more():
    assert not is_password(hash_password("a correct horse" + "x" * 200), "a" * 10 * LONGEST)


@pytest.mark.parametrize("password", ["\0" * 20, "\ud800" * 20, "ﬁne ligatures here"])
def test_odd_passwords_are_answered(accounts, password):
    accounts.add("Ann", MEMBER, (), GOOD)
    assert accounts.check("Ann", password) is None


def test_a_name_is_locked_after_wrong_passwords_even_for_the_right_one(accounts, clock):
    accounts.add("Ann", OFFICER, (), GOOD)
    for _ in range(TRIES):
        assert accounts.check("Ann", "a wrong password") is None
    with pytest.raises(TooManyTries, match="15 minutes"):
        accounts.check("ANN", GOOD)
    clock.now += LOCKED + 1
    assert accounts.check("Ann", GOOD) is not None


def test_a_name_that_has_no_account_is_locked_the_same_way(accounts):
    accounts.add("Ann", OFFICER, (), GOOD)
    for _ in range(TRIES):
        assert accounts.check("Nobody", "a wrong password") is None
    with pytest.raises(TooManyTries):
        accounts.check("Nobody", "a wrong password")
    assert accounts.check("Ann", GOOD) is not None


def test_a_right_password_forgets_the_wrong_ones(accounts):
    accounts.add("Ann", OFFICER, (), GOOD)
    for _ in range(3):
        for _ in range(TRIES - 1):
            assert accounts.check("Ann", "a wrong password") is None
        assert accounts.check("Ann", GOOD) is not None


def test_many_guesses_at_one_moment_are_all_counted(accounts):
    accounts.add("Ann", OFFICER, (), GOOD)
    tried, locked = [], []

    def guess():
        try:
            tried.append(accounts.check("Ann", "a wrong password"))
        except TooManyTries:
            locked.append(1)

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tried) == TRIES and len(locked) == 15


def test_a_flood_of_names_takes_few_threads_and_the_rest_are_told_at_once(accounts):
    accounts.add("Ann", OFFICER, (), GOOD)
    accounts.check("Ann", GOOD)
    answered, refused = [], []

    def guess(number):
        try:
            answered.append(accounts.check(f"name {number}", "a wrong password"))
        except TooManySigningIn:
            refused.append(number)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answered and refused and len(answered) + len(refused) == 40
    assert accounts.check("Ann", GOOD) is not None


def test_another_password_unlocks_and_changes_the_stamp(accounts):
    before = accounts.add("Ann", OFFICER, (), GOOD)
    for _ in range(TRIES):
        accounts.check("Ann", "a wrong password")
    accounts.set_password("ann", "quite another password")
    after = accounts.check("Ann", "quite another password")
    assert after is not None and after.id == before.id and after.stamp != before.stamp
    with pytest.raises(NoSuchAccount):
        accounts.set_password("Bob", GOOD)


def test_a_name_that_comes_again_is_another_account(accounts):
    accounts.add("Ada", ADMINISTRATOR, (), GOOD)
    first = accounts.add("Ann", OFFICER, (), GOOD)
    accounts.remove("ann")
    assert accounts.of_key(first.reader.key) is None
    second = accounts.add("Ann", OFFICER, (), GOOD)
    assert second.reader.key != first.reader.key
    with pytest.raises(NoSuchAccount):
        accounts.remove("Bob")


def test_the_last_administrator_stays_while_there_are_others(accounts):
    accounts.add("Ada", ADMINISTRATOR, (), GOOD)
    accounts.add("Ann", OFFICER, (), GOOD)
    with pytest.raises(BoardPapersError, match="last administrator"):
        accounts.remove("ADA")
    accounts.add("Abe", ADMINISTRATOR, (), GOOD)
    accounts.remove("Ada")


@pytest.mark.parametrize(
    ("name", "role"), [("", OFFICER), ("x" * 81, OFFICER), ("a\x07b", OFFICER), ("Ann", "public"),
                       ("Ann", "root"), ("ann ", MEMBER)],
)  # fmt: skip
def test_what_is_no_account_is_refused(accounts, name, role):
    accounts.add("Ann", OFFICER, (), GOOD)
    with pytest.raises(BoardPapersError):
        accounts.add(name, role, (), GOOD)
    assert len(accounts.listed()) == 1


def test_an_account_for_a_proxy_has_no_password_that_would_fit(accounts):
    made = accounts.add("Ann", OFFICER)
    assert not made.can_sign_in
    assert accounts.check("Ann", "") is None
    assert accounts.check("Ann", GOOD) is None


def test_a_file_that_is_none_is_one_sentence(tmp_path):
    file = tmp_path / "users.db"
    file.write_text("no database at all, and long enough to be seen as none" * 20)
    with pytest.raises(BoardPapersError, match="cannot be used"):
        Accounts(file).listed()
    with pytest.raises(BoardPapersError, match="cannot be used"):
        Accounts(file).add("Ann", OFFICER, (), GOOD)
