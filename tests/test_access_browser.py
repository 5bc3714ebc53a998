"""The officer's page in a real browser: by keyboard alone, in both themes, on a narrow screen."""

import pytest
from browsing import PASSWORD, PEOPLE, accounts_in, served
from ui_stand_ins import WordLengths

from corpus.library import Library

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("access")
    with served(folder, USERS=str(accounts_in(folder))) as base:
        yield folder, base


def opened(browser, base, kind, *, width=1100, dark=False):
    """The pages as somebody who has signed in sees them."""
    theme = "dark" if dark else "light"
    page = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme
    ).new_page()
    page.goto(f"{base}/sign-in")
    page.fill("#name", PEOPLE[kind][0])
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#question")
    return page


def axe(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def to_the_page(page):
    page.get_by_role("tab", name="Access").click()
    page.wait_for_selector("#access-decided")


def test_members_have_no_such_page(place, browser):
    page = opened(browser, place[1], "member")
    page.wait_for_timeout(1500)
    assert page.get_by_role("tab", name="Access").count() == 0
    page.context.close()


def test_an_officer_changes_a_label_by_keyboard_alone(place, browser):
    folder, base = place
    page = opened(browser, base, "officer")
    to_the_page(page)
    page.locator("#access-decided ~ details summary").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Change: Zanzibarpublic report")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.textContent.startsWith('Who may see')")
    assert "Zanzibarpublic report" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    for _ in range(4):  # the framework makes each choice a stop of its own
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for typed in ("", "3", "", "", "", ""):  # the body, the paragraph, what it is for, its pages
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    page.keyboard.type("The bid is still open.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Save"
    page.keyboard.press("Enter")
    said = page.locator("#access-said [role=status]")
    said.wait_for()
    assert "now labelled: Exempt: not for publication (paragraph 3" in said.inner_text()
    with Library.open(folder / "library", encoder=WordLengths()) as library:
        [made, *_] = library.decisions("Zanzibarpublic report")
    assert (made.who, made.access, made.paragraph) == ("Olive Officer", "exempt", "3")
    assert made.reason == "The bid is still open."
    assert "now labelled" in page.evaluate("document.activeElement.textContent")
    page.context.close()


def test_what_is_wrong_is_told_and_the_form_stays(place, browser):
    page = opened(browser, place[1], "officer")
    to_the_page(page)
    page.locator("#access-decided ~ details summary").click()
    page.get_by_role("button", name="Change: Zanzibarpublic appendix report").click()
    page.get_by_role("radio", name="Pages of it").check()
    page.locator("#label-first textarea, #label-first input").fill("7")
    page.locator("#label-reason textarea").fill("Tried.")
    page.locator("#label-save").click()
    told = page.locator("#access-said [role=alert]")
    told.wait_for()
    assert "not pages of this paper" in told.inner_text()
    assert page.locator("#label-reason textarea").input_value() == "Tried."
    page.context.close()


@pytest.mark.parametrize(("width", "dark"), [(1100, False), (1100, True), (320, False)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(place, browser, width, dark):
    page = opened(browser, place[1], "officer", width=width, dark=dark)
    to_the_page(page)
    assert axe(page) == []
    page.locator("#access-decided ~ details summary").click()
    page.locator("[data-do=relabel]").first.click()
    page.wait_for_selector("#relabelling h2")
    page.get_by_role("radio", name="For members of one board or committee only").check()
    page.get_by_role("radio", name="Pages of it").check()
    assert axe(page) == []
    page.get_by_role("button", name="The trail").click()
    page.wait_for_selector("#acts table")
    page.locator("#trail-check").click()
    page.wait_for_selector("#acts .seal")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
