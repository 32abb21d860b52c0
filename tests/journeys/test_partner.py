"""A partner opens the letter, answers without an account, and takes the answer back; in a browser, without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.partner import letter_of
from tests.journeys.test_every_page import sideways, violations


@pytest.fixture(params=[("light", PHONE), ("dark", DESKTOP)], ids=["360-light", "1280-dark"])
def partner(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    scheme, size = request.param
    context = browser.new_context(
        base_url=site, viewport=size, color_scheme=scheme, locale="bg-BG", java_script_enabled=True
    )
    yield context.new_page()
    context.close()


def looked_at(page: Page) -> None:
    assert violations(page) == []
    assert sideways(page) == 0


def test_every_page_of_a_question_breaks_no_rule_and_tells_nobody_its_address(
    partner: Page, site: str, data_folder: Path
) -> None:
    letter = letter_of(data_folder)
    asked: list[Request] = []
    partner.on("request", lambda request: asked.append(request))  # a bound method of a list cannot be listened with
    partner.goto(letter)
    looked_at(partner)
    partner.click("text=Тук има промяна >> nth=0")
    looked_at(partner)
    partner.check("input[value=changed]")
    assert partner.locator("#id_other").is_visible()
    looked_at(partner)
    partner.fill("#id_other", "Вече сме на третия етаж.")
    partner.fill("#id_said_by", "трудов посредник")
    partner.click("main form .btn >> nth=0")
    partner.wait_for_url("**/gotovo/**")
    looked_at(partner)
    partner.click("text=Върни отговора назад")
    assert "върнат назад" in partner.inner_text("h1")
    looked_at(partner)
    partner.goto(f"{letter}ne-e-za-men/")
    looked_at(partner)
    token = letter.split("/")[2]
    told = [request.headers.get("referer", "") for request in asked]
    assert not [address for address in told if token in address]
    assert {cookie["name"] for cookie in partner.context.cookies()} <= {"csrftoken"}


def test_an_answer_without_a_choice_is_refused_beside_the_field(partner: Page, data_folder: Path) -> None:
    partner.goto(letter_of(data_folder))
    partner.click("text=Тук има промяна >> nth=0")
    partner.click("main form .btn >> nth=0")
    assert partner.locator("[role=alert]").is_visible()
    looked_at(partner)


def test_a_link_that_is_not_whole_says_what_to_do(partner: Page) -> None:
    answer = partner.goto("/proverka/nyama-takava.vrazka/")
    assert answer is not None
    assert answer.status == 404
    looked_at(partner)
