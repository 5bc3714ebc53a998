"""What every test finds: an environment of its own, and a browser for those that need one."""

import os
import shutil

import pytest

for name in [name for name in os.environ if name.startswith("BOARD_PAPERS_")]:
    del os.environ[name]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""For Chromium: it asks nobody but our server for anything."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session", autouse=True)
def no_library_of_the_reader(tmp_path_factory):
    """A test that forgets to name its folder writes here, and never to somebody's own library."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_PAPERS_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def specimen_made(tmp_path_factory):
    """A library of the specimen papers, made once. Nobody opens it: see `specimen_folder`."""
    from served import specimen_library

    return specimen_library(tmp_path_factory.mktemp("specimen") / "library")


@pytest.fixture(scope="module")
def specimen_folder(specimen_made, tmp_path_factory):
    """A file's own copy of the specimen papers' library."""
    return shutil.copytree(specimen_made, tmp_path_factory.mktemp("specimen") / "library")


@pytest.fixture(scope="session")
def chromium():
    """Where Chromium is, for Playwright's executable_path. A test that needs it fails without."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("No Chromium on this machine: install it, as .ci/run does, and try again.")
    return found


@pytest.fixture(scope="module")
def browser(chromium):
    """A real Chromium without a window; a file's tests share it, each in a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
