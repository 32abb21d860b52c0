"""What is asked of a foreign address and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    OK = "ok"
    NOT_MODIFIED = "not-modified"
    GONE = "gone"  # 410
    NOT_FOUND = "not-found"  # 404
    WALLED = "walled"  # a sign-in page or a firewall's notice, whatever its number says
    BUSY = "busy"  # 429 or 503; see `retry_after`
    FAILED = "failed"  # any other 4xx or 5xx
    UNREACHABLE = "unreachable"  # no such name, no connection, broken certificate, broken answer
    REFUSED = "refused"  # by our own guard; see `refusal`
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"


class Refusal(StrEnum):
    """Why our guard did not go there."""

    SCHEME = "scheme"
    USERINFO = "userinfo"
    PORT = "port"
    HOST = "host"  # no host, or an address written to deceive
    PRIVATE_ADDRESS = "private-address"
    ROBOTS = "robots"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_LOOP = "redirect-loop"
    RESTING = "resting"  # the host asked us to wait; see `retry_after`


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer said about its version."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    max_bytes: int = 20_000_000  # unpacked
    total_seconds: float = 30.0
    least_bytes_a_second: int = 256  # after the first 5 seconds
    max_redirects: int = 5
    seconds_between: float = 1.0  # on one host
    heed_robots: bool = True
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})


@dataclass(frozen=True, slots=True)
class Fetched:
    status: Status
    address: str  # where the answer came from, after redirects
    code: int = 0
    content: bytes = b""
    content_type: str = ""
    validators: Validators = field(default_factory=Validators)
    moved_to: str = ""  # told by permanent redirects only: the address to keep from now on
    hops: tuple[str, ...] = ()
    refusal: Refusal | None = None
    retry_after: float = 0.0  # seconds
    pause: float = 0.0  # seconds between our visits, once robots.txt was asked and let us in; 0: not asked
    detail: str = ""
