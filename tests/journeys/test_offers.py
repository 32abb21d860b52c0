"""From the labour office's table to the paper in somebody's hand: brought, looked at, written, found, printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations

DRIVER = "Шофьор, категория C"
TABLE = (
    "№\tДлъжност\tРаботодател\tНаселено място\tБрой места\tЗаплата\tТелефон\tВалидна до\n"
    "9101\tОбущар\tПримерна работилница „Подметка“\tРосен дол\t2\t700-800 лв.\t096 000 210\t{day}\n"
    "9102\tЧасовникар\tПримерно ателие „Стрелка“\tМонтана\t1\t900\t096 000 210\t{day}\n"
)


@pytest.fixture(scope="module")
def partner(browser: Browser, site: str, data_folder: Path) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "partner")
    yield page
    context.close()


@pytest.fixture
def patron(browser: Browser, site: str) -> Iterator[Page]:
    """On a phone, without script."""
    context = browser.new_context(base_url=site, viewport=PHONE, locale="bg-BG", java_script_enabled=False)
    yield context.new_page()
    context.close()


def next_week(page: Page) -> str:
    """As the table writes it."""
    day: str = page.evaluate("new Date(Date.now() + 7 * 864e5).toLocaleDateString('bg').replace(' г.', '')")
    return day


def looked_at(page: Page) -> None:
    assert violations(page) == []
    assert sideways(page) == 0


def test_a_pasted_table_is_seen_before_it_is_written_and_found_by_a_patron(partner: Page, patron: Page) -> None:
    partner.goto("/rabotno-myasto/priem/")
    looked_at(partner)
    partner.fill("[name=pasted]", TABLE.format(day=next_week(partner)))
    partner.click("main form .btn >> nth=0")
    expect(partner.locator("main")).to_contain_text("Обущар")
    looked_at(partner)
    patron.goto("/obyavi/?p=D0001")
    assert "Обущар" not in patron.inner_text("main"), "nothing is written before somebody says so"
    partner.click("text=Запиши всичко")
    expect(partner.locator("[role=alert]").first).to_contain_text(
        "Нищо не е записано."
    )  # much shorter than the last list
    looked_at(partner)
    partner.check("[name=accepted]")
    partner.click("text=Запиши всичко")
    partner.wait_for_load_state()
    patron.goto("/obyavi/?p=D0001&d=50")  # the other page is a minute old
    offer = patron.locator("ol.items li", has_text="Обущар")
    expect(offer).to_contain_text("Проверено на")
    offer.get_by_role("link", name=re.compile("Обущар")).click()
    assert "2 места" in patron.inner_text("h1")
    assert "357,90–409,03" in patron.inner_text("main"), "leva are told in euro"
    assert sideways(patron) == 0
    patron.get_by_role("link", name="Отпечатай").first.click()
    assert "096 000 210" in patron.inner_text("article.sheet").replace("\u00a0", " ")


def test_a_file_that_is_no_list_is_refused_in_words_and_nothing_is_lost(partner: Page, tmp_path: Path) -> None:
    partner.goto("/obyavi/")
    before = partner.inner_text("[role=status]")
    for name, content in {"list.xlsx": b"MZ\x90\x00 not a table", "empty.csv": b""}.items():
        file = tmp_path / name
        file.write_bytes(content)
        partner.goto("/rabotno-myasto/priem/")
        partner.set_input_files("[name=file]", file)
        partner.click("main form .btn >> nth=0")
        expect(partner.locator("[role=alert]").first).to_be_visible()
    partner.goto("/obyavi/")
    assert partner.inner_text("[role=status]") == before


def test_an_offer_is_written_by_hand_and_the_next_one_begins_from_it(partner: Page, patron: Page) -> None:
    partner.goto("/rabotno-myasto/oferti/obyava/nova/")
    partner.fill("#id_title", "Градинар")
    partner.fill("#id_places", "Росен дол")
    partner.fill("#id_valid_until", "утре")
    partner.click("summary >> text=Още")
    partner.fill("#id_text", "Обади се на Иван, ЕГН 7523169263")
    partner.click("main form .btn >> nth=0")
    alert = partner.locator("[role=alert]").first
    expect(alert).to_contain_text("Показвай до")
    assert partner.input_value("#id_title") == "Градинар"
    looked_at(partner)
    partner.fill("#id_valid_until", next_week(partner))
    partner.click("main form .btn >> nth=0")
    expect(partner.locator("[role=alert]").first).to_contain_text("ЕГН")
    partner.fill("#id_text", "Работа в парка.")
    partner.fill("#id_phone", "096 000 210")
    partner.click("main form .btn >> nth=0")
    expect(partner.locator("main")).to_contain_text("Записано.")
    patron.goto("/obyavi/?p=D0001")
    assert "Градинар" in patron.inner_text("main")
    partner.goto("/rabotno-myasto/oferti/obyava/nova/")
    assert partner.input_value("#id_phone") == "096 000 210"
    assert partner.input_value("#id_title") == ""


def an_offer_is_written(partner: Page) -> None:
    """What the next one begins from."""
    partner.goto("/rabotno-myasto/oferti/obyava/nova/")
    facts = {"title": "Пазач", "places": "Росен дол", "valid_until": next_week(partner), "phone": "096 000 210"}
    for name, typed in facts.items():
        partner.fill(f"#id_{name}", typed)
    partner.click("main form .btn >> nth=0")
    expect(partner.locator("main")).to_contain_text("Записано.")


def test_the_next_offer_needs_six_fields_at_most_and_no_mouse(partner: Page) -> None:
    an_offer_is_written(partner)
    answers = {"title": "Озеленител", "employer": "Паркове „Пример“", "wage_low": "760", "places": "Росен дол"}
    partner.goto("/rabotno-myasto/oferti/obyava/nova/")
    named = "(one => one.closest('main form') ? one.name || one.tagName : '')(document.activeElement)"
    typed = []
    for _ in range(60):
        partner.keyboard.press("Tab")
        field = partner.evaluate(named)
        if field == "BUTTON":
            break
        if field in answers and not partner.evaluate("document.activeElement.value"):
            partner.keyboard.type(answers[field])
            typed.append(field)
    partner.keyboard.press("Enter")
    expect(partner.locator("main")).to_contain_text("Записано.")
    empty = partner.locator("main form > .field input:visible").evaluate_all(
        "all => all.filter(one => !one.value).length"
    )
    assert "places" not in typed, "the place comes from the last offer"
    assert len(typed) + empty <= 6, (typed, empty)


def test_what_is_taken_down_says_so_at_its_own_address(partner: Page, patron: Page) -> None:
    patron.goto("/obyavi/?p=D0001")
    patron.locator("ol.items a", has_text=DRIVER).first.click()
    address = patron.url
    partner.goto("/rabotno-myasto/oferti/?kind=obyava")
    partner.locator("ul.items > li", has_text=DRIVER).get_by_role("button", name=re.compile("^Свали")).click()
    answer = patron.request.get(address)
    assert answer.status == 410
    assert 'href="/obyava/' in answer.text(), "it leads to what is similar and current"
    partner.goto("/rabotno-myasto/oferti/?kind=obyava&shelf=archive")
    looked_at(partner)
    partner.locator("ul.items > li", has_text=DRIVER).get_by_role("button", name=re.compile("^Покажи")).click()
    assert patron.request.get(address).status == 200


def test_the_board_of_the_week_prints_on_both_papers(page: Page) -> None:
    page.goto("/tablo/biblioteka/D-1/?d=50")
    looked_at(page)
    assert page.locator("article.board").count() >= 1
    assert all(sheet.locator("tbody tr").count() <= 5 for sheet in page.locator("article.board").all())
    for paper in ("a4", "a3"):
        answer = page.request.get(f"/tablo/biblioteka/D-1/{paper}.pdf?d=50")
        assert answer.ok
        assert answer.body().startswith(b"%PDF")
