"""A round of calls: what a coordinator saw of a library, so that only that is confirmed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from .hours import with_hours
from .models import Library, LibraryQuerySet


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one sending: the libraries confirmed, and those that had changed since they were shown."""

    confirmed: Sequence[Library]
    left_out: Sequence[Library]


def to_call(libraries: LibraryQuerySet) -> LibraryQuerySet:
    """In the network, working, and with contacts never checked, expired or about to be."""
    wanted = libraries.in_network().active().for_review()
    return with_hours(wanted.select_related("settlement", "municipality", "district"))


def seen(library: Library) -> str:
    """Stands for all that is confirmed together: contacts and hours. `library` comes through `with_hours`."""
    columns = (library.phone, library.email, library.address_bg, library.state, library.status, library.is_in_network)
    hours = (library.hours_rows, library.change_rows)  # type: ignore[attr-defined]
    return hashlib.sha256(json.dumps([columns, hours], ensure_ascii=False).encode()).hexdigest()[:16]
