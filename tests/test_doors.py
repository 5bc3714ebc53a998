"""The gate: what is not on the list of doors is refused, and what is belongs to its reader."""

import json
import os
import re
import subprocess
import sys
import time

import pytest
from access_server import PART, WORDS, put, sees
from browsing import TESTS, Browser, accounts_in, served
from starlette.datastructures import Headers
from ui_stand_ins import WordLengths

from corpus.library import Library
from ui.doors import MOST_OF_ONE, Owners, door_for, read_doors
from ui.gate import host_of, same_origin

DOORS = read_doors()
KINDS = ("public", "member", "governor", "officer", "administrator")


# The list


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/docs", "GET"),
        ("/openapi.json", "GET"),
        ("/gradio_api/info", "GET"),
        ("/gradio_api/file=/etc/passwd", "GET"),
        ("/gradio_api/file=http://127.0.0.1/", "GET"),
        ("/gradio_api/proxy=http://127.0.0.1/", "GET"),
        ("/gradio_api/deep_link", "GET"),
        ("/gradio_api/runs", "GET"),
        ("/gradio_api/dev/reload", "GET"),
        ("/gradio_api/run/answer", "POST"),
        ("/gradio_api/call/answer", "POST"),
        ("/gradio_api/component_server", "POST"),
        ("/monitoring", "GET"),
        ("/login", "POST"),
        ("/paper/abc", "POST"),
        ("/paper/abc", "DELETE"),
        ("/", "PUT"),
        ("//paper/abc", "GET"),
        ("/assets/../paper/abc", "GET"),
        ("/assets/..", "GET"),
        ("/static/a//b", "GET"),
        ("/assets/a\\..\\b", "GET"),
        ("/gradio_api/queue/join/", "POST"),
        ("/GRADIO_API/queue/join", "POST"),
        ("/healthz/x", "GET"),
        ("/page/a/b/1.png", "GET"),
    ],
)
def test_what_is_not_on_the_list_has_no_door(path, method):
    assert door_for(DOORS, path, method) is None


def test_a_door_gives_the_names_in_its_path_and_a_get_answers_a_head():
    found = door_for(DOORS, "/gradio_api/heartbeat/abc", "HEAD")
    assert found is not None
    assert found[1] == {"session_hash": "abc"} and found[0].of == "path"


def test_a_list_that_says_something_else_is_not_used(tmp_path):
    file = tmp_path / "routes.toml"
    file.write_text('[[door]]\npath = "/x"\nmethods = ["GET"]\nwho = "everyone"\n')
    with pytest.raises(ValueError, match="everyone"):
        read_doors(file)


def test_a_number_belongs_to_whoever_used_it_first():
    owners = Owners()
    assert owners.claim("n", "ann") and owners.claim("n", "ann")
    assert not owners.claim("n", "bob") and not owners.belongs("m", "bob")


def test_nobody_pushes_out_the_numbers_of_others():
    owners = Owners()
    owners.claim("ann's", "ann")
    for n in range(3 * MOST_OF_ONE):
        owners.claim(f"bob {n}", "bob")
    assert owners.belongs("ann's", "ann")
    assert not owners.belongs("bob 0", "bob")


