"""Looks at the running site from outside, as a browser would."""

from __future__ import annotations

import http.client
import os
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

_STYLE_SHEET = re.compile(r'href="(/static/[^"]+\.css)"')
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (compared, not listened on)


@dataclass(frozen=True)
class Answer:
    path: str
    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        return self.status == http.HTTPStatus.OK and bool(self.body)

    def __str__(self) -> str:
        mark = "✓" if self.is_good else "✗"
        return f"{mark} {self.path} answered {self.status} with {len(self.body):,} bytes"


def first_answer(listener: socket.socket, path: str, *, timeout: float) -> Answer | None:
    """None while nobody answers; asked under the site's public name, the only one that it need know."""
    host, port = listener.getsockname()[:2]
    connection = http.client.HTTPConnection(_ANY_ADDRESS.get(host, host), port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Host": urlsplit(os.environ["RAMO_ADDRESS"]).netloc})
        response = connection.getresponse()
        return Answer(path, response.status, response.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def check_pages(listener: socket.socket, address: str) -> int:
    """Fetches the home page and the style sheet it names; says what came; 0 if both are good."""
    home = first_answer(listener, "/", timeout=30)
    if home is None:
        print(f"✗ {address}/ gave no answer")
        return 1
    print(home)
    named = _STYLE_SHEET.search(home.body.decode(errors="replace"))
    if named is None:
        print("✗ the home page names no style sheet")
        return 1
    style = first_answer(listener, named.group(1), timeout=30)
    print(style or f"✗ {named.group(1)} gave no answer")
    return 0 if home.is_good and style is not None and style.is_good else 1
