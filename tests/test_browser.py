"""What a person does in a browser: a real Chromium over a real server and a small library."""

import io
import os
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from ui_stand_ins import PARAGRAPHS, report_pdf

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
"""A 1280-pixel window at 400% zoom (WCAG 1.4.10)."""

YELLOW = (255, 221, 0)
PATIENCE = 20_000
"""Milliseconds; the two cores are shared with other tests."""


@contextmanager
def served(folder: Path, pause: float = 0.0) -> Iterator[str]:
    """The address of a server in a process of its own; it is stopped afterwards."""
    command = [sys.executable, str(ROOT / "tests/ui_server.py"), str(folder), str(pause)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, f"the server said {line!r}"
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    with served(tmp_path_factory.mktemp("quick") / "library") as address:
        yield address


@pytest.fixture(scope="module")
def patient(tmp_path_factory):
    """A server whose answers and files take their time, to stop and to cancel."""
    with served(tmp_path_factory.mktemp("patient") / "library", pause=0.4) as address:
        yield address


@pytest.fixture
def visit(browser):
    """Open an address as a new visitor; what goes wrong in the page fails the test."""
    contexts, wrong = [], []

    def open_page(address, size=WIDE, **more):
        context = browser.new_context(viewport=size, **more)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        page.wait_for_selector("#question textarea")
        page.wait_for_selector(".welcome, .conversation")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def ask(page, question):
    """Type it and press Enter; returns when the finished answer is there."""
    before = page.locator(".past .turn").count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.past .turn').length === n", arg=before + 1
    )


CARE = "How many children were in care?"


@pytest.mark.alone
def test_a_question_is_answered_with_its_source_beside_it(quick, visit):
    page = visit(quick)
    began = time.monotonic()
    ask(page, CARE)
    assert time.monotonic() - began < 5
    assert "214" in page.inner_text(".past .answer")
    assert page.inner_text("#source-title") == "Source 1"
    assert "Item 6(b), paragraph 3.1, page 52 (PDF page 2)" in page.inner_text("#source .place")
    assert page.inner_text("#source mark") == f"3.1  {PARAGRAPHS[0][1]}"


def test_the_source_stays_beside_the_answer_however_long_the_conversation(quick, visit):
    page = visit(quick)
    for question in (CARE, "agency staff", "What did employees cost, actual spend?", "journeys"):
        ask(page, question)
        page.wait_for_selector("#source-title")
    page.evaluate("scrollTo(0, 1000)")
    page.wait_for_function("scrollY === 1000")
    top = "document.querySelector('#source-title').getBoundingClientRect().top"
    page.wait_for_function(f"() => {top} >= 0 && {top} < innerHeight / 2")


def test_every_number_opens_its_own_page_with_its_words_marked(quick, visit):
    page = visit(quick)
    for question, place in ((CARE, 1), ("What did employees cost, actual spend?", 2)):
        ask(page, question)
        for key in ("1", "2"):
            page.locator(".past .turn").last.locator(f"button.key >> text={key}").click()
            page.wait_for_function(
                "k => document.querySelector('#source-title')?.textContent === 'Source ' + k",
                arg=key,
            )
            assert page.evaluate("document.activeElement.id") == "source-title"
            assert "are marked on the page below" in page.inner_text("#source .marking")
            picture = marks(page, quick)
            assert picture, f"nothing is marked for source {key}"
            shown = page.inner_text("#source figcaption")
            assert f"PDF page {place + 1} of 3" in shown


def marks(page, address):
    """The yellow dots of the page's picture, as fractions from top left."""
    source = page.locator("#source figure:not(.close) img").get_attribute("src")
    reply = page.request.get(address + source)
    assert reply.status == 200
    picture = Image.open(io.BytesIO(reply.body())).convert("RGB")
    return [
        (x / picture.width, y / picture.height)
        for x in range(0, picture.width, 3)
        for y in range(0, picture.height, 3)
        if picture.getpixel((x, y)) == YELLOW
    ]


def test_the_mark_is_on_the_cited_line_and_nowhere_else(quick, visit):
    page = visit(quick)
    ask(page, "average journey times")
    dots = marks(page, quick)
    line = 1 - (740 - 40 * 3) / 842
    assert dots
    assert all(abs(y - line) < 0.02 for _, y in dots)


