"""The kinds of things that an institution is asked about, each with its facts and its doors: one file a kind."""

from collections.abc import Iterator

from ramo.network.models import Institution
from ramo.trust.models import Verifiable

from .asked import Asked, Fact, Kind
from .institutions import INSTITUTION
from .listings import LISTINGS
from .resources import RESOURCE
from .services import SERVICE

__all__ = ["KINDS", "Asked", "Fact", "Kind", "everything_of", "find"]

_ALL: list[Kind] = [INSTITUTION, RESOURCE, SERVICE, *LISTINGS]
KINDS = {kind.name: kind for kind in _ALL}


def everything_of(institution: Institution) -> list[Asked]:
    """What stands in its name and may be confirmed by letter; what ends first stands first."""
    return sorted(_of(institution), key=Asked.pressing)


def find(kind: str, key: str) -> Asked | None:
    """An item by its words, in whatever state."""
    known = KINDS.get(kind)
    item = known.get(key) if known else None
    return Asked(known, item) if known and item else None


def _of(institution: Institution) -> Iterator[Asked]:
    for kind in KINDS.values():
        for item in kind.owned_by(institution):
            if may_be_asked(item):
                yield Asked(kind, item)


def may_be_asked(item: Verifiable) -> bool:
    """A text that waits for its first expert is shown to nobody, and no letter replaces the expert."""
    return not item.is_hidden
