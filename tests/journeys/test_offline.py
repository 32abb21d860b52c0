"""The desk without a connection: whatever is cut, and whenever, each record arrives once.

RAMO_CUTS: how many cuts (200 in the full run); RAMO_SEED: which ones.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect
from playwright.sync_api import Error as BrowserError

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.staff import sign_in
from tests.journeys.test_every_page import sideways, violations
from tests.journeys.wire import Line, Wire

CUTS = int(os.environ.get("RAMO_CUTS", "30"))
SEED = int(os.environ.get("RAMO_SEED", "2026"))
DESK, OFFLINE = "/rabotno-myasto/", "/rabotno-myasto/bez-internet/"

# Chooses chips of one area at random and sends the form; answers with the mark of the press.
LOG = """(chance) => {
  const form = document.querySelector("form.log"), seen = {};
  form.querySelectorAll("input[type=radio]").forEach(i => (seen[i.name] = seen[i.name] || []).push(i));
  const pick = name => { const all = seen[name]; all[Math.floor(chance * all.length) % all.length].checked = true; };
  pick("area");
  const area = form.querySelector("[name=area]:checked").value;
  ["task_" + area, "mode", "minutes", "age_band"].forEach(pick);
  const mark = form.elements.submission.value;
  setTimeout(() => form.requestSubmit());
  return mark;
}"""
KNOWN = """async (marks) => {
  const state = await (await fetch("/rabotno-myasto/vrazka/")).json();
  const states = [];
  for (let at = 0; at < marks.length; at += 100) {
    const records = marks.slice(at, at + 100).map(submission => ({ submission }));
    const answer = await fetch("/rabotno-myasto/sinhronizirai/", {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": state.token },
      body: JSON.stringify({ now: Date.now(), records })
    });
    (await answer.json()).answers.forEach(one => states.push(one.state));
  }
  return states;
}"""
# For the control: every sending bears a new mark, so that the site cannot know a record again.
FORGETFUL = """
const plain = window.fetch;
window.fetch = (address, how) => {
  if (how && how.body && String(address).indexOf("sinhronizirai") > 0) {
    const sent = JSON.parse(how.body);
    sent.records.forEach(record => { record.submission = crypto.randomUUID(); });
    how = Object.assign({}, how, { body: JSON.stringify(sent) });
  }
  return plain(address, how);
};
"""


@pytest.fixture
def wire(site: str) -> Iterator[Wire]:
    laid = Wire(urlsplit(site).port or 80)
    yield laid
    laid.take_down()


@pytest.fixture(scope="module")
def sessions(browser: Browser, site: str, data_folder: Path) -> dict[str, StorageState]:
    """Signed in once each: codes are sent so often and no more."""
    found = {}
    for who in ("librarian", "librarian2"):
        context = browser.new_context(base_url=site, locale="bg-BG")
        sign_in(context.new_page(), data_folder, who)
        found[who] = context.storage_state()
        context.close()
    return found


Opens = Callable[..., BrowserContext]


@pytest.fixture
def opens(browser: Browser, wire: Wire, sessions: dict[str, StorageState]) -> Iterator[Opens]:
    """A librarian's browser whose worker is at work."""
    opened = []

    def open_desk(**options: Any) -> BrowserContext:
        wanted = {"viewport": DESKTOP, "locale": "bg-BG", "storage_state": sessions["librarian"], **options}
        context = browser.new_context(base_url=wire.address, **wanted)
        opened.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(DESK)
        wait_for_worker(page)
        return context

    yield open_desk
    for context in opened:
        context.close()


def sign_in_again(context: BrowserContext, session: StorageState) -> None:
    for one in session["cookies"]:
        context.add_cookies(
            [{"name": one["name"], "value": one["value"], "domain": one["domain"], "path": one["path"]}]
        )


def wait_for_worker(page: Page) -> None:
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.match('/rabotno-myasto/bez-internet/').then(Boolean)")


def until(page: Page, claim: str) -> None:
    """Polled from outside: the pages allow no evaluated script, so they cannot poll themselves.

    Longer than the half minute after which the desk tries again by itself.
    """
    for _ in range(450):
        with suppress(BrowserError):  # the page is being replaced
            if page.evaluate(claim):
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {claim}")


def today(page: Page) -> int:
    page.goto(DESK)
    found = re.search(r"Днес: (\d+)", page.locator("main").inner_text())
    assert found, "the desk counts the records of today"
    return int(found.group(1))


def waiting(page: Page) -> int:
    return int(page.evaluate("Desk.all().then(records => records.length)"))


