"""The wire: each connection goes to an address that was checked, and each byte is timed."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore

from . import guard
from .errors import TooSlow, Unreachable

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], httpcore.NetworkStream]
_PATIENCE_SECONDS = 15.0  # for one read
_BEFORE_JUDGING_SECONDS = 5.0


def resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"no such name: {error}") from None
    return [str(address[0]) for *_, address in found]


def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


@dataclass(slots=True)
class Meter:
    """One visit's clock, and how fast its bytes come."""

    seconds: float
    least_bytes_a_second: int
    started: float = field(default_factory=time.monotonic)
    first_byte: float | None = None
    received: int = 0

    def left(self) -> float:
        left = self.started + self.seconds - time.monotonic()
        if left <= 0:
            raise TooSlow("time is up")
        return left

    def count(self, length: int) -> None:
        moment = time.monotonic()
        self.first_byte = self.first_byte or moment
        self.received += length
        elapsed = moment - self.first_byte
        if length and elapsed > _BEFORE_JUDGING_SECONDS and self.received < elapsed * self.least_bytes_a_second:
            raise TooSlow("bytes drip")


@dataclass(slots=True)
class Wire(httpcore.NetworkBackend):
    meter: Meter
    resolve: Resolve
    connect: Connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        address = guard.pin(host, within(self.meter.left(), lambda: self.resolve(host, port)))
        return Metered(self.connect(address, port, min(self.meter.left(), _PATIENCE_SECONDS)), self.meter)


@dataclass(slots=True)
class Metered(httpcore.NetworkStream):
    stream: httpcore.NetworkStream
    meter: Meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        content = self.stream.read(max_bytes, min(self.meter.left(), _PATIENCE_SECONDS))
        self.meter.count(len(content))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, min(self.meter.left(), _PATIENCE_SECONDS))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = min(self.meter.left(), _PATIENCE_SECONDS)
        return Metered(self.stream.start_tls(ssl_context, server_hostname, left), self.meter)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)

    def close(self) -> None:
        self.stream.close()


def within(seconds: float, ask: Callable[[], list[str]]) -> list[str]:
    """What `ask` gives in time. The system's resolver knows no deadline, so it is left behind when it is late."""
    found: list[str] = []
    failed: list[Exception] = []

    def answer() -> None:
        try:
            found.extend(ask())
        except Exception as error:  # noqa: BLE001  carried over to the caller's thread
            failed.append(error)

    asking = threading.Thread(target=answer, daemon=True)
    asking.start()
    asking.join(seconds)
    if failed:
        raise failed[0]
    if asking.is_alive():
        raise TooSlow("no answer about the name")
    return found
