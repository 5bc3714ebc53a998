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

from conftest import FLAGS
from real_app import ROOT, served_specimen

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


def declined(page: Any) -> None:
    ask(page, "Should I vote for option 2?")


def arriving(page: Any) -> None:
    """An answer on its way: what is shown of it is held, since it is there too soon to see."""
    page.evaluate(
        "() => { const now = document.querySelector('.now');"
        " new MutationObserver((_, seen) => { if (!now.querySelector('.state')) return;"
        " seen.disconnect(); now.replaceWith(now.cloneNode(true)) })"
        ".observe(now, {childList: true, subtree: true}) }"
    )
    page.fill("#question textarea", SHARE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".now .state")


def conversations(page: Any) -> None:
    ask(page, SHARE)
    ask(page, "and the quarter before?")
    page.click("#conversations button")
    page.wait_for_selector(".kept button")


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


def refused(page: Any) -> None:
    papers(page)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "minutes.pdf", Path(folder) / "budget.docx"]
        for file in files:
            file.write_text("no paper at all")
        page.set_input_files("#add input[type=file]", [str(file) for file in files])
        page.wait_for_selector("#progress .report", timeout=60_000)


def removed(page: Any) -> None:
    papers(page)
    page.get_by_role("button", name="Remove: specimen-annual-report-2024-25.docx").click()
    page.wait_for_selector("#progress >> text=was removed")


def adding(page: Any) -> None:
    removed(page)
    page.get_by_role("button", name="Put it back").click()
    page.wait_for_selector("#progress progress")


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


def access(page: Any) -> None:
    tab(page, "Access", ".access-page .hint")
    page.wait_for_timeout(1500)


def help_page(page: Any) -> None:
    tab(page, "Help", ".help-page")


STATES: tuple[Callable[[Any], None], ...] = (
    welcome,
    answer,
    source,
    not_in_the_papers,
    declined,
    arriving,
    conversations,
    narrowed,
    correction,
    draft,
    meeting,
    papers,
    card,
    card_source,
    refused,
    removed,
    adding,
    evals,
    evals_running,
    evals_done,
    access,
    help_page,
)


@contextmanager
def visitor(browser: Any, size: dict[str, int], scheme: str) -> Iterator[Any]:
    context = browser.new_context(
        viewport=size, color_scheme=scheme, reduced_motion="reduce", device_scale_factor=1
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def picture_names() -> Iterator[tuple[str, Callable[[Any], None], str, str]]:
    """Every picture: its name, how its state is reached, its size and its theme."""
    for state in STATES:
        for size in SIZES:
            for scheme in ("light", "dark") if size in ("", "narrow") else ("light",):
                parts = [state.__name__, size, scheme if scheme == "dark" else ""]
                name = "-".join(part for part in parts if part).replace("_", "-")
                yield name, state, size, scheme


IN_VIEW = (source, card, card_source)
"""States that the page scrolls to: pictured as they come into view."""

TALLEST = 2400
"""Pixels of a picture that is kept; a longer page says no more."""


def lighten(file: Path) -> None:
    """A picture of few colours and no more than it needs: a tenth of its bytes."""
    from PIL import Image

    picture = Image.open(file).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    picture.quantize(96, dither=Image.Dither.NONE).save(file, optimize=True)


def with_a_set(library: Path) -> Path:
    """The library's folder with three questions of its own to be evaluated on."""
    own = library / "evals"
    own.mkdir(parents=True, exist_ok=True)
    lines = (ROOT / "evals/sets/specimen.jsonl").read_text("utf-8").splitlines()
    (own / "few.jsonl").write_text("\n".join(lines[:3]) + "\n", "utf-8")
    return library


def main(folder: Path, wanted: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        served_specimen(with_a_set(Path(os.environ.get("LIBRARY", kept)))) as address,
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
                file = folder / f"{name}.png"
                page.screenshot(path=file, full_page=size != "" and state not in IN_VIEW)
                lighten(file)
                if state is removed:
                    page.get_by_role("button", name="Put it back").click()
                if state in (adding, removed):
                    page.wait_for_selector("#progress >> text=1 paper added", timeout=120_000)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
