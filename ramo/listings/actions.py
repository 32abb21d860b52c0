"""The only door that writes offers; the catalogue follows in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import islice

from django.db import connection, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import Identifier, find_identifier
from ramo.search.actions import file_cards, withdraw_card, withdraw_cards
from ramo.trust import actions as trust
from ramo.trust.data import NETWORK_SCOPE
from ramo.trust.errors import ValidUntilPassed
from ramo.trust.models import ChangeReport, State, Verification

from . import batch, renewing, terms
from .batch import Incoming, Manner
from .cards import card_of
from .data import AnyListingData, ListingKind, Outcome, Provenance
from .errors import IdentifierInText, NothingToChoose, NothingToSplit
from .keeping import changed_by, keeping, mark_amended, with_sources
from .models import MODELS, FundingCall, Listing, Sighting
from .writing import NUMBERS, Lookups, columns_of, unpacked

BATCH = 1000
BY_HAND = "by-hand"
_UNCONFIRMED = Manner()


@dataclass(frozen=True, slots=True)
class Put:
    """One offer after it came in."""

    outcome: Outcome
    listing: Listing
    kept: tuple[str, ...] = ()  # fields where the source now differs from a person's correction, which stays


@transaction.atomic
def put(data: AnyListingData, *, provenance: Provenance, by: User | None = None, vouched_as: str = "") -> Put:
    """One offer; the same from the same source again is the same one.

    A personal number in it is refused, and of a person also a day that has passed.
    """
    _refuse_identifiers(data)
    if by and terms.valid_until(data, seen_on=clock.today()) < clock.today():
        raise ValidUntilPassed
    (done,) = put_many([(data, provenance)], manner=Manner(vouched_as), by=by)
    return done


@transaction.atomic
def put_many(
    items: Iterable[tuple[AnyListingData, Provenance]], *, manner: Manner = _UNCONFIRMED, by: User | None = None
) -> list[Put]:
    """Many offers in few statements, in the order they came; of two of the same number the last stands.

    Offers that carry `manner.vouched_as` are confirmed by it today, unchanged ones too.
    """
    done: list[Put] = []
    remaining = iter(items)
    while some := list(islice(remaining, BATCH)):
        _take_turns({provenance.source_key for _data, provenance in some})
        placed = {kind: _put_kind(kind, some, manner) for kind in {data.kind for data, _provenance in some}}
        done += [placed[data.kind][provenance.source_key, provenance.external_id] for data, provenance in some]
    if by or manner.vouched_as:
        record("put listings", f"listings:{len(done)}", by=by, detail=_tally(done))
    return done


@transaction.atomic
def mark_seen(*, source_key: str, external_ids: Iterable[str], vouched_as: str = "") -> int:
    """Unchanged ones that a source still has; how many got a later last day."""
    _take_turns({source_key})
    count = 0
    for ids in _some(external_ids):
        seen = Sighting.objects.standing().filter(source_key=source_key, external_id__in=ids)
        seen.update(seen_at=clock.now())
        for kind, keys in _by_kind(seen).items():
            count += renewing.renew(kind, keys, vouched_as=vouched_as)
    return count


@transaction.atomic
def mark_gone(*, source_key: str, external_ids: Iterable[str]) -> int:
    """What a source has no more; how many offers are withdrawn because no other source has them."""
    _take_turns({source_key})
    count = 0
    for ids in _some(external_ids):
        gone = list(Sighting.objects.standing().filter(source_key=source_key, external_id__in=ids))
        Sighting.objects.filter(pk__in=[each.pk for each in gone]).update(gone_on=clock.today())
        _hand_over([each for each in gone if each.said is None])
        for kind in MODELS:
            count += renewing.withdraw_gone(kind, [each.listing for each in gone if each.kind == kind])
    return count


def standing_of(source_key: str) -> dict[str, str]:
    """What a source had when it was last read: its number for each → fingerprint."""
    return dict(
        Sighting.objects.standing().filter(source_key=source_key).values_list("external_id", "fingerprint").iterator()
    )


@transaction.atomic
def split(sighting: Sighting, *, by: User) -> Listing:
    """What was taken for the same offer stands alone from now on, and is never merged again by itself."""
    if sighting.said is None:
        raise NothingToSplit(sighting.pk)
    data = unpacked(sighting.kind, sighting.said)
    was = MODELS[sighting.kind]._base_manager.get(pk=sighting.listing)
    listing = type(was)(is_demo=was.is_demo)
    _write(listing, replace(data, original=data.original))
    sighting.listing, sighting.said = listing.pk, None
    sighting.save(update_fields=["listing", "said"])
    record("split listing", listing, by=by, detail={"from": was.pk, "source": sighting.source_key})
    return listing


@transaction.atomic
def amend(listing: Listing, data: AnyListingData, *, by: User, vouched_as: str) -> None:
    """A person rewrites an offer and stands for it; what was corrected, no source overwrites."""
    _refuse_identifiers(data)
    mark_amended(listing, changed_by(data, listing))
    _write(listing, data)
    record("amended listing", listing, by=by)
    confirm(listing, by=by, verified_as=vouched_as)


@transaction.atomic
def take_sources(sighting: Sighting, *, by: User, vouched_as: str) -> Listing:
    """The source is right: its words instead of ours, from now on too."""
    listing = _disputed(sighting)
    otherwise = sighting.otherwise or {}
    listing.amended = [name for name in listing.amended if name not in otherwise]
    _write(listing, with_sources(listing, otherwise))
    sighting.otherwise = None
    sighting.save(update_fields=["otherwise"])
    record("took the source's", listing, by=by, detail={"fields": sorted(otherwise)})
    confirm(listing, by=by, verified_as=vouched_as)
    return listing


@transaction.atomic
def keep_ours(sighting: Sighting, *, by: User) -> None:
    """The correction stands, until the source says a third thing."""
    listing = _disputed(sighting)
    sighting.is_answered = True
    sighting.save(update_fields=["is_answered"])
    record("kept the correction", listing, by=by, detail={"fields": sorted(sighting.otherwise or {})})


@transaction.atomic
def confirm(listing: Listing, *, by: User | None, verified_as: str, valid_until: date | None = None) -> Verification:
    """Still true: until the given day, the deadline, or the usual term of its kind from today."""
    today = clock.today()
    longest = today + listing.VALID_FOR
    until = valid_until or min(listing.said_until or today + listing.USUAL_TERM, longest)
    listing.seen_on = today
    listing.save(update_fields=["seen_on"])
    said = trust.confirm(listing, by=by, verified_as=verified_as, valid_until=until)
    file_cards([card_of(listing)])
    return said


@transaction.atomic
def withdraw(listing: Listing, *, by: User | None) -> None:
    """It is taken or was never right. What a person withdraws, no source brings back. Pressed twice it is one act."""
    if listing.state == State.WITHDRAWN:
        return
    listing.state = State.WITHDRAWN
    listing.save(update_fields=["state"])
    withdraw_card(kind=listing.KIND, key=str(listing.pk))
    record("withdrew listing", listing, by=by)
    trust.refresh_review_tasks({listing.review_scope(), NETWORK_SCOPE})


@transaction.atomic
def restore(listing: Listing, *, by: User, vouched_as: str) -> None:
    """A person brings back what was withdrawn, and stands for it."""
    listing.state, listing.gone_on = State.PUBLISHED, None
    listing.save(update_fields=["state", "gone_on"])
    record("restored listing", listing, by=by)
    confirm(listing, by=by, verified_as=vouched_as)


@transaction.atomic
def answer_report(
    report: ChangeReport, listing: Listing, *, outcome: ChangeReport.Outcome, by: User, said_by: str
) -> None:
    """Who looked and found it still true has confirmed it; a correction is an edit, or taking it down."""
    trust.settle_report(report, outcome=outcome, by=by)
    if outcome == ChangeReport.Outcome.STILL_TRUE:
        confirm(listing, by=by, verified_as=said_by)


@transaction.atomic
def close_calls() -> int:
    """Calls close to the minute: their cards leave the catalogue when the minute has passed; how many."""
    now = clock.now()
    closed = FundingCall.objects.published().filter(closes_at__range=(now - timedelta(days=2), now))
    return withdraw_cards(kind=ListingKind.CALL, keys=map(str, closed.values_list("pk", flat=True)))


@transaction.atomic
def file_all_cards() -> int:
    """Files every current offer anew; how many. For a first load and for a changed card."""
    count = 0
    for model in MODELS.values():
        current = model.objects.current().whole()  # type: ignore[attr-defined]
        count += file_cards(card_of(listing) for listing in current.iterator(chunk_size=500))
    return count


def _put_kind(kind: ListingKind, some: Sequence[Incoming], manner: Manner) -> dict[tuple[str, str], Put]:
    latest = {(each[1].source_key, each[1].external_id): each for each in some if each[0].kind == kind}
    placed = batch.place(kind, list(latest.values()), manner)
    written = batch.write(kind, placed, manner)
    file_cards(map(card_of, _whole(kind, written)))
    same = [each.listing.pk for each in placed if not each.is_written]
    if same:
        renewing.renew(kind, same, vouched_as=manner.vouched_as)
    return {name: Put(each.outcome, each.listing, each.disputed) for name, each in zip(latest, placed, strict=True)}


def _whole(kind: ListingKind, listings: Sequence[Listing]) -> Iterable[Listing]:
    keys = [listing.pk for listing in listings if listing.state == State.PUBLISHED]
    found: Iterable[Listing] = MODELS[kind].objects.whole().filter(pk__in=keys)  # type: ignore[attr-defined]
    return found


def _write(listing: Listing, data: AnyListingData) -> None:
    for column, value in columns_of(data, Lookups.for_batch([data]), seen_on=clock.today()).items():
        setattr(listing, column, value)
    listing.verified_on, listing.verified_as = None, ""
    listing.save()
    if listing.state == State.PUBLISHED:
        file_cards(map(card_of, _whole(listing.KIND, [listing])))


def _disputed(sighting: Sighting) -> Listing:
    if not Sighting.objects.disputed().filter(pk=sighting.pk).select_for_update().exists():
        raise NothingToChoose(sighting.pk)
    return MODELS[sighting.kind]._base_manager.get(pk=sighting.listing)


def _hand_over(gone: Sequence[Sighting]) -> None:
    """The listing says what its next source says, where the one it was written from has it no more."""
    for kind, keys in _by_kind(gone).items():
        heirs = Sighting.objects.standing().filter(kind=kind, listing__in=keys).exclude(said=None).order_by("-pk")
        for heir in {each.listing: each for each in heirs}.values():
            listing = MODELS[kind]._base_manager.get(pk=heir.listing)
            kept = keeping(unpacked(kind, heir.said or {}), listing)
            _write(listing, kept.data)
            heir.said, heir.otherwise = None, kept.otherwise or None
            heir.save(update_fields=["said", "otherwise"])


def _take_turns(sources: set[str]) -> None:
    """Two runs of one source wait for each other until the first has committed."""
    with connection.cursor() as cursor:
        for source in sorted(sources):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"listings:{source}"])


def _refuse_identifiers(data: AnyListingData) -> None:
    for each in fields(data):
        value = getattr(data, each.name)
        if isinstance(value, str) and each.name not in NUMBERS and find_identifier(value) == Identifier.EGN:
            raise IdentifierInText(each.name)


def _by_kind(seen: "Iterable[Sighting]") -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for each in seen:
        found.setdefault(each.kind, []).append(each.listing)
    return found


def _some(ids: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(ids)
    while some := list(islice(remaining, renewing.ROWS)):
        yield some


def _tally(done: Sequence[Put]) -> dict[str, int]:
    return {outcome.value: sum(each.outcome == outcome for each in done) for outcome in Outcome}
