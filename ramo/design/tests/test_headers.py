"""What may be kept by whom, and which powers of the browser are never asked for."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client

from ramo.kit.clock import COUNTRY_ZONE

pytestmark = pytest.mark.usefixtures("frame_alone")


@pytest.fixture
def noon() -> time_machine.travel:
    return time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=COUNTRY_ZONE), tick=False)


def kept(client: Client, address: str) -> str:
    return client.get(address).headers["Cache-Control"]


def test_public_page_may_be_kept_a_minute_by_anybody(client: Client, noon: time_machine.travel) -> None:
    with noon:
        answer = client.get("/pomosht/")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"


def test_public_page_is_never_kept_past_midnight_in_the_country(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 23, 59, 40, tzinfo=COUNTRY_ZONE), tick=False):
        assert kept(client, "/pomosht/") == "public, max-age=20"


@pytest.mark.parametrize("address", ["/rabotno-myasto/", "/nyama/", "/vhod/", "/pomosht"])
def test_guarded_missing_and_moved_pages_are_kept_by_nobody(client: Client, address: str) -> None:
    assert kept(client, address) == "private, no-store"


def test_page_of_a_reader_with_cookies_is_theirs_alone(client: Client) -> None:
    client.cookies["library"] = "2345"
    assert kept(client, "/pomosht/") == "private, no-store"


def test_page_that_sets_a_cookie_is_kept_by_nobody(client: Client) -> None:
    assert kept(client, "/s-token/") == "private, no-store"


def test_answer_to_a_form_is_kept_by_nobody(client: Client) -> None:
    assert client.post("/edri-bukvi/").headers["Cache-Control"] == "private, no-store"


def test_every_page_gives_up_the_powers_it_does_not_need(client: Client) -> None:
    headers = client.get("/pomosht/").headers
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_content_policy_allows_nothing_inline_and_nothing_foreign(client: Client) -> None:
    policy = client.get("/pomosht/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
