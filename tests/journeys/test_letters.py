"""Letters from a list to their end, as a reader goes the way: without an account, with and without script."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import violations

LETTERS = "/rabotno-myasto/pisma/?tray=left"
LETTER_WITHIN_SECONDS = 30


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
    mailbox = f"{uuid4().hex[:2]}reader@{uuid4().hex[:8]}.example"
    reader.goto("/obyavi/?p=D0001")
    reader.get_by_role("link", name="Съобщи ми за нови").first.click()
    reader.fill("[name=email]", mailbox)
    reader.click("main form .btn >> nth=0")
    expect(reader.locator("main")).to_contain_text("писмо")

    host = mailbox.partition("@")[2]
    reader.goto(link_in_letter(office, "Искате ли писма от Рамо?", host, "/pisma/da/"))
    reader.click("main form .btn >> nth=0")
    expect(reader.locator("main")).to_contain_text("Изтрий всичко")

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
