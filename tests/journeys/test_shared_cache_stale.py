"""When the site fails, the cache shows what it has of today; what it has of yesterday it never shows."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.journeys.test_shared_cache import ask
from tools import nginx

pytestmark = pytest.mark.skipif(not nginx.is_here(), reason="nginx is not on the path: the shared cache was not tried")
TODAY, TOMORROW = {"X_Test_Day": "2026-11-24"}, {"X_Test_Day": "2026-11-25"}


class Site(ThreadingHTTPServer):
    """A stand-in that can be told to fail; its pages may be kept a second."""

    status = 200
    words = b"page"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.send_response(self.server.status)
        if self.server.status == 200:
            self.send_header("X-Accel-Expires", "1")
        self.end_headers()
        self.wfile.write(self.server.words)

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


@pytest.fixture
def failing() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def cached(failing: Site, tmp_path: Path, day_from_a_header: None) -> Iterator[str]:
    port = nginx.free_port()
    lines = nginx.shared_cache(tmp_path, f"127.0.0.1:{failing.server_port}", port)
    with nginx.running(tmp_path, lines, port) as base:
        yield base


@pytest.fixture
def day_from_a_header(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A copy of the deployed files whose day a test can set."""
    copy = tmp_path / "deploy"
    copy.mkdir()
    for file in filter(Path.is_file, nginx.DEPLOY.iterdir()):
        text = file.read_text(encoding="utf-8").replace("map $time_iso8601 $ramo_day", "map $http_x_test_day $ramo_day")
        (copy / file.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(nginx, "DEPLOY", copy)


@pytest.mark.parametrize("status", [500, 503])
def test_a_failing_site_is_covered_by_its_pages_of_today_only(cached: str, failing: Site, status: int) -> None:
    assert ask(cached, "/", **TODAY).cache == "MISS"
    failing.status = status
    time.sleep(2.1)
    covered = ask(cached, "/", **TODAY)
    assert (covered.status, covered.cache, covered.body) == (200, "STALE", "page")
    assert ask(cached, "/", **TOMORROW).status == status


def test_a_site_that_is_gone_leaves_a_page_that_says_so(cached: str, failing: Site) -> None:
    assert ask(cached, "/", **TODAY).cache == "MISS"
    failing.shutdown()
    failing.server_close()
    time.sleep(2.1)
    assert ask(cached, "/", **TODAY).body == "page"
    gone = ask(cached, "/", **TOMORROW)
    assert gone.status == 502
    assert "попитайте в библиотеката" in gone.body
    assert gone.headers["Cache-Control"] == "private, no-store"


def test_a_page_is_asked_for_anew_once_its_time_is_over(cached: str, failing: Site) -> None:
    assert [ask(cached, "/", **TODAY).body for _ in range(2)] == ["page", "page"]
    failing.words = b"another page"
    time.sleep(2.1)
    assert ask(cached, "/", **TODAY).cache == "EXPIRED"
    kept = ask(cached, "/", **TODAY)
    assert (kept.cache, kept.body) == ("HIT", "another page")
