"""Signing in at an identity provider: a real one on loopback, and each thing it may do wrong."""

import socket
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from browsing import Browser, served
from oidc_provider import CLIENT, SECRET, provided

from corpus.readers import MEMBER, OFFICER, PUBLIC
from ui.provider import Provider, ProviderFailed
from ui.sessions import Pending

BACK = "http://127.0.0.1:9/sign-in/back"

pytestmark = pytest.mark.slow


def ours(provider, **more):
    return Provider(
        issuer=provider.issuer, client=CLIENT, secret=SECRET, back=provider.back, **more
    )


def come_back(client):
    """Through the provider as a browser goes, to what comes back to us."""
    address, pending = client.begin()
    reply = requests.get(address, allow_redirects=False, timeout=10)
    assert reply.status_code == 302
    query = parse_qs(urlsplit(reply.headers["Location"]).query)
    return pending, {name: values[0] for name, values in query.items()}


@pytest.mark.parametrize(
    ("said", "settings", "role"),
    [
        ({"roles": ["officer"]}, {}, OFFICER),
        ({"roles": ["member", "officer"]}, {}, OFFICER),
        ({"roles": "member"}, {}, MEMBER),
        ({"roles": ["Councillors"]}, {"roles": {"Councillors": MEMBER}}, MEMBER),
        ({"roles": ["officer"]}, {"roles": {"Councillors": MEMBER}}, PUBLIC),
        ({"realm": {"roles": ["officer"]}}, {"role_claim": "realm.roles"}, OFFICER),
        ({}, {}, PUBLIC),
        ({"roles": {"officer": True}}, {}, PUBLIC),
        ({"roles": [1, None, "member"]}, {}, MEMBER),
    ],
)
def test_who_somebody_is_comes_from_the_claim_that_is_set(said, settings, role):
    with provided(BACK, **said) as provider:
        client = ours(provider, **settings)
        session = client.finish(*come_back(client))
        assert session.role == role
        assert session.key == f"{provider.issuer}#u-1"
        assert session.name == "Nell Provider"


def test_bodies_come_from_a_claim_of_their_own():
    with provided(BACK, roles="member", sits_on=["Schools  Forum", "Audit Board"]) as provider:
        client = ours(provider, body_claim="sits_on")
        assert client.finish(*come_back(client)).bodies == ("Schools Forum", "Audit Board")
        assert ours(provider).finish(*come_back(client)).bodies == ()


def test_state_nonce_and_challenge_are_sent_and_are_new_each_time():
    with provided(BACK) as provider:
        client = ours(provider)
        for _ in range(2):
            come_back(client)
        first, second = provider.asked
        for name in ("state", "nonce", "code_challenge"):
            assert len(first[name]) >= 20 and first[name] != second[name]


@pytest.mark.parametrize(
    "wrong",
    [
        "nonce", "audience", "audiences", "azp", "signer", "expired", "nobody", "unsigned",
        "secret", "key", "denied", "iss", "issuer",
    ],
)  # fmt: skip
def test_what_does_not_hold_signs_nobody_in(wrong):
    with provided(BACK, roles="administrator") as provider:
        provider.wrong = wrong
        client = ours(provider)
        with pytest.raises(ProviderFailed):
            client.finish(*come_back(client))


def test_a_code_is_worth_nothing_with_another_verifier_or_a_second_time():
    with provided(BACK) as provider:
        client = ours(provider)
        pending, given = come_back(client)
        with pytest.raises(ProviderFailed):
            client.finish(Pending(pending.state, pending.nonce, "x" * 64), given)
        pending, given = come_back(client)
        client.finish(pending, given)
        with pytest.raises(ProviderFailed):
            client.finish(pending, given)


def test_a_provider_that_is_not_there_is_one_sentence():
    client = Provider(issuer="http://127.0.0.1:9", client=CLIENT, secret=SECRET, back=BACK)
    with pytest.raises(ProviderFailed, match="cannot be reached"):
        client.begin()


def test_new_keys_are_taken_up_after_one_refusal():
    with provided(BACK) as provider:
        client = ours(provider)
        client.finish(*come_back(client))
        provider.key = provider.other
        with pytest.raises(ProviderFailed):
            client.finish(*come_back(client))
        assert client.finish(*come_back(client)).key


# The whole way, through our own pages


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def begin(browser):
    page = browser.post("/sign-in/elsewhere")
    assert page.status_code == 200
    where = page.text.split('content="0;url=')[1].split('"')[0].replace("&amp;", "&")
    return requests.get(where, allow_redirects=False, timeout=10).headers["Location"]


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with (
        provided(f"{base}/sign-in/back", roles="officer") as provider,
        served(
            tmp_path_factory.mktemp("council"),
            PORT=str(port),
            PUBLIC_URL=base,
            OIDC_ISSUER=provider.issuer,
            OIDC_CLIENT=CLIENT,
            OIDC_SECRET=SECRET,
        ),
    ):
        yield provider, base


def test_a_reader_signs_in_there_and_sees_what_is_theirs(council):
    _, base = council
    browser = Browser(base)
    browser.get("/")
    back = browser.get(begin(browser), allow_redirects=False)
    assert back.status_code == 303 and "board_papers_session=" in back.headers["set-cookie"]
    said = browser.fire(browser.event("answer"), ["What is the budget of Vanadiumexempt?", None])
    assert "Vanadiumexempt is" in said
    browser.post("/sign-out")
    again = Browser(base)
    again.cookies.update(browser.cookies)
    assert again.get("/sign-in", allow_redirects=False).status_code == 200


def test_what_came_back_counts_once_and_in_the_browser_that_began(council):
    """T08: a replayed state, and one that was begun by somebody else."""
    _, base = council
    browser, thief = Browser(base), Browser(base)
    browser.get("/")
    thief.get("/")
    address = begin(browser)
    assert thief.get(address, allow_redirects=False).status_code == 400
    assert browser.get(address, allow_redirects=False).status_code == 303
    assert browser.get(address, allow_redirects=False).status_code == 400
    made_up = f"{base}/sign-in/back?code=x&state=made-up"
    assert browser.get(made_up, allow_redirects=False).status_code == 400


def test_a_provider_that_misbehaves_lets_nobody_in(council):
    provider, base = council
    browser = Browser(base)
    browser.get("/")
    provider.wrong = "nonce"
    try:
        reply = browser.get(begin(browser), allow_redirects=False)
    finally:
        provider.wrong = ""
    assert reply.status_code == 403 and "does not hold" in reply.text
    assert browser.get("/sign-in", allow_redirects=False).status_code == 200
