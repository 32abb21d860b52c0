"""The door that keeps watched addresses: finds them anew, notes what a look brought, and mends them everywhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar
from urllib.parse import urlsplit

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.trust.links import KEEPERS, Spot

from .data import Look, Trouble
from .errors import LinkGone, SameAddress
from .looking import is_first_page
from .models import LinkSpot, WatchedLink
from .waiting import tell_of_links

RESTS = timedelta(days=7)  # whatever works is left alone
SPREAD_HOURS = 72  # so that not all come due at once
BETWEEN_FAILURES = timedelta(days=3)
FAILURES = 3
PUT_ASIDE, PUT_ASIDE_CLOSED = timedelta(days=7), timedelta(days=28)  # where no machine gets in, a person looks monthly
LONGEST_WAIT = timedelta(days=30)
RESTLESS_AFTER, RESTLESS_RESTS = 3, timedelta(days=30)
_RESERVED = (".invalid", ".example", ".test", ".localhost", "localhost")
_NEVER = timedelta(days=365)
BATCH = 1000
Thing = TypeVar("Thing")
_FAILING = {Trouble.DEAD, Trouble.GONE, Trouble.SOFT_404, Trouble.PARKED, Trouble.CERTIFICATE, Trouble.CLOSED}


@transaction.atomic
def collect(spots: Iterable[Spot] | None = None) -> int:
    """Every address that stands in something public, with all its spots; how many. What stands nowhere leaves."""
    found: dict[str, dict[tuple[str, str, str], Spot]] = defaultdict(dict)
    for spot in spots if spots is not None else (spot for keeper in KEEPERS.values() for spot in keeper.spots()):
        found[spot.address][spot.kind, spot.key, spot.column] = spot
    standing = dict(WatchedLink.objects.values_list("address", "pk"))
    for some in _batches(standing[address] for address in standing.keys() - found.keys()):
        WatchedLink.objects.filter(pk__in=some).delete()
    _add(found.keys() - standing.keys())
    sources = [address for address, at in found.items() if any(s.is_source for s in at.values())]
    watched = [address for address in sources if not is_first_page(address)]
    WatchedLink.objects.filter(address__in=watched, is_source=False).update(is_source=True)
    WatchedLink.objects.filter(is_source=True).exclude(address__in=watched).update(is_source=False, content_hash="")
    _put_spots([spot for at in found.values() for spot in at.values()])
    tell_of_links()
    return len(found)


@transaction.atomic
def note(link: WatchedLink, look: Look) -> None:
    """What one look brought. Nothing is hidden by it, and a single failure is no trouble yet."""
    link = _locked(link)
    now = clock.now()
    link.checked_at = now if look.was_asked else link.checked_at
    if look.failure:
        _note_failure(link, look, now)
    elif look.was_asked:
        _note_working(link, look, now)
    else:
        link.next_check_at = now + RESTS
    if look.wait:
        link.next_check_at = max(link.next_check_at, now + min(look.wait, LONGEST_WAIT))
    link.save()


@transaction.atomic
def put_aside(link: WatchedLink, *, by: User) -> date:
    """Somebody opened it and it works: looked at again later, and shown again if it still fails. On which day."""
    link = _locked(link)
    if not link.trouble or (link.rests_until and link.rests_until > clock.now()):
        return link.next_check_at.date()
    link.put_aside += 1
    rest = PUT_ASIDE_CLOSED if link.trouble == Trouble.CLOSED else PUT_ASIDE
    link.rests_until = link.next_check_at = clock.now() + rest
    link.save(update_fields=["put_aside", "rests_until", "next_check_at"])
    record("put link aside", link, by=by, detail={"times": link.put_aside})
    tell_of_links()
    return link.rests_until.date()


@transaction.atomic
def mark_read(link: WatchedLink, *, by: User) -> None:
    """Somebody looked at the page that changed; from now on it is compared with what stands there today."""
    link = _locked(link)
    if link.trouble != Trouble.CHANGED:
        return
    _settle(link)
    link.save()
    record("read changed page", link, by=by)
    tell_of_links()


@dataclass(frozen=True, slots=True)
class Mended:
    """Where the new address stands now, and where a person must write it by hand."""

    written: list[LinkSpot]
    by_hand: list[LinkSpot]


@transaction.atomic
def mend_everywhere(link: WatchedLink, *, to: str, scopes: frozenset[str] | None, by: User) -> Mended:
    """One act for all the spots within reach (`scopes`; None: all). It confirms none of the items.

    The caller checked that `by` may write in these scopes.
    """
    if to == link.address:
        raise SameAddress
    link = _locked(link)
    written: list[LinkSpot] = []
    by_hand: list[LinkSpot] = []
    done: dict[tuple[str, str], bool] = {}
    for spot in link.spots.all():
        if scopes is not None and spot.scope not in scopes:
            by_hand.append(spot)
            continue
        item = spot.kind, spot.key
        if item not in done:
            keeper = KEEPERS.get(spot.kind)
            done[item] = bool(keeper and keeper.replace(spot.key, old=link.address, new=to, by=by))
        (written if done[item] else by_hand).append(spot)
    record("mended link", link, by=by, detail={"to": to, "spots": len(written), "left": len(by_hand)})
    _hand_over(link, to, written)
    tell_of_links()
    return Mended(written, by_hand)


def _locked(link: WatchedLink) -> WatchedLink:
    found = WatchedLink.objects.select_for_update().filter(pk=link.pk).first()
    if found is None:
        raise LinkGone(link.address)
    return found


def _note_failure(link: WatchedLink, look: Look, now: datetime) -> None:
    if not link.failed_at or now - link.failed_at[-1] >= BETWEEN_FAILURES:
        link.failed_at = [*link.failed_at, now][-FAILURES:]
    link.failed_as = look.failure
    if len(link.failed_at) >= FAILURES and link.trouble != look.failure:
        link.found_at = link.found_at if link.trouble in _FAILING else now
        link.trouble = look.failure
    link.next_check_at = now + (RESTS if link.trouble in _FAILING else BETWEEN_FAILURES)


def _note_working(link: WatchedLink, look: Look, now: datetime) -> None:
    link.worked_at, link.failed_at, link.failed_as = now, [], ""
    link.next_check_at = now + RESTS + timedelta(hours=link.pk % SPREAD_HOURS)
    if link.trouble in _FAILING:
        _settle(link)
    if look.moved_to:
        _find(link, Trouble.MOVED, now)
    elif link.trouble == Trouble.MOVED:
        _settle(link)
    link.leads_to = look.moved_to
    if link.is_source and not look.is_unchanged:
        _compare(link, look, now)
        link.etag, link.last_modified = look.etag[:200], look.last_modified[:60]


def _compare(link: WatchedLink, look: Look, now: datetime) -> None:
    """A page that is different at every look is told of once a month, not every week."""
    if not look.content_hash:
        return
    has_changed = link.content_hash not in {"", look.content_hash}
    link.restless = link.restless + 1 if has_changed else 0
    was_told = link.found_at and now - link.found_at < RESTLESS_RESTS
    if has_changed and link.trouble != Trouble.MOVED and not (link.restless > RESTLESS_AFTER and was_told):
        _find(link, Trouble.CHANGED, now)
    link.content_hash = look.content_hash


def _find(link: WatchedLink, trouble: Trouble, now: datetime) -> None:
    if link.trouble != trouble:
        link.trouble, link.found_at, link.rests_until = trouble, now, None


def _settle(link: WatchedLink) -> None:
    """`found_at` stays: it says when somebody was last told."""
    link.trouble, link.rests_until, link.put_aside = "", None, 0


def _add(addresses: Iterable[str]) -> None:
    """New ones come due over the next days, not all in one night."""
    now = clock.now()
    for some in _batches(sorted(addresses)):
        WatchedLink.objects.bulk_create(
            [_new(address, now, place) for place, address in enumerate(some)], ignore_conflicts=True
        )


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    remaining = iter(things)
    while some := list(islice(remaining, BATCH)):
        yield some


def _new(address: str, now: datetime, place: int) -> WatchedLink:
    host = (urlsplit(address).hostname or "")[:253]
    is_nowhere = host.endswith(_RESERVED)  # names that no site can have
    due = now + (_NEVER if is_nowhere else timedelta(minutes=place))
    return WatchedLink(address=address, host=host, next_check_at=due)


def _put_spots(spots: list[Spot]) -> None:
    keys = dict(WatchedLink.objects.values_list("address", "pk"))
    LinkSpot.objects.all().delete()
    LinkSpot.objects.bulk_create(
        [
            LinkSpot(
                link_id=keys[spot.address],
                kind=spot.kind,
                key=spot.key,
                column=spot.column,
                title=spot.title,
                page=spot.page,
                form=spot.form,
                scope=spot.scope,
            )
            for spot in spots
        ],
        batch_size=BATCH,
    )


def _hand_over(link: WatchedLink, to: str, written: list[LinkSpot]) -> None:
    """The spots follow their text at once; the night finds them again anyway."""
    if not written:
        return
    heir, _is_new = WatchedLink.objects.get_or_create(
        address=to, defaults={"host": (urlsplit(to).hostname or "")[:253], "is_source": link.is_source}
    )
    standing = set(heir.spots.values_list("kind", "key", "column"))
    for spot in written:
        if (spot.kind, spot.key, spot.column) in standing:
            spot.delete()
        else:
            spot.link = heir
            spot.save(update_fields=["link"])
    if not link.spots.exists():
        link.delete()
