"""Sources on the clock: read, judged, applied; whatever kills one harms nothing that stands."""

from datetime import timedelta
from typing import Any

import pytest

from ramo.harvest import jobs
from ramo.harvest.actions import follow_move, switch
from ramo.harvest.data import Dialect
from ramo.harvest.models import HarvestRun, Source
from ramo.harvest.run_actions import run_source
from ramo.harvest.states import Death, SourceState
from ramo.kit import clock
from ramo.kit.fetch.tests.town import Page, Request, Town, page, redirect
from ramo.listings.actions import standing_of
from ramo.listings.models import FundingCall, Vacancy
from ramo.tasks.models import Task
from tests.cast import Cast

from . import factories
from .factories import make_source
from .readers.test_isun import FIRST, LIST, PAGE

HOST = "dbt.example.bg"
ADDRESS = f"http://{HOST}/jobs.csv"


def town(answer: Page, **more: Page) -> Town:
    return Town(pages={f"{HOST}/jobs.csv": answer, **more})


def listed(count: int, **headers: Any) -> bytes:
    return page(factories.jobs(range(count)), content_type="text/csv", **headers)


def web_source(**values: Any) -> Source:
    return make_source(address=ADDRESS, **values)


def run(source: Source, where: Town, **more: Any) -> HarvestRun:
    return run_source(source, fetch=where.visitor.fetch, **more)


def test_source_is_read_and_its_offers_stand(cast: Cast) -> None:
    source = web_source()
    done = run(source, town(listed(8)))
    assert (done.state, done.new, done.is_applied) == (SourceState.OK, 8, True)
    assert Vacancy.objects.count() == 8
    source.refresh_from_db()
    assert source.due_at is not None
    assert source.due_at > clock.now() + timedelta(days=3)


def test_second_run_of_the_same_writes_no_offer_anew(cast: Cast) -> None:
    source = web_source()
    run(source, town(listed(8)))
    before = dict(Vacancy.objects.values_list("pk", "added_at"))
    done = run(source, town(listed(8)))
    assert (done.new, done.changed, done.unchanged) == (0, 0, 8)
    assert dict(Vacancy.objects.values_list("pk", "added_at")) == before


def test_version_is_remembered_and_not_modified_confirms_all(cast: Cast) -> None:
    def answer(request: Request) -> bytes:
        return page(code=304) if request.headers.get("if-none-match") == '"1"' else listed(8, ETag='"1"')

    source = web_source()
    run(source, town(answer))
    source.refresh_from_db()
    assert source.etag == '"1"'
    done = run(source, town(answer))
    assert (done.status, done.unchanged, done.gone) == ("not-modified", 8, 0)


FIREWALL = page("<html><title>Access Denied</title>", content_type="text/html")
LOGIN = page("<html><title>Вход</title><input type=password>", content_type="text/html")
DEATHS: list[tuple[str, Town, Death]] = [
    ("no address", Town(names={HOST: []}), Death.OUT_OF_BOUNDS),
    ("not found", town(page(code=404)), Death.NOT_FOUND),
    ("withdrawn", town(page(code=410)), Death.WITHDRAWN),
    ("server error", town(page(code=500)), Death.SERVER_ERROR),
    ("login", town(LOGIN), Death.LOGIN),
    ("firewall", town(FIREWALL), Death.FIREWALL),
    ("empty", town(listed(0)), Death.EMPTY),
    ("shrunk", town(listed(5)), Death.SHRUNK),
    ("another page", town(page("<html><p>Добре дошли", content_type="text/html")), Death.CHANGED_STRUCTURE),
    ("wrong columns", town(page("a;b\n1;2\n")), Death.CHANGED_STRUCTURE),
    ("half refused", town(page(factories.table(*[f"{n};;Т;;;" for n in range(9)]))), Death.CHANGED_STRUCTURE),
    ("loop", town(redirect("/b"), **{f"{HOST}/b": redirect("/jobs.csv")}), Death.REDIRECT_LOOP),
    ("inside", town(redirect("http://127.0.0.1/")), Death.OUT_OF_BOUNDS),
    ("robots", Town(pages={f"{HOST}/robots.txt": page("User-agent: *\nDisallow: /")}), Death.FORBIDDEN),
    ("other domain", town(redirect("http://other.example.bg/", 301), **{"other.example.bg/": listed(8)}), Death.MOVED),
]


@pytest.mark.parametrize(("name", "where", "death"), DEATHS, ids=[name for name, *_ in DEATHS])
def test_no_death_of_a_source_takes_anything_down(cast: Cast, name: str, where: Town, death: Death) -> None:
    source, other = web_source(), make_source("other", address="http://fine.example.bg/")
    run(source, town(listed(8)))
    run(other, Town(pages={"fine.example.bg/": page(factories.jobs(range(20, 25)))}))
    standing = standing_of(source.pk)
    done = run(source, where)
    assert done.cause is death
    assert not done.is_applied
    assert standing_of(source.pk) == standing
    assert Vacancy.objects.published().count() == 13


