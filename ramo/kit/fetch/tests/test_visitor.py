"""What a visit brings home, whatever the other side does."""

import gzip
import time
import zlib
from collections.abc import Iterator

import pytest

from ramo.kit.fetch import Refusal, Status, Validators, body, wire
from ramo.kit.fetch.errors import TooSlow

from .town import AGENT, Request, Town, page, redirect

HERE = "http://a.example.bg/"


def at(answer: object, **more: object) -> Town:
    return Town(pages={"a.example.bg/": answer, **more})  # type: ignore[dict-item]


def test_page_comes_with_its_type_and_its_version() -> None:
    fetched = at(page("<rss/>", content_type="application/rss+xml", ETag='"7"', Last_Modified="yesterday")).fetch(HERE)
    assert (fetched.status, fetched.code, fetched.content) == (Status.OK, 200, b"<rss/>")
    assert fetched.content_type == "application/rss+xml"
    assert fetched.validators == Validators('"7"', "yesterday")


def test_we_say_who_we_are() -> None:
    town = at(page())
    town.fetch(HERE)
    assert {request.headers["user-agent"] for request in town.asked} == {AGENT}


def test_known_version_is_not_brought_again() -> None:
    def answer(request: Request) -> bytes:
        return page(code=304 if request.headers.get("if-none-match") == '"7"' else 200)

    town = at(answer)
    assert town.fetch(HERE, known=Validators('"7"', "yesterday")).status is Status.NOT_MODIFIED
    assert town.asked[-1].headers["if-modified-since"] == "yesterday"
    assert town.fetch(HERE, known=Validators('"6"')).status is Status.OK


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (404, Status.NOT_FOUND),
        (410, Status.GONE),
        (429, Status.BUSY),
        (503, Status.BUSY),
        (500, Status.FAILED),
        (403, Status.FAILED),
    ],
)
def test_number_of_the_answer_is_named(code: int, status: Status) -> None:
    fetched = at(page(code=code)).fetch(HERE)
    assert (fetched.status, fetched.code) == (status, code)


def test_dead_host_is_unreachable() -> None:
    assert Town().fetch("http://nowhere.example/").status is Status.UNREACHABLE


def test_refused_connection_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    town = Town()

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError("connection refused")

    town.visitor.connect = refuse  # type: ignore[assignment]
    assert town.fetch(HERE).status is Status.UNREACHABLE


