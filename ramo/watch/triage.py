"""Addresses in trouble as a person reads them: what is the matter, where exactly, and what to do."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.network.access import Permission, memberships_of
from ramo.network.roles import GRANTS, Reach, Role

from .data import Trouble
from .forms import NewAddressForm
from .models import LinkSpot, WatchedLink

THINGS_SHOWN = 8
_ICONS = {Trouble.MOVED: "out", Trouble.CHANGED: "edit", Trouble.PARKED: "warn", Trouble.CLOSED: "lock"}
_SOFT = {Trouble.MOVED, Trouble.CHANGED, Trouble.CLOSED}
ADVICE: dict[str, str | Promise] = {
    Trouble.DEAD: _(
        "We tried on three days. Open it yourself. If it is gone, find the new address or take the link out."
    ),
    Trouble.GONE: _("The site works, this page does not. Look for it on the site, or take the link out."),
    Trouble.SOFT_404: _("The page opens, but there is something else on it. Look for the right one on the site."),
    Trouble.PARKED: _("The name of the site has gone to a seller and may become dangerous. Take the link out today."),
    Trouble.CERTIFICATE: _(
        "Browsers warn people away from it. Tell the institution, or lead people elsewhere for now."
    ),
    Trouble.CLOSED: _(
        "The site does not answer our check. Open it yourself: if it works for you, it works for people."
    ),
    Trouble.MOVED: _("People still get there. Write the new address before the old one stops working."),
    Trouble.CHANGED: _("The source says something else than before. Open it and see whether our text is still true."),
}
COLUMNS: dict[str, str | Promise] = {
    "url": _("address of the site"),
    "source_url": _("source"),
    "website": _("website"),
    "link": _("link"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One thing, and the columns of it where the address stands."""

    spots: list[LinkSpot]

    @property
    def spot(self) -> LinkSpot:
        return self.spots[0]

    @property
    def columns(self) -> str:
        return ", ".join(dict.fromkeys(str(COLUMNS.get(spot.column, _("text"))) for spot in self.spots))


@dataclass(frozen=True, slots=True)
class Row:
    link: WatchedLink
    spots: list[LinkSpot]
    form: NewAddressForm | None = None  # what was typed and refused

    @property
    def typed(self) -> str:
        return str(self.form["address"].value() or "") if self.form else self.link.leads_to

    @property
    def advice(self) -> str:
        return str(ADVICE[self.link.trouble])

    @property
    def label(self) -> str:
        return str(Trouble(self.link.trouble).label)

    @property
    def icon(self) -> str:
        return _ICONS.get(Trouble(self.link.trouble), "stop")

    @property
    def state(self) -> str:
        return "warn" if self.link.trouble in _SOFT else "bad"

    @property
    def places(self) -> list[Place]:
        return self._things()[:THINGS_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self._things()) - THINGS_SHOWN)

    def _things(self) -> list[Place]:
        by_thing: dict[tuple[str, str], list[LinkSpot]] = {}
        for spot in self.spots:
            by_thing.setdefault((spot.kind, spot.key), []).append(spot)
        return [Place(spots) for spots in by_thing.values()]

    @property
    def failed_on(self) -> list[date]:
        return [moment.date() for moment in self.link.failed_at] if self.link.failed_as else []


def scopes_of(user: User) -> frozenset[str] | None:
    """Whose addresses this person mends, as scopes of tasks; None: everybody's."""
    scopes = set()
    for membership in memberships_of(user):
        match GRANTS[Role(membership.role)].get(Permission.MEND_LINKS):
            case Reach.NETWORK:
                return None
            case Reach.OWN_INSTITUTION:
                scopes.add(f"institution:{membership.institution_id}")
            case Reach.OWN_DISTRICT:
                scopes.add(f"district:{membership.district_id}")
    return frozenset(scopes)


def in_trouble(scopes: frozenset[str] | None) -> QuerySet[WatchedLink]:
    """The most pressing first: what is broken before what moved or changed, the longest known first."""
    found = WatchedLink.objects.in_trouble().filter(spots__in=within(scopes)).distinct()
    return found.prefetch_related("spots").order_by("found_at", "pk")


def within(scopes: frozenset[str] | None) -> QuerySet[LinkSpot]:
    return LinkSpot.objects.all() if scopes is None else LinkSpot.objects.filter(scope__in=scopes)


def rows_of(
    links: list[WatchedLink], scopes: frozenset[str] | None, *, refused: dict[int, NewAddressForm]
) -> list[Row]:
    """`refused`: by link, the form that was sent and not taken."""
    return [
        Row(link, [s for s in link.spots.all() if scopes is None or s.scope in scopes], refused.get(link.pk))
        for link in links
    ]


def counts(links: QuerySet[WatchedLink]) -> list[tuple[str, int]]:
    """How many of each trouble, in the order in which the troubles are named."""
    found = Counter(links.order_by().values_list("trouble", flat=True))
    return [(str(each.label), found[each]) for each in Trouble if found[each]]