def test_garbled_letters_change_nothing(cast: Cast) -> None:
    source = web_source()
    run(source, town(listed(8)))
    broken = factories.jobs(range(8)).decode().replace("Шивач", "Шивач".encode().decode("windows-1251"))
    done = run(source, town(page(broken)))
    assert (done.state, done.cause) == (SourceState.GARBLED, Death.WRONG_LETTERS)
    assert not done.is_applied


def test_trouble_is_a_task_of_who_minds_the_source_and_leaves_with_it(cast: Cast) -> None:
    source = web_source(district=cast.district)
    run(source, town(listed(8)))
    run(source, town(page(code=404)))
    task = Task.objects.get(key=f"harvest:source:{source.pk}")
    assert (task.scope, task.settled_at) == (f"district:{cast.district.pk}", None)
    run(source, town(listed(8)))
    task.refresh_from_db()
    assert task.settled_at


def test_pages_are_followed_to_the_last(cast: Cast) -> None:
    rss = "<rss><channel><title>x</title>{}</channel></rss>"
    item = "<item><title>Курс {0}</title><guid>{0}</guid></item>"
    first = rss.format('<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/2"/>' + item.format(1))
    where = Town(pages={"a.example.bg/": page(first), "a.example.bg/2": page(rss.format(item.format(2)))})
    source = make_source(address="http://a.example.bg/", dialect=Dialect.FEEDS, kind="course")
    assert run(source, where).new == 2


def test_page_that_fails_on_the_way_retires_nothing(cast: Cast) -> None:
    item = "<item><title>Курс {0}</title><guid>{0}</guid></item>"
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/2"/>'
    both = "<rss><channel>" + item.format(1) + item.format(2) + "</channel></rss>"
    source = make_source(address="http://a.example.bg/", dialect=Dialect.FEEDS, kind="course")
    run(source, Town(pages={"a.example.bg/": page(both)}))
    half = "<rss><channel>" + link + item.format(1) + "</channel></rss>"
    done = run(source, Town(pages={"a.example.bg/": page(half), "a.example.bg/2": page(code=500)}))
    assert (done.is_applied, done.is_complete, done.gone) == (True, False, 0)
    assert len(standing_of(source.pk)) == 2


def test_each_call_is_opened_for_its_dates(cast: Cast) -> None:
    host = "eumis2020.government.bg"
    pages: dict[str, Page] = {
        f"{host}/bg/s/Procedure/Active": page(LIST, content_type="text/html"),
        f"{host}/bg/s/Procedure/Info/{FIRST}": page(PAGE, content_type="text/html"),
    }
    source = make_source(address=f"https://{host}/bg/s/Procedure/Active", dialect=Dialect.ISUN, kind="call")
    done = run(source, Town(pages=pages))
    assert (done.new, done.refused, done.is_complete) == (1, 1, False)
    call = FundingCall.objects.get()
    assert call.closes_at is not None
    assert call.closes_at.astimezone(clock.COUNTRY_ZONE).strftime("%d.%m.%Y %H:%M") == "31.12.2029 17:30"


def test_person_s_try_looks_at_a_few_pages_and_retires_nothing(cast: Cast) -> None:
    source = web_source()
    run(source, town(listed(8)))
    done = run(source, town(listed(7)), by=cast.office)
    assert done.manner == HarvestRun.Manner.HAND
    assert done.gone == 1  # one page is the whole of it


def test_moved_source_is_followed_by_a_person(cast: Cast) -> None:
    source = web_source()
    moved: dict[str, Page] = {"other.example.bg/": listed(8)}
    run(source, town(redirect("http://other.example.bg/", 301), **moved))
    source.refresh_from_db()
    assert (source.state, source.moved_to) == (SourceState.MOVED, "http://other.example.bg/")
    follow_move(source, by=cast.office)
    assert run(source, Town(pages=moved)).new == 8


def test_clock_runs_what_is_due_and_switched_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(source: Source) -> None:
        asked.append(source.pk)

    monkeypatch.setattr(jobs, "run_source", note)
    web_source(key="due")
    make_source("off", address=ADDRESS, is_on=False)
    make_source("later", address=ADDRESS, due_at=clock.now() + timedelta(hours=1))
    make_source("files")
    assert jobs.harvest_due() == 1
    assert asked == ["due"]


def test_source_that_breaks_us_keeps_no_other_waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(source: Source) -> None:
        if source.pk == "a":
            raise ZeroDivisionError

    monkeypatch.setattr(jobs, "run_source", breaking)
    for key in ("a", "b"):
        web_source(key=key)
    assert jobs.harvest_due() == 2
    assert Source.objects.get(pk="a").due_at is not None


def test_switched_on_source_is_due_at_once(cast: Cast) -> None:
    source = web_source(is_on=False)
    switch(source, is_on=True, by=cast.office)
    assert Source.objects.due(clock.now()).exists()
    switch(source, is_on=False, by=cast.office)
    assert not Source.objects.due(clock.now()).exists()


def test_host_that_asks_for_rest_is_not_asked_before(cast: Cast) -> None:
    source = web_source()
    run(source, town(page(code=503, Retry_After="80000")))
    source.refresh_from_db()
    assert source.due_at is not None
    assert source.due_at > clock.now() + timedelta(hours=20)
