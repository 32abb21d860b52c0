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
        headers = client.get("/pomosht/").headers
    assert headers["X-Accel-Expires"] == "60"
    assert headers["Cache-Control"] == "public"
    assert headers["Expires"] == "Tue, 24 Nov 2026 10:01:00 GMT"
    assert headers["Vary"] == "Cookie, Accept-Encoding"


def test_older_caches_read_the_first_header_first(client: Client) -> None:
    names = list(client.get("/pomosht/").headers)
    assert names.index("X-Accel-Expires") < names.index("Cache-Control") < names.index("Expires")


def test_public_page_is_never_kept_past_midnight_in_the_country(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 23, 59, 40, tzinfo=COUNTRY_ZONE), tick=False):
        headers = client.get("/pomosht/").headers
    assert headers["X-Accel-Expires"] == "20"
    assert headers["Expires"] == "Tue, 24 Nov 2026 22:00:00 GMT"


def test_page_whose_content_ends_earlier_is_kept_only_until_then(client: Client, noon: time_machine.travel) -> None:
    with noon:
        assert client.get("/do-skoro/?s=30").headers["X-Accel-Expires"] == "30"
        assert client.get("/do-skoro/?s=600").headers["X-Accel-Expires"] == "60"
        assert kept(client, "/do-skoro/?s=0") == "private, no-store"
        assert kept(client, "/do-skoro/?s=-5") == "private, no-store"


@pytest.mark.parametrize("address", ["/rabotno-myasto/", "/nyama/", "/vhod/", "/pomosht"])
def test_guarded_missing_and_moved_pages_are_kept_by_nobody(client: Client, address: str) -> None:
    assert kept(client, address) == "private, no-store"


def test_page_of_a_reader_with_preferences_is_shared_by_the_cache_alone(client: Client) -> None:
    client.cookies["library"] = "2345"
    client.cookies["big_type"] = "1"
    headers = client.get("/pomosht/").headers
    assert headers["Cache-Control"] == "private"
    assert headers["X-Accel-Expires"] == "60"


@pytest.mark.parametrize(
    ("name", "value"), [("sessionid", "x"), ("_ga", "1"), ("library", "no such"), ("big_type", "2")]
)
def test_page_asked_with_any_other_cookie_is_kept_by_nobody(client: Client, name: str, value: str) -> None:
    client.cookies[name] = value
    headers = client.get("/pomosht/").headers
    assert headers["Cache-Control"] == "private, no-store"
    assert "X-Accel-Expires" not in headers


def test_page_asked_with_a_parameter_that_no_page_reads_is_kept_by_nobody(client: Client) -> None:
    assert kept(client, "/pomosht/?utm_source=x") == "private, no-store"
    assert kept(client, "/pomosht/?%71=x") == "private, no-store"
    assert kept(client, "/pomosht/?q=x&page=2") == "public"


def test_page_of_another_day_than_the_cache_keeps_is_kept_by_nobody(client: Client, noon: time_machine.travel) -> None:
    with noon:
        today, yesterday = (
            client.get("/pomosht/", headers={"X-Ramo-Day": day}).headers for day in ("2026-11-24", "2026-11-23")
        )
    assert today["X-Accel-Expires"] == "60"
    assert yesterday["Cache-Control"] == "private, no-store"


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
