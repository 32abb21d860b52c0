"""In whose name a concept is confirmed: the role that the public reads, in Bulgarian as all content."""

from ramo.accounts.models import User
from ramo.network.access import memberships_of
from ramo.network.roles import Role


def standing_of(user: User) -> str:
    is_office = any(membership.role == Role.OFFICE for membership in memberships_of(user))
    return "програмният офис" if is_office else "редактор на мрежата"
