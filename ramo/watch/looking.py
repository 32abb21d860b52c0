"""One polite look at a foreign address: HEAD, then GET where the head is not enough, and what it tells us."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from ramo.kit import fetch as web
from ramo.kit import limited
from ramo.kit.fetch import Fetched, Limits, Refusal, Status, Validators

from .data import Look, Trouble

Fetch = Callable[..., Fetched]
_LIMITS = Limits(max_bytes=2_000_000, total_seconds=12.0)
_BUSY = timedelta(days=1)
_KEEPS_OUT = {401, 402, 403, 405, 406, 407, 451}
_FIRST_PAGES = re.compile(
    r"/?(?:(?:bg|en)(?:-[a-z]{2})?/?)?(?:(?:index|default|home|nachalo)(?:\.[a-z]{3,5})?)?/?", re.I
)
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


def look_at(
    address: str, *, is_source: bool = False, known: Validators | None = None, fetch: Fetch = web.fetch
) -> Look:
    """`is_source`: its text is watched as well. `known`: what it said of its version, if its text is known."""
    ask = _Asking(address, fetch)
    if not is_source:
        head = ask("HEAD")
        if head.status is Status.OK and not _is_page(head):
            return _judged(address, head)
        if head.status in {Status.BUSY, Status.REFUSED}:
            return _judged(address, head)
    return _judged(address, ask("GET", known), has_body=True)


class _Asking:
    """Says who we are and where to complain."""

    def __init__(self, address: str, fetch: Fetch) -> None:
        self.address, self.fetch = address.partition("#")[0], fetch

    def __call__(self, method: str, known: Validators | None = None) -> Fetched:
        agent = f"Ramo/1 (+{settings.PUBLIC_ADDRESS}/pomosht/)"
        return self.fetch(self.address, user_agent=agent, method=method, known=known, limits=_LIMITS)


def _judged(address: str, fetched: Fetched, *, has_body: bool = False) -> Look:
    look = _by_status(fetched)
    if fetched.status is Status.OK and _leads_to_first_page(address, fetched.address):
        return replace(look, failure=Trouble.SOFT_404)
    if not look.failure:
        look = replace(look, moved_to=_moved(address, fetched.moved_to))
    if fetched.status is Status.OK and has_body and _is_page(fetched):
        return _with_text(look, fetched)
    return look


def _by_status(fetched: Fetched) -> Look:
    wait = timedelta(seconds=fetched.retry_after) if fetched.retry_after else None
    kept = fetched.validators
    match fetched.status:
        case Status.OK | Status.TOO_LARGE:
            return Look(etag=kept.etag, last_modified=kept.last_modified)
        case Status.NOT_MODIFIED:
            return Look(is_unchanged=True)
        case Status.BUSY:
            return Look(wait=wait or _BUSY, was_asked=False)
        case Status.REFUSED if fetched.refusal is Refusal.ROBOTS:
            return Look(was_asked=False, wait=timedelta(days=30))
        case Status.REFUSED if fetched.refusal is Refusal.RESTING:
            return Look(was_asked=False, wait=wait or _BUSY)
    return Look(failure=_failure(fetched), wait=wait)


def _failure(fetched: Fetched) -> Trouble:
    if fetched.status in {Status.GONE, Status.NOT_FOUND}:
        return Trouble.GONE
    if fetched.status is Status.WALLED or fetched.code in _KEEPS_OUT:
        return Trouble.CLOSED
    is_certificate = fetched.status is Status.UNREACHABLE and "CERTIFICATE" in fetched.detail.upper()
    return Trouble.CERTIFICATE if is_certificate else Trouble.DEAD


def _with_text(look: Look, fetched: Fetched) -> Look:
    """Read where it can do no harm; a page that cannot be read there is no failure of its site."""
    declared = _CHARSET.search(fetched.content_type)
    ran = limited.run("ramo.watch.pages:judged", fetched.content, argument=declared[1] if declared else "")
    if ran.overrun:
        return look
    found: dict[str, Any] = json.loads(ran.answer)
    if found["failure"]:
        return replace(look, failure=Trouble(found["failure"]), moved_to="")
    return replace(look, content_hash=found["digest"])


def _is_page(fetched: Fetched) -> bool:
    return "html" in fetched.content_type.lower() or not fetched.content_type


def _leads_to_first_page(address: str, end: str) -> bool:
    """A deep address that ends at the first page of a site: what it named is missing."""
    asked, came = urlsplit(address), urlsplit(end)
    return not _is_first_page(asked) and _is_first_page(came) and came.netloc != ""


def is_first_page(address: str) -> bool:
    """News come and go there daily, so its text is not watched."""
    return _is_first_page(urlsplit(address))


def _is_first_page(parts: SplitResult) -> bool:
    return not parts.query and _FIRST_PAGES.fullmatch(parts.path) is not None


def _moved(address: str, moved_to: str) -> str:
    """Where it went for good; a www, a slash or the first page's language is no move worth a person's minute."""
    return moved_to if moved_to and _essence(address) != _essence(moved_to) else ""


def _essence(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    path = "" if _is_first_page(parts) else parts.path.rstrip("/")
    return (parts.hostname or "").removeprefix("www."), path, parts.query
