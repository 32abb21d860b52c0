"""Six health talks in three libraries: written in a person's words, joined from a phone, kept in order by hand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.house import House
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations

TITLE = "Шест разговора за сърцето"
EDIT = re.compile(r"/sabitiya/sabitie/\d+/$")


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ramo")


@pytest.fixture(scope="module")
def site(data_folder: Path) -> Iterator[str]:
    """Of this file alone: an account is sent only so many codes an hour."""
    house = House(data_folder)
    try:
        house.start()
        yield house.address
    finally:
        house.end()


@pytest.fixture(scope="module")
def librarian(browser: Browser, site: str, data_folder: Path) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "librarian")
    yield page
    context.close()


@pytest.fixture
def patron(browser: Browser, site: str) -> Iterator[Page]:
    """On a phone, without script."""
    context = browser.new_context(base_url=site, viewport=PHONE, locale="bg-BG", java_script_enabled=False)
    yield context.new_page()
    context.close()


def looked_at(page: Page) -> None:
    assert violations(page) == []
    assert sideways(page) == 0


def signed_up(page: Page, name: str) -> str:
    """The number for the slip."""
    page.fill("#id_name", name)
    page.click("#sign-up button.btn")
    said = page.locator("main .note").filter(has_text="Напишете на бележката").inner_text()
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{5}", said)
    assert found, said
    return found.group()


@pytest.fixture(scope="module")
def first_seen(librarian: Page, browser: Browser, site: str) -> str:
    """Six talks for three libraries are written; what the public saw before their dates were looked at."""
    page = librarian
    page.goto("/rabotno-myasto/sabitiya/novo/")
    for name, typed in (("title", TITLE), ("begins", "10"), ("ends", "11:30"), ("capacity", "2")):
        page.fill(f"#id_{name}", typed)
    page.select_option("#id_area", "health")
    page.fill("#id_day", next_week(page))
    page.fill("#id_repeats", "всяка седмица, 6 пъти, без празниците")
    page.click("summary")
    page.fill("#id_co_hosts", "Стара ливада, 10\nD-3, 12, салонът")
    page.fill("#id_led_by", "лекар от здравната служба")
    page.click("text=Запази и публикувай")
    expect(page.locator("main")).to_contain_text("6 дати")
    looked_at(page)
    context = browser.new_context(base_url=site)
    public = context.new_page()
    public.goto("/sabitiya/?a=health")
    seen = public.inner_text("main")
    context.close()
    page.click("text=Запиши 6 дати")
    page.wait_for_url(EDIT)
    return seen


def test_talks_are_written_in_a_persons_words_once_their_dates_were_seen(first_seen: str, patron: Page) -> None:
    assert TITLE not in first_seen
    patron.goto("/sabitiya/?a=health&w=")  # another address: a page stays with its reader for a minute
    expect(patron.locator("main")).to_contain_text(TITLE)
    expect(patron.locator("main")).to_contain_text("Липов извор")


@pytest.mark.usefixtures("first_seen")
def test_three_come_by_name_alone_one_gives_up_and_the_next_is_asked(librarian: Page, patron: Page) -> None:
    page = librarian
    page.goto("/rabotno-myasto/sabitiya/")
    page.locator("article", has_text=TITLE).first.get_by_text("Хора").click()
    numbers = [signed_up(page, name) for name in ("Пенка", "Георги", "Стоянка")]
    expect(page.locator("main")).to_contain_text("Кой чака, по реда си")
    looked_at(page)
    patron.goto("/zapis/")
    patron.fill("#id_code", numbers[2])
    patron.click("main button.btn")
    expect(patron.locator("main")).to_contain_text("Вие сте номер 1 в списъка")
    looked_at_without_script(patron)
    page.locator("tr", has_text=numbers[0]).get_by_text("Отказва се").click()
    patron.reload()
    expect(patron.locator("main")).to_contain_text("Освободи се място за вас")
    patron.click("text=Идвам")
    expect(patron.locator("main")).to_contain_text("Записани сте")
    page.reload()
    assert "Пенка" not in page.inner_text("main"), "who gives up leaves no name"


@pytest.mark.usefixtures("first_seen")
def test_a_patron_signs_up_from_a_phone_and_moves_to_another_library(patron: Page) -> None:
    patron.goto("/sabitiya/?a=health&w=")
    patron.locator("article", has_text=TITLE).first.locator("a").first.click()
    patron.locator("li", has_text="Липов извор").get_by_text("Запиши се").click()
    looked_at_without_script(patron)
    patron.click("main form button.btn")
    expect(patron.locator("main")).to_contain_text("Записани сте")
    patron.click("text=Смени мястото ми")
    expect(patron.locator("main")).to_contain_text("Мястото ви е сменено")
    patron.click("text=Откажи се")
    expect(patron.locator("main")).to_contain_text("Отказахте се от това място")


def looked_at_without_script(page: Page) -> None:
    width = page.locator("body").bounding_box()
    assert width is not None
    assert width["width"] <= PHONE["width"]


def next_week(page: Page) -> str:
    day: str = page.evaluate(
        "(d => `${String(d.getDate()).padStart(2, 0)}.${String(d.getMonth() + 1).padStart(2, 0)}.${d.getFullYear()}`)"
        "(new Date(Date.now() + 7 * 864e5))"
    )
    return day
