"""What a page is, told from its words alone; and what of it counts."""

import time

import pytest

from ramo.kit import limited
from ramo.watch.pages import judge, judged, meaning

from . import zoo


@pytest.mark.parametrize("name", zoo.ALIVE)
def test_a_page_with_content_is_alive(name: str) -> None:
    assert judge(zoo.ALIVE[name].encode())["failure"] == ""


@pytest.mark.parametrize("name", zoo.SOFT_404)
def test_a_page_that_says_it_is_missing_is_missing(name: str) -> None:
    assert judge(zoo.SOFT_404[name].encode())["failure"] == "soft_404"


@pytest.mark.parametrize("name", zoo.PARKED)
def test_a_page_of_a_seller_is_for_sale(name: str) -> None:
    assert judge(zoo.PARKED[name].encode())["failure"] == "parked"


def test_what_changes_by_itself_is_no_change() -> None:
    assert meaning(zoo.MONDAY.encode()) == meaning(zoo.TUESDAY.encode())
    assert judge(zoo.MONDAY.encode()) == judge(zoo.TUESDAY.encode())


@pytest.mark.parametrize("changed", [zoo.NEW_AMOUNT, zoo.NEW_PHONE, zoo.NEW_PAPER])
def test_another_amount_phone_or_paper_is_a_change(changed: str) -> None:
    assert judge(changed.encode())["digest"] != judge(zoo.MONDAY.encode())["digest"]


@pytest.mark.parametrize("name", zoo.EMPTY)
def test_a_page_with_nothing_to_say_has_no_digest_and_is_no_failure(name: str) -> None:
    assert judge(zoo.EMPTY[name].encode()) == {"failure": "", "digest": ""}


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_both_encodings_are_read_alike(encoding: str) -> None:
    """Where the server names none, as many of the older sites do."""
    assert judge(zoo.MONDAY.encode(encoding, errors="ignore"))["failure"] == ""
    assert "лично обезщетение" in meaning(zoo.MONDAY.replace("©", "").encode(encoding))


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 60_000,
        "страницата, която " + "а" * 200_000,
        "domain " + "a" * 200_000 + " is",
        "<title>" + "404 " * 100_000,
        "1.1." * 200_000,
        "a1" * 300_000,
        "преди " + "1" * 300_000,
    ],
    ids=["deep", "missing", "sale", "title", "dates", "token", "ago"],
)
def test_no_page_keeps_the_reader_busy(hostile: str) -> None:
    began = time.process_time()
    judged(hostile.encode(), "")
    assert time.process_time() - began < 3


def test_it_runs_in_the_limited_child() -> None:
    ran = limited.run("ramo.watch.pages:judged", zoo.SOFT_404["bulgarian"].encode(), argument="utf-8")
    assert (ran.overrun, ran.answer) == (None, b'{"failure": "soft_404", "digest": ""}')