@pytest.mark.parametrize(
    ("sent", "ours"),
    [
        ({}, True),
        ({"origin": "http://here:1"}, True),
        ({"origin": "http://HERE:1"}, True),
        ({"origin": "http://here:2"}, False),
        ({"origin": "http://here:1.evil.example"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://here:1"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, False),
        ({"sec-fetch-site": "none"}, True),
    ],
)
def test_a_change_must_come_from_our_own_pages(sent, ours):
    assert same_origin(Headers({"host": "here:1", **sent})) is ours


@pytest.mark.parametrize(
    ("given", "name"),
    [("here", "here"), ("Here:80", "here"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("", "")],
)
def test_a_host_is_known_by_its_name(given, name):
    assert host_of(given) == name


# Every route that there is, as every kind of reader


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doors")
    with served(folder, USERS=str(accounts_in(folder))) as base:
        yield folder, base


def browser(base: str, kind: str) -> Browser:
    made = Browser(base)
    made.get("/")
    if kind != "public":
        assert made.sign_in(kind).status_code == 303
    return made


ROUTES = """
import json, sys
from pathlib import Path
from ui_stand_ins import small_library
from ui.evaluating import Evaluating
from ui.server import build

def walk(routes, before=""):
    for route in routes:
        path = before + getattr(route, "path", "")
        held = getattr(route, "app", None)
        inner = getattr(route, "routes", None) or getattr(held, "routes", None)
        if inner:
            yield from walk(inner, path)
        elif hasattr(route, "original_router"):
            yield from walk(route.original_router.routes, path)
        else:
            yield path, sorted(getattr(route, "methods", None) or ["GET"])

folder = Path(sys.argv[1])
app = build(
    small_library(folder),
    lambda *a, **k: iter(()),
    lambda *a, **k: None,
    folder,
    evaluating=Evaluating(folder, [sys.executable, "-m", "ui"]),
)
print(json.dumps(list(walk(app.routes))))
"""


@pytest.fixture(scope="module")
def routes(tmp_path_factory):
    """Every route that the application has, the web framework's own included."""
    done = subprocess.run(
        [sys.executable, "-c", ROUTES, str(tmp_path_factory.mktemp("routes"))],
        env=os.environ | {"PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [tuple(found) for found in json.loads(done.stdout.splitlines()[-1])]


@pytest.mark.slow
def test_the_walk_sees_the_frameworks_routes_and_ours(routes):
    paths = {path for path, _ in routes}
    assert {"/healthz", "/sign-in", "/page/{document}/{number}.png"} <= paths
    assert {"/gradio_api/queue/join", "/gradio_api/proxy={url_path:path}"} <= paths
    assert len(paths) > 60


@pytest.mark.slow
def test_every_door_on_the_list_leads_somewhere(routes):
    there = {(path, method) for path, methods in routes for method in methods}
    framework = {"/gradio_api/run/predict": "/gradio_api/run/{api_name}"}
    for door in DOORS:
        path = framework.get(door.path, door.path)
        if path in ("/gradio_api/upload",):
            continue
        assert any((path, method) in there for method in door.methods), door.path


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_only_doors_on_the_list_answer_and_none_tells_what_is_not_ones_own(place, routes, kind):
    folder, base = place
    held = Library.open(folder / "library", encoder=WordLengths())
    documents = [item.id for item in held.documents()]
    held.close()
    reader = browser(base, kind)
    hidden = WORDS - sees(kind)
    answered = 0
    for path, methods in routes:
        for method in {"GET", "POST", *methods} - {"HEAD", "OPTIONS"}:
            if path == "/sign-out":
                continue
            for document in documents if "{document}" in path else [documents[0]]:
                asked = re.sub(r"\{number\}", "1", path.replace("{document}", document))
                asked = re.sub(r"\{[^}]*\}", "x", asked)
                with reader.request(method, asked, stream=True, allow_redirects=False) as reply:
                    listed = door_for(DOORS, asked, method)
                    if listed is None:
                        assert reply.status_code in (403, 404), (kind, method, asked)
                        continue
                    if listed[0].who == "officer" and kind in ("public", "member", "governor"):
                        assert reply.status_code in (401, 403), (kind, method, asked)
                        continue
                    answered += reply.status_code < 400
                    if "heartbeat" in asked or "queue/data" in asked:
                        continue
                    said = reply.content.decode("latin-1")
                    assert not [word for word in hidden if word in said], (kind, method, asked)
    assert answered > 8


# What one reader's page may do with another's


@pytest.mark.slow
def test_nobody_reads_or_stops_anothers_answers(place):
    """T06: another's number and event."""
    _, base = place
    ann, bob, stranger = browser(base, "officer"), browser(base, "member"), Browser(base)
    said = ann.fire(ann.event("answer"), ["What is the budget of Vanadiumexempt?", None])
    assert "Vanadiumexempt" in said
    event = re.search(r'"event_id": ?"(\w+)"', said)[1]
    for other in (bob, stranger):
        for method, path, sent in (
            ("GET", f"/gradio_api/queue/data?session_hash={ann.number}", None),
            ("GET", f"/gradio_api/heartbeat/{ann.number}", None),
            ("POST", "/gradio_api/queue/join", {"session_hash": ann.number, "fn_index": 0}),
            ("POST", "/gradio_api/run/predict", {"session_hash": ann.number, "fn_index": 0}),
            ("POST", "/gradio_api/cancel", {"session_hash": ann.number, "event_id": event}),
            ("POST", "/gradio_api/cancel", {"session_hash": bob.number, "event_id": event}),
            ("POST", "/gradio_api/reset", {"event_id": event}),
            ("POST", "/gradio_api/queue/join", {"fn_index": 0, "data": []}),
            ("POST", "/gradio_api/queue/join", {"session_hash": [ann.number]}),
        ):
            reply = other.request(method, path, json=sent, stream=True)
            assert reply.status_code == 403, (method, path, sent)
            assert "Vanadium" not in reply.text


@pytest.mark.slow
def test_two_numbers_in_one_address_are_nobodys(place):
    ann, bob = browser(place[1], "officer"), browser(place[1], "member")
    ann.fire(ann.event("answer"), ["What is the budget?", None])
    asked = f"/gradio_api/queue/data?session_hash={bob.number}&session_hash={ann.number}"
    assert bob.get(asked, stream=True).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["public", "member", "governor"])
def test_only_officers_add_and_remove_papers(place, kind):
    """T04: the event itself is asked for, whatever the page shows."""
    folder, base = place
    reader, officer = browser(base, kind), browser(base, "officer")
    ids = re.findall(r'data-id=\\"([0-9a-f]{64})', officer.fire(officer.event("arrive", 0), []))
    upload = reader.post("/gradio_api/upload", files={"files": ("x.pdf", b"%PDF-1.7")})
    assert upload.status_code == (401 if kind == "public" else 403)
    library = Library.open(folder / "library", encoder=WordLengths())
    before = [item.id for item in library.documents()]
    for id in {*ids, *before}:
        said = reader.fire(reader.event("remove"), [], {"id": id})
        assert "sign in as one" in said
    said = reader.fire(reader.event("undo"), [], {"id": before[0]})
    assert "sign in as one" in said
    assert [item.id for item in library.documents()] == before
    library.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_tell_each_reader_of_their_own_papers_alone(place, kind):
    """T01, by every event that takes no more than a press."""
    reader = browser(place[1], kind)
    hidden, told = WORDS - sees(kind), ""
    for item in reader.config["dependencies"]:
        if item.get("api_name") in ("add", "remove", "stop", "undo", "stopped", "rename", "forget"):
            continue
        told += reader.fire(item["id"], ["2026-01-19"] + [None] * (len(item["inputs"]) - 1))
    for word in WORDS:
        told += reader.fire(reader.event("answer"), [f"What is the budget of {word}?", None])
        shown = [
            word for word in hidden if word in re.sub(r"What is the budget of \w+\?", "", told)
        ]
        assert not shown, (kind, shown)
    assert all(word in told for word in sees(kind))
    for picture in set(reader.pictures(told)):
        assert reader.get(picture.replace("&amp;", "&")).status_code == 200


@pytest.mark.slow
def test_a_page_that_is_exempt_in_a_public_file_is_not_shown_and_the_file_not_handed_out(place):
    folder, base = place
    library = Library.open(folder / "library", encoder=WordLengths())
    [part] = [item.id for item in library.documents() if item.name == "part.pdf"]
    library.close()
    public, officer = browser(base, "public"), browser(base, "officer")
    assert public.get(f"/page/{part}/1.png").status_code == 200
    assert public.get(f"/page/{part}/2.png").status_code == 404
    assert public.get(f"/page/{part}/3.png").status_code == 404
    assert public.get(f"/paper/{part}").status_code == 404
    assert officer.get(f"/page/{part}/2.png").status_code == 200
    assert officer.get(f"/paper/{part}").status_code == 200
    assert PART not in public.get("/brief.docx?meeting=2026-01-19").text


@pytest.mark.slow
def test_a_label_that_changes_holds_from_the_next_request_on_and_for_kept_answers(place):
    """T03: what a kept conversation cites is shown no longer than the reader may see it."""
    folder, base = place
    library = Library.open(folder / "library", encoder=WordLengths())
    sha = put(library, "late", "members", ["Uraninitelate"])
    [paper] = [paper for paper in library.papers() if paper.document_id == sha]
    member = browser(base, "member")
    assert "Uraninitelate is" in member.fire(
        member.event("answer"), ["What is the budget of Uraninitelate?", None]
    )
    listed = member.fire(member.event("come_back"), [None])
    kept = member.fire(member.event("arrive"), [])
    [conversation, *_] = re.findall(r'data-do=\\"open\\" data-id=\\"([\w-]+)', listed + kept)
    again = member.fire(member.event("open_kept"), [None], {"id": conversation})
    assert "Uraninitelate is" in again
    assert member.get(f"/export/{conversation}.docx").status_code == 200
    other = browser(base, "governor")
    assert other.get(f"/export/{conversation}.docx").status_code == 404

    library.label(paper.id, "exempt", who="test", reason="it was opened by mistake")
    again = member.fire(member.event("open_kept"), [None], {"id": conversation})
    assert "Uraninitelate is" not in again and "no longer yours to see" in again
    said = member.fire(member.event("come_back"), [None])
    assert "Uraninitelate is" not in said and "Uraninitelate report" not in said
    said = member.fire(member.event("open_source"), [None], {"turn": "0", "key": "1"})
    assert "Uraninitelate" not in said
    assert member.get(f"/paper/{sha}").status_code == 404
    exported = member.get(f"/export/{conversation}.docx").content
    assert b"Uraninitelate is" not in _document(exported)
    library.remove(sha)
    library.close()


def _document(word: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


# Signing in and out


@pytest.mark.slow
def test_a_post_from_another_site_does_nothing(place):
    """T08: a form or a script on another page."""
    member = browser(place[1], "member")
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": place[1]},
    ):
        for path in ("/sign-out", "/sign-in", "/gradio_api/queue/join", "/gradio_api/upload"):
            assert member.post(path, headers=headers).status_code == 403, (path, headers)
    assert member.get("/sign-in", allow_redirects=False).status_code == 303  # signed in still


@pytest.mark.slow
def test_a_session_that_was_signed_out_of_is_worth_nothing(place):
    member = browser(place[1], "member")
    thief = Browser(place[1])
    thief.cookies.update(member.cookies)
    assert thief.get("/sign-in", allow_redirects=False).status_code == 303
    assert member.post("/sign-out", allow_redirects=False).status_code == 303
    assert thief.get("/sign-in", allow_redirects=False).status_code == 200


@pytest.mark.slow
def test_a_session_is_never_one_that_the_browser_brought(place):
    """T08: fixation."""
    member = Browser(place[1])
    member.get("/")
    member.cookies.set("board_papers_session", "chosen-by-somebody-else-1234567890")
    member.sign_in("member")
    values = [cookie.value for cookie in member.cookies if cookie.name == "board_papers_session"]
    assert any(value != "chosen-by-somebody-else-1234567890" for value in values)
    other = Browser(place[1])
    other.cookies.set("board_papers_session", "chosen-by-somebody-else-1234567890")
    assert other.get("/sign-in", allow_redirects=False).status_code == 200


@pytest.mark.slow
def test_signing_in_again_ends_the_session_before(place):
    member = browser(place[1], "member")
    before = member.cookies["board_papers_session"]
    assert member.sign_in("governor").status_code == 303
    old = Browser(place[1])
    old.cookies.set("board_papers_session", before)
    assert old.get("/sign-in", allow_redirects=False).status_code == 200


@pytest.mark.slow
def test_cookies_are_for_this_site_and_no_script(place):
    reader = Browser(place[1])
    lines = [reader.get("/").headers["set-cookie"], reader.sign_in("member").headers["set-cookie"]]
    for line in lines:
        assert "HttpOnly" in line and "SameSite=Lax" in line and "Domain" not in line
    assert "Max-Age=28800" in lines[1]


@pytest.mark.slow
def test_behind_tls_cookies_are_kept_to_it_and_a_proxys_word_needs_its_address(tmp_path):
    """T07, T08: over the wire, where a header comes twice or in another spelling."""
    import http.client

    file = accounts_in(tmp_path)
    with served(
        tmp_path,
        USERS=str(file),
        PUBLIC_URL="https://papers.example",
        PROXY_HEADER="X-Forwarded-User",
        PROXY_ADDRESSES="127.0.0.1",
    ) as base:
        reply = Browser(base).get("/", headers={"Host": "papers.example"})
        assert "; Secure" in reply.headers["set-cookie"]
        assert reply.headers["strict-transport-security"]
        for names, status in (
            (["X-Forwarded-User"], 200),
            (["x-forwarded-user"], 200),
            ([], 200),
            (["X-Forwarded-User", "X-Forwarded-User"], 401),
            (["X-Forwarded-User", "x-forwarded-user"], 401),
            (["X-Forwarded-User", "X_Forwarded_User"], 401),
            (["X_Forwarded_User"], 401),
        ):
            line = http.client.HTTPConnection(base.removeprefix("http://"), timeout=30)
            line.putrequest("GET", "/judged.csv" if names else "/")
            for name in names:
                line.putheader(name, "Olive Officer")
            line.endheaders()
            assert line.getresponse().status == status, names
            line.close()


@pytest.mark.slow
def test_a_header_that_is_not_the_proxys_is_refused(tmp_path):
    file = accounts_in(tmp_path)
    with served(
        tmp_path, USERS=str(file), PROXY_HEADER="X-Forwarded-User", PROXY_ADDRESSES="192.0.2.7"
    ) as base:
        for more in ({}, {"X-Forwarded-For": "192.0.2.7"}, {"Forwarded": "for=192.0.2.7"}):
            headers = {"X-Forwarded-User": "Ada Administrator", **more}
            assert Browser(base).get("/", headers=headers).status_code == 401
        reader = Browser(base)
        assert reader.get("/").status_code == 200
        assert reader.sign_in("officer").status_code == 303
        assert "board_papers_session" not in reader.cookies


@pytest.mark.slow
def test_a_wrong_password_and_a_wrong_name_get_the_same_reply(place):
    reader = Browser(place[1])
    reader.get("/")
    replies = [
        reader.post("/sign-in", data={"name": name, "password": "not the password"})
        for name in ("Gus Governor", "Nobody Known")
    ]
    assert [reply.status_code for reply in replies] == [401, 401]
    plain = [
        reply.text.replace("Gus Governor", "").replace("Nobody Known", "") for reply in replies
    ]
    assert plain[0] == plain[1] and "not the password" not in plain[0]


@pytest.mark.slow
def test_an_account_that_is_removed_is_out_at_once(place):
    from ui.accounts import Accounts

    folder, base = place
    accounts = Accounts(folder / "users.db")
    accounts.add("Short Stay", "officer", (), "correct horse battery")
    reader = Browser(base)
    reader.get("/")
    reader.post("/sign-in", data={"name": "short stay", "password": "correct horse battery"})
    assert reader.get("/sign-in", allow_redirects=False).status_code == 303
    accounts.remove("Short Stay")
    assert reader.get("/sign-in", allow_redirects=False).status_code == 200


@pytest.mark.slow
def test_a_form_too_long_or_odd_signs_nobody_in(place):
    reader = Browser(place[1])
    reader.get("/")
    for body in (
        b"x" * 100_000,
        b"name=a&name=b&password=c",
        b"\xff\xfe",
        b"name[]=1",
        b"",
        b"&" * 99,
    ):
        reply = reader.post("/sign-in", data=body, allow_redirects=False)
        assert reply.status_code in (400, 401, 429), body[:20]


@pytest.mark.slow
def test_a_page_without_cookies_starts_nothing_where_there_are_accounts(place):
    stranger = Browser(place[1])
    reply = stranger.post("/gradio_api/queue/join", json={"session_hash": "abc", "fn_index": 0})
    assert reply.status_code == 403


@pytest.mark.slow
def test_without_accounts_the_one_reader_sees_everything_and_no_other_name_is_answered(tmp_path):
    with served(tmp_path) as base:
        reader = Browser(base)
        reader.get("/")
        said = reader.fire(reader.event("answer"), ["What is the budget of Vanadiumexempt?", None])
        assert "Vanadiumexempt is" in said
        assert reader.get("/", headers={"Host": "papers.evil.example"}).status_code == 400
        assert reader.get("/sign-in", allow_redirects=False).status_code == 303
        started = time.monotonic()
        assert reader.get("/healthz").text == "ok" and time.monotonic() - started < 5
