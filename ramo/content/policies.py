"""Who may do what with which row in the page editor; it asks these instead of its own tables of groups."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.images import permissions as images
from wagtail.models import Collection
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from ramo.accounts.models import User
from ramo.network.access import Permission, may, may_somewhere
from ramo.network.roles import GRANTS

from . import reach
from .models import LibraryCorner, Picture

_CORNER_NEEDS = {
    "view": Permission.EDIT_CORNER,
    "change": Permission.EDIT_CORNER,
    "publish": Permission.MODERATE_CORNER,
}


class CornerPolicy(ModelPermissionPolicy):
    """A corner within reach of the membership. Nobody adds one here: it is opened from the desk."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: LibraryCorner) -> bool:
        needed = _CORNER_NEEDS.get(action)
        return needed is not None and may(user, needed, instance.library)

    def user_has_any_permission_for_instance(self, user: User, actions: Iterable[str], instance: LibraryCorner) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> "QuerySet[LibraryCorner]":
        found = LibraryCorner.objects.none()
        for needed in {_CORNER_NEEDS[action] for action in actions if action in _CORNER_NEEDS}:
            found = found | reach.corners_within(LibraryCorner.objects.all(), user, needed)
        return found

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[User]":
        return users_with({_CORNER_NEEDS[action] for action in actions if action in _CORNER_NEEDS})


class PicturePolicy(CollectionOwnershipPermissionPolicy):
    """Who writes a corner adds pictures, and sees those of the own libraries; who edits pages sees all."""

    ALLOWED = frozenset({"add", "choose", "change", "delete", "view"})

    def user_has_permission_for_instance(self, user: User, action: str, instance: Picture) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: User, actions: Iterable[str], instance: Picture) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> "QuerySet[Picture]":
        if not self._check_perm(user, actions):
            return Picture.objects.none()
        return reach.pictures_within(Picture.objects.all(), user)

    def _check_perm(self, user: User, actions: Iterable[str], collection: Collection | None = None) -> bool:
        return bool(self.ALLOWED & set(actions)) and may_somewhere(user, Permission.EDIT_CORNER)

    def _collections_with_perm(self, user: User, actions: Iterable[str]) -> "QuerySet[Collection]":
        return Collection.objects.all() if self._check_perm(user, actions) else Collection.objects.none()

    def _users_with_perm_filter(self, actions: Iterable[str], collection: Collection | None = None) -> Q:
        return Q(pk__in=users_with({Permission.EDIT_CORNER}).values("pk"))


def users_with(permissions: Iterable[Permission]) -> "QuerySet[User]":
    wanted = set(permissions)
    roles = [role for role, grants in GRANTS.items() if wanted & set(grants)]
    return User.objects.filter(is_active=True, memberships__role__in=roles, memberships__ended_on=None).distinct()


def put_in_place() -> None:
    """The editor keeps one policy for pictures in a module of its own, and has no setting for it."""
    images.permission_policy = PicturePolicy(Picture, auth_model=Picture, owner_field_name="uploaded_by_user")
