"""In whose name a person confirms: the role and institution that the public reads, never a name."""

from django.utils import translation
from django.utils.translation import gettext as _

from ramo.accounts.models import User
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.access import NETWORK, Network, memberships_of
from ramo.network.models import Institution
from ramo.network.roles import Role

from .errors import ExpertNeeded
from .models import Guide, Resource


def scope_of(guide: Guide) -> Institution | Network:
    """Whose permission an act on this guide needs: that of its listed owner, else of the network."""
    return guide.owner if isinstance(guide, Resource) and guide.owner else NETWORK


def standing_of(user: User, guide: Guide) -> str:
    """What `verified_as` says, in Bulgarian: an expert's institution before an office of the network.

    An editor does not stand for a health text.
    """
    places = {(Role(membership.role), membership.institution) for membership in memberships_of(user)}
    owner = scope_of(guide)
    if isinstance(owner, Institution) and (Role.PARTNER, owner) in places:
        return owner.abbreviation_bg or owner.name_bg
    roles = {role for role, _institution in places}
    with translation.override(SOURCE_LANGUAGE):
        if Role.OFFICE in roles:
            return _("the programme office")
        if guide.requires_verification:
            raise ExpertNeeded(guide.pk)
        return _("an editor of the network")
