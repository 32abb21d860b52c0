"""One look: polite, and only what it saw."""

from datetime import timedelta
from typing import Any

import pytest

from ramo.kit.fetch import Fetched, Refusal, Status, Validators
from ramo.kit.fetch.tests.town import Town, page, redirect
from ramo.watch.data import Look, Trouble
from ramo.watch.looking import look_at

from . import zoo

ADDRESS = "https://sluzhba.example/uslugi/za-rabota"


class Web:
    """Answers as told, and remembers what was asked."""

    def __init__(self, **answers: Fetched) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.known: Validators | None = None

    def __call__(self, address: str, *, method: str, known: Validators | None = None, **_: Any) -> Fetched:
        self.asked.append(method)
        self.known = known
        return self.answers[method]


def html(text: str = zoo.ALIVE["plain"], **more: Any) -> Fetched:
    told = {"status": Status.OK, "address": ADDRESS, "code": 200, "content_type": "text/html", **more}
    return Fetched(content=text.encode(), **told)


def failed(status: Status, **more: Any) -> Fetched:
    return Fetched(status, ADDRESS, **more)


def test_a_file_is_asked_for_its_head_only() -> None:
    web = Web(HEAD=Fetched(Status.OK, ADDRESS, 200, content_type="application/pdf"))
    assert look_at(ADDRESS, fetch=web) == Look()
    assert web.asked == ["HEAD"]


def test_a_page_is_read_because_its_head_cannot_say_that_it_is_missing() -> None:
    web = Web(HEAD=html(""), GET=html(zoo.SOFT_404["bulgarian"]))
    assert look_at(ADDRESS, fetch=web).failure == Trouble.SOFT_404


@pytest.mark.parametrize("status", [Status.FAILED, Status.NOT_FOUND, Status.UNREACHABLE])
def test_a_head_that_fails_is_no_failure_before_the_page_itself_fails(status: Status) -> None:
    """Many servers answer HEAD wrongly."""
    web = Web(HEAD=failed(status, code=405), GET=html())
    assert look_at(ADDRESS, fetch=web).failure == ""
    assert web.asked == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("fetched", "trouble"),
    [
        (failed(Status.NOT_FOUND, code=404), Trouble.GONE),
        (failed(Status.GONE, code=410), Trouble.GONE),
        (failed(Status.FAILED, code=500), Trouble.DEAD),
        (failed(Status.FAILED, code=403), Trouble.CLOSED),
        (failed(Status.WALLED, code=200), Trouble.CLOSED),
        (failed(Status.UNREACHABLE, detail="no such name"), Trouble.DEAD),
        (failed(Status.UNREACHABLE, detail="[SSL: CERTIFICATE_VERIFY_FAILED] expired"), Trouble.CERTIFICATE),
        (failed(Status.TOO_SLOW), Trouble.DEAD),
        (failed(Status.REFUSED, refusal=Refusal.PRIVATE_ADDRESS), Trouble.DEAD),
        (failed(Status.REFUSED, refusal=Refusal.REDIRECT_LOOP), Trouble.DEAD),
    ],
)
def test_each_failure_has_its_name(fetched: Fetched, trouble: Trouble) -> None:
    assert look_at(ADDRESS, is_source=True, fetch=Web(GET=fetched)).failure == trouble


def test_a_site_that_asks_us_to_wait_has_not_failed() -> None:
    web = Web(HEAD=failed(Status.BUSY, code=429, retry_after=7200.0))
    look = look_at(ADDRESS, fetch=web)
    assert (look.failure, look.wait, look.was_asked) == ("", timedelta(hours=2), False)
    assert web.asked == ["HEAD"], "nothing more is asked of it"


def test_where_machines_are_not_wanted_nobody_looks_and_nothing_has_failed() -> None:
    look = look_at(ADDRESS, fetch=Web(HEAD=failed(Status.REFUSED, refusal=Refusal.ROBOTS)))
    assert (look.failure, look.was_asked) == ("", False)


def test_a_large_file_is_there() -> None:
    assert look_at(ADDRESS, is_source=True, fetch=Web(GET=failed(Status.TOO_LARGE))).failure == ""


def test_an_address_that_moved_for_good_names_the_new_one() -> None:
    web = Web(GET=html(address="https://sluzhba.example/novo", moved_to="https://sluzhba.example/novo"))
    assert look_at(ADDRESS, is_source=True, fetch=web).moved_to == "https://sluzhba.example/novo"


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("https://sluzhba.example/a", "https://www.sluzhba.example/a/"),
        ("http://sluzhba.example/a", "https://sluzhba.example/a"),
        ("https://sluzhba.example/", "https://sluzhba.example/bg/"),
        ("https://sluzhba.example", "https://sluzhba.example/index.php"),
    ],
)
def test_a_slash_or_a_language_more_is_no_move(address: str, to: str) -> None:
    assert look_at(address, is_source=True, fetch=Web(GET=html(address=to, moved_to=to))).moved_to == ""


@pytest.mark.parametrize("end", ["https://sluzhba.example/", "https://sluzhba.example/bg/", "https://nova.example"])
def test_a_deep_address_that_ends_at_the_first_page_is_missing(end: str) -> None:
    look = look_at(ADDRESS, is_source=True, fetch=Web(GET=html(address=end, moved_to=end)))
    assert (look.failure, look.moved_to) == (Trouble.SOFT_404, "")


def test_a_source_is_asked_whether_it_has_changed_since_we_know_it() -> None:
    web = Web(GET=failed(Status.NOT_MODIFIED, code=304))
    look = look_at(ADDRESS, is_source=True, known=Validators('"v1"'), fetch=web)
    assert (look.is_unchanged, web.known) == (True, Validators('"v1"'))


def test_the_text_of_a_source_is_read_in_its_declared_encoding() -> None:
    text = zoo.MONDAY.encode("windows-1251", errors="ignore")
    told = Fetched(Status.OK, ADDRESS, 200, content=text, content_type="text/html; charset=windows-1251")
    assert look_at(ADDRESS, is_source=True, fetch=Web(GET=told)).content_hash


def test_it_says_who_it_is_and_goes_without_the_fragment() -> None:
    town = Town({"sluzhba.example/a": page(zoo.ALIVE["plain"], content_type="text/html")})
    look = look_at("http://sluzhba.example/a#tuk", is_source=True, fetch=town.visitor.fetch)
    assert look.failure == ""
    assert town.paths() == ["/a"]
    assert town.asked[-1].headers["user-agent"].startswith("Ramo/1 (+http")


def test_a_whole_visit_follows_a_permanent_move() -> None:
    town = Town(
        {
            "sluzhba.example/staro": redirect("http://sluzhba.example/novo", 301),
            "sluzhba.example/novo": page(zoo.ALIVE["plain"], content_type="text/html; charset=utf-8"),
        }
    )
    look = look_at("http://sluzhba.example/staro", is_source=True, fetch=town.visitor.fetch)
    assert look.moved_to == "http://sluzhba.example/novo"
    assert look.content_hash


def test_inside_addresses_are_never_visited() -> None:
    town = Town(names={"intranet.example": ["127.0.0.1"]})
    assert look_at("http://intranet.example/", is_source=True, fetch=town.visitor.fetch).failure == Trouble.DEAD
    assert not town.connected
