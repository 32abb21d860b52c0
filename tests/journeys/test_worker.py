"""The offline desk on its bad days: a broken worker, a killed server, a browser without locks, an ended sign-in."""

import re
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.front import Front
from tests.journeys.house import House
from tests.journeys.staff import enter, sign_in
from tests.journeys.test_offline import (
    DESK,
    KNOWN,
    LOG,
    OFFLINE,
    sign_in_again,
    today,
    until,
    wait_for_worker,
    wait_until_sent,
    waiting,
)

NO_WORKER = "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)"
NOTHING_KEPT = "caches.keys().then(names => names.length === 0)"
# Answers every page with an error of its own, as a worker does that somebody broke.
BROKEN = b"""
self.addEventListener("install", e => e.waitUntil(self.skipWaiting()));
self.addEventListener("activate", e => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", e => {
  if (e.request.mode === "navigate") e.respondWith(new Response("broken worker", { status: 500 }));
});
"""
# A browser of the years before navigator.locks, in which the site takes its time to say whose desk this is.
OLD_BROWSER = """
delete Navigator.prototype.locks;
const plain = window.fetch;
window.fetch = async (address, how) => {
  const answer = await plain(address, how);
  if (String(address).indexOf("vrazka") > 0) await new Promise(done => setTimeout(done, 400));
  return answer;
};
"""
NO_LEASE = "Desk.lease = async () => true; Desk.endLease = async () => {};"

