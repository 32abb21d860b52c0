"""Many offers at once: what of them is new, changed, the same, or here already from another source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from ramo.kit import clock
from ramo.trust.actions import target_of
from ramo.trust.models import State, Verification
from ramo.vocabularies.bulk import insert, next_keys

from .data import AnyListingData, ListingKind, Outcome, Provenance
from .duplicates import likeness
from .keeping import Kept, keeping
from .models import MODELS, Listing, Sighting
from .writing import Lookups, columns_of, packed

Incoming = tuple[AnyListingData, Provenance]
ROWS = 500  # of one statement
_KEPT = {"id", "added_at", "is_demo", "amended"}
_URL_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Manner:
    """How a batch comes in: `vouched_as` is the role and institution that stands for it, empty when nobody does."""

    vouched_as: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """One offer, the listing it belongs to, and what becomes of it."""

    data: AnyListingData
    provenance: Provenance
    listing: Listing
    outcome: Outcome
    is_main: bool  # the listing says what this source says
    kept: Kept
    was: Sighting | None = None

    @property
    def disputed(self) -> tuple[str, ...]:
        """The fields in which the source has just left a person's correction."""
        is_news = self.was is not None and self.was.fingerprint != self.data.fingerprint()
        return tuple(self.kept.otherwise) if is_news else ()

    @property
    def is_written(self) -> bool:
        return self.is_main and self.outcome in {Outcome.NEW, Outcome.CHANGED}


def place(kind: ListingKind, incoming: Sequence[Incoming], manner: Manner) -> list[Placed]:
    """Reads what stands, in three queries, and writes nothing; what stands waits for the writing."""
    known = _known(kind, [provenance for _data, provenance in incoming])
    standing = _standing(kind, {sighting.listing for sighting in known.values()})
    new = [each for each in incoming if _name(each[1]) not in known]
    alike = _alike(kind, new, manner)
    placed = []
    for data, provenance in incoming:
        sighting = known.get(_name(provenance))
        if sighting:
            placed.append(_again(data, provenance, sighting, standing[sighting.listing]))
        elif twin := alike.get(likeness(data)):
            placed.append(Placed(data, provenance, twin, Outcome.MERGED, is_main=False, kept=Kept(data)))
        else:
            listing = MODELS[kind](is_demo=manner.is_demo)
            placed.append(Placed(data, provenance, listing, Outcome.NEW, is_main=True, kept=Kept(data)))
    return placed


def write(kind: ListingKind, placed: Sequence[Placed], manner: Manner) -> list[Listing]:
    """Brings everything to the database; gives the listings whose cards must be filed anew."""
    written = [each for each in placed if each.is_written]
    _fill(written, manner)
    new = [each.listing for each in written if each.outcome == Outcome.NEW]
    for listing, key in zip(new, next_keys(MODELS[kind], len(new)), strict=True):
        listing.pk = key
    insert(new)
    changed = (each.listing for each in written if each.outcome == Outcome.CHANGED)
    insert(changed, unique=["id"], update=_columns_from_source(MODELS[kind]))
    insert(
        (_sighting(kind, each) for each in placed),
        unique=["source_key", "external_id", "kind"],
        update=["url", "seen_at", "gone_on", "fingerprint", "said", "source_label", "otherwise", "is_answered"],
    )
    listings = [each.listing for each in written]
    if manner.vouched_as:
        write_history(listings)
    return listings


def write_history(listings: Iterable[Listing]) -> None:
    """One confirmation for each, as its own dates say it."""
    insert(map(_confirmation, listings))


def _again(data: AnyListingData, provenance: Provenance, sighting: Sighting, listing: Listing) -> Placed:
    """What its sources had lost comes back; what a person withdrew stays withdrawn."""
    outcome = Outcome.UNCHANGED if sighting.fingerprint == data.fingerprint() else Outcome.CHANGED
    is_main = sighting.said is None
    if listing.gone_on:
        listing.state, listing.gone_on = State.PUBLISHED, None
        return Placed(
            data, provenance, listing, Outcome.CHANGED, is_main=True, kept=keeping(data, listing), was=sighting
        )
    kept = keeping(data, listing) if is_main else Kept(data)
    if kept.is_as_it_stands:
        outcome = Outcome.UNCHANGED
    return Placed(data, provenance, listing, outcome, is_main, kept, sighting)