def test_pages_turn_and_come_back(quick, visit):
    page = visit(quick)
    ask(page, CARE)
    page.get_by_role("button", name="Next page").click()
    page.wait_for_selector("text=PDF page 3 of 3")
    assert "on page 2 of the PDF" in page.inner_text("#source .marking")
    assert marks(page, quick) == []
    assert page.get_by_role("button", name="Next page").is_disabled()
    page.get_by_role("button", name="Back to the quoted page").click()
    page.wait_for_selector("#source .marking.whole")
    assert marks(page, quick)
    pdf = page.get_by_role("link", name="Open the PDF at this page").get_attribute("href")
    assert pdf.endswith("#page=2")
    reply = page.request.get(quick + pdf.split("#")[0])
    assert reply.body().startswith(b"%PDF")
    assert reply.headers["content-type"] == "application/pdf"


def test_an_answer_that_is_not_there_says_so(quick, visit):
    page = visit(quick)
    ask(page, "What will the weather cost the quarter?")
    assert "Not in the papers" in page.inner_text(".past .turn")
    page.locator(".past .source").first.click()
    page.wait_for_selector("#source-title")


def test_a_suggested_question_is_asked_when_it_is_pressed(quick, visit):
    page = visit(quick)
    ask(page, CARE)
    page.locator("button.ask").first.click()
    page.wait_for_function("document.querySelectorAll('.past .turn').length === 2")
    assert "quarter before" in page.locator(".question").last.inner_text()


def test_an_empty_and_an_overlong_question_are_told_what_to_do(quick, visit):
    page = visit(quick)
    page.click("#ask")
    page.wait_for_selector("text=Type a question first.")
    page.fill("#question textarea", "word " * 500)
    page.click("#ask")
    page.wait_for_selector("text=over 2000 characters")
    assert page.locator(".past .turn").count() == 0


def test_what_a_paper_or_a_question_holds_is_never_live(quick, visit):
    page = visit(quick)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, "care <img src=http://evil.invalid/x onerror=alert(1)> ${alert(2)} {{care}}")
    assert "<img src=http://evil.invalid/x" in page.locator(".question").last.inner_text()
    assert "${alert(2)} {{care}}" in page.locator(".question").last.inner_text()
    assert page.locator(".past img").count() == 0
    assert not [url for url in asked if "evil" in url]


