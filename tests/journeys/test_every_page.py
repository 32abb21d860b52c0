"""Every template in a browser: no accessibility violation, no sideways scroll, light pages, no script needed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.pages import ALL
from tests.journeys.staff import sign_in

FIRST_VIEW_BYTES = 14_000
WHOLE_VIEW_BYTES = 50_000
REQUESTS = 6

VIEWS = [("light", PHONE), ("dark", DESKTOP)]


Opened = Callable[[str], Page]


@pytest.fixture(params=VIEWS, ids=["360-light", "1280-dark"], scope="module")
def opened(request: pytest.FixtureRequest, browser: Browser, site: str, data_folder: Path) -> Iterator[Opened]:
    """A page for a visitor ("") or for somebody of the demonstration, at one width and colour scheme."""
    scheme, size = request.param
    pages: dict[str, Page] = {}

    def page_of(who: str) -> Page:
        if who not in pages:
            context = browser.new_context(base_url=site, viewport=size, color_scheme=scheme, locale="bg-BG")
            pages[who] = context.new_page()
            if who:
                sign_in(pages[who], data_folder, who)
        return pages[who]

    yield page_of
    for page in pages.values():
        page.context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}" for one in found]


def sideways(page: Page) -> int:
    """Pixels that stand out of the window on the right."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(("who", "path"), ALL)
def test_a_page_breaks_no_accessibility_rule_and_fits_its_width(opened: Opened, who: str, path: str) -> None:
    page = opened(who)
    page.goto(path)
    assert violations(page) == []
    assert sideways(page) == 0


# A search is no first view: whoever sees it has typed in a box already, and the next time its script completes.
SCRIPTS = {"/tarsene/?q=работа": ["complete"]}


@pytest.mark.parametrize("path", ["/", "/nuzhda/job-nearby/", "/resurs/noi-pik/", "/tarsene/?q=работа", "/biblioteki/"])
def test_a_first_view_is_light_asks_little_and_carries_no_script(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(base_url=site, viewport=DESKTOP)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")
    sizes = [answer.request.sizes()["responseBodySize"] for answer in answers]
    assert all(answer.url.startswith(site) for answer in answers)
    scripts = [answer.url for answer in answers if answer.request.resource_type == "script"]
    assert [url.rsplit("/", 1)[-1].split(".")[0] for url in scripts] == SCRIPTS.get(path, [])
    assert len(answers) <= REQUESTS
    assert sizes[0] <= FIRST_VIEW_BYTES
    assert sum(sizes) <= WHOLE_VIEW_BYTES
    context.close()


@pytest.mark.parametrize("path", ["/", "/nuzhda/job-nearby/", "/resurs/noi-pik/", "/tarsene/?q=работа", "/biblioteki/"])
def test_text_at_twice_its_size_on_a_narrow_window_needs_no_sideways_scroll(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 320, "height": 640}, device_scale_factor=2)
    page = context.new_page()
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '125%'")
    assert sideways(page) == 0
    context.close()
