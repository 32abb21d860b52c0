"""Looks at an address that somebody pasted, and says what it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramo.kit import clock
from ramo.kit import fetch as web
from ramo.kit.fetch import Fetched, Limits, Status

from .collecting import Fetch
from .data import Dialect
from .errors import Unrecognised
from .recognise import recognise
from .run_actions import user_agent
from .states import Run, unreached
from .words import ADVICE

_WHILE_A_PERSON_WAITS = Limits(total_seconds=12.0, max_bytes=10_000_000)


@dataclass(frozen=True, slots=True)
class Found:
    """`address` may be another than was pasted: the feed that the page announces."""

    dialect: Dialect
    address: str


def look_into(address: str, *, payload: str = "", fetch: Fetch = web.fetch) -> Found:
    """The better of the two where a page announces a feed; Unrecognised, with the sentence for the person."""
    fetched = _fetched(address, fetch, payload)
    known = recognise(fetched.content, content_type=fetched.content_type, address=fetched.address)
    if known.dialect is None and known.feed_address:
        address = known.feed_address
        fetched = _fetched(address, fetch)
        known = recognise(fetched.content, content_type=fetched.content_type, address=fetched.address)
    if known.dialect is None:
        raise Unrecognised(_("We cannot read what stands there. Ask the owner for a feed, a calendar or a table."))
    return Found(known.dialect, fetched.moved_to or address)


def _fetched(address: str, fetch: Fetch, payload: str = "") -> Fetched:
    fetched: Fetched = fetch(address, user_agent=user_agent(), limits=_WHILE_A_PERSON_WAITS, payload=payload.encode())
    if fetched.status is not Status.OK:
        wall = fetched.detail if fetched.status is Status.WALLED else ""
        death = unreached(Run(at=clock.now(), status=fetched.status, refusal=fetched.refusal, wall=wall))
        raise Unrecognised(str(ADVICE[death]))
    return fetched
