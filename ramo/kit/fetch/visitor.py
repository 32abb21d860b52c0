"""One visit from beginning to end: guard, manners, wire, answer."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache

import httpcore
import httpx

from . import body, guard, wire
from .answer import Answer, conclude, receive
from .data import Fetched, Limits, Refusal, Status, Validators
from .errors import Refused, TooLarge, TooSlow, Unreachable
from .manners import Manners, pause

_ROBOTS_BYTES = 512_000
_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Errand:
    """What is wanted, the same on every hop."""

    user_agent: str
    method: str
    known: Validators
    limits: Limits
    meter: wire.Meter
    payload: bytes = b""  # a question in JSON, for interfaces that are asked by POST


@dataclass(slots=True)
class Visitor:
    """Remembers its manners from visit to visit; tests give it another resolver, connector and clock."""

    resolve: wire.Resolve = wire.resolve
    connect: wire.Connect = wire.connect
    manners: Manners = field(default_factory=Manners)

    def fetch(
        self,
        address: str,
        *,
        user_agent: str,
        known: Validators | None = None,
        limits: Limits | None = None,
        method: str = "GET",
        payload: bytes = b"",
    ) -> Fetched:
        """Asks for `address`, by POST where there is a `payload`; never raises for what the other side does."""
        limits = limits or Limits()
        meter = wire.Meter(limits.total_seconds, limits.least_bytes_a_second)
        trail = [address]
        try:
            with _failures_named():
                method = "POST" if payload else method
                return self._follow(Errand(user_agent, method, known or Validators(), limits, meter, payload), trail)
        except Refused as refused:
            fetched = Fetched(Status.REFUSED, trail[-1], refusal=refused.refusal, retry_after=refused.retry_after)
            return _ended(fetched, trail, refused.detail)
        except TooSlow as slow:
            return _ended(Fetched(Status.TOO_SLOW, trail[-1]), trail, str(slow))
        except TooLarge as large:
            return _ended(Fetched(Status.TOO_LARGE, trail[-1]), trail, str(large))
        except Unreachable as why:
            return _ended(Fetched(Status.UNREACHABLE, trail[-1]), trail, str(why))

    def _follow(self, errand: Errand, trail: list[str]) -> Fetched:
        """Goes where redirects lead, as if each address had been asked for; `trail` keeps them."""
        moved_to, is_permanent = "", True
        while True:
            url = guard.target(trail[-1], ports=errand.limits.ports)
            seconds = self._be_polite(url, errand)
            answer = self._ask(url, errand)
            following = answer.leads_to(url, is_post=bool(errand.payload))
            if not following:
                fetched = replace(conclude(url, answer), moved_to=moved_to, hops=tuple(trail[1:]), pause=seconds)
                return self._end(url, fetched)
            is_permanent = is_permanent and answer.is_permanent
            moved_to = following if is_permanent else moved_to
            if following in trail:
                raise Refused(Refusal.REDIRECT_LOOP, following)
            if len(trail) > errand.limits.max_redirects:
                raise Refused(Refusal.TOO_MANY_REDIRECTS, following)
            trail.append(following)

    def _end(self, url: httpx.URL, fetched: Fetched) -> Fetched:
        if fetched.retry_after:
            self.manners.rest(_host(url), fetched.retry_after)
        return fetched

    def _be_polite(self, url: httpx.URL, errand: Errand) -> float:
        """Waits; gives the seconds between visits that robots.txt is content with, 0 where it was not asked."""
        if left := self.manners.rest_left(_host(url)):
            raise Refused(Refusal.RESTING, _host(url), retry_after=left)
        seconds = errand.limits.seconds_between
        if errand.limits.heed_robots:
            robots = self.manners.robots(_host(url)) or self.manners.remember_robots(
                _host(url), self._wishes(url, errand)
            )
            if not robots.can_fetch(str(url), errand.user_agent):
                raise Refused(Refusal.ROBOTS, str(url))
            seconds = pause(robots, errand.user_agent, seconds)
        errand.meter.started += self.manners.wait(_host(url), seconds)  # our own waiting is not their slowness
        return seconds if errand.limits.heed_robots else 0.0

    def _wishes(self, url: httpx.URL, errand: Errand) -> str:
        """No file means no wish; a host that fails to say what it wishes is left alone (RFC 9309)."""
        limits = replace(errand.limits, heed_robots=False, max_bytes=_ROBOTS_BYTES)
        plain = replace(errand, method="GET", known=Validators(), limits=limits, payload=b"")
        try:
            answer = self._follow(plain, [str(url.copy_with(raw_path=b"/robots.txt"))])
        except (Refused, TooLarge):  # a file that nobody can get at
            return ""
        if answer.status is Status.BUSY or answer.code >= 500:
            raise Refused(Refusal.ROBOTS, f"robots.txt: {answer.code}")
        return answer.content.decode("utf-8", errors="replace") if answer.status is Status.OK else ""

    def _ask(self, url: httpx.URL, errand: Errand) -> Answer:
        network = wire.Wire(errand.meter, self.resolve, self.connect)
        pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=network)
        with (
            pool,
            pool.stream(
                errand.method, str(url), headers=_headers(url, errand), content=errand.payload or None
            ) as response,
        ):
            return receive(response, errand.limits)


@contextmanager
def _failures_named() -> Iterator[None]:
    """What the wire raises, under our names."""
    try:
        yield
    except httpcore.TimeoutException:
        raise TooSlow("no byte came in time") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise Unreachable(str(error) or type(error).__name__) from None


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _host(url: httpx.URL) -> str:
    """With the port: another port is another server."""
    return url.netloc.decode("ascii")


def _headers(url: httpx.URL, errand: Errand) -> Mapping[bytes | str, bytes | str]:
    headers: dict[bytes | str, bytes | str] = {
        "Host": _host(url),
        "User-Agent": errand.user_agent,
        "Accept": "*/*",
        "Accept-Encoding": body.ACCEPTED,
        "Accept-Language": "bg, en;q=0.5",
        "Connection": "close",
    }
    if errand.payload:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(errand.payload))}
    if errand.known.etag:
        headers["If-None-Match"] = errand.known.etag
    if errand.known.last_modified:
        headers["If-Modified-Since"] = errand.known.last_modified
    return headers


def _ended(fetched: Fetched, trail: list[str], detail: str) -> Fetched:
    return replace(fetched, hops=tuple(trail[1:]), detail=detail[:_DETAIL])
