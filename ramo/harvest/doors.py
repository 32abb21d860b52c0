"""Where what a source says is written: offers through the door of listings, events through that of events."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ramo.accounts.models import User
from ramo.events import imports
from ramo.events.data import Outcome as EventOutcome
from ramo.events.data import SourceEvent
from ramo.listings import actions as listings
from ramo.listings.batch import Manner
from ramo.listings.data import Outcome

from .data import RecordKind
from .models import Source
from .plan import Incoming


@dataclass(frozen=True, slots=True)
class Done:
    """How many became what; `kept` were left as a person corrected them. `homeless`: titles without a library near."""

    new: int = 0
    changed: int = 0
    merged: int = 0
    kept: int = 0
    homeless: Sequence[str] = ()


class Door(Protocol):
    def standing(self) -> dict[str, str]:
        """What the source had when it was last read: its number for each → fingerprint."""

    def write(self, incoming: Sequence[Incoming], by: User | None) -> Done: ...

    def mark_seen(self, unchanged: Sequence[str]) -> None: ...

    def mark_gone(self, *, withdrawn: Sequence[str], missing: Sequence[str]) -> None:
        """`withdrawn` by the source itself; `missing` from what it lists."""


def door_of(source: Source) -> Door:
    return _Events(source) if source.kind == RecordKind.EVENT else _Offers(source)


@dataclass(frozen=True, slots=True)
class _Offers:
    source: Source

    def standing(self) -> dict[str, str]:
        return listings.standing_of(self.source.pk)

    def write(self, incoming: Sequence[Incoming], by: User | None) -> Done:
        offers = [(data, provenance) for data, provenance in incoming if not isinstance(data, SourceEvent)]
        if not offers:
            return Done()
        done = listings.put_many(offers, manner=Manner(self.source.vouched_as, self.source.is_demo), by=by)
        return Done(
            new=sum(each.outcome is Outcome.NEW for each in done),
            changed=sum(each.outcome is Outcome.CHANGED for each in done),
            merged=sum(each.outcome is Outcome.MERGED for each in done),
            kept=sum(bool(each.kept) for each in done),
        )

    def mark_seen(self, unchanged: Sequence[str]) -> None:
        listings.mark_seen(source_key=self.source.pk, external_ids=unchanged, vouched_as=self.source.vouched_as)

    def mark_gone(self, *, withdrawn: Sequence[str], missing: Sequence[str]) -> None:
        listings.mark_gone(source_key=self.source.pk, external_ids=[*withdrawn, *missing])


@dataclass(frozen=True, slots=True)
class _Events:
    source: Source

    def standing(self) -> dict[str, str]:
        return imports.standing_of(self.source.pk)

    def write(self, incoming: Sequence[Incoming], by: User | None) -> Done:
        events = [(provenance.external_id, data) for data, provenance in incoming if isinstance(data, SourceEvent)]
        source = imports.Source(self.source.pk, self.source.vouched_as, self.source.is_demo)
        done = imports.put_many(source, events, by=by)
        return Done(
            new=done.count(EventOutcome.NEW),
            changed=done.count(EventOutcome.CHANGED),
            kept=done.count(EventOutcome.KEPT),
            homeless=[said.title for (_, said), one in zip(events, done, strict=True) if one == EventOutcome.HOMELESS],
        )

    def mark_seen(self, unchanged: Sequence[str]) -> None:
        """An event has its own day; that it is still listed makes it no longer."""

    def mark_gone(self, *, withdrawn: Sequence[str], missing: Sequence[str]) -> None:
        imports.mark_gone(source_key=self.source.pk, external_ids=withdrawn, is_cancelled=True)
        imports.mark_gone(source_key=self.source.pk, external_ids=missing)
