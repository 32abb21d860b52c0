"""Manners: one visit a second on each host, robots.txt heeded, and a host that asks for rest gets it.

Kept in memory: each process of ours has its own, so the worker that fetches should be one.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

_ROBOTS_LIVE_SECONDS = 86_400.0
_MOST_REST_SECONDS = 86_400.0
_MOST_PAUSE_SECONDS = 10.0  # of robots.txt's Crawl-delay
_KEPT_HOSTS = 10_000


@dataclass(slots=True)
class Host:
    free_at: float = 0.0
    rests_until: float = 0.0
    robots: Protego | None = None
    robots_until: float = 0.0


@dataclass(slots=True)
class Manners:
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    hosts: dict[str, Host] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def host(self, name: str) -> Host:
        with self.lock:
            if len(self.hosts) > _KEPT_HOSTS:
                self.hosts.clear()
            return self.hosts.setdefault(name, Host())

    def wait(self, name: str, seconds_between: float) -> float:
        """Sleeps until the host may be asked again, and takes that moment; gives the seconds slept."""
        host = self.host(name)
        with self.lock:
            moment = self.now()
            begins = max(moment, host.free_at)
            host.free_at = begins + seconds_between
        if begins > moment:
            self.sleep(begins - moment)
        return begins - moment

    def rest(self, name: str, seconds: float) -> None:
        self.host(name).rests_until = self.now() + seconds

    def rest_left(self, name: str) -> float:
        return max(0.0, self.host(name).rests_until - self.now())

    def remember_robots(self, name: str, text: str) -> Protego:
        host = self.host(name)
        host.robots, host.robots_until = Protego.parse(text), self.now() + _ROBOTS_LIVE_SECONDS
        return host.robots

    def robots(self, name: str) -> Protego | None:
        host = self.host(name)
        return host.robots if host.robots_until > self.now() else None


def pause(robots: Protego, user_agent: str, seconds_between: float) -> float:
    """Seconds between visits: ours, or what the host asks for within reason."""
    return max(seconds_between, min(robots.crawl_delay(user_agent) or 0.0, _MOST_PAUSE_SECONDS))


def retry_after(header: str) -> float:
    """Seconds that a Retry-After asks for, as a number or as a date; 0 when it says nothing usable."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), _MOST_REST_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(tz=UTC)).total_seconds()), _MOST_REST_SECONDS)
