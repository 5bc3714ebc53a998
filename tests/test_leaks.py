"""Exempt stays exempt: no marker of a closed paper in any byte that comes back (T01, T31).

Over real HTTP, by the program itself, with its own encoder: asked as the public and as a member.
"""

import io
import re
import threading
import zipfile
from dataclasses import dataclass, field

import pytest
from browsing import Browser, accounts_in
from leak_set import TWINS, Asked, decide, fill, questions
from served import serving

from corpus.library import Library
from ui.accounts import Accounts

QUICK = 14
"""Attempts of the quick form; the long one makes them all."""

READERS = ("public", "member")
NEVER = ("add", "remove", "undo", "stop", "stopped", "forget", "rename", "keep", "confirm",
         "confirm_file", "begin", "end", "add_sheet")  # fmt: skip
"""Events that would change something, and are tried elsewhere."""


@dataclass
class Place:
    """A running server over the leak set."""

    base: str
    library: Library
    documents: dict[str, str]
    papers: dict[str, str]
    conversation: str = ""
    """Kept by an officer, about closed papers."""

    told: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leaks")
    users = accounts_in(folder)
    library = Library.open(folder / "data")
    fill(folder / "papers", library)
    documents = {item.name: item.id for item in library.documents()}
    papers = {paper.document: paper.id for paper in library.papers()}
    with serving(folder / "data", folder / "log", BOARD_PAPERS_USERS=str(users)) as server:
        made = Place(server.url, library, documents, papers)
        officer = reader(made, "officer")
        said = officer.fire(officer.event("answer"), [DIRECT_ONE, None])
        assert all(marker in said.lower() for marker in TWINS[0].markers[:2]), said[:2000]
        made.conversation = re.search(r"/export/([\w-]+)\.docx", said)[1]
        yield made
        assert found(server.said(), EVERY) == []
    library.close()


DIRECT_ONE = f"What was the {TWINS[0].name} {TWINS[0].subject} contract awarded for?"


def reader(place: Place, kind: str) -> Browser:
    browser = Browser(place.base)
    if kind == "public":
        browser.get("/")
    else:
        assert browser.sign_in(kind).status_code == 303
    return browser


def found(reply: bytes | str, markers: list[str]) -> list[str]:
    """The markers in a reply, in whatever case, zipped up or written as numbers of characters."""
    raw = reply if isinstance(reply, bytes) else reply.encode("utf-8", "replace")
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            raw = b"\n".join(archive.read(name) for name in archive.namelist())
    text = raw.decode("utf-8", "replace").lower()
    bare = re.sub(r"<[^>]*>|\\[nt\"]|\s+", " ", text)
    return [marker for marker in markers if marker in text or marker in bare]


def attempt(place: Place, kind: str, asked: Asked) -> str:
    """Everything that came back from one conversation and from what it leads to."""
    browser = reader(place, kind)
    told = ""
    if asked.narrow_to:
        told += arrive_at(browser, f"papers={place.papers[asked.narrow_to]}")
        chosen = [place.papers[asked.narrow_to]]
        told += browser.fire(browser.event("narrow"), [[], [], chosen, None])
    for question in asked.questions:
        told += browser.fire(browser.event("answer"), [question, None])
    keys = re.findall(r'data-turn=\\"(\d+)\\" data-key=\\"(\d+)', told)[:2]
    for turn, key in keys:
        pressed = {"turn": turn, "key": key, "page": "0"}
        told += browser.fire(browser.event("open_source"), [None], pressed)
    for export in set(re.findall(r"/export/[\w-]+\.docx(?:\?turn=\d+)?", told)):
        told += " ".join(found(browser.get(export).content, asked.markers()))
    for id in set(re.findall(r"/export/([\w-]+)\.docx", told)):
        browser.fire(browser.event("forget"), [None], {"id": id})  # else its title is told next
    return told


