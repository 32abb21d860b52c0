"""Requests within a person's reach, by whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.network.access import Permission, may, memberships_of
from ramo.network.models import Institution, InstitutionQuerySet, Library
from ramo.network.reach import institutions_within, libraries_within
from ramo.network.roles import Role
from ramo.network.territories import offices_of

from .data import Side
from .models import WAITS_FOR, ExpertRequest, ExpertRequestQuerySet, State

AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Section:
    title: str | Promise
    requests: Sequence[ExpertRequest]
    is_yours: bool = False


def requests_within(user: User) -> ExpertRequestQuerySet:
    libraries = libraries_within(user, Permission.SEE_REQUESTS).values("pk")
    institutions = institutions_within(user, Permission.SEE_REQUESTS).values("pk")
    sent = ExpertRequest.objects.exclude(state=State.DRAFT)
    return sent.filter(Q(library__in=libraries) | Q(institution__in=institutions)).whole()


def drafts_of(user: User) -> ExpertRequestQuerySet:
    """Only the library that writes them sees them."""
    libraries = libraries_within(user, Permission.ASK_EXPERT).values("pk")
    return ExpertRequest.objects.filter(library__in=libraries, state=State.DRAFT).whole()


def side_in_list(user: User) -> Side | None:
    """From which side this person looks; a coordinator and the office from neither."""
    roles = {membership.role for membership in memberships_of(user)}
    if Role.PARTNER in roles:
        return Side.INSTITUTION
    return Side.LIBRARY if Role.LIBRARIAN in roles else None


def side_of(user: User, request: ExpertRequest) -> Side | None:
    """As whom this person may act on this request."""
    if may(user, Permission.ANSWER_REQUEST, request.institution):
        return Side.INSTITUTION
    return Side.LIBRARY if may(user, Permission.ASK_EXPERT, request.library) else None


def sections_for(user: User) -> list[Section]:
    side, rows = side_in_list(user), requests_within(user)
    waiting = rows.filter(state__in=list(WAITS_FOR)).order_by("turn_since", "pk")
    rest = rows.exclude(state__in=list(WAITS_FOR))
    if side is None:
        mine: list[ExpertRequest] = []
        theirs = list(waiting)
    else:
        mine = [*waiting.waiting_for(side)[:AT_ONCE], *(rows.to_report() if side == Side.LIBRARY else [])]
        theirs = list(waiting.exclude(pk__in=[each.pk for each in mine]))
    done = [each for each in rest[:AT_ONCE] if each not in mine]
    other = _("They wait for the institution") if side == Side.LIBRARY else _("They wait for the library")
    drafts = list(drafts_of(user)[:AT_ONCE])
    found = [
        Section(_("Drafts"), drafts, is_yours=True),
        Section(_("They wait for you"), mine, is_yours=True),
        Section(other if side else _("They wait for an answer"), theirs[:AT_ONCE]),
        Section(_("Settled"), done),
    ]
    return [section for section in found if section.requests]


def institutions_for(library: Library) -> InstitutionQuerySet:
    """The offices of the library's place first, then those of its district, then the national ones."""
    own = Q(pk__in=offices_of(library).values("pk"))
    here = own | Q(district=library.district_id) | Q(district=None)
    near = Case(When(own, then=Value(0)), When(district=library.district_id, then=Value(1)), default=Value(2))
    return Institution.objects.published().filter(here).alias(near=near).order_by("near", "name_bg")