def wait_until_sent(page: Page) -> None:
    page.goto(OFFLINE)
    for _ in range(200):
        if waiting(page) == 0:
            return
        page.evaluate("Desk.beat()")
        page.wait_for_timeout(100)
    raise AssertionError(f"{waiting(page)} records never left: {page.locator('[data-state]').inner_text()}")


class Hands:
    """Two tabs, a line that is cut, and somebody who works on regardless."""

    def __init__(self, context: BrowserContext, wire: Wire, seed: int) -> None:
        self.context, self.wire, self.chance = context, wire, Random(seed)
        self.tabs = [context.pages[0], context.new_page()]
        self.marks: list[str] = []
        self.tabs[1].goto(OFFLINE)

    def cut(self) -> None:
        match self.chance.choice(["offline", Line.CUT, Line.DEAF]):
            case "offline":
                self.context.set_offline(True)
            case line:
                self.wire.set(Line(line))

    def mend(self) -> None:
        self.context.set_offline(False)
        self.wire.set(Line.WHOLE)

    def work(self) -> None:
        """A record from either tab, by whichever form it shows; it counts once the browser has it."""
        tab = self.chance.choice(self.tabs)
        if not tab.locator("form.log").count():
            tab.goto(self.chance.choice([DESK, OFFLINE]))
        is_queue = tab.locator("form[data-queue]").count() > 0
        if is_queue:
            self.marks.append(tab.evaluate(LOG, self.chance.random()))
            until(tab, f"document.querySelector('form.log').elements.submission.value !== '{self.marks[-1]}'")
            return
        with tab.expect_navigation():
            self.marks.append(tab.evaluate(LOG, self.chance.random()))

    def disturb(self) -> None:
        """A reload, another page, a tab closed in the middle of sending, both sending at once, or nothing."""
        number = self.chance.randrange(2)
        tab = self.tabs[number]
        with suppress(BrowserError):  # what breaks off here is meant to
            match self.chance.choice(["reload", "go", "close", "both", "nothing"]):
                case "reload":
                    tab.reload()
                case "go":
                    tab.goto(self.chance.choice([DESK, OFFLINE]))
                case "close":
                    tab.evaluate("() => { self.Desk && Desk.beat && Desk.beat(); }")
                    tab.close()
                    self.tabs[number] = self.context.new_page()
                    self.tabs[number].goto(self.chance.choice([DESK, OFFLINE]))
                case "both":
                    for each in self.tabs:
                        each.evaluate("() => { self.Desk && Desk.beat && Desk.beat(); }")


def test_each_record_arrives_once_whatever_is_cut(opens: Opens, wire: Wire, record_property: Any) -> None:
    context = opens()
    before = today(context.pages[0])
    hands = Hands(context, wire, SEED)
    for _cut in range(CUTS):
        hands.cut()
        hands.work()
        hands.disturb()
        if hands.chance.random() < 0.7:
            hands.mend()
            hands.disturb()
            if hands.chance.random() < 0.3:
                hands.work()
    hands.mend()
    page = context.new_page()
    wait_until_sent(page)
    record_property("records", len(hands.marks))
    assert len(set(hands.marks)) == len(hands.marks)
    assert set(page.evaluate(KNOWN, hands.marks)) == {"known"}, "none is lost"
    assert today(page) - before == len(hands.marks), "none is doubled"


def test_control_without_the_mark_of_the_press_doubles_are_seen(opens: Opens, wire: Wire) -> None:
    context = opens()
    page = context.pages[0]
    before = today(page)
    context.add_init_script(FORGETFUL)
    context.set_offline(True)
    page.goto(OFFLINE)
    page.evaluate(LOG, 0.5)
    until(page, "Desk.all().then(records => records.length === 1)")
    context.set_offline(False)
    for _ in range(3):
        page.evaluate("Desk.beat()")
        page.wait_for_timeout(300)
    page.evaluate("Desk.all().then(records => Promise.all(records.map(r => Desk.remove(r.submission))))")
    assert today(page) - before > 1


def test_the_state_is_said_in_words_and_the_kept_page_breaks_no_rule(opens: Opens, wire: Wire) -> None:
    for scheme, size in (("light", PHONE), ("dark", DESKTOP)):
        context = opens(color_scheme=scheme, viewport=size)
        page = context.pages[0]
        expect(page.locator("[data-state]")).to_contain_text("Има връзка. Всичко е изпратено.")
        until(page, "Desk.sheets().then(sheets => sheets.length > 0)")
        context.set_offline(True)
        page.goto(DESK)
        expect(page.locator("[data-state]")).to_contain_text("Няма интернет. Работете спокойно.")
        page.evaluate(LOG, 0.1)
        expect(page.locator("[data-state]")).to_contain_text("1 запис ще се изпрати сам.")
        expect(page.locator("[data-kept]")).to_contain_text("Запазено на този компютър: Работа")
        assert violations(page) == []
        assert sideways(page) == 0
        context.set_offline(False)
        expect(page.locator("[data-state]")).to_contain_text("Всичко е изпратено.")


