"""Signing in and out in a real browser, with and without scripts, for everybody's eyes and ears."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PASSWORD, PEOPLE, accounts_in, served
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signing-in")
    with served(folder, USERS=str(accounts_in(folder))) as base:
        yield base


@pytest.fixture
def visit(browser, place):
    opened = []

    def visiting(path="/", **context):
        made = browser.new_context(base_url=place, **context)
        opened.append(made)
        page = made.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path)
        return page

    yield visiting
    for made in opened:
        made.close()


def fill(page, kind, password=PASSWORD):
    page.get_by_label("Name").fill(PEOPLE[kind][0])
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_page_and_nothing_scrolls_sideways(visit, place, scheme, width):
    page = visit("/sign-in", color_scheme=scheme, viewport={"width": width, "height": 800})
    for state in ("empty", "wrong"):
        found = Axe().run(page, options=RULES)
        assert found.response["passes"], "axe looked at nothing"
        assert not found.response["violations"], (state, found.generate_report())
        wide = "document.documentElement.scrollWidth > window.innerWidth"
        assert not page.evaluate(wide)
        if state == "empty":
            fill(page, "member", "not the password")
            expect(page.get_by_role("alert")).to_contain_text("do not belong together")
            assert page.title().startswith("Error: ")
            assert page.get_by_label("Name").input_value() == PEOPLE["member"][0]
            assert page.get_by_label("Password").input_value() == ""
    assert all(url.startswith(place) for url in page.asked)


def test_the_way_in_and_out_needs_no_script(visit):
    page = visit("/sign-in", java_script_enabled=False)
    fill(page, "member")
    expect(page).to_have_url(re.compile(r"/$"))
    page.goto("/sign-in")
    expect(page).to_have_url(re.compile(r"/$"))  # signed in already


def test_it_can_be_done_with_the_keyboard_alone(visit):
    page = visit("/sign-in")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.get_by_label("Name").focus()
    page.keyboard.type(PEOPLE["member"][0])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".masthead .who")).to_contain_text(PEOPLE["member"][0])


def test_the_head_of_the_page_says_who_is_reading_and_lets_them_out(visit):
    page = visit("/")
    page.get_by_role("link", name="Sign in").click()
    fill(page, "officer")
    who = page.locator(".masthead .who")
    expect(who).to_contain_text("Olive Officer")
    expect(who).to_contain_text("officer")
    page.get_by_role("tab", name="Papers").click()
    expect(page.locator("#holdings")).to_contain_text("Vanadiumexempt")
    expect(page.locator("#add")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.get_by_role("tab", name="Papers").click()
    expect(page.locator("#holdings")).to_contain_text("Zanzibarpublic")
    assert "Vanadiumexempt" not in page.content()
    expect(page.locator("#add")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_head_of_the_page(visit, width):
    page = visit("/sign-in", viewport={"width": width, "height": 800})
    fill(page, "administrator")
    expect(page.locator(".masthead .who")).to_contain_text("Ada Administrator")
    found = Axe().run(page, options=RULES)
    assert found.response["passes"] and not found.response["violations"], found.generate_report()
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_conversations_belong_to_the_account_and_not_to_the_browser(visit):
    page = visit("/sign-in")
    fill(page, "member")
    page.get_by_label("Your question").fill("What is the budget of Ytterbiummembers?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".turn").first).to_contain_text("Ytterbiummembers is", timeout=20_000)
    address = page.url
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert "Ytterbiummembers" not in page.content()

    elsewhere = visit("/sign-in")
    fill(elsewhere, "member")
    expect(elsewhere.locator(".masthead .who")).to_contain_text("Mary Member")
    elsewhere.goto(address)
    expect(elsewhere.locator(".turn").first).to_contain_text("Ytterbiummembers is")


def test_a_page_of_another_site_cannot_sign_anybody_out(visit, place):
    page = visit("/sign-in")
    fill(page, "member")
    expect(page.locator(".masthead .who")).to_contain_text("Mary Member")
    other = page.context.new_page()
    other.route("http://evil.example/", lambda route: route.fulfill(
        content_type="text/html",
        body=f'<form method="post" action="{place}/sign-out"><button>Go</button></form>',
    ))  # fmt: skip
    other.goto("http://evil.example/")
    other.get_by_role("button", name="Go").click()
    expect(other.locator("body")).to_contain_text("came from another site")
    page.reload()
    expect(page.locator(".masthead .who")).to_contain_text("Mary Member")