Opens = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Of this file alone: others would not like to be killed."""
    built = House(tmp_path_factory.mktemp("house"))
    built.start()
    yield built
    built.end()


@pytest.fixture(scope="module")
def session(browser: Browser, house: House) -> StorageState:
    context = browser.new_context(base_url=house.address, locale="bg-BG")
    sign_in(context.new_page(), house.folder, "librarian")
    found = context.storage_state()
    context.close()
    return found


@pytest.fixture
def front(house: House) -> Iterator[Front]:
    built = Front(house.port)
    yield built
    built.take_down()


@pytest.fixture
def opens(browser: Browser, house: House, session: StorageState) -> Iterator[Opens]:
    opened = []

    def open_browser(**options: Any) -> BrowserContext:
        wanted = {"base_url": house.address, "viewport": DESKTOP, "locale": "bg-BG", "storage_state": session}
        context = browser.new_context(**{**wanted, **options})
        opened.append(context)
        context.set_default_timeout(20_000)
        return context

    yield open_browser
    for context in opened:
        context.close()


def fill_queue(page: Page, number: int) -> list[str]:
    """Records chosen at random on the page that works without a connection; their marks."""
    marks = []
    for at in range(number):
        marks.append(page.evaluate(LOG, (at + 0.5) / number))
        until(page, f"document.querySelector('form.log').elements.submission.value !== '{marks[-1]}'")
    assert waiting(page) == number
    return marks


# A worker that must go


def test_an_older_worker_makes_way_at_the_next_visit_and_takes_its_kept_page_along(opens: Opens, front: Front) -> None:
    front.worker = re.sub(rb'"version": "\w+"', b'"version": "older"', front.worker_of_the_site())
    assert b'"version": "older"' in front.worker
    page = opens(base_url=front.address).new_page()
    page.goto(DESK)
    wait_for_worker(page)
    assert page.evaluate("caches.keys()") == ["ramo-desk /rabotno-myasto/ older"]
    front.worker = None
    page.goto(DESK)
    until(page, "caches.keys().then(names => names.length === 1 && !names[0].endsWith('older'))")
    wait_for_worker(page)


def test_a_broken_worker_that_shows_no_page_is_replaced_by_visiting(opens: Opens, front: Front) -> None:
    front.worker = BROKEN
    page = opens(base_url=front.address).new_page()
    page.goto(DESK)
    until(page, "navigator.serviceWorker.controller !== null")
    page.goto(DESK)
    expect(page.locator("body")).to_have_text("broken worker")
    front.worker = None
    page.goto(DESK)
    expect(page.locator("body")).to_have_text("broken worker")
    until(page, "caches.match('/rabotno-myasto/bez-internet/').then(Boolean)")
    page.goto(DESK)
    expect(page.locator("form.log")).to_be_visible()


def test_the_switch_takes_worker_and_kept_page_away_and_what_waits_is_sent(
    opens: Opens, house: House, session: StorageState
) -> None:
    context = opens()
    page = context.new_page()
    before = today(page)
    wait_for_worker(page)
    context.set_offline(True)
    page.goto(OFFLINE)
    marks = fill_queue(page, 3)
    house.end()
    house.start(RAMO_NO_OFFLINE_DESK="1")
    try:
        context.clear_cookies()
        context.set_offline(False)
        page.goto("/vhod/")
        assert not page.evaluate(NO_WORKER), "only the desk takes it away"
        sign_in_again(context, session)
        context.route("**/sinhronizirai/", lambda route: route.abort())
        page.goto(DESK)
        until(page, NO_WORKER)
        until(page, NOTHING_KEPT)
        assert waiting(page) == 3, "what waits stays"
        context.unroute("**/sinhronizirai/")
        page.goto(DESK)
        until(page, "Desk.all().then(records => records.length === 0)")
        assert set(page.evaluate(KNOWN, marks)) == {"known"}
        assert today(page) - before == 3
        assert page.evaluate(NO_WORKER), "a later visit brings none back"
    finally:
        house.end()
        house.start()
    page.goto(DESK)
    wait_for_worker(page)


# A server that is killed


def kill_by_web_server(house: House) -> None:
    house.kill_web_server()


def kill_by_launcher(house: House) -> None:
    house.kill()
    house.start()


@pytest.mark.parametrize("kill", [kill_by_web_server, kill_by_launcher])
def test_a_server_killed_while_records_are_sent_loses_and_doubles_none(
    opens: Opens, house: House, kill: Callable[[House], None]
) -> None:
    """As often as it takes for one kill to fall between two records, five times at most."""
    chance, marks = Random(2026), list[str]()
    context = opens()
    page = context.new_page()
    before = today(page)
    wait_for_worker(page)
    for _round in range(5):
        context.set_offline(True)
        page.goto(OFFLINE)
        sent = fill_queue(page, 30)
        marks += sent
        with page.expect_request("**/sinhronizirai/"):
            context.set_offline(False)
        time.sleep(chance.uniform(0.0, 0.2))
        kill(house)
        house.wait_until_ready()
        stored = page.evaluate(KNOWN, sent).count("known")
        wait_until_sent(page)
        if 0 < stored < len(sent):
            break
    assert set(page.evaluate(KNOWN, marks)) == {"known"}, "none is lost"
    assert today(page) - before == len(marks), "none is doubled"


# A browser without locks


def sent_by_two_tabs(context: BrowserContext, in_each: str = "") -> list[str]:
    """The marks of what two tabs send that hear in the same moment that there is a connection."""
    context.add_init_script(OLD_BROWSER)
    tabs = [context.new_page(), context.new_page()]
    tabs[0].goto(DESK)
    wait_for_worker(tabs[0])
    until(
        tabs[0], "Desk.note('lease').then(holds => !holds)"
    )  # a page that leaves while it sends holds it for a minute
    context.set_offline(True)
    for tab in tabs:
        tab.goto(OFFLINE)
        until(tab, "Desk.note('lease').then(holds => !holds)")
        assert tab.evaluate("navigator.locks === undefined")
        if in_each:
            tab.evaluate(in_each)
    fill_queue(tabs[0], 5)
    sent: list[str] = []
    context.on("request", lambda request: sent.extend(marks_in(request)))
    context.set_offline(False)
    until(tabs[0], "Desk.all().then(records => records.length === 0)")
    tabs[0].wait_for_timeout(1500)
    return sent


def marks_in(request: Any) -> list[str]:
    if not request.url.endswith("/sinhronizirai/"):
        return []
    return [record["submission"] for record in request.post_data_json["records"]]


def test_without_locks_two_tabs_send_each_record_once(opens: Opens) -> None:
    sent = sent_by_two_tabs(opens())
    assert len(sent) == len(set(sent)) == 5


def test_control_without_locks_and_without_the_lease_both_tabs_send(opens: Opens) -> None:
    sent = sent_by_two_tabs(opens(), NO_LEASE)
    assert len(set(sent)) == 5
    assert len(sent) > 5


def test_a_lease_whose_tab_is_gone_holds_up_nobody_once_its_time_is_over(opens: Opens) -> None:
    context = opens()
    context.add_init_script("delete Navigator.prototype.locks;")
    page = context.new_page()
    page.goto(DESK)
    wait_for_worker(page)
    context.set_offline(True)
    page.goto(OFFLINE)
    fill_queue(page, 1)
    page.evaluate("Desk.setNote('lease', Date.now() + 60000)")
    context.set_offline(False)
    page.evaluate("Desk.beat()")
    assert waiting(page) == 1
    page.evaluate("Desk.setNote('lease', Date.now() - 1)")
    page.evaluate("Desk.beat()")
    until(page, "Desk.all().then(records => records.length === 0)")


# A sign-in that has ended


CHIPS = ("Данъци и услуги", "ПИК или електронен подпис", "заедно", "6–15 мин", "65+")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_record_pressed_after_the_sign_in_ended_comes_back_as_chosen_and_is_kept_once(
    opens: Opens, house: House, has_script: bool
) -> None:
    context = opens(java_script_enabled=has_script, viewport=DESKTOP if has_script else PHONE)
    page = context.new_page()
    before = today(page)
    if has_script:
        wait_for_worker(page)
    form = page.locator("form.log")
    for text in CHIPS:
        form.locator("label:visible", has_text=text).first.click()
    mark = form.locator("[name=submission]").input_value()
    context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Запиши").click()
    page.wait_for_url("**/vhod/**")
    enter(page, house.folder, "librarian")
    expect(page.get_by_text("Последният запис не тръгна")).to_be_visible()
    assert form.locator("[name=submission]").input_value() == mark
    for text in CHIPS:
        expect(form.locator("label:visible", has_text=text).first.locator("input")).to_be_checked()
    form.get_by_role("button", name="Запиши").click()
    expect(page.get_by_role("status").filter(has_text="Записано")).to_contain_text("ПИК или електронен подпис")
    assert today(page) - before == 1
