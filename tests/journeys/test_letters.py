"""Letters from a list to their end, as a reader goes the way: without an account, with and without script."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.ahead import run_ahead
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.house import running
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import violations

LETTERS = "/rabotno-myasto/pisma/?tray=left"
LETTER_WITHIN_SECONDS = 30
NEAR = "/obyavi/?p=D0001"
MORNING = ("alerts.match", "alerts.write_digests", "alerts.file_paper_tasks", "mailing.deliver_due")


def new_mailbox() -> str:
    return f"{uuid4().hex[:2]}reader@{uuid4().hex[:8]}.example"


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ramo")


@pytest.fixture(scope="module")
def site(data_folder: Path) -> Iterator[str]:
    """Of this file alone: it brings lists that others do not expect."""
    with running(data_folder) as address:
        yield address


@pytest.fixture(scope="module")
def office(browser: Browser, site: str, data_folder: Path) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "office")
    yield page
    context.close()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def reader(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        base_url=site, viewport=PHONE, locale="bg-BG", java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def librarian(browser: Browser, site: str, data_folder: Path) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "librarian")
    yield page
    context.close()


@pytest.fixture(scope="module")
def partner(browser: Browser, site: str, data_folder: Path) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "partner")
    yield page
    context.close()


def bring(partner: Page, *jobs: str) -> None:
    """The labour office's list of today holds these offers alone."""
    until = partner.evaluate("new Date(Date.now() + 20 * 864e5).toLocaleDateString('bg').replace(' г.', '')")
    rows = [f"96{len(job)}\t{job}\tПримерна работилница „Пролет“\tРосен дол\t096 000 210\t{until}" for job in jobs]
    partner.goto("/rabotno-myasto/priem/")
    partner.fill("[name=pasted]", "\n".join(["№\tДлъжност\tРаботодател\tНаселено място\tТелефон\tВалидна до", *rows]))
    partner.click("main form .btn >> nth=0")
    expect(partner.locator("main")).to_contain_text(jobs[-1])
    if partner.locator("[name=accepted]").count():
        partner.check("[name=accepted]")
    partner.click("text=Запиши всичко")
    expect(partner.locator(".messages, main [role=status]").first).to_be_visible()


def subscribe(reader: Page, office: Page, address: str, mailbox: str) -> None:
    reader.goto(address)
    reader.get_by_role("link", name="Съобщи ми за нови").first.click()
    reader.fill("[name=email]", mailbox)
    reader.check("[name=cadence][value=daily]")
    reader.click("main form .btn >> nth=0")
    expect(reader.locator("main")).to_contain_text("писмо")
    reader.goto(link_in_letter(office, "Искате ли писма от Рамо?", mailbox.partition("@")[2], "/pisma/da/"))
    reader.click("main form .btn >> nth=0")
    expect(reader.locator("main")).to_contain_text("Изтрий всичко")


def letters_to(office: Page, mailbox: str, subject: str) -> int:
    office.goto(LETTERS)
    return office.locator("tbody tr", has_text=mailbox.partition("@")[2]).filter(has_text=subject).count()


def link_in_letter(office: Page, subject: str, mailbox: str, path: str) -> str:
    """The letter stands on the office's page; its links are those of its reader."""
    row = office.locator("tbody tr", has_text=mailbox).filter(has_text=subject)
    for _second in range(LETTER_WITHIN_SECONDS):
        office.goto(LETTERS)
        if row.count():
            break
        office.wait_for_timeout(1000)
    row.first.get_by_role("link").click()
    found = office.locator(f"main a[href*='{path}']").first.get_attribute("href")
    assert found
    return re.sub(r"^https?://[^/]+", "", found)


def test_from_a_list_to_letters_and_to_deleting_everything(reader: Page, office: Page) -> None:
    mailbox = new_mailbox()
    subscribe(reader, office, NEAR, mailbox)
    host = mailbox.partition("@")[2]

    reader.goto("/pisma/moite/")
    reader.fill("[name=email]", mailbox)
    reader.click("main form .btn >> nth=0")
    reader.goto(link_in_letter(office, "Вашите писма от Рамо", host, "/pisma/moite/"))
    reader.get_by_role("button", name="Изтрий всичко").click()
    expect(reader.locator("main")).to_contain_text("Всичко е изтрито")
    assert violations(office) == []


def test_a_list_about_health_leads_to_feeds_only(reader: Page) -> None:
    for address in ("/oblast/health/", "/tarsene/?a=health"):
        reader.goto(address)
        assert reader.get_by_role("link", name="Съобщи ми за нови").count() == 0
        expect(reader.get_by_role("link", name=re.compile("RSS")).first).to_be_visible()
    reader.goto("/pisma/?a=health")
    assert reader.locator("[name=email]").count() == 0
    expect(reader.get_by_role("link", name=re.compile("Atom")).first).to_be_visible()


@pytest.mark.parametrize("reader", [False], indirect=True, ids=["no script"])
def test_news_reach_a_mailbox_until_one_press_and_the_librarian_on_monday(
    reader: Page, office: Page, librarian: Page, partner: Page, data_folder: Path
) -> None:
    mailbox = new_mailbox()
    subscribe(reader, office, NEAR, mailbox)
    librarian.goto(NEAR)
    librarian.get_by_role("link", name="Съобщи ми за нови").first.click()
    librarian.fill("[name=label]", "синя папка")
    librarian.get_by_role("button", name="Запази на хартия").click()
    expect(librarian.locator("main")).to_contain_text("синя папка")
    assert violations(librarian) == []

    bring(partner, "Лозарка")
    run_ahead(data_folder, *MORNING, days=1)
    stop = link_in_letter(office, "Ново за вас", mailbox.partition("@")[2], "/pisma/stiga/")
    expect(office.locator("main")).to_contain_text("Лозарка")
    told = letters_to(office, mailbox, "Ново за вас")

    librarian.goto("/rabotno-myasto/zadachi/")
    librarian.locator("a.choice[href$='/ponedelnik/']").click()
    expect(librarian.locator("li", has_text="синя папка")).not_to_contain_text("няма ново")
    librarian.click("main a.btn")
    expect(librarian.locator("main")).to_contain_text("Лозарка")
    librarian.locator("form[action$='otpechatano/'] button").click()
    expect(librarian.locator("li", has_text="синя папка")).to_contain_text("няма ново")

    pressed = reader.request.post(stop, form={"List-Unsubscribe": "One-Click"})  # as a mail program does
    assert pressed.ok
    bring(partner, "Лозарка", "Розоберачка")
    run_ahead(data_folder, *MORNING, days=2)
    assert letters_to(office, mailbox, "Ново за вас") == told == 1
    librarian.goto("/rabotno-myasto/ponedelnik/")
    expect(librarian.locator("li", has_text="синя папка")).not_to_contain_text("няма ново")
