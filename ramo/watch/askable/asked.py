"""What every kind of asked thing can say and do."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.functional import Promise

from ramo.accounts.models import User
from ramo.network.models import Institution
from ramo.trust.actions import Confirmed
from ramo.trust.data import Reason
from ramo.trust.models import State, Verifiable, Verification

_PRESSING = [*Reason, None]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line that the partner reads; one with a column may be corrected in it."""

    label: str | Promise
    value: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What an answer put aside: kept with it, so that it can be taken back."""

    confirmed: Confirmed
    changed_on: date | None = None

    def kept(self) -> dict[str, str]:
        columns = {"on": self.confirmed.on, "until": self.confirmed.until, "changed_on": self.changed_on}
        return {"by": self.confirmed.by} | {name: day.isoformat() for name, day in columns.items() if day}

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Before":
        days = {name: date.fromisoformat(kept[name]) for name in ("on", "until", "changed_on") if name in kept}
        return cls(Confirmed(days.get("on"), kept.get("by", ""), days.get("until")), days.get("changed_on"))


class Kind(Protocol):
    """A kind of thing that an institution answers for."""

    name: str

    def owned_by(self, institution: Institution) -> Iterable[Verifiable]: ...
    def get(self, key: str) -> Verifiable | None: ...
    def owner(self, item: Any) -> Institution: ...
    def title(self, item: Any) -> str: ...
    def facts(self, item: Any) -> Sequence[Fact]: ...
    def page(self, item: Any) -> str: ...
    def form(self, item: Any) -> str: ...
    def confirm(self, item: Any, verified_as: str, *, by: User | None) -> Verification: ...
    def take_back(self, item: Any, said: Verification, before: Before) -> bool: ...
    def amend(self, item: Any, changes: Mapping[str, str], *, by: User) -> None: ...
    def close(self, item: Any, *, is_closed: bool, by: User | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One item with its kind."""

    kind: Kind
    item: Verifiable

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def key(self) -> str:
        return str(self.item.pk)

    @property
    def title(self) -> str:
        return self.kind.title(self.item)

    @property
    def owner(self) -> Institution:
        return self.kind.owner(self.item)

    @property
    def facts(self) -> Sequence[Fact]:
        return [fact for fact in self.kind.facts(self.item) if fact.value or fact.column]

    @property
    def page(self) -> str:
        return self.kind.page(self.item)

    @property
    def form(self) -> str:
        return self.kind.form(self.item)

    @property
    def is_closed(self) -> bool:
        return self.item.state == State.WITHDRAWN

    @property
    def waits(self) -> bool:
        return self.item.review_reason() is not None

    def pressing(self) -> tuple[int, date, str]:
        return _PRESSING.index(self.item.review_reason()), self.item.valid_until or date.max, self.key

    def before(self) -> Before:
        return Before(Confirmed.of(self.item), getattr(self.item, "changed_on", None))

    def seen(self) -> str:
        """Stands for all that the partner read."""
        lines = [(str(fact.column), fact.value) for fact in self.kind.facts(self.item)]
        return hashlib.sha256(json.dumps([self.title, lines], ensure_ascii=False).encode()).hexdigest()[:16]
