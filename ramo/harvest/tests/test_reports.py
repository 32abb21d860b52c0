"""A run in words: what it met, when it began, and how its host lets us come."""

import json
from datetime import datetime, timedelta

from ramo.harvest.data import Dialect
from ramo.harvest.models import HarvestRun
from ramo.harvest.reports import report_of
from ramo.kit import clock
from ramo.kit.fetch.tests.town import Page, Town, page
from tests.cast import Cast

from . import factories
from .factories import make_source
from .test_runs import ADDRESS, HOST, run, town

BEGUN = datetime(2026, 11, 24, 9, 30, 5, tzinfo=clock.COUNTRY_ZONE)


def test_report_says_when_a_run_began_and_how_long_it_took(cast: Cast) -> None:
    told = report_of(
        HarvestRun(source=make_source(), began_at=BEGUN, ended_at=BEGUN + timedelta(seconds=14), is_applied=True)
    )
    assert "09:30:05" in told.timing
    assert "14 секунди" in told.timing


def test_run_is_timed_from_the_door_to_the_last_word(cast: Cast) -> None:
    done = run(make_source(address=ADDRESS), town(page(factories.jobs(range(3)), content_type="text/csv")))
    assert done.took is not None
    assert timedelta() < done.took < timedelta(minutes=1)


def test_report_says_how_often_robots_txt_lets_us_come(cast: Cast) -> None:
    pages: dict[str, Page] = {
        f"{HOST}/robots.txt": page("User-agent: *\nCrawl-delay: 7\n"),
        f"{HOST}/jobs.csv": page(factories.jobs(range(3)), content_type="text/csv"),
    }
    done = run(make_source(address=ADDRESS), Town(pages=pages))
    assert done.pause == 7
    assert "7 с" in report_of(done).timing


def test_report_says_that_robots_txt_forbids_it(cast: Cast) -> None:
    pages: dict[str, Page] = {f"{HOST}/robots.txt": page("User-agent: *\nDisallow: /")}
    done = run(make_source(address=ADDRESS), Town(pages=pages))
    assert "забранява" in report_of(done).timing


def test_one_page_of_an_asked_interface_retires_nothing_that_it_left_out(cast: Cast) -> None:
    place = {"locationMap": {"BG": ["BG312"]}, "employer": {"name": "Текстил"}, "title": "Шивач"}
    source = make_source(address="http://a.example.bg/search", dialect=Dialect.EURES_SEARCH, payload='{"page": 1}')
    for count in (4, 3):
        content = json.dumps({"numberRecords": 9, "jvs": [{"id": str(each), **place} for each in range(count)]})
        done = run(source, Town(pages={"a.example.bg/search": page(content, content_type="application/json")}))
    assert (done.is_complete, done.gone) == (False, 0)
