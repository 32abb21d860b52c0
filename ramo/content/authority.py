"""What the page editor may be told of a person: derived from memberships at each question, stored nowhere."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser

from ramo.accounts.models import EVERY_PAGE, User
from ramo.network.access import Permission, may_somewhere

OPEN = "wagtailadmin.access_admin"
_CORNER = "content.{}_librarycorner"
_KEYWORD = "content.{}_keyword"
# The editor's names for what a permission of ours allows. Places are looked at row by row: policies.py, gate.py.
GRANTS: dict[Permission, frozenset[str]] = {
    Permission.EDIT_PAGE: frozenset(
        {OPEN, EVERY_PAGE, *(_KEYWORD.format(act) for act in ("add", "change", "delete", "view"))}
    ),
    Permission.EDIT_CORNER: frozenset({OPEN, *(_CORNER.format(act) for act in ("change", "view"))}),
    Permission.MODERATE_CORNER: frozenset({OPEN, *(_CORNER.format(act) for act in ("change", "view", "publish"))}),
}


class Memberships(BaseBackend):
    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: object = None) -> bool:
        return any(perm in names and may_somewhere(user_obj, permission) for permission, names in GRANTS.items())

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        return any(
            name.startswith(f"{app_label}.") and self.has_perm(user_obj, name)
            for names in GRANTS.values()
            for name in names
        )
