"""Six health talks in three libraries: written in a person's words, joined from a phone, kept in order by hand."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.house import running
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations

TITLE = "Шест разговора за сърцето"
INSPECTION = "Регионална здравна инспекция – Монтана"
HOURS = "10:00–11:30"
EDIT = re.compile(r"/sabitiya/sabitie/\d+/$")


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ramo")


@pytest.fixture(scope="module")
def site(data_folder: Path) -> Iterator[str]:
    """Of this file alone: an account is sent only so many codes an hour."""
    with running(data_folder) as address:
        yield address


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


def signed_up(page: Page, name: str, phone: str = "") -> str:
    """The number for the slip."""
    page.fill("#id_name", name)
    page.fill("#id_phone", phone)
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
    page.get_by_label(INSPECTION).check()
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
    people = (("Пенка", ""), ("Георги", "088 000 0001"), ("Стоянка", "088 000 0002"))
    numbers = [signed_up(page, *person) for person in people]
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
    page.click("text=Обади се на 1 човек")
    expect(page.locator("main")).to_contain_text("Освободи се място")
    assert called(page) == ["088 000 0002"], "who is asked has no e-mail"
    looked_at(page)
    patron.click("text=Идвам")
    expect(patron.locator("main")).to_contain_text("Записани сте")
    page.reload()
    expect(page.locator("main")).to_contain_text("Всички знаят.")
    page.go_back()
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


@pytest.mark.usefixtures("first_seen")
def test_the_poster_says_the_hour_who_leads_it_and_where_to_read_on(librarian: Page, patron: Page) -> None:
    opens_talk(patron)
    patron.get_by_role("link", name="Плакат: Липов извор").click()
    paper = patron.locator("article.sheet")
    for said in (TITLE, HOURS, "РЗИ", "лекар от здравната служба"):
        expect(paper).to_contain_text(said)
    expect(paper.locator("svg.qr")).to_have_count(1)
    answer = patron.request.get(href_of(patron, "Като файл (PDF)"))
    (sheet,) = pypdf.PdfReader(io.BytesIO(answer.body())).pages
    words = " ".join(sheet.extract_text().split())
    assert TITLE in words
    assert HOURS in words


@pytest.mark.usefixtures("first_seen")
def test_the_filtered_list_leads_to_its_programme_and_its_feeds_and_each_holds_the_talk(patron: Page) -> None:
    patron.goto("/sabitiya/?a=health&p=Липов извор")
    files = [patron.request.get(href_of(patron, name)).body() for name in ("Календарът като файл", "Емисия за четец")]
    heads = [link.get_attribute("href") for link in patron.locator("link[type='application/feed+json']").all()]
    calendar, atom = files
    events = Calendar.from_ical(calendar).walk("VEVENT")
    assert TITLE in [str(event["SUMMARY"]) for event in events]
    assert TITLE in atom.decode()
    assert TITLE in [item["title"] for item in json.loads(patron.request.get(str(heads[0])).body())["items"]]
    patron.goto(f"/sabitiya/?a=health&p=Липов извор&m={month_of_next_week(patron)}")
    patron.get_by_role("link", name=re.compile("за печат: областта")).click()
    expect(patron.locator("article.sheet").first).to_contain_text(TITLE)
    answer = patron.request.get(href_of(patron, "Като файл (PDF)"))
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.body())).pages)
    assert TITLE in " ".join(words.split())


@pytest.mark.usefixtures("first_seen")
def test_another_hour_is_told_once_by_letter_or_by_phone(
    librarian: Page, patron: Page, browser: Browser, site: str, data_folder: Path
) -> None:
    page = librarian
    page.goto("/rabotno-myasto/sabitiya/")
    talk = page.locator("article", has_text=TITLE).filter(has_text="Росен дол").last
    people, edit = (str(talk.locator(link).get_attribute("href")) for link in ("text=Хора", "h2 a"))
    page.goto(people)
    signed_up(page, "Петър", "088 000 0004")
    page.goto(edit)
    patron.goto(href_of(page, "Виж страницата"))
    patron.locator("li", has_text="Росен дол").get_by_text("Запиши се").first.click()
    patron.fill("#id_email", "elena@primer.invalid")
    patron.click("main form button.btn")
    expect(patron.locator("main")).to_contain_text("Записани сте")
    for _press in range(2):  # the second changes nothing, so it tells nobody
        page.goto(edit)
        page.fill("#id_begins", "14")
        page.fill("#id_ends", "15:30")
        page.get_by_role("button", name="Запази", exact=True).click()
        page.wait_for_load_state()
    patron.reload()
    expect(patron.locator("main")).to_contain_text("14:00")
    page.goto(people)
    page.click("text=Обади се на 1 човек")
    assert called(page) == ["088 000 0004"]
    page.get_by_role("button", name=re.compile("^Казано")).click()
    page.goto(f"{people.removesuffix('hora/')}obazhdane/")
    expect(page.locator("main")).to_contain_text("Всички знаят.")
    context = browser.new_context(base_url=site, locale="bg-BG")
    office = context.new_page()
    sign_in(office, data_folder, "office")
    office.goto("/rabotno-myasto/pisma/?tray=left")
    told = [line for line in office.inner_text("main").splitlines() if line.strip().startswith("Промяна:")]
    context.close()
    assert len(told) == 1
    assert "сърце" not in told[0], "no subject says what it is about"


def opens_talk(patron: Page) -> None:
    patron.goto("/sabitiya/?a=health&w=")
    patron.locator("article", has_text=TITLE).first.locator("a").first.click()


def called(page: Page) -> list[str]:
    """The numbers on the call list, in their order."""
    numbers = page.locator("table a[href^='tel:']").all_inner_texts()
    return [number.replace("\u00a0", " ") for number in numbers]


def href_of(page: Page, name: str) -> str:
    return str(page.get_by_role("link", name=name).first.get_attribute("href"))


def looked_at_without_script(page: Page) -> None:
    width = page.locator("body").bounding_box()
    assert width is not None
    assert width["width"] <= PHONE["width"]


def month_of_next_week(page: Page) -> str:
    _day, month, year = next_week(page).split(".")
    return f"{year}-{month}"


def next_week(page: Page) -> str:
    day: str = page.evaluate(
        "(d => `${String(d.getDate()).padStart(2, 0)}.${String(d.getMonth() + 1).padStart(2, 0)}.${d.getFullYear()}`)"
        "(new Date(Date.now() + 7 * 864e5))"
    )
    return day
