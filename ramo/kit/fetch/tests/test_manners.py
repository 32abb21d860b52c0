"""We knock softly, and where a notice says so, not at all."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ramo.kit.fetch import Refusal, Status
from ramo.kit.fetch.manners import retry_after

from .town import Town, page, redirect

HERE = "http://a.example.bg/jobs"
CLOSED = page("User-agent: *\nDisallow: /jobs\n")


def test_robots_are_heeded() -> None:
    town = Town(pages={"a.example.bg/robots.txt": CLOSED, "a.example.bg/jobs": page("x")})
    assert town.fetch(HERE).refusal is Refusal.ROBOTS
    assert town.paths() == []
    assert town.fetch(HERE, heed_robots=False).status is Status.OK


def test_robots_may_name_us() -> None:
    town = Town(
        pages={"a.example.bg/robots.txt": page("User-agent: RamoTest\nDisallow: /\n"), "a.example.bg/jobs": page()}
    )
    assert town.fetch(HERE).refusal is Refusal.ROBOTS


def test_robots_of_the_host_that_a_redirect_leads_to_are_heeded() -> None:
    town = Town(pages={"a.example.bg/jobs": redirect("http://b.example.bg/jobs"), "b.example.bg/robots.txt": CLOSED})
    assert town.fetch(HERE).refusal is Refusal.ROBOTS


def test_robots_are_read_once_a_day() -> None:
    town = Town(pages={"a.example.bg/jobs": page()})
    for _ in range(3):
        town.fetch(HERE)
    assert [request.path for request in town.asked].count("/robots.txt") == 1
    town.clock += 90_000
    town.fetch(HERE)
    assert [request.path for request in town.asked].count("/robots.txt") == 2


@pytest.mark.parametrize("code", [404, 403, 401])
def test_host_without_robots_may_be_visited(code: int) -> None:
    town = Town(pages={"a.example.bg/robots.txt": page(code=code), "a.example.bg/jobs": page()})
    assert town.fetch(HERE).status is Status.OK


@pytest.mark.parametrize("code", [500, 503, 429])
def test_host_that_cannot_say_what_it_wishes_is_left_alone(code: int) -> None:
    town = Town(pages={"a.example.bg/robots.txt": page(code=code), "a.example.bg/jobs": page()})
    assert town.fetch(HERE).refusal is Refusal.ROBOTS


def test_huge_robots_are_no_wish() -> None:
    town = Town(pages={"a.example.bg/robots.txt": page(b"#" * 600_000), "a.example.bg/jobs": page()})
    assert town.fetch(HERE).status is Status.OK


def test_second_visit_waits_a_second_and_another_host_does_not() -> None:
    town = Town(pages={"a.example.bg/jobs": page(), "b.example.bg/": page()})
    town.fetch(HERE)  # robots.txt, then the page
    assert town.slept == [1.0]
    town.fetch("http://b.example.bg/", heed_robots=False)
    assert town.slept == [1.0]
    town.fetch(HERE)
    assert town.slept == [1.0, 1.0]


def test_host_may_ask_for_longer_pauses_within_reason() -> None:
    for asked, kept in ((3, 3.0), (900, 10.0)):
        robots = page(f"User-agent: *\nCrawl-delay: {asked}\n")
        town = Town(pages={"a.example.bg/robots.txt": robots, "a.example.bg/jobs": page()})
        town.fetch(HERE)
        town.fetch(HERE)
        assert town.slept[-1] == kept


def test_our_own_pauses_are_not_counted_as_their_slowness() -> None:
    town = Town(pages={"a.example.bg/jobs": page()})
    town.visitor.manners.host("a.example.bg").free_at = town.clock + 100
    assert town.fetch(HERE, total_seconds=2).status is Status.OK


def test_host_that_asks_for_rest_gets_it() -> None:
    town = Town(pages={"a.example.bg/jobs": page(code=503, Retry_After="120")})
    fetched = town.fetch(HERE)
    assert (fetched.status, fetched.retry_after) == (Status.BUSY, 120.0)
    town.clock += 60
    fetched = town.fetch(HERE)
    assert fetched.refusal is Refusal.RESTING
    assert fetched.retry_after == pytest.approx(60, abs=2)
    assert len(town.paths()) == 1
    town.clock += 61
    assert town.fetch(HERE).status is Status.BUSY


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("", 0.0), ("soon", 0.0), ("-5", 0.0), ("999999999", 86_400.0), ("٣", 0.0)],
)
def test_retry_after_is_read_in_seconds(header: str, seconds: float) -> None:
    assert retry_after(header) == seconds


def test_retry_after_is_read_as_a_date() -> None:
    soon = datetime.now(tz=UTC) + timedelta(seconds=100)
    assert retry_after(format_datetime(soon, usegmt=True)) == pytest.approx(100, abs=3)
    assert retry_after("Mon, 01 Jan 2001 00:00:00 GMT") == 0.0
