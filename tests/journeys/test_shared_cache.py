"""The site behind nginx as deploy/ sets it up: pages are kept, libraries are kept apart, strangers get nothing."""

import csv
import http.client
import re
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys.house import CHECKOUT
from tools import nginx

pytestmark = pytest.mark.skipif(not nginx.is_here(), reason="nginx is not on the path: the shared cache was not tried")
LIBRARIES = 900
HOSTILE_HOSTS = ["evil.example", "localhost.evil.example", "evil.example:80", "", "localhost@evil.example", "127.0.0.1"]
HOSTILE_COOKIES = ["_ga=GA1.2.3", "big_type=2", "lang=<script>", "library2=1", "messages2=x"]
FOREIGN = re.compile(r"evil|GA1\.2\.3|&lt;script|<script")


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def cache(self) -> str:
        return self.headers.get("X-Cache", "")

    @property
    def libraries(self) -> set[str]:
        """Which library the frame names as the reader's own."""
        return set(re.findall(r'class="place" href="/biblioteka/([^/]+)/"', self.body))


def ask(base: str, path: str, *, host: str = nginx.HOST, method: str = "GET", **headers: str) -> Answer:
    """Status 0: the connection was closed without an answer."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders()))
    except (http.client.RemoteDisconnected, ConnectionResetError):
        return Answer(0, "")
    finally:
        connection.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def cached(site: str, folder: Path) -> Iterator[str]:
    port = nginx.free_port()
    with nginx.running(folder, nginx.shared_cache(folder, urlsplit(site).netloc, port), port) as base:
        yield base


@pytest.fixture(scope="module")
def without_library_in_key(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same configuration with a key that forgets whose page it is, for the control."""
    folder, port = tmp_path_factory.mktemp("nginx-control"), nginx.free_port()
    lines = nginx.shared_cache(folder, urlsplit(site).netloc, port)
    broken = lines.replace("|$ramo_library$ramo_big_type|", "|$ramo_big_type|")
    assert broken != lines
    with nginx.running(folder, broken, port) as base:
        yield base


@pytest.fixture(scope="module")
def numbers() -> list[str]:
    """Register numbers of active libraries."""
    register = CHECKOUT / "ramo" / "seed" / "registers" / "chitalishta.csv"
    with register.open(encoding="utf-8-sig", newline="") as file:
        active = [row["reg_no"] for row in csv.DictReader(file) if row["status_bg"].lower().startswith("действащ")]
    return active[:LIBRARIES]


def leaks(base: str, numbers: Sequence[str]) -> list[str]:
    """Readers of many libraries at once open one path twice; who was shown another's page, or a stranger's words."""

    def read(turn: tuple[str, str, str]) -> list[str]:
        number, cookie, host = turn
        own = {"Cookie": f"{cookie}; library={number}", "Referer": "http://evil.example/"}
        refused = ask(base, "/pomosht/", host=host, **own)
        shown = [ask(base, f"/pomosht/?utm_source={number}", **own) for _ in range(2)]
        wrong = [number for page in shown if page.libraries != {number} or FOREIGN.search(page.body)]
        return wrong if refused.status in {0, 400} else [number]

    turns = zip(numbers, cycle(HOSTILE_COOKIES), cycle(HOSTILE_HOSTS), strict=False)
    with ThreadPoolExecutor(8) as readers:
        return [number for wrong in readers.map(read, turns) for number in wrong]


def test_nine_hundred_libraries_on_one_path_never_see_each_other(cached: str, numbers: list[str]) -> None:
    assert len(numbers) == LIBRARIES
    assert leaks(cached, numbers) == []


def test_control_with_a_key_without_the_library_leaks(without_library_in_key: str, numbers: list[str]) -> None:
    assert leaks(without_library_in_key, numbers[:20])


def test_page_is_kept_for_strangers_and_apart_for_each_preference(cached: str) -> None:
    first, second = ask(cached, "/lichni-danni/"), ask(cached, "/lichni-danni/?fbclid=1")
    assert (first.cache, second.cache) == ("MISS", "HIT")
    assert first.headers["Cache-Control"] == "public"
    assert "X-Accel-Expires" not in first.headers
    big = ask(cached, "/lichni-danni/", Cookie="big_type=1")
    assert big.cache == "MISS"
    assert big.headers["Cache-Control"] == "private"
    assert '<html lang="bg" class="big">' in big.body
    assert '<html lang="bg" class="big">' not in ask(cached, "/lichni-danni/").body