def _standing(kind: ListingKind, keys: Iterable[int]) -> dict[int, Listing]:
    """A person who corrects one of them meanwhile waits, or is waited for."""
    rows = MODELS[kind]._base_manager.filter(pk__in=keys).order_by("pk").select_for_update()
    return {listing.pk: listing for listing in rows}


def _alike(kind: ListingKind, new: Sequence[Incoming], manner: Manner) -> dict[str, Listing]:
    """Current offers that may be the same, by their likeness. A source that names an offer twice means two."""
    wanted = {found for data, _provenance in new if (found := likeness(data))}
    if not wanted:
        return {}
    candidates = MODELS[kind]._base_manager.filter(likeness__in=wanted, state=State.PUBLISHED)
    candidates = candidates.filter(valid_until__gte=clock.today(), is_demo=manner.is_demo).order_by("-pk")
    alike = {listing.pk: listing for listing in candidates}
    own = {provenance.source_key for _data, provenance in new}
    sightings = Sighting.objects.filter(kind=kind, listing__in=alike, source_key__in=own)
    for pk in sightings.values_list("listing", flat=True):
        alike.pop(pk, None)
    return {listing.likeness: listing for listing in alike.values()}


def _fill(written: Sequence[Placed], manner: Manner) -> None:
    """What came after a confirmation was not confirmed: it waits for the next one."""
    today = clock.today()
    lookups = Lookups.for_batch([each.kept.data for each in written])
    for each in written:
        for column, value in columns_of(each.kept.data, lookups, seen_on=today).items():
            setattr(each.listing, column, value)
        each.listing.verified_on = today if manner.vouched_as else None
        each.listing.verified_as = manner.vouched_as


def _sighting(kind: ListingKind, each: Placed) -> Sighting:
    provenance, otherwise = each.provenance, each.kept.otherwise or None
    return Sighting(
        kind=kind,
        listing=each.listing.pk,
        source_key=provenance.source_key,
        external_id=provenance.external_id,
        url=provenance.url if len(provenance.url) <= _URL_LENGTH else "",
        seen_at=provenance.seen_at or clock.now(),
        fingerprint=each.data.fingerprint(),
        said=None if each.is_main else packed(each.data),
        source_label=each.data.source_label[:160],
        otherwise=otherwise,
        is_answered=bool(each.was and each.was.is_answered and each.was.otherwise == otherwise),
    )


def _confirmation(listing: Listing) -> Verification:
    kind, key = target_of(listing)
    return Verification(
        target_kind=kind,
        target_key=key,
        verified_on=listing.verified_on or clock.today(),
        verified_as=listing.verified_as,
        source_label=listing.source_label,
        source_url=listing.source_url,
        valid_until=listing.valid_until or date.max,
    )


def _known(kind: ListingKind, provenances: Iterable[Provenance]) -> dict[tuple[str, str], Sighting]:
    by_source: dict[str, list[str]] = {}
    for provenance in provenances:
        by_source.setdefault(provenance.source_key, []).append(provenance.external_id)
    wanted = models.Q(pk__in=[])
    for source, ids in by_source.items():
        wanted |= models.Q(source_key=source, external_id__in=ids)
    return {(each.source_key, each.external_id): each for each in Sighting.objects.filter(wanted, kind=kind)}


def _name(provenance: Provenance) -> tuple[str, str]:
    return provenance.source_key, provenance.external_id


def _columns_from_source(model: type[Listing]) -> list[str]:
    concrete: list[Any] = list(model._meta.concrete_fields)
    return [column.column for column in concrete if column.name not in _KEPT]