def test_only_this_machine_is_asked_for_anything(quick, visit, browser):
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(quick)
    page.wait_for_selector(".welcome")
    ask(page, CARE)
    for tab in ("Papers", "Help"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(500)
    context.close()
    hosts = {url.split("/")[2] for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {quick.split("/")[2]}


def test_the_page_tells_the_browser_to_load_nothing_from_elsewhere(quick, visit):
    page = visit(quick)
    headers = page.request.get(quick).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    for closed in ("/docs", "/openapi.json", "/monitoring", "/gradio_api/info"):
        assert page.request.get(quick + closed).status == 404, closed
    assert page.request.get(quick + "/page/nonsense/1.png").status == 404
    assert page.request.get(quick + "/paper/../../etc/passwd").status == 404


@pytest.mark.parametrize(
    ("tab", "parts"), [("Ask", ("#stop", "#correction", "#send")), ("Papers", ("#cancel",))]
)
def test_what_comes_and_goes_waits_in_the_page_unseen(tab, parts, quick, visit):
    """What is not in the page has to be put there, and can lose what it is told meanwhile."""
    page = visit(quick)
    page.get_by_role("tab", name=tab).click()
    for part in parts:
        page.wait_for_selector(part, state="attached")
        assert not page.locator(part).is_visible()


def test_an_answer_arrives_in_steps_and_can_be_stopped(patient, visit):
    page = visit(patient)
    page.evaluate(
        "() => { window.states = new Set(); const now = document.querySelector('.now');"
        " new MutationObserver(() => { const state = now.querySelector('.state');"
        " if (state) window.states.add(state.textContent) })"
        ".observe(now, {childList: true, subtree: true, characterData: true}) }"
    )
    page.fill("#question textarea", CARE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".now .answer p")
    states = page.evaluate("[...window.states]")
    assert [state.split()[0] for state in states] == ["Searching", "Reading", "Writing"]
    page.click("#stop")
    page.wait_for_selector("text=Stopped.")
    page.wait_for_timeout(1500)
    assert page.locator(".turn").count() == 0
    assert page.locator("#ask").is_visible()
    assert page.input_value("#question textarea") == CARE
    ask(page, CARE)
    assert page.locator(".past .turn").count() == 1


def test_a_question_is_asked_that_is_entered_the_moment_an_answer_is_there(quick, visit):
    page = visit(quick)
    page.evaluate(
        "() => { const past = document.querySelector('.past'); let there = 0;"
        " new MutationObserver(() => requestAnimationFrame(() => {"
        " const turns = past.querySelectorAll('.turn').length;"
        " if (turns <= there || turns > 4) return; there = turns;"
        " const box = document.querySelector('#question textarea'); box.value = 'agency staff';"
        " box.dispatchEvent(new Event('input', {bubbles: true}));"
        " const key = {key: 'Enter', code: 'Enter', bubbles: true, cancelable: true};"
        " box.dispatchEvent(new KeyboardEvent('keypress', key)) }))"
        ".observe(past, {childList: true, subtree: true}) }"
    )
    ask(page, CARE)
    page.wait_for_function("() => document.querySelectorAll('.past .turn').length === 5")
    asked = page.locator(".past .turn .question").all_inner_texts()
    assert asked == [CARE, *["agency staff"] * 4]


def test_one_question_is_answered_at_a_time_and_no_answer_is_lost(patient, visit):
    page = visit(patient)
    ask(page, CARE)
    page.locator("button.ask").first.click()
    page.wait_for_selector("#stop:visible")
    page.fill("#question textarea", "agency staff")
    page.keyboard.press("Enter")
    page.locator("button.ask").first.click()
    page.wait_for_function("() => document.querySelectorAll('.past .turn').length === 2")
    assert page.input_value("#question textarea") == "agency staff"
    page.press("#question textarea", "Enter")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.past .turn').length === 3")
    page.wait_for_timeout(2000)
    assert page.inner_text(".said") == ""
    asked = page.locator(".past .turn .question").all_inner_texts()
    assert len(asked) == 3
    assert [asked[0], asked[2]] == [CARE, "agency staff"]


def test_a_conversation_survives_a_reload_and_belongs_to_one_browser(quick, visit):
    mine, yours = visit(quick), visit(quick)
    ask(mine, CARE)
    ask(mine, "agency staff")
    assert "c=" in mine.url
    mine.reload()
    mine.wait_for_selector(".past .turn")
    assert mine.locator(".past .turn").count() == 2
    mine.locator("button.key").first.click()
    mine.wait_for_selector("#source .marking.whole")
    yours.goto(mine.url)
    yours.wait_for_selector(".welcome")
    assert yours.locator(".turn").count() == 0


def test_a_conversation_is_found_again_and_deleted(quick, visit):
    page = visit(quick)
    ask(page, CARE)
    page.click("#new")
    page.wait_for_selector(".welcome")
    page.click("#conversations button")
    page.get_by_role("button", name=CARE, exact=True).click()
    page.wait_for_selector(".past .turn")
    page.on("dialog", lambda dialog: dialog.accept("Children in care"))
    page.get_by_role("button", name=f"Rename: {CARE}").click()
    page.get_by_role("button", name="Delete: Children in care").click()
    page.wait_for_selector(".welcome")
    assert page.get_by_text("Nothing has been asked").is_visible()


def test_narrowing_is_shown_with_the_answer_and_kept_in_the_address(quick, visit):
    page = visit(quick)
    page.click("#narrow button")
    page.get_by_label("Q1 2025/26").check()
    page.wait_for_selector("text=The next questions are asked of: Q1 2025/26.")
    ask(page, CARE)
    assert "Asked of: Q1 2025/26" in page.inner_text(".past .turn")
    titles = page.locator(".past .source .title").all_inner_texts()
    assert titles == ["Quarter 1 monitoring, 18 August 2025"]
    shared = visit(page.url)
    shared.click("#narrow button")
    assert shared.get_by_label("Q1 2025/26").is_checked()
    assert not shared.get_by_label("Q2 2025/26").is_checked()


def test_an_exported_answer_has_its_footnote(quick, visit):
    page = visit(quick)
    ask(page, CARE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as Word").first.click()
    package = zipfile.ZipFile(download.value.path())
    notes = package.read("word/footnotes.xml").decode()
    assert "Item 6(b), paragraph 3.1, page 52 (PDF page 2)." in notes
    assert "w:footnoteReference" in package.read("word/document.xml").decode()
    address = page.get_by_role("link", name="Save as Word").first.get_attribute("href")
    assert visit(quick).request.get(quick + address).status == 404


def test_a_correction_is_kept_as_a_case(tmp_path, visit):
    with served(tmp_path / "library") as address:
        page = visit(address)
        ask(page, CARE)
        page.get_by_role("button", name="Something is wrong").click()
        page.fill("#correction textarea", "It was 215.")
        page.click("#send")
        page.wait_for_selector("text=Thank you: that was kept.")
        for name in ("conversations.db", "judgements.jsonl", "catalogue.db"):
            file = f"{address}/gradio_api/file={tmp_path / 'library' / name}"
            assert page.request.get(file).status in (403, 404), name
    kept = (tmp_path / "library" / "judgements.jsonl").read_text()
    assert "It was 215." in kept and CARE in kept


def test_a_meetings_brief_cites_every_line_and_can_be_saved(quick, visit):
    page = visit(quick)
    page.get_by_role("tab", name="Meetings").click()
    page.wait_for_selector("#brief .turn")
    assert page.get_by_label("10 November 2025, Children and Education Board").is_checked()
    assert "6(b). Quarter 2 monitoring" in page.inner_text("#brief .question")
    page.get_by_label("18 August 2025, Children and Education Board").check()
    page.wait_for_selector("text=6(b). Quarter 1 monitoring")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as Word").last.click()
    assert zipfile.ZipFile(download.value.path()).testzip() is None


def test_papers_are_added_refused_and_removed_with_a_way_back(tmp_path, visit):
    report = tmp_path / "quarter-3-monitoring.pdf"
    report.write_bytes(report_pdf("Quarter 3 monitoring"))
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"no PDF at all")
    with served(tmp_path / "library") as address:
        page = visit(address)
        page.get_by_role("tab", name="Papers").click()
        page.wait_for_selector("#holdings .file")
        page.set_input_files("#add input[type=file]", [str(report), str(scan)])
        page.wait_for_selector("text=1 paper added")
        assert "scan.pdf is not a PDF inside." in page.inner_text("#progress")
        assert page.locator("#holdings .file").count() == 3
        page.get_by_role("button", name="Remove: quarter-3-monitoring.pdf").click()
        page.wait_for_selector("text=quarter-3-monitoring.pdf was removed.")
        page.wait_for_function("document.activeElement.dataset.do === 'undo'")
        assert page.locator("#holdings .file").count() == 2
        page.get_by_role("button", name="Put it back").click()
        page.wait_for_function("document.querySelectorAll('#holdings .file').length === 3")
        page.get_by_role("tab", name="Ask").click()
        page.wait_for_selector("text=The library holds 3 papers of 3 meetings.")
        page.click("#narrow button")
        page.get_by_role("checkbox", name="19 January 2026, Children").check()
    assert list((tmp_path / "library" / "incoming").iterdir()) == []


def test_a_papers_card_opens_each_of_its_pages_and_leads_back(quick, visit):
    page = visit(quick)
    page.get_by_role("tab", name="Papers").click()
    page.get_by_role("button", name="Quarter 2 monitoring, 10 November 2025").click()
    page.wait_for_function("document.activeElement.id === 'card-title'")
    assert "Reporting officer: A. Officer" in page.inner_text("#card .answer")
    assert "No recommendation was found." in page.inner_text("#card .answer")
    assert "Money (named in passing)" in page.inner_text("#card .answer")
    key = page.locator("#card button.key").first
    key.click()
    page.wait_for_function("document.activeElement.id === 'card-source-title'")
    assert "£1.2m" in page.inner_text("#card-source mark")
    assert "are marked on the page below" in page.inner_text("#card-source .marking")
    page.get_by_role("button", name="Next page").click()
    page.wait_for_selector("#card-source >> text=PDF page 3 of 3")
    page.get_by_role("button", name="Back to the card").click()
    assert page.evaluate("document.activeElement.matches('#card button.key')")
    page.get_by_role("button", name="Back to the list").click()
    assert page.evaluate("document.activeElement.dataset.do") == "card"


def test_adding_shows_its_progress_and_can_be_cancelled(patient, visit, tmp_path):
    report = tmp_path / "slow.pdf"
    report.write_bytes(report_pdf("Slow"))
    page = visit(patient)
    page.get_by_role("tab", name="Papers").click()
    page.set_input_files("#add input[type=file]", str(report))
    page.wait_for_selector("progress[max='20']")
    other = visit(patient)
    other.get_by_role("tab", name="Papers").click()
    other.wait_for_selector("progress[max='20']")
    page.click("#cancel")
    page.wait_for_selector("text=nothing is half added")
    assert page.locator("#holdings .file").count() == 2


def test_ten_readers_at_once_each_see_their_own(quick, visit):
    pages = [visit(quick) for _ in range(10)]
    for number, page in enumerate(pages):
        page.fill("#question textarea", f"{CARE} Reader {number}")
    for page in pages:
        page.keyboard.press("Enter")
    for number, page in enumerate(pages):
        page.wait_for_selector(".past .turn")
        assert page.locator(".question").all_inner_texts() == [f"{CARE} Reader {number}"]


def test_the_whole_journey_works_with_a_keyboard_alone(quick, visit):
    page = visit(quick)
    press_until(page, "#question textarea")
    page.keyboard.type(CARE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".past .turn")
    press_until(page, ".past button.key", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'source-title'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Back to the answer"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.past button.key')")
    press_until(page, "#narrow button")
    page.keyboard.press("Enter")
    press_until(page, "#meetings input")
    page.keyboard.press("Space")
    page.wait_for_selector("text=The next questions are asked of")
    page.focus("#pages [role=tab]")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.getAttribute('role')") != "tab":
        page.focus("#pages [role=tab]")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("#brief .turn")


def test_a_papers_card_is_reached_read_and_left_with_a_keyboard_alone(quick, visit):
    page = visit(quick)
    page.get_by_role("tab", name="Papers").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#holdings .file")
    press_until(page, "#holdings [data-do=card]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'card-title'")
    press_until(page, "#card button.key")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'card-source-title'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Back to the card"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#card button.key')")
    press_until(page, "#card [data-back-to-list]", "Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#holdings [data-do=card]')")


def press_until(page, wanted, key="Tab"):
    """Press a key until focus is where it is wanted, and see that focus shows."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("w => document.activeElement.matches(w)", wanted):
            outline = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle + s.boxShadow })()"
            )
            assert outline != "nonenone", f"{wanted} has focus and does not show it"
            return
    raise AssertionError(f"{wanted} was never reached with {key}")


def test_the_finished_answer_is_announced_once(patient, visit):
    page = visit(patient)
    page.evaluate(
        "() => { window.told = []; new MutationObserver(() => window.told.push("
        "document.querySelector('#announcer').textContent)).observe("
        "document.querySelector('#announcer'), {childList: true, characterData: true}) }"
    )
    ask(page, CARE)
    page.wait_for_timeout(500)
    told = page.evaluate("window.told")
    assert len(told) == 1
    assert told[0].startswith("Answer ready.") and "214" in told[0]
    live = "[aria-live]:not([aria-live=off]), [role=log], [role=status], [role=alert]"
    assert page.locator(f".past :is({live}), .now :is({live})").count() == 0


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")],
    ids=["wide light", "wide dark", "narrow light", "narrow dark"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(quick, visit, size, scheme):
    page = visit(quick, size, color_scheme=scheme)
    axe(page, size, "welcome")
    ask(page, CARE)
    page.click("#narrow button")
    page.click("#conversations button")
    page.get_by_role("button", name=f"Rename: {CARE}").wait_for()
    axe(page, size, "answer")
    ask(page, "What will the weather cost the quarter?")
    axe(page, size, "not in the papers")
    page.get_by_role("button", name="Something is wrong").last.click()
    page.wait_for_selector("#correction textarea")
    axe(page, size, "correction")
    page.get_by_role("tab", name="Meetings").click()
    page.wait_for_selector("#brief .turn")
    axe(page, size, "meetings")
    page.get_by_role("tab", name="Papers").click()
    page.wait_for_selector("#holdings .file")
    axe(page, size, "papers")
    page.locator("#holdings [data-do=card]").first.click()
    page.wait_for_function("document.activeElement.id === 'card-title'")
    page.locator("#card button.key").first.click()
    page.wait_for_function("document.activeElement.id === 'card-source-title'")
    axe(page, size, "card")
    page.get_by_role("tab", name="Help").click()
    page.wait_for_selector(".help-page")
    axe(page, size, "help")


def axe(page, size, state):
    """No violation of WCAG 2.2 A or AA, and no scrolling in two directions."""
    script = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    page.wait_for_timeout(300)
    page.evaluate(script)
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("levels => axe.run(document, {runOnly: levels})", levels)
    assert found["passes"], "axe looked at nothing"
    wrong = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]]
    assert wrong == [], state
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], state


def test_several_threads_may_draw_pages_at_once(tmp_path):
    from ui.pages import draw_page, find_words

    path = tmp_path / "report.pdf"
    path.write_bytes(report_pdf())
    expected = draw_page(path, 2, find_words(path, 2, PARAGRAPHS[0][1]).boxes)
    drawn = []

    def draw():
        drawn.append(draw_page(path, 2, find_words(path, 2, PARAGRAPHS[0][1]).boxes))

    threads = [threading.Thread(target=draw) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [expected] * 8