def test_each_listed_parameter_is_part_of_the_key_and_each_value_of_it(cached: str) -> None:
    for query in ("a=health", "a=health&a=employment", "a=employment&a=health", "q=%D0%BB", "q=%D0%BC"):
        assert ask(cached, f"/tarsene/?{query}").cache == "MISS"
        assert ask(cached, f"/tarsene/?utm_id=7&{query}&x&y=&z=1").cache == "HIT"


@pytest.mark.parametrize(
    ("path", "cookie"),
    [
        ("/lichni-danni/", "sessionid=abc"),
        ("/lichni-danni/", "messages=abc"),
        ("/vhod/", ""),
        ("/rabotno-myasto/", ""),
        ("/en/vhod/", ""),
    ],
)
def test_a_session_and_the_pages_of_staff_pass_by_the_cache(cached: str, path: str, cookie: str) -> None:
    for _ in range(2):
        answer = ask(cached, path, Cookie=cookie)
        assert answer.cache == ""
        assert "private" in answer.headers["Cache-Control"]


def test_way_back_after_signing_in_is_passed_on(cached: str) -> None:
    assert "/rabotno-myasto/chisla/" in ask(cached, "/vhod/?next=/rabotno-myasto/chisla/").body


def test_page_with_a_form_is_kept_by_nobody_and_its_form_can_be_sent(cached: str) -> None:
    for _ in range(2):
        page = ask(cached, "/resurs/noi-pik/promyana/")
        assert page.cache == "MISS"
        assert page.headers["Cache-Control"] == "private, no-store"


def test_a_page_is_kept_plain_and_in_gzip(cached: str) -> None:
    plain, packed = ask(cached, "/dostapnost/"), ask(cached, "/dostapnost/", Accept_Encoding="br, gzip;q=0.5")
    assert (plain.cache, packed.cache) == ("MISS", "MISS")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert ask(cached, "/dostapnost/", Accept_Encoding="gzip;q=0").cache == "HIT"


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_another_host_gets_no_answer(cached: str, host: str) -> None:
    assert ask(cached, "/", host=host).status in {0, 400}


def test_another_host_in_the_request_line_gets_no_answer(cached: str) -> None:
    with socket.create_connection((urlsplit(cached).hostname, urlsplit(cached).port), timeout=5) as line:
        line.sendall(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert line.recv(100) == b""


def test_headers_a_stranger_adds_do_not_reach_the_page(cached: str) -> None:
    hostile = {"X_Forwarded_Host": "evil.example", "X_Ramo_Day": "2020-01-01", "Authorization": "Basic evil"}
    page = ask(cached, "/biblioteki/", Accept_Language="en", X_Forwarded_Proto="https", **hostile)
    assert page.cache == "MISS"
    assert ask(cached, "/biblioteki/").cache == "HIT"
    assert not FOREIGN.search(page.body)


def test_query_is_passed_on_as_the_site_itself_would_read_it(cached: str) -> None:
    runs = "&".join(f"x{number}=1&q=rabota{number}" for number in range(3))
    assert ask(cached, f"/tarsene/?{runs}").cache == "MISS"
    listed = "&".join(f"q=rabota{number}" for number in range(3))
    assert ask(cached, f"/tarsene/?{listed}").cache == "HIT"


def test_address_with_too_many_strange_parameters_is_answered_and_not_kept(cached: str) -> None:
    runs = "&".join(f"x{number}=1&q=dom" for number in range(9))
    for _ in range(2):
        assert (ask(cached, f"/tarsene/?{runs}").status, ask(cached, f"/tarsene/?{runs}").cache) == (200, "")


def test_the_log_holds_no_query(cached: str, folder: Path) -> None:
    ask(cached, "/tarsene/?q=secretneed")
    log = (folder / "access.log").read_text(encoding="utf-8")
    assert "/tarsene/" in log
    assert "secretneed" not in log
