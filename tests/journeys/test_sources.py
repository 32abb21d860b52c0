"""A source from its address to the first offers, and on to the day when it fails; in a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.abroad import Abroad, abroad
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.house import House
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations

ADDRESS = "http://spisak.example.bg/obyavi.csv"
SOURCES = "/rabotno-myasto/iztochnitsi/"
TABLE = "№;Длъжност;Работодател;Град на работа;Телефон\n" + "\n".join(
    f"{number};{job};Примерна работилница;с. Росен дол;096 000 210"
    for number, job in enumerate(("Каменоделец", "Кошничар", "Грънчар", "Бъчвар"), start=1)
)


@pytest.fixture(scope="module")
def foreign() -> Iterator[Abroad]:
    with abroad() as place:
        yield place


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, foreign: Abroad) -> Iterator[House]:
    """Of this file alone: it finds its foreign hosts on this machine."""
    built = House(tmp_path_factory.mktemp("house"))
    built.start(**foreign.settings)
    yield built
    built.end()


@pytest.fixture
def office(browser: Browser, house: House) -> Iterator[Page]:
    context = browser.new_context(base_url=house.address, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, house.folder, "office")
    yield page
    context.close()


@pytest.fixture
def patron(browser: Browser, house: House) -> Iterator[Page]:
    context = browser.new_context(base_url=house.address, viewport=PHONE, locale="bg-BG", java_script_enabled=False)
    yield context.new_page()
    context.close()


def looked_at(page: Page) -> None:
    assert violations(page) == []
    assert sideways(page) == 0


def offers_near(patron: Page, visit: int) -> str:
    """Each visit asks a little otherwise: the page before is a minute old."""
    patron.goto(f"/obyavi/?p=D0001&d={10 + visit}")
    return patron.inner_text("main")


def add(office: Page) -> None:
    office.goto(f"{SOURCES}nov/")
    office.fill("#id_address", ADDRESS)
    office.click("main form .btn >> nth=0")
    expect(office.locator("main [role=status]")).to_contain_text("таблица")
    looked_at(office)
    office.fill("#id_name", "Занаятите на Росен дол")
    office.fill("#id_min_items", "2")
    office.click("main form .btn >> nth=0")
    expect(office.locator("h1")).to_have_text("Занаятите на Росен дол")
    looked_at(office)


def test_source_is_added_mapped_tried_switched_on_and_its_failure_is_shown(
    office: Page, patron: Page, foreign: Abroad
) -> None:
    foreign.pages["/obyavi.csv"] = TABLE
    add(office)

    office.click("text=Опитай го сега")
    tried = office.locator("section.card[role=status]")
    expect(tried).to_contain_text("Каменоделец")
    assert "Каменоделец" not in offers_near(patron, 1), "a try writes nothing"
    tried.locator("summary").click()
    office.get_by_label("Град на работа").select_option("settlement")
    looked_at(office)
    tried.get_by_role("button").click()
    expect(office.locator("main, .messages").first).to_be_visible()

    office.click("text=Включи")
    office.click("text=Опитай го сега")
    expect(office.locator("section.card").first).to_contain_text("Нови: 4")
    expect(office.locator("section.card").first).to_contain_text("robots.txt")
    looked_at(office)
    assert "Каменоделец" in offers_near(patron, 2)

    del foreign.pages["/obyavi.csv"]
    office.click("text=Опитай го сега")
    expect(office.locator("main")).to_contain_text("Страницата вече я няма")
    looked_at(office)
    assert "Каменоделец" in offers_near(patron, 3), "a failure takes nothing down"

    office.goto("/rabotno-myasto/zadachi/")
    alarm = office.locator("a.choice", has_text="Занаятите на Росен дол")
    expect(alarm).to_contain_text("за вас")
    alarm.click()
    expect(office).to_have_url(re.compile(SOURCES))

    foreign.pages["/obyavi.csv"] = TABLE
    office.click("text=Опитай го сега")
    office.goto("/rabotno-myasto/zadachi/")
    expect(office.locator("a.choice", has_text="Занаятите на Росен дол")).to_have_count(0)


def test_address_with_nothing_to_read_is_refused_beside_the_field(office: Page, foreign: Abroad) -> None:
    for address in ("http://spisak.example.bg/nyama", "http://127.0.0.1/obyavi.csv", "ne-e-adres"):
        office.goto(f"{SOURCES}nov/")
        office.fill("#id_address", address)
        office.click("main form .btn >> nth=0")
        expect(office.locator("[role=alert]").first).to_be_visible()
        assert office.input_value("#id_address") == address
    looked_at(office)
