"""The door of an event without a connection: the marks wait, leave once, and no name lies in the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.house import running
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations
from tests.journeys.test_offline import until

DOOR = "/rabotno-myasto/vhod/"
KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.endsWith("/")) texts.push(await (await cache.match(request)).text());
    }
  }
  return texts.join("") + JSON.stringify(await Door.all());
}"""


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ramo")


@pytest.fixture(scope="module")
def site(data_folder: Path) -> Iterator[str]:
    with running(data_folder) as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser, site: str, data_folder: Path) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=site, viewport=PHONE, locale="bg-BG")
    page = opened.new_page()
    sign_in(page, data_folder, "librarian")
    page.close()
    yield opened
    opened.close()


@pytest.fixture
def door(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    page.goto(DOOR)
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, f"caches.match('{DOOR}').then(Boolean)")
    yield page
    context.set_offline(False)
    page.close()


def waiting(page: Page) -> int:
    return int(page.evaluate("Door.all().then(marks => marks.length)"))


def test_marks_made_without_internet_leave_once_it_is_back(door: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    door.goto(DOOR)
    expect(door.locator("[data-state]")).to_contain_text("Няма интернет")
    lines = door.locator(".door-line")
    lines.nth(0).locator("[data-came='1']").click()
    lines.nth(1).locator("[data-came='0']").click()
    expect(door.locator("[data-state]")).to_contain_text("2 отбелязвания чакат")
    assert violations(door) == []
    assert sideways(door) == 0
    door.reload()
    expect(lines.nth(0).locator("[data-came='1']")).to_have_attribute("aria-pressed", "true")
    context.set_offline(False)
    expect(door.locator("[data-state]")).to_contain_text("Всичко е изпратено")
    assert waiting(door) == 0
    door.reload()
    expect(lines.nth(1).locator("[data-came='0']")).to_have_attribute("aria-pressed", "true")


def test_a_press_taken_back_before_it_left_leaves_nothing(door: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    door.goto(DOOR)
    key = door.locator(".door-line").nth(2).locator("[data-came='1']")
    key.focus()
    door.keyboard.press("Enter")
    expect(key).to_have_attribute("aria-pressed", "true")
    door.keyboard.press("Space")
    until(door, "Door.all().then(marks => marks.length === 0)")


def test_what_was_noted_in_the_list_meanwhile_stands_and_the_door_says_so(door: Page, context: BrowserContext) -> None:
    line = door.locator(".door-line").nth(3)
    context.set_offline(True)
    line.locator("[data-came='0']").click()
    until(door, "Door.all().then(marks => marks.length === 1)")
    door.evaluate("Door.all().then(([mark]) => Door.put(Object.assign({}, mark, { was: 1 })))")
    context.set_offline(False)
    expect(door.locator("[data-waiting]")).to_contain_text("Междувременно е отбелязано друго")
    door.locator("[data-waiting]").get_by_role("button", name="Махни").click()
    until(door, "Door.all().then(marks => marks.length === 0)")


def test_no_name_and_no_phone_lies_in_the_browser(door: Page) -> None:
    door.locator(".door-line").nth(4).locator("[data-came='1']").click()
    kept = str(door.evaluate(KEPT))
    assert "door-line" in kept
    for person in ("Пенка", "Георги", "Стоянка", "000 000"):
        assert person not in kept
