"""A browser and a site of its own: `ramo serve --demo` on a free port, in a folder that goes afterwards."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.journeys.house import running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


def chromium() -> str:
    found = os.environ.get("RAMO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.exit("The journeys need Chromium on the path (Debian: apt-get install chromium); nothing was run.", 2)
    return found


def pytest_sessionstart(session: pytest.Session) -> None:
    """Said once and at once, not by each part of a run."""
    chromium()


def pytest_itemcollected(item: pytest.Item) -> None:
    """A file with a site of its own or a story in steps stays on one core; the look at every page is dealt out."""
    if item.path.name != "test_every_page.py":
        item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ramo")


@pytest.fixture(scope="session")
def site(data_folder: Path) -> Iterator[str]:
    """The address of a running demonstration."""
    with running(data_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh visitor at a desktop width, who fails the test when a script breaks or a third party is asked."""
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    opened = context.new_page()
    strangers: list[str] = []
    broken: list[str] = []
    opened.on("request", lambda request: strangers.append(request.url) if not request.url.startswith(site) else None)
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert strangers == [], "third parties get nothing"
    assert broken == [], "no script fails"
