"""An hour with a tax officer: booked on a phone without script, moved by the officer, learnt once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations

MAIL = "penka@primer.invalid"
Staff = Callable[[str], Page]


@pytest.fixture
def patron(browser: Browser, site: str) -> Iterator[Page]:
    """On a phone, without script."""
    context = browser.new_context(base_url=site, viewport=PHONE, locale="bg-BG", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def staff(browser: Browser, site: str, data_folder: Path) -> Iterator[Staff]:
    contexts: list[BrowserContext] = []

    def open_as(who: str) -> Page:
        contexts.append(browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG"))
        page = contexts[-1].new_page()
        sign_in(page, data_folder, who)
        return page

    yield open_as
    for context in contexts:
        context.close()


def looked_at(page: Page) -> None:
    page.wait_for_load_state()
    assert violations(page) == []
    assert sideways(page) == 0


def books(patron: Page, name: str, mail: str = "", phone: str = "") -> str:
    """The first free hour of the tax officer; its address."""
    patron.goto("/biblioteka/D-1/")
    patron.get_by_role("link", name=re.compile("Служител на данъчния офис")).first.click()
    patron.check("input[name=slot]:not([disabled]) >> nth=0")
    patron.fill("[name=name]", name)
    patron.fill("[name=email]", mail)
    patron.fill("[name=phone]", phone)
    patron.click("#slots form .btn")
    return patron.url


def test_an_hour_is_booked_on_a_phone_moved_by_the_officer_and_learnt_once(patron: Page, staff: Staff) -> None:
    books(patron, "Пенка", MAIL)
    assert "Часът е ваш." in patron.inner_text("main")
    assert sideways(patron) == 0
    booked = re.search(r"(\d{1,2}:\d{2})", patron.inner_text(".facts"))
    assert booked is not None

    officer = staff("officer")
    officer.goto("/rabotno-myasto/chasove/")
    officer.get_by_role("link", name=re.compile("Служител на данъчния офис")).first.click()
    officer.wait_for_url(re.compile(r"/chasove/\d+/$"))
    looked_at(officer)
    moves(officer, "Пенка", "16:30")

    patron.reload()
    assert "Часът е преместен." in patron.inner_text("main")
    assert "16:30" in patron.inner_text(".facts")

    office = staff("office")
    office.goto("/rabotno-myasto/pisma/?tray=left")
    told = [text for text in office.locator("main").inner_text().splitlines() if text.strip().startswith("Преместен:")]
    assert len(told) == 1, "who holds the hour learns it once"
    assert "данъчн" not in told[0], "no subject says what it is about"


def test_who_left_a_phone_alone_is_called_once_about_another_hour(patron: Page, staff: Staff) -> None:
    books(patron, "Стоянка", phone="088 000 0003")
    officer = staff("officer")
    officer.goto("/rabotno-myasto/chasove/")
    officer.get_by_role("link", name=re.compile("Служител на данъчния офис")).first.click()
    officer.wait_for_url(re.compile(r"/chasove/\d+/$"))
    moves(officer, "Стоянка", "17:30")
    librarian = staff("librarian")
    librarian.goto("/rabotno-myasto/zadachi/")
    librarian.get_by_role("link", name=re.compile(r"Часът е преместен\.\sОбадете се:\s1")).click()
    calls = librarian.locator("#call li")
    expect(calls).to_have_count(1)
    expect(calls).to_contain_text("Стоянка")
    expect(calls).to_contain_text("17:30")
    looked_at(librarian)
    calls.get_by_role("button", name="Обадих се").click()
    expect(calls).to_have_count(0)


def moves(officer: Page, name: str, clock: str) -> None:
    """The hour of somebody, to the same day three weeks ahead."""
    hour = officer.locator("ul.items > li", has_text=name).last
    day = officer.evaluate("new Date(Date.now() + 20 * 864e5).toLocaleDateString('bg').replace(' г.', '')")
    hour.locator("summary").click()
    hour.locator("[name$=-day]").fill(day)
    hour.locator("[name$=-hour]").fill(clock)
    hour.get_by_role("button", name=re.compile("^Премести")).click()
    expect(officer.locator("[role=status]").first).to_contain_text("Преместено.")


def test_bad_input_is_told_in_words_and_nothing_typed_is_lost(patron: Page) -> None:
    patron.goto("/chasove/1/")
    patron.fill("[name=name]", "Пенка")
    patron.fill("[name=phone]", "088 000 000")
    patron.click("#slots form .btn")
    alert = patron.inner_text("[role=alert]").replace("\u00a0", " ")
    assert "Липсва една цифра. Пример: 088 000 0000" in alert
    assert "Изберете час." in alert
    assert patron.input_value("[name=name]") == "Пенка"
    assert sideways(patron) == 0


def test_who_lost_the_link_finds_the_hour_by_its_code_and_gives_it_up(patron: Page) -> None:
    books(patron, "")
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{5}\b", patron.inner_text("main"))
    assert code is not None
    patron.goto("/moyat-chas/")
    patron.fill("[name=k]", "ААА-АААА")
    patron.click("main form .btn >> nth=0")
    assert "Такъв код няма." in patron.inner_text("main")
    patron.fill("[name=k]", code.group().lower())
    patron.click("main form .btn >> nth=0")
    assert "Часът е ваш." in patron.inner_text("main")
    patron.click("text=Отпечатай бележка")
    assert code.group() in patron.inner_text("article.sheet")
    patron.go_back()
    patron.click("text=Откажи часа")
    assert "Отказахте този час." in patron.inner_text("main")


def test_the_library_sees_its_day_and_an_expert_answers_a_request(staff: Staff) -> None:
    librarian = staff("librarian")
    librarian.goto("/rabotno-myasto/chasove/")
    looked_at(librarian)
    librarian.locator("ul.items h3 a").first.click()
    librarian.wait_for_url("**/chasove/den/**")
    looked_at(librarian)
    assert "Пенка" in librarian.inner_text("main")
    librarian.click("text=Отпечатай списъка")
    librarian.wait_for_url("**/list/")
    looked_at(librarian)

    partner = staff("partner")
    partner.goto("/rabotno-myasto/zayavki/")
    looked_at(partner)
    partner.click("text=Как да си направя автобиография")
    partner.wait_for_url(re.compile(r"/zayavki/\d+/$"))
    looked_at(partner)
    partner.get_by_role("button", name=re.compile("^Приеми")).first.click()
    expect(partner.locator("[role=status]").first).to_contain_text("Потвърдено.")
    librarian.goto("/rabotno-myasto/zayavki/")
    line = librarian.locator("ul.items > li", has_text="Как да си направя автобиография")
    expect(line).to_contain_text("потвърдена")