def test_a_form_that_was_sent_into_a_dead_line_waits_with_what_was_chosen(opens: Opens, wire: Wire) -> None:
    context = opens()
    page = context.pages[0]
    wire.set(Line.CUT)
    with page.expect_navigation():
        page.evaluate(LOG, 0.1)
    expect(page.locator("[data-waiting] li")).to_contain_text("Работа, Търсене на обяви, заедно, до 5 мин, до 14")
    wire.set(Line.WHOLE)
    wait_until_sent(page)


def test_a_record_waits_while_nobody_is_signed_in_or_another_library_is(
    opens: Opens, sessions: dict[str, StorageState]
) -> None:
    context = opens()
    page = context.pages[0]
    context.set_offline(True)
    page.goto(OFFLINE)
    page.evaluate(LOG, 0.1)
    expect(page.locator("[data-waiting] li")).to_have_count(1)
    context.clear_cookies()
    context.set_offline(False)
    expect(page.locator("[data-state]")).to_contain_text("Влезте и ще се изпрати.")
    sign_in_again(context, sessions["librarian2"])
    page.goto(DESK)
    expect(page.locator("[data-state]")).to_contain_text("за друга библиотека")
    context.clear_cookies()
    sign_in_again(context, sessions["librarian"])
    page.goto(DESK)
    expect(page.locator("[data-state]")).to_contain_text("Всичко е изпратено.")


def test_sheets_of_a_search_print_without_a_connection_until_the_person_leaves(opens: Opens, wire: Wire) -> None:
    context = opens()
    page = context.pages[0]
    until(page, "Desk.sheets().then(all => all.some(sheet => sheet.from === 'base'))")
    page.goto("/tarsene/?q=пик+нои")
    until(page, "Desk.sheets().then(all => all.some(sheet => sheet.from === 'found'))")
    context.set_offline(True)
    page.goto(DESK)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name=re.compile("^Отпечатай: .*ПИК на НОИ")).first.click()
    sheet = page.locator("[data-paper] article.sheet")
    expect(sheet).to_contain_text("ПИК на НОИ")
    expect(sheet.locator("svg.qr")).to_have_count(1)
    page.evaluate(LOG, 0.1)
    expect(page.locator("[data-waiting] li")).to_have_count(1)
    page.get_by_role("button", name="Изчисти за следващия").click()
    expect(page.locator("[data-kept]")).to_contain_text("Записите чакат.")
    kept = page.evaluate("Desk.sheets().then(all => all.map(sheet => sheet.from))")
    assert set(kept) == {"base"}
    assert waiting(page) == 1
    context.set_offline(False)
    wait_until_sent(page)


def test_a_refused_record_is_shown_with_its_reason_corrected_and_sent(opens: Opens, wire: Wire) -> None:
    context = opens()
    page = context.pages[0]
    context.set_offline(True)
    page.goto(OFFLINE)
    page.evaluate(LOG, 0.1)
    until(page, "Desk.all().then(all => all.length === 1)")
    page.evaluate("Desk.all().then(([record]) => Desk.put(Object.assign({}, record, { task: 'no-such' })))")
    context.set_offline(False)
    row = page.locator("[data-waiting] li")
    expect(row).to_contain_text("Поправете записа или го махнете.")
    row.get_by_role("button", name="Поправи").click()
    page.locator("form.log label:visible", has_text="Търсене на обяви").click()
    page.locator("form.log").get_by_role("button", name="Запиши").click()
    expect(row).to_have_count(0)


def test_an_old_record_waits_for_a_person(opens: Opens, wire: Wire) -> None:
    context = opens()
    page = context.pages[0]
    context.set_offline(True)
    page.goto(OFFLINE)
    page.evaluate(LOG, 0.1)
    until(page, "Desk.all().then(all => all.length === 1)")
    page.evaluate("Desk.all().then(([r]) => Desk.put(Object.assign({}, r, { saved_at: r.saved_at - 8 * 864e5 })))")
    context.set_offline(False)
    row = page.locator("[data-waiting] li")
    expect(row).to_contain_text("По-стар е от 7 дни")
    page.evaluate("Desk.beat()")
    assert waiting(page) == 1
    row.get_by_role("button", name="Изпрати").click()
    expect(row).to_have_count(0)
