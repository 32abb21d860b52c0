"""Which agreements a person reads and writes, and whose done duties a person confirms."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from ramo.accounts.models import User
from ramo.network.access import (
    NETWORK,
    Network,
    Permission,
    library_of,
    may,
    memberships_of,
    require,
    require_somewhere,
)
from ramo.network.models import Institution, Library
from ramo.network.reach import NOTHING
from ramo.network.roles import GRANTS, Reach, Role
from ramo.vocabularies.models import District

from .models import Agreement, AgreementQuerySet, Duty

Visitor = User | AnonymousUser
Scope = Library | Institution | District | Network


def agreements_within(user: User) -> AgreementQuerySet:
    """The office reads all, a coordinator those of the district and the signed national ones, others the signed own."""
    signed, wanted = Agreement.objects.signed(), NOTHING
    for membership in memberships_of(user):
        match GRANTS[Role(membership.role)].get(Permission.SEE_AGREEMENTS):
            case Reach.NETWORK:
                return Agreement.objects.all()
            case Reach.OWN_DISTRICT:
                wanted |= Q(district=membership.district) | Q(level=Agreement.Level.NATIONAL, signed_on__isnull=False)
            case Reach.OWN_INSTITUTION if membership.institution:
                wanted |= Q(pk__in=signed.with_partner(membership.institution).values("pk"))
            case Reach.OWN_LIBRARY if membership.library:
                wanted |= Q(pk__in=signed.covering(membership.library).values("pk"))
    return Agreement.objects.filter(wanted)


def require_reading(user: Visitor, pk: int) -> tuple[User, Agreement]:
    person = require_somewhere(user, Permission.SEE_AGREEMENTS)
    found = get_object_or_404(Agreement.objects.whole(), pk=pk)
    if not agreements_within(person).filter(pk=pk).exists():
        raise PermissionDenied("the agreement concerns another place")
    return person, found


def require_writing(user: Visitor, pk: int) -> tuple[User, Agreement]:
    found = get_object_or_404(Agreement.objects.whole(), pk=pk)
    return require(user, Permission.EDIT_AGREEMENT, writing_scope(found)), found


def may_write(user: Visitor, agreement: Agreement) -> bool:
    return may(user, Permission.EDIT_AGREEMENT, writing_scope(agreement))


def writing_scope(agreement: Agreement) -> Scope:
    """A local one is its coordinator's to write, too; the others are the office's."""
    return agreement.district if agreement.is_local and agreement.district else NETWORK


def require_confirming(user: Visitor, agreement: Agreement, duty: Duty) -> User:
    """Whoever owes it says that it was done, and whoever minds the agreement."""
    for scope in _confirming_scopes(user, agreement, duty):
        if may(user, Permission.CONFIRM_DUTY, scope):
            return require(user, Permission.CONFIRM_DUTY, scope)
    return require(user, Permission.CONFIRM_DUTY, NETWORK)


def may_confirm(user: Visitor, agreement: Agreement, duty: Duty) -> bool:
    scopes = [*_confirming_scopes(user, agreement, duty), NETWORK]
    return any(may(user, Permission.CONFIRM_DUTY, scope) for scope in scopes)


def own_library(user: User, agreement: Agreement) -> Library | None:
    """The librarian's, where the agreement covers it."""
    library = library_of(user)
    return library if library and agreement.libraries().filter(pk=library.pk).exists() else None


def _confirming_scopes(user: Visitor, agreement: Agreement, duty: Duty) -> Iterator[Scope]:
    if agreement.district and duty.owes != Duty.Owes.OFFICE:
        yield agreement.district
    if duty.owes == Duty.Owes.PARTNER:
        yield from agreement.parties
    own = own_library(user, agreement) if isinstance(user, User) else None
    if duty.owes == Duty.Owes.LIBRARIES and own:
        yield own
