"""Which offers a person at work sees, and what waits for them there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.trust.models import ChangeReport, State

from .actions import BY_HAND
from .data import AnyListingData, ListingKind
from .lookup import ROOM_OF, listing_or_404
from .models import MODELS, Listing, Sighting
from .reach import Reach
from .writing import data_of

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    key: str
    label: str | Promise
    pick: Callable[[Rows], Rows]
    nothing: str | Promise


@dataclass(frozen=True, slots=True)
class Reported:
    report: ChangeReport
    listing: Listing

    @property
    def room(self) -> str:
        return ROOM_OF[self.listing.KIND]


_KIND_OF = {model._meta.label_lower: model.KIND for model in MODELS.values()}


def _current(rows: Rows) -> Rows:
    return rows.filter(state=State.PUBLISHED, valid_until__gte=clock.today())


def _ending(rows: Rows) -> Rows:
    return _current(rows).filter(valid_until__lte=clock.today() + rows.model.DUE_SOON).order_by("valid_until", "pk")


def _disputed(rows: Rows) -> Rows:
    disputed = Sighting.objects.disputed().filter(kind=rows.model.KIND)
    return _current(rows).filter(pk__in=disputed.values("listing")).order_by("-pk")


def _archive(rows: Rows) -> Rows:
    return rows.filter(Q(state=State.WITHDRAWN) | Q(valid_until__lt=clock.today())).order_by("-valid_until", "-pk")


SHELVES = {
    shelf.key: shelf
    for shelf in (
        Shelf("current", _("Shown now"), _current, _("Nothing is shown now. Add the first one.")),
        Shelf("ending", _("Ends soon"), _ending, _("Nothing ends in the next days.")),
        Shelf("disputed", _("The source says otherwise"), _disputed, _("Sources and corrections agree.")),
        Shelf("archive", _("Past or withdrawn"), _archive, _("The archive is empty.")),
    )
}


def within(reach: Reach, kind: ListingKind) -> Rows:
    return MODELS[kind].objects.filter(reach.within()).whole()  # type: ignore[attr-defined,no-any-return]


def reports_within(reach: Reach) -> list[Reported]:
    """What readers say of offers within reach, the oldest first."""
    waiting = list(ChangeReport.objects.waiting().filter(target_kind__in=_KIND_OF))
    found: dict[tuple[str, str], Listing] = {}
    for label, kind in _KIND_OF.items():
        keys = [each.target_key for each in waiting if each.target_kind == label]
        for listing in within(reach, kind).filter(pk__in=keys) if keys else ():
            found[label, str(listing.pk)] = listing
    return [Reported(each, found[name]) for each in waiting if (name := (each.target_kind, each.target_key)) in found]


def reported_or_404(report: ChangeReport) -> Listing:
    kind = _KIND_OF.get(report.target_kind)
    if kind is None:
        raise Http404
    return listing_or_404(ROOM_OF[kind], int(report.target_key))


def last_written(reach: Reach, kind: ListingKind) -> AnyListingData | None:
    """The last one that a person of this reach wrote by hand, from which the next form begins."""
    by_hand = Sighting.objects.filter(kind=kind, source_key=BY_HAND).values("listing")
    last: Listing | None = within(reach, kind).filter(pk__in=by_hand).order_by("-pk").first()
    return data_of(last) if last else None
