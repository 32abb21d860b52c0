"""Where addresses of the open web stand in what the public reads: each room says it of its own things.

A room makes a `Keeper` for each kind in its `links.py` and hands it over when it starts. Whoever watches
addresses asks all of them, and knows no room by name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from ramo.accounts.models import User

from .data import NETWORK_SCOPE

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\“”„]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}…"
LONGEST = 500

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """One address in one column of one thing. `page` and `form` are without language, empty where there is none."""

    kind: str
    key: str
    column: str
    address: str
    title: str
    page: str
    form: str
    scope: str
    is_source: bool


@dataclass(frozen=True)
class Keeper:
    """How a kind of thing is read for addresses, and the door through which one of them is replaced.

    `texts` are columns of words in which addresses may stand, `sources` those whose page vouches for the thing.
    `write` takes the changed columns; it confirms nothing. Where it answers False, a person must do it by hand.
    """

    kind: str
    rows: Callable[[], Iterable[Any]]  # what the public reads
    get: Callable[[str], Any | None]
    addresses: Sequence[str]
    page: Callable[[Any], str]
    form: Callable[[Any], str]
    write: Callable[[Any, Columns, User], bool]
    texts: Sequence[str] = ()
    sources: Sequence[str] = ("source_url",)
    scope: Callable[[Any], str] = lambda _item: NETWORK_SCOPE
    key: Callable[[Any], str] = lambda item: str(item.pk)
    read: Callable[[Any, str], Any] = getattr

    def spots(self) -> Iterator[Spot]:
        for item in self.rows():
            for column in (*self.addresses, *self.texts):
                for address in addresses_in(self.read(item, column)):
                    yield self._spot(item, column, address)

    def replace(self, key: str, *, old: str, new: str, by: User) -> bool:
        """Whether the address stood there and stands there no more."""
        item = self.get(key)
        if item is None:
            return False
        changes = {}
        for column in (*self.addresses, *self.texts):
            stands = self.read(item, column)
            written = replaced(stands, old, new)
            if written != stands:
                changes[column] = written
        return bool(changes) and self.write(item, changes, by)

    def _spot(self, item: Any, column: str, address: str) -> Spot:
        return Spot(
            kind=self.kind,
            key=self.key(item),
            column=column,
            address=address,
            title=str(item)[:250],
            page=self.page(item),
            form=self.form(item),
            scope=self.scope(item),
            is_source=column in self.sources,
        )


KEEPERS: dict[str, Keeper] = {}


def keep(*keepers: Keeper) -> None:
    KEEPERS.update({keeper.kind: keeper for keeper in keepers})


def addresses_in(value: object) -> list[str]:
    """Each address once, in the order it stands; out of a text, a list of lines, or HTML in either."""
    if isinstance(value, (list, tuple)):
        found = [address for line in value for address in addresses_in(line)]
    elif isinstance(value, str):
        found = [_trimmed(unescape(match.group())) for match in _ADDRESS.finditer(value)]
    else:
        found = []
    return list(dict.fromkeys(address for address in found if len(address) <= LONGEST))


def replaced(value: Any, old: str, new: str) -> Any:
    """The same with `new` in place of `old` wherever it stands whole; https://a.bg/x is no part of https://a.bg/xy."""
    if isinstance(value, (list, tuple)):
        return [replaced(line, old, new) for line in value]
    if not isinstance(value, str):
        return value
    return _ADDRESS.sub(lambda match: _swapped(match.group(), old, new), value)


def _swapped(written: str, old: str, new: str) -> str:
    whole = _trimmed(unescape(written))
    if whole != old:
        return written
    is_escaped = "&amp;" in written
    rest = unescape(written)[len(whole) :]
    return (escape(new, quote=False) if is_escaped else new) + rest


def _trimmed(address: str) -> str:
    """Without the full stop that ends the sentence."""
    return address.rstrip(_TRAILING)
