"""What an answer means."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpcore
import httpx

from . import body
from .data import Fetched, Limits, Status, Validators
from .errors import TooLarge
from .manners import retry_after
from .walls import wall_of

_REDIRECTS = (301, 302, 303, 307, 308)
_AS_ASKED = (307, 308)
_PERMANENT = (301, 308)
_BUSY = (429, 503)
_HEADER = 500


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_permanent(self) -> bool:
        return self.code in _PERMANENT

    def leads_to(self, url: httpx.URL, *, is_post: bool = False) -> str:
        """The address that a redirect names, "" when it is none. A question is asked again only where that is meant."""
        location = self.headers.get("location", "")
        return str(url.join(location)) if self.code in (_AS_ASKED if is_post else _REDIRECTS) and location else ""


def receive(response: httpcore.Response, limits: Limits) -> Answer:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    if response.status in _REDIRECTS:
        return Answer(response.status, headers, b"")
    stated = headers.get("content-length", "")
    if stated.isdigit() and int(stated[:20]) > limits.max_bytes:
        raise TooLarge(f"{stated[:20]} bytes")
    encoding = headers.get("content-encoding", "")
    content = body.collect(response.iter_stream(), encoding=encoding, max_bytes=limits.max_bytes)
    return Answer(response.status, headers, content)


def conclude(url: httpx.URL, answer: Answer) -> Fetched:
    content_type = answer.headers.get("content-type", "")[:_HEADER]
    fetched = Fetched(_status(answer.code), str(url), answer.code, answer.content, content_type)
    if wall := wall_of(answer.content, content_type=content_type, address=fetched.address):
        return replace(fetched, status=Status.WALLED, detail=wall)
    if fetched.status is Status.BUSY:
        return replace(fetched, retry_after=retry_after(answer.headers.get("retry-after", "")))
    if fetched.status is Status.OK:
        etag, modified = (answer.headers.get(name, "")[:_HEADER] for name in ("etag", "last-modified"))
        return replace(fetched, validators=Validators(etag, modified))
    return fetched


def _status(code: int) -> Status:
    if code in _BUSY:
        return Status.BUSY
    named = {304: Status.NOT_MODIFIED, 404: Status.NOT_FOUND, 410: Status.GONE}
    return named.get(code, Status.OK if 200 <= code < 300 else Status.FAILED)
