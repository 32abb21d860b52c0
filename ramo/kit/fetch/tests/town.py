"""A town of invented hosts in memory: names, addresses, and what stands there; nothing leaves the process."""

import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import httpcore

from ramo.kit.fetch import Fetched, Limits, Validators
from ramo.kit.fetch.errors import Unreachable
from ramo.kit.fetch.manners import Manners
from ramo.kit.fetch.visitor import Visitor

PUBLIC = "93.184.216.34"
AGENT = "RamoTest/1 (+https://ramo.example/bot)"


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: bytes = b""


Page = bytes | Iterable[bytes] | Callable[[Request], bytes | Iterable[bytes]]


def page(content: bytes | str = b"", code: int = 200, content_type: str = "text/plain", **headers: str) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    lines = [f"HTTP/1.1 {code} X", f"Content-Type: {content_type}", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def redirect(location: str, code: int = 302) -> bytes:
    return page(code=code, Location=location)


@dataclass
class Stream(httpcore.NetworkStream):
    """One end of a pair of sockets, in place of a connection."""

    town: "Town"
    socket: socket.socket

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.socket.settimeout(timeout)
        try:
            return self.socket.recv(max_bytes)
        except TimeoutError:
            raise httpcore.ReadTimeout from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:  # an empty one tells nobody anything, and fails once the other end is closed
            self.socket.sendall(buffer)

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> "Stream":
        self.town.certificates_of.append(server_hostname or "")
        return self

    def get_extra_info(self, info: str) -> Any:
        return None

    def close(self) -> None:
        self.socket.close()


@dataclass
class Town:
    pages: dict[str, Page] = field(default_factory=dict)  # "host/path" → page
    names: dict[str, list[str]] = field(default_factory=dict)  # unnamed hosts stand at PUBLIC
    asked: list[Request] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    certificates_of: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    clock: float = 1000.0

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.resolve, self.connect, Manners(self.sleep, lambda: self.clock))

    def fetch(
        self, address: str, *, known: Validators | None = None, method: str = "GET", payload: bytes = b"", **limits: Any
    ) -> Fetched:
        allowed = Limits(**{"total_seconds": 5.0, **limits})
        return self.visitor.fetch(
            address, user_agent=AGENT, known=known, limits=allowed, method=method, payload=payload
        )

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock += seconds

    def resolve(self, host: str, port: int) -> list[str]:
        if host == "nowhere.example":
            raise Unreachable("no such name")
        return self.names.get(host, [PUBLIC])

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.connected.append(address)
        ours, theirs = socket.socketpair()
        threading.Thread(target=self._serve, args=(theirs,), daemon=True).start()
        return Stream(self, ours)

    def paths(self) -> list[str]:
        return [request.path for request in self.asked if request.path != "/robots.txt"]

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            heard = b""
            while b"\r\n\r\n" not in heard:
                if not (chunk := connection.recv(65536)):
                    return
                heard += chunk
            head, _, body = heard.partition(b"\r\n\r\n")
            request = _parsed(head.decode())
            while len(body) < int(request.headers.get("content-length", "0")):
                body += connection.recv(65536)
            request = replace(request, body=body)
            self.asked.append(request)
            answer = self.pages.get(request.host + request.path, page(code=404))
            answer = answer(request) if callable(answer) else answer
            try:
                for piece in [answer] if isinstance(answer, bytes) else answer:
                    connection.sendall(piece)
            except OSError:
                return  # the visitor has gone


def _parsed(heard: str) -> Request:
    first, *lines = heard.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    return Request(headers["host"], first.split()[1], headers, first.split()[0])