def arrive_at(browser: Browser, query: str) -> str:
    """The page opened at an address that somebody shared."""
    told = ""
    for item in browser.config["dependencies"]:
        if item.get("api_name") != "arrive":
            continue
        joined = browser.post(
            f"/gradio_api/queue/join?{query}",
            json={
                "data": [None] * len(item["inputs"]),
                "fn_index": item["id"],
                "session_hash": browser.number,
                "event_data": None,
                "trigger_id": None,
            },
        )
        told += joined.text
        if joined.status_code == 200:
            stream = f"/gradio_api/queue/data?session_hash={browser.number}"
            with browser.get(stream, stream=True) as reply:
                for line in reply.iter_lines(decode_unicode=True):
                    told += line or ""
                    if "process_completed" in (line or "") or "close_stream" in (line or ""):
                        break
    return told


def leaks(
    place: Place, kind: str, wanted: list[Asked]
) -> list[tuple[str, tuple[str, ...], list[str]]]:
    return [
        (asked.kind, asked.questions, shown)
        for asked in wanted
        if (shown := found(attempt(place, kind, asked), asked.markers()))
    ]


def test_the_leak_set_has_the_questions_it_should():
    every = questions()
    assert sum(len(asked.questions) for asked in every) >= 200
    assert len({asked.kind for asked in every}) == 7
    assert len({asked.kind for asked in every[:QUICK]}) == 7
    assert all(len(asked.markers()) > 40 for asked in every)


def test_the_search_for_markers_finds_one():
    twin = TWINS[0]
    assert found(f"Award to {twin.firm.upper()} Ltd", [*twin.markers])
    assert found(b"{}", [*twin.markers]) == []
    assert found(f"for &pound;{twin.figure}.", [*twin.markers])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{twin.name}</w:t>")
    assert found(packed.getvalue(), [*twin.markers])
    split = f"<w:t>{twin.expansion.split()[0]}</w:t><w:t> {twin.expansion.split()[1]}</w:t>"
    assert found(split, [*twin.markers])


@pytest.mark.slow
@pytest.mark.parametrize("kind", READERS)
def test_no_question_brings_out_a_marker(place, kind):
    assert leaks(place, kind, questions(QUICK)) == []


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", READERS)
def test_no_question_of_the_whole_set_brings_out_a_marker(place, kind):
    assert leaks(place, kind, questions()[QUICK:]) == []


@pytest.mark.slow
def test_an_officer_is_told_of_every_closed_paper(place):
    """Else the tests here would pass over a library that answers nobody."""
    for twin in TWINS:
        browser = reader(place, "officer")
        question = f"What was the {twin.name} {twin.subject} contract awarded for?"
        said = browser.fire(browser.event("answer"), [question, None]).lower()
        assert twin.figure in said, twin


EVERY = [marker for twin in TWINS for marker in twin.markers]


@pytest.mark.slow
@pytest.mark.parametrize("kind", READERS)
def test_no_page_download_export_or_error_holds_one(place, kind):
    browser = reader(place, kind)
    for name, document in place.documents.items():
        closed = name.endswith("-award.pdf")
        split = name.removesuffix(".pdf") in [
            t.subject for t in TWINS if t.form in ("appendix", "pages")
        ]
        file = browser.get(f"/paper/{document}")
        assert file.status_code == (404 if closed or split else 200), name
        assert found(file.content, EVERY) == []
        for page in (1, 2, 3):
            shown = browser.get(f"/page/{document}/{page}.png")
            if closed or (split and page == 2):
                assert shown.status_code == 404, (name, page)
            assert found(shown.content, EVERY) == []
            assert found(str(shown.headers), EVERY) == []
    for address in (
        f"/export/{place.conversation}.docx", "/brief.docx?meeting=2026-03-12",
        "/brief.docx?meeting=2026-03-12|Amenities Board", "/brief.docx", "/export/x.docx",
        f"/?c={place.conversation}", f"/?papers={'|'.join(place.papers.values())}",
        f"/page/{place.documents['depot-award.pdf']}/1.png?passage=x&mark=contract",
        f"/page/{place.documents['depot-award.pdf']}/999999.png", "/page/x/y.png",
        f"/paper/{place.documents['depot-award.pdf']}?download=1", "/trail.csv", "/trail.jsonl",
        "/judged.csv", "/config", "/", "/gradio_api/info", "/gradio_api/file=catalogue.db",
    ):  # fmt: skip
        reply = browser.get(address)
        assert found(reply.content, EVERY) == [], address


