"""How readers are known: what is refused at the start, and whose word is believed."""

import shutil
from dataclasses import replace

import pytest
from starlette.datastructures import Headers

from corpus.errors import BadSetting
from corpus.readers import ADMINISTRATOR, MEMBER, OFFICER, THE_ONE_READER, THE_PUBLIC
from corpus.settings import Settings
from ui.access import NO_ACCOUNTS, SESSION, access_of, hosts_of, is_loopback
from ui.accounts import Accounts
from ui.identity import NOBODY, SCOPE_KEY, Visitor, visitor_of
from ui.sessions import Session

GOOD = "correct horse battery"
PROXY = "10.1.2.3"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A file of accounts, made once: hashing a password is slow on purpose."""
    file = tmp_path_factory.mktemp("accounts") / "users.db"
    accounts = Accounts(file)
    accounts.add("Ada", ADMINISTRATOR, (), GOOD)
    accounts.add("Ann", OFFICER, (), GOOD)
    accounts.add("Meg", MEMBER, ["Schools Forum"])
    return file


@pytest.fixture
def settings(tmp_path, file):
    shutil.copyfile(file, tmp_path / "users.db")
    return Settings(data=tmp_path, users=str(tmp_path / "users.db"))


def known(access, headers=(), cookies=None, address="127.0.0.1"):
    raw = [(name.lower().encode(), value.encode()) for name, value in headers]
    return access.knows(Headers(raw=raw), cookies or {}, address, "browser")


def test_without_accounts_whoever_is_there_is_the_one_reader(tmp_path):
    access = access_of(Settings(data=tmp_path))
    assert access is NO_ACCOUNTS and not access.required
    assert known(access).reader == THE_ONE_READER
    assert known(access, [("X-Forwarded-User", "Ada")]).reader == THE_ONE_READER


def test_with_accounts_nobody_is_anybody_until_they_sign_in(settings):
    access = access_of(settings)
    assert known(access).reader == THE_PUBLIC
    assert known(access, cookies={SESSION: "made up"}).reader == THE_PUBLIC
    account = access.accounts.check("ann", GOOD)
    token = access.sign_in(account)
    assert known(access, cookies={SESSION: token}).reader.role == OFFICER


def test_a_session_ends_with_its_password_and_with_its_account(settings):
    access = access_of(settings)
    token = access.sign_in(access.accounts.check("ann", GOOD))
    access.accounts.set_password("ann", "another good password")
    assert known(access, cookies={SESSION: token}).reader == THE_PUBLIC
    token = access.sign_in(access.accounts.check("ann", "another good password"))
    access.accounts.remove("ann")
    assert known(access, cookies={SESSION: token}).reader == THE_PUBLIC


def test_a_session_of_a_provider_that_is_no_longer_set_is_worth_nothing(settings):
    access = access_of(settings)
    token = access.begin(Session("https://id.example#1", "", "Nell", ADMINISTRATOR))
    assert known(access, cookies={SESSION: token}).reader == THE_PUBLIC


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"proxy_header": "X-Forwarded-User"}, "PROXY_ADDRESSES"),
        ({"proxy_header": "X-Forwarded-User", "proxy_addresses": " "}, "PROXY_ADDRESSES"),
        ({"proxy_header": "X-User", "proxy_addresses": "0.0.0.0/0"}, "every address"),
        ({"proxy_header": "X-User", "proxy_addresses": "::/0"}, "every address"),
        ({"proxy_header": "X-User", "proxy_addresses": "proxy.example"}, "no address"),
        ({"proxy_header": "X-User", "proxy_addresses": "10.0.0.1/8"}, "no address"),
        ({"proxy_header": "X_User", "proxy_addresses": "10.0.0.1"}, "no name"),
        ({"proxy_header": "Cookie", "proxy_addresses": "10.0.0.1"}, "any browser"),
        ({"proxy_header": "X-User", "proxy_addresses": "10.0.0.1", "users": ""}, "USERS"),
        ({"proxy_addresses": "10.0.0.1"}, "PROXY_HEADER"),
        ({"users": "", "oidc_issuer": "https://id.example"}, "OIDC_CLIENT and .*OIDC_SECRET"),
        ({"oidc_issuer": "http://id.example", "oidc_client": "a", "oidc_secret": "b",
          "public_url": "https://papers.example"}, "https"),
        ({"oidc_issuer": "https://id.example", "oidc_client": "a", "oidc_secret": "b",
          "public_url": "http://papers.example"}, "https"),
        ({"oidc_issuer": "https://id.example", "oidc_client": "a", "oidc_secret": "b",
          "public_url": "https://papers.example", "oidc_roles": "Everyone=root"}, "VALUE=ROLE"),
        ({"users": "no-such-folder/users.db"}, "no administrator"),
    ],
)  # fmt: skip
def test_what_could_let_somebody_in_by_mistake_is_refused_at_the_start(settings, changed, said):
    with pytest.raises(BadSetting, match=said):
        access_of(replace(settings, **changed))


def test_accounts_without_an_administrator_who_can_sign_in_are_refused(tmp_path):
    accounts = Accounts(tmp_path / "users.db")
    accounts.add("Ann", OFFICER, (), GOOD)
    accounts.add("Ada", ADMINISTRATOR)
    settings = Settings(data=tmp_path, users=str(tmp_path / "users.db"))
    with pytest.raises(BadSetting, match="no administrator"):
        access_of(settings)
    assert access_of(replace(settings, proxy_header="X-User", proxy_addresses=PROXY)).required


# A proxy's word (T07)


@pytest.fixture
def behind(settings):
    return access_of(
        replace(settings, proxy_header="X-Forwarded-User", proxy_addresses=f"{PROXY}, fd00::/8")
    )


@pytest.mark.parametrize("address", [PROXY, "fd00::1"])
def test_the_proxy_says_who_it_is_and_the_accounts_what_they_may(behind, address):
    assert known(behind, [("X-Forwarded-User", "ann")], address=address).reader.role == OFFICER
    meg = known(behind, [("x-forwarded-user", "Meg")], address=address).reader
    assert meg.role == MEMBER and meg.bodies
    assert known(behind, [("X-Forwarded-User", "Zoe")], address=address).reader == THE_PUBLIC
    assert known(behind, address=address).reader == THE_PUBLIC


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("10.9.9.9", [("X-Forwarded-User", "Ada")]),
        ("127.0.0.1", [("X-Forwarded-User", "Ada")]),
        ("", [("X-Forwarded-User", "Ada")]),
        ("unix:", [("X-Forwarded-User", "Ada")]),
        (PROXY, [("X-Forwarded-User", "Ann"), ("X-Forwarded-User", "Ada")]),
        (PROXY, [("X-Forwarded-User", "Ann"), ("X_Forwarded_User", "Ada")]),
        (PROXY, [("X_Forwarded_User", "Ada")]),
        (PROXY, [("X_Forwarded-User", "Ada"), ("X-Forwarded-User", "Ann")]),
        ("10.9.9.9", [("X_Forwarded_User", "Ada")]),
        ("10.9.9.9", [("X-Forwarded-User", "Ada"), ("X-Forwarded-For", PROXY)]),
    ],
)
def test_who_sends_the_header_without_being_the_proxy_is_refused(behind, address, headers):
    assert known(behind, headers, address=address) is None


def test_behind_a_proxy_a_session_is_worth_nothing(behind):
    token = behind.begin(Session("local:1", "", "Ada", ADMINISTRATOR))
    assert known(behind, cookies={SESSION: token}, address="10.9.9.9").reader == THE_PUBLIC
    assert not behind.passwords


# Names and addresses


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("papers.example", False),
        ("", False), (None, False), ("localhost.evil.example", False), ("::ffff:8.8.8.8", False),
    ],
)  # fmt: skip
def test_an_address_of_this_machine_alone_is_known(host, alone):
    assert is_loopback(host) is alone


def test_the_server_answers_to_its_own_names(settings):
    assert "localhost" in hosts_of(NO_ACCOUNTS, "127.0.0.1")
    assert "papers.example" not in hosts_of(NO_ACCOUNTS, "127.0.0.1")
    access = access_of(replace(settings, public_url="https://papers.example/"))
    assert "papers.example" in hosts_of(access, "0.0.0.0")
    assert access.secure
    assert hosts_of(access_of(settings), "0.0.0.0") == ()


# Whose things are whose


def test_no_browsers_token_can_be_an_accounts(settings):
    access = access_of(settings)
    account = access.accounts.named("Ann")
    signed_in = Visitor(account.reader, "browser-token-123456789", "x")
    assert signed_in.owner.startswith("account:local:")
    assert Visitor(THE_PUBLIC, "browser-token-123456789").owner == "browser-token-123456789"


@pytest.mark.parametrize("request_", [None, object(), {}, {SCOPE_KEY: "Ada"}])
def test_a_request_that_did_not_come_through_the_gate_is_the_publics(request_):
    assert visitor_of(request_) is NOBODY
    assert NOBODY.reader == THE_PUBLIC
