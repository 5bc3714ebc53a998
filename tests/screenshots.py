"""Pictures of every page and state, for docs/screenshots: a real server, the specimen papers.

python tests/screenshots.py FOLDER [NAME...]     all of them, or those whose names begin so
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from real_app import FLAGS, served_specimen

SIZES = {
    "": {"width": 1280, "height": 900},
    "tablet": {"width": 820, "height": 1180},
    "narrow": {"width": 390, "height": 844},
    "zoomed": {"width": 320, "height": 640},
}
"""By the end of the picture's name; "zoomed" is a window of 1,280 pixels at 400%."""

SHARE = "What share of EHC assessments were finished within 20 weeks in October to December?"
NOWHERE = "What is the mayor's salary?"


def ask(page: Any, question: str) -> None:
    count = page.locator(".past .turn").count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.past .turn').length === n", arg=count + 1
    )


def tab(page: Any, name: str, wait: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    page.wait_for_selector(wait)


def welcome(page: Any) -> None:
    page.wait_for_selector(".welcome")


def answer(page: Any) -> None:
    ask(page, SHARE)


def source(page: Any) -> None:
    ask(page, SHARE)
    page.locator(".past button.key").nth(1).click()
    page.wait_for_function("document.activeElement.id === 'source-title'")


def not_in_the_papers(page: Any) -> None:
    ask(page, NOWHERE)


def narrowed(page: Any) -> None:
    page.click("#narrow button")
    page.get_by_label("Q3 2025/26").check()
    page.wait_for_selector(".told")


def correction(page: Any) -> None:
    ask(page, SHARE)
    page.get_by_role("button", name="Something is wrong").click()
    page.wait_for_selector("#correction textarea")


def draft(page: Any) -> None:
    ask(page, f"{SHARE} What is the mayor's salary?")
    page.get_by_role("button", name="Draft a response").click()
    page.wait_for_function("document.querySelectorAll('.past .turn').length === 2")


def meeting(page: Any) -> None:
    tab(page, "Meetings", "#brief .turn")


def papers(page: Any) -> None:
    tab(page, "Papers", "#holdings .file")


def card(page: Any) -> None:
    papers(page)
    page.get_by_role("button", name="5(a). Family Hubs").click()
    page.wait_for_function("document.activeElement.id === 'card-title'")


def card_source(page: Any) -> None:
    card(page)
    page.locator("#card button.key").nth(5).click()
    page.wait_for_function("document.activeElement.id === 'card-source-title'")


def evals(page: Any) -> None:
    tab(page, "Evals", "#set input")


def evals_running(page: Any) -> None:
    evals(page)
    page.get_by_label("own/few: 3 questions").check()
    page.click("#run")
    page.wait_for_selector("#running progress")


def evals_done(page: Any) -> None:
    evals_running(page)
    page.wait_for_selector("#running progress", state="detached", timeout=120_000)
    page.wait_for_selector("#runs >> text=Open the report")


def help_page(page: Any) -> None:
    tab(page, "Help", ".help-page")


STATES: tuple[Callable[[Any], None], ...] = (
    welcome,
    answer,
    source,
    not_in_the_papers,
    narrowed,
    correction,
    draft,
    meeting,
    papers,
    card,
    card_source,
    evals,
    evals_running,
    evals_done,
    help_page,
)


@contextmanager
def visitor(browser: Any, size: dict[str, int], scheme: str) -> Iterator[Any]:
    context = browser.new_context(
        viewport=size, color_scheme=scheme, reduced_motion="reduce", device_scale_factor=1
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def picture_names() -> Iterator[tuple[str, Callable[[Any], None], str, str]]:
    """Every picture: its name, how its state is reached, its size and its theme."""
    for state in STATES:
        for size in SIZES:
            for scheme in ("light", "dark"):
                parts = [state.__name__, size, scheme if scheme == "dark" else ""]
                name = "-".join(part for part in parts if part).replace("_", "-")
                yield name, state, size, scheme


def main(folder: Path, wanted: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        served_specimen(Path(os.environ.get("LIBRARY", kept))) as address,
        sync_playwright() as playwright,
    ):
        import shutil

        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, state, size, scheme in picture_names():
            if wanted and not any(name.startswith(one) for one in wanted):
                continue
            with visitor(browser, SIZES[size], scheme) as page:
                page.goto(address)
                page.wait_for_selector("#question textarea")
                page.wait_for_selector(".welcome, .conversation")
                state(page)
                page.wait_for_timeout(400)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > SIZES[size]["width"]:
                    print(f"{name}: {wide} pixels wide")  # noqa: T201
                page.screenshot(path=folder / f"{name}.png", full_page=size != "")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
