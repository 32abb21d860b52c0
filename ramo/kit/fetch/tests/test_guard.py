"""Where the fetcher will not go, however the address is dressed up."""

import ipaddress

import pytest

from ramo.kit.fetch import Refusal, Status, guard

from .town import PUBLIC, Town, page, redirect


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("file:///etc/passwd", Refusal.SCHEME),
        ("ftp://example.bg/", Refusal.SCHEME),
        ("gopher://example.bg/", Refusal.SCHEME),
        ("javascript:alert(1)", Refusal.SCHEME),
        ("data:text/html,x", Refusal.SCHEME),
        ("//example.bg/", Refusal.SCHEME),
        ("http:///path", Refusal.HOST),
        ("http://", Refusal.HOST),
        ("http://user@example.bg/", Refusal.USERINFO),
        ("http://example.bg:secret@127.0.0.1/", Refusal.USERINFO),
        ("http://example.bg:22/", Refusal.PORT),
        ("http://example.bg:5432/", Refusal.PORT),
        ("http://example.bg:99999999/", Refusal.PORT),
        ("http://localhost/", Refusal.HOST),
        ("http://localhost./", Refusal.HOST),
        ("http://intranet/", Refusal.HOST),
        ("http://printer.local/", Refusal.HOST),
        ("http://metadata.google.internal/", Refusal.HOST),
        ("http://2130706433/", Refusal.HOST),
        ("http://0x7f000001/", Refusal.HOST),
        ("http://0x7f.1/", Refusal.HOST),
        ("http://0177.0.0.1/", Refusal.HOST),
        ("http://127.1/", Refusal.HOST),
        ("http://127.0.0.1./", Refusal.PRIVATE_ADDRESS),
        ("http://１２７.0.0.1/", Refusal.HOST),
        ("http://example.bg\\@127.0.0.1/", Refusal.USERINFO),
        ("http://exa mple.bg/", Refusal.HOST),
        ("http://example.bg\r\nHost: inside/", Refusal.HOST),
        ("http://127.0.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://0.0.0.0/", Refusal.PRIVATE_ADDRESS),
        ("http://10.1.2.3/", Refusal.PRIVATE_ADDRESS),
        ("http://172.16.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://192.168.1.1/", Refusal.PRIVATE_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Refusal.PRIVATE_ADDRESS),
        ("http://100.64.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://198.18.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://224.0.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://240.0.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://255.255.255.255/", Refusal.PRIVATE_ADDRESS),
        ("http://192.88.99.1/", Refusal.PRIVATE_ADDRESS),
        ("http://[::1]/", Refusal.PRIVATE_ADDRESS),
        ("http://[::]/", Refusal.PRIVATE_ADDRESS),
        ("http://[::ffff:127.0.0.1]/", Refusal.PRIVATE_ADDRESS),
        ("http://[::ffff:a00:1]/", Refusal.PRIVATE_ADDRESS),
        ("http://[64:ff9b::7f00:1]/", Refusal.PRIVATE_ADDRESS),
        ("http://[2002:7f00:1::]/", Refusal.PRIVATE_ADDRESS),
        ("http://[2001:0:7f00:1::]/", Refusal.PRIVATE_ADDRESS),
        ("http://[fe80::1]/", Refusal.PRIVATE_ADDRESS),
        ("http://[fc00::1]/", Refusal.PRIVATE_ADDRESS),
        ("http://[fe80::1%25eth0]/", Refusal.PRIVATE_ADDRESS),
    ],
)
def test_no_way_leads_inside(address: str, refusal: Refusal) -> None:
    town = Town()
    fetched = town.fetch(address)
    assert fetched.status is Status.REFUSED
    assert fetched.refusal is refusal
    assert town.connected == []


def test_addresses_that_another_address_carries_are_looked_at() -> None:
    for carrier in ("64:ff9b::7f00:1", "::ffff:127.0.0.1", "2002:7f00:1::"):
        assert ipaddress.ip_address("127.0.0.1") in guard._inside(ipaddress.ip_address(carrier))


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "::ffff:192.168.0.1", "fe80::1%eth0"]
)
def test_name_that_points_inside_is_refused(inside: str) -> None:
    town = Town(names={"trap.example.bg": [inside]})
    assert town.fetch("http://trap.example.bg/").refusal is Refusal.PRIVATE_ADDRESS
    assert town.connected == []


def test_name_with_one_address_inside_is_refused() -> None:
    town = Town(names={"trap.example.bg": [PUBLIC, "127.0.0.1"]})
    assert town.fetch("http://trap.example.bg/").refusal is Refusal.PRIVATE_ADDRESS


def test_name_is_asked_for_once_and_its_address_kept_for_the_connection() -> None:
    """A second answer could be another one."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    town = Town(pages={"a.example.bg/": page("here")})
    town.visitor.resolve = lambda host, port: next(answers)
    assert town.fetch("http://a.example.bg/", heed_robots=False).content == b"here"
    assert town.connected == ["93.184.216.34"]


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "http://localhost/", "http://trap.example.bg/", "file:///etc/passwd", "//10.0.0.1/x"],
)
def test_redirect_leads_no_further_than_an_address_would(location: str) -> None:
    town = Town(pages={"a.example.bg/": redirect(location)}, names={"trap.example.bg": ["192.168.0.9"]})
    fetched = town.fetch("http://a.example.bg/")
    assert fetched.status is Status.REFUSED
    assert set(town.connected) == {PUBLIC}


def test_certificate_is_that_of_the_name_although_the_address_is_pinned() -> None:
    town = Town(pages={"a.example.bg/": page("here")})
    assert town.fetch("https://a.example.bg/").status is Status.OK
    assert set(town.certificates_of) == {"a.example.bg"}
    assert set(town.connected) == {PUBLIC}


def test_name_in_cyrillic_is_reached() -> None:
    town = Town(pages={"xn--90aamkcop0a.xn--90ae/": page("тук")})
    assert town.fetch("http://столица.бг/").status in (Status.OK, Status.NOT_FOUND)
    assert town.asked[0].host.startswith("xn--")
