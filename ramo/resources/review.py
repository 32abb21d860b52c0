"""The queue of what somebody should look at: reports of readers first, then what expired or never was checked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.design.data import TrustLine
from ramo.network.access import NETWORK, Network, Permission, Visitor, may, memberships_of
from ramo.network.models import Institution
from ramo.network.roles import Role
from ramo.trust.data import Reason
from ramo.trust.models import ChangeReport, State

from .cards import kind_of
from .models import Need, NeedQuerySet, Resource, ResourceQuerySet
from .pages import address_of, title_of

PAGE_SIZE = 20
EXPIRED = "expired"
ARCHIVE = (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN)
_PRESSING = list(Reason)


@dataclass(frozen=True, slots=True)
class Row:
    """An item that waits, and why; without a reason it only stands in the asked state."""

    guide: Need | Resource
    reason: Reason | None

    @property
    def kind(self) -> str:
        return kind_of(self.guide)

    @property
    def title(self) -> str:
        return title_of(self.guide)

    @property
    def address(self) -> str:
        return address_of(self.guide)

    @property
    def edit_address(self) -> str:
        return reverse(f"resources:{self.kind}_edit", args=[self.guide.pk])

    @property
    def trust(self) -> TrustLine:
        return self.guide.trust_line()


@dataclass(frozen=True, slots=True)
class Tab:
    """How much waits for one reason."""

    reason: Reason
    label: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Queue:
    reports: Sequence[ChangeReport]
    rows: Page[Row]
    tabs: list[Tab]


_LABELS = {
    Reason.REPORTED: _("Readers say"),
    Reason.EXPIRED: _("Past their date"),
    Reason.CHANGED: _("Edited after the check"),
    Reason.DUE_SOON: _("About to expire"),
    Reason.UNVERIFIED: _("Never checked"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose items a person reviews: those of the own institutions, or everything."""

    institutions: tuple[Institution, ...]
    everything: bool

    @classmethod
    def of(cls, user: Visitor) -> "Reach":
        own = (m.institution for m in memberships_of(user) if m.role == Role.PARTNER)
        institutions = tuple(institution for institution in own if institution is not None)
        return cls(institutions, everything=may(user, Permission.VERIFY, NETWORK))

    @property
    def scope(self) -> Institution | Network:
        """What the gate is asked for before the queue opens."""
        return NETWORK if self.everything or not self.institutions else self.institutions[0]

    def owners(self) -> QuerySet[Institution]:
        """Whose resources a person may write."""
        own = [institution.pk for institution in self.institutions]
        return Institution.objects.all() if self.everything else Institution.objects.filter(pk__in=own)

    def resources(self) -> ResourceQuerySet:
        found = Resource.objects.select_related("area", "owner")
        return found if self.everything else found.filter(owner__in=self.institutions)

    def needs(self) -> NeedQuerySet:
        found = Need.objects.select_related("area")
        return found if self.everything else found.none()

    def reports(self) -> QuerySet[ChangeReport]:
        kinds = [Resource._meta.label_lower, Need._meta.label_lower]
        found = ChangeReport.objects.waiting().filter(target_kind__in=kinds)
        return found if self.everything else found.filter(scope__in=[f"institution:{i.pk}" for i in self.institutions])


def queue(reach: Reach, *, reason: str = "", state: str = "", page: str = "") -> Queue:
    """All that waits, or what waits for one reason, or what stands in one state outside the public pages."""
    reports = list(reach.reports())
    waiting = _waiting(reach)
    counts = Counter(row.reason for row in waiting) | Counter({Reason.REPORTED: len(reports)})
    tabs = [Tab(each, _LABELS[each], counts[each]) for each in _PRESSING]
    if state in ARCHIVE:
        rows, reports = _in_state(reach, State(state)), []
    elif asked := _reason(reason or (state if state == EXPIRED else "")):
        rows = [row for row in waiting if row.reason == asked]
        reports = reports if asked == Reason.REPORTED else []
    else:
        rows = waiting
    return Queue(reports, Paginator(rows, PAGE_SIZE).get_page(page), tabs)


def _waiting(reach: Reach) -> list[Row]:
    guides: list[Need | Resource] = [*reach.resources().for_review(), *reach.needs().for_review()]
    rows = [Row(guide, guide.review_reason()) for guide in guides]
    return sorted((row for row in rows if row.reason), key=_order)


def _order(row: Row) -> tuple[int, date, str]:
    pressing = _PRESSING.index(row.reason) if row.reason else len(_PRESSING)
    return pressing, row.guide.valid_until or date.max, row.guide.pk


def _in_state(reach: Reach, state: State) -> list[Row]:
    guides: list[Need | Resource] = [*reach.resources().filter(state=state), *reach.needs().filter(state=state)]
    return [Row(guide, None) for guide in guides]


def _reason(text: str) -> Reason | None:
    return Reason(text) if text in _PRESSING else None
