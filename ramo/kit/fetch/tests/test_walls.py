"""A page that stands where the content should is told from a page with content."""

import pytest

from ramo.kit.fetch import Wall, wall_of

MUCH = "<p>" + "Търсим работници за бране на рози в Казанлък. " * 60 + "</p>"


@pytest.mark.parametrize(
    ("page", "wall"),
    [
        ("<html><title>Вход в системата</title><form><input name=p type=password></form>", Wall.LOGIN),
        ("<html><body>Моля, влезте<form><INPUT TYPE = 'password'></form>", Wall.LOGIN),
        ("<html><title>Attention Required! | Cloudflare</title>", Wall.FIREWALL),
        ("<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>", Wall.FIREWALL),
        ("<html><body>Request unsuccessful. Incapsula incident ID: 1-2</body>", Wall.FIREWALL),
        ("<html>The requested URL was rejected. Please consult with your administrator.", Wall.FIREWALL),
        ("<html><title>Access Denied</title><h1>Access Denied</h1>", Wall.FIREWALL),
        ("<html><title>Отказан достъп</title>", Wall.FIREWALL),
        ("<html><body>Достъпът Ви беше блокиран.", Wall.FIREWALL),
        ("<html><body>Please solve the captcha", Wall.FIREWALL),
    ],
)
def test_wall_is_seen(page: str, wall: Wall) -> None:
    assert wall_of(page.encode(), content_type="text/html; charset=utf-8") is wall
    assert wall_of(page.encode("windows-1251"), content_type="text/html") is wall
    assert wall_of(page.encode()) is wall


@pytest.mark.parametrize(
    "page",
    [
        f"<html><title>Обяви</title><form>Вход <input type=password></form>{MUCH}",
        f"<html><title>Обяви</title>{MUCH} captcha",
        f"<html><title>Обяви</title>{MUCH}<script>var datadome='captcha'</script>" + MUCH,
        "<html><title>Обяви</title><p>Днес няма обяви.</p>",
    ],
)
def test_page_with_content_is_none(page: str) -> None:
    assert wall_of(page.encode(), content_type="text/html") is None


def test_long_page_where_a_sign_in_led_is_a_wall() -> None:
    page = f"<html><title>Вход за потребители</title>{MUCH}<input type=password>".encode()
    assert wall_of(page, content_type="text/html", address="https://a.bg/login?next=/jobs") is Wall.LOGIN
    assert wall_of(page, content_type="text/html", address="https://a.bg/jobs") is None


def test_only_pages_are_walls() -> None:
    assert wall_of(b"<rss><title>Access denied</title></rss>", content_type="application/rss+xml") is None
    assert wall_of(b'{"title": "captcha"}', content_type="application/json") is None


def test_hostile_page_is_judged_in_time() -> None:
    for page in (b"<html>" + b"<script" * 60_000, b"<html>" + b"<" * 400_000, b"<html><input " + b"type " * 80_000):
        assert wall_of(page, content_type="text/html") is None