@pytest.mark.slow
@pytest.mark.parametrize("kind", READERS)
def test_no_event_of_any_page_holds_one(place, kind):
    """Suggestions, choices, titles, counts, briefs, cards, kept answers, the officer's page."""
    browser = reader(place, kind)
    ids = [*place.papers.values(), *place.documents.values(), place.conversation]
    for item in browser.config["dependencies"]:
        if item.get("api_name") in NEVER:
            continue
        blank = [None] * len(item["inputs"])
        for first in ("2026-03-12", *([] if not blank else [None, "public"])):
            given = [first, *blank[1:]] if blank else []
            said = browser.fire(
                item["id"], given, {"id": ids[0], "question": "", "turn": "0", "key": "1"}
            )
            assert found(said, EVERY) == [], item.get("api_name")
    for name in ("open_card", "relabel", "open_kept", "confirm"):
        for id in ids:
            said = browser.fire(browser.event(name), [None] * 1, {"id": id})
            assert found(said, EVERY) == [], (name, id)
    assert "exempt" not in {
        label.was for label in place.library.decisions() if label.who == "public"
    }


@pytest.mark.slow
def test_what_an_officer_asked_is_not_answered_to_the_next_reader(place):
    """T31: the same question by one who may know and by one who may not, in both orders."""
    officer, public = reader(place, "officer"), reader(place, "public")
    for twin in TWINS[:6]:
        asked = Asked("cross", (f"What was the {twin.subject} contract awarded for?",))
        for one in (public, officer, public):
            said = one.fire(one.event("answer"), [*asked.questions, None])
            shown = found(said, asked.markers())
            assert bool(shown) == (one is officer), (twin.subject, shown)
        officer, public = reader(place, "officer"), reader(place, "public")


@pytest.mark.slow
def test_a_link_that_an_officer_shares_opens_nothing_of_theirs(place):
    assert found(arrive_at(reader(place, "officer"), f"c={place.conversation}"), EVERY)
    every = "|".join(place.papers.values())
    for kind in READERS:
        for query in (f"c={place.conversation}", f"papers={every}", "meetings=2026-03-12"):
            assert found(arrive_at(reader(place, kind), query), EVERY) == [], (kind, query)


@pytest.mark.slow
def test_an_answer_that_runs_while_its_paper_is_closed_shows_nothing_of_it(place):
    """T03: what is closed in the middle of an answer is not in what is kept or shown after."""
    twin = TWINS[2]
    file = f"{twin.subject}-award.pdf"
    why = {"who": "Olive Officer", "reason": "Tried."}
    place.library.label(place.papers[file], "public", **why)
    try:
        question = f"What was the {twin.name} {twin.subject} contract awarded for?"
        asked = Asked("relabelled", (question,))
        browser = reader(place, "member")
        closing = threading.Timer(
            0.05, lambda: place.library.label(place.papers[file], "exempt", **why)
        )
        closing.start()
        browser.fire(browser.event("answer"), [question, None])
        closing.join()
        told = browser.fire(browser.event("come_back"), [None])
        told += browser.fire(
            browser.event("answer"), [f"What about the {twin.subject} firm?", None]
        )
        conversation = re.search(r"/export/([\w-]+)\.docx", told)
        assert found(told, asked.markers()) == []
        assert conversation
        export = browser.get(f"/export/{conversation[1]}.docx").content
        assert found(export, asked.markers()) == []
    finally:
        decide(place.library)


@pytest.mark.slow
def test_the_trail_holds_no_text_of_a_closed_paper(place):
    from corpus.trail import Trail

    trail = Trail(place.library.data)
    told = [act for act in trail.acts() if act.act != "asked"]
    assert len(told) > 5
    for act in told:
        assert found(repr(act.about), EVERY) == [], act
        if act.role in ("officer", "administrator"):
            assert act.words == "" or not found(act.words, EVERY), act
    assert trail.check().sound


def test_the_member_sits_on_no_body_that_a_paper_is_for(tmp_path):
    member = Accounts(accounts_in(tmp_path)).named("Mary Member")
    assert member is not None and not member.bodies