@pytest.mark.parametrize(
    "answer", [b"\x00\xff\x00 nonsense\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_broken_answer_is_unreachable(answer: bytes) -> None:
    assert at(answer).fetch(HERE).status is Status.UNREACHABLE


def test_endless_header_is_unreachable() -> None:
    assert at(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500_000).fetch(HERE).status is Status.UNREACHABLE


# — redirects —


def test_permanent_redirect_tells_the_new_address() -> None:
    town = at(
        redirect("/new", 301), **{"a.example.bg/new": redirect("http://b.example.bg/", 308), "b.example.bg/": page("b")}
    )
    fetched = town.fetch(HERE)
    assert fetched.status is Status.OK
    assert fetched.moved_to == fetched.address == "http://b.example.bg/"
    assert fetched.hops == ("http://a.example.bg/new", "http://b.example.bg/")


def test_what_moved_for_a_while_has_no_new_address() -> None:
    assert at(redirect("/new", 302), **{"a.example.bg/new": page()}).fetch(HERE).moved_to == ""


def test_new_address_ends_where_the_permanent_redirects_end() -> None:
    town = at(
        redirect("/new", 301),
        **{"a.example.bg/new": redirect("/today", 302), "a.example.bg/today": redirect("/x", 301)},
    )
    assert town.fetch(HERE).moved_to == "http://a.example.bg/new"


def test_loop_is_left() -> None:
    town = at(redirect("/b"), **{"a.example.bg/b": redirect("/")})
    assert town.fetch(HERE).refusal is Refusal.REDIRECT_LOOP
    assert len(town.paths()) == 2


def test_sixth_redirect_is_one_too_many() -> None:
    town = Town(pages={f"a.example.bg/{number}": redirect(f"/{number + 1}") for number in range(9)})
    assert town.fetch("http://a.example.bg/0").refusal is Refusal.TOO_MANY_REDIRECTS
    assert len(town.paths()) == 6


# — size and time —


def test_stated_length_over_the_limit_is_not_waited_for() -> None:
    def only_the_head(_: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"
        time.sleep(1)

    visit = at(only_the_head).fetch(HERE, max_bytes=1000, total_seconds=0.5, heed_robots=False)
    assert visit.status is Status.TOO_LARGE


def test_no_piece_of_a_bomb_is_large() -> None:
    pieces = body._inflated([gzip.compress(bytes(5_000_000))])
    assert max(map(len, pieces)) <= 65_536


def test_time_that_is_up_is_up() -> None:
    with pytest.raises(TooSlow):
        wire.Meter(seconds=0, least_bytes_a_second=0).left()


def test_endless_body_is_left_at_the_limit() -> None:
    sent = []

    def endless(_: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            sent.append(1)
            yield b"x" * 65536

    assert at(endless).fetch(HERE, max_bytes=1_000_000).status is Status.TOO_LARGE
    assert len(sent) < 100


def test_packed_body_is_unpacked() -> None:
    for packed, encoding in ((gzip.compress(b"abc" * 9), "gzip"), (zlib.compress(b"abc" * 9), "deflate")):
        assert at(page(packed, Content_Encoding=encoding)).fetch(HERE).content == b"abc" * 9


def test_bomb_is_counted_unpacked_and_left_early() -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=9)
    assert len(bomb) < 200_000
    began = time.process_time()
    assert at(page(bomb, Content_Encoding="gzip")).fetch(HERE, max_bytes=1_000_000).status is Status.TOO_LARGE
    assert time.process_time() - began < 0.2


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(b"not gzip", "gzip"), (gzip.compress(b"abc" * 999)[:-9], "gzip"), (b"x", "br"), (b"x", "gzip, gzip")],
    ids=["not packed", "cut off", "unknown", "twice"],
)
def test_broken_or_unknown_packing_is_unreachable(content: bytes, encoding: str) -> None:
    assert at(page(content, Content_Encoding=encoding)).fetch(HERE).status is Status.UNREACHABLE


def test_silence_is_too_slow() -> None:
    def silence(_: Request) -> Iterator[bytes]:
        time.sleep(1)
        yield b""

    assert at(silence).fetch(HERE, total_seconds=0.2, heed_robots=False).status is Status.TOO_SLOW


@pytest.mark.parametrize("prelude", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_head_and_body_that_drip_past_the_time_are_too_slow(prelude: bytes) -> None:
    def drip(_: Request) -> Iterator[bytes]:
        yield prelude
        for _each in range(100):
            time.sleep(0.02)
            yield b"H"

    began = time.monotonic()
    assert at(drip).fetch(HERE, total_seconds=0.3, heed_robots=False).status is Status.TOO_SLOW
    assert time.monotonic() - began < 1


def test_drip_is_left_before_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_BEFORE_JUDGING_SECONDS", 0.1)

    def drip(_: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        for _each in range(300):
            time.sleep(0.02)
            yield b"x"

    began = time.monotonic()
    assert at(drip).fetch(HERE, heed_robots=False).status is Status.TOO_SLOW
    assert time.monotonic() - began < 2


def test_resolver_that_hangs_is_left_behind() -> None:
    town = Town()
    town.visitor.resolve = lambda host, port: time.sleep(1) or []  # type: ignore[func-returns-value]
    assert town.fetch(HERE, total_seconds=0.1).status is Status.TOO_SLOW


# — walls —


def test_sign_in_page_with_200_is_a_wall() -> None:
    form = "<html><title>Вход</title><form><input type='password'></form>"
    assert at(page(form, content_type="text/html")).fetch(HERE).status is Status.WALLED


def test_head_brings_no_body() -> None:
    def answer(_: Request) -> bytes:
        return b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"

    assert at(answer).fetch(HERE, method="HEAD").status is Status.OK


# — questions —


def test_question_is_posted_as_json_and_robots_are_only_read() -> None:
    town = at(page("{}"))
    assert town.fetch(HERE, payload=b'{"a": 1}').status is Status.OK
    robots, question = town.asked
    assert (robots.method, robots.body) == ("GET", b"")
    assert (question.method, question.body) == ("POST", b'{"a": 1}')
    assert question.headers["content-type"] == "application/json"


def test_question_is_asked_again_only_where_that_is_meant() -> None:
    town = at(redirect("/new", 307), **{"a.example.bg/new": page()})
    assert town.fetch(HERE, payload=b"{}").status is Status.OK
    assert town.asked[-1].method == "POST"
    assert at(redirect("/new", 302), **{"a.example.bg/new": page()}).fetch(HERE, payload=b"{}").status is Status.FAILED
